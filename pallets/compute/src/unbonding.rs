//! Taking back a part of a bond, without leaving.
//!
//! What is unbonding no longer counts in the draw nor behind new batches, but stays on hold for a leaving period and can
//! be slashed until it is withdrawn. It is withdrawn only while what remains is enough for what the worker still
//! answers for.

use crate::{
    traits::Liabilities, types::*, BalanceOf, Config, Error, Event, HoldReason, Pallet, Rules, Unbonding, Workers,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use polkadot_sdk::{
    frame_support::{
        ensure,
        traits::{fungible::MutateHold, tokens::Precision, ConstU32, DefensiveSaturating},
        BoundedVec,
    },
    frame_system::{self, pallet_prelude::BlockNumberFor},
    sp_runtime::{
        traits::{CheckedAdd, CheckedSub, Saturating, Zero},
        ArithmeticError, DispatchResult,
    },
};
use scale_info::TypeInfo;

/// The most parts of one bond that unbond at a time.
pub type MaxUnbonding = ConstU32<8>;

/// A part of a bond on its way back.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct UnbondingPart<Balance, BlockNumber> {
    /// How much.
    pub amount: Balance,
    /// The first block in which it may be withdrawn.
    pub until: BlockNumber,
}

/// The parts of a worker's bond that unbond, the oldest first.
pub type UnbondingOf<T> = BoundedVec<UnbondingPart<BalanceOf<T>, BlockNumberFor<T>>, MaxUnbonding>;

impl<T: Config> Pallet<T> {
    pub(crate) fn begin_unbonding(account: T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
        let mut worker = Workers::<T>::get(&account).ok_or(Error::<T>::NotWorker)?;
        ensure!(!matches!(worker.state, WorkerState::Leaving(_)), Error::<T>::IsLeaving);
        ensure!(!amount.is_zero(), Error::<T>::NothingUnbonded);
        let rules = Rules::<T>::get();
        let bond = worker.bond.checked_sub(&amount).filter(|rest| *rest >= rules.minimum_bond);
        worker.bond = bond.ok_or(Error::<T>::BondTooSmall)?;
        let until = frame_system::Pallet::<T>::block_number().saturating_add(rules.leaving_period);
        let bond = worker.bond;

        Unbonding::<T>::try_mutate(&account, |parts| -> DispatchResult {
            match parts.last_mut().filter(|last| last.until == until) {
                Some(last) => last.amount = last.amount.checked_add(&amount).ok_or(ArithmeticError::Overflow)?,
                None => {
                    let part = UnbondingPart { amount, until };
                    parts.try_push(part).map_err(|_| Error::<T>::TooManyUnbonding)?;
                }
            }
            Ok(())
        })?;
        Workers::<T>::insert(&account, worker);
        Self::deposit_event(Event::UnbondingBegun { worker: account, amount, bond, until });
        Ok(())
    }

    pub(crate) fn finish_unbonding(account: T::AccountId) -> DispatchResult {
        let worker = Workers::<T>::get(&account).ok_or(Error::<T>::NotWorker)?;
        let now = frame_system::Pallet::<T>::block_number();
        let mut parts = Unbonding::<T>::get(&account);
        let before = total_of::<T>(&parts);
        parts.retain(|part| part.until > now);
        let rest = total_of::<T>(&parts);
        let amount = before.checked_sub(&rest).ok_or(ArithmeticError::Underflow)?;
        ensure!(!amount.is_zero(), Error::<T>::NothingUnbonded);
        let remains = worker.bond.checked_add(&rest).ok_or(ArithmeticError::Overflow)?;
        ensure!(T::Liabilities::covered_by(&account, remains), Error::<T>::HasLiabilities);
        T::Currency::release(&HoldReason::WorkerBond.into(), &account, amount, Precision::Exact)?;

        Self::write_unbonding(&account, parts);
        Self::deposit_event(Event::UnbondedWithdrawn { worker: account, amount });
        Ok(())
    }

    /// Everything of a worker's that unbonds.
    pub(crate) fn unbonding_of(account: &T::AccountId) -> BalanceOf<T> {
        total_of::<T>(&Unbonding::<T>::get(account))
    }

    /// Takes `amount` off what unbonds, which is at least that much; what was longest to stay goes first.
    pub(crate) fn reduce_unbonding(account: &T::AccountId, mut amount: BalanceOf<T>) {
        if amount.is_zero() {
            return;
        }
        let mut parts = Unbonding::<T>::get(account);
        for part in parts.iter_mut().rev() {
            let taken = part.amount.min(amount);
            part.amount = part.amount.defensive_saturating_sub(taken);
            amount = amount.defensive_saturating_sub(taken);
        }
        parts.retain(|part| !part.amount.is_zero());
        Self::write_unbonding(account, parts);
    }

    fn write_unbonding(account: &T::AccountId, parts: UnbondingOf<T>) {
        if parts.is_empty() {
            Unbonding::<T>::remove(account);
        } else {
            Unbonding::<T>::insert(account, parts);
        }
    }
}

/// The sum of all parts, all of which are on hold together.
fn total_of<T: Config>(parts: &UnbondingOf<T>) -> BalanceOf<T> {
    parts.iter().fold(Zero::zero(), |sum: BalanceOf<T>, part| sum.defensive_saturating_add(part.amount))
}
