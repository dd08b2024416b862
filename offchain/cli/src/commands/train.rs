//! `openledger train`: asking workers for a new version.

use super::terms::{reward, with, Prices, RecipeArguments, Waiting};
use crate::{
    amount::Open,
    chain::{
        datanets::{self, LicenceId, Licences},
        models::{self, version_json},
        names::bounded,
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::{
    runtime::{self, models::events, runtime_types::bounded_collections::bounded_vec::BoundedVec},
    At, Static,
};
use openledger_primitives::{recipe::Recipe, Amount, DatanetId, Ppm, VersionId};

/// Ask workers to train a version.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as bob train my-model --parent base-ts --datanet solidity --recipe recipe.json --licence MIT \\
      --input-price '0.04 OPEN' --output-price '0.1 OPEN' --royalty 100000 --wait

To have others pay for a part of it, see `openledger fund propose`.")]
pub struct Train {
    #[command(flatten)]
    plan: Plan,
    /// What the worker is paid for training [default: the least the chain allows].
    #[arg(long, value_name = "AMOUNT")]
    reward: Option<Open>,
    #[command(flatten)]
    waiting: Waiting,
}

// What is to be trained, for `fund propose` as well. A doc comment would become the command's.
#[derive(Debug, Args)]
pub struct Plan {
    /// Name of the model; the first to use it owns it.
    pub slug: String,
    /// The deployed version that training starts from: its number, an alias, or a model.
    #[arg(long, value_name = "VERSION")]
    parent: String,
    /// A datanet to train on (number or slug); repeat it for each.
    #[arg(long = "datanet", required = true, value_name = "DATANET")]
    datanets: Vec<String>,
    #[command(flatten)]
    recipe: RecipeArguments,
    /// The licence the version comes under.
    #[arg(long, value_name = "SPDX")]
    licence: String,
    #[command(flatten)]
    prices: Prices,
}

/// A plan with numbers instead of names.
pub struct Planned {
    pub parent: VersionId,
    pub datanets: BoundedVec<DatanetId>,
    pub recipe: Recipe,
    pub licence: LicenceId,
    pub input_price: Amount,
    pub output_price: Amount,
    pub royalty: Ppm,
}

impl Plan {
    /// The recipe; looks at nothing but the file.
    pub fn recipe(&self) -> Result<Recipe> {
        self.recipe.read()
    }

    /// Looks up what is named.
    pub async fn resolve(&self, at: &At, licences: &Licences, recipe: Recipe) -> Result<Planned> {
        let mut datanets = Vec::new();
        for name in &self.datanets {
            datanets.push(datanets::resolve(at, name).await?);
        }
        let (input_price, output_price) = self.prices.amounts(at)?;
        Ok(Planned {
            parent: models::resolve(at, &self.parent).await?,
            datanets: BoundedVec(datanets),
            recipe,
            licence: licences.number(&self.licence)?,
            input_price,
            output_price,
            royalty: self.prices.royalty,
        })
    }
}

impl Train {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let recipe = self.plan.recipe()?;
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let planned = self.plan.resolve(&at, &licences, recipe).await?;
        let call = runtime::tx().models().request_training(
            bounded(&self.plan.slug),
            planned.parent,
            planned.datanets,
            Static(planned.recipe),
            planned.licence,
            planned.input_price,
            planned.output_price,
            planned.royalty,
            reward(&at, self.reward)?,
        );
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::TrainingRequested>("Models.TrainingRequested")?;
        self.waiting.made(network, event.version).await?;
        let stored = models::version(&network.settle(included.at.number()).await?, event.version).await?;
        Ok(Answer::new(with(version_json(event.version, &stored, &licences), "job", event.job)))
    }
}
