//! Weights of the pallet's calls and of maturing.
//!
//! Provisional: estimated from the storage each call touches and the signatures it checks, not measured yet.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use polkadot_sdk::*;

/// Weights of the pallet's calls and of maturing.
pub trait WeightInfo {
    /// [`crate::Call::open_allocation`].
    fn open_allocation() -> Weight;
    /// [`crate::Call::top_up`].
    fn top_up() -> Weight;
    /// [`crate::Call::close_allocation`].
    fn close_allocation() -> Weight;
    /// [`crate::Call::finish_closing`].
    fn finish_closing() -> Weight;
    /// [`crate::Call::submit_batch`] of this many incomes and redemptions, without its authorisation.
    fn submit_batch(versions: u32, redemptions: u32) -> Weight;
    /// Authorisation of a batch of this many incomes and redemptions.
    fn authorize_batch(versions: u32, redemptions: u32) -> Weight;
    /// [`crate::Call::claim_credits`] of this many lines.
    fn claim_credits(lines: u32) -> Weight;
    /// [`crate::Call::settle_royalty`].
    fn settle_royalty() -> Weight;
    /// [`crate::Call::claim_data_pool`].
    fn claim_data_pool() -> Weight;
    /// [`crate::Call::claim`].
    fn claim() -> Weight;
    /// [`crate::Call::claim_for`].
    fn claim_for() -> Weight;
    /// [`crate::Call::set_rules`].
    fn set_rules() -> Weight;
    /// A block in which no batch matures.
    fn mature_none() -> Weight;
    /// Maturing of a batch in which this many versions earned.
    fn mature_batch(versions: u32) -> Weight;
}

/// Picoseconds of a call that does nothing.
const BASE: u64 = 20_000_000;
/// Picoseconds of one sr25519 verification and the hashing before it.
const SIGNATURE: u64 = 60_000_000;
/// Picoseconds of one transfer or change of a hold.
const TRANSFER: u64 = 40_000_000;
/// Picoseconds of dividing one income among the most ancestors.
const SPLIT: u64 = 30_000_000;
/// Picoseconds of verifying one credit line.
const LINE: u64 = 60_000_000;

/// Estimates with the database's costs of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: polkadot_sdk::frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn open_allocation() -> Weight {
        touching::<T>(BASE + TRANSFER, 5, 4)
    }

    fn top_up() -> Weight {
        touching::<T>(BASE + TRANSFER, 3, 3)
    }

    fn close_allocation() -> Weight {
        touching::<T>(BASE, 2, 1)
    }

    fn finish_closing() -> Weight {
        touching::<T>(BASE + TRANSFER, 3, 3)
    }

    fn submit_batch(versions: u32, redemptions: u32) -> Weight {
        touching::<T>(BASE, 30, 7)
            .saturating_add(touching::<T>(SPLIT, 2, 0).saturating_mul(versions.into()))
            .saturating_add(touching::<T>(TRANSFER, 3, 3).saturating_mul(redemptions.into()))
    }

    fn authorize_batch(versions: u32, redemptions: u32) -> Weight {
        touching::<T>(BASE + SIGNATURE, 30, 0)
            .saturating_add(touching::<T>(SPLIT, 2, 0).saturating_mul(versions.into()))
            .saturating_add(touching::<T>(SIGNATURE, 1, 0).saturating_mul(redemptions.into()))
    }

    fn claim_credits(lines: u32) -> Weight {
        touching::<T>(BASE, 1, 1).saturating_add(touching::<T>(LINE, 12, 4).saturating_mul(lines.into()))
    }

    fn settle_royalty() -> Weight {
        touching::<T>(BASE + SPLIT, 10, 4)
    }

    fn claim_data_pool() -> Weight {
        touching::<T>(BASE + SPLIT, 10, 4)
    }

    fn claim() -> Weight {
        touching::<T>(BASE + TRANSFER, 3, 3)
    }

    fn claim_for() -> Weight {
        touching::<T>(BASE + TRANSFER, 3, 3)
    }

    fn set_rules() -> Weight {
        touching::<T>(BASE, 1, 1)
    }

    fn mature_none() -> Weight {
        touching::<T>(BASE, 1, 1)
    }

    fn mature_batch(versions: u32) -> Weight {
        touching::<T>(BASE, 6, 6).saturating_add(touching::<T>(BASE, 3, 3).saturating_mul(versions.into()))
    }
}

fn touching<T: polkadot_sdk::frame_system::Config>(picoseconds: u64, reads: u64, writes: u64) -> Weight {
    Weight::from_parts(picoseconds, 0).saturating_add(T::DbWeight::get().reads_writes(reads, writes))
}

/// No weight at all, for tests.
impl WeightInfo for () {
    fn open_allocation() -> Weight {
        Weight::zero()
    }

    fn top_up() -> Weight {
        Weight::zero()
    }

    fn close_allocation() -> Weight {
        Weight::zero()
    }

    fn finish_closing() -> Weight {
        Weight::zero()
    }

    fn submit_batch(_: u32, _: u32) -> Weight {
        Weight::zero()
    }

    fn authorize_batch(_: u32, _: u32) -> Weight {
        Weight::zero()
    }

    fn claim_credits(_: u32) -> Weight {
        Weight::zero()
    }

    fn settle_royalty() -> Weight {
        Weight::zero()
    }

    fn claim_data_pool() -> Weight {
        Weight::zero()
    }

    fn claim() -> Weight {
        Weight::zero()
    }

    fn claim_for() -> Weight {
        Weight::zero()
    }

    fn set_rules() -> Weight {
        Weight::zero()
    }

    fn mature_none() -> Weight {
        Weight::zero()
    }

    fn mature_batch(_: u32) -> Weight {
        Weight::zero()
    }
}
