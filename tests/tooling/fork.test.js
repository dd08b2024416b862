// Chopsticks: what a referendum would do is tried on a fork of the running chain before anybody votes.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { key, startDevnet } from 'openledger-devnet';
import { propose, trackOrigin } from 'openledger-devnet/referenda';
import { errorName, eventually } from 'openledger-devnet/transactions';
import { fork } from './fork.js';

/** The least improvement that the referendum asks for, in parts per million. */
const RAISED = 50_000;

let net;
let referendum;
let forked;

before(async () => {
  net = await startDevnet();
  const { api } = net;
  const standard = { ...(await api.query.models.standard()).toJSON(), minimumImprovement: RAISED };
  const index = await propose(api, api.tx.governance.setStandard({ Deployment: standard }), 'ModelStandards');
  await eventually('the referendum to be final', async () => {
    const final = await api.at(await api.rpc.chain.getFinalizedHead());
    return (await final.query.referenda.referendumInfoFor(index)).isSome;
  });
  referendum = (await api.query.referenda.referendumInfoFor(index)).unwrap().asOngoing;
});

after(() => net?.stop());

beforeEach(async () => {
  forked = await fork(net);
});

afterEach(() => forked?.stop());

/** What became of the call that was planned for the fork's newest block: the name of its error, if any. */
async function enacted() {
  const { api } = net;
  const events = await forked.read(api.query.system.events);
  const { event } = events.find(({ event }) => api.events.scheduler.Dispatched.is(event));
  const [, , result] = event.data;
  return result.isErr ? errorName(api.registry, result.asErr) : undefined;
}

test('a fork begins where the chain is and makes blocks of its own', async () => {
  const start = forked.head();
  await forked.newBlock();
  await forked.newBlock();
  assert.equal(forked.head(), start + 2);
});

test('enacting a referendum changes the standard in the fork, and nothing in the chain', async () => {
  const { api } = net;
  await forked.plan(referendum.proposal.toJSON(), referendum.origin.toJSON());
  await forked.newBlock();
  assert.equal(await enacted(), undefined);
  assert.equal((await forked.read(api.query.models.standard)).minimumImprovement.toNumber(), RAISED);
  assert.equal((await api.query.models.standard()).minimumImprovement.toNumber(), 0);
});

test('the same proposal with another track’s origin is refused in the fork as it would be in the chain', async () => {
  const { api } = net;
  await forked.plan(referendum.proposal.toJSON(), trackOrigin('TreasurySpender'));
  await forked.newBlock();
  assert.equal(await enacted(), 'BadOrigin');
  assert.equal((await forked.read(api.query.models.standard)).minimumImprovement.toNumber(), 0);
});

test('transactions run in the fork alone', async () => {
  const { api } = net;
  const alice = key('//Alice');
  const nonce = (await forked.read(api.query.system.account, alice.address)).nonce.toNumber();
  const call = await api.tx.system.remarkWithEvent('only here').signAsync(alice, { nonce });
  await forked.newBlock([call.toHex()]);
  const events = await forked.read(api.query.system.events);
  assert.ok(events.some(({ event }) => api.events.system.Remarked.is(event)));
  assert.equal((await api.rpc.system.accountNextIndex(alice.address)).toNumber(), nonce);
});
