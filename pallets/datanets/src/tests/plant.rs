//! Known answers against herding.

use crate::{mock::*, *};
use openledger_primitives::job::Rejection;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

/// The owner seals what the next contribution is worth.
fn sealed(score: u8) {
    let next = NextContributionId::<Test>::get();
    let commitment = DatanetsPallet::known_answer(next, score, SALT);
    assert_ok!(DatanetsPallet::seal_known_answer(signed(&OWNER), 0, commitment));
    run_to(System::block_number() + 1);
}

fn open_answer(id: u64, score: u8) -> Result<(), polkadot_sdk::sp_runtime::DispatchError> {
    DatanetsPallet::open_known_answer(signed(&ALICE), id, score, SALT)
}

fn three() {
    assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, CurationRules { quorum: 3, ..rules() }));
}

#[test]
fn a_planted_contribution_measures_curators_and_never_enters_the_tree() {
    ExtBuilder::default().build_and_execute(|| {
        three();
        sealed(10);
        assert_eq!(held(HoldReason::KnownAnswerBond, &OWNER), 400);
        let id = in_curation(1);
        judge(id, &[(0, 15), (1, 15), (2, 90)]);
        assert_eq!(DatanetsPallet::curation_of(id).unwrap().phase, Phase::Waiting);
        assert_ok!(open_answer(id, 10));
        assert_eq!(state(id), ContributionState::Planted { score: 10 });
        assert_eq!(Accepted::<Test>::get(0).peaks.count, 0);
        assert_eq!(DatanetsPallet::reputation(CURATORS[0].clone()), 10);
        assert_eq!(Curators::<Test>::get(&CURATORS[2]).unwrap().bond, BOND - 50);
        assert_eq!(wealth(&CURATORS[0]), ENDOWMENT + FEE / 2);
        assert_eq!((wealth(&OWNER), held(HoldReason::KnownAnswerBond, &OWNER)), (ENDOWMENT, 0));
        assert_eq!(wealth(&ALICE), ENDOWMENT - FEE);
    });
}

#[test]
fn a_panel_that_contradicts_the_answer_loses_reputation_and_the_owner_its_bond() {
    ExtBuilder::default().build_and_execute(|| {
        three();
        for content in 1..=2 {
            judge(in_curation(content), &[(0, 80), (1, 80), (2, 80)]);
        }
        sealed(10);
        let id = in_curation(3);
        judge(id, &[(0, 90), (1, 90), (2, 90)]);
        assert_ok!(open_answer(id, 10));
        assert_eq!(state(id), ContributionState::Planted { score: 10 });
        assert!(DatanetsPallet::reputation(CURATORS[0].clone()) <= 10);
        assert_eq!(Curators::<Test>::get(&CURATORS[0]).unwrap().bond, BOND);
        assert_eq!(wealth(&OWNER), ENDOWMENT - 400);
    });
}

#[test]
fn an_answer_not_opened_in_time_lets_the_decision_stand_and_loses_its_bond() {
    ExtBuilder::default().build_and_execute(|| {
        sealed(10);
        let commitment = Plants::<Test>::get(0)[0].commitment;
        let id = in_curation(1);
        judge(id, &[(0, 80), (1, 80)]);
        assert_eq!(state(id), ContributionState::InCuration { ends: 5 });
        run_to(5);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
        assert_noop!(open_answer(id, 10), Error::<Test>::NotInCuration);
        let forfeit = || DatanetsPallet::forfeit_known_answer(signed(&BOB), 0, commitment);
        assert_noop!(forfeit(), Error::<Test>::AnswerNotExpired);
        run_to(42);
        assert_ok!(forfeit());
        assert_noop!(forfeit(), Error::<Test>::UnknownAnswer);
        assert_eq!(wealth(&OWNER), ENDOWMENT - 400);
        // Nothing waits any more.
        let id = in_curation(2);
        judge(id, &[(0, 10), (1, 10)]);
        assert_eq!(state(id), ContributionState::Rejected(Rejection::LowQuality));
    });
}

#[test]
fn an_answer_sealed_after_the_votes_opens_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        sealed(77);
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(seal(1, id, 80));
        let late = DatanetsPallet::known_answer(id, 10, SALT);
        assert_ok!(DatanetsPallet::seal_known_answer(signed(&OWNER), 0, late));
        assert_ok!(open(0, id, 80));
        assert_noop!(open_answer(id, 10), Error::<Test>::NotAwaited);
        assert_ok!(open(1, id, 80));
        assert_noop!(open_answer(id, 10), Error::<Test>::UnknownAnswer);
        assert_noop!(open_answer(id, 101), Error::<Test>::ScoreOutOfRange);
    });
}

#[test]
fn only_the_contributor_says_that_it_was_planted_and_only_the_owner_seals() {
    ExtBuilder::default().build_and_execute(|| {
        let foreign = DatanetsPallet::seal_known_answer(signed(&ALICE), 0, [1; 32]);
        assert_noop!(foreign, Error::<Test>::NotDatanetOwner);
        sealed(10);
        let id = in_curation(1);
        judge(id, &[(0, 10), (1, 10)]);
        let foreign = DatanetsPallet::open_known_answer(signed(&OWNER), id, 10, SALT);
        assert_noop!(foreign, Error::<Test>::NotContributor);
        for n in 0..7 {
            assert_ok!(DatanetsPallet::seal_known_answer(signed(&OWNER), 0, [n; 32]));
        }
        let ninth = DatanetsPallet::seal_known_answer(signed(&OWNER), 0, [9; 32]);
        assert_noop!(ninth, Error::<Test>::TooManyKnownAnswers);
    });
}
