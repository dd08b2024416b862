//! `openledger alias`: names that lead to versions.

use crate::{
    chain::{models, names::bounded},
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::runtime::{self, models::events};
use serde_json::json;

/// Let a name lead to a version.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  openledger --as bob alias solidity-latest 3")]
pub struct Alias {
    /// The name; the first to set it owns it.
    name: String,
    /// The deployed version: its number, another alias, or a model's name.
    version: String,
}

impl Alias {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        let version = models::resolve(&network.state().await?, &self.version).await?;
        let call = runtime::tx().models().set_alias(bounded(&self.name), version);
        let included = network.submit(&call, &context.signer().await?).await?;
        let event = included.event::<events::AliasSet>("Models.AliasSet")?;
        Ok(Answer::new(json!({ "alias": self.name, "version": event.new, "before": event.old })))
    }
}
