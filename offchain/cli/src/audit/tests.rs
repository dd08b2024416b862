//! Lies that the audit finds, and what proves them.

use super::*;
use codec::Encode;
use openledger_primitives::{
    batch::ReceiptFile,
    content::ContentId,
    receipt::{credits_root, request_hash, tokens_hash, Receipt, Sampling},
    recipe::NumericClass,
    sketch::{index_root, score, ContributionSketch, IndexHeader, QuerySketch, ScoreRule, Term},
    split::{apportion, data_share_of_receipt_down, fee_down},
};

const GENESIS: Digest = [1; 32];
const WORKER: [u8; 32] = [2; 32];
const VERSION: VersionId = 3;
const ECONOMICS: Economics =
    Economics { platform: 50_000, worker: 300_000, builder: 200_000, stakers: 0, royalty_cap: 300_000, data: 450_000 };

/// An honest batch: two receipts of one allocation, by a version with an index of three contributions.
struct Scene {
    file: BatchFile,
    facts: Facts,
}

fn index() -> IndexFile {
    let rule = ScoreRule { gradient_weight: 1, gradient_shift: 0, lexical_weight: 1, lexical_shift: 0 };
    let header = IndexHeader { rule, dimensions: 2, basis: ContentId([2; 32]), contributions: 3, fragments: 6 };
    let sketch = |contribution: u64, gradient: [i8; 2], fragments| ContributionSketch {
        contribution,
        fragments,
        gradient: gradient.to_vec(),
        gradient_scale: 3,
        terms: vec![Term { token: 5, weight: 7 }],
    };
    IndexFile { header, sketches: vec![sketch(10, [9, 1], 1), sketch(11, [-9, -9], 2), sketch(12, [2, 2], 3)] }
}

fn receipt(place: u64, index: &IndexFile) -> ReceiptFile {
    let (prompt, output) = (vec![1, 2, 3], vec![4, 5]);
    let sampling = Sampling { temperature_milli: 0, top_p_milli: 1_000, top_k: 0, max_tokens: 8, seed: place };
    let query = QuerySketch { gradient: vec![4, 1 + place as i8], terms: vec![Term { token: 5, weight: 1 }] };
    let scores: Vec<(u64, i128)> = index
        .sketches
        .iter()
        .map(|sketch| (sketch.contribution, score(&index.header.rule, &query, sketch).expect("a score")))
        .collect();
    let prompt_hash = tokens_hash(&prompt);
    let (input_price, output_price) = (1_000_000, 2_000_003);
    let receipt = Receipt {
        genesis: GENESIS,
        allocation: 4,
        worker: WORKER,
        index: 7 + place,
        version: VERSION,
        request: request_hash(VERSION, &prompt_hash, &sampling),
        sampling,
        prompt: prompt_hash,
        output: tokens_hash(&output),
        input_tokens: 3,
        output_tokens: 2,
        input_price,
        output_price,
        fee: fee_down(3, 2, input_price, output_price).expect("a fee"),
        numeric_class: NumericClass::CpuExact,
        engine_build: [0; 32],
        query: query.hash(),
        credits: credits_root(&scores).expect("a root"),
        fragments: Vec::new(),
    };
    ReceiptFile { receipt, prompt, output, query, scores }
}

/// A scene with a lie about the receipts, and one about the lines; all that follows is computed from them.
fn scene(receipts: impl Fn(&mut Vec<ReceiptFile>), lines: impl Fn(&mut Vec<CreditLine>)) -> Scene {
    let index = index();
    let mut files = vec![receipt(0, &index), receipt(1, &index)];
    receipts(&mut files);
    let mut owed = Vec::new();
    for (place, file) in files.iter().enumerate() {
        let data = data_share_of_receipt_down(file.receipt.fee, &ECONOMICS, &[]);
        let weights: Vec<u128> = file.scores.iter().map(|(_, score)| u128::try_from(*score).unwrap_or(0)).collect();
        for ((contribution, _), amount) in file.scores.iter().zip(apportion(data, &weights)) {
            if amount > 0 {
                let receipt = place as u32;
                owed.push(CreditLine { contribution: *contribution, receipt, version: VERSION, amount });
            }
        }
    }
    owed.sort_by_key(|line| (line.contribution, line.receipt));
    lines(&mut owed);
    let leaves: Vec<Digest> = files.iter().map(|file| merkle::leaf(&file.receipt.hash())).collect();
    let nodes: Vec<merkle_sum::Node> = owed.iter().map(CreditLine::node).collect();
    let fees = files.iter().map(|file| file.receipt.fee).sum();
    let count = files.len() as u32;
    let facts = Facts {
        genesis: GENESIS,
        header: BatchHeader {
            worker: WORKER,
            nonce: 0,
            receipts: count,
            receipts_root: merkle::root(&leaves),
            credits: merkle_sum::root(&nodes).expect("a root"),
            credit_lines: owed.len() as u32,
            content: ContentId([0; 32]),
        },
        economics: ECONOMICS,
        incomes: BTreeMap::from([(
            VERSION,
            Income { receipts: count, fees, data: owed.iter().map(|line| line.amount).sum() },
        )]),
        redeemed: Some(BTreeMap::from([(4, Redeemed { first: 7, receipts: count, amount: fees })])),
        versions: BTreeMap::from([(
            VERSION,
            VersionFacts {
                royalties: Vec::new(),
                has_data: true,
                index_root: Some(index_root(&index.header, &index.sketches)),
                index: Some(index),
            },
        )]),
    };
    Scene { file: BatchFile { receipts: files, lines: owed }, facts }
}

fn kinds(report: &Report) -> Vec<Kind> {
    report.faults.iter().map(|fault| fault.kind).collect()
}

/// The only fault there is.
fn only(scene: &Scene) -> Fault {
    let report = audit(&scene.file, &scene.facts);
    assert_eq!(report.faults.len(), 1, "{:#?}", report.faults);
    report.faults[0].clone()
}

fn leads(scene: &Scene, shown: &ShownReceipt) {
    let leaf = merkle::leaf(&shown.receipt.hash());
    assert!(merkle::verify(&scene.facts.header.receipts_root, &leaf, &shown.path));
}

fn line_leads(scene: &Scene, shown: &ShownLine) {
    assert!(merkle_sum::verify(&scene.facts.header.credits, &shown.line.node(), &shown.proof));
}

fn weight_leads(receipt: &Receipt, shown: &ShownWeight) {
    let leaf = merkle_sum::leaf(&shown.contribution.encode(), shown.weight);
    assert!(merkle_sum::verify(&receipt.credits, &leaf, &shown.proof));
}

#[test]
fn nothing_is_wrong_with_an_honest_batch() {
    let Scene { file, facts } = scene(|_| {}, |_| {});
    let report = audit(&file, &facts);
    assert_eq!(report.faults, []);
    assert!(report.unchecked.is_empty(), "{:?}", report.unchecked);
    assert_eq!((report.scores, report.lines), (6, 4));
}

#[test]
fn a_wrong_weight_is_proved_by_query_and_index() {
    let lie = |files: &mut Vec<ReceiptFile>| {
        files[0].scores[2].1 += 5;
        files[0].receipt.credits = credits_root(&files[0].scores).expect("a root");
    };
    let scene = scene(lie, |_| {});
    let fault = only(&scene);
    assert_eq!((fault.kind, fault.receipt), (Kind::Score, Some(0)));
    let Some(Evidence::Score { receipt, query, index, weight: Some(weight) }) = fault.evidence else {
        panic!("no evidence")
    };
    leads(&scene, &receipt);
    weight_leads(&receipt.receipt, &weight);
    assert_eq!(query.hash(), receipt.receipt.query);
    // The weight stands at the place of the sketch, the header before it.
    assert_eq!((weight.proof.index + 1, index.sketch_path.index, index.header_path.index), (3, 3, 0));
    let root = scene.facts.versions[&VERSION].index_root.expect("a root");
    assert!(merkle::verify(&root, &merkle::leaf(&index.sketch.encode()), &index.sketch_path));
    assert!(merkle::verify(&root, &merkle::leaf(&index.header.encode()), &index.header_path));
}

#[test]
fn a_line_that_pays_another_amount_is_proved_by_its_weight() {
    let scene = scene(|_| {}, |lines| lines[0].amount += 10);
    let fault = only(&scene);
    assert_eq!((fault.kind, fault.line), (Kind::Line, Some(0)));
    let Some(Evidence::Line { line, receipt: Some(receipt), ground: Some(Ground::Weight(weight)) }) = fault.evidence
    else {
        panic!("no evidence")
    };
    line_leads(&scene, &line);
    leads(&scene, &receipt);
    weight_leads(&receipt.receipt, &weight);
    assert_eq!(weight.contribution, line.line.contribution);
}

#[test]
fn a_line_for_whoever_has_no_weight_is_proved_by_the_neighbours() {
    let intruder = CreditLine { contribution: 99, receipt: 1, version: VERSION, amount: 1 };
    let scene = scene(|_| {}, |lines| lines.push(intruder));
    let fault = only(&scene);
    let Some(Evidence::Line { line, receipt: Some(receipt), ground: Some(Ground::Absent(Some(before), None)) }) =
        fault.evidence
    else {
        panic!("no evidence: {fault:?}")
    };
    assert_eq!(line.line, intruder);
    weight_leads(&receipt.receipt, &before);
    assert_eq!((before.contribution, before.proof.index + 1), (12, before.proof.count));
}

#[test]
fn a_line_of_a_receipt_that_is_not_there_proves_itself() {
    let stray = CreditLine { contribution: 12, receipt: 2, version: VERSION, amount: 1 };
    let scene = scene(|_| {}, |lines| lines.push(stray));
    let fault = only(&scene);
    assert_eq!((fault.kind, fault.line), (Kind::Line, Some(4)));
    assert!(matches!(fault.evidence, Some(Evidence::Line { receipt: None, ground: None, .. })));
}

#[test]
fn a_missing_line_is_proved_by_the_lines_beside_it() {
    let scene = scene(
        |_| {},
        |lines| {
            lines.remove(1);
        },
    );
    let fault = only(&scene);
    assert_eq!((fault.kind, fault.receipt), (Kind::MissingLine, Some(1)));
    let Some(Evidence::MissingLine { receipt, contribution: 10, before: Some(before), after: Some(after), .. }) =
        fault.evidence
    else {
        panic!("no evidence")
    };
    leads(&scene, &receipt);
    line_leads(&scene, &before);
    line_leads(&scene, &after);
    assert_eq!(before.proof.index + 1, after.proof.index);
}

#[test]
fn lines_out_of_order_or_twice_are_proved_by_two_neighbours() {
    let twice = scene(|_| {}, |lines| lines.insert(1, lines[0]));
    let report = audit(&twice.file, &twice.facts);
    let fault = report.faults.iter().find(|fault| fault.kind == Kind::Order).expect("found");
    let Some(Evidence::Order(first, second)) = &fault.evidence else { panic!("no evidence") };
    line_leads(&twice, first);
    line_leads(&twice, second);
    assert_eq!(first.proof.index + 1, second.proof.index);

    let swapped = scene(|_| {}, |lines| lines.swap(0, 3));
    assert!(kinds(&audit(&swapped.file, &swapped.facts)).contains(&Kind::Order));
}

#[test]
fn a_false_sum_at_the_top_is_proved_by_what_is_below_it() {
    let mut scene = scene(|_| {}, |_| {});
    let nodes: Vec<merkle_sum::Node> = scene.file.lines.iter().map(CreditLine::node).collect();
    let (left, right) = nodes.split_at(2);
    let pair = |nodes: &[merkle_sum::Node]| merkle_sum::node(&nodes[0], &nodes[1]).expect("a node");
    let top = merkle_sum::node(&pair(left), &pair(right)).expect("a node");
    let lie = merkle_sum::Node { hash: top.hash, sum: top.sum + 1_000 };
    scene.facts.header.credits = merkle_sum::bind(4, &lie);
    let fault = only(&scene);
    assert_eq!(fault.kind, Kind::Sum);
    let Some(Evidence::Sum { receipt: None, count, top, steps, leaf: None }) = fault.evidence else {
        panic!("no evidence")
    };
    assert!(merkle_sum::is_false(&scene.facts.header.credits, count, &top, &steps, None));
}

#[test]
fn what_is_not_shown_can_only_be_demanded() {
    let mut hidden = scene(|_| {}, |_| {});
    hidden.facts.header.receipts_root = [9; 32];
    let fault = only(&hidden);
    assert_eq!((fault.kind, fault.demand), (Kind::Withheld, Some(Part::Receipt(0))));
    assert_eq!(fault.evidence, None);

    let hidden = scene(|files| files[1].receipt.query = [9; 32], |_| {});
    let fault = only(&hidden);
    assert_eq!((fault.kind, fault.demand), (Kind::Withheld, Some(Part::Query(1))));
}

#[test]
fn totals_are_proved_by_the_receipts_that_exceed_them() {
    let mut scene = scene(|_| {}, |_| {});
    let stated = scene.file.receipts[0].receipt.fee;
    scene.facts.incomes.get_mut(&VERSION).expect("there").fees = stated;
    let fault = only(&scene);
    let Some(Evidence::Totals(Subject::Version(VERSION), shown)) = fault.evidence else { panic!("no evidence") };
    assert!(shown.iter().map(|shown| shown.receipt.fee).sum::<u128>() > stated);
    assert!(shown.windows(2).all(|pair| pair[0].path.index < pair[1].path.index));

    // Less than stated is wrong, too, and the chain cannot say so.
    scene.facts.incomes.get_mut(&VERSION).expect("there").fees = u128::MAX;
    assert_eq!(only(&scene).evidence, None);
}

#[test]
fn a_receipt_that_contradicts_itself_or_was_not_redeemed_proves_itself() {
    let dear = scene(|files| files[1].receipt.output_price += 1_000_000, |_| {});
    let fault = only(&dear);
    assert_eq!((fault.kind, fault.receipt), (Kind::Receipt, Some(1)));
    assert!(matches!(fault.evidence, Some(Evidence::Receipt(_))));

    let old = scene(|files| files[0].receipt.index = 6, |_| {});
    let fault = only(&old);
    assert!(fault.detail.contains("not among those redeemed"), "{}", fault.detail);
}

#[test]
fn one_answer_with_two_receipts_is_proved_by_both() {
    let scene = scene(|files| files[1].receipt.index = 7, |_| {});
    let fault = only(&scene);
    assert_eq!(fault.kind, Kind::Double);
    let Some(Evidence::Double(first, second)) = fault.evidence else { panic!("no evidence") };
    leads(&scene, &first);
    leads(&scene, &second);
    assert_ne!(first.path.index, second.path.index);
}

#[test]
fn without_an_index_weights_are_not_checked_and_that_is_said() {
    let mut scene = scene(|_| {}, |_| {});
    scene.facts.versions.get_mut(&VERSION).expect("there").index = None;
    let report = audit(&scene.file, &scene.facts);
    assert_eq!((report.faults.len(), report.scores, report.lines), (0, 0, 4));
    assert!(report.unchecked.iter().any(|reason| reason.contains("index cannot be had")), "{:?}", report.unchecked);
}

#[test]
fn every_part_that_can_be_demanded_is_shown_from_the_file() {
    let scene = scene(|_| {}, |_| {});
    let parts = [Part::Receipt(1), Part::Line(2), Part::Query(0), Part::Weight { receipt: 1, leaf: 2 }];
    for part in parts {
        match answer(&scene.file, part).expect("shown") {
            Shown::Receipt(shown) => leads(&scene, &shown),
            Shown::Line(shown) => line_leads(&scene, &shown),
            Shown::Query(shown, query) => {
                leads(&scene, &shown);
                assert_eq!(query.hash(), shown.receipt.query);
            }
            Shown::Weight(shown, weight) => weight_leads(&shown.receipt, &weight.expect("there")),
        }
    }
    // A place behind the last weight is answered with the last, which tells how many there are.
    let Some(Shown::Weight(_, Some(last))) = answer(&scene.file, Part::Weight { receipt: 0, leaf: 9 }) else {
        panic!("not shown")
    };
    assert!(last.proof.count <= 9);
    assert_eq!(answer(&scene.file, Part::Receipt(2)), None);
}
