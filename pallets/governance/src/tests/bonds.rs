//! `bond_validator` and `unbond_validator`.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::TokenError,
};

#[test]
fn a_bond_is_held_and_can_grow() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Governance::bond_validator(signed(CANDIDATE), BOND));
        assert_ok!(Governance::bond_validator(signed(CANDIDATE), 1));
        assert_eq!(held(CANDIDATE), BOND + 1);
        let bonded = |added, bond| Event::ValidatorBonded { validator: CANDIDATE, added, bond };
        assert_eq!(events(), [bonded(BOND, BOND), bonded(1, BOND + 1)]);
    });
}

#[test]
fn a_bond_is_at_least_what_the_rules_ask_and_at_most_what_one_has() {
    ExtBuilder::default().build_and_execute(|| {
        let bond = |amount| Governance::bond_validator(signed(CANDIDATE), amount);
        assert_noop!(bond(BOND - 1), Error::<Test>::BondTooLow);
        assert_noop!(bond(ENDOWMENT + 1), TokenError::FundsUnavailable);
        assert_ok!(bond(BOND));
        assert_noop!(bond(u128::MAX), Error::<Test>::BondOverflow);
    });
}

#[test]
fn whoever_was_never_in_the_set_has_it_back_at_once() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Governance::bond_validator(signed(CANDIDATE), BOND));
        System::reset_events();
        assert_ok!(Governance::unbond_validator(signed(CANDIDATE)));
        assert_eq!(held(CANDIDATE), 0);
        assert!(!Keyed::get().contains(&CANDIDATE));
        assert_eq!(events(), [Event::ValidatorUnbonded { validator: CANDIDATE, released: BOND }]);
        assert_noop!(Governance::unbond_validator(signed(CANDIDATE)), Error::<Test>::NotBonded);
    });
}

#[test]
fn a_validator_has_it_back_when_out_of_office_and_the_period_is_over() {
    ExtBuilder::default().build_and_execute(|| {
        let unbond = || Governance::unbond_validator(signed(FIRST[0]));
        assert_noop!(unbond(), Error::<Test>::StillValidator);
        System::set_block_number(4);
        assert_ok!(Governance::remove_validator(root(), FIRST[0]));
        System::set_block_number(4 + PERIOD);
        assert_noop!(unbond(), Error::<Test>::StillInOffice);
        Office::set(FIRST[1..].to_vec());
        System::set_block_number(3 + PERIOD);
        assert_noop!(unbond(), Error::<Test>::UnbondingPeriodNotOver);
        System::set_block_number(4 + PERIOD);
        assert_ok!(unbond());
        assert_eq!(held(FIRST[0]), 0);
    });
}

#[test]
fn coming_back_ends_the_period() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Governance::remove_validator(root(), FIRST[0]));
        assert_eq!(Bonds::<Test>::get(FIRST[0]).unwrap().releasable_at, Some(1 + PERIOD));
        assert_ok!(Governance::add_validator(root(), FIRST[0]));
        assert_eq!(Bonds::<Test>::get(FIRST[0]).unwrap().releasable_at, None);
        System::set_block_number(100);
        assert_noop!(Governance::unbond_validator(signed(FIRST[0])), Error::<Test>::StillValidator);
    });
}
