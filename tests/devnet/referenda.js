// Referenda, from proposal to effect, as people run them in polkadot.js.
import { blake2AsHex } from '@polkadot/util-crypto';
import { key, OPEN } from './index.js';
import { errorName, found, submit } from './transactions.js';

/** Accounts that hold enough OPEN to decide anything together. */
export const VOTERS = ['//Alice', '//Bob', '//Charlie', '//Dave', '//Eve', '//Ferdie'];
/** What each of them votes with. */
export const STAKE = 9_000_000n * OPEN;

/** The origin of a track, as `referenda.submit` takes it. */
export const trackOrigin = (name) => (name === 'Root' ? { system: 'Root' } : { Governance: name });

/** Notes the call, submits it with the track's origin and places the decision deposit; resolves to its number. */
export async function propose(api, call, origin, proposer = '//Alice') {
  const signer = key(proposer);
  const { method } = api.createType('Extrinsic', call.toU8a());
  const encoded = method.toHex();
  const proposal = { Lookup: { hash: method.hash.toHex(), len: method.encodedLength } };
  const noted = (await api.query.preimage.requestStatusFor(method.hash)).isSome;
  const calls = [
    ...(noted ? [] : [api.tx.preimage.notePreimage(encoded)]),
    api.tx.referenda.submit(trackOrigin(origin), proposal, { After: 0 }),
  ];
  const { events } = await submit(api.tx.utility.batchAll(calls), signer, { until: 'included' });
  const index = found(api, events, 'referenda', 'Submitted').data[0].toNumber();
  await submit(api.tx.referenda.placeDecisionDeposit(index), signer, { until: 'included' });
  return index;
}

/** Votes aye with a lock of one period. */
export const aye = (api, index, voter, balance = STAKE) =>
  submit(api.tx.convictionVoting.vote(index, { Standard: { vote: { aye: true, conviction: 'Locked1x' }, balance } }), key(voter), {
    until: 'included',
  });

/** Lets everybody vote for it. */
export const everybodyVotes = (api, index) => Promise.all(VOTERS.map((voter) => aye(api, index, voter)));

/**
 * Proposes, lets everybody vote, and waits until the proposal has run and that is final.
 *
 * Resolves to the referendum's number and what became of the call: `error` is the name of its error, if it was refused.
 */
export async function decide(api, call, origin) {
  const index = await propose(api, call, origin);
  const enactment = watchEnactment(api, index);
  await everybodyVotes(api, index);
  return { index, error: await enactment };
}

/** The name under which the scheduler keeps a referendum's call until it runs. */
function enactmentName(api, index) {
  const name = api.createType('([u8; 8], Text, u32)', ['assembly', 'enactment', index]);
  return blake2AsHex(name.toU8a());
}

/** Waits for the finalized block in which a referendum's call runs; resolves to the name of its error, if it has one. */
function watchEnactment(api, index, seconds = 180) {
  const name = enactmentName(api, index);
  return new Promise((resolve, reject) => {
    let unsubscribe = () => {};
    const end = (settle, value) => {
      clearTimeout(timer);
      unsubscribe();
      settle(value);
    };
    const timer = setTimeout(() => end(reject, new Error(`referendum ${index} was not enacted in ${seconds} s`)), seconds * 1000);
    const look = async ({ hash }) => {
      const at = await api.at(hash);
      for (const { event } of await at.query.system.events()) {
        if (!at.events.scheduler.Dispatched.is(event)) continue;
        const [, id, result] = event.data;
        if (id.isSome && id.unwrap().toHex() === name) {
          end(resolve, result.isErr ? errorName(api.registry, result.asErr) : undefined);
        }
      }
    };
    api.rpc.chain
      .subscribeFinalizedHeads((header) => look(header).catch((error) => end(reject, error)))
      .then((stop) => (unsubscribe = stop), (error) => end(reject, error));
  });
}
