//! What distinguishes one network from another and is fixed at its genesis.
//!
//! The same WebAssembly runs a development chain with one-minute epochs and a public chain with
//! long ones, so such values live in state. No call changes them: BABE counts epochs from genesis
//! in steps of one length, and a length that changed would put its clock in disorder; and who could
//! change how fast votes run could decide while others sleep.

#![allow(missing_docs)] // the pallet macro writes items that cannot carry docs

use polkadot_sdk::*;

pub use pallet::*;

#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use frame_support::{pallet_prelude::*, traits::Get};

    /// Slots in an epoch, and so in a session, where genesis does not say: 40 minutes.
    pub const DEFAULT_EPOCH_SLOTS: u64 = 1_200;

    #[pallet::pallet]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: polkadot_sdk::frame_system::Config {}

    #[pallet::type_value]
    pub fn DefaultEpochSlots() -> u64 {
        DEFAULT_EPOCH_SLOTS
    }

    /// Slots in an epoch.
    #[pallet::storage]
    pub type EpochSlots<T: Config> = StorageValue<_, u64, ValueQuery, DefaultEpochSlots>;

    #[pallet::type_value]
    pub fn DefaultVotingSpeed() -> u32 {
        1
    }

    /// How many times faster than on a public network referenda run. Every period of every track is divided by it.
    #[pallet::storage]
    pub type VotingSpeed<T: Config> = StorageValue<_, u32, ValueQuery, DefaultVotingSpeed>;

    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Slots in an epoch; zero stands for the default.
        pub epoch_slots: u64,
        /// How many times faster than on a public network referenda run; zero stands for once.
        pub voting_speed: u32,
        #[serde(skip)]
        pub _marker: core::marker::PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            if self.epoch_slots > 0 {
                EpochSlots::<T>::put(self.epoch_slots);
            }
            if self.voting_speed > 0 {
                VotingSpeed::<T>::put(self.voting_speed);
            }
        }
    }

    /// [`EpochSlots`] as the value that other pallets are configured with.
    pub struct EpochLength<T>(core::marker::PhantomData<T>);

    impl<T: Config> Get<u64> for EpochLength<T> {
        fn get() -> u64 {
            EpochSlots::<T>::get()
        }
    }
}
