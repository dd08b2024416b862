//! The Train job: an adapter and its attribution index.

use super::{corpus, indexing, outcome::JobError, progress::Progress};
use crate::models::files;
use openledger_engine::{attribute::Index, engine_build, train::steps, Adapter, Base, Trained, TrainingSet};
use openledger_primitives::{
    job::{TrainResult, TrainSpec},
    merkle,
    recipe::Recipe,
    Digest,
};
use openledger_store::Store;
use std::{fs, path::Path};
use tracing::{info, warn};

/// Trains a version, going on from a checkpoint in `folder` if there is one, and stores what it made.
pub fn run(store: &Store, spec: &TrainSpec, folder: &Path, progress: &Progress) -> Result<TrainResult, JobError> {
    let base = files::base(store, &spec.base)?;
    let parent = spec.parent.map(|cid| files::adapter_of_recipe(store, &cid, &spec.recipe, &base)).transpose()?;
    let corpus = corpus::read(store, &base.tokenizer, &spec.contributions, &spec.recipe)?;
    indexing::check_size(corpus.training.len())?;
    let set = TrainingSet {
        fragments: corpus.training.iter().map(|fragment| fragment.tokens.clone()).collect(),
        held_out: corpus.held_out_tokens(),
    };
    let steps = steps(&spec.recipe, set.fragments.len());
    let total = steps.saturating_add(u32::try_from(corpus.training.len()).unwrap_or(u32::MAX));
    progress.set(0, total);
    let trained =
        train(&base, &spec.recipe, &set, parent.as_ref(), folder, |step| progress.set(step, total), progress)?;
    info!(version = spec.version, steps = trained.steps, tokens = trained.tokens, "adapter trained; indexing");

    let index = indexing::build(&base, &trained.adapter, &corpus.training, &spec.recipe, (steps, total), progress)?;
    publish(store, spec, &trained, &index)
}

fn train(
    base: &Base,
    recipe: &Recipe,
    set: &TrainingSet,
    parent: Option<&Adapter>,
    folder: &Path,
    report: impl Fn(u32),
    progress: &Progress,
) -> Result<Trained, JobError> {
    let attempt = || {
        fs::create_dir_all(folder).map_err(|error| JobError::Engine(format!("`{}`: {error}", folder.display())))?;
        Ok(openledger_engine::train(base, recipe, set, parent, Some(folder), &mut |at| {
            report(at.step);
            indexing::flow(progress)
        })?)
    };
    match attempt() {
        Err(JobError::Checkpoint(problem)) => {
            warn!("{problem}; training begins anew");
            // What cannot be removed cannot be read either, and the next attempt says so.
            let _ = fs::remove_dir_all(folder);
            attempt()
        }
        outcome => outcome,
    }
}

fn publish(store: &Store, spec: &TrainSpec, trained: &Trained, index: &Index) -> Result<TrainResult, JobError> {
    let peft = trained.adapter.to_peft(&spec.base.weights.to_string())?;
    let checkpoints: Vec<Digest> = trained.checkpoints.iter().map(|hash| merkle::leaf(hash)).collect();
    Ok(TrainResult {
        adapter: store.put(&peft.weights)?,
        adapter_config: store.put(&peft.config)?,
        index: store.put(&index.to_bytes())?,
        index_root: index.root(),
        checkpoints_root: merkle::root(&checkpoints),
        steps: trained.steps,
        tokens: trained.tokens,
        engine_build: engine_build(),
    })
}
