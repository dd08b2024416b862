//! `openledger lineage`: what a version was made from and what was made from it, and what it owes.

use crate::{
    account::{hex, ss58},
    chain::{
        datanets,
        models::{self, surroundings, Version},
        names::{text, version_kind, version_state},
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::runtime::{self, runtime_types::pallet_models::types::Parent};
use openledger_primitives::VersionId;
use serde_json::{json, Value};
use std::collections::BTreeMap;

/// What a version was made from, and what was made from it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger lineage solidity-latest

A fork names the version that made its files (`source`), a merge its parents' weights and its `method`. `ancestors` are
nearest first, each once, with what they are owed; `children` are the versions made from this one.")]
pub struct Lineage {
    /// Its number, an alias, or a model's name.
    version: String,
}

impl Lineage {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let at = context.network().await?.state().await?;
        let id = models::resolve(&at, &self.version).await?;
        let version = models::version(&at, id).await?;
        let all: BTreeMap<VersionId, Version> = at
            .all(runtime::storage().models().versions(), ())
            .await?
            .into_iter()
            .map(|((id,), version)| (id, version))
            .collect();
        let ancestors = at.view(runtime::view_functions().models().lineage(id)).await?;
        let ancestors: Vec<Value> = ancestors
            .iter()
            .map(|ancestor| {
                json!({
                    "version": ancestor.version,
                    "model": text(&ancestor.model),
                    "number": ancestor.number,
                    "kind": all.get(&ancestor.version).map(|version| version_kind(&version.kind)),
                    "generations": ancestor.distance,
                    "builder": ss58(&ancestor.builder.0),
                    "share_ppm": ancestor.royalty,
                    "snapshots": ancestor.snapshots.0,
                })
            })
            .collect();
        let parents: Vec<Value> =
            version.parents.0.iter().map(|parent| relative(parent, parent.version, &all)).collect();
        let children = all.iter().filter_map(|(child, stored)| {
            let parent = stored.parents.0.iter().find(|parent| parent.version == id)?;
            Some(relative(parent, *child, &all))
        });
        let children: Vec<Value> = children.collect();
        let royalties: Vec<Value> = version
            .royalties
            .0
            .iter()
            .map(|(ancestor, share)| {
                let builder = all.get(ancestor).map(|version| ss58(&version.builder.0));
                json!({ "version": ancestor, "share_ppm": share, "builder": builder })
            })
            .collect();
        let mut snapshots = Vec::new();
        for id in &version.snapshots.0 {
            let snapshot = datanets::snapshot(&at, *id).await?;
            snapshots.push(json!({
                "snapshot": id,
                "datanet": snapshot.datanet,
                "contributions": snapshot.count,
                "fragments": snapshot.fragments,
                "root": hex(&snapshot.root),
                "removed": snapshot.removed_count,
                "removed_root": hex(&snapshot.removed_root),
                "taken_at": snapshot.taken_at,
            }));
        }
        let mut shown = json!({
            "version": id,
            "model": text(&version.model),
            "number": version.number,
            "kind": version_kind(&version.kind),
            "state": version_state(&version.state),
            "parents": parents,
            "children": children,
            "ancestors": ancestors,
            "royalties": royalties,
            "snapshots": snapshots,
            "recipe": version.recipe.as_ref().map(|recipe| hex(recipe)),
        });
        if let Some(fields) = shown.as_object_mut() {
            let told = ["generation", "source", "method", "measured_on", "flagged"];
            let beside = surroundings(&at, id).await?;
            fields.extend(beside.into_iter().filter(|(name, _)| told.contains(&name.as_str())));
        }
        Ok(Answer::new(shown))
    }
}

/// A parent or child, and the weight that the one has in the other.
fn relative(parent: &Parent, id: VersionId, all: &BTreeMap<VersionId, Version>) -> Value {
    let version = all.get(&id);
    json!({
        "version": id,
        "model": version.map(|version| text(&version.model)),
        "number": version.map(|version| version.number),
        "kind": version.map(|version| version_kind(&version.kind)),
        "state": version.map(|version| version_state(&version.state)),
        "weight_ppm": parent.weight,
    })
}
