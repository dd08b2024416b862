//! `openledger models retrain`: the same training on what is left of the data.

use crate::{
    amount::Open,
    chain::{
        datanets::Licences,
        models::{self, version_json},
    },
    commands::terms::{reward, with, Waiting},
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::runtime::{self, models::events};
use serde_json::json;

/// Train a version again.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as ben models retrain 3 --wait

For a version whose data was withdrawn. The new version has the same recipe, licence, prices and royalty, and the next
number of the same model; deploy it with `openledger deploy`.")]
pub struct Retrain {
    /// The version you built: its number, an alias, or a model.
    version: String,
    /// What the worker is paid for training [default: the least the chain allows].
    #[arg(long, value_name = "AMOUNT")]
    reward: Option<Open>,
    #[command(flatten)]
    waiting: Waiting,
}

impl Retrain {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let old = models::resolve(&at, &self.version).await?;
        let call = runtime::tx().models().request_retraining(old, reward(&at, self.reward)?);
        let included = network.submit(&call, &signer).await?;
        let version = included.event::<events::RetrainingRequested>("Models.RetrainingRequested")?.version;
        let job = included.event::<events::TrainingRequested>("Models.TrainingRequested")?.job;
        self.waiting.made(network, version).await?;
        let stored = models::version(&network.settle(included.at.number()).await?, version).await?;
        let shown = with(version_json(version, &stored, &licences), "job", job);
        Ok(Answer::new(with(shown, "instead_of", json!(old))))
    }
}
