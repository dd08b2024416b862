//! Endorsements: how validators let token holders decide on a call fast.
//!
//! A validator endorses one call at a time, so there are never more endorsements than validators.

use crate::{pallet::*, Whitelist};
use polkadot_sdk::frame_support::{ensure, pallet_prelude::DispatchResult};

/// How many of `validators` are two thirds, rounded up.
pub(crate) fn two_thirds_up(validators: u32) -> u32 {
    validators.saturating_mul(2).div_ceil(3)
}

impl<T: Config> Pallet<T> {
    pub(crate) fn do_endorse(who: T::AccountId, call_hash: T::Hash) -> DispatchResult {
        let set = Validators::<T>::get();
        ensure!(set.contains(&who), Error::<T>::NotValidator);
        ensure!(Endorsements::<T>::get(&who) != Some(call_hash), Error::<T>::AlreadyEndorsed);

        Endorsements::<T>::insert(&who, call_hash);
        let endorsing = || set.iter().filter(|validator| Endorsements::<T>::get(validator) == Some(call_hash));
        let (endorsements, needed) = (endorsing().count() as u32, two_thirds_up(set.len() as u32));
        Self::deposit_event(Event::CallEndorsed { validator: who, call_hash, endorsements, needed });
        if endorsements >= needed {
            T::Whitelist::whitelist(call_hash)?;
            endorsing().for_each(Endorsements::<T>::remove);
        }
        Ok(())
    }
}
