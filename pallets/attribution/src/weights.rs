//! Weights of `pallet_attribution`, measured: `cargo xtask bench pallets`.
//!
//! Do not edit: regenerate. 4 steps, 2 repeats, Compiled execution.

#![allow(unused_parens, unused_imports, missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use polkadot_sdk::frame_support::{
    traits::Get,
    weights::{constants::RocksDbWeight, Weight},
};
use polkadot_sdk::frame_system;

/// Weight of every call and hook.
pub trait WeightInfo {
    fn open_allocation() -> Weight;
    fn top_up() -> Weight;
    fn close_allocation() -> Weight;
    fn finish_closing() -> Weight;
    fn submit_batch(v: u32, r: u32) -> Weight;
    fn authorize_batch(v: u32, r: u32) -> Weight;
    fn claim_credits(n: u32) -> Weight;
    fn settle_royalty() -> Weight;
    fn claim_data_pool() -> Weight;
    fn claim() -> Weight;
    fn claim_for() -> Weight;
    fn set_rules() -> Weight;
    fn mature_none() -> Weight;
    fn mature_batch(v: u32) -> Weight;
    fn dispute_score(d: u32, t: u32) -> Weight;
    fn dispute_line(d: u32, t: u32) -> Weight;
    fn dispute_missing_line(d: u32, t: u32) -> Weight;
    fn dispute_order() -> Weight;
    fn dispute_sum() -> Weight;
    fn dispute_totals(n: u32) -> Weight;
    fn dispute_receipt() -> Weight;
    fn dispute_double() -> Weight;
    fn dispute_history(n: u32) -> Weight;
    fn demand() -> Weight;
    fn reveal(d: u32, t: u32) -> Weight;
    fn convict_silence() -> Weight;
    fn request_reexecution() -> Weight;
    fn on_reexecute_result() -> Weight;
    fn on_reexecute_failed() -> Weight;
    fn void_batch(r: u32) -> Weight;
    fn compact_batch() -> Weight;
    fn set_dispute_rules() -> Weight;
}

/// Weights by the runtime's own cost of a database access.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::NextAllocationId` (r:1 w:1)
    /// Proof: `Attribution::NextAllocationId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Allocations` (r:0 w:1)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    fn open_allocation() -> Weight {
        // Proof size: measured 439, estimated 3704.
        Weight::from_parts(304_233_000, 3704)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Attribution::Allocations` (r:1 w:1)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    fn top_up() -> Weight {
        // Proof size: measured 558, estimated 3666.
        Weight::from_parts(293_480_000, 3666)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Attribution::Allocations` (r:1 w:1)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Rules` (r:1 w:0)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    fn close_allocation() -> Weight {
        // Proof size: measured 369, estimated 3666.
        Weight::from_parts(125_791_000, 3666)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Attribution::Allocations` (r:1 w:1)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    fn finish_closing() -> Weight {
        // Proof size: measured 562, estimated 3666.
        Weight::from_parts(261_613_000, 3666)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `System::BlockHash` (r:1 w:0)
    /// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BatchNonce` (r:1 w:1)
    /// Proof: `Attribution::BatchNonce` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Rules` (r:1 w:0)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Allocations` (r:256 w:256)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Unmatured` (r:1 w:1)
    /// Proof: `Attribution::Unmatured` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:64 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Economics` (r:1 w:0)
    /// Proof: `Attribution::Economics` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::PreviousEconomics` (r:1 w:0)
    /// Proof: `Attribution::PreviousEconomics` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Maturing` (r:15 w:1)
    /// Proof: `Attribution::Maturing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::NextBatchId` (r:1 w:1)
    /// Proof: `Attribution::NextBatchId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:256 w:256)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(175), added: 2650, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:257 w:257)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Batches` (r:0 w:1)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BatchRedemptions` (r:0 w:1)
    /// Proof: `Attribution::BatchRedemptions` (`max_values`: None, `max_size`: Some(17426), added: 19901, mode: `MaxEncodedLen`)
    /// The range of component `v` is `[1, 64]`.
    /// The range of component `r` is `[1, 256]`.
    fn submit_batch(v: u32, r: u32) -> Weight {
        // Proof size: measured 2404, estimated 38790.
        Weight::from_parts(2_587_260_000, 38790)
            .saturating_add(Weight::from_parts(13_983_754, 0).saturating_mul(v.into()))
            .saturating_add(Weight::from_parts(191_876_604, 0).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().reads(24_u64))
            .saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(v.into())))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(r.into())))
            .saturating_add(T::DbWeight::get().writes(7_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(r.into())))
            .saturating_add(Weight::from_parts(0, 2676).saturating_mul(r.into()))
            .saturating_add(Weight::from_parts(0, 3274).saturating_mul(v.into()))
    }
    /// Storage: `Compute::Workers` (r:1 w:0)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `System::BlockHash` (r:1 w:0)
    /// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BatchNonce` (r:1 w:0)
    /// Proof: `Attribution::BatchNonce` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Rules` (r:1 w:0)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Allocations` (r:256 w:0)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Unmatured` (r:1 w:0)
    /// Proof: `Attribution::Unmatured` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:64 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Economics` (r:1 w:0)
    /// Proof: `Attribution::Economics` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::PreviousEconomics` (r:1 w:0)
    /// Proof: `Attribution::PreviousEconomics` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Maturing` (r:15 w:0)
    /// Proof: `Attribution::Maturing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// The range of component `v` is `[1, 64]`.
    /// The range of component `r` is `[1, 256]`.
    fn authorize_batch(v: u32, r: u32) -> Weight {
        // Proof size: measured 2155, estimated 38790.
        Weight::from_parts(1_067_515_415, 38790)
            .saturating_add(Weight::from_parts(21_429_702, 0).saturating_mul(v.into()))
            .saturating_add(Weight::from_parts(71_868_824, 0).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().reads(22_u64))
            .saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(v.into())))
            .saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(r.into())))
            .saturating_add(Weight::from_parts(0, 2676).saturating_mul(r.into()))
            .saturating_add(Weight::from_parts(0, 3274).saturating_mul(v.into()))
    }
    /// Storage: `Attribution::Batches` (r:1 w:1)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Claimed` (r:64 w:64)
    /// Proof: `Attribution::Claimed` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:0)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:64 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:1 w:0)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Earnings` (r:1 w:1)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DataPools` (r:64 w:64)
    /// Proof: `Attribution::DataPools` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Credits` (r:64 w:64)
    /// Proof: `Attribution::Credits` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// The range of component `n` is `[1, 64]`.
    fn claim_credits(n: u32) -> Weight {
        // Proof size: measured 13676, estimated 13484.
        Weight::from_parts(428_620_000, 13484)
            .saturating_add(Weight::from_parts(419_732_354, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(2_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 3274).saturating_mul(n.into()))
    }
    /// Storage: `Models::Versions` (r:2 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::RoyaltyPools` (r:1 w:1)
    /// Proof: `Attribution::RoyaltyPools` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::RoyaltyPulled` (r:1 w:1)
    /// Proof: `Attribution::RoyaltyPulled` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DataPools` (r:1 w:1)
    /// Proof: `Attribution::DataPools` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Economics` (r:1 w:0)
    /// Proof: `Attribution::Economics` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Earnings` (r:1 w:1)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    fn settle_royalty() -> Weight {
        // Proof size: measured 2104, estimated 7538.
        Weight::from_parts(268_429_000, 7538)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
            // Backers, figured by hand until measured.
            .saturating_add(Weight::from_parts(200_000_000, 6_000))
            .saturating_add(T::DbWeight::get().reads_writes(4, 4))
    }
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DataPools` (r:1 w:1)
    /// Proof: `Attribution::DataPools` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:4 w:0)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:0)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::WeightPulled` (r:1 w:1)
    /// Proof: `Attribution::WeightPulled` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Credits` (r:1 w:1)
    /// Proof: `Attribution::Credits` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Earnings` (r:1 w:1)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    fn claim_data_pool() -> Weight {
        // Proof size: measured 2615, estimated 11454.
        Weight::from_parts(375_076_000, 11454)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Attribution::Earnings` (r:1 w:1)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn claim() -> Weight {
        // Proof size: measured 345, estimated 3593.
        Weight::from_parts(296_490_000, 3593)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Attribution::Earnings` (r:1 w:1)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn claim_for() -> Weight {
        // Proof size: measured 397, estimated 6196.
        Weight::from_parts(311_380_000, 6196)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Attribution::Rules` (r:1 w:1)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    fn set_rules() -> Weight {
        // Proof size: measured 120, estimated 1501.
        Weight::from_parts(85_033_000, 1501)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Attribution::Maturing` (r:1 w:0)
    /// Proof: `Attribution::Maturing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    fn mature_none() -> Weight {
        // Proof size: measured 81, estimated 3510.
        Weight::from_parts(34_462_000, 3510).saturating_add(T::DbWeight::get().reads(1_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:1)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Unmatured` (r:1 w:1)
    /// Proof: `Attribution::Unmatured` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Earnings` (r:66 w:66)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Remainder` (r:1 w:1)
    /// Proof: `Attribution::Remainder` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::RoyaltyPools` (r:64 w:64)
    /// Proof: `Attribution::RoyaltyPools` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DataPools` (r:64 w:64)
    /// Proof: `Attribution::DataPools` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BatchRedemptions` (r:0 w:1)
    /// Proof: `Attribution::BatchRedemptions` (`max_values`: None, `max_size`: Some(17426), added: 19901, mode: `MaxEncodedLen`)
    /// The range of component `v` is `[1, 64]`.
    fn mature_batch(v: u32) -> Weight {
        // Proof size: measured 1162, estimated 13484.
        Weight::from_parts(200_496_000, 13484)
            .saturating_add(Weight::from_parts(65_145_985, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(v.into())))
            .saturating_add(T::DbWeight::get().writes(6_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(v.into())))
            .saturating_add(Weight::from_parts(0, 2615).saturating_mul(v.into()))
            // Backers and what is open, figured by hand until measured.
            .saturating_add(Weight::from_parts(150_000_000, 6_000).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads_writes(5, 3))
            .saturating_add(T::DbWeight::get().reads_writes(1, 1).saturating_mul(v.into()))
    }
    fn dispute_score(d: u32, t: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(450_000_000, 25000)
            .saturating_add(Weight::from_parts(6_000, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(40_000, 0).saturating_mul(t.into()))
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn dispute_line(d: u32, t: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(500_000_000, 25000)
            .saturating_add(Weight::from_parts(6_000, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(40_000, 0).saturating_mul(t.into()))
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn dispute_missing_line(d: u32, t: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(600_000_000, 25000)
            .saturating_add(Weight::from_parts(6_000, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(40_000, 0).saturating_mul(t.into()))
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn dispute_order() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(400_000_000, 17200)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn dispute_sum() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(400_000_000, 17200)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn dispute_totals(n: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(200_000_000, 19800)
            .saturating_add(Weight::from_parts(160_000_000, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn dispute_receipt() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(300_000_000, 22400)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn dispute_history(n: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(300_000_000, 22400)
            .saturating_add(Weight::from_parts(2_000_000, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn dispute_double() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(400_000_000, 17200)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn demand() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(500_000_000, 38000)
            .saturating_add(T::DbWeight::get().reads(70_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    fn reveal(d: u32, t: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(500_000_000, 30200)
            .saturating_add(Weight::from_parts(6_000, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(40_000, 0).saturating_mul(t.into()))
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    fn convict_silence() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(100_000_000, 19800)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(0_u64))
    }
    fn request_reexecution() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(900_000_000, 38000)
            .saturating_add(T::DbWeight::get().reads(85_u64))
            .saturating_add(T::DbWeight::get().writes(15_u64))
    }
    fn on_reexecute_result() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(300_000_000, 30200)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    fn on_reexecute_failed() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(150_000_000, 22400)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    fn void_batch(r: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(9_000_000_000, 180000)
            .saturating_add(Weight::from_parts(30_000_000, 2539).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().reads(150_u64))
            .saturating_add(T::DbWeight::get().writes(150_u64))
            .saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(r.into())))
            .saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(r.into())))
    }
    fn compact_batch() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(6_000_000_000, 700000)
            .saturating_add(T::DbWeight::get().reads(262_u64))
            .saturating_add(T::DbWeight::get().writes(262_u64))
    }
    fn set_dispute_rules() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(40_000_000, 14600)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
}

/// The same for mocks.
impl WeightInfo for () {
    fn open_allocation() -> Weight {
        Weight::from_parts(304_233_000, 3704).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 4_u64))
    }
    fn top_up() -> Weight {
        Weight::from_parts(293_480_000, 3666).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn close_allocation() -> Weight {
        Weight::from_parts(125_791_000, 3666).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 1_u64))
    }
    fn finish_closing() -> Weight {
        Weight::from_parts(261_613_000, 3666).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn submit_batch(v: u32, r: u32) -> Weight {
        Weight::from_parts(2_587_260_000, 38790)
            .saturating_add(Weight::from_parts(13_983_754, 0).saturating_mul(v.into()))
            .saturating_add(Weight::from_parts(191_876_604, 0).saturating_mul(r.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(24_u64, 7_u64))
    }
    fn authorize_batch(v: u32, r: u32) -> Weight {
        Weight::from_parts(1_067_515_415, 38790)
            .saturating_add(Weight::from_parts(21_429_702, 0).saturating_mul(v.into()))
            .saturating_add(Weight::from_parts(71_868_824, 0).saturating_mul(r.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(22_u64, 0_u64))
    }
    fn claim_credits(n: u32) -> Weight {
        Weight::from_parts(428_620_000, 13484)
            .saturating_add(Weight::from_parts(419_732_354, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(4_u64, 2_u64))
    }
    fn settle_royalty() -> Weight {
        Weight::from_parts(268_429_000, 7538)
            .saturating_add(RocksDbWeight::get().reads_writes(7_u64, 4_u64))
            // Backers, figured by hand until measured.
            .saturating_add(Weight::from_parts(200_000_000, 6_000))
            .saturating_add(RocksDbWeight::get().reads_writes(4, 4))
    }
    fn claim_data_pool() -> Weight {
        Weight::from_parts(375_076_000, 11454).saturating_add(RocksDbWeight::get().reads_writes(10_u64, 4_u64))
    }
    fn claim() -> Weight {
        Weight::from_parts(296_490_000, 3593).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn claim_for() -> Weight {
        Weight::from_parts(311_380_000, 6196).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn set_rules() -> Weight {
        Weight::from_parts(85_033_000, 1501).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn mature_none() -> Weight {
        Weight::from_parts(34_462_000, 3510).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 0_u64))
    }
    fn mature_batch(v: u32) -> Weight {
        Weight::from_parts(200_496_000, 13484)
            .saturating_add(Weight::from_parts(65_145_985, 0).saturating_mul(v.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(5_u64, 6_u64))
            // Backers and what is open, figured by hand until measured.
            .saturating_add(Weight::from_parts(150_000_000, 6_000).saturating_mul(v.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(5, 3))
            .saturating_add(RocksDbWeight::get().reads_writes(1, 1).saturating_mul(v.into()))
    }
    fn dispute_score(d: u32, t: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(450_000_000, 25000)
            .saturating_add(Weight::from_parts(6_000, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(40_000, 0).saturating_mul(t.into()))
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn dispute_line(d: u32, t: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(500_000_000, 25000)
            .saturating_add(Weight::from_parts(6_000, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(40_000, 0).saturating_mul(t.into()))
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn dispute_missing_line(d: u32, t: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(600_000_000, 25000)
            .saturating_add(Weight::from_parts(6_000, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(40_000, 0).saturating_mul(t.into()))
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn dispute_order() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(400_000_000, 17200)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn dispute_sum() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(400_000_000, 17200)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn dispute_totals(n: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(200_000_000, 19800)
            .saturating_add(Weight::from_parts(160_000_000, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn dispute_receipt() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(300_000_000, 22400)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn dispute_history(n: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(300_000_000, 22400)
            .saturating_add(Weight::from_parts(2_000_000, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn dispute_double() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(400_000_000, 17200)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn demand() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(500_000_000, 38000)
            .saturating_add(RocksDbWeight::get().reads(70_u64))
            .saturating_add(RocksDbWeight::get().writes(6_u64))
    }
    fn reveal(d: u32, t: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(500_000_000, 30200)
            .saturating_add(Weight::from_parts(6_000, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(40_000, 0).saturating_mul(t.into()))
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    fn convict_silence() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(100_000_000, 19800)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(0_u64))
    }
    fn request_reexecution() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(900_000_000, 38000)
            .saturating_add(RocksDbWeight::get().reads(85_u64))
            .saturating_add(RocksDbWeight::get().writes(15_u64))
    }
    fn on_reexecute_result() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(300_000_000, 30200)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    fn on_reexecute_failed() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(150_000_000, 22400)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
    }
    fn void_batch(r: u32) -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(9_000_000_000, 180000)
            .saturating_add(Weight::from_parts(30_000_000, 2539).saturating_mul(r.into()))
            .saturating_add(RocksDbWeight::get().reads(150_u64))
            .saturating_add(RocksDbWeight::get().writes(150_u64))
            .saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(r.into())))
            .saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(r.into())))
    }
    fn compact_batch() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(6_000_000_000, 700000)
            .saturating_add(RocksDbWeight::get().reads(262_u64))
            .saturating_add(RocksDbWeight::get().writes(262_u64))
    }
    fn set_dispute_rules() -> Weight {
        // Figured by hand until measured.
        Weight::from_parts(40_000_000, 14600)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
}
