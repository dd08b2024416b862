//! What the automatic curator's report does.

use crate::{mock::*, *};
use openledger_primitives::{
    content::ContentId,
    job::{ContributionRef, CurateResult, CurateSpec, Rejection},
};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn the_job_names_what_is_in_the_datanet() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (accepted(1), accepted(2));
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), first));
        let id = in_curation(3);
        let expected = CurateSpec {
            contribution: ContributionRef { id, content: ContentId([3; 32]) },
            accepted: vec![ContributionRef { id: second, content: ContentId([2; 32]) }],
            base: None,
        };
        assert_eq!(DatanetsPallet::curate_spec(id), Some(expected));
        assert_eq!(DatanetsPallet::curate_spec(id + 1), None);
    });
}

#[test]
fn a_report_is_the_workers_vote() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        events();
        assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, reported(70)));
        let voice = Voice { curator: WORKER, commitment: None, score: Some(70), stake: STAKE };
        assert_eq!(Voices::<Test>::get(id).into_inner(), [voice]);
        assert_eq!(CurateReports::<Test>::get(id), Some(reported(70)));
        assert_eq!(
            events(),
            [
                Event::ContributionReported {
                    contribution: id,
                    worker: WORKER,
                    score: 70,
                    duplicates: 0,
                    report: ContentId([10; 32]),
                },
                Event::Voted { contribution: id, curator: WORKER, score: 70, stake: STAKE },
            ]
        );
    });
}

#[test]
fn a_report_can_complete_the_quorum() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, reported(70)));
        assert_ok!(open(0, id, 80));
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
    });
}

#[test]
fn most_fragments_known_before_is_named_as_the_reason() {
    for (duplicates, reason) in [(5, Rejection::LowQuality), (6, Rejection::Duplicate)] {
        ExtBuilder::default().build_and_execute(|| {
            let id = in_curation(1);
            let result = CurateResult { duplicates, ..reported(0) };
            assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, result));
            judge(id, &[(0, 10)]);
            assert_eq!(state(id), ContributionState::Rejected(reason));
        });
    }
}

#[test]
fn a_worker_that_has_voted_as_a_curator_has_no_second_voice() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(DatanetsPallet::bond_curator(signed(&WORKER), BOND));
        let id = in_curation(1);
        assert_ok!(DatanetsPallet::commit_vote(signed(&WORKER), id, [1; 32]));
        assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, reported(90)));
        assert_eq!(Voices::<Test>::get(id).len(), 1);
        assert!(CurateReports::<Test>::contains_key(id));
    });
}

#[test]
fn a_contributors_own_report_is_no_vote() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(DatanetsPallet::on_curate_result(id, &ALICE, reported(90)));
        assert!(Voices::<Test>::get(id).is_empty());
    });
}

#[test]
fn a_report_that_comes_too_late_is_kept_and_is_no_vote() {
    ExtBuilder::default().build_and_execute(|| {
        let id = accepted(1);
        assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, reported(90)));
        assert!(CurateReports::<Test>::contains_key(id));
        assert!(!Voices::<Test>::contains_key(id));
    });
}

#[test]
fn an_impossible_report_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        let result = DatanetsPallet::on_curate_result(id, &WORKER, reported(101));
        assert_noop!(result, Error::<Test>::ScoreOutOfRange);
        let result = DatanetsPallet::on_curate_result(id + 1, &WORKER, reported(1));
        assert_noop!(result, Error::<Test>::UnknownContribution);
    });
}

#[test]
fn without_a_report_curators_decide_alone() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        events();
        DatanetsPallet::on_curate_failed(id);
        assert_eq!(events(), [Event::AutomaticCuratorMissing { contribution: id, error: None }]);
        assert_eq!(state(id), ContributionState::InCuration { ends: 11 });
        DatanetsPallet::on_curate_failed(accepted(2));
        DatanetsPallet::on_curate_failed(99);
    });
}

#[test]
fn a_report_alone_does_not_end_the_sealing_and_decides_when_nobody_commits() {
    ExtBuilder::default().curators(0).build_and_execute(|| {
        let one = CurationRules { quorum: 1, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, one));
        let id = in_curation(1);
        assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, reported(80)));
        assert_noop!(DatanetsPallet::close_curation(signed(&BOB), id), Error::<Test>::CurationUnfinished);
        run_to(11);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
        assert_eq!(free(&ALICE), ENDOWMENT - DEPOSIT);
    });
}

#[test]
fn what_the_report_objects_to_is_the_reason_if_curators_found_the_same() {
    use openledger_primitives::job::Findings;
    let findings = Findings { objection: Some(Rejection::Secrets), ..Default::default() };
    for (score, reason) in [(10, Rejection::Secrets), (90, Rejection::LowQuality)] {
        ExtBuilder::default().build_and_execute(|| {
            let id = in_curation(1);
            let report = CurateResult { findings, ..reported(score) };
            assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, report));
            judge(id, &[(0, 10)]);
            assert_eq!(state(id), ContributionState::Rejected(reason));
        });
    }
}

#[test]
fn a_report_that_comes_while_votes_are_opened_is_no_voice() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(seal(1, id, 80));
        assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, reported(1)));
        assert_eq!(Voices::<Test>::get(id).len(), 2);
    });
}

#[test]
fn a_job_about_what_is_forgotten_changes_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submitted(1);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), id));
        assert_ok!(DatanetsPallet::forget_contribution(signed(&BOB), id));
        assert_ok!(DatanetsPallet::on_check_result(id, &WORKER, checked(None)));
        assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, reported(1)));
        DatanetsPallet::on_check_failed(id);
        DatanetsPallet::on_curate_failed(id);
        assert!(!CurateReports::<Test>::contains_key(id));
    });
}
