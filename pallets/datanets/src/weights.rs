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
    fn set_datanet_rules() -> Weight;
    fn close_datanet() -> Weight;
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
    /// Storage: `Datanets::RetiredLicences` (r:16 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::NextDatanetId` (r:1 w:1)
    /// Proof: `Datanets::NextDatanetId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:0 w:1)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    fn create_datanet() -> Weight {
        // Proof size: measured 945, estimated 41806.
        Weight::from_parts(1_227_516_000, 41806)
            .saturating_add(T::DbWeight::get().reads(37_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:1 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::ContributionOfContent` (r:1 w:1)
    /// Proof: `Datanets::ContributionOfContent` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::NextContributionId` (r:1 w:1)
    /// Proof: `Datanets::NextContributionId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::UndecidedOf` (r:1 w:1)
    /// Proof: `Datanets::UndecidedOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Undecided` (r:1 w:1)
    /// Proof: `Datanets::Undecided` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:0 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurationFees` (r:0 w:1)
    /// Proof: `Datanets::CurationFees` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    fn contribute() -> Weight {
        // Proof size: measured 1884, estimated 11668.
        Weight::from_parts(1_370_225_000, 11668)
            .saturating_add(T::DbWeight::get().reads(13_u64))
            .saturating_add(T::DbWeight::get().writes(12_u64))
    }
    /// Storage: `Datanets::Curators` (r:1 w:1)
    /// Proof: `Datanets::Curators` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CounterForCurators` (r:1 w:1)
    /// Proof: `Datanets::CounterForCurators` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn bond_curator() -> Weight {
        // Proof size: measured 506, estimated 3892.
        Weight::from_parts(529_820_000, 3892)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Datanets::Curators` (r:1 w:1)
    /// Proof: `Datanets::Curators` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standings` (r:1 w:1)
    /// Proof: `Datanets::Standings` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CounterForCurators` (r:1 w:1)
    /// Proof: `Datanets::CounterForCurators` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn unbond_curator() -> Weight {
        // Proof size: measured 725, estimated 3892.
        Weight::from_parts(524_567_000, 3892)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `Datanets::Curators` (r:1 w:1)
    /// Proof: `Datanets::Curators` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:1 w:1)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Panelists` (r:1 w:0)
    /// Proof: `Datanets::Panelists` (`max_values`: None, `max_size`: Some(1041), added: 3516, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contests` (r:1 w:0)
    /// Proof: `Datanets::Contests` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Voices` (r:1 w:1)
    /// Proof: `Datanets::Voices` (`max_values`: None, `max_size`: Some(2673), added: 5148, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standings` (r:1 w:1)
    /// Proof: `Datanets::Standings` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:2 w:2)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    fn commit_vote() -> Weight {
        // Proof size: measured 5551, estimated 6138.
        Weight::from_parts(830_782_000, 6138)
            .saturating_add(T::DbWeight::get().reads(11_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:1 w:1)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Voices` (r:1 w:1)
    /// Proof: `Datanets::Voices` (`max_values`: None, `max_size`: Some(2673), added: 5148, mode: `MaxEncodedLen`)
    /// Storage: `System::BlockHash` (r:1 w:0)
    /// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Plants` (r:1 w:0)
    /// Proof: `Datanets::Plants` (`max_values`: None, `max_size`: Some(717), added: 3192, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standings` (r:32 w:32)
    /// Proof: `Datanets::Standings` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Curators` (r:10 w:10)
    /// Proof: `Datanets::Curators` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:11 w:11)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:34 w:34)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurationFees` (r:1 w:1)
    /// Proof: `Datanets::CurationFees` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contests` (r:1 w:0)
    /// Proof: `Datanets::Contests` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:1 w:1)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:1 w:1)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Motions` (r:1 w:0)
    /// Proof: `Datanets::Motions` (`max_values`: None, `max_size`: Some(159), added: 2634, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Holdings` (r:1 w:1)
    /// Proof: `Datanets::Holdings` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::UndecidedOf` (r:1 w:1)
    /// Proof: `Datanets::UndecidedOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Undecided` (r:1 w:1)
    /// Proof: `Datanets::Undecided` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Panelists` (r:0 w:1)
    /// Proof: `Datanets::Panelists` (`max_values`: None, `max_size`: Some(1041), added: 3516, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Windows` (r:0 w:1)
    /// Proof: `Datanets::Windows` (`max_values`: None, `max_size`: Some(22), added: 2497, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::AcceptedAt` (r:0 w:1)
    /// Proof: `Datanets::AcceptedAt` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn reveal_vote() -> Weight {
        // Proof size: measured 13811, estimated 89492.
        Weight::from_parts(14_483_318_000, 89492)
            .saturating_add(T::DbWeight::get().reads(103_u64))
            .saturating_add(T::DbWeight::get().writes(100_u64))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:1 w:1)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Voices` (r:1 w:1)
    /// Proof: `Datanets::Voices` (`max_values`: None, `max_size`: Some(2673), added: 5148, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standings` (r:32 w:32)
    /// Proof: `Datanets::Standings` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Curators` (r:10 w:10)
    /// Proof: `Datanets::Curators` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:11 w:11)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:34 w:34)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurationFees` (r:1 w:1)
    /// Proof: `Datanets::CurationFees` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contests` (r:1 w:0)
    /// Proof: `Datanets::Contests` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:1 w:1)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:1 w:1)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Motions` (r:1 w:0)
    /// Proof: `Datanets::Motions` (`max_values`: None, `max_size`: Some(159), added: 2634, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Holdings` (r:1 w:1)
    /// Proof: `Datanets::Holdings` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::UndecidedOf` (r:1 w:1)
    /// Proof: `Datanets::UndecidedOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Undecided` (r:1 w:1)
    /// Proof: `Datanets::Undecided` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Panelists` (r:0 w:1)
    /// Proof: `Datanets::Panelists` (`max_values`: None, `max_size`: Some(1041), added: 3516, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Windows` (r:0 w:1)
    /// Proof: `Datanets::Windows` (`max_values`: None, `max_size`: Some(22), added: 2497, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::AcceptedAt` (r:0 w:1)
    /// Proof: `Datanets::AcceptedAt` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn close_curation() -> Weight {
        // Proof size: measured 13795, estimated 89492.
        Weight::from_parts(14_419_784_000, 89492)
            .saturating_add(T::DbWeight::get().reads(101_u64))
            .saturating_add(T::DbWeight::get().writes(100_u64))
    }
    /// Storage: `System::Account` (r:33 w:33)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contests` (r:1 w:0)
    /// Proof: `Datanets::Contests` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:1 w:1)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Voices` (r:1 w:1)
    /// Proof: `Datanets::Voices` (`max_values`: None, `max_size`: Some(2673), added: 5148, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standings` (r:32 w:32)
    /// Proof: `Datanets::Standings` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurationFees` (r:1 w:1)
    /// Proof: `Datanets::CurationFees` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::UndecidedOf` (r:1 w:1)
    /// Proof: `Datanets::UndecidedOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Undecided` (r:1 w:1)
    /// Proof: `Datanets::Undecided` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::ContributionOfContent` (r:0 w:1)
    /// Proof: `Datanets::ContributionOfContent` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    fn withdraw() -> Weight {
        // Proof size: measured 9856, estimated 86889.
        Weight::from_parts(12_770_795_000, 86889)
            .saturating_add(T::DbWeight::get().reads(75_u64))
            .saturating_add(T::DbWeight::get().writes(74_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Windows` (r:1 w:1)
    /// Proof: `Datanets::Windows` (`max_values`: None, `max_size`: Some(22), added: 2497, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::ContributionOfContent` (r:1 w:1)
    /// Proof: `Datanets::ContributionOfContent` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::UndecidedOf` (r:1 w:1)
    /// Proof: `Datanets::UndecidedOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Undecided` (r:1 w:1)
    /// Proof: `Datanets::Undecided` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contests` (r:0 w:1)
    /// Proof: `Datanets::Contests` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:0 w:1)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurationFees` (r:0 w:1)
    /// Proof: `Datanets::CurationFees` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    fn appeal() -> Weight {
        // Proof size: measured 2089, estimated 4189.
        Weight::from_parts(1_031_561_000, 4189)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(11_u64))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Windows` (r:1 w:1)
    /// Proof: `Datanets::Windows` (`max_values`: None, `max_size`: Some(22), added: 2497, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contests` (r:0 w:1)
    /// Proof: `Datanets::Contests` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:0 w:1)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurationFees` (r:0 w:1)
    /// Proof: `Datanets::CurationFees` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    fn challenge() -> Weight {
        // Proof size: measured 2088, estimated 4189.
        Weight::from_parts(672_020_000, 4189)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(8_u64))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Windows` (r:1 w:1)
    /// Proof: `Datanets::Windows` (`max_values`: None, `max_size`: Some(22), added: 2497, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Panelists` (r:0 w:1)
    /// Proof: `Datanets::Panelists` (`max_values`: None, `max_size`: Some(1041), added: 3516, mode: `MaxEncodedLen`)
    fn release_deposit() -> Weight {
        // Proof size: measured 1129, estimated 3900.
        Weight::from_parts(545_013_000, 3900)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Windows` (r:1 w:1)
    /// Proof: `Datanets::Windows` (`max_values`: None, `max_size`: Some(22), added: 2497, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Panelists` (r:0 w:1)
    /// Proof: `Datanets::Panelists` (`max_values`: None, `max_size`: Some(1041), added: 3516, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Checks` (r:0 w:1)
    /// Proof: `Datanets::Checks` (`max_values`: None, `max_size`: Some(86), added: 2561, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurateReports` (r:0 w:1)
    /// Proof: `Datanets::CurateReports` (`max_values`: None, `max_size`: Some(86), added: 2561, mode: `MaxEncodedLen`)
    fn forget_contribution() -> Weight {
        // Proof size: measured 782, estimated 3900.
        Weight::from_parts(157_682_000, 3900)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Plants` (r:1 w:1)
    /// Proof: `Datanets::Plants` (`max_values`: None, `max_size`: Some(717), added: 3192, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn seal_known_answer() -> Weight {
        // Proof size: measured 1380, estimated 4189.
        Weight::from_parts(435_510_000, 4189)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `System::Account` (r:35 w:35)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:1 w:1)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `System::BlockHash` (r:1 w:0)
    /// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Plants` (r:1 w:1)
    /// Proof: `Datanets::Plants` (`max_values`: None, `max_size`: Some(717), added: 3192, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Voices` (r:1 w:1)
    /// Proof: `Datanets::Voices` (`max_values`: None, `max_size`: Some(2673), added: 5148, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standings` (r:32 w:32)
    /// Proof: `Datanets::Standings` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Curators` (r:10 w:10)
    /// Proof: `Datanets::Curators` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:12 w:12)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurationFees` (r:1 w:1)
    /// Proof: `Datanets::CurationFees` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::UndecidedOf` (r:1 w:1)
    /// Proof: `Datanets::UndecidedOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Undecided` (r:1 w:1)
    /// Proof: `Datanets::Undecided` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::ContributionOfContent` (r:0 w:1)
    /// Proof: `Datanets::ContributionOfContent` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    fn open_known_answer() -> Weight {
        // Proof size: measured 13077, estimated 92095.
        Weight::from_parts(8_244_886_000, 92095)
            .saturating_add(T::DbWeight::get().reads(99_u64))
            .saturating_add(T::DbWeight::get().writes(98_u64))
    }
    /// Storage: `Datanets::Plants` (r:1 w:1)
    /// Proof: `Datanets::Plants` (`max_values`: None, `max_size`: Some(717), added: 3192, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn forfeit_known_answer() -> Weight {
        // Proof size: measured 1362, estimated 6196.
        Weight::from_parts(308_716_000, 6196)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Access` (r:1 w:1)
    /// Proof: `Datanets::Access` (`max_values`: None, `max_size`: Some(29), added: 2504, mode: `MaxEncodedLen`)
    fn set_access() -> Weight {
        // Proof size: measured 1122, estimated 4189.
        Weight::from_parts(237_340_000, 4189)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Grants` (r:1 w:1)
    /// Proof: `Datanets::Grants` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn grant_access() -> Weight {
        // Proof size: measured 1215, estimated 4189.
        Weight::from_parts(417_717_000, 4189)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Grants` (r:1 w:1)
    /// Proof: `Datanets::Grants` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn revoke_access() -> Weight {
        // Proof size: measured 1366, estimated 4189.
        Weight::from_parts(407_385_000, 4189)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Offers` (r:1 w:1)
    /// Proof: `Datanets::Offers` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    fn offer_datanet() -> Weight {
        // Proof size: measured 1122, estimated 4189.
        Weight::from_parts(238_647_000, 4189)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Datanets::Datanets` (r:1 w:1)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Offers` (r:1 w:1)
    /// Proof: `Datanets::Offers` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:2 w:2)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn accept_datanet() -> Weight {
        // Proof size: measured 1385, estimated 6794.
        Weight::from_parts(491_581_000, 6794)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Motions` (r:1 w:1)
    /// Proof: `Datanets::Motions` (`max_values`: None, `max_size`: Some(159), added: 2634, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Holdings` (r:1 w:0)
    /// Proof: `Datanets::Holdings` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::MotionCount` (r:1 w:1)
    /// Proof: `Datanets::MotionCount` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:1 w:0)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Removed` (r:1 w:0)
    /// Proof: `Datanets::Removed` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    fn open_motion() -> Weight {
        // Proof size: measured 2254, estimated 5543.
        Weight::from_parts(509_393_000, 5543)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Motions` (r:1 w:1)
    /// Proof: `Datanets::Motions` (`max_values`: None, `max_size`: Some(159), added: 2634, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Holdings` (r:1 w:1)
    /// Proof: `Datanets::Holdings` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn vote_on_motion() -> Weight {
        // Proof size: measured 892, estimated 3624.
        Weight::from_parts(262_842_000, 3624)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Datanets::Motions` (r:1 w:1)
    /// Proof: `Datanets::Motions` (`max_values`: None, `max_size`: Some(159), added: 2634, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:1)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    fn conclude_motion() -> Weight {
        // Proof size: measured 1896, estimated 4189.
        Weight::from_parts(377_020_000, 4189)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:1)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    fn set_datanet_rules() -> Weight {
        // Proof size: measured 1287, estimated 4189.
        Weight::from_parts(246_946_000, 4189)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:1)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn close_datanet() -> Weight {
        // Proof size: measured 1215, estimated 4189.
        Weight::from_parts(373_307_000, 4189)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:4 w:4)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:4 w:4)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Voices` (r:4 w:4)
    /// Proof: `Datanets::Voices` (`max_values`: None, `max_size`: Some(2673), added: 5148, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standings` (r:32 w:32)
    /// Proof: `Datanets::Standings` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Curators` (r:10 w:10)
    /// Proof: `Datanets::Curators` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:11 w:11)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:34 w:34)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurationFees` (r:4 w:4)
    /// Proof: `Datanets::CurationFees` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contests` (r:4 w:0)
    /// Proof: `Datanets::Contests` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:1 w:1)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:1 w:1)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Motions` (r:1 w:0)
    /// Proof: `Datanets::Motions` (`max_values`: None, `max_size`: Some(159), added: 2634, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Holdings` (r:1 w:1)
    /// Proof: `Datanets::Holdings` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::UndecidedOf` (r:1 w:1)
    /// Proof: `Datanets::UndecidedOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Undecided` (r:1 w:1)
    /// Proof: `Datanets::Undecided` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Panelists` (r:0 w:4)
    /// Proof: `Datanets::Panelists` (`max_values`: None, `max_size`: Some(1041), added: 3516, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Windows` (r:0 w:4)
    /// Proof: `Datanets::Windows` (`max_values`: None, `max_size`: Some(22), added: 2497, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::AcceptedAt` (r:0 w:4)
    /// Proof: `Datanets::AcceptedAt` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    /// The range of component `c` is `[0, 4]`.
    fn close_due(c: u32) -> Weight {
        // Proof size: measured 2893, estimated 89492.
        Weight::from_parts(813_112_579, 89492)
            .saturating_add(Weight::from_parts(6_159_784_637, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(28_u64))
            .saturating_add(T::DbWeight::get().reads((30_u64).saturating_mul(c.into())))
            .saturating_add(T::DbWeight::get().writes(27_u64))
            .saturating_add(T::DbWeight::get().writes((31_u64).saturating_mul(c.into())))
            .saturating_add(Weight::from_parts(0, 5148).saturating_mul(c.into()))
    }
    /// Storage: `Datanets::NextContributionId` (r:1 w:0)
    /// Proof: `Datanets::NextContributionId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:1 w:1)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Checks` (r:0 w:1)
    /// Proof: `Datanets::Checks` (`max_values`: None, `max_size`: Some(86), added: 2561, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:0 w:1)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    fn on_check_result() -> Weight {
        // Proof size: measured 2062, estimated 11668.
        Weight::from_parts(487_401_000, 11668)
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().writes(10_u64))
    }
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurationFees` (r:1 w:1)
    /// Proof: `Datanets::CurationFees` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::UndecidedOf` (r:1 w:1)
    /// Proof: `Datanets::UndecidedOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Undecided` (r:1 w:1)
    /// Proof: `Datanets::Undecided` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Windows` (r:0 w:1)
    /// Proof: `Datanets::Windows` (`max_values`: None, `max_size`: Some(22), added: 2497, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::ContributionOfContent` (r:0 w:1)
    /// Proof: `Datanets::ContributionOfContent` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
    fn on_check_failed() -> Weight {
        // Proof size: measured 1458, estimated 3900.
        Weight::from_parts(489_389_000, 3900)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(8_u64))
    }
    /// Storage: `Datanets::NextContributionId` (r:1 w:0)
    /// Proof: `Datanets::NextContributionId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:1)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Rounds` (r:1 w:1)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Voices` (r:1 w:1)
    /// Proof: `Datanets::Voices` (`max_values`: None, `max_size`: Some(2673), added: 5148, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Standard` (r:1 w:0)
    /// Proof: `Datanets::Standard` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Closing` (r:2 w:2)
    /// Proof: `Datanets::Closing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::CurateReports` (r:0 w:1)
    /// Proof: `Datanets::CurateReports` (`max_values`: None, `max_size`: Some(86), added: 2561, mode: `MaxEncodedLen`)
    fn on_curate_result() -> Weight {
        // Proof size: measured 4779, estimated 6138.
        Weight::from_parts(389_889_000, 6138)
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    /// Storage: `Datanets::Rounds` (r:1 w:0)
    /// Proof: `Datanets::Rounds` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contests` (r:1 w:0)
    /// Proof: `Datanets::Contests` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
    fn on_curate_failed() -> Weight {
        // Proof size: measured 427, estimated 3567.
        Weight::from_parts(84_432_000, 3567).saturating_add(T::DbWeight::get().reads(2_u64))
    }
    /// Storage: `Datanets::Datanets` (r:1 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
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
        // Proof size: measured 2688, estimated 41070.
        Weight::from_parts(494_865_000, 41070)
            .saturating_add(T::DbWeight::get().reads(21_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
}

/// The same for mocks.
impl WeightInfo for () {
    fn create_datanet() -> Weight {
        Weight::from_parts(1_227_516_000, 41806).saturating_add(RocksDbWeight::get().reads_writes(37_u64, 5_u64))
    }
    fn contribute() -> Weight {
        Weight::from_parts(1_370_225_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(13_u64, 12_u64))
    }
    fn bond_curator() -> Weight {
        Weight::from_parts(529_820_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 4_u64))
    }
    fn unbond_curator() -> Weight {
        Weight::from_parts(524_567_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 5_u64))
    }
    fn commit_vote() -> Weight {
        Weight::from_parts(830_782_000, 6138).saturating_add(RocksDbWeight::get().reads_writes(11_u64, 7_u64))
    }
    fn reveal_vote() -> Weight {
        Weight::from_parts(14_483_318_000, 89492).saturating_add(RocksDbWeight::get().reads_writes(103_u64, 100_u64))
    }
    fn close_curation() -> Weight {
        Weight::from_parts(14_419_784_000, 89492).saturating_add(RocksDbWeight::get().reads_writes(101_u64, 100_u64))
    }
    fn withdraw() -> Weight {
        Weight::from_parts(12_770_795_000, 86889).saturating_add(RocksDbWeight::get().reads_writes(75_u64, 74_u64))
    }
    fn appeal() -> Weight {
        Weight::from_parts(1_031_561_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(10_u64, 11_u64))
    }
    fn challenge() -> Weight {
        Weight::from_parts(672_020_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 8_u64))
    }
    fn release_deposit() -> Weight {
        Weight::from_parts(545_013_000, 3900).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 5_u64))
    }
    fn forget_contribution() -> Weight {
        Weight::from_parts(157_682_000, 3900).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 5_u64))
    }
    fn seal_known_answer() -> Weight {
        Weight::from_parts(435_510_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 3_u64))
    }
    fn open_known_answer() -> Weight {
        Weight::from_parts(8_244_886_000, 92095).saturating_add(RocksDbWeight::get().reads_writes(99_u64, 98_u64))
    }
    fn forfeit_known_answer() -> Weight {
        Weight::from_parts(308_716_000, 6196).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 4_u64))
    }
    fn set_access() -> Weight {
        Weight::from_parts(237_340_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 2_u64))
    }
    fn grant_access() -> Weight {
        Weight::from_parts(417_717_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 3_u64))
    }
    fn revoke_access() -> Weight {
        Weight::from_parts(407_385_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 3_u64))
    }
    fn offer_datanet() -> Weight {
        Weight::from_parts(238_647_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 2_u64))
    }
    fn accept_datanet() -> Weight {
        Weight::from_parts(491_581_000, 6794).saturating_add(RocksDbWeight::get().reads_writes(6_u64, 6_u64))
    }
    fn open_motion() -> Weight {
        Weight::from_parts(509_393_000, 5543).saturating_add(RocksDbWeight::get().reads_writes(8_u64, 4_u64))
    }
    fn vote_on_motion() -> Weight {
        Weight::from_parts(262_842_000, 3624).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn conclude_motion() -> Weight {
        Weight::from_parts(377_020_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 4_u64))
    }
    fn set_datanet_rules() -> Weight {
        Weight::from_parts(246_946_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 2_u64))
    }
    fn close_datanet() -> Weight {
        Weight::from_parts(373_307_000, 4189).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn close_due(c: u32) -> Weight {
        Weight::from_parts(813_112_579, 89492)
            .saturating_add(Weight::from_parts(6_159_784_637, 0).saturating_mul(c.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(28_u64, 27_u64))
    }
    fn on_check_result() -> Weight {
        Weight::from_parts(487_401_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(9_u64, 10_u64))
    }
    fn on_check_failed() -> Weight {
        Weight::from_parts(489_389_000, 3900).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 8_u64))
    }
    fn on_curate_result() -> Weight {
        Weight::from_parts(389_889_000, 6138).saturating_add(RocksDbWeight::get().reads_writes(9_u64, 6_u64))
    }
    fn on_curate_failed() -> Weight {
        Weight::from_parts(84_432_000, 3567).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 0_u64))
    }
    fn take_snapshot() -> Weight {
        Weight::from_parts(494_865_000, 41070).saturating_add(RocksDbWeight::get().reads_writes(21_u64, 3_u64))
    }
}
