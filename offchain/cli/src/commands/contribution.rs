//! `openledger contribution`: what became of data that was given.

use crate::{
    account::ss58,
    chain::{
        datanets::{self, contribution_json, Licences},
        names::{contribution_state, phase, word},
    },
    consent,
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Subcommand;
use openledger_client::{runtime, At};
use openledger_primitives::{job::CurateResult, ContributionId};
use serde_json::{json, Value};

/// What became of a contribution.
#[derive(Debug, Subcommand)]
pub enum Contribution {
    /// Where it stands, and why it was refused, file by file.
    Show {
        /// Its number.
        id: ContributionId,
    },
    /// Say that it should not have been refused: a larger panel votes again. The bond is lost if it agrees with the first.
    Appeal {
        /// Its number.
        id: ContributionId,
    },
    /// Have the deposit back of one that nobody can contest any more.
    Release {
        /// Its number.
        id: ContributionId,
    },
    /// Take it back: undecided, its deposit returns; accepted, later snapshots leave it out, and every version that
    /// holds it goes out of service.
    #[command(after_help = "\
Example:
  openledger --as bob contribution withdraw 12

The chain is shown every version whose data it is in, and what was made from them (`flagged` in the answer): nothing can
be built on those any more, and after a grace period they are neither served nor paid for.")]
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
            Contribution::Appeal { id } => {
                let included = network.submit(&runtime::tx().datanets().appeal(id), &context.signer().await?).await?;
                let contribution = datanets::contribution(&included.at, id).await?;
                Ok(Answer::new(json!({ "id": id, "state": contribution_state(&contribution.state) })))
            }
            Contribution::Release { id } => {
                let call = runtime::tx().datanets().release_deposit(id);
                let included = network.submit(&call, &context.signer().await?).await?;
                let contribution = datanets::contribution(&included.at, id).await?;
                Ok(Answer::new(json!({ "id": id, "deposit": contribution.deposit.to_string() })))
            }
            Contribution::Withdraw { id } => {
                let signer = context.signer().await?;
                let included = network.submit(&runtime::tx().datanets().withdraw(id), &signer).await?;
                let contribution = datanets::contribution(&included.at, id).await?;
                let answer = json!({ "id": id, "state": contribution_state(&contribution.state) });
                let flags = consent::removed(&included.at, id).await.map_err(|error| error.partial(answer.clone()))?;
                let taken = consent::submit(network, &signer, flags).await;
                consent::answer(answer, Vec::new(), taken).map(Answer::new)
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
        fields.insert("automatic".into(), automatic(&report.0));
    }
    if let Some(voices) = at.get(runtime::storage().datanets().voices(), (id,)).await? {
        let votes: Vec<Value> = voices
            .0
            .iter()
            .map(|voice| {
                let (sealed, bond) = (voice.commitment.is_some(), voice.stake.to_string());
                json!({ "curator": ss58(&voice.curator.0), "score": voice.score, "sealed": sealed, "bond": bond })
            })
            .collect();
        fields.insert("votes".into(), votes.into());
    }
    if let Some(panel) = datanets::round(at, id).await? {
        fields.insert("round".into(), panel.number.into());
        fields.insert("phase".into(), phase(&panel.phase).into());
    }
    if let Some(window) = at.get(runtime::storage().datanets().windows(), (id,)).await? {
        fields.insert("contestable_until".into(), window.until.into());
        fields.insert("appealable".into(), window.appealable.into());
    }
    Ok(shown)
}

/// What the automatic curator measured.
fn automatic(report: &CurateResult) -> Value {
    let found = &report.findings;
    json!({
        "score": report.score,
        "duplicates": report.duplicates,
        "near_duplicates": found.near_duplicates,
        "twin": found.twin,
        "language": String::from_utf8_lossy(&found.language),
        "entropy_millibits": found.entropy_millibits,
        "secrets": found.secrets,
        "personal": found.personal,
        "loss_micronats": found.loss_micronats,
        "objection": found.objection.as_ref().map(word),
        "report": report.report,
    })
}
