//! The Reexecute job: a disputed answer computed again, by the same code that serves.
//!
//! The answer's prompt, sampling and seed stand in the batch's file. In class `cpu-exact` they give one sequence of
//! tokens, so an honest receipt's output and query sketch come out again to the bit.
//!
//! - **How long.** As many tokens are drawn as the receipt claims, at least one. A request may name texts at which its
//!   answer ends, and a receipt does not: a shorter output than `max_tokens` is right if it begins what the model says.
//!   What ends sooner than claimed, or goes on where the receipt claims nothing at all, comes out different.
//! - **Which receipts.** Prompt and request must hash to what the receipt says, otherwise the file is not what its batch
//!   commits to, and the job fails as `ContentInvalid`. A receipt of another numeric class or engine build may
//!   rightly differ in its last bits, and is `Unsupported` here.

use super::{outcome::JobError, progress::Progress};
use crate::models::{files, loaded, ModelError};
use codec::DecodeAll;
use openledger_engine::{engine_build, NUMERIC_CLASS};
use openledger_primitives::{
    batch::{BatchFile, ReceiptFile},
    job::{ReexecuteResult, ReexecuteSpec},
    receipt::{request_hash, tokens_hash, Sampling},
};
use openledger_store::Store;
use std::sync::Arc;

/// Computes the answer again and hashes it as a receipt does.
pub fn run(store: &Store, spec: &ReexecuteSpec, progress: &Progress) -> Result<ReexecuteResult, JobError> {
    let file = disputed(store, spec)?;
    let receipt = &file.receipt;
    if receipt.numeric_class != NUMERIC_CLASS || receipt.engine_build != engine_build() {
        let problem = "the receipt was made by another build of the engine, or in another numeric class, than this one";
        return Err(JobError::Unsupported(problem.into()));
    }
    let base = Arc::new(files::base(store, &spec.base)?);
    let adapter = match (spec.adapter, spec.adapter_config) {
        (Some(weights), Some(config)) => Some((weights, config)),
        (None, None) => None,
        _ => return Err(JobError::Invalid("the job names only one of the adapter's two files".into())),
    };
    let model = loaded::open(store, base, adapter, spec.index)?;
    let most = receipt.sampling.max_tokens.max(1);
    let sampling = Sampling { max_tokens: receipt.output_tokens.clamp(1, most), ..receipt.sampling };
    let answer = model.compute(&file.prompt, &sampling, &[], &|| progress.is_stopped())?;
    Ok(ReexecuteResult { output: tokens_hash(&answer.output), query: answer.attribution.sketch().hash() })
}

/// The receipt with its prompt, if the file is what a batch commits to.
fn disputed(store: &Store, spec: &ReexecuteSpec) -> Result<ReceiptFile, JobError> {
    let invalid = |problem: &str| JobError::Invalid(format!("batch file `{}`: {problem}", spec.batch));
    let bytes = store.get(&spec.batch)?;
    let batch = BatchFile::decode_all(&mut bytes.as_slice()).map_err(|error| invalid(&error.to_string()))?;
    let count = batch.receipts.len();
    let file = usize::try_from(spec.receipt).ok().and_then(|position| batch.receipts.into_iter().nth(position));
    let file = file.ok_or_else(|| invalid(&format!("there are {count} receipts and none at {}", spec.receipt)))?;
    let receipt = &file.receipt;
    if tokens_hash(&file.prompt) != receipt.prompt {
        return Err(invalid("the prompt is not the one its receipt names"));
    }
    if request_hash(receipt.version, &receipt.prompt, &receipt.sampling) != receipt.request {
        return Err(invalid("the receipt's request is not that of its prompt and sampling"));
    }
    Ok(file)
}

impl From<ModelError> for JobError {
    fn from(error: ModelError) -> Self {
        match error {
            ModelError::Content(error) => error.into(),
            ModelError::Invalid(problem) | ModelError::Request(problem) => Self::Invalid(problem),
            ModelError::Engine(problem) => Self::Engine(problem),
            ModelError::Abandoned => Self::Interrupted,
        }
    }
}
