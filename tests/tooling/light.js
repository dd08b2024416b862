// A light client: it trusts nobody but the chain specification, and checks every value against a proof.
import { start } from 'smoldot';

/** The specification of a running node's chain, with the node as the only one to ask. */
export async function chainSpec(node) {
  const spec = await node.call('sync_state_genSyncSpec', [true]);
  const peer = await node.call('system_localPeerId');
  return { ...spec, bootNodes: [`/ip4/127.0.0.1/tcp/${node.ports.p2p}/ws/p2p/${peer}`] };
}

/**
 * Starts a light client and follows the chain.
 *
 * smoldot keeps timers of up to ten minutes after it has ended, so this package's tests are run with
 * `--test-force-exit`.
 */
export async function followLight(spec) {
  const client = start({ maxLogLevel: 1 });
  const chain = await client.addChain({ chainSpec: JSON.stringify(spec) });
  const waiting = new Map();
  const events = [];
  let wake = () => {};
  let calls = 0;

  const call = (method, ...params) =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      chain.sendJsonRpc(JSON.stringify({ jsonrpc: '2.0', id: calls, method, params }));
    });
  const listen = async () => {
    for await (const text of chain.jsonRpcResponses) {
      const { id, result, error, params } = JSON.parse(text);
      if (params) {
        events.push(params.result);
        wake();
      } else if (error) waiting.get(id).reject(new Error(error.message));
      else waiting.get(id).resolve(result);
    }
  };
  listen().catch(() => {}); // it ends when the client does

  let seen = 0;
  /** The next event that `wanted` says yes to; those before it are passed over. */
  const next = async (wanted, seconds = 90) => {
    for (const end = Date.now() + seconds * 1000; ; ) {
      for (; seen < events.length; ) {
        const event = events[seen++];
        if (wanted(event)) return event;
      }
      const left = end - Date.now();
      if (left <= 0) throw new Error(`nothing of the kind in ${seconds} s; the last event: ${JSON.stringify(events.at(-1))}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => (clearTimeout(timer), resolve());
      });
    }
  };

  const subscription = await call('chainHead_v1_follow', false);
  const { finalizedBlockHashes } = await next(({ event }) => event === 'initialized');
  return {
    /** The newest finalized block when the client had caught up. */
    finalized: finalizedBlockHashes.at(-1),
    /** The block that is finalized next. */
    nextFinalized: async () => (await next(({ event }) => event === 'finalized')).finalizedBlockHashes.at(-1),
    /** Header of a block that the client follows. */
    header: (hash) => call('chainHead_v1_header', subscription, hash),
    /** A value in a block's state; the client has checked its proof against the block's state root. */
    async value(hash, key) {
      const { operationId } = await call('chainHead_v1_storage', subscription, hash, [{ key, type: 'value' }], null);
      const answer = await next((event) => event.operationId === operationId);
      if (answer.event !== 'operationStorageItems') throw new Error(JSON.stringify(answer));
      return answer.items[0].value;
    },
    stop: () => client.terminate(),
  };
}
