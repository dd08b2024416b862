// The questions that polkadot.js Apps' pages ask: developer pages, explorer, Referenda, treasury.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Metadata, TypeRegistry } from '@polkadot/types';
import { stringCamelCase } from '@polkadot/util';
import { key, OPEN, startDevnet } from 'openledger-devnet';
import { aye, propose } from 'openledger-devnet/referenda';
import { eventually } from 'openledger-devnet/transactions';

const DOMAIN = ['datanets', 'compute', 'models', 'attribution', 'governance'];
const TRACKS = [
  'root',
  'whitelisted_caller',
  'protocol_parameters',
  'model_standards',
  'model_deployment',
  'datanet_curation',
  'treasury',
];
/** What Apps, wallets, light clients and operators call. */
const METHODS = [
  ...['author_pendingExtrinsics', 'author_submitAndWatchExtrinsic', 'chain_getBlock', 'chain_subscribeNewHeads'],
  ...['chain_subscribeFinalizedHeads', 'payment_queryInfo', 'state_getMetadata', 'state_getReadProof', 'state_queryStorageAt'],
  ...['state_subscribeRuntimeVersion', 'state_subscribeStorage', 'state_call', 'system_accountNextIndex', 'system_chain'],
  ...['system_health', 'system_peers', 'system_properties', 'system_syncState', 'chainHead_v1_follow', 'chainHead_v1_storage'],
  ...['transaction_v1_broadcast', 'chainSpec_v1_genesisHash', 'grandpa_proveFinality', 'beefy_subscribeJustifications'],
  ...['mmr_generateProof', 'sync_state_genSyncSpec', 'author_rotateKeysWithOwner'],
];

let net;
/** A referendum that is going on, with a vote in it. */
let index;

before(async () => {
  net = await startDevnet();
  const { api } = net;
  index = await propose(api, api.tx.treasury.spend(null, OPEN, key('//Bob').address, null), 'TreasurySpender');
  await aye(api, index, '//Charlie', 100n * OPEN);
});

after(() => net?.stop());

// ── developer pages ──

for (const version of [14, 15, 16]) {
  test(`metadata of version ${version} decodes and holds every pallet`, async () => {
    const { api } = net;
    const supported = (await api.call.metadata.metadataVersions()).map((one) => one.toNumber());
    assert.ok(supported.includes(version), `${supported}`);
    const opaque = (await api.call.metadata.metadataAtVersion(version)).unwrap();
    const metadata = new Metadata(new TypeRegistry(), opaque.toHex());
    assert.equal(metadata.version, version);
    const names = metadata[`asV${version}`].pallets.map(({ name }) => name.toString().toLowerCase());
    for (const section of DOMAIN) assert.ok(names.includes(section), `${section} is not among ${names}`);
  });
}

test('the chain says how amounts and addresses are written', async () => {
  const properties = await net.call('system_properties');
  assert.deepEqual(properties, { tokenSymbol: 'OPEN', tokenDecimals: 18, ss58Format: 42 });
  assert.equal(properties.ss58Format, net.api.consts.system.ss58Prefix.toNumber());
});

test('every call of ours is described, takes arguments that a form can show, and describes none that it does not take', () => {
  const { api } = net;
  for (const section of DOMAIN) {
    for (const [name, { meta }] of Object.entries(api.tx[section])) {
      const text = meta.docs.map((line) => line.toString()).join('\n');
      assert.ok(text.trim(), `${section}.${name} has no description`);
      const taken = meta.args.map((arg) => arg.name.toString());
      for (const { name: argument, type } of meta.args) {
        assert.ok(api.createType(type.toString()).toRawType(), `${section}.${name}: ${argument} has no type to show`);
      }
      for (const [list] of text.matchAll(/^ *- `[^:]*:/gm)) {
        for (const [, described] of list.matchAll(/`(\w+)`/g)) {
          assert.ok(taken.includes(stringCamelCase(described)), `${section}.${name} describes \`${described}\`, but takes ${taken}`);
        }
      }
    }
  }
});

test('the node answers every method that Apps, wallets and operators call', async () => {
  const { methods } = await net.call('rpc_methods');
  assert.deepEqual(METHODS.filter((method) => !methods.includes(method)), []);
});

test('a raw storage key gives what the item gives', async () => {
  const { api } = net;
  const raw = await api.rpc.state.getStorage(api.query.models.standard.key());
  assert.deepEqual(raw.unwrap().toU8a(true), (await api.query.models.standard()).toU8a());
});

test('every constant is shown', () => {
  let shown = 0;
  for (const [section, constants] of Object.entries(net.api.consts)) {
    for (const [name, value] of Object.entries(constants)) {
      assert.notEqual(value.toHuman(), undefined, `${section}.${name}`);
      shown += 1;
    }
  }
  assert.ok(shown > 50, `only ${shown} constants`);
});

// ── explorer ──

test('the explorer names the author of each new block', async () => {
  const { api } = net;
  const heads = [];
  const stop = await api.derive.chain.subscribeNewHeads((head) => heads.push(head));
  await eventually('two new blocks', () => heads.length > 1 || undefined);
  stop();
  const author = key('//Alice//stash').address;
  for (const head of heads) assert.equal(head.author?.toString(), author);
});

test('the explorer shows a block with its events, and which is final', async () => {
  const { api } = net;
  const final = await api.derive.chain.bestNumberFinalized();
  assert.ok(final.toNumber() > 0);
  const { block, extrinsics } = await api.derive.chain.getBlockByNumber(final);
  assert.equal(block.header.number.toNumber(), final.toNumber());
  const timestamp = extrinsics.find(({ extrinsic }) => extrinsic.method.section === 'timestamp');
  assert.ok(timestamp.events.some((event) => api.events.system.ExtrinsicSuccess.is(event)));
});

test('the accounts page shows what is free and what votes lock', async () => {
  const balances = await net.api.derive.balances.all(key('//Charlie').address);
  assert.ok(balances.freeBalance.toBigInt() > 1_000_000n * OPEN);
  assert.equal(balances.lockedBalance.toBigInt(), 100n * OPEN);
  assert.ok(balances.lockedBreakdown.some(({ id }) => id.toUtf8().startsWith('pyconvot')));
});

// ── governance ──

test('the Referenda page shows the tracks by name', () => {
  const tracks = net.api.consts.referenda.tracks.map(([, info]) => info.name.toString().replace(/\0+$/, ''));
  assert.deepEqual(tracks, TRACKS);
});

test('the Referenda page shows a referendum, its track, its votes and its place in the queue', async () => {
  const { api } = net;
  const count = (await api.query.referenda.referendumCount()).toNumber();
  const all = await api.query.referenda.referendumInfoFor.multi([...Array(count).keys()]);
  const ongoing = all[index].unwrap().asOngoing;
  assert.ok(api.consts.referenda.tracks.some(([id]) => id.eq(ongoing.track)));
  assert.equal(ongoing.tally.support.toBigInt(), 100n * OPEN);
  assert.ok((await api.query.referenda.decidingCount(ongoing.track)).toNumber() <= 1);
  assert.equal((await api.query.referenda.trackQueue(ongoing.track)).length, 0);
  assert.ok((await api.query.balances.totalIssuance()).gt(await api.query.balances.inactiveIssuance()));
});

test('the Referenda page shows the proposed call from its preimage', async () => {
  const { api } = net;
  const { proposal } = (await api.query.referenda.referendumInfoFor(index)).unwrap().asOngoing;
  const { hash_, len } = proposal.asLookup;
  assert.equal((await api.query.preimage.requestStatusFor(hash_)).unwrap().asUnrequested.len.toNumber(), len.toNumber());
  const bytes = (await api.query.preimage.preimageFor([hash_, len])).unwrap();
  const call = api.createType('Call', bytes.toU8a(true));
  assert.equal(`${call.section}.${call.method}`, 'treasury.spend');
});

test('the votes of an account are shown by track', async () => {
  const { api } = net;
  const account = key('//Charlie').address;
  const { track } = (await api.query.referenda.referendumInfoFor(index)).unwrap().asOngoing;
  const { votes } = (await api.query.convictionVoting.votingFor(account, track)).asCasting;
  const [[voted, vote]] = votes;
  assert.equal(voted.toNumber(), index);
  assert.ok(vote.asStandard.vote.isAye);
  const locks = await api.query.convictionVoting.classLocksFor(account);
  assert.deepEqual(locks.map(([id, amount]) => [id.toNumber(), amount.toBigInt()]), [[track.toNumber(), 100n * OPEN]]);
});

test('the whitelist page shows that nothing is whitelisted', async () => {
  assert.deepEqual(await net.api.query.whitelist.whitelistedCall.entries(), []);
});

test('the treasury page shows what there is, when it is spent, and no spends yet', async () => {
  const { api } = net;
  const { proposals, approvals } = await api.derive.treasury.proposals();
  assert.deepEqual([proposals.length, approvals.length], [0, 0]);
  assert.ok(api.consts.treasury.spendPeriod.toNumber() > 0);
  const pot = await api.query.system.account(api.consts.treasury.potAccount);
  assert.ok(pot.data.free.toBigInt() > 1_000_000n * OPEN);
  assert.equal((await api.query.treasury.spendCount()).toNumber(), 0);
});
