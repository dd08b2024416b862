//! `openledger models deprecate`: taking a version of one's own out of service.

use crate::{chain::models, context::Context, error::Result, output::Answer};
use clap::Args;
use openledger_client::runtime::{self, models::events};
use serde_json::json;

/// Take out of service.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as ben models deprecate 3

For good: nobody can build on it any more. Versions made from it stay and go on paying it, and answers it gave are paid for
a little longer. Its deposit comes back.")]
pub struct Deprecate {
    /// The version you built: its number, an alias, or a model.
    version: String,
}

impl Deprecate {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let version = models::resolve(&network.state().await?, &self.version).await?;
        let included = network.submit(&runtime::tx().models().deprecate(version), &signer).await?;
        let event = included.event::<events::VersionDeprecated>("Models.VersionDeprecated")?;
        Ok(Answer::new(json!({ "version": event.version, "state": "deprecated" })))
    }
}
