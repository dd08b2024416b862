//! `unbond` and `withdraw_unbonded`, and what can still be lost meanwhile.

use crate::{mock::*, traits::Workers as _, types::*, unbonding::UnbondingPart, Error, Event, Unbonding, Workers};
use polkadot_sdk::frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};

fn bond(n: u8) -> u128 {
    <Compute as crate::traits::Workers<_, _>>::bond(&account(n))
}

/// Worker 1 with three times the minimum.
fn rich(test: impl FnOnce()) {
    ExtBuilder::default().with_bonds(&[(1, 3_000)]).build_and_execute(test);
}

#[test]
fn a_part_stays_on_hold_for_the_period_and_comes_back() {
    rich(|| {
        assert_ok!(Compute::unbond(signed(1), 500));
        assert_eq!(bond(1), 2_500, "it no longer counts");
        assert_eq!(Compute::held_bond(&account(1)), 3_000, "and is still there");
        assert_eq!(events(), vec![Event::UnbondingBegun { worker: account(1), amount: 500, bond: 2_500, until: 21 }]);
        run_to(20);
        assert_noop!(Compute::withdraw_unbonded(signed(1)), Error::<Test>::NothingUnbonded);
        run_to(21);
        assert_ok!(Compute::withdraw_unbonded(signed(1)));
        assert_eq!(events(), vec![Event::UnbondedWithdrawn { worker: account(1), amount: 500 }]);
        assert_eq!(Balances::balance(&account(1)), 997_500);
        assert!(!Unbonding::<Test>::contains_key(account(1)));
        assert_noop!(Compute::withdraw_unbonded(signed(1)), Error::<Test>::NothingUnbonded);
    });
}

#[test]
fn the_minimum_stays() {
    rich(|| {
        assert_noop!(Compute::unbond(signed(2), 1), Error::<Test>::NotWorker);
        assert_noop!(Compute::unbond(signed(1), 0), Error::<Test>::NothingUnbonded);
        assert_noop!(Compute::unbond(signed(1), 2_001), Error::<Test>::BondTooSmall);
        assert_noop!(Compute::unbond(signed(1), u128::MAX), Error::<Test>::BondTooSmall);
        assert_ok!(Compute::unbond(signed(1), 2_000));
        assert_noop!(Compute::unbond(signed(1), 1), Error::<Test>::BondTooSmall);
        assert_ok!(Compute::leave(signed(1)));
        assert_noop!(Compute::unbond(signed(1), 1), Error::<Test>::IsLeaving);
    });
}

#[test]
fn parts_are_bounded_and_those_of_one_block_are_one() {
    rich(|| {
        assert_ok!(Compute::unbond(signed(1), 1));
        assert_ok!(Compute::unbond(signed(1), 2));
        assert_eq!(Unbonding::<Test>::get(account(1)).into_inner(), vec![UnbondingPart { amount: 3, until: 21 }]);
        for _ in 0..7 {
            next_block();
            assert_ok!(Compute::unbond(signed(1), 1));
        }
        next_block();
        assert_noop!(Compute::unbond(signed(1), 1), Error::<Test>::TooManyUnbonding);
        run_to(22);
        assert_ok!(Compute::withdraw_unbonded(signed(1)));
        assert_eq!(Unbonding::<Test>::get(account(1)).len(), 6);
    });
}

#[test]
fn what_unbonds_can_still_be_lost_and_before_the_bond() {
    rich(|| {
        assert_ok!(Compute::unbond(signed(1), 1_200));
        next_block();
        assert_ok!(Compute::unbond(signed(1), 800));
        assert_eq!(Compute::slash(&account(1), 1_900), 1_900, "more than the bond of 1,000");
        assert_eq!((bond(1), Compute::held_bond(&account(1))), (1_000, 1_100));
        assert_eq!(Workers::<Test>::get(account(1)).unwrap().state, WorkerState::Active);
        assert_eq!(
            Unbonding::<Test>::get(account(1)).into_inner(),
            vec![UnbondingPart { amount: 100, until: 21 }],
            "the part that would have stayed longest went first"
        );
        assert_eq!(Compute::slash(&account(1), 5_000), 1_100);
        assert!(!Unbonding::<Test>::contains_key(account(1)));
    });
}

#[test]
fn it_is_withdrawn_only_while_the_rest_covers_what_the_worker_answers_for() {
    rich(|| {
        assert_ok!(Compute::unbond(signed(1), 2_000));
        run_to(21);
        Answers::set(1_001);
        assert_noop!(Compute::withdraw_unbonded(signed(1)), Error::<Test>::HasLiabilities);
        assert_eq!(Compute::slash(&account(1), 3_000), 3_000, "nothing has escaped");
        Answers::set(0);
    });
}

#[test]
fn leaving_returns_what_unbonds_as_well() {
    rich(|| {
        assert_ok!(Compute::unbond(signed(1), 2_000));
        assert_ok!(Compute::leave(signed(1)));
        run_to(21);
        assert_ok!(Compute::withdraw_bond(signed(1)));
        assert_eq!(Balances::balance(&account(1)), 1_000_000);
        assert!(!Unbonding::<Test>::contains_key(account(1)));
    });
}

#[test]
fn a_smaller_bond_is_a_smaller_chance() {
    rich(|| {
        let worker = || Workers::<Test>::get(account(1)).unwrap();
        assert_eq!(Compute::chance(&worker()), 3_000);
        assert_ok!(Compute::unbond(signed(1), 2_000));
        assert_eq!(Compute::chance(&worker()), 1_000);
    });
}

#[test]
fn a_slash_can_be_for_somebody() {
    rich(|| {
        assert_eq!(Compute::slash_to(&account(1), 700, &account(50)), 700);
        assert_eq!(Balances::balance(&account(50)), 1_000_700);
        assert_eq!(bond(1), 2_300);
        let expected = Event::WorkerSlashed { worker: account(1), slashed: 700, bond: 2_300 };
        assert_eq!(events(), vec![expected]);
        assert_eq!(Compute::slash_to(&account(1), 9_000, &account(50)), 2_300, "no more than there is");
    });
}

#[test]
fn a_slash_for_nobody_or_the_worker_itself_goes_where_slashes_go() {
    rich(|| {
        assert_eq!(Compute::slash_to(&account(1), 100, &account(1)), 0);
        // Account 200 does not exist, and 9 are too few to live on.
        assert_eq!(Compute::slash_to(&account(1), 9, &account(200)), 0);
        assert_eq!(Balances::balance(&account(99)), 10 + 109);
        assert_eq!(bond(1), 2_891);
    });
}
