//! Parts of a batch: what they are called, and what a file shows of them.

use codec::Encode;
use openledger_primitives::{
    batch::{BatchFile, CreditLine, ReceiptFile},
    demand::{show, Part, Shown},
    merkle, merkle_sum,
    receipt::{credits_root, tokens_hash, Receipt, Sampling},
    recipe::NumericClass,
    sketch::QuerySketch,
};
use proptest::prelude::*;

fn kept(index: u64, scores: Vec<(u64, i128)>) -> ReceiptFile {
    let query = QuerySketch { gradient: vec![index as i8; 3], terms: Vec::new() };
    let receipt = Receipt {
        genesis: [0; 32],
        allocation: 0,
        worker: [0; 32],
        index,
        version: 1,
        request: [0; 32],
        sampling: Sampling { temperature_milli: 0, top_p_milli: 1_000, top_k: 0, max_tokens: 1, seed: 0 },
        prompt: tokens_hash(&[1]),
        output: tokens_hash(&[2]),
        input_tokens: 1,
        output_tokens: 1,
        input_price: 0,
        output_price: 0,
        fee: 7,
        numeric_class: NumericClass::CpuExact,
        engine_build: [0; 32],
        query: query.hash(),
        credits: credits_root(&scores).expect("small"),
        fragments: Vec::new(),
    };
    ReceiptFile { receipt, prompt: vec![1], output: vec![2], query, scores }
}

fn file(receipts: u64, lines: u64, leaves: u64) -> BatchFile {
    let scores = |at: u64| (0..leaves).map(|id| (id, i128::from(id) - i128::from(at))).collect();
    let line = |at: u64| CreditLine { contribution: at, receipt: 0, version: 1, amount: u128::from(at) + 1 };
    BatchFile {
        receipts: (0..receipts).map(|at| kept(at, scores(at))).collect(),
        lines: (0..lines).map(line).collect(),
    }
}

fn parts() -> impl Strategy<Value = Part> {
    prop_oneof![
        any::<u32>().prop_map(Part::Receipt),
        any::<u32>().prop_map(Part::Line),
        any::<(u32, u32)>().prop_map(|(receipt, leaf)| Part::Weight { receipt, leaf }),
        any::<u32>().prop_map(Part::Query),
    ]
}

#[test]
fn a_part_has_one_name() {
    assert_eq!(Part::Receipt(3).to_string(), "receipt-3");
    assert_eq!(Part::Line(0).to_string(), "line-0");
    assert_eq!(Part::Weight { receipt: 3, leaf: 250 }.to_string(), "weight-3-250");
    assert_eq!(Part::Query(9).to_string(), "query-9");
    for text in [
        "",
        "receipt",
        "receipt-",
        "receipt-03",
        "receipt-+3",
        "receipt--3",
        "receipt-3-1",
        "weight-1",
        "Line-1",
        "line-4294967296",
        "line 1",
        "root-0",
    ] {
        assert!(text.parse::<Part>().is_err(), "{text}");
    }
}

#[test]
fn nothing_is_shown_of_what_the_file_does_not_hold() {
    let file = file(2, 3, 4);
    for part in [Part::Receipt(2), Part::Query(2), Part::Line(3), Part::Weight { receipt: 2, leaf: 0 }] {
        assert_eq!(show(&file, part), None, "{part}");
    }
}

#[test]
fn a_weight_beyond_the_tree_is_answered_by_its_size() {
    let full = file(1, 0, 4);
    let Some(Shown::Weight(_, Some(weight))) = show(&full, Part::Weight { receipt: 0, leaf: 4 }) else {
        panic!("another leaf")
    };
    assert_eq!((weight.proof.index, weight.proof.count), (0, 4));
    let empty = file(1, 0, 0);
    let shown = show(&empty, Part::Weight { receipt: 0, leaf: 0 });
    assert!(matches!(shown, Some(Shown::Weight(_, None))));
}

proptest! {
    #[test]
    fn every_part_is_read_as_it_is_written(part in parts()) {
        prop_assert_eq!(part.to_string().parse(), Ok(part));
    }

    #[test]
    fn whatever_is_shown_is_proved(receipts in 1u64..9, lines in 1u64..20, leaves in 1u64..20, at: u32, leaf: u32) {
        let file = file(receipts, lines, leaves);
        let hashes: Vec<_> = file.receipts.iter().map(|kept| merkle::leaf(&kept.receipt.hash())).collect();
        let nodes: Vec<_> = file.lines.iter().map(CreditLine::node).collect();
        let (receipt, line, leaf) = (at % receipts as u32, at % lines as u32, leaf % leaves as u32);
        let (root, credits) = (merkle::root(&hashes), merkle_sum::root(&nodes).expect("small"));
        let stated = &file.receipts[receipt as usize];
        let parts = [Part::Receipt(receipt), Part::Line(line), Part::Query(receipt), Part::Weight { receipt, leaf }];
        for part in parts {
            let shown = show(&file, part).expect("there");
            if let Shown::Line(shown) = &shown {
                prop_assert_eq!(shown.proof.index, u64::from(line));
                prop_assert!(merkle_sum::verify(&credits, &shown.line.node(), &shown.proof));
                continue;
            }
            let (Shown::Receipt(with) | Shown::Query(with, _) | Shown::Weight(with, _)) = &shown else { continue };
            prop_assert_eq!(with.path.index, u64::from(receipt));
            prop_assert!(merkle::verify(&root, &merkle::leaf(&with.receipt.hash()), &with.path));
            match &shown {
                Shown::Query(with, query) => prop_assert_eq!(query.hash(), with.receipt.query),
                Shown::Weight(with, Some(weight)) => {
                    let node = merkle_sum::leaf(&weight.contribution.encode(), weight.weight);
                    prop_assert_eq!(weight.proof.index, u64::from(leaf));
                    prop_assert!(merkle_sum::verify(&with.receipt.credits, &node, &weight.proof));
                    prop_assert_eq!(with.receipt.credits, stated.receipt.credits);
                }
                Shown::Weight(_, None) => prop_assert!(false, "the tree is not empty"),
                _ => {}
            }
        }
    }
}
