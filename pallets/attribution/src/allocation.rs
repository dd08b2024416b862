//! Allocations: money a user sets aside for one worker, until it is redeemed or returned.

use crate::{
    types::Allocation, Allocations, Config, Error, Event, HoldReason, NextAllocationId, Pallet, Rules, Workers,
};
use frame_support::{
    dispatch::DispatchResult,
    ensure,
    traits::{fungible::MutateHold, tokens::Precision, DefensiveSaturating, Get},
};
use openledger_primitives::{voucher::NO_RECEIPTS, AllocationId, Amount, Digest};
use polkadot_sdk::*;

impl<AccountId> Allocation<AccountId> {
    /// What has not been redeemed, and is held on the user's account.
    pub fn left(&self) -> Amount {
        self.amount.defensive_saturating_sub(self.redeemed)
    }
}

impl<T: Config> Pallet<T> {
    pub(crate) fn do_open_allocation(
        user: T::AccountId,
        worker: T::AccountId,
        amount: Amount,
        voucher_key: Digest,
    ) -> DispatchResult {
        ensure!(T::Workers::session_key(&worker).is_some(), Error::<T>::UnknownWorker);
        ensure!(amount >= T::MinimumAllocation::get(), Error::<T>::AmountTooSmall);
        // The zero key is the neutral point of the group: every signature under it can be forged.
        ensure!(voucher_key != Digest::default(), Error::<T>::UnusableVoucherKey);

        let allocation = NextAllocationId::<T>::get();
        NextAllocationId::<T>::put(allocation.checked_add(1).ok_or(Error::<T>::Overflow)?);
        T::Currency::hold(&HoldReason::Allocation.into(), &user, amount)?;
        Allocations::<T>::insert(
            allocation,
            Allocation {
                user: user.clone(),
                worker: worker.clone(),
                amount,
                redeemed: 0,
                receipts: 0,
                receipts_hash: NO_RECEIPTS,
                voucher_key,
                opened_at: Self::now(),
                closes_at: None,
            },
        );
        Self::deposit_event(Event::AllocationOpened { allocation, user, worker, amount, voucher_key });
        Ok(())
    }

    pub(crate) fn do_top_up(user: T::AccountId, id: AllocationId, added: Amount) -> DispatchResult {
        let mut allocation = Self::open_allocation_of(&user, id)?;
        ensure!(added > 0, Error::<T>::AmountTooSmall);
        allocation.amount = allocation.amount.checked_add(added).ok_or(Error::<T>::Overflow)?;
        let amount = allocation.amount;

        T::Currency::hold(&HoldReason::Allocation.into(), &user, added)?;
        Allocations::<T>::insert(id, allocation);
        Self::deposit_event(Event::AllocationToppedUp { allocation: id, added, amount });
        Ok(())
    }

    pub(crate) fn do_close_allocation(user: T::AccountId, id: AllocationId) -> DispatchResult {
        let mut allocation = Self::open_allocation_of(&user, id)?;
        let closes_at = Self::now().saturating_add(Rules::<T>::get().close_delay);

        allocation.closes_at = Some(closes_at);
        Allocations::<T>::insert(id, allocation);
        Self::deposit_event(Event::AllocationClosing { allocation: id, closes_at });
        Ok(())
    }

    pub(crate) fn do_finish_closing(id: AllocationId) -> DispatchResult {
        let allocation = Allocations::<T>::get(id).ok_or(Error::<T>::UnknownAllocation)?;
        let closes_at = allocation.closes_at.ok_or(Error::<T>::AllocationNotClosing)?;
        ensure!(Self::now() >= closes_at, Error::<T>::StillRedeemable);

        let (user, redeemed, returned) = (allocation.user.clone(), allocation.redeemed, allocation.left());
        T::Currency::release(&HoldReason::Allocation.into(), &user, returned, Precision::Exact)?;
        Allocations::<T>::remove(id);
        Self::deposit_event(Event::AllocationClosed { allocation: id, user, redeemed, returned });
        Ok(())
    }

    fn open_allocation_of(user: &T::AccountId, id: AllocationId) -> Result<Allocation<T::AccountId>, Error<T>> {
        let allocation = Allocations::<T>::get(id).ok_or(Error::<T>::UnknownAllocation)?;
        ensure!(allocation.user == *user, Error::<T>::NotYourAllocation);
        ensure!(allocation.closes_at.is_none(), Error::<T>::AllocationClosing);
        Ok(allocation)
    }
}
