//! Datanets: deposits, bonds and limits of pooled data.

use super::{Admin, Queue};
use crate::{
    configs::TreasuryAccount,
    currency::{MILLI_OPEN, OPEN},
    AccountId, Balance, Balances, Compute, Runtime, RuntimeHoldReason, DAYS, MINUTES,
};
use pallet_compute::traits::Workers;
use polkadot_sdk::*;

use frame_support::traits::{tokens::imbalance::ResolveTo, ConstU128, ConstU16, ConstU32, ConstU64};

/// What a worker has at stake behind its report: its bond.
pub struct WorkerBonds;

impl pallet_datanets::WorkerStake<AccountId, Balance> for WorkerBonds {
    fn stake(worker: &AccountId) -> Balance {
        <Compute as Workers<AccountId, Balance>>::bond(worker)
    }
}

impl pallet_datanets::Config for Runtime {
    type RuntimeHoldReason = RuntimeHoldReason;
    type Currency = Balances;
    type Slash = ResolveTo<TreasuryAccount, Balances>;
    type Jobs = Queue;
    type WorkerStake = WorkerBonds;
    type AdminOrigin = Admin;
    type DatanetDeposit = ConstU128<{ 10 * OPEN }>;
    type MinimumDeposit = ConstU128<{ 100 * MILLI_OPEN }>;
    type MinimumCuratorBond = ConstU128<{ 100 * OPEN }>;
    type MinimumVotingPeriod = ConstU32<MINUTES>;
    type MaximumVotingPeriod = ConstU32<{ 30 * DAYS }>;
    type CheckReward = ConstU128<{ 10 * MILLI_OPEN }>;
    type CurateReward = ConstU128<{ 50 * MILLI_OPEN }>;
    type Fragmenter = ConstU16<1>;
    type MaxFragments = ConstU32<65_536>;
    type MaxBytes = ConstU64<{ 32 * 1024 * 1024 }>;
    type MaxCurators = ConstU32<32>;
    type MaxClosing = ConstU32<16>;
    type WeightInfo = pallet_datanets::weights::SubstrateWeight<Runtime>;
}
