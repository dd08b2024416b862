//! What calls weigh: counted reads and writes, to be replaced by measured numbers.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of this pallet's calls. `set_standard` has one for each kind, because another pallet keeps each.
pub trait WeightInfo {
    /// [`crate::Call::set_standard`] of curation.
    fn set_curation() -> Weight;
    /// [`crate::Call::set_standard`] of deployment.
    fn set_deployment() -> Weight;
    /// [`crate::Call::set_standard`] of economics.
    fn set_economics() -> Weight;
    /// [`crate::Call::set_standard`] of licences, `n` of which are admitted or retired.
    fn set_licences(n: u32) -> Weight;
    /// [`crate::Call::set_standard`] of numeric classes and engine builds.
    fn set_numeric() -> Weight;
    /// [`crate::Call::bond_validator`].
    fn bond_validator() -> Weight;
    /// [`crate::Call::unbond_validator`].
    fn unbond_validator() -> Weight;
    /// [`crate::Call::add_validator`].
    fn add_validator() -> Weight;
    /// [`crate::Call::remove_validator`].
    fn remove_validator() -> Weight;
    /// [`crate::Call::set_validator_rules`].
    fn set_validator_rules() -> Weight;
    /// [`crate::Call::endorse`] among `v` validators.
    fn endorse(v: u32) -> Weight;
}

/// Reads and writes counted by hand, and 100 µs of computing.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> SubstrateWeight<T> {
    fn counted(reads: u64, writes: u64) -> Weight {
        Weight::from_parts(100_000_000, 40_000).saturating_add(T::DbWeight::get().reads_writes(reads, writes))
    }
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn set_curation() -> Weight {
        Self::counted(2, 2)
    }
    fn set_deployment() -> Weight {
        Self::counted(3, 2)
    }
    fn set_economics() -> Weight {
        Self::counted(4, 3)
    }
    fn set_licences(n: u32) -> Weight {
        Self::counted(1, 1).saturating_add(Self::counted(3, 2).saturating_mul(n.into()))
    }
    fn set_numeric() -> Weight {
        Self::counted(2, 2)
    }
    fn bond_validator() -> Weight {
        Self::counted(5, 4)
    }
    fn unbond_validator() -> Weight {
        Self::counted(11, 10)
    }
    fn add_validator() -> Weight {
        Self::counted(5, 3)
    }
    fn remove_validator() -> Weight {
        Self::counted(4, 4)
    }
    fn set_validator_rules() -> Weight {
        Self::counted(2, 1)
    }
    fn endorse(v: u32) -> Weight {
        let each = T::DbWeight::get().reads_writes(1, 1).saturating_add(Weight::from_parts(1_000_000, 3_000));
        Self::counted(4, 3).saturating_add(each.saturating_mul(v.into()))
    }
}

impl WeightInfo for () {
    fn set_curation() -> Weight {
        Weight::zero()
    }
    fn set_deployment() -> Weight {
        Weight::zero()
    }
    fn set_economics() -> Weight {
        Weight::zero()
    }
    fn set_licences(_: u32) -> Weight {
        Weight::zero()
    }
    fn set_numeric() -> Weight {
        Weight::zero()
    }
    fn bond_validator() -> Weight {
        Weight::zero()
    }
    fn unbond_validator() -> Weight {
        Weight::zero()
    }
    fn add_validator() -> Weight {
        Weight::zero()
    }
    fn remove_validator() -> Weight {
        Weight::zero()
    }
    fn set_validator_rules() -> Weight {
        Weight::zero()
    }
    fn endorse(_: u32) -> Weight {
        Weight::zero()
    }
}
