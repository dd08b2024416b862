//! Where the standards stand: each in the pallet that holds others to it.

use super::{
    origins::Admin,
    validators::{Endorsed, SessionKeeper},
};
use crate::{Attribution, Balances, Datanets, Models, Runtime, RuntimeHoldReason};
use openledger_primitives::{
    split::Economics,
    standard::{CurationStandard, DeploymentStandard},
    Amount,
};
use pallet_governance::{EnsureStandard, LicenceId, Registry, Spdx};
use polkadot_sdk::*;

use frame_support::traits::ConstU32;
use sp_runtime::DispatchResult;

/// Curation and licences stand in the datanets pallet, deployment in models, economics in attribution.
pub struct Keepers;

impl Registry for Keepers {
    fn curation() -> CurationStandard<Amount> {
        pallet_datanets::Standard::<Runtime>::get()
    }

    fn set_curation(new: CurationStandard<Amount>) -> DispatchResult {
        Datanets::do_set_standard(new)
    }

    fn deployment() -> DeploymentStandard {
        pallet_models::Standard::<Runtime>::get()
    }

    fn set_deployment(new: DeploymentStandard) -> DispatchResult {
        Models::do_set_standard(new)
    }

    fn economics() -> Economics {
        pallet_attribution::Economics::<Runtime>::get()
    }

    fn set_economics(new: Economics) -> DispatchResult {
        Attribution::do_set_economics(new)
    }

    fn licence(licence: LicenceId) -> Option<Spdx> {
        Datanets::spdx(licence)
    }

    fn admit_licence(licence: LicenceId, spdx: Spdx) -> DispatchResult {
        Datanets::do_admit_licence(licence, spdx)
    }

    fn retire_licence(licence: LicenceId) -> DispatchResult {
        Datanets::do_retire_licence(licence)
    }
}

impl pallet_governance::Config for Runtime {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type StandardOrigin = EnsureStandard;
    type AdminOrigin = Admin;
    type Registry = Keepers;
    type Session = SessionKeeper;
    type Whitelist = Endorsed;
    type MaxValidators = crate::configs::MaxAuthorities;
    type MaxHistory = ConstU32<16>;
    type WeightInfo = pallet_governance::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmarks::World;
}
