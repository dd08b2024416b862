//! Datanets: deposits, bonds and limits of pooled data.

use super::Queue;
use crate::{
    configs::TreasuryAccount,
    currency::{MILLI_OPEN, OPEN},
    AccountId, Balance, Balances, Compute, Runtime, RuntimeHoldReason, DAYS, MINUTES,
};
use openledger_primitives::standard::CurationStandard;
use pallet_compute::traits::Workers;
use polkadot_sdk::*;

use frame_support::{
    parameter_types,
    traits::{tokens::imbalance::ResolveTo, ConstU128, ConstU16, ConstU32, ConstU64},
};

/// What a worker has at stake behind its report: its bond.
pub struct WorkerBonds;

impl pallet_datanets::WorkerStake<AccountId, Balance> for WorkerBonds {
    fn stake(worker: &AccountId) -> Balance {
        <Compute as Workers<AccountId, Balance>>::bond(worker)
    }
}

parameter_types! {
    /// What datanets must ask until governance says otherwise: one voice, a minute, and not nothing. One curator alone
    /// decides as fast as it opens its vote.
    pub const InitialCuration: CurationStandard<Balance> = CurationStandard {
        minimum_quorum: 1,
        minimum_voting_period: MINUTES,
        maximum_voting_period: 30 * DAYS,
        minimum_deposit: 100 * MILLI_OPEN,
        minimum_curator_bond: 100 * OPEN,
        minimum_reveal_period: MINUTES,
        maximum_reveal_period: 7 * DAYS,
        minimum_quorum_stake: 25 * OPEN,
        voice_cap: 333_333,
        tolerance: 20,
        clip: 60,
        outlier_slash: 50_000,
        silence_slash: 100_000,
        reputation_half_life: 30 * DAYS,
        curation_fee: 100 * MILLI_OPEN,
        appeal_window: 7 * DAYS,
        appeal_bond: 10 * OPEN,
        challenge_window: 7 * DAYS,
        challenge_bond: 10 * OPEN,
        challenge_reward: 500_000,
        plant_bond: 10 * OPEN,
        plant_period: 2 * MINUTES,
        plant_lifetime: 7 * DAYS,
        intake_per_account: 64,
        intake_per_datanet: 1_024,
    };
}

impl pallet_datanets::Config for Runtime {
    type RuntimeHoldReason = RuntimeHoldReason;
    type Currency = Balances;
    type Slash = ResolveTo<TreasuryAccount, Balances>;
    type Jobs = Queue;
    type WorkerStake = WorkerBonds;
    type DatanetDeposit = ConstU128<{ 10 * OPEN }>;
    type InitialStandard = InitialCuration;
    type GrantDeposit = ConstU128<{ 100 * MILLI_OPEN }>;
    type MotionDeposit = ConstU128<{ 10 * OPEN }>;
    type MotionPeriod = ConstU32<DAYS>;
    type CheckReward = ConstU128<{ 10 * MILLI_OPEN }>;
    type CurateReward = ConstU128<{ 50 * MILLI_OPEN }>;
    type Fragmenter = ConstU16<1>;
    type MaxFragments = ConstU32<65_536>;
    type MaxBytes = ConstU64<{ 32 * 1024 * 1024 }>;
    type MaxCurators = ConstU32<32>;
    type MaxClosing = ConstU32<4>;
    type WeightInfo = pallet_datanets::weights::SubstrateWeight<Runtime>;
}
