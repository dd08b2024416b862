// Transactions, what they did, and waiting for what others do.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Name of a dispatch error: of a pallet's error, or of one that every pallet has. */
export function errorName(registry, error) {
  if (error.isModule) return registry.findMetaError(error.asModule).name;
  return error.type;
}

/**
 * Signs, submits and waits; resolves to the block's hash and the call's events.
 *
 * A call that the chain refuses rejects with the error's name. It waits for finality unless `until` is `included`.
 */
export function submit(call, signer, { until = 'finalized', nonce = -1 } = {}) {
  return new Promise((resolve, reject) => {
    let unsubscribe = () => {};
    call
      .signAndSend(signer, { nonce }, ({ status, events, dispatchError, isError, txHash }) => {
        const reached = status.isFinalized || (until === 'included' && status.isInBlock);
        if (isError && !dispatchError) {
          reject(new Error(`the transaction is ${status.type}`));
        } else if (dispatchError) {
          unsubscribe();
          reject(new Error(errorName(call.registry, dispatchError)));
        } else if (reached) {
          unsubscribe();
          const block = status.isFinalized ? status.asFinalized : status.asInBlock;
          resolve({ block, events: events.map(({ event }) => event), hash: txHash });
        }
      })
      .then((stop) => (unsubscribe = stop), reject);
  });
}

/** The event of this name among those of one call. */
export function found(api, events, section, method) {
  const event = events.find((event) => api.events[section][method].is(event));
  assert.ok(event, `no ${section}.${method} among ${events.map((event) => `${event.section}.${event.method}`)}`);
  return event;
}

/** Asks again and again until the answer is something; the time limit is in seconds. */
export async function eventually(what, ask, seconds = 120) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(500)) {
    const answer = await ask();
    if (answer) return answer;
  }
  return assert.fail(`${what} did not happen in ${seconds} s`);
}
