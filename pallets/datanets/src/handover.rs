//! Handing a datanet over: its owner, or a motion of its contributors, offers it, and the new owner accepts.

use crate::{pallet::*, DatanetState};
use openledger_primitives::DatanetId;
use polkadot_sdk::frame_support::{ensure, pallet_prelude::DispatchResult, traits::fungible::MutateHold};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_offer_datanet(
        owner: T::AccountId,
        datanet: DatanetId,
        to: Option<T::AccountId>,
    ) -> DispatchResult {
        Self::owned_datanet(&owner, datanet)?;
        let carried = Offers::<T>::get(datanet).is_some_and(|(_, carried)| carried);
        ensure!(!carried, Error::<T>::OfferOfContributors);
        Self::offer(datanet, to, false);
        Ok(())
    }

    /// Offers a datanet. What its contributors have offered, its owner cannot take back.
    pub(crate) fn offer(datanet: DatanetId, to: Option<T::AccountId>, carried: bool) {
        match &to {
            Some(to) => Offers::<T>::insert(datanet, (to, carried)),
            None => Offers::<T>::remove(datanet),
        }
        Self::deposit_event(Event::DatanetOffered { datanet, to });
    }

    pub(crate) fn do_accept_datanet(to: T::AccountId, id: DatanetId) -> DispatchResult {
        let mut datanet = Datanets::<T>::get(id).ok_or(Error::<T>::UnknownDatanet)?;
        let offered = Offers::<T>::get(id).is_some_and(|(offered, _)| offered == to);
        ensure!(offered, Error::<T>::NotOffered);
        if datanet.state == DatanetState::Open {
            T::Currency::hold(&HoldReason::DatanetDeposit.into(), &to, datanet.deposit)?;
            Self::release(HoldReason::DatanetDeposit, &datanet.owner, datanet.deposit);
        }
        let from = core::mem::replace(&mut datanet.owner, to.clone());
        Offers::<T>::remove(id);
        Datanets::<T>::insert(id, datanet);
        Self::deposit_event(Event::DatanetTransferred { datanet: id, from, to });
        Ok(())
    }
}
