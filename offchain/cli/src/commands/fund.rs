//! `openledger fund`: trainings that people pay for together.

use super::{terms::with, train::Plan};
use crate::{
    account::ss58,
    amount::Open,
    chain::{
        datanets::Licences,
        models::{self, version_json},
        names::{bounded, text, version_state},
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Args, Subcommand};
use openledger_client::{
    runtime::{self, models::events, runtime_types::pallet_models::types::VersionState},
    AccountId32, At, Static,
};
use openledger_primitives::VersionId;
use serde_json::{json, Value};

/// Pay for trainings together.
#[derive(Debug, Subcommand)]
pub enum Fund {
    /// Propose a training that others may pay for.
    Propose(Box<Propose>),
    /// Proposals, what has come together, and what of it is yours.
    List,
    /// Pay for a part of a proposed training; with the last part it begins.
    #[command(after_help = "\
Example:
  openledger --as carol fund add 7 '30 OPEN'

Not more is taken than is missing. You share what the version earns for its backers, in proportion to what you give
(`openledger stake claim`). If it is not trained you take everything back (`openledger fund refund`).")]
    Add {
        /// The proposed version's number.
        version: VersionId,
        /// How much.
        amount: Open,
    },
    /// Take back what you gave for a training that did not come about.
    #[command(after_help = "\
Example:
  openledger --as carol fund refund 7

A proposal whose time is over is closed first, which anybody may do.")]
    Refund {
        /// The proposed version's number.
        version: VersionId,
    },
    /// Give up a proposal of yours, or anybody's whose time is over; funders take their money back.
    Close {
        /// The proposed version's number.
        version: VersionId,
    },
}

/// Propose a training.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as ben fund propose my-model --parent base-ts --datanet solidity --recipe recipe.json --licence MIT \\
      --goal '40 OPEN'

Everything is fixed as `openledger train` would fix it, the data too. Your deposit comes back when the goal is reached or
the proposal is closed.")]
pub struct Propose {
    #[command(flatten)]
    plan: Plan,
    /// What must come together; the worker that trains it is paid from it.
    #[arg(long, value_name = "AMOUNT")]
    goal: Open,
}

impl Fund {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Fund::Propose(propose) => propose.run(context).await,
            Fund::List => list(context).await,
            Fund::Add { version, amount } => add(context, version, amount).await,
            Fund::Refund { version } => refund(context, version).await,
            Fund::Close { version } => {
                let signer = context.signer().await?;
                let call = runtime::tx().models().close_proposal(version);
                context.network().await?.submit(&call, &signer).await?;
                Ok(Answer::new(json!({ "version": version, "state": "failed" })))
            }
        }
    }
}

impl Propose {
    async fn run(self, context: &Context) -> Result<Answer> {
        let recipe = self.plan.recipe()?;
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let planned = self.plan.resolve(&at, &licences, recipe).await?;
        let call = runtime::tx().models().propose_training(
            bounded(&self.plan.slug),
            planned.parent,
            planned.datanets,
            Static(planned.recipe),
            planned.licence,
            planned.input_price,
            planned.output_price,
            planned.royalty,
            self.goal.0,
        );
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::TrainingProposed>("Models.TrainingProposed")?;
        let stored = models::version(&included.at, event.version).await?;
        let shown = version_json(event.version, &stored, &licences);
        let shown = with(shown, "goal", event.goal.to_string());
        Ok(Answer::new(with(shown, "deadline", event.deadline)))
    }
}

async fn add(context: &Context, version: VersionId, amount: Open) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let included = network.submit(&runtime::tx().models().fund(version, amount.0), &signer).await?;
    let event = included.event::<events::ProposalFunded>("Models.ProposalFunded")?;
    let begun = included.find::<events::TrainingFunded>("Models.TrainingFunded")?;
    let stored = models::version(&included.at, version).await?;
    Ok(Answer::new(json!({
        "version": version,
        "account": ss58(&event.funder.0),
        "amount": event.amount.to_string(),
        "raised": event.raised.to_string(),
        "state": version_state(&stored.state),
        "job": begun.map(|begun| begun.job),
    })))
}

async fn refund(context: &Context, version: VersionId) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let at = network.state().await?;
    let proposal = at.get(runtime::storage().models().proposals(), (version,)).await?;
    let proposal = proposal.ok_or_else(|| {
        CliError::not_found(format!("nobody has to be refunded for version {version}"))
            .hint("see `openledger fund list`")
    })?;
    let stored = models::version(&at, version).await?;
    if stored.state == VersionState::Funding {
        if at.number() <= proposal.deadline {
            return Err(CliError::failure(format!(
                "version {version} can be funded until block {}",
                proposal.deadline
            ))
            .hint("its builder can give it up before, with `openledger fund close`"));
        }
        network.submit_one_of_several(&runtime::tx().models().close_proposal(version), &signer).await?;
    }
    let included = network.submit(&runtime::tx().models().reclaim_funding(version), &signer).await?;
    let event = included.event::<events::FundingReclaimed>("Models.FundingReclaimed")?;
    let (account, amount) = (ss58(&event.funder.0), event.amount.to_string());
    Ok(Answer::new(json!({ "version": version, "account": account, "paid": amount })))
}

async fn list(context: &Context) -> Result<Answer> {
    let account = context.account().ok();
    let at = context.network().await?.state().await?;
    let mut stored = at.all(runtime::storage().models().proposals(), ()).await?;
    stored.sort_by_key(|((id,), _)| *id);
    let mut proposals = Vec::new();
    for ((id,), proposal) in stored {
        let version = models::version(&at, id).await?;
        let own = match account {
            Some(account) => Some(funded(&at, id, account).await?),
            None => None,
        };
        let missing = proposal.goal.saturating_sub(proposal.raised);
        proposals.push(json!({
            "version": id,
            "model": text(&version.model),
            "builder": ss58(&version.builder.0),
            "state": version_state(&version.state),
            "goal": proposal.goal.to_string(),
            "raised": proposal.raised.to_string(),
            "missing": missing.to_string(),
            "deadline": proposal.deadline,
            "job": proposal.job,
            "funded": own,
        }));
    }
    Ok(Answer::new(json!({ "proposals": proposals })))
}

/// What an account gave for a version.
async fn funded(at: &At, version: VersionId, account: [u8; 32]) -> Result<Value> {
    let position = at.get(runtime::storage().models().backers(), (version, AccountId32(account))).await?;
    Ok(position.map_or(0, |position| position.funded).to_string().into())
}
