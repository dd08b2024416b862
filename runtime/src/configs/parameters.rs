//! Values that may change while the chain runs, without a new runtime.
//!
//! Each group belongs to a concern. The track `protocol_parameters` sets them, and root.

use super::governance::origins::Admin;
use crate::{currency::MICRO_OPEN, Balance, Runtime, RuntimeEvent};
use polkadot_sdk::*;

use frame_support::{
    dynamic_params::{dynamic_pallet_params, dynamic_params},
    traits::AsEnsureOriginWithArg,
};
use sp_runtime::Perbill;

/// The parameters, by group.
#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic {
    use super::*;

    /// What transactions cost.
    #[dynamic_pallet_params]
    #[codec(index = 0)]
    pub mod fees {
        use super::*;

        /// The price of one byte of a transaction.
        #[codec(index = 0)]
        pub static BytePrice: Balance = 10 * MICRO_OPEN;

        /// The treasury's share of fees; the block's author gets the rest.
        #[codec(index = 1)]
        pub static TreasuryShare: Perbill = Perbill::from_percent(80);
    }
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
    fn default() -> Self {
        RuntimeParameters::Fees(dynamic::fees::Parameters::BytePrice(dynamic::fees::BytePrice, Some(MICRO_OPEN)))
    }
}

impl pallet_parameters::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeParameters = RuntimeParameters;
    type AdminOrigin = AsEnsureOriginWithArg<Admin>;
    type WeightInfo = ();
}
