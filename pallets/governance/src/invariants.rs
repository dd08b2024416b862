//! The invariants of the crate's header, checked one by one under the same numbers.

use crate::{pallet::*, Session, StandardKind};
use alloc::collections::BTreeSet;
use codec::Encode;
use polkadot_sdk::{
    frame_support::{ensure, traits::fungible::InspectHold},
    frame_system,
    sp_runtime::TryRuntimeError,
};

impl<T: Config> Pallet<T> {
    /// Checks every invariant; the message names the first that does not hold.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::the_set_is_large_enough()?;
        Self::validators_are_able()?;
        Self::bonds_are_held()?;
        Self::histories_are_in_order()?;
        Self::endorsements_are_by_validators()?;
        Self::rules_can_be_obeyed()
    }

    /// 1. The set has nobody twice and enough validators.
    fn the_set_is_large_enough() -> Result<(), TryRuntimeError> {
        let set = Validators::<T>::get();
        let different: BTreeSet<_> = set.iter().map(Encode::encode).collect();
        ensure!(different.len() == set.len(), "1: a validator is in the set twice");
        ensure!(set.len() as u32 >= Rules::<T>::get().minimum_validators, "1: there are too few validators");
        Ok(())
    }

    /// 2. Validators have keys, and bonds that are not about to be released.
    fn validators_are_able() -> Result<(), TryRuntimeError> {
        for validator in Validators::<T>::get() {
            let bond = Bonds::<T>::get(&validator).ok_or("2: a validator without bond")?;
            ensure!(bond.releasable_at.is_none(), "2: a validator's bond can be released");
            ensure!(T::Session::has_keys(&validator), "2: a validator without session keys");
        }
        Ok(())
    }

    /// 3. Bonds are held, and nothing else.
    fn bonds_are_held() -> Result<(), TryRuntimeError> {
        let reason = HoldReason::ValidatorBond.into();
        let agrees = |who: &T::AccountId| {
            let bond = Bonds::<T>::get(who).map_or(0, |bond| bond.amount);
            T::Currency::balance_on_hold(&reason, who) == bond
        };
        let bonded = Bonds::<T>::iter_keys().all(|who| agrees(&who));
        ensure!(bonded, "3: a bond and what is held differ");
        let others = frame_system::Account::<T>::iter_keys().all(|who| agrees(&who));
        ensure!(others, "3: something is held of whom has no bond");
        Ok(())
    }

    /// 4. Histories are of one kind and in order.
    fn histories_are_in_order() -> Result<(), TryRuntimeError> {
        for kind in StandardKind::ALL {
            let history = History::<T>::get(kind);
            let of_kind = history.iter().all(|past| past.standard.kind() == kind);
            ensure!(of_kind, "4: a history holds a standard of another kind");
            let in_order = history.iter().zip(history.iter().skip(1)).all(|(a, b)| a.until <= b.until);
            ensure!(in_order, "4: a history is not in order");
        }
        Ok(())
    }

    /// 5. Only validators endorse.
    fn endorsements_are_by_validators() -> Result<(), TryRuntimeError> {
        let set = Validators::<T>::get();
        let by_validators = Endorsements::<T>::iter_keys().all(|who| set.contains(&who));
        ensure!(by_validators, "5: an endorsement by somebody else");
        Ok(())
    }

    /// 6. What was set could be set.
    fn rules_can_be_obeyed() -> Result<(), TryRuntimeError> {
        ensure!(Self::ensure_rules(&Rules::<T>::get()).is_ok(), "6: the rules could not be set");
        ensure!(Self::ensure_numeric(&Numeric::<T>::get()).is_ok(), "6: the numeric standard could not be set");
        Ok(())
    }
}
