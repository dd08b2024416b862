//! Referenda in state.

use super::{proposal::Proposal, tracks::TrackId};
use crate::{
    account::ss58,
    chain::Network,
    error::{CliError, Result},
};
use openledger_client::{
    runtime::{
        self,
        runtime_types::{
            openledger_runtime::OriginCaller,
            pallet_conviction_voting::types::Tally,
            pallet_referenda::types::{Deposit, ReferendumInfo, ReferendumStatus},
        },
    },
    AccountId32, At,
};
use openledger_primitives::{Amount, BlockNumber};
use serde_json::{json, Value};

/// Number of a referendum.
pub type Index = u32;
/// A stored referendum.
pub type Info = runtime::referenda::storage::referendum_info_for::Output;
/// A referendum that is not over.
pub type Status = ReferendumStatus<
    TrackId,
    OriginCaller,
    BlockNumber,
    Proposal,
    Amount,
    Tally<Amount>,
    AccountId32,
    (BlockNumber, u32),
>;
/// What somebody put down.
pub type Placed = Deposit<AccountId32, Amount>;

/// How a referendum ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It passed.
    Approved,
    /// It did not pass in time.
    Rejected,
    /// Root called it off.
    Cancelled,
    /// Nobody placed the decision deposit in time.
    TimedOut,
    /// Root ended it, and its deposits are lost.
    Killed,
}

impl End {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
            Self::TimedOut => "timed-out",
            Self::Killed => "killed",
        }
    }
}

/// A referendum that is over.
pub struct Over {
    /// How.
    pub end: End,
    /// In which block.
    pub at: BlockNumber,
    /// What was put down to propose it, unless it went back.
    pub submission: Option<Placed>,
    /// What was put down so that it was decided, unless it went back.
    pub decision: Option<Placed>,
}

/// A referendum by number.
pub async fn info(at: &At, index: Index) -> Result<Info> {
    let found = at.get(runtime::storage().referenda().referendum_info_for(), (index,)).await?;
    found.ok_or_else(|| {
        CliError::not_found(format!("there is no referendum {index}"))
            .hint("see `openledger gov status`; a new one is visible once its block is final")
    })
}

/// A referendum that must not be over.
pub async fn ongoing(at: &At, index: Index) -> Result<Status> {
    match split(info(at, index).await?) {
        Ok(status) => Ok(status),
        Err(over) => Err(CliError::failure(format!("referendum {index} is over: {}", over.end.word()))
            .hint(format!("see `openledger gov status {index}`"))),
    }
}

/// Tells what goes on from what is over.
pub fn split(info: Info) -> Result<Status, Over> {
    let over = |end, at, submission, decision| Err(Over { end, at, submission, decision });
    match info {
        ReferendumInfo::Ongoing(status) => Ok(status),
        ReferendumInfo::Approved(at, submission, decision) => over(End::Approved, at, submission, decision),
        ReferendumInfo::Rejected(at, submission, decision) => over(End::Rejected, at, submission, decision),
        ReferendumInfo::Cancelled(at, submission, decision) => over(End::Cancelled, at, submission, decision),
        ReferendumInfo::TimedOut(at, submission, decision) => over(End::TimedOut, at, submission, decision),
        ReferendumInfo::Killed(at) => over(End::Killed, at, None, None),
    }
}

/// What was known of a referendum just before it was over; nothing when the node has forgotten that block's state.
pub async fn before(network: &Network, index: Index, over: &Over) -> Option<(At, Status)> {
    let at = network.at_height(over.at.saturating_sub(1)).await.ok()?;
    let info = info(&at, index).await.ok()?;
    split(info).ok().map(|status| (at, status))
}

/// How many referenda there ever were.
pub async fn count(at: &At) -> Result<Index> {
    Ok(at.get(runtime::storage().referenda().referendum_count(), ()).await?.unwrap_or_default())
}

/// A deposit's fields.
pub fn deposit_json(deposit: &Placed) -> Value {
    json!({ "account": ss58(&deposit.who.0), "amount": deposit.amount.to_string() })
}
