// Governance through polkadot.js with stock types: proposing, voting, delegating, and what comes of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { key, OPEN, startDevnet } from 'openledger-devnet';
import { aye, decide, propose } from 'openledger-devnet/referenda';
import { eventually, found, submit } from 'openledger-devnet/transactions';

/** Number of the track that decides on single versions: its lowest hurdles are never met by one voice below. */
const MODEL_DEPLOYMENT = 21;

let net;

before(async () => {
  net = await startDevnet();
});

after(() => net?.stop());

/** A referendum on something that changes nothing. */
const remark = (api, text) => propose(api, api.tx.system.remark(text), 'ModelDeployment');

/** The votes counted so far in a referendum. */
async function tally(api, index) {
  const { tally } = (await api.query.referenda.referendumInfoFor(index)).unwrap().asOngoing;
  return { ayes: tally.ayes.toBigInt(), nays: tally.nays.toBigInt(), support: tally.support.toBigInt() };
}

test('conviction weighs a vote; support counts the money alone', async () => {
  const { api } = net;
  const index = await remark(api, 'conviction');
  const weights = { None: 100n, Locked1x: 1_000n, Locked2x: 2_000n, Locked6x: 6_000n };
  for (const [conviction, weight] of Object.entries(weights)) {
    const vote = { Standard: { vote: { aye: true, conviction }, balance: 1_000n * OPEN } };
    // The same voter again: the new vote takes the place of the old.
    await submit(api.tx.convictionVoting.vote(index, vote), key('//Eve'), { until: 'included' });
    const counted = await tally(api, index);
    assert.equal(counted.ayes, weight * OPEN, conviction);
    assert.equal(counted.support, 1_000n * OPEN, conviction);
  }
});

test('a delegated vote counts with its own conviction on its track, and is locked', async () => {
  const { api } = net;
  const index = await remark(api, 'delegation');
  await aye(api, index, '//Charlie', 1_000n * OPEN);
  const delegation = api.tx.convictionVoting.delegate(MODEL_DEPLOYMENT, key('//Charlie').address, 'Locked3x', 500n * OPEN);
  await submit(delegation, key('//Dave'), { until: 'included' });

  const counted = await tally(api, index);
  assert.equal(counted.ayes, (1_000n + 3n * 500n) * OPEN);
  assert.equal(counted.support, 1_500n * OPEN);
  const frozen = (await api.query.system.account(key('//Dave').address)).data.frozen.toBigInt();
  assert.equal(frozen, 500n * OPEN);

  await submit(api.tx.convictionVoting.undelegate(MODEL_DEPLOYMENT), key('//Dave'), { until: 'included' });
  assert.equal((await tally(api, index)).ayes, 1_000n * OPEN);
});

test('a proposal on the wrong track is refused with BadOrigin when it is enacted', async () => {
  const { api } = net;
  const before = await api.query.models.standard();
  const Deployment = { ...before.toJSON(), minimumImprovement: 50_000 };
  const { error } = await decide(api, api.tx.governance.setStandard({ Deployment }), 'DatanetCuration');
  assert.equal(error, 'BadOrigin');
  assert.deepEqual((await api.query.models.standard()).toJSON(), before.toJSON());
});

test('a referendum spends from the treasury, and the spend is paid out', async () => {
  const { api } = net;
  const beneficiary = key('//Nobody//has//this').address;
  const amount = 1_234n * OPEN;
  const { error } = await decide(api, api.tx.treasury.spend(null, amount, beneficiary, null), 'TreasurySpender');
  assert.equal(error, undefined);

  const [[id]] = await eventually('the spend', async () => {
    const spends = await api.query.treasury.spends.entries();
    return spends.length ? spends : undefined;
  });
  const { events } = await submit(api.tx.treasury.payout(id.args[0]), key('//Alice'));
  found(api, events, 'treasury', 'Paid');
  assert.equal((await api.query.system.account(beneficiary)).data.free.toBigInt(), amount);
});
