//! Measures attribution on packages of source code: does an answer go back to the package it came from?
//!
//! ```text
//! cargo run -p openledger-engine --example attribution_quality -- BASE_DIR WORK_DIR PACKAGE_DIR PACKAGE_DIR…
//! ```
//!
//! Each package is a contributor with several contributions. One document in five is held out. An adapter is trained
//! on the rest (and kept in WORK_DIR for the next run), then indexes are built under several rules, and held-out
//! fragments and exact copies of training fragments are attributed with each:
//!
//! - `argmax`: the own package has the largest share, with chance and p of the permutation test;
//! - `own`: the own package's share;
//! - `top10`: part of the ten best fragments that are of the own package;
//! - `copies`: exact copies that find themselves among the ten best.

use openledger_engine::{
    attribute::{
        check::{exact_copy_recall, own_share, package_permutation_test},
        damped_fisher::Gradients,
        Index, IndexedFragment,
    },
    lora_gradients, train, Adapter, Base, Tokens, TrainingSet,
};
use openledger_primitives::{
    document::{document_from_file, Bundle},
    fragment::fragments,
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
};
use std::{
    error::Error,
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::Instant,
};

/// Fragments each package trains with, spread evenly over its documents.
const FRAGMENTS_PER_PACKAGE: usize = 250;

/// Held-out fragments of each package that serve as queries.
const QUERIES_PER_PACKAGE: usize = 40;

/// Contributions that each package's documents are dealt into.
const CONTRIBUTIONS_PER_PACKAGE: usize = 10;

/// Exact copies that are looked for.
const COPIES: usize = 100;

const PERMUTATIONS: u32 = 2_000;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn recipe() -> Recipe {
    Recipe {
        rank: 8,
        alpha: 16,
        targets: Targets::ALL,
        learning_rate_micro: 2_000,
        warmup_steps: 10,
        epochs: 4,
        batch: 16,
        micro_batch: 4,
        sequence_length: 160,
        seed: 1,
        held_out_ppm: 200_000,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 1_000,
        attribution: AttributionRecipe {
            dimensions: 256,
            damping_milli: 300_000,
            gradient_weight: 1,
            lexical_weight: 1,
        },
    }
}

/// Fragments of all packages.
#[derive(Default)]
struct Corpus {
    training: Vec<IndexedFragment>,
    held_out: Vec<(usize, Tokens)>,
}

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [base, work, packages @ ..] = arguments.as_slice() else {
        return Err("usage: attribution_quality BASE_DIR WORK_DIR PACKAGE_DIR PACKAGE_DIR…".into());
    };
    let base = Base::load(base)?;
    let recipe = recipe();
    let mut corpus = Corpus::default();
    for (package, directory) in packages.iter().enumerate() {
        add_package(&mut corpus, &base, &recipe, package, directory)?;
    }
    println!("{} training fragments, {} held out", corpus.training.len(), corpus.held_out.len());
    let adapter = adapter(&base, &recipe, &corpus, work)?;

    let start = Instant::now();
    let training: Vec<Tokens> = corpus.training.iter().map(|fragment| fragment.tokens.clone()).collect();
    let rows = lora_gradients(&base, &adapter, &training)?;
    println!("{} gradients of {} values in {:.1?}", rows.len(), adapter.layout().len(), start.elapsed());
    let mut gradients = Gradients::with_capacity(rows.len(), adapter.layout().len());
    rows.iter().try_for_each(|row| gradients.push(row))?;
    let held_out: Vec<Tokens> = corpus.held_out.iter().map(|(_, tokens)| tokens.clone()).collect();
    let queries = lora_gradients(&base, &adapter, &held_out)?;

    println!("dimensions damping gradient:lexical | argmax chance p | own top10 copies | seconds bytes");
    let default = &recipe.attribution;
    for attribution in sweep(default) {
        measure(&corpus, packages.len(), &gradients, &rows, &queries, &attribution)?;
    }
    Ok(())
}

/// Recipes to compare.
fn sweep(default: &AttributionRecipe) -> Vec<AttributionRecipe> {
    let mut recipes = Vec::new();
    for damping in [1_000, 10_000, 100_000, 300_000, 1_000_000, 10_000_000] {
        for weights in [(1, 0), (0, 1), (1, 1)] {
            recipes.push(AttributionRecipe {
                damping_milli: damping,
                gradient_weight: weights.0,
                lexical_weight: weights.1,
                ..*default
            });
        }
    }
    for weights in [(2, 1), (3, 1), (1, 2)] {
        recipes.push(AttributionRecipe { gradient_weight: weights.0, lexical_weight: weights.1, ..*default });
    }
    for dimensions in [32, 64, 128, 512] {
        recipes.push(AttributionRecipe { dimensions, ..*default });
    }
    recipes
}

/// Reads a package's documents, holds some out, and adds fragments of both parts to the corpus.
fn add_package(corpus: &mut Corpus, base: &Base, recipe: &Recipe, package: usize, directory: &Path) -> Result<()> {
    let mut paths = Vec::new();
    collect(directory, &mut paths)?;
    let documents = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "sol"))
        .filter_map(|path| {
            let name = path.strip_prefix(directory).ok()?.to_str()?;
            document_from_file(name, &std::fs::read(path).ok()?).ok()
        })
        .collect();
    let all = fragments(&Bundle::new(documents).map_err(|e| format!("{}: {e}", directory.display()))?);
    let (held_out, training): (Vec<_>, Vec<_>) = all.iter().partition(|fragment| recipe.holds_out(&fragment.path));
    println!("{}: {} fragments, {} held out", directory.display(), all.len(), held_out.len());
    let cut = |text: &str| -> Result<Tokens> {
        let mut tokens = base.tokenizer.encode(text)?;
        tokens.truncate(usize::from(recipe.sequence_length));
        Ok(tokens)
    };
    for (number, fragment) in evenly(&training, FRAGMENTS_PER_PACKAGE).enumerate() {
        let part = fragment.document as usize % CONTRIBUTIONS_PER_PACKAGE;
        corpus.training.push(IndexedFragment {
            contribution: (package * CONTRIBUTIONS_PER_PACKAGE + part) as u64,
            fragment: number as u32,
            tokens: cut(&fragment.text)?,
        });
    }
    for fragment in evenly(&held_out, QUERIES_PER_PACKAGE) {
        corpus.held_out.push((package, cut(&fragment.text)?));
    }
    corpus.training.sort_by_key(|fragment| (fragment.contribution, fragment.fragment));
    Ok(())
}

/// At most `count` items at equal distances.
fn evenly<T>(items: &[T], count: usize) -> impl Iterator<Item = &T> {
    let taken = count.min(items.len());
    (0..taken).map(move |i| &items[i * items.len() / taken])
}

fn collect(directory: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<_> = std::fs::read_dir(directory)?.collect::<std::io::Result<_>>()?;
    entries.sort_by_key(|entry| entry.path());
    for entry in entries {
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), paths)?;
        } else {
            paths.push(entry.path());
        }
    }
    Ok(())
}

/// The adapter in the work directory, or a new one.
fn adapter(base: &Base, recipe: &Recipe, corpus: &Corpus, work: &Path) -> Result<Adapter> {
    let (weights, config) = (work.join("adapter_model.safetensors"), work.join("adapter_config.json"));
    if weights.exists() {
        return Ok(Adapter::from_peft(&std::fs::read(&weights)?, &std::fs::read(&config)?, &base.config)?);
    }
    std::fs::create_dir_all(work)?;
    let set = TrainingSet {
        fragments: corpus.training.iter().map(|fragment| fragment.tokens.clone()).collect(),
        held_out: corpus.held_out.iter().map(|(_, tokens)| tokens.clone()).collect(),
    };
    let start = Instant::now();
    let trained = train(base, recipe, &set, None, None, &mut |progress| {
        if progress.step % 20 == 0 {
            println!("step {}/{} loss {:.3} {:.0?}", progress.step, progress.steps, progress.loss, start.elapsed());
        }
        ControlFlow::Continue(())
    })?;
    let evaluation = openledger_engine::evaluate(base, &trained.adapter, &set.held_out, 160)?;
    println!(
        "held-out loss {:.3} → {:.3} in {:.0?}",
        evaluation.base.nats_per_token,
        evaluation.tuned.nats_per_token,
        start.elapsed()
    );
    let files = trained.adapter.to_peft("base")?;
    std::fs::write(weights, files.weights)?;
    std::fs::write(config, files.config)?;
    Ok(trained.adapter)
}

/// Builds one index and prints one line about it.
fn measure(
    corpus: &Corpus,
    packages: usize,
    gradients: &Gradients,
    rows: &[Vec<f32>],
    queries: &[Vec<f32>],
    recipe: &AttributionRecipe,
) -> Result<()> {
    let package_of = |contribution: u64| contribution as usize / CONTRIBUTIONS_PER_PACKAGE;
    let start = Instant::now();
    let index = Index::from_gradients(gradients, &corpus.training.iter().collect::<Vec<_>>(), recipe)?;
    let seconds = start.elapsed().as_secs_f64();

    let mut shares = Vec::new();
    let mut top = 0usize;
    for (gradient, (package, tokens)) in queries.iter().zip(&corpus.held_out) {
        let query = index.sketch_query(gradient, tokens)?;
        let mut share = vec![0f64; packages];
        for (contribution, score) in index.scores(&query)? {
            share[package_of(contribution)] += score.max(0) as f64;
        }
        shares.push(share);
        top += index.top_fragments(&query, 10)?.iter().filter(|f| package_of(f.contribution) == *package).count();
    }
    let sources: Vec<usize> = corpus.held_out.iter().map(|(package, _)| *package).collect();
    let test = package_permutation_test(&shares, &sources, PERMUTATIONS, 1);

    let step = corpus.training.len().div_ceil(COPIES);
    let copies: Vec<usize> = (0..corpus.training.len()).step_by(step).collect();
    let found = copies
        .iter()
        .map(|row| {
            let query = index.sketch_query(&rows[*row], &corpus.training[*row].tokens)?;
            let best = index.top_fragments(&query, 10)?;
            Ok(best.iter().map(|f| (f.contribution, f.fragment)).collect())
        })
        .collect::<Result<Vec<Vec<_>>>>()?;
    let own: Vec<_> =
        copies.iter().map(|row| (corpus.training[*row].contribution, corpus.training[*row].fragment)).collect();

    println!(
        "{:4} {:8} {}:{} | {:.3} {:.3} {:.4} | {:.3} {:.3} {:.2} | {:.2} {}",
        index.header.dimensions,
        recipe.damping_milli,
        recipe.gradient_weight,
        recipe.lexical_weight,
        test.accuracy,
        test.chance,
        test.p,
        own_share(&shares, &sources),
        top as f64 / 10.0 / queries.len().max(1) as f64,
        exact_copy_recall(&found, &own, 10),
        seconds,
        index.to_bytes().len(),
    );
    Ok(())
}
