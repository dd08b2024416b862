//! `openledger models prices`: asking more or less for answers.

use crate::{
    amount::Open,
    chain::models,
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Args;
use openledger_client::runtime::{self, models::events};
use serde_json::json;

/// Change prices.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as ben models prices solidity-latest --output-price '0.08 OPEN'

They hold for requests from now on; what is not named stays.")]
pub struct Prices {
    /// The version you built: its number, an alias, or a model.
    version: String,
    /// Price of a thousand input tokens.
    #[arg(long, value_name = "AMOUNT", required_unless_present = "output_price")]
    input_price: Option<Open>,
    /// Price of a thousand output tokens.
    #[arg(long, value_name = "AMOUNT")]
    output_price: Option<Open>,
}

impl Prices {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let version = models::resolve(&at, &self.version).await?;
        let stored = models::version(&at, version).await?;
        let old = (stored.input_price, stored.output_price);
        let new = (self.input_price.map_or(old.0, |price| price.0), self.output_price.map_or(old.1, |price| price.0));
        if new == old {
            return Err(CliError::usage(format!("version {version} has these prices already")));
        }
        let call = runtime::tx().models().set_prices(version, new.0, new.1);
        let included = network.submit(&call, &signer).await?;
        let (input, output) = included.event::<events::PricesChanged>("Models.PricesChanged")?.new;
        let (input, output) = (input.to_string(), output.to_string());
        Ok(Answer::new(json!({ "version": version, "input_price": input, "output_price": output })))
    }
}
