//! Disputes: what a batch's file proves against it, what is demanded of a worker, and what others compute again.

use super::{
    attribution::terms,
    batches::{halves, index, weight_node},
    *,
};
use crate::world::{Lie, Sealed};
use openledger_primitives::{
    batch::CreditLine,
    merkle,
    merkle_sum::{self, Node},
    sketch::index_leaves,
    voucher::{running_hash, NO_RECEIPTS},
    Digest,
};
use openledger_runtime::{Runtime, System};
use pallet_attribution::{
    Batches, Call, CreditClaim, CreditProof, Demands, Ground, LeafPath, LineDispute, MissingLineDispute, Part,
    ScoreDispute, Shown, ShownReceipt, ShownSketch, ShownWeight, Subject, SumDispute, Voided,
};
use polkadot_sdk::frame_support::BoundedVec;

pub const MAKERS: &[Maker] = &[
    maker("Attribution", "dispute_score", 4, dispute_score),
    maker("Attribution", "dispute_line", 4, dispute_line),
    maker("Attribution", "dispute_missing_line", 4, dispute_missing_line),
    maker("Attribution", "dispute_order", 4, dispute_order),
    maker("Attribution", "dispute_sum", 4, dispute_sum),
    maker("Attribution", "dispute_totals", 4, dispute_totals),
    maker("Attribution", "dispute_receipt", 4, dispute_receipt),
    maker("Attribution", "dispute_double", 4, dispute_double),
    maker("Attribution", "dispute_history", 4, dispute_history),
    maker("Attribution", "demand", 6, demand),
    maker("Attribution", "reveal", 6, reveal),
    maker("Attribution", "convict_silence", 4, convict_silence),
    maker("Attribution", "request_reexecution", 4, request_reexecution),
];

/// A batch that can be disputed, one with this lie if there is any.
fn batch<'a>(world: &'a World, choices: &mut Choices, lie: Lie) -> Option<&'a Sealed> {
    let open = |sealed: &&Sealed| {
        Batches::<Runtime>::get(sealed.id).is_some_and(|batch| !batch.matured)
            && !Voided::<Runtime>::contains_key(sealed.id)
    };
    let open: Vec<&Sealed> = world.batches.iter().filter(open).collect();
    let lying: Vec<&Sealed> = open.iter().copied().filter(|sealed| sealed.lie == Some(lie)).collect();
    match choices.pick(&lying) {
        Some(sealed) if !choices.rarely() => Some(sealed),
        _ => choices.pick(&open),
    }
}

fn leaf_path(proof: merkle::Proof) -> Option<LeafPath> {
    Some(LeafPath { index: proof.index, count: proof.count, siblings: proof.siblings.try_into().ok()? })
}

fn credit_proof(proof: merkle_sum::Proof) -> Option<CreditProof> {
    Some(CreditProof { index: proof.index, count: proof.count, siblings: proof.siblings.try_into().ok()? })
}

fn receipt(sealed: &Sealed, at: usize) -> Option<ShownReceipt> {
    let leaves: Vec<Digest> = sealed.receipts.iter().map(|written| merkle::leaf(&written.receipt.hash())).collect();
    let receipt = sealed.receipts.get(at)?.receipt.clone();
    Some(ShownReceipt { receipt, path: leaf_path(merkle::prove(&leaves, at)?)? })
}

fn line(sealed: &Sealed, at: usize) -> Option<CreditClaim> {
    let nodes: Vec<Node> = sealed.lines.iter().map(CreditLine::node).collect();
    Some(CreditClaim { line: *sealed.lines.get(at)?, proof: credit_proof(merkle_sum::prove(&nodes, at)?)? })
}

fn weight(sealed: &Sealed, receipt: usize, contribution: u64) -> Option<ShownWeight> {
    let weights = &sealed.receipts.get(receipt)?.weights;
    let at = weights.iter().position(|(id, _)| *id == contribution)?;
    let nodes: Vec<Node> = weights.iter().map(|(id, weight)| weight_node(*id, *weight)).collect();
    let (contribution, weight) = weights[at];
    Some(ShownWeight { contribution, weight, proof: credit_proof(merkle_sum::prove(&nodes, at)?)? })
}

fn place(sealed: &Sealed, choices: &mut Choices) -> usize {
    choices.below(sealed.receipts.len())
}

fn dispute_score(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::Weight)?;
    let at = place(sealed, choices);
    let written = sealed.receipts.get(at)?;
    let (header, sketches) = index(&terms(written.receipt.version)?.snapshots);
    let leaves = index_leaves(&header, &sketches);
    let sketch = sketches.first()?.clone();
    let shown = ScoreDispute {
        receipt: receipt(sealed, at)?,
        query: written.query.clone(),
        weight: weight(sealed, at, sketch.contribution),
        index: ShownSketch {
            header,
            header_path: leaf_path(merkle::prove(&leaves, 0)?)?,
            sketch,
            sketch_path: leaf_path(merkle::prove(&leaves, 1)?)?,
        },
    };
    signed(anybody(choices), Call::dispute_score { batch: sealed.id, shown: Box::new(shown) })
}

fn dispute_line(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::Line)?;
    let line = line(sealed, choices.below(sealed.lines.len()))?;
    let at = line.line.receipt as usize;
    let ground = weight(sealed, at, line.line.contribution).map(Ground::Weight);
    let shown = LineDispute { receipt: receipt(sealed, at), ground, line };
    signed(anybody(choices), Call::dispute_line { batch: sealed.id, shown: Box::new(shown) })
}

fn dispute_missing_line(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::Missing)?;
    // What is owed by (contribution, receipt), and not there.
    let there: Vec<(u64, u32)> = sealed.lines.iter().map(|line| (line.contribution, line.receipt)).collect();
    let owed = sealed.receipts.iter().enumerate().flat_map(|(at, written)| {
        written.weights.iter().filter(|(_, weight)| *weight > 0).map(move |(id, _)| (*id, at as u32))
    });
    let (contribution, at) = owed.filter(|owed| !there.contains(owed)).min()?;
    let after = there.iter().position(|other| *other > (contribution, at));
    let before = after.unwrap_or(there.len()).checked_sub(1);
    let shown = MissingLineDispute {
        receipt: receipt(sealed, at as usize)?,
        contribution,
        ground: Ground::Weight(weight(sealed, at as usize, contribution)?),
        before: before.and_then(|before| line(sealed, before)),
        after: after.and_then(|after| line(sealed, after)),
    };
    signed(anybody(choices), Call::dispute_missing_line { batch: sealed.id, shown: Box::new(shown) })
}

fn dispute_order(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::Order)?;
    let (first, second) = (line(sealed, 0)?, line(sealed, 1)?);
    signed(anybody(choices), Call::dispute_order { batch: sealed.id, first, second })
}

fn dispute_sum(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::Sum)?;
    let (left, right) = halves(&sealed.lines)?;
    let shown = SumDispute {
        receipt: None,
        count: sealed.lines.len() as u64,
        top: merkle_sum::node(&left, &right)?.hash,
        steps: BoundedVec::truncate_from(vec![merkle_sum::Step { left, right, to_the_right: false }]),
        leaf: None,
    };
    signed(anybody(choices), Call::dispute_sum { batch: sealed.id, shown: Box::new(shown) })
}

fn dispute_totals(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::Totals)?;
    let first = &sealed.receipts.first()?.receipt;
    let by_version = choices.byte() & 1 == 1;
    let subject = if by_version { Subject::Version(first.version) } else { Subject::Allocation(first.allocation) };
    let of = |at: &usize| {
        let receipt = &sealed.receipts[*at].receipt;
        if by_version {
            receipt.version == first.version
        } else {
            receipt.allocation == first.allocation
        }
    };
    let shown: Vec<ShownReceipt> = (0..sealed.receipts.len()).filter(of).filter_map(|at| receipt(sealed, at)).collect();
    let call = Call::dispute_totals { batch: sealed.id, subject, shown: BoundedVec::truncate_from(shown) };
    signed(anybody(choices), call)
}

fn dispute_receipt(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::Receipt)?;
    let shown = receipt(sealed, place(sealed, choices))?;
    signed(anybody(choices), Call::dispute_receipt { batch: sealed.id, shown: Box::new(shown) })
}

fn dispute_double(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::Double)?;
    let (first, second) = (receipt(sealed, 0)?, receipt(sealed, 1)?);
    let call = Call::dispute_double { batch: sealed.id, first: Box::new(first), second: Box::new(second) };
    signed(anybody(choices), call)
}

fn dispute_history(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::History)?;
    let shown = receipt(sealed, 0)?;
    let sold = world.sold.get(&shown.receipt.allocation)?;
    let at = shown.receipt.index as usize;
    let before = sold.receipts.iter().take(at).fold(NO_RECEIPTS, |hash, next| running_hash(&hash, next));
    let history = sold.receipts.get(at..)?.to_vec();
    let history = BoundedVec::truncate_from(history);
    signed(anybody(choices), Call::dispute_history { batch: sealed.id, shown: Box::new(shown), before, history })
}

fn part(sealed: &Sealed, choices: &mut Choices) -> Part {
    let receipt = place(sealed, choices) as u32;
    match choices.below(4) {
        0 => Part::Receipt(receipt),
        1 => Part::Line(choices.below(sealed.lines.len().max(1)) as u32),
        2 => Part::Weight { receipt, leaf: choices.below(4) as u32 },
        _ => Part::Query(receipt),
    }
}

fn demand(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::Weight)?;
    let part = part(sealed, choices);
    signed(anybody(choices), Call::demand { batch: sealed.id, part })
}

/// An open demand, the overdue ones first or last.
fn demanded(choices: &mut Choices, overdue: bool) -> Option<(u64, Part)> {
    let all: Vec<(u64, Part, bool)> = Demands::<Runtime>::iter()
        .flat_map(|(id, demands)| demands.into_iter().map(move |demand| (id, demand)))
        .map(|(id, demand)| (id, demand.part, System::block_number() > demand.deadline))
        .collect();
    let wanted: Vec<_> = all.iter().filter(|(_, _, over)| *over == overdue).copied().collect();
    let (id, part, _) = choices.pick(&wanted).or_else(|| choices.pick(&all))?;
    Some((id, part))
}

fn reveal(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (id, part) = demanded(choices, false)?;
    let sealed = world.batches.iter().find(|sealed| sealed.id == id)?;
    let shown = match part {
        Part::Receipt(at) => Shown::Receipt(receipt(sealed, at as usize)?),
        Part::Line(at) => Shown::Line(line(sealed, at as usize)?),
        Part::Query(at) => Shown::Query(receipt(sealed, at as usize)?, sealed.receipts.get(at as usize)?.query.clone()),
        Part::Weight { receipt: at, leaf } => {
            let weights = &sealed.receipts.get(at as usize)?.weights;
            let leaf = weights.get(leaf as usize).or(weights.last()).map(|(id, _)| *id);
            Shown::Weight(receipt(sealed, at as usize)?, leaf.and_then(|id| weight(sealed, at as usize, id)))
        }
    };
    let call = Call::reveal { batch: id, part, shown: Box::new(shown) };
    // By the worker's node, or by anybody who has the file.
    if choices.byte() < 128 {
        authorised(call)
    } else {
        signed(anybody(choices), call)
    }
}

fn convict_silence(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (batch, part) = demanded(choices, true)?;
    signed(anybody(choices), Call::convict_silence { batch, part })
}

fn request_reexecution(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let sealed = batch(world, choices, Lie::History)?;
    let shown = receipt(sealed, place(sealed, choices))?;
    signed(anybody(choices), Call::request_reexecution { batch: sealed.id, shown: Box::new(shown) })
}
