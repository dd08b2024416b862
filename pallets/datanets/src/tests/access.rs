//! Who may train on a datanet.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::TokenError,
};

fn set(terms: AccessTerms<Balance>) {
    assert_ok!(DatanetsPallet::set_access(signed(&OWNER), 0, terms));
}

#[test]
fn everybody_may_unless_the_owner_says_otherwise() {
    ExtBuilder::default().build_and_execute(|| {
        accepted(1);
        assert_ok!(DatanetsPallet::take_snapshot_for(&PAUPER, 0));
        let foreign = DatanetsPallet::set_access(signed(&ALICE), 0, AccessTerms::Approved);
        assert_noop!(foreign, Error::<Test>::NotDatanetOwner);
        set(AccessTerms::Approved);
        set(AccessTerms::Open);
        assert_eq!(Access::<Test>::iter().count(), 0);
    });
}

#[test]
fn a_fee_goes_to_the_owner_each_time() {
    ExtBuilder::default().build_and_execute(|| {
        accepted(1);
        set(AccessTerms::Fee(25));
        let before = wealth(&OWNER);
        for paid in [25, 50] {
            assert_ok!(DatanetsPallet::take_snapshot_for(&BOB, 0));
            assert_eq!((wealth(&OWNER), wealth(&BOB)), (before + paid, ENDOWMENT - paid));
        }
        assert_ok!(DatanetsPallet::take_snapshot_for(&OWNER, 0));
        assert_noop!(DatanetsPallet::ensure_access(&PAUPER, 0), TokenError::FundsUnavailable);
        assert_eq!(DatanetsPallet::price_of_access(0, BOB), Some(25));
        assert_eq!(DatanetsPallet::price_of_access(0, OWNER), Some(0));
        assert_eq!(DatanetsPallet::price_of_access(1, BOB), None);
    });
}

#[test]
fn where_the_owner_approves_a_grant_is_needed_and_its_deposit_comes_back() {
    ExtBuilder::default().build_and_execute(|| {
        accepted(1);
        set(AccessTerms::Approved);
        assert_noop!(DatanetsPallet::take_snapshot_for(&BOB, 0), Error::<Test>::AccessNotGranted);
        assert_ok!(DatanetsPallet::grant_access(signed(&OWNER), 0, BOB));
        assert_noop!(DatanetsPallet::grant_access(signed(&OWNER), 0, BOB), Error::<Test>::AccessKnown);
        assert_eq!(held(HoldReason::GrantDeposit, &OWNER), 7);
        assert_ok!(DatanetsPallet::take_snapshot_for(&BOB, 0));
        assert_ok!(DatanetsPallet::revoke_access(signed(&OWNER), 0, BOB));
        assert_noop!(DatanetsPallet::revoke_access(signed(&OWNER), 0, BOB), Error::<Test>::AccessUnknown);
        assert_eq!(held(HoldReason::GrantDeposit, &OWNER), 0);
        assert_noop!(DatanetsPallet::take_snapshot_for(&BOB, 0), Error::<Test>::AccessNotGranted);
    });
}
