//! Answers to the view functions.

use crate::{
    types::{BatchStatus, SnapshotId, SplitPreview},
    Batches, Catalogue, Config, Credits, DataPools, Economics, Pallet,
};
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
}
