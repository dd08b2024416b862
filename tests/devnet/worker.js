// A worker in service: what its machine has to show before it is given jobs.
import { key, OPEN } from './index.js';
import { submit } from './transactions.js';
import { keccakAsU8a } from '@polkadot/util-crypto';

/** Registers the worker beside the node, with the session key that the node of a development chain holds. */
export async function registerWorker({ api, worker: endpoint }) {
  const [worker, session] = [key('//Worker'), key('//Worker//olwk')];
  const proof = session.sign(statement(api, worker));
  return submit(api.tx.compute.registerWorker(session.publicKey, endpoint, 10_000n * OPEN, proof), worker);
}

/** What the session key signs to show that it belongs to this worker's machine. */
function statement(api, worker) {
  return keccakAsU8a(new Uint8Array([...Buffer.from('openledger/worker/1'), 0, ...api.genesisHash.toU8a(), ...worker.publicKey]));
}
