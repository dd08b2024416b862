//! Weights of `pallet_governance`, measured: `cargo xtask bench pallets`.
//!
//! Do not edit: regenerate. 10 steps, 5 repeats, Compiled execution.

#![allow(unused_parens, unused_imports, missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use polkadot_sdk::frame_support::{
    traits::Get,
    weights::{constants::RocksDbWeight, Weight},
};
use polkadot_sdk::frame_system;

/// Weight of every call and hook.
pub trait WeightInfo {
    fn set_curation() -> Weight;
    fn set_deployment() -> Weight;
    fn set_economics() -> Weight;
    fn set_licences(n: u32) -> Weight;
    fn set_numeric() -> Weight;
    fn bond_validator() -> Weight;
    fn unbond_validator() -> Weight;
    fn add_validator() -> Weight;
    fn remove_validator() -> Weight;
    fn set_validator_rules() -> Weight;
    fn endorse(v: u32) -> Weight;
}

/// Weights by the runtime's own cost of a database access.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    /// Storage: `Datanets::Standard` (r:1 w:1)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Governance::History` (r:1 w:1)
    /// Proof: `Governance::History` (`max_values`: None, `max_size`: Some(9082), added: 11557, mode: `MaxEncodedLen`)
    fn set_curation() -> Weight {
        // Proof size: measured 3337, estimated 12547.
        Weight::from_parts(181_228_000, 12547)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Attribution::Economics` (r:1 w:0)
    /// Proof: `Attribution::Economics` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:1)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Governance::History` (r:1 w:1)
    /// Proof: `Governance::History` (`max_values`: None, `max_size`: Some(9082), added: 11557, mode: `MaxEncodedLen`)
    fn set_deployment() -> Weight {
        // Proof size: measured 691, estimated 12547.
        Weight::from_parts(180_578_000, 12547)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Economics` (r:1 w:1)
    /// Proof: `Attribution::Economics` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Rules` (r:1 w:0)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Governance::History` (r:1 w:1)
    /// Proof: `Governance::History` (`max_values`: None, `max_size`: Some(9082), added: 11557, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::PreviousEconomics` (r:0 w:1)
    /// Proof: `Attribution::PreviousEconomics` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    fn set_economics() -> Weight {
        // Proof size: measured 853, estimated 12547.
        Weight::from_parts(204_407_000, 12547)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Datanets::Licences` (r:16 w:8)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceOfSpdx` (r:8 w:8)
    /// Proof: `Datanets::LicenceOfSpdx` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:8 w:8)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Governance::History` (r:1 w:1)
    /// Proof: `Governance::History` (`max_values`: None, `max_size`: Some(9082), added: 11557, mode: `MaxEncodedLen`)
    /// The range of component `n` is `[1, 16]`.
    fn set_licences(n: u32) -> Weight {
        // Proof size: measured 2887, estimated 12547.
        Weight::from_parts(234_658_726, 12547)
            .saturating_add(Weight::from_parts(61_006_320, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(3_u64))
            .saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2551).saturating_mul(n.into()))
    }
    /// Storage: `Governance::Numeric` (r:1 w:1)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Governance::History` (r:1 w:1)
    /// Proof: `Governance::History` (`max_values`: None, `max_size`: Some(9082), added: 11557, mode: `MaxEncodedLen`)
    fn set_numeric() -> Weight {
        // Proof size: measured 8466, estimated 12547.
        Weight::from_parts(159_212_000, 12547)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Governance::Bonds` (r:1 w:1)
    /// Proof: `Governance::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Rules` (r:1 w:0)
    /// Proof: `Governance::Rules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn bond_validator() -> Weight {
        // Proof size: measured 408, estimated 3892.
        Weight::from_parts(338_647_000, 3892)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Governance::Bonds` (r:1 w:1)
    /// Proof: `Governance::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Validators` (r:1 w:0)
    /// Proof: `Governance::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    /// Storage: `Session::Validators` (r:1 w:0)
    /// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    /// Storage: `Session::QueuedKeys` (r:1 w:0)
    /// Proof: `Session::QueuedKeys` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Session::NextKeys` (r:1 w:1)
    /// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    /// Storage: `Session::ExternallySetKeys` (r:1 w:0)
    /// Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    /// Storage: `Session::KeyOwner` (r:0 w:4)
    /// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
    fn unbond_validator() -> Weight {
        // Proof size: measured 913, estimated 4687.
        Weight::from_parts(597_424_000, 4687)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(8_u64))
    }
    /// Storage: `Governance::Validators` (r:1 w:1)
    /// Proof: `Governance::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Bonds` (r:1 w:1)
    /// Proof: `Governance::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Rules` (r:1 w:0)
    /// Proof: `Governance::Rules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `Session::NextKeys` (r:1 w:0)
    /// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
    /// Storage: `Governance::SetChanged` (r:0 w:1)
    /// Proof: `Governance::SetChanged` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
    fn add_validator() -> Weight {
        // Proof size: measured 5082, estimated 8547.
        Weight::from_parts(364_582_000, 8547)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Governance::Rules` (r:1 w:0)
    /// Proof: `Governance::Rules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Validators` (r:1 w:1)
    /// Proof: `Governance::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Bonds` (r:1 w:1)
    /// Proof: `Governance::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Endorsements` (r:0 w:1)
    /// Proof: `Governance::Endorsements` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    /// Storage: `Governance::SetChanged` (r:0 w:1)
    /// Proof: `Governance::SetChanged` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
    fn remove_validator() -> Weight {
        // Proof size: measured 4037, estimated 4687.
        Weight::from_parts(282_054_000, 4687)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Governance::Validators` (r:1 w:0)
    /// Proof: `Governance::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Rules` (r:1 w:1)
    /// Proof: `Governance::Rules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    fn set_validator_rules() -> Weight {
        // Proof size: measured 3312, estimated 4687.
        Weight::from_parts(205_218_000, 4687)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Governance::Validators` (r:1 w:0)
    /// Proof: `Governance::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Endorsements` (r:100 w:100)
    /// Proof: `Governance::Endorsements` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    /// Storage: `Whitelist::WhitelistedCall` (r:1 w:1)
    /// Proof: `Whitelist::WhitelistedCall` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
    /// Storage: `Preimage::StatusFor` (r:1 w:0)
    /// Proof: `Preimage::StatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    /// Storage: `Preimage::RequestStatusFor` (r:1 w:1)
    /// Proof: `Preimage::RequestStatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    /// The range of component `v` is `[1, 100]`.
    fn endorse(v: u32) -> Weight {
        // Proof size: measured 89, estimated 4687.
        Weight::from_parts(26_020_678, 4687)
            .saturating_add(Weight::from_parts(44_349_794, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(v.into())))
            .saturating_add(T::DbWeight::get().writes(2_u64))
            .saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(v.into())))
            .saturating_add(Weight::from_parts(0, 2555).saturating_mul(v.into()))
    }
}

/// The same for mocks.
impl WeightInfo for () {
    fn set_curation() -> Weight {
        Weight::from_parts(181_228_000, 12547).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn set_deployment() -> Weight {
        Weight::from_parts(180_578_000, 12547).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 2_u64))
    }
    fn set_economics() -> Weight {
        Weight::from_parts(204_407_000, 12547).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 3_u64))
    }
    fn set_licences(n: u32) -> Weight {
        Weight::from_parts(234_658_726, 12547)
            .saturating_add(Weight::from_parts(61_006_320, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(1_u64, 3_u64))
    }
    fn set_numeric() -> Weight {
        Weight::from_parts(159_212_000, 12547).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn bond_validator() -> Weight {
        Weight::from_parts(338_647_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 3_u64))
    }
    fn unbond_validator() -> Weight {
        Weight::from_parts(597_424_000, 4687).saturating_add(RocksDbWeight::get().reads_writes(8_u64, 8_u64))
    }
    fn add_validator() -> Weight {
        Weight::from_parts(364_582_000, 8547).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 3_u64))
    }
    fn remove_validator() -> Weight {
        Weight::from_parts(282_054_000, 4687).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 4_u64))
    }
    fn set_validator_rules() -> Weight {
        Weight::from_parts(205_218_000, 4687).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 1_u64))
    }
    fn endorse(v: u32) -> Weight {
        Weight::from_parts(26_020_678, 4687)
            .saturating_add(Weight::from_parts(44_349_794, 0).saturating_mul(v.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(4_u64, 2_u64))
    }
}
