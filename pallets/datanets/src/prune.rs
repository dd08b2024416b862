//! What can be left lying: deposits that nobody may touch any more, and records that nothing needs.

use crate::{pallet::*, ContributionState};
use openledger_primitives::ContributionId;
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult},
    frame_system,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_release_deposit(id: ContributionId) -> DispatchResult {
        let mut contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        let releasable =
            matches!(contribution.state, ContributionState::Accepted { .. } | ContributionState::Removed { .. });
        let window = Windows::<T>::get(id).filter(|_| releasable).ok_or(Error::<T>::NothingHeld)?;
        ensure!(frame_system::Pallet::<T>::block_number() > window.until, Error::<T>::WindowOpen);
        let released = Self::refund(&mut contribution);
        Windows::<T>::remove(id);
        Panelists::<T>::remove(id);
        Contributions::<T>::insert(id, contribution);
        Self::deposit_event(Event::DepositReleased { contribution: id, released });
        Ok(())
    }

    pub(crate) fn do_forget_contribution(id: ContributionId) -> DispatchResult {
        let contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        let over = matches!(
            contribution.state,
            ContributionState::Rejected(_) | ContributionState::Withdrawn | ContributionState::Planted { .. }
        );
        ensure!(over, Error::<T>::NotForgettable);
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(Windows::<T>::get(id).is_none_or(|window| now > window.until), Error::<T>::WindowOpen);
        Contributions::<T>::remove(id);
        Checks::<T>::remove(id);
        CurateReports::<T>::remove(id);
        Windows::<T>::remove(id);
        Panelists::<T>::remove(id);
        Self::deposit_event(Event::ContributionForgotten { contribution: id });
        Ok(())
    }
}
