//! Evaluation: its job, its result, and asking for it again.

use crate::{deployment::*, mock::*, *};
use openledger_primitives::{
    job::{EvaluateResult, EvaluateSpec, JobKind},
    PPM,
};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};
use proptest::prelude::*;

#[test]
fn the_job_is_the_training_and_the_adapter() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").submitted();
        assert_eq!(ModelsPallet::evaluate_spec(id), None);
        train(id);
        let train = ModelsPallet::train_spec(id).unwrap();
        assert_eq!(ModelsPallet::evaluate_spec(id), Some(EvaluateSpec { train, adapter: trained().adapter }));
    });
}

#[test]
fn what_was_measured_is_recorded() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Evaluating);
        evaluate(id);
        let metrics = measured(200_000);
        assert_eq!(version(id).metrics, Some(metrics));
        assert_eq!(version(id).state, VersionState::Proposed);
        assert_eq!(events(), [Event::VersionEvaluated { version: id, worker: WORKER, metrics }]);
        assert_eq!(ModelsPallet::improvement(id), Some(200_000));
        assert_eq!(ModelsPallet::improvement(0), None);
    });
}

#[test]
fn a_measurement_of_nothing_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Evaluating);
        let nothing = EvaluateResult { tokens: 0, ..measured(1) };
        assert_noop!(ModelsPallet::on_evaluate_result(id, &WORKER, nothing), Error::<Test>::EmptyResult);
    });
}

#[test]
fn what_nobody_measured_can_be_measured_again() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Evaluating);
        ModelsPallet::on_evaluate_failed(id);
        assert_eq!(version(id).state, VersionState::Proposed);
        assert_eq!(events(), [Event::EvaluationMissing { version: id, error: None }]);

        let ask = |who: &AccountId| ModelsPallet::request_evaluation(signed(who), id, 7);
        assert_noop!(ask(&BOB), Error::<Test>::NotBuilder);
        QueueFull::set(true);
        assert_noop!(ask(&ALICE), DispatchError::Exhausted);
        QueueFull::set(false);
        assert_ok!(ask(&ALICE));
        assert_eq!(version(id).state, VersionState::Evaluating);
        assert_eq!(Opened::get().last(), Some(&(JobKind::Evaluate(id), ALICE, 7)));
        assert_eq!(events(), [Event::EvaluationRequested { version: id, job: 2 }]);
    });
}

#[test]
fn what_was_measured_is_not_measured_again() {
    for state in STATES {
        ExtBuilder::default().build_and_execute(|| {
            let id = in_state(state);
            let ask = ModelsPallet::request_evaluation(signed(&ALICE), id, 7);
            assert_noop!(ask, Error::<Test>::WrongState { state });
        });
    }
}

#[test]
fn improvement_is_the_drop_as_a_share_of_the_bases_loss() {
    let result = |base, tuned| EvaluateResult { base_micronats: base, tuned_micronats: tuned, tokens: 1 };
    assert_eq!(improvement(&result(3, 2)), Some(333_333));
    assert_eq!(improvement(&result(3, 4)), Some(-333_334));
    assert_eq!(improvement(&result(1, 0)), Some(1_000_000));
    assert_eq!(improvement(&result(0, 1)), None);
    assert!(improves_enough(&result(1_000_000, 900_000), 100_000));
    assert!(!improves_enough(&result(1_000_000, 900_001), 100_000));
    assert!(improves_enough(&result(5, 5), 0));
    assert!(!improves_enough(&result(5, 6), 0));
    assert!(improves_enough(&result(0, 0), 0));
    assert!(!improves_enough(&result(0, 1), 0));
}

proptest! {
    /// Whether it is enough agrees with the share rounded down, over all losses a result can hold.
    #[test]
    fn enough_means_that_the_share_is_reached(base in 1u32.., tuned: u32, minimum in 0..=PPM) {
        let result = EvaluateResult { base_micronats: base, tuned_micronats: tuned, tokens: 1 };
        let share = improvement(&result).unwrap();
        prop_assert_eq!(improves_enough(&result, minimum), share >= i64::from(minimum));
        let exact = (f64::from(base) - f64::from(tuned)) / f64::from(base) * 1e6;
        prop_assert!((share as f64) <= exact + 1e-6 * exact.abs().max(1.0));
        prop_assert!((share as f64) > exact - 1.0 - 1e-6 * exact.abs().max(1.0));
    }
}
