//! How much an account and a datanet may have undecided.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn an_account_waits_for_decisions() {
    ExtBuilder::default().build_and_execute(|| {
        let few = CurationRules { open_per_account: 2, open_per_datanet: 3, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, few));
        let first = submitted(1);
        submitted(2);
        assert_noop!(declared(3).submit(&ALICE), Error::<Test>::TooManyUndecided);
        assert_ok!(declared(3).submit(&BOB));
        assert_noop!(declared(4).submit(&BOB), Error::<Test>::DatanetBusy);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), first));
        assert_ok!(declared(4).submit(&BOB));
        assert_eq!((Undecided::<Test>::get(0), UndecidedOf::<Test>::get(0, BOB)), (3, 2));
    });
}

#[test]
fn an_appeal_counts_too() {
    ExtBuilder::default().build_and_execute(|| {
        let id = refused(1);
        let one = CurationRules { open_per_account: 1, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, one));
        submitted(2);
        assert_noop!(DatanetsPallet::appeal(signed(&ALICE), id), Error::<Test>::TooManyUndecided);
    });
}
