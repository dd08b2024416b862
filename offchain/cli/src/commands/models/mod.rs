//! `openledger models`: models and their versions.

mod challenge;
mod deprecate;
mod evaluate;
mod flag;
mod fork;
mod import;
mod merge;
mod preview;
mod prices;
mod reproduce;
mod retrain;
mod royalty;

use crate::{
    chain::{
        datanets::Licences,
        models::{self, surroundings, version_json},
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Subcommand;
use openledger_client::runtime;
use serde_json::{json, Value};

/// Models and their versions.
#[derive(Debug, Subcommand)]
pub enum Models {
    /// Every version, and every alias.
    List,
    /// Everything about a version.
    Show {
        /// Its number, an alias, or a model's name.
        version: String,
    },
    /// Begin a line of your own with another version's files.
    Fork(fork::Fork),
    /// Ask workers to make a version of the adapters of others.
    Merge(merge::Merge),
    /// Bring an adapter that was trained elsewhere.
    Import(import::Import),
    /// Ask again for the measurement of a version that nobody could measure.
    Evaluate(evaluate::Evaluate),
    /// Have another worker make a version again, to see whether the same comes out.
    Reproduce(reproduce::Reproduce),
    /// Train a version again, by the same recipe on what its datanets hold now.
    Retrain(retrain::Retrain),
    /// Take a version out of service whose data was withdrawn, and everything made from it.
    Flag(flag::Flag),
    /// Say that an external version is a known one in disguise.
    Challenge(challenge::Challenge),
    /// Ask another price for answers of a version of yours.
    Prices(prices::Prices),
    /// Take a version of yours out of service, for good.
    Deprecate(deprecate::Deprecate),
    /// Ask less of versions made from yours from now on.
    Royalty(royalty::Royalty),
    /// Who would be paid what of an income.
    Preview(preview::Preview),
}

/// Fields of a version that a list shows.
const LISTED: [&str; 8] = ["version", "model", "number", "kind", "state", "builder", "input_price", "output_price"];

impl Models {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Models::List => list(context).await,
            Models::Show { version } => show(context, &version).await,
            Models::Fork(fork) => fork.run(context).await,
            Models::Merge(merge) => merge.run(context).await,
            Models::Import(import) => import.run(context).await,
            Models::Evaluate(evaluate) => evaluate.run(context).await,
            Models::Reproduce(reproduce) => reproduce.run(context).await,
            Models::Retrain(retrain) => retrain.run(context).await,
            Models::Flag(flag) => flag.run(context).await,
            Models::Challenge(challenge) => challenge.run(context).await,
            Models::Prices(prices) => prices.run(context).await,
            Models::Deprecate(deprecate) => deprecate.run(context).await,
            Models::Royalty(royalty) => royalty.run(context).await,
            Models::Preview(preview) => preview.run(context).await,
        }
    }
}

async fn show(context: &Context, version: &str) -> Result<Answer> {
    let at = context.network().await?.state().await?;
    let licences = Licences::read(&at).await?;
    let id = models::resolve(&at, version).await?;
    let mut shown = version_json(id, &models::version(&at, id).await?, &licences);
    if let Some(fields) = shown.as_object_mut() {
        fields.extend(surroundings(&at, id).await?);
    }
    Ok(Answer::new(shown))
}

async fn list(context: &Context) -> Result<Answer> {
    let at = context.network().await?.state().await?;
    let licences = Licences::read(&at).await?;
    let mut stored = at.all(runtime::storage().models().versions(), ()).await?;
    stored.sort_by_key(|((id,), _)| *id);
    let list: Vec<Value> = stored.iter().map(|((id,), stored)| summary(version_json(*id, stored, &licences))).collect();
    let aliases = at.all(runtime::storage().models().aliases(), ()).await?;
    let aliases: Vec<Value> = aliases
        .iter()
        .map(|((name,), version)| json!({ "alias": crate::chain::names::text(name), "version": version }))
        .collect();
    Ok(Answer::new(json!({ "versions": list, "aliases": aliases })))
}

fn summary(mut version: Value) -> Value {
    if let Some(fields) = version.as_object_mut() {
        fields.retain(|name, _| LISTED.contains(&name.as_str()));
    }
    version
}
