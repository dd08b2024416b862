//! What is forgotten costs nobody money.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use polkadot_sdk::*;

fn compact(id: u64) -> frame_support::dispatch::DispatchResultWithPostInfo {
    Attribution::compact_batch(challenger(), id)
}

#[test]
fn an_old_batch_keeps_what_its_lines_are_owed_and_they_are_paid() {
    build_and_execute(|| {
        let (_, _, sealed, id) = first_batch();
        assert_noop!(compact(id), Error::<Test>::NotMatured);
        run_to(11);
        claim(id, sealed.claims([0])).unwrap();
        assert_noop!(compact(id), Error::<Test>::TooYoung);
        run_to(62);
        assert_ok!(compact(id));
        assert!(!Batches::<Test>::contains_key(id));
        let settled = Attribution::settled_batch(id).unwrap();
        assert_eq!(settled.left(), 640 - sealed.lines[0].amount);
        assert_sound();
        assert_noop!(compact(id), Error::<Test>::NothingToForget);

        assert_noop!(claim(id, sealed.claims([0])), Error::<Test>::AlreadyClaimed);
        assert_ok!(claim(id, sealed.claims(1..4)));
        let all: u128 = sealed.lines.iter().map(|line| line.amount).sum();
        assert_eq!(earned("contributor 0") + earned("contributor 1"), all);
        assert_sound();
        assert_ok!(compact(id));
        assert!(!SettledBatches::<Test>::contains_key(id) && Claimed::<Test>::iter_prefix(id).next().is_none());
        assert_noop!(compact(id), Error::<Test>::NothingToForget);
        assert_noop!(claim(id, sealed.claims([1])), Error::<Test>::UnknownBatch);
    });
}

#[test]
fn a_batch_whose_lines_are_all_claimed_goes_at_once() {
    build_and_execute(|| {
        let (worker, mut customers, sealed, id) = first_batch();
        run_to(11);
        sealed.claim_all(id);
        assert_ok!(compact(id));
        assert!(!Batches::<Test>::contains_key(id) && !SettledBatches::<Test>::contains_key(id));
        System::assert_last_event(Event::BatchForgotten { batch: id }.into());
        let next = worker.seal(&mut customers, &[Answer::new(1, 100, &[0])]).accepted();
        assert_eq!((next, Attribution::next_nonce(&worker.account)), (1, 2));
    });
}

#[test]
fn a_line_claimed_late_earns_its_royalties_from_a_compacted_batch_too() {
    build_and_execute(|| {
        let (worker, mut customers, sealed, id) = first_batch();
        run_to(11);
        worker.seal(&mut customers, &[Answer::new(2, 50_000, &[4])]).accepted();
        run_to(21);
        Attribution::settle_royalty(challenger(), 2, 1).unwrap();
        run_to(62);
        assert_ok!(compact(id));
        sealed.claim_all(id);
        let lines: u128 = sealed.lines.iter().map(|line| line.amount).sum();
        let pool = DataPools::<Test>::get(1);
        assert_eq!(earned("contributor 0") + earned("contributor 1"), lines + pool.by_credit_taken);
        assert!(pool.by_credit_taken + 2 >= pool.by_credit && pool.by_credit > 0);
    });
}

#[test]
fn a_void_batch_goes_after_the_retention_period() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let mut lines = sealed.lines.clone();
        lines.swap(0, 1);
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        assert_ok!(Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1)));
        assert_noop!(compact(id), Error::<Test>::TooYoung);
        run_to(62);
        assert_ok!(compact(id));
        assert!(!Voided::<Test>::contains_key(id) && !Batches::<Test>::contains_key(id));
    });
}

#[test]
fn more_marks_than_one_call_forgets_are_forgotten_by_the_next() {
    build_and_execute(|| {
        let (_, _, sealed, id) = first_batch();
        run_to(11);
        sealed.claim_all(id);
        Batches::<Test>::mutate(id, |batch| batch.as_mut().unwrap().header.credit_lines = 128 * 400);
        for chunk in 0..400 {
            Claimed::<Test>::insert(id, chunk, u128::MAX);
        }
        // Marks that were never committed to the database are not counted: make them old.
        assert_ok!(compact(id));
        while SettledBatches::<Test>::contains_key(id) {
            assert_ok!(compact(id));
        }
        assert!(Claimed::<Test>::iter_prefix(id).next().is_none());
    });
}
