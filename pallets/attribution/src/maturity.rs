//! Maturity: when the dispute period of a batch is over, its money becomes somebody's.

use crate::{
    types::Batch, BackersParts, BatchRedemptions, Batches, Config, DataPools, Error, Event, Lie, Maturing, Pallet,
    Remainder, RoyaltyPools, WeightInfo,
};
use frame_support::{dispatch::DispatchResult, storage::with_storage_layer, traits::Get, weights::Weight};
use openledger_primitives::BatchId;
use polkadot_sdk::*;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
    /// Matures every batch that is due in this block.
    pub(crate) fn mature_due() -> Weight {
        let due = Maturing::<T>::take(Self::now());
        let mut weight = T::WeightInfo::mature_none();
        for batch in due {
            let ended = with_storage_layer(|| Self::end_disputes(batch)).unwrap_or_else(|error| {
                frame_support::defensive!("a batch could not mature");
                Self::deposit_event(Event::MaturityFailed { batch, error });
                T::WeightInfo::mature_batch(T::MaxVersions::get()).max(Self::void_weight())
            });
            weight = weight.saturating_add(ended);
        }
        weight
    }

    /// A batch whose time is over matures; unless something is demanded that was not shown in time, then it is void.
    fn end_disputes(id: BatchId) -> Result<Weight, DispatchError> {
        if let Some(challenger) = Self::unanswered(id) {
            let batch = Batches::<T>::get(id).ok_or(Error::<T>::UnknownBatch)?;
            let refunds = Self::convict(id, &batch, Lie::Silence, &challenger)?;
            return Ok(T::WeightInfo::void_batch(refunds));
        }
        let ended = T::WeightInfo::on_reexecute_failed().saturating_mul(Self::end_reexecutions(id)?);
        Ok(T::WeightInfo::mature_batch(Self::mature(id)?).saturating_add(ended))
    }

    /// Credits what a batch owes, except its credit lines, which can be claimed from now on. Returns in how
    /// many versions.
    pub(crate) fn mature(id: BatchId) -> Result<u32, DispatchError> {
        let mut batch = Batches::<T>::get(id).ok_or(Error::<T>::UnknownBatch)?;
        let worker = T::AccountId::from(batch.header.worker);
        Self::release_cover(&worker, batch.fees)?;
        BatchRedemptions::<T>::remove(id);

        Self::credit(&worker, batch.worked)?;
        Self::credit(&T::PlatformAccount::get(), batch.platform)?;
        let remainder = Remainder::<T>::get().checked_add(batch.remainder).ok_or(Error::<T>::Overflow)?;
        Remainder::<T>::put(remainder);
        Self::share_income(id, &mut batch)?;
        batch.matured = true;

        Self::deposit_event(Event::BatchMatured {
            batch: id,
            worker,
            worked: batch.worked,
            platform: batch.platform,
            remainder: batch.remainder,
        });
        let versions = batch.shares.len() as u32;
        Batches::<T>::insert(id, batch);
        Ok(versions)
    }

    /// Credits builders, fills royalty pools, and notes from where on each version's credits earn royalties.
    fn share_income(id: BatchId, batch: &mut Batch<T>) -> DispatchResult {
        for (version, amount) in BackersParts::<T>::get(id) {
            let share = batch.shares.iter().find(|share| share.version == version);
            let share = share.ok_or(Error::<T>::VersionNotInBatch)?;
            Self::pay_backers(version, &share.builder, amount)?;
        }
        for share in batch.shares.iter_mut() {
            Self::credit(&share.builder, share.built)?;
            if share.royalties > 0 {
                RoyaltyPools::<T>::try_mutate(share.version, |pool| {
                    pool.receive(share.royalties).ok_or(Error::<T>::Overflow)
                })?;
            }
            if share.data > 0 {
                share.index = DataPools::<T>::try_mutate(share.version, |pool| {
                    pool.add_credits(share.data).ok_or(Error::<T>::Overflow)
                })?;
            }
            Self::deposit_event(Event::IncomeShared {
                batch: id,
                version: share.version,
                builder: share.builder.clone(),
                built: share.built,
                royalties: share.royalties,
                data: share.data,
            });
        }
        Ok(())
    }
}
