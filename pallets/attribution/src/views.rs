//! Answers to the view functions.

use crate::{
    types::{BatchEntry, BatchStatus, SnapshotId, SplitPreview},
    Batches, Catalogue, Config, Credits, DataPools, Economics, NextBatchId, Pallet, Voided,
};
use alloc::vec::Vec;
use openledger_primitives::{
    split::{data_share_of_receipt_down, split},
    Amount, BatchId, ContributionId, VersionId,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn view_split(version: VersionId, fee: Amount) -> Option<SplitPreview<T::AccountId>> {
        let economics = Economics::<T>::get();
        let terms = T::Catalogue::terms(version)?;
        let parts = split(fee, &economics, &terms.royalties, terms.has_data).ok()?;
        let data = match terms.has_data {
            true => data_share_of_receipt_down(fee, &economics, &terms.royalties),
            false => 0,
        };
        Some(SplitPreview {
            platform: parts.platform,
            worker: parts.worker,
            builder: (terms.builder, parts.builder),
            backers: parts.stakers,
            royalties: parts.royalties,
            data,
            remainder: parts.data.saturating_sub(data),
        })
    }

    pub(crate) fn view_batch(batch: BatchId) -> Option<BatchStatus<T::AccountId>> {
        let batch = Batches::<T>::get(batch)?;
        Some(BatchStatus {
            header: batch.header,
            shares: batch.shares.into_inner(),
            economics: batch.economics,
            fees: batch.fees,
            platform: batch.platform,
            worked: batch.worked,
            remainder: batch.remainder,
            submitted_at: batch.submitted_at,
            matures_at: batch.matures_at,
            matured: batch.matured,
            claimed: batch.claimed,
        })
    }

    pub(crate) fn view_data_owed(
        version: VersionId,
        snapshot: SnapshotId,
        contribution: ContributionId,
    ) -> (Amount, Amount) {
        let by_weight = Self::owed_by_weight(version, snapshot, contribution).unwrap_or_default();
        let by_credit =
            Credits::<T>::get(version, contribution).pay_down(DataPools::<T>::get(version).index).unwrap_or_default();
        (by_weight, by_credit)
    }

    /// Iterates over all versions' credits: for nodes that are asked, not for calls.
    pub(crate) fn view_credits(contribution: ContributionId) -> Vec<(VersionId, Amount)> {
        let of = |(version, id, position): (VersionId, ContributionId, crate::CreditPosition)| {
            (id == contribution).then_some((version, position.credits))
        };
        let mut credits: Vec<_> = Credits::<T>::iter().filter_map(of).collect();
        credits.sort_unstable();
        credits
    }

    /// Iterates over batches: for nodes that are asked, not for calls.
    pub(crate) fn view_history(version: VersionId, from: BatchId, limit: u32) -> Vec<BatchEntry<T::AccountId>> {
        let entry = |id: BatchId| {
            let batch = Batches::<T>::get(id)?;
            let share = batch.shares.iter().find(|share| share.version == version)?;
            Some(BatchEntry {
                batch: id,
                worker: batch.header.worker.into(),
                content: batch.header.content,
                submitted_at: batch.submitted_at,
                matured: batch.matured,
                void: Voided::<T>::contains_key(id),
                receipts: share.receipts,
                fees: share.fees,
                data: share.data,
                claimed: share.claimed,
            })
        };
        (from..NextBatchId::<T>::get()).filter_map(entry).take(limit as usize).collect()
    }
}
