//! `openledger models merge`: asking workers for a version made of the adapters of others.

use crate::{
    amount::Open,
    chain::{
        datanets::Licences,
        models::{self, version_json},
        names::bounded,
    },
    commands::{
        mixture::{self, Weighted},
        terms::{checked, read_recipe, reward, with, Prices, Waiting},
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Args, ValueEnum};
use openledger_client::{
    runtime::{
        self,
        models::events,
        runtime_types::{openledger_primitives::job::MergeMethod, pallet_models::types::Parent},
    },
    At, Static,
};
use openledger_primitives::{recipe::Recipe, Ppm};
use std::path::PathBuf;

/// Share of each parent's values that TIES keeps if nothing is said.
const DENSITY: Ppm = 200_000;

/// Merge adapters.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as zoe models merge mixture --parent solidity-latest --parent rust-latest --licence MIT --wait
  openledger --as zoe models merge mixture --parent 3=700000 --parent 5=300000 --method ties --density 200000 \\
      --licence MIT --input-price '0.04 OPEN' --output-price '0.1 OPEN' --wait

All parents must be deployed tunes or merges of one base, with adapters of one rank and the same targets. What the merge
owes is theirs by weight, and the contributors of all their data are paid. The recipe says how the attribution index is
built and how much is held out to measure it; nothing is trained.")]
pub struct Merge {
    /// Name of the model; the first to use it owns it.
    slug: String,
    /// A parent and its weight in parts per million; repeat it for each. Without weights all have the same.
    #[arg(long = "parent", required = true, value_name = "VERSION[=PPM]")]
    parents: Vec<Weighted>,
    /// How the adapters become one.
    #[arg(long, value_enum, default_value = "linear")]
    method: MethodArgument,
    /// Share of each parent's values that `ties` keeps, the largest [default: 200000].
    #[arg(long, value_name = "PPM", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    density: Option<Ppm>,
    /// The recipe as JSON [default: that of the first parent].
    #[arg(long, value_name = "FILE")]
    recipe: Option<PathBuf>,
    /// The licence the version comes under.
    #[arg(long, value_name = "SPDX")]
    licence: String,
    #[command(flatten)]
    prices: Prices,
    /// What the worker is paid for merging [default: the least the chain allows].
    #[arg(long, value_name = "AMOUNT")]
    reward: Option<Open>,
    #[command(flatten)]
    waiting: Waiting,
}

/// [`MergeMethod`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MethodArgument {
    /// The weighted sum.
    Linear,
    /// Keep the largest values of each, elect a sign for each place, and add what agrees with it.
    Ties,
}

impl Merge {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let method = self.method()?;
        if self.parents.len() < 2 {
            return Err(CliError::usage("a merge has two parents or more").hint("repeat `--parent` for each"));
        }
        let weights = mixture::weights(&self.parents)?;
        let recipe = match &self.recipe {
            Some(path) => Some(checked(read_recipe(path)?)?),
            None => None,
        };
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let parents = mixture::resolve(&at, &self.parents, &weights).await?;
        let recipe = match recipe {
            Some(recipe) => recipe,
            None => recipe_of(&at, parents.0.first()).await?,
        };
        let (input_price, output_price) = self.prices.amounts(&at)?;
        let call = runtime::tx().models().request_merge(
            bounded(&self.slug),
            parents,
            method,
            Static(recipe),
            licences.number(&self.licence)?,
            input_price,
            output_price,
            self.prices.royalty,
            reward(&at, self.reward)?,
        );
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::MergeRequested>("Models.MergeRequested")?;
        self.waiting.made(network, event.version).await?;
        let stored = models::version(&network.settle(included.at.number()).await?, event.version).await?;
        Ok(Answer::new(with(version_json(event.version, &stored, &licences), "job", event.job)))
    }

    fn method(&self) -> Result<MergeMethod> {
        match (self.method, self.density) {
            (MethodArgument::Linear, None) => Ok(MergeMethod::Linear),
            (MethodArgument::Linear, Some(_)) => Err(CliError::usage("a linear merge keeps every value")
                .hint("leave `--density` out, or name `--method ties`")),
            (MethodArgument::Ties, density) => Ok(MergeMethod::Ties { density: density.unwrap_or(DENSITY) }),
        }
    }
}

/// The recipe the first parent was made by.
async fn recipe_of(at: &At, parent: Option<&Parent>) -> Result<Recipe> {
    let parent = parent.map(|parent| parent.version).unwrap_or_default();
    let missing = || {
        CliError::failure(format!("version {parent} has no recipe: it has no adapter that was made here"))
            .hint("name tunes or merges as parents, or a recipe with `--recipe`")
    };
    let hash = models::version(at, parent).await?.recipe.ok_or_else(missing)?;
    Ok(at.get(runtime::storage().models().recipes(), (hash,)).await?.ok_or_else(missing)?.0)
}
