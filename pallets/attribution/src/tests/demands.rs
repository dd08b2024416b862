//! «Show this, or lose»: what a worker keeps to itself is a lie, and asking for what it shows costs the asker.

use super::market::*;
use crate::{disputes::demand::MAX_DEMANDS, mock::*, *};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use openledger_primitives::{merkle_sum, BatchId};
use polkadot_sdk::*;

fn user() -> RuntimeOrigin {
    RuntimeOrigin::signed(account("other user"))
}

fn held() -> u128 {
    Balances::balance_on_hold(&HoldReason::Dispute.into(), &account("other user"))
}

fn sent() -> (Worker, Sealed, BatchId) {
    let (worker, _, sealed) = two_answers();
    let id = sealed.accepted();
    (worker, sealed, id)
}

#[test]
fn a_demand_puts_a_bond_on_hold_and_delays_the_batch() {
    build_and_execute(|| {
        let (_, _, id) = sent();
        run_to(8);
        assert_ok!(Attribution::demand(user(), id, Part::Receipt(1)));
        assert_eq!(held(), 1_000);
        let demand = Demand { part: Part::Receipt(1), challenger: account("other user"), bond: 1_000, deadline: 14 };
        assert_eq!(Attribution::demands(id), [demand]);
        assert_eq!(Batches::<Test>::get(id).unwrap().matures_at, 15);
        run_to(11);
        assert!(!Batches::<Test>::get(id).unwrap().matured);
    });
}

#[test]
fn an_early_demand_delays_nothing() {
    build_and_execute(|| {
        let (_, _, id) = sent();
        assert_ok!(Attribution::demand(user(), id, Part::Receipt(1)));
        assert_eq!(Batches::<Test>::get(id).unwrap().matures_at, 11);
    });
}

#[test]
fn what_is_shown_in_time_costs_the_asker_and_pays_the_worker() {
    build_and_execute(|| {
        let (_, sealed, id) = sent();
        let parts = [
            (Part::Receipt(1), Shown::Receipt(sealed.receipt(1))),
            (Part::Line(2), Shown::Line(sealed.line(2))),
            (Part::Weight { receipt: 0, leaf: 3 }, Shown::Weight(sealed.receipt(0), Some(sealed.weight(0, 3)))),
            (Part::Query(0), Shown::Query(sealed.receipt(0), sealed.receipts[0].query.clone())),
        ];
        for (part, shown) in parts {
            let before = (earned("worker"), earned("platform"), Balances::free_balance(account("other user")));
            assert_ok!(Attribution::demand(user(), id, part));
            assert_ok!(Attribution::reveal(challenger(), id, part, Box::new(shown.clone())));
            let after = (earned("worker"), earned("platform"), Balances::free_balance(account("other user")));
            assert_eq!(after, (before.0 + 500, before.1 + 500, before.2 - 1_000));
            let again = Attribution::reveal(challenger(), id, part, Box::new(shown));
            assert_noop!(again, Error::<Test>::NotDemanded);
        }
        assert_eq!(held(), 0);
        run_to(11);
        assert!(Batches::<Test>::get(id).unwrap().matured);
    });
}

#[test]
fn something_else_than_what_was_asked_for_is_no_answer() {
    build_and_execute(|| {
        let (_, sealed, id) = sent();
        let refused = |part: Part, shown: Shown, error: Error<Test>| {
            assert_noop!(Attribution::reveal(challenger(), id, part, Box::new(shown)), error);
        };
        let (receipt, line) = (Part::Receipt(1), Part::Line(2));
        let (weight, query) = (Part::Weight { receipt: 0, leaf: 3 }, Part::Query(0));
        for part in [receipt, line, weight] {
            assert_ok!(Attribution::demand(user(), id, part));
        }
        assert_ok!(Attribution::demand(user(), id, query));
        refused(receipt, Shown::Receipt(sealed.receipt(0)), Error::AnotherReceipt);
        refused(receipt, Shown::Line(sealed.line(1)), Error::UnknownPart);
        refused(line, Shown::Line(sealed.line(1)), Error::AnotherLine);
        refused(weight, Shown::Weight(sealed.receipt(0), Some(sealed.weight(0, 2))), Error::AnotherGround);
        refused(weight, Shown::Weight(sealed.receipt(0), None), Error::NotCommitted);
        refused(query, Shown::Query(sealed.receipt(0), sealed.receipts[1].query.clone()), Error::NotCommitted);
        let mut forged = sealed.receipt(1);
        forged.receipt.fee += 1;
        refused(receipt, Shown::Receipt(forged), Error::NotCommitted);
    });
}

#[test]
fn a_weight_that_no_tree_can_have_is_answered_by_how_many_there_are() {
    build_and_execute(|| {
        let (_, sealed, id) = sent();
        let part = Part::Weight { receipt: 0, leaf: 4 };
        assert_ok!(Attribution::demand(user(), id, part));
        let shown = Shown::Weight(sealed.receipt(0), Some(sealed.weight(0, 0)));
        assert_ok!(Attribution::reveal(challenger(), id, part, Box::new(shown)));
    });
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let sealed = worker.seal(&mut customers, &[Answer::new(0, 1_000, &[])]);
        assert_eq!(sealed.receipts[0].receipt.credits, merkle_sum::empty_root());
        let id = sealed.accepted();
        let part = Part::Weight { receipt: 0, leaf: 0 };
        assert_ok!(Attribution::demand(user(), id, part));
        let shown = Shown::Weight(sealed.receipt(0), None);
        assert_ok!(Attribution::reveal(challenger(), id, part, Box::new(shown)));
    });
}

#[test]
fn silence_makes_the_batch_void_when_it_would_mature() {
    build_and_execute(|| {
        let (_, _, id) = sent();
        run_to(8);
        assert_ok!(Attribution::demand(user(), id, Part::Receipt(1)));
        run_to(15);
        assert_eq!(lie(id), Some(Lie::Silence));
        assert_eq!((earned("user"), earned("other user"), held()), (1_500, 500_000, 0));
    });
}

#[test]
fn silence_can_be_called_after_the_deadline() {
    build_and_execute(|| {
        let (_, sealed, id) = sent();
        let part = Part::Receipt(1);
        assert_ok!(Attribution::demand(user(), id, part));
        run_to(7);
        let early = Attribution::convict_silence(challenger(), id, part);
        assert_noop!(early, Error::<Test>::MayStillAnswer);
        let other = Attribution::convict_silence(challenger(), id, Part::Receipt(0));
        assert_noop!(other, Error::<Test>::NotDemanded);
        run_to(8);
        let late = Attribution::reveal(challenger(), id, part, Box::new(Shown::Receipt(sealed.receipt(1))));
        assert_noop!(late, Error::<Test>::TooLate);
        assert_ok!(Attribution::convict_silence(challenger(), id, part));
        assert_eq!((lie(id), earned("other user")), (Some(Lie::Silence), 500_000));
    });
}

#[test]
fn only_what_the_batch_says_it_has_can_be_demanded_and_once_at_a_time() {
    build_and_execute(|| {
        let (_, _, id) = sent();
        for part in [Part::Receipt(2), Part::Query(2), Part::Line(3), Part::Weight { receipt: 2, leaf: 0 }] {
            assert_noop!(Attribution::demand(user(), id, part), Error::<Test>::UnknownPart);
        }
        assert_ok!(Attribution::demand(user(), id, Part::Line(2)));
        let again = Attribution::demand(RuntimeOrigin::signed(account("user")), id, Part::Line(2));
        assert_noop!(again, Error::<Test>::AlreadyDemanded);
        assert_noop!(Attribution::demand(user(), 9, Part::Line(2)), Error::<Test>::UnknownBatch);
    });
}

#[test]
fn a_challenger_has_few_open_demands_and_a_batch_a_bounded_number() {
    build_and_execute(|| {
        let (_, sealed, id) = sent();
        let leaf = |leaf| Part::Weight { receipt: 0, leaf };
        for at in 0..4 {
            assert_ok!(Attribution::demand(user(), id, leaf(at)));
        }
        assert_noop!(Attribution::demand(user(), id, leaf(4)), Error::<Test>::TooManyDemands);
        let shown = Shown::Weight(sealed.receipt(0), Some(sealed.weight(0, 2)));
        assert_ok!(Attribution::reveal(challenger(), id, leaf(2), Box::new(shown)));
        assert_ok!(Attribution::demand(user(), id, leaf(4)));
        for more in 0..MAX_DEMANDS - 4 {
            let name = format!("challenger {}", more / 4);
            let _ = <Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(&account(&name), 10_000);
            assert_ok!(Attribution::demand(RuntimeOrigin::signed(account(&name)), id, leaf(10 + more)));
        }
        let full = Attribution::demand(RuntimeOrigin::signed(account("user")), id, leaf(99));
        assert_noop!(full, Error::<Test>::TooManyDemands);
    });
}

#[test]
fn nothing_is_demanded_of_a_batch_beyond_its_first_dispute_period() {
    build_and_execute(|| {
        let (_, _, id) = sent();
        run_to(10);
        assert_ok!(Attribution::demand(user(), id, Part::Receipt(0)));
        assert_eq!(Batches::<Test>::get(id).unwrap().matures_at, 17);
        run_to(12);
        assert_noop!(Attribution::demand(user(), id, Part::Receipt(1)), Error::<Test>::DisputesOver);
    });
}

#[test]
fn a_batch_can_be_disputed_as_long_as_a_demand_delays_it() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let mut lines = sealed.lines.clone();
        lines.swap(0, 1);
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        run_to(10);
        assert_ok!(Attribution::demand(user(), id, Part::Receipt(0)));
        run_to(16);
        assert_ok!(Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1)));
    });
}

#[test]
fn an_answer_needs_no_fee_and_only_the_right_one_may_enter_a_block() {
    use frame_support::traits::Authorize;
    use sp_runtime::transaction_validity::TransactionSource;
    build_and_execute(|| {
        let (worker, sealed, id) = sent();
        let call = |at: usize| Call::<Test>::reveal {
            batch: id,
            part: Part::Receipt(1),
            shown: Box::new(Shown::Receipt(sealed.receipt(at))),
        };
        let allowed = |at: usize| {
            let outcome = RuntimeCall::from(call(at)).authorize(TransactionSource::External);
            outcome.expect("answers are authorised").is_ok()
        };
        assert!(!allowed(1), "nobody asked");
        assert_ok!(Attribution::demand(user(), id, Part::Receipt(1)));
        assert_eq!(Attribution::demands_of(&worker.account).len(), 1);
        assert_eq!(Attribution::demands_of(&account("other worker")).len(), 0);
        assert!(allowed(1) && !allowed(0));
        assert_noop!(
            Attribution::reveal(
                RuntimeOrigin::none(),
                id,
                Part::Receipt(1),
                Box::new(Shown::Receipt(sealed.receipt(1)))
            ),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_ok!(dispatch(call(1)));
        assert!(!allowed(1), "it was answered");
    });
}

#[test]
fn what_is_made_of_the_batchs_file_answers_every_demand() {
    use codec::Encode;
    use openledger_primitives::demand::show;
    let answered = |sealed: &Sealed, id: BatchId, part: Part| {
        let made = show(&sealed.file(), part).unwrap();
        let shown = Shown::try_from(made.clone()).unwrap();
        assert_eq!(shown.encode(), made.encode(), "either form may build the call");
        assert_ok!(Attribution::demand(user(), id, part));
        assert_ok!(dispatch(Call::<Test>::reveal { batch: id, part, shown: Box::new(shown) }));
        assert_eq!(Attribution::demands(id), []);
    };
    build_and_execute(|| {
        let (_, sealed, id) = sent();
        (0..2).for_each(|at| answered(&sealed, id, Part::Receipt(at)));
        (0..2).for_each(|at| answered(&sealed, id, Part::Query(at)));
        (0..3).for_each(|at| answered(&sealed, id, Part::Line(at)));
        // The index has four contributions: the last two leaves are not there.
        (0..6).for_each(|leaf| answered(&sealed, id, Part::Weight { receipt: 1, leaf }));
    });
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let sealed = worker.seal(&mut customers, &[Answer::new(0, 1_000, &[])]);
        let id = sealed.accepted();
        answered(&sealed, id, Part::Weight { receipt: 0, leaf: 0 });
        assert_eq!(show(&sealed.file(), Part::Line(0)), None, "a version without data has no lines");
    });
}

#[test]
fn what_the_node_sends_is_checked_before_it_goes_to_the_pool() {
    use openledger_primitives::{demand::show, merkle};
    build_and_execute(|| {
        let (_, sealed, id) = sent();
        let part = Part::Receipt(1);
        let show = |part| show(&sealed.file(), part).unwrap();
        let early = Attribution::submit_reveal(id, part, show(part));
        assert_eq!(early, Err(SubmitError::Refused(Error::NotDemanded)));
        assert_ok!(Attribution::demand(user(), id, part));
        let other = Attribution::submit_reveal(id, part, show(Part::Receipt(0)));
        assert_eq!(other, Err(SubmitError::Refused(Error::AnotherReceipt)));
        let mut long = show(part);
        if let openledger_primitives::demand::Shown::Receipt(shown) = &mut long {
            shown.path = merkle::Proof { siblings: vec![[0; 32]; 33], ..shown.path.clone() };
        }
        assert_eq!(Attribution::submit_reveal(id, part, long), Err(SubmitError::TooLong));
    });
}
