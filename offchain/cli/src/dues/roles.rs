//! What paid money was for, read from the events that earned it.
//!
//! The chain keeps one number for each account. Events say what it grew by, so they are read backwards from the block
//! that paid until they explain the whole payment.

use crate::{
    chain::{attribution, Network},
    error::Result,
};
use futures::{stream, StreamExt, TryStreamExt};
use openledger_client::{runtime::attribution::events, At, Events};
use openledger_primitives::{AccountBytes, Amount, BlockNumber};
use std::collections::BTreeSet;

/// A part of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As what it was earned: `platform`, `worker`, `builder`, `contributor`, `challenger` or `user`; `earlier` where no
    /// event says so, or the node has forgotten.
    pub role: &'static str,
    /// By what: `fees`, `answers`, `demands` that were needless, `income`, `royalties`, `unbacked` (the backers' part where
    /// nobody backs a version), `credits`, `pools`, `lies` that were proved or `refunds`.
    pub kind: &'static str,
    /// How much.
    pub amount: Amount,
}

/// Blocks read at a time.
const AT_ONCE: usize = 16;

/// The parts of a payment of `paid` to `account` that was made in the block at `height`. They add up to it.
pub async fn roles(
    network: &Network,
    account: &AccountBytes,
    platform: &AccountBytes,
    height: BlockNumber,
    paid: Amount,
) -> Result<Vec<Part>> {
    let read = stream::iter((1..=height).rev()).map(|height| async move {
        // What is pruned cannot be asked any more; that ends the walk, not the command.
        match network.at_height(height).await {
            Ok(at) => Ok::<_, crate::error::CliError>(block(&at).await),
            Err(_) => Ok(None),
        }
    });
    let mut blocks = read.buffered(AT_ONCE);
    let mut parts = Vec::new();
    let mut left = paid;
    while left > 0 {
        let Some(Some(block)) = blocks.try_next().await? else { break };
        for part in earned(&block, account, platform)? {
            add(&mut parts, Part { amount: part.amount.min(left), ..part });
            left = left.saturating_sub(part.amount);
        }
    }
    add(&mut parts, Part { role: "earlier", kind: "unknown", amount: left });
    Ok(parts)
}

/// What a block says of earnings.
struct Block {
    events: Events,
    /// Workers whose batches something was demanded of needlessly, and what they had of it.
    shown: Vec<(AccountBytes, Amount)>,
}

async fn block(at: &At) -> Option<Block> {
    let events = at.events().await.ok()?;
    let mut shown = Vec::new();
    for event in events.of::<events::Revealed>().ok()? {
        // The event does not name the worker.
        if let Some(batch) = attribution::find_batch(at, event.batch).await.ok()? {
            shown.push((batch.header.worker, event.to_worker));
        }
    }
    Some(Block { events, shown })
}

/// What the account earned in one block.
fn earned(block: &Block, account: &AccountBytes, platform: &AccountBytes) -> Result<Vec<Part>> {
    let (events, mut parts) = (&block.events, Vec::new());
    let mut push = |role, kind, amount| parts.push(Part { role, kind, amount });
    for event in events.of::<events::BatchMatured>()? {
        if event.worker.0 == *account {
            push("worker", "answers", event.worked);
        }
        if platform == account {
            push("platform", "fees", event.platform);
        }
    }
    for (_, amount) in block.shown.iter().filter(|(worker, _)| worker == account) {
        push("worker", "demands", *amount);
    }
    for event in events.of::<events::BatchVoided>()?.iter().filter(|event| event.challenger.0 == *account) {
        push("challenger", "lies", event.reward);
    }
    for event in events.of::<events::Refunded>()?.iter().filter(|event| event.user.0 == *account) {
        push("user", "refunds", event.amount);
    }
    // What backers would have had goes to whoever built the version, which another event of the same payment names.
    let mut built = BTreeSet::new();
    for event in events.of::<events::IncomeShared>()?.iter().filter(|event| event.builder.0 == *account) {
        push("builder", "income", event.built);
        built.insert(event.version);
    }
    for event in events.of::<events::RoyaltySettled>()?.iter().filter(|event| event.builder.0 == *account) {
        push("builder", "royalties", event.built);
        built.insert(event.ancestor);
    }
    let unbacked = events.of::<events::BackersPaid>()?;
    for event in unbacked.iter().filter(|event| event.to_builder && built.contains(&event.version)) {
        push("builder", "unbacked", event.amount);
    }
    for event in events.of::<events::CreditClaimed>()?.iter().filter(|event| event.contributor.0 == *account) {
        push("contributor", "credits", event.amount);
    }
    for event in events.of::<events::DataPoolClaimed>()?.iter().filter(|event| event.contributor.0 == *account) {
        push("contributor", "pools", event.by_weight.saturating_add(event.by_credit));
    }
    Ok(parts)
}

/// Adds to the part of the same role and kind.
fn add(parts: &mut Vec<Part>, part: Part) {
    if part.amount == 0 {
        return;
    }
    match parts.iter_mut().find(|known| (known.role, known.kind) == (part.role, part.kind)) {
        Some(known) => known.amount = known.amount.saturating_add(part.amount),
        None => parts.push(part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_one_kind_are_added_and_nothing_is_no_part() {
        let part = |role, amount| Part { role, kind: "x", amount };
        let mut parts = Vec::new();
        for one in [part("worker", 1), part("builder", 0), part("worker", 2), part("builder", 4)] {
            add(&mut parts, one);
        }
        assert_eq!(parts, [part("worker", 3), part("builder", 4)]);
    }
}
