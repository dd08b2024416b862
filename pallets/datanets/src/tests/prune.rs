//! `release_deposit` and `forget_contribution`.

use crate::{mock::*, *};
use openledger_primitives::job::Rejection;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn a_deposit_comes_back_when_nobody_can_challenge_any_more() {
    ExtBuilder::default().build_and_execute(|| {
        let id = accepted(1);
        run_to(31);
        assert_noop!(DatanetsPallet::release_deposit(signed(&BOB), id), Error::<Test>::WindowOpen);
        run_to(32);
        assert_ok!(DatanetsPallet::release_deposit(signed(&BOB), id));
        assert_eq!(free(&ALICE), ENDOWMENT - FEE);
        assert!(!Panelists::<Test>::contains_key(id));
        assert_noop!(DatanetsPallet::release_deposit(signed(&BOB), id), Error::<Test>::NothingHeld);
        let undecided = submitted(2);
        assert_noop!(DatanetsPallet::release_deposit(signed(&BOB), undecided), Error::<Test>::NothingHeld);
    });
}

#[test]
fn withdrawing_does_not_free_the_deposit_earlier() {
    ExtBuilder::default().build_and_execute(|| {
        let id = accepted(1);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), id));
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), DEPOSIT);
        assert_noop!(DatanetsPallet::release_deposit(signed(&ALICE), id), Error::<Test>::WindowOpen);
        run_to(32);
        assert_ok!(DatanetsPallet::release_deposit(signed(&ALICE), id));
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), 0);
    });
}

#[test]
fn what_nothing_needs_is_forgotten_after_its_window() {
    ExtBuilder::default().build_and_execute(|| {
        let (by_panel, by_check) = (refused(1), submitted(2));
        assert_ok!(DatanetsPallet::on_check_result(by_check, &WORKER, checked(Some(Rejection::Empty))));
        let forget = |id| DatanetsPallet::forget_contribution(signed(&BOB), id);
        for id in [by_panel, by_check] {
            assert_noop!(forget(id), Error::<Test>::WindowOpen);
        }
        let kept = accepted(3);
        assert_noop!(forget(kept), Error::<Test>::NotForgettable);
        run_to(22);
        for id in [by_panel, by_check] {
            assert_ok!(forget(id));
            assert_noop!(forget(id), Error::<Test>::UnknownContribution);
            assert!(!Checks::<Test>::contains_key(id) && !Windows::<Test>::contains_key(id));
            assert!(!Panelists::<Test>::contains_key(id));
        }
        assert_eq!(Contributions::<Test>::iter().count(), 1);
    });
}
