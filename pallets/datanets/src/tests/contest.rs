//! `appeal` and `challenge`, and how they end.

use crate::{mock::*, *};
use openledger_primitives::{content::ContentId, job::Rejection};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

const EVIDENCE: ContentId = ContentId([77; 32]);

fn challenge(who: &AccountId, id: u64) -> Result<(), polkadot_sdk::sp_runtime::DispatchError> {
    DatanetsPallet::challenge(signed(who), id, Rejection::Secrets, EVIDENCE)
}

#[test]
fn an_appeal_is_judged_by_twice_as_many_others() {
    ExtBuilder::default().curators(8).build_and_execute(|| {
        let id = refused(1);
        assert_ok!(DatanetsPallet::appeal(signed(&ALICE), id));
        assert_eq!(held(HoldReason::ContestBond, &ALICE), 200);
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), DEPOSIT);
        let view = DatanetsPallet::curation_of(id).unwrap();
        assert_eq!((view.round, view.heads_missing), (1, 4));
        assert_noop!(seal(0, id, 10), Error::<Test>::JudgedBefore);
        assert_noop!(DatanetsPallet::withdraw(signed(&ALICE), id), Error::<Test>::ContestPending);
        judge(id, &[(2, 80), (3, 80), (4, 80), (5, 80)]);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
        assert_eq!(wealth(&ALICE), ENDOWMENT - 2 * FEE);
        assert_eq!(held(HoldReason::ContestBond, &ALICE), 0);
    });
}

#[test]
fn a_failed_appeal_costs_its_bond_and_is_final() {
    ExtBuilder::default().curators(8).build_and_execute(|| {
        let id = refused(1);
        assert_ok!(DatanetsPallet::appeal(signed(&ALICE), id));
        judge(id, &[(2, 10), (3, 10), (4, 10), (5, 10)]);
        assert_eq!(state(id), ContributionState::Rejected(Rejection::LowQuality));
        assert_eq!(wealth(&ALICE), ENDOWMENT - 2 * FEE - 200);
        assert_noop!(DatanetsPallet::appeal(signed(&ALICE), id), Error::<Test>::NotAppealable);
    });
}

#[test]
fn an_appeal_that_nobody_judges_leaves_the_refusal_and_returns_the_bond() {
    ExtBuilder::default().curators(3).build_and_execute(|| {
        let id = refused(1);
        assert_ok!(DatanetsPallet::appeal(signed(&ALICE), id));
        // One friend is no second panel.
        judge(id, &[(2, 100)]);
        assert_eq!(state(id), ContributionState::Rejected(Rejection::LowQuality));
        assert_eq!(wealth(&ALICE), ENDOWMENT - 2 * FEE);
    });
}

#[test]
fn only_a_panels_refusal_is_appealed_by_its_contributor_in_time() {
    ExtBuilder::default().build_and_execute(|| {
        let (id, early) = (refused(1), refused(4));
        assert_noop!(DatanetsPallet::appeal(signed(&BOB), id), Error::<Test>::NotContributor);
        let checked_out = submitted(2);
        assert_ok!(DatanetsPallet::on_check_result(checked_out, &WORKER, checked(Some(Rejection::Empty))));
        assert_noop!(DatanetsPallet::appeal(signed(&ALICE), checked_out), Error::<Test>::NotAppealable);
        let other = submitted(3);
        assert_noop!(DatanetsPallet::appeal(signed(&ALICE), other), Error::<Test>::NotAppealable);
        assert_ok!(declared(1).submit(&BOB));
        assert_noop!(DatanetsPallet::appeal(signed(&ALICE), id), Error::<Test>::DuplicateContent);
        run_to(22);
        assert_noop!(DatanetsPallet::appeal(signed(&ALICE), early), Error::<Test>::WindowOver);
    });
}

#[test]
fn a_challenge_that_is_right_strikes_and_is_rewarded_out_of_the_deposit() {
    ExtBuilder::default().curators(8).build_and_execute(|| {
        let id = accepted(1);
        let snapshot = DatanetsPallet::take_snapshot(0).unwrap();
        assert_eq!(DatanetsPallet::removal_from_snapshot(snapshot, id), None);
        assert_ok!(challenge(&BOB, id));
        assert_noop!(challenge(&OWNER, id), Error::<Test>::ContestPending);
        assert_noop!(DatanetsPallet::withdraw(signed(&ALICE), id), Error::<Test>::ContestPending);
        assert_eq!(DatanetsPallet::snapshot_weight(snapshot, id), Some(10));
        judge(id, &[(2, 10), (3, 10), (4, 10), (5, 10)]);
        assert!(matches!(state(id), ContributionState::Struck { position: 0, fragments_before: 0, removal: 0 }));
        assert!(DatanetsPallet::is_struck(id));
        assert_eq!(DatanetsPallet::contributor(id), None);
        assert_eq!(wealth(&BOB), ENDOWMENT - FEE + DEPOSIT / 2);
        assert_eq!(wealth(&ALICE), ENDOWMENT - FEE - DEPOSIT);
        let since = System::block_number();
        assert_eq!(DatanetsPallet::removal_from_snapshot(snapshot, id), Some((since, true)));
        assert_noop!(DatanetsPallet::release_deposit(signed(&ALICE), id), Error::<Test>::NothingHeld);
    });
}

#[test]
fn a_challenge_that_is_wrong_pays_the_contributor_and_the_curators() {
    ExtBuilder::default().curators(8).build_and_execute(|| {
        let id = accepted(1);
        run_to(6);
        assert_ok!(challenge(&BOB, id));
        run_to(8);
        judge(id, &[(2, 80), (3, 80), (4, 80), (5, 80)]);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
        assert_eq!(wealth(&ALICE), ENDOWMENT - FEE + 150);
        assert_eq!(wealth(&BOB), ENDOWMENT - FEE - 300);
        let window = Windows::<Test>::get(id).unwrap();
        assert_eq!((window.until, window.rounds), (33, 2), "the window goes on where it stopped");
        let paid: Balance = (2..6).map(|curator| wealth(&CURATORS[curator]) - ENDOWMENT).sum();
        assert_eq!(paid, FEE + 150);
    });
}

#[test]
fn a_challenge_that_nobody_judges_fails() {
    ExtBuilder::default().build_and_execute(|| {
        let id = accepted(1);
        assert_ok!(challenge(&BOB, id));
        run_to(11);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
        assert_eq!(wealth(&BOB), ENDOWMENT - 300);
        assert_eq!(wealth(&ALICE), ENDOWMENT - FEE + 150);
    });
}

#[test]
fn only_what_is_accepted_is_challenged_by_others_in_time() {
    ExtBuilder::default().build_and_execute(|| {
        let id = accepted(1);
        assert_noop!(challenge(&ALICE, id), Error::<Test>::OwnContribution);
        let undecided = in_curation(2);
        assert_noop!(challenge(&BOB, undecided), Error::<Test>::NotAccepted);
        run_to(32);
        assert_noop!(challenge(&BOB, id), Error::<Test>::WindowOver);
        assert_ok!(DatanetsPallet::release_deposit(signed(&BOB), id));
        assert_noop!(challenge(&BOB, id), Error::<Test>::WindowOver);
    });
}

#[test]
fn who_challenges_has_no_voice() {
    ExtBuilder::default().curators(8).build_and_execute(|| {
        let id = accepted(1);
        assert_ok!(challenge(&CURATORS[2], id));
        assert_noop!(seal(2, id, 10), Error::<Test>::OwnContest);
        assert_ok!(seal(3, id, 10));
    });
}

#[test]
fn what_a_report_calls_a_lie_costs_no_deposit() {
    use openledger_primitives::job::{CurateResult, Findings};
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        let findings = Findings { objection: Some(Rejection::RootMismatch), ..Default::default() };
        assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, CurateResult { findings, ..reported(0) }));
        judge(id, &[(0, 10)]);
        assert_eq!(state(id), ContributionState::Rejected(Rejection::RootMismatch));
        assert_ok!(DatanetsPallet::appeal(signed(&ALICE), id));
        run_to(11);
        assert_eq!(state(id), ContributionState::Rejected(Rejection::RootMismatch));
        assert_eq!(wealth(&ALICE), ENDOWMENT - FEE);
    });
}
