//! Calls of the models.

use super::*;
use openledger_primitives::{
    content::ContentId,
    job::BaseFiles,
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
};
use openledger_runtime::{
    currency::{MILLI_OPEN, OPEN},
    Runtime,
};
use pallet_governance::Origin;
use pallet_models::{Call, DatanetIds, NextVersionId, VersionState, Versions};
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
    let next = pallet_datanets::NextDatanetId::<Runtime>::get();
    let first = number(next.into(), choices) as u32;
    let second = choices.sometimes().then(|| number(next.into(), choices) as u32);
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
        reward: choices.amount(OPEN),
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
    signed(builder(version, choices), Call::request_evaluation { version, reward: choices.amount(OPEN) })
}

fn revoke(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Proposed, VersionState::Deployed]);
    decided(Origin::ModelDeployment, choices, Call::revoke { version })
}

fn approve(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let version = version(choices, &[VersionState::Proposed]);
    decided(Origin::ModelDeployment, choices, Call::approve { version })
}
