//! `openledger models reproduce`: having another worker make a version again.

use crate::{
    amount::Open,
    chain::{models, names::version_state, Network, POLL},
    commands::terms::{reward, Waiting},
    context::Context,
    error::{CliError, Result},
    output::Answer,
    progress,
};
use clap::Args;
use openledger_client::{
    runtime::{self, models::events, runtime_types::pallet_models::types::VersionState},
    At,
};
use openledger_primitives::{JobId, VersionId};
use serde_json::{json, Value};
use std::time::Instant;

/// Have a version made again.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as carol models reproduce solidity-latest --reward '5 OPEN' --wait

Anybody may ask, and pays. A worker that did not make the version is drawn. What comes out, with `--wait`:
  verified   the same bits; the version counts as verified from now on
  differs    other bits; it cannot be deployed until a third worker, asked in the same way, or governance decides
  refuted    other bits, and the same as another worker before: the version is revoked
  failed     nobody could; ask again
The exit code is 0 only for `verified`.")]
pub struct Reproduce {
    /// The trained or merged version: its number, an alias, or a model.
    version: String,
    /// What the worker is paid, whatever comes out [default: the least the chain allows].
    #[arg(long, value_name = "AMOUNT")]
    reward: Option<Open>,
    #[command(flatten)]
    waiting: Waiting,
}

impl Reproduce {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let version = models::resolve(&at, &self.version).await?;
        let call = runtime::tx().models().request_reproduction(version, reward(&at, self.reward)?);
        let included = network.submit(&call, &signer).await?;
        let job = included.event::<events::ReproductionRequested>("Models.ReproductionRequested")?.job;
        if !self.waiting.wait {
            return Ok(Answer::new(json!({ "version": version, "job": job, "outcome": "open" })));
        }
        let at = self.made_again(network, included.at.number(), version, job).await?;
        let (outcome, shown) = outcome(&at, version, job).await?;
        Ok(Answer { good: outcome == "verified", ..Answer::new(shown) })
    }

    /// Waits until the reproduction is over.
    async fn made_again(&self, network: &Network, height: u32, version: VersionId, job: JobId) -> Result<At> {
        let spinner = progress::spinner(format!("job {job} makes version {version} again"));
        let (started, patience) = (Instant::now(), self.waiting.timeout());
        let mut at = network.settle(height).await?;
        // Somebody else may ask for the next one at once.
        while at.get(runtime::storage().models().reproductions(), (version,)).await? == Some(job) {
            if started.elapsed() > patience {
                let late = format!("version {version} is not made again after {} s", patience.as_secs());
                return Err(CliError::failure(late)
                    .hint(format!("it goes on; look again with `openledger models show {version}`"))
                    .partial(json!({ "version": version, "job": job })));
            }
            tokio::time::sleep(POLL).await;
            at = network.state().await?;
        }
        spinner.finish_and_clear();
        Ok(at)
    }
}

/// What came out, read from what is stored.
async fn outcome(at: &At, id: VersionId, job: JobId) -> Result<(&'static str, Value)> {
    let version = models::version(at, id).await?;
    let mismatch = at.get(runtime::storage().models().mismatches(), (id,)).await?;
    let outcome = match (&mismatch, &version.state) {
        _ if version.verified => "verified",
        (_, VersionState::Revoked) => "refuted",
        (Some(_), _) => "differs",
        (None, _) => "failed",
    };
    let differs = mismatch.map(|mismatch| mismatch.made.adapter.0);
    let shown = json!({
        "version": id,
        "job": job,
        "outcome": outcome,
        "state": version_state(&version.state),
        "adapter": version.adapter.map(|adapter| adapter.0),
        "made_instead": differs,
    });
    Ok((outcome, shown))
}
