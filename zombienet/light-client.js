// Follows a chain with smoldot, a light client: it knows the chain's specification and one node's address, checks
// finality by itself and asks for storage with proofs.
//
//   node light-client.js SPECIFICATION NODE_ADDRESS STORAGE_KEY [BLOCKS]
//
// Prints one line of JSON: the first finalized block it reports, the last one after BLOCKS more (5), the value under
// STORAGE_KEY in the first, and whether it skipped blocks by a proof of finality (a warp). What it says meanwhile goes
// to the error output.
import { readFileSync } from 'node:fs';
import { start } from 'smoldot';

const [specification, address, key, more = '5'] = process.argv.slice(2);
if (!key) {
  console.error('usage: node light-client.js SPECIFICATION NODE_ADDRESS STORAGE_KEY [BLOCKS]');
  process.exit(2);
}

setTimeout(() => {
  console.error('the light client did not get that far within three minutes');
  process.exit(1);
}, 180_000);

const chainSpec = JSON.parse(readFileSync(specification, 'utf8'));
chainSpec.bootNodes = [address];

let warped = false;
const client = start({
  maxLogLevel: 4,
  logCallback: (level, target, message) => {
    warped ||= message.includes('warp sync finished');
    if (level <= Number(process.env.LOG_LEVEL ?? 3)) console.error(level, target, message);
  },
});
const chain = await client.addChain({ chainSpec: JSON.stringify(chainSpec) });

const waiting = new Map();
let subscription;
let onEvent = () => {};
let next = 1;

function call(method, params) {
  const id = next++;
  chain.sendJsonRpc(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

async function listen() {
  for await (const text of chain.jsonRpcResponses) {
    const message = JSON.parse(text);
    if (message.id === undefined) {
      if (message.params.subscription === subscription) onEvent(message.params.result);
      continue;
    }
    const { resolve, reject } = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) reject(new Error(JSON.stringify(message.error)));
    else resolve(message.result);
  }
}
listen();

const events = [];
const arrivals = [];
onEvent = (event) => {
  const waiter = arrivals.shift();
  if (waiter) waiter(event);
  else events.push(event);
};
const arrival = () => (events.length ? events.shift() : new Promise((resolve) => arrivals.push(resolve)));

/** The next event of one of these kinds. */
async function event(...kinds) {
  for (;;) {
    const found = await arrival();
    if (found.event === 'stop') throw new Error('the light client lost the chain');
    if (kinds.includes(found.event) || kinds.includes('any')) return found;
  }
}

/** Number in a header: after the parent's hash, as SCALE's compact form. */
async function numberOf(hash) {
  const header = Buffer.from((await call('chainHead_v1_header', [subscription, hash])).slice(2), 'hex');
  const kind = header[32] & 3;
  if (kind === 0) return header[32] >> 2;
  if (kind === 1) return header.readUInt16LE(32) >> 2;
  return header.readUInt32LE(32) >>> 2;
}

subscription = await call('chainHead_v1_follow', [false]);
const began = Date.now();
const first = (await event('initialized')).finalizedBlockHashes.at(-1);
const from = await numberOf(first);

const asked = await call('chainHead_v1_storage', [subscription, first, [{ key, type: 'value' }], null]);
let value = null;
for (;;) {
  const answer = await event('operationStorageItems', 'operationStorageDone', 'operationInaccessible', 'operationError');
  if (answer.operationId !== asked.operationId) continue;
  if (answer.event === 'operationStorageDone') break;
  if (answer.event !== 'operationStorageItems') throw new Error(`the value was not proven: ${JSON.stringify(answer)}`);
  value = answer.items[0]?.value ?? value;
}

let last = first;
let to = from;
while (to < from + Number(more)) {
  last = (await event('finalized')).finalizedBlockHashes.at(-1);
  to = await numberOf(last);
}
const seconds = (Date.now() - began) / 1000;
const blocks = { first: { number: from, hash: first }, last: { number: to, hash: last } };
console.log(JSON.stringify({ ...blocks, value, warped, seconds }));
await client.terminate();
process.exit(0);
