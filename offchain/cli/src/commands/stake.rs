//! `openledger stake`: backing a version, and sharing what it earns.

use crate::{
    account::{ss58, Account},
    amount::Open,
    chain::models,
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Subcommand;
use openledger_client::{
    runtime::{self, models::events},
    AccountId32, At,
};
use openledger_primitives::{AccountBytes, VersionId};
use serde_json::{json, Value};
use std::collections::BTreeSet;

/// Back versions, and share what they earn.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Stake stays yours, on hold. It earns after a warm-up, once it is activated, until it is taken out; what is taken out can
be spent after the unbonding period:
  openledger --as carol stake add solidity-latest '50 OPEN'
  openledger --as carol stake activate solidity-latest
  openledger --as carol stake claim solidity-latest
  openledger --as carol stake remove solidity-latest '50 OPEN'
  openledger --as carol stake withdraw solidity-latest")]
pub enum Stake {
    /// Put stake on a version; it begins to warm up, and what warms up already begins anew.
    Add {
        /// The version: its number, an alias, or a model.
        version: String,
        /// How much.
        amount: Open,
    },
    /// Let stake earn that has warmed up; anybody may do it for anybody.
    Activate {
        /// The version: its number, an alias, or a model.
        version: String,
        /// Whose [default: `--as`].
        account: Option<Account>,
    },
    /// Take stake out, first what does not earn yet.
    Remove {
        /// The version: its number, an alias, or a model.
        version: String,
        /// How much.
        amount: Open,
    },
    /// Have stake back whose unbonding is over.
    Withdraw {
        /// The version: its number, an alias, or a model.
        version: String,
    },
    /// Be paid what you earned as a backer; it never expires.
    Claim {
        /// The version: its number, an alias, or a model.
        version: String,
    },
    /// What an account has in versions: funded, staked, warming, unbonding, earned.
    Show {
        /// Whose [default: `--as`].
        account: Option<Account>,
    },
}

impl Stake {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Stake::Add { version, amount } => add(context, &version, amount).await,
            Stake::Activate { version, account } => activate(context, &version, account).await,
            Stake::Remove { version, amount } => remove(context, &version, amount).await,
            Stake::Withdraw { version } => withdraw(context, &version).await,
            Stake::Claim { version } => claim(context, &version).await,
            Stake::Show { account } => {
                let account = match account {
                    Some(account) => account.0,
                    None => context.account()?,
                };
                show(&context.network().await?.state().await?, account).await
            }
        }
    }
}

async fn resolve(context: &Context, version: &str) -> Result<VersionId> {
    models::resolve(&context.network().await?.state().await?, version).await
}

async fn add(context: &Context, version: &str, amount: Open) -> Result<Answer> {
    let (signer, version) = (context.signer().await?, resolve(context, version).await?);
    let included = context.network().await?.submit(&runtime::tx().models().stake(version, amount.0), &signer).await?;
    let event = included.event::<events::Staked>("Models.Staked")?;
    Ok(Answer::new(json!({
        "version": version,
        "account": ss58(&event.backer.0),
        "amount": event.amount.to_string(),
        "warm_at": event.warm_at,
    })))
}

async fn activate(context: &Context, version: &str, account: Option<Account>) -> Result<Answer> {
    let (signer, version) = (context.signer().await?, resolve(context, version).await?);
    let backer = AccountId32(account.map_or(signer.public_key().0, |account| account.0));
    let call = runtime::tx().models().activate_stake(version, backer);
    let included = context.network().await?.submit(&call, &signer).await?;
    let event = included.event::<events::StakeActivated>("Models.StakeActivated")?;
    let (account, amount) = (ss58(&event.backer.0), event.amount.to_string());
    Ok(Answer::new(json!({ "version": version, "account": account, "amount": amount })))
}

async fn remove(context: &Context, version: &str, amount: Open) -> Result<Answer> {
    let (signer, version) = (context.signer().await?, resolve(context, version).await?);
    let call = runtime::tx().models().unstake(version, amount.0);
    let included = context.network().await?.submit(&call, &signer).await?;
    let event = included.event::<events::Unstaked>("Models.Unstaked")?;
    Ok(Answer::new(json!({
        "version": version,
        "account": ss58(&event.backer.0),
        "amount": event.amount.to_string(),
        "free_at": event.free_at,
    })))
}

async fn withdraw(context: &Context, version: &str) -> Result<Answer> {
    let (signer, version) = (context.signer().await?, resolve(context, version).await?);
    let call = runtime::tx().models().withdraw_unbonded(version);
    let included = context.network().await?.submit(&call, &signer).await?;
    let event = included.event::<events::StakeWithdrawn>("Models.StakeWithdrawn")?;
    let (account, amount) = (ss58(&event.backer.0), event.amount.to_string());
    Ok(Answer::new(json!({ "version": version, "account": account, "amount": amount })))
}

async fn claim(context: &Context, version: &str) -> Result<Answer> {
    let (signer, version) = (context.signer().await?, resolve(context, version).await?);
    let call = runtime::tx().models().claim_stake_income(version);
    let included = context.network().await?.submit(&call, &signer).await?;
    let event = included.event::<events::StakeIncomeClaimed>("Models.StakeIncomeClaimed")?;
    let (account, paid) = (ss58(&event.backer.0), event.amount.to_string());
    Ok(Answer::new(json!({ "version": version, "account": account, "paid": paid })))
}

async fn show(at: &At, account: AccountBytes) -> Result<Answer> {
    let storage = || runtime::storage().models();
    let own = |other: &AccountId32| other.0 == account;
    let backed = at.all(storage().backers(), ()).await?;
    let unbonding = at.all(storage().unbondings(), ()).await?;
    let versions: BTreeSet<VersionId> = backed
        .iter()
        .filter(|((_, backer), _)| own(backer))
        .map(|((version, _), _)| *version)
        .chain(unbonding.iter().filter(|((_, backer), _)| own(backer)).map(|((version, _), _)| *version))
        .collect();
    let mut positions = Vec::new();
    for version in versions {
        let key = || (version, AccountId32(account));
        let position = at.get(storage().backers(), key()).await?;
        let parts = at.get(storage().unbondings(), key()).await?;
        let parts: Vec<Value> = parts
            .iter()
            .flat_map(|parts| &parts.0)
            .map(|part| json!({ "amount": part.amount.to_string(), "free_at": part.free_at }))
            .collect();
        let owed = at.view(runtime::view_functions().models().stake_income(version, AccountId32(account))).await?;
        let amounts = position.as_ref().map(|position| (position.funded, position.staked, position.warming));
        let (funded, staked, warming) = amounts.unwrap_or_default();
        positions.push(json!({
            "version": version,
            "funded": funded.to_string(),
            "staked": staked.to_string(),
            "warming": warming.to_string(),
            "warm_at": position.filter(|_| warming > 0).map(|position| position.warm_at),
            "owed": owed.to_string(),
            "unbonding": parts,
        }));
    }
    Ok(Answer::new(json!({ "account": ss58(&account), "positions": positions })))
}
