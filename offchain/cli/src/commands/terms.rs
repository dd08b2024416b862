//! Arguments of whatever makes a version: what it is offered for, by which recipe, and how long it is waited for.

use crate::{
    amount::Open,
    chain::{models, Network},
    error::{CliError, Result},
};
use clap::Args;
use openledger_client::{runtime, At};
use openledger_primitives::{recipe::Recipe, Amount, Ppm, VersionId};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

// No doc comments on these three: clap would show them as what the command does.
#[derive(Debug, Args)]
pub struct Prices {
    /// Price of a thousand input tokens [default: the least the chain allows].
    #[arg(long, value_name = "AMOUNT")]
    input_price: Option<Open>,
    /// Price of a thousand output tokens [default: the least the chain allows].
    #[arg(long, value_name = "AMOUNT")]
    output_price: Option<Open>,
    /// What versions made from it owe it, in parts per million of their part.
    #[arg(long, default_value_t = 0, value_name = "PPM", value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    pub royalty: Ppm,
}

impl Prices {
    /// Price of a thousand input and of a thousand output tokens.
    pub fn amounts(&self, at: &At) -> Result<(Amount, Amount)> {
        let least = at.constant(runtime::constants().models().minimum_price())?;
        Ok((self.input_price.map_or(least, |price| price.0), self.output_price.map_or(least, |price| price.0)))
    }
}

#[derive(Debug, Args)]
pub struct RecipeArguments {
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
}

impl RecipeArguments {
    /// The recipe with what was changed; refuses one that no worker can run.
    pub fn read(&self) -> Result<Recipe> {
        let recipe = read_recipe(&self.recipe)?;
        checked(Recipe {
            seed: self.seed.unwrap_or(recipe.seed),
            epochs: self.epochs.unwrap_or(recipe.epochs),
            learning_rate_micro: self.learning_rate_micro.unwrap_or(recipe.learning_rate_micro),
            ..recipe
        })
    }
}

/// Reads a recipe's JSON.
pub fn read_recipe(path: &Path) -> Result<Recipe> {
    let bytes = fs::read(path).map_err(CliError::file("read", path))?;
    serde_json::from_slice(&bytes)
        .map_err(|error| CliError::usage(format!("`{}` is no recipe: {error}", path.display())))
}

/// Refuses a recipe that no worker can run.
pub fn checked(recipe: Recipe) -> Result<Recipe> {
    recipe.check().map_err(|error| CliError::usage(format!("no worker can run this recipe: {error:?}")))?;
    Ok(recipe)
}

#[derive(Debug, Args)]
pub struct Waiting {
    /// Wait until it is made and measured.
    #[arg(long)]
    pub wait: bool,
    /// How long to wait.
    #[arg(long, default_value_t = 7_200, value_name = "SECONDS", requires = "wait")]
    timeout: u64,
}

impl Waiting {
    /// How long.
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout)
    }

    /// Waits, if asked to, until a version is made and measured.
    pub async fn made(&self, network: &Network, version: VersionId) -> Result<()> {
        match self.wait {
            true => models::wait_until_made(network, version, self.timeout()).await,
            false => Ok(()),
        }
    }
}

/// What a worker is paid for making something: what was offered, or the least the chain allows.
pub fn reward(at: &At, offered: Option<Open>) -> Result<Amount> {
    match offered {
        Some(reward) => Ok(reward.0),
        None => Ok(at.constant(runtime::constants().models().minimum_training_reward())?),
    }
}

/// An answer with one field more.
pub fn with(mut answer: Value, name: &str, value: impl Into<Value>) -> Value {
    if let Some(fields) = answer.as_object_mut() {
        fields.insert(name.into(), value.into());
    }
    answer
}
