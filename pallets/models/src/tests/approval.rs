//! `approve`, and what is looked at again when an approved version is deployed.

use crate::{mock::*, *};
use openledger_primitives::recipe::NumericClass;
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

fn demanding_approval() -> DeploymentStandard {
    DeploymentStandard { require_approval: true, ..DeploymentStandard::default() }
}

fn approve(id: u32) -> Result<(), DispatchError> {
    ModelsPallet::approve(RuntimeOrigin::root(), id)
}

fn deploy(id: u32) -> Result<(), DispatchError> {
    ModelsPallet::deploy(signed(&ALICE), id)
}

/// A chain on which versions are approved, with a deployed base.
fn strict(test: impl FnOnce()) {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(ModelsPallet::do_set_standard(demanding_approval()));
        System::reset_events();
        test();
    });
}

#[test]
fn a_version_waits_for_governance() {
    strict(|| {
        let id = in_state(VersionState::Proposed);
        assert_noop!(deploy(id), Error::<Test>::NotApproved);
        assert_noop!(ModelsPallet::approve(signed(&ALICE), id), DispatchError::BadOrigin);
        assert_noop!(approve(9), Error::<Test>::UnknownVersion);
        assert_ok!(approve(id));
        assert_eq!(version(id).state, VersionState::Approved);
        assert_eq!(events(), [Event::VersionApproved { version: id }]);
        assert_ok!(deploy(id));
        assert_eq!(version(id).state, VersionState::Deployed);
    });
}

#[test]
fn what_fails_the_standard_is_not_approved() {
    strict(|| {
        let id = in_state(VersionState::Evaluating);
        assert_ok!(ModelsPallet::on_evaluate_result(id, &WORKER, measured(-1)));
        assert_noop!(approve(id), Error::<Test>::NotGoodEnough);
    });
}

#[test]
fn what_was_approved_under_old_standards_is_refused_under_new_ones() {
    strict(|| {
        let id = in_state(VersionState::Approved);
        let raised = DeploymentStandard { minimum_improvement: 200_001, ..demanding_approval() };
        assert_ok!(ModelsPallet::do_set_standard(raised));
        assert_noop!(deploy(id), Error::<Test>::NotGoodEnough);
        assert_ok!(ModelsPallet::do_set_standard(DeploymentStandard {
            require_verified: true,
            ..demanding_approval()
        }));
        assert_noop!(deploy(id), Error::<Test>::NotVerified);
        assert_ok!(ModelsPallet::do_set_standard(demanding_approval()));

        Retired::set(Some(MIT));
        assert_noop!(deploy(id), Error::<Test>::LicenceRetired { licence: MIT });
        Retired::set(None);
        OnlyClass::set(Some(NumericClass::CudaTolerant));
        assert_noop!(deploy(id), Error::<Test>::NumericClassNotAdmitted { class: 0 });
        OnlyClass::set(None);
        OnlyBuild::set(Some([0; 32]));
        assert_noop!(deploy(id), Error::<Test>::EngineBuildNotAdmitted);
        OnlyBuild::set(Some(trained().engine_build));
        assert_ok!(deploy(id));
    });
}

#[test]
fn an_approval_outlives_the_demand_for_it() {
    strict(|| {
        let id = in_state(VersionState::Approved);
        assert_ok!(ModelsPallet::do_set_standard(DeploymentStandard::default()));
        assert_ok!(deploy(id));
    });
}

#[test]
fn a_base_waits_too_and_has_nothing_to_measure() {
    strict(|| {
        assert_ok!(register("large", APACHE, 0));
        let id = NextVersionId::<Test>::get() - 1;
        assert_eq!(version(id).state, VersionState::Proposed);
        assert_eq!(Models::<Test>::get(slug("large")).unwrap().latest, None);
        let ask = ModelsPallet::request_evaluation(signed(&MAKER), id, 1);
        assert_noop!(ask, Error::<Test>::WrongState { state: VersionState::Proposed });
        let maker = || ModelsPallet::deploy(signed(&MAKER), id);
        assert_noop!(maker(), Error::<Test>::NotApproved);
        assert_ok!(approve(id));
        assert_ok!(maker());
        assert_eq!(Models::<Test>::get(slug("large")).unwrap().latest, Some(id));
    });
}

#[test]
fn nothing_new_is_begun_that_could_not_be_deployed() {
    ExtBuilder::default().build_and_execute(|| {
        Retired::set(Some(MIT));
        assert_noop!(request("tune").submit(&ALICE), Error::<Test>::LicenceRetired { licence: MIT });
        assert_noop!(register("large", MIT, 0), Error::<Test>::LicenceRetired { licence: MIT });
        Retired::set(None);
        OnlyClass::set(Some(NumericClass::CudaTolerant));
        let refused = Error::<Test>::NumericClassNotAdmitted { class: 0 };
        assert_noop!(request("tune").submit(&ALICE), refused);
        assert_noop!(register("large", MIT, 0), Error::<Test>::NumericClassNotAdmitted { class: 0 });
    });
}
