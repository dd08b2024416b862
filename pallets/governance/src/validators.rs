//! The validators: who is in the set, what they have bonded, and what must be true before either changes.

use crate::{pallet::*, RulesOf, Session};
use openledger_primitives::Amount;
use polkadot_sdk::{
    frame_support::{
        defensive, ensure,
        pallet_prelude::DispatchResult,
        traits::{
            fungible::{Inspect, MutateHold},
            tokens::{Fortitude, Precision, Preservation},
            Get,
        },
    },
    frame_system,
    sp_runtime::traits::Saturating,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_bond(who: T::AccountId, added: Amount) -> DispatchResult {
        let mut bond = Bonds::<T>::get(&who).unwrap_or_default();
        bond.amount = bond.amount.checked_add(added).ok_or(Error::<T>::BondOverflow)?;
        ensure!(bond.amount >= Rules::<T>::get().minimum_bond, Error::<T>::BondTooLow);
        T::Currency::hold(&HoldReason::ValidatorBond.into(), &who, added)?;

        let amount = bond.amount;
        Bonds::<T>::insert(&who, bond);
        Self::deposit_event(Event::ValidatorBonded { validator: who, added, bond: amount });
        Ok(())
    }

    pub(crate) fn do_unbond(who: T::AccountId) -> DispatchResult {
        let bond = Bonds::<T>::get(&who).ok_or(Error::<T>::NotBonded)?;
        ensure!(!Validators::<T>::get().contains(&who), Error::<T>::StillValidator);
        ensure!(!T::Session::in_office(&who), Error::<T>::StillInOffice);
        let now = frame_system::Pallet::<T>::block_number();
        let over = bond.releasable_at.is_none_or(|block| now >= block);
        ensure!(over, Error::<T>::UnbondingPeriodNotOver);

        let released = Self::release(&who, bond.amount);
        Bonds::<T>::remove(&who);
        T::Session::forget_keys(&who);
        Self::deposit_event(Event::ValidatorUnbonded { validator: who, released });
        Ok(())
    }

    /// Ends a hold and returns what was freed: all of it, as what is held is never less (invariant 3).
    fn release(who: &T::AccountId, amount: Amount) -> Amount {
        let reason = HoldReason::ValidatorBond.into();
        T::Currency::release(&reason, who, amount, Precision::BestEffort).unwrap_or_else(|_| {
            defensive!("a validator's bond could not be released");
            0
        })
    }

    pub(crate) fn do_add(who: T::AccountId) -> DispatchResult {
        let mut set = Validators::<T>::get();
        ensure!(!set.contains(&who), Error::<T>::AlreadyValidator);
        let mut bond = Bonds::<T>::get(&who).ok_or(Error::<T>::NotBonded)?;
        ensure!(bond.amount >= Rules::<T>::get().minimum_bond, Error::<T>::BondTooLow);
        ensure!(T::Session::has_keys(&who), Error::<T>::NoSessionKeys);
        set.try_push(who.clone()).map_err(|_| Error::<T>::TooManyValidators)?;

        bond.releasable_at = None;
        Bonds::<T>::insert(&who, bond);
        let validators = set.len() as u32;
        Self::put_set(set);
        Self::deposit_event(Event::ValidatorAdded { validator: who, validators });
        Ok(())
    }

    pub(crate) fn do_remove(who: T::AccountId) -> DispatchResult {
        let rules = Rules::<T>::get();
        let mut set = Validators::<T>::get();
        ensure!(set.contains(&who), Error::<T>::NotValidator);
        ensure!(set.len() as u32 > rules.minimum_validators, Error::<T>::TooFewValidators);
        set.retain(|validator| *validator != who);

        let releasable_at = frame_system::Pallet::<T>::block_number().saturating_add(rules.unbonding_period);
        Bonds::<T>::mutate(&who, |bond| {
            if let Some(bond) = bond {
                bond.releasable_at = Some(releasable_at);
            }
        });
        Endorsements::<T>::remove(&who);
        let validators = set.len() as u32;
        Self::put_set(set);
        Self::deposit_event(Event::ValidatorRemoved { validator: who, validators, releasable_at });
        Ok(())
    }

    /// Stores the set, and lets the session pallet know when it next asks.
    fn put_set(set: ValidatorSet<T>) {
        Validators::<T>::put(set);
        SetChanged::<T>::put(true);
    }

    pub(crate) fn do_set_rules(new: RulesOf<T>) -> DispatchResult {
        Self::ensure_rules(&new)?;
        let validators = Validators::<T>::decode_len().unwrap_or_default() as u32;
        ensure!(validators >= new.minimum_validators, Error::<T>::TooFewValidators);
        let old = Rules::<T>::get();
        Rules::<T>::put(new);
        Self::deposit_event(Event::ValidatorRulesChanged { old, new });
        Ok(())
    }

    pub(crate) fn ensure_rules(rules: &RulesOf<T>) -> Result<(), Error<T>> {
        ensure!(rules.minimum_bond > 0, Error::<T>::RulesWithoutBond);
        ensure!(rules.minimum_validators > 0, Error::<T>::RulesWithoutValidators);
        ensure!(rules.minimum_validators <= T::MaxValidators::get(), Error::<T>::TooManyValidators);
        Ok(())
    }

    /// Genesis: takes over the session pallet's validators, and holds of each what it must bond, or what it has.
    pub(crate) fn begin(rules: RulesOf<T>, asked: Amount) {
        let checked = Self::ensure_rules(&rules);
        assert!(checked.is_ok(), "validators' rules in genesis: {checked:?}");
        Rules::<T>::put(rules);
        let first = T::Session::validators();
        for validator in &first {
            let has = T::Currency::reducible_balance(validator, Preservation::Preserve, Fortitude::Polite);
            let amount = asked.min(has);
            let held = T::Currency::hold(&HoldReason::ValidatorBond.into(), validator, amount);
            let amount = held.map_or(0, |()| amount);
            Bonds::<T>::insert(validator, crate::Bond { amount, releasable_at: None });
        }
        match ValidatorSet::<T>::try_from(first) {
            Ok(set) => Validators::<T>::put(set),
            Err(_) => panic!("more validators in genesis than there can be"),
        }
    }
}
