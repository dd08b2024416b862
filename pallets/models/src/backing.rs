//! Backing: stake on versions that are trained, and the income that backers share.
//!
//! Stake stays on its owner's account, on hold. It earns only after a warm-up, because whoever sees a batch of answers
//! stand on chain knows what the version will earn when it matures; the warm-up must be longer than that takes. Stake
//! taken out earns nothing from then on, and can be spent when its unbonding is over.

use crate::{pallet::*, BalanceOf, HoldReason, PositionOf, Unbonding, VersionState};
use openledger_primitives::{Amount, VersionId};
use polkadot_sdk::{
    frame_support::{
        ensure,
        pallet_prelude::DispatchResult,
        traits::{
            fungible::{Mutate, MutateHold},
            tokens::{Precision, Preservation},
            Get,
        },
    },
    frame_system,
    sp_runtime::{
        traits::{AccountIdConversion, Saturating},
        DispatchError,
    },
};

impl<T: Config> Pallet<T> {
    /// The account on which backers' income and the money of proposals lie.
    pub fn pot() -> T::AccountId {
        T::PalletId::get().into_account_truncating()
    }

    /// Whether anybody would share an income of a version's backers now.
    pub fn has_backers(id: VersionId) -> bool {
        BackingPools::<T>::get(id).shares > 0
    }

    /// Shares what a version earned for its backers. The amount must lie on [`Self::pot`] already; an error leaves
    /// everything as it was.
    pub fn on_backers_income(id: VersionId, amount: Amount) -> Result<(), DispatchError> {
        let owed = Committed::<T>::get().checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
        BackingPools::<T>::try_mutate(id, |pool| pool.receive(amount).ok_or(Error::<T>::NoBackers))?;
        Committed::<T>::put(owed);
        Self::deposit_event(Event::BackersEarned { version: id, amount });
        Ok(())
    }

    /// A backer's position, settled up to now.
    pub(crate) fn settled(id: VersionId, who: &T::AccountId) -> Result<PositionOf<T>, Error<T>> {
        let mut position = Backers::<T>::get(id, who);
        position.settle_down(BackingPools::<T>::get(id).index).ok_or(Error::<T>::AmountOverflow)?;
        Ok(position)
    }

    /// Stores a position, unless nothing is left of it.
    pub(crate) fn keep_position(id: VersionId, who: &T::AccountId, position: PositionOf<T>) {
        if position.is_empty() {
            Backers::<T>::remove(id, who);
        } else {
            Backers::<T>::insert(id, who, position);
        }
    }

    pub(crate) fn do_stake(who: T::AccountId, id: VersionId, amount: BalanceOf<T>) -> DispatchResult {
        let state = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?.state;
        let ready = matches!(state, VersionState::Proposed | VersionState::Approved | VersionState::Deployed);
        ensure!(ready, Error::<T>::WrongState { state });
        ensure!(!Flags::<T>::contains_key(id), Error::<T>::VersionFlagged);
        ensure!(amount >= T::MinimumBacking::get(), Error::<T>::BackingTooSmall);
        let mut position = Self::settled(id, &who)?;
        T::Currency::hold(&HoldReason::VersionStake.into(), &who, amount)?;
        let warm_at = frame_system::Pallet::<T>::block_number().saturating_add(T::StakeWarmup::get());
        position.warming = position.warming.checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
        position.warm_at = warm_at;
        Backers::<T>::insert(id, &who, position);
        Self::deposit_event(Event::Staked { version: id, backer: who, amount, warm_at });
        Ok(())
    }

    pub(crate) fn do_activate_stake(id: VersionId, backer: T::AccountId) -> DispatchResult {
        let mut position = Self::settled(id, &backer)?;
        let amount = core::mem::take(&mut position.warming);
        ensure!(amount > 0, Error::<T>::NothingWarm);
        ensure!(frame_system::Pallet::<T>::block_number() >= position.warm_at, Error::<T>::NothingWarm);
        position.staked = position.staked.checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
        BackingPools::<T>::try_mutate(id, |pool| {
            pool.shares = pool.shares.checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
            Ok::<(), Error<T>>(())
        })?;
        Backers::<T>::insert(id, &backer, position);
        Self::deposit_event(Event::StakeActivated { version: id, backer, amount });
        Ok(())
    }

    pub(crate) fn do_unstake(who: T::AccountId, id: VersionId, amount: BalanceOf<T>) -> DispatchResult {
        let mut position = Self::settled(id, &who)?;
        let cold = amount.min(position.warming);
        let warm = amount.checked_sub(cold).ok_or(Error::<T>::AmountOverflow)?;
        position.warming = position.warming.checked_sub(cold).ok_or(Error::<T>::NotStaked)?;
        position.staked = position.staked.checked_sub(warm).ok_or(Error::<T>::NotStaked)?;
        let left = position.warming.checked_add(position.staked).ok_or(Error::<T>::AmountOverflow)?;
        ensure!(amount > 0 && (left == 0 || left >= T::MinimumBacking::get()), Error::<T>::BackingTooSmall);
        BackingPools::<T>::try_mutate(id, |pool| {
            pool.shares = pool.shares.checked_sub(warm).ok_or(Error::<T>::AmountOverflow)?;
            Ok::<(), Error<T>>(())
        })?;
        let free_at = frame_system::Pallet::<T>::block_number().saturating_add(T::UnbondingPeriod::get());
        Unbondings::<T>::try_mutate(id, &who, |parts| match parts.last_mut() {
            Some(last) if last.free_at == free_at => {
                last.amount = last.amount.checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
                Ok(())
            }
            _ => parts.try_push(Unbonding { amount, free_at }).map_err(|_| Error::<T>::TooManyUnbondings),
        })?;
        Self::keep_position(id, &who, position);
        Self::deposit_event(Event::Unstaked { version: id, backer: who, amount, free_at });
        Ok(())
    }

    pub(crate) fn do_withdraw_unbonded(who: T::AccountId, id: VersionId) -> DispatchResult {
        let now = frame_system::Pallet::<T>::block_number();
        let mut parts = Unbondings::<T>::get(id, &who);
        let mut amount: Amount = 0;
        for part in parts.iter().filter(|part| part.free_at <= now) {
            amount = amount.checked_add(part.amount).ok_or(Error::<T>::AmountOverflow)?;
        }
        ensure!(amount > 0, Error::<T>::NothingUnbonded);
        parts.retain(|part| part.free_at > now);
        if parts.is_empty() {
            Unbondings::<T>::remove(id, &who);
        } else {
            Unbondings::<T>::insert(id, &who, parts);
        }
        T::Currency::release(&HoldReason::VersionStake.into(), &who, amount, Precision::Exact)?;
        Self::deposit_event(Event::StakeWithdrawn { version: id, backer: who, amount });
        Ok(())
    }

    pub(crate) fn do_claim_stake_income(who: T::AccountId, id: VersionId) -> DispatchResult {
        let mut position = Self::settled(id, &who)?;
        let amount = core::mem::take(&mut position.owed);
        ensure!(amount > 0, Error::<T>::NothingEarned);
        BackingPools::<T>::try_mutate(id, |pool| pool.pay(amount).ok_or(Error::<T>::AmountOverflow))?;
        Self::settle_owed(amount)?;
        Self::keep_position(id, &who, position);
        T::Currency::transfer(&Self::pot(), &who, amount, Preservation::Preserve)?;
        Self::deposit_event(Event::StakeIncomeClaimed { version: id, backer: who, amount });
        Ok(())
    }
}
