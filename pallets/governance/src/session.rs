//! What the session pallet asks: who validates after the next session.
//!
//! It asks when a session begins, for the one after it. So a change of the set is seen when the running session ends,
//! stands in the keys that are announced for one session, and takes effect at the end of that one.

use crate::{pallet::*, Session};
use alloc::vec::Vec;
use polkadot_sdk::{pallet_session::SessionManager, sp_staking::SessionIndex};

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
    /// The set, when it has changed since it was last given. Whoever has no keys could not be in office; if that were
    /// all of them, those who are in office stay.
    fn new_session(_planned: SessionIndex) -> Option<Vec<T::AccountId>> {
        if !SetChanged::<T>::take() {
            return None;
        }
        let able: Vec<_> = Validators::<T>::get().into_iter().filter(T::Session::has_keys).collect();
        (!able.is_empty()).then_some(able)
    }

    fn start_session(_begun: SessionIndex) {}

    fn end_session(_ended: SessionIndex) {}
}
