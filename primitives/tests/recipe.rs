//! A recipe that no worker could run is refused, and documents are held out as it says.

use openledger_primitives::{
    recipe::{AttributionRecipe, NumericClass, Recipe, RecipeError, Targets},
    PPM,
};
use proptest::prelude::*;

fn sound() -> Recipe {
    Recipe {
        rank: 8,
        alpha: 16,
        targets: Targets::ALL,
        learning_rate_micro: 1_000,
        warmup_steps: 10,
        epochs: 2,
        batch: 8,
        micro_batch: 4,
        sequence_length: 256,
        seed: 42,
        held_out_ppm: 100_000,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 20,
        attribution: AttributionRecipe { dimensions: 256, damping_milli: 100, gradient_weight: 1, lexical_weight: 1 },
    }
}

#[test]
fn a_sound_recipe_passes() {
    assert_eq!(sound().check(), Ok(()));
}

#[test]
fn zeros_are_refused_one_by_one() {
    let wrong: [fn(&mut Recipe); 13] = [
        |r| r.rank = 0,
        |r| r.alpha = 0,
        |r| r.targets = Targets(0),
        |r| r.learning_rate_micro = 0,
        |r| r.epochs = 0,
        |r| r.batch = 0,
        |r| r.micro_batch = 0,
        |r| r.sequence_length = 0,
        |r| r.sequence_length = 1,
        |r| r.checkpoint_steps = 0,
        |r| r.attribution.dimensions = 0,
        |r| (r.attribution.gradient_weight, r.attribution.lexical_weight) = (0, 0),
        |r| r.attribution.damping_milli = 0,
    ];
    for (number, change) in wrong.iter().enumerate() {
        let mut recipe = sound();
        change(&mut recipe);
        assert_eq!(recipe.check(), Err(RecipeError::Zero), "change {number}");
    }
}

#[test]
fn limits_are_the_last_values_that_pass() {
    type Change = fn(&mut Recipe, u32);
    let limits: [(Change, u32); 7] = [
        (|r, more| r.rank = 256 + more as u16, 0),
        (|r, more| r.targets = Targets(0x7f + more as u8), 0),
        (|r, more| r.epochs = 100 + more as u16, 0),
        (|r, more| r.sequence_length = 8192 + more as u16, 0),
        (|r, more| r.held_out_ppm = 500_000 + more, 0),
        (|r, more| r.attribution.dimensions = 4096 + more as u16, 0),
        (|r, more| r.learning_rate_micro = 1_000_000 + more, 0),
    ];
    for (number, (change, zero)) in limits.iter().enumerate() {
        let mut recipe = sound();
        change(&mut recipe, *zero);
        assert_eq!(recipe.check(), Ok(()), "limit {number}");
        change(&mut recipe, 1);
        assert_eq!(recipe.check(), Err(RecipeError::TooLarge), "limit {number}");
    }
    assert_eq!(Recipe { batch: 1024, micro_batch: 1024, ..sound() }.check(), Ok(()));
    assert_eq!(Recipe { batch: 1025, micro_batch: 1, ..sound() }.check(), Err(RecipeError::TooLarge));
}

#[test]
fn the_micro_batch_divides_the_batch() {
    assert_eq!(Recipe { micro_batch: 3, ..sound() }.check(), Err(RecipeError::MicroBatch));
    assert_eq!(Recipe { micro_batch: 16, ..sound() }.check(), Err(RecipeError::MicroBatch));
}

#[test]
fn targets_are_named_as_peft_names_them() {
    let attention = Targets(0b0000_1001);
    let named: Vec<_> = Targets::NAMES.into_iter().filter(|name| attention.contains(name)).collect();
    assert_eq!(named, ["q_proj", "o_proj"]);
    assert!(!Targets::ALL.contains("lm_head"));
}

/// Computed by a program of its own in another language.
#[test]
fn the_golden_hash_does_not_change() {
    let hash: String = sound().hash().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, "c6c7c11267090b3e493f06d8a78e4972fe5d5d105302de334657fd7f16721505");
}

/// Computed by a program of its own in another language.
#[test]
fn the_golden_held_out_documents_do_not_change() {
    let held_out: Vec<u32> = (0..60).filter(|n| sound().holds_out(&format!("src/{n}.sol"))).collect();
    assert_eq!(held_out, [6, 15, 23, 32, 37, 38, 47]);
}

#[test]
fn about_the_asked_share_is_held_out() {
    let held_out = (0..4_000).filter(|n| sound().holds_out(&format!("src/{n}.sol"))).count();
    assert!((320..480).contains(&held_out), "{held_out} of 4000, 400 expected");
}

proptest! {
    #[test]
    fn nothing_and_everything_can_be_held_out(path in any::<String>(), seed in any::<u64>()) {
        let none = Recipe { seed, held_out_ppm: 0, ..sound() };
        let all = Recipe { seed, held_out_ppm: PPM, ..sound() };
        prop_assert!(!none.holds_out(&path));
        prop_assert!(all.holds_out(&path));
    }

    #[test]
    fn no_numbers_make_it_panic(
        small in prop::array::uniform8(any::<u16>()), large in prop::array::uniform8(any::<u32>()), targets in any::<u8>(),
    ) {
        let recipe = Recipe {
            rank: small[0], alpha: small[1], targets: Targets(targets), learning_rate_micro: large[0],
            warmup_steps: large[1], epochs: small[2], batch: small[3], micro_batch: small[4], sequence_length: small[5],
            seed: large[2].into(), held_out_ppm: large[3], numeric_class: NumericClass::CudaTolerant,
            checkpoint_steps: large[4],
            attribution: AttributionRecipe {
                dimensions: small[6], damping_milli: large[5], gradient_weight: large[6], lexical_weight: large[7],
            },
        };
        if recipe.check().is_ok() {
            prop_assert!(recipe.batch.is_multiple_of(recipe.micro_batch) && recipe.rank <= 256 && recipe.targets.0 <= 0x7f);
        }
    }
}
