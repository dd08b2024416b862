//! Deposits: what is held of a builder while the chain keeps something that no work was paid for.

use crate::{pallet::*, HoldReason};
use openledger_primitives::VersionId;
use polkadot_sdk::frame_support::{
    pallet_prelude::DispatchResult,
    traits::{fungible::MutateHold, tokens::Precision, Get},
};

impl<T: Config> Pallet<T> {
    /// Holds a version's deposit of its builder.
    pub(crate) fn hold_deposit(id: VersionId, builder: &T::AccountId) -> DispatchResult {
        let deposit = T::VersionDeposit::get();
        T::Currency::hold(&HoldReason::VersionDeposit.into(), builder, deposit)?;
        Deposits::<T>::insert(id, deposit);
        Ok(())
    }

    /// Gives a version's deposit back, if it has one. Must not fail where a job ends: what cannot be released was not
    /// held.
    pub(crate) fn release_deposit(id: VersionId, builder: &T::AccountId) {
        if let Some(deposit) = Deposits::<T>::take(id) {
            let reason = HoldReason::VersionDeposit.into();
            let released = T::Currency::release(&reason, builder, deposit, Precision::BestEffort);
            polkadot_sdk::frame_support::defensive_assert!(released == Ok(deposit), "a deposit was not on hold");
        }
    }
}
