//! `request_reproduction`, its results, and who decides between two.

use crate::{mock::*, *};
use openledger_primitives::{
    job::{JobKind, JobSpec},
    recipe::{NumericClass, Recipe},
};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

fn same() -> Made {
    Made::from(&trained())
}

fn other(n: u8) -> Made {
    Made { index_root: [n; 32], ..same() }
}

/// A tune that was trained by `WORKER` and measured, and a reproduction of it that was asked for.
fn asked() -> u32 {
    let id = in_state(VersionState::Proposed);
    assert_eq!(LastExcluded::get(), [WORKER], "whoever trained it does not measure it");
    assert_ok!(ModelsPallet::request_reproduction(signed(&CAROL), id, REWARD));
    id
}

fn reproduce(id: u32, worker: &AccountId, made: Made) {
    assert_ok!(ModelsPallet::on_reproduce_result(id, worker, made));
}

#[test]
fn the_same_bits_verify_a_version() {
    ExtBuilder::default().build_and_execute(|| {
        let id = asked();
        assert_eq!(Opened::get().last(), Some(&(JobKind::Reproduce(id), CAROL, REWARD)));
        assert_eq!(ModelsPallet::reproduce_spec(id), ModelsPallet::train_spec(id).map(JobSpec::Train));
        events();
        reproduce(id, &SECOND, same());
        assert!(version(id).verified);
        assert_eq!(events(), [Event::VersionVerified { version: id, worker: SECOND }]);
        let again = ModelsPallet::request_reproduction(signed(&CAROL), id, REWARD);
        assert_noop!(again, Error::<Test>::AlreadyVerified);
    });
}

#[test]
fn a_merge_is_reproduced_as_a_merge() {
    ExtBuilder::default().build_and_execute(|| {
        let (left, right) = (deployed(request("left")), deployed(request("right")));
        let id = merge(&ALICE, "both", &[(left, 500_000), (right, 500_000)]).unwrap();
        assert_ok!(ModelsPallet::on_merge_result(id, &WORKER, merged()));
        assert_ok!(ModelsPallet::request_reproduction(signed(&CAROL), id, REWARD));
        assert_eq!(ModelsPallet::reproduce_spec(id), ModelsPallet::merge_spec(id).map(JobSpec::Merge));
        assert_noop!(ModelsPallet::on_reproduce_result(id, &SECOND, same()), Error::<Test>::AnotherResult);
        reproduce(id, &SECOND, Made::from(&merged()));
        assert!(version(id).verified);
    });
}

#[test]
fn whoever_trained_a_version_cannot_reproduce_it() {
    ExtBuilder::default().build_and_execute(|| {
        let id = asked();
        let own = ModelsPallet::on_reproduce_result(id, &WORKER, same());
        assert_noop!(own, Error::<Test>::OwnReproduction);
        assert!(Reproductions::<Test>::contains_key(id));
    });
}

#[test]
fn other_bits_keep_a_version_from_being_deployed() {
    ExtBuilder::default().build_and_execute(|| {
        let id = asked();
        events();
        reproduce(id, &SECOND, other(1));
        assert_eq!(events(), [Event::ReproductionDiffers { version: id, worker: SECOND, made: other(1) }]);
        assert_noop!(ModelsPallet::deploy(signed(&ALICE), id), Error::<Test>::Mismatched);
        assert!(!version(id).verified);
    });
}

#[test]
fn what_is_deployed_stays_while_two_disagree() {
    ExtBuilder::default().build_and_execute(|| {
        let id = asked();
        assert_ok!(ModelsPallet::deploy(signed(&ALICE), id));
        reproduce(id, &SECOND, other(1));
        assert!(ModelsPallet::terms(id).unwrap().deployed);
    });
}

#[test]
fn a_third_worker_that_agrees_with_the_maker_verifies() {
    ExtBuilder::default().build_and_execute(|| {
        let id = asked();
        reproduce(id, &SECOND, other(1));
        assert_ok!(ModelsPallet::request_reproduction(signed(&CAROL), id, REWARD));
        assert_eq!(LastExcluded::get(), [WORKER, SECOND]);
        let partial = ModelsPallet::on_reproduce_result(id, &SECOND, other(1));
        assert_noop!(partial, Error::<Test>::OwnReproduction);
        reproduce(id, &THIRD, same());
        assert!(version(id).verified);
        assert_ok!(ModelsPallet::deploy(signed(&ALICE), id));
    });
}

#[test]
fn a_third_worker_that_agrees_with_the_second_revokes() {
    ExtBuilder::default().build_and_execute(|| {
        let id = asked();
        reproduce(id, &SECOND, other(1));
        assert_ok!(ModelsPallet::request_reproduction(signed(&CAROL), id, REWARD));
        events();
        reproduce(id, &THIRD, other(1));
        assert_eq!(version(id).state, VersionState::Revoked);
        assert_eq!(events(), [Event::VersionRefuted { version: id, worker: THIRD, made: other(1) }]);
    });
}

#[test]
fn a_third_worker_that_agrees_with_nobody_decides_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let id = asked();
        reproduce(id, &SECOND, other(1));
        assert_ok!(ModelsPallet::request_reproduction(signed(&CAROL), id, REWARD));
        reproduce(id, &THIRD, other(2));
        let mismatch = Mismatch { worker: SECOND, made: other(1) };
        assert_eq!(Mismatches::<Test>::get(id), Some(mismatch));
        assert_noop!(ModelsPallet::deploy(signed(&ALICE), id), Error::<Test>::Mismatched);
    });
}

#[test]
fn governance_decides_where_workers_do_not() {
    for stands in [true, false] {
        ExtBuilder::default().build_and_execute(|| {
            let id = asked();
            let settle = |origin| ModelsPallet::settle_mismatch(origin, id, stands);
            assert_noop!(settle(RuntimeOrigin::root()), Error::<Test>::NoMismatch);
            reproduce(id, &SECOND, other(1));
            assert!(settle(signed(&ALICE)).is_err());
            assert_ok!(settle(RuntimeOrigin::root()));
            let state = if stands { VersionState::Proposed } else { VersionState::Revoked };
            assert_eq!(version(id).state, state);
            assert_eq!(Mismatches::<Test>::get(id), None);
        });
    }
}

#[test]
fn one_reproduction_at_a_time() {
    ExtBuilder::default().build_and_execute(|| {
        let id = asked();
        let ask = || ModelsPallet::request_reproduction(signed(&BOB), id, REWARD);
        assert_noop!(ask(), Error::<Test>::ReproductionOpen);
        events();
        ModelsPallet::on_reproduce_failed(id);
        ModelsPallet::on_reproduce_failed(id);
        assert_eq!(events(), [Event::ReproductionFailed { version: id }]);
        assert_ok!(ask());
    });
}

#[test]
fn only_what_was_made_here_to_the_bit_is_reproduced() {
    ExtBuilder::default().build_and_execute(|| {
        let ask = |id| ModelsPallet::request_reproduction(signed(&CAROL), id, REWARD);
        assert_noop!(ask(0), Error::<Test>::NotReproducible);
        assert_noop!(ask(99), Error::<Test>::UnknownVersion);
        let recipe = Recipe { numeric_class: NumericClass::CudaTolerant, ..recipe() };
        let tolerant = deployed(Request { recipe, ..request("gpu") });
        assert_noop!(ask(tolerant), Error::<Test>::NotReproducible);
        let old = deployed(request("old"));
        Trainers::<Test>::remove(old);
        assert_noop!(ask(old), Error::<Test>::TrainerUnknown);
        let waiting = request("new").submitted();
        assert_noop!(ask(waiting), Error::<Test>::WrongState { state: VersionState::Training });
        let poor = ModelsPallet::request_reproduction(signed(&CAROL), old, REWARD - 1);
        assert_noop!(poor, Error::<Test>::RewardTooLow);
    });
}

#[test]
fn a_result_for_what_is_out_of_service_changes_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let id = asked();
        assert_ok!(ModelsPallet::deprecate(signed(&ALICE), id));
        reproduce(id, &SECOND, other(1));
        assert_eq!(Mismatches::<Test>::get(id), None);
        assert!(!Reproductions::<Test>::contains_key(id));
    });
}
