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
/// Most known answers that wait to be opened in one datanet.
pub const MAX_PLANTS: u32 = 8;
/// Share of a datanet's data whose contributors must be for a motion, or its deposit is lost.
pub const MOTION_SUPPORT: openledger_primitives::Ppm = 100_000;

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
/// A voice of a runtime.
pub type VoiceOf<T> = Voice<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// The voices on one contribution.
pub type VoicesOf<T> = BoundedVec<VoiceOf<T>, <T as Config>::MaxCurators>;
/// Who has judged a contribution.
pub type PanelistsOf<T> = BoundedVec<<T as frame_system::Config>::AccountId, <T as Config>::MaxCurators>;
/// A panel of a runtime.
pub type RoundOf<T> = Round<BlockNumberFor<T>>;
/// A contested decision of a runtime.
pub type ContestOf<T> = Contest<<T as frame_system::Config>::AccountId, BalanceOf<T>, BlockNumberFor<T>>;
/// A sealed known answer of a runtime.
pub type PlantOf<T> = Plant<<T as frame_system::Config>::AccountId, BalanceOf<T>, BlockNumberFor<T>>;
/// The sealed known answers of one datanet.
pub type PlantsOf<T> = BoundedVec<PlantOf<T>, ConstU32<MAX_PLANTS>>;
/// A change of a runtime.
pub type ChangeOf<T> = Change<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A motion of a runtime.
pub type MotionOf<T> = Motion<<T as frame_system::Config>::AccountId, BalanceOf<T>, BlockNumberFor<T>>;

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
    /// Sealed votes after which the sealing ends at once.
    pub quorum: u8,
    /// Lowest median score (0 to 100) of a contribution that is accepted.
    pub threshold: u8,
    /// Blocks after which the sealing ends with the votes there are.
    pub voting_period: u32,
    /// Deposit for each KiB of content, begun ones included.
    pub deposit_per_kib: Balance,
    /// Deposit for a contribution of any size.
    pub deposit_base: Balance,
    /// Blocks in which sealed votes are opened.
    pub reveal_period: u32,
    /// Stake that must stand behind the voices of a quorum, each counted up to the standard's cap.
    pub quorum_stake: Balance,
    /// Most undecided contributions of one account.
    pub open_per_account: u32,
    /// Most undecided contributions altogether.
    pub open_per_datanet: u32,
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
        /// Block in which the phase that runs ends at the latest (see [`crate::Rounds`]).
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
    /// Accepted, and somebody says that it should not have been: another panel votes on it.
    Challenged {
        /// Its leaf in the datanet's tree.
        position: u64,
        /// Fragments of the leaves before it.
        fragments_before: u64,
        /// Block in which the phase that runs ends at the latest.
        ends: BlockNumber,
    },
    /// A challenge was right: its leaf stays, later snapshots leave it out, and it earns nothing more.
    Struck {
        /// Its leaf in the datanet's tree.
        position: u64,
        /// Fragments of the leaves before it.
        fragments_before: u64,
        /// Its leaf in the datanet's tree of removed contributions.
        removal: u64,
    },
    /// It was there to see how curators judge, and was never part of the datanet.
    Planted {
        /// The score that was known beforehand.
        score: u8,
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
    /// Set aside from the contributor; nothing once it came back or was lost.
    pub deposit: Balance,
    /// Where it stands.
    pub state: ContributionState<BlockNumber>,
}

impl<AccountId, Balance, BlockNumber: Copy> Contribution<AccountId, Balance, BlockNumber> {
    /// Whether it still waits for its decision.
    pub fn is_undecided(&self) -> bool {
        matches!(self.state, ContributionState::Submitted | ContributionState::InCuration { .. })
    }

    /// Whether a panel votes on it.
    pub fn is_judged(&self) -> bool {
        matches!(self.state, ContributionState::InCuration { .. } | ContributionState::Challenged { .. })
    }

    /// Whether it is part of its datanet now.
    pub fn is_present(&self) -> bool {
        matches!(self.state, ContributionState::Accepted { .. } | ContributionState::Challenged { .. })
    }

    /// Its leaf in the datanet's tree and the fragments before it, if it was ever accepted.
    pub fn place(&self) -> Option<(u64, u64)> {
        match self.state {
            ContributionState::Accepted { position, fragments_before }
            | ContributionState::Challenged { position, fragments_before, .. }
            | ContributionState::Removed { position, fragments_before, .. }
            | ContributionState::Struck { position, fragments_before, .. } => Some((position, fragments_before)),
            _ => None,
        }
    }

    /// Its leaf in the datanet's tree, if it was ever accepted.
    pub fn position(&self) -> Option<u64> {
        self.place().map(|(position, _)| position)
    }

    /// Its leaf in the tree of removed contributions, if it is one.
    pub fn removal(&self) -> Option<u64> {
        match self.state {
            ContributionState::Removed { removal, .. } | ContributionState::Struck { removal, .. } => Some(removal),
            _ => None,
        }
    }
}

/// A bonded curator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Curator<Balance, BlockNumber> {
    /// Held while the account curates.
    pub bond: Balance,
    /// Block in which it last committed a vote.
    pub busy_until: BlockNumber,
}

/// Where a panel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Phase {
    /// Curators commit to scores that nobody sees.
    Sealing,
    /// Curators open what they committed to.
    Opening,
    /// All is opened; whoever planted the contribution may say so.
    Waiting,
}

/// A panel that judges a contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Round<BlockNumber> {
    /// 0 for the first panel, more for those asked by appeal or challenge.
    pub number: u8,
    /// Where it stands.
    pub phase: Phase,
    /// Block in which the phase ends at the latest.
    pub ends: BlockNumber,
    /// Block in which the sealing ended, once it has.
    pub sealed_at: Option<BlockNumber>,
}

/// One voice on one contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Voice<AccountId, Balance> {
    /// A bonded curator, or the worker whose report this is.
    pub curator: AccountId,
    /// What the curator committed to; a worker's report was never sealed.
    pub commitment: Option<Digest>,
    /// 0 (worthless) to 100, once it is opened.
    pub score: Option<u8>,
    /// What the curator had at stake when it spoke.
    pub stake: Balance,
}

/// What an account's votes were worth so far, and how many of them wait for a decision.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Standing<BlockNumber> {
    /// Reputation when it last changed, 0 to 100.
    pub reputation: u8,
    /// When that was; it decays from then on.
    pub since: BlockNumber,
    /// Votes that wait for a decision; the bond stays while there are any.
    pub engaged: u32,
}

/// How long a decision can be contested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Window<BlockNumber> {
    /// Last block in which it can.
    pub until: BlockNumber,
    /// Whether a refusal can be appealed against.
    pub appealable: bool,
    /// Panels there have been.
    pub rounds: u8,
}

/// What somebody says against a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Claim<BlockNumber> {
    /// The contributor: it should not have been refused.
    Appeal {
        /// The reason that was given.
        refused: Rejection,
    },
    /// Anybody: it should not have been accepted.
    Challenge {
        /// Why not.
        reason: Rejection,
        /// A file that shows it.
        evidence: ContentId,
        /// Blocks of the window that were left.
        left: BlockNumber,
    },
}

/// A decision that is contested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Contest<AccountId, Balance, BlockNumber> {
    /// Who contests it.
    pub by: AccountId,
    /// Held of it.
    pub bond: Balance,
    /// What it says.
    pub claim: Claim<BlockNumber>,
}

/// A known answer that an owner has sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Plant<AccountId, Balance, BlockNumber> {
    /// The owner who sealed it.
    pub by: AccountId,
    /// Commitment to contribution, score and salt.
    pub commitment: Digest,
    /// Held of the owner.
    pub bond: Balance,
    /// When it was sealed.
    pub placed_at: BlockNumber,
    /// Last block in which it can be opened.
    pub expires: BlockNumber,
}

/// Who may train on a datanet.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum AccessTerms<Balance> {
    /// Everybody.
    #[default]
    Open,
    /// Everybody who pays the owner so much each time a model is trained on it.
    Fee(Balance),
    /// Whom the owner has granted it.
    Approved,
}

/// What contributors may change in their datanet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Change<AccountId, Balance> {
    /// Its rules.
    Rules(CurationRules<Balance>),
    /// Licences it admits besides. One that it admits stays: data may have come under it.
    Licences(LicenceIds),
    /// Its owner, who must accept it.
    Owner(AccountId),
    /// Close it for contributions.
    Close,
}

/// A change that contributors vote on.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Motion<AccountId, Balance, BlockNumber> {
    /// Its number, counted from 1 in each datanet.
    pub number: u32,
    /// Who moved it.
    pub by: AccountId,
    /// Held of who moved it.
    pub deposit: Balance,
    /// What shall change.
    pub change: Change<AccountId, Balance>,
    /// Block from which on it can be concluded.
    pub ends: BlockNumber,
    /// Fragments in the datanet when it was moved.
    pub total: u64,
    /// Fragments of those for it.
    pub ayes: u64,
    /// Fragments of those against it.
    pub nays: u64,
}

/// An account's data in a datanet, and what it counts in a vote.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Holding {
    /// Its fragments now.
    pub fragments: u64,
    /// Its fragments when the motion `frozen_for` was moved.
    pub frozen: u64,
    /// The motion during which its data last changed.
    pub frozen_for: u32,
    /// The motion it last voted on.
    pub voted: u32,
}

/// How far the judging of a contribution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct CurationView<Balance, BlockNumber> {
    /// Which panel.
    pub round: u8,
    /// Its phase.
    pub phase: Phase,
    /// Block in which the phase ends at the latest.
    pub ends: BlockNumber,
    /// Curators who committed.
    pub committed: u32,
    /// Curators who opened.
    pub opened: u32,
    /// Whether a worker's report is a voice.
    pub reported: bool,
    /// Voices missing to the quorum.
    pub heads_missing: u32,
    /// Stake missing to the quorum.
    pub stake_missing: Balance,
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
    /// Contributions that were in it and were removed or struck.
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
