//! What the session pallet is told.

use crate::{mock::*, *};
use polkadot_sdk::{frame_support::assert_ok, pallet_session::SessionManager};

fn asked() -> Option<Vec<AccountId>> {
    <Governance as SessionManager<AccountId>>::new_session(2)
}

#[test]
fn nothing_while_nothing_changes() {
    ExtBuilder::default().build_and_execute(|| assert_eq!(asked(), None));
}

#[test]
fn the_set_once_when_it_changed() {
    ExtBuilder::default().build_and_execute(|| {
        join();
        assert_ok!(Governance::remove_validator(root(), FIRST[0]));
        assert_eq!(asked(), Some(vec![2, 3, CANDIDATE]));
        assert_eq!(asked(), None);
        assert_ok!(Governance::remove_validator(root(), FIRST[1]));
        assert_eq!(asked(), Some(vec![3, CANDIDATE]));
    });
}

#[test]
fn nobody_without_keys_and_never_nobody() {
    ExtBuilder::default().build().execute_with(|| {
        join();
        Keyed::set(vec![2, 3]);
        assert_eq!(asked(), Some(vec![2, 3]));
        Keyed::set(vec![]);
        SetChanged::<Test>::put(true);
        assert_eq!(asked(), None);
    });
}
