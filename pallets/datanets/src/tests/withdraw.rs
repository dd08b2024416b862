//! `withdraw`.

use crate::{mock::*, *};
use openledger_primitives::job::Rejection;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn what_is_not_decided_goes_without_a_trace_and_the_deposit_comes_back() {
    ExtBuilder::default().build_and_execute(|| {
        let (waiting, voted) = (submitted(1), in_curation(2));
        assert_ok!(seal(0, voted, 80));
        events();
        for id in [waiting, voted] {
            assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), id));
            assert_eq!(state(id), ContributionState::Withdrawn);
            assert_eq!(events(), [Event::ContributionWithdrawn { contribution: id, datanet: 0, released: DEPOSIT }]);
        }
        assert_eq!(Balances::free_balance(ALICE), ENDOWMENT);
        assert!(!Voices::<Test>::contains_key(voted));
        assert_eq!(Standings::<Test>::iter().count(), 0);
        assert_eq!(Closing::<Test>::iter().count(), 0);
        assert_eq!(Removed::<Test>::get(0).peaks.count, 0);
    });
}

#[test]
fn what_was_accepted_enters_the_removed_tree() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (accepted(1), accepted(2));
        events();
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), second));
        assert_eq!(state(second), ContributionState::Removed { position: 1, fragments_before: 10, removal: 0 });
        assert_eq!(
            events(),
            [Event::ContributionRemoved { contribution: second, datanet: 0, removal: 0, fragments: 10 }]
        );
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), first));
        assert_eq!(state(first), ContributionState::Removed { position: 0, fragments_before: 0, removal: 1 });
        assert_eq!(Removed::<Test>::get(0).peaks.count, 2);
        assert_eq!(Removed::<Test>::get(0).fragments, 20);
        assert_eq!(LicenceUse::<Test>::iter().count(), 0);
    });
}

#[test]
fn only_the_contributor_may() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submitted(1);
        assert_noop!(DatanetsPallet::withdraw(signed(&OWNER), id), Error::<Test>::NotContributor);
        assert_noop!(DatanetsPallet::withdraw(signed(&ALICE), 1), Error::<Test>::UnknownContribution);
    });
}

#[test]
fn what_is_gone_cannot_be_withdrawn() {
    ExtBuilder::default().build_and_execute(|| {
        let rejected = submitted(1);
        assert_ok!(DatanetsPallet::on_check_result(rejected, &WORKER, checked(Some(Rejection::Empty))));
        let withdrawn = submitted(2);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), withdrawn));
        let removed = accepted(3);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), removed));
        for id in [rejected, withdrawn, removed] {
            assert_noop!(DatanetsPallet::withdraw(signed(&ALICE), id), Error::<Test>::NothingToWithdraw);
        }
    });
}

#[test]
fn earlier_snapshots_know_since_when_it_is_gone() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (accepted(1), accepted(2));
        let before = DatanetsPallet::take_snapshot(0).unwrap();
        run_to(5);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), first));
        let after = DatanetsPallet::take_snapshot(0).unwrap();
        let removal = DatanetsPallet::removal_from_snapshot;
        assert_eq!(removal(before, first), Some((5, false)));
        assert_eq!(removal(before, second), None);
        assert_eq!(removal(after, first), None, "it was never in this one");
        assert_eq!(DatanetsPallet::contributor(first), Some(ALICE));
        assert!(!DatanetsPallet::is_struck(first));
    });
}
