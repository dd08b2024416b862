//! Models and versions in state.

use super::{
    datanets::Licences,
    names::{bounded, text, version_kind, version_state, word},
};
use crate::{
    account::{hex, ss58},
    error::{CliError, Result},
};
use openledger_client::{runtime, At};
use openledger_primitives::VersionId;
use serde_json::{json, Value};

/// A stored version.
pub type Version = runtime::models::storage::versions::Output;

/// A version's number, from its number, an alias, or a model's slug (then what was deployed last).
pub async fn resolve(at: &At, name: &str) -> Result<VersionId> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    if let Some(id) = at.get(runtime::storage().models().aliases(), (bounded(name),)).await? {
        return Ok(id);
    }
    let model = at.get(runtime::storage().models().models(), (bounded(name),)).await?;
    match model {
        Some(model) => model.latest.ok_or_else(|| {
            CliError::not_found(format!("no version of `{name}` is deployed"))
                .hint("deploy one with `openledger deploy`")
        }),
        None => Err(CliError::not_found(format!("there is no version, alias or model `{name}`"))
            .hint("see `openledger models list`")),
    }
}

/// A version by number.
pub async fn version(at: &At, id: VersionId) -> Result<Version> {
    let found = at.get(runtime::storage().models().versions(), (id,)).await?;
    found.ok_or_else(|| CliError::not_found(format!("there is no version {id}")).hint("see `openledger models list`"))
}

/// A version's fields.
pub fn version_json(id: VersionId, version: &Version, licences: &Licences) -> Value {
    let parents: Vec<Value> = version
        .parents
        .0
        .iter()
        .map(|parent| json!({ "version": parent.version, "weight_ppm": parent.weight }))
        .collect();
    let royalties: Vec<Value> =
        version.royalties.0.iter().map(|(version, share)| json!({ "version": version, "share_ppm": share })).collect();
    json!({
        "version": id,
        "model": text(&version.model),
        "number": version.number,
        "kind": version_kind(&version.kind),
        "state": version_state(&version.state),
        "builder": ss58(&version.builder.0),
        "licence": licences.name(version.licence),
        "input_price": version.input_price.to_string(),
        "output_price": version.output_price.to_string(),
        "royalty_ppm": version.royalty,
        "parents": parents,
        "royalties": royalties,
        "snapshots": version.snapshots.0,
        "base": version.base.0,
        "adapter": version.adapter.as_ref().map(|cid| cid.0),
        "adapter_config": version.adapter_config.as_ref().map(|cid| cid.0),
        "index": version.index.as_ref().map(|cid| cid.0),
        "index_root": version.index_root.as_ref().map(|root| hex(root)),
        "recipe": version.recipe.as_ref().map(|recipe| hex(recipe)),
        "checkpoints_root": version.checkpoints_root.as_ref().map(|root| hex(root)),
        "metrics": version.metrics.as_ref().map(|metrics| metrics.0),
        "numeric_class": word(&version.numeric_class.0),
        "engine_build": version.engine_build.as_ref().map(|build| hex(build)),
        "verified": version.verified,
        "created_at": version.created_at,
        "retired_at": version.retired_at,
    })
}
