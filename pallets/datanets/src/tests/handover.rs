//! `offer_datanet` and `accept_datanet`.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::TokenError,
};

#[test]
fn the_new_owner_accepts_and_makes_the_deposit() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(DatanetsPallet::offer_datanet(signed(&BOB), 0, Some(BOB)), Error::<Test>::NotDatanetOwner);
        assert_ok!(DatanetsPallet::offer_datanet(signed(&OWNER), 0, Some(BOB)));
        assert_noop!(DatanetsPallet::accept_datanet(signed(&ALICE), 0), Error::<Test>::NotOffered);
        assert_ok!(DatanetsPallet::accept_datanet(signed(&BOB), 0));
        assert_eq!(Datanets::<Test>::get(0).unwrap().owner, BOB);
        assert_eq!((held(HoldReason::DatanetDeposit, &OWNER), held(HoldReason::DatanetDeposit, &BOB)), (0, 500));
        assert_noop!(DatanetsPallet::close_datanet(signed(&OWNER), 0), Error::<Test>::NotDatanetOwner);
        assert_ok!(DatanetsPallet::close_datanet(signed(&BOB), 0));
    });
}

#[test]
fn an_offer_is_taken_back_and_a_poor_heir_refused() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(DatanetsPallet::offer_datanet(signed(&OWNER), 0, Some(PAUPER)));
        assert_noop!(DatanetsPallet::accept_datanet(signed(&PAUPER), 0), TokenError::FundsUnavailable);
        assert_ok!(DatanetsPallet::offer_datanet(signed(&OWNER), 0, None));
        assert_noop!(DatanetsPallet::accept_datanet(signed(&PAUPER), 0), Error::<Test>::NotOffered);
    });
}

#[test]
fn a_closed_datanet_has_no_deposit_to_make() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(DatanetsPallet::close_datanet(signed(&OWNER), 0));
        assert_ok!(DatanetsPallet::offer_datanet(signed(&OWNER), 0, Some(BOB)));
        assert_ok!(DatanetsPallet::accept_datanet(signed(&BOB), 0));
        assert_eq!(held(HoldReason::DatanetDeposit, &BOB), 0);
    });
}
