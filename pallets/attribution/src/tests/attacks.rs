//! Attacks on the rules. Each test lets an attacker do its worst in a world where others do what pays them, prints what
//! it gained against the same world without the attack, and wants that to be nothing.
//!
//! A worker's wealth is its bond, its earnings, and the earnings of whom it favours; a user's or a challenger's is its
//! balance, free and on hold, and its earnings.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{
    assert_noop, assert_ok,
    traits::fungible::{Inspect, Mutate},
};
use openledger_primitives::{batch::CreditLine, merkle_sum, voucher::NO_RECEIPTS, Amount};
use polkadot_sdk::*;

/// What an account is worth.
fn worth(name: &str) -> Amount {
    let bond = TestWorkers::bond(&account(name));
    Balances::total_balance(&account(name)) + earned(name) + bond
}

/// What these are worth together at the end of a world.
fn outcome(names: &[&str], world: impl FnOnce()) -> i128 {
    let mut sum = 0;
    build_and_execute(|| {
        world();
        sum = names.iter().map(|name| worth(name) as i128).sum();
    });
    sum
}

#[track_caller]
fn no_gain(attack: &str, gang: &[&str], honest: impl FnOnce(), attacked: impl FnOnce()) {
    let gain = outcome(gang, attacked) - outcome(gang, honest);
    println!("gain of {attack}: {gain}");
    assert!(gain <= 0, "{attack} pays {gain}");
}

/// The honest world: two answers, matured and claimed.
fn honest() {
    let (_, _, sealed) = two_answers();
    let id = sealed.accepted();
    run_to(11);
    sealed.claim_all(id);
}

/// A challenger with what a demand costs.
fn rich_challenger() {
    assert_ok!(Balances::mint_into(&account("challenger"), 20_000).map(drop));
}

#[test]
fn a_worker_that_inflates_a_score() {
    no_gain("inflating a score for one's own contribution", &["worker", "contributor 0"], honest, || {
        let (worker, mut customers, _) = two_answers_unsealed();
        let first = Answer { weights: vec![(0, 3), (1, 1)], ..Answer::new(1, 1_000, &[]) };
        let second = Answer { weights: vec![(1, 2)], ..Answer::new(1, 500, &[]) };
        let mut sealed = worker.seal(&mut customers, &[first, second]);
        // The second answer is said to rest on contribution 0.
        let weights = vec![(0, 9), (1, 2), (2, 0), (3, 0)];
        sealed = sealed.with_receipts(&worker, |receipts| {
            receipts[1].receipt.credits = merkle_sum::root(&weight_nodes(&weights)).unwrap();
            receipts[1].weights = weights;
        });
        let stolen = sealed.lines[2].amount;
        let mut lines = sealed.lines.clone();
        lines[2] = CreditLine { amount: stolen * 2 / 11, ..lines[2] };
        lines.insert(1, CreditLine { contribution: 0, receipt: 1, version: 1, amount: stolen - stolen * 2 / 11 });
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        let shown = ScoreDispute {
            receipt: sealed.receipt(1),
            query: sealed.receipts[1].query.clone(),
            index: sketch(1, 0),
            weight: Some(sealed.weight(1, 0)),
        };
        assert_ok!(Attribution::dispute_score(challenger(), id, Box::new(shown)));
        run_to(11);
    });
}

fn two_answers_unsealed() -> (Worker, Vec<Customer>, ()) {
    let (worker, customers) = one_of_each();
    (worker, customers, ())
}

#[test]
fn a_worker_that_invents_a_receipt() {
    no_gain("inventing a receipt", &["worker", "second builder", "contributor 4"], honest, || {
        let (worker, mut customers) = one_of_each();
        let first = Answer { weights: vec![(0, 3), (1, 1)], ..Answer::new(1, 1_000, &[]) };
        let second = Answer { weights: vec![(1, 2)], ..Answer::new(1, 500, &[]) };
        // The user was shown an answer of version 1; the batch has one of version 2 in its place.
        let shown = worker.seal(&mut customers.clone(), &[first.clone(), second.clone()]);
        let invented = Answer { version: 2, weights: vec![(4, 3)], ..first };
        let mut seen = customers.clone();
        worker
            .seal(&mut seen, &[Answer { weights: vec![(0, 3), (1, 1)], ..Answer::new(1, 1_000, &[]) }, second.clone()]);
        let lying = worker.seal(&mut customers, &[invented, second]);
        let lying = lying.but(&worker, |signed| signed.redemptions = shown.signed.redemptions.clone());
        let id = lying.accepted();
        let history: History = seen[0].receipts.clone().try_into().unwrap();
        let proof = Attribution::dispute_history(challenger(), id, Box::new(lying.receipt(0)), NO_RECEIPTS, history);
        assert_ok!(proof);
        run_to(11);
    });
}

#[test]
fn a_worker_that_redeems_twice() {
    no_gain("redeeming a batch again", &["worker"], honest, || {
        let (worker, _, sealed) = two_answers();
        let id = sealed.accepted();
        sealed.refused(Error::NonceUsed);
        sealed.but(&worker, |signed| signed.header.nonce = 1).refused(Error::VoucherTooLow);
        run_to(11);
        sealed.claim_all(id);
    });
    no_gain("redeeming a receipt again in the place of another", &["worker"], honest, || {
        let (worker, mut customers, first) = two_answers();
        let id = first.accepted();
        let again = worker.seal(&mut customers, &[Answer { weights: vec![(1, 2)], ..Answer::new(1, 500, &[]) }]);
        let again = again.with_receipts(&worker, |receipts| receipts[0] = first.receipts[1].clone());
        let lying = again.accepted();
        assert_ok!(Attribution::dispute_receipt(challenger(), lying, Box::new(again.receipt(0))));
        run_to(11);
        first.claim_all(id);
    });
}

#[test]
fn a_worker_that_withholds_a_receipt() {
    no_gain("withholding a receipt", &["worker"], honest, || {
        rich_challenger();
        let (_, _, sealed) = two_answers();
        let id = sealed.accepted();
        assert_ok!(Attribution::demand(challenger(), id, Part::Receipt(0)));
        run_to(30);
        assert_eq!(lie(id), Some(Lie::Silence));
    });
}

#[test]
fn a_worker_that_withholds_and_asks_itself_first() {
    no_gain(
        "withholding and filling the demands with one's own",
        &["worker", "accomplice"],
        || {
            let _ = Balances::mint_into(&account("accomplice"), 20_000);
            honest();
        },
        || {
            rich_challenger();
            let _ = Balances::mint_into(&account("accomplice"), 20_000);
            let (_, _, sealed) = two_answers();
            let id = sealed.accepted();
            for leaf in 0..4 {
                let part = Part::Weight { receipt: 1, leaf };
                assert_ok!(Attribution::demand(RuntimeOrigin::signed(account("accomplice")), id, part));
            }
            assert_ok!(Attribution::demand(challenger(), id, Part::Receipt(0)));
            for leaf in 0..4 {
                let shown = Shown::Weight(sealed.receipt(1), Some(sealed.weight(1, leaf as usize)));
                let part = Part::Weight { receipt: 1, leaf };
                assert_ok!(Attribution::reveal(challenger(), id, part, Box::new(shown)));
            }
            run_to(30);
            assert_eq!(lie(id), Some(Lie::Silence));
        },
    );
}

#[test]
fn a_worker_that_drops_a_credit_line() {
    no_gain("dropping a credit line for one's own", &["worker", "contributor 0"], honest, || {
        let (worker, _, sealed) = two_answers();
        let mut lines = sealed.lines.clone();
        lines[0].amount += lines[1].amount;
        lines.remove(1);
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        let shown = MissingLineDispute {
            receipt: sealed.receipt(0),
            contribution: 1,
            ground: Ground::Weight(sealed.weight(0, 1)),
            before: Some(sealed.line(0)),
            after: Some(sealed.line(1)),
        };
        assert_ok!(Attribution::dispute_missing_line(challenger(), id, Box::new(shown)));
        run_to(11);
    });
}

#[test]
fn a_worker_that_exceeds_its_bond() {
    // Half of 2,000 covers one batch of 1,000, whatever it hopes for from a second lie.
    let world = |extra: bool| {
        move || {
            let worker = Worker::bonded("worker", 2_000);
            let mut customers = vec![Customer::open("user", &worker, 100_000)];
            worker.seal(&mut customers, &[Answer::new(1, 1_000, &[0])]).accepted();
            if extra {
                let more = worker.seal(&mut customers, &[Answer::new(1, 1, &[0])]);
                more.refused(Error::BondTooLow);
            }
            run_to(11);
        }
    };
    no_gain("redeeming more than the bond covers", &["worker"], world(false), world(true));
}

#[test]
fn a_worker_that_lies_in_as_much_as_its_bond_covers_and_proves_it_itself() {
    no_gain("lying and taking the reward oneself", &["worker", "accomplice"], honest, || {
        let (worker, _, sealed) = two_answers();
        let mut lines = sealed.lines.clone();
        lines.swap(0, 1);
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        let accomplice = RuntimeOrigin::signed(account("accomplice"));
        assert_ok!(Attribution::dispute_order(accomplice, id, sealed.line(0), sealed.line(1)));
        run_to(11);
    });
}

#[test]
fn a_challenger_that_only_wants_to_annoy() {
    let world = |annoyed: bool| {
        move || {
            rich_challenger();
            let (_, _, sealed) = two_answers();
            let id = sealed.accepted();
            if annoyed {
                for place in 0..2 {
                    let part = Part::Receipt(place);
                    assert_ok!(Attribution::demand(challenger(), id, part));
                    let shown = Shown::Receipt(sealed.receipt(place as usize));
                    assert_ok!(Attribution::reveal(
                        RuntimeOrigin::signed(account("worker")),
                        id,
                        part,
                        Box::new(shown)
                    ));
                }
            }
            run_to(40);
            assert!(Batches::<Test>::get(id).unwrap().matured);
        }
    };
    no_gain("demanding what is there", &["challenger"], world(false), world(true));
    let victim = outcome(&["worker"], world(true)) - outcome(&["worker"], world(false));
    println!("gain of the worker that was annoyed: {victim}");
    assert!(victim >= 0);
}

#[test]
fn a_challenger_that_has_honest_answers_computed_again() {
    let world = |annoyed: bool| {
        move || {
            rich_challenger();
            let (_, _, sealed) = two_answers();
            let id = sealed.accepted();
            if annoyed {
                assert_ok!(Attribution::request_reexecution(challenger(), id, Box::new(sealed.receipt(0))));
                let receipt = &sealed.receipts[0].receipt;
                let stated =
                    openledger_primitives::job::ReexecuteResult { output: receipt.output, query: receipt.query };
                for judge in ["first judge", "second judge"] {
                    assert_ok!(Attribution::on_reexecute_result(0, &account(judge), stated));
                }
            }
            run_to(40);
        }
    };
    no_gain("having an honest answer computed again", &["challenger"], world(false), world(true));
}

#[test]
fn a_user_that_closes_before_the_worker_redeems() {
    let world = |closes: bool| {
        move || {
            let (worker, mut customers) = one_of_each();
            let sealed = worker.seal(&mut customers, &[Answer::new(1, 1_000, &[0])]);
            let user = || RuntimeOrigin::signed(account("user"));
            if closes {
                assert_ok!(Attribution::close_allocation(user(), 0));
                assert_noop!(Attribution::finish_closing(user(), 0), Error::<Test>::StillRedeemable);
            }
            sealed.accepted();
            run_to(30);
            if closes {
                assert_ok!(Attribution::finish_closing(user(), 0));
            }
        }
    };
    no_gain("closing before the worker redeems", &["user"], world(false), world(true));
}

#[test]
fn a_user_that_disputes_to_have_its_answers_for_nothing() {
    no_gain("disputing an honest batch", &["user"], honest, || {
        let (_, _, sealed) = two_answers();
        let id = sealed.accepted();
        let user = || RuntimeOrigin::signed(account("user"));
        for (first, second) in [(0, 1), (1, 2), (0, 2)] {
            let refused = Attribution::dispute_order(user(), id, sealed.line(first), sealed.line(second));
            assert!(refused.is_err());
        }
        run_to(11);
        sealed.claim_all(id);
    });
}
