//! Weights of `pallet_compute`, measured: `cargo xtask bench pallets`.
//!
//! Do not edit: regenerate. 3 steps, 2 repeats, Compiled execution.

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
    fn sweep(j: u32) -> Weight;
    fn unbond() -> Weight;
    fn withdraw_unbonded() -> Weight;
    fn set_capabilities() -> Weight;
    fn set_price() -> Weight;
    fn set_market_rules() -> Weight;
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
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    fn register_worker() -> Weight {
        // Proof size: measured 11565, estimated 9679.
        Weight::from_parts(626_126_000, 9679)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:1)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    fn bond_more() -> Weight {
        // Proof size: measured 10657, estimated 9679.
        Weight::from_parts(422_417_000, 9679)
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
        // Proof size: measured 9399, estimated 9679.
        Weight::from_parts(233_756_000, 9679)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Unmatured` (r:1 w:0)
    /// Proof: `Attribution::Unmatured` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Assignments` (r:0 w:1)
    /// Proof: `Compute::Assignments` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    /// Storage: `Compute::WorkerOfKey` (r:0 w:1)
    /// Proof: `Compute::WorkerOfKey` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    fn withdraw_bond() -> Weight {
        // Proof size: measured 614, estimated 3704.
        Weight::from_parts(319_676_000, 3704)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    fn set_endpoint() -> Weight {
        // Proof size: measured 347, estimated 3704.
        Weight::from_parts(98_678_000, 3704)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Compute::Deadlines` (r:1 w:1)
    /// Proof: `Compute::Deadlines` (`max_values`: None, `max_size`: Some(269), added: 2744, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Assignments` (r:1 w:1)
    /// Proof: `Compute::Assignments` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    fn submit_result() -> Weight {
        // Proof size: measured 1269, estimated 6196.
        Weight::from_parts(1_100_000_000, 12000)
            .saturating_add(T::DbWeight::get().reads(32_u64))
            .saturating_add(T::DbWeight::get().writes(33_u64))
    }
    /// Storage: `Compute::Jobs` (r:1 w:0)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `System::BlockHash` (r:1 w:0)
    /// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    fn authorize_submit_result() -> Weight {
        // Proof size: measured 1746, estimated 3704.
        Weight::from_parts(213_506_000, 3704).saturating_add(T::DbWeight::get().reads(3_u64))
    }
    /// Storage: `Compute::Rules` (r:1 w:1)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    fn set_rules() -> Weight {
        // Proof size: measured 75, estimated 1530.
        Weight::from_parts(77_247_000, 1530)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:1 w:1)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    fn cancel_job() -> Weight {
        // Proof size: measured 9762, estimated 11668.
        Weight::from_parts(700_000_000, 11668)
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
    /// Storage: `Balances::Holds` (r:33 w:33)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:34 w:34)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:1)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:32 w:0)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// The range of component `j` is `[0, 32]`.
    fn expire(j: u32) -> Weight {
        // Proof size: measured 637, estimated 9679.
        Weight::from_parts(93_621_916, 9679)
            .saturating_add(Weight::from_parts(429_280_890, 0).saturating_mul(j.into()))
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(j.into())))
            .saturating_add(T::DbWeight::get().writes(1_u64))
            .saturating_add(T::DbWeight::get().writes((9_u64).saturating_mul(j.into())))
            .saturating_add(Weight::from_parts(0, 2910).saturating_mul(j.into()))
    }
    /// Storage: `Compute::OpenJobs` (r:2 w:2)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:0)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:256 w:16)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:16 w:16)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
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
    /// The range of component `w` is `[0, 256]`.
    /// The range of component `j` is `[0, 16]`.
    fn assign(w: u32, j: u32) -> Weight {
        // Proof size: measured 0, estimated 22346.
        Weight::from_parts(41_641_000, 22346)
            .saturating_add(Weight::from_parts(14_561_874, 0).saturating_mul(w.into()))
            .saturating_add(Weight::from_parts(157_727_241, 0).saturating_mul(j.into()))
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(w.into())))
            .saturating_add(T::DbWeight::get().reads((9_u64).saturating_mul(j.into())))
            .saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(j.into())))
            .saturating_add(Weight::from_parts(0, 2627).saturating_mul(j.into()))
            .saturating_add(Weight::from_parts(0, 2714).saturating_mul(w.into()))
    }
    /// The range of component `j` is `[0, 4]`.
    fn sweep(j: u32) -> Weight {
        Weight::from_parts(40_000_000, 11668)
            .saturating_add(Weight::from_parts(180_000_000, 0).saturating_mul(j.into()))
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(j.into())))
            .saturating_add(T::DbWeight::get().writes(1_u64))
            .saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(j.into())))
            .saturating_add(Weight::from_parts(0, 2910).saturating_mul(j.into()))
    }
    fn unbond() -> Weight {
        Weight::from_parts(320_000_000, 9679)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    fn withdraw_unbonded() -> Weight {
        Weight::from_parts(360_000_000, 3704)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    fn set_capabilities() -> Weight {
        Weight::from_parts(120_000_000, 3704)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    fn set_price() -> Weight {
        Weight::from_parts(120_000_000, 3704)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    fn set_market_rules() -> Weight {
        Weight::from_parts(77_000_000, 1530)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    fn pin() -> Weight {
        Weight::from_parts(450_000_000, 3704)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    fn extend_pin() -> Weight {
        Weight::from_parts(400_000_000, 3704)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    fn unpin() -> Weight {
        Weight::from_parts(500_000_000, 9000)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(9_u64))
    }
    fn offer_storage() -> Weight {
        Weight::from_parts(200_000_000, 3704)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    fn stop_storing() -> Weight {
        Weight::from_parts(180_000_000, 3704)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// The range of component `b` is `[0, 16384]`.
    fn prove_storage(b: u32) -> Weight {
        Weight::from_parts(600_000_000, 6196)
            .saturating_add(Weight::from_parts(12_000, 0).saturating_mul(b.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// The range of component `p` is `[0, 2]`.
    fn turn_periods(p: u32) -> Weight {
        Weight::from_parts(40_000_000, 11668)
            .saturating_add(Weight::from_parts(900_000_000, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().reads((24_u64).saturating_mul(p.into())))
            .saturating_add(T::DbWeight::get().writes(3_u64))
            .saturating_add(T::DbWeight::get().writes((23_u64).saturating_mul(p.into())))
            .saturating_add(Weight::from_parts(0, 9000).saturating_mul(p.into()))
    }
}

/// The same for mocks.
impl WeightInfo for () {
    fn register_worker() -> Weight {
        Weight::from_parts(626_126_000, 9679).saturating_add(RocksDbWeight::get().reads_writes(7_u64, 5_u64))
    }
    fn bond_more() -> Weight {
        Weight::from_parts(422_417_000, 9679).saturating_add(RocksDbWeight::get().reads_writes(5_u64, 4_u64))
    }
    fn leave() -> Weight {
        Weight::from_parts(233_756_000, 9679).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 2_u64))
    }
    fn withdraw_bond() -> Weight {
        Weight::from_parts(319_676_000, 3704).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 5_u64))
    }
    fn set_endpoint() -> Weight {
        Weight::from_parts(98_678_000, 3704).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn submit_result() -> Weight {
        Weight::from_parts(1_100_000_000, 12000).saturating_add(RocksDbWeight::get().reads_writes(32_u64, 33_u64))
    }
    fn authorize_submit_result() -> Weight {
        Weight::from_parts(213_506_000, 3704).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 0_u64))
    }
    fn set_rules() -> Weight {
        Weight::from_parts(77_247_000, 1530).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn cancel_job() -> Weight {
        Weight::from_parts(700_000_000, 11668).saturating_add(RocksDbWeight::get().reads_writes(11_u64, 12_u64))
    }
    fn expire(j: u32) -> Weight {
        Weight::from_parts(93_621_916, 9679)
            .saturating_add(Weight::from_parts(429_280_890, 0).saturating_mul(j.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(2_u64, 1_u64))
    }
    fn assign(w: u32, j: u32) -> Weight {
        Weight::from_parts(41_641_000, 22346)
            .saturating_add(Weight::from_parts(14_561_874, 0).saturating_mul(w.into()))
            .saturating_add(Weight::from_parts(157_727_241, 0).saturating_mul(j.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(2_u64, 0_u64))
    }
    fn sweep(j: u32) -> Weight {
        Weight::from_parts(40_000_000, 11668)
            .saturating_add(Weight::from_parts(180_000_000, 0).saturating_mul(j.into()))
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().reads((6_u64).saturating_mul(j.into())))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
            .saturating_add(RocksDbWeight::get().writes((7_u64).saturating_mul(j.into())))
            .saturating_add(Weight::from_parts(0, 2910).saturating_mul(j.into()))
    }
    fn unbond() -> Weight {
        Weight::from_parts(320_000_000, 9679)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn withdraw_unbonded() -> Weight {
        Weight::from_parts(360_000_000, 3704)
            .saturating_add(RocksDbWeight::get().reads(6_u64))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
    }
    fn set_capabilities() -> Weight {
        Weight::from_parts(120_000_000, 3704)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn set_price() -> Weight {
        Weight::from_parts(120_000_000, 3704)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn set_market_rules() -> Weight {
        Weight::from_parts(77_000_000, 1530)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn pin() -> Weight {
        Weight::from_parts(450_000_000, 3704)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    fn extend_pin() -> Weight {
        Weight::from_parts(400_000_000, 3704)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn unpin() -> Weight {
        Weight::from_parts(500_000_000, 9000)
            .saturating_add(RocksDbWeight::get().reads(8_u64))
            .saturating_add(RocksDbWeight::get().writes(9_u64))
    }
    fn offer_storage() -> Weight {
        Weight::from_parts(200_000_000, 3704)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn stop_storing() -> Weight {
        Weight::from_parts(180_000_000, 3704)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn prove_storage(b: u32) -> Weight {
        Weight::from_parts(600_000_000, 6196)
            .saturating_add(Weight::from_parts(12_000, 0).saturating_mul(b.into()))
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
    }
    fn turn_periods(p: u32) -> Weight {
        Weight::from_parts(40_000_000, 11668)
            .saturating_add(Weight::from_parts(900_000_000, 0).saturating_mul(p.into()))
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().reads((24_u64).saturating_mul(p.into())))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
            .saturating_add(RocksDbWeight::get().writes((23_u64).saturating_mul(p.into())))
            .saturating_add(Weight::from_parts(0, 9000).saturating_mul(p.into()))
    }
}
