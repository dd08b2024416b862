//! What a proven lie costs, and whom it pays.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::Amount;
use polkadot_sdk::*;

/// A batch that lies about the order of its lines, proved.
fn convicted() -> (Worker, Vec<Customer>, Sealed, u64) {
    let (worker, customers, sealed) = two_answers();
    let mut lines = sealed.lines.clone();
    lines.swap(0, 1);
    let sealed = sealed.with_lines(&worker, lines);
    let id = sealed.accepted();
    assert_ok!(Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1)));
    (worker, customers, sealed, id)
}

#[test]
fn the_users_are_refunded_and_the_bond_pays_challenger_and_platform() {
    build_and_execute(|| {
        let (worker, _, _, id) = convicted();
        assert_eq!(earned("user"), 1_500);
        assert_eq!((earned("challenger"), earned("platform")), (500_000, 500_000));
        assert_eq!(TestWorkers::bond(&worker.account), 0);
        System::assert_last_event(
            Event::BatchVoided {
                batch: id,
                worker: worker.account,
                lie: Lie::LinesOutOfOrder,
                challenger: account("challenger"),
                refunded: 1_500,
                slashed: 1_000_000,
                reward: 500_000,
            }
            .into(),
        );
        let verdict = Verdict { lie: Lie::LinesOutOfOrder, challenger: account("challenger"), at: 1 };
        assert_eq!(Attribution::verdict(id), Some(verdict));
        let before = Balances::free_balance(account("user"));
        assert_ok!(Attribution::claim(RuntimeOrigin::signed(account("user"))));
        assert_eq!(Balances::free_balance(account("user")), before + 1_500);
    });
}

#[test]
fn a_void_batch_never_matures_and_its_lines_are_never_paid() {
    build_and_execute(|| {
        let (worker, _, sealed, id) = convicted();
        run_to(40);
        assert!(!Batches::<Test>::get(id).unwrap().matured);
        assert_noop!(claim(id, sealed.claims([0])), Error::<Test>::NotMatured);
        assert_eq!((earned("worker"), earned("first builder")), (0, 0));
        assert_eq!(Attribution::unmatured(&worker.account), 0);
    });
}

#[test]
fn the_nonce_of_a_void_batch_stays_used_and_the_next_batch_follows_on_it() {
    build_and_execute(|| {
        let (worker, mut customers, sealed, _) = convicted();
        sealed.refused(Error::NonceUsed);
        Bonded::mutate(|bonded| bonded.get_mut(&worker.account).unwrap().1 = 1_000_000);
        let next = worker.seal(&mut customers, &[Answer::new(1, 300, &[0])]);
        let id = next.accepted();
        run_to(11);
        assert!(Batches::<Test>::get(id).unwrap().matured);
        let allocation = Allocations::<Test>::get(0).unwrap();
        assert_eq!((allocation.receipts, allocation.redeemed), (3, 1_800));
    });
}

#[test]
fn later_batches_of_the_same_allocation_stay() {
    build_and_execute(|| {
        let (worker, mut customers, sealed) = two_answers();
        let mut lines = sealed.lines.clone();
        lines.swap(0, 1);
        let sealed = sealed.with_lines(&worker, lines);
        let lying = sealed.accepted();
        let honest = worker.seal(&mut customers, &[Answer::new(1, 400, &[0])]).accepted();
        assert_ok!(Attribution::dispute_order(challenger(), lying, sealed.line(0), sealed.line(1)));
        assert_eq!(Attribution::unmatured(&worker.account), 400);
        run_to(11);
        assert!(Batches::<Test>::get(honest).unwrap().matured);
        assert_eq!(earned("user"), 1_500);
    });
}

#[test]
fn users_are_refunded_to_the_planck_also_when_no_bond_is_left() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        customers.push(Customer::open("other user", &worker, 50_000));
        let answers = [Answer::new(1, 1_000, &[0, 1]), Answer::new(1, 777, &[0, 1]).to(1)];
        let sealed = worker.seal(&mut customers, &answers);
        let mut lines = sealed.lines.clone();
        lines.swap(1, 2);
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        Bonded::mutate(|bonded| bonded.get_mut(&worker.account).unwrap().1 = 0);
        assert_ok!(Attribution::dispute_order(challenger(), id, sealed.line(1), sealed.line(2)));
        assert_eq!((earned("user"), earned("other user"), earned("challenger")), (1_000, 777, 0));
    });
}

#[test]
fn proving_a_lie_ends_everything_else_that_is_open_about_the_batch() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let mut lines = sealed.lines.clone();
        lines.swap(0, 1);
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        let other = RuntimeOrigin::signed(account("other user"));
        let free = || -> Amount { Balances::free_balance(account("other user")) };
        let before = free();
        assert_ok!(Attribution::demand(other.clone(), id, Part::Receipt(0)));
        assert_ok!(Attribution::request_reexecution(other, id, Box::new(sealed.receipt(1))));
        assert_eq!(free(), before - 6_000);
        assert_ok!(Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1)));
        assert_eq!(free(), before);
        assert!(Demands::<Test>::iter().next().is_none() && Reexecutions::<Test>::iter().next().is_none());
        assert!(Maturing::<Test>::iter().next().is_none());
    });
}

#[test]
fn a_liar_who_takes_its_bond_back_in_time_loses_it_all_the_same() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let mut lines = sealed.lines.clone();
        lines.swap(0, 1);
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        Bonded::mutate(|bonded| bonded.get_mut(&worker.account).unwrap().1 = 100_000);
        Unbonding::mutate(|unbonding| unbonding.insert(worker.account.clone(), 900_000));
        assert_ok!(Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1)));
        assert_eq!(TestWorkers::at_stake(&worker.account), 0);
        assert_eq!((earned("challenger"), earned("platform")), (500_000, 500_000));
    });
}
