//! Proofs that the chain decides at once: each lie is proved by what contradicts it, and the truth by nothing.

use super::market::*;
use crate::{mock::*, *};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use openledger_primitives::{
    batch::CreditLine,
    merkle_sum::{self, Node, Step},
    voucher::NO_RECEIPTS,
    BatchId,
};
use polkadot_sdk::*;

fn score(sealed: &Sealed, receipt: usize, leaf: usize) -> Box<ScoreDispute> {
    Box::new(ScoreDispute {
        receipt: sealed.receipt(receipt),
        query: sealed.receipts[receipt].query.clone(),
        index: sketch(sealed.receipts[receipt].receipt.version, leaf),
        weight: Some(sealed.weight(receipt, leaf)),
    })
}

fn line(sealed: &Sealed, at: usize) -> Box<LineDispute> {
    let (receipt, contribution) = (sealed.lines[at].receipt as usize, sealed.lines[at].contribution);
    Box::new(LineDispute {
        line: sealed.line(at),
        receipt: Some(sealed.receipt(receipt)),
        ground: Some(Ground::Weight(sealed.weight(receipt, contribution as usize))),
    })
}

fn missing(sealed: &Sealed, receipt: usize, contribution: u64, before: Option<usize>) -> Box<MissingLineDispute> {
    let after = before.map_or(0, |before| before + 1);
    Box::new(MissingLineDispute {
        receipt: sealed.receipt(receipt),
        contribution,
        ground: Ground::Weight(sealed.weight(receipt, contribution as usize)),
        before: before.map(|at| sealed.line(at)),
        after: (after < sealed.lines.len()).then(|| sealed.line(after)),
    })
}

/// A batch with other weights in its first receipt.
fn with_weights(weights: &[(u64, u128)]) -> (Sealed, BatchId) {
    let (worker, _, sealed) = two_answers();
    let sealed = sealed.with_receipts(&worker, |receipts| {
        receipts[0].weights = weights.to_vec();
        receipts[0].receipt.credits = merkle_sum::root(&weight_nodes(weights)).unwrap();
    });
    let id = sealed.accepted();
    (sealed, id)
}

/// A batch with other lines, which come to the same.
fn with_lines(change: impl FnOnce(&mut Vec<CreditLine>)) -> (Sealed, BatchId) {
    let (worker, _, sealed) = two_answers();
    let mut lines = sealed.lines.clone();
    change(&mut lines);
    let sealed = sealed.with_lines(&worker, lines);
    let id = sealed.accepted();
    (sealed, id)
}

#[test]
fn nothing_in_an_honest_batch_can_be_disputed() {
    build_and_execute(|| {
        let (_, customers, sealed) = two_answers();
        let id = sealed.accepted();
        for (receipt, leaf) in [(0, 0), (0, 1), (0, 3), (1, 0), (1, 1)] {
            assert_noop!(
                Attribution::dispute_score(challenger(), id, score(&sealed, receipt, leaf)),
                Error::<Test>::NoLie
            );
        }
        for at in 0..3 {
            assert_noop!(Attribution::dispute_line(challenger(), id, line(&sealed, at)), Error::<Test>::NoLie);
        }
        let there = missing(&sealed, 0, 1, Some(0));
        assert_noop!(Attribution::dispute_missing_line(challenger(), id, there), Error::<Test>::NotNeighbours);
        let nothing_owed = missing(&sealed, 0, 2, Some(2));
        assert_noop!(Attribution::dispute_missing_line(challenger(), id, nothing_owed), Error::<Test>::NoLie);
        let ordered = Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1));
        assert_noop!(ordered, Error::<Test>::NoLie);
        let apart = Attribution::dispute_order(challenger(), id, sealed.line(2), sealed.line(0));
        assert_noop!(apart, Error::<Test>::NotNeighbours);
        for at in 0..2 {
            let receipt = Box::new(sealed.receipt(at));
            assert_noop!(Attribution::dispute_receipt(challenger(), id, receipt), Error::<Test>::NoLie);
        }
        let pair = || (Box::new(sealed.receipt(0)), Box::new(sealed.receipt(1)));
        assert_noop!(Attribution::dispute_double(challenger(), id, pair().0, pair().1), Error::<Test>::NoLie);
        assert_noop!(Attribution::dispute_double(challenger(), id, pair().0, pair().0), Error::<Test>::NoLie);
        for subject in [Subject::Version(1), Subject::Allocation(0)] {
            let shown = vec![sealed.receipt(0), sealed.receipt(1)].try_into().unwrap();
            assert_noop!(Attribution::dispute_totals(challenger(), id, subject, shown), Error::<Test>::NoLie);
        }
        let history: History = customers[0].receipts.clone().try_into().unwrap();
        let shown = Box::new(sealed.receipt(0));
        let refused = Attribution::dispute_history(challenger(), id, shown, NO_RECEIPTS, history);
        assert_noop!(refused, Error::<Test>::NoLie);
        assert!(Attribution::can_be_disputed(id));
    });
}

#[test]
fn a_weight_that_is_not_query_times_index_is_proved() {
    build_and_execute(|| {
        let (sealed, id) = with_weights(&[(0, 3), (1, 2), (2, 0), (3, 0)]);
        assert_noop!(Attribution::dispute_score(challenger(), id, score(&sealed, 0, 0)), Error::<Test>::NoLie);
        let proved = Attribution::dispute_score(challenger(), id, score(&sealed, 0, 1)).unwrap();
        assert_eq!(proved.pays_fee, Pays::No);
        assert_eq!(lie(id), Some(Lie::WrongScore));
    });
}

#[test]
fn a_negative_score_counts_as_nothing() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let sealed = sealed.with_receipts(&worker, |receipts| {
            receipts[0].query.gradient[2] = -5;
            receipts[0].receipt.query = receipts[0].query.hash();
        });
        let id = sealed.accepted();
        assert_noop!(Attribution::dispute_score(challenger(), id, score(&sealed, 0, 2)), Error::<Test>::NoLie);
    });
}

#[test]
fn weights_for_other_contributions_than_the_indexs_are_proved() {
    for weights in [&[(0, 3), (1, 1), (2, 0)][..], &[(0, 3), (1, 1), (7, 0), (3, 0)]] {
        build_and_execute(|| {
            let (sealed, id) = with_weights(weights);
            assert_ok!(Attribution::dispute_score(challenger(), id, score(&sealed, 0, 2)));
            assert_eq!(lie(id), Some(Lie::WrongScore));
        });
    }
    build_and_execute(|| {
        let (sealed, id) = with_weights(&[]);
        let shown = ScoreDispute { weight: None, ..*score(&sealed, 1, 0) };
        let refused = Attribution::dispute_score(challenger(), id, Box::new(shown.clone()));
        assert_noop!(refused, Error::<Test>::NotCommitted);
        let query = sealed.receipts[0].query.clone();
        let shown = ScoreDispute { receipt: sealed.receipt(0), query, ..shown };
        assert_ok!(Attribution::dispute_score(challenger(), id, Box::new(shown)));
        assert_eq!(lie(id), Some(Lie::WrongScore));
    });
}

#[test]
fn a_query_of_other_dimensions_than_the_index_is_proved() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let sealed = sealed.with_receipts(&worker, |receipts| {
            receipts[0].query.gradient.pop();
            receipts[0].receipt.query = receipts[0].query.hash();
        });
        let id = sealed.accepted();
        assert_ok!(Attribution::dispute_score(challenger(), id, score(&sealed, 0, 2)));
        assert_eq!(lie(id), Some(Lie::WrongScore));
    });
}

#[test]
fn evidence_that_was_not_committed_to_proves_nothing() {
    build_and_execute(|| {
        let (worker, mut customers, sealed) = two_answers();
        let id = sealed.accepted();
        let answer = Answer { weights: vec![(0, 9)], ..Answer::new(1, 700, &[]) };
        let other = worker.seal(&mut customers, &[answer]);
        let spoil: [fn(&mut ScoreDispute, &Sealed); 6] = [
            |shown, _| shown.receipt.receipt.fee += 1,
            |shown, _| shown.query.gradient[0] += 1,
            |shown, _| shown.index.sketch.gradient[0] = 9,
            |shown, _| shown.index.header.dimensions += 1,
            |shown, _| shown.index.sketch_path.index = 2,
            |shown, other| shown.weight = Some(other.weight(0, 0)),
        ];
        for spoil in spoil {
            let mut shown = score(&sealed, 0, 0);
            spoil(&mut shown, &other);
            let refused = Attribution::dispute_score(challenger(), id, shown);
            assert_noop!(refused, Error::<Test>::NotCommitted);
        }
        let mut elsewhere = score(&sealed, 0, 0);
        elsewhere.weight = Some(sealed.weight(0, 1));
        let refused = Attribution::dispute_score(challenger(), id, elsewhere);
        assert_noop!(refused, Error::<Test>::AnotherGround);
        let mut header = score(&sealed, 0, 0);
        header.index = ShownSketch { header_path: header.index.sketch_path.clone(), ..header.index };
        assert_noop!(Attribution::dispute_score(challenger(), id, header), Error::<Test>::NotCommitted);
    });
}

#[test]
fn a_line_of_another_amount_is_proved() {
    build_and_execute(|| {
        let (sealed, id) = with_lines(|lines| {
            lines[0].amount -= 100;
            lines[1].amount += 100;
        });
        assert_noop!(Attribution::dispute_line(challenger(), id, line(&sealed, 2)), Error::<Test>::NoLie);
        let without_receipt = LineDispute { receipt: None, ..*line(&sealed, 0) };
        let refused = Attribution::dispute_line(challenger(), id, Box::new(without_receipt));
        assert_noop!(refused, Error::<Test>::NoLie);
        let other_receipt = LineDispute { receipt: Some(sealed.receipt(1)), ..*line(&sealed, 0) };
        let refused = Attribution::dispute_line(challenger(), id, Box::new(other_receipt));
        assert_noop!(refused, Error::<Test>::AnotherReceipt);
        assert_ok!(Attribution::dispute_line(challenger(), id, line(&sealed, 1)));
        assert_eq!(lie(id), Some(Lie::WrongLine));
    });
}

#[test]
fn a_line_off_by_less_than_a_planck_is_the_divisions_business() {
    build_and_execute(|| {
        // 427 planck as 3 to 1 are 320.25 and 106.75: largest remainder gives the planck to the second.
        let (sealed, id) = with_lines(|lines| {
            assert_eq!((lines[0].amount, lines[1].amount), (320, 107));
            lines[0].amount += 1;
            lines[1].amount -= 1;
        });
        for at in 0..2 {
            assert_noop!(Attribution::dispute_line(challenger(), id, line(&sealed, at)), Error::<Test>::NoLie);
        }
    });
}

#[test]
fn a_line_for_a_receipt_that_does_not_exist_is_proved() {
    build_and_execute(|| {
        let (sealed, id) = with_lines(|lines| lines[2].receipt = 2);
        let shown = LineDispute { line: sealed.line(2), receipt: None, ground: None };
        assert_ok!(Attribution::dispute_line(challenger(), id, Box::new(shown)));
        assert_eq!(lie(id), Some(Lie::WrongLine));
    });
}

#[test]
fn a_line_of_another_version_than_its_receipt_is_proved() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let answers = [Answer::new(1, 1_000, &[2]), Answer::new(2, 1_200, &[2])];
        let sealed = worker.seal(&mut customers, &answers);
        let mut lines = sealed.lines.clone();
        let amounts = (lines[0].amount, lines[1].amount);
        (lines[0].version, lines[1].version) = (2, 1);
        (lines[0].amount, lines[1].amount) = (amounts.1, amounts.0);
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        let shown = LineDispute { line: sealed.line(0), receipt: Some(sealed.receipt(0)), ground: None };
        assert_ok!(Attribution::dispute_line(challenger(), id, Box::new(shown)));
        assert_eq!(lie(id), Some(Lie::WrongLine));
    });
}

#[test]
fn a_line_for_a_contribution_that_the_receipt_does_not_know_is_proved() {
    build_and_execute(|| {
        let (sealed, id) = with_lines(|lines| lines[2].contribution = 5);
        let ends = |before, after| Some(Ground::Absent(before, after));
        let shown = |ground| Box::new(LineDispute { line: sealed.line(2), receipt: Some(sealed.receipt(1)), ground });
        let not_last = shown(ends(Some(sealed.weight(1, 2)), None));
        assert_noop!(Attribution::dispute_line(challenger(), id, not_last), Error::<Test>::NotNeighbours);
        let nothing = shown(ends(None, None));
        assert_noop!(Attribution::dispute_line(challenger(), id, nothing), Error::<Test>::NotNeighbours);
        assert_ok!(Attribution::dispute_line(challenger(), id, shown(ends(Some(sealed.weight(1, 3)), None))));
        assert_eq!(lie(id), Some(Lie::WrongLine));
    });
}

#[test]
fn without_any_weight_the_indexed_fragments_decide() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        // The index has 1, 2, 3 and 4 fragments of contributions 0 to 3.
        let mut sealed = worker.seal(&mut customers, &[Answer::new(1, 1_000, &[])]);
        let parts = openledger_primitives::split::apportion(427, &[1, 2, 3, 4]);
        let lines = (0u64..).zip(parts);
        let lines: Vec<_> =
            lines.map(|(contribution, amount)| CreditLine { contribution, receipt: 0, version: 1, amount }).collect();
        sealed.signed.income[0].data = 427;
        let honest = sealed.with_lines(&worker, lines.clone());
        let mut lines = lines;
        lines[0].amount += 40;
        lines[3].amount -= 40;
        let lying = sealed.with_lines(&worker, lines);
        let shown = |sealed: &Sealed, at: usize| {
            let ground = Some(Ground::Size(sketch(1, at)));
            Box::new(LineDispute { line: sealed.line(at), receipt: Some(sealed.receipt(0)), ground })
        };
        let id = honest.accepted();
        for at in 0..4 {
            assert_noop!(Attribution::dispute_line(challenger(), id, shown(&honest, at)), Error::<Test>::NoLie);
        }
        let weight = LineDispute { ground: Some(Ground::Weight(honest.weight(0, 0))), ..*shown(&honest, 0) };
        let refused = Attribution::dispute_line(challenger(), id, Box::new(weight));
        assert_noop!(refused, Error::<Test>::AnotherGround);

        System::set_block_number(1);
        let (worker, mut customers) = (Worker::bonded("other worker", 1_000_000), customers);
        customers[0] = Customer::open("other user", &worker, 100_000);
        let mut again = worker.seal(&mut customers, &[Answer::new(1, 1_000, &[])]);
        again.signed.income[0].data = 427;
        let lying = again.with_lines(&worker, lying.lines);
        let id = lying.accepted();
        assert_ok!(Attribution::dispute_line(challenger(), id, shown(&lying, 3)));
        assert_eq!(lie(id), Some(Lie::WrongLine));
    });
}

#[test]
fn a_missing_line_is_proved_by_its_neighbours() {
    build_and_execute(|| {
        // Contribution 1's line for the first answer went to contribution 0.
        let (sealed, id) = with_lines(|lines| {
            lines[0].amount += lines[1].amount;
            lines.remove(1);
        });
        let shown = missing(&sealed, 0, 1, Some(0));
        assert_ok!(Attribution::dispute_missing_line(challenger(), id, shown));
        assert_eq!(lie(id), Some(Lie::MissingLine));
    });
}

#[test]
fn a_missing_first_or_last_line_is_proved_by_an_end_of_the_tree() {
    build_and_execute(|| {
        let (sealed, id) = with_lines(|lines| {
            lines[1].amount += lines[0].amount;
            lines.remove(0);
        });
        let not_first = missing(&sealed, 0, 0, Some(0));
        assert_noop!(Attribution::dispute_missing_line(challenger(), id, not_first), Error::<Test>::NotNeighbours);
        assert_ok!(Attribution::dispute_missing_line(challenger(), id, missing(&sealed, 0, 0, None)));
        assert_eq!(lie(id), Some(Lie::MissingLine));
    });
    build_and_execute(|| {
        let (sealed, id) = with_lines(|lines| {
            lines[1].amount += lines[2].amount;
            lines.remove(2);
        });
        assert_ok!(Attribution::dispute_missing_line(challenger(), id, missing(&sealed, 1, 1, Some(1))));
        assert_eq!(lie(id), Some(Lie::MissingLine));
    });
}

#[test]
fn lines_out_of_order_or_twice_the_same_are_proved() {
    for change in [(|lines: &mut Vec<CreditLine>| lines.swap(0, 1)) as fn(&mut Vec<CreditLine>), |lines| {
        lines[0].amount /= 2;
        lines.insert(1, lines[0]);
    }] {
        build_and_execute(|| {
            let (sealed, id) = with_lines(change);
            assert_ok!(Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1)));
            assert_eq!(lie(id), Some(Lie::LinesOutOfOrder));
        });
    }
}

#[test]
fn a_sum_that_is_not_what_is_below_it_is_proved() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let [first, second, third] = [0, 1, 2].map(|at: usize| sealed.lines[at].node());
        // The tree over the first two states 50 planck more than they have, the third as much less.
        let pair = merkle_sum::node(&first, &second).unwrap();
        let (lying, poor) = (Node { sum: pair.sum + 50, ..pair }, Node { sum: third.sum - 50, ..third });
        let top = merkle_sum::node(&lying, &poor).unwrap();
        let sealed = sealed.but(&worker, |signed| signed.header.credits = merkle_sum::bind(3, &top));
        let id = sealed.accepted();
        let dispute = |steps: Vec<Step>, leaf: Option<(Vec<u8>, u128)>| {
            let leaf = leaf.map(|(data, amount)| (data.try_into().unwrap(), amount));
            let (steps, top) = (steps.try_into().unwrap(), top.hash);
            Attribution::dispute_sum(
                challenger(),
                id,
                Box::new(SumDispute { receipt: None, count: 3, top, steps, leaf }),
            )
        };
        let down = Step { left: lying, right: poor, to_the_right: false };
        assert_noop!(dispute(vec![down], None), Error::<Test>::NoLie);
        let line = sealed.lines[2];
        let data = (line.contribution, line.receipt, line.version).encode();
        let right = Step { to_the_right: true, ..down };
        assert_noop!(dispute(vec![down], Some((data.clone(), line.amount))), Error::<Test>::NoLie);
        frame_support::storage::with_transaction(|| {
            assert_ok!(dispute(vec![right], Some((data, line.amount))));
            sp_runtime::TransactionOutcome::Rollback(Ok::<(), sp_runtime::DispatchError>(()))
        })
        .unwrap();
        let below = Step { left: first, right: second, to_the_right: false };
        assert_ok!(dispute(vec![down, below], None));
        assert_eq!(lie(id), Some(Lie::WrongSum));
    });
}

#[test]
fn a_false_sum_in_a_receipts_tree_is_proved() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let weights = sealed.receipts[0].weights.clone();
        let nodes = weight_nodes(&weights);
        let (left, right) =
            (merkle_sum::node(&nodes[0], &nodes[1]).unwrap(), merkle_sum::node(&nodes[2], &nodes[3]).unwrap());
        let top = merkle_sum::node(&left, &right).unwrap();
        let top = Node { sum: top.sum + 100, ..top };
        let sealed = sealed.with_receipts(&worker, |receipts| {
            receipts[0].receipt.credits = merkle_sum::bind(4, &top);
        });
        let id = sealed.accepted();
        let step = Step { left, right, to_the_right: false };
        let dispute = SumDispute {
            receipt: Some(sealed.receipt(0)),
            count: 4,
            top: top.hash,
            steps: vec![step].try_into().unwrap(),
            leaf: None,
        };
        let wrong = SumDispute { count: 3, ..dispute.clone() };
        assert_noop!(Attribution::dispute_sum(challenger(), id, Box::new(wrong)), Error::<Test>::NoLie);
        assert_ok!(Attribution::dispute_sum(challenger(), id, Box::new(dispute)));
        assert_eq!(lie(id), Some(Lie::WrongSum));
    });
}

#[test]
fn receipts_that_come_to_more_than_their_versions_income_are_proved() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let answers = [Answer::new(0, 1_000, &[]), Answer::new(0, 1_000, &[]), Answer::new(1, 1_000, &[0])];
        let honest = worker.seal(&mut customers, &answers);
        // Half of what the base's answers cost is said to be the tune's.
        let stolen = Answer::new(1, 2_000, &[0]);
        let lines = vec![CreditLine { amount: 855, ..honest.lines[0] }];
        let sealed = honest.but(&worker, |signed| {
            (signed.income[0].fees, signed.income[1].fees, signed.income[1].data) = (1_000, stolen.fee, 855);
        });
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        let shown = |places: &[usize]| -> ShownReceipts {
            let shown: Vec<_> = places.iter().map(|at| sealed.receipt(*at)).collect();
            shown.try_into().unwrap()
        };
        let dispute =
            |places: &[usize]| Attribution::dispute_totals(challenger(), id, Subject::Version(0), shown(places));
        assert_noop!(dispute(&[0]), Error::<Test>::NoLie);
        assert_noop!(dispute(&[0, 0]), Error::<Test>::NotNeighbours);
        assert_noop!(dispute(&[0, 2]), Error::<Test>::AnotherReceipt);
        assert_ok!(dispute(&[0, 1]));
        assert_eq!(lie(id), Some(Lie::WrongTotals));
    });
}

#[test]
fn a_receipt_that_contradicts_itself_or_its_batch_is_proved() {
    let spoil: [fn(&mut Written); 6] = [
        |written| written.receipt.fee += 1,
        |written| written.receipt.request = [9; 32],
        |written| written.receipt.genesis = [9; 32],
        |written| written.receipt.worker = [9; 32],
        |written| written.receipt.version = 2,
        |written| written.receipt.output_tokens = 101,
    ];
    for spoil in spoil {
        build_and_execute(|| {
            let (worker, _, sealed) = two_answers();
            let sealed = sealed.with_receipts(&worker, |receipts| spoil(&mut receipts[1]));
            let id = sealed.accepted();
            assert_ok!(Attribution::dispute_receipt(challenger(), id, Box::new(sealed.receipt(1))));
            assert_eq!(lie(id), Some(Lie::WrongReceipt));
        });
    }
}

#[test]
fn a_receipt_redeemed_before_is_proved_by_the_batch_that_repeats_it() {
    build_and_execute(|| {
        let (worker, mut customers, first) = two_answers();
        first.accepted();
        let again = worker.seal(&mut customers, &[Answer::new(1, 1_000, &[0])]);
        let again = again.with_receipts(&worker, |receipts| receipts[0] = first.receipts[0].clone());
        let id = again.accepted();
        assert_ok!(Attribution::dispute_receipt(challenger(), id, Box::new(again.receipt(0))));
        assert_eq!(lie(id), Some(Lie::NotRedeemed));
    });
}

#[test]
fn two_receipts_for_one_answer_are_proved() {
    build_and_execute(|| {
        let (worker, _, sealed) = two_answers();
        let sealed = sealed.with_receipts(&worker, |receipts| receipts[1].receipt.index = 0);
        let id = sealed.accepted();
        let (first, second) = (Box::new(sealed.receipt(0)), Box::new(sealed.receipt(1)));
        assert_ok!(Attribution::dispute_double(challenger(), id, first, second));
        assert_eq!(lie(id), Some(Lie::DoubleReceipt));
    });
}

#[test]
fn a_receipt_that_the_user_did_not_countersign_is_proved_also_after_later_batches() {
    build_and_execute(|| {
        let (worker, mut customers, sealed) = two_answers();
        let shown = customers[0].receipts.clone();
        let sealed = sealed.with_receipts(&worker, |receipts| receipts[0].receipt.query = [9; 32]);
        let id = sealed.accepted();
        worker.seal(&mut customers, &[Answer::new(1, 100, &[0])]).accepted();
        let history: History = customers[0].receipts.clone().try_into().unwrap();
        let dispute = |before, history: History| {
            Attribution::dispute_history(challenger(), id, Box::new(sealed.receipt(0)), before, history)
        };
        let short: History = shown.try_into().unwrap();
        assert_noop!(dispute(NO_RECEIPTS, short), Error::<Test>::AnotherReceipt);
        assert_noop!(dispute([1; 32], history.clone()), Error::<Test>::NotCommitted);
        let mut invented = history.clone();
        invented[0] = [7; 32];
        assert_noop!(dispute(NO_RECEIPTS, invented), Error::<Test>::NotCommitted);
        assert_ok!(dispute(NO_RECEIPTS, history));
        assert_eq!(lie(id), Some(Lie::NotCountersigned));
    });
}

#[test]
fn a_batch_is_disputed_once_and_before_it_matures() {
    build_and_execute(|| {
        let (sealed, id) = with_lines(|lines| lines.swap(0, 1));
        let dispute = |id| Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1));
        assert_noop!(dispute(9), Error::<Test>::UnknownBatch);
        assert_ok!(dispute(id));
        assert_noop!(dispute(id), Error::<Test>::BatchIsVoid);
    });
    build_and_execute(|| {
        let (sealed, id) = with_lines(|lines| lines.swap(0, 1));
        run_to(11);
        let late = Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1));
        assert_noop!(late, Error::<Test>::DisputesOver);
        assert!(!Attribution::can_be_disputed(id));
    });
}
