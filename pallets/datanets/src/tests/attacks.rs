//! What attackers gain, against what honest people in their place have. Never above zero.

use crate::{mock::*, *};
use openledger_primitives::{content::ContentId, job::Rejection};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

const EVIDENCE: ContentId = ContentId([77; 32]);

/// Prints a gain and asserts that it is none.
fn no_gain(attack: &str, gain: i128) {
    println!("gain of {attack}: {gain}");
    assert!(gain <= 0, "{attack} gains {gain}");
}

/// What an account has now beyond what it had.
fn since(who: &AccountId, before: Balance) -> i128 {
    wealth(who) as i128 - before as i128
}

fn quorum(quorum: u8) {
    assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, CurationRules { quorum, ..rules() }));
}

/// What a curator among three earns who judges as it should.
fn honest() -> i128 {
    FEE as i128 / 3
}

#[test]
fn copying_a_commitment() {
    ExtBuilder::default().build_and_execute(|| {
        quorum(3);
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(seal(1, id, 80));
        let copied = Voices::<Test>::get(id)[0].commitment.unwrap();
        assert_ok!(DatanetsPallet::commit_vote(signed(&CURATORS[2]), id, copied));
        assert_ok!(open(0, id, 80));
        assert_ok!(open(1, id, 80));
        // Score and salt are public now, and still no opening for anybody else.
        assert_noop!(open(2, id, 80), Error::<Test>::WrongOpening);
        run_to(20);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
        no_gain("copying a curator's commitment", since(&CURATORS[2], ENDOWMENT) - honest());
    });
}

#[test]
fn copying_an_opened_vote() {
    ExtBuilder::default().build_and_execute(|| {
        quorum(2);
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(seal(1, id, 80));
        assert_ok!(open(0, id, 80));
        // Who waited for the first opened vote comes too late to seal a copy.
        assert_noop!(seal(2, id, 80), Error::<Test>::SealingOver);
        assert_ok!(open(1, id, 80));
        no_gain("copying an opened vote", since(&CURATORS[2], ENDOWMENT) - honest());
    });
}

#[test]
fn sealing_another_vote_when_the_first_is_opened() {
    ExtBuilder::default().build_and_execute(|| {
        quorum(3);
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(seal(1, id, 80));
        assert_ok!(seal(2, id, 10));
        assert_ok!(open(0, id, 80));
        assert_ok!(open(1, id, 80));
        // An outlier who sees it coming keeps silent instead: that costs no less.
        assert_noop!(open(2, id, 80), Error::<Test>::WrongOpening);
        run_to(20);
        let silent = since(&CURATORS[2], ENDOWMENT);
        let outlier = -50;
        println!("loss of an outlier: {outlier}, of the silent: {silent}");
        no_gain("silence instead of an outlying score", silent - outlier);
    });
}

#[test]
fn a_colluding_minority_of_curators() {
    for score in [0, 100] {
        ExtBuilder::default().curators(5).build_and_execute(|| {
            quorum(5);
            let id = in_curation(1);
            judge(id, &[(0, 45), (1, 45), (2, 45), (3, score), (4, score)]);
            assert_eq!(state(id), ContributionState::Rejected(Rejection::LowQuality));
            let gain = since(&CURATORS[3], ENDOWMENT) + since(&CURATORS[4], ENDOWMENT) - 2 * (FEE as i128 / 5);
            no_gain("two of five curators who collude", gain);
        });
    }
}

#[test]
fn one_rich_curator_against_three() {
    ExtBuilder::default().curators(4).build_and_execute(|| {
        assert_ok!(DatanetsPallet::bond_curator(signed(&CURATORS[3]), 500 * BOND));
        quorum(4);
        let id = in_curation(1);
        judge(id, &[(0, 10), (1, 10), (2, 10), (3, 100)]);
        assert_eq!(state(id), ContributionState::Rejected(Rejection::LowQuality));
        no_gain("a curator with five hundred times the stake", since(&CURATORS[3], ENDOWMENT) - FEE as i128 / 4);
    });
}

#[test]
fn flooding_with_near_duplicates() {
    ExtBuilder::default().build_and_execute(|| {
        let few = CurationRules { open_per_account: 3, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, few));
        let mut taken = 0i128;
        for content in 0..12u8 {
            let id = NextContributionId::<Test>::get();
            if declared(content).submit(&BOB).is_err() {
                continue;
            }
            taken += 1;
            assert_ok!(DatanetsPallet::on_check_result(id, &WORKER, checked(None)));
        }
        assert_eq!(taken, 3, "no more than the datanet lets one account have undecided");
        for id in 0..3 {
            judge(id, &[(0, 5), (1, 5)]);
            assert!(matches!(state(id), ContributionState::Rejected(_)));
        }
        let gain = since(&BOB, ENDOWMENT);
        assert_eq!(gain, -taken * FEE as i128);
        no_gain("flooding with near duplicates", gain);
    });
}

#[test]
fn a_griefing_challenger() {
    ExtBuilder::default().curators(8).build_and_execute(|| {
        let id = accepted(1);
        let (victim, before) = (wealth(&ALICE), wealth(&BOB));
        for judges in [[2, 3, 4, 5], [0, 1, 6, 7]] {
            assert_ok!(DatanetsPallet::challenge(signed(&BOB), id, Rejection::LowQuality, EVIDENCE));
            judge(id, &judges.map(|curator| (curator, 80)));
        }
        let gain = since(&BOB, before);
        assert_eq!(gain, -2 * (300 + FEE as i128));
        assert_eq!(since(&ALICE, victim), 300, "the victim is paid for it");
        no_gain("a challenger who only wants to harm", gain);
    });
}

#[test]
fn a_contributor_who_challenges_himself() {
    ExtBuilder::default().build_and_execute(|| {
        // Under another name, to keep others from challenging until the window is over.
        let id = accepted(1);
        let until = Windows::<Test>::get(id).unwrap().until;
        let before = wealth(&ALICE) + wealth(&BOB);
        assert_ok!(DatanetsPallet::challenge(signed(&BOB), id, Rejection::LowQuality, EVIDENCE));
        run_to(11);
        assert!(Windows::<Test>::get(id).unwrap().until > until, "the window is as long as it was");
        let gain = (wealth(&ALICE) + wealth(&BOB)) as i128 - before as i128;
        no_gain("a contributor who challenges himself", gain);
    });
}

#[test]
fn an_owner_who_seals_several_answers_and_opens_the_worst() {
    ExtBuilder::default().build_and_execute(|| {
        quorum(3);
        let next = NextContributionId::<Test>::get();
        for score in [0, 30, 60, 100] {
            let commitment = DatanetsPallet::known_answer(next, score, SALT);
            assert_ok!(DatanetsPallet::seal_known_answer(signed(&OWNER), 0, commitment));
        }
        run_to(2);
        let id = in_curation(1);
        judge(id, &[(0, 80), (1, 80), (2, 80)]);
        assert_ok!(DatanetsPallet::open_known_answer(signed(&ALICE), id, 0, SALT));
        let lost: i128 = (0..3).map(|curator| -since(&CURATORS[curator], ENDOWMENT)).sum();
        assert!(lost <= 0, "honest curators who agree lose nothing");
        run_to(60);
        for plant in Plants::<Test>::get(0) {
            assert_ok!(DatanetsPallet::forfeit_known_answer(signed(&BOB), 0, plant.commitment));
        }
        no_gain("an owner who abuses known answers", since(&OWNER, ENDOWMENT) + since(&ALICE, ENDOWMENT));
    });
}

#[test]
fn an_owner_who_would_keep_others_data_out_by_a_known_answer() {
    ExtBuilder::default().build_and_execute(|| {
        let next = NextContributionId::<Test>::get();
        let commitment = DatanetsPallet::known_answer(next, 0, SALT);
        assert_ok!(DatanetsPallet::seal_known_answer(signed(&OWNER), 0, commitment));
        run_to(2);
        let id = in_curation(1);
        judge(id, &[(0, 80), (1, 80)]);
        let opened = DatanetsPallet::open_known_answer(signed(&OWNER), id, 0, SALT);
        assert_noop!(opened, Error::<Test>::NotContributor);
        run_to(60);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
        assert_ok!(DatanetsPallet::forfeit_known_answer(signed(&BOB), 0, commitment));
        no_gain("an owner who plants what is not his", since(&OWNER, ENDOWMENT));
    });
}

#[test]
fn leaving_and_returning_to_lose_a_bad_reputation() {
    ExtBuilder::default().build_and_execute(|| {
        quorum(3);
        let id = in_curation(1);
        judge(id, &[(0, 80), (1, 80), (2, 0)]);
        let worst = DatanetsPallet::reputation(CURATORS[2].clone());
        assert_ok!(DatanetsPallet::unbond_curator(signed(&CURATORS[2])));
        assert_ok!(DatanetsPallet::bond_curator(signed(&CURATORS[2]), BOND));
        let fresh = DatanetsPallet::reputation(CURATORS[2].clone());
        no_gain("coming back under a fresh name", i128::from(fresh) - i128::from(worst));
    });
}
