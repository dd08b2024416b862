//! The whole lifecycle as one table: what each step makes of each state.

use crate::{mock::*, VersionState::*, *};
use openledger_primitives::VersionId;
use polkadot_sdk::sp_runtime::DispatchError;

type Step = fn(VersionId) -> Result<(), DispatchError>;

/// Expects a step to lead from each of [`STATES`] to the state below it; `None` where it is refused.
fn expect(step: Step, results: [Option<VersionState>; 9]) {
    for (state, result) in STATES.into_iter().zip(results) {
        ExtBuilder::default().build_and_execute(|| {
            let id = in_state(state);
            let outcome = step(id);
            assert_eq!(outcome.is_ok(), result.is_some(), "from {state:?}");
            if result.is_none() {
                assert_eq!(outcome, Err(Error::<Test>::WrongState { state }.into()));
            }
            assert_eq!(version(id).state, result.unwrap_or(state), "from {state:?}");
        });
    }
}

// The columns are: Training, Evaluating, Proposed, Approved, Deployed, Deprecated, Revoked, Failed, Funding.

#[test]
fn deploying() {
    expect(
        |id| ModelsPallet::deploy(signed(&ALICE), id),
        [None, None, Some(Deployed), Some(Deployed), None, None, None, None, None],
    );
}

#[test]
fn approving() {
    expect(
        |id| ModelsPallet::approve(RuntimeOrigin::root(), id),
        [None, None, Some(Approved), None, None, None, None, None, None],
    );
}

#[test]
fn deprecating() {
    expect(
        |id| ModelsPallet::deprecate(signed(&ALICE), id),
        [None, None, Some(Deprecated), Some(Deprecated), Some(Deprecated), None, None, None, None],
    );
}

#[test]
fn revoking() {
    expect(
        |id| ModelsPallet::revoke(RuntimeOrigin::root(), id),
        [
            Some(Revoked),
            Some(Revoked),
            Some(Revoked),
            Some(Revoked),
            Some(Revoked),
            Some(Revoked),
            None,
            None,
            Some(Revoked),
        ],
    );
}

#[test]
fn pricing() {
    expect(
        |id| ModelsPallet::set_prices(signed(&ALICE), id, 1, 2),
        [
            Some(Training),
            Some(Evaluating),
            Some(Proposed),
            Some(Approved),
            Some(Deployed),
            None,
            None,
            None,
            Some(Funding),
        ],
    );
}

/// Results that come for a version that does not wait for them change nothing.
const UNCHANGED: [Option<VersionState>; 9] = [
    Some(Training),
    Some(Evaluating),
    Some(Proposed),
    Some(Approved),
    Some(Deployed),
    Some(Deprecated),
    Some(Revoked),
    Some(Failed),
    Some(Funding),
];

/// [`UNCHANGED`] but for one column.
fn but(column: usize, state: VersionState) -> [Option<VersionState>; 9] {
    let mut results = UNCHANGED;
    results[column] = Some(state);
    results
}

#[test]
fn a_training() {
    expect(|id| ModelsPallet::on_train_result(id, &WORKER, trained()), but(0, Evaluating));
}

#[test]
fn a_failed_training() {
    expect(
        |id| {
            ModelsPallet::on_train_failed(id);
            Ok(())
        },
        but(0, Failed),
    );
}

#[test]
fn an_evaluation() {
    expect(|id| ModelsPallet::on_evaluate_result(id, &WORKER, measured(1)), but(1, Proposed));
}

#[test]
fn a_failed_evaluation() {
    expect(
        |id| {
            ModelsPallet::on_evaluate_failed(id);
            Ok(())
        },
        but(1, Proposed),
    );
}
