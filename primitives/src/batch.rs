//! Receipt batches: how a worker turns receipts into money, in one extrinsic for many users.
//!
//! A batch commits to its receipts by a Merkle root and to every contributor's credit by a Merkle-sum tree of
//! [`CreditLine`]s sorted by (contribution, receipt). The file behind `content` ([`BatchFile`]) holds all of
//! it, so anyone can check and dispute a batch while it matures.

use crate::{
    content::ContentId, merkle_sum, receipt::Receipt, sketch::QuerySketch, voucher::SignedVoucher, AccountBytes,
    Amount, ContributionId, Digest, VersionId,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What one receipt owes one contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct CreditLine {
    /// The contribution credited.
    pub contribution: ContributionId,
    /// The receipt's position in the batch.
    pub receipt: u32,
    /// The version that answered.
    pub version: VersionId,
    /// Planck.
    pub amount: Amount,
}

impl CreditLine {
    /// The line as a leaf of the batch's credit tree.
    pub fn node(&self) -> merkle_sum::Node {
        merkle_sum::leaf(&(self.contribution, self.receipt, self.version).encode(), self.amount)
    }
}

/// What one version earned in a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct VersionIncome {
    /// The version.
    pub version: VersionId,
    /// Its receipts in the batch.
    pub receipts: u32,
    /// Sum of their fees.
    pub fees: Amount,
    /// Sum of their credit lines.
    pub data: Amount,
}

/// One allocation's redemption in a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Redemption {
    /// The newest voucher the worker holds.
    pub voucher: SignedVoucher,
    /// Receipts of this allocation in the batch.
    pub receipts: u32,
    /// Sum of their fees.
    pub amount: Amount,
    /// Hash of the newest receipt, when the voucher does not countersign it yet.
    pub last: Option<Digest>,
}

/// The part of a batch that goes on chain, besides its redemptions and incomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct BatchHeader {
    /// The worker account.
    pub worker: AccountBytes,
    /// Batches this worker submitted before.
    pub nonce: u64,
    /// Number of receipts.
    pub receipts: u32,
    /// Merkle root over the receipts' hashes ([`crate::merkle::leaf`] of each).
    pub receipts_root: Digest,
    /// Root and sum of the credit tree.
    pub credits: merkle_sum::Node,
    /// Number of credit lines.
    pub credit_lines: u32,
    /// The [`BatchFile`], SCALE-encoded.
    pub content: ContentId,
}

/// What a worker's session key signs: everything the extrinsic says.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SignedBatch {
    /// Hash of the genesis block.
    pub genesis: Digest,
    /// The header.
    pub header: BatchHeader,
    /// By increasing version.
    pub income: Vec<VersionIncome>,
    /// By increasing allocation.
    pub redemptions: Vec<Redemption>,
}

impl SignedBatch {
    /// The 32 bytes that are signed.
    pub fn signing_hash(&self) -> Digest {
        crate::hashing::tagged("openledger/batch/1", self)
    }
}

/// A receipt with what is needed to recompute it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ReceiptFile {
    /// The receipt.
    pub receipt: Receipt,
    /// Token ids of the prompt.
    pub prompt: Vec<u32>,
    /// Token ids of the output.
    pub output: Vec<u32>,
    /// The query's sketch.
    pub query: QuerySketch,
    /// w(c) of every contribution in the index, by increasing id; clipped at zero these are the credit leaves.
    pub scores: Vec<(ContributionId, i128)>,
}

/// Everything a batch commits to.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BatchFile {
    /// In the order of the receipts' tree.
    pub receipts: Vec<ReceiptFile>,
    /// In the order of the credit tree.
    pub lines: Vec<CreditLine>,
}
