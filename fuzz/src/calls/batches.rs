//! Batches as workers seal them: real receipts, scores of a real index, real trees and signatures; and now and then
//! one that lies, in a way that the chain can only see in a dispute.

use super::{
    attribution::{any_version, terms},
    *,
};
use crate::world::{Lie, Sealed, Written};
use openledger_primitives::{
    batch::{BatchHeader, CreditLine, Redemption, SignedBatch, VersionIncome},
    content::ContentId,
    merkle,
    merkle_sum::{self, Node},
    receipt::{request_hash, tokens_hash, Receipt, Sampling},
    recipe::NumericClass,
    sketch::{score, ContributionSketch, IndexHeader, QuerySketch, ScoreRule},
    split::{apportion, data_share_of_receipt_down},
    voucher::{SignedVoucher, Voucher},
    AllocationId, Amount, ContributionId, Digest, VersionId,
};
use openledger_runtime::{currency::MILLI_OPEN, Attribution, Datanets, Runtime, System};
use pallet_attribution::{Allocation, Allocations, BoundedSignedBatch, Call, Economics, NextBatchId};
use pallet_compute::Workers;
use pallet_models::{VersionState, Versions};
use polkadot_sdk::sp_core::Pair;

pub const MAKERS: &[Maker] = &[maker("Attribution", "submit_batch", 24, submit_batch)];

const DIMENSIONS: usize = 2;

/// The attribution index of what a version was trained on: the same whenever it is asked for.
pub fn index(snapshots: &[u32]) -> (IndexHeader, Vec<ContributionSketch>) {
    let mut contributions: Vec<ContributionId> = snapshots
        .iter()
        .flat_map(|snapshot| Datanets::snapshot_contributions(*snapshot))
        .map(|contribution| contribution.id)
        .collect();
    contributions.sort_unstable();
    contributions.dedup();
    let sketch = |id: &ContributionId| ContributionSketch {
        contribution: *id,
        fragments: 10,
        gradient: vec![1 + (id % 5) as i8, (id % 3) as i8 - 1],
        gradient_scale: 1,
        terms: Vec::new(),
    };
    let sketches: Vec<ContributionSketch> = contributions.iter().map(sketch).collect();
    let header = IndexHeader {
        rule: ScoreRule { gradient_weight: 1, gradient_shift: 0, lexical_weight: 1, lexical_shift: 0 },
        dimensions: DIMENSIONS as u32,
        basis: ContentId([6; 32]),
        contributions: sketches.len() as u32,
        fragments: 10 * sketches.len() as u32,
    };
    (header, sketches)
}

/// One paid answer, before it is sealed.
struct Answer {
    /// As the user was shown it.
    shown: Receipt,
    written: Written,
    lines: Vec<CreditLine>,
}

/// What is wrong with a batch that the chain refuses.
#[derive(Clone, Copy, PartialEq)]
enum Flaw {
    Credits,
    Income,
    Amount,
    Hidden,
    Nonce,
    Key,
}

fn submit_batch(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let workers: Vec<AccountId> = Workers::<Runtime>::iter_keys().collect();
    let worker = choices.pick(&workers)?;
    let mut of_worker: Vec<(AllocationId, Allocation<AccountId>)> = Allocations::<Runtime>::iter()
        .filter(|(_, allocation)| allocation.worker == worker)
        .filter(|(_, allocation)| allocation.closes_at.is_none_or(|closes| System::block_number() < closes))
        .collect();
    if of_worker.is_empty() {
        return None;
    }
    of_worker.sort_by_key(|(id, _)| *id);
    let flaw = choices
        .rarely()
        .then(|| choices.of([Flaw::Credits, Flaw::Income, Flaw::Amount, Flaw::Hidden, Flaw::Nonce, Flaw::Key]));
    let lie = (choices.byte() >= 128).then(|| {
        let lies = [
            Lie::Weight,
            Lie::Line,
            Lie::Missing,
            Lie::Order,
            Lie::Receipt,
            Lie::Double,
            Lie::Totals,
            Lie::History,
            Lie::Sum,
        ];
        lies[choices.below(lies.len())]
    });
    let mut answers: Vec<Answer> = Vec::new();
    let least = if lie == Some(Lie::Double) { 2 } else { 1 };
    for place in 0..choices.between(least, 5) {
        // Of an answer that is sold twice both are of one allocation.
        let (id, allocation) =
            if lie == Some(Lie::Double) { of_worker[0].clone() } else { choices.pick(&of_worker)? };
        let before = answers.iter().filter(|answer| answer.shown.allocation == id).count();
        answers.push(answer((place, before), id, &allocation, &worker, lie, world, choices)?);
    }
    let mut lines: Vec<CreditLine> = answers.iter().flat_map(|answer| answer.lines.iter().copied()).collect();
    lines.sort_by_key(|line| (line.contribution, line.receipt));
    let mut income = incomes(&answers);
    spoil(lie, &mut lines, &mut answers);
    let nodes: Vec<Node> = lines.iter().map(CreditLine::node).collect();
    let mut credits = merkle_sum::root(&nodes)?;
    if lie == Some(Lie::Sum) && lines.len() > 1 {
        lines[0].amount += 1;
        let (left, right) = halves(&lines)?;
        let top = Node { hash: merkle_sum::node(&left, &right)?.hash, sum: credits.sum };
        credits = merkle_sum::bind(lines.len() as u64, &top);
    }
    let mut redemptions = redemptions(&answers, &worker, world, flaw, choices);
    match flaw {
        Some(Flaw::Credits) => credits.sum = credits.sum.wrapping_add(1),
        Some(Flaw::Income) => income.iter_mut().for_each(|income| income.data = income.data.wrapping_sub(1)),
        Some(Flaw::Amount) => redemptions.iter_mut().for_each(|redemption| redemption.amount /= 2),
        _ => {}
    }
    let leaves: Vec<Digest> = answers.iter().map(|answer| merkle::leaf(&answer.written.receipt.hash())).collect();
    let nonce = Attribution::batch_nonce(worker.clone());
    let header = BatchHeader {
        worker: worker.clone().into(),
        nonce: if flaw == Some(Flaw::Nonce) { u64::from(choices.byte()) } else { nonce },
        receipts: answers.len() as u32,
        receipts_root: merkle::root(&leaves),
        credits,
        credit_lines: lines.len() as u32,
        content: ContentId(world.fresh()),
    };
    let batch = SignedBatch { genesis: System::block_hash(0).0, header, income, redemptions };
    let key = Workers::<Runtime>::get(&worker).and_then(|worker| people::with_session_key(&worker.session_key));
    let keys = if flaw == Some(Flaw::Key) { people::keys(anybody(choices)) } else { key? };
    let signature = keys.session.sign(&batch.signing_hash());
    let call = Call::submit_batch { signed: Box::new(BoundedSignedBatch::try_from(batch).ok()?), signature };
    let id = NextBatchId::<Runtime>::get();
    let then = move |world: &mut World| {
        for answer in &answers {
            let sold = world.sold.entry(answer.shown.allocation).or_default();
            sold.receipts.push(answer.shown.hash());
            sold.spent += answer.shown.fee;
        }
        let receipts = answers.into_iter().map(|answer| answer.written).collect();
        world.batches.push(Sealed { id, lines, receipts, lie });
    };
    Some(Attempt { then: Some(Box::new(then)), ..authorised(call)? })
}

/// An answer of a version that earns, at a place of the batch and after others of the same allocation in it.
fn answer(
    (place, before): (u32, usize),
    id: AllocationId,
    allocation: &Allocation<AccountId>,
    worker: &AccountId,
    lie: Option<Lie>,
    world: &mut World,
    choices: &mut Choices,
) -> Option<Answer> {
    let mut earning: Vec<VersionId> = Versions::<Runtime>::iter()
        .filter(|(_, version)| version.state == VersionState::Deployed)
        .map(|(id, _)| id)
        .collect();
    // The newest owe the most.
    earning.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    let version = match choices.pick(&earning) {
        Some(version) if !choices.rarely() => version,
        _ => any_version(choices),
    };
    let terms = terms(version)?;
    let fee = choices.amount(MILLI_OPEN).min(allocation.left() / 4);
    let (header, sketches) = index(&terms.snapshots);
    let query = QuerySketch { gradient: vec![1 + (choices.byte() % 7) as i8, 1], terms: Vec::new() };
    let right = |sketch: &ContributionSketch| {
        let score = score(&header.rule, &query, sketch).unwrap_or(0);
        (sketch.contribution, u128::try_from(score).unwrap_or(0))
    };
    let mut weights: Vec<(ContributionId, u128)> = sketches.iter().map(right).collect();
    if lie == Some(Lie::Weight) {
        if let Some((_, weight)) = weights.first_mut() {
            *weight += 1;
        }
    }
    let data = match terms.has_data && !weights.is_empty() {
        true => data_share_of_receipt_down(fee, &Economics::<Runtime>::get(), &terms.royalties),
        false => 0,
    };
    let amounts = apportion(data, &weights.iter().map(|(_, weight)| *weight).collect::<Vec<_>>());
    let line = |((contribution, _), amount): (&(ContributionId, u128), Amount)| CreditLine {
        contribution: *contribution,
        receipt: place,
        version,
        amount,
    };
    let lines = weights.iter().zip(amounts).map(line).collect();
    let sold = world.sold.get(&id).map_or(0, |sold| sold.receipts.len());
    // A second receipt under one number.
    let number = if lie == Some(Lie::Double) { 0 } else { before };
    let sampling =
        Sampling { temperature_milli: 0, top_p_milli: 1_000, top_k: 0, max_tokens: 100, seed: world.fresh_number() };
    let prompt = tokens_hash(&[1, 2, 3]);
    let nodes: Vec<Node> = weights.iter().map(|(id, weight)| weight_node(*id, *weight)).collect();
    let shown = Receipt {
        genesis: System::block_hash(0).0,
        allocation: id,
        worker: worker.clone().into(),
        index: (sold + number) as u64,
        version,
        request: request_hash(version, &prompt, &sampling),
        sampling,
        prompt,
        output: tokens_hash(&[4]),
        input_tokens: 1_000,
        output_tokens: 1,
        input_price: fee + u128::from(lie == Some(Lie::Receipt)),
        output_price: 0,
        fee,
        numeric_class: NumericClass::CpuExact,
        engine_build: [9; 32],
        query: query.hash(),
        credits: merkle_sum::root(&nodes)?,
        fragments: Vec::new(),
    };
    Some(Answer { written: Written { receipt: shown.clone(), query, weights }, shown, lines })
}

/// A leaf of a receipt's credit tree.
pub fn weight_node(id: ContributionId, weight: u128) -> Node {
    merkle_sum::leaf(&codec::Encode::encode(&id), weight)
}

/// The two subtrees below the top of a credit tree.
pub fn halves(lines: &[CreditLine]) -> Option<(Node, Node)> {
    fn top(nodes: &[Node]) -> Option<Node> {
        if let [only] = nodes {
            return Some(*only);
        }
        let (left, right) = nodes.split_at(nodes.len().div_ceil(2).next_power_of_two());
        merkle_sum::node(&top(left)?, &top(right)?)
    }
    let nodes: Vec<Node> = lines.iter().map(CreditLine::node).collect();
    let (left, right) = nodes.split_at_checked(nodes.len().div_ceil(2).next_power_of_two())?;
    Some((top(left)?, top(right)?)).filter(|_| !right.is_empty())
}

/// Lies about what was answered right.
fn spoil(lie: Option<Lie>, lines: &mut Vec<CreditLine>, answers: &mut [Answer]) {
    match lie {
        Some(Lie::Line) => {
            // From one line to another of the same version, so that the sums are the same.
            let Some(from) = lines.iter().position(|line| line.amount > 4) else { return };
            let version = lines[from].version;
            let other = (0..lines.len()).find(|at| *at != from && lines[*at].version == version);
            if let Some(to) = other {
                let moved = lines[from].amount / 2;
                lines[from].amount -= moved;
                lines[to].amount += moved;
            }
        }
        Some(Lie::Missing) => {
            let Some(from) = lines.iter().position(|line| line.amount > 4) else { return };
            let missing = lines[from];
            let other = (0..lines.len()).find(|at| *at != from && lines[*at].version == missing.version);
            if let Some(to) = other {
                lines[to].amount += missing.amount;
                lines.remove(from);
            }
        }
        Some(Lie::Order) if lines.len() > 1 => lines.swap(0, 1),
        Some(Lie::Totals) => {
            for answer in answers.iter_mut().take(1) {
                answer.written.receipt.fee += 1;
                answer.written.receipt.input_price += 1;
            }
        }
        Some(Lie::History) => {
            for answer in answers.iter_mut().take(1) {
                answer.written.receipt.output = tokens_hash(&[5]);
            }
        }
        _ => {}
    }
}

fn incomes(answers: &[Answer]) -> Vec<VersionIncome> {
    let mut versions: Vec<VersionId> = answers.iter().map(|answer| answer.shown.version).collect();
    versions.sort_unstable();
    versions.dedup();
    let income = |version: VersionId| {
        let of = || answers.iter().filter(move |answer| answer.shown.version == version);
        VersionIncome {
            version,
            receipts: of().count() as u32,
            fees: of().map(|answer| answer.shown.fee).sum(),
            data: of().flat_map(|answer| &answer.lines).map(|line| line.amount).sum(),
        }
    };
    versions.into_iter().map(income).collect()
}

/// One for each allocation; the newest receipt of each is countersigned, or not yet.
fn redemptions(
    answers: &[Answer],
    worker: &AccountId,
    world: &World,
    flaw: Option<Flaw>,
    choices: &mut Choices,
) -> Vec<Redemption> {
    let mut allocations: Vec<AllocationId> = answers.iter().map(|answer| answer.shown.allocation).collect();
    allocations.sort_unstable();
    allocations.dedup();
    let mut redemption = |id: AllocationId| {
        let of = || answers.iter().map(|answer| &answer.shown).filter(move |receipt| receipt.allocation == id);
        let mut sold = world.sold.get(&id).cloned().unwrap_or_default();
        sold.receipts.extend(of().map(Receipt::hash));
        sold.spent += of().map(|receipt| receipt.fee).sum::<Amount>();
        let all = sold.receipts.len();
        // A receipt that no voucher names was not seen by the user.
        let hidden = if flaw == Some(Flaw::Hidden) { 2.min(all) } else { 0 };
        let seen = if choices.sometimes() { all } else { all - 1 } - hidden.min(all - 1);
        let newest = of().next_back()?;
        let voucher = Voucher {
            genesis: System::block_hash(0).0,
            allocation: id,
            worker: worker.clone().into(),
            version: newest.version,
            cumulative: sold.spent,
            receipts: seen as u64,
            receipts_hash: sold.history(seen),
            expires: System::block_number() + 20,
        };
        let key = Allocations::<Runtime>::get(id)?.voucher_key;
        let keys = people::with_voucher_key(&key).unwrap_or(people::keys(0));
        let signature = keys.vouchers.sign(&voucher.signing_hash()).0;
        Some(Redemption {
            voucher: SignedVoucher { voucher, signature },
            receipts: of().count() as u32,
            amount: of().map(|receipt| receipt.fee).sum(),
            last: (seen < all).then(|| newest.hash()),
        })
    };
    allocations.into_iter().filter_map(&mut redemption).collect()
}
