#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(test),
    deny(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

extern crate alloc;

use polkadot_sdk::{frame_support, frame_system, sp_core, sp_runtime};

mod assignment;
mod bonds;
pub mod crypto;
mod deadlines;
pub mod declined;
mod errors;
mod events;
#[cfg(any(feature = "std", feature = "try-runtime", test))]
mod invariants;
mod jobs;
pub mod keeping;
pub mod offchain;
pub mod offers;
pub mod pins;
mod pruning;
mod results;
pub mod traits;
pub mod types;
pub mod unbonding;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use traits::{Demanded, JobHandler, JobQueue, Liabilities, NotSent, OffchainBatches};
pub use types::{ComputeRules, Job, JobState, MarketRules, Worker, WorkerState};
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

// The storage macro writes an `expect` that no code of ours reaches.
#[allow(clippy::expect_used)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use super::{
        declined::DeclinersOf,
        keeping::{MaxLeaf, Siblings},
        offers::{Classes, Kinds},
        pins::{PinId, PinOf, PinnedFile},
        traits::*,
        types::*,
        unbonding::UnbondingOf,
        *,
    };
    use alloc::{boxed::Box, vec::Vec};
    use frame_support::{
        pallet_prelude::*,
        traits::{fungible, EnsureOrigin, Randomness},
    };
    use frame_system::{offchain::CreateAuthorizedTransaction, pallet_prelude::*};
    use openledger_primitives::{
        content::ContentId,
        job::{JobFailure, JobKind, SignedResult},
        Attempt, Digest, JobId,
    };
    use sp_core::sr25519;
    use sp_runtime::traits::Zero;

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// An amount of the chain's token.
    pub type BalanceOf<T> =
        <<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the runtime decides. `frame_system::AuthorizeCall` must be among its transaction extensions, or
    /// no result is ever accepted.
    #[pallet::config]
    pub trait Config:
        polkadot_sdk::frame_system::Config<RuntimeEvent: From<Event<Self>>> + CreateAuthorizedTransaction<Call<Self>>
    {
        /// The token that bonds and rewards are made of.
        type Currency: fungible::Mutate<Self::AccountId>
            + fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// The runtime's reasons to hold balance, ours among them.
        type RuntimeHoldReason: From<HoldReason>;

        /// Who sets the rules.
        type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Who receives what workers lose. When it cannot receive, the amount is burnt.
        type SlashDestination: Get<Self::AccountId>;

        /// Decides who gets a job. Whoever can foresee it can arrange to get a job, and whoever can steer it
        /// can arrange to check himself: it must not be known before the job is opened.
        type Randomness: Randomness<Self::Hash, BlockNumberFor<Self>>;

        /// What becomes of jobs.
        type Handler: JobHandler<Self::AccountId>;

        /// What keeps a worker's bond from being withdrawn although it has left.
        type Liabilities: Liabilities<Self::AccountId, BalanceOf<Self>>;

        /// Receipt batches for the offchain worker to carry.
        type Batches: OffchainBatches<Self::AccountId>;

        /// The most workers that get jobs at a time. Each block with an open job reads all of them.
        #[pallet::constant]
        type MaxWorkers: Get<u32>;

        /// The most jobs unfinished at a time, whether open or assigned.
        #[pallet::constant]
        type MaxOpenJobs: Get<u32>;

        /// The most jobs assigned to one worker at a time.
        #[pallet::constant]
        type MaxJobsPerWorker: Get<u32>;

        /// The most deadlines that fall on one block. Expiry of all of them must fit into a block.
        #[pallet::constant]
        type MaxJobsPerBlock: Get<u32>;

        /// The most jobs of each class looked at for assignment in one block.
        #[pallet::constant]
        type MaxAssignmentsPerBlock: Get<u32>;

        /// The most jobs looked at in one block to find those that wait too long or have long been over.
        #[pallet::constant]
        type MaxSweptPerBlock: Get<u32>;

        /// The most files pinned at a time.
        #[pallet::constant]
        type MaxPins: Get<u32>;

        /// The most pinned files looked at in one block to see whether their period is over.
        #[pallet::constant]
        type MaxPinsPerBlock: Get<u32>;

        /// What is on hold from the payer as long as its pin is stored.
        #[pallet::constant]
        type PinDeposit: Get<BalanceOf<Self>>;

        /// What the calls and the block's hook cost.
        type WeightInfo: WeightInfo;
    }

    /// Why balance is on hold.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// A worker answers with it for silence and lies.
        #[codec(index = 0)]
        WorkerBond,
        /// It is promised to the worker who does the job.
        #[codec(index = 1)]
        JobReward,
        /// It is promised to the workers who keep a file.
        #[codec(index = 2)]
        StorageFund,
    }

    /// Every worker that has not withdrawn its bond.
    #[pallet::storage]
    pub type Workers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, WorkerOf<T>>;

    /// Whose session key this is.
    #[pallet::storage]
    pub type WorkerOfKey<T: Config> = StorageMap<_, Blake2_128Concat, sr25519::Public, T::AccountId>;

    /// The workers that get jobs.
    #[pallet::storage]
    pub type ActiveWorkers<T: Config> = StorageValue<_, BoundedVec<T::AccountId, T::MaxWorkers>, ValueQuery>;

    /// The number the next job gets.
    #[pallet::storage]
    pub type NextJobId<T: Config> = StorageValue<_, JobId, ValueQuery>;

    /// Every job that is not over, and for a while those that are.
    #[pallet::storage]
    pub type Jobs<T: Config> = StorageMap<_, Twox64Concat, JobId, JobOf<T>>;

    /// Jobs waiting for a worker, in the order in which they are looked at.
    #[pallet::storage]
    pub type OpenJobs<T: Config> = StorageMap<_, Twox64Concat, JobClass, BoundedVec<JobId, T::MaxOpenJobs>, ValueQuery>;

    /// How many jobs are open or assigned.
    #[pallet::storage]
    pub type UnfinishedJobs<T: Config> = StorageValue<_, u32, ValueQuery>;

    /// Assigned jobs by the block in which they expire.
    #[pallet::storage]
    pub type Deadlines<T: Config> =
        StorageMap<_, Twox64Concat, BlockNumberFor<T>, BoundedVec<JobId, T::MaxJobsPerBlock>, ValueQuery>;

    /// The jobs each worker is at.
    #[pallet::storage]
    pub type Assignments<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, BoundedVec<JobId, T::MaxJobsPerWorker>, ValueQuery>;

    /// What workers and jobs obey. A change holds for assignments made after it.
    #[pallet::storage]
    pub type Rules<T: Config> = StorageValue<_, ComputeRulesOf<T>, ValueQuery>;

    /// What each worker does and for how much. A worker that is not here does everything on a CPU for what is paid.
    #[pallet::storage]
    pub type Offers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, OfferOf<T>, ValueQuery>;

    /// The parts of each worker's bond that it takes back.
    #[pallet::storage]
    pub type Unbonding<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, UnbondingOf<T>, ValueQuery>;

    /// Who may not do an unfinished job, because it checks what they did.
    #[pallet::storage]
    pub type Excluded<T: Config> = StorageMap<_, Twox64Concat, JobId, ExcludedOf<T>, ValueQuery>;

    /// Who declined an unfinished job, and pays a little if another does it.
    #[pallet::storage]
    pub type Declined<T: Config> = StorageMap<_, Twox64Concat, JobId, DeclinersOf<T>, ValueQuery>;

    /// What the worker of an assigned job is paid, where that is less than the job's reward.
    #[pallet::storage]
    pub type Agreed<T: Config> = StorageMap<_, Twox64Concat, JobId, BalanceOf<T>>;

    /// The block in which each job that is over ended.
    #[pallet::storage]
    pub type Ended<T: Config> = StorageMap<_, Twox64Concat, JobId, BlockNumberFor<T>>;

    /// The job looked at last, by the order of keys, to see whether its time is over.
    #[pallet::storage]
    pub type Swept<T: Config> = StorageValue<_, JobId>;

    /// The number the next pin gets.
    #[pallet::storage]
    pub type NextPinId<T: Config> = StorageValue<_, PinId, ValueQuery>;

    /// Files that somebody pays to have kept.
    #[pallet::storage]
    pub type Pins<T: Config> = StorageMap<_, Twox64Concat, PinId, PinOf<T>>;

    /// How many files are pinned.
    #[pallet::storage]
    pub type PinCount<T: Config> = StorageValue<_, u32, ValueQuery>;

    /// How many pinned files each worker keeps; missing for none.
    #[pallet::storage]
    pub type Kept<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32>;

    /// The pin looked at last, by the order of keys, to see whether its period is over.
    #[pallet::storage]
    pub type SweptPin<T: Config> = StorageValue<_, PinId>;

    /// What keeps jobs moving and the state clean.
    #[pallet::storage]
    pub type Market<T: Config> = StorageValue<_, MarketRulesOf<T>, ValueQuery>;

    impl<T> From<RulesProblem> for Error<T> {
        fn from(problem: RulesProblem) -> Self {
            match problem {
                RulesProblem::NoBond => Self::RulesWithoutBond,
                RulesProblem::SlashAboveWhole => Self::RulesSlashAboveWhole,
                RulesProblem::DeadlineTooShort => Self::RulesDeadlineTooShort,
                RulesProblem::NoAttempts => Self::RulesWithoutAttempts,
                RulesProblem::NoWait => Self::RulesWithoutWait,
            }
        }
    }

    /// The rules a chain begins with.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// See [`ComputeRules`].
        pub rules: ComputeRulesOf<T>,
        /// See [`MarketRules`].
        pub market: MarketRulesOf<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            assert!(self.rules.check().is_ok(), "compute rules: {:?}", self.rules.check());
            Rules::<T>::put(self.rules);
            assert!(self.market.check().is_ok(), "market rules: {:?}", self.market.check());
            Market::<T>::put(self.market);
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// Ends the attempts whose deadline has come, gives open jobs to workers, and looks for what is out of date.
        fn on_initialize(now: BlockNumberFor<T>) -> Weight {
            Self::expire(now)
                .saturating_add(Self::assign(now))
                .saturating_add(Self::sweep(now))
                .saturating_add(Self::turn_periods(now))
        }

        /// Carries jobs, results and receipt batches between the chain and this machine's daemon.
        fn offchain_worker(now: BlockNumberFor<T>) {
            Self::carry(now);
        }

        fn integrity_test() {
            assert!(T::MaxWorkers::get() > 0, "MaxWorkers: somebody must get the jobs");
            assert!(T::MaxJobsPerWorker::get() > 0, "MaxJobsPerWorker: a worker must get a job");
            assert!(T::MaxJobsPerBlock::get() > 0, "MaxJobsPerBlock: deadlines need a place");
            assert!(T::MaxAssignmentsPerBlock::get() > 0, "MaxAssignmentsPerBlock: jobs must be given out");
            assert!(T::MaxPinsPerBlock::get() > 0, "MaxPinsPerBlock: periods of storage must end");
            assert!(T::MaxSweptPerBlock::get() > 0, "MaxSweptPerBlock: jobs that are over must go away");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_now: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Become a worker: your machine gets jobs and is paid for them.
        ///
        /// - `session_key`: the sr25519 key of type `olwk` in your node's keystore. It signs results.
        /// - `endpoint`: where people send requests, such as `https://worker.example.org`.
        /// - `bond`: what you put on hold. You lose a part of it for each job you let expire. You are drawn
        ///   for jobs in proportion to it.
        /// - `proof`: the session key's signature over this chain's genesis and your account;
        ///   `openledger worker register` makes it.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::register_worker())]
        pub fn register_worker(
            origin: OriginFor<T>,
            session_key: sr25519::Public,
            endpoint: Endpoint,
            #[pallet::compact] bond: BalanceOf<T>,
            proof: sr25519::Signature,
        ) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::register(account, session_key, endpoint, bond, proof)
        }

        /// Add to your worker's bond. A suspended worker that reaches the minimum gets jobs again.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::bond_more())]
        pub fn bond_more(origin: OriginFor<T>, #[pallet::compact] amount: BalanceOf<T>) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::add_bond(account, amount)
        }

        /// Stop getting new jobs. Finish the ones you have; after the leaving period you may withdraw your
        /// bond.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::leave())]
        pub fn leave(origin: OriginFor<T>) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::begin_leaving(account)
        }

        /// Have your bond back, after the leaving period and with no job left.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::withdraw_bond())]
        pub fn withdraw_bond(origin: OriginFor<T>) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::finish_leaving(account)
        }

        /// Change where people reach your worker.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::set_endpoint())]
        pub fn set_endpoint(origin: OriginFor<T>, endpoint: Endpoint) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::change_endpoint(account, endpoint)
        }

        /// The answer to a job, sent by the worker's node itself. It carries its own authorisation, the
        /// session key's signature, and is free; there is nothing here for people to sign.
        #[pallet::call_index(5)]
        #[pallet::weight(
            T::WeightInfo::submit_result()
                .saturating_add(T::Handler::result_weight(&signed.result))
                .saturating_add(T::Handler::failed_weight())
        )]
        #[pallet::weight_of_authorize(T::WeightInfo::authorize_submit_result())]
        #[pallet::authorize(|source, signed, signature| Self::authorize_result(source, signed, signature))]
        pub fn submit_result(
            origin: OriginFor<T>,
            signed: Box<SignedResult>,
            _signature: sr25519::Signature,
        ) -> DispatchResult {
            ensure_authorized(origin)?;
            Self::take_result(*signed)
        }

        /// Set the rules for workers and jobs. Governance only.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::set_rules())]
        pub fn set_rules(origin: OriginFor<T>, rules: ComputeRulesOf<T>) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            rules.check().map_err(Error::<T>::from)?;
            let old = Rules::<T>::get();
            Rules::<T>::put(rules);
            Self::deposit_event(Event::RulesChanged { old, new: rules });
            Ok(())
        }

        /// Take back a job you asked for: a training or merge at any time before its result, an evaluation while no
        /// worker is at it. The reward is released, unless a worker has begun: that one is paid as if it had
        /// finished. Nobody takes back the judgement on his own work.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::cancel_job().saturating_add(T::Handler::failed_weight()))]
        pub fn cancel_job(origin: OriginFor<T>, #[pallet::compact] job: JobId) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::cancel(account, job)
        }

        /// Take a part of your worker's bond back and go on working with the rest, which must reach the minimum. The
        /// part stays on hold for the leaving period and can still be lost; then `withdraw_unbonded`.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::unbond())]
        pub fn unbond(origin: OriginFor<T>, #[pallet::compact] amount: BalanceOf<T>) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::begin_unbonding(account, amount)
        }

        /// Have the parts of your bond back whose period is over, as long as enough stays behind what your worker
        /// still answers for.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::withdraw_unbonded())]
        pub fn withdraw_unbonded(origin: OriginFor<T>) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::finish_unbonding(account)
        }

        /// Say which jobs your worker does. It gets no others.
        ///
        /// - `kinds`: a bit for each kind of job: 1 check, 2 curate, 4 train, 8 evaluate, 16 merge, 32 reproduce,
        ///   64 re-execute. Zero is a pause.
        /// - `classes`: a bit for each numeric class: 1 `cpu-exact`, 2 `cuda-tolerant`.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::set_capabilities())]
        pub fn set_capabilities(origin: OriginFor<T>, kinds: Kinds, classes: Classes) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::change_capabilities(account, kinds, classes)
        }

        /// Say what your worker asks for jobs of a class; none: it takes what is paid. It gets no job that pays less.
        /// For a training or merge it is paid just this, and of two workers drawn the cheaper one gets the job. A
        /// job that you have keeps the price it was given at.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::set_price())]
        pub fn set_price(origin: OriginFor<T>, class: JobClass, price: Option<BalanceOf<T>>) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::change_price(account, class, price)
        }

        /// Set the market's rules. Governance only.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::set_market_rules())]
        pub fn set_market_rules(origin: OriginFor<T>, rules: MarketRulesOf<T>) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            rules.check().map_err(Error::<T>::from)?;
            let old = Market::<T>::get();
            Market::<T>::put(rules);
            Self::deposit_event(Event::MarketRulesChanged { old, new: rules });
            Ok(())
        }

        /// Pay to have a file kept. What all keepers earn in all periods is put on hold from you, and a deposit; what
        /// nobody earned comes back when the pin ends.
        ///
        /// - `file`: content id, Merkle root and number of its leaves, and size in bytes. For a contribution or an
        ///   attribution index, the root that the chain has of it. Keepers check it before they offer themselves.
        /// - `pay`: what each keeper is paid for each period.
        /// - `copies`: how many keepers, at most four.
        /// - `periods`: for how long.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::pin())]
        pub fn pin(
            origin: OriginFor<T>,
            file: PinnedFile,
            #[pallet::compact] pay: BalanceOf<T>,
            copies: u8,
            #[pallet::compact] periods: u32,
        ) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::add_pin(account, file, pay, copies, periods)
        }

        /// Pay for more periods of a file that you had pinned.
        #[pallet::call_index(14)]
        #[pallet::weight(T::WeightInfo::extend_pin())]
        pub fn extend_pin(
            origin: OriginFor<T>,
            #[pallet::compact] pin: PinId,
            #[pallet::compact] periods: u32,
        ) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::prolong_pin(account, pin, periods)
        }

        /// Stop paying for a file. Keepers that are asked for a proof may still earn the current period; then, or at
        /// once where there is none, what is left comes back.
        #[pallet::call_index(15)]
        #[pallet::weight(T::WeightInfo::unpin())]
        pub fn unpin(origin: OriginFor<T>, #[pallet::compact] pin: PinId) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::shorten_pin(account, pin)
        }

        /// Keep a pinned file: your worker's bond answers for it. From the next period on you are asked for one leaf
        /// of the file in each period.
        #[pallet::call_index(16)]
        #[pallet::weight(T::WeightInfo::offer_storage())]
        pub fn offer_storage(origin: OriginFor<T>, #[pallet::compact] pin: PinId) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::begin_keeping(account, pin)
        }

        /// Keep a file no more. Not while a leaf of it is asked of you.
        #[pallet::call_index(17)]
        #[pallet::weight(T::WeightInfo::stop_storing())]
        pub fn stop_storing(origin: OriginFor<T>, #[pallet::compact] pin: PinId) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::end_keeping(account, pin)
        }

        /// Show the leaf that is asked of you and be paid for the period.
        ///
        /// - `leaf`: the bytes that are hashed into the leaf, as the file's tree was built.
        /// - `siblings`: the path from the leaf to the root, nearest first.
        #[pallet::call_index(18)]
        #[pallet::weight(T::WeightInfo::prove_storage(leaf.len() as u32))]
        pub fn prove_storage(
            origin: OriginFor<T>,
            #[pallet::compact] pin: PinId,
            leaf: BoundedVec<u8, MaxLeaf>,
            siblings: Siblings,
        ) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::take_proof(account, pin, &leaf, siblings)
        }
    }

    impl<T: Config> Pallet<T> {
        /// Hash of the genesis block: what makes signatures for this chain worthless on another.
        pub fn genesis() -> Digest {
            let hash = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
            let mut digest = Digest::default();
            for (to, from) in digest.iter_mut().zip(hash.as_ref()) {
                *to = *from;
            }
            digest
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// The jobs a worker is at: number, kind, attempt, and the block in which each expires.
        pub fn assignments(worker: T::AccountId) -> Vec<(JobId, JobKind, Attempt, BlockNumberFor<T>)> {
            Assignments::<T>::get(worker)
                .into_iter()
                .filter_map(|id| {
                    let job = Jobs::<T>::get(id)?;
                    Some((id, job.kind, job.attempt, job.assignment()?.deadline))
                })
                .collect()
        }
    }
}
