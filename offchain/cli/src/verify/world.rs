//! What is being checked, and what earlier links have established for later ones.

use super::{
    evidence::Evidence,
    index::IndexFile,
    stored::{Allocation, Batch, Contribution, Snapshot, Version, Worker},
};
use codec::DecodeAll;
use openledger_primitives::{
    batch::{BatchFile, ReceiptFile, SignedBatch},
    content::ContentId,
    recipe::Recipe,
    ContributionId, Digest, VersionId,
};
use std::collections::BTreeMap;

/// The evidence, and facts taken from it.
pub struct World {
    /// Hash of the receipt.
    pub hash: Digest,
    /// The files.
    pub evidence: Evidence,
    /// Read from proved state by `state`.
    pub facts: Option<Facts>,
    /// Read by `batch`: the batch's file, and the receipt's position in it.
    pub file: Option<(BatchFile, usize)>,
    /// Read by `index`; a version without data has none.
    pub index: Option<IndexFile>,
}

/// Values of the state.
pub struct Facts {
    /// The batch.
    pub batch: Batch,
    /// The worker that submitted it.
    pub worker: Worker,
    /// The allocations it redeems, as far as they are proved.
    pub allocations: BTreeMap<u64, Allocation>,
    /// The versions that earned in it.
    pub versions: BTreeMap<VersionId, Version>,
    /// Recipes by hash.
    pub recipes: BTreeMap<Digest, Recipe>,
    /// Snapshots of those versions.
    pub snapshots: BTreeMap<u32, Snapshot>,
    /// The contributions in them.
    pub contributions: BTreeMap<ContributionId, Contribution>,
}

const NOT_YET: &str = "a link before this one was left out";

impl World {
    /// Nothing is established yet.
    pub fn new(hash: Digest, evidence: Evidence) -> Self {
        Self { hash, evidence, facts: None, file: None, index: None }
    }

    /// Proved state.
    pub fn facts(&self) -> Result<&Facts, String> {
        self.facts.as_ref().ok_or_else(|| NOT_YET.into())
    }

    /// The batch's file.
    pub fn batch_file(&self) -> Result<&BatchFile, String> {
        self.file.as_ref().map(|(file, _)| file).ok_or_else(|| NOT_YET.into())
    }

    /// The receipt's position in the batch.
    pub fn position(&self) -> Result<usize, String> {
        self.file.as_ref().map(|(_, position)| *position).ok_or_else(|| NOT_YET.into())
    }

    /// The receipt with everything that recomputes it.
    pub fn receipt(&self) -> Result<&ReceiptFile, String> {
        let (file, position) = self.file.as_ref().ok_or(NOT_YET)?;
        file.receipts.get(*position).ok_or_else(|| NOT_YET.into())
    }

    /// The version that answered.
    pub fn version(&self) -> Result<&Version, String> {
        let id = self.receipt()?.receipt.version;
        self.facts()?.versions.get(&id).ok_or_else(|| format!("version {id} is not in the proved state"))
    }

    /// The transaction that brought the batch.
    pub fn submission(&self) -> Result<SignedBatch, String> {
        signed_batch(&self.evidence.manifest.submission.signed)
    }

    /// A file by its name.
    pub fn content(&self, what: &str, cid: &ContentId) -> Result<Vec<u8>, String> {
        self.evidence.store.get(cid).map_err(|error| format!("{what}: {error}"))
    }
}

/// Reads a submitted batch.
pub fn signed_batch(text: &str) -> Result<SignedBatch, String> {
    let bytes = crate::account::unhex(text).ok_or("the submitted batch is not hexadecimal")?;
    SignedBatch::decode_all(&mut bytes.as_slice())
        .map_err(|error| format!("the submitted batch cannot be read: {error}"))
}
