//! Opening, topping up and closing allocations.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use openledger_primitives::{voucher::NO_RECEIPTS, Amount};
use polkadot_sdk::*;

fn held(name: &str) -> Amount {
    Balances::balance_on_hold(&HoldReason::Allocation.into(), &account(name))
}

fn signed(name: &str) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(name))
}

#[test]
fn opening_holds_the_amount_on_the_users_account() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 1_000);
        let customer = Customer::open("user", &worker, 50_000);

        assert_eq!(held("user"), 50_000);
        assert_eq!(Balances::free_balance(account("user")), 10_000_000 - 50_000);
        let allocation = Allocations::<Test>::get(customer.allocation).unwrap();
        assert_eq!((allocation.amount, allocation.redeemed, allocation.left()), (50_000, 0, 50_000));
        assert_eq!((allocation.receipts, allocation.receipts_hash), (0, NO_RECEIPTS));
        assert_eq!((allocation.opened_at, allocation.closes_at), (1, None));
        System::assert_last_event(
            Event::AllocationOpened {
                allocation: 0,
                user: account("user"),
                worker: worker.account,
                amount: 50_000,
                voucher_key: allocation.voucher_key,
            }
            .into(),
        );
    });
}

#[test]
fn allocations_are_numbered_one_by_one() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 1_000);
        assert_eq!(Customer::open("user", &worker, 100).allocation, 0);
        assert_eq!(Customer::open("user", &worker, 100).allocation, 1);
        assert_eq!(Customer::open("other user", &worker, 100).allocation, 2);
        assert_eq!((held("user"), held("other user")), (200, 100));
    });
}

#[test]
fn opening_is_refused_for_an_account_that_is_no_worker() {
    build_and_execute(|| {
        assert_noop!(
            Attribution::open_allocation(signed("user"), account("nobody"), 1_000, [1; 32]),
            Error::<Test>::UnknownWorker
        );
    });
}

#[test]
fn opening_is_refused_below_the_minimum() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 1_000).account;
        assert_noop!(
            Attribution::open_allocation(signed("user"), worker.clone(), 99, [1; 32]),
            Error::<Test>::AmountTooSmall
        );
        assert_ok!(Attribution::open_allocation(signed("user"), worker, 100, [1; 32]));
    });
}

#[test]
fn opening_is_refused_with_a_key_under_which_anybody_can_sign() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 1_000).account;
        assert_noop!(
            Attribution::open_allocation(signed("user"), worker, 100, [0; 32]),
            Error::<Test>::UnusableVoucherKey
        );
    });
}

#[test]
fn opening_is_refused_when_the_user_has_not_got_the_money() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 1_000).account;
        let outcome = Attribution::open_allocation(signed("user"), worker, 10_000_001, [1; 32]);
        assert_noop!(outcome, sp_runtime::TokenError::FundsUnavailable);
    });
}

#[test]
fn topping_up_adds_to_what_is_held() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 1_000);
        let customer = Customer::open("user", &worker, 1_000);
        assert_ok!(Attribution::top_up(signed("user"), customer.allocation, 1));

        assert_eq!(held("user"), 1_001);
        assert_eq!(Allocations::<Test>::get(0).unwrap().amount, 1_001);
        let event = Event::AllocationToppedUp { allocation: 0, added: 1, amount: 1_001 };
        System::assert_last_event(event.into());
    });
}

#[test]
fn topping_up_is_refused_for_others_for_nothing_and_while_closing() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 1_000);
        Customer::open("user", &worker, 1_000);
        let top_up = |name: &str, id, amount| Attribution::top_up(signed(name), id, amount);
        assert_noop!(top_up("user", 1, 5), Error::<Test>::UnknownAllocation);
        assert_noop!(top_up("other user", 0, 5), Error::<Test>::NotYourAllocation);
        assert_noop!(top_up("user", 0, 0), Error::<Test>::AmountTooSmall);
        assert_noop!(top_up("user", 0, Amount::MAX), Error::<Test>::Overflow);
        assert_ok!(Attribution::close_allocation(signed("user"), 0));
        assert_noop!(top_up("user", 0, 5), Error::<Test>::AllocationClosing);
    });
}

#[test]
fn closing_begins_once_and_by_the_user_only() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 1_000);
        Customer::open("user", &worker, 1_000);
        let close = |name: &str, id| Attribution::close_allocation(signed(name), id);
        assert_noop!(close("user", 7), Error::<Test>::UnknownAllocation);
        assert_noop!(close("worker", 0), Error::<Test>::NotYourAllocation);
        assert_ok!(close("user", 0));
        System::assert_last_event(Event::AllocationClosing { allocation: 0, closes_at: 21 }.into());
        assert_noop!(close("user", 0), Error::<Test>::AllocationClosing);
        assert_eq!(held("user"), 1_000, "the worker may still redeem");
    });
}

#[test]
fn the_rest_returns_to_the_user_after_the_delay_whoever_asks() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 1_000);
        Customer::open("user", &worker, 1_000);
        let finish = || Attribution::finish_closing(signed("anyone"), 0);
        assert_noop!(finish(), Error::<Test>::AllocationNotClosing);
        assert_ok!(Attribution::close_allocation(signed("user"), 0));
        run_to(20);
        assert_noop!(finish(), Error::<Test>::StillRedeemable);
        run_to(21);
        assert_ok!(finish());

        assert_eq!((held("user"), Balances::free_balance(account("user"))), (0, 10_000_000));
        System::assert_last_event(
            Event::AllocationClosed { allocation: 0, user: account("user"), redeemed: 0, returned: 1_000 }.into(),
        );
        assert_noop!(finish(), Error::<Test>::UnknownAllocation);
    });
}

#[test]
fn only_what_was_not_redeemed_returns() {
    build_and_execute(|| {
        let (_, _, sealed, _) = first_batch();
        assert_eq!(sealed.signed.redemptions[0].amount, 1_500);
        assert_ok!(Attribution::close_allocation(signed("user"), 0));
        run_to(21);
        assert_ok!(Attribution::finish_closing(signed("user"), 0));
        assert_eq!(Balances::free_balance(account("user")), 10_000_000 - 1_500);
        assert_eq!(held("user"), 0);
    });
}

#[test]
fn an_allocation_that_was_redeemed_to_the_last_planck_closes() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 10_000);
        let mut customers = [Customer::open("user", &worker, 1_000)];
        worker.seal(&mut customers, &[Answer::new(0, 1_000, &[])]).accepted();
        assert_eq!(held("user"), 0);
        assert_ok!(Attribution::close_allocation(signed("user"), 0));
        run_to(21);
        assert_ok!(Attribution::finish_closing(signed("user"), 0));
        assert!(!Allocations::<Test>::contains_key(0));
    });
}
