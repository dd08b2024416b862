//! `openledger models preview`: who would be paid what of an income.

use crate::{
    account::ss58,
    amount::Open,
    chain::models,
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Args;
use openledger_client::runtime::{self, runtime_types::pallet_models::types::Part};
use serde_json::{json, Value};

/// Preview an income.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger models preview solidity-latest '10 OPEN'

By the economics of today; the payments add up to the income. Without backers, their part is the builder's. Which
contributors share the part for data depends on each answer.")]
pub struct Preview {
    /// The version: its number, an alias, or a model.
    version: String,
    /// What it earns.
    amount: Open,
}

impl Preview {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let at = context.network().await?.state().await?;
        let version = models::resolve(&at, &self.version).await?;
        let call = runtime::view_functions().models().preview_income(version, self.amount.0);
        let payments = at.view(call).await?.ok_or_else(|| {
            CliError::not_found(format!("nothing can be said of version {version}"))
                .hint("see `openledger models list`, and `openledger standards show` for the economics")
        })?;
        let payments: Vec<Value> = payments
            .iter()
            .map(|payment| {
                json!({
                    "version": payment.version,
                    "part": part(&payment.part),
                    "account": payment.to.as_ref().map(|to| ss58(&to.0)),
                    "amount": payment.amount.to_string(),
                })
            })
            .collect();
        Ok(Answer::new(json!({ "version": version, "amount": self.amount.0.to_string(), "payments": payments })))
    }
}

fn part(part: &Part) -> &'static str {
    match part {
        Part::Platform => "platform",
        Part::Worker => "worker",
        Part::Builder => "builder",
        Part::Backers => "backers",
        Part::Data => "data",
    }
}
