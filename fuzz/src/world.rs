//! What the people of a life remember beside the chain: which receipts they saw, and what batches hold.

use openledger_primitives::{
    batch::CreditLine,
    receipt::Receipt,
    sketch::QuerySketch,
    voucher::{running_hash, NO_RECEIPTS},
    AllocationId, Amount, BatchId, ContributionId, Digest,
};
use openledger_runtime::Hash;
use std::collections::BTreeMap;

/// Memory of a life.
#[derive(Clone, Default)]
pub struct World {
    /// Hash of the last closed block.
    pub parent: Hash,
    /// Batches that were accepted, with what is in their files.
    pub batches: Vec<Sealed>,
    /// What was sold under each allocation.
    pub sold: BTreeMap<AllocationId, Sold>,
    /// Scores that were sealed: by contribution, round and curator.
    pub votes: BTreeMap<(ContributionId, u8, usize), u8>,
    /// Known answers that were sealed: the contribution that each will be about, and its score.
    pub answers: Vec<(ContributionId, u8)>,
    /// So many contents and names were made up.
    pub made_up: u64,
}

/// A batch that was accepted.
#[derive(Clone)]
pub struct Sealed {
    /// Its number.
    pub id: BatchId,
    /// Its file's credit lines, in the order of the tree.
    pub lines: Vec<CreditLine>,
    /// Its file's receipts, in the order of theirs.
    pub receipts: Vec<Written>,
    /// What is wrong with it.
    pub lie: Option<Lie>,
}

/// A receipt with what stands behind it.
#[derive(Clone)]
pub struct Written {
    /// The receipt, as the batch commits to it.
    pub receipt: Receipt,
    /// Its query.
    pub query: QuerySketch,
    /// The weights of its credit tree.
    pub weights: Vec<(ContributionId, u128)>,
}

/// What is wrong with a batch that the chain accepts all the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lie {
    /// A weight is not the score.
    Weight,
    /// A line's amount is another line's.
    Line,
    /// A line is missing; another has its amount.
    Missing,
    /// Lines are out of order.
    Order,
    /// A receipt's fee is not that of its prices.
    Receipt,
    /// Two receipts have one number.
    Double,
    /// Receipts come to more than was redeemed.
    Totals,
    /// The user was shown another receipt.
    History,
    /// The credit tree's sum is not that of its lines.
    Sum,
}

/// Receipts of one allocation.
#[derive(Clone, Default)]
pub struct Sold {
    /// Hashes of all receipts that were redeemed.
    pub receipts: Vec<Digest>,
    /// Their fees.
    pub spent: Amount,
}

impl Sold {
    /// Running hash of the first receipts.
    pub fn history(&self, receipts: usize) -> Digest {
        self.receipts.iter().take(receipts).fold(NO_RECEIPTS, |hash, next| running_hash(&hash, next))
    }
}

impl World {
    /// A number that was not used before.
    pub fn fresh_number(&mut self) -> u64 {
        self.made_up += 1;
        self.made_up
    }

    /// A digest that was not used before.
    pub fn fresh(&mut self) -> Digest {
        let mut digest = [0x5a; 32];
        digest[..8].copy_from_slice(&self.fresh_number().to_le_bytes());
        digest
    }
}
