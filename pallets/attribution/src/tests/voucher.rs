//! Vouchers: what a worker may redeem with one, and every reason why it may not.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_ok, traits::fungible::Inspect};
use openledger_primitives::{
    batch::{Redemption, SignedBatch},
    voucher::Voucher,
};
use polkadot_sdk::*;
use sp_core::{sr25519, Pair};

/// A sealed batch of two receipts, whose redemption is changed and signed again by the user and the worker.
fn refused_after(change: impl FnOnce(&mut Voucher, &mut Redemption), error: Error<Test>) {
    build_and_execute(|| {
        let (worker, customers, sealed) = sealed();
        let spoilt = sealed.but(&worker, |signed| change_voucher(&customers[0], signed, change));
        spoilt.refused(error);
        sealed.accepted();
    });
}

fn sealed() -> (Worker, Vec<Customer>, Sealed) {
    let (worker, mut customers) = one_of_each();
    let sealed = worker.seal(&mut customers, &[Answer::new(1, 1_000, &[0]), Answer::new(1, 500, &[1])]);
    (worker, customers, sealed)
}

fn change_voucher(customer: &Customer, signed: &mut SignedBatch, change: impl FnOnce(&mut Voucher, &mut Redemption)) {
    let redemption = &mut signed.redemptions[0];
    let mut voucher = redemption.voucher.voucher;
    change(&mut voucher, redemption);
    redemption.voucher = customer.sign(voucher);
}

#[test]
fn redeeming_moves_the_fees_from_the_hold_to_the_pot() {
    build_and_execute(|| {
        let (_, customers, sealed) = sealed();
        sealed.accepted();

        let allocation = Allocations::<Test>::get(0).unwrap();
        assert_eq!((allocation.redeemed, allocation.left()), (1_500, 98_500));
        assert_eq!((allocation.receipts, allocation.receipts_hash), (2, customers[0].history(2)));
        assert_eq!(Balances::free_balance(Attribution::pot()), EXISTENTIAL_DEPOSIT + 1_500);
        assert_eq!(Balances::total_balance(&account("user")), 10_000_000 - 1_500);
        System::assert_has_event(
            Event::AllocationRedeemed { batch: 0, allocation: 0, receipts: 2, amount: 1_500 }.into(),
        );
    });
}

#[test]
fn a_voucher_that_countersigns_everything_needs_no_last_receipt() {
    build_and_execute(|| {
        let (worker, customers, sealed) = sealed();
        let newer = sealed.but(&worker, |signed| {
            change_voucher(&customers[0], signed, |voucher, redemption| {
                *voucher = customers[0].voucher(&worker, 1, 2);
                redemption.last = None;
            });
        });
        newer.accepted();
        let allocation = Allocations::<Test>::get(0).unwrap();
        assert_eq!((allocation.receipts, allocation.receipts_hash), (2, customers[0].history(2)));
    });
}

#[test]
fn the_next_batch_follows_on_the_receipts_redeemed_before() {
    build_and_execute(|| {
        let (worker, mut customers, sealed) = sealed();
        sealed.accepted();
        worker.seal(&mut customers, &[Answer::new(1, 700, &[0])]).accepted();
        let allocation = Allocations::<Test>::get(0).unwrap();
        assert_eq!((allocation.redeemed, allocation.receipts), (2_200, 3));
        assert_eq!(allocation.receipts_hash, customers[0].history(3));
    });
}

#[test]
fn another_key_than_the_allocations_is_refused() {
    build_and_execute(|| {
        let (worker, customers, sealed) = sealed();
        let (forger, _) = sr25519::Pair::generate();
        let forger = Customer { key: forger, ..customers[0].clone() };
        sealed.but(&worker, |signed| change_voucher(&forger, signed, |_, _| ())).refused(Error::BadVoucherSignature);
    });
}

#[test]
fn a_voucher_changed_after_it_was_signed_is_refused() {
    build_and_execute(|| {
        let (worker, _, sealed) = sealed();
        sealed
            .but(&worker, |signed| signed.redemptions[0].voucher.voucher.cumulative += 1)
            .refused(Error::BadVoucherSignature);
    });
}

#[test]
fn a_voucher_for_another_chain_is_refused() {
    refused_after(|voucher, _| voucher.genesis = [1; 32], Error::WrongGenesis);
}

#[test]
fn a_voucher_for_another_worker_is_refused() {
    refused_after(|voucher, _| voucher.worker = account("somebody else").into(), Error::AnotherWorker);
}

#[test]
fn a_voucher_of_an_allocation_for_another_worker_is_refused() {
    build_and_execute(|| {
        let (_, mut customers) = one_of_each();
        let thief = Worker::bonded("thief", 1_000_000);
        // The user never signs this; with its signature, the allocation still says who may redeem.
        thief.seal(&mut customers, &[Answer::new(1, 1_000, &[0])]).refused(Error::AnotherWorker);
    });
}

#[test]
fn an_unknown_allocation_is_refused() {
    refused_after(|voucher, _| voucher.allocation = 9, Error::UnknownAllocation);
}

#[test]
fn an_expired_voucher_is_refused_and_one_in_its_last_block_is_not() {
    build_and_execute(|| {
        let (worker, customers, sealed) = sealed();
        assert_eq!(sealed.signed.redemptions[0].voucher.voucher.expires, 6);
        run_to(7);
        sealed.refused(Error::VoucherExpired);
        let renewed = sealed.but(&worker, |signed| {
            change_voucher(&customers[0], signed, |voucher, _| voucher.expires = 7);
        });
        renewed.accepted();
    });
}

#[test]
fn a_voucher_for_less_than_what_would_be_redeemed_is_refused() {
    refused_after(|voucher, _| voucher.cumulative = 1_499, Error::VoucherTooLow);
}

#[test]
fn a_voucher_for_more_than_was_set_aside_is_refused() {
    refused_after(|voucher, _| voucher.cumulative = 100_001, Error::VoucherTooHigh);
}

#[test]
fn a_voucher_may_promise_more_than_is_redeemed() {
    build_and_execute(|| {
        let (worker, customers, sealed) = sealed();
        let more = sealed.but(&worker, |signed| {
            change_voucher(&customers[0], signed, |voucher, _| voucher.cumulative = 100_000);
        });
        more.accepted();
        assert_eq!(Allocations::<Test>::get(0).unwrap().redeemed, 1_500);
    });
}

#[test]
fn a_voucher_redeemed_before_is_refused_under_the_next_nonce() {
    build_and_execute(|| {
        let (worker, _, sealed) = sealed();
        sealed.accepted();
        sealed.but(&worker, |signed| signed.header.nonce = 1).refused(Error::VoucherTooLow);
    });
}

#[test]
fn receipts_redeemed_before_are_refused_even_when_the_promise_would_suffice() {
    build_and_execute(|| {
        let (worker, customers, sealed) = sealed();
        let generous = |signed: &mut SignedBatch| {
            change_voucher(&customers[0], signed, |voucher, _| voucher.cumulative = 50_000);
        };
        sealed.but(&worker, generous).accepted();
        sealed
            .but(&worker, |signed| {
                generous(signed);
                signed.header.nonce = 1;
            })
            .refused(Error::NotCountersigned);
    });
}

#[test]
fn two_receipts_that_the_user_has_not_seen_are_refused() {
    build_and_execute(|| {
        let (worker, customers, sealed) = sealed();
        sealed
            .but(&worker, |signed| {
                change_voucher(&customers[0], signed, |voucher, _| {
                    *voucher = customers[0].voucher(&worker, 1, 0);
                });
            })
            .refused(Error::NotCountersigned);
    });
}

#[test]
fn a_last_receipt_that_the_voucher_countersigns_already_is_refused() {
    build_and_execute(|| {
        let (worker, customers, sealed) = sealed();
        sealed
            .but(&worker, |signed| {
                change_voucher(&customers[0], signed, |voucher, _| {
                    *voucher = customers[0].voucher(&worker, 1, 2);
                });
            })
            .refused(Error::NotCountersigned);
    });
}

#[test]
fn a_voucher_that_follows_on_other_receipts_is_refused() {
    build_and_execute(|| {
        let (worker, mut customers, sealed) = sealed();
        sealed.accepted();
        let next = worker.seal(&mut customers, &[Answer::new(1, 700, &[0])]);
        let other = next.but(&worker, |signed| {
            change_voucher(&customers[0], signed, |voucher, _| voucher.receipts_hash = [7; 32]);
        });
        other.refused(Error::AnotherHistory);
        next.accepted();
    });
}

#[test]
fn a_redemption_without_receipts_is_refused() {
    refused_after(|_, redemption| redemption.receipts = 0, Error::NoReceipts);
}

#[test]
fn a_last_receipt_for_another_version_than_the_voucher_asked_is_refused() {
    refused_after(|voucher, _| voucher.version = 2, Error::AnotherVersion);
}

#[test]
fn a_user_cannot_freeze_what_it_set_aside() {
    use frame_support::traits::{LockableCurrency, WithdrawReasons};
    build_and_execute(|| {
        let (_, _, sealed) = sealed();
        Balances::set_lock(*b"a freeze", &account("user"), 10_000_000, WithdrawReasons::all());
        sealed.accepted();
        assert_eq!(Allocations::<Test>::get(0).unwrap().redeemed, 1_500);
    });
}

#[test]
fn a_closing_allocation_can_be_redeemed_until_the_delay_is_over() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        assert_ok!(Attribution::close_allocation(RuntimeOrigin::signed(account("user")), 0));
        run_to(20);
        worker.seal(&mut customers, &[Answer::new(1, 1_000, &[0])]).accepted();
        run_to(21);
        worker.seal(&mut customers, &[Answer::new(1, 1_000, &[0])]).refused(Error::AllocationClosed);
        assert_ok!(Attribution::finish_closing(RuntimeOrigin::signed(account("user")), 0));
        assert_eq!(Balances::free_balance(account("user")), 10_000_000 - 1_000);
    });
}
