//! The Evaluate job: what the adapter changed on documents that it never saw.

use super::{corpus, outcome::JobError};
use crate::models::files;
use openledger_primitives::job::{EvaluateResult, EvaluateSpec};
use openledger_store::Store;

/// Measures base and tune on the held-out documents of the training run.
pub fn run(store: &Store, spec: &EvaluateSpec) -> Result<EvaluateResult, JobError> {
    let recipe = &spec.train.recipe;
    let base = files::base(store, &spec.train.base)?;
    let adapter = files::adapter_of_recipe(store, &spec.adapter, recipe, &base)?;
    let corpus = corpus::read(store, &base.tokenizer, &spec.train.contributions, recipe)?;
    if corpus.held_out.is_empty() {
        let problem = "the recipe holds none of these documents out: nothing to measure on";
        return Err(JobError::Unsupported(problem.into()));
    }
    let length = usize::from(recipe.sequence_length);
    let measured = openledger_engine::evaluate(&base, &adapter, &corpus.held_out_tokens(), length)?;
    Ok(EvaluateResult {
        base_micronats: measured.base.micronats(),
        tuned_micronats: measured.tuned.micronats(),
        tokens: measured.tuned.tokens,
    })
}
