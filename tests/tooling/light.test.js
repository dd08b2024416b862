// smoldot, unmodified, beside one node: the chain can be followed and read without trusting whoever is asked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { key, startDevnet } from 'openledger-devnet';
import { submit } from 'openledger-devnet/transactions';
import { chainSpec, followLight } from './light.js';

let net;
let spec;
let light;

before(async () => {
  // A light client in a browser or in Node.js speaks WebSocket.
  net = await startDevnet({ p2p: '/ws' });
  // Something is final, and in it a transaction.
  await submit(net.api.tx.system.remark('seen by everybody'), key('//Alice'));
  spec = await chainSpec(net);
});

after(async () => {
  await light?.stop();
  await net?.stop();
});

/** Number of a block by its header as it is hashed. */
const number = (header) => net.api.createType('Header', header).number.toNumber();

/** That the node has this very block in its finalized chain. */
async function assertFinal(hash, header) {
  assert.equal(await net.call('chain_getBlockHash', [number(header)]), hash);
  assert.ok(number(header) <= (await net.api.rpc.chain.getHeader(await net.api.rpc.chain.getFinalizedHead())).number.toNumber());
}

test('from the genesis alone, a light client finds the finalized block', async () => {
  const { lightSyncState: _, ...genesis } = spec;
  light = await followLight(genesis);
  const header = await light.header(light.finalized);
  assert.ok(number(header) > 0);
  await assertFinal(light.finalized, header);
});

test('it follows finality as blocks are made', async () => {
  let last = number(await light.header(light.finalized));
  for (let round = 0; round < 3; round += 1) {
    const hash = await light.nextFinalized();
    const header = await light.header(hash);
    assert.ok(number(header) > last);
    await assertFinal(hash, header);
    last = number(header);
  }
});

test('it reads an account from a finalized block, with a proof, as the node has it', async () => {
  const hash = await light.nextFinalized();
  const storageKey = net.api.query.system.account.key(key('//Alice').address);
  const value = await light.value(hash, storageKey);
  assert.equal(value, await net.call('state_getStorage', [storageKey, hash]));
  const account = net.api.createType('FrameSystemAccountInfo', value);
  assert.equal(account.nonce.toNumber(), 1);
});

test('it reads the standard that models are held to', async () => {
  const hash = await light.nextFinalized();
  const value = await light.value(hash, net.api.query.models.standard.key());
  const { type } = net.api.query.models.standard.creator.meta;
  const standard = net.api.createType(net.api.registry.createLookupType(type.asPlain), value);
  assert.deepEqual(standard.toJSON(), (await net.api.query.models.standard()).toJSON());
});

test('from a light sync state, a new client starts at a finalized block without the way there', async () => {
  assert.ok(spec.lightSyncState.finalizedBlockHeader, 'the node hands out a state to start from');
  const late = await followLight(spec);
  try {
    const start = number(spec.lightSyncState.finalizedBlockHeader);
    const header = await late.header(late.finalized);
    assert.ok(number(header) >= start);
    await assertFinal(late.finalized, header);
  } finally {
    await late.stop();
  }
});
