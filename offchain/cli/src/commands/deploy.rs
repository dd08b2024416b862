//! `openledger deploy`: putting a version into service.

use crate::{chain::models, context::Context, error::Result, output::Answer};
use clap::Args;
use openledger_client::runtime;
use serde_json::json;

/// Put a version into service.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  openledger --as bob deploy 3")]
pub struct Deploy {
    /// Its number.
    version: String,
}

impl Deploy {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        let version = models::resolve(&network.state().await?, &self.version).await?;
        network.submit(&runtime::tx().models().deploy(version), &context.signer().await?).await?;
        Ok(Answer::new(json!({ "version": version, "state": "deployed" })))
    }
}
