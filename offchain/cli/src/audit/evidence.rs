//! What the chain takes as a proof, and what it takes as an answer: parts of a batch with their paths.

use crate::verify::IndexFile;
use openledger_primitives::{
    batch::{BatchFile, CreditLine, ReceiptFile},
    merkle, merkle_sum,
    receipt::{credit_nodes, credit_weights, Receipt},
    sketch::{index_leaves, ContributionSketch, IndexHeader, QuerySketch},
    AllocationId, Amount, ContributionId, Digest, VersionId,
};

/// A receipt of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownReceipt {
    /// The receipt.
    pub receipt: Receipt,
    /// To the batch's receipts' root.
    pub path: merkle::Proof,
}

/// A credit line of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownLine {
    /// The line.
    pub line: CreditLine,
    /// To the root of the batch's credit tree.
    pub proof: merkle_sum::Proof,
}

/// A leaf of a receipt's credit tree.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownWeight {
    /// The contribution.
    pub contribution: ContributionId,
    /// Its weight.
    pub weight: u128,
    /// To the receipt's credits.
    pub proof: merkle_sum::Proof,
}

/// A sketch of an index.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownSketch {
    /// First leaf of the index.
    pub header: IndexHeader,
    /// From it to the root.
    pub header_path: merkle::Proof,
    /// A later leaf.
    pub sketch: ContributionSketch,
    /// From it to the root.
    pub sketch_path: merkle::Proof,
}

/// What says how much of a receipt's data part a contribution is owed.
#[derive(Clone, Debug, PartialEq)]
pub enum Ground {
    /// Its weight.
    Weight(ShownWeight),
    /// Its fragments, where no weight is above zero.
    Size(ShownSketch),
    /// It has no weight: the neighbours between which it would stand.
    Absent(Option<ShownWeight>, Option<ShownWeight>),
}

/// Whose total is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// What a version earned.
    Version(VersionId),
    /// What was redeemed of an allocation.
    Allocation(AllocationId),
}

/// A part of a batch that only its file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The receipt at this place.
    Receipt(u32),
    /// The credit line at this place.
    Line(u32),
    /// A leaf of a receipt's credit tree.
    Weight {
        /// Place of the receipt.
        receipt: u32,
        /// Place of the leaf.
        leaf: u32,
    },
    /// The query of the receipt at this place.
    Query(u32),
}

/// A part shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A receipt.
    Receipt(ShownReceipt),
    /// A credit line.
    Line(ShownLine),
    /// A weight, or any other where there is none at that place, or none where there are none at all.
    Weight(ShownReceipt, Option<ShownWeight>),
    /// A query.
    Query(ShownReceipt, QuerySketch),
}

/// What proves a fault.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// A weight that is not query times index.
    Score {
        /// The receipt.
        receipt: ShownReceipt,
        /// Its query.
        query: QuerySketch,
        /// What it is multiplied with.
        index: ShownSketch,
        /// What the receipt states; none when it states no weights.
        weight: Option<ShownWeight>,
    },
    /// A line that is not what its receipt owes.
    Line {
        /// The line.
        line: ShownLine,
        /// Its receipt, if there is one.
        receipt: Option<ShownReceipt>,
        /// What it owes; none when the line is of another version.
        ground: Option<Ground>,
    },
    /// A line that is not there.
    MissingLine {
        /// The receipt that owes.
        receipt: ShownReceipt,
        /// Whom.
        contribution: ContributionId,
        /// What.
        ground: Ground,
        /// The line before the missing one.
        before: Option<ShownLine>,
        /// The line after it.
        after: Option<ShownLine>,
    },
    /// Two neighbouring lines out of order.
    Order(ShownLine, ShownLine),
    /// A false sum at the top of a tree.
    Sum {
        /// The receipt in whose credit tree it is; none for the batch's own.
        receipt: Option<ShownReceipt>,
        /// Number of leaves.
        count: u64,
        /// Hash of the topmost node.
        top: Digest,
        /// From there to the false sum.
        steps: Vec<merkle_sum::Step>,
        /// The leaf, where the sums part there.
        leaf: Option<(Vec<u8>, Amount)>,
    },
    /// Receipts that come to more than is stated.
    Totals(Subject, Vec<ShownReceipt>),
    /// A receipt that is wrong in itself.
    Receipt(ShownReceipt),
    /// Two receipts for one answer.
    Double(ShownReceipt, ShownReceipt),
}

/// The part of a batch that a demand asks for, from the batch's file.
pub fn answer(file: &BatchFile, part: Part) -> Option<Shown> {
    Some(match part {
        Part::Receipt(place) => Shown::Receipt(receipt(file, place)?.0),
        Part::Query(place) => {
            let (shown, inner) = receipt(file, place)?;
            Shown::Query(shown, inner.query.clone())
        }
        Part::Weight { receipt: place, leaf } => {
            let (shown, inner) = receipt(file, place)?;
            let last = inner.scores.len().checked_sub(1);
            let shown_weight = match last {
                Some(last) => Some(weight(inner, (leaf as usize).min(last))?),
                None => None,
            };
            Shown::Weight(shown, shown_weight)
        }
        Part::Line(place) => {
            let line = *file.lines.get(place as usize)?;
            let nodes: Vec<merkle_sum::Node> = file.lines.iter().map(CreditLine::node).collect();
            Shown::Line(ShownLine { line, proof: merkle_sum::prove(&nodes, place as usize)? })
        }
    })
}

fn receipt(file: &BatchFile, place: u32) -> Option<(ShownReceipt, &ReceiptFile)> {
    let inner = file.receipts.get(place as usize)?;
    let leaves: Vec<Digest> = file.receipts.iter().map(|file| merkle::leaf(&file.receipt.hash())).collect();
    let path = merkle::prove(&leaves, place as usize)?;
    Some((ShownReceipt { receipt: inner.receipt.clone(), path }, inner))
}

/// A weight of a receipt's credit tree with its path.
pub fn weight(file: &ReceiptFile, place: usize) -> Option<ShownWeight> {
    let (contribution, weight) = *credit_weights(&file.scores).get(place)?;
    Some(ShownWeight { contribution, weight, proof: merkle_sum::prove(&credit_nodes(&file.scores), place)? })
}

/// A sketch of an index with its paths, if the index leads to the root that was committed to.
pub fn sketch(index: &IndexFile, root: Option<Digest>, place: usize) -> Option<ShownSketch> {
    let leaves = index_leaves(&index.header, &index.sketches);
    if Some(merkle::root(&leaves)) != root {
        return None;
    }
    Some(ShownSketch {
        header: index.header.clone(),
        header_path: merkle::prove(&leaves, 0)?,
        sketch: index.sketches.get(place)?.clone(),
        sketch_path: merkle::prove(&leaves, place.checked_add(1)?)?,
    })
}
