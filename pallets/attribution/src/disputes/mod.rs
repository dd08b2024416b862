//! Disputes: while a batch has not matured, anybody may prove that it lies.
//!
//! A batch commits to its receipts and to its credit lines; its file, which anyone can fetch by content id, holds them
//! all. Whoever finds a lie there shows the parts that contradict one another. Where the parts suffice the chain
//! decides in the call itself, and nothing is at stake but its fee, which a proven lie gives back:
//!
//! | call | the lie |
//! |---|---|
//! | `dispute_score` | a weight that is not query · index ([`score`]) |
//! | `dispute_line` | a credit line that its receipt does not owe ([`line`]) |
//! | `dispute_missing_line` | a credit line that is owed and not there ([`missing`]) |
//! | `dispute_order` | two neighbouring lines out of order, or twice the same ([`order`]) |
//! | `dispute_sum` | a sum in a tree that is not what is below it ([`sum`]) |
//! | `dispute_totals` | receipts that come to more than the batch says ([`totals`]) |
//! | `dispute_receipt` | a receipt that contradicts itself or what was redeemed ([`receipt`]) |
//! | `dispute_history` | a receipt that its user was never shown ([`history`]) |
//! | `dispute_double` | two receipts for one answer ([`double`]) |
//!
//! Where something is missing that only the worker has, a challenger puts up a bond:
//!
//! | call | what is asked |
//! |---|---|
//! | `demand` | show this receipt, line, weight or query, or lose ([`demand`]) |
//! | `request_reexecution` | let others compute this answer again ([`reexecution`]) |
//!
//! What follows a proven lie is [`verdict`].

pub mod demand;
pub mod double;
pub mod evidence;
pub mod history;
pub mod line;
pub mod missing;
pub mod order;
pub mod receipt;
pub mod reexecution;
pub mod score;
pub mod sum;
pub mod totals;
pub mod verdict;

use crate::{types::Batch, Batches, Config, Error, Pallet, Voided};
use frame_support::ensure;
use openledger_primitives::BatchId;
use polkadot_sdk::*;

impl<T: Config> Pallet<T> {
    /// A batch that can be disputed.
    pub(crate) fn disputable(id: BatchId) -> Result<Batch<T>, Error<T>> {
        let batch = Batches::<T>::get(id).ok_or(Error::<T>::UnknownBatch)?;
        ensure!(!batch.matured, Error::<T>::DisputesOver);
        ensure!(!Voided::<T>::contains_key(id), Error::<T>::BatchIsVoid);
        Ok(batch)
    }
}
