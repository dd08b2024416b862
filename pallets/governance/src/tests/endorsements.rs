//! `endorse`: two thirds of the validators whitelist a call.

use crate::{endorsement::two_thirds_up, mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_core::H256,
};

const CALL: H256 = H256::repeat_byte(7);
const OTHER: H256 = H256::repeat_byte(8);

fn endorse(who: AccountId, call: H256) -> Result<(), polkadot_sdk::sp_runtime::DispatchError> {
    Governance::endorse(signed(who), call)
}

#[test]
fn two_thirds_are_rounded_up() {
    for (validators, needed) in [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (100, 67)] {
        assert_eq!(two_thirds_up(validators), needed, "of {validators}");
    }
}

#[test]
fn a_call_that_two_thirds_endorse_is_whitelisted_once() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(endorse(1, CALL));
        assert!(Whitelisted::get().is_empty());
        assert_noop!(endorse(1, CALL), Error::<Test>::AlreadyEndorsed);
        assert_ok!(endorse(2, CALL));
        assert_eq!(Whitelisted::get(), [CALL]);
        assert_eq!(Endorsements::<Test>::iter().count(), 0);
        let endorsed =
            |validator, endorsements| Event::CallEndorsed { validator, call_hash: CALL, endorsements, needed: 2 };
        assert_eq!(events(), [endorsed(1, 1), endorsed(2, 2)]);
    });
}

#[test]
fn a_validator_endorses_one_call_at_a_time() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(endorse(1, CALL));
        assert_ok!(endorse(1, OTHER));
        assert_ok!(endorse(2, CALL));
        assert!(Whitelisted::get().is_empty());
        assert_ok!(endorse(3, OTHER));
        assert_eq!(Whitelisted::get(), [OTHER]);
        assert_eq!(Endorsements::<Test>::get(2), Some(CALL));
    });
}

#[test]
fn only_who_is_in_the_set_counts() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(endorse(CANDIDATE, CALL), Error::<Test>::NotValidator);
        assert_ok!(endorse(1, CALL));
        assert_ok!(Governance::remove_validator(root(), 1));
        assert_ok!(endorse(2, CALL));
        assert!(Whitelisted::get().is_empty());
        assert_ok!(endorse(3, CALL));
        assert_eq!(Whitelisted::get(), [CALL]);
    });
}
