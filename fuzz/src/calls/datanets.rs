//! Calls of the datanets.

use super::*;
use openledger_primitives::{
    content::ContentId,
    job::Rejection,
    vote::{KnownAnswer, SealedVote},
    Digest,
};
use openledger_runtime::{
    currency::{MILLI_OPEN, OPEN},
    Balance, Runtime, System,
};
use pallet_datanets::{
    AccessTerms, Call, Change, ContributionState, Contributions, CurationRules, Curators, DatanetKind, DatanetState,
    Datanets, Grants, Holdings, LicenceIds, Motions, NextContributionId, NextDatanetId, Offers, Phase, Plants, Rounds,
    Windows,
};
use polkadot_sdk::frame_support::BoundedVec;

pub const MAKERS: &[Maker] = &[
    maker("Datanets", "create_datanet", 3, create_datanet),
    maker("Datanets", "contribute", 14, contribute),
    maker("Datanets", "bond_curator", 5, bond_curator),
    maker("Datanets", "unbond_curator", 3, unbond_curator),
    maker("Datanets", "commit_vote", 14, commit_vote),
    maker("Datanets", "reveal_vote", 14, reveal_vote),
    maker("Datanets", "appeal", 5, appeal),
    maker("Datanets", "challenge", 5, challenge),
    maker("Datanets", "release_deposit", 3, release_deposit),
    maker("Datanets", "forget_contribution", 3, forget_contribution),
    maker("Datanets", "seal_known_answer", 4, seal_known_answer),
    maker("Datanets", "open_known_answer", 5, open_known_answer),
    maker("Datanets", "forfeit_known_answer", 3, forfeit_known_answer),
    maker("Datanets", "set_access", 2, set_access),
    maker("Datanets", "grant_access", 2, grant_access),
    maker("Datanets", "revoke_access", 2, revoke_access),
    maker("Datanets", "offer_datanet", 2, offer_datanet),
    maker("Datanets", "accept_datanet", 3, accept_datanet),
    maker("Datanets", "open_motion", 4, open_motion),
    maker("Datanets", "vote_on_motion", 5, vote_on_motion),
    maker("Datanets", "conclude_motion", 3, conclude_motion),
    maker("Datanets", "close_curation", 5, close_curation),
    maker("Datanets", "withdraw", 4, withdraw),
    maker("Datanets", "set_datanet_rules", 6, set_datanet_rules),
    maker("Datanets", "close_datanet", 1, close_datanet),
];

fn rules(choices: &mut Choices) -> CurationRules<Balance> {
    CurationRules {
        quorum: choices.of([1, 2, 3, 4, 32, 0, 33]),
        threshold: choices.of([50, 0, 70, 100, 101]),
        voting_period: choices.of([4, 2, 3, 8, 1, 10_000_000]),
        deposit_per_kib: choices.amount(MILLI_OPEN),
        deposit_base: choices.amount(OPEN),
        reveal_period: choices.of([4, 2, 3, 1, 0, 10_000_000]),
        quorum_stake: choices.amount(100 * OPEN),
        open_per_account: choices.of([64, 2, 1, 0, 65]),
        open_per_datanet: choices.of([1_024, 3, 1, 0, 1_025]),
    }
}

fn create_datanet(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let kind = choices.of([DatanetKind::Code, DatanetKind::Text, DatanetKind::Table, DatanetKind::Image]);
    let licences = match choices.byte() {
        0..=199 => vec![0, 1, 4],
        200..=239 => vec![0, 5, 6, 10],
        _ => vec![choices.byte().into(), 3],
    };
    let call = Call::create_datanet {
        slug: BoundedVec::truncate_from(slug(choices)),
        description: Default::default(),
        kind,
        licences: LicenceIds::truncate_from(licences),
        rules: rules(choices),
    };
    signed(anybody(choices), call)
}

fn contribute(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let person = anybody(choices);
    let datanet = number(NextDatanetId::<Runtime>::get().into(), choices) as u32;
    let admitted = Datanets::<Runtime>::get(datanet).map(|datanet| datanet.licences.to_vec()).unwrap_or_default();
    let licence = choices.pick(&admitted).filter(|_| !choices.rarely());
    // Few contents besides fresh ones, so that some are given twice.
    let content = if choices.sometimes() { [choices.byte() % 4; 32] } else { world.fresh() };
    let call = Call::contribute {
        datanet,
        content: ContentId(content),
        root: world.fresh(),
        fragments: choices.of([10, 1, 100, 65_536, 0, 65_537]),
        bytes: choices.of([1_000, 1, 1_024, 40_000, 33_554_432, 0, u64::MAX]),
        fragmenter: choices.of([1, 1, 1, 1, 0, 2]),
        licence: licence.unwrap_or_else(|| choices.byte().into()),
        source: BoundedVec::truncate_from(if choices.rarely() { vec![0xff] } else { b"npm:solady@0.1.26".to_vec() }),
    };
    signed(person, call)
}

fn bond_curator(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let person = anybody(choices);
    signed(person, Call::bond_curator { amount: choices.amount(100 * OPEN) })
}

fn unbond_curator(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let curators: Vec<AccountId> = Curators::<Runtime>::iter_keys().collect();
    let curator = choices.pick(&curators)?;
    signed(owner(&curator, choices), Call::unbond_curator {})
}

/// Some contribution, those in a state first.
fn contribution(choices: &mut Choices, wanted: fn(&pallet_datanets::ContributionOf<Runtime>) -> bool) -> u64 {
    let mut found: Vec<u64> =
        Contributions::<Runtime>::iter().filter(|(_, contribution)| wanted(contribution)).map(|(id, _)| id).collect();
    found.sort_unstable();
    match choices.pick(&found) {
        Some(id) if !choices.rarely() => id,
        _ => number(NextContributionId::<Runtime>::get(), choices),
    }
}

fn in_curation(contribution: &pallet_datanets::ContributionOf<Runtime>) -> bool {
    matches!(contribution.state, pallet_datanets::ContributionState::InCuration { .. })
}

fn close_curation(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let contribution = contribution(choices, in_curation);
    signed(anybody(choices), Call::close_curation { contribution })
}

fn withdraw(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let id = contribution(choices, |contribution| contribution.is_undecided() || contribution.position().is_some());
    let contributor = Contributions::<Runtime>::get(id).map(|contribution| contribution.contributor);
    let person = contributor.map_or(0, |contributor| owner(&contributor, choices));
    signed(person, Call::withdraw { contribution: id })
}

fn some_datanet(choices: &mut Choices) -> (u32, Person) {
    let mut open: Vec<u32> = Datanets::<Runtime>::iter()
        .filter(|(_, datanet)| datanet.state == DatanetState::Open)
        .map(|(id, _)| id)
        .collect();
    open.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    let id = choices.pick(&open).unwrap_or_else(|| number(NextDatanetId::<Runtime>::get().into(), choices) as u32);
    let person = Datanets::<Runtime>::get(id).map_or(0, |datanet| owner(&datanet.owner, choices));
    (id, person)
}

fn set_datanet_rules(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (datanet, person) = some_datanet(choices);
    signed(person, Call::set_datanet_rules { datanet, rules: rules(choices) })
}

fn close_datanet(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (datanet, person) = some_datanet(choices);
    signed(person, Call::close_datanet { datanet })
}

// ── votes ──

fn genesis() -> Digest {
    System::block_hash(0).0
}

/// What somebody opens a vote with.
fn salt(person: Person) -> [u8; 32] {
    [person as u8; 32]
}

/// A contribution whose round is in a phase.
fn in_phase(choices: &mut Choices, phase: Phase) -> Option<(u64, u8)> {
    let mut found: Vec<(u64, u8)> = Rounds::<Runtime>::iter()
        .filter(|(_, round)| round.phase == phase)
        .map(|(id, round)| (id, round.number))
        .collect();
    // The newest first.
    found.sort_unstable_by_key(|(id, _)| std::cmp::Reverse(*id));
    choices.pick(&found)
}

fn commit_vote(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (contribution, round) = in_phase(choices, Phase::Sealing)?;
    let curators: Vec<AccountId> = Curators::<Runtime>::iter_keys().collect();
    let curator = choices.pick(&curators).unwrap_or_else(|| people::account(8));
    let person = owner(&curator, choices);
    let score = choices.of([80, 60, 40, 0, 100, 101]);
    let vote = SealedVote {
        genesis: genesis(),
        contribution,
        round,
        curator: people::account(person).into(),
        score,
        salt: salt(person),
    };
    let commitment = if choices.rarely() { choices.digest() } else { vote.commitment() };
    let then = move |world: &mut World| {
        world.votes.insert((contribution, round, person), score);
    };
    Some(Attempt { then: Some(Box::new(then)), ..signed(person, Call::commit_vote { contribution, commitment })? })
}

fn reveal_vote(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (contribution, round) = in_phase(choices, Phase::Opening)?;
    let sealed: Vec<(Person, u8)> = world
        .votes
        .iter()
        .filter(|((id, number, _), _)| (*id, *number) == (contribution, round))
        .map(|((_, _, person), score)| (*person, *score))
        .collect();
    let (person, score) = choices.pick(&sealed)?;
    let score = if choices.rarely() { score ^ 1 } else { score };
    signed(person, Call::reveal_vote { contribution, score, salt: salt(person) })
}

// ── contests ──

/// A contribution that can still be contested, or cannot any more.
fn contestable(
    choices: &mut Choices,
    in_time: bool,
    wanted: fn(&ContributionState<u32>) -> bool,
) -> Option<(u64, AccountId)> {
    let in_time = in_time != choices.rarely();
    let found: Vec<(u64, AccountId)> = Windows::<Runtime>::iter()
        .filter(|(_, window)| (System::block_number() <= window.until) == in_time)
        .filter_map(|(id, _)| Some((id, Contributions::<Runtime>::get(id)?)))
        .filter(|(_, contribution)| wanted(&contribution.state))
        .map(|(id, contribution)| (id, contribution.contributor))
        .collect();
    choices.pick(&found)
}

fn appeal(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (contribution, contributor) =
        contestable(choices, true, |state| matches!(state, ContributionState::Rejected(_)))?;
    signed(owner(&contributor, choices), Call::appeal { contribution })
}

fn challenge(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (contribution, _) = contestable(choices, true, |state| matches!(state, ContributionState::Accepted { .. }))?;
    let reason = if choices.sometimes() { super::compute::some_rejection(choices)? } else { Rejection::LowQuality };
    signed(anybody(choices), Call::challenge { contribution, reason, evidence: ContentId([4; 32]) })
}

fn release_deposit(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (contribution, contributor) =
        contestable(choices, false, |state| !matches!(state, ContributionState::Rejected(_)))?;
    signed(owner(&contributor, choices), Call::release_deposit { contribution })
}

fn forget_contribution(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let id = contribution(choices, |contribution| !contribution.is_undecided() && contribution.position().is_none());
    signed(anybody(choices), Call::forget_contribution { contribution: id })
}

// ── known answers ──

/// What an owner seals an answer with.
const ANSWER_SALT: [u8; 32] = [7; 32];

fn answer_commitment(contribution: u64, score: u8) -> Digest {
    KnownAnswer { genesis: genesis(), contribution, score, salt: ANSWER_SALT }.commitment()
}

/// For the contribution that comes next, or the one after it.
fn seal_known_answer(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (datanet, person) = some_datanet(choices);
    let contribution = NextContributionId::<Runtime>::get() + u64::from(choices.rarely());
    let score = choices.of([80, 20, 100]);
    let commitment = answer_commitment(contribution, score);
    let then = move |world: &mut World| world.answers.push((contribution, score));
    Some(Attempt { then: Some(Box::new(then)), ..signed(person, Call::seal_known_answer { datanet, commitment })? })
}

fn open_known_answer(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let waiting: Vec<(u64, u8)> = world
        .answers
        .iter()
        .filter(|(id, _)| Rounds::<Runtime>::get(id).is_some_and(|round| round.phase == Phase::Waiting))
        .copied()
        .collect();
    let (contribution, score) = choices.pick(&waiting)?;
    let contributor = Contributions::<Runtime>::get(contribution)?.contributor;
    signed(owner(&contributor, choices), Call::open_known_answer { contribution, score, salt: ANSWER_SALT })
}

fn forfeit_known_answer(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let plants: Vec<(u32, Digest)> = Plants::<Runtime>::iter()
        .flat_map(|(datanet, plants)| plants.into_iter().map(move |plant| (datanet, plant.commitment)))
        .collect();
    let (datanet, commitment) = choices.pick(&plants)?;
    signed(anybody(choices), Call::forfeit_known_answer { datanet, commitment })
}

// ── access, owners, motions ──

fn set_access(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (datanet, person) = some_datanet(choices);
    let terms = match choices.below(3) {
        0 => AccessTerms::Open,
        1 => AccessTerms::Fee(choices.amount(OPEN)),
        _ => AccessTerms::Approved,
    };
    signed(person, Call::set_access { datanet, terms })
}

fn grant_access(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (datanet, person) = some_datanet(choices);
    signed(person, Call::grant_access { datanet, who: people::account(anybody(choices)) })
}

fn revoke_access(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let grants: Vec<(u32, AccountId)> = Grants::<Runtime>::iter_keys().collect();
    let (datanet, who) = choices.pick(&grants)?;
    let holder = Datanets::<Runtime>::get(datanet)?.owner;
    signed(owner(&holder, choices), Call::revoke_access { datanet, who })
}

fn offer_datanet(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (datanet, person) = some_datanet(choices);
    let to = (!choices.sometimes()).then(|| people::account(anybody(choices)));
    signed(person, Call::offer_datanet { datanet, to })
}

fn accept_datanet(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let offers: Vec<(u32, AccountId)> = Offers::<Runtime>::iter().map(|(id, (to, _))| (id, to)).collect();
    let (datanet, to) = choices.pick(&offers)?;
    signed(owner(&to, choices), Call::accept_datanet { datanet })
}

/// Somebody with data in a datanet.
fn holder(choices: &mut Choices) -> Option<(u32, AccountId)> {
    let mut holders: Vec<(u32, AccountId)> = Holdings::<Runtime>::iter_keys().collect();
    holders.sort();
    choices.pick(&holders)
}

fn open_motion(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (datanet, account) = holder(choices)?;
    if Motions::<Runtime>::contains_key(datanet) && !choices.rarely() {
        return None;
    }
    let change = match choices.below(4) {
        0 => Change::Rules(rules(choices)),
        1 => Change::Owner(people::account(anybody(choices))),
        2 => Change::Licences(LicenceIds::truncate_from(vec![choices.byte() as u16 % 11])),
        _ => Change::Close,
    };
    signed(owner(&account, choices), Call::open_motion { datanet, change })
}

fn vote_on_motion(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let running: Vec<(u32, u32)> = Motions::<Runtime>::iter()
        .filter(|(_, motion)| System::block_number() < motion.ends)
        .map(|(id, motion)| (id, motion.number))
        .collect();
    let (datanet, motion) = choices.pick(&running)?;
    let voters: Vec<AccountId> = Holdings::<Runtime>::iter_key_prefix(datanet).collect();
    let voter = choices.pick(&voters)?;
    signed(owner(&voter, choices), Call::vote_on_motion { datanet, motion, aye: !choices.sometimes() })
}

fn conclude_motion(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let running: Vec<u32> = Motions::<Runtime>::iter_keys().collect();
    let datanet = choices.pick(&running)?;
    signed(anybody(choices), Call::conclude_motion { datanet })
}
