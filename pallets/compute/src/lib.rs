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
#[cfg(any(feature = "std", feature = "try-runtime", test))]
mod invariants;
mod jobs;
pub mod offchain;
pub mod offers;
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
pub use traits::{JobHandler, JobQueue, Liabilities, OffchainBatches};
pub use types::{ComputeRules, Job, JobState, MarketRules, Worker, WorkerState};
pub use weights::WeightInfo;

// The storage macro writes an `expect` that no code of ours reaches.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
    use super::{
        declined::DeclinersOf,
        offers::{Classes, Kinds},
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

    /// What keeps jobs moving and the state clean.
    #[pallet::storage]
    pub type Market<T: Config> = StorageValue<_, MarketRulesOf<T>, ValueQuery>;

    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A worker registered and gets jobs from now on.
        WorkerRegistered {
            /// The worker's account.
            worker: T::AccountId,
            /// The key that signs its results.
            session_key: sr25519::Public,
            /// What it has on hold.
            bond: BalanceOf<T>,
        },
        /// A worker's public address changed.
        EndpointChanged {
            /// The worker's account.
            worker: T::AccountId,
            /// Where it is reached now.
            endpoint: Endpoint,
        },
        /// A worker put more on hold.
        BondIncreased {
            /// The worker's account.
            worker: T::AccountId,
            /// What was added.
            added: BalanceOf<T>,
            /// What it has on hold now.
            bond: BalanceOf<T>,
        },
        /// A worker lost a part of its bond for something other than silence.
        WorkerSlashed {
            /// The worker's account.
            worker: T::AccountId,
            /// What it lost.
            slashed: BalanceOf<T>,
            /// What it has on hold now.
            bond: BalanceOf<T>,
        },
        /// A worker's bond fell below half of the minimum: it gets no new jobs.
        WorkerSuspended {
            /// The worker's account.
            worker: T::AccountId,
            /// What it has on hold now.
            bond: BalanceOf<T>,
        },
        /// A suspended worker bonded enough and gets jobs again.
        WorkerReinstated {
            /// The worker's account.
            worker: T::AccountId,
        },
        /// A worker gets no new jobs and may withdraw its bond later.
        WorkerLeaving {
            /// The worker's account.
            worker: T::AccountId,
            /// The first block in which it may withdraw.
            until: BlockNumberFor<T>,
        },
        /// A worker has its bond back and is no worker any more.
        BondWithdrawn {
            /// The account.
            worker: T::AccountId,
            /// What was released.
            amount: BalanceOf<T>,
        },
        /// There is a new job.
        JobOpened {
            /// The job.
            job: JobId,
            /// What is to be done.
            kind: JobKind,
            /// Who asked for it.
            requester: T::AccountId,
            /// What it pays.
            reward: BalanceOf<T>,
        },
        /// A worker was drawn for a job.
        JobAssigned {
            /// The job.
            job: JobId,
            /// The worker drawn.
            worker: T::AccountId,
            /// Which try this is, counted from 1.
            attempt: Attempt,
            /// Its result must be in a block before this one.
            deadline: BlockNumberFor<T>,
        },
        /// A worker's result was accepted.
        JobFinished {
            /// The job.
            job: JobId,
            /// Who did it.
            worker: T::AccountId,
            /// At which try.
            attempt: Attempt,
            /// What the worker was paid.
            paid: BalanceOf<T>,
        },
        /// A worker said that it cannot do a job.
        JobGivenUp {
            /// The job.
            job: JobId,
            /// Who gave up.
            worker: T::AccountId,
            /// At which try.
            attempt: Attempt,
            /// Why.
            failure: JobFailure,
        },
        /// A worker's result was refused by the pallet the job is for.
        ResultRefused {
            /// The job.
            job: JobId,
            /// Whose result it was.
            worker: T::AccountId,
            /// At which try.
            attempt: Attempt,
            /// Why.
            error: DispatchError,
        },
        /// A worker let a job expire and lost a part of its bond.
        JobSilent {
            /// The job.
            job: JobId,
            /// Who was silent.
            worker: T::AccountId,
            /// At which try.
            attempt: Attempt,
            /// What the worker lost.
            slashed: BalanceOf<T>,
        },
        /// A job's last attempt failed, or it waited too long for one; its reward went back.
        JobAbandoned {
            /// The job.
            job: JobId,
            /// How often it was tried.
            attempts: Attempt,
        },
        /// A job was taken back by its requester. What no worker was paid of its reward went back.
        JobCancelled {
            /// The job.
            job: JobId,
        },
        /// The rules changed.
        RulesChanged {
            /// What held before.
            old: ComputeRulesOf<T>,
            /// What holds now.
            new: ComputeRulesOf<T>,
        },
        /// The market's rules changed.
        MarketRulesChanged {
            /// What held before.
            old: MarketRulesOf<T>,
            /// What holds now.
            new: MarketRulesOf<T>,
        },
        /// A worker does other kinds of job now. Not always of its own will: whoever says that it does not do what it
        /// offered, and another does it, has that kind taken out of its offer.
        CapabilitiesChanged {
            /// The worker's account.
            worker: T::AccountId,
            /// The kinds of job it does now.
            kinds: Kinds,
            /// The numeric classes it works in now.
            classes: Classes,
        },
        /// A worker asks another price.
        PriceChanged {
            /// The worker's account.
            worker: T::AccountId,
            /// For which jobs.
            class: JobClass,
            /// The least it takes now; none when it takes what is paid.
            price: Option<BalanceOf<T>>,
        },
        /// A worker takes a part of its bond back. It can be slashed until it is withdrawn.
        UnbondingBegun {
            /// The worker's account.
            worker: T::AccountId,
            /// How much.
            amount: BalanceOf<T>,
            /// What remains of its bond.
            bond: BalanceOf<T>,
            /// The first block in which it may be withdrawn.
            until: BlockNumberFor<T>,
        },
        /// A worker has parts of its bond back.
        UnbondedWithdrawn {
            /// The worker's account.
            worker: T::AccountId,
            /// What was released.
            amount: BalanceOf<T>,
        },
        /// A job was taken from a worker that was at it, and the worker paid for it.
        RecalledWorkerPaid {
            /// The job.
            job: JobId,
            /// Who was at it.
            worker: T::AccountId,
            /// What the worker was paid.
            paid: BalanceOf<T>,
        },
    }

    /// Why a call was refused.
    #[pallet::error]
    pub enum Error<T> {
        /// This account is a worker already.
        AlreadyWorker,
        /// This account is not a worker: register it first.
        NotWorker,
        /// Another worker has this session key.
        KeyTaken,
        /// The proof is not this session key's signature over this chain's genesis and this account.
        BadProof,
        /// The endpoint is not an http:// or https:// address of printable ASCII without spaces.
        BadEndpoint,
        /// The bond is below the minimum the rules demand.
        BondTooSmall,
        /// Nothing to add.
        NothingAdded,
        /// As many workers as there can be get jobs already.
        TooManyWorkers,
        /// This worker is leaving.
        IsLeaving,
        /// This worker is not leaving: `leave` first.
        NotLeaving,
        /// The leaving period is not over.
        LeavingPeriodNotOver,
        /// The worker has jobs assigned: finish them, or wait for their deadlines.
        HasJobs,
        /// The worker's bond still answers for something, such as batches that can be disputed.
        HasLiabilities,
        /// There is no such job.
        JobUnknown,
        /// Only the requester of a job can cancel it.
        NotRequester,
        /// The job is not open: a worker is at it, or it is over.
        JobNotOpen,
        /// Checks and curation cannot be cancelled; withdraw the contribution instead.
        NotCancellable,
        /// This attempt at this job is not under way.
        NotAssigned,
        /// As many jobs as there can be are unfinished: try again later.
        QueueFull,
        /// Rules without a minimum bond.
        RulesWithoutBond,
        /// Rules that slash more than the whole bond.
        RulesSlashAboveWhole,
        /// Rules with a deadline that leaves no block after the assignment depth.
        RulesDeadlineTooShort,
        /// Rules with no attempts, or with no block between assignment and work.
        RulesWithoutAttempts,
        /// Rules by which a job is given up as soon as it is opened.
        RulesWithoutWait,
        /// A bit of these capabilities means nothing on this chain.
        UnknownCapability,
        /// A job is kept from more workers than there can be.
        TooManyExcluded,
        /// No amount to unbond, or nothing whose period is over.
        NothingUnbonded,
        /// As many parts of the bond unbond as there can be: withdraw those whose period is over.
        TooManyUnbonding,
    }

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
            Self::expire(now).saturating_add(Self::assign(now)).saturating_add(Self::sweep(now))
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
