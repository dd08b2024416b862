//! Models: data to train on, rewards, and how long an answer can still be paid for.

use super::Queue;
use crate::{
    configs::governance::origins::ModelDeployers,
    currency::{MILLI_OPEN, OPEN},
    Balances, Datanets, Governance, Runtime, HOURS,
};
use alloc::vec::Vec;
use openledger_primitives::{job::ContributionRef, recipe::NumericClass, DatanetId, Digest};
use pallet_models::{LicenceId, NumericRules, SnapshotId, SnapshotProvider};
use polkadot_sdk::*;

use frame_support::traits::{ConstU128, ConstU32};
use sp_runtime::DispatchError;

/// Snapshots of datanets.
pub struct DatanetSnapshots;

impl SnapshotProvider for DatanetSnapshots {
    fn take(datanet: DatanetId) -> Result<SnapshotId, DispatchError> {
        Datanets::take_snapshot(datanet)
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

impl pallet_models::Config for Runtime {
    type Currency = Balances;
    type Jobs = Queue;
    type Snapshots = DatanetSnapshots;
    type Numeric = NumericStandards;
    type DeploymentOrigin = ModelDeployers;
    type MinimumTrainingReward = ConstU128<OPEN>;
    type EvaluationReward = ConstU128<{ 100 * MILLI_OPEN }>;
    /// A thousandth; thirty of them are the most that may be owed.
    type MinimumRoyalty = ConstU32<1_000>;
    type RetirementGrace = ConstU32<HOURS>;
    type WeightInfo = pallet_models::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmarks::World;
}
