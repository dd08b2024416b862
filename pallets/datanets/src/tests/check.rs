//! What a worker's check does to a contribution.

use crate::{mock::*, *};
use openledger_primitives::{
    content::ContentId,
    job::{CheckResult, CheckSpec, ContributionRef, JobKind, Rejection},
};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

const ALL_REASONS: [Rejection; 14] = [
    Rejection::MalformedBundle,
    Rejection::Empty,
    Rejection::NotUtf8,
    Rejection::MediaMismatch,
    Rejection::UnsupportedMedia,
    Rejection::LineTooLong,
    Rejection::TooLarge,
    Rejection::RootMismatch,
    Rejection::SizeMismatch,
    Rejection::LicenceNotAdmitted,
    Rejection::LicenceMismatch,
    Rejection::LowQuality,
    Rejection::Duplicate,
    Rejection::Unavailable,
];

#[test]
fn the_job_says_what_was_declared_and_what_is_admitted() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submitted(1);
        let expected = CheckSpec {
            contribution: ContributionRef { id, content: ContentId([1; 32]) },
            fragmenter: 1,
            root: ROOT,
            fragments: 10,
            bytes: 2_049,
            licence: "MIT".into(),
            admitted: vec!["MIT".into(), "AGPL-3.0-only".into()],
        };
        assert_eq!(DatanetsPallet::check_spec(id), Some(expected));
        assert_eq!(DatanetsPallet::check_spec(id + 1), None);
    });
}

#[test]
fn what_is_in_order_goes_to_the_vote() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submitted(1);
        events();
        assert_ok!(DatanetsPallet::on_check_result(id, &WORKER, checked(None)));
        assert_eq!(state(id), ContributionState::InCuration { ends: 11 });
        assert_eq!(Closing::<Test>::get(11).into_inner(), [id]);
        assert_eq!(Checks::<Test>::get(id), Some(checked(None)));
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), DEPOSIT);
        assert_eq!(Opened::get().last(), Some(&(JobKind::Curate(id), ALICE, 4)));
        assert_eq!(
            events(),
            [
                Event::ContributionChecked {
                    contribution: id,
                    worker: WORKER,
                    verdict: None,
                    refused: 0,
                    report: ContentId([9; 32]),
                },
                Event::CurationOpened { contribution: id, ends: 11, job: Some(1) },
            ]
        );
    });
}

#[test]
fn curators_decide_alone_when_no_report_can_be_asked_for() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submitted(1);
        QueueFull::set(true);
        events();
        assert_ok!(DatanetsPallet::on_check_result(id, &WORKER, checked(None)));
        let error = Some(DispatchError::Exhausted);
        assert_eq!(
            events()[1..],
            [
                Event::CurationOpened { contribution: id, ends: 11, job: None },
                Event::AutomaticCuratorMissing { contribution: id, error },
            ]
        );
        judge(id, &[(0, 80), (1, 80)]);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
    });
}

#[test]
fn a_refusal_returns_the_deposit_unless_the_declaration_was_untrue() {
    for reason in ALL_REASONS {
        ExtBuilder::default().build_and_execute(|| {
            let id = submitted(1);
            events();
            assert_ok!(DatanetsPallet::on_check_result(id, &WORKER, checked(Some(reason))));
            assert_eq!(state(id), ContributionState::Rejected(reason));
            let lie = [Rejection::MalformedBundle, Rejection::RootMismatch, Rejection::SizeMismatch].contains(&reason);
            let slashed = if lie { DEPOSIT } else { 0 };
            assert_eq!(Balances::free_balance(ALICE), ENDOWMENT - slashed);
            assert_eq!(Balances::free_balance(TREASURY), 1 + slashed);
            let rejected = Event::ContributionRejected {
                contribution: id,
                datanet: 0,
                reason,
                score: None,
                released: DEPOSIT - slashed,
                slashed,
            };
            assert_eq!(events().last(), Some(&rejected));
        });
    }
}

#[test]
fn a_result_that_contradicts_itself_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submitted(1);
        let result = CheckResult { root: [8; 32], ..checked(None) };
        assert_noop!(DatanetsPallet::on_check_result(id, &WORKER, result), Error::<Test>::ContradictoryResult);
        let result = CheckResult { root: [8; 32], ..checked(Some(Rejection::RootMismatch)) };
        assert_ok!(DatanetsPallet::on_check_result(id, &WORKER, result));
    });
}

#[test]
fn nobody_checks_an_own_contribution() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submitted(1);
        assert_noop!(DatanetsPallet::on_check_result(id, &ALICE, checked(None)), Error::<Test>::OwnContribution);
    });
}

#[test]
fn a_result_that_comes_too_late_changes_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submitted(1);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), id));
        events();
        assert_ok!(DatanetsPallet::on_check_result(id, &WORKER, checked(None)));
        DatanetsPallet::on_check_failed(id);
        assert_eq!(state(id), ContributionState::Withdrawn);
        assert_eq!(events(), []);
        assert_noop!(
            DatanetsPallet::on_check_result(id + 1, &WORKER, checked(None)),
            Error::<Test>::UnknownContribution
        );
        DatanetsPallet::on_check_failed(id + 1);
    });
}

#[test]
fn what_nobody_could_check_is_refused_and_the_deposit_returned() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submitted(1);
        DatanetsPallet::on_check_failed(id);
        assert_eq!(state(id), ContributionState::Rejected(Rejection::Unavailable));
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), 0);
        assert_eq!(Balances::free_balance(ALICE), ENDOWMENT);
    });
}
