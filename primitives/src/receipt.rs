//! Receipts: what a worker states about one paid answer.

use crate::{
    hashing::{keccak_256_of, tagged},
    merkle_sum,
    recipe::NumericClass,
    AccountBytes, AllocationId, Amount, ContributionId, Digest, VersionId,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// How the output's tokens were drawn; with the seed it makes an answer repeatable.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct Sampling {
    /// Temperature in thousandths; 0 is greedy.
    pub temperature_milli: u32,
    /// Nucleus mass in thousandths; 1,000 is off.
    pub top_p_milli: u16,
    /// Candidates kept; 0 is off.
    pub top_k: u16,
    /// Most tokens to produce.
    pub max_tokens: u32,
    /// Seed of the sampler.
    pub seed: u64,
}

/// A fragment that explains an answer.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct FragmentScore {
    /// Its contribution.
    pub contribution: ContributionId,
    /// Its position among the contribution's fragments.
    pub fragment: u32,
    /// Its own score under the version's rule; for reading, not for paying.
    pub score: i64,
}

/// Most fragments a receipt names.
pub const TOP_FRAGMENTS: usize = 10;

/// A worker's statement about one answer. Its hash is a leaf of the batch that redeems it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize)]
pub struct Receipt {
    /// Hash of the genesis block.
    #[serde(with = "crate::text::hex")]
    pub genesis: Digest,
    /// The allocation that pays.
    pub allocation: AllocationId,
    /// The worker account that answered.
    #[serde(with = "crate::text::hex")]
    pub worker: AccountBytes,
    /// Position among the allocation's receipts, from 0.
    pub index: u64,
    /// The version that answered; an alias is resolved before.
    pub version: VersionId,
    /// [`request_hash`] of version, prompt and sampling.
    #[serde(with = "crate::text::hex")]
    pub request: Digest,
    /// How tokens were drawn.
    pub sampling: Sampling,
    /// [`tokens_hash`] of the prompt.
    #[serde(with = "crate::text::hex")]
    pub prompt: Digest,
    /// [`tokens_hash`] of the output.
    #[serde(with = "crate::text::hex")]
    pub output: Digest,
    /// Tokens of the prompt.
    pub input_tokens: u32,
    /// Tokens of the output.
    pub output_tokens: u32,
    /// Price per thousand input tokens.
    #[serde(with = "crate::text::decimal")]
    pub input_price: Amount,
    /// Price per thousand output tokens.
    #[serde(with = "crate::text::decimal")]
    pub output_price: Amount,
    /// What the answer costs: [`crate::split::fee_down`].
    #[serde(with = "crate::text::decimal")]
    pub fee: Amount,
    /// Numeric class of the computation.
    pub numeric_class: NumericClass,
    /// Build of the engine.
    #[serde(with = "crate::text::hex")]
    pub engine_build: Digest,
    /// [`crate::sketch::QuerySketch::hash`].
    #[serde(with = "crate::text::hex")]
    pub query: Digest,
    /// Root and sum over contributions of max(0, w(c)), see [`crate::merkle_sum`] and [`credit_weights`].
    pub credits: merkle_sum::Node,
    /// The strongest fragments, best first, at most [`TOP_FRAGMENTS`].
    pub fragments: Vec<FragmentScore>,
}

impl Receipt {
    /// Hash of the receipt.
    pub fn hash(&self) -> Digest {
        tagged("openledger/receipt/1", self)
    }
}

/// Hash of a sequence of token ids: `keccak256` over their little-endian u32s.
pub fn tokens_hash(tokens: &[u32]) -> Digest {
    let bytes: Vec<u8> = tokens.iter().flat_map(|token| token.to_le_bytes()).collect();
    keccak_256_of(&[&bytes])
}

/// Canonical hash of a request, the same however its JSON was written.
pub fn request_hash(version: VersionId, prompt: &Digest, sampling: &Sampling) -> Digest {
    tagged("openledger/request/1", &(version, prompt, sampling))
}

/// Leaves of a receipt's credit tree: every contribution of the index with its max(0, w(c)), by increasing id.
pub fn credit_weights(scores: &[(ContributionId, i128)]) -> Vec<(ContributionId, u128)> {
    scores.iter().map(|(id, score)| (*id, u128::try_from(*score).unwrap_or(0))).collect()
}

/// Leaves of a receipt's credit tree, in the order of [`credit_weights`]: the contribution's number, SCALE-encoded,
/// with its weight as the sum.
pub fn credit_nodes(scores: &[(ContributionId, i128)]) -> Vec<merkle_sum::Node> {
    credit_weights(scores).iter().map(|(id, weight)| merkle_sum::leaf(&id.encode(), *weight)).collect()
}

/// What [`Receipt::credits`] is for these scores; `None` when the weights together leave 128 bits.
pub fn credits_root(scores: &[(ContributionId, i128)]) -> Option<merkle_sum::Node> {
    merkle_sum::root(&credit_nodes(scores))
}
