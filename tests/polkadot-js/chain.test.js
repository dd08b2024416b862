// polkadot.js with stock types against the real node: what a person sees in polkadot.js Apps works.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Keyring } from '@polkadot/api';
import { stringToHex } from '@polkadot/util';
import { blake2AsHex, cryptoWaitReady, keccakAsU8a } from '@polkadot/util-crypto';
import { finalize, startDevnet } from './devnet.js';

const DOMAIN = ['datanets', 'compute', 'models', 'attribution'];
const OPEN = 10n ** 18n;

let net;
let keys;

before(async () => {
  await cryptoWaitReady();
  net = await startDevnet();
  keys = new Keyring({ type: 'sr25519' });
});

after(() => net?.stop());

/** The event of this name among those of one call. */
const found = (api, events, section, method) => {
  const event = events.find((event) => api.events[section][method].is(event));
  assert.ok(event, `no ${section}.${method} among ${events.map((event) => `${event.section}.${event.method}`)}`);
  return event;
};

/** Polls until `ask` gives something. */
async function eventually(what, ask, seconds = 120) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 1000))) {
    const answer = await ask();
    if (answer) return answer;
  }
  assert.fail(`${what} did not happen in ${seconds} s`);
}

test('every pallet, call, event and error is described', () => {
  const { api } = net;
  for (const section of DOMAIN) {
    for (const [name, call] of Object.entries(api.tx[section])) {
      assert.ok(call.meta.docs.join('').trim(), `call ${section}.${name} has no description`);
    }
    for (const [name, error] of Object.entries(api.errors[section])) {
      assert.ok(error.meta.docs.join('').trim(), `error ${section}.${name} has no description`);
    }
  }
});

test('the token is OPEN with 18 decimals', () => {
  assert.deepEqual(net.api.registry.chainTokens, ['OPEN']);
  assert.deepEqual(net.api.registry.chainDecimals, [18]);
});

test('a contribution is submitted with stock types and followed to finality; its check comes from the offchain worker', async () => {
  const { api } = net;
  const [bob, charlie, worker, olwk] = ['//Bob', '//Charlie', '//Worker', '//Worker//olwk'].map((uri) => keys.addFromUri(uri));

  const proof = olwk.sign(workerProof(api, worker));
  await finalize(api.tx.compute.registerWorker(olwk.publicKey, 'http://127.0.0.1', 10_000n * OPEN, proof), worker);

  const rules = { quorum: 1, threshold: 50, votingPeriod: 30, depositPerKib: OPEN / 100n, depositBase: OPEN };
  const created = await finalize(api.tx.datanets.createDatanet('polkadot-js', 'Made in polkadot.js', 'Text', [0], rules), bob);
  const datanet = found(api, created.events, 'datanets', 'DatanetCreated').data[0];

  const content = blake2AsHex(stringToHex('nobody has this file'));
  const root = blake2AsHex(stringToHex('no root'));
  const submitted = await finalize(api.tx.datanets.contribute(datanet, content, root, 3, 120, 1, 0, 'https://example.org'), charlie);
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

/** What the session key signs to show that it belongs to this worker's machine. */
function workerProof(api, worker) {
  const tagged = new Uint8Array([
    ...Buffer.from('openledger/worker/1'),
    0,
    ...api.genesisHash.toU8a(),
    ...worker.publicKey,
  ]);
  return keccakAsU8a(tagged);
}

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
