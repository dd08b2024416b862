//! Do attribution scores predict retraining? The linear datamodeling score (Park et al. 2023, arXiv 2303.14186).
//!
//! ```text
//! cargo run -p openledger-engine --example attribution_lds -- BASE_DIR WORK_DIR SUBSETS PACKAGE_DIR…
//! ```
//!
//! Adapters are retrained on random halves of the training fragments. For each held-out fragment, the Spearman
//! correlation over the halves between its loss (negated) and the sum of its scores with the half's fragments; the
//! mean over held-out fragments, with a bootstrap interval over them, is printed for several attribution recipes.
//! Losses are kept in WORK_DIR, so that a run can be stopped and goes on.

mod packages;

use openledger_engine::{
    attribute::{Index, DEFAULT_RECIPE},
    held_out_loss,
    random::Random,
    train, Base,
};
use openledger_primitives::recipe::AttributionRecipe;
use packages::{Corpus, Result};
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

const BOOTSTRAPS: usize = 500;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [base, work, subsets, directories @ ..] = arguments.as_slice() else {
        return Err("usage: attribution_lds BASE_DIR WORK_DIR SUBSETS PACKAGE_DIR…".into());
    };
    let subsets: u64 = subsets.to_str().ok_or("SUBSETS is a number")?.parse()?;
    let base = Base::load(base)?;
    let corpus = Corpus::read(&base, &packages::recipe(), directories)?;
    let adapter = packages::adapter(&base, &packages::recipe(), &corpus, work)?;
    let (gradients, queries) = packages::gradients(&base, &adapter, &corpus)?;
    let losses: Vec<Vec<f64>> =
        (0..subsets).map(|subset| retrained(&base, &corpus, work, subset)).collect::<Result<_>>()?;

    println!("damping gradient:lexical | LDS and its 95 % interval");
    for recipe in recipes() {
        let index = Index::from_gradients(&gradients, &corpus.training.iter().collect::<Vec<_>>(), &recipe)?;
        let mut correlations = Vec::new();
        for (number, (gradient, (_, tokens))) in queries.iter().zip(&corpus.held_out).enumerate() {
            let query = index.sketch_query(gradient, tokens)?;
            let mut scores = index.top_fragments(&query, corpus.training.len())?;
            scores.sort_by_key(|score| (score.contribution, score.fragment));
            let predicted: Vec<f64> = (0..subsets)
                .map(|subset| half(&corpus, subset).into_iter().map(|row| scores[row].score as f64).sum())
                .collect();
            let actual: Vec<f64> = losses.iter().map(|losses| -losses[number]).collect();
            correlations.push(spearman(&predicted, &actual));
        }
        let (low, high) = bootstrap(&correlations);
        println!(
            "{:8} {}:{} | {:.3} [{:.3}, {:.3}]",
            recipe.damping_milli,
            recipe.gradient_weight,
            recipe.lexical_weight,
            mean(&correlations),
            low,
            high
        );
    }
    Ok(())
}

fn recipes() -> Vec<AttributionRecipe> {
    let lexical = AttributionRecipe { gradient_weight: 0, lexical_weight: 1, ..DEFAULT_RECIPE };
    let mut recipes = vec![DEFAULT_RECIPE, lexical];
    for damping_milli in [100, 10_000, 100_000, 300_000, 1_000_000, 10_000_000] {
        for (gradient_weight, lexical_weight) in [(1, 0), (1, 1), (2, 1)] {
            recipes.push(AttributionRecipe { damping_milli, gradient_weight, lexical_weight, ..DEFAULT_RECIPE });
        }
    }
    recipes
}

/// Positions of the training fragments of a random half.
fn half(corpus: &Corpus, subset: u64) -> Vec<usize> {
    let mut rows = Random::new("openledger/lds-half/1", subset, 0).permutation(corpus.training.len());
    rows.truncate(corpus.training.len() / 2);
    rows.sort_unstable();
    rows
}

/// Loss of every held-out fragment after training on a half.
fn retrained(base: &Base, corpus: &Corpus, work: &Path, subset: u64) -> Result<Vec<f64>> {
    let file = work.join(format!("losses-{subset}.txt"));
    if let Ok(text) = std::fs::read_to_string(&file) {
        return Ok(text.lines().map(str::parse).collect::<std::result::Result<_, _>>()?);
    }
    let recipe = packages::recipe();
    let set = corpus.training_set(half(corpus, subset).into_iter());
    let trained = train(base, &recipe, &set, None, None, &mut |_| ControlFlow::Continue(()))?;
    let mut losses = Vec::new();
    for tokens in set.held_out {
        let loss = held_out_loss(base, Some(&trained.adapter), &[tokens], usize::from(recipe.sequence_length))?;
        losses.push(loss.nats_per_token);
    }
    let text: String = losses.iter().map(|loss| format!("{loss}\n")).collect();
    std::fs::write(file, text)?;
    println!("half {subset} retrained, mean held-out loss {:.3}", mean(&losses));
    Ok(losses)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Pearson's correlation of the ranks. Ties do not occur in these sums but by accident.
fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let ranks = |values: &[f64]| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|x, y| values[*x].total_cmp(&values[*y]));
        let mut ranks = vec![0f64; values.len()];
        order.iter().enumerate().for_each(|(rank, position)| ranks[*position] = rank as f64);
        ranks
    };
    let (a, b) = (ranks(a), ranks(b));
    let middle = (a.len() as f64 - 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| (x - middle) * (y - middle)).sum::<f64>();
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt().max(f64::MIN_POSITIVE)
}

/// The middle 95 % of means over resampled values.
fn bootstrap(values: &[f64]) -> (f64, f64) {
    let mut random = Random::new("openledger/bootstrap/1", 0, 0);
    let mut means: Vec<f64> = (0..BOOTSTRAPS)
        .map(|_| {
            mean(&(0..values.len()).map(|_| values[random.below(values.len() as u64) as usize]).collect::<Vec<_>>())
        })
        .collect();
    means.sort_by(f64::total_cmp);
    (means[BOOTSTRAPS / 40], means[BOOTSTRAPS - 1 - BOOTSTRAPS / 40])
}
