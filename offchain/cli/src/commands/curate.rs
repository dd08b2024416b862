//! `openledger curate`: judging what others contribute.

use crate::{
    account::ss58,
    amount::Open,
    chain::{
        datanets::{self, contribution_json, Licences},
        names::contribution_state,
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Subcommand;
use openledger_client::runtime::{self, datanets::events, runtime_types::pallet_datanets::types::ContributionState};
use openledger_primitives::ContributionId;
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
    /// Vote on a contribution: 0 is worthless, 100 could not be better.
    #[command(after_help = "Example:\n  openledger --as carol curate vote 12 80")]
    Vote {
        /// The contribution's number.
        contribution: ContributionId,
        /// 0 to 100.
        #[arg(value_parser = clap::value_parser!(u8).range(0..=100))]
        score: u8,
    },
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
            Curate::Vote { contribution, score } => vote(context, contribution, score).await,
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
        let in_curation = matches!(contribution.state, ContributionState::InCuration { .. });
        if !in_curation || only.is_some_and(|datanet| datanet != contribution.datanet) {
            continue;
        }
        let votes = at.get(runtime::storage().datanets().votes(), (id,)).await?;
        let mut shown = contribution_json(id, &contribution, &licences);
        if let Some(fields) = shown.as_object_mut() {
            fields.insert("votes".into(), votes.map_or(0, |votes| votes.0.len()).into());
        }
        open.push(shown);
    }
    Ok(Answer::new(json!({ "open": open })))
}

async fn vote(context: &Context, id: ContributionId, score: u8) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let before = datanets::contribution(&network.chain().best().await?, id).await?;
    if !matches!(before.state, ContributionState::InCuration { .. }) {
        let state = contribution_state(&before.state);
        return Err(CliError {
            kind: crate::error::Kind::Refused,
            ..CliError::failure(format!("contribution {id} is {state}, not in curation"))
        }
        .hint("see `openledger curate list`"));
    }
    let included = network.submit(&runtime::tx().datanets().vote(id, score), &signer).await?;
    let after = datanets::contribution(&included.at, id).await?;
    Ok(Answer::new(json!({ "contribution": id, "score": score, "state": contribution_state(&after.state) })))
}
