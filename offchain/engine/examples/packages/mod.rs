//! Packages of source code as contributors: what both attribution examples read and train.

use openledger_engine::{
    attribute::{check::evenly, damped_fisher::Gradients, IndexedFragment, DEFAULT_RECIPE},
    evaluate, lora_gradients, train, Adapter, Base, Tokens, TrainingSet,
};
use openledger_primitives::{
    document::{document_from_file, Bundle},
    fragment::fragments,
    recipe::{NumericClass, Recipe, Targets},
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
pub const CONTRIBUTIONS_PER_PACKAGE: usize = 10;

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How the adapters of these examples are trained.
pub fn recipe() -> Recipe {
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
        attribution: DEFAULT_RECIPE,
    }
}

/// Fragments of all packages.
pub struct Corpus {
    /// What is trained on and indexed, by increasing (contribution, fragment).
    pub training: Vec<IndexedFragment>,
    /// Fragments of held-out documents, each with its package.
    pub held_out: Vec<(usize, Tokens)>,
}

impl Corpus {
    /// Reads one package from each directory.
    pub fn read(base: &Base, recipe: &Recipe, directories: &[PathBuf]) -> Result<Self> {
        let mut corpus = Self { training: Vec::new(), held_out: Vec::new() };
        for (package, directory) in directories.iter().enumerate() {
            corpus.add_package(base, recipe, package, directory)?;
        }
        corpus.training.sort_by_key(|fragment| (fragment.contribution, fragment.fragment));
        println!("{} training fragments, {} held out", corpus.training.len(), corpus.held_out.len());
        Ok(corpus)
    }

    /// Reads a package's documents, holds some out, and adds fragments of both parts to the corpus.
    fn add_package(&mut self, base: &Base, recipe: &Recipe, package: usize, directory: &Path) -> Result<()> {
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
            self.training.push(IndexedFragment {
                contribution: (package * CONTRIBUTIONS_PER_PACKAGE + part) as u64,
                fragment: number as u32,
                tokens: cut(&fragment.text)?,
            });
        }
        for fragment in evenly(&held_out, QUERIES_PER_PACKAGE) {
            self.held_out.push((package, cut(&fragment.text)?));
        }
        Ok(())
    }

    /// The training fragments with these positions, or all, as a training set.
    pub fn training_set(&self, positions: impl Iterator<Item = usize>) -> TrainingSet {
        TrainingSet {
            fragments: positions.map(|position| self.training[position].tokens.clone()).collect(),
            held_out: self.held_out_tokens(),
        }
    }

    /// Held-out fragments without their packages.
    pub fn held_out_tokens(&self) -> Vec<Tokens> {
        self.held_out.iter().map(|(_, tokens)| tokens.clone()).collect()
    }
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

/// The adapter in the work directory, or a new one trained on the whole corpus.
pub fn adapter(base: &Base, recipe: &Recipe, corpus: &Corpus, work: &Path) -> Result<Adapter> {
    let (weights, config) = (work.join("adapter_model.safetensors"), work.join("adapter_config.json"));
    if weights.exists() {
        return Ok(Adapter::from_peft(&std::fs::read(&weights)?, &std::fs::read(&config)?, &base.config)?);
    }
    std::fs::create_dir_all(work)?;
    let set = corpus.training_set(0..corpus.training.len());
    let start = Instant::now();
    let trained = train(base, recipe, &set, None, None, &mut |progress| {
        if progress.step % 20 == 0 {
            println!("step {}/{} loss {:.3} {:.0?}", progress.step, progress.steps, progress.loss, start.elapsed());
        }
        ControlFlow::Continue(())
    })?;
    let evaluation = evaluate(base, &trained.adapter, &set.held_out, usize::from(recipe.sequence_length))?;
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

/// Gradients of training and held-out fragments.
pub fn gradients(base: &Base, adapter: &Adapter, corpus: &Corpus) -> Result<(Gradients, Vec<Vec<f32>>)> {
    let start = Instant::now();
    let training: Vec<Tokens> = corpus.training.iter().map(|fragment| fragment.tokens.clone()).collect();
    let mut gradients = Gradients::with_capacity(training.len(), adapter.layout().len());
    for row in lora_gradients(base, adapter, &training)? {
        gradients.push(&row)?;
    }
    println!("{} gradients of {} values in {:.1?}", training.len(), gradients.parameters(), start.elapsed());
    Ok((gradients, lora_gradients(base, adapter, &corpus.held_out_tokens())?))
}
