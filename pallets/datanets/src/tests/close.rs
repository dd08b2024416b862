//! How phases end: by `close_curation`, and by themselves.

use crate::{mock::*, *};
use openledger_primitives::job::Rejection;
use polkadot_sdk::frame_support::{assert_noop, assert_ok, traits::Hooks};

#[test]
fn a_sealing_that_is_over_is_opened_and_an_opening_that_is_over_decided() {
    ExtBuilder::default().build_and_execute(|| {
        let (good, ignored) = (in_curation(1), in_curation(2));
        assert_ok!(seal(0, good, 50));
        run_to(10);
        assert_eq!(state(good), ContributionState::InCuration { ends: 11 });
        run_to(11);
        assert_eq!(state(good), ContributionState::InCuration { ends: 16 });
        assert_eq!(state(ignored), ContributionState::Rejected(Rejection::Unavailable));
        assert_ok!(open(0, good, 50));
        assert!(matches!(state(good), ContributionState::Accepted { .. }));
        assert_eq!(Closing::<Test>::iter().count(), 0);
    });
}

#[test]
fn who_does_not_open_in_time_has_no_voice() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 10));
        assert_ok!(seal(1, id, 90));
        assert_ok!(open(1, id, 90));
        run_to(5);
        assert!(state(id) == ContributionState::InCuration { ends: 6 });
        run_to(6);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
        assert_noop!(open(0, id, 10), Error::<Test>::NotInCuration);
    });
}

#[test]
fn without_any_vote_nobody_could_look_at_it_and_the_fee_comes_back() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        run_to(11);
        assert_eq!(state(id), ContributionState::Rejected(Rejection::Unavailable));
        assert_eq!(free(&ALICE), ENDOWMENT);
    });
}

#[test]
fn what_finds_no_room_in_a_block_ends_in_the_next() {
    ExtBuilder::default().build_and_execute(|| {
        let ids: Vec<_> = (1..=5).map(in_curation).collect();
        let ends: Vec<_> = ids.iter().map(|id| state(*id)).collect();
        let expected = [11, 11, 12, 12, 13].map(|ends| ContributionState::InCuration { ends });
        assert_eq!(ends, expected);
        run_to(13);
        for id in ids {
            assert_eq!(state(id), ContributionState::Rejected(Rejection::Unavailable));
        }
    });
}

#[test]
fn what_finds_no_room_at_all_is_closed_by_anybody() {
    ExtBuilder::default().build_and_execute(|| {
        let ids: Vec<_> = (0..33).map(in_curation).collect();
        let last = ids[32];
        assert_eq!(state(last), ContributionState::InCuration { ends: 11 });
        assert!(!Closing::<Test>::get(11).contains(&last));
        assert_noop!(DatanetsPallet::close_curation(signed(&BOB), last), Error::<Test>::CurationUnfinished);
        run_to(11);
        assert_eq!(state(last), ContributionState::InCuration { ends: 11 });
        assert_noop!(seal(0, last, 50), Error::<Test>::SealingOver);
        assert_ok!(DatanetsPallet::close_curation(signed(&BOB), last));
        assert_eq!(state(last), ContributionState::Rejected(Rejection::Unavailable));
    });
}

#[test]
fn a_block_says_what_closing_weighs() {
    ExtBuilder::default().build_and_execute(|| {
        in_curation(1);
        type Measured = crate::weights::SubstrateWeight<Test>;
        assert!(Measured::close_due(2).all_gt(Measured::close_due(1)));
        assert_eq!(DatanetsPallet::on_initialize(5), <() as WeightInfo>::close_due(0));
    });
}

#[test]
fn anybody_begins_the_opening_when_every_curator_has_committed() {
    ExtBuilder::default().curators(1).build_and_execute(|| {
        assert_ok!(DatanetsPallet::bond_curator(signed(&ALICE), BOND));
        let id = in_curation(1);
        assert_noop!(DatanetsPallet::close_curation(signed(&BOB), id), Error::<Test>::CurationUnfinished);
        assert_ok!(seal(0, id, 80));
        assert_ok!(DatanetsPallet::close_curation(signed(&BOB), id));
        assert_noop!(DatanetsPallet::close_curation(signed(&BOB), id), Error::<Test>::CurationUnfinished);
        assert_ok!(open(0, id, 80));
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
    });
}

#[test]
fn nobody_ends_the_sealing_while_a_curator_has_not_committed() {
    ExtBuilder::default().curators(2).build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_noop!(DatanetsPallet::close_curation(signed(&BOB), id), Error::<Test>::CurationUnfinished);
    });
}

#[test]
fn a_quorum_that_was_lowered_can_be_closed() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        let one = CurationRules { quorum: 1, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, one));
        assert_ok!(DatanetsPallet::close_curation(signed(&BOB), id));
        assert_eq!(DatanetsPallet::curation_of(id).unwrap().phase, Phase::Opening);
    });
}

#[test]
fn only_what_is_in_curation_is_closed() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(DatanetsPallet::close_curation(signed(&BOB), 0), Error::<Test>::UnknownContribution);
        let id = submitted(1);
        assert_noop!(DatanetsPallet::close_curation(signed(&BOB), id), Error::<Test>::NotInCuration);
    });
}
