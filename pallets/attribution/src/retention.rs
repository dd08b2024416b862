//! What the chain may forget of a batch: everything that costs nobody money.
//!
//! Credit lines can be claimed at any time, so a matured batch keeps the root of their tree and what each version still
//! owes. The rest (who was paid what, by which economics, where the file is) stands in events and in the file, and goes
//! when the batch is old enough. When every line is claimed the root goes, too, and with it the marks of the lines that
//! were. A void batch owes nothing and goes altogether.

use crate::{
    types::Batch, BackersParts, Batches, Claimed, CompactedBatches, Config, DisputeTerms, Error, Event, Pallet,
    SettledBatches, Voided,
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
    dispatch::DispatchResult, ensure, traits::DefensiveSaturating, BoundedVec, CloneNoBound, DebugNoBound, EqNoBound,
    PartialEqNoBound,
};
use openledger_primitives::{merkle_sum::Node, Amount, BatchId, VersionId};
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_core::U256;

/// Marks of claimed lines forgotten by one call, 128 lines each.
pub const MAX_CHUNKS: u32 = 256;

/// What is left of a batch whose credit lines can still be claimed.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct SettledBatch<T: Config> {
    /// Root and sum of the credit tree.
    pub credits: Node,
    /// Number of its lines.
    pub credit_lines: u32,
    /// What versions still owe, by increasing version.
    pub owed: BoundedVec<OwedLines, T::MaxVersions>,
}

/// What the lines of one version still owe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct OwedLines {
    /// The version.
    pub version: VersionId,
    /// Sum of its lines that are not claimed.
    pub left: Amount,
    /// The index of its data pool when the batch matured.
    pub index: U256,
}

impl<T: Config> SettledBatch<T> {
    /// Everything it still owes.
    pub fn left(&self) -> Amount {
        self.owed.iter().fold(0, |sum: Amount, owed| sum.defensive_saturating_add(owed.left))
    }
}

impl<T: Config> From<&Batch<T>> for SettledBatch<T> {
    fn from(batch: &Batch<T>) -> Self {
        let mut owed = BoundedVec::new();
        for share in &batch.shares {
            let left = share.data.defensive_saturating_sub(share.claimed);
            if left > 0 {
                // As many as there were.
                let _ = owed.try_push(OwedLines { version: share.version, left, index: share.index });
            }
        }
        Self { credits: batch.header.credits, credit_lines: batch.header.credit_lines, owed }
    }
}

impl<T: Config> Pallet<T> {
    pub(crate) fn do_compact_batch(id: BatchId) -> DispatchResult {
        let batch = Batches::<T>::get(id);
        if let Some(batch) = &batch {
            Self::settle_batch(id, batch)?;
        }
        let settled = SettledBatches::<T>::get(id).ok_or(Error::<T>::NothingToForget)?;
        if settled.left() > 0 {
            ensure!(batch.is_some(), Error::<T>::NothingToForget);
            Self::deposit_event(Event::BatchCompacted { batch: id, left: settled.left() });
            return Ok(());
        }
        if Claimed::<T>::clear_prefix(id, MAX_CHUNKS, None).maybe_cursor.is_none() {
            SettledBatches::<T>::remove(id);
            Self::deposit_event(Event::BatchForgotten { batch: id });
        }
        Ok(())
    }

    /// Replaces a batch by what is left of it.
    fn settle_batch(id: BatchId, batch: &Batch<T>) -> Result<(), Error<T>> {
        let void = Voided::<T>::contains_key(id);
        ensure!(batch.matured || void, Error::<T>::NotMatured);
        let kept_until = batch.matures_at.saturating_add(DisputeTerms::<T>::get().retention);
        let done = batch.matured && batch.claimed == batch.header.credits.sum;
        ensure!(done || Self::now() > kept_until, Error::<T>::TooYoung);

        Batches::<T>::remove(id);
        BackersParts::<T>::remove(id);
        CompactedBatches::<T>::mutate(|count| *count = count.saturating_add(1));
        let mut settled = SettledBatch::from(batch);
        if void {
            Voided::<T>::remove(id);
            settled.owed = BoundedVec::new();
        }
        SettledBatches::<T>::insert(id, settled);
        Ok(())
    }
}
