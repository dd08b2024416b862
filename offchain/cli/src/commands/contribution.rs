//! `openledger contribution`: what became of data that was given.

use crate::{
    account::ss58,
    chain::{
        datanets::{self, contribution_json, Licences},
        names::contribution_state,
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Subcommand;
use openledger_client::{runtime, At};
use openledger_primitives::ContributionId;
use serde_json::{json, Value};

/// What became of a contribution.
#[derive(Debug, Subcommand)]
pub enum Contribution {
    /// Where it stands, and why it was refused, file by file.
    Show {
        /// Its number.
        id: ContributionId,
    },
    /// Take it back: undecided, its deposit returns; accepted, later snapshots leave it out.
    Withdraw {
        /// Its number.
        id: ContributionId,
    },
}

impl Contribution {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        match self {
            Contribution::Show { id } => {
                let at = network.state().await?;
                Ok(Answer::new(show(context, &at, id).await?))
            }
            Contribution::Withdraw { id } => {
                let call = runtime::tx().datanets().withdraw(id);
                let included = network.submit(&call, &context.signer().await?).await?;
                let contribution = datanets::contribution(&included.at, id).await?;
                Ok(Answer::new(json!({ "id": id, "state": contribution_state(&contribution.state) })))
            }
        }
    }
}

async fn show(context: &Context, at: &At, id: ContributionId) -> Result<Value> {
    let contribution = datanets::contribution(at, id).await?;
    let licences = Licences::read(at).await?;
    let mut shown = contribution_json(id, &contribution, &licences);
    let Some(fields) = shown.as_object_mut() else { return Ok(shown) };
    if let Some(check) = at.get(runtime::storage().datanets().checks(), (id,)).await? {
        // The report lies with a worker; the chain's word is enough without it.
        let report = match context.worker()?.report(&check.0.report).await {
            Ok(report) => json!({ "cid": check.0.report, "detail": report.detail, "refused": report.refused }),
            Err(error) => json!({ "cid": check.0.report, "unavailable": error.message }),
        };
        fields.insert("report".into(), report);
    }
    if let Some(report) = at.get(runtime::storage().datanets().curate_reports(), (id,)).await? {
        fields.insert("automatic".into(), json!({ "score": report.0.score, "duplicates": report.0.duplicates }));
    }
    if let Some(votes) = at.get(runtime::storage().datanets().votes(), (id,)).await? {
        let votes: Vec<Value> = votes
            .0
            .iter()
            .map(
                |vote| json!({ "curator": ss58(&vote.curator.0), "score": vote.score, "bond": vote.stake.to_string() }),
            )
            .collect();
        fields.insert("votes".into(), votes.into());
    }
    Ok(shown)
}
