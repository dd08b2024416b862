//! What the chain stores, as far as a receipt depends on it, decoded without metadata.
//!
//! The types mirror those of the pallets field by field, because evidence must be readable without a node. A runtime
//! that stores something else makes a value unreadable, never wrong: every byte of it must be used.

#![allow(missing_docs, reason = "fields and variants are those that the pallets document")]

use super::trie::{map_key, Hasher};
use codec::{Decode, DecodeAll, Encode};
use openledger_primitives::{
    batch::BatchHeader,
    content::ContentId,
    job::{BaseFiles, EvaluateResult, Rejection},
    recipe::{NumericClass, Recipe},
    split::Economics,
    AccountBytes, AllocationId, Amount, BatchId, BlockNumber, ContributionId, DatanetId, Digest, Ppm, VersionId,
};

/// A value in the state, and where it stands.
pub trait Stored: Decode {
    /// What names it.
    type Id: Copy + std::fmt::Display + Encode;
    /// What it is called.
    const NAME: &'static str;
    /// Pallet, item and hasher.
    const PLACE: (&'static str, &'static str, Hasher);

    /// Its key in the state.
    fn key(id: Self::Id) -> Vec<u8> {
        let (pallet, item, hasher) = Self::PLACE;
        map_key(pallet, item, hasher, &id.encode())
    }

    /// Reads a stored value.
    fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut rest = bytes;
        Self::decode_all(&mut rest).map_err(|error| format!("a stored {} cannot be read: {error}", Self::NAME))
    }
}

macro_rules! stored {
    ($type:ty, $id:ty, $name:literal, $pallet:literal, $item:literal, $hasher:ident) => {
        impl Stored for $type {
            type Id = $id;
            const NAME: &'static str = $name;
            const PLACE: (&'static str, &'static str, Hasher) = ($pallet, $item, Hasher::$hasher);
        }
    };
}

stored!(Batch, BatchId, "batch", "Attribution", "Batches", Twox64Concat);
stored!(Allocation, AllocationId, "allocation", "Attribution", "Allocations", Blake2Concat);
stored!(Worker, Account, "worker", "Compute", "Workers", Blake2Concat);
stored!(Version, VersionId, "version", "Models", "Versions", Twox64Concat);
stored!(Recipe, Hash, "recipe", "Models", "Recipes", Identity);
stored!(Snapshot, u32, "snapshot", "Datanets", "Snapshots", Twox64Concat);
stored!(Contribution, ContributionId, "contribution", "Datanets", "Contributions", Twox64Concat);

/// An account as a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode)]
pub struct Account(pub AccountBytes);

impl std::fmt::Display for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(&crate::account::ss58(&self.0))
    }
}

/// A hash as a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode)]
pub struct Hash(pub Digest);

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(&crate::account::hex(&self.0))
    }
}

/// A batch of receipts.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Batch {
    pub header: BatchHeader,
    pub shares: Vec<VersionShare>,
    pub economics: Economics,
    pub fees: Amount,
    pub platform: Amount,
    pub worked: Amount,
    pub remainder: Amount,
    pub submitted_at: BlockNumber,
    pub matures_at: BlockNumber,
    pub matured: bool,
    pub claimed: Amount,
}

/// What a version earned in a batch.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct VersionShare {
    pub version: VersionId,
    pub receipts: u32,
    pub fees: Amount,
    pub builder: AccountBytes,
    pub built: Amount,
    pub royalties: Amount,
    pub data: Amount,
    pub claimed: Amount,
    pub index: [u8; 32],
}

/// Money set aside for a worker.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Allocation {
    pub user: AccountBytes,
    pub worker: AccountBytes,
    pub amount: Amount,
    pub redeemed: Amount,
    pub receipts: u64,
    pub receipts_hash: Digest,
    pub voucher_key: Digest,
    pub opened_at: BlockNumber,
    pub closes_at: Option<BlockNumber>,
}

/// A worker.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Worker {
    pub session_key: Digest,
    pub bond: Amount,
    pub endpoint: Vec<u8>,
    pub busy: u32,
    pub heavy: u32,
    pub state: WorkerState,
}

/// Whether a worker gets jobs.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum WorkerState {
    Active,
    Suspended,
    Leaving(BlockNumber),
}

/// A version.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Version {
    pub model: Vec<u8>,
    pub number: u32,
    pub kind: VersionKind,
    pub parents: Vec<(VersionId, Ppm)>,
    pub base: BaseFiles,
    pub adapter: Option<ContentId>,
    pub adapter_config: Option<ContentId>,
    pub index: Option<ContentId>,
    pub index_root: Option<Digest>,
    pub recipe: Option<Digest>,
    pub snapshots: Vec<u32>,
    pub licence: u16,
    pub metrics: Option<EvaluateResult>,
    pub numeric_class: NumericClass,
    pub engine_build: Option<Digest>,
    pub builder: AccountBytes,
    pub input_price: Amount,
    pub output_price: Amount,
    pub royalty: Ppm,
    pub royalties: Vec<(VersionId, Ppm)>,
    pub verified: bool,
    pub state: VersionState,
    pub checkpoints_root: Option<Digest>,
    pub created_at: BlockNumber,
    pub retired_at: Option<BlockNumber>,
}

/// How a version came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum VersionKind {
    Base,
    FineTune,
    Fork,
    Merge,
    External,
}

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum VersionState {
    Training,
    Evaluating,
    Proposed,
    Deployed,
    Deprecated,
    Revoked,
    Failed,
    Approved,
    Funding,
}

/// A datanet's data at one block.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Snapshot {
    pub datanet: DatanetId,
    pub count: u64,
    pub fragments: u64,
    pub root: Digest,
    pub removed_count: u64,
    pub removed_root: Digest,
    pub licences: Vec<u16>,
    pub taken_at: BlockNumber,
}

/// A contribution.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Contribution {
    pub datanet: DatanetId,
    pub contributor: AccountBytes,
    pub content: ContentId,
    pub root: Digest,
    pub fragments: u32,
    pub bytes: u64,
    pub fragmenter: u16,
    pub licence: u16,
    pub source: Vec<u8>,
    pub submitted_at: BlockNumber,
    pub deposit: Amount,
    pub state: ContributionState,
}

/// Where a contribution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum ContributionState {
    Submitted,
    InCuration { ends: BlockNumber },
    Accepted { position: u64, fragments_before: u64 },
    Rejected(Rejection),
    Withdrawn,
    Removed { position: u64, fragments_before: u64, removal: u64 },
    Challenged { position: u64, fragments_before: u64, ends: BlockNumber },
    Struck { position: u64, fragments_before: u64, removal: u64 },
    Planted { score: u8 },
}

impl Contribution {
    /// Its leaf in the datanet's tree, and in the tree of what was removed.
    pub fn places(&self) -> Option<(u64, Option<u64>)> {
        match self.state {
            ContributionState::Accepted { position, .. } | ContributionState::Challenged { position, .. } => {
                Some((position, None))
            }
            ContributionState::Removed { position, removal, .. }
            | ContributionState::Struck { position, removal, .. } => Some((position, Some(removal))),
            _ => None,
        }
    }
}
