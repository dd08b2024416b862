//! `openledger earnings`: what an account has earned and not been paid.

mod history;

use crate::{
    account::{ss58, Account},
    context::Context,
    dues::{self, Dues},
    error::Result,
    output::Answer,
};
use clap::{Args, Subcommand};
use openledger_primitives::AccountBytes;
use serde_json::{json, Value};

/// What an account has earned.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  openledger --as bob earnings\n  openledger earnings history 12        (which answers earned it)",
    args_conflicts_with_subcommands = true
)]
pub struct Earnings {
    /// The account [default: `--as`].
    account: Option<Account>,
    #[command(subcommand)]
    what: Option<What>,
}

/// More than what is due.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Which answers a contribution was paid for, and what of it was claimed.
    History(history::History),
}

impl Earnings {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        if let Some(What::History(history)) = self.what {
            return history.run(context).await;
        }
        let account = match self.account {
            Some(account) => account.0,
            None => context.account()?,
        };
        let at = context.network().await?.state().await?;
        let dues = dues::find(context, &at, &account).await?;
        Ok(Answer::new(shown(&account, &dues)))
    }
}

fn shown(account: &AccountBytes, dues: &Dues) -> Value {
    let credits: Vec<Value> = dues
        .credits
        .iter()
        .map(|credit| {
            json!({
                "batch": credit.batch,
                "contribution": credit.line.contribution,
                "version": credit.line.version,
                "amount": credit.line.amount.to_string(),
                "state": if credit.matured { "matured" } else { "maturing" },
            })
        })
        .collect();
    let royalties: Vec<Value> = dues
        .royalties
        .iter()
        .map(|due| json!({ "child": due.child, "ancestor": due.ancestor, "amount": due.amount.to_string() }))
        .collect();
    let pools: Vec<Value> = dues
        .pools
        .iter()
        .map(|pool| json!({ "version": pool.version, "contribution": pool.contribution, "amount": pool.amount.to_string() }))
        .collect();
    json!({
        "account": ss58(account),
        "claimable": dues.claimable.to_string(),
        "credits": credits,
        "royalties": royalties,
        "pools": pools,
    })
}
