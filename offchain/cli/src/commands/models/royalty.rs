//! `openledger models royalty`: asking less of versions made from one's own.

use crate::{chain::models, context::Context, error::Result, output::Answer};
use clap::Args;
use openledger_client::runtime::{self, models::events};
use openledger_primitives::Ppm;
use serde_json::json;

/// Ask less.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as ben models royalty solidity-latest 50000

What exists goes on owing what was agreed. A royalty can never be raised; ask more with a new version.")]
pub struct Royalty {
    /// The version you built: its number, an alias, or a model.
    version: String,
    /// What versions made from it from now on owe it, in parts per million of their part.
    #[arg(value_name = "PPM", value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    royalty: Ppm,
}

impl Royalty {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let version = models::resolve(&network.state().await?, &self.version).await?;
        let included = network.submit(&runtime::tx().models().lower_royalty(version, self.royalty), &signer).await?;
        let event = included.event::<events::RoyaltyLowered>("Models.RoyaltyLowered")?;
        Ok(Answer::new(json!({ "version": version, "royalty_ppm": event.new, "before_ppm": event.old })))
    }
}
