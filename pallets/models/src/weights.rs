//! Weights of `pallet_models`, measured: `cargo xtask bench pallets`.
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
    fn register_base() -> Weight;
    fn request_training(d: u32) -> Weight;
    fn deploy() -> Weight;
    fn set_alias() -> Weight;
    fn set_prices() -> Weight;
    fn deprecate() -> Weight;
    fn approve() -> Weight;
    fn request_evaluation() -> Weight;
    fn revoke() -> Weight;
    fn fork() -> Weight;
    fn request_merge(p: u32) -> Weight;
    fn request_reproduction() -> Weight;
    fn settle_mismatch() -> Weight;
    fn register_external(d: u32) -> Weight;
    fn challenge_external() -> Weight;
    fn settle_challenge() -> Weight;
    fn propose_training(d: u32) -> Weight;
    fn fund() -> Weight;
    fn close_proposal() -> Weight;
    fn reclaim_funding() -> Weight;
    fn stake() -> Weight;
    fn activate_stake() -> Weight;
    fn unstake() -> Weight;
    fn withdraw_unbonded() -> Weight;
    fn claim_stake_income() -> Weight;
    fn register_agent() -> Weight;
    fn update_agent() -> Weight;
    fn retire_agent() -> Weight;
    fn flag_version() -> Weight;
    fn flag_descendant() -> Weight;
    fn request_retraining(d: u32) -> Weight;
    fn lower_royalty() -> Weight;
    fn on_merge_result() -> Weight;
    fn on_merge_failed() -> Weight;
    fn on_reproduce_result() -> Weight;
    fn on_reproduce_failed() -> Weight;
    fn on_backers_income() -> Weight;
    fn on_train_result() -> Weight;
    fn on_train_failed() -> Weight;
    fn on_evaluate_result() -> Weight;
    fn on_evaluate_failed() -> Weight;
}

/// Weights by the runtime's own cost of a database access.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:0)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:1 w:0)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:1 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::NextVersionId` (r:1 w:1)
    /// Proof: `Models::NextVersionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:0 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:0 w:1)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    fn register_base() -> Weight {
        // Proof size: measured 622, estimated 3892.
        Weight::from_parts(562_619_000, 3892)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:4 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Access` (r:4 w:0)
    /// Proof: `Datanets::Access` (`max_values`: None, `max_size`: Some(29), added: 2504, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:4 w:0)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Removed` (r:4 w:0)
    /// Proof: `Datanets::Removed` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::SnapshotOf` (r:4 w:4)
    /// Proof: `Datanets::SnapshotOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::NextSnapshotId` (r:1 w:1)
    /// Proof: `Datanets::NextSnapshotId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:64 w:0)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:0)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:1 w:0)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Models::Generations` (r:1 w:1)
    /// Proof: `Models::Generations` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Models::NextVersionId` (r:1 w:1)
    /// Proof: `Models::NextVersionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
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
    /// Storage: `Datanets::Snapshots` (r:0 w:4)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Recipes` (r:0 w:1)
    /// Proof: `Models::Recipes` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// The range of component `d` is `[1, 4]`.
    fn request_training(d: u32) -> Weight {
        // Proof size: measured 3284, estimated 41806.
        Weight::from_parts(1_964_715_812, 41806)
            .saturating_add(Weight::from_parts(681_541_145, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(32_u64))
            .saturating_add(T::DbWeight::get().reads((21_u64).saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(12_u64))
            .saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
            .saturating_add(Weight::from_parts(0, 40080).saturating_mul(d.into()))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Models::Challenges` (r:1 w:0)
    /// Proof: `Models::Challenges` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:1 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::SourceOf` (r:1 w:0)
    /// Proof: `Models::SourceOf` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Models::Mismatches` (r:1 w:0)
    /// Proof: `Models::Mismatches` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    fn deploy() -> Weight {
        // Proof size: measured 1929, estimated 4264.
        Weight::from_parts(496_626_000, 4264)
            .saturating_add(T::DbWeight::get().reads(11_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:0)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:1)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:1 w:0)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Aliases` (r:1 w:1)
    /// Proof: `Models::Aliases` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    fn set_alias() -> Weight {
        // Proof size: measured 925, estimated 4264.
        Weight::from_parts(317_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn set_prices() -> Weight {
        // Proof size: measured 983, estimated 4264.
        Weight::from_parts(280_674_000, 4264)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Challenges` (r:1 w:0)
    /// Proof: `Models::Challenges` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:1 w:0)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    fn deprecate() -> Weight {
        // Proof size: measured 998, estimated 4264.
        Weight::from_parts(467_141_000, 4264)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Models::Challenges` (r:1 w:0)
    /// Proof: `Models::Challenges` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:1 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::SourceOf` (r:1 w:0)
    /// Proof: `Models::SourceOf` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Models::Mismatches` (r:1 w:0)
    /// Proof: `Models::Mismatches` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    fn approve() -> Weight {
        // Proof size: measured 1679, estimated 4264.
        Weight::from_parts(339_567_000, 4264)
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Trainers` (r:1 w:0)
    /// Proof: `Models::Trainers` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    fn request_evaluation() -> Weight {
        // Proof size: measured 1328, estimated 11668.
        Weight::from_parts(885_982_000, 11668)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Challenges` (r:1 w:0)
    /// Proof: `Models::Challenges` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:1 w:0)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    fn revoke() -> Weight {
        // Proof size: measured 824, estimated 4264.
        Weight::from_parts(294_052_000, 4264)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:0)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:1 w:0)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:4 w:0)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Generations` (r:1 w:1)
    /// Proof: `Models::Generations` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Models::NextVersionId` (r:1 w:1)
    /// Proof: `Models::NextVersionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Models::SourceOf` (r:1 w:1)
    /// Proof: `Models::SourceOf` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:0 w:1)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    fn fork() -> Weight {
        // Proof size: measured 2767, estimated 41806.
        Weight::from_parts(2_645_481_000, 41806)
            .saturating_add(T::DbWeight::get().reads(32_u64))
            .saturating_add(T::DbWeight::get().writes(8_u64))
    }
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:4 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:4 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Models::Recipes` (r:1 w:1)
    /// Proof: `Models::Recipes` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:0)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:1 w:0)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:4 w:0)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Generations` (r:4 w:1)
    /// Proof: `Models::Generations` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Models::NextVersionId` (r:1 w:1)
    /// Proof: `Models::NextVersionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
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
    /// Storage: `Models::MergeMethods` (r:0 w:1)
    /// Proof: `Models::MergeMethods` (`max_values`: None, `max_size`: Some(17), added: 2492, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// The range of component `p` is `[2, 4]`.
    fn request_merge(p: u32) -> Weight {
        // Proof size: measured 2268, estimated 41806.
        Weight::from_parts(4_719_576_246, 41806)
            .saturating_add(T::DbWeight::get().reads(33_u64))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(p.into())))
            .saturating_add(T::DbWeight::get().writes(12_u64))
            .saturating_add(Weight::from_parts(0, 3274).saturating_mul(p.into()))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Trainers` (r:1 w:0)
    /// Proof: `Models::Trainers` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Models::Mismatches` (r:1 w:0)
    /// Proof: `Models::Mismatches` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Reproductions` (r:1 w:1)
    /// Proof: `Models::Reproductions` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Excluded` (r:0 w:1)
    /// Proof: `Compute::Excluded` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    fn request_reproduction() -> Weight {
        // Proof size: measured 1134, estimated 11668.
        Weight::from_parts(939_921_000, 11668)
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().writes(8_u64))
    }
    /// Storage: `Models::Mismatches` (r:1 w:1)
    /// Proof: `Models::Mismatches` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Challenges` (r:1 w:0)
    /// Proof: `Models::Challenges` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:1 w:1)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn settle_mismatch() -> Weight {
        // Proof size: measured 1107, estimated 4264.
        Weight::from_parts(585_945_000, 4264)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::VersionOfAdapter` (r:1 w:1)
    /// Proof: `Models::VersionOfAdapter` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:4 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Access` (r:4 w:0)
    /// Proof: `Datanets::Access` (`max_values`: None, `max_size`: Some(29), added: 2504, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:4 w:0)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Removed` (r:4 w:0)
    /// Proof: `Datanets::Removed` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::SnapshotOf` (r:4 w:4)
    /// Proof: `Datanets::SnapshotOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::NextSnapshotId` (r:1 w:1)
    /// Proof: `Datanets::NextSnapshotId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:64 w:0)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:0)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:1 w:0)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Models::Generations` (r:1 w:1)
    /// Proof: `Models::Generations` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Models::NextVersionId` (r:1 w:1)
    /// Proof: `Models::NextVersionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:0 w:4)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::MeasuredOn` (r:0 w:1)
    /// Proof: `Models::MeasuredOn` (`max_values`: None, `max_size`: Some(29), added: 2504, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:0 w:1)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    /// Storage: `Models::Recipes` (r:0 w:1)
    /// Proof: `Models::Recipes` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// The range of component `d` is `[1, 4]`.
    fn register_external(d: u32) -> Weight {
        // Proof size: measured 3284, estimated 41806.
        Weight::from_parts(1_777_979_000, 41806)
            .saturating_add(Weight::from_parts(1_865_510_545, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(33_u64))
            .saturating_add(T::DbWeight::get().reads((21_u64).saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(15_u64))
            .saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
            .saturating_add(Weight::from_parts(0, 40080).saturating_mul(d.into()))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:2 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Challenges` (r:1 w:1)
    /// Proof: `Models::Challenges` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn challenge_external() -> Weight {
        // Proof size: measured 1609, estimated 7538.
        Weight::from_parts(736_253_000, 7538)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Models::Challenges` (r:1 w:1)
    /// Proof: `Models::Challenges` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:2 w:2)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:1 w:1)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    fn settle_challenge() -> Weight {
        // Proof size: measured 1707, estimated 6794.
        Weight::from_parts(883_321_000, 6794)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:4 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Access` (r:4 w:0)
    /// Proof: `Datanets::Access` (`max_values`: None, `max_size`: Some(29), added: 2504, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:4 w:0)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Removed` (r:4 w:0)
    /// Proof: `Datanets::Removed` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::SnapshotOf` (r:4 w:4)
    /// Proof: `Datanets::SnapshotOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::NextSnapshotId` (r:1 w:1)
    /// Proof: `Datanets::NextSnapshotId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:64 w:0)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:0)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:1 w:0)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Models::Generations` (r:1 w:1)
    /// Proof: `Models::Generations` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    /// Storage: `Models::NextVersionId` (r:1 w:1)
    /// Proof: `Models::NextVersionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:0 w:4)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:0 w:1)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    /// Storage: `Models::Proposals` (r:0 w:1)
    /// Proof: `Models::Proposals` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::Recipes` (r:0 w:1)
    /// Proof: `Models::Recipes` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// The range of component `d` is `[1, 4]`.
    fn propose_training(d: u32) -> Weight {
        // Proof size: measured 3209, estimated 41806.
        Weight::from_parts(3_836_080_451, 41806)
            .saturating_add(Weight::from_parts(1_478_410_673, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(29_u64))
            .saturating_add(T::DbWeight::get().reads((21_u64).saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(10_u64))
            .saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
            .saturating_add(Weight::from_parts(0, 40080).saturating_mul(d.into()))
    }
    /// Storage: `System::Account` (r:3 w:3)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:2 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Proposals` (r:1 w:1)
    /// Proof: `Models::Proposals` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:2 w:2)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Models::Backers` (r:1 w:1)
    /// Proof: `Models::Backers` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:2 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:1 w:1)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    fn fund() -> Weight {
        // Proof size: measured 2061, estimated 11668.
        Weight::from_parts(2_008_490_000, 11668)
            .saturating_add(T::DbWeight::get().reads(15_u64))
            .saturating_add(T::DbWeight::get().writes(13_u64))
    }
    /// Storage: `System::Account` (r:3 w:3)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Proposals` (r:1 w:1)
    /// Proof: `Models::Proposals` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:2 w:2)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Models::Committed` (r:1 w:1)
    /// Proof: `Models::Committed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:1 w:1)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    fn close_proposal() -> Weight {
        // Proof size: measured 1657, estimated 8799.
        Weight::from_parts(780_138_000, 8799)
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().writes(9_u64))
    }
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Proposals` (r:1 w:1)
    /// Proof: `Models::Proposals` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::Backers` (r:1 w:1)
    /// Proof: `Models::Backers` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
    /// Storage: `Models::Committed` (r:1 w:1)
    /// Proof: `Models::Committed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    fn reclaim_funding() -> Weight {
        // Proof size: measured 866, estimated 6196.
        Weight::from_parts(566_434_000, 6196)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Models::Backers` (r:1 w:1)
    /// Proof: `Models::Backers` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
    /// Storage: `Models::BackingPools` (r:1 w:0)
    /// Proof: `Models::BackingPools` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn stake() -> Weight {
        // Proof size: measured 1394, estimated 4264.
        Weight::from_parts(818_267_000, 4264)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Models::Backers` (r:1 w:1)
    /// Proof: `Models::Backers` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
    /// Storage: `Models::BackingPools` (r:1 w:1)
    /// Proof: `Models::BackingPools` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    fn activate_stake() -> Weight {
        // Proof size: measured 561, estimated 3633.
        Weight::from_parts(248_889_000, 3633)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Models::Backers` (r:1 w:1)
    /// Proof: `Models::Backers` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
    /// Storage: `Models::BackingPools` (r:1 w:1)
    /// Proof: `Models::BackingPools` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    /// Storage: `Models::Unbondings` (r:1 w:1)
    /// Proof: `Models::Unbondings` (`max_values`: None, `max_size`: Some(221), added: 2696, mode: `MaxEncodedLen`)
    fn unstake() -> Weight {
        // Proof size: measured 787, estimated 3686.
        Weight::from_parts(225_493_000, 3686)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Models::Unbondings` (r:1 w:1)
    /// Proof: `Models::Unbondings` (`max_values`: None, `max_size`: Some(221), added: 2696, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn withdraw_unbonded() -> Weight {
        // Proof size: measured 612, estimated 3892.
        Weight::from_parts(293_999_000, 3892)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Models::Backers` (r:1 w:1)
    /// Proof: `Models::Backers` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
    /// Storage: `Models::BackingPools` (r:1 w:1)
    /// Proof: `Models::BackingPools` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    /// Storage: `Models::Committed` (r:1 w:1)
    /// Proof: `Models::Committed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn claim_stake_income() -> Weight {
        // Proof size: measured 880, estimated 6196.
        Weight::from_parts(420_515_000, 6196)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:0)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:0)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:1 w:1)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:4 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:4 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:4 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:64 w:0)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Models::NextAgentId` (r:1 w:1)
    /// Proof: `Models::NextAgentId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Models::Agents` (r:0 w:1)
    /// Proof: `Models::Agents` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
    fn register_agent() -> Weight {
        // Proof size: measured 7309, estimated 161310.
        Weight::from_parts(5_653_980_000, 161310)
            .saturating_add(T::DbWeight::get().reads(100_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Agents` (r:1 w:1)
    /// Proof: `Models::Agents` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:4 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:4 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:4 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::LicenceUse` (r:64 w:0)
    /// Proof: `Datanets::LicenceUse` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
    fn update_agent() -> Weight {
        // Proof size: measured 7899, estimated 161310.
        Weight::from_parts(4_644_052_000, 161310)
            .saturating_add(T::DbWeight::get().reads(96_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Agents` (r:1 w:1)
    /// Proof: `Models::Agents` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:0 w:1)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    fn retire_agent() -> Weight {
        // Proof size: measured 825, estimated 3892.
        Weight::from_parts(477_393_000, 3892)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::MeasuredOn` (r:1 w:0)
    /// Proof: `Models::MeasuredOn` (`max_values`: None, `max_size`: Some(29), added: 2504, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:4 w:0)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:0)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RemovedSince` (r:1 w:0)
    /// Proof: `Datanets::RemovedSince` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:1)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    fn flag_version() -> Weight {
        // Proof size: measured 2434, estimated 11454.
        Weight::from_parts(610_830_000, 11454)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:2 w:1)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    fn flag_descendant() -> Weight {
        // Proof size: measured 1032, estimated 5990.
        Weight::from_parts(325_205_000, 5990)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Models::Versions` (r:2 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:4 w:0)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Recipes` (r:1 w:1)
    /// Proof: `Models::Recipes` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Models::NextVersionId` (r:1 w:1)
    /// Proof: `Models::NextVersionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:4 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(724), added: 3199, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Access` (r:4 w:0)
    /// Proof: `Datanets::Access` (`max_values`: None, `max_size`: Some(29), added: 2504, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Accepted` (r:4 w:0)
    /// Proof: `Datanets::Accepted` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Removed` (r:4 w:0)
    /// Proof: `Datanets::Removed` (`max_values`: None, `max_size`: Some(2078), added: 4553, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::SnapshotOf` (r:4 w:0)
    /// Proof: `Datanets::SnapshotOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:0)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::AgentNames` (r:1 w:0)
    /// Proof: `Models::AgentNames` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Models::Generations` (r:1 w:1)
    /// Proof: `Models::Generations` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
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
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// The range of component `d` is `[1, 4]`.
    fn request_retraining(d: u32) -> Weight {
        // Proof size: measured 4433, estimated 41806.
        Weight::from_parts(1_290_652_000, 41806)
            .saturating_add(Weight::from_parts(871_114_965, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(33_u64))
            .saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(11_u64))
            .saturating_add(Weight::from_parts(0, 4553).saturating_mul(d.into()))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn lower_royalty() -> Weight {
        // Proof size: measured 1157, estimated 4264.
        Weight::from_parts(422_362_000, 4264)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::VersionOfAdapter` (r:1 w:1)
    /// Proof: `Models::VersionOfAdapter` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
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
    /// Storage: `Models::Trainers` (r:0 w:1)
    /// Proof: `Models::Trainers` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Excluded` (r:0 w:1)
    /// Proof: `Compute::Excluded` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    fn on_merge_result() -> Weight {
        // Proof size: measured 1328, estimated 11668.
        Weight::from_parts(697_013_000, 11668)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(10_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn on_merge_failed() -> Weight {
        // Proof size: measured 809, estimated 4264.
        Weight::from_parts(175_081_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Mismatches` (r:1 w:1)
    /// Proof: `Models::Mismatches` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Models::Trainers` (r:1 w:0)
    /// Proof: `Models::Trainers` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Models::Challenges` (r:1 w:0)
    /// Proof: `Models::Challenges` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Models::Deposits` (r:1 w:1)
    /// Proof: `Models::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Models::Reproductions` (r:0 w:1)
    /// Proof: `Models::Reproductions` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    fn on_reproduce_result() -> Weight {
        // Proof size: measured 1527, estimated 4264.
        Weight::from_parts(536_430_000, 4264)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    /// Storage: `Models::Reproductions` (r:1 w:1)
    /// Proof: `Models::Reproductions` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    fn on_reproduce_failed() -> Weight {
        // Proof size: measured 82, estimated 3485.
        Weight::from_parts(58_596_000, 3485)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Models::Committed` (r:1 w:1)
    /// Proof: `Models::Committed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Models::BackingPools` (r:1 w:1)
    /// Proof: `Models::BackingPools` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    fn on_backers_income() -> Weight {
        // Proof size: measured 403, estimated 3573.
        Weight::from_parts(110_142_000, 3573)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::VersionOfAdapter` (r:1 w:1)
    /// Proof: `Models::VersionOfAdapter` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    /// Storage: `Models::Proposals` (r:1 w:1)
    /// Proof: `Models::Proposals` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::BackingPools` (r:1 w:1)
    /// Proof: `Models::BackingPools` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Agreed` (r:1 w:0)
    /// Proof: `Compute::Agreed` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
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
    /// Storage: `Models::Trainers` (r:0 w:1)
    /// Proof: `Models::Trainers` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Excluded` (r:0 w:1)
    /// Proof: `Compute::Excluded` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    fn on_train_result() -> Weight {
        // Proof size: measured 1528, estimated 11668.
        Weight::from_parts(854_724_000, 11668)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(12_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Proposals` (r:1 w:1)
    /// Proof: `Models::Proposals` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::Committed` (r:1 w:1)
    /// Proof: `Models::Committed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:0)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn on_train_failed() -> Weight {
        // Proof size: measured 1100, estimated 4264.
        Weight::from_parts(307_274_000, 4264)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn on_evaluate_result() -> Weight {
        // Proof size: measured 809, estimated 4264.
        Weight::from_parts(109_148_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn on_evaluate_failed() -> Weight {
        // Proof size: measured 809, estimated 4264.
        Weight::from_parts(108_798_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
}

/// The same for mocks.
impl WeightInfo for () {
    fn register_base() -> Weight {
        Weight::from_parts(562_619_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(10_u64, 6_u64))
    }
    fn request_training(d: u32) -> Weight {
        Weight::from_parts(1_964_715_812, 41806)
            .saturating_add(Weight::from_parts(681_541_145, 0).saturating_mul(d.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(32_u64, 12_u64))
    }
    fn deploy() -> Weight {
        Weight::from_parts(496_626_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(11_u64, 3_u64))
    }
    fn set_alias() -> Weight {
        Weight::from_parts(317_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(6_u64, 3_u64))
    }
    fn set_prices() -> Weight {
        Weight::from_parts(280_674_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn deprecate() -> Weight {
        Weight::from_parts(467_141_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 2_u64))
    }
    fn approve() -> Weight {
        Weight::from_parts(339_567_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(9_u64, 1_u64))
    }
    fn request_evaluation() -> Weight {
        Weight::from_parts(885_982_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 7_u64))
    }
    fn revoke() -> Weight {
        Weight::from_parts(294_052_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 1_u64))
    }
    fn fork() -> Weight {
        Weight::from_parts(2_645_481_000, 41806).saturating_add(RocksDbWeight::get().reads_writes(32_u64, 8_u64))
    }
    fn request_merge(p: u32) -> Weight {
        Weight::from_parts(4_719_576_246, 41806)
            .saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(p.into())))
            .saturating_add(RocksDbWeight::get().reads_writes(33_u64, 12_u64))
    }
    fn request_reproduction() -> Weight {
        Weight::from_parts(939_921_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(9_u64, 8_u64))
    }
    fn settle_mismatch() -> Weight {
        Weight::from_parts(585_945_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(6_u64, 5_u64))
    }
    fn register_external(d: u32) -> Weight {
        Weight::from_parts(1_777_979_000, 41806)
            .saturating_add(Weight::from_parts(1_865_510_545, 0).saturating_mul(d.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(33_u64, 15_u64))
    }
    fn challenge_external() -> Weight {
        Weight::from_parts(736_253_000, 7538).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 3_u64))
    }
    fn settle_challenge() -> Weight {
        Weight::from_parts(883_321_000, 6794).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 7_u64))
    }
    fn propose_training(d: u32) -> Weight {
        Weight::from_parts(3_836_080_451, 41806)
            .saturating_add(Weight::from_parts(1_478_410_673, 0).saturating_mul(d.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(29_u64, 10_u64))
    }
    fn fund() -> Weight {
        Weight::from_parts(2_008_490_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(15_u64, 13_u64))
    }
    fn close_proposal() -> Weight {
        Weight::from_parts(780_138_000, 8799).saturating_add(RocksDbWeight::get().reads_writes(9_u64, 9_u64))
    }
    fn reclaim_funding() -> Weight {
        Weight::from_parts(566_434_000, 6196).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 5_u64))
    }
    fn stake() -> Weight {
        Weight::from_parts(818_267_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(6_u64, 3_u64))
    }
    fn activate_stake() -> Weight {
        Weight::from_parts(248_889_000, 3633).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn unstake() -> Weight {
        Weight::from_parts(225_493_000, 3686).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn withdraw_unbonded() -> Weight {
        Weight::from_parts(293_999_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn claim_stake_income() -> Weight {
        Weight::from_parts(420_515_000, 6196).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 5_u64))
    }
    fn register_agent() -> Weight {
        Weight::from_parts(5_653_980_000, 161310).saturating_add(RocksDbWeight::get().reads_writes(100_u64, 5_u64))
    }
    fn update_agent() -> Weight {
        Weight::from_parts(4_644_052_000, 161310).saturating_add(RocksDbWeight::get().reads_writes(96_u64, 2_u64))
    }
    fn retire_agent() -> Weight {
        Weight::from_parts(477_393_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 4_u64))
    }
    fn flag_version() -> Weight {
        Weight::from_parts(610_830_000, 11454).saturating_add(RocksDbWeight::get().reads_writes(10_u64, 2_u64))
    }
    fn flag_descendant() -> Weight {
        Weight::from_parts(325_205_000, 5990).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 2_u64))
    }
    fn request_retraining(d: u32) -> Weight {
        Weight::from_parts(1_290_652_000, 41806)
            .saturating_add(Weight::from_parts(871_114_965, 0).saturating_mul(d.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(33_u64, 11_u64))
    }
    fn lower_royalty() -> Weight {
        Weight::from_parts(422_362_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn on_merge_result() -> Weight {
        Weight::from_parts(697_013_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 10_u64))
    }
    fn on_merge_failed() -> Weight {
        Weight::from_parts(175_081_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn on_reproduce_result() -> Weight {
        Weight::from_parts(536_430_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 6_u64))
    }
    fn on_reproduce_failed() -> Weight {
        Weight::from_parts(58_596_000, 3485).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn on_backers_income() -> Weight {
        Weight::from_parts(110_142_000, 3573).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn on_train_result() -> Weight {
        Weight::from_parts(854_724_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(10_u64, 12_u64))
    }
    fn on_train_failed() -> Weight {
        Weight::from_parts(307_274_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 3_u64))
    }
    fn on_evaluate_result() -> Weight {
        Weight::from_parts(109_148_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn on_evaluate_failed() -> Weight {
        Weight::from_parts(108_798_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
}
