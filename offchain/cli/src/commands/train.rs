//! `openledger train`: asking workers for a new version.

use crate::{
    amount::Open,
    chain::{
        datanets::{self, Licences},
        models::{self, version_json},
        names::{bounded, version_state},
        Network, POLL,
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
    progress,
};
use clap::Args;
use openledger_client::{
    runtime::{
        self,
        models::events,
        runtime_types::{bounded_collections::bounded_vec::BoundedVec, pallet_models::types::VersionState},
    },
    Static,
};
use openledger_primitives::{recipe::Recipe, JobId, Ppm, VersionId};
use serde_json::{json, Value};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Ask workers to train a version.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as bob train my-model --parent base-ts --datanet solidity --recipe recipe.json --licence MIT \\
      --input-price '0.04 OPEN' --output-price '0.1 OPEN' --royalty 100000 --wait")]
pub struct Train {
    /// Name of the model; the first to use it owns it.
    slug: String,
    /// The deployed version that training starts from: its number, an alias, or a model.
    #[arg(long, value_name = "VERSION")]
    parent: String,
    /// A datanet to train on (number or slug); repeat it for each.
    #[arg(long = "datanet", required = true, value_name = "DATANET")]
    datanets: Vec<String>,
    /// The recipe as JSON.
    #[arg(long, value_name = "FILE")]
    recipe: PathBuf,
    /// Instead of the recipe's seed.
    #[arg(long)]
    seed: Option<u64>,
    /// Instead of the recipe's passes over the data.
    #[arg(long)]
    epochs: Option<u16>,
    /// Instead of the recipe's learning rate, in millionths.
    #[arg(long, value_name = "MILLIONTHS")]
    learning_rate_micro: Option<u32>,
    /// The licence the version comes under.
    #[arg(long, value_name = "SPDX")]
    licence: String,
    /// Price of a thousand input tokens.
    #[arg(long, default_value = "0", value_name = "AMOUNT")]
    input_price: Open,
    /// Price of a thousand output tokens.
    #[arg(long, default_value = "0", value_name = "AMOUNT")]
    output_price: Open,
    /// What versions made from it owe it, in parts per million of their part.
    #[arg(long, default_value_t = 0, value_name = "PPM", value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    royalty: Ppm,
    /// What the worker is paid for training [default: the least the chain allows].
    #[arg(long, value_name = "AMOUNT")]
    reward: Option<Open>,
    /// Wait until it is trained and measured.
    #[arg(long)]
    wait: bool,
    /// How long to wait.
    #[arg(long, default_value_t = 7_200, value_name = "SECONDS", requires = "wait")]
    timeout: u64,
}

impl Train {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let recipe = self.changed(read_recipe(&self.recipe)?);
        recipe.check().map_err(|error| CliError::usage(format!("no worker can run this recipe: {error:?}")))?;
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let licence = licences.number(&self.licence)?;
        let parent = models::resolve(&at, &self.parent).await?;
        let mut datanets = Vec::new();
        for name in &self.datanets {
            datanets.push(datanets::resolve(&at, name).await?);
        }
        let reward = match self.reward {
            Some(reward) => reward.0,
            None => at.constant(runtime::constants().models().minimum_training_reward())?,
        };
        let call = runtime::tx().models().request_training(
            bounded(&self.slug),
            parent,
            BoundedVec(datanets),
            Static(recipe),
            licence,
            self.input_price.0,
            self.output_price.0,
            self.royalty,
            reward,
        );
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::TrainingRequested>("Models.TrainingRequested")?;
        let (version, job) = (event.version, event.job);
        if self.wait {
            self.trained(network, version).await?;
        }
        let stored = models::version(&network.settle(included.at.number()).await?, version).await?;
        Ok(Answer::new(with_job(version_json(version, &stored, &licences), job)))
    }

    /// Waits until the version is trained and measured.
    async fn trained(&self, network: &Network, version: VersionId) -> Result<()> {
        let spinner = progress::spinner("training");
        let started = Instant::now();
        loop {
            let at = network.state().await?;
            // The state read may be older than the block that made the version.
            let found = at.get(runtime::storage().models().versions(), (version,)).await?;
            match found.map(|version| version.state) {
                None => {}
                Some(VersionState::Failed) => {
                    return Err(CliError::failure(format!("version {version} could not be trained"))
                        .hint("its worker's log says why; ask again under the same name"));
                }
                Some(state @ (VersionState::Training | VersionState::Evaluating)) => {
                    spinner.set_message(format!("version {version} is {}", version_state(&state)));
                }
                Some(_) => {
                    spinner.finish_and_clear();
                    return Ok(());
                }
            }
            if started.elapsed() > Duration::from_secs(self.timeout) {
                return Err(CliError::failure(format!("version {version} is not trained after {} s", self.timeout))
                    .hint(format!("it goes on; look again with `openledger models show {version}`"))
                    .partial(json!({ "version": version })));
            }
            tokio::time::sleep(POLL).await;
        }
    }

    fn changed(&self, recipe: Recipe) -> Recipe {
        Recipe {
            seed: self.seed.unwrap_or(recipe.seed),
            epochs: self.epochs.unwrap_or(recipe.epochs),
            learning_rate_micro: self.learning_rate_micro.unwrap_or(recipe.learning_rate_micro),
            ..recipe
        }
    }
}

fn read_recipe(path: &Path) -> Result<Recipe> {
    let bytes = fs::read(path).map_err(CliError::file("read", path))?;
    serde_json::from_slice(&bytes)
        .map_err(|error| CliError::usage(format!("`{}` is no recipe: {error}", path.display())))
}

fn with_job(mut answer: Value, job: JobId) -> Value {
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("job".into(), job.into());
    }
    answer
}
