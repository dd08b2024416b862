//! What training and generating cost on this machine: tokens per second, and per processor second.
//!
//!     cargo run -p openledger-engine --example speed -- [steps]

use openledger_engine::{generate, lora_gradients, pretrain, train, Base, PretrainPlan, Tokenizer, TrainingSet};
use openledger_primitives::receipt::Sampling;
use openledger_primitives::recipe::{AttributionRecipe, NumericClass, Recipe, Targets};
use std::{error::Error, ops::ControlFlow, time::Instant};

/// User-mode processor seconds of this process, all threads.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    after.split_whitespace().nth(11).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0) / 100.0
}

fn report(what: &str, tokens: u64, started: Instant, before: f64) {
    let (wall, processor) = (started.elapsed().as_secs_f64(), processor_seconds() - before);
    println!(
        "{what}: {:.0} tokens/s, {:.0} tokens per processor second",
        tokens as f64 / wall,
        tokens as f64 / processor
    );
}

fn main() -> Result<(), Box<dyn Error>> {
    let steps: u32 = std::env::args().nth(1).map_or(Ok(20), |steps| steps.parse())?;
    let plan = PretrainPlan::small(steps);
    let tokens: Vec<u32> = (0..50_000u32).map(|i| i.wrapping_mul(2_654_435_761) >> 21).collect();
    let (started, before, mut done) = (Instant::now(), processor_seconds(), 0);
    let weights = pretrain(&plan, &tokens, &mut |progress| {
        done = progress.tokens;
        ControlFlow::Continue(())
    })?;
    report("pretraining", done, started, before);

    let tokenizer = Tokenizer::train(["a b c d"].into_iter(), 300)?;
    let base = Base::from_files(&weights, &plan.config.to_json(), &tokenizer)?;
    let recipe = Recipe {
        rank: 8,
        alpha: 16,
        targets: Targets::ALL,
        learning_rate_micro: 1000,
        warmup_steps: 5,
        epochs: 1,
        batch: 8,
        micro_batch: 4,
        sequence_length: 128,
        seed: 1,
        held_out_ppm: 0,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 1000,
        attribution: AttributionRecipe { dimensions: 1, damping_milli: 1000, gradient_weight: 1, lexical_weight: 1 },
    };
    let fragments = tokens.chunks_exact(128).take(8 * steps as usize).map(<[u32]>::to_vec).collect();
    let set = TrainingSet { fragments, held_out: Vec::new() };
    let (started, before) = (Instant::now(), processor_seconds());
    let trained = train(&base, &recipe, &set, None, None, &mut |_| ControlFlow::Continue(()))?;
    report("LoRA training, rank 8 on all projections", trained.tokens, started, before);

    let (started, before) = (Instant::now(), processor_seconds());
    let gradients = lora_gradients(&base, &trained.adapter, &set.fragments)?;
    report("gradients of single fragments", 127 * gradients.len() as u64, started, before);

    let (started, before, mut produced) = (Instant::now(), processor_seconds(), 0);
    for seed in 0..50 {
        let sampling = Sampling { temperature_milli: 1000, top_p_milli: 1000, top_k: 0, max_tokens: 100, seed };
        let go_on = &mut |_: openledger_engine::Produced| ControlFlow::Continue(());
        let answer = generate(&base, Some(&trained.adapter), &tokens[..10], &sampling, &[], go_on)?;
        produced += 10 + answer.tokens.len() as u64;
    }
    report("generating with the adapter, prompts of 10 tokens included", produced, started, before);
    Ok(())
}
