//! `add_validator` and `remove_validator`.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

fn add(who: AccountId) -> Result<(), polkadot_sdk::sp_runtime::DispatchError> {
    Governance::add_validator(root(), who)
}

fn remove(who: AccountId) -> Result<(), polkadot_sdk::sp_runtime::DispatchError> {
    Governance::remove_validator(root(), who)
}

#[test]
fn who_has_bonded_and_has_keys_can_be_added() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(add(CANDIDATE), Error::<Test>::NotBonded);
        assert_ok!(Governance::bond_validator(signed(CANDIDATE), BOND));
        System::reset_events();
        assert_ok!(add(CANDIDATE));
        assert_eq!(Validators::<Test>::get().to_vec(), [1, 2, 3, CANDIDATE]);
        assert_eq!(events(), [Event::ValidatorAdded { validator: CANDIDATE, validators: 4 }]);
        assert_noop!(add(CANDIDATE), Error::<Test>::AlreadyValidator);
    });
}

#[test]
fn who_has_no_keys_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Governance::bond_validator(signed(KEYLESS), BOND));
        assert_noop!(add(KEYLESS), Error::<Test>::NoSessionKeys);
    });
}

#[test]
fn a_bond_that_has_become_too_small_must_grow_first() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Governance::bond_validator(signed(CANDIDATE), BOND));
        let raised = ValidatorRules { minimum_bond: BOND + 1, ..rules() };
        assert_ok!(Governance::set_validator_rules(root(), raised));
        assert_noop!(add(CANDIDATE), Error::<Test>::BondTooLow);
        assert_ok!(Governance::bond_validator(signed(CANDIDATE), 1));
        assert_ok!(add(CANDIDATE));
    });
}

#[test]
fn the_set_has_an_upper_bound() {
    ExtBuilder::default().first(&[1, 2, 3, 4, 5]).build_and_execute(|| {
        assert_ok!(Governance::bond_validator(signed(CANDIDATE), BOND));
        assert_noop!(add(CANDIDATE), Error::<Test>::TooManyValidators);
    });
}

#[test]
fn the_set_is_never_smaller_than_the_rules_ask() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(remove(CANDIDATE), Error::<Test>::NotValidator);
        assert_ok!(remove(FIRST[1]));
        assert_eq!(Validators::<Test>::get().to_vec(), [1, 3]);
        assert_eq!(events(), [Event::ValidatorRemoved { validator: 2, validators: 2, releasable_at: 1 + PERIOD }]);
        assert_noop!(remove(FIRST[0]), Error::<Test>::TooFewValidators);
    });
}

#[test]
fn the_last_validator_stays() {
    let alone = ValidatorRules { minimum_validators: 1, ..rules() };
    ExtBuilder::default().rules(alone).first(&[1]).build_and_execute(|| {
        assert_noop!(remove(1), Error::<Test>::TooFewValidators);
    });
}
