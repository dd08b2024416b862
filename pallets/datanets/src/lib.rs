//! Datanets: pools of data that people fill, curators judge and models are trained on.
//!
//! # Invariants
//!
//! The numbers are those of the checks in `do_try_state`, which runs after every test.
//!
//! 1. A datanet is found under its slug and under no other; a licence under its SPDX identifier, and only a licence
//!    can be retired.
//! 2. Of each content a datanet holds one contribution that is not refused or withdrawn, and it is found by it.
//! 3. What is held of an account for contributions is the sum of the deposits of those not yet decided.
//! 4. What is held of an account for curating is its bond, which is never nothing.
//! 5. What is held of an account for datanets is the sum of the deposits of those it has open.
//! 6. A datanet's accepted tree is the tree of its contributions in the order they were accepted, and the fragments
//!    before each are those of the leaves before it.
//! 7. A datanet's removed tree is the tree of the contributions removed from it, in order; each was accepted.
//! 8. How many contributions of a licence a datanet holds is counted right.
//! 9. A snapshot is what its datanet's trees were at its counts, and there is one for each pair of counts.
//! 10. Votes stand only on contributions in curation, none by the contributor, none twice, none above 100.
//! 11. A contribution that waits to be closed is in curation, waits in one block, and that block is when it ends.
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
// A call's parameters stand one by one, as wallets show them.
#![allow(clippy::too_many_arguments)]

extern crate alloc;

pub mod types;
pub mod weights;

mod check;
mod contribution;
mod curation;
#[cfg(any(feature = "std", feature = "try-runtime", test))]
mod invariants;
mod licence;
mod pool;
mod slug;
mod snapshot;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use snapshot::accepted_leaf;
pub use types::*;
pub use weights::WeightInfo;

#[polkadot_sdk::frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::vec::Vec;
    use openledger_primitives::{
        content::ContentId,
        job::{CheckResult, ContributionRef, CurateResult, Rejection},
        standard::CurationStandard,
        ContributionId, DatanetId, Digest, JobId,
    };
    use polkadot_sdk::{
        frame_support::{
            pallet_prelude::*,
            traits::{
                fungible::{BalancedHold, Inspect, Mutate, MutateHold},
                OnUnbalanced,
            },
        },
        frame_system::{self, pallet_prelude::*},
    };

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: polkadot_sdk::frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// Names what is held of an account, and why.
        type RuntimeHoldReason: From<HoldReason>;

        /// The money of deposits and bonds.
        type Currency: Inspect<Self::AccountId>
            + Mutate<Self::AccountId>
            + MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
            + BalancedHold<Self::AccountId>;

        /// Takes the deposits of contributions that were not what they were declared to be.
        type Slash: OnUnbalanced<CreditOf<Self>>;

        /// Where checks and reports are asked for.
        type Jobs: Jobs<Self::AccountId, BalanceOf<Self>>;

        /// What a worker has at stake.
        type WorkerStake: WorkerStake<Self::AccountId, BalanceOf<Self>>;

        /// Held of a datanet's owner until it is closed; makes taking names for nothing costly.
        #[pallet::constant]
        type DatanetDeposit: Get<BalanceOf<Self>>;

        /// What datanets must ask at least, until genesis or governance says otherwise.
        #[pallet::constant]
        type InitialStandard: Get<CurationStandard<BalanceOf<Self>>>;

        /// Paid by the contributor to the worker that checks a contribution.
        #[pallet::constant]
        type CheckReward: Get<BalanceOf<Self>>;

        /// Paid by the contributor to the worker that reports on a contribution.
        #[pallet::constant]
        type CurateReward: Get<BalanceOf<Self>>;

        /// Newest version of the fragmenter that workers run; versions count from 1.
        #[pallet::constant]
        type Fragmenter: Get<u16>;

        /// Most fragments of one contribution.
        #[pallet::constant]
        type MaxFragments: Get<u32>;

        /// Most bytes of one contribution. A worker reads all of them at once.
        #[pallet::constant]
        type MaxBytes: Get<u64>;

        /// Most voices on one contribution, and so the largest quorum.
        #[pallet::constant]
        type MaxCurators: Get<u32>;

        /// Most contributions that are closed by themselves in one block. What finds no room waits for the
        /// next block that has some.
        #[pallet::constant]
        type MaxClosing: Get<u32>;

        /// What calls and hooks weigh.
        type WeightInfo: WeightInfo;
    }

    /// What an account's money is held for.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// A datanet that is open.
        #[codec(index = 0)]
        DatanetDeposit,
        /// A contribution that is not decided yet.
        #[codec(index = 1)]
        ContributionDeposit,
        /// The right to vote on contributions.
        #[codec(index = 2)]
        CuratorBond,
    }

    // ── licences ──

    /// The licences data and models may name, as SPDX identifiers.
    #[pallet::storage]
    pub type Licences<T> = StorageMap<_, Twox64Concat, LicenceId, Spdx>;

    /// Number of the licence with an SPDX identifier in small letters.
    #[pallet::storage]
    pub type LicenceOfSpdx<T> = StorageMap<_, Blake2_128Concat, Spdx, LicenceId>;

    /// Licences that nothing new may come under. What came under them before stays.
    #[pallet::storage]
    pub type RetiredLicences<T> = StorageMap<_, Twox64Concat, LicenceId, ()>;

    // ── datanets ──

    /// The standard before governance sets one.
    #[pallet::type_value]
    pub fn DefaultStandard<T: Config>() -> CurationStandard<BalanceOf<T>> {
        T::InitialStandard::get()
    }

    /// What a datanet's rules must ask at least, and what a voice costs.
    #[pallet::storage]
    pub type Standard<T: Config> = StorageValue<_, CurationStandard<BalanceOf<T>>, ValueQuery, DefaultStandard<T>>;

    /// Number of the next datanet.
    #[pallet::storage]
    pub type NextDatanetId<T> = StorageValue<_, DatanetId, ValueQuery>;

    /// Every datanet.
    #[pallet::storage]
    pub type Datanets<T: Config> = StorageMap<_, Twox64Concat, DatanetId, DatanetOf<T>>;

    /// Number of the datanet with a slug.
    #[pallet::storage]
    pub type DatanetOfSlug<T> = StorageMap<_, Blake2_128Concat, Slug, DatanetId>;

    // ── contributions ──

    /// Number of the next contribution.
    #[pallet::storage]
    pub type NextContributionId<T> = StorageValue<_, ContributionId, ValueQuery>;

    /// Every contribution.
    #[pallet::storage]
    pub type Contributions<T: Config> = StorageMap<_, Twox64Concat, ContributionId, ContributionOf<T>>;

    /// The contribution with a content in a datanet, unless it was refused or withdrawn before it was decided.
    #[pallet::storage]
    pub type ContributionOfContent<T> =
        StorageDoubleMap<_, Twox64Concat, DatanetId, Blake2_128Concat, ContentId, ContributionId>;

    /// What the worker found that checked a contribution.
    #[pallet::storage]
    pub type Checks<T> = StorageMap<_, Twox64Concat, ContributionId, CheckResult>;

    /// What the worker found that reported on a contribution.
    #[pallet::storage]
    pub type CurateReports<T> = StorageMap<_, Twox64Concat, ContributionId, CurateResult>;

    // ── curation ──

    /// Bonded curators.
    #[pallet::storage]
    pub type Curators<T: Config> = CountedStorageMap<_, Blake2_128Concat, T::AccountId, CuratorOf<T>>;

    /// Votes on contributions in curation, in the order they were given.
    #[pallet::storage]
    pub type Votes<T: Config> = StorageMap<_, Twox64Concat, ContributionId, VotesOf<T>, ValueQuery>;

    /// Contributions whose curation ends in a block.
    #[pallet::storage]
    pub type Closing<T: Config> =
        StorageMap<_, Twox64Concat, BlockNumberFor<T>, BoundedVec<ContributionId, T::MaxClosing>, ValueQuery>;

    // ── accepted data ──

    /// Tree over a datanet's accepted contributions, removed ones included.
    #[pallet::storage]
    pub type Accepted<T> = StorageMap<_, Twox64Concat, DatanetId, Tree, ValueQuery>;

    /// The contribution at a position of a datanet's accepted tree.
    #[pallet::storage]
    pub type AcceptedAt<T> = StorageDoubleMap<_, Twox64Concat, DatanetId, Twox64Concat, u64, ContributionId>;

    /// Tree over the contributions that were accepted into a datanet and removed from it.
    #[pallet::storage]
    pub type Removed<T> = StorageMap<_, Twox64Concat, DatanetId, Tree, ValueQuery>;

    /// The contribution at a position of a datanet's removed tree.
    #[pallet::storage]
    pub type RemovedAt<T> = StorageDoubleMap<_, Twox64Concat, DatanetId, Twox64Concat, u64, ContributionId>;

    /// How many contributions of a licence a datanet holds, removed ones not counted.
    #[pallet::storage]
    pub type LicenceUse<T> = StorageDoubleMap<_, Twox64Concat, DatanetId, Twox64Concat, LicenceId, u64, ValueQuery>;

    /// Number of the next snapshot.
    #[pallet::storage]
    pub type NextSnapshotId<T> = StorageValue<_, SnapshotId, ValueQuery>;

    /// Every snapshot that was taken.
    #[pallet::storage]
    pub type Snapshots<T: Config> = StorageMap<_, Twox64Concat, SnapshotId, Snapshot<BlockNumberFor<T>>>;

    /// The snapshot of a datanet at its numbers of accepted and removed contributions.
    #[pallet::storage]
    pub type SnapshotOf<T> = StorageNMap<
        _,
        (NMapKey<Twox64Concat, DatanetId>, NMapKey<Twox64Concat, u64>, NMapKey<Twox64Concat, u64>),
        SnapshotId,
    >;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A licence can be named from now on.
        LicenceAdmitted {
            /// Its number.
            licence: LicenceId,
            /// Its SPDX identifier.
            spdx: Spdx,
        },
        /// Nothing new may come under a licence from now on.
        LicenceRetired {
            /// Its number.
            licence: LicenceId,
        },
        /// Datanets must ask something else from now on, and voices cost something else.
        StandardChanged {
            /// The standard before.
            old: CurationStandard<BalanceOf<T>>,
            /// The standard from now on.
            new: CurationStandard<BalanceOf<T>>,
        },
        /// There is a new datanet.
        DatanetCreated {
            /// Its number.
            datanet: DatanetId,
            /// Who sets its rules.
            owner: T::AccountId,
            /// Its name.
            slug: Slug,
            /// Held of the owner.
            deposit: BalanceOf<T>,
        },
        /// A datanet decides by other rules from now on. Votings that run keep the block they end in.
        RulesChanged {
            /// Which datanet.
            datanet: DatanetId,
            /// Rules before.
            old: CurationRules<BalanceOf<T>>,
            /// Rules from now on.
            new: CurationRules<BalanceOf<T>>,
        },
        /// A datanet takes no more contributions.
        DatanetClosed {
            /// Which datanet.
            datanet: DatanetId,
            /// Deposit its owner has back.
            released: BalanceOf<T>,
        },
        /// Data was given to a datanet and waits for a worker's check.
        ContributionSubmitted {
            /// Its number.
            contribution: ContributionId,
            /// Where it belongs.
            datanet: DatanetId,
            /// Who gave it.
            contributor: T::AccountId,
            /// The bundle.
            content: ContentId,
            /// Held of the contributor.
            deposit: BalanceOf<T>,
            /// The check.
            job: JobId,
        },
        /// A worker compared a contribution with what was declared.
        ContributionChecked {
            /// Which contribution.
            contribution: ContributionId,
            /// The worker.
            worker: T::AccountId,
            /// What is wrong with it; nothing when it is in order.
            verdict: Option<Rejection>,
            /// Documents the fragmenter refused.
            refused: u32,
            /// The worker's report, by document.
            report: ContentId,
        },
        /// Curators can vote on a contribution.
        CurationOpened {
            /// Which contribution.
            contribution: ContributionId,
            /// Block in which it is decided at the latest.
            ends: BlockNumberFor<T>,
            /// The job for the automatic curator.
            job: Option<JobId>,
        },
        /// No worker will report on a contribution; curators decide alone.
        AutomaticCuratorMissing {
            /// Which contribution.
            contribution: ContributionId,
            /// Why the job could not be opened, unless it was and every worker failed.
            error: Option<DispatchError>,
        },
        /// A worker reported on a contribution's quality.
        ContributionReported {
            /// Which contribution.
            contribution: ContributionId,
            /// The worker.
            worker: T::AccountId,
            /// Its score, 0 to 100.
            score: u8,
            /// Fragments that the datanet had already.
            duplicates: u32,
            /// The report.
            report: ContentId,
        },
        /// An account bonded to curate, or added to its bond.
        CuratorBonded {
            /// The account.
            curator: T::AccountId,
            /// Held besides what was held before.
            added: BalanceOf<T>,
            /// Held altogether.
            bond: BalanceOf<T>,
        },
        /// An account curates no more.
        CuratorUnbonded {
            /// The account.
            curator: T::AccountId,
            /// What it has back.
            released: BalanceOf<T>,
        },
        /// A voice on a contribution.
        Voted {
            /// Which contribution.
            contribution: ContributionId,
            /// A bonded curator, or the worker whose report counts as a vote.
            curator: T::AccountId,
            /// 0 (worthless) to 100.
            score: u8,
            /// What the curator has at stake.
            stake: BalanceOf<T>,
        },
        /// A contribution is part of its datanet.
        ContributionAccepted {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// Its leaf in the datanet's tree.
            position: u64,
            /// Its number of fragments.
            fragments: u32,
            /// Lower median of the votes.
            score: u8,
            /// How many votes there were.
            votes: u32,
            /// Deposit its contributor has back.
            released: BalanceOf<T>,
        },
        /// A contribution was refused.
        ContributionRejected {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// Why.
            reason: Rejection,
            /// Lower median of the votes, if it came to a vote.
            score: Option<u8>,
            /// Deposit its contributor has back.
            released: BalanceOf<T>,
            /// Deposit its contributor lost.
            slashed: BalanceOf<T>,
        },
        /// A contributor took a contribution back before it was decided.
        ContributionWithdrawn {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// Deposit its contributor has back.
            released: BalanceOf<T>,
        },
        /// A contributor took back an accepted contribution; later snapshots leave it out.
        ContributionRemoved {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// Its leaf in the datanet's removed tree.
            removal: u64,
            /// Its number of fragments.
            fragments: u32,
        },
        /// A datanet's data as it stands now was recorded, because something is made from it.
        SnapshotTaken {
            /// Its number.
            snapshot: SnapshotId,
            /// Of which datanet.
            datanet: DatanetId,
            /// Leaves of the accepted tree.
            count: u64,
            /// Fragments in it.
            fragments: u64,
            /// Root of the accepted tree.
            root: Digest,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// A slug is 1 to 48 of a–z, 0–9 and single hyphens that neither begin nor end it.
        InvalidSlug,
        /// A datanet has this slug; choose another.
        SlugTaken,
        /// There is no datanet with this number.
        UnknownDatanet,
        /// Only the datanet's owner may do this.
        NotDatanetOwner,
        /// The datanet takes no more contributions.
        DatanetIsClosed,
        /// A datanet must admit at least one licence.
        NoLicences,
        /// A licence is named twice.
        LicenceRepeated {
            /// The licence.
            licence: LicenceId,
        },
        /// No licence has this number; governance admits licences.
        UnknownLicence {
            /// The number.
            licence: LicenceId,
        },
        /// Governance retired the licence; nothing new may come under it.
        LicenceRetired {
            /// The licence.
            licence: LicenceId,
        },
        /// A licence has this number already, and numbers never change their meaning.
        LicenceNumberTaken,
        /// The licence has a number already.
        LicenceKnown {
            /// Its number.
            licence: LicenceId,
        },
        /// The text is not an SPDX licence identifier such as MIT or LicenseRef-Mine.
        InvalidSpdx,
        /// The quorum is below what the standard asks or above the number of voices a contribution can have.
        QuorumOutOfBounds,
        /// The threshold is above 100.
        ThresholdOutOfBounds,
        /// The voting period is shorter or longer than the standard allows.
        VotingPeriodOutOfBounds,
        /// The deposit is below the least that the standard lets a datanet ask.
        DepositTooLow,
        /// The deposit for a contribution of this size cannot be written as a number.
        DepositOverflow,
        /// The datanet does not admit the licence; contribute elsewhere, or ask its owner which it admits.
        LicenceNotAdmitted {
            /// The licence.
            licence: LicenceId,
        },
        /// A contribution has at least one fragment and one byte.
        EmptyContribution,
        /// The contribution has more fragments than one may have; divide it.
        TooManyFragments,
        /// The contribution has more bytes than one may have; divide it.
        TooManyBytes,
        /// No worker runs this version of the fragmenter.
        UnknownFragmenter,
        /// The source must say where the data comes from, in UTF-8.
        InvalidSource,
        /// The datanet has a contribution with this content, or had one that its contributor took back.
        DuplicateContent,
        /// There is no contribution with this number.
        UnknownContribution,
        /// Only the contributor may take a contribution back.
        NotContributor,
        /// The contribution was refused or taken back before.
        NothingToWithdraw,
        /// The bond would stay below what the standard asks of a curator.
        BondTooLow,
        /// The bond cannot be written as a number.
        BondOverflow,
        /// The account is not a bonded curator.
        NotCurator,
        /// A contribution the curator voted on may still be undecided; wait for the block its voting ends in.
        VotingUnfinished,
        /// The contribution is not in curation.
        NotInCuration,
        /// A contributor can neither check nor judge its own contribution.
        OwnContribution,
        /// The curator has voted on this contribution.
        AlreadyVoted,
        /// A score is at most 100.
        ScoreOutOfRange,
        /// A contribution cannot have more voices.
        TooManyVotes,
        /// The voting goes on: there are curators who have not voted, and time is left.
        CurationUnfinished,
        /// The result contradicts itself: it finds nothing wrong, and another root than was declared.
        ContradictoryResult,
        /// There is nothing in the datanet to take a snapshot of.
        EmptyDatanet,
        /// A standard must ask for at least one voice, and no more than a contribution can have.
        StandardQuorumOutOfBounds,
        /// A standard's shortest voting period is zero or longer than its longest.
        StandardPeriodsCross,
        /// A standard must make contributions cost something.
        StandardWithoutDeposit,
        /// A standard must make a voice cost something.
        StandardWithoutBond,
        /// Models cannot be trained on data of this kind yet.
        KindNotTrainable {
            /// The datanet's kind.
            kind: DatanetKind,
        },
        /// A counter has reached its end.
        CounterOverflow,
    }

    #[pallet::genesis_config]
    #[derive(polkadot_sdk::frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// The licence table: numbers and SPDX identifiers.
        pub licences: Vec<(LicenceId, Vec<u8>)>,
        /// What datanets must ask at least, where it is not what the runtime begins with.
        pub standard: Option<CurationStandard<BalanceOf<T>>>,
        /// Nothing else depends on the runtime.
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            for (licence, spdx) in &self.licences {
                let spdx = Spdx::truncate_from(spdx.clone());
                if let Err(error) = Pallet::<T>::do_admit_licence(*licence, spdx) {
                    panic!("licence {licence} of the genesis cannot be admitted: {error:?}");
                }
            }
            if let Some(standard) = self.standard {
                let checked = Pallet::<T>::ensure_standard(&standard);
                assert!(checked.is_ok(), "nobody could curate by the genesis standard: {checked:?}");
                Standard::<T>::put(standard);
            }
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(now: BlockNumberFor<T>) -> Weight {
            Self::close_due(now)
        }

        fn integrity_test() {
            assert!(T::MaxCurators::get() > 0, "a contribution must be able to have a voice");
            assert!(T::MaxClosing::get() > 0, "a block must be able to close a contribution");
            assert!(T::MaxFragments::get() > 0 && T::MaxBytes::get() > 0, "nothing could be contributed");
            assert!(T::MaxBytes::get() / 1024 < u64::from(u32::MAX), "deposits count KiB in 32 bits");
            assert!(T::Fragmenter::get() > 0, "versions of the fragmenter count from 1");
            let checked = Self::ensure_standard(&T::InitialStandard::get());
            assert!(checked.is_ok(), "nobody could curate by the initial standard: {checked:?}");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_now: BlockNumberFor<T>) -> Result<(), polkadot_sdk::sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Create a datanet: a named pool of data with rules of its own.
        ///
        /// You become its owner. A deposit is held of you until you close it.
        ///
        /// - `slug`: its name, 1 to 48 of a–z, 0–9 and hyphens; nobody else may have it.
        /// - `description`: what it is for.
        /// - `kind`: what its fragments are.
        /// - `licences`: numbers of the licences a contribution may come under (see `licences`).
        /// - `rules`: how many curators decide, how good a contribution must be, how long a voting lasts, and
        ///   what deposit a contributor makes.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::create_datanet())]
        pub fn create_datanet(
            origin: OriginFor<T>,
            slug: Slug,
            description: Description,
            kind: DatanetKind,
            licences: LicenceIds,
            rules: CurationRules<BalanceOf<T>>,
        ) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_create_datanet(owner, slug, description, kind, licences, rules)
        }

        /// Give data to a datanet.
        ///
        /// The data itself stays off chain; you declare what it is, and a worker fetches it and compares. A deposit
        /// is held of you until the contribution is decided. You have it back unless the data is not what you
        /// declared: then it is lost.
        ///
        /// - `content`: content id of the bundle of documents.
        /// - `root`: Merkle root over the fragments, as the fragmenter makes them.
        /// - `fragments`, `bytes`: number of fragments and size of the bundle.
        /// - `fragmenter`: version of the fragmenter.
        /// - `licence`: number of the licence the data comes under.
        /// - `source`: where it comes from, such as `npm:solady@0.1.26`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::contribute())]
        pub fn contribute(
            origin: OriginFor<T>,
            datanet: DatanetId,
            content: ContentId,
            root: Digest,
            fragments: u32,
            bytes: u64,
            fragmenter: u16,
            licence: LicenceId,
            source: Source,
        ) -> DispatchResult {
            let contributor = ensure_signed(origin)?;
            let deposit = Default::default();
            Self::do_contribute(Contribution {
                datanet,
                contributor,
                content,
                root,
                fragments,
                bytes,
                fragmenter,
                licence,
                source,
                submitted_at: frame_system::Pallet::<T>::block_number(),
                deposit,
                state: ContributionState::Submitted,
            })
        }

        /// Bond to curate, or add to your bond.
        ///
        /// While you are bonded you can vote on contributions in every datanet.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::bond_curator())]
        pub fn bond_curator(origin: OriginFor<T>, #[pallet::compact] amount: BalanceOf<T>) -> DispatchResult {
            let curator = ensure_signed(origin)?;
            Self::do_bond_curator(curator, amount)
        }

        /// Stop curating and have your bond back.
        ///
        /// Not before the last voting you took part in has ended.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::unbond_curator())]
        pub fn unbond_curator(origin: OriginFor<T>) -> DispatchResult {
            let curator = ensure_signed(origin)?;
            Self::do_unbond_curator(curator)
        }

        /// Vote on a contribution: 0 is worthless, 100 could not be better.
        ///
        /// You vote once, as a bonded curator, and not on your own data. The vote that completes the datanet's
        /// quorum decides.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::vote())]
        pub fn vote(
            origin: OriginFor<T>,
            #[pallet::compact] contribution: ContributionId,
            score: u8,
        ) -> DispatchResult {
            let curator = ensure_signed(origin)?;
            Self::do_vote(curator, contribution, score)
        }

        /// Decide a contribution by the votes there are.
        ///
        /// Anybody may ask for it when the voting period is over, when the quorum is complete because it was lowered,
        /// or when every curator has voted. It happens by itself when a vote completes the quorum, and when the period
        /// is over.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::close_curation())]
        pub fn close_curation(origin: OriginFor<T>, #[pallet::compact] contribution: ContributionId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_close_curation(contribution)
        }

        /// Take your contribution back.
        ///
        /// Before it is decided, you have your deposit back and nothing remains. Afterwards, models that were
        /// trained on it still name it, but snapshots taken from now on leave it out.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::withdraw())]
        pub fn withdraw(origin: OriginFor<T>, #[pallet::compact] contribution: ContributionId) -> DispatchResult {
            let contributor = ensure_signed(origin)?;
            Self::do_withdraw(contributor, contribution)
        }

        /// Change your datanet's rules.
        ///
        /// They hold for every decision from now on. Deposits made and ends of votings announced stay.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::set_datanet_rules())]
        pub fn set_datanet_rules(
            origin: OriginFor<T>,
            #[pallet::compact] datanet: DatanetId,
            rules: CurationRules<BalanceOf<T>>,
        ) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_set_datanet_rules(owner, datanet, rules)
        }

        /// Close your datanet for contributions, for good, and have your deposit back.
        ///
        /// What was contributed before is still decided, can be trained on and earns.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::close_datanet())]
        pub fn close_datanet(origin: OriginFor<T>, #[pallet::compact] datanet: DatanetId) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_close_datanet(owner, datanet)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// A datanet in numbers.
        pub fn statistics(datanet: DatanetId) -> Option<Statistics> {
            Self::count(datanet)
        }

        /// The deposit a contribution of this size makes.
        pub fn deposit_for(datanet: DatanetId, bytes: u64) -> Option<BalanceOf<T>> {
            let rules = Datanets::<T>::get(datanet)?.rules;
            Self::deposit(&rules, bytes).ok()
        }

        /// Number of the licence with an SPDX identifier.
        pub fn licence_number(spdx: Vec<u8>) -> Option<LicenceId> {
            Self::number_of(&Spdx::try_from(spdx).ok()?)
        }

        /// The contributions in a snapshot, by increasing number.
        pub fn snapshot_contributions(snapshot: SnapshotId) -> Vec<ContributionRef> {
            Self::snapshot_refs(snapshot)
        }

        /// Weight of a contribution in a snapshot: its fragments, or nothing if it is not in it.
        pub fn weight_in_snapshot(snapshot: SnapshotId, contribution: ContributionId) -> Option<u32> {
            Self::snapshot_weight(snapshot, contribution)
        }
    }
}
