//! `openledger datanet motion`: what contributors decide, each by the fragments they gave.

use super::rules::{rules_json, RuleOptions};
use crate::{
    account::{ss58, Account},
    chain::datanets::{self, Licences},
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Subcommand, ValueEnum};
use openledger_client::{
    runtime::{
        self,
        datanets::events,
        runtime_types::{bounded_collections::bounded_vec::BoundedVec, pallet_datanets::types::Change as StoredChange},
    },
    AccountId32, At,
};
use openledger_primitives::{Amount, DatanetId};
use serde_json::{json, Value};

/// What contributors decide.
#[derive(Debug, Subcommand)]
pub enum Motion {
    /// Move that something be changed in a datanet that you have data in. A deposit is held of you; it is lost if not a
    /// tenth of the data is for it.
    #[command(
        after_help = "Examples:\n  openledger --as bob datanet motion open solidity rules --threshold 60\n  openledger --as bob datanet motion open solidity licences Apache-2.0\n  openledger --as bob datanet motion open solidity owner //Bob\n  openledger --as bob datanet motion open solidity close"
    )]
    Open {
        /// Number or slug.
        datanet: String,
        #[command(subcommand)]
        change: Change,
    },
    /// Vote on the motion that runs, once, with the fragments you had when it was moved.
    #[command(after_help = "Example:\n  openledger --as carol datanet motion vote solidity aye")]
    Vote {
        /// Number or slug.
        datanet: String,
        /// For it or against it.
        #[arg(value_enum)]
        vote: Ballot,
    },
    /// Let what was decided happen, when the time for votes is over.
    Conclude {
        /// Number or slug.
        datanet: String,
    },
    /// The motion that runs, and how it stands.
    Show {
        /// Number or slug.
        datanet: String,
    },
}

/// What shall change.
#[derive(Debug, Subcommand)]
pub enum Change {
    /// Its rules; what is not named stays.
    Rules(RuleOptions),
    /// Licences that contributions may come under besides.
    Licences {
        /// SPDX identifiers.
        #[arg(required = true, value_name = "SPDX")]
        spdx: Vec<String>,
    },
    /// Its owner, who must accept it.
    Owner {
        /// Who it shall be.
        account: Account,
    },
    /// Take no more contributions.
    Close,
}

/// A vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ballot {
    /// For it.
    Aye,
    /// Against it.
    Nay,
}

impl Motion {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        let at = network.state().await?;
        match self {
            Motion::Open { datanet, change } => {
                let id = datanets::resolve(&at, &datanet).await?;
                let change = stored(&at, id, change).await?;
                let call = runtime::tx().datanets().open_motion(id, change);
                let included = network.submit(&call, &context.signer().await?).await?;
                Ok(Answer::new(show(&included.at, id).await?))
            }
            Motion::Vote { datanet, vote } => {
                let id = datanets::resolve(&at, &datanet).await?;
                let number = running(&at, id).await?.number;
                let call = runtime::tx().datanets().vote_on_motion(id, number, vote == Ballot::Aye);
                let included = network.submit(&call, &context.signer().await?).await?;
                let event = included.event::<events::MotionVoted>("Datanets.MotionVoted")?;
                let mut shown = show(&included.at, id).await?;
                if let Some(fields) = shown.as_object_mut() {
                    fields.insert("voted".into(), if event.aye { "aye" } else { "nay" }.into());
                    fields.insert("voted_fragments".into(), event.weight.into());
                }
                Ok(Answer::new(shown))
            }
            Motion::Conclude { datanet } => {
                let id = datanets::resolve(&at, &datanet).await?;
                let call = runtime::tx().datanets().conclude_motion(id);
                let included = network.submit(&call, &context.signer().await?).await?;
                let event = included.event::<events::MotionConcluded>("Datanets.MotionConcluded")?;
                let failed = event.error.as_ref().map(|error| included.at.explain_error(error).name);
                Ok(Answer::new(json!({
                    "datanet": id,
                    "motion": event.motion,
                    "state": match (event.carried, &failed) {
                        (true, None) => "carried",
                        (true, Some(_)) => "failed",
                        (false, _) => "rejected",
                    },
                    "reason": failed,
                    "deposit": event.released.to_string(),
                })))
            }
            Motion::Show { datanet } => {
                let id = datanets::resolve(&at, &datanet).await?;
                Ok(Answer::new(show(&at, id).await?))
            }
        }
    }
}

/// A change as the chain takes it.
async fn stored(at: &At, id: DatanetId, change: Change) -> Result<StoredChange<AccountId32, Amount>> {
    Ok(match change {
        Change::Rules(options) => {
            let old = datanets::datanet(at, id).await?.rules;
            let new = options.over(old.clone());
            if new == old {
                return Err(CliError::usage("this changes nothing").hint("name a rule, such as `--threshold 60`"));
            }
            StoredChange::Rules(new)
        }
        Change::Licences { spdx } => {
            let licences = Licences::read(at).await?;
            let numbers = spdx.iter().map(|spdx| licences.number(spdx)).collect::<Result<Vec<_>>>()?;
            StoredChange::Licences(BoundedVec(numbers))
        }
        Change::Owner { account } => StoredChange::Owner(AccountId32(account.0)),
        Change::Close => StoredChange::Close,
    })
}

async fn running(at: &At, id: DatanetId) -> Result<datanets::Motion> {
    let found = at.get(runtime::storage().datanets().motions(), (id,)).await?;
    found.ok_or_else(|| {
        CliError::not_found(format!("no motion runs in datanet {id}"))
            .hint("whoever has data in it can move one: `openledger datanet motion open`")
    })
}

async fn show(at: &At, id: DatanetId) -> Result<Value> {
    let motion = running(at, id).await?;
    let licences = Licences::read(at).await?;
    let (kind, detail) = match &motion.change {
        StoredChange::Rules(rules) => ("rules", rules_json(rules)),
        StoredChange::Licences(ids) => ("licences", ids.0.iter().map(|id| licences.name(*id)).collect()),
        StoredChange::Owner(owner) => ("owner", ss58(&owner.0).into()),
        StoredChange::Close => ("close", Value::Null),
    };
    Ok(json!({
        "datanet": id,
        "motion": motion.number,
        "by": ss58(&motion.by.0),
        "deposit": motion.deposit.to_string(),
        "change": kind,
        "to": detail,
        "ayes": motion.ayes,
        "nays": motion.nays,
        "fragments": motion.total,
        "carries_above": motion.total / 2,
        "concludable_from": motion.ends,
        "blocks_left": motion.ends.saturating_sub(at.number()),
    }))
}
