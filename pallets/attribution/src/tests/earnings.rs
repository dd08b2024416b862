//! Paying earnings out.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::Amount;
use polkadot_sdk::*;

fn claim_own(name: &str) -> frame_support::dispatch::DispatchResult {
    Attribution::claim(RuntimeOrigin::signed(account(name)))
}

fn free(name: &str) -> Amount {
    Balances::free_balance(account(name))
}

/// Lets `name` earn an amount: as a builder of a version without data, 65 % of a fee.
fn earn(name: &str, fee: Amount) {
    Shelf::mutate(|shelf| shelf.get_mut(&0).unwrap().builder = account(name));
    let worker = Worker::bonded("worker", 10_000_000);
    let mut customers = vec![Customer::open("user", &worker, fee)];
    worker.seal(&mut customers, &[Answer::new(0, fee, &[])]).accepted();
    run_to(System::block_number() + RULES.dispute_period);
}

#[test]
fn earnings_become_free_balance() {
    build_and_execute(|| {
        earn("builder", 10_000);
        assert_eq!(Attribution::earnings_of(account("builder")), 6_500);
        assert_ok!(claim_own("builder"));
        assert_eq!((free("builder"), earned("builder")), (6_500, 0));
        let event = Event::EarningsPaid { account: account("builder"), amount: 6_500 };
        System::assert_last_event(event.into());
        assert!(!Earnings::<Test>::contains_key(account("builder")));
    });
}

#[test]
fn earnings_are_paid_once() {
    build_and_execute(|| {
        earn("builder", 10_000);
        assert_ok!(claim_own("builder"));
        assert_noop!(claim_own("builder"), Error::<Test>::NothingOwed);
        assert_noop!(claim_own("nobody"), Error::<Test>::NothingOwed);
    });
}

#[test]
fn earnings_below_the_existential_deposit_wait_until_there_are_more() {
    build_and_execute(|| {
        earn("builder", 1_000);
        assert_noop!(claim_own("builder"), Error::<Test>::BelowExistentialDeposit);
        assert_eq!(earned("builder"), 650);
        earn("builder", 1_000);
        assert_ok!(claim_own("builder"));
        assert_eq!(free("builder"), 1_300);
    });
}

#[test]
fn an_account_that_exists_is_paid_any_amount() {
    build_and_execute(|| {
        earn("other user", 100);
        assert_ok!(claim_own("other user"));
        assert_eq!(free("other user"), 10_000_000 + 65);
    });
}

#[test]
fn anybody_can_have_the_treasury_paid() {
    build_and_execute(|| {
        earn("builder", 40_000);
        let origin = RuntimeOrigin::signed(account("anyone"));
        assert_ok!(Attribution::claim_for(origin.clone(), account("platform")));
        assert_eq!((free("platform"), free("anyone")), (2_000, 0));
        let again = Attribution::claim_for(origin, account("platform"));
        assert_noop!(again, Error::<Test>::NothingOwed);
    });
}

#[test]
fn the_pot_keeps_its_existential_deposit_when_everybody_was_paid() {
    build_and_execute(|| {
        earn("builder", 100_000);
        for name in ["builder", "worker", "platform"] {
            assert_ok!(claim_own(name));
        }
        assert_eq!(Balances::free_balance(Attribution::pot()), EXISTENTIAL_DEPOSIT);
        earn("builder", 100);
    });
}
