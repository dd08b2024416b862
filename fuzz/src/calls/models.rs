//! Calls of the models.

use super::*;
use openledger_primitives::{
    content::ContentId,
    job::{BaseFiles, MergeMethod},
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
};
use openledger_runtime::{
    currency::{MILLI_OPEN, OPEN},
    Runtime,
};
use pallet_governance::Origin;
use pallet_models::{
    AgentOffer, Agents, Backers, Call, Challenges, DatanetIds, Flags, Mismatches, NextVersionId, Parent, Proposals,
    Unbondings, VersionKind, VersionState, Versions,
};
use polkadot_sdk::frame_support::BoundedVec;

pub const MAKERS: &[Maker] = &[
    maker("Models", "register_base", 2, register_base),
    maker("Models", "request_training", 10, request_training),
    maker("Models", "deploy", 6, deploy),
    maker("Models", "set_alias", 3, set_alias),
    maker("Models", "set_prices", 2, set_prices),
    maker("Models", "deprecate", 1, deprecate),
    maker("Models", "request_evaluation", 3, request_evaluation),
    maker("Models", "revoke", 1, revoke),
    maker("Models", "approve", 3, approve),
    maker("Models", "fork", 3, fork),
    maker("Models", "request_merge", 6, request_merge),
    maker("Models", "request_reproduction", 5, request_reproduction),
    maker("Models", "settle_mismatch", 3, settle_mismatch),
    maker("Models", "register_external", 4, register_external),
    maker("Models", "challenge_external", 3, challenge_external),
    maker("Models", "settle_challenge", 3, settle_challenge),
    maker("Models", "propose_training", 4, propose_training),
    maker("Models", "fund", 6, fund),
    maker("Models", "close_proposal", 2, close_proposal),
    maker("Models", "reclaim_funding", 3, reclaim_funding),
    maker("Models", "stake", 5, stake),
    maker("Models", "activate_stake", 3, activate_stake),
    maker("Models", "unstake", 3, unstake),
    maker("Models", "withdraw_unbonded", 2, withdraw_unbonded),
    maker("Models", "claim_stake_income", 5, claim_stake_income),
    maker("Models", "register_agent", 3, register_agent),
    maker("Models", "update_agent", 2, update_agent),
    maker("Models", "retire_agent", 1, retire_agent),
    maker("Models", "flag_version", 3, flag_version),
    maker("Models", "flag_descendant", 3, flag_descendant),
    maker("Models", "request_retraining", 3, request_retraining),
    maker("Models", "lower_royalty", 2, lower_royalty),
];

/// A recipe that workers take; now and then one that they do not.
pub fn recipe(choices: &mut Choices) -> Recipe {
    let mut recipe = Recipe {
        rank: 4,
        alpha: 8,
        targets: Targets::ALL,
        learning_rate_micro: 300,
        warmup_steps: 1,
        epochs: 1,
        batch: 4,
        micro_batch: 2,
        sequence_length: 64,
        seed: choices.byte().into(),
        held_out_ppm: 100_000,
        numeric_class: choices.of([NumericClass::CpuExact, NumericClass::CpuExact, NumericClass::CudaTolerant]),
        checkpoint_steps: 10,
        attribution: AttributionRecipe { dimensions: 32, damping_milli: 100, gradient_weight: 1, lexical_weight: 1 },
    };
    if choices.rarely() {
        let number = choices.byte().into();
        match choices.below(4) {
            0 => recipe.rank = number,
            1 => recipe.micro_batch = number,
            2 => recipe.held_out_ppm = number as u32,
            _ => recipe.sequence_length = number,
        }
    }
    recipe
}

fn royalty(choices: &mut Choices) -> u32 {
    choices.of([50_000, 0, 1_000, 100_000, 300_000, 100_001, u32::MAX])
}

fn price(choices: &mut Choices) -> u128 {
    choices.amount(MILLI_OPEN)
}

fn register_base(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let person = anybody(choices);
    let call = Call::register_base {
        slug: BoundedVec::truncate_from(slug_of(person, choices)),
        base: BaseFiles {
            weights: ContentId(world.fresh()),
            config: ContentId([2; 32]),
            tokenizer: ContentId([3; 32]),
        },
        licence: choices.of([0, 1, 5, 10, 99]),
        numeric_class: NumericClass::CpuExact,
        input_price: price(choices),
        output_price: price(choices),
        royalty: royalty(choices),
    };
    signed(person, call)
}

/// A version in one of these states, if there is any; now and then another, or none.
pub fn version(choices: &mut Choices, states: &[VersionState]) -> u32 {
    let mut found: Vec<u32> =
        Versions::<Runtime>::iter().filter(|(_, version)| states.contains(&version.state)).map(|(id, _)| id).collect();
    // The newest first, so that long lineages grow.
    found.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    match choices.pick(&found) {
        Some(id) if !choices.rarely() => id,
        _ => number(NextVersionId::<Runtime>::get().into(), choices) as u32,
    }
}

/// Who built a version, mostly.
pub fn builder(version: u32, choices: &mut Choices) -> Person {
    Versions::<Runtime>::get(version).map_or(0, |version| owner(&version.builder, choices))
}

fn request_training(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let parent = version(choices, &[VersionState::Deployed]);
    let first = data(choices);
    let second = choices.sometimes().then(|| data(choices));
    let person = anybody(choices);
    let call = Call::request_training {
        slug: BoundedVec::truncate_from(slug_of(person, choices)),
        parent,
        datanets: DatanetIds::truncate_from([Some(first), second].into_iter().flatten().collect()),
        recipe: recipe(choices),
        licence: choices.of([0, 1, 0, 5, 6, 10, 99]),
        input_price: price(choices),
        output_price: price(choices),
        royalty: royalty(choices),
        reward: choices.amount(2 * OPEN),
    };
    signed(person, call)
}

fn deploy(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Proposed, VersionState::Approved]);
    signed(builder(version, choices), Call::deploy { version })
}

fn set_alias(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Deployed]);
    let person = anybody(choices);
    let alias = BoundedVec::truncate_from(slug_of(person, choices));
    signed(person, Call::set_alias { alias, version })
}

fn set_prices(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Deployed]);
    let call = Call::set_prices { version, input_price: price(choices), output_price: price(choices) };
    signed(builder(version, choices), call)
}

fn deprecate(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Deployed, VersionState::Proposed]);
    signed(builder(version, choices), Call::deprecate { version })
}

fn request_evaluation(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let unmeasured: Vec<u32> = Versions::<Runtime>::iter()
        .filter(|(_, version)| version.state == VersionState::Proposed && version.metrics.is_none())
        .map(|(id, _)| id)
        .collect();
    let version = choices.pick(&unmeasured).unwrap_or_else(|| version(choices, &[VersionState::Proposed]));
    signed(builder(version, choices), Call::request_evaluation { version, reward: choices.amount(2 * OPEN) })
}

fn revoke(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Proposed, VersionState::Deployed]);
    decided(Origin::ModelDeployment, choices, Call::revoke { version })
}

fn approve(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Proposed]);
    decided(Origin::ModelDeployment, choices, Call::approve { version })
}

// ── forks, merges, adapters from elsewhere ──

fn fork(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let parent = version(choices, &[VersionState::Deployed]);
    let person = anybody(choices);
    let call = Call::fork {
        slug: BoundedVec::truncate_from(slug_of(person, choices)),
        parent,
        licence: choices.of([0, 1, 5, 99]),
        input_price: price(choices),
        output_price: price(choices),
        royalty: royalty(choices),
    };
    signed(person, call)
}

fn request_merge(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut mergeable: Vec<u32> = Versions::<Runtime>::iter()
        .filter(|(_, version)| version.state == VersionState::Deployed && version.adapter.is_some())
        .map(|(id, _)| id)
        .collect();
    mergeable.sort_unstable();
    let first = choices.pick(&mergeable)?;
    let others: Vec<u32> = mergeable.iter().copied().filter(|id| *id != first).collect();
    let second = choices.pick(&others).unwrap_or(first);
    let weight = choices.of([500_000, 1, 999_999, 0]);
    let parents = vec![Parent { version: first, weight }, Parent { version: second, weight: 1_000_000 - weight }];
    let person = anybody(choices);
    let call = Call::request_merge {
        slug: BoundedVec::truncate_from(slug_of(person, choices)),
        parents: BoundedVec::truncate_from(parents),
        method: choices.of([
            MergeMethod::Linear,
            MergeMethod::Ties { density: 200_000 },
            MergeMethod::Ties { density: 0 },
        ]),
        recipe: recipe(choices),
        licence: choices.of([0, 1, 5]),
        input_price: price(choices),
        output_price: price(choices),
        royalty: royalty(choices),
        reward: choices.amount(2 * OPEN),
    };
    signed(person, call)
}

fn request_reproduction(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Deployed, VersionState::Proposed]);
    signed(anybody(choices), Call::request_reproduction { version, reward: choices.amount(2 * OPEN) })
}

fn settle_mismatch(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let open: Vec<u32> = Mismatches::<Runtime>::iter_keys().collect();
    let version = choices.pick(&open)?;
    let stands = choices.byte() & 1 == 0;
    decided(Origin::ModelDeployment, choices, Call::settle_mismatch { version, stands })
}

fn datanets(choices: &mut Choices) -> DatanetIds {
    DatanetIds::truncate_from(vec![data(choices)])
}

/// A datanet that holds something, mostly.
fn data(choices: &mut Choices) -> u32 {
    let mut filled: Vec<u32> = pallet_datanets::Accepted::<Runtime>::iter_keys().collect();
    filled.sort_unstable();
    match choices.pick(&filled) {
        Some(id) if !choices.rarely() => id,
        _ => number(pallet_datanets::NextDatanetId::<Runtime>::get().into(), choices) as u32,
    }
}

fn register_external(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut bases: Vec<u32> = Versions::<Runtime>::iter()
        .filter(|(_, version)| version.state == VersionState::Deployed && version.adapter.is_none())
        .map(|(id, _)| id)
        .collect();
    bases.sort_unstable();
    let base = choices.pick(&bases)?;
    let person = anybody(choices);
    let adapter = if choices.rarely() { ContentId([1; 32]) } else { ContentId(world.fresh()) };
    let call = Call::register_external {
        slug: BoundedVec::truncate_from(slug_of(person, choices)),
        base,
        adapter,
        adapter_config: ContentId([5; 32]),
        datanets: datanets(choices),
        recipe: recipe(choices),
        licence: choices.of([0, 1, 5, 99]),
        input_price: price(choices),
        output_price: price(choices),
        royalty: royalty(choices),
    };
    signed(person, call)
}

fn challenge_external(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let external: Vec<u32> = Versions::<Runtime>::iter()
        .filter(|(_, version)| version.kind == VersionKind::External)
        .map(|(id, _)| id)
        .collect();
    let version = choices.pick(&external)?;
    let known: Vec<u32> = Versions::<Runtime>::iter()
        .filter(|(id, other)| *id < version && other.adapter.is_some())
        .map(|(id, _)| id)
        .collect();
    let known = choices.pick(&known).unwrap_or(0);
    signed(anybody(choices), Call::challenge_external { version, known })
}

fn settle_challenge(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let open: Vec<u32> = Challenges::<Runtime>::iter_keys().collect();
    let version = choices.pick(&open)?;
    let upheld = choices.byte() & 1 == 0;
    decided(Origin::ModelDeployment, choices, Call::settle_challenge { version, upheld })
}

// ── funding and stake ──

fn propose_training(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let parent = version(choices, &[VersionState::Deployed]);
    let person = anybody(choices);
    let call = Call::propose_training {
        slug: BoundedVec::truncate_from(slug_of(person, choices)),
        parent,
        datanets: datanets(choices),
        recipe: recipe(choices),
        licence: choices.of([0, 1, 5, 99]),
        input_price: price(choices),
        output_price: price(choices),
        royalty: royalty(choices),
        goal: choices.amount(8 * OPEN),
    };
    signed(person, call)
}

fn proposal(choices: &mut Choices) -> Option<u32> {
    let mut open: Vec<u32> = Proposals::<Runtime>::iter_keys().collect();
    open.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    choices.pick(&open)
}

fn fund(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = proposal(choices)?;
    signed(anybody(choices), Call::fund { version, amount: choices.amount(4 * OPEN) })
}

fn close_proposal(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = proposal(choices)?;
    signed(builder(version, choices), Call::close_proposal { version })
}

/// A backer of some version.
fn backer(choices: &mut Choices) -> Option<(u32, AccountId)> {
    let mut all: Vec<(u32, AccountId)> = Backers::<Runtime>::iter_keys().collect();
    all.sort();
    choices.pick(&all)
}

fn reclaim_funding(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let failed: Vec<(u32, AccountId)> = Backers::<Runtime>::iter_keys()
        .filter(|(id, _)| {
            Versions::<Runtime>::get(id)
                .is_some_and(|version| matches!(version.state, VersionState::Failed | VersionState::Deprecated))
        })
        .collect();
    let (version, who) = choices.pick(&failed).or_else(|| backer(choices))?;
    signed(owner(&who, choices), Call::reclaim_funding { version })
}

fn stake(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Deployed, VersionState::Proposed]);
    signed(anybody(choices), Call::stake { version, amount: choices.amount(10 * OPEN) })
}

fn activate_stake(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (version, backer) = backer(choices)?;
    signed(anybody(choices), Call::activate_stake { version, backer })
}

fn unstake(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (version, who) = backer(choices)?;
    signed(owner(&who, choices), Call::unstake { version, amount: choices.amount(5 * OPEN) })
}

fn withdraw_unbonded(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut leaving: Vec<(u32, AccountId)> = Unbondings::<Runtime>::iter_keys().collect();
    leaving.sort();
    let (version, who) = choices.pick(&leaving)?;
    signed(owner(&who, choices), Call::withdraw_unbonded { version })
}

fn claim_stake_income(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (version, who) = backer(choices)?;
    signed(owner(&who, choices), Call::claim_stake_income { version })
}

// ── agents ──

fn offer(choices: &mut Choices) -> AgentOffer {
    let first = version(choices, &[VersionState::Deployed]);
    AgentOffer {
        mix: BoundedVec::truncate_from(vec![Parent { version: first, weight: choices.of([1_000_000, 999_999]) }]),
        prompt: choices.digest(),
        retrieval: if choices.sometimes() { datanets(choices) } else { DatanetIds::default() },
        licence: choices.of([0, 1, 5, 99]),
        owner_share: royalty(choices),
        input_price: price(choices),
        output_price: price(choices),
    }
}

fn register_agent(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let call = Call::register_agent { slug: BoundedVec::truncate_from(slug(choices)), offer: offer(choices) };
    signed(anybody(choices), call)
}

fn agent(choices: &mut Choices) -> Option<(u32, Person)> {
    let agents: Vec<(u32, AccountId)> = Agents::<Runtime>::iter().map(|(id, agent)| (id, agent.owner)).collect();
    let (id, holder) = choices.pick(&agents)?;
    Some((id, owner(&holder, choices)))
}

fn update_agent(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (agent, person) = agent(choices)?;
    signed(person, Call::update_agent { agent, offer: offer(choices) })
}

fn retire_agent(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (agent, person) = agent(choices)?;
    signed(person, Call::retire_agent { agent })
}

// ── consent, terms ──

fn flag_version(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut trained: Vec<u32> =
        Versions::<Runtime>::iter().filter(|(_, version)| !version.snapshots.is_empty()).map(|(id, _)| id).collect();
    // The oldest first: others were made from it.
    trained.sort_unstable();
    let version = choices.pick(&trained)?;
    let snapshots = Versions::<Runtime>::get(version).map(|version| version.snapshots).unwrap_or_default();
    let inside = |id: &u64| {
        snapshots.iter().any(|snapshot| {
            openledger_runtime::Datanets::snapshot_contributions(*snapshot).iter().any(|other| other.id == *id)
        })
    };
    let removed: Vec<u64> = pallet_datanets::RemovedSince::<Runtime>::iter_keys().filter(inside).collect();
    let contribution = choices.pick(&removed)?;
    signed(anybody(choices), Call::flag_version { version, contribution })
}

fn flag_descendant(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let flagged: Vec<u32> = Flags::<Runtime>::iter_keys().collect();
    let parent = choices.pick(&flagged)?;
    let children: Vec<u32> = Versions::<Runtime>::iter()
        .filter(|(_, version)| version.parents.iter().any(|other| other.version == parent))
        .map(|(id, _)| id)
        .collect();
    let version = choices.pick(&children)?;
    signed(anybody(choices), Call::flag_descendant { version, parent })
}

fn request_retraining(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Deployed]);
    signed(builder(version, choices), Call::request_retraining { version, reward: choices.amount(2 * OPEN) })
}

fn lower_royalty(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Deployed]);
    signed(builder(version, choices), Call::lower_royalty { version, royalty: choices.of([0, 1_000, 50_000]) })
}
