//! Weights of `pallet_datanets`, measured: `cargo xtask bench pallets`.
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
    fn create_datanet() -> Weight;
    fn contribute() -> Weight;
    fn bond_curator() -> Weight;
    fn unbond_curator() -> Weight;
    fn commit_vote() -> Weight;
    fn reveal_vote() -> Weight;
    fn close_curation() -> Weight;
    fn withdraw() -> Weight;
    fn set_datanet_rules() -> Weight;
    fn close_datanet() -> Weight;
    fn appeal() -> Weight;
    fn challenge() -> Weight;
    fn release_deposit() -> Weight;
    fn forget_contribution() -> Weight;
    fn seal_known_answer() -> Weight;
    fn open_known_answer() -> Weight;
    fn forfeit_known_answer() -> Weight;
    fn set_access() -> Weight;
    fn grant_access() -> Weight;
    fn revoke_access() -> Weight;
    fn offer_datanet() -> Weight;
    fn accept_datanet() -> Weight;
    fn open_motion() -> Weight;
    fn vote_on_motion() -> Weight;
    fn conclude_motion() -> Weight;
    fn close_due(c: u32) -> Weight;
    fn on_check_result() -> Weight;
    fn on_check_failed() -> Weight;
    fn on_curate_result() -> Weight;
    fn on_curate_failed() -> Weight;
    fn take_snapshot() -> Weight;
}

/// Weights by the runtime's own cost of a database access.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    /// Storage: `Datanets::DatanetOfSlug` (r:1 w:1)
    /// Proof: `Datanets::DatanetOfSlug` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::NextDatanetId` (r:1 w:1)
    /// Proof: `Datanets::NextDatanetId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:0 w:1)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(696), added: 3171, mode: `MaxEncodedLen`)
    fn create_datanet() -> Weight {
        // Proof size: measured 692, estimated 41806.
        Weight::from_parts(533_666_000, 41806)
            .saturating_add(T::DbWeight::get().reads(20_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Counted by hand; to be measured.
    fn contribute() -> Weight {
        // Proof size: counted 11668.
        Weight::from_parts(650000000, 11668)
            .saturating_add(T::DbWeight::get().reads(12_u64))
            .saturating_add(T::DbWeight::get().writes(12_u64))
    }
    /// Storage: `Datanets::Curators` (r:1 w:1)
    /// Proof: `Datanets::Curators` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CounterForCurators` (r:1 w:1)
    /// Proof: `Datanets::CounterForCurators` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn bond_curator() -> Weight {
        // Proof size: measured 253, estimated 3640.
        Weight::from_parts(277_999_000, 3640)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Datanets::Curators` (r:1 w:1)
    /// Proof: `Datanets::Curators` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CounterForCurators` (r:1 w:1)
    /// Proof: `Datanets::CounterForCurators` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn unbond_curator() -> Weight {
        // Proof size: measured 424, estimated 3640.
        Weight::from_parts(268_422_000, 3640)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Counted by hand; to be measured.
    fn commit_vote() -> Weight {
        // Proof size: counted 5600.
        Weight::from_parts(40_000_000, 5600)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(9_u64))
    }
    /// Counted by hand; to be measured.
    fn reveal_vote() -> Weight {
        // Proof size: counted 110000.
        Weight::from_parts(4_000_000_000, 110000)
            .saturating_add(T::DbWeight::get().reads(140_u64))
            .saturating_add(T::DbWeight::get().writes(140_u64))
    }
    /// Counted by hand; to be measured.
    fn close_curation() -> Weight {
        // Proof size: counted 130000.
        Weight::from_parts(4500000000, 130000)
            .saturating_add(T::DbWeight::get().reads(175_u64))
            .saturating_add(T::DbWeight::get().writes(140_u64))
    }
    /// Counted by hand; to be measured.
    fn withdraw() -> Weight {
        // Proof size: counted 110000.
        Weight::from_parts(4200000000, 110000)
            .saturating_add(T::DbWeight::get().reads(140_u64))
            .saturating_add(T::DbWeight::get().writes(140_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:1)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(696), added: 3171, mode: `MaxEncodedLen`)
    fn set_datanet_rules() -> Weight {
        // Proof size: measured 1061, estimated 4161.
        Weight::from_parts(215_305_000, 4161)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:1)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(696), added: 3171, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    fn close_datanet() -> Weight {
        // Proof size: measured 1116, estimated 4161.
        Weight::from_parts(331_943_000, 4161)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Counted by hand; to be measured.
    fn appeal() -> Weight {
        // Proof size: counted 6000.
        Weight::from_parts(90_000_000, 6000)
            .saturating_add(T::DbWeight::get().reads(12_u64))
            .saturating_add(T::DbWeight::get().writes(12_u64))
    }
    /// Counted by hand; to be measured.
    fn challenge() -> Weight {
        // Proof size: counted 6000.
        Weight::from_parts(80_000_000, 6000)
            .saturating_add(T::DbWeight::get().reads(11_u64))
            .saturating_add(T::DbWeight::get().writes(11_u64))
    }
    /// Counted by hand; to be measured.
    fn release_deposit() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(60_000_000, 3700)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Counted by hand; to be measured.
    fn forget_contribution() -> Weight {
        // Proof size: counted 3600.
        Weight::from_parts(45_000_000, 3600)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    /// Counted by hand; to be measured.
    fn seal_known_answer() -> Weight {
        // Proof size: counted 4000.
        Weight::from_parts(60_000_000, 4000)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Counted by hand; to be measured.
    fn open_known_answer() -> Weight {
        // Proof size: counted 110000.
        Weight::from_parts(4_000_000_000, 110000)
            .saturating_add(T::DbWeight::get().reads(140_u64))
            .saturating_add(T::DbWeight::get().writes(140_u64))
    }
    /// Counted by hand; to be measured.
    fn forfeit_known_answer() -> Weight {
        // Proof size: counted 4000.
        Weight::from_parts(60_000_000, 4000)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Counted by hand; to be measured.
    fn set_access() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(30_000_000, 3700)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Counted by hand; to be measured.
    fn grant_access() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(50_000_000, 3700)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Counted by hand; to be measured.
    fn revoke_access() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(50_000_000, 3700)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Counted by hand; to be measured.
    fn offer_datanet() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(30_000_000, 3700)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Counted by hand; to be measured.
    fn accept_datanet() -> Weight {
        // Proof size: counted 6200.
        Weight::from_parts(70_000_000, 6200)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Counted by hand; to be measured.
    fn open_motion() -> Weight {
        // Proof size: counted 5600.
        Weight::from_parts(70_000_000, 5600)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Counted by hand; to be measured.
    fn vote_on_motion() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(40_000_000, 3700)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Counted by hand; to be measured.
    fn conclude_motion() -> Weight {
        // Proof size: counted 6200.
        Weight::from_parts(80_000_000, 6200)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:16 w:16)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(696), added: 3171, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Votes` (r:16 w:16)
    /// Proof: `Datanets::Votes` (`max_values`: None, `max_size`: Some(1585), added: 4060, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:1 w:1)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:1 w:1)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::AcceptedAt` (r:0 w:16)
    /// Proof: `Datanets::AcceptedAt` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    /// The range of component `c` is `[0, 16]`.
    fn close_due(c: u32) -> Weight {
        // Proof size: measured 3803, estimated 5543.
        Weight::from_parts(277_171_153, 5543)
            .saturating_add(Weight::from_parts(4_000_000_000, 110000).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().reads((140_u64).saturating_mul(c.into())))
            .saturating_add(T::DbWeight::get().writes(3_u64))
            .saturating_add(T::DbWeight::get().writes((140_u64).saturating_mul(c.into())))
            .saturating_add(Weight::from_parts(0, 4060).saturating_mul(c.into()))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(696), added: 3171, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Checks` (r:0 w:1)
    /// Proof: `Datanets::Checks` (`max_values`: None, `max_size`: Some(86), added: 2561, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    fn on_check_result() -> Weight {
        // Proof size: measured 1875, estimated 11668.
        Weight::from_parts(431_624_000, 11668)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(9_u64))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::ContributionOfContent` (r:0 w:1)
    /// Proof: `Datanets::ContributionOfContent` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    fn on_check_failed() -> Weight {
        // Proof size: measured 984, estimated 3900.
        Weight::from_parts(261_220_000, 3900)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Votes` (r:1 w:1)
    /// Proof: `Datanets::Votes` (`max_values`: None, `max_size`: Some(1585), added: 4060, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(696), added: 3171, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:1 w:1)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:1 w:1)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurateReports` (r:0 w:1)
    /// Proof: `Datanets::CurateReports` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::AcceptedAt` (r:0 w:1)
    /// Proof: `Datanets::AcceptedAt` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn on_curate_result() -> Weight {
        // Proof size: measured 5230, estimated 5543.
        Weight::from_parts(533_585_000, 5543)
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().writes(9_u64))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:0)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    fn on_curate_failed() -> Weight {
        // Proof size: measured 742, estimated 3900.
        Weight::from_parts(71_898_000, 3900).saturating_add(T::DbWeight::get().reads(1_u64))
    }
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(696), added: 3171, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:1 w:0)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Removed` (r:1 w:0)
    /// Proof: `Datanets::Removed` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::SnapshotOf` (r:1 w:1)
    /// Proof: `Datanets::SnapshotOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::NextSnapshotId` (r:1 w:1)
    /// Proof: `Datanets::NextSnapshotId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:16 w:0)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:0 w:1)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    fn take_snapshot() -> Weight {
        // Proof size: measured 2627, estimated 41070.
        Weight::from_parts(461_359_000, 41070)
            .saturating_add(T::DbWeight::get().reads(21_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
}

/// The same for mocks.
impl WeightInfo for () {
    fn create_datanet() -> Weight {
        Weight::from_parts(533_666_000, 41806).saturating_add(RocksDbWeight::get().reads_writes(20_u64, 5_u64))
    }
    fn contribute() -> Weight {
        Weight::from_parts(650000000, 11668).saturating_add(RocksDbWeight::get().reads_writes(12_u64, 12_u64))
    }
    fn bond_curator() -> Weight {
        Weight::from_parts(277_999_000, 3640).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 4_u64))
    }
    fn unbond_curator() -> Weight {
        Weight::from_parts(268_422_000, 3640).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 4_u64))
    }
    /// Counted by hand; to be measured.
    fn commit_vote() -> Weight {
        // Proof size: counted 5600.
        Weight::from_parts(40_000_000, 5600)
            .saturating_add(RocksDbWeight::get().reads(10_u64))
            .saturating_add(RocksDbWeight::get().writes(9_u64))
    }
    /// Counted by hand; to be measured.
    fn reveal_vote() -> Weight {
        // Proof size: counted 110000.
        Weight::from_parts(4_000_000_000, 110000)
            .saturating_add(RocksDbWeight::get().reads(140_u64))
            .saturating_add(RocksDbWeight::get().writes(140_u64))
    }
    fn close_curation() -> Weight {
        Weight::from_parts(4500000000, 130000).saturating_add(RocksDbWeight::get().reads_writes(175_u64, 140_u64))
    }
    fn withdraw() -> Weight {
        Weight::from_parts(4200000000, 110000).saturating_add(RocksDbWeight::get().reads_writes(140_u64, 140_u64))
    }
    fn set_datanet_rules() -> Weight {
        Weight::from_parts(215_305_000, 4161).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn close_datanet() -> Weight {
        Weight::from_parts(331_943_000, 4161).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    /// Counted by hand; to be measured.
    fn appeal() -> Weight {
        // Proof size: counted 6000.
        Weight::from_parts(90_000_000, 6000)
            .saturating_add(RocksDbWeight::get().reads(12_u64))
            .saturating_add(RocksDbWeight::get().writes(12_u64))
    }
    /// Counted by hand; to be measured.
    fn challenge() -> Weight {
        // Proof size: counted 6000.
        Weight::from_parts(80_000_000, 6000)
            .saturating_add(RocksDbWeight::get().reads(11_u64))
            .saturating_add(RocksDbWeight::get().writes(11_u64))
    }
    /// Counted by hand; to be measured.
    fn release_deposit() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(60_000_000, 3700)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    /// Counted by hand; to be measured.
    fn forget_contribution() -> Weight {
        // Proof size: counted 3600.
        Weight::from_parts(45_000_000, 3600)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(6_u64))
    }
    /// Counted by hand; to be measured.
    fn seal_known_answer() -> Weight {
        // Proof size: counted 4000.
        Weight::from_parts(60_000_000, 4000)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    /// Counted by hand; to be measured.
    fn open_known_answer() -> Weight {
        // Proof size: counted 110000.
        Weight::from_parts(4_000_000_000, 110000)
            .saturating_add(RocksDbWeight::get().reads(140_u64))
            .saturating_add(RocksDbWeight::get().writes(140_u64))
    }
    /// Counted by hand; to be measured.
    fn forfeit_known_answer() -> Weight {
        // Proof size: counted 4000.
        Weight::from_parts(60_000_000, 4000)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
    }
    /// Counted by hand; to be measured.
    fn set_access() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(30_000_000, 3700)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    /// Counted by hand; to be measured.
    fn grant_access() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(50_000_000, 3700)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    /// Counted by hand; to be measured.
    fn revoke_access() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(50_000_000, 3700)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    /// Counted by hand; to be measured.
    fn offer_datanet() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(30_000_000, 3700)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    /// Counted by hand; to be measured.
    fn accept_datanet() -> Weight {
        // Proof size: counted 6200.
        Weight::from_parts(70_000_000, 6200)
            .saturating_add(RocksDbWeight::get().reads(6_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    /// Counted by hand; to be measured.
    fn open_motion() -> Weight {
        // Proof size: counted 5600.
        Weight::from_parts(70_000_000, 5600)
            .saturating_add(RocksDbWeight::get().reads(8_u64))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
    }
    /// Counted by hand; to be measured.
    fn vote_on_motion() -> Weight {
        // Proof size: counted 3700.
        Weight::from_parts(40_000_000, 3700)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    /// Counted by hand; to be measured.
    fn conclude_motion() -> Weight {
        // Proof size: counted 6200.
        Weight::from_parts(80_000_000, 6200)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(6_u64))
    }
    fn close_due(c: u32) -> Weight {
        Weight::from_parts(277_171_153, 5543)
            .saturating_add(Weight::from_parts(4_000_000_000, 110000).saturating_mul(c.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(4_u64, 3_u64))
    }
    fn on_check_result() -> Weight {
        Weight::from_parts(431_624_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(8_u64, 9_u64))
    }
    fn on_check_failed() -> Weight {
        Weight::from_parts(261_220_000, 3900).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 4_u64))
    }
    fn on_curate_result() -> Weight {
        Weight::from_parts(533_585_000, 5543).saturating_add(RocksDbWeight::get().reads_writes(9_u64, 9_u64))
    }
    fn on_curate_failed() -> Weight {
        Weight::from_parts(71_898_000, 3900).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 0_u64))
    }
    fn take_snapshot() -> Weight {
        Weight::from_parts(461_359_000, 41070).saturating_add(RocksDbWeight::get().reads_writes(21_u64, 3_u64))
    }
}
