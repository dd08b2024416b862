//! Attribution: which version earns, for whom, and whose bond stands behind it.

use super::Admin;
use crate::{
    configs::TreasuryAccount, currency::OPEN, AccountId, Balance, Balances, Compute, Datanets, Models, Runtime,
    RuntimeHoldReason,
};
use openledger_primitives::{Amount, ContributionId, VersionId};
use pallet_attribution::{Catalogue, SnapshotId, VersionTerms};
use pallet_compute::traits::Workers as ComputeWorkers;
use polkadot_sdk::*;

use frame_support::{
    parameter_types,
    traits::{ConstU128, ConstU32},
    PalletId,
};
use sp_core::sr25519;

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
