//! What the pallet stores and takes: datanets, contributions, votes, snapshots.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
    content::ContentId,
    job::{JobKind, Rejection},
    merkle::Peaks,
    ContributionId, DatanetId, Digest, JobId,
};
use polkadot_sdk::{
    frame_support::{
        pallet_prelude::{BoundedVec, ConstU32, DispatchError},
        traits::fungible::{Credit, Inspect},
        PalletError,
    },
    frame_system::{self, pallet_prelude::BlockNumberFor},
};
use scale_info::TypeInfo;

/// Number of a licence in [`crate::Licences`].
pub type LicenceId = u16;
/// Number of a snapshot, counted from 0 over all datanets.
pub type SnapshotId = u32;

/// Longest slug, in bytes.
pub const MAX_SLUG: u32 = 48;
/// Longest SPDX identifier, in bytes.
pub const MAX_SPDX: u32 = 64;
/// Most licences a datanet admits.
pub const MAX_LICENCES: u32 = 16;
/// Highest score a curator can give.
pub const MAX_SCORE: u8 = 100;

/// A datanet's name for people: `a`–`z`, `0`–`9` and single hyphens inside.
pub type Slug = BoundedVec<u8, ConstU32<MAX_SLUG>>;
/// What a datanet is for, in its owner's words.
pub type Description = BoundedVec<u8, ConstU32<512>>;
/// An SPDX licence identifier.
pub type Spdx = BoundedVec<u8, ConstU32<MAX_SPDX>>;
/// The licences a datanet admits, or a snapshot contains.
pub type LicenceIds = BoundedVec<LicenceId, ConstU32<MAX_LICENCES>>;
/// Where a contribution comes from, such as `npm:solady@0.1.26`.
pub type Source = BoundedVec<u8, ConstU32<256>>;

/// An amount of the pallet's currency.
pub type BalanceOf<T> = <<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// Money taken from a hold.
pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, <T as Config>::Currency>;
/// A datanet of a runtime.
pub type DatanetOf<T> = Datanet<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A contribution of a runtime.
pub type ContributionOf<T> = Contribution<<T as frame_system::Config>::AccountId, BalanceOf<T>, BlockNumberFor<T>>;
/// A bonded curator of a runtime.
pub type CuratorOf<T> = Curator<BalanceOf<T>, BlockNumberFor<T>>;
/// A vote of a runtime.
pub type VoteOf<T> = Vote<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// The votes on one contribution.
pub type VotesOf<T> = BoundedVec<VoteOf<T>, <T as Config>::MaxCurators>;
/// Work for the workers. The runtime joins this to whatever keeps the queue of jobs; results come back through
/// [`crate::Pallet::on_check_result`] and its siblings.
pub trait Jobs<AccountId, Balance> {
    /// Opens a job and sets `reward` of `requester` aside for whoever does it.
    fn open(kind: JobKind, requester: &AccountId, reward: Balance) -> Result<JobId, DispatchError>;
}

/// What a worker has at stake; recorded beside the vote that its report counts as.
pub trait WorkerStake<AccountId, Balance> {
    /// Bond of a worker; zero for an account that is none.
    fn stake(worker: &AccountId) -> Balance;
}

/// What a datanet's fragments are.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, PalletError,
)]
pub enum DatanetKind {
    /// Prose.
    Text,
    /// Pairs of instruction and answer.
    Instruction,
    /// Conversations.
    Chat,
    /// Source code.
    Code,
    /// Rows of a table.
    Table,
    /// Pictures; cannot be trained on yet.
    Image,
    /// Sound; cannot be trained on yet.
    Audio,
    /// Measurements over time; cannot be trained on yet.
    Timeseries,
}

impl DatanetKind {
    /// Whether recipes know how to train on it.
    pub fn is_textual(&self) -> bool {
        match self {
            Self::Text | Self::Instruction | Self::Chat | Self::Code | Self::Table => true,
            Self::Image | Self::Audio | Self::Timeseries => false,
        }
    }
}

/// How a datanet decides on contributions, and what it asks of contributors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct CurationRules<Balance> {
    /// Votes after which a contribution is decided at once.
    pub quorum: u8,
    /// Lowest median score (0 to 100) of a contribution that is accepted.
    pub threshold: u8,
    /// Blocks after which a contribution is decided by the votes there are.
    pub voting_period: u32,
    /// Deposit for each KiB of content, begun ones included.
    pub deposit_per_kib: Balance,
    /// Deposit for a contribution of any size.
    pub deposit_base: Balance,
}

/// Whether a datanet takes contributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum DatanetState {
    /// It does.
    Open,
    /// It does not any more; what was accepted can still be trained on.
    Closed,
}

/// A pool of data about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Datanet<AccountId, Balance> {
    /// Who sets its rules and may close it.
    pub owner: AccountId,
    /// Its name; unique.
    pub slug: Slug,
    /// What it is for.
    pub description: Description,
    /// What its fragments are.
    pub kind: DatanetKind,
    /// Licences a contribution may come under.
    pub licences: LicenceIds,
    /// How contributions are decided.
    pub rules: CurationRules<Balance>,
    /// Set aside from the owner while it is open.
    pub deposit: Balance,
    /// Whether it takes contributions.
    pub state: DatanetState,
}

/// Where a contribution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum ContributionState<BlockNumber> {
    /// A worker is comparing it with what was declared.
    Submitted,
    /// Curators vote on it.
    InCuration {
        /// Block in which it is decided if its quorum is not reached before.
        ends: BlockNumber,
    },
    /// Part of the datanet.
    Accepted {
        /// Its leaf in the datanet's tree, from 0.
        position: u64,
        /// Fragments of the leaves before it.
        fragments_before: u64,
    },
    /// Not taken, and why.
    Rejected(Rejection),
    /// Taken back by its contributor before it was decided.
    Withdrawn,
    /// Taken back after it was accepted: its leaf stays, but later snapshots leave it out.
    Removed {
        /// Its leaf in the datanet's tree.
        position: u64,
        /// Fragments of the leaves before it.
        fragments_before: u64,
        /// Its leaf in the datanet's tree of removed contributions, from 0.
        removal: u64,
    },
}

/// A batch of fragments that one account gives to one datanet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Contribution<AccountId, Balance, BlockNumber> {
    /// Where it belongs.
    pub datanet: DatanetId,
    /// Who gives it and is paid for it.
    pub contributor: AccountId,
    /// The bundle of documents.
    pub content: ContentId,
    /// Merkle root over its fragments.
    pub root: Digest,
    /// Number of fragments.
    pub fragments: u32,
    /// Size of the bundle.
    pub bytes: u64,
    /// Version of the fragmenter the root was made with.
    pub fragmenter: u16,
    /// Licence it comes under.
    pub licence: LicenceId,
    /// Where it comes from.
    pub source: Source,
    /// When it was submitted.
    pub submitted_at: BlockNumber,
    /// Set aside from the contributor until it is decided.
    pub deposit: Balance,
    /// Where it stands.
    pub state: ContributionState<BlockNumber>,
}

impl<AccountId, Balance, BlockNumber: Copy> Contribution<AccountId, Balance, BlockNumber> {
    /// Whether it still waits for a decision, and its deposit is held.
    pub fn is_undecided(&self) -> bool {
        matches!(self.state, ContributionState::Submitted | ContributionState::InCuration { .. })
    }

    /// Its leaf in the datanet's tree, if it was ever accepted.
    pub fn position(&self) -> Option<u64> {
        match self.state {
            ContributionState::Accepted { position, .. } | ContributionState::Removed { position, .. } => {
                Some(position)
            }
            _ => None,
        }
    }

    /// Its leaf in the tree of removed contributions, if it is one.
    pub fn removal(&self) -> Option<u64> {
        match self.state {
            ContributionState::Removed { removal, .. } => Some(removal),
            _ => None,
        }
    }
}

/// A bonded curator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Curator<Balance, BlockNumber> {
    /// Held while the account curates.
    pub bond: Balance,
    /// Last block of any curation it has voted in; the bond cannot be taken out before.
    pub busy_until: BlockNumber,
}

/// One voice on one contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Vote<AccountId, Balance> {
    /// A bonded curator, or the worker whose report this is.
    pub curator: AccountId,
    /// 0 (worthless) to 100.
    pub score: u8,
    /// What the curator had at stake when it voted.
    pub stake: Balance,
}

/// An append-only tree and the fragments its leaves stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Tree {
    /// The tree.
    pub peaks: Peaks,
    /// Fragments of all its leaves together.
    pub fragments: u64,
}

/// A datanet's accepted data as it stood in one block: what a model is trained on and pays for.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Snapshot<BlockNumber> {
    /// Of which datanet.
    pub datanet: DatanetId,
    /// Leaves of the accepted tree.
    pub count: u64,
    /// Fragments in it: of all leaves, less those removed.
    pub fragments: u64,
    /// Root of the accepted tree.
    pub root: Digest,
    /// Leaves of the removed tree.
    pub removed_count: u64,
    /// Root of the removed tree.
    pub removed_root: Digest,
    /// Licences of the contributions in it.
    pub licences: LicenceIds,
    /// When it was first taken.
    pub taken_at: BlockNumber,
}

/// A datanet in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Statistics {
    /// Contributions in it.
    pub contributions: u64,
    /// Their fragments.
    pub fragments: u64,
    /// Contributions that were in it and were removed.
    pub removed: u64,
    /// Contributions waiting for a worker's check.
    pub submitted: u32,
    /// Contributions that curators vote on.
    pub in_curation: u32,
    /// Contributions that were refused.
    pub rejected: u32,
}

/// A contribution's leaf in its datanet's tree: what a snapshot commits to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AcceptedLeaf {
    /// The contribution.
    pub contribution: ContributionId,
    /// Its bundle.
    pub content: ContentId,
    /// Root over its fragments.
    pub root: Digest,
    /// Its number of fragments.
    pub fragments: u32,
    /// Its licence.
    pub licence: LicenceId,
}
