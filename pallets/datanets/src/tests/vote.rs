//! `commit_vote` and `reveal_vote`, and what the last vote does that is opened.

use crate::{mock::*, *};
use openledger_primitives::job::Rejection;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn a_sealed_vote_shows_its_stake_and_not_its_score() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        events();
        assert_ok!(seal(0, id, 80));
        let curator = CURATORS[0].clone();
        let commitment = Some(DatanetsPallet::commitment(&curator, id, 0, 80, SALT));
        let voice = Voice { curator: curator.clone(), commitment, score: None, stake: BOND };
        assert_eq!(Voices::<Test>::get(id).into_inner(), [voice]);
        assert_eq!(events(), [Event::VoteCommitted { contribution: id, round: 0, curator, stake: BOND }]);
        assert_eq!(state(id), ContributionState::InCuration { ends: 11 });
    });
}

#[test]
fn the_quorum_ends_the_sealing_and_the_last_opened_vote_decides_by_the_lower_middle() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 50));
        assert_ok!(seal(1, id, 100));
        assert_eq!(state(id), ContributionState::InCuration { ends: 6 });
        assert_noop!(seal(2, id, 80), Error::<Test>::SealingOver);
        events();
        assert_ok!(open(0, id, 50));
        assert_ok!(open(1, id, 100));
        assert_eq!(state(id), ContributionState::Accepted { position: 0, fragments_before: 0 });
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), DEPOSIT);
        assert!(!Voices::<Test>::contains_key(id) && !Rounds::<Test>::contains_key(id));
        assert_eq!(Closing::<Test>::iter().count(), 0);
        assert_eq!(
            events().last(),
            Some(&Event::ContributionAccepted {
                contribution: id,
                datanet: 0,
                position: 0,
                fragments: 10,
                score: 50,
                votes: 2,
                contestable_until: 31,
            })
        );
    });
}

#[test]
fn below_the_threshold_it_is_refused_and_the_deposit_comes_back() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        judge(id, &[(0, 49), (1, 100)]);
        assert_eq!(state(id), ContributionState::Rejected(Rejection::LowQuality));
        assert_eq!(free(&ALICE), ENDOWMENT - FEE);
        assert_eq!(
            events().last(),
            Some(&Event::ContributionRejected {
                contribution: id,
                datanet: 0,
                reason: Rejection::LowQuality,
                score: Some(49),
                released: DEPOSIT,
                slashed: 0,
            })
        );
    });
}

#[test]
fn only_bonded_curators_vote_once_and_not_on_their_own() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        let commit = |who| DatanetsPallet::commit_vote(signed(who), id, [1; 32]);
        assert_noop!(commit(&BOB), Error::<Test>::NotCurator);
        assert_ok!(DatanetsPallet::bond_curator(signed(&ALICE), BOND));
        assert_noop!(commit(&ALICE), Error::<Test>::OwnContribution);
        assert_ok!(seal(0, id, 80));
        assert_noop!(seal(0, id, 90), Error::<Test>::AlreadyVoted);
    });
}

#[test]
fn a_bond_below_the_standard_has_no_voice() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        let more = openledger_primitives::standard::CurationStandard { minimum_curator_bond: BOND + 1, ..STANDARD };
        assert_ok!(DatanetsPallet::do_set_standard(more));
        assert_noop!(seal(0, id, 80), Error::<Test>::BondTooLow);
        assert_ok!(DatanetsPallet::bond_curator(signed(&CURATORS[0]), 1));
        assert_ok!(seal(0, id, 80));
    });
}

#[test]
fn only_what_was_sealed_is_opened_and_once() {
    ExtBuilder::default().curators(4).build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_noop!(open(0, id, 80), Error::<Test>::SealingGoesOn);
        assert_ok!(seal(1, id, 70));
        assert_noop!(open(2, id, 80), Error::<Test>::NotCommitted);
        assert_noop!(open(0, id, 81), Error::<Test>::WrongOpening);
        assert_noop!(open(0, id, 101), Error::<Test>::ScoreOutOfRange);
        let salted = DatanetsPallet::reveal_vote(signed(&CURATORS[0]), id, 80, [0; 32]);
        assert_noop!(salted, Error::<Test>::WrongOpening);
        assert_ok!(open(0, id, 80));
        assert_noop!(open(0, id, 80), Error::<Test>::AlreadyOpened);
        assert_ok!(open(1, id, 70));
        assert_noop!(open(1, id, 70), Error::<Test>::NotInCuration);
    });
}

#[test]
fn only_what_is_in_curation_is_voted_on() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(seal(0, 0, 80), Error::<Test>::UnknownContribution);
        let id = submitted(1);
        assert_noop!(seal(0, id, 80), Error::<Test>::NotInCuration);
        let id = accepted(2);
        assert_noop!(seal(2, id, 80), Error::<Test>::NotInCuration);
    });
}

#[test]
fn the_quorum_is_also_one_of_stake() {
    ExtBuilder::default().build_and_execute(|| {
        let asked = CurationRules { quorum_stake: 2 * BOND + 1, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, asked));
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(seal(1, id, 80));
        let view = DatanetsPallet::curation_of(id).unwrap();
        assert_eq!((view.phase, view.heads_missing, view.stake_missing), (Phase::Sealing, 0, 1));
        assert_ok!(seal(2, id, 80));
        assert_eq!(DatanetsPallet::curation_of(id).unwrap().phase, Phase::Opening);
    });
}

#[test]
fn stake_above_the_cap_does_not_count_towards_the_quorum() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(DatanetsPallet::bond_curator(signed(&CURATORS[0]), 100 * BOND));
        let asked = CurationRules { quorum_stake: 10 * BOND, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, asked));
        let id = in_curation(1);
        for curator in 0..3 {
            assert_ok!(seal(curator, id, 80));
        }
        assert_eq!(DatanetsPallet::curation_of(id).unwrap().stake_missing, 7 * BOND);
    });
}

#[test]
fn a_contribution_has_at_most_as_many_voices_as_fit() {
    ExtBuilder::default().curators(7).build_and_execute(|| {
        let asked = CurationRules { quorum_stake: 100 * BOND, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, asked));
        let id = in_curation(1);
        for curator in 0..6 {
            assert_ok!(seal(curator, id, 80));
        }
        assert_noop!(seal(6, id, 80), Error::<Test>::TooManyVotes);
    });
}

#[test]
fn one_curator_decides_within_the_blocks_of_two_calls() {
    ExtBuilder::default().curators(1).build_and_execute(|| {
        let one = CurationRules { quorum: 1, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, one));
        let id = in_curation(1);
        assert_ok!(DatanetsPallet::on_curate_result(id, &WORKER, reported(70)));
        assert_eq!(DatanetsPallet::curation_of(id).unwrap().phase, Phase::Sealing);
        assert_ok!(seal(0, id, 90));
        assert_ok!(open(0, id, 90));
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
        assert_eq!(System::block_number(), 1);
    });
}
