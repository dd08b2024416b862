//! What the pallet stores and takes: models, versions, terms, standards.

use crate::{backing_pool::Position, Config};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
    content::ContentId,
    job::{BaseFiles, ContributionRef, EvaluateResult, JobKind},
    recipe::NumericClass,
    Amount, ContributionId, DatanetId, Digest, JobId, Ppm, VersionId,
};
use polkadot_sdk::{
    frame_support::{
        pallet_prelude::{BoundedVec, ConstU32, DispatchError},
        traits::fungible::Inspect,
        PalletError,
    },
    frame_system::{self, pallet_prelude::BlockNumberFor},
};
use scale_info::TypeInfo;

pub use openledger_primitives::standard::DeploymentStandard;

/// Number of a licence in the table of licences.
pub type LicenceId = u16;
/// Number of a snapshot, counted from 0 over all datanets.
pub type SnapshotId = u32;

/// Longest slug, in bytes.
pub const MAX_SLUG: u32 = 48;
/// Most parents of a version.
pub const MAX_PARENTS: u32 = 4;
/// Most datanets a version is trained on.
pub const MAX_DATANETS: u32 = 4;
/// Most ancestors a version owes royalties.
pub const MAX_ROYALTIES: u32 = 32;
/// Most parts of a backer's stake in one version that wait to be withdrawn.
pub const MAX_UNBONDING: u32 = 8;

/// A model's name, or an alias: `a`–`z`, `0`–`9` and single hyphens inside.
pub type Slug = BoundedVec<u8, ConstU32<MAX_SLUG>>;
/// What a version was made from.
pub type Parents = BoundedVec<Parent, ConstU32<MAX_PARENTS>>;
/// The datanets to train on.
pub type DatanetIds = BoundedVec<DatanetId, ConstU32<MAX_DATANETS>>;
/// The snapshots a version was trained on.
pub type SnapshotIds = BoundedVec<SnapshotId, ConstU32<MAX_DATANETS>>;
/// What a version owes its ancestors, by increasing version.
pub type Royalties = BoundedVec<(VersionId, Ppm), ConstU32<MAX_ROYALTIES>>;

/// The versions an agent mixes, with their weights.
pub type Mix = BoundedVec<Parent, ConstU32<MAX_PARENTS>>;
/// Number of an agent, counted from 0.
pub type AgentId = u32;

/// An amount of the runtime's currency.
pub type BalanceOf<T> = <<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// A version of a runtime.
pub type VersionOf<T> = Version<<T as frame_system::Config>::AccountId, BalanceOf<T>, BlockNumberFor<T>>;
/// A backer's position in a runtime.
pub type PositionOf<T> = Position<BlockNumberFor<T>>;
/// Stake that waits to be withdrawn, in a runtime.
pub type UnbondingOf<T> = BoundedVec<Unbonding<BlockNumberFor<T>>, ConstU32<MAX_UNBONDING>>;
/// A reproduction's disagreement in a runtime.
pub type MismatchOf<T> = Mismatch<<T as frame_system::Config>::AccountId>;
/// A version's terms in a runtime.
pub type TermsOf<T> = VersionTerms<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// Work for the workers. The runtime joins this to whatever keeps the queue of jobs; results come back through
/// [`crate::Pallet::on_train_result`] and its siblings.
pub trait Jobs<AccountId, Balance> {
    /// Opens a job and sets at most `reward` of `requester` aside for whoever does it.
    fn open(kind: JobKind, requester: &AccountId, reward: Balance) -> Result<JobId, DispatchError> {
        Self::open_excluding(kind, requester, reward, &[])
    }

    /// The same, for a job that checks what the excluded did. For an evaluation one of them may be asked after all,
    /// where there is nobody else.
    fn open_excluding(
        kind: JobKind,
        requester: &AccountId,
        reward: Balance,
        excluded: &[AccountId],
    ) -> Result<JobId, DispatchError>;

    /// What the worker that does a job is paid of its reward, if that is less; the rest goes back to its requester when
    /// the job is done.
    fn price(job: JobId) -> Option<Balance>;
}

/// Data to train on, and the licences it comes under. The runtime joins this to the datanets.
pub trait SnapshotProvider<AccountId, BlockNumber> {
    /// Records what a datanet holds now, for somebody who wants to build on it; refuses an unknown or empty one, data
    /// that cannot be trained on, and whoever the datanet's access terms keep out.
    fn take(builder: &AccountId, datanet: DatanetId) -> Result<SnapshotId, DispatchError>;

    /// The datanet a snapshot is of.
    fn datanet(snapshot: SnapshotId) -> Option<DatanetId>;

    /// When a contribution that is in a snapshot was removed from its datanet: withdrawn by its contributor, or struck.
    /// `None` if it was not, or is not in the snapshot.
    fn removed(snapshot: SnapshotId, contribution: ContributionId) -> Option<BlockNumber>;

    /// Licences of the contributions in a snapshot.
    fn licences(snapshot: SnapshotId) -> Vec<LicenceId>;

    /// Licences of the contributions that a snapshot taken now would hold.
    fn licences_now(datanet: DatanetId) -> Vec<LicenceId>;

    /// The contributions in a snapshot. Not bounded: for offchain workers.
    fn refs(snapshot: SnapshotId) -> Vec<ContributionRef>;

    /// SPDX identifier of a licence; `None` if the table of licences has no such number.
    fn spdx(licence: LicenceId) -> Option<Vec<u8>>;

    /// Whether something new may come under a licence.
    fn is_admitted(licence: LicenceId) -> bool;
}

/// Which work is accepted. The runtime joins this to whoever keeps the standard of numeric classes and engine builds.
pub trait NumericRules {
    /// Whether versions of a numeric class are taken.
    fn admits_class(class: NumericClass) -> bool;

    /// Whether a version that this build of the engine trained may be deployed.
    fn admits_build(build: &Digest) -> bool;
}

/// How a version came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum VersionKind {
    /// Registered with its files; it has no parent here.
    Base,
    /// Trained from its parent on datanets.
    FineTune,
    /// Begins with its parent's own files under another name.
    Fork,
    /// Made of its parents' adapters, by weight.
    Merge,
    /// Trained elsewhere; nobody here can say on what.
    External,
}

/// Where a version stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, PalletError,
)]
pub enum VersionState {
    /// A worker trains it, or none has begun.
    Training,
    /// It is trained; a worker measures it on fragments it has not seen.
    Evaluating,
    /// Its builder may deploy it, if it meets the standard.
    Proposed,
    /// It is served, paid for, and others may build on it.
    Deployed,
    /// Its builder took it out of service; what was built on it still pays it.
    Deprecated,
    /// Governance took it out of service.
    Revoked,
    /// It could not be trained.
    Failed,
    /// Governance approved it: its builder may deploy it, if it still meets the standard. States are stored by their
    /// place, so new ones stand last.
    Approved,
    /// Its training waits for people who pay for it.
    Funding,
}

/// One version that another was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Parent {
    /// The parent.
    pub version: VersionId,
    /// Its weight in the mixture; a single parent has all of it.
    pub weight: Ppm,
}

/// A line of versions under one name.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Model<AccountId> {
    /// Who used the name first; nobody else may add versions.
    pub owner: AccountId,
    /// Versions so far, failed ones included; the next one's number is one more.
    pub versions: u32,
    /// The version that was deployed last.
    pub latest: Option<VersionId>,
}

/// One version of a model.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Version<AccountId, Balance, BlockNumber> {
    /// Slug of its model.
    pub model: Slug,
    /// Its number in the model, from 1.
    pub number: u32,
    /// How it came to be.
    pub kind: VersionKind,
    /// What it was made from.
    pub parents: Parents,
    /// Files of the frozen base, its own or its parent's.
    pub base: BaseFiles,
    /// LoRA adapter in PEFT's layout, once trained.
    pub adapter: Option<ContentId>,
    /// The adapter's configuration in PEFT's layout, once trained.
    pub adapter_config: Option<ContentId>,
    /// Attribution index, once trained.
    pub index: Option<ContentId>,
    /// Root over the attribution index, once trained.
    pub index_root: Option<Digest>,
    /// Hash of the recipe (see `recipes`) it is trained by.
    pub recipe: Option<Digest>,
    /// Data it is trained on.
    pub snapshots: SnapshotIds,
    /// Licence it comes under.
    pub licence: LicenceId,
    /// Losses on fragments held out of training, once measured; a fork's are those of the files it began with.
    pub metrics: Option<EvaluateResult>,
    /// Which machines must agree on its every bit.
    pub numeric_class: NumericClass,
    /// Build of the engine that trained it.
    pub engine_build: Option<Digest>,
    /// Who asked for it and is paid for it.
    pub builder: AccountId,
    /// Price of a thousand input tokens.
    pub input_price: Balance,
    /// Price of a thousand output tokens.
    pub output_price: Balance,
    /// What it asks of versions made from it, as a share of what they earn for their versions.
    pub royalty: Ppm,
    /// What it owes its ancestors; never changes.
    pub royalties: Royalties,
    /// Whether somebody other than its trainer reproduced it.
    pub verified: bool,
    /// Where it stands.
    pub state: VersionState,
    /// Merkle root over the hashes of its training's checkpoints, once trained.
    pub checkpoints_root: Option<Digest>,
    /// When it was registered.
    pub created_at: BlockNumber,
    /// When it was taken out of service.
    pub retired_at: Option<BlockNumber>,
}

/// What whoever serves, pays or splits must know of a version.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct VersionTerms<AccountId, Balance> {
    /// Who is paid for building it.
    pub builder: AccountId,
    /// Price of a thousand input tokens.
    pub input_price: Balance,
    /// Price of a thousand output tokens.
    pub output_price: Balance,
    /// What it owes its ancestors, by increasing version.
    pub royalties: Vec<(VersionId, Ppm)>,
    /// Data it was trained on.
    pub snapshots: Vec<SnapshotId>,
    /// Whether it may be served now.
    pub deployed: bool,
    /// Whether it may be paid for now: it is deployed, or was until a short while ago.
    pub payable: bool,
    /// Whether it was trained on data whose contributors are paid.
    pub has_data: bool,
}

/// What a builder offers a version for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Offer<Balance> {
    /// Licence it comes under.
    pub licence: LicenceId,
    /// Price of a thousand input tokens.
    pub input_price: Balance,
    /// Price of a thousand output tokens.
    pub output_price: Balance,
    /// What it asks of versions made from it.
    pub royalty: Ppm,
}

/// Two licences of which one forbids the other, and where the forbidding one is.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum LicenceConflict {
    /// Data under this licence may not become a model under the one that was asked for.
    Data {
        /// The datanet.
        datanet: DatanetId,
        /// Licence of some of its contributions.
        licence: LicenceId,
        /// Its SPDX identifier.
        spdx: Vec<u8>,
    },
    /// A version under this licence may not become a model, or part of an agent, under the one that was asked for.
    Parent {
        /// The parent.
        version: VersionId,
        /// Its licence.
        licence: LicenceId,
        /// Its SPDX identifier.
        spdx: Vec<u8>,
    },
}

/// One line of a version's lineage.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Ancestor<AccountId> {
    /// The ancestor.
    pub version: VersionId,
    /// Slug of its model.
    pub model: Slug,
    /// Its number in the model.
    pub number: u32,
    /// Generations above the version asked about.
    pub distance: u32,
    /// Who is paid for it.
    pub builder: AccountId,
    /// Share of the version's income it is owed.
    pub royalty: Ppm,
    /// Data it was trained on.
    pub snapshots: SnapshotIds,
}

/// What making a version anew must give again, bit for bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Made {
    /// The adapter.
    pub adapter: ContentId,
    /// Root over the attribution index.
    pub index_root: Digest,
    /// Root over the checkpoints of a training; a merge has none.
    pub checkpoints_root: Option<Digest>,
}

/// Somebody made a version anew and something else came out.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Mismatch<AccountId> {
    /// The worker that disagrees with the version's maker.
    pub worker: AccountId,
    /// What came out.
    pub made: Made,
}

/// A training that people pay for together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Proposal<BlockNumber> {
    /// What the worker that trains it is paid; the training begins when it is together.
    pub goal: Amount,
    /// What came together so far.
    pub raised: Amount,
    /// Last block in which it can be funded.
    pub deadline: BlockNumber,
    /// The training, once it was asked for.
    pub job: Option<JobId>,
    /// Of one that failed: how much of it came back. All of it, unless a worker had to be paid for a training that was
    /// called off.
    pub returned: Option<Amount>,
    /// Of one that failed: for how much of what was raised its funders have not asked yet.
    pub unclaimed: Amount,
    /// Of one that failed: what came back and was not paid out.
    pub refundable: Amount,
}

/// Stake that was taken out of a version and cannot be spent yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Unbonding<BlockNumber> {
    /// How much.
    pub amount: Amount,
    /// First block in which it can be withdrawn.
    pub free_at: BlockNumber,
}

/// Somebody says that an external version is a known one in disguise.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Challenge<AccountId> {
    /// Who says so.
    pub challenger: AccountId,
    /// The version it is a copy of.
    pub known: VersionId,
    /// What is held of the challenger until it is decided.
    pub bond: Amount,
}

/// Why a version must go out of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum FlagCause {
    /// This contribution, which is in its data, was removed from its datanet.
    Contribution(ContributionId),
    /// This parent must go.
    Parent(VersionId),
}

/// A version that must go out of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Flag<BlockNumber> {
    /// Why.
    pub cause: FlagCause,
    /// From this block on it is neither served nor paid for.
    pub until: BlockNumber,
}

/// Versions, a prompt and data that answer together under one name.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Agent<AccountId> {
    /// Its name.
    pub slug: Slug,
    /// Who registered it.
    pub owner: AccountId,
    /// The versions whose adapters it mixes, and their weights.
    pub mix: Mix,
    /// Hash of the text that every conversation begins with.
    pub prompt: Digest,
    /// Datanets it looks things up in.
    pub retrieval: DatanetIds,
    /// Licence it comes under.
    pub licence: LicenceId,
    /// Part of its income that its owner asks.
    pub owner_share: Ppm,
    /// Price of a thousand input tokens.
    pub input_price: Amount,
    /// Price of a thousand output tokens.
    pub output_price: Amount,
    /// What is held of its owner for it.
    pub deposit: Amount,
}

/// What an agent's owner chooses.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct AgentOffer {
    /// The versions whose adapters it mixes; their weights add up to 1,000,000.
    pub mix: Mix,
    /// Hash of the text that every conversation begins with.
    pub prompt: Digest,
    /// Datanets it looks things up in.
    pub retrieval: DatanetIds,
    /// Licence it comes under.
    pub licence: LicenceId,
    /// Part of its income that its owner asks, in parts per million.
    pub owner_share: Ppm,
    /// Price of a thousand input tokens.
    pub input_price: Amount,
    /// Price of a thousand output tokens.
    pub output_price: Amount,
}

/// For what somebody is paid out of a version's income.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Part {
    /// The chain.
    Platform,
    /// The worker that answered.
    Worker,
    /// The builder of the version asked about, or of an ancestor.
    Builder,
    /// Those who funded it or stake on it.
    Backers,
    /// The contributors of its data.
    Data,
}

/// One payment out of a version's income.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Payment<AccountId> {
    /// For which version: the one that earns, or an ancestor.
    pub version: VersionId,
    /// For what.
    pub part: Part,
    /// To whom, where it is one account.
    pub to: Option<AccountId>,
    /// How much.
    pub amount: Amount,
}
