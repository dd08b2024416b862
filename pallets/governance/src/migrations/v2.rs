//! The curation standard says more than it did; those that held before are kept with what holds now for the rest.
//!
//! It must run after the pallet that keeps the curation standard has migrated.

use crate::{pallet::*, Past, PastStandards, Registry, Standard, StandardKind};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use core::marker::PhantomData;
use openledger_primitives::{standard::CurationStandard, Amount};
#[cfg(feature = "try-runtime")]
use polkadot_sdk::{frame_support::ensure, sp_runtime::TryRuntimeError};
use polkadot_sdk::{
    frame_support::{
        migrations::VersionedMigration,
        pallet_prelude::{OptionQuery, Twox64Concat, Weight},
        storage_alias,
        traits::{Get, UncheckedOnRuntimeUpgrade},
    },
    frame_system::pallet_prelude::BlockNumberFor,
};

/// Version 2 of this pallet's storage, from version 1.
pub type MigrateToV2<T> =
    VersionedMigration<1, 2, FromV1<T>, Pallet<T>, <T as polkadot_sdk::frame_system::Config>::DbWeight>;

/// A standard of [`StandardKind::Curation`] as it was, with the number of its variant.
#[derive(Encode, Decode)]
pub struct OldPast<BlockNumber> {
    pub until: BlockNumber,
    pub variant: u8,
    pub minimum_quorum: u8,
    pub minimum_voting_period: u32,
    pub maximum_voting_period: u32,
    pub minimum_deposit: Amount,
    pub minimum_curator_bond: Amount,
}

mod old {
    use super::*;

    /// The history as it was, for curation alone.
    #[storage_alias]
    pub type History<T: Config> =
        StorageMap<Pallet<T>, Twox64Concat, StandardKind, Vec<OldPast<BlockNumberFor<T>>>, OptionQuery>;
}

/// The change itself; [`MigrateToV2`] runs it once.
pub struct FromV1<T>(PhantomData<T>);

impl<T: Config> UncheckedOnRuntimeUpgrade for FromV1<T> {
    fn on_runtime_upgrade() -> Weight {
        let now = T::Registry::curation();
        if let Some(past) = old::History::<T>::get(StandardKind::Curation) {
            let past = past.into_iter().map(|past| Past {
                until: past.until,
                standard: Standard::Curation(CurationStandard {
                    minimum_quorum: past.minimum_quorum,
                    minimum_voting_period: past.minimum_voting_period,
                    maximum_voting_period: past.maximum_voting_period,
                    minimum_deposit: past.minimum_deposit,
                    minimum_curator_bond: past.minimum_curator_bond,
                    ..now
                }),
            });
            History::<T>::insert(StandardKind::Curation, PastStandards::<T>::truncate_from(past.collect()));
        }
        T::DbWeight::get().reads_writes(2, 1)
    }

    #[cfg(feature = "try-runtime")]
    fn pre_upgrade() -> Result<Vec<u8>, TryRuntimeError> {
        let past = old::History::<T>::get(StandardKind::Curation).map_or(0, |past| past.len() as u64);
        Ok(past.encode())
    }

    #[cfg(feature = "try-runtime")]
    fn post_upgrade(state: Vec<u8>) -> Result<(), TryRuntimeError> {
        let before = u64::decode(&mut state.as_slice()).map_err(|_| "the count before the upgrade is lost")?;
        let after = History::<T>::get(StandardKind::Curation).len() as u64;
        ensure!(before == after, "a standard that held before was lost");
        Ok(())
    }
}
