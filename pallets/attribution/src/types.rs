//! What the pallet stores, and the forms in which calls receive batches and credit lines.
//!
//! Everything that arrives from outside has a bounded form here whose SCALE encoding is that of the unbounded
//! type in `openledger-primitives`, so whoever builds a call may use either.

use crate::Config;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    traits::ConstU32, BoundedVec, CloneNoBound, DebugNoBound, Deserialize, EqNoBound, PartialEqNoBound, Serialize,
};
use openledger_primitives::{
    batch::{BatchHeader, CreditLine, Redemption, SignedBatch, VersionIncome},
    content::ContentId,
    demand,
    merkle::MAX_DEPTH,
    merkle_sum,
    split::Economics,
    AllocationId, Amount, BatchId, BlockNumber, Digest, Ppm, VersionId,
};
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_core::U256;

/// Number of a stored snapshot of a datanet.
pub type SnapshotId = u32;

/// Periods and limits that governance may change.
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
#[serde(crate = "polkadot_sdk::sp_runtime::serde")]
pub struct AttributionRules {
    /// Blocks between a batch and its maturing, in which it can be disputed.
    pub dispute_period: BlockNumber,
    /// Blocks between the wish to close an allocation and its end, in which a worker may still redeem. It has to
    /// be longer than workers take to submit a batch, else they serve for nothing.
    pub close_delay: BlockNumber,
    /// Part of a worker's bond that its unmatured fees may reach: what a proven lie can cost it must be more.
    pub bond_cover: Ppm,
    /// Most receipts in a batch.
    pub maximum_receipts: u32,
}

/// What disputes cost and how long they take; governance may change it.
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
#[serde(crate = "polkadot_sdk::sp_runtime::serde")]
pub struct DisputeRules {
    /// Planck on hold behind a demand to see a part of a batch.
    pub demand_bond: Amount,
    /// Planck on hold behind a re-execution.
    pub reexecution_bond: Amount,
    /// Planck the challenger pays each worker that computes an answer again.
    pub reexecution_reward: Amount,
    /// Blocks in which a demand can be answered.
    pub answer_period: BlockNumber,
    /// Blocks that a batch waits for a re-execution.
    pub reexecution_period: BlockNumber,
    /// Part of a lost bond that is the accused worker's; the rest is the platform's, so that a worker cannot dispute
    /// its own batch for nothing.
    pub forfeit_to_worker: Ppm,
    /// Part of its bond that a lie costs a worker.
    pub slash: Ppm,
    /// Part of what was slashed that is the challenger's; the rest is the platform's, so that a worker gains nothing
    /// by proving its own lie.
    pub reward: Ppm,
    /// Blocks after its maturing for which a batch is kept whole.
    pub retention: BlockNumber,
}

/// Money a user set aside for a worker.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Allocation<AccountId> {
    /// Who pays.
    pub user: AccountId,
    /// Who may redeem.
    pub worker: AccountId,
    /// Set aside altogether.
    pub amount: Amount,
    /// Of that, redeemed.
    pub redeemed: Amount,
    /// Receipts redeemed.
    pub receipts: u64,
    /// Running hash of those receipts.
    pub receipts_hash: Digest,
    /// The sr25519 key that signs vouchers.
    pub voucher_key: Digest,
    /// When it was opened.
    pub opened_at: BlockNumber,
    /// First block in which vouchers are refused; none while it is open.
    pub closes_at: Option<BlockNumber>,
}

/// What a version earned in a batch, and who gets which part: computed when the batch is submitted, paid when it
/// matures. `fees` = the batch's platform and worker parts of it + `built` + `royalties` + `data` + remainder.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct VersionShare<AccountId> {
    /// The version.
    pub version: VersionId,
    /// Its receipts.
    pub receipts: u32,
    /// Sum of their fees.
    pub fees: Amount,
    /// Who built it.
    pub builder: AccountId,
    /// To the builder.
    pub built: Amount,
    /// To its ancestors together.
    pub royalties: Amount,
    /// Sum of its credit lines.
    pub data: Amount,
    /// Of those, claimed.
    pub claimed: Amount,
    /// [`crate::DataPool::index`] of the version when the batch matured: from there on its credits earn royalties.
    pub index: U256,
}

/// A batch of receipts, with everything a dispute needs to know about it.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct Batch<T: Config> {
    /// What the worker committed to.
    pub header: BatchHeader,
    /// By increasing version.
    pub shares: BoundedVec<VersionShare<T::AccountId>, T::MaxVersions>,
    /// Economics by which it was split.
    pub economics: Economics,
    /// Redeemed for it.
    pub fees: Amount,
    /// Of that, to the platform.
    pub platform: Amount,
    /// To the worker.
    pub worked: Amount,
    /// To nobody: what the floors of its receipts left over.
    pub remainder: Amount,
    /// When it was submitted.
    pub submitted_at: BlockNumber,
    /// When it matures.
    pub matures_at: BlockNumber,
    /// Whether it has.
    pub matured: bool,
    /// Sum of the credit lines claimed.
    pub claimed: Amount,
}

/// One user's payment in a batch.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Redeemed<AccountId> {
    /// The allocation.
    pub allocation: AllocationId,
    /// Who paid, should the allocation be closed by then.
    pub user: AccountId,
    /// How much.
    pub amount: Amount,
    /// The allocation's receipts before.
    pub first: u64,
    /// Receipts paid for.
    pub receipts: u32,
}

/// A [`SignedBatch`] of bounded length.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct BoundedSignedBatch<T: Config> {
    /// Hash of the genesis block.
    pub genesis: Digest,
    /// The header.
    pub header: BatchHeader,
    /// By increasing version.
    pub income: BoundedVec<VersionIncome, T::MaxVersions>,
    /// By increasing allocation.
    pub redemptions: BoundedVec<Redemption, T::MaxRedemptions>,
}

impl<T: Config> BoundedSignedBatch<T> {
    /// The 32 bytes that a worker's session key signs.
    pub fn signing_hash(&self) -> Digest {
        SignedBatch::from(self.clone()).signing_hash()
    }
}

impl<T: Config> From<BoundedSignedBatch<T>> for SignedBatch {
    fn from(batch: BoundedSignedBatch<T>) -> Self {
        Self {
            genesis: batch.genesis,
            header: batch.header,
            income: batch.income.into_inner(),
            redemptions: batch.redemptions.into_inner(),
        }
    }
}

/// Fails when the batch has more incomes or redemptions than one may have.
impl<T: Config> TryFrom<SignedBatch> for BoundedSignedBatch<T> {
    type Error = ();

    fn try_from(batch: SignedBatch) -> Result<Self, ()> {
        Ok(Self {
            genesis: batch.genesis,
            header: batch.header,
            income: batch.income.try_into().map_err(drop)?,
            redemptions: batch.redemptions.try_into().map_err(drop)?,
        })
    }
}

/// A [`merkle_sum::Proof`] of bounded length.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct CreditProof {
    /// Position of the line, from 0.
    pub index: u64,
    /// Number of lines in the tree.
    pub count: u64,
    /// Sibling subtrees from the line to the root.
    pub siblings: BoundedVec<merkle_sum::Node, ConstU32<{ MAX_DEPTH as u32 }>>,
}

impl From<CreditProof> for merkle_sum::Proof {
    fn from(proof: CreditProof) -> Self {
        Self { index: proof.index, count: proof.count, siblings: proof.siblings.into_inner() }
    }
}

/// A credit line to be claimed. Encodes like `(CreditLine, merkle_sum::Proof)`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct CreditClaim {
    /// What the batch owes.
    pub line: CreditLine,
    /// Where it stands in the batch's credit tree.
    pub proof: CreditProof,
}

impl TryFrom<merkle_sum::Proof> for CreditProof {
    type Error = ();

    fn try_from(proof: merkle_sum::Proof) -> Result<Self, ()> {
        Ok(Self { index: proof.index, count: proof.count, siblings: proof.siblings.try_into().map_err(drop)? })
    }
}

impl TryFrom<demand::ShownLine> for CreditClaim {
    type Error = ();

    fn try_from(shown: demand::ShownLine) -> Result<Self, ()> {
        Ok(Self { line: shown.line, proof: shown.proof.try_into()? })
    }
}

/// How a fee would be divided.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SplitPreview<AccountId> {
    /// To the treasury.
    pub platform: Amount,
    /// To the worker.
    pub worker: Amount,
    /// To the builder.
    pub builder: (AccountId, Amount),
    /// To those who back the version with stake; to the builder where nobody does.
    pub backers: Amount,
    /// To each ancestor.
    pub royalties: Vec<(VersionId, Amount)>,
    /// To the contributors: the sum of the receipt's credit lines.
    pub data: Amount,
    /// Left over by rounding.
    pub remainder: Amount,
}

/// A batch as explorers show it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BatchStatus<AccountId> {
    /// What the worker committed to.
    pub header: BatchHeader,
    /// By increasing version.
    pub shares: Vec<VersionShare<AccountId>>,
    /// Economics by which it was split.
    pub economics: Economics,
    /// Redeemed for it.
    pub fees: Amount,
    /// To the platform.
    pub platform: Amount,
    /// To the worker.
    pub worked: Amount,
    /// Left over by rounding.
    pub remainder: Amount,
    /// When it was submitted.
    pub submitted_at: BlockNumber,
    /// When it matures.
    pub matures_at: BlockNumber,
    /// Whether it has.
    pub matured: bool,
    /// Sum of the credit lines claimed.
    pub claimed: Amount,
}

/// A batch in which a version earned, as its history shows it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BatchEntry<AccountId> {
    /// The batch.
    pub batch: BatchId,
    /// Who answered.
    pub worker: AccountId,
    /// The batch's file: every receipt, and every credit line with the receipt that owes it.
    pub content: ContentId,
    /// When it was submitted.
    pub submitted_at: BlockNumber,
    /// Whether it has matured.
    pub matured: bool,
    /// Whether it was proved to lie.
    pub void: bool,
    /// The version's receipts in it.
    pub receipts: u32,
    /// Sum of their fees.
    pub fees: Amount,
    /// Sum of their credit lines.
    pub data: Amount,
    /// Of those, claimed.
    pub claimed: Amount,
}
