//! `openledger models fork`: a line of one's own that begins with another version's files.

use crate::{
    chain::{
        datanets::Licences,
        models::{self, version_json},
        names::bounded,
    },
    commands::terms::{with, Prices},
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::runtime::{self, models::events};

/// Begin a line of your own.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as zoe models fork zoes-solidity --parent solidity-latest --input-price '0.02 OPEN' \\
      --output-price '0.06 OPEN' --royalty 50000
  openledger --as zoe deploy zoes-solidity

Nothing is trained. The fork owes its parent what any child would, and the contributors of its parent's data go on being
paid. Your deposit comes back when it goes out of service. The parent's licence must allow derivatives.")]
pub struct Fork {
    /// Name of the model; the first to use it owns it.
    slug: String,
    /// The deployed version to begin with: its number, an alias, or a model.
    #[arg(long, value_name = "VERSION")]
    parent: String,
    /// The licence the fork comes under [default: its parent's].
    #[arg(long, value_name = "SPDX")]
    licence: Option<String>,
    #[command(flatten)]
    prices: Prices,
}

impl Fork {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let parent = models::resolve(&at, &self.parent).await?;
        let licence = match &self.licence {
            Some(spdx) => licences.number(spdx)?,
            None => models::version(&at, parent).await?.licence,
        };
        let (input_price, output_price) = self.prices.amounts(&at)?;
        let royalty = self.prices.royalty;
        let call =
            runtime::tx().models().fork(bounded(&self.slug), parent, licence, input_price, output_price, royalty);
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::VersionForked>("Models.VersionForked")?;
        let stored = models::version(&included.at, event.version).await?;
        Ok(Answer::new(with(version_json(event.version, &stored, &licences), "source", event.source)))
    }
}
