//! Maturity: when the dispute period of a batch is over, its money becomes somebody's.

use crate::{
    types::Batch, BatchRedemptions, Batches, Config, DataPools, Error, Event, Maturing, Pallet, Remainder,
    RoyaltyPools, Unmatured, WeightInfo,
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
            let versions = with_storage_layer(|| Self::mature(batch)).unwrap_or_else(|error| {
                frame_support::defensive!("a batch could not mature");
                Self::deposit_event(Event::MaturityFailed { batch, error });
                T::MaxVersions::get()
            });
            weight = weight.saturating_add(T::WeightInfo::mature_batch(versions));
        }
        weight
    }

    /// Credits what a batch owes, except its credit lines, which can be claimed from now on. Returns in how
    /// many versions.
    pub(crate) fn mature(id: BatchId) -> Result<u32, DispatchError> {
        let mut batch = Batches::<T>::get(id).ok_or(Error::<T>::UnknownBatch)?;
        let worker = T::AccountId::from(batch.header.worker);
        let left = Unmatured::<T>::get(&worker).checked_sub(batch.fees).ok_or(Error::<T>::Overflow)?;
        match left {
            0 => Unmatured::<T>::remove(&worker),
            left => Unmatured::<T>::insert(&worker, left),
        }
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
