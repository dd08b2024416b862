//! What the pallet stores and takes: models, versions, terms, standards.

use crate::Config;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
    content::ContentId,
    job::{BaseFiles, ContributionRef, EvaluateResult, JobKind},
    recipe::NumericClass,
    DatanetId, Digest, JobId, Ppm, VersionId,
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

/// An amount of the runtime's currency.
pub type BalanceOf<T> = <<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// A version of a runtime.
pub type VersionOf<T> = Version<<T as frame_system::Config>::AccountId, BalanceOf<T>, BlockNumberFor<T>>;
/// A version's terms in a runtime.
pub type TermsOf<T> = VersionTerms<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// Work for the workers. The runtime joins this to whatever keeps the queue of jobs; results come back through
/// [`crate::Pallet::on_train_result`] and its siblings.
pub trait Jobs<AccountId, Balance> {
    /// Opens a job and sets `reward` of `requester` aside for whoever does it.
    fn open(kind: JobKind, requester: &AccountId, reward: Balance) -> Result<JobId, DispatchError>;
}

/// Data to train on, and the licences it comes under. The runtime joins this to the datanets.
pub trait SnapshotProvider {
    /// Records what a datanet holds now; refuses an unknown or empty one, and data that cannot be trained on.
    fn take(datanet: DatanetId) -> Result<SnapshotId, DispatchError>;

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
    /// Governance approved it: its builder may deploy it, if it still meets the standard. Stands last, because states
    /// are stored by their place.
    Approved,
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
    /// Losses on fragments held out of training, once measured.
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
    /// A parent under this licence may not become a model under the one that was asked for.
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
