//! Weights of `pallet_compute`, measured: `cargo xtask bench pallets`.
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
    fn register_worker() -> Weight;
    fn bond_more() -> Weight;
    fn leave() -> Weight;
    fn withdraw_bond() -> Weight;
    fn set_endpoint() -> Weight;
    fn submit_result() -> Weight;
    fn authorize_submit_result() -> Weight;
    fn set_rules() -> Weight;
    fn cancel_job() -> Weight;
    fn expire(j: u32) -> Weight;
    fn assign(w: u32, j: u32) -> Weight;
    fn unbond() -> Weight;
    fn withdraw_unbonded() -> Weight;
    fn set_capabilities() -> Weight;
    fn set_price() -> Weight;
    fn set_market_rules() -> Weight;
    fn sweep(j: u32) -> Weight;
    fn pin() -> Weight;
    fn extend_pin() -> Weight;
    fn unpin() -> Weight;
    fn offer_storage() -> Weight;
    fn stop_storing() -> Weight;
    fn prove_storage(b: u32) -> Weight;
    fn turn_periods(p: u32) -> Weight;
}

/// Weights by the runtime's own cost of a database access.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::WorkerOfKey` (r:1 w:1)
    /// Proof: `Compute::WorkerOfKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `System::BlockHash` (r:1 w:0)
    /// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:1)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn register_worker() -> Weight {
        // Proof size: measured 11447, estimated 9679.
        Weight::from_parts(1_078_477_000, 9679)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:1)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    fn bond_more() -> Weight {
        // Proof size: measured 10724, estimated 9679.
        Weight::from_parts(511_391_000, 9679)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:1)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    fn leave() -> Weight {
        // Proof size: measured 9433, estimated 9679.
        Weight::from_parts(248_955_000, 9679)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Kept` (r:1 w:0)
    /// Proof: `Compute::Kept` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Unmatured` (r:1 w:0)
    /// Proof: `Attribution::Unmatured` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Assignments` (r:0 w:1)
    /// Proof: `Compute::Assignments` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    /// Storage: `Compute::WorkerOfKey` (r:0 w:1)
    /// Proof: `Compute::WorkerOfKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Offers` (r:0 w:1)
    /// Proof: `Compute::Offers` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Unbonding` (r:0 w:1)
    /// Proof: `Compute::Unbonding` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    fn withdraw_bond() -> Weight {
        // Proof size: measured 789, estimated 3892.
        Weight::from_parts(536_860_000, 3892)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    fn set_endpoint() -> Weight {
        // Proof size: measured 380, estimated 3704.
        Weight::from_parts(129_048_000, 3704)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Compute::Deadlines` (r:1 w:1)
    /// Proof: `Compute::Deadlines` (`max_values`: None, `max_size`: Some(269), added: 2744, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Assignments` (r:1 w:1)
    /// Proof: `Compute::Assignments` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:5 w:5)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Agreed` (r:1 w:1)
    /// Proof: `Compute::Agreed` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:5 w:5)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:7 w:7)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Market` (r:1 w:0)
    /// Proof: `Compute::Market` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Declined` (r:1 w:1)
    /// Proof: `Compute::Declined` (`max_values`: None, `max_size`: Some(149), added: 2624, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Unbonding` (r:4 w:0)
    /// Proof: `Compute::Unbonding` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:1)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Offers` (r:4 w:4)
    /// Proof: `Compute::Offers` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Excluded` (r:0 w:1)
    /// Proof: `Compute::Excluded` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Ended` (r:0 w:1)
    /// Proof: `Compute::Ended` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    fn submit_result() -> Weight {
        // Proof size: measured 3628, estimated 19211.
        Weight::from_parts(2_503_585_000, 19211)
            .saturating_add(T::DbWeight::get().reads(33_u64))
            .saturating_add(T::DbWeight::get().writes(30_u64))
    }
    /// Storage: `Compute::Jobs` (r:1 w:0)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `System::BlockHash` (r:1 w:0)
    /// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    fn authorize_submit_result() -> Weight {
        // Proof size: measured 1987, estimated 3704.
        Weight::from_parts(292_124_000, 3704).saturating_add(T::DbWeight::get().reads(3_u64))
    }
    /// Storage: `Compute::Rules` (r:1 w:1)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    fn set_rules() -> Weight {
        // Proof size: measured 109, estimated 1530.
        Weight::from_parts(87_798_000, 1530)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:1 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Deadlines` (r:1 w:1)
    /// Proof: `Compute::Deadlines` (`max_values`: None, `max_size`: Some(269), added: 2744, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Assignments` (r:1 w:1)
    /// Proof: `Compute::Assignments` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Agreed` (r:1 w:1)
    /// Proof: `Compute::Agreed` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Excluded` (r:0 w:1)
    /// Proof: `Compute::Excluded` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Declined` (r:0 w:1)
    /// Proof: `Compute::Declined` (`max_values`: None, `max_size`: Some(149), added: 2624, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Ended` (r:0 w:1)
    /// Proof: `Compute::Ended` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    fn cancel_job() -> Weight {
        // Proof size: measured 1636, estimated 6196.
        Weight::from_parts(758_881_000, 6196)
            .saturating_add(T::DbWeight::get().reads(11_u64))
            .saturating_add(T::DbWeight::get().writes(12_u64))
    }
    /// Storage: `Compute::Deadlines` (r:1 w:1)
    /// Proof: `Compute::Deadlines` (`max_values`: None, `max_size`: Some(269), added: 2744, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:32 w:32)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Assignments` (r:32 w:32)
    /// Proof: `Compute::Assignments` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:32 w:32)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Unbonding` (r:32 w:0)
    /// Proof: `Compute::Unbonding` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:33 w:33)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:34 w:34)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:1)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:32 w:0)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Agreed` (r:0 w:32)
    /// Proof: `Compute::Agreed` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Excluded` (r:0 w:32)
    /// Proof: `Compute::Excluded` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Declined` (r:0 w:32)
    /// Proof: `Compute::Declined` (`max_values`: None, `max_size`: Some(149), added: 2624, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Ended` (r:0 w:32)
    /// Proof: `Compute::Ended` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    /// The range of component `j` is `[0, 32]`.
    fn expire(j: u32) -> Weight {
        // Proof size: measured 13375, estimated 9679.
        Weight::from_parts(51_468_000, 9679)
            .saturating_add(Weight::from_parts(937_801_608, 0).saturating_mul(j.into()))
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(j.into())))
            .saturating_add(T::DbWeight::get().writes(4_u64))
            .saturating_add(T::DbWeight::get().writes((9_u64).saturating_mul(j.into())))
            .saturating_add(Weight::from_parts(0, 2910).saturating_mul(j.into()))
    }
    /// Storage: `Compute::OpenJobs` (r:2 w:2)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:0)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:256 w:16)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Offers` (r:256 w:0)
    /// Proof: `Compute::Offers` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:16 w:16)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Excluded` (r:16 w:0)
    /// Proof: `Compute::Excluded` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    /// Storage: `Babe::AuthorVrfRandomness` (r:1 w:0)
    /// Proof: `Babe::AuthorVrfRandomness` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
    /// Storage: `System::ParentHash` (r:1 w:0)
    /// Proof: `System::ParentHash` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Deadlines` (r:2 w:2)
    /// Proof: `Compute::Deadlines` (`max_values`: None, `max_size`: Some(269), added: 2744, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Assignments` (r:16 w:16)
    /// Proof: `Compute::Assignments` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Agreed` (r:0 w:8)
    /// Proof: `Compute::Agreed` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
    /// The range of component `w` is `[0, 256]`.
    /// The range of component `j` is `[0, 16]`.
    fn assign(w: u32, j: u32) -> Weight {
        // Proof size: measured 702, estimated 22346.
        Weight::from_parts(103_959_000, 22346)
            .saturating_add(Weight::from_parts(50_442_643, 0).saturating_mul(w.into()))
            .saturating_add(Weight::from_parts(325_109_962, 0).saturating_mul(j.into()))
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(w.into())))
            .saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(j.into())))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(j.into())))
            .saturating_add(Weight::from_parts(0, 2627).saturating_mul(j.into()))
            .saturating_add(Weight::from_parts(0, 2714).saturating_mul(w.into()))
    }
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Unbonding` (r:1 w:1)
    /// Proof: `Compute::Unbonding` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    fn unbond() -> Weight {
        // Proof size: measured 628, estimated 3704.
        Weight::from_parts(269_113_000, 3704)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Unbonding` (r:1 w:1)
    /// Proof: `Compute::Unbonding` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Rules` (r:1 w:0)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Unmatured` (r:1 w:0)
    /// Proof: `Attribution::Unmatured` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn withdraw_unbonded() -> Weight {
        // Proof size: measured 1072, estimated 3892.
        Weight::from_parts(646_463_000, 3892)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Offers` (r:1 w:1)
    /// Proof: `Compute::Offers` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn set_capabilities() -> Weight {
        // Proof size: measured 221, estimated 3704.
        Weight::from_parts(177_700_000, 3704)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Offers` (r:1 w:1)
    /// Proof: `Compute::Offers` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn set_price() -> Weight {
        // Proof size: measured 221, estimated 3704.
        Weight::from_parts(177_146_000, 3704)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Compute::Market` (r:1 w:1)
    /// Proof: `Compute::Market` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
    fn set_market_rules() -> Weight {
        // Proof size: measured 82, estimated 1505.
        Weight::from_parts(120_785_000, 1505)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Compute::Swept` (r:1 w:1)
    /// Proof: `Compute::Swept` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:5 w:4)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Market` (r:1 w:0)
    /// Proof: `Compute::Market` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:0)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Agreed` (r:0 w:4)
    /// Proof: `Compute::Agreed` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Excluded` (r:0 w:4)
    /// Proof: `Compute::Excluded` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Declined` (r:0 w:4)
    /// Proof: `Compute::Declined` (`max_values`: None, `max_size`: Some(149), added: 2624, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Ended` (r:0 w:4)
    /// Proof: `Compute::Ended` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
    /// The range of component `j` is `[0, 4]`.
    fn sweep(j: u32) -> Weight {
        // Proof size: measured 237, estimated 11668.
        Weight::from_parts(165_238_665, 11668)
            .saturating_add(Weight::from_parts(428_016_946, 0).saturating_mul(j.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(j.into())))
            .saturating_add(T::DbWeight::get().writes(1_u64))
            .saturating_add(T::DbWeight::get().writes((6_u64).saturating_mul(j.into())))
            .saturating_add(Weight::from_parts(0, 2627).saturating_mul(j.into()))
    }
    /// Storage: `Compute::Market` (r:1 w:0)
    /// Proof: `Compute::Market` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
    /// Storage: `Compute::PinCount` (r:1 w:1)
    /// Proof: `Compute::PinCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextPinId` (r:1 w:1)
    /// Proof: `Compute::NextPinId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Pins` (r:0 w:1)
    /// Proof: `Compute::Pins` (`max_values`: None, `max_size`: Some(350), added: 2825, mode: `MaxEncodedLen`)
    fn pin() -> Weight {
        // Proof size: measured 311, estimated 3892.
        Weight::from_parts(319_613_000, 3892)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Pins` (r:1 w:1)
    /// Proof: `Compute::Pins` (`max_values`: None, `max_size`: Some(350), added: 2825, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn extend_pin() -> Weight {
        // Proof size: measured 1015, estimated 3892.
        Weight::from_parts(683_704_000, 3892)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Pins` (r:1 w:1)
    /// Proof: `Compute::Pins` (`max_values`: None, `max_size`: Some(350), added: 2825, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Kept` (r:4 w:4)
    /// Proof: `Compute::Kept` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Compute::PinCount` (r:1 w:1)
    /// Proof: `Compute::PinCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn unpin() -> Weight {
        // Proof size: measured 1231, estimated 11098.
        Weight::from_parts(813_154_000, 11098)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(8_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Pins` (r:1 w:1)
    /// Proof: `Compute::Pins` (`max_values`: None, `max_size`: Some(350), added: 2825, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Kept` (r:1 w:1)
    /// Proof: `Compute::Kept` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    fn offer_storage() -> Weight {
        // Proof size: measured 964, estimated 3815.
        Weight::from_parts(261_691_000, 3815)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Compute::Pins` (r:1 w:1)
    /// Proof: `Compute::Pins` (`max_values`: None, `max_size`: Some(350), added: 2825, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Kept` (r:1 w:1)
    /// Proof: `Compute::Kept` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    fn stop_storing() -> Weight {
        // Proof size: measured 723, estimated 3815.
        Weight::from_parts(219_001_000, 3815)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Compute::Pins` (r:1 w:1)
    /// Proof: `Compute::Pins` (`max_values`: None, `max_size`: Some(350), added: 2825, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// The range of component `b` is `[0, 16384]`.
    fn prove_storage(b: u32) -> Weight {
        // Proof size: measured 1187, estimated 6196.
        Weight::from_parts(471_216_656, 6196)
            .saturating_add(Weight::from_parts(6_946, 0).saturating_mul(b.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Compute::SweptPin` (r:1 w:1)
    /// Proof: `Compute::SweptPin` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Pins` (r:3 w:2)
    /// Proof: `Compute::Pins` (`max_values`: None, `max_size`: Some(350), added: 2825, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Market` (r:1 w:0)
    /// Proof: `Compute::Market` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:8 w:8)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Unbonding` (r:8 w:0)
    /// Proof: `Compute::Unbonding` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:9 w:9)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:10 w:10)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:1)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Kept` (r:8 w:8)
    /// Proof: `Compute::Kept` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
    /// Storage: `Compute::PinCount` (r:1 w:1)
    /// Proof: `Compute::PinCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// The range of component `p` is `[0, 2]`.
    fn turn_periods(p: u32) -> Weight {
        // Proof size: measured 286, estimated 9679.
        Weight::from_parts(100_965_696, 9679)
            .saturating_add(Weight::from_parts(1_642_285_493, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().reads((25_u64).saturating_mul(p.into())))
            .saturating_add(T::DbWeight::get().writes((20_u64).saturating_mul(p.into())))
            .saturating_add(Weight::from_parts(0, 11608).saturating_mul(p.into()))
    }
}

/// The same for mocks.
impl WeightInfo for () {
    fn register_worker() -> Weight {
        Weight::from_parts(1_078_477_000, 9679).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 5_u64))
    }
    fn bond_more() -> Weight {
        Weight::from_parts(511_391_000, 9679).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 4_u64))
    }
    fn leave() -> Weight {
        Weight::from_parts(248_955_000, 9679).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 2_u64))
    }
    fn withdraw_bond() -> Weight {
        Weight::from_parts(536_860_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 7_u64))
    }
    fn set_endpoint() -> Weight {
        Weight::from_parts(129_048_000, 3704).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn submit_result() -> Weight {
        Weight::from_parts(2_503_585_000, 19211).saturating_add(RocksDbWeight::get().reads_writes(33_u64, 30_u64))
    }
    fn authorize_submit_result() -> Weight {
        Weight::from_parts(292_124_000, 3704).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 0_u64))
    }
    fn set_rules() -> Weight {
        Weight::from_parts(87_798_000, 1530).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn cancel_job() -> Weight {
        Weight::from_parts(758_881_000, 6196).saturating_add(RocksDbWeight::get().reads_writes(11_u64, 12_u64))
    }
    fn expire(j: u32) -> Weight {
        Weight::from_parts(51_468_000, 9679)
            .saturating_add(Weight::from_parts(937_801_608, 0).saturating_mul(j.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(5_u64, 4_u64))
    }
    fn assign(w: u32, j: u32) -> Weight {
        Weight::from_parts(103_959_000, 22346)
            .saturating_add(Weight::from_parts(50_442_643, 0).saturating_mul(w.into()))
            .saturating_add(Weight::from_parts(325_109_962, 0).saturating_mul(j.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(2_u64, 0_u64))
    }
    fn unbond() -> Weight {
        Weight::from_parts(269_113_000, 3704).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 2_u64))
    }
    fn withdraw_unbonded() -> Weight {
        Weight::from_parts(646_463_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(6_u64, 3_u64))
    }
    fn set_capabilities() -> Weight {
        Weight::from_parts(177_700_000, 3704).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 1_u64))
    }
    fn set_price() -> Weight {
        Weight::from_parts(177_146_000, 3704).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 1_u64))
    }
    fn set_market_rules() -> Weight {
        Weight::from_parts(120_785_000, 1505).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn sweep(j: u32) -> Weight {
        Weight::from_parts(165_238_665, 11668)
            .saturating_add(Weight::from_parts(428_016_946, 0).saturating_mul(j.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(4_u64, 1_u64))
    }
    fn pin() -> Weight {
        Weight::from_parts(319_613_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 5_u64))
    }
    fn extend_pin() -> Weight {
        Weight::from_parts(683_704_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn unpin() -> Weight {
        Weight::from_parts(813_154_000, 11098).saturating_add(RocksDbWeight::get().reads_writes(8_u64, 8_u64))
    }
    fn offer_storage() -> Weight {
        Weight::from_parts(261_691_000, 3815).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 2_u64))
    }
    fn stop_storing() -> Weight {
        Weight::from_parts(219_001_000, 3815).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn prove_storage(b: u32) -> Weight {
        Weight::from_parts(471_216_656, 6196)
            .saturating_add(Weight::from_parts(6_946, 0).saturating_mul(b.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(4_u64, 4_u64))
    }
    fn turn_periods(p: u32) -> Weight {
        Weight::from_parts(100_965_696, 9679)
            .saturating_add(Weight::from_parts(1_642_285_493, 0).saturating_mul(p.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(3_u64, 0_u64))
    }
}
