//! `set_datanet_rules`.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn the_owner_changes_the_rules() {
    ExtBuilder::default().build_and_execute(|| {
        let new = CurationRules { threshold: 60, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, new));
        assert_eq!(Datanets::<Test>::get(0).unwrap().rules, new);
        assert_eq!(events(), [Event::RulesChanged { datanet: 0, old: rules(), new }]);
    });
}

#[test]
fn only_the_owner_of_an_open_datanet_may() {
    ExtBuilder::default().build_and_execute(|| {
        let set = |who, id| DatanetsPallet::set_datanet_rules(signed(who), id, rules());
        assert_noop!(set(&ALICE, 0), Error::<Test>::NotDatanetOwner);
        assert_noop!(set(&OWNER, 1), Error::<Test>::UnknownDatanet);
        assert_ok!(DatanetsPallet::close_datanet(signed(&OWNER), 0));
        assert_noop!(set(&OWNER, 0), Error::<Test>::DatanetIsClosed);
    });
}

#[test]
fn rules_outside_the_bounds_are_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let set = |rules| DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, rules);
        assert_noop!(set(CurationRules { quorum: 0, ..rules() }), Error::<Test>::QuorumOutOfBounds);
        assert_noop!(set(CurationRules { threshold: 101, ..rules() }), Error::<Test>::ThresholdOutOfBounds);
        assert_noop!(set(CurationRules { voting_period: 0, ..rules() }), Error::<Test>::VotingPeriodOutOfBounds);
        assert_noop!(set(CurationRules { deposit_base: 0, ..rules() }), Error::<Test>::DepositTooLow);
        assert_noop!(set(CurationRules { reveal_period: 1, ..rules() }), Error::<Test>::RevealPeriodOutOfBounds);
        assert_noop!(set(CurationRules { reveal_period: 51, ..rules() }), Error::<Test>::RevealPeriodOutOfBounds);
        assert_noop!(set(CurationRules { quorum_stake: 0, ..rules() }), Error::<Test>::QuorumStakeTooLow);
        assert_noop!(set(CurationRules { open_per_account: 0, ..rules() }), Error::<Test>::IntakeOutOfBounds);
        assert_noop!(set(CurationRules { open_per_account: 65, ..rules() }), Error::<Test>::IntakeOutOfBounds);
        assert_noop!(set(CurationRules { open_per_datanet: 101, ..rules() }), Error::<Test>::IntakeOutOfBounds);
    });
}

#[test]
fn a_deposit_made_is_given_back_in_full_after_a_change() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        let new = CurationRules { deposit_base: 10, deposit_per_kib: 0, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, new));
        judge(id, &[(0, 80), (1, 80)]);
        run_to(40);
        assert_ok!(DatanetsPallet::release_deposit(signed(&BOB), id));
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), 0);
    });
}

#[test]
fn a_running_voting_ends_when_it_was_announced_and_is_decided_by_the_new_threshold() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        let new = CurationRules { voting_period: 50, threshold: 81, ..rules() };
        assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, new));
        run_to(11);
        assert_ok!(open(0, id, 80));
        assert_eq!(state(id), ContributionState::Rejected(openledger_primitives::job::Rejection::LowQuality));
    });
}
