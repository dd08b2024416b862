//! What calls and hooks weigh: counted reads and writes, to be replaced by measured numbers.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of this pallet's calls and hooks.
pub trait WeightInfo {
    /// [`crate::Call::create_datanet`].
    fn create_datanet() -> Weight;
    /// [`crate::Call::contribute`].
    fn contribute() -> Weight;
    /// [`crate::Call::bond_curator`].
    fn bond_curator() -> Weight;
    /// [`crate::Call::unbond_curator`].
    fn unbond_curator() -> Weight;
    /// [`crate::Call::vote`].
    fn vote() -> Weight;
    /// [`crate::Call::close_curation`].
    fn close_curation() -> Weight;
    /// [`crate::Call::withdraw`].
    fn withdraw() -> Weight;
    /// [`crate::Call::set_datanet_rules`].
    fn set_datanet_rules() -> Weight;
    /// [`crate::Call::close_datanet`].
    fn close_datanet() -> Weight;
    /// Start of a block in which `c` contributions are closed.
    fn close_due(c: u32) -> Weight;
    /// [`crate::Pallet::on_check_result`].
    fn on_check_result() -> Weight;
    /// [`crate::Pallet::on_check_failed`].
    fn on_check_failed() -> Weight;
    /// [`crate::Pallet::on_curate_result`].
    fn on_curate_result() -> Weight;
    /// [`crate::Pallet::on_curate_failed`].
    fn on_curate_failed() -> Weight;
    /// [`crate::Pallet::take_snapshot`].
    fn take_snapshot() -> Weight;
}

/// Reads and writes counted by hand, and 100 µs of computing.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> SubstrateWeight<T> {
    fn counted(reads: u64, writes: u64) -> Weight {
        Weight::from_parts(100_000_000, 40_000).saturating_add(T::DbWeight::get().reads_writes(reads, writes))
    }
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn create_datanet() -> Weight {
        Self::counted(21, 5)
    }
    fn contribute() -> Weight {
        Self::counted(16, 14)
    }
    fn bond_curator() -> Weight {
        Self::counted(4, 4)
    }
    fn unbond_curator() -> Weight {
        Self::counted(4, 4)
    }
    fn vote() -> Weight {
        Self::counted(12, 12)
    }
    fn close_curation() -> Weight {
        Self::counted(44, 11)
    }
    fn withdraw() -> Weight {
        Self::counted(7, 7)
    }
    fn set_datanet_rules() -> Weight {
        Self::counted(1, 1)
    }
    fn close_datanet() -> Weight {
        Self::counted(3, 3)
    }
    fn close_due(c: u32) -> Weight {
        Self::counted(1, 1).saturating_add(Self::counted(10, 10).saturating_mul(c.into()))
    }
    fn on_check_result() -> Weight {
        Self::counted(28, 16)
    }
    fn on_check_failed() -> Weight {
        Self::counted(4, 5)
    }
    fn on_curate_result() -> Weight {
        Self::counted(12, 12)
    }
    fn on_curate_failed() -> Weight {
        Self::counted(1, 0)
    }
    fn take_snapshot() -> Weight {
        Self::counted(21, 3)
    }
}

impl WeightInfo for () {
    fn create_datanet() -> Weight {
        Weight::zero()
    }
    fn contribute() -> Weight {
        Weight::zero()
    }
    fn bond_curator() -> Weight {
        Weight::zero()
    }
    fn unbond_curator() -> Weight {
        Weight::zero()
    }
    fn vote() -> Weight {
        Weight::zero()
    }
    fn close_curation() -> Weight {
        Weight::zero()
    }
    fn withdraw() -> Weight {
        Weight::zero()
    }
    fn set_datanet_rules() -> Weight {
        Weight::zero()
    }
    fn close_datanet() -> Weight {
        Weight::zero()
    }
    fn close_due(_: u32) -> Weight {
        Weight::zero()
    }
    fn on_check_result() -> Weight {
        Weight::zero()
    }
    fn on_check_failed() -> Weight {
        Weight::zero()
    }
    fn on_curate_result() -> Weight {
        Weight::zero()
    }
    fn on_curate_failed() -> Weight {
        Weight::zero()
    }
    fn take_snapshot() -> Weight {
        Weight::zero()
    }
}
