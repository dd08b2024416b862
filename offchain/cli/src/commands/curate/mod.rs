//! `openledger curate`: judging what others contribute.

mod open;
mod vote;

use crate::{
    account::ss58,
    amount::Open,
    chain::{
        datanets::{self, contribution_json, Licences},
        names::{contribution_state, phase},
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::{Subcommand, ValueEnum};
use openledger_client::{
    runtime::{self, datanets::events, runtime_types::pallet_datanets::types::ContributionState},
    AccountId32, Static,
};
use openledger_primitives::{content::ContentId, job::Rejection, ContributionId};
use serde_json::{json, Value};

/// Judge contributions.
#[derive(Debug, Subcommand)]
pub enum Curate {
    /// Become a curator, or add to your bond.
    Bond {
        /// What to put on hold.
        amount: Open,
    },
    /// Stop curating and have the bond back.
    Unbond,
    /// Contributions that wait for votes.
    List {
        /// Only of this datanet (number or slug).
        #[arg(long, value_name = "DATANET")]
        datanet: Option<String>,
    },
    /// Vote on a contribution: 0 is worthless, 100 could not be better. The score is sealed first and opened when
    /// nobody can copy it any more.
    #[command(after_help = "Example:\n  openledger --as carol curate vote 12 80")]
    Vote {
        /// The contribution's number.
        contribution: ContributionId,
        /// 0 to 100.
        #[arg(value_parser = clap::value_parser!(u8).range(0..=100))]
        score: u8,
        /// Do not wait for the opening; open the vote yourself with `curate open`, or its silence costs part of the bond.
        #[arg(long)]
        no_wait: bool,
    },
    /// Open what you have sealed, wherever the sealing is over.
    Open,
    /// Say that an accepted contribution should not have been accepted; the bond is lost if the panel disagrees.
    Challenge {
        /// The contribution's number.
        contribution: ContributionId,
        /// Why not.
        #[arg(value_enum)]
        reason: Reason,
        /// Content id of a file that shows it (see `openledger-worker`'s `/files`).
        #[arg(long, value_name = "CID")]
        evidence: ContentId,
    },
    /// What your judgements are worth, and how many of your votes wait for a decision.
    Standing,
}

impl Curate {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Curate::Bond { amount } => {
                let call = runtime::tx().datanets().bond_curator(amount.0);
                let signer = context.signer().await?;
                let included = context.network().await?.submit(&call, &signer).await?;
                let event = included.event::<events::CuratorBonded>("Datanets.CuratorBonded")?;
                Ok(Answer::new(json!({ "curator": ss58(&event.curator.0), "bond": event.bond.to_string() })))
            }
            Curate::Unbond => {
                let call = runtime::tx().datanets().unbond_curator();
                let signer = context.signer().await?;
                let included = context.network().await?.submit(&call, &signer).await?;
                let event = included.event::<events::CuratorUnbonded>("Datanets.CuratorUnbonded")?;
                Ok(Answer::new(
                    json!({ "curator": ss58(&event.curator.0), "bond": "0", "paid": event.released.to_string() }),
                ))
            }
            Curate::List { datanet } => list(context, datanet.as_deref()).await,
            Curate::Vote { contribution, score, no_wait } => vote::run(context, contribution, score, !no_wait).await,
            Curate::Open => open::run(context).await,
            Curate::Challenge { contribution, reason, evidence } => {
                let call = runtime::tx().datanets().challenge(contribution, Static(reason.into()), Static(evidence));
                let included = context.network().await?.submit(&call, &context.signer().await?).await?;
                let after = datanets::contribution(&included.at, contribution).await?;
                Ok(Answer::new(json!({ "contribution": contribution, "state": contribution_state(&after.state) })))
            }
            Curate::Standing => standing(context).await,
        }
    }
}

/// Why accepted data should not have been accepted.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Reason {
    /// It says nothing, or nothing right.
    LowQuality,
    /// The datanet had it already.
    Duplicate,
    /// The datanet had nearly the same already.
    NearDuplicate,
    /// Repetition, padding.
    LowEntropy,
    /// It holds keys, passwords or tokens.
    Secrets,
    /// It holds personal data.
    PersonalData,
    /// It is in another language than the datanet's.
    WrongLanguage,
    /// It reads like noise.
    Implausible,
    /// It is under another licence than was declared.
    LicenceMismatch,
}

impl From<Reason> for Rejection {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::LowQuality => Self::LowQuality,
            Reason::Duplicate => Self::Duplicate,
            Reason::NearDuplicate => Self::NearDuplicate,
            Reason::LowEntropy => Self::LowEntropy,
            Reason::Secrets => Self::Secrets,
            Reason::PersonalData => Self::PersonalData,
            Reason::WrongLanguage => Self::WrongLanguage,
            Reason::Implausible => Self::Implausible,
            Reason::LicenceMismatch => Self::LicenceMismatch,
        }
    }
}

async fn list(context: &Context, datanet: Option<&str>) -> Result<Answer> {
    let at = context.network().await?.state().await?;
    let only = match datanet {
        Some(name) => Some(datanets::resolve(&at, name).await?),
        None => None,
    };
    let licences = Licences::read(&at).await?;
    let mut all = at.all(runtime::storage().datanets().contributions(), ()).await?;
    all.sort_by_key(|((id,), _)| *id);
    let mut open: Vec<Value> = Vec::new();
    for ((id,), contribution) in all {
        let judged =
            matches!(contribution.state, ContributionState::InCuration { .. } | ContributionState::Challenged { .. });
        if !judged || only.is_some_and(|datanet| datanet != contribution.datanet) {
            continue;
        }
        let voices = at.get(runtime::storage().datanets().voices(), (id,)).await?;
        let mut shown = contribution_json(id, &contribution, &licences);
        if let Some(fields) = shown.as_object_mut() {
            let phase = datanets::round(&at, id).await?.map(|round| phase(&round.phase));
            fields.insert("phase".into(), phase.into());
            fields.insert("votes".into(), voices.map_or(0, |voices| voices.0.len()).into());
        }
        open.push(shown);
    }
    Ok(Answer::new(json!({ "open": open })))
}

async fn standing(context: &Context) -> Result<Answer> {
    let account = context.account()?;
    let at = context.network().await?.state().await?;
    let curator = at.get(runtime::storage().datanets().curators(), (AccountId32(account),)).await?;
    let standing = at.get(runtime::storage().datanets().standings(), (AccountId32(account),)).await?;
    Ok(Answer::new(json!({
        "curator": ss58(&account),
        "bond": curator.map_or(0, |curator| curator.bond).to_string(),
        "reputation": standing.as_ref().map_or(0, |standing| standing.reputation),
        "since": standing.as_ref().map(|standing| standing.since),
        "undecided": standing.as_ref().map_or(0, |standing| standing.engaged),
    })))
}
