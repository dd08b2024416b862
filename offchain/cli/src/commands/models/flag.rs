//! `openledger models flag`: taking a version out of service whose data was withdrawn.

use crate::{
    chain::{models, names::flag_cause},
    consent,
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::runtime::{self, models::events};
use openledger_primitives::ContributionId;
use serde_json::json;

/// Flag a version.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as carol models flag 3 12

Shows the chain that contribution 12 is in the data of version 3 and was removed from its datanet, then flags what was
made from version 3, generation by generation. Nothing can be built on a flagged version; after a grace period it is
neither served nor paid for, and its builder can have it trained again (`openledger models retrain`). Anybody may.
`openledger contribution withdraw` does it for every version that holds what is withdrawn.")]
pub struct Flag {
    /// The version: its number, an alias, or a model.
    version: String,
    /// The contribution that was removed.
    contribution: ContributionId,
}

impl Flag {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let version = models::resolve(&at, &self.version).await?;
        let known = at.get(runtime::storage().models().flags(), (version,)).await?;
        let mut flagged = Vec::new();
        let mut at = at;
        // Whoever flagged it may have left its descendants.
        if known.is_none_or(|flag| flag_cause(&flag.cause) != json!({ "contribution": self.contribution })) {
            let call = runtime::tx().models().flag_version(version, self.contribution);
            let included = network.submit(&call, &signer).await?;
            flagged.extend(included.all::<events::VersionFlagged>()?.iter().map(consent::flagged_json));
            at = included.at;
        }
        let calls = consent::descendants(&at, version).await?;
        let more = consent::submit(network, &signer, calls).await;
        let answer = json!({ "version": version, "contribution": self.contribution });
        consent::answer(answer, flagged, more).map(Answer::new)
    }
}
