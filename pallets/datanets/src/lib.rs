//! Datanets: pools of data that people fill, curators judge and models are trained on.
//!
//! # Invariants
//!
//! The numbers are those of the checks in `do_try_state`, which runs after every test.
//!
//! 1. A datanet is found under its slug and under no other; a licence under its SPDX identifier, and only a licence
//!    can be retired.
//! 2. Of each content a datanet holds one contribution that is not refused, withdrawn or planted, and it is found by
//!    it.
//! 3. What is held of an account for contributions is the sum of their deposits; there is one only while a
//!    contribution is undecided, challenged, or in a window in which it could be challenged.
//! 4. What is held of an account for curating is its bond, which is never nothing.
//! 5. What is held of an account for datanets is the sum of the deposits of those it has open.
//! 6. A datanet's accepted tree is the tree of its contributions in the order they were accepted, and the fragments
//!    before each are those of the leaves before it.
//! 7. A datanet's removed tree is the tree of the contributions removed from it, in order; each was accepted, and it is
//!    known since when it is removed.
//! 8. How many contributions of a licence a datanet holds is counted right.
//! 9. A snapshot is what its datanet's trees were at its counts, and there is one for each pair of counts.
//! 10. There is a panel on what is in curation or challenged and on nothing else; its voices are not the contributor's,
//!     nobody's twice, and none above 100. What is opened was sealed, unless it is a report.
//! 11. A contribution that waits to end a phase has a panel, waits in one block, and that block is when the phase ends.
//! 12. What is held for curators' fees, for contests, known answers, grants and motions is what these say.
//! 13. A curator's votes that wait for a decision are counted right, and no reputation is above 100.
//! 14. Undecided contributions are counted right, by datanet and by account.
//! 15. What accounts have in a datanet adds up to the fragments present in it.
//! 16. A contest is about a contribution that a second panel judges.
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
// A call's parameters stand one by one, as wallets show them.
#![allow(clippy::too_many_arguments)]

extern crate alloc;

pub mod types;
pub mod weights;

pub mod migrations;

mod access;
mod check;
mod closing;
mod contest;
mod contribution;
mod curator;
mod decision;
mod errors;
mod events;
mod handover;
mod intake;
#[cfg(any(feature = "std", feature = "try-runtime", test))]
mod invariants;
mod licence;
mod motion;
mod panel;
mod plant;
mod pool;
mod prune;
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

use polkadot_sdk::frame_support::pallet_macros::import_section;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[polkadot_sdk::frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::vec::Vec;
    use openledger_primitives::{
        content::ContentId,
        job::{CheckResult, ContributionRef, CurateResult, Rejection},
        standard::CurationStandard,
        AccountBytes, Amount, ContributionId, DatanetId, Digest, JobId,
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

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(2);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config:
        polkadot_sdk::frame_system::Config<
        RuntimeEvent: From<Event<Self>>,
        AccountId: Into<AccountBytes>,
        Hash: Into<Digest>,
    >
    {
        /// Names what is held of an account, and why.
        type RuntimeHoldReason: From<HoldReason>;

        /// The money of deposits and bonds.
        type Currency: Inspect<Self::AccountId, Balance = Amount>
            + Mutate<Self::AccountId>
            + MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
            + BalancedHold<Self::AccountId>;

        /// Takes what is lost: deposits of contributions that were not what they were declared to be, and parts of
        /// bonds.
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

        /// Held of an owner for each account that it grants access; makes storing it cost something.
        #[pallet::constant]
        type GrantDeposit: Get<BalanceOf<Self>>;

        /// Held of who moves that something in a datanet be changed.
        #[pallet::constant]
        type MotionDeposit: Get<BalanceOf<Self>>;

        /// Blocks in which contributors vote on a motion.
        #[pallet::constant]
        type MotionPeriod: Get<BlockNumberFor<Self>>;

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

        /// Most panels that end a phase by themselves in one block. What finds no room waits for the next block that
        /// has some.
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
        /// A contribution that is not decided yet, or can still be challenged.
        #[codec(index = 1)]
        ContributionDeposit,
        /// The right to vote on contributions.
        #[codec(index = 2)]
        CuratorBond,
        /// What the curators of a contribution will have.
        #[codec(index = 3)]
        CurationFee,
        /// An appeal or a challenge.
        #[codec(index = 4)]
        ContestBond,
        /// A known answer that is not opened yet.
        #[codec(index = 5)]
        KnownAnswerBond,
        /// An account that may train on a datanet.
        #[codec(index = 6)]
        GrantDeposit,
        /// A motion that runs.
        #[codec(index = 7)]
        MotionDeposit,
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

    /// The panels that judge contributions now.
    #[pallet::storage]
    pub type Rounds<T: Config> = StorageMap<_, Twox64Concat, ContributionId, RoundOf<T>>;

    /// Voices on contributions that a panel judges, in the order they were given.
    #[pallet::storage]
    pub type Voices<T: Config> = StorageMap<_, Twox64Concat, ContributionId, VoicesOf<T>, ValueQuery>;

    /// Who pays the panel of a contribution, and how much.
    #[pallet::storage]
    pub type CurationFees<T: Config> = StorageMap<_, Twox64Concat, ContributionId, (T::AccountId, BalanceOf<T>)>;

    /// Who judged a contribution last, while the decision can be contested.
    #[pallet::storage]
    pub type Panelists<T: Config> = StorageMap<_, Twox64Concat, ContributionId, PanelistsOf<T>, ValueQuery>;

    /// How long the decision on a contribution can be contested. An accepted contribution's deposit is held as long.
    #[pallet::storage]
    pub type Windows<T: Config> = StorageMap<_, Twox64Concat, ContributionId, Window<BlockNumberFor<T>>>;

    /// Decisions that are contested now.
    #[pallet::storage]
    pub type Contests<T: Config> = StorageMap<_, Twox64Concat, ContributionId, ContestOf<T>>;

    /// What curators' votes were worth so far.
    #[pallet::storage]
    pub type Standings<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, Standing<BlockNumberFor<T>>, ValueQuery>;

    /// Known answers that datanets' owners have sealed.
    #[pallet::storage]
    pub type Plants<T: Config> = StorageMap<_, Twox64Concat, DatanetId, PlantsOf<T>, ValueQuery>;

    /// Contributions of which a phase ends in a block.
    #[pallet::storage]
    pub type Closing<T: Config> =
        StorageMap<_, Twox64Concat, BlockNumberFor<T>, BoundedVec<ContributionId, T::MaxClosing>, ValueQuery>;

    // ── intake ──

    /// How many undecided contributions a datanet has.
    #[pallet::storage]
    pub type Undecided<T> = StorageMap<_, Twox64Concat, DatanetId, u32, ValueQuery>;

    /// How many undecided contributions an account has in a datanet.
    #[pallet::storage]
    pub type UndecidedOf<T: Config> =
        StorageDoubleMap<_, Twox64Concat, DatanetId, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

    // ── who may train, who decides ──

    /// Terms on which others may train on a datanet.
    #[pallet::storage]
    pub type Access<T: Config> = StorageMap<_, Twox64Concat, DatanetId, AccessTerms<BalanceOf<T>>, ValueQuery>;

    /// Accounts that were granted access, by whom, and what is held for it.
    #[pallet::storage]
    pub type Grants<T: Config> =
        StorageDoubleMap<_, Twox64Concat, DatanetId, Blake2_128Concat, T::AccountId, (T::AccountId, BalanceOf<T>)>;

    /// Accounts that may become owner of a datanet, and whether its contributors have decided so.
    #[pallet::storage]
    pub type Offers<T: Config> = StorageMap<_, Twox64Concat, DatanetId, (T::AccountId, bool)>;

    /// What accounts have in datanets.
    #[pallet::storage]
    pub type Holdings<T: Config> =
        StorageDoubleMap<_, Twox64Concat, DatanetId, Blake2_128Concat, T::AccountId, Holding, ValueQuery>;

    /// How many motions a datanet has had.
    #[pallet::storage]
    pub type MotionCount<T> = StorageMap<_, Twox64Concat, DatanetId, u32, ValueQuery>;

    /// The motion that runs in a datanet.
    #[pallet::storage]
    pub type Motions<T: Config> = StorageMap<_, Twox64Concat, DatanetId, MotionOf<T>>;

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

    /// Since when a contribution is in the removed tree.
    #[pallet::storage]
    pub type RemovedSince<T: Config> = StorageMap<_, Twox64Concat, ContributionId, BlockNumberFor<T>>;

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
            assert!(T::MotionPeriod::get() > 0u32.into(), "contributors must have time to vote");
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
        /// and the curators' fee are held of you. You have the deposit back when the contribution is refused, or was
        /// accepted and can be challenged no more; it is lost if the data is not what you declared or is struck. The
        /// fee goes to the curators.
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
        /// While you are bonded you can vote on contributions in every datanet. A part of the bond is lost by a vote
        /// that is never opened, and by one far from what most curators say.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::bond_curator())]
        pub fn bond_curator(origin: OriginFor<T>, #[pallet::compact] amount: BalanceOf<T>) -> DispatchResult {
            let curator = ensure_signed(origin)?;
            Self::do_bond_curator(curator, amount)
        }

        /// Stop curating and have your bond back. Your reputation ends with it.
        ///
        /// Not before everything you voted on is decided.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::unbond_curator())]
        pub fn unbond_curator(origin: OriginFor<T>) -> DispatchResult {
            let curator = ensure_signed(origin)?;
            Self::do_unbond_curator(curator)
        }

        /// End the phase a contribution's panel is in: begin to open votes, or decide by those that are opened.
        ///
        /// Anybody may ask for it when the phase's time is over. A sealing also ends when the quorum is complete
        /// because it was lowered, or when every curator has committed. All this happens by itself when a vote
        /// completes a phase, and when its time is over.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::close_curation())]
        pub fn close_curation(origin: OriginFor<T>, #[pallet::compact] contribution: ContributionId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_close_curation(contribution)
        }

        /// Take your contribution back.
        ///
        /// Before it is decided, you have your deposit back; curators who have opened their votes share the fee.
        /// Afterwards, models that were trained on it still name it, but snapshots taken from now on leave it out.
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

        /// Commit to a score for a contribution without showing it.
        ///
        /// You vote once, as a bonded curator, not on your own data and not on what you judged or contest before. When
        /// the sealing is over you must open your vote (`revealVote`): silence costs more than any score.
        ///
        /// - `commitment`: Keccak-256 of `openledger/curator-vote/1`, a zero byte, and, as SCALE: genesis hash,
        ///   contribution (u64), round (u8, 0 for the first), your account, score (u8), salt (32 bytes).
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::commit_vote())]
        pub fn commit_vote(
            origin: OriginFor<T>,
            #[pallet::compact] contribution: ContributionId,
            commitment: Digest,
        ) -> DispatchResult {
            let curator = ensure_signed(origin)?;
            Self::do_commit_vote(curator, contribution, commitment)
        }

        /// Open the vote you committed to: 0 is worthless, 100 could not be better.
        ///
        /// When everybody has opened, the contribution is decided at once. Whoever is near the decision shares the fee;
        /// whoever is far loses a part of its bond.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::reveal_vote())]
        pub fn reveal_vote(
            origin: OriginFor<T>,
            #[pallet::compact] contribution: ContributionId,
            score: u8,
            salt: [u8; 32],
        ) -> DispatchResult {
            let curator = ensure_signed(origin)?;
            Self::do_reveal_vote(curator, contribution, score, salt)
        }

        /// Appeal, once, against the refusal of your contribution by curators.
        ///
        /// A panel of other curators with twice the quorum judges it again, for good. Deposit, fee and a bond are held
        /// of you; you have the bond back if you were right.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::appeal())]
        pub fn appeal(origin: OriginFor<T>, #[pallet::compact] contribution: ContributionId) -> DispatchResult {
            let contributor = ensure_signed(origin)?;
            Self::do_appeal(contributor, contribution)
        }

        /// Say that a contribution should not have been accepted.
        ///
        /// A panel of other curators with twice the quorum judges it again; you pay their fee, and a bond is held of
        /// you. If you are right, you have the bond back and a part of the contributor's deposit. If not, the bond
        /// goes to the contributor and the curators.
        ///
        /// - `reason`: why not.
        /// - `evidence`: content id of a file that shows it.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::challenge())]
        pub fn challenge(
            origin: OriginFor<T>,
            #[pallet::compact] contribution: ContributionId,
            reason: Rejection,
            evidence: ContentId,
        ) -> DispatchResult {
            let challenger = ensure_signed(origin)?;
            Self::do_challenge(challenger, contribution, reason, evidence)
        }

        /// Give an accepted contribution's deposit back to its contributor. Anybody may, when it can be challenged no
        /// more.
        #[pallet::call_index(14)]
        #[pallet::weight(T::WeightInfo::release_deposit())]
        pub fn release_deposit(
            origin: OriginFor<T>,
            #[pallet::compact] contribution: ContributionId,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_release_deposit(contribution)
        }

        /// Remove what is kept of a contribution that was refused, withdrawn or planted. Anybody may, when nothing can
        /// be said against that any more.
        #[pallet::call_index(15)]
        #[pallet::weight(T::WeightInfo::forget_contribution())]
        pub fn forget_contribution(
            origin: OriginFor<T>,
            #[pallet::compact] contribution: ContributionId,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_forget_contribution(contribution)
        }

        /// Seal the right score of a contribution that is there to see how curators judge, in your datanet.
        ///
        /// A bond is held of you until the answer is opened; it is lost when it is not, or when most curators disagree.
        /// While answers are sealed, decisions in the datanet wait a little, so that they can be opened.
        ///
        /// - `commitment`: Keccak-256 of `openledger/known-answer/1`, a zero byte, and, as SCALE: genesis hash,
        ///   contribution (u64), score (u8), salt (32 bytes).
        #[pallet::call_index(16)]
        #[pallet::weight(T::WeightInfo::seal_known_answer())]
        pub fn seal_known_answer(
            origin: OriginFor<T>,
            #[pallet::compact] datanet: DatanetId,
            commitment: Digest,
        ) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_seal_known_answer(owner, datanet, commitment)
        }

        /// Show that your contribution was planted, with the score that the datanet's owner sealed.
        ///
        /// Only its contributor may, when all votes on it are opened. It never becomes part of the datanet; curators
        /// are measured by the score that is right.
        #[pallet::call_index(17)]
        #[pallet::weight(T::WeightInfo::open_known_answer())]
        pub fn open_known_answer(
            origin: OriginFor<T>,
            #[pallet::compact] contribution: ContributionId,
            score: u8,
            salt: [u8; 32],
        ) -> DispatchResult {
            let contributor = ensure_signed(origin)?;
            Self::do_open_known_answer(contributor, contribution, score, salt)
        }

        /// Take the bond of a known answer that was not opened in time. Anybody may.
        #[pallet::call_index(18)]
        #[pallet::weight(T::WeightInfo::forfeit_known_answer())]
        pub fn forfeit_known_answer(
            origin: OriginFor<T>,
            #[pallet::compact] datanet: DatanetId,
            commitment: Digest,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_forfeit_known_answer(datanet, commitment)
        }

        /// Say who may train on your datanet: everybody, whoever pays, or whom you grant it.
        #[pallet::call_index(19)]
        #[pallet::weight(T::WeightInfo::set_access())]
        pub fn set_access(
            origin: OriginFor<T>,
            #[pallet::compact] datanet: DatanetId,
            terms: AccessTerms<BalanceOf<T>>,
        ) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_set_access(owner, datanet, terms)
        }

        /// Let an account train on your datanet. A deposit is held of you until you revoke it.
        #[pallet::call_index(20)]
        #[pallet::weight(T::WeightInfo::grant_access())]
        pub fn grant_access(
            origin: OriginFor<T>,
            #[pallet::compact] datanet: DatanetId,
            who: T::AccountId,
        ) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_grant_access(owner, datanet, who)
        }

        /// Let an account train on your datanet no more; whoever granted it has the deposit back.
        #[pallet::call_index(21)]
        #[pallet::weight(T::WeightInfo::revoke_access())]
        pub fn revoke_access(
            origin: OriginFor<T>,
            #[pallet::compact] datanet: DatanetId,
            who: T::AccountId,
        ) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_revoke_access(owner, datanet, who)
        }

        /// Offer your datanet to another owner, or take an offer back by offering it to nobody.
        #[pallet::call_index(22)]
        #[pallet::weight(T::WeightInfo::offer_datanet())]
        pub fn offer_datanet(
            origin: OriginFor<T>,
            #[pallet::compact] datanet: DatanetId,
            to: Option<T::AccountId>,
        ) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_offer_datanet(owner, datanet, to)
        }

        /// Become owner of a datanet that was offered to you. Its deposit is held of you, and its owner so far has it
        /// back.
        #[pallet::call_index(23)]
        #[pallet::weight(T::WeightInfo::accept_datanet())]
        pub fn accept_datanet(origin: OriginFor<T>, #[pallet::compact] datanet: DatanetId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_accept_datanet(who, datanet)
        }

        /// Move that something be changed in a datanet that you have data in.
        ///
        /// Contributors vote by the fragments they have in it now. A deposit is held of you; it is lost if not a tenth
        /// of the data is for it.
        #[pallet::call_index(24)]
        #[pallet::weight(T::WeightInfo::open_motion())]
        pub fn open_motion(
            origin: OriginFor<T>,
            #[pallet::compact] datanet: DatanetId,
            change: ChangeOf<T>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_open_motion(who, datanet, change)
        }

        /// Vote on the motion in a datanet, once, with the fragments you had in it when it was moved.
        #[pallet::call_index(25)]
        #[pallet::weight(T::WeightInfo::vote_on_motion())]
        pub fn vote_on_motion(
            origin: OriginFor<T>,
            #[pallet::compact] datanet: DatanetId,
            #[pallet::compact] motion: u32,
            aye: bool,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_vote_on_motion(who, datanet, motion, aye)
        }

        /// Conclude the motion in a datanet when its time is over: what more than half of the data is for happens.
        /// Anybody may.
        #[pallet::call_index(26)]
        #[pallet::weight(T::WeightInfo::conclude_motion())]
        pub fn conclude_motion(origin: OriginFor<T>, #[pallet::compact] datanet: DatanetId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_conclude_motion(datanet)
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

        /// How far the judging of a contribution is; nothing if no panel judges it.
        pub fn curation_of(contribution: ContributionId) -> Option<CurationView<BalanceOf<T>, BlockNumberFor<T>>> {
            Self::curation(contribution)
        }

        /// Reputation of a curator now, 0 to 100.
        pub fn reputation(curator: T::AccountId) -> u8 {
            Self::reputation_of(&curator)
        }

        /// What an account must pay to train on a datanet; nothing if it may not.
        pub fn price_of_access(datanet: DatanetId, who: T::AccountId) -> Option<BalanceOf<T>> {
            Self::access_price(&who, datanet).ok()
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
