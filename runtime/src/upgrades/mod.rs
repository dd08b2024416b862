//! Upgrades that can be taken back: when a migration fails, the code before returns and the chain goes on.
//!
//! An upgrade is a vote on the track `root` for a WebAssembly's hash (`system.authorize_upgrade`); after it anybody may
//! bring the code (`system.apply_authorized_upgrade`). Code that names no version, another chain or a version that is
//! not higher is refused there. From the next block on the new code runs.
//!
//! What an upgrade must change in state is done by multi-block migrations ([`crate::configs`] lists them), so that no
//! block has to hold it all; transactions wait meanwhile. Each step either happens or does not. When one fails, or
//! takes longer than it may, the chain would stand still without anybody able to vote on a way out. So the code that
//! ran before is kept until the last migration is done ([`Previous`]), and put back when one fails; whoever
//! mended the migration proposes the upgrade again.
//!
//! What steps before the failed one have changed stays changed. A migration therefore checks first, and until its last
//! step writes nothing that the code before cannot read. A migration that *panics* cannot be caught on chain: it is
//! for `try-runtime` to find before the vote.

#![allow(missing_docs)] // the pallet macro writes items that cannot carry docs

#[cfg(feature = "rehearsal")]
pub mod rehearsal;

use crate::VERSION;
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use polkadot_sdk::*;
use scale_info::TypeInfo;

use frame_support::{
    migrations::{FailedMigrationHandler, FailedMigrationHandling, MigrationStatusHandler, MultiStepMigrator},
    pallet_prelude::*,
    storage::unhashed,
};
use frame_system::{pallet_prelude::BlockNumberFor, LastRuntimeUpgradeInfo, SetCode};
use sp_core::storage::well_known_keys::CODE;

pub use pallet::*;

/// Most bytes that code can have. What comes in a transaction is shorter; the code that a network of an unoptimised
/// build begins with is neither stripped nor compressed.
pub type MaxCodeLength = ConstU32<{ 16 * 1024 * 1024 }>;

/// Code that an upgrade has replaced.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PreviousCode {
    /// `spec_version` of the code.
    pub spec_version: u32,
    /// The code, compressed or not, as it was under `:code`.
    pub code: BoundedVec<u8, MaxCodeLength>,
}

#[frame_support::pallet]
pub mod pallet {
    use super::*;

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: polkadot_sdk::frame_system::Config<RuntimeEvent: From<Event<Self>>> {}

    /// The code before the running upgrade, until its migrations are done.
    #[pallet::storage]
    pub type Previous<T: Config> = StorageValue<_, PreviousCode>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An upgrade and all its migrations are done.
        Upgraded {
            /// `spec_version` that the chain has come to.
            spec_version: u32,
        },
        /// A migration failed. From the next block on the code before runs again.
        TakenBack {
            /// `spec_version` of the code that failed.
            failed: u32,
            /// `spec_version` of the code that runs again.
            spec_version: u32,
            /// Which migration failed, counted from zero.
            migration: Option<u32>,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The code that runs now is too long to be kept. Ask for help before this chain is upgraded.
        CodeTooLong,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// This pallet stands after the migrations' pallet, which has begun by now if there are any.
        fn on_runtime_upgrade() -> Weight {
            if !T::MultiBlockMigrator::ongoing() {
                Self::completed();
            }
            T::DbWeight::get().reads_writes(2, 1)
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_now: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            let previous = Previous::<T>::get();
            frame_support::ensure!(
                previous.is_none_or(|previous| previous.spec_version < VERSION.spec_version),
                "what an upgrade can be taken back to is older than what it came to"
            );
            Ok(())
        }
    }
}

impl<T: Config> SetCode<T> for Pallet<T> {
    /// Keeps the code that runs now, and replaces it.
    fn set_code(code: Vec<u8>) -> DispatchResult {
        let running = unhashed::get_raw(CODE).unwrap_or_default();
        let running = running.try_into().map_err(|_| Error::<T>::CodeTooLong)?;
        Previous::<T>::put(PreviousCode { spec_version: VERSION.spec_version, code: running });
        frame_system::Pallet::<T>::update_code_in_storage(&code);
        Ok(())
    }
}

impl<T: Config> MigrationStatusHandler for Pallet<T> {
    fn completed() {
        Previous::<T>::kill();
        Self::deposit_event(Event::Upgraded { spec_version: VERSION.spec_version });
    }
}

impl<T: Config> FailedMigrationHandler for Pallet<T> {
    /// Puts the code before back. The frame must believe that it never left it: it runs migrations only for a
    /// version that is higher than the last it has seen.
    fn failed(migration: Option<u32>) -> FailedMigrationHandling {
        let Some(PreviousCode { spec_version, code }) = Previous::<T>::take() else {
            return FailedMigrationHandling::KeepStuck;
        };
        frame_system::LastRuntimeUpgrade::<T>::put(LastRuntimeUpgradeInfo {
            spec_version: spec_version.into(),
            spec_name: VERSION.spec_name,
        });
        frame_system::Pallet::<T>::update_code_in_storage(&code);
        Self::deposit_event(Event::TakenBack { failed: VERSION.spec_version, spec_version, migration });
        FailedMigrationHandling::ForceUnstuck
    }
}
