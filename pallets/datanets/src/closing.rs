//! The agenda: phases that end by themselves, some in each block.

use crate::{pallet::*, WeightInfo};
use openledger_primitives::ContributionId;
use polkadot_sdk::{
    frame_support::{defensive, pallet_prelude::Weight, storage::with_storage_layer},
    frame_system::pallet_prelude::BlockNumberFor,
    sp_runtime::traits::{One, Saturating},
};

/// Blocks after the wanted one that are looked at for room to end a phase in.
const CLOSING_SEARCH: u32 = 16;

impl<T: Config> Pallet<T> {
    /// Notes that a contribution's phase ends in the block `wanted`, or in the next that has room; returns which.
    /// Should none of the next few have room, it is not noted and anybody may close it when it is over.
    pub(crate) fn schedule_closing(id: ContributionId, wanted: BlockNumberFor<T>) -> BlockNumberFor<T> {
        let mut block = wanted;
        for _ in 0..CLOSING_SEARCH {
            if Closing::<T>::try_append(block, id).is_ok() {
                return block;
            }
            block = block.saturating_add(One::one());
        }
        wanted
    }

    /// Forgets that a contribution's phase ends in a block.
    pub(crate) fn unschedule_closing(id: ContributionId, block: BlockNumberFor<T>) {
        Closing::<T>::mutate_exists(block, |waiting| {
            let Some(ids) = waiting else { return };
            ids.retain(|other| *other != id);
            if ids.is_empty() {
                *waiting = None;
            }
        });
    }

    /// Ends the phases that end in this block.
    pub(crate) fn close_due(now: BlockNumberFor<T>) -> Weight {
        let due = Closing::<T>::take(now);
        let mut closed = 0u32;
        for id in due {
            closed.saturating_inc();
            let outcome = with_storage_layer(|| {
                let (contribution, round) = Self::judged(id)?;
                Self::advance(id, contribution, round)
            });
            if outcome.is_err() {
                defensive!("a phase that is due could not be ended");
            }
        }
        T::WeightInfo::close_due(closed)
    }
}
