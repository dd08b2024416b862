//! Proposals: `propose_training`, `fund`, `close_proposal`, `reclaim_funding`.

use crate::{mock::*, *};
use openledger_primitives::job::JobKind;
use polkadot_sdk::{
    frame_support::{
        assert_noop, assert_ok,
        traits::{
            fungible::{InspectHold, Mutate},
            tokens::Preservation,
        },
    },
    pallet_balances,
    sp_runtime::DispatchError,
};

fn free(who: &AccountId) -> Balance {
    pallet_balances::Pallet::<Test>::free_balance(who)
}

fn fund(who: &AccountId, id: u32, amount: Balance) {
    assert_ok!(ModelsPallet::fund(signed(who), id, amount));
}

fn state(id: u32) -> VersionState {
    version(id).state
}

#[test]
fn a_proposal_fixes_everything_but_asks_no_worker() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        assert_eq!(state(id), VersionState::Funding);
        assert_eq!(version(id).royalties.to_vec(), [(0, 50_000)]);
        assert_eq!(version(id).snapshots.to_vec(), [0]);
        assert_eq!(Opened::get(), []);
        let proposal = Proposals::<Test>::get(id).unwrap();
        assert_eq!((proposal.goal, proposal.raised, proposal.deadline), (REWARD, 0, 1 + FUNDING));
        assert_eq!(Deposits::<Test>::get(id), Some(DEPOSIT));
        let poor = Request { reward: REWARD - 1, ..request("tune") }.propose(&ALICE);
        assert_noop!(poor, Error::<Test>::RewardTooLow);
    });
}

#[test]
fn the_last_part_begins_the_training() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        let deposit = free(&ALICE);
        fund(&CAROL, id, 60);
        let reason = HoldReason::Funding.into();
        assert_eq!(Balances::balance_on_hold(&reason, &ModelsPallet::pot()), 60);
        events();
        // Not more is taken than is missing.
        let before = free(&DAVE);
        fund(&DAVE, id, 1_000);
        assert_eq!(free(&DAVE), before - 40);
        assert_eq!(state(id), VersionState::Training);
        assert_eq!(Opened::get(), [(JobKind::Train(id), ModelsPallet::pot(), REWARD)]);
        assert_eq!(free(&ALICE), deposit + DEPOSIT);
        assert_eq!(
            events(),
            [
                Event::ProposalFunded { version: id, funder: DAVE, amount: 40, raised: REWARD },
                Event::TrainingFunded { version: id, reward: REWARD, job: 0 },
            ]
        );
        assert_eq!(Balances::balance_on_hold(&reason, &ModelsPallet::pot()), 0);
        let more = ModelsPallet::fund(signed(&DAVE), id, 10);
        assert_noop!(more, Error::<Test>::WrongState { state: VersionState::Training });
    });
}

#[test]
fn funders_share_what_the_version_earns_for_its_backers() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        fund(&CAROL, id, 75);
        fund(&DAVE, id, 25);
        assert!(!ModelsPallet::has_backers(id));
        train(id);
        assert!(ModelsPallet::has_backers(id));
        assert_ok!(earn(id, 1_000));
        assert_eq!(ModelsPallet::stake_income(id, CAROL), 750);
        let before = free(&DAVE);
        assert_ok!(ModelsPallet::claim_stake_income(signed(&DAVE), id));
        assert_eq!(free(&DAVE), before + 250);
        // What paid for a training that happened does not come back.
        assert_noop!(ModelsPallet::reclaim_funding(signed(&DAVE), id), Error::<Test>::NothingToReclaim);
    });
}

#[test]
fn what_is_not_trained_is_given_back() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        let before = (free(&CAROL), free(&DAVE));
        fund(&CAROL, id, 75);
        fund(&DAVE, id, 25);
        fail_training(id);
        assert_eq!(state(id), VersionState::Failed);
        for who in [CAROL, DAVE] {
            assert_ok!(ModelsPallet::reclaim_funding(signed(&who), id));
            assert_noop!(ModelsPallet::reclaim_funding(signed(&who), id), Error::<Test>::NothingToReclaim);
        }
        assert_eq!((free(&CAROL), free(&DAVE)), before);
        assert_eq!(Proposals::<Test>::get(id), None);
    });
}

#[test]
fn a_goal_that_is_not_reached_in_time_gives_everything_back() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        let before = free(&CAROL);
        fund(&CAROL, id, 75);
        let early = ModelsPallet::reclaim_funding(signed(&CAROL), id);
        assert_noop!(early, Error::<Test>::NothingToReclaim);
        assert_noop!(ModelsPallet::close_proposal(signed(&CAROL), id), Error::<Test>::FundingNotOver);
        System::set_block_number(2 + FUNDING);
        assert_noop!(ModelsPallet::fund(signed(&DAVE), id, 25), Error::<Test>::FundingOver);
        assert_ok!(ModelsPallet::close_proposal(signed(&DAVE), id));
        assert_eq!(state(id), VersionState::Failed);
        assert_eq!(Deposits::<Test>::get(id), None);
        assert_ok!(ModelsPallet::reclaim_funding(signed(&CAROL), id));
        assert_eq!(free(&CAROL), before);
        let again = ModelsPallet::close_proposal(signed(&DAVE), id);
        assert_noop!(again, Error::<Test>::WrongState { state: VersionState::Failed });
    });
}

#[test]
fn its_builder_may_give_a_proposal_up_and_governance_revoke_it() {
    for revoked in [false, true] {
        ExtBuilder::default().build_and_execute(|| {
            let id = request("tune").proposed();
            let before = free(&CAROL);
            fund(&CAROL, id, 75);
            if revoked {
                assert_ok!(ModelsPallet::revoke(RuntimeOrigin::root(), id));
            } else {
                assert_ok!(ModelsPallet::close_proposal(signed(&ALICE), id));
            }
            assert_ok!(ModelsPallet::reclaim_funding(signed(&CAROL), id));
            assert_eq!(free(&CAROL), before);
        });
    }
}

#[test]
fn a_funding_is_worth_its_storage_unless_it_is_the_last() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        assert_noop!(ModelsPallet::fund(signed(&CAROL), id, 9), Error::<Test>::BackingTooSmall);
        fund(&CAROL, id, 95);
        fund(&DAVE, id, 5);
        assert_eq!(state(id), VersionState::Training);
    });
}

#[test]
fn nothing_is_taken_where_no_worker_can_be_asked() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        QueueFull::set(true);
        let last = || {
            polkadot_sdk::frame_support::storage::with_storage_layer(|| ModelsPallet::fund(signed(&CAROL), id, REWARD))
        };
        assert_noop!(last(), DispatchError::Exhausted);
        QueueFull::set(false);
        assert_ok!(ModelsPallet::deprecate(signed(&MAKER), 0));
        assert_noop!(last(), Error::<Test>::ParentNotDeployed);
    });
}

#[test]
fn nobody_pays_to_train_on_what_was_withdrawn() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        Gone::set(vec![(0, 10, 1)]);
        assert_ok!(ModelsPallet::flag_version(signed(&CAROL), id, 10));
        let last = || {
            polkadot_sdk::frame_support::storage::with_storage_layer(|| ModelsPallet::fund(signed(&CAROL), id, REWARD))
        };
        assert_noop!(last(), Error::<Test>::VersionFlagged);
    });
}

#[test]
fn money_that_trained_a_revoked_version_is_spent() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        fund(&CAROL, id, REWARD);
        assert_ok!(ModelsPallet::revoke(RuntimeOrigin::root(), id));
        train(id);
        assert_noop!(ModelsPallet::reclaim_funding(signed(&CAROL), id), Error::<Test>::NothingToReclaim);
        assert!(!ModelsPallet::has_backers(id));
    });
}

#[test]
fn what_a_worker_does_not_ask_goes_back_to_the_funders() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        fund(&CAROL, id, 75);
        fund(&DAVE, id, 25);
        Price::set(Some(50));
        train(id);
        assert_ok!(Balances::transfer(&JOBS, &ModelsPallet::pot(), 50, Preservation::Expendable));
        assert_eq!((ModelsPallet::stake_income(id, CAROL), ModelsPallet::stake_income(id, DAVE)), (37, 12));
    });
}

#[test]
fn of_a_training_that_was_called_off_each_has_its_part_of_what_is_left() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        let before = (free(&CAROL), free(&DAVE));
        fund(&CAROL, id, 75);
        fund(&DAVE, id, 25);
        // The worker was paid 60 for what it had done.
        assert_ok!(Balances::transfer(&JOBS, &ModelsPallet::pot(), 40, Preservation::Expendable));
        ModelsPallet::on_train_failed(id);
        assert_ok!(ModelsPallet::reclaim_funding(signed(&DAVE), id));
        assert_ok!(ModelsPallet::reclaim_funding(signed(&CAROL), id));
        assert_eq!((free(&CAROL), free(&DAVE)), (before.0 - 45, before.1 - 15));
        assert_eq!(Proposals::<Test>::get(id), None);
    });
}

#[test]
fn the_last_to_take_its_part_back_has_what_rounding_left() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        let before = (free(&CAROL), free(&DAVE), free(&ModelsPallet::pot()));
        fund(&CAROL, id, 75);
        fund(&DAVE, id, 25);
        assert_ok!(Balances::transfer(&JOBS, &ModelsPallet::pot(), 41, Preservation::Expendable));
        ModelsPallet::on_train_failed(id);
        assert_ok!(ModelsPallet::reclaim_funding(signed(&CAROL), id));
        assert_ok!(ModelsPallet::reclaim_funding(signed(&DAVE), id));
        assert_eq!((free(&CAROL), free(&DAVE)), (before.0 - 75 + 30, before.1 - 25 + 11));
        assert_eq!((free(&ModelsPallet::pot()), Committed::<Test>::get()), (before.2, 0), "nothing is left over");
    });
}

#[test]
fn what_a_worker_does_not_ask_for_a_revoked_version_can_be_taken_back() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        let before = (free(&CAROL), free(&DAVE), free(&ModelsPallet::pot()));
        fund(&CAROL, id, 75);
        fund(&DAVE, id, 25);
        assert_ok!(ModelsPallet::revoke(RuntimeOrigin::root(), id));
        Price::set(Some(60));
        train(id);
        assert_ok!(Balances::transfer(&JOBS, &ModelsPallet::pot(), 40, Preservation::Expendable));
        assert_ok!(ModelsPallet::do_try_state());
        for who in [CAROL, DAVE] {
            assert_ok!(ModelsPallet::reclaim_funding(signed(&who), id));
            assert_noop!(ModelsPallet::reclaim_funding(signed(&who), id), Error::<Test>::NothingToReclaim);
        }
        assert_eq!((free(&CAROL), free(&DAVE)), (before.0 - 75 + 30, before.1 - 25 + 10));
        assert_eq!((free(&ModelsPallet::pot()), Committed::<Test>::get()), (before.2, 0));
        assert!(!ModelsPallet::has_backers(id));
    });
}
