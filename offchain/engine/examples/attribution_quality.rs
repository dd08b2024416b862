//! Measures attribution on packages of source code: does an answer go back to the package it came from?
//!
//! ```text
//! cargo run -p openledger-engine --example attribution_quality -- [--sweep] BASE_DIR WORK_DIR PACKAGE_DIR…
//! ```
//!
//! Each package is a contributor with several contributions. One document in five is held out. An adapter is trained
//! on the rest (and kept in WORK_DIR for the next run), an index is built, and held-out fragments and exact copies
//! of training fragments are attributed:
//!
//! - `argmax`: the own package has the largest share, with chance and p of the permutation test;
//! - `own`: the own package's share;
//! - `top10`: part of the ten best fragments that are of the own package;
//! - `copies`: exact copies that find themselves among the ten best.
//!
//! Times are for fitting an index and for a query, both without the gradients. Fails unless p < 0.01 and 95 of 100
//! copies are found. With `--sweep`, prints other attribution recipes too.

mod packages;

use openledger_engine::{
    attribute::{
        check::{by_source, evenly, own_share, Observed, Statistics},
        damped_fisher::Gradients,
        Index, DEFAULT_RECIPE,
    },
    Base,
};
use openledger_primitives::{receipt::TOP_FRAGMENTS, recipe::AttributionRecipe};
use packages::{Corpus, Result, CONTRIBUTIONS_PER_PACKAGE};
use std::{path::PathBuf, time::Instant};

/// Exact copies that are looked for.
const COPIES: usize = 100;

const PERMUTATIONS: u32 = 2_000;

/// What is indexed and what is asked.
struct Material {
    packages: usize,
    corpus: Corpus,
    gradients: Gradients,
    queries: Vec<Vec<f32>>,
}

fn main() -> Result<()> {
    let mut arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let everything = arguments.len();
    arguments.retain(|argument| argument.as_os_str() != "--sweep");
    let sweep = arguments.len() < everything;
    let [base, work, directories @ ..] = arguments.as_slice() else {
        return Err("usage: attribution_quality [--sweep] BASE_DIR WORK_DIR PACKAGE_DIR…".into());
    };
    let base = Base::load(base)?;
    let recipe = packages::recipe();
    let corpus = Corpus::read(&base, &recipe, directories)?;
    let adapter = packages::adapter(&base, &recipe, &corpus, work)?;
    let (gradients, queries) = packages::gradients(&base, &adapter, &corpus)?;
    let material = Material { packages: directories.len(), corpus, gradients, queries };

    println!("dimensions damping gradient:lexical | argmax chance p | own top10 copies | seconds ms/query bytes");
    let found = measure(&material, &DEFAULT_RECIPE)?;
    for recipe in if sweep { others() } else { Vec::new() } {
        measure(&material, &recipe)?;
    }
    if !found.sources_found() || !found.copies_found() {
        return Err(format!("attribution is not better than chance: {found:?}").into());
    }
    Ok(())
}

/// Recipes to compare with the default.
fn others() -> Vec<AttributionRecipe> {
    let mut recipes = Vec::new();
    for damping_milli in [100, 1_000, 10_000, 100_000, 300_000, 1_000_000, 10_000_000] {
        for (gradient_weight, lexical_weight) in [(1, 0), (1, 1)] {
            recipes.push(AttributionRecipe { damping_milli, gradient_weight, lexical_weight, ..DEFAULT_RECIPE });
        }
    }
    for (gradient_weight, lexical_weight) in [(0, 1), (2, 1), (3, 1), (1, 2)] {
        recipes.push(AttributionRecipe { gradient_weight, lexical_weight, ..DEFAULT_RECIPE });
    }
    for dimensions in [32, 64, 128, 512] {
        for lexical_weight in [0, 1] {
            recipes.push(AttributionRecipe { dimensions, lexical_weight, ..DEFAULT_RECIPE });
        }
    }
    recipes
}

fn package_of(contribution: u64) -> usize {
    contribution as usize / CONTRIBUTIONS_PER_PACKAGE
}

/// Builds one index, and prints one line about it.
fn measure(material: &Material, recipe: &AttributionRecipe) -> Result<Statistics> {
    let Material { packages, corpus, gradients, queries } = material;
    let start = Instant::now();
    let index = Index::from_gradients(gradients, &corpus.training.iter().collect::<Vec<_>>(), recipe)?;
    let seconds = start.elapsed().as_secs_f64();

    let start = Instant::now();
    let mut observed = Observed::default();
    let mut top = 0usize;
    for (gradient, (package, tokens)) in queries.iter().zip(&corpus.held_out) {
        let query = index.sketch_query(gradient, tokens)?;
        observed.scores.push(by_source(&index.scores(&query)?, *packages, |id| Some(package_of(id))));
        observed.sources.push(*package);
        let best = index.top_fragments(&query, TOP_FRAGMENTS)?;
        top += best.iter().filter(|fragment| package_of(fragment.contribution) == *package).count();
    }
    let query_ms = start.elapsed().as_secs_f64() * 1e3 / queries.len().max(1) as f64;
    look_for_copies(material, &index, &mut observed)?;
    let found = observed.statistics(PERMUTATIONS, 1);
    println!(
        "{:4} {:8} {}:{} | {:.3} {:.3} {:.4} | {:.3} {:.3} {:.2} | {:.2} {:.2} {}",
        index.header.dimensions,
        recipe.damping_milli,
        recipe.gradient_weight,
        recipe.lexical_weight,
        found.test.accuracy,
        found.test.chance,
        found.test.p,
        own_share(&observed.scores, &observed.sources),
        top as f64 / TOP_FRAGMENTS as f64 / queries.len().max(1) as f64,
        found.copies,
        seconds,
        query_ms,
        index.to_bytes().len(),
    );
    Ok(found)
}

/// Which fragments copies of some training fragments find.
fn look_for_copies(material: &Material, index: &Index, observed: &mut Observed) -> Result<()> {
    let rows: Vec<usize> = (0..material.corpus.training.len()).collect();
    for row in evenly(&rows, COPIES).copied() {
        let fragment = &material.corpus.training[row];
        let query = index.sketch_query(material.gradients.row(row), &fragment.tokens)?;
        let best = index.top_fragments(&query, TOP_FRAGMENTS)?;
        observed.found.push(best.iter().map(|found| (found.contribution, found.fragment)).collect());
        observed.own.push((fragment.contribution, fragment.fragment));
    }
    Ok(())
}
