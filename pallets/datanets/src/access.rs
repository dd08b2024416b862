//! Access: who may train on a datanet, and what it pays the owner.

use crate::{pallet::*, AccessTerms, BalanceOf, SnapshotId};
use openledger_primitives::DatanetId;
use polkadot_sdk::{
    frame_support::{
        ensure,
        pallet_prelude::DispatchResult,
        traits::{
            fungible::{Mutate, MutateHold},
            tokens::Preservation,
            Get,
        },
    },
    sp_runtime::{traits::Zero, DispatchError},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_access(
        owner: T::AccountId,
        datanet: DatanetId,
        new: AccessTerms<BalanceOf<T>>,
    ) -> DispatchResult {
        Self::owned_datanet(&owner, datanet)?;
        let old = Access::<T>::get(datanet);
        if new == AccessTerms::Open {
            Access::<T>::remove(datanet);
        } else {
            Access::<T>::insert(datanet, new);
        }
        Self::deposit_event(Event::AccessChanged { datanet, old, new });
        Ok(())
    }

    pub(crate) fn do_grant_access(owner: T::AccountId, datanet: DatanetId, who: T::AccountId) -> DispatchResult {
        Self::owned_datanet(&owner, datanet)?;
        ensure!(!Grants::<T>::contains_key(datanet, &who), Error::<T>::AccessKnown);
        let deposit = T::GrantDeposit::get();
        T::Currency::hold(&HoldReason::GrantDeposit.into(), &owner, deposit)?;
        Grants::<T>::insert(datanet, &who, (owner, deposit));
        Self::deposit_event(Event::AccessGranted { datanet, who });
        Ok(())
    }

    pub(crate) fn do_revoke_access(owner: T::AccountId, datanet: DatanetId, who: T::AccountId) -> DispatchResult {
        Self::owned_datanet(&owner, datanet)?;
        let (granter, deposit) = Grants::<T>::take(datanet, &who).ok_or(Error::<T>::AccessUnknown)?;
        Self::release(HoldReason::GrantDeposit, &granter, deposit);
        Self::deposit_event(Event::AccessRevoked { datanet, who });
        Ok(())
    }

    /// What an account must pay to train on a datanet now. Owners do not pay themselves.
    pub(crate) fn access_price(who: &T::AccountId, datanet: DatanetId) -> Result<BalanceOf<T>, DispatchError> {
        let owner = Datanets::<T>::get(datanet).ok_or(Error::<T>::UnknownDatanet)?.owner;
        match Access::<T>::get(datanet) {
            _ if owner == *who => Ok(Zero::zero()),
            AccessTerms::Open => Ok(Zero::zero()),
            AccessTerms::Fee(price) => Ok(price),
            AccessTerms::Approved => {
                ensure!(Grants::<T>::contains_key(datanet, who), Error::<T>::AccessNotGranted);
                Ok(Zero::zero())
            }
        }
    }

    /// Lets an account train on a datanet, if its terms do; whoever must pay pays the owner.
    pub fn ensure_access(who: &T::AccountId, datanet: DatanetId) -> DispatchResult {
        let amount = Self::access_price(who, datanet)?;
        if !amount.is_zero() {
            let owner = Datanets::<T>::get(datanet).ok_or(Error::<T>::UnknownDatanet)?.owner;
            T::Currency::transfer(who, &owner, amount, Preservation::Preserve)?;
            Self::deposit_event(Event::AccessPaid { datanet, who: who.clone(), amount });
        }
        Ok(())
    }

    /// Records a datanet's data as it stands, for somebody who trains on it on the datanet's terms.
    pub fn take_snapshot_for(who: &T::AccountId, datanet: DatanetId) -> Result<SnapshotId, DispatchError> {
        Self::ensure_access(who, datanet)?;
        Self::take_snapshot(datanet)
    }
}
