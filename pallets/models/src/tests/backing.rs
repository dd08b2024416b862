//! Stake on versions: warming up, earning, unbonding.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    pallet_balances,
};

fn free(who: &AccountId) -> Balance {
    pallet_balances::Pallet::<Test>::free_balance(who)
}

fn pass(blocks: u64) {
    System::set_block_number(System::block_number() + blocks);
}

#[test]
fn stake_earns_after_its_warm_up() {
    ExtBuilder::default().build_and_execute(|| {
        let before = free(&CAROL);
        assert_ok!(ModelsPallet::stake(signed(&CAROL), 0, 100));
        assert_eq!(free(&CAROL), before - 100);
        assert!(!ModelsPallet::has_backers(0));
        assert_noop!(earn(0, 50), Error::<Test>::NoBackers);
        let activate = || ModelsPallet::activate_stake(signed(&BOB), 0, CAROL);
        pass(WARMUP - 1);
        assert_noop!(activate(), Error::<Test>::NothingWarm);
        pass(1);
        assert_ok!(activate());
        assert_noop!(activate(), Error::<Test>::NothingWarm);
        assert_ok!(earn(0, 50));
        assert_eq!(ModelsPallet::stake_income(0, CAROL), 50);
        assert_ok!(ModelsPallet::claim_stake_income(signed(&CAROL), 0));
        assert_eq!(free(&CAROL), before - 100 + 50);
        assert_noop!(ModelsPallet::claim_stake_income(signed(&CAROL), 0), Error::<Test>::NothingEarned);
    });
}

#[test]
fn income_is_shared_by_stake_and_by_when_it_was_there() {
    ExtBuilder::default().build_and_execute(|| {
        backed(0, &CAROL, 100);
        assert_ok!(earn(0, 1_000));
        backed(0, &DAVE, 300);
        assert_ok!(earn(0, 1_000));
        assert_eq!(ModelsPallet::stake_income(0, CAROL), 1_250);
        assert_eq!(ModelsPallet::stake_income(0, DAVE), 750);
    });
}

#[test]
fn more_stake_warms_up_by_itself() {
    ExtBuilder::default().build_and_execute(|| {
        backed(0, &CAROL, 100);
        backed(0, &DAVE, 100);
        assert_ok!(ModelsPallet::stake(signed(&CAROL), 0, 900));
        assert_ok!(earn(0, 1_000));
        assert_eq!(ModelsPallet::stake_income(0, CAROL), 500);
        // What warms up begins anew with more.
        pass(WARMUP - 1);
        assert_ok!(ModelsPallet::stake(signed(&CAROL), 0, 100));
        pass(1);
        assert_noop!(ModelsPallet::activate_stake(signed(&CAROL), 0, CAROL), Error::<Test>::NothingWarm);
    });
}

#[test]
fn stake_taken_out_earns_nothing_and_waits() {
    ExtBuilder::default().build_and_execute(|| {
        let before = free(&CAROL);
        backed(0, &CAROL, 100);
        backed(0, &DAVE, 100);
        assert_ok!(ModelsPallet::unstake(signed(&CAROL), 0, 100));
        assert_ok!(earn(0, 1_000));
        assert_eq!(ModelsPallet::stake_income(0, CAROL), 0);
        assert_eq!(ModelsPallet::stake_income(0, DAVE), 1_000);
        assert_eq!(free(&CAROL), before - 100);
        pass(UNBONDING - 1);
        assert_noop!(ModelsPallet::withdraw_unbonded(signed(&CAROL), 0), Error::<Test>::NothingUnbonded);
        pass(1);
        assert_ok!(ModelsPallet::withdraw_unbonded(signed(&CAROL), 0));
        assert_eq!(free(&CAROL), before);
    });
}

#[test]
fn what_does_not_earn_yet_is_taken_out_first() {
    ExtBuilder::default().build_and_execute(|| {
        backed(0, &CAROL, 100);
        assert_ok!(ModelsPallet::stake(signed(&CAROL), 0, 50));
        assert_ok!(ModelsPallet::unstake(signed(&CAROL), 0, 60));
        let position = Backers::<Test>::get(0, CAROL);
        assert_eq!((position.warming, position.staked), (0, 90));
    });
}

#[test]
fn nobody_takes_out_more_than_there_is_or_leaves_dust() {
    ExtBuilder::default().build_and_execute(|| {
        backed(0, &CAROL, 100);
        let unstake = |amount| ModelsPallet::unstake(signed(&CAROL), 0, amount);
        assert_noop!(unstake(101), Error::<Test>::NotStaked);
        assert_noop!(unstake(0), Error::<Test>::BackingTooSmall);
        assert_noop!(unstake(91), Error::<Test>::BackingTooSmall);
        assert_noop!(ModelsPallet::unstake(signed(&DAVE), 0, 1), Error::<Test>::NotStaked);
        assert_noop!(ModelsPallet::stake(signed(&DAVE), 0, 9), Error::<Test>::BackingTooSmall);
        assert_ok!(unstake(90));
    });
}

#[test]
fn parts_that_wait_are_bounded() {
    ExtBuilder::default().build_and_execute(|| {
        backed(0, &CAROL, 1_000);
        let unstake = || ModelsPallet::unstake(signed(&CAROL), 0, 10);
        for _ in 0..MAX_UNBONDING {
            assert_ok!(unstake());
            assert_ok!(unstake());
            pass(1);
        }
        let many = polkadot_sdk::frame_support::storage::with_storage_layer(unstake);
        assert_noop!(many, Error::<Test>::TooManyUnbondings);
        pass(UNBONDING);
        assert_ok!(ModelsPallet::withdraw_unbonded(signed(&CAROL), 0));
        assert_ok!(unstake());
    });
}

#[test]
fn only_what_can_earn_is_staked_on() {
    for state in STATES {
        ExtBuilder::default().build_and_execute(|| {
            let id = in_state(state);
            let stake = ModelsPallet::stake(signed(&CAROL), id, 100);
            let ready = matches!(state, VersionState::Proposed | VersionState::Approved | VersionState::Deployed);
            assert_eq!(stake.is_ok(), ready, "{state:?}");
        });
    }
}

#[test]
fn income_earned_before_everything_was_taken_out_can_be_claimed() {
    ExtBuilder::default().build_and_execute(|| {
        backed(0, &CAROL, 100);
        assert_ok!(earn(0, 77));
        assert_ok!(ModelsPallet::unstake(signed(&CAROL), 0, 100));
        assert!(!ModelsPallet::has_backers(0));
        assert_ok!(ModelsPallet::claim_stake_income(signed(&CAROL), 0));
        assert!(!Backers::<Test>::contains_key(0, CAROL));
    });
}

#[test]
fn nothing_is_lost_but_less_than_a_planck_for_each_backer() {
    ExtBuilder::default().build_and_execute(|| {
        for who in [&CAROL, &DAVE, &BOB] {
            backed(0, who, 10);
        }
        for income in [1, 1, 1, 7, 100] {
            assert_ok!(earn(0, income));
            for who in [&CAROL, &DAVE] {
                let _ = ModelsPallet::claim_stake_income(signed(who), 0);
            }
        }
        let left: Balance = [CAROL, DAVE, BOB].map(|who| ModelsPallet::stake_income(0, who)).iter().sum();
        let pool = BackingPools::<Test>::get(0);
        assert_eq!(pool.received, 110);
        assert!(pool.unpaid() >= left && pool.unpaid() - left < 3);
    });
}
