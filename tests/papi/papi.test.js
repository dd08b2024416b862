// PAPI with descriptors generated from the running node: what a typed client can rely on.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { createWsClient } from 'polkadot-api/ws';
import WebSocket from 'ws';
import { key, keysReady, OPEN } from 'openledger-devnet';
import { startNode } from 'openledger-devnet/node';
import { FOLDER, generateDescriptors } from './descriptors.js';

/** Number of the track on which standards of models are decided. */
const MODEL_STANDARDS = 20;

let node;
let client;
let api;
let descriptors;

before(async () => {
  await keysReady();
  node = await startNode();
  descriptors = await generateDescriptors(node.url);
  client = createWsClient(node.url, { websocketClass: WebSocket });
  api = client.getTypedApi(descriptors.openledger);
});

after(async () => {
  client?.destroy();
  await node?.stop();
});

/** A development account as PAPI signs with it. */
function signer(uri) {
  const pair = key(uri);
  return getPolkadotSigner(pair.publicKey, 'Sr25519', (message) => pair.sign(message));
}

test('the generated types compile, and refuse calls, arguments and fields that the chain does not have', async () => {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'es2022', '--moduleResolution', 'bundler'];
  const tsc = join(FOLDER, '../node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, ...options, 'types.ts'], { cwd: FOLDER }).catch((error) => error);
  assert.equal(stdout, '');
});

test('a typed transfer reaches finality and the receiver', async () => {
  const receiver = key('//Nobody//has//this').address;
  const dest = descriptors.MultiAddress.Id(receiver);
  const value = 5n * OPEN;
  const result = await api.tx.Balances.transfer_keep_alive({ dest, value }).signAndSubmit(signer('//Alice'));
  assert.equal(result.ok, true);
  const [transfer] = api.event.Balances.Transfer.filter(result.events);
  assert.equal(transfer.payload.amount, value);
  const account = await api.query.System.Account.getValue(receiver);
  assert.equal(account.data.free, value);
});

test('the fee that PAPI foretells is the one paid, but for what blocks in between change', async () => {
  const dest = descriptors.MultiAddress.Id(key('//Bob').address);
  const call = api.tx.Balances.transfer_keep_alive({ dest, value: OPEN });
  const foretold = await call.getEstimatedFees(key('//Charlie').address);
  const result = await call.signAndSubmit(signer('//Charlie'));
  const [paid] = api.event.TransactionPayment.TransactionFeePaid.filter(result.events);
  const difference = paid.payload.actual_fee - foretold;
  assert.ok(difference * difference * 1_000_000n < foretold * foretold, `${foretold} foretold, ${paid.payload.actual_fee} paid`);
});

test('a refused call names the pallet and its error', async () => {
  const result = await api.tx.Models.deploy({ version: 77 }).signAndSubmit(signer('//Bob'));
  assert.equal(result.ok, false);
  const { type, value } = result.dispatchError;
  assert.deepEqual([type, value.type, value.value.type], ['Module', 'Models', 'UnknownVersion']);
});

test('storage is read with its types: the standard that models are held to', async () => {
  const standard = await api.query.Models.Standard.getValue();
  assert.deepEqual(standard, {
    minimum_improvement: 0,
    require_verified: false,
    require_approval: false,
    maximum_royalty: 100_000,
    royalty_cap: 300_000,
  });
});

test('a view function answers what storage says', async () => {
  const value = await api.query.Models.Standard.getValue();
  assert.deepEqual(await api.view.Governance.standard({ type: 'Deployment' }), { type: 'Deployment', value });
  assert.equal(await api.view.Governance.standard({ type: 'Licences' }), undefined);
});

test('a referendum is submitted and read back, with its track, its origin and its call', async () => {
  const { minimum_improvement: _, ...others } = await api.query.Models.Standard.getValue();
  const standard = { type: 'Deployment', value: { ...others, minimum_improvement: 30_000 } };
  const call = await api.tx.Governance.set_standard({ standard }).getEncodedData();
  const submit = api.tx.Referenda.submit({
    proposal_origin: { type: 'Governance', value: { type: 'ModelStandards' } },
    proposal: { type: 'Inline', value: call },
    enactment_moment: { type: 'After', value: 0 },
  });
  const result = await submit.signAndSubmit(signer('//Alice'));
  assert.equal(result.ok, true);
  const [submitted] = api.event.Referenda.Submitted.filter(result.events);
  const { index, track } = submitted.payload;
  assert.equal(track, MODEL_STANDARDS);

  const info = await api.query.Referenda.ReferendumInfoFor.getValue(index);
  assert.equal(info.type, 'Ongoing');
  assert.deepEqual([info.value.origin.type, info.value.origin.value.type], ['Governance', 'ModelStandards']);
  assert.equal(info.value.submission_deposit.who, key('//Alice').address);
  const { decodedCall } = await api.txFromCallData(info.value.proposal.value);
  assert.deepEqual(decodedCall, { type: 'Governance', value: { type: 'set_standard', value: { standard } } });
});

test('the descriptors are of the runtime that the node runs', async () => {
  const { id } = await api.getStaticApis();
  const { entries } = JSON.parse(readFileSync(join(FOLDER, '.papi/polkadot-api.json'), 'utf8'));
  assert.equal(id, entries.openledger.codeHash);
  const { spec_name: name } = await api.constants.System.Version();
  assert.equal(name, 'openledger');
});

test('every call, storage item, event, constant, view and runtime API of the descriptors is compatible with the runtime', async () => {
  const { compat } = await api.getStaticApis();
  const { storage: query, events: event, viewFns: view, ...others } = await descriptors.openledger.descriptors;
  const described = { query, event, view, ...others };
  let checked = 0;
  for (const kind of Object.keys(compat)) {
    for (const [pallet, items] of Object.entries(described[kind])) {
      for (const name of Object.keys(items)) {
        assert.ok(compat[kind][pallet][name].isCompatible(), `${kind} ${pallet}.${name}`);
        checked += 1;
      }
    }
  }
  assert.ok(checked > 300, `only ${checked}`);
});

test('what the runtime would not understand is incompatible', async () => {
  const { compat } = await api.getStaticApis();
  const { set_standard: call } = compat.tx.Governance;
  assert.equal(call.isValueCompatible({ standard: { type: 'Astrology', value: {} } }), false);
});
