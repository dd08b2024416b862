//! Answers computed again: most of three others decide, never the accused.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use openledger_primitives::{
    content::ContentId,
    job::{JobKind, ReexecuteResult},
    recipe::NumericClass,
    BatchId,
};
use polkadot_sdk::*;

fn user() -> RuntimeOrigin {
    RuntimeOrigin::signed(account("other user"))
}

fn held() -> u128 {
    Balances::balance_on_hold(&HoldReason::Dispute.into(), &account("other user"))
}

/// A batch whose first answer is disputed, and what its receipt says.
fn disputed() -> (Worker, Sealed, BatchId, ReexecuteResult) {
    let (worker, _, sealed) = two_answers();
    let id = sealed.accepted();
    assert_ok!(Attribution::request_reexecution(user(), id, Box::new(sealed.receipt(0))));
    let receipt = &sealed.receipts[0].receipt;
    let stated = ReexecuteResult { output: receipt.output, query: receipt.query };
    (worker, sealed, id, stated)
}

fn answer(name: &str, result: ReexecuteResult) -> sp_runtime::DispatchResult {
    Attribution::on_reexecute_result(0, &account(name), result)
}

#[test]
fn three_jobs_are_opened_and_a_bond_put_on_hold() {
    build_and_execute(|| {
        let (_, sealed, id, _) = disputed();
        assert_eq!(Opened::get(), vec![(JobKind::Reexecute(0), account("other user"), 100); 3]);
        assert_eq!(held(), 5_000);
        let spec = Attribution::reexecute_spec(0).unwrap();
        assert_eq!((spec.batch, spec.receipt), (sealed.signed.header.content, 0));
        assert_eq!(spec.adapter, Some(ContentId::of(b"adapter")));
        assert_eq!(ReexecutionsOf::<Test>::get(id).into_inner(), [0]);
        let again = Attribution::request_reexecution(user(), id, Box::new(sealed.receipt(0)));
        assert_noop!(again, Error::<Test>::AlreadyDemanded);
    });
}

#[test]
fn most_who_get_something_else_make_it_a_lie() {
    build_and_execute(|| {
        let (worker, _, id, stated) = disputed();
        let other = ReexecuteResult { query: [8; 32], ..stated };
        assert_ok!(answer("first", other));
        assert_ok!(answer("second", stated));
        assert_eq!(lie(id), None);
        assert_ok!(answer("third", other));
        assert_eq!(lie(id), Some(Lie::FalseAnswer));
        assert_eq!((earned("user"), earned("other user"), held()), (1_500, 500_000, 0));
        assert_eq!(TestWorkers::bond(&worker.account), 0);
        assert_ok!(answer("late", stated));
    });
}

#[test]
fn two_who_get_the_same_cost_the_challenger_the_bond() {
    build_and_execute(|| {
        let (_, _, id, stated) = disputed();
        assert_ok!(answer("first", stated));
        assert_ok!(answer("second", stated));
        assert_eq!((lie(id), held()), (None, 0));
        assert_eq!((earned("worker"), earned("platform")), (2_500, 2_500));
        assert_ok!(answer("third", stated));
        run_to(11);
        assert!(Batches::<Test>::get(id).unwrap().matured);
    });
}

#[test]
fn without_a_majority_the_bond_goes_back() {
    build_and_execute(|| {
        let (_, _, id, stated) = disputed();
        assert_ok!(answer("first", ReexecuteResult { output: [1; 32], ..stated }));
        assert_ok!(answer("second", ReexecuteResult { output: [2; 32], ..stated }));
        assert_ok!(answer("third", stated));
        assert_eq!((lie(id), held()), (None, 0));
        assert!(Reexecutions::<Test>::get(0).is_none() && !ReexecutionsOf::<Test>::contains_key(id));
    });
}

#[test]
fn jobs_that_are_given_up_end_it_without_a_verdict() {
    build_and_execute(|| {
        let (_, _, id, stated) = disputed();
        assert_ok!(answer("first", ReexecuteResult { output: [1; 32], ..stated }));
        Attribution::on_reexecute_failed(0);
        assert_eq!(held(), 5_000);
        Attribution::on_reexecute_failed(0);
        assert_eq!((lie(id), held()), (None, 0));
        Attribution::on_reexecute_failed(0);
    });
}

#[test]
fn the_accused_does_not_judge() {
    build_and_execute(|| {
        let (worker, _, _, stated) = disputed();
        assert_eq!(Excluded::get(), vec![vec![worker.account]; 3]);
        assert_noop!(answer("worker", stated), Error::<Test>::Accused);
    });
}

#[test]
fn whoever_is_drawn_twice_has_one_voice_and_another_is_asked() {
    build_and_execute(|| {
        let (worker, _, id, stated) = disputed();
        let other = ReexecuteResult { output: [1; 32], ..stated };
        assert_ok!(answer("first", other));
        assert_ok!(answer("first", other));
        assert_eq!(lie(id), None);
        assert_eq!(Excluded::get()[3], [account("first"), worker.account]);
        assert_eq!(Reexecutions::<Test>::get(0).unwrap().answers.len(), 1);
        assert_ok!(answer("second", other));
        assert_eq!(lie(id), Some(Lie::FalseAnswer));
    });
}

#[test]
fn a_batch_waits_for_it_and_matures_when_nobody_answers() {
    build_and_execute(|| {
        let (_, sealed, id, _) = disputed();
        run_to(6);
        assert_ok!(Attribution::request_reexecution(user(), id, Box::new(sealed.receipt(1))));
        assert_eq!(Batches::<Test>::get(id).unwrap().matures_at, 15);
        run_to(14);
        assert_eq!(held(), 10_000);
        run_to(15);
        assert_eq!(held(), 0);
        assert!(Batches::<Test>::get(id).unwrap().matured);
        assert!(Attribution::reexecute_spec(0).is_none());
    });
}

#[test]
fn an_answer_that_is_not_the_same_everywhere_is_not_computed_again() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let sealed =
            sealed.with_receipts(&worker, |receipts| receipts[0].receipt.numeric_class = NumericClass::CudaTolerant);
        let id = sealed.accepted();
        let refused = Attribution::request_reexecution(user(), id, Box::new(sealed.receipt(0)));
        assert_noop!(refused, Error::<Test>::NotReproducible);
        let mut forged = sealed.receipt(1);
        forged.receipt.output = [9; 32];
        let refused = Attribution::request_reexecution(user(), id, Box::new(forged));
        assert_noop!(refused, Error::<Test>::NotCommitted);
    });
}
