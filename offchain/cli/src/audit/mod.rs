//! Auditing a batch: everything that can be computed again from its file, and what proves what is wrong with it.
//!
//! # Words
//! - The **file** is what the worker says it committed to; **facts** are what the chain keeps of the batch.
//! - A **fault** is a place where both contradict one another, or the file itself. It has a [`Kind`], and mostly
//!   [`Evidence`]: what the chain takes as a proof of it.
//! - What the worker committed to and does not show is **withheld**: there is nothing to prove it with, so it can only be
//!   demanded.
//!
//! Nothing here talks to anybody; what the chain judges is decided here by the same rules and the same arithmetic.

mod commitments;
pub mod evidence;
mod lines;
mod receipts;
mod scores;
mod totals;

pub use evidence::{answer, Evidence, Ground, Part, Shown, ShownLine, ShownReceipt, ShownSketch, ShownWeight, Subject};

use crate::verify::IndexFile;
use openledger_primitives::{
    batch::{BatchFile, BatchHeader, CreditLine, ReceiptFile},
    merkle, merkle_sum,
    receipt::credit_nodes,
    split::Economics,
    AllocationId, Amount, Digest, Ppm, VersionId,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The file does not show what was committed to.
    Withheld,
    /// A sum in a tree is not that of what is below it.
    Sum,
    /// A receipt contradicts itself or its batch, or was not redeemed by it.
    Receipt,
    /// One answer has two receipts.
    Double,
    /// Receipts come to more than the batch states, or to less.
    Totals,
    /// A weight is not the product of query and index.
    Score,
    /// Credit lines are out of order, or one is there twice.
    Order,
    /// A credit line is not what its receipt owes.
    Line,
    /// A credit line that is owed is not there.
    MissingLine,
    /// Prompt or output are not those whose hashes the receipt names.
    Tokens,
}

impl Kind {
    /// As people and programs write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Withheld => "withheld",
            Self::Sum => "sum",
            Self::Receipt => "receipt",
            Self::Double => "double",
            Self::Totals => "totals",
            Self::Score => "score",
            Self::Order => "order",
            Self::Line => "line",
            Self::MissingLine => "missing-line",
            Self::Tokens => "tokens",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What sort of thing.
    pub kind: Kind,
    /// Place of the receipt, if it is about one.
    pub receipt: Option<u32>,
    /// Place of the credit line, if it is about one.
    pub line: Option<u32>,
    /// What is there, and what should be.
    pub detail: String,
    /// What proves it to the chain; nothing where the chain cannot judge it.
    pub evidence: Option<Evidence>,
    /// What can be demanded instead.
    pub demand: Option<Part>,
}

/// What a version is, as far as batches depend on it.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionFacts {
    /// What it owes its ancestors.
    pub royalties: Vec<(VersionId, Ppm)>,
    /// Whether contributors are paid.
    pub has_data: bool,
    /// What it committed to.
    pub index_root: Option<Digest>,
    /// Its index, where the file can be had.
    pub index: Option<IndexFile>,
}

/// What the batch states that a version earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Income {
    /// Its receipts.
    pub receipts: u32,
    /// Sum of their fees.
    pub fees: Amount,
    /// Sum of their credit lines.
    pub data: Amount,
}

/// What the batch redeemed of an allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redeemed {
    /// The allocation's receipts before.
    pub first: u64,
    /// Receipts paid for.
    pub receipts: u32,
    /// How much.
    pub amount: Amount,
}

/// What the chain says.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Hash of the genesis block.
    pub genesis: Digest,
    /// What the worker committed to.
    pub header: BatchHeader,
    /// Economics by which the batch was split.
    pub economics: Economics,
    /// By version.
    pub incomes: BTreeMap<VersionId, Income>,
    /// By allocation; nothing once the chain has forgotten who paid.
    pub redeemed: Option<BTreeMap<AllocationId, Redeemed>>,
    /// The versions that answered, as far as the chain knows them.
    pub versions: BTreeMap<VersionId, VersionFacts>,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Everything that is wrong, the gravest kinds first.
    pub faults: Vec<Fault>,
    /// What could not be checked, and why.
    pub unchecked: Vec<String>,
    /// Weights that were computed again.
    pub scores: u64,
    /// Credit lines that were computed again.
    pub lines: u64,
}

/// A batch under audit.
struct Auditor<'a> {
    file: &'a BatchFile,
    facts: &'a Facts,
    /// Leaves of the receipts' tree.
    leaves: Vec<Digest>,
    /// Leaves of the credit tree.
    nodes: Vec<merkle_sum::Node>,
    /// Whether the file shows the receipts that were committed to.
    receipts_shown: bool,
    /// Whether it shows the credit lines that were committed to.
    lines_shown: bool,
    report: Report,
}

/// Computes everything again.
pub fn audit(file: &BatchFile, facts: &Facts) -> Report {
    let leaves: Vec<Digest> = file.receipts.iter().map(|file| merkle::leaf(&file.receipt.hash())).collect();
    let nodes: Vec<merkle_sum::Node> = file.lines.iter().map(CreditLine::node).collect();
    let header = &facts.header;
    let mut auditor = Auditor {
        file,
        facts,
        receipts_shown: merkle::root(&leaves) == header.receipts_root,
        lines_shown: merkle_sum::root(&nodes) == Some(header.credits),
        leaves,
        nodes,
        report: Report { faults: Vec::new(), unchecked: Vec::new(), scores: 0, lines: 0 },
    };
    auditor.commitments();
    auditor.receipts();
    auditor.totals();
    auditor.scores();
    auditor.lines();
    auditor.report.faults.sort_by_key(|fault| (fault.kind, fault.receipt, fault.line));
    auditor.report
}

impl Auditor<'_> {
    /// A receipt with its path, if the file shows what was committed to.
    fn shown(&self, place: usize) -> Option<ShownReceipt> {
        let receipt = self.file.receipts.get(place)?.receipt.clone();
        let path = merkle::prove(&self.leaves, place).filter(|_| self.receipts_shown)?;
        Some(ShownReceipt { receipt, path })
    }

    /// A credit line with its path, if the file shows what was committed to.
    fn shown_line(&self, place: usize) -> Option<ShownLine> {
        let line = *self.file.lines.get(place)?;
        let proof = merkle_sum::prove(&self.nodes, place).filter(|_| self.lines_shown)?;
        Some(ShownLine { line, proof })
    }

    /// A sketch of a version's index with its paths, if the index is the one the version committed to.
    fn shown_sketch(&self, version: &VersionFacts, place: usize) -> Option<ShownSketch> {
        evidence::sketch(version.index.as_ref()?, version.index_root, place)
    }

    fn fault(&mut self, kind: Kind, receipt: Option<usize>, line: Option<usize>, detail: String) -> &mut Fault {
        let place = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
        let (receipt, line) = (place(receipt), place(line));
        self.report.faults.push(Fault { kind, receipt, line, detail, evidence: None, demand: None });
        let last = self.report.faults.len() - 1;
        &mut self.report.faults[last]
    }
}

/// Whether a receipt's weights are those that it committed to.
fn weights_shown(file: &ReceiptFile) -> bool {
    merkle_sum::root(&credit_nodes(&file.scores)) == Some(file.receipt.credits)
}

#[cfg(test)]
mod tests;
