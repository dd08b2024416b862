//! Intake: how many undecided contributions an account and a datanet may have, so that nobody floods curators.

use crate::{pallet::*, BalanceOf, CurationRules};
use openledger_primitives::DatanetId;
use polkadot_sdk::frame_support::ensure;

impl<T: Config> Pallet<T> {
    /// Counts one more undecided contribution, if the rules allow it.
    pub(crate) fn take_in(
        datanet: DatanetId,
        who: &T::AccountId,
        rules: &CurationRules<BalanceOf<T>>,
    ) -> Result<(), Error<T>> {
        let (own, all) = (UndecidedOf::<T>::get(datanet, who), Undecided::<T>::get(datanet));
        ensure!(own < rules.open_per_account, Error::<T>::TooManyUndecided);
        ensure!(all < rules.open_per_datanet, Error::<T>::DatanetBusy);
        UndecidedOf::<T>::insert(datanet, who, own.checked_add(1).ok_or(Error::<T>::CounterOverflow)?);
        Undecided::<T>::insert(datanet, all.checked_add(1).ok_or(Error::<T>::CounterOverflow)?);
        Ok(())
    }

    /// Counts one undecided contribution less.
    pub(crate) fn settle_intake(datanet: DatanetId, who: &T::AccountId) {
        let less = |count: &mut Option<u32>| *count = count.and_then(|n| n.checked_sub(1)).filter(|n| *n > 0);
        UndecidedOf::<T>::mutate_exists(datanet, who, less);
        Undecided::<T>::mutate_exists(datanet, less);
    }
}
