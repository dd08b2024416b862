//! What the people of a life remember beside the chain: which receipts they saw, and what batches hold.

use openledger_primitives::{
    batch::CreditLine,
    voucher::{running_hash, NO_RECEIPTS},
    AllocationId, Amount, BatchId, Digest,
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
    pub fn next(&mut self) -> u64 {
        self.made_up += 1;
        self.made_up
    }

    /// A digest that was not used before.
    pub fn fresh(&mut self) -> Digest {
        let mut digest = [0x5a; 32];
        digest[..8].copy_from_slice(&self.next().to_le_bytes());
        digest
    }
}
