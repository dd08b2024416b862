//! What the calls and the block's hook cost. Estimates by storage accesses until the benchmarks of this pallet
//! have been run on the reference machine.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
    frame_system,
    sp_core::Get,
};

/// One function per call, and one per step of the block's hook.
pub trait WeightInfo {
    /// `register_worker`.
    fn register_worker() -> Weight;
    /// `bond_more`, with reinstatement.
    fn bond_more() -> Weight;
    /// `leave`.
    fn leave() -> Weight;
    /// `withdraw_bond`.
    fn withdraw_bond() -> Weight;
    /// `set_endpoint`.
    fn set_endpoint() -> Weight;
    /// `submit_result` without its handler.
    fn submit_result() -> Weight;
    /// Authorisation of `submit_result`.
    fn authorize_submit_result() -> Weight;
    /// `set_rules`.
    fn set_rules() -> Weight;
    /// `cancel_job` without its handler.
    fn cancel_job() -> Weight;
    /// Expiry of `j` attempts.
    fn expire(j: u32) -> Weight;
    /// Assignment of `j` jobs among `w` workers.
    fn assign(w: u32, j: u32) -> Weight;
}

/// The weights of a runtime, by its database's.
pub struct SubstrateWeight<T>(PhantomData<T>);

/// Time for `reads` and `writes` and some arithmetic.
fn estimate(db: RuntimeDbWeight, reads: u64, writes: u64, micros: u64) -> Weight {
    Weight::from_parts(micros.saturating_mul(1_000_000), 4_096)
        .saturating_add(Weight::from_parts(0, 4_096).saturating_mul(reads))
        .saturating_add(db.reads_writes(reads, writes))
}

macro_rules! estimates {
    ($db:expr) => {
        fn register_worker() -> Weight {
            estimate($db, 8, 5, 120)
        }
        fn bond_more() -> Weight {
            estimate($db, 5, 4, 60)
        }
        fn leave() -> Weight {
            estimate($db, 4, 2, 30)
        }
        fn withdraw_bond() -> Weight {
            estimate($db, 5, 5, 60)
        }
        fn set_endpoint() -> Weight {
            estimate($db, 1, 1, 20)
        }
        fn submit_result() -> Weight {
            estimate($db, 10, 8, 120)
        }
        fn authorize_submit_result() -> Weight {
            estimate($db, 4, 0, 80)
        }
        fn set_rules() -> Weight {
            estimate($db, 1, 1, 10)
        }
        fn cancel_job() -> Weight {
            estimate($db, 5, 5, 60)
        }
        fn expire(j: u32) -> Weight {
            estimate($db, 1, 1, 5).saturating_add(estimate($db, 9, 8, 120).saturating_mul(j.into()))
        }
        fn assign(w: u32, j: u32) -> Weight {
            estimate($db, 3, 2, 10)
                .saturating_add(estimate($db, 1, 1, 5).saturating_mul(w.into()))
                .saturating_add(estimate($db, 4, 3, 40).saturating_mul(j.into()))
        }
    };
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    estimates!(T::DbWeight::get());
}

impl WeightInfo for () {
    estimates!(RocksDbWeight::get());
}
