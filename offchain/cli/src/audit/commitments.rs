//! Whether the file shows what was committed to, and whether the roots' sums are those of their leaves.

use super::{Auditor, Evidence, Kind, Part};
use codec::Encode;
use openledger_primitives::{
    batch::CreditLine,
    merkle_sum::{self, bind, is_false, Node, Step},
    receipt::{credit_nodes, credit_weights},
    Amount, Digest,
};

/// A false sum at the top of a tree: the topmost hash, the step below it, and the leaf where it is the only one.
struct FalseTop {
    top: Digest,
    steps: Vec<Step>,
    leaf: Option<(Vec<u8>, Amount)>,
}

impl Auditor<'_> {
    /// Compares every root with what the file has below it.
    pub(super) fn commitments(&mut self) {
        self.receipts_root();
        self.credits_root();
        for place in 0..self.file.receipts.len() {
            self.weights_root(place);
        }
    }

    fn receipts_root(&mut self) {
        if self.receipts_shown {
            return;
        }
        let detail = "the receipts in the file do not lead to the root on chain".into();
        self.fault(Kind::Withheld, None, None, detail).demand = Some(Part::Receipt(0));
    }

    fn credits_root(&mut self) {
        let (header, file) = (&self.facts.header, self.file);
        if self.lines_shown {
            return;
        }
        let data =
            file.lines.first().map(|line| ((line.contribution, line.receipt, line.version).encode(), line.amount));
        let found = false_top(&header.credits, &self.nodes, data);
        let count = file.lines.len() as u64;
        match found {
            Some(FalseTop { top, steps, leaf }) => {
                let sum = file.lines.iter().fold(0u128, |sum, line| sum.saturating_add(line.amount));
                let detail = format!("the lines come to {sum} planck, the batch's root states {}", header.credits.sum);
                self.fault(Kind::Sum, None, None, detail).evidence =
                    Some(Evidence::Sum { receipt: None, count, top, steps, leaf });
            }
            None => {
                let detail = "the credit lines in the file do not lead to the root on chain".into();
                let demand = (header.credit_lines > 0).then_some(Part::Line(0));
                self.fault(Kind::Withheld, None, None, detail).demand = demand;
            }
        }
    }

    fn weights_root(&mut self, place: usize) {
        let Some(file) = self.file.receipts.get(place) else { return };
        let at = u32::try_from(place).unwrap_or(u32::MAX);
        if file.query.hash() != file.receipt.query {
            let detail = "the query in the file is not the one whose hash the receipt names".into();
            self.fault(Kind::Withheld, Some(place), None, detail).demand = Some(Part::Query(at));
        }
        if super::weights_shown(file) {
            return;
        }
        let weights = credit_weights(&file.scores);
        let data = weights.first().map(|(contribution, weight)| (contribution.encode(), *weight));
        let stated = file.receipt.credits;
        match false_top(&stated, &credit_nodes(&file.scores), data) {
            Some(FalseTop { top, steps, leaf }) => {
                let sum = weights.iter().fold(0u128, |sum, (_, weight)| sum.saturating_add(*weight));
                let (receipt, count) = (self.shown(place), weights.len() as u64);
                let detail = format!("the weights come to {sum}, the receipt states {}", stated.sum);
                self.fault(Kind::Sum, Some(place), None, detail).evidence =
                    receipt.map(|receipt| Evidence::Sum { receipt: Some(receipt), count, top, steps, leaf });
            }
            None => {
                let detail = "the weights in the file do not lead to the root in the receipt".into();
                self.fault(Kind::Withheld, Some(place), None, detail).demand =
                    Some(Part::Weight { receipt: at, leaf: 0 });
            }
        }
    }
}

/// Whether the root differs from that of these leaves only by the sum at its top.
fn false_top(stated: &Node, leaves: &[Node], data: Option<(Vec<u8>, Amount)>) -> Option<FalseTop> {
    let count = leaves.len() as u64;
    let found = match leaves {
        [] => return None,
        [only] => FalseTop { top: only.hash, steps: Vec::new(), leaf: data },
        _ => {
            // The left side is the largest power of two below the number of leaves.
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            let (left, right) = (top(left)?, top(right)?);
            let hash = merkle_sum::node(&left, &right)?.hash;
            FalseTop { top: hash, steps: vec![Step { left, right, to_the_right: false }], leaf: None }
        }
    };
    let leaf = found.leaf.as_ref().map(|(data, amount)| (data.as_slice(), *amount));
    let same = bind(count, &Node { hash: found.top, sum: stated.sum }) == *stated;
    (same && is_false(stated, count, &found.top, &found.steps, leaf)).then_some(found)
}

/// Topmost node over leaves.
fn top(leaves: &[Node]) -> Option<Node> {
    match leaves {
        [] => None,
        [leaf] => Some(*leaf),
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            merkle_sum::node(&top(left)?, &top(right)?)
        }
    }
}

/// A line's place among the others.
pub(super) fn key(line: &CreditLine) -> (u64, u32) {
    (line.contribution, line.receipt)
}
