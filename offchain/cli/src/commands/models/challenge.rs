//! `openledger models challenge`: saying that an external version is a known one in disguise.

use crate::{account::ss58, chain::models, context::Context, error::Result, output::Answer};
use clap::Args;
use openledger_client::runtime::{self, models::events};
use serde_json::json;

/// Challenge an external version.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as ben models challenge 9 3

Says that external version 9 is the adapter of version 3 in disguise, such as one whose factors were rescaled. A bond is
held of you. Governance decides: if it agrees, version 9 is revoked and you get the bond and its builder's deposit; if
not, the builder gets your bond. `openledger-worker compare-adapters` shows how alike two adapters are.")]
pub struct Challenge {
    /// The external version: its number, an alias, or a model.
    version: String,
    /// The older version it is a copy of: its number, an alias, or a model.
    known: String,
}

impl Challenge {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let (version, known) = (models::resolve(&at, &self.version).await?, models::resolve(&at, &self.known).await?);
        let included = network.submit(&runtime::tx().models().challenge_external(version, known), &signer).await?;
        let event = included.event::<events::ExternalChallenged>("Models.ExternalChallenged")?;
        let challenge = included.at.get(runtime::storage().models().challenges(), (version,)).await?;
        Ok(Answer::new(json!({
            "version": version,
            "copy_of": event.known,
            "account": ss58(&event.challenger.0),
            "bond": challenge.map(|challenge| challenge.bond.to_string()),
        })))
    }
}
