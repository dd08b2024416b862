//! `openledger models evaluate`: asking again for a measurement that nobody could make.

use crate::{
    amount::Open,
    chain::{datanets::Licences, models, models::version_json},
    commands::terms::{with, Waiting},
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::runtime::{self, models::events};

/// Have a version measured.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as ben models evaluate 3 --wait

For a version of yours that was made and could not be measured, and so cannot be deployed: workers were away, or files
were missing. A recipe that holds none of the documents out can never be measured; train again with another seed or share.")]
pub struct Evaluate {
    /// The version you built: its number, an alias, or a model.
    version: String,
    /// What the worker is paid for measuring [default: what it was paid before].
    #[arg(long, value_name = "AMOUNT")]
    reward: Option<Open>,
    #[command(flatten)]
    waiting: Waiting,
}

impl Evaluate {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let version = models::resolve(&at, &self.version).await?;
        let reward = match self.reward {
            Some(reward) => reward.0,
            None => at.constant(runtime::constants().models().evaluation_reward())?,
        };
        let included = network.submit(&runtime::tx().models().request_evaluation(version, reward), &signer).await?;
        let job = included.event::<events::EvaluationRequested>("Models.EvaluationRequested")?.job;
        // The state read next may be older than the request, and would look like a measurement that failed again.
        network.settle(included.at.number()).await?;
        self.waiting.made(network, version).await?;
        let stored = models::version(&network.settle(included.at.number()).await?, version).await?;
        Ok(Answer::new(with(version_json(version, &stored, &licences), "job", job)))
    }
}
