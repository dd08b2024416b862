//! The Merge job: one adapter of several, and its attribution index over the contributions of all.

use super::{corpus, indexing, outcome::JobError, progress::Progress};
use crate::models::files;
use openledger_engine::{
    engine_build,
    merge::{merge, Parent},
    train::check_recipe,
    Adapter,
};
use openledger_primitives::{
    content::ContentId,
    job::{MergeParent, MergeResult, MergeSpec},
};
use openledger_store::Store;
use tracing::info;

/// Merges the parents, indexes the contributions and stores what was made.
///
/// The merged adapter has the recipe's alpha, so that whoever reads its weights by the recipe, as an evaluation does,
/// reads what was merged; with alpha equal to rank its bytes are PEFT's.
pub fn run(store: &Store, spec: &MergeSpec, progress: &Progress) -> Result<MergeResult, JobError> {
    let base = files::base(store, &spec.base)?;
    check_recipe(&base, &spec.recipe)?;
    let mut adapters = Vec::with_capacity(spec.parents.len());
    for parent in &spec.parents {
        check_base(store, parent, &spec.base.weights)?;
        adapters.push(files::adapter(store, &parent.adapter, &parent.adapter_config, &base)?);
    }
    check_shape(spec, &adapters)?;
    let corpus = corpus::read(store, &base.tokenizer, &spec.contributions, &spec.recipe)?;
    indexing::check_size(corpus.training.len())?;
    let total = u32::try_from(corpus.training.len()).unwrap_or(u32::MAX);
    progress.set(0, total);

    let parents: Vec<Parent> =
        adapters.iter().zip(&spec.parents).map(|(adapter, parent)| Parent { adapter, weight: parent.weight }).collect();
    let merged = merge(&base.config, &parents, spec.method, spec.recipe.alpha)?;
    info!(version = spec.version, parents = parents.len(), "adapters merged; indexing");
    let index = indexing::build(&base, &merged, &corpus.training, &spec.recipe, (0, total), progress)?;

    let peft = merged.to_peft(&spec.base.weights.to_string())?;
    Ok(MergeResult {
        adapter: store.put(&peft.weights)?,
        adapter_config: store.put(&peft.config)?,
        index: store.put(&index.to_bytes())?,
        index_root: index.root(),
        engine_build: engine_build(),
    })
}

/// Adapters made here say in their configuration which base they belong to, by content id. One of another base could
/// fit by its shapes alone. Adapters from elsewhere name their base as they like, and are taken at the chain's word.
fn check_base(store: &Store, parent: &MergeParent, base: &ContentId) -> Result<(), JobError> {
    let config: serde_json::Value = serde_json::from_slice(&store.get(&parent.adapter_config)?).map_err(|error| {
        JobError::Invalid(format!("adapter config `{}` is not JSON: {error}", parent.adapter_config))
    })?;
    let named = config.get("base_model_name_or_path").and_then(|name| name.as_str());
    match named.and_then(|name| name.parse::<ContentId>().ok()) {
        Some(named) if named != *base => {
            Err(JobError::Invalid(format!("adapter `{}` belongs to base `{named}`, not to `{base}`", parent.adapter)))
        }
        _ => Ok(()),
    }
}

/// The recipe speaks of the merged adapter.
fn check_shape(spec: &MergeSpec, adapters: &[Adapter]) -> Result<(), JobError> {
    let recipe = (usize::from(spec.recipe.rank), spec.recipe.targets);
    match adapters.iter().find(|adapter| (adapter.rank(), adapter.targets()) != recipe) {
        None => Ok(()),
        Some(other) => Err(JobError::Unsupported(format!(
            "the recipe says rank {} and targets {:#04x}, a parent has rank {} and targets {:#04x}: a merge keeps its \
             parents'",
            spec.recipe.rank,
            spec.recipe.targets.0,
            other.rank(),
            other.targets().0
        ))),
    }
}
