//! `openledger models`: models and their versions.

use crate::{
    chain::{
        datanets::Licences,
        models::{self, version_json},
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
}

/// Fields of a version that a list shows.
const LISTED: [&str; 8] = ["version", "model", "number", "kind", "state", "builder", "input_price", "output_price"];

impl Models {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let at = context.network().await?.state().await?;
        let licences = Licences::read(&at).await?;
        match self {
            Models::Show { version } => {
                let id = models::resolve(&at, &version).await?;
                Ok(Answer::new(version_json(id, &models::version(&at, id).await?, &licences)))
            }
            Models::List => {
                let mut stored = at.all(runtime::storage().models().versions(), ()).await?;
                stored.sort_by_key(|((id,), _)| *id);
                let list: Vec<Value> =
                    stored.iter().map(|((id,), stored)| summary(version_json(*id, stored, &licences))).collect();
                let aliases = at.all(runtime::storage().models().aliases(), ()).await?;
                let aliases: Vec<Value> = aliases
                    .iter()
                    .map(|((name,), version)| json!({ "alias": crate::chain::names::text(name), "version": version }))
                    .collect();
                Ok(Answer::new(json!({ "versions": list, "aliases": aliases })))
            }
        }
    }
}

fn summary(mut version: Value) -> Value {
    if let Some(fields) = version.as_object_mut() {
        fields.retain(|name, _| LISTED.contains(&name.as_str()));
    }
    version
}
