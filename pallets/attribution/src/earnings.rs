//! Earnings: what accounts may claim, and the pot it lies on.
//!
//! Whatever is earned is first a number in [`Earnings`], not a balance: an amount below the existential deposit
//! could not be sent to an account that does not exist, and would be lost. It waits here until it can.

use crate::{Config, Earnings, Error, Event, Pallet};
use frame_support::{
    dispatch::DispatchResult,
    ensure,
    traits::{
        fungible::{Inspect, Mutate},
        tokens::{Preservation, Provenance},
        Get,
    },
};
use openledger_primitives::Amount;
use polkadot_sdk::*;
use sp_runtime::traits::AccountIdConversion;

impl<T: Config> Pallet<T> {
    /// The account on which redeemed money lies until it is claimed.
    pub fn pot() -> T::AccountId {
        T::PalletId::get().into_account_truncating()
    }

    /// Adds to what an account may claim.
    pub(crate) fn credit(account: &T::AccountId, amount: Amount) -> Result<(), Error<T>> {
        if amount == 0 {
            return Ok(());
        }
        Earnings::<T>::try_mutate(account, |earnings| {
            *earnings = earnings.checked_add(amount).ok_or(Error::<T>::Overflow)?;
            Ok(())
        })
    }

    pub(crate) fn pay_out(account: T::AccountId) -> DispatchResult {
        let amount = Earnings::<T>::take(&account);
        ensure!(amount > 0, Error::<T>::NothingOwed);
        T::Currency::can_deposit(&account, amount, Provenance::Extant)
            .into_result()
            .map_err(|_| Error::<T>::BelowExistentialDeposit)?;
        T::Currency::transfer(&Self::pot(), &account, amount, Preservation::Preserve)?;
        Self::deposit_event(Event::EarningsPaid { account, amount });
        Ok(())
    }
}
