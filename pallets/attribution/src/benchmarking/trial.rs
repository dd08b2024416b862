//! Batches that lie, with what proves it: every tree as deep as a tree of two billion leaves, every list full.

use super::{
    scene::{self, MUCH},
    BenchmarkHelper,
};
use crate::*;
use alloc::{vec, vec::Vec};
use codec::Encode;
use frame_benchmarking::BenchmarkError;
use frame_support::{traits::Get, BoundedVec};
use openledger_primitives::{
    batch::CreditLine,
    content::ContentId,
    job::ReexecuteResult,
    merkle,
    merkle_sum::{self, Node, Step},
    receipt::{request_hash, FragmentScore, Receipt, Sampling, TOP_FRAGMENTS},
    recipe::NumericClass,
    sketch::{ContributionSketch, IndexHeader, QuerySketch, ScoreRule, Term},
    voucher::running_hash,
    Amount, BlockNumber, Digest, VersionId,
};
use polkadot_sdk::*;

/// Levels above the 64 leaves of a tree that are made.
const LEVELS: u32 = 25;
/// Leaves of every tree here.
const LEAVES: u64 = 64 << LEVELS;

const FILLER: Digest = [7; 32];
const SUM_FILLER: Node = Node { hash: FILLER, sum: 0 };

/// Root of a deep tree that begins with these leaves, and the path of each.
fn tree(mut row: Vec<Digest>) -> (Digest, Vec<LeafPath>) {
    row.resize(64, FILLER);
    let (top, paths) = perfect(row, FILLER, &|left: &Digest, right: &Digest| merkle::node(left, right));
    let path = |(index, siblings)| LeafPath { index, count: LEAVES, siblings: BoundedVec::truncate_from(siblings) };
    (merkle::bind(LEAVES, &top), (0..).zip(paths).map(path).collect())
}

/// The same of a sum tree.
fn sum_tree(mut row: Vec<Node>) -> (Node, Vec<CreditProof>) {
    row.resize(64, SUM_FILLER);
    let join = |left: &Node, right: &Node| merkle_sum::node(left, right).unwrap_or_default();
    let (top, paths) = perfect(row, SUM_FILLER, &join);
    let path = |(index, siblings)| CreditProof { index, count: LEAVES, siblings: BoundedVec::truncate_from(siblings) };
    (merkle_sum::bind(LEAVES, &top), (0..).zip(paths).map(path).collect())
}

/// Top of the tree over a row of 64 and its path each, with fillers to the right of it on every level above.
fn perfect<N: Copy>(mut row: Vec<N>, filler: N, join: &dyn Fn(&N, &N) -> N) -> (N, Vec<Vec<N>>) {
    let mut paths = vec![Vec::new(); row.len()];
    let mut width = 1;
    while row.len() > 1 {
        for (at, path) in paths.iter_mut().enumerate() {
            path.push(row[(at / width) ^ 1]);
        }
        row = row.chunks(2).map(|pair| join(&pair[0], &pair[1])).collect();
        width *= 2;
    }
    let top = (0..LEVELS).fold(row[0], |below, _| join(&below, &filler));
    for path in &mut paths {
        path.resize(path.len() + LEVELS as usize, filler);
    }
    (top, paths)
}

/// A receipt as long as one can be, of the first allocation's first answer.
fn receipt_of<T: Config>(version: VersionId) -> Receipt {
    let sampling = Sampling { temperature_milli: 0, top_p_milli: 0, top_k: 0, max_tokens: 0, seed: 0 };
    let fragment = FragmentScore { contribution: 1, fragment: 1, score: 1 };
    Receipt {
        genesis: Pallet::<T>::genesis(),
        allocation: 0,
        worker: scene::account::<T>("worker", 0).into(),
        index: 0,
        version,
        request: request_hash(version, &[0; 32], &sampling),
        sampling,
        prompt: [0; 32],
        output: [1; 32],
        input_tokens: 1_000,
        output_tokens: 0,
        input_price: 1_000_000,
        output_price: 0,
        fee: 1_000_000,
        numeric_class: NumericClass::CpuExact,
        engine_build: [0; 32],
        query: [2; 32],
        credits: merkle_sum::empty_root(),
        fragments: vec![fragment; TOP_FRAGMENTS],
    }
}

/// A batch of these receipts and lines, all with their paths.
fn batch<T: Config>(
    receipts: Vec<Receipt>,
    lines: Vec<CreditLine>,
) -> Result<(Vec<ShownReceipt>, Vec<CreditClaim>), BenchmarkError> {
    let (signed, _) = scene::batch::<T>(1, 1)?;
    Pallet::<T>::do_submit_batch(&signed)?;
    let (receipts_root, paths) = tree(receipts.iter().map(|receipt| merkle::leaf(&receipt.hash())).collect());
    let (credits, proofs) = sum_tree(lines.iter().map(CreditLine::node).collect());
    Batches::<T>::mutate(0, |batch| {
        if let Some(batch) = batch {
            batch.header.receipts = LEAVES as u32;
            batch.header.receipts_root = receipts_root;
            batch.header.credits = credits;
            batch.header.credit_lines = LEAVES as u32;
        }
    });
    let receipts = receipts.into_iter().zip(paths).map(|(receipt, path)| ShownReceipt { receipt, path });
    let lines = lines.into_iter().zip(proofs).map(|(line, proof)| CreditClaim { line, proof });
    Ok((receipts.collect(), lines.collect()))
}

/// The version that answers here, which is made when it is asked for.
fn version<T: Config>() -> Result<VersionId, BenchmarkError> {
    scene::version::<T>()
}

fn terms(count: u32) -> Vec<Term> {
    (0..count).map(|token| Term { token, weight: i32::MAX }).collect()
}

fn query_of(dimensions: u32, count: u32) -> QuerySketch {
    QuerySketch { gradient: vec![i8::MAX; dimensions as usize], terms: terms(count) }
}

/// An index of one sketch that is as large, to which the version is committed.
fn sketch<T: Config>(version: VersionId, dimensions: u32, count: u32) -> ShownSketch {
    let rule = ScoreRule { gradient_weight: 1, gradient_shift: 8, lexical_weight: 1, lexical_shift: 8 };
    let contributions = LEAVES as u32;
    let header = IndexHeader { rule, dimensions, basis: ContentId::default(), contributions, fragments: 100 };
    let gradient = vec![i8::MAX; dimensions as usize];
    let sketch =
        ContributionSketch { contribution: 5, fragments: 100, gradient, gradient_scale: 1, terms: terms(count) };
    let (root, paths) = tree(vec![merkle::leaf(&header.encode()), merkle::leaf(&sketch.encode())]);
    T::BenchmarkHelper::index(version, root);
    ShownSketch { header, header_path: paths[0].clone(), sketch, sketch_path: paths[1].clone() }
}

pub fn score<T: Config>(d: u32, t: u32) -> Result<ScoreDispute, BenchmarkError> {
    let version = version::<T>()?;
    let query = query_of(d, t / 2);
    let stated = u128::MAX;
    let (credits, proofs) = sum_tree(vec![merkle_sum::leaf(&5u64.encode(), stated)]);
    let receipt = Receipt { query: query.hash(), credits, ..receipt_of::<T>(version) };
    let (shown, _) = batch::<T>(vec![receipt], Vec::new())?;
    let index = sketch::<T>(version, d, t.saturating_sub(t / 2));
    let weight = ShownWeight { contribution: 5, weight: stated, proof: proofs[0].clone() };
    Ok(ScoreDispute { receipt: shown[0].clone(), query, index, weight: Some(weight) })
}

fn line_of(version: VersionId, contribution: u64, amount: Amount) -> CreditLine {
    CreditLine { contribution, receipt: 0, version, amount }
}

pub fn line<T: Config>(d: u32, t: u32) -> Result<LineDispute, BenchmarkError> {
    let version = version::<T>()?;
    let (receipts, lines) = batch::<T>(vec![receipt_of::<T>(version)], vec![line_of(version, 5, MUCH)])?;
    let ground = Some(Ground::Size(sketch::<T>(version, d, t)));
    Ok(LineDispute { line: lines[0].clone(), receipt: receipts.first().cloned(), ground })
}

pub fn missing_line<T: Config>(d: u32, t: u32) -> Result<MissingLineDispute, BenchmarkError> {
    let version = version::<T>()?;
    let lines = vec![line_of(version, 4, 1), line_of(version, 6, 1)];
    let (receipts, lines) = batch::<T>(vec![receipt_of::<T>(version)], lines)?;
    let ground = Ground::Size(sketch::<T>(version, d, t));
    let (before, after) = (lines.first().cloned(), lines.last().cloned());
    Ok(MissingLineDispute { receipt: receipts[0].clone(), contribution: 5, ground, before, after })
}

pub fn order<T: Config>() -> Result<(CreditClaim, CreditClaim), BenchmarkError> {
    let same = line_of(version::<T>()?, 5, 1);
    let (_, lines) = batch::<T>(Vec::new(), vec![same; 2])?;
    Ok((lines[0].clone(), lines[1].clone()))
}

pub fn sum<T: Config>() -> Result<SumDispute, BenchmarkError> {
    // The lowest of 64 nodes states a planck that is not below it.
    let below = Step { left: SUM_FILLER, right: SUM_FILLER, to_the_right: false };
    let honest = merkle_sum::node(&SUM_FILLER, &SUM_FILLER).unwrap_or_default();
    let mut node = Node { sum: 1, ..honest };
    let mut steps = vec![below];
    for _ in 1..merkle::MAX_DEPTH {
        steps.push(Step { left: node, right: SUM_FILLER, to_the_right: false });
        node = merkle_sum::node(&node, &SUM_FILLER).unwrap_or_default();
    }
    steps.reverse();
    let receipt = Receipt { credits: merkle_sum::bind(LEAVES, &node), ..receipt_of::<T>(version::<T>()?) };
    let (receipts, _) = batch::<T>(vec![receipt], Vec::new())?;
    let steps = BoundedVec::truncate_from(steps);
    Ok(SumDispute { receipt: receipts.first().cloned(), count: LEAVES, top: node.hash, steps, leaf: None })
}

pub fn totals<T: Config>(n: u32) -> Result<(Subject, ShownReceipts), BenchmarkError> {
    let version = version::<T>()?;
    let receipt = |index: u32| Receipt { index: index.into(), fee: MUCH, ..receipt_of::<T>(version) };
    let (receipts, _) = batch::<T>((0..n).map(receipt).collect(), Vec::new())?;
    Ok((Subject::Version(version), BoundedVec::truncate_from(receipts)))
}

pub fn receipt<T: Config>() -> Result<ShownReceipt, BenchmarkError> {
    let receipt = Receipt { request: [9; 32], ..receipt_of::<T>(version::<T>()?) };
    let (receipts, _) = batch::<T>(vec![receipt], Vec::new())?;
    Ok(receipts[0].clone())
}

pub fn double<T: Config>() -> Result<(ShownReceipt, ShownReceipt), BenchmarkError> {
    let receipt = receipt_of::<T>(version::<T>()?);
    let (receipts, _) = batch::<T>(vec![receipt; 2], Vec::new())?;
    Ok((receipts[0].clone(), receipts[1].clone()))
}

/// A receipt and `n` hashes from another one on, which the allocation's running hash has after `[3; 32]`.
pub fn history<T: Config>(n: u32) -> Result<(ShownReceipt, Vec<Digest>), BenchmarkError> {
    let shown = receipt::<T>()?;
    let history = vec![[4; 32]; n as usize];
    Allocations::<T>::mutate(0, |allocation| {
        if let Some(allocation) = allocation {
            allocation.receipts = n.into();
            allocation.receipts_hash = history.iter().fold([3; 32], |hash, next| running_hash(&hash, next));
        }
    });
    Ok((shown, history))
}

pub fn query<T: Config>(d: u32, t: u32) -> Result<(Part, Shown), BenchmarkError> {
    let query = query_of(d, t);
    let receipt = Receipt { query: query.hash(), ..receipt_of::<T>(version::<T>()?) };
    let (receipts, _) = batch::<T>(vec![receipt], Vec::new())?;
    Ok((Part::Query(0), Shown::Query(receipts[0].clone(), query)))
}

/// Lets so many challengers demand something of the first batch, each with a bond on hold.
pub fn crowd<T: Config>(demands: u32) -> Result<(), BenchmarkError> {
    let bond = DisputeTerms::<T>::get().demand_bond;
    let deadline = Pallet::<T>::now().saturating_add(1);
    for leaf in 0..demands {
        let challenger = scene::user::<T>(2_000 + leaf);
        Pallet::<T>::hold_bond(&challenger, bond)?;
        let part = Part::Weight { receipt: 0, leaf };
        let demand = Demand { part, challenger, bond, deadline };
        Demands::<T>::try_append(0, demand).map_err(|()| "no more than the most demands")?;
    }
    crowd_delays::<T>();
    Ok(())
}

/// Leaves one place to mature for a delayed batch: in the last block that is looked at.
pub fn crowd_delays<T: Config>() {
    let dispute_period = Rules::<T>::get().dispute_period;
    let period = dispute_period.saturating_add(100);
    DisputeTerms::<T>::mutate(|terms| (terms.answer_period, terms.reexecution_period) = (period, period));
    let first: BlockNumber = Pallet::<T>::now().saturating_add(period).saturating_add(1);
    let last = first.saturating_add(crate::batch::DELAY_SPREAD - 1);
    for block in first..=last {
        let most = T::MaxMaturing::get() as usize;
        let due = vec![u64::MAX; if block == last { most - 1 } else { most }];
        Maturing::<T>::insert(block, BoundedVec::truncate_from(due));
    }
}

/// Lets so many answers of the first batch be computed again.
pub fn reexecutions<T: Config>(count: u32) -> Result<(), BenchmarkError> {
    for number in 0..count {
        let challenger = scene::user::<T>(3_000 + number);
        let bond = DisputeTerms::<T>::get().reexecution_bond;
        Pallet::<T>::hold_bond(&challenger, bond)?;
        let dispute = NextDisputeId::<T>::get();
        NextDisputeId::<T>::put(dispute + 1);
        ReexecutionsOf::<T>::try_append(0, dispute).map_err(|()| "no more than the most re-executions")?;
        let open = Reexecution {
            batch: 0,
            receipt: 1 + number,
            version: 0,
            stated: ReexecuteResult { output: [1; 32], query: [2; 32] },
            challenger,
            bond,
            answers: BoundedVec::new(),
            failed: 0,
            deadline: Pallet::<T>::now(),
        };
        Reexecutions::<T>::insert(dispute, open);
    }
    Ok(())
}
