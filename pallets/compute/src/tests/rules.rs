//! `set_rules` and the rules of genesis.

use crate::{mock::*, types::*, Error, Event, Rules};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

#[test]
fn the_admin_sets_rules() {
    ExtBuilder::default().build_and_execute(|| {
        let old = Rules::<Test>::get();
        let new = ComputeRules { minimum_bond: 5, ..old };
        assert_noop!(Compute::set_rules(signed(1), new), DispatchError::BadOrigin);
        assert_ok!(Compute::set_rules(RuntimeOrigin::root(), new));
        assert_eq!(Rules::<Test>::get(), new);
        assert_eq!(events(), vec![Event::RulesChanged { old, new }]);
    });
}

#[test]
fn rules_that_cannot_be_obeyed_are_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let good = Rules::<Test>::get();
        let depth = good.assignment_depth;
        let wrong = [
            (ComputeRules { minimum_bond: 0, ..good }, Error::<Test>::RulesWithoutBond),
            (ComputeRules { silence_slash: 1_000_001, ..good }, Error::RulesSlashAboveWhole),
            (ComputeRules { check_deadline: depth + 1, ..good }, Error::RulesDeadlineTooShort),
            (ComputeRules { curate_deadline: depth + 1, ..good }, Error::RulesDeadlineTooShort),
            (ComputeRules { train_deadline: depth + 1, ..good }, Error::RulesDeadlineTooShort),
            (ComputeRules { evaluate_deadline: depth + 1, ..good }, Error::RulesDeadlineTooShort),
            (ComputeRules { max_attempts: 0, ..good }, Error::RulesWithoutAttempts),
            (ComputeRules { assignment_depth: 0, ..good }, Error::RulesWithoutAttempts),
        ];
        for (rules, error) in wrong {
            assert_noop!(Compute::set_rules(RuntimeOrigin::root(), rules), error);
        }
        let edge = ComputeRules { silence_slash: 1_000_000, check_deadline: depth + 2, ..good };
        assert_ok!(Compute::set_rules(RuntimeOrigin::root(), edge));
    });
}

#[test]
fn a_lower_limit_of_attempts_ends_a_job_at_its_next_failure() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        open(openledger_primitives::job::JobKind::Check(1));
        run_to(12);
        let rules = ComputeRules { max_attempts: 1, ..Rules::<Test>::get() };
        assert_ok!(Compute::set_rules(RuntimeOrigin::root(), rules));
        run_to(22);
        assert_eq!(crate::Jobs::<Test>::get(0).unwrap().state, JobState::Failed);
    });
}

#[test]
fn the_default_rules_can_be_obeyed() {
    assert_eq!(ComputeRulesOf::<Test>::default().check(), Ok(()));
}

#[test]
#[should_panic(expected = "compute rules")]
fn genesis_refuses_rules_that_cannot_be_obeyed() {
    ExtBuilder::default().with_rules(|rules| rules.max_attempts = 0).build();
}
