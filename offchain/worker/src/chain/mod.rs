//! What the daemon asks of the chain, always at a finalized block.
//!
//! The trait is the whole of it: the daemon never submits anything. Results and batches go through the node's
//! offchain worker, which holds the session key.

pub mod home;
pub mod node;

use async_trait::async_trait;
use openledger_primitives::{
    content::ContentId, job::BaseFiles, recipe::NumericClass, split::Economics, AccountBytes, AllocationId, Amount,
    BlockNumber, ContributionId, Digest, Ppm, VersionId,
};

/// A user's money set aside for a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Its number.
    pub id: AllocationId,
    /// The worker it is for.
    pub worker: AccountBytes,
    /// Everything set aside.
    pub amount: Amount,
    /// Redeemed so far.
    pub redeemed: Amount,
    /// Receipts redeemed so far.
    pub receipts: u64,
    /// Running hash of those receipts.
    pub receipts_hash: Digest,
    /// The sr25519 key that signs vouchers.
    pub voucher_key: [u8; 32],
    /// Last block of redemption, once the user began to close it.
    pub closes_at: Option<BlockNumber>,
}

/// A model version as the chain states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub id: VersionId,
    /// The model's slug.
    pub model: String,
    /// The version's number within its model.
    pub number: u32,
    /// The base's files.
    pub base: BaseFiles,
    /// The adapter, for a tune.
    pub adapter: Option<ContentId>,
    /// The adapter's PEFT configuration.
    pub adapter_config: Option<ContentId>,
    /// The attribution index, for a version with data.
    pub index: Option<ContentId>,
    /// The root the index must have.
    pub index_root: Option<Digest>,
    /// The numeric class it was registered in.
    pub numeric_class: NumericClass,
    /// Price per thousand input tokens.
    pub input_price: Amount,
    /// Price per thousand output tokens.
    pub output_price: Amount,
    /// What its income owes its ancestors.
    pub royalties: Vec<(VersionId, Ppm)>,
    /// Whether it was trained from snapshots.
    pub has_data: bool,
    /// Whether it may be served now.
    pub deployed: bool,
    /// Whether answers it gave can be paid for now: it is deployed, or was until a short while ago.
    pub payable: bool,
}

/// A contribution, as far as an answer shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Its number.
    pub id: ContributionId,
    /// Its bundle.
    pub content: ContentId,
    /// Who contributed it.
    pub contributor: AccountBytes,
}

/// How much a worker may have in batches that are not mature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// What the worker's bond covers.
    pub limit: Amount,
    /// What is in batches that are not mature.
    pub unmatured: Amount,
}

/// Most that one batch may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchLimits {
    /// Receipts.
    pub receipts: u32,
    /// Allocations.
    pub redemptions: u32,
    /// Versions.
    pub versions: u32,
}

/// Why the chain did not answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ChainError {
    /// The node cannot be reached or is not ready.
    #[error("the node cannot be reached: {0}")]
    Unreachable(String),
    /// The node answered what this build does not understand.
    #[error("the node answered something unexpected: {0}; do node and worker come from the same build?")]
    Unexpected(String),
}

/// The chain at its finalized head.
#[async_trait]
pub trait Chain: Send + Sync + 'static {
    /// Hash of the genesis block.
    async fn genesis(&self) -> Result<Digest, ChainError>;
    /// Number of the finalized head.
    async fn finalized(&self) -> Result<BlockNumber, ChainError>;
    /// An allocation; `None` when there is none in finalized state.
    async fn allocation(&self, id: AllocationId) -> Result<Option<Allocation>, ChainError>;
    /// A version; `None` when there is none in finalized state.
    async fn version(&self, id: VersionId) -> Result<Option<Version>, ChainError>;
    /// The version a name leads to: the alias of that name, or else what the model of that name deployed last.
    async fn resolve(&self, name: &str) -> Result<Option<VersionId>, ChainError>;
    /// Every such name and the version it leads to.
    async fn names(&self) -> Result<Vec<(String, VersionId)>, ChainError>;
    /// A contribution.
    async fn contribution(&self, id: ContributionId) -> Result<Option<Contribution>, ChainError>;
    /// How income is divided.
    async fn economics(&self) -> Result<Economics, ChainError>;
    /// Batches this worker has submitted.
    async fn batch_nonce(&self, worker: &AccountBytes) -> Result<u64, ChainError>;
    /// What this worker's bond covers.
    async fn cover(&self, worker: &AccountBytes) -> Result<Cover, ChainError>;
    /// The bounds of a batch.
    async fn batch_limits(&self) -> Result<BatchLimits, ChainError>;
}
