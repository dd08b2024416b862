//! A migration to practise with: what the next version of the runtime might do, at version + 1.
//!
//! The feature `rehearsal` makes a second WebAssembly beside the real one, in development builds only. Tests and
//! `cargo xtask zombienet upgrade` vote it in on a running network. Its migration counts all accounts, a few in each
//! block, and fails where the state is not what it expects, as a careful migration does.

use super::{Config, Pallet};
use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{
    migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
    pallet_prelude::*,
    storage_alias,
    weights::WeightMeter,
};

/// So few that a development chain needs several blocks.
const ACCOUNTS_IN_A_STEP: usize = 5;
/// The storage version that this was made for.
const MADE_FOR: StorageVersion = StorageVersion::new(1);

/// How many accounts there were.
#[storage_alias]
pub type CountedAccounts<T: Config> = StorageValue<Pallet<T>, u32, ValueQuery>;

/// Counts all accounts.
pub struct CountAccounts<T>(PhantomData<T>);

impl<T: Config> SteppedMigration for CountAccounts<T> {
    /// The account that was counted last.
    type Cursor = T::AccountId;
    type Identifier = MigrationId<9>;

    fn id() -> Self::Identifier {
        MigrationId { pallet_id: *b"rehearsal", version_from: 1, version_to: 2 }
    }

    fn step(
        cursor: Option<Self::Cursor>,
        meter: &mut WeightMeter,
    ) -> Result<Option<Self::Cursor>, SteppedMigrationError> {
        if Pallet::<T>::on_chain_storage_version() != MADE_FOR {
            return Err(SteppedMigrationError::Failed);
        }
        let required = T::DbWeight::get().reads_writes(ACCOUNTS_IN_A_STEP as u64 + 2, 2);
        meter.try_consume(required).map_err(|_| SteppedMigrationError::InsufficientWeight { required })?;

        let keys = match cursor {
            Some(last) => frame_system::Account::<T>::iter_keys_from(frame_system::Account::<T>::hashed_key_for(last)),
            None => frame_system::Account::<T>::iter_keys(),
        };
        let mut counted = 0;
        let last = keys.take(ACCOUNTS_IN_A_STEP).inspect(|_| counted += 1).last();
        CountedAccounts::<T>::mutate(|all| *all += counted);
        Ok(if counted < ACCOUNTS_IN_A_STEP as u32 { None } else { last })
    }

    #[cfg(feature = "try-runtime")]
    fn post_upgrade(_before: alloc::vec::Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
        let accounts = frame_system::Account::<T>::iter_keys().count() as u32;
        frame_support::ensure!(CountedAccounts::<T>::get() == accounts, "every account is counted once");
        Ok(())
    }
}
