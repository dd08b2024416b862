//! Storage paid for as long as something needs it: who pays for a file, and for how long.
//!
//! A **pin** is a file that somebody wants kept: its content id, and the Merkle root over its leaves by which keepers
//! prove that they have it ([`crate::keeping`]). Its payer puts on hold what all keepers earn in all periods, and a
//! deposit for the record. What no keeper earned comes back when the pin ends.

use crate::{BalanceOf, Config, Error, Event, HoldReason, Kept, Market, NextPinId, Pallet, PinCount, Pins};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{content::ContentId, Digest};
use polkadot_sdk::{
    frame_support::{
        ensure,
        traits::{
            fungible::MutateHold,
            tokens::{Fortitude, Precision, Restriction},
            ConstU32, Defensive, DefensiveSaturating, Get,
        },
        BoundedVec,
    },
    frame_system::{self, pallet_prelude::BlockNumberFor},
    sp_runtime::{
        traits::{CheckedAdd, CheckedMul, CheckedSub, Saturating, Zero},
        ArithmeticError, DispatchResult,
    },
};
use scale_info::TypeInfo;

/// Number of a pin, counted from 0.
pub type PinId = u64;
/// The most keepers of one pin.
pub type MaxCopies = ConstU32<4>;

/// A file that somebody pays to have kept.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Pin<AccountId, Balance, BlockNumber> {
    /// Who pays and has the rest back.
    pub payer: AccountId,
    /// What is kept, and how much.
    pub file: PinnedFile,
    /// What each keeper is paid for each period.
    pub pay: Balance,
    /// How many keepers there may be.
    pub copies: u8,
    /// Periods left, the current one among them.
    pub periods: u32,
    /// What is on hold for keepers.
    pub fund: Balance,
    /// What is on hold for the record.
    pub deposit: Balance,
    /// The block in which the current period ends, or soon after.
    pub ends: BlockNumber,
    /// Who keeps it.
    pub keepers: BoundedVec<Keeper<AccountId>, MaxCopies>,
}

/// A file and what its keepers prove it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PinnedFile {
    /// The file.
    pub content: ContentId,
    /// Merkle root over its leaves, as contributions and attribution indexes have one. A keeper computes it from the
    /// file before it offers itself.
    pub root: Digest,
    /// Number of leaves under the root.
    pub leaves: u64,
    /// Size of the file in bytes, as the payer says.
    pub bytes: u64,
}

/// A worker that keeps a file.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Keeper<AccountId> {
    /// The worker.
    pub worker: AccountId,
    /// What it has to show in this period.
    pub task: Task,
}

/// What a keeper has to show in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Task {
    /// Nothing: it came after the period had begun.
    None,
    /// The leaf at this position, before the period ends.
    Prove(u64),
    /// It has shown it and was paid.
    Done,
}

/// A pin as this runtime stores it.
pub type PinOf<T> = Pin<<T as polkadot_sdk::frame_system::Config>::AccountId, BalanceOf<T>, BlockNumberFor<T>>;

impl<T: Config> Pallet<T> {
    pub(crate) fn add_pin(
        payer: T::AccountId,
        file: PinnedFile,
        pay: BalanceOf<T>,
        copies: u8,
        periods: u32,
    ) -> DispatchResult {
        let rules = Market::<T>::get();
        ensure!(file.leaves > 0, Error::<T>::NothingToKeep);
        ensure!(copies > 0 && u32::from(copies) <= <MaxCopies as Get<u32>>::get(), Error::<T>::BadCopies);
        ensure!(periods > 0, Error::<T>::NoPeriods);
        ensure!(!pay.is_zero(), Error::<T>::NoPay);
        let count = PinCount::<T>::get();
        ensure!(count < T::MaxPins::get(), Error::<T>::TooManyPins);
        let id = NextPinId::<T>::get();
        let next = id.checked_add(1).ok_or(ArithmeticError::Overflow)?;
        let fund = fund_for(pay, copies, periods)?;
        let deposit = T::PinDeposit::get();
        Self::hold_fund(&payer, fund.checked_add(&deposit).ok_or(ArithmeticError::Overflow)?)?;

        let ends = frame_system::Pallet::<T>::block_number().saturating_add(rules.storage_period);
        let keepers = Default::default();
        let pin = Pin { payer: payer.clone(), file, pay, copies, periods, fund, deposit, ends, keepers };
        Pins::<T>::insert(id, pin);
        NextPinId::<T>::put(next);
        PinCount::<T>::put(count.saturating_add(1));
        Self::deposit_event(Event::Pinned { pin: id, payer, content: file.content, pay, copies, periods });
        Ok(())
    }

    pub(crate) fn prolong_pin(payer: T::AccountId, id: PinId, periods: u32) -> DispatchResult {
        let mut pin = Self::pin_of(&payer, id)?;
        ensure!(periods > 0, Error::<T>::NoPeriods);
        let added = fund_for(pin.pay, pin.copies, periods)?;
        pin.periods = pin.periods.checked_add(periods).ok_or(ArithmeticError::Overflow)?;
        pin.fund = pin.fund.checked_add(&added).ok_or(ArithmeticError::Overflow)?;
        Self::hold_fund(&payer, added)?;

        let periods = pin.periods;
        Pins::<T>::insert(id, pin);
        Self::deposit_event(Event::PinExtended { pin: id, periods });
        Ok(())
    }

    pub(crate) fn shorten_pin(payer: T::AccountId, id: PinId) -> DispatchResult {
        let mut pin = Self::pin_of(&payer, id)?;
        let awaited = pin.keepers.iter().any(|keeper| matches!(keeper.task, Task::Prove(_)));
        if awaited {
            pin.periods = 1;
            Self::deposit_event(Event::PinExtended { pin: id, periods: 1 });
            Pins::<T>::insert(id, pin);
        } else {
            Self::end_pin(id, pin);
        }
        Ok(())
    }

    /// Returns what is left to the payer and forgets the pin.
    pub(crate) fn end_pin(id: PinId, pin: PinOf<T>) {
        for keeper in &pin.keepers {
            Self::note_kept_less(&keeper.worker);
        }
        // Both are on hold together, so they add up.
        let rest = pin.fund.defensive_saturating_add(pin.deposit);
        let reason = HoldReason::StorageFund.into();
        let _ = T::Currency::release(&reason, &pin.payer, rest, Precision::BestEffort).defensive();
        Pins::<T>::remove(id);
        PinCount::<T>::mutate(|count| *count = count.saturating_sub(1));
        Self::deposit_event(Event::PinEnded { pin: id, returned: pin.fund });
    }

    /// Pays a keeper for a period, out of a fund that has room for it.
    pub(crate) fn pay_keeper(pin: &mut PinOf<T>, worker: &T::AccountId) -> DispatchResult {
        // The hold is that of all the payer's pins: one must not pay out of the others' funds.
        pin.fund = pin.fund.checked_sub(&pin.pay).ok_or(ArithmeticError::Underflow)?;
        T::Currency::transfer_on_hold(
            &HoldReason::StorageFund.into(),
            &pin.payer,
            worker,
            pin.pay,
            Precision::Exact,
            Restriction::Free,
            Fortitude::Force,
        )?;
        Ok(())
    }

    pub(crate) fn note_kept_less(worker: &T::AccountId) {
        Kept::<T>::mutate_exists(worker, |count| *count = count.and_then(|n| n.checked_sub(1)).filter(|n| *n > 0));
    }

    fn pin_of(payer: &T::AccountId, id: PinId) -> Result<PinOf<T>, Error<T>> {
        let pin = Pins::<T>::get(id).ok_or(Error::<T>::PinUnknown)?;
        ensure!(pin.payer == *payer, Error::<T>::NotPayer);
        Ok(pin)
    }

    fn hold_fund(payer: &T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
        T::Currency::hold(&HoldReason::StorageFund.into(), payer, amount)
    }
}

/// What all keepers earn in so many periods.
fn fund_for<Balance: CheckedMul + From<u32>>(
    pay: Balance,
    copies: u8,
    periods: u32,
) -> Result<Balance, ArithmeticError> {
    pay.checked_mul(&u32::from(copies).into())
        .and_then(|sum| sum.checked_mul(&periods.into()))
        .ok_or(ArithmeticError::Overflow)
}
