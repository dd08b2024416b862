//! What calls and results weigh: counted reads and writes, to be replaced by measured numbers.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of this pallet's calls, and of the results the runtime hands it.
pub trait WeightInfo {
    /// [`crate::Call::register_base`].
    fn register_base() -> Weight;
    /// [`crate::Call::request_training`] on `d` datanets.
    fn request_training(d: u32) -> Weight;
    /// [`crate::Call::deploy`].
    fn deploy() -> Weight;
    /// [`crate::Call::set_alias`].
    fn set_alias() -> Weight;
    /// [`crate::Call::set_prices`].
    fn set_prices() -> Weight;
    /// [`crate::Call::deprecate`].
    fn deprecate() -> Weight;
    /// [`crate::Call::approve`].
    fn approve() -> Weight;
    /// [`crate::Call::request_evaluation`].
    fn request_evaluation() -> Weight;
    /// [`crate::Call::revoke`].
    fn revoke() -> Weight;
    /// [`crate::Pallet::on_train_result`].
    fn on_train_result() -> Weight;
    /// [`crate::Pallet::on_train_failed`].
    fn on_train_failed() -> Weight;
    /// [`crate::Pallet::on_evaluate_result`].
    fn on_evaluate_result() -> Weight;
    /// [`crate::Pallet::on_evaluate_failed`].
    fn on_evaluate_failed() -> Weight;
}

/// Reads and writes counted by hand, and 100 µs of computing.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> SubstrateWeight<T> {
    fn counted(reads: u64, writes: u64) -> Weight {
        Weight::from_parts(100_000_000, 40_000).saturating_add(T::DbWeight::get().reads_writes(reads, writes))
    }
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn register_base() -> Weight {
        Self::counted(8, 4)
    }
    fn request_training(d: u32) -> Weight {
        Self::counted(22, 16).saturating_add(Self::counted(38, 3).saturating_mul(d.into()))
    }
    fn deploy() -> Weight {
        Self::counted(7, 2)
    }
    fn set_alias() -> Weight {
        Self::counted(4, 2)
    }
    fn set_prices() -> Weight {
        Self::counted(1, 1)
    }
    fn deprecate() -> Weight {
        Self::counted(1, 1)
    }
    fn approve() -> Weight {
        Self::counted(5, 1)
    }
    fn request_evaluation() -> Weight {
        Self::counted(10, 10)
    }
    fn revoke() -> Weight {
        Self::counted(1, 1)
    }
    fn on_train_result() -> Weight {
        Self::counted(10, 10)
    }
    fn on_train_failed() -> Weight {
        Self::counted(1, 1)
    }
    fn on_evaluate_result() -> Weight {
        Self::counted(1, 1)
    }
    fn on_evaluate_failed() -> Weight {
        Self::counted(1, 1)
    }
}

impl WeightInfo for () {
    fn register_base() -> Weight {
        Weight::zero()
    }
    fn request_training(_: u32) -> Weight {
        Weight::zero()
    }
    fn deploy() -> Weight {
        Weight::zero()
    }
    fn set_alias() -> Weight {
        Weight::zero()
    }
    fn set_prices() -> Weight {
        Weight::zero()
    }
    fn deprecate() -> Weight {
        Weight::zero()
    }
    fn approve() -> Weight {
        Weight::zero()
    }
    fn request_evaluation() -> Weight {
        Weight::zero()
    }
    fn revoke() -> Weight {
        Weight::zero()
    }
    fn on_train_result() -> Weight {
        Weight::zero()
    }
    fn on_train_failed() -> Weight {
        Weight::zero()
    }
    fn on_evaluate_result() -> Weight {
        Weight::zero()
    }
    fn on_evaluate_failed() -> Weight {
        Weight::zero()
    }
}
