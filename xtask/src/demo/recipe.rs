//! The recipe of the demo's adapters.

use openledger_primitives::recipe::{AttributionRecipe, NumericClass, Recipe, Targets};

/// LoRA of rank 8 on all projections: a minute or two on two cores.
pub fn recipe(seed: u64) -> Recipe {
    Recipe {
        rank: 8,
        alpha: 16,
        targets: Targets::ALL,
        learning_rate_micro: 3_000,
        warmup_steps: 20,
        epochs: 4,
        batch: 16,
        micro_batch: 16,
        sequence_length: 128,
        seed,
        held_out_ppm: 150_000,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 50,
        attribution: AttributionRecipe {
            dimensions: 256,
            damping_milli: 300_000,
            gradient_weight: 1,
            lexical_weight: 1,
        },
    }
}
