//! Attribution: which version earns, for whom, and whose bond stands behind it.

use super::{Admin, Queue};
use crate::{
    configs::TreasuryAccount, currency::OPEN, AccountId, Balance, Balances, Compute, Datanets, Models, Runtime,
    RuntimeHoldReason,
};
use openledger_primitives::{job::JobKind, Amount, ContributionId, Digest, JobId, VersionId};
use pallet_attribution::{Catalogue, SnapshotId, VersionFiles, VersionTerms};
use pallet_compute::traits::Workers as ComputeWorkers;
use polkadot_sdk::*;

use frame_support::{
    parameter_types,
    traits::{ConstU128, ConstU32},
    PalletId,
};
use sp_core::sr25519;
use sp_runtime::{DispatchError, DispatchResult};

/// Versions from the models pallet, the data behind them from the datanets pallet.
pub struct VersionCatalogue;

impl Catalogue<AccountId> for VersionCatalogue {
    fn terms(version: VersionId) -> Option<VersionTerms<AccountId>> {
        let terms = Models::terms(version)?;
        Some(VersionTerms {
            builder: terms.builder,
            input_price: terms.input_price,
            output_price: terms.output_price,
            royalties: terms.royalties,
            snapshots: terms.snapshots,
            deployed: terms.payable,
            has_data: terms.has_data,
        })
    }

    fn index_root(version: VersionId) -> Option<Digest> {
        pallet_models::Versions::<Runtime>::get(version)?.index_root
    }

    fn files(version: VersionId) -> Option<VersionFiles> {
        let version = pallet_models::Versions::<Runtime>::get(version)?;
        Some(VersionFiles {
            base: version.base,
            adapter: version.adapter,
            adapter_config: version.adapter_config,
            index: version.index,
        })
    }

    fn contributor(contribution: ContributionId) -> Option<AccountId> {
        Datanets::contributor(contribution)
    }

    fn weight(snapshot: SnapshotId, contribution: ContributionId) -> Option<u32> {
        Datanets::snapshot_weight(snapshot, contribution)
    }

    fn total(snapshot: SnapshotId) -> u64 {
        Datanets::snapshot_total(snapshot).unwrap_or_default()
    }
}

/// Workers from the compute pallet.
pub struct BondedWorkers;

impl pallet_attribution::Workers<AccountId> for BondedWorkers {
    fn session_key(worker: &AccountId) -> Option<sr25519::Public> {
        <Compute as ComputeWorkers<AccountId, Balance>>::session_key(worker)
    }

    fn bond(worker: &AccountId) -> Amount {
        <Compute as ComputeWorkers<AccountId, Balance>>::bond(worker)
    }

    fn at_stake(worker: &AccountId) -> Amount {
        Compute::held_bond(worker)
    }

    fn slash(worker: &AccountId, amount: Amount, to: &AccountId) -> Amount {
        <Compute as ComputeWorkers<AccountId, Balance>>::slash_to(worker, amount, to)
    }
}

impl pallet_attribution::Jobs<AccountId> for Queue {
    fn open(
        kind: JobKind,
        requester: &AccountId,
        reward: Amount,
        excluded: &[AccountId],
    ) -> Result<JobId, DispatchError> {
        Queue::open_excluding(kind, requester, reward, excluded)
    }
}

/// Those who staked on a version or paid for its training, whom the models pallet pays.
pub struct VersionBackers;

impl pallet_attribution::Backers<AccountId> for VersionBackers {
    fn has_backers(version: VersionId) -> bool {
        Models::has_backers(version)
    }

    fn pot() -> Option<AccountId> {
        Some(Models::pot())
    }

    fn on_income(version: VersionId, amount: Amount) -> DispatchResult {
        Models::on_backers_income(version, amount)
    }
}

parameter_types! {
    pub const AttributionPalletId: PalletId = PalletId(*b"ol/attrb");
}

impl pallet_attribution::Config for Runtime {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type AdminOrigin = Admin;
    type Catalogue = VersionCatalogue;
    type Workers = BondedWorkers;
    type Jobs = Queue;
    type Backers = VersionBackers;
    type PlatformAccount = TreasuryAccount;
    type PalletId = AttributionPalletId;
    type MinimumAllocation = ConstU128<{ OPEN / 10 }>;
    type MaxVersions = ConstU32<64>;
    type MaxRedemptions = ConstU32<256>;
    type MaxMaturing = ConstU32<4>;
    type MaxClaimLines = ConstU32<64>;
    type WeightInfo = pallet_attribution::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmarks::World;
}
