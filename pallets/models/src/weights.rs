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
    /// Storage: `Models::Versions` (r:0 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn register_base() -> Weight {
        // Proof size: measured 534, estimated 3593.
        Weight::from_parts(317_206_000, 3593)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:0)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:16 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Datanets` (r:4 w:0)
    /// Proof: `Datanets::Datanets` (`max_values`: None, `max_size`: Some(696), added: 3171, mode: `MaxEncodedLen`)
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
    /// Storage: `Models::NextVersionId` (r:1 w:1)
    /// Proof: `Models::NextVersionId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
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
        // Proof size: measured 3112, estimated 41806.
        Weight::from_parts(749_359_472, 41806)
            .saturating_add(Weight::from_parts(489_648_454, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(29_u64))
            .saturating_add(T::DbWeight::get().reads((20_u64).saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(11_u64))
            .saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
            .saturating_add(Weight::from_parts(0, 40080).saturating_mul(d.into()))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:1 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:1)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    fn deploy() -> Weight {
        // Proof size: measured 1830, estimated 4264.
        Weight::from_parts(355_215_000, 4264)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `System::Account` (r:1 w:0)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Models` (r:1 w:0)
    /// Proof: `Models::Models` (`max_values`: None, `max_size`: Some(106), added: 2581, mode: `MaxEncodedLen`)
    /// Storage: `Models::AliasOwners` (r:1 w:1)
    /// Proof: `Models::AliasOwners` (`max_values`: None, `max_size`: Some(97), added: 2572, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Aliases` (r:1 w:1)
    /// Proof: `Models::Aliases` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
    fn set_alias() -> Weight {
        // Proof size: measured 892, estimated 4264.
        Weight::from_parts(205_532_000, 4264)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn set_prices() -> Weight {
        // Proof size: measured 917, estimated 4264.
        Weight::from_parts(218_810_000, 4264)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn deprecate() -> Weight {
        // Proof size: measured 917, estimated 4264.
        Weight::from_parts(211_918_000, 4264)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Licences` (r:1 w:0)
    /// Proof: `Datanets::Licences` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::RetiredLicences` (r:1 w:0)
    /// Proof: `Datanets::RetiredLicences` (`max_values`: None, `max_size`: Some(10), added: 2485, mode: `MaxEncodedLen`)
    /// Storage: `Governance::Numeric` (r:1 w:0)
    /// Proof: `Governance::Numeric` (`max_values`: Some(1), `max_size`: Some(522), added: 1017, mode: `MaxEncodedLen`)
    /// Storage: `Models::Standard` (r:1 w:0)
    /// Proof: `Models::Standard` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
    fn approve() -> Weight {
        // Proof size: measured 1525, estimated 4264.
        Weight::from_parts(199_560_000, 4264)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    fn request_evaluation() -> Weight {
        // Proof size: measured 1210, estimated 11668.
        Weight::from_parts(459_623_000, 11668)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn revoke() -> Weight {
        // Proof size: measured 743, estimated 4264.
        Weight::from_parts(105_361_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    fn on_train_result() -> Weight {
        // Proof size: measured 1210, estimated 11668.
        Weight::from_parts(359_724_000, 11668)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn on_train_failed() -> Weight {
        // Proof size: measured 743, estimated 4264.
        Weight::from_parts(77_964_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn on_evaluate_result() -> Weight {
        // Proof size: measured 743, estimated 4264.
        Weight::from_parts(78_287_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:1)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn on_evaluate_failed() -> Weight {
        // Proof size: measured 743, estimated 4264.
        Weight::from_parts(77_910_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    fn fork() -> Weight {
        Weight::from_parts(420_000_000, 6000)
            .saturating_add(T::DbWeight::get().reads(14_u64))
            .saturating_add(T::DbWeight::get().writes(8_u64))
    }
    fn request_merge(p: u32) -> Weight {
        Weight::from_parts(560_000_000, 42000)
            .saturating_add(Weight::from_parts(120_000_000, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(30_u64))
            .saturating_add(T::DbWeight::get().reads((18_u64).saturating_mul(p.into())))
            .saturating_add(T::DbWeight::get().writes(11_u64))
            .saturating_add(Weight::from_parts(0, 40080).saturating_mul(p.into()))
    }
    fn request_reproduction() -> Weight {
        Weight::from_parts(470_000_000, 11668)
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    fn settle_mismatch() -> Weight {
        Weight::from_parts(140_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    fn register_external(d: u32) -> Weight {
        Weight::from_parts(650_000_000, 42000)
            .saturating_add(Weight::from_parts(489_648_454, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(36_u64))
            .saturating_add(T::DbWeight::get().reads((20_u64).saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(15_u64))
            .saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
            .saturating_add(Weight::from_parts(0, 40080).saturating_mul(d.into()))
    }
    fn challenge_external() -> Weight {
        Weight::from_parts(260_000_000, 4764)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    fn settle_challenge() -> Weight {
        Weight::from_parts(330_000_000, 4764)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    fn propose_training(d: u32) -> Weight {
        Weight::from_parts(760_000_000, 42000)
            .saturating_add(Weight::from_parts(489_648_454, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(31_u64))
            .saturating_add(T::DbWeight::get().reads((20_u64).saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(13_u64))
            .saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
            .saturating_add(Weight::from_parts(0, 40080).saturating_mul(d.into()))
    }
    fn fund() -> Weight {
        Weight::from_parts(620_000_000, 11668)
            .saturating_add(T::DbWeight::get().reads(13_u64))
            .saturating_add(T::DbWeight::get().writes(12_u64))
    }
    fn close_proposal() -> Weight {
        Weight::from_parts(300_000_000, 4764)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    fn reclaim_funding() -> Weight {
        Weight::from_parts(280_000_000, 4764)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    fn stake() -> Weight {
        Weight::from_parts(260_000_000, 4764)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    fn activate_stake() -> Weight {
        Weight::from_parts(150_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    fn unstake() -> Weight {
        Weight::from_parts(180_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    fn withdraw_unbonded() -> Weight {
        Weight::from_parts(200_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    fn claim_stake_income() -> Weight {
        Weight::from_parts(240_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    fn register_agent() -> Weight {
        Weight::from_parts(680_000_000, 12000)
            .saturating_add(T::DbWeight::get().reads(58_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    fn update_agent() -> Weight {
        Weight::from_parts(610_000_000, 12000)
            .saturating_add(T::DbWeight::get().reads(55_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    fn retire_agent() -> Weight {
        Weight::from_parts(230_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    fn flag_version() -> Weight {
        Weight::from_parts(190_000_000, 12000)
            .saturating_add(T::DbWeight::get().reads(11_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    fn flag_descendant() -> Weight {
        Weight::from_parts(120_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    fn request_retraining(d: u32) -> Weight {
        Weight::from_parts(780_000_000, 42000)
            .saturating_add(Weight::from_parts(489_648_454, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(34_u64))
            .saturating_add(T::DbWeight::get().reads((20_u64).saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(12_u64))
            .saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
            .saturating_add(Weight::from_parts(0, 40080).saturating_mul(d.into()))
    }
    fn lower_royalty() -> Weight {
        Weight::from_parts(110_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    fn on_merge_result() -> Weight {
        Weight::from_parts(370_000_000, 11668)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(9_u64))
    }
    fn on_merge_failed() -> Weight {
        Weight::from_parts(78_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    fn on_reproduce_result() -> Weight {
        Weight::from_parts(190_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    fn on_reproduce_failed() -> Weight {
        Weight::from_parts(60_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    fn on_backers_income() -> Weight {
        Weight::from_parts(90_000_000, 4264)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
}

/// The same for mocks.
impl WeightInfo for () {
    fn register_base() -> Weight {
        Weight::from_parts(317_206_000, 3593).saturating_add(RocksDbWeight::get().reads_writes(8_u64, 4_u64))
    }
    fn request_training(d: u32) -> Weight {
        Weight::from_parts(749_359_472, 41806)
            .saturating_add(Weight::from_parts(489_648_454, 0).saturating_mul(d.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(29_u64, 11_u64))
    }
    fn deploy() -> Weight {
        Weight::from_parts(355_215_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 3_u64))
    }
    fn set_alias() -> Weight {
        Weight::from_parts(205_532_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 2_u64))
    }
    fn set_prices() -> Weight {
        Weight::from_parts(218_810_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn deprecate() -> Weight {
        Weight::from_parts(211_918_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn approve() -> Weight {
        Weight::from_parts(199_560_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 1_u64))
    }
    fn request_evaluation() -> Weight {
        Weight::from_parts(459_623_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(6_u64, 7_u64))
    }
    fn revoke() -> Weight {
        Weight::from_parts(105_361_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn on_train_result() -> Weight {
        Weight::from_parts(359_724_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(6_u64, 7_u64))
    }
    fn on_train_failed() -> Weight {
        Weight::from_parts(77_964_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn on_evaluate_result() -> Weight {
        Weight::from_parts(78_287_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn on_evaluate_failed() -> Weight {
        Weight::from_parts(77_910_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn fork() -> Weight {
        Weight::from_parts(420_000_000, 6000).saturating_add(RocksDbWeight::get().reads_writes(14_u64, 8_u64))
    }
    fn request_merge(p: u32) -> Weight {
        Weight::from_parts(560_000_000, 42000)
            .saturating_add(Weight::from_parts(120_000_000, 0).saturating_mul(p.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(30_u64, 11_u64))
    }
    fn request_reproduction() -> Weight {
        Weight::from_parts(470_000_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(9_u64, 7_u64))
    }
    fn settle_mismatch() -> Weight {
        Weight::from_parts(140_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 3_u64))
    }
    fn register_external(d: u32) -> Weight {
        Weight::from_parts(650_000_000, 42000)
            .saturating_add(Weight::from_parts(489_648_454, 0).saturating_mul(d.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(36_u64, 15_u64))
    }
    fn challenge_external() -> Weight {
        Weight::from_parts(260_000_000, 4764).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 3_u64))
    }
    fn settle_challenge() -> Weight {
        Weight::from_parts(330_000_000, 4764).saturating_add(RocksDbWeight::get().reads_writes(8_u64, 7_u64))
    }
    fn propose_training(d: u32) -> Weight {
        Weight::from_parts(760_000_000, 42000)
            .saturating_add(Weight::from_parts(489_648_454, 0).saturating_mul(d.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(31_u64, 13_u64))
    }
    fn fund() -> Weight {
        Weight::from_parts(620_000_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(13_u64, 12_u64))
    }
    fn close_proposal() -> Weight {
        Weight::from_parts(300_000_000, 4764).saturating_add(RocksDbWeight::get().reads_writes(6_u64, 6_u64))
    }
    fn reclaim_funding() -> Weight {
        Weight::from_parts(280_000_000, 4764).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 5_u64))
    }
    fn stake() -> Weight {
        Weight::from_parts(260_000_000, 4764).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 4_u64))
    }
    fn activate_stake() -> Weight {
        Weight::from_parts(150_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn unstake() -> Weight {
        Weight::from_parts(180_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 3_u64))
    }
    fn withdraw_unbonded() -> Weight {
        Weight::from_parts(200_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 4_u64))
    }
    fn claim_stake_income() -> Weight {
        Weight::from_parts(240_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 5_u64))
    }
    fn register_agent() -> Weight {
        Weight::from_parts(680_000_000, 12000).saturating_add(RocksDbWeight::get().reads_writes(58_u64, 6_u64))
    }
    fn update_agent() -> Weight {
        Weight::from_parts(610_000_000, 12000).saturating_add(RocksDbWeight::get().reads_writes(55_u64, 2_u64))
    }
    fn retire_agent() -> Weight {
        Weight::from_parts(230_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 5_u64))
    }
    fn flag_version() -> Weight {
        Weight::from_parts(190_000_000, 12000).saturating_add(RocksDbWeight::get().reads_writes(11_u64, 1_u64))
    }
    fn flag_descendant() -> Weight {
        Weight::from_parts(120_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 1_u64))
    }
    fn request_retraining(d: u32) -> Weight {
        Weight::from_parts(780_000_000, 42000)
            .saturating_add(Weight::from_parts(489_648_454, 0).saturating_mul(d.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(34_u64, 12_u64))
    }
    fn lower_royalty() -> Weight {
        Weight::from_parts(110_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn on_merge_result() -> Weight {
        Weight::from_parts(370_000_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(8_u64, 9_u64))
    }
    fn on_merge_failed() -> Weight {
        Weight::from_parts(78_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn on_reproduce_result() -> Weight {
        Weight::from_parts(190_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 4_u64))
    }
    fn on_reproduce_failed() -> Weight {
        Weight::from_parts(60_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn on_backers_income() -> Weight {
        Weight::from_parts(90_000_000, 4264).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
}
