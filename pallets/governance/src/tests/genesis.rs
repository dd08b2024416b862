//! What a chain begins with, and what the runtime's constants must be.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::traits::{GetStorageVersion, Hooks, StorageVersion};

#[test]
fn the_sessions_first_validators_are_taken_over_with_a_bond() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(Validators::<Test>::get().to_vec(), FIRST);
        assert!(FIRST.into_iter().all(|who| held(who) == BOND));
        assert!(!SetChanged::<Test>::get());
        assert_eq!(Governance::in_code_storage_version(), StorageVersion::new(2));
    });
}

#[test]
fn who_has_less_bonds_what_it_has() {
    ExtBuilder::default().first(&[1, PAUPER]).build_and_execute(|| {
        assert_eq!(held(PAUPER), 4);
        assert_eq!(Validators::<Test>::get().to_vec(), [1, PAUPER]);
    });
}

#[test]
#[should_panic(expected = "validators' rules in genesis")]
fn rules_that_cannot_be_obeyed_are_no_genesis() {
    ExtBuilder::default().rules(ValidatorRules { minimum_validators: 0, ..rules() }).build();
}

#[test]
#[should_panic(expected = "more validators in genesis than there can be")]
fn more_validators_than_there_can_be_are_no_genesis() {
    ExtBuilder::default().first(&[1, 2, 3, 4, 5, 6]).build();
}

#[test]
fn the_constants_make_sense() {
    ExtBuilder::default().build_and_execute(Governance::integrity_test);
}
