//! «Which answers earned this?»: from the chain and the batches' files.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use polkadot_sdk::*;

#[test]
fn a_versions_history_names_the_batches_and_their_files() {
    build_and_execute(|| {
        let (worker, mut customers, sealed, first) = first_batch();
        let second = worker.seal(&mut customers, &[Answer::new(2, 700, &[4])]).accepted();
        let third = worker.seal(&mut customers, &[Answer::new(1, 300, &[1])]).accepted();
        run_to(11);
        claim(first, sealed.claims([0])).unwrap();
        let history = Attribution::income_history(1, 0, 10);
        assert_eq!(history.iter().map(|entry| entry.batch).collect::<Vec<_>>(), [first, third]);
        assert_eq!(history[0].content, sealed.signed.header.content);
        assert_eq!((history[0].receipts, history[0].fees, history[0].data), (2, 1_500, 640));
        assert_eq!((history[0].claimed, history[0].matured, history[0].void), (sealed.lines[0].amount, true, false));
        assert_eq!(Attribution::income_history(1, first + 1, 10).len(), 1);
        assert_eq!(Attribution::income_history(1, 0, 1).len(), 1);
        assert_eq!(Attribution::income_history(2, 0, 10)[0].batch, second);
    });
}

#[test]
fn a_contributions_credits_are_told_by_version() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let sealed = worker.seal(&mut customers, &[Answer::new(1, 1_000, &[2]), Answer::new(2, 1_000, &[2])]);
        let id = sealed.accepted();
        run_to(11);
        assert_eq!(Attribution::credits_of(2), []);
        sealed.claim_all(id);
        assert_eq!(Attribution::credits_of(2), [(1, sealed.lines[0].amount), (2, sealed.lines[1].amount)]);
    });
}

#[test]
fn dust_accumulates_over_batches_until_it_can_be_paid() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let mut owed = 0;
        let contributor = || RuntimeOrigin::signed(account("contributor 0"));
        for _ in 0..3 {
            let sealed = worker.seal(&mut customers, &[Answer::new(1, 800, &[0])]);
            let id = sealed.accepted();
            run_to(System::block_number() + 10);
            assert_noop!(
                Attribution::claim(contributor()),
                if owed == 0 { Error::<Test>::NothingOwed } else { Error::<Test>::BelowExistentialDeposit }
            );
            sealed.claim_all(id);
            owed += sealed.lines[0].amount;
            assert_eq!(earned("contributor 0"), owed);
        }
        assert_ok!(Attribution::claim(contributor()));
        assert_eq!(Balances::free_balance(account("contributor 0")), owed);
    });
}
