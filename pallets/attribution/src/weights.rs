//! Weights of `pallet_attribution`, measured: `cargo xtask bench pallets`.
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
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Allocations` (r:0 w:1)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    fn open_allocation() -> Weight {
        // Proof size: measured 629, estimated 3892.
        Weight::from_parts(589_585_000, 3892)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Attribution::Allocations` (r:1 w:1)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn top_up() -> Weight {
        // Proof size: measured 700, estimated 3892.
        Weight::from_parts(339_406_000, 3892)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Attribution::Allocations` (r:1 w:1)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Rules` (r:1 w:0)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    fn close_allocation() -> Weight {
        // Proof size: measured 439, estimated 3666.
        Weight::from_parts(133_279_000, 3666)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Attribution::Allocations` (r:1 w:1)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    fn finish_closing() -> Weight {
        // Proof size: measured 704, estimated 3892.
        Weight::from_parts(287_083_000, 3892)
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
    /// Storage: `Models::Flags` (r:64 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Economics` (r:1 w:0)
    /// Proof: `Attribution::Economics` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::PreviousEconomics` (r:1 w:0)
    /// Proof: `Attribution::PreviousEconomics` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Maturing` (r:15 w:1)
    /// Proof: `Attribution::Maturing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::NextBatchId` (r:1 w:1)
    /// Proof: `Attribution::NextBatchId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:256 w:256)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:257 w:257)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Batches` (r:0 w:1)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BatchRedemptions` (r:0 w:1)
    /// Proof: `Attribution::BatchRedemptions` (`max_values`: None, `max_size`: Some(17426), added: 19901, mode: `MaxEncodedLen`)
    /// The range of component `v` is `[1, 64]`.
    /// The range of component `r` is `[1, 256]`.
    fn submit_batch(v: u32, r: u32) -> Weight {
        // Proof size: measured 2495, estimated 38790.
        Weight::from_parts(5_585_236_000, 38790)
            .saturating_add(Weight::from_parts(38_941_027, 0).saturating_mul(v.into()))
            .saturating_add(Weight::from_parts(239_226_142, 0).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().reads(24_u64))
            .saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(v.into())))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(r.into())))
            .saturating_add(T::DbWeight::get().writes(7_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(r.into())))
            .saturating_add(Weight::from_parts(0, 2902).saturating_mul(r.into()))
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
    /// Storage: `Models::Flags` (r:64 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Economics` (r:1 w:0)
    /// Proof: `Attribution::Economics` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::PreviousEconomics` (r:1 w:0)
    /// Proof: `Attribution::PreviousEconomics` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Maturing` (r:15 w:0)
    /// Proof: `Attribution::Maturing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// The range of component `v` is `[1, 64]`.
    /// The range of component `r` is `[1, 256]`.
    fn authorize_batch(v: u32, r: u32) -> Weight {
        // Proof size: measured 2161, estimated 38790.
        Weight::from_parts(1_711_366_896, 38790)
            .saturating_add(Weight::from_parts(18_114_002, 0).saturating_mul(v.into()))
            .saturating_add(Weight::from_parts(88_864_616, 0).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().reads(22_u64))
            .saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(v.into())))
            .saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(r.into())))
            .saturating_add(Weight::from_parts(0, 2676).saturating_mul(r.into()))
            .saturating_add(Weight::from_parts(0, 3274).saturating_mul(v.into()))
    }
    /// Storage: `Attribution::Batches` (r:1 w:1)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Claimed` (r:64 w:64)
    /// Proof: `Attribution::Claimed` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:64 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:64 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Snapshots` (r:1 w:0)
    /// Proof: `Datanets::Snapshots` (`max_values`: None, `max_size`: Some(141), added: 2616, mode: `MaxEncodedLen`)
    /// Storage: `Datanets::Contributions` (r:1 w:0)
    /// Proof: `Datanets::Contributions` (`max_values`: None, `max_size`: Some(435), added: 2910, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Earnings` (r:1 w:1)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DataPools` (r:64 w:64)
    /// Proof: `Attribution::DataPools` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Credits` (r:64 w:64)
    /// Proof: `Attribution::Credits` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    /// The range of component `n` is `[1, 64]`.
    fn claim_credits(n: u32) -> Weight {
        // Proof size: measured 15179, estimated 13484.
        Weight::from_parts(400_518_426, 13484)
            .saturating_add(Weight::from_parts(208_305_367, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(2_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 3274).saturating_mul(n.into()))
    }
    /// Storage: `Models::Versions` (r:2 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:2 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
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
    /// Storage: `Models::BackingPools` (r:1 w:1)
    /// Proof: `Models::BackingPools` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Committed` (r:1 w:1)
    /// Proof: `Models::Committed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    fn settle_royalty() -> Weight {
        // Proof size: measured 2628, estimated 7538.
        Weight::from_parts(602_143_000, 7538)
            .saturating_add(T::DbWeight::get().reads(13_u64))
            .saturating_add(T::DbWeight::get().writes(8_u64))
    }
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
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
        // Proof size: measured 2719, estimated 11454.
        Weight::from_parts(450_732_000, 11454)
            .saturating_add(T::DbWeight::get().reads(11_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Attribution::Earnings` (r:1 w:1)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn claim() -> Weight {
        // Proof size: measured 415, estimated 3593.
        Weight::from_parts(314_661_000, 3593)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    /// Storage: `Attribution::Earnings` (r:1 w:1)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    fn claim_for() -> Weight {
        // Proof size: measured 467, estimated 6196.
        Weight::from_parts(330_944_000, 6196)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    /// Storage: `Attribution::Rules` (r:1 w:1)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    fn set_rules() -> Weight {
        // Proof size: measured 191, estimated 1501.
        Weight::from_parts(91_559_000, 1501)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    /// Storage: `Attribution::Maturing` (r:1 w:0)
    /// Proof: `Attribution::Maturing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    fn mature_none() -> Weight {
        // Proof size: measured 151, estimated 3510.
        Weight::from_parts(41_089_000, 3510).saturating_add(T::DbWeight::get().reads(1_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:1)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Unmatured` (r:1 w:1)
    /// Proof: `Attribution::Unmatured` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Earnings` (r:66 w:66)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Remainder` (r:1 w:1)
    /// Proof: `Attribution::Remainder` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BackersParts` (r:1 w:0)
    /// Proof: `Attribution::BackersParts` (`max_values`: None, `max_size`: Some(1298), added: 3773, mode: `MaxEncodedLen`)
    /// Storage: `Models::BackingPools` (r:64 w:64)
    /// Proof: `Models::BackingPools` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Models::Committed` (r:1 w:1)
    /// Proof: `Models::Committed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::RoyaltyPools` (r:64 w:64)
    /// Proof: `Attribution::RoyaltyPools` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DataPools` (r:64 w:64)
    /// Proof: `Attribution::DataPools` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BatchRedemptions` (r:0 w:1)
    /// Proof: `Attribution::BatchRedemptions` (`max_values`: None, `max_size`: Some(17426), added: 19901, mode: `MaxEncodedLen`)
    /// The range of component `v` is `[1, 64]`.
    fn mature_batch(v: u32) -> Weight {
        // Proof size: measured 2497, estimated 13484.
        Weight::from_parts(664_436_000, 13484)
            .saturating_add(Weight::from_parts(268_789_421, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(v.into())))
            .saturating_add(T::DbWeight::get().writes(9_u64))
            .saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(v.into())))
            .saturating_add(Weight::from_parts(0, 2615).saturating_mul(v.into()))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// The range of component `d` is `[0, 4096]`.
    /// The range of component `t` is `[0, 8192]`.
    fn dispute_score(d: u32, t: u32) -> Weight {
        // Proof size: measured 2065, estimated 13484.
        Weight::from_parts(234_264_903, 13484)
            .saturating_add(Weight::from_parts(12_781, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(49_810, 0).saturating_mul(t.into()))
            .saturating_add(T::DbWeight::get().reads(3_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// The range of component `d` is `[0, 4096]`.
    /// The range of component `t` is `[0, 8192]`.
    fn dispute_line(d: u32, t: u32) -> Weight {
        // Proof size: measured 2065, estimated 13484.
        Weight::from_parts(32_958_089, 13484)
            .saturating_add(Weight::from_parts(52_709, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(77_898, 0).saturating_mul(t.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Models::Flags` (r:1 w:0)
    /// Proof: `Models::Flags` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
    /// The range of component `d` is `[0, 4096]`.
    /// The range of component `t` is `[0, 8192]`.
    fn dispute_missing_line(_d: u32, t: u32) -> Weight {
        // Proof size: measured 2065, estimated 13484.
        Weight::from_parts(645_823_204, 13484)
            .saturating_add(Weight::from_parts(51_378, 0).saturating_mul(t.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    fn dispute_order() -> Weight {
        // Proof size: measured 851, estimated 13484.
        Weight::from_parts(153_173_000, 13484).saturating_add(T::DbWeight::get().reads(2_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    fn dispute_sum() -> Weight {
        // Proof size: measured 851, estimated 13484.
        Weight::from_parts(167_943_000, 13484).saturating_add(T::DbWeight::get().reads(2_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// The range of component `n` is `[1, 64]`.
    fn dispute_totals(n: u32) -> Weight {
        // Proof size: measured 851, estimated 13484.
        Weight::from_parts(77_533_814, 13484)
            .saturating_add(Weight::from_parts(33_387_934, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(2_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BatchRedemptions` (r:1 w:0)
    /// Proof: `Attribution::BatchRedemptions` (`max_values`: None, `max_size`: Some(17426), added: 19901, mode: `MaxEncodedLen`)
    /// Storage: `System::BlockHash` (r:1 w:0)
    /// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn dispute_receipt() -> Weight {
        // Proof size: measured 945, estimated 20891.
        Weight::from_parts(155_491_000, 20891).saturating_add(T::DbWeight::get().reads(4_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    fn dispute_double() -> Weight {
        // Proof size: measured 851, estimated 13484.
        Weight::from_parts(146_362_000, 13484).saturating_add(T::DbWeight::get().reads(2_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Allocations` (r:1 w:0)
    /// Proof: `Attribution::Allocations` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
    /// The range of component `n` is `[1, 4096]`.
    fn dispute_history(n: u32) -> Weight {
        // Proof size: measured 1039, estimated 13484.
        Weight::from_parts(143_878_488, 13484)
            .saturating_add(Weight::from_parts(825_896, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(3_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:1)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Rules` (r:1 w:0)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Demands` (r:1 w:1)
    /// Proof: `Attribution::Demands` (`max_values`: None, `max_size`: Some(3922), added: 6397, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DisputeTerms` (r:1 w:0)
    /// Proof: `Attribution::DisputeTerms` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Maturing` (r:64 w:2)
    /// Proof: `Attribution::Maturing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    fn demand() -> Weight {
        // Proof size: measured 8665, estimated 162270.
        Weight::from_parts(1_764_730_000, 162270)
            .saturating_add(T::DbWeight::get().reads(71_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Demands` (r:1 w:1)
    /// Proof: `Attribution::Demands` (`max_values`: None, `max_size`: Some(3922), added: 6397, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DisputeTerms` (r:1 w:0)
    /// Proof: `Attribution::DisputeTerms` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Earnings` (r:2 w:2)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// The range of component `d` is `[0, 4096]`.
    /// The range of component `t` is `[0, 8192]`.
    fn reveal(_d: u32, t: u32) -> Weight {
        // Proof size: measured 5901, estimated 13484.
        Weight::from_parts(615_466_243, 13484)
            .saturating_add(Weight::from_parts(51_070, 0).saturating_mul(t.into()))
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Demands` (r:1 w:0)
    /// Proof: `Attribution::Demands` (`max_values`: None, `max_size`: Some(3922), added: 6397, mode: `MaxEncodedLen`)
    fn convict_silence() -> Weight {
        // Proof size: measured 4797, estimated 13484.
        Weight::from_parts(114_377_000, 13484).saturating_add(T::DbWeight::get().reads(3_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:1)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Rules` (r:1 w:0)
    /// Proof: `Attribution::Rules` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    /// Storage: `Models::Versions` (r:1 w:0)
    /// Proof: `Models::Versions` (`max_values`: None, `max_size`: Some(799), added: 3274, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::ReexecutionsOf` (r:1 w:1)
    /// Proof: `Attribution::ReexecutionsOf` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Reexecutions` (r:3 w:1)
    /// Proof: `Attribution::Reexecutions` (`max_values`: None, `max_size`: Some(441), added: 2916, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::NextDisputeId` (r:1 w:1)
    /// Proof: `Attribution::NextDisputeId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DisputeTerms` (r:1 w:0)
    /// Proof: `Attribution::DisputeTerms` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Maturing` (r:64 w:2)
    /// Proof: `Attribution::Maturing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Compute::UnfinishedJobs` (r:1 w:1)
    /// Proof: `Compute::UnfinishedJobs` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    /// Storage: `Compute::NextJobId` (r:1 w:1)
    /// Proof: `Compute::NextJobId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Compute::OpenJobs` (r:1 w:1)
    /// Proof: `Compute::OpenJobs` (`max_values`: None, `max_size`: Some(8203), added: 10678, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Jobs` (r:0 w:3)
    /// Proof: `Compute::Jobs` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Excluded` (r:0 w:3)
    /// Proof: `Compute::Excluded` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    fn request_reexecution() -> Weight {
        // Proof size: measured 6265, estimated 162270.
        Weight::from_parts(2_449_456_000, 162270)
            .saturating_add(T::DbWeight::get().reads(79_u64))
            .saturating_add(T::DbWeight::get().writes(17_u64))
    }
    /// Storage: `Attribution::Reexecutions` (r:1 w:1)
    /// Proof: `Attribution::Reexecutions` (`max_values`: None, `max_size`: Some(441), added: 2916, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:2 w:2)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DisputeTerms` (r:1 w:0)
    /// Proof: `Attribution::DisputeTerms` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Earnings` (r:2 w:2)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::ReexecutionsOf` (r:1 w:1)
    /// Proof: `Attribution::ReexecutionsOf` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    fn on_reexecute_result() -> Weight {
        // Proof size: measured 1945, estimated 13484.
        Weight::from_parts(429_613_000, 13484)
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    /// Storage: `Attribution::Reexecutions` (r:1 w:1)
    /// Proof: `Attribution::Reexecutions` (`max_values`: None, `max_size`: Some(441), added: 2916, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:1 w:1)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:1 w:1)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::ReexecutionsOf` (r:1 w:1)
    /// Proof: `Attribution::ReexecutionsOf` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    fn on_reexecute_failed() -> Weight {
        // Proof size: measured 1176, estimated 3906.
        Weight::from_parts(313_083_000, 3906)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    /// Storage: `Attribution::Batches` (r:1 w:0)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:1)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Maturing` (r:1 w:1)
    /// Proof: `Attribution::Maturing` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Unmatured` (r:1 w:1)
    /// Proof: `Attribution::Unmatured` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Demands` (r:1 w:1)
    /// Proof: `Attribution::Demands` (`max_values`: None, `max_size`: Some(3922), added: 6397, mode: `MaxEncodedLen`)
    /// Storage: `System::Account` (r:70 w:70)
    /// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    /// Storage: `Balances::Holds` (r:69 w:69)
    /// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(427), added: 2902, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::ReexecutionsOf` (r:1 w:1)
    /// Proof: `Attribution::ReexecutionsOf` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Reexecutions` (r:4 w:4)
    /// Proof: `Attribution::Reexecutions` (`max_values`: None, `max_size`: Some(441), added: 2916, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BatchRedemptions` (r:1 w:1)
    /// Proof: `Attribution::BatchRedemptions` (`max_values`: None, `max_size`: Some(17426), added: 19901, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Earnings` (r:258 w:258)
    /// Proof: `Attribution::Earnings` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DisputeTerms` (r:1 w:0)
    /// Proof: `Attribution::DisputeTerms` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Workers` (r:1 w:1)
    /// Proof: `Compute::Workers` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Unbonding` (r:1 w:1)
    /// Proof: `Compute::Unbonding` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    /// Storage: `Compute::Rules` (r:1 w:0)
    /// Proof: `Compute::Rules` (`max_values`: Some(1), `max_size`: Some(45), added: 540, mode: `MaxEncodedLen`)
    /// Storage: `Compute::ActiveWorkers` (r:1 w:1)
    /// Proof: `Compute::ActiveWorkers` (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`)
    /// The range of component `r` is `[1, 256]`.
    fn void_batch(r: u32) -> Weight {
        // Proof size: measured 28258, estimated 201228.
        Weight::from_parts(10_948_412_263, 201228)
            .saturating_add(Weight::from_parts(101_342_047, 0).saturating_mul(r.into()))
            .saturating_add(T::DbWeight::get().reads(157_u64))
            .saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(r.into())))
            .saturating_add(T::DbWeight::get().writes(154_u64))
            .saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(r.into())))
            .saturating_add(Weight::from_parts(0, 2539).saturating_mul(r.into()))
    }
    /// Storage: `Attribution::Batches` (r:1 w:1)
    /// Proof: `Attribution::Batches` (`max_values`: None, `max_size`: Some(10019), added: 12494, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Voided` (r:1 w:0)
    /// Proof: `Attribution::Voided` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::DisputeTerms` (r:1 w:0)
    /// Proof: `Attribution::DisputeTerms` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::CompactedBatches` (r:1 w:1)
    /// Proof: `Attribution::CompactedBatches` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::Claimed` (r:256 w:256)
    /// Proof: `Attribution::Claimed` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::SettledBatches` (r:0 w:1)
    /// Proof: `Attribution::SettledBatches` (`max_values`: None, `max_size`: Some(3398), added: 5873, mode: `MaxEncodedLen`)
    /// Storage: `Attribution::BackersParts` (r:0 w:1)
    /// Proof: `Attribution::BackersParts` (`max_values`: None, `max_size`: Some(1298), added: 3773, mode: `MaxEncodedLen`)
    fn compact_batch() -> Weight {
        // Proof size: measured 18673, estimated 645854.
        Weight::from_parts(1_327_317_000, 645854)
            .saturating_add(T::DbWeight::get().reads(260_u64))
            .saturating_add(T::DbWeight::get().writes(260_u64))
    }
    /// Storage: `Attribution::DisputeTerms` (r:1 w:1)
    /// Proof: `Attribution::DisputeTerms` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
    fn set_dispute_rules() -> Weight {
        // Proof size: measured 213, estimated 1557.
        Weight::from_parts(150_980_000, 1557)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
}

/// The same for mocks.
impl WeightInfo for () {
    fn open_allocation() -> Weight {
        Weight::from_parts(589_585_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 4_u64))
    }
    fn top_up() -> Weight {
        Weight::from_parts(339_406_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn close_allocation() -> Weight {
        Weight::from_parts(133_279_000, 3666).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 1_u64))
    }
    fn finish_closing() -> Weight {
        Weight::from_parts(287_083_000, 3892).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn submit_batch(v: u32, r: u32) -> Weight {
        Weight::from_parts(5_585_236_000, 38790)
            .saturating_add(Weight::from_parts(38_941_027, 0).saturating_mul(v.into()))
            .saturating_add(Weight::from_parts(239_226_142, 0).saturating_mul(r.into()))
            .saturating_add(RocksDbWeight::get().reads((2_u64).saturating_mul(v.into())))
            .saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(r.into())))
            .saturating_add(RocksDbWeight::get().reads_writes(24_u64, 7_u64))
    }
    fn authorize_batch(v: u32, r: u32) -> Weight {
        Weight::from_parts(1_711_366_896, 38790)
            .saturating_add(Weight::from_parts(18_114_002, 0).saturating_mul(v.into()))
            .saturating_add(Weight::from_parts(88_864_616, 0).saturating_mul(r.into()))
            .saturating_add(RocksDbWeight::get().reads((2_u64).saturating_mul(v.into())))
            .saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(r.into())))
            .saturating_add(RocksDbWeight::get().reads_writes(22_u64, 0_u64))
    }
    fn claim_credits(n: u32) -> Weight {
        Weight::from_parts(400_518_426, 13484)
            .saturating_add(Weight::from_parts(208_305_367, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().reads_writes(4_u64, 2_u64))
    }
    fn settle_royalty() -> Weight {
        Weight::from_parts(602_143_000, 7538).saturating_add(RocksDbWeight::get().reads_writes(13_u64, 8_u64))
    }
    fn claim_data_pool() -> Weight {
        Weight::from_parts(450_732_000, 11454).saturating_add(RocksDbWeight::get().reads_writes(11_u64, 4_u64))
    }
    fn claim() -> Weight {
        Weight::from_parts(314_661_000, 3593).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 2_u64))
    }
    fn claim_for() -> Weight {
        Weight::from_parts(330_944_000, 6196).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 3_u64))
    }
    fn set_rules() -> Weight {
        Weight::from_parts(91_559_000, 1501).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
    fn mature_none() -> Weight {
        Weight::from_parts(41_089_000, 3510).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 0_u64))
    }
    fn mature_batch(v: u32) -> Weight {
        Weight::from_parts(664_436_000, 13484)
            .saturating_add(Weight::from_parts(268_789_421, 0).saturating_mul(v.into()))
            .saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(v.into())))
            .saturating_add(RocksDbWeight::get().reads_writes(9_u64, 9_u64))
    }
    fn dispute_score(d: u32, t: u32) -> Weight {
        Weight::from_parts(234_264_903, 13484)
            .saturating_add(Weight::from_parts(12_781, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(49_810, 0).saturating_mul(t.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(3_u64, 0_u64))
    }
    fn dispute_line(d: u32, t: u32) -> Weight {
        Weight::from_parts(32_958_089, 13484)
            .saturating_add(Weight::from_parts(52_709, 0).saturating_mul(d.into()))
            .saturating_add(Weight::from_parts(77_898, 0).saturating_mul(t.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(4_u64, 0_u64))
    }
    fn dispute_missing_line(_d: u32, t: u32) -> Weight {
        Weight::from_parts(645_823_204, 13484)
            .saturating_add(Weight::from_parts(51_378, 0).saturating_mul(t.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(4_u64, 0_u64))
    }
    fn dispute_order() -> Weight {
        Weight::from_parts(153_173_000, 13484).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 0_u64))
    }
    fn dispute_sum() -> Weight {
        Weight::from_parts(167_943_000, 13484).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 0_u64))
    }
    fn dispute_totals(n: u32) -> Weight {
        Weight::from_parts(77_533_814, 13484)
            .saturating_add(Weight::from_parts(33_387_934, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(2_u64, 0_u64))
    }
    fn dispute_receipt() -> Weight {
        Weight::from_parts(155_491_000, 20891).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 0_u64))
    }
    fn dispute_double() -> Weight {
        Weight::from_parts(146_362_000, 13484).saturating_add(RocksDbWeight::get().reads_writes(2_u64, 0_u64))
    }
    fn dispute_history(n: u32) -> Weight {
        Weight::from_parts(143_878_488, 13484)
            .saturating_add(Weight::from_parts(825_896, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(3_u64, 0_u64))
    }
    fn demand() -> Weight {
        Weight::from_parts(1_764_730_000, 162270).saturating_add(RocksDbWeight::get().reads_writes(71_u64, 6_u64))
    }
    fn reveal(_d: u32, t: u32) -> Weight {
        Weight::from_parts(615_466_243, 13484)
            .saturating_add(Weight::from_parts(51_070, 0).saturating_mul(t.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(9_u64, 6_u64))
    }
    fn convict_silence() -> Weight {
        Weight::from_parts(114_377_000, 13484).saturating_add(RocksDbWeight::get().reads_writes(3_u64, 0_u64))
    }
    fn request_reexecution() -> Weight {
        Weight::from_parts(2_449_456_000, 162270).saturating_add(RocksDbWeight::get().reads_writes(79_u64, 17_u64))
    }
    fn on_reexecute_result() -> Weight {
        Weight::from_parts(429_613_000, 13484).saturating_add(RocksDbWeight::get().reads_writes(9_u64, 7_u64))
    }
    fn on_reexecute_failed() -> Weight {
        Weight::from_parts(313_083_000, 3906).saturating_add(RocksDbWeight::get().reads_writes(4_u64, 4_u64))
    }
    fn void_batch(r: u32) -> Weight {
        Weight::from_parts(10_948_412_263, 201228)
            .saturating_add(Weight::from_parts(101_342_047, 0).saturating_mul(r.into()))
            .saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(r.into())))
            .saturating_add(RocksDbWeight::get().reads_writes(157_u64, 154_u64))
    }
    fn compact_batch() -> Weight {
        Weight::from_parts(1_327_317_000, 645854).saturating_add(RocksDbWeight::get().reads_writes(260_u64, 260_u64))
    }
    fn set_dispute_rules() -> Weight {
        Weight::from_parts(150_980_000, 1557).saturating_add(RocksDbWeight::get().reads_writes(1_u64, 1_u64))
    }
}
