//! Models and versions in state.

use super::{
    datanets::Licences,
    names::{bounded, flag_cause, merge_method, text, version_kind, version_state, word},
    Network, POLL,
};
use crate::{
    account::{hex, ss58},
    error::{CliError, Result},
    progress,
};
use openledger_client::{
    runtime::{self, runtime_types::pallet_models::types::VersionState},
    At,
};
use openledger_primitives::VersionId;
use serde_json::{json, Map, Value};
use std::time::{Duration, Instant};

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

/// What is kept beside a version: where its files come from, who made it, who pays for it, and what speaks against it.
pub async fn surroundings(at: &At, id: VersionId) -> Result<Map<String, Value>> {
    let storage = || runtime::storage().models();
    let mut found = Map::new();
    let mut add = |name: &str, value: Value| drop(found.insert(name.into(), value));
    add("generation", at.get(storage().generations(), (id,)).await?.unwrap_or_default().into());
    if let Some(source) = at.get(storage().source_of(), (id,)).await? {
        add("source", source.into());
    }
    if let Some(method) = at.get(storage().merge_methods(), (id,)).await? {
        add("method", merge_method(&method));
    }
    if let Some(snapshots) = at.get(storage().measured_on(), (id,)).await? {
        add("measured_on", snapshots.0.into());
    }
    if let Some(maker) = at.get(storage().trainers(), (id,)).await? {
        add("made_by", ss58(&maker.0).into());
    }
    if let Some(job) = at.get(storage().reproductions(), (id,)).await? {
        add("reproduction", json!({ "job": job }));
    }
    if let Some(mismatch) = at.get(storage().mismatches(), (id,)).await? {
        let made = &mismatch.made;
        add("differs", json!({ "worker": ss58(&mismatch.worker.0), "adapter": made.adapter.0 }));
    }
    if let Some(challenge) = at.get(storage().challenges(), (id,)).await? {
        let (challenger, bond) = (ss58(&challenge.challenger.0), challenge.bond.to_string());
        add("challenge", json!({ "account": challenger, "copy_of": challenge.known, "bond": bond }));
    }
    if let Some(proposal) = at.get(storage().proposals(), (id,)).await? {
        let (goal, raised) = (proposal.goal.to_string(), proposal.raised.to_string());
        add("proposal", json!({ "goal": goal, "raised": raised, "deadline": proposal.deadline, "job": proposal.job }));
    }
    let pool = at.get(storage().backing_pools(), (id,)).await?;
    if let Some(pool) = pool.filter(|pool| pool.shares > 0 || pool.received > 0) {
        let (shares, received, paid) = (pool.shares.to_string(), pool.received.to_string(), pool.paid.to_string());
        add("backing", json!({ "staked": shares, "received": received, "paid": paid }));
    }
    if let Some(flag) = at.get(storage().flags(), (id,)).await? {
        add("flagged", json!({ "cause": flag_cause(&flag.cause), "until": flag.until }));
    }
    Ok(found)
}

/// Waits, with progress, until a version is trained or merged and measured.
pub async fn wait_until_made(network: &Network, version: VersionId, patience: Duration) -> Result<()> {
    let spinner = progress::spinner(format!("waiting for version {version}"));
    let started = Instant::now();
    loop {
        let at = network.state().await?;
        // The state read may be older than the block that made the version.
        let found = at.get(runtime::storage().models().versions(), (version,)).await?;
        let measured = found.as_ref().is_some_and(|version| version.metrics.is_some());
        match found.map(|version| version.state) {
            None => {}
            Some(VersionState::Proposed) if !measured => {
                return Err(CliError::failure(format!("version {version} is made, but nobody could measure it"))
                    .hint(format!(
                        "its worker's log says why, such as a recipe that holds none of the documents out; ask again \
                         with `openledger models evaluate {version}`"
                    ))
                    .partial(json!({ "version": version })));
            }
            Some(VersionState::Failed) => {
                return Err(CliError::failure(format!("version {version} could not be made"))
                    .hint("its worker's log says why; ask again under the same name")
                    .partial(json!({ "version": version })));
            }
            Some(state @ (VersionState::Training | VersionState::Evaluating)) => {
                spinner.set_message(format!("version {version} is {}", version_state(&state)));
            }
            Some(_) => {
                spinner.finish_and_clear();
                return Ok(());
            }
        }
        if started.elapsed() > patience {
            return Err(CliError::failure(format!("version {version} is not made after {} s", patience.as_secs()))
                .hint(format!("it goes on; look again with `openledger models show {version}`"))
                .partial(json!({ "version": version })));
        }
        tokio::time::sleep(POLL).await;
    }
}
