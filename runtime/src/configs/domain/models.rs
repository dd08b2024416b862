//! Models: data to train on, rewards and deposits, and how long an answer can still be paid for.

use super::Queue;
use crate::{
    configs::governance::origins::ModelDeployers,
    currency::{storage_deposit, MICRO_OPEN, MILLI_OPEN, OPEN},
    AccountId, Balance, Balances, BlockNumber, Datanets, Governance, Runtime, RuntimeHoldReason, DAYS, HOURS,
};
use alloc::vec::Vec;
use openledger_primitives::{
    job::ContributionRef, recipe::NumericClass, split::Economics, ContributionId, DatanetId, Digest,
};
use pallet_models::{LicenceId, NumericRules, SnapshotId, SnapshotProvider};
use polkadot_sdk::*;

use frame_support::{
    parameter_types,
    traits::{ConstU128, ConstU32, Get},
    PalletId,
};
use sp_runtime::DispatchError;

/// Snapshots of datanets.
pub struct DatanetSnapshots;

impl SnapshotProvider<AccountId, BlockNumber> for DatanetSnapshots {
    fn take(builder: &AccountId, datanet: DatanetId) -> Result<SnapshotId, DispatchError> {
        Datanets::take_snapshot_for(builder, datanet)
    }

    fn datanet(snapshot: SnapshotId) -> Option<DatanetId> {
        Some(pallet_datanets::Snapshots::<Runtime>::get(snapshot)?.datanet)
    }

    fn removed(snapshot: SnapshotId, contribution: ContributionId) -> Option<BlockNumber> {
        Datanets::removal_from_snapshot(snapshot, contribution).map(|(since, _)| since)
    }

    fn licences(snapshot: SnapshotId) -> Vec<LicenceId> {
        Datanets::snapshot_licences(snapshot).map(|licences| licences.to_vec()).unwrap_or_default()
    }

    fn licences_now(datanet: DatanetId) -> Vec<LicenceId> {
        Datanets::licences_in_use(datanet).to_vec()
    }

    fn refs(snapshot: SnapshotId) -> Vec<ContributionRef> {
        Datanets::snapshot_refs(snapshot)
    }

    fn spdx(licence: LicenceId) -> Option<Vec<u8>> {
        Datanets::spdx(licence).map(|spdx| spdx.to_vec())
    }

    fn is_admitted(licence: LicenceId) -> bool {
        Datanets::is_admitted(licence)
    }
}

/// The numeric standard, which governance keeps.
pub struct NumericStandards;

impl NumericRules for NumericStandards {
    fn admits_class(class: NumericClass) -> bool {
        Governance::admits_class(class)
    }

    fn admits_build(build: &Digest) -> bool {
        Governance::admits_build(build)
    }
}

/// The economics in force, which the attribution pallet keeps.
pub struct EconomicsInForce;

impl Get<Economics> for EconomicsInForce {
    fn get() -> Economics {
        pallet_attribution::Economics::<Runtime>::get()
    }
}

parameter_types! {
    pub const ModelsPalletId: PalletId = PalletId(*b"ol/model");
    /// What a version takes of the state, its entries in the maps beside it included.
    pub const VersionDeposit: Balance = storage_deposit(6, 1_100);
    pub const AgentDeposit: Balance = storage_deposit(2, 350);
}

impl pallet_models::Config for Runtime {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type PalletId = ModelsPalletId;
    type Economics = EconomicsInForce;
    type Jobs = Queue;
    type Snapshots = DatanetSnapshots;
    type Numeric = NumericStandards;
    type DeploymentOrigin = ModelDeployers;
    type MinimumTrainingReward = ConstU128<OPEN>;
    type EvaluationReward = ConstU128<{ 100 * MILLI_OPEN }>;
    /// A thousandth; thirty of them are the most that may be owed.
    type MinimumRoyalty = ConstU32<1_000>;
    type RetirementGrace = ConstU32<HOURS>;
    type ConsentGrace = ConstU32<{ 7 * DAYS }>;
    type MinimumPrice = ConstU128<MICRO_OPEN>;
    type MaxGenerations = ConstU32<64>;
    /// A twentieth.
    type ExternalRoyalty = ConstU32<50_000>;
    type VersionDeposit = VersionDeposit;
    type AgentDeposit = AgentDeposit;
    type ChallengeBond = ConstU128<{ 100 * OPEN }>;
    type MinimumBacking = ConstU128<OPEN>;
    type FundingPeriod = ConstU32<{ 14 * DAYS }>;
    /// Must stay longer than attribution's dispute period.
    type StakeWarmup = ConstU32<HOURS>;
    type UnbondingPeriod = ConstU32<{ 7 * DAYS }>;
    type WeightInfo = pallet_models::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmarks::World;
}
