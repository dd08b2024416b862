//! `vote`, and what the vote does that completes a quorum.

use crate::{mock::*, *};
use openledger_primitives::job::Rejection;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn a_vote_is_recorded_with_its_stake() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        events();
        assert_ok!(vote(0, id, 80));
        let curator = CURATORS[0].clone();
        assert_eq!(Votes::<Test>::get(id).into_inner(), [Vote { curator: curator.clone(), score: 80, stake: BOND }]);
        assert_eq!(events(), [Event::Voted { contribution: id, curator, score: 80, stake: BOND }]);
        assert_eq!(state(id), ContributionState::InCuration { ends: 11 });
    });
}

#[test]
fn the_quorum_accepts_by_its_lower_median() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(vote(0, id, 50));
        events();
        assert_ok!(vote(1, id, 100));
        assert_eq!(state(id), ContributionState::Accepted { position: 0, fragments_before: 0 });
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), 0);
        assert!(!Votes::<Test>::contains_key(id));
        assert!(!Closing::<Test>::contains_key(11));
        assert_eq!(
            events()[1..],
            [Event::ContributionAccepted {
                contribution: id,
                datanet: 0,
                position: 0,
                fragments: 10,
                score: 50,
                votes: 2,
                released: DEPOSIT,
            }]
        );
    });
}

#[test]
fn the_quorum_refuses_below_the_threshold_and_the_deposit_comes_back() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(vote(0, id, 49));
        events();
        assert_ok!(vote(1, id, 100));
        assert_eq!(state(id), ContributionState::Rejected(Rejection::LowQuality));
        assert_eq!(Balances::free_balance(ALICE), ENDOWMENT);
        assert_eq!(
            events()[1..],
            [Event::ContributionRejected {
                contribution: id,
                datanet: 0,
                reason: Rejection::LowQuality,
                score: Some(49),
                released: DEPOSIT,
                slashed: 0,
            }]
        );
    });
}

#[test]
fn only_bonded_curators_vote_once_and_not_on_their_own() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_noop!(DatanetsPallet::vote(signed(&BOB), id, 80), Error::<Test>::NotCurator);
        assert_ok!(DatanetsPallet::bond_curator(signed(&ALICE), BOND));
        assert_noop!(DatanetsPallet::vote(signed(&ALICE), id, 80), Error::<Test>::OwnContribution);
        assert_ok!(vote(0, id, 80));
        assert_noop!(vote(0, id, 90), Error::<Test>::AlreadyVoted);
    });
}

#[test]
fn a_score_is_at_most_a_hundred() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_noop!(vote(0, id, 101), Error::<Test>::ScoreOutOfRange);
        assert_ok!(vote(0, id, 100));
        assert_ok!(vote(1, id, 0));
    });
}

#[test]
fn only_what_is_in_curation_is_voted_on() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(vote(0, 0, 80), Error::<Test>::UnknownContribution);
        let id = submitted(1);
        assert_noop!(vote(0, id, 80), Error::<Test>::NotInCuration);
        let id = accepted(2);
        assert_noop!(vote(2, id, 80), Error::<Test>::NotInCuration);
    });
}

#[test]
fn a_contribution_has_at_most_as_many_voices_as_fit() {
    ExtBuilder::default().curators(4).build_and_execute(|| {
        let id = in_curation(1);
        let all = CurationRules { quorum: 4, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, all));
        for curator in 0..3 {
            assert_ok!(vote(curator, id, 80));
        }
        // A runtime upgrade may lower the bound below a quorum set before: the voice is refused, not the vote lost.
        Votes::<Test>::mutate(id, |votes| {
            votes.force_push(Vote { curator: BOB, score: 80, stake: 0 });
        });
        assert_noop!(vote(3, id, 80), Error::<Test>::TooManyVotes);
    });
}
