//! `set_validator_rules`.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn governance_sets_rules() {
    ExtBuilder::default().build_and_execute(|| {
        let new = ValidatorRules { minimum_bond: 5, minimum_validators: 3, unbonding_period: 0 };
        assert_ok!(Governance::set_validator_rules(root(), new));
        assert_eq!(Rules::<Test>::get(), new);
        assert_eq!(events(), [Event::ValidatorRulesChanged { old: rules(), new }]);
    });
}

#[test]
fn rules_that_cannot_be_obeyed_are_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let refused = [
            (ValidatorRules { minimum_bond: 0, ..rules() }, Error::<Test>::RulesWithoutBond),
            (ValidatorRules { minimum_validators: 0, ..rules() }, Error::RulesWithoutValidators),
            (ValidatorRules { minimum_validators: 6, ..rules() }, Error::TooManyValidators),
            (ValidatorRules { minimum_validators: 4, ..rules() }, Error::TooFewValidators),
        ];
        for (rules, error) in refused {
            assert_noop!(Governance::set_validator_rules(root(), rules), error);
        }
    });
}

#[test]
fn validators_stay_when_a_bond_is_raised() {
    ExtBuilder::default().build_and_execute(|| {
        let raised = ValidatorRules { minimum_bond: 2 * BOND, ..rules() };
        assert_ok!(Governance::set_validator_rules(root(), raised));
        assert_eq!(Validators::<Test>::get().to_vec(), FIRST);
    });
}
