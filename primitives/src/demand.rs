//! «Show this»: a part of a batch that somebody demands to see on chain, and what answers the demand.
//!
//! A batch commits to roots; the [`BatchFile`] behind it holds what is below them. [`show`] makes of that file the
//! part demanded with the path that proves it. Whoever has the file can answer, so the worker's daemon, a challenger
//! and a test all call the same function.

use crate::{
    batch::{BatchFile, CreditLine, ReceiptFile},
    merkle, merkle_sum,
    receipt::{credit_nodes, credit_weights, Receipt},
    sketch::QuerySketch,
    ContributionId, Digest,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;

/// A part of a batch that only its file shows.
///
/// As text, in routes and in log lines: `receipt-3`, `line-17`, `weight-3-250` (receipt, then leaf), `query-3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
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

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Receipt(at) => write!(f, "receipt-{at}"),
            Self::Line(at) => write!(f, "line-{at}"),
            Self::Weight { receipt, leaf } => write!(f, "weight-{receipt}-{leaf}"),
            Self::Query(at) => write!(f, "query-{at}"),
        }
    }
}

/// Why a text names no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartError;

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("not a part of a batch (expected `receipt-N`, `line-N`, `weight-N-LEAF` or `query-N`)")
    }
}

#[cfg(feature = "std")]
impl std::error::Error for PartError {}

impl FromStr for Part {
    type Err = PartError;

    /// Takes exactly what [`fmt::Display`] writes, so that a part has one name.
    fn from_str(text: &str) -> Result<Self, PartError> {
        let mut words = text.split('-');
        let kind = words.next().ok_or(PartError)?;
        let mut number = || words.next().and_then(decimal).ok_or(PartError);
        let part = match kind {
            "receipt" => Self::Receipt(number()?),
            "line" => Self::Line(number()?),
            "weight" => Self::Weight { receipt: number()?, leaf: number()? },
            "query" => Self::Query(number()?),
            _ => return Err(PartError),
        };
        words.next().is_none().then_some(part).ok_or(PartError)
    }
}

/// A number written without sign and without leading zeros.
fn decimal(text: &str) -> Option<u32> {
    let plain = text == "0" || (!text.starts_with(['0', '+']));
    text.parse().ok().filter(|_| plain)
}

/// A receipt with its path.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ShownReceipt {
    /// The receipt.
    pub receipt: Receipt,
    /// From its hash to the batch's receipts' root.
    pub path: merkle::Proof,
}

/// A credit line with its path.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ShownLine {
    /// What the batch owes.
    pub line: CreditLine,
    /// Where it stands in the batch's credit tree.
    pub proof: merkle_sum::Proof,
}

/// A leaf of a receipt's credit tree: max(0, w(c)) as the receipt states it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ShownWeight {
    /// The contribution.
    pub contribution: ContributionId,
    /// Its weight in this answer.
    pub weight: u128,
    /// From the leaf to [`Receipt::credits`].
    pub proof: merkle_sum::Proof,
}

/// A part shown. The chain takes the same bytes, with a limit on every length.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Shown {
    /// A receipt.
    Receipt(ShownReceipt),
    /// A credit line.
    Line(ShownLine),
    /// A weight; when the tree has no leaf at the place asked for, its first leaf, which tells how many there are, or
    /// none when there are none.
    Weight(ShownReceipt, Option<ShownWeight>),
    /// A query.
    Query(ShownReceipt, QuerySketch),
}

/// The part demanded, as the batch's file has it; `None` when the file has no such part, which no batch that says the
/// truth about its file is asked for.
pub fn show(file: &BatchFile, part: Part) -> Option<Shown> {
    match part {
        Part::Receipt(at) => receipt(file, at).map(|(shown, _)| Shown::Receipt(shown)),
        Part::Line(at) => line(file, at).map(Shown::Line),
        Part::Query(at) => receipt(file, at).map(|(shown, kept)| Shown::Query(shown, kept.query.clone())),
        Part::Weight { receipt: at, leaf } => {
            let (shown, kept) = receipt(file, at)?;
            let there = (leaf as usize) < kept.scores.len();
            let weight = match kept.scores.is_empty() {
                true => None,
                false => Some(weight(kept, if there { leaf as usize } else { 0 })?),
            };
            Some(Shown::Weight(shown, weight))
        }
    }
}

fn receipt(file: &BatchFile, at: u32) -> Option<(ShownReceipt, &ReceiptFile)> {
    let kept = file.receipts.get(at as usize)?;
    let leaves: Vec<Digest> = file.receipts.iter().map(|kept| merkle::leaf(&kept.receipt.hash())).collect();
    let path = merkle::prove(&leaves, at as usize)?;
    Some((ShownReceipt { receipt: kept.receipt.clone(), path }, kept))
}

fn line(file: &BatchFile, at: u32) -> Option<ShownLine> {
    let line = *file.lines.get(at as usize)?;
    let nodes: Vec<merkle_sum::Node> = file.lines.iter().map(CreditLine::node).collect();
    Some(ShownLine { line, proof: merkle_sum::prove(&nodes, at as usize)? })
}

fn weight(kept: &ReceiptFile, leaf: usize) -> Option<ShownWeight> {
    let (contribution, weight) = *credit_weights(&kept.scores).get(leaf)?;
    Some(ShownWeight { contribution, weight, proof: merkle_sum::prove(&credit_nodes(&kept.scores), leaf)? })
}
