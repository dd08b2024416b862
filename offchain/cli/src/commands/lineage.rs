//! `openledger lineage`: what a version was made from, and what it owes.

use crate::{
    account::{hex, ss58},
    chain::{datanets, models},
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::runtime;
use serde_json::{json, Value};

/// What a version was made from.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  openledger lineage solidity-latest")]
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
        let ancestors = at.view(runtime::view_functions().models().lineage(id)).await?;
        let parents: Vec<Value> = version
            .parents
            .0
            .iter()
            .map(|parent| json!({ "version": parent.version, "weight_ppm": parent.weight }))
            .collect();
        let mut royalties = Vec::new();
        for (ancestor, share) in &version.royalties.0 {
            let builder = models::version(&at, *ancestor).await?.builder;
            royalties.push(json!({ "version": ancestor, "share_ppm": share, "builder": ss58(&builder.0) }));
        }
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
        let ancestors: Vec<Value> = ancestors
            .iter()
            .map(|ancestor| {
                json!({
                    "version": ancestor.version,
                    "model": crate::chain::names::text(&ancestor.model),
                    "number": ancestor.number,
                    "generations": ancestor.distance,
                    "builder": ss58(&ancestor.builder.0),
                    "snapshots": ancestor.snapshots.0,
                })
            })
            .collect();
        Ok(Answer::new(json!({
            "version": id,
            "parents": parents,
            "ancestors": ancestors,
            "royalties": royalties,
            "snapshots": snapshots,
            "recipe": version.recipe.as_ref().map(|recipe| hex(recipe)),
        })))
    }
}
