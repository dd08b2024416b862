// polkadot.js with stock types against the real node: what a person sees in polkadot.js Apps works.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stringToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { key, OPEN, startDevnet } from 'openledger-devnet';
import { eventually, found, submit } from 'openledger-devnet/transactions';
import { registerWorker } from 'openledger-devnet/worker';

const DOMAIN = ['datanets', 'compute', 'models', 'attribution', 'governance'];

let net;

before(async () => {
  net = await startDevnet({ worker: true });
});

after(() => net?.stop());

test('every pallet, call, event and error is described', () => {
  const { api } = net;
  for (const section of DOMAIN) {
    for (const kind of ['tx', 'events', 'errors']) {
      for (const [name, { meta }] of Object.entries(api[kind][section])) {
        assert.ok(meta.docs.join('').trim(), `${kind} ${section}.${name} has no description`);
      }
    }
  }
});

test('the token is OPEN with 18 decimals', () => {
  assert.deepEqual(net.api.registry.chainTokens, ['OPEN']);
  assert.deepEqual(net.api.registry.chainDecimals, [18]);
});

test('a contribution is submitted with stock types and followed to finality; its check comes from the offchain worker', async () => {
  const { api } = net;
  await registerWorker(net);

  const rules = {
    ...{ quorum: 1, threshold: 50, votingPeriod: 10, revealPeriod: 10, quorumStake: 25n * OPEN, depositPerKib: OPEN / 100n },
    ...{ depositBase: OPEN, openPerAccount: 8, openPerDatanet: 64 },
  };
  const created = await submit(api.tx.datanets.createDatanet('polkadot-js', 'Made in polkadot.js', 'Text', [0], rules), key('//Bob'));
  const datanet = found(api, created.events, 'datanets', 'DatanetCreated').data[0];

  const content = blake2AsHex(stringToHex('nobody has this file'));
  const root = blake2AsHex(stringToHex('no root'));
  const contribute = api.tx.datanets.contribute(datanet, content, root, 3, 120, 1, 0, 'https://example.org');
  const submitted = await submit(contribute, key('//Charlie'));
  const id = found(api, submitted.events, 'datanets', 'ContributionSubmitted').data[0];
  assert.ok((await api.query.datanets.contributions(id)).isSome);

  // The worker has no such file and says so; its node sends that as a general transaction.
  const { block, index } = await eventually('the worker’s transaction', () => findCall(api, 'compute', 'submitResult'));
  const extrinsic = block.extrinsics[index];
  assert.equal(extrinsic.isSigned, false);
  assert.equal(extrinsic.version & 0x3f, 5, 'a general transaction is version 5');
  assert.equal(extrinsic.version >> 6, 1, 'its two highest bits say that it is general');
  assert.ok(extrinsic.toHuman().method.args, 'its arguments decode');
});

test('every storage item can be read', async () => {
  const { api } = net;
  let read = 0;
  for (const [section, items] of Object.entries(api.query)) {
    for (const [name, item] of Object.entries(items)) {
      if (!item.creator) continue;
      try {
        if (item.creator.meta.type.isPlain) await item();
        else for (const [key, value] of await item.entries()) [key.toHuman(), value.toHuman()];
      } catch (error) {
        assert.fail(`${section}.${name}: ${error.message}`);
      }
      read += 1;
    }
  }
  assert.ok(read > 100, `only ${read} items`);
});

/** The newest block of the best hundred that holds this call. */
async function findCall(api, section, method) {
  let hash = await api.rpc.chain.getFinalizedHead();
  for (let back = 0; back < 100; back += 1) {
    const { block } = await api.rpc.chain.getBlock(hash);
    const index = block.extrinsics.findIndex(({ method: call }) => call.section === section && call.method === method);
    if (index >= 0) return { block, index };
    if (block.header.number.toNumber() === 1) return undefined;
    hash = block.header.parentHash;
  }
  return undefined;
}
