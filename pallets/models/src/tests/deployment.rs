//! `deploy`, `deprecate` and `revoke`.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

#[test]
fn a_builder_deploys_what_meets_the_standard() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Proposed);
        assert_noop!(ModelsPallet::deploy(signed(&BOB), id), Error::<Test>::NotBuilder);
        assert_noop!(ModelsPallet::deploy(signed(&ALICE), 9), Error::<Test>::UnknownVersion);
        assert_ok!(ModelsPallet::deploy(signed(&ALICE), id));
        assert_eq!(version(id).state, VersionState::Deployed);
        assert_eq!(Models::<Test>::get(slug("tune")).unwrap().latest, Some(id));
        assert_eq!(events(), [Event::VersionDeployed { version: id, slug: slug("tune"), number: 1 }]);
    });
}

#[test]
fn the_improvement_must_reach_the_standard() {
    let standard = DeploymentStandard { minimum_improvement: 200_000, ..Default::default() };
    ExtBuilder::default().standard(standard).build_and_execute(|| {
        for (drop, enough) in [(199_999, false), (200_000, true)] {
            let id = in_state(VersionState::Evaluating);
            assert_ok!(ModelsPallet::on_evaluate_result(id, &WORKER, measured(drop)));
            let deploy = ModelsPallet::deploy(signed(&ALICE), id);
            if enough {
                assert_ok!(deploy);
            } else {
                assert_noop!(deploy, Error::<Test>::NotGoodEnough);
            }
        }
    });
}

#[test]
fn a_loss_that_rose_is_not_good_enough_for_any_standard() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Evaluating);
        assert_ok!(ModelsPallet::on_evaluate_result(id, &WORKER, measured(-1)));
        assert_noop!(ModelsPallet::deploy(signed(&ALICE), id), Error::<Test>::NotGoodEnough);
    });
}

#[test]
fn what_must_be_verified_waits_for_it() {
    let standard = DeploymentStandard { require_verified: true, ..Default::default() };
    ExtBuilder::default().standard(standard).build_and_execute(|| {
        let id = in_state(VersionState::Proposed);
        assert_noop!(ModelsPallet::deploy(signed(&ALICE), id), Error::<Test>::NotVerified);
    });
}

#[test]
fn a_builder_takes_a_version_out_of_service() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Deployed);
        assert_noop!(ModelsPallet::deprecate(signed(&BOB), id), Error::<Test>::NotBuilder);
        System::set_block_number(4);
        assert_ok!(ModelsPallet::deprecate(signed(&ALICE), id));
        assert_eq!(version(id).state, VersionState::Deprecated);
        assert_eq!(version(id).retired_at, Some(4));
        assert_eq!(events(), [Event::VersionDeprecated { version: id }]);
    });
}

#[test]
fn what_was_never_in_service_did_not_leave_it() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Proposed);
        assert_ok!(ModelsPallet::deprecate(signed(&ALICE), id));
        assert_eq!(version(id).retired_at, None);
    });
}

#[test]
fn governance_revokes_whatever_is_not_over() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Deployed);
        assert_noop!(ModelsPallet::revoke(signed(&ALICE), id), DispatchError::BadOrigin);
        assert_noop!(ModelsPallet::revoke(RuntimeOrigin::root(), 9), Error::<Test>::UnknownVersion);
        assert_ok!(ModelsPallet::revoke(RuntimeOrigin::root(), id));
        assert_eq!(version(id).state, VersionState::Revoked);
        assert_eq!(version(id).retired_at, Some(1));
        assert_eq!(events(), [Event::VersionRevoked { version: id }]);
        assert_ok!(ModelsPallet::revoke(RuntimeOrigin::root(), 0));
    });
}

#[test]
fn revoking_does_not_prolong_what_a_deprecated_version_may_earn() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Deprecated);
        System::set_block_number(4);
        assert_ok!(ModelsPallet::revoke(RuntimeOrigin::root(), id));
        assert_eq!(version(id).retired_at, Some(1));
    });
}
