//! What paid money was for, read from the events that earned it.
//!
//! The chain keeps one number for each account. Events say what it grew by, so they are read backwards from the block
//! that paid until they explain the whole payment.

use crate::{chain::Network, error::Result};
use futures::{stream, StreamExt, TryStreamExt};
use openledger_client::{runtime::attribution::events, At, Events};
use openledger_primitives::{AccountBytes, Amount, BlockNumber};
use std::collections::BTreeSet;

/// A part of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As what it was earned: `platform`, `worker`, `builder` or `contributor`; `earlier` where the node has forgotten.
    pub role: &'static str,
    /// By what: `fees`, `answers`, `income`, `royalties`, `unbacked` (the backers' part where nobody backs a version),
    /// `credits` or `pools`.
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
            Ok(at) => Ok::<_, crate::error::CliError>(events_of(&at).await),
            Err(_) => Ok(None),
        }
    });
    let mut blocks = read.buffered(AT_ONCE);
    let mut parts = Vec::new();
    let mut left = paid;
    while left > 0 {
        let Some(Some(events)) = blocks.try_next().await? else { break };
        for part in earned(&events, account, platform)? {
            add(&mut parts, Part { amount: part.amount.min(left), ..part });
            left = left.saturating_sub(part.amount);
        }
    }
    add(&mut parts, Part { role: "earlier", kind: "unknown", amount: left });
    Ok(parts)
}

async fn events_of(at: &At) -> Option<Events> {
    at.events().await.ok()
}

/// What the account earned in one block.
fn earned(events: &Events, account: &AccountBytes, platform: &AccountBytes) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    let mut push = |role, kind, amount| parts.push(Part { role, kind, amount });
    for event in events.of::<events::BatchMatured>()? {
        if event.worker.0 == *account {
            push("worker", "answers", event.worked);
        }
        if platform == account {
            push("platform", "fees", event.platform);
        }
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
