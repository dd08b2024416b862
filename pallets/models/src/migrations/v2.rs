//! From version 1, which had bases and tunes only: how far each version is from its base, and which adapters are known.
//!
//! Types that were stored keep their form; their new variants stand last. Who trained a version was not kept, so versions
//! of before cannot be reproduced. The pallet's account did not exist: `Payer` gives it the existential deposit.

use crate::{pallet::*, Config, Parent};
use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{
        defensive,
        migrations::VersionedMigration,
        traits::{
            fungible::{Inspect, Mutate},
            tokens::Preservation,
            Get, UncheckedOnRuntimeUpgrade,
        },
        weights::Weight,
    },
    frame_system,
};

#[cfg(feature = "try-runtime")]
use openledger_primitives::VersionId;
#[cfg(feature = "try-runtime")]
use {
    alloc::vec::Vec,
    codec::{Decode, Encode},
    polkadot_sdk::{frame_support::ensure, sp_runtime::TryRuntimeError},
};

/// Brings the storage from version 1 to version 2.
pub type MigrateToV2<T, Payer> =
    VersionedMigration<1, 2, Unchecked<T, Payer>, Pallet<T>, <T as frame_system::Config>::DbWeight>;

/// What [`MigrateToV2`] does once it knows that storage has version 1.
pub struct Unchecked<T, Payer>(PhantomData<(T, Payer)>);

impl<T: Config, Payer: Get<T::AccountId>> UncheckedOnRuntimeUpgrade for Unchecked<T, Payer> {
    fn on_runtime_upgrade() -> Weight {
        let versions = NextVersionId::<T>::get();
        let mut writes = 2u64;
        // Parents are older than their children, so that each finds its parents' generation.
        for id in 0..versions {
            let Some(version) = Versions::<T>::get(id) else { continue };
            if !version.parents.is_empty() {
                Generations::<T>::insert(id, generation_below::<T>(&version.parents));
                writes = writes.saturating_add(1);
            }
            if let Some(adapter) = version.adapter {
                Pallet::<T>::note_adapter(id, adapter);
                writes = writes.saturating_add(1);
            }
        }
        let (payer, pot, least) = (Payer::get(), Pallet::<T>::pot(), T::Currency::minimum_balance());
        if T::Currency::balance(&pot) < least
            && T::Currency::transfer(&payer, &pot, least, Preservation::Preserve).is_err()
        {
            defensive!("nobody could give the models' account its existential deposit");
        }
        // Each version, its parents' generations and the adapter's entry are read.
        let reads = u64::from(versions).saturating_mul(6).saturating_add(4);
        T::DbWeight::get().reads_writes(reads, writes)
    }

    #[cfg(feature = "try-runtime")]
    fn pre_upgrade() -> Result<Vec<u8>, TryRuntimeError> {
        Ok((NextVersionId::<T>::get(), Versions::<T>::iter_keys().count() as u32).encode())
    }

    #[cfg(feature = "try-runtime")]
    fn post_upgrade(state: Vec<u8>) -> Result<(), TryRuntimeError> {
        let (next, count) =
            <(VersionId, u32)>::decode(&mut &state[..]).map_err(|_| "the state before cannot be read")?;
        ensure!(NextVersionId::<T>::get() == next, "the next version's number changed");
        ensure!(Versions::<T>::iter().count() as u32 == count, "a version cannot be read any more");
        for (id, version) in Versions::<T>::iter() {
            let generation = Generations::<T>::get(id);
            ensure!((generation > 0) != version.parents.is_empty(), "a version without its generation");
            let known = version.adapter.is_none_or(VersionOfAdapter::<T>::contains_key);
            ensure!(known, "an adapter is not known");
        }
        let least = T::Currency::minimum_balance();
        ensure!(T::Currency::balance(&Pallet::<T>::pot()) >= least, "the pallet's account does not exist");
        Ok(())
    }
}

/// One more than the furthest parent's generation.
fn generation_below<T: Config>(parents: &[Parent]) -> u32 {
    let above = parents.iter().map(|parent| Generations::<T>::get(parent.version)).max();
    above.unwrap_or(0).saturating_add(1)
}
