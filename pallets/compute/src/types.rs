//! What the pallet stores: workers, jobs, and the rules both obey.

use crate::{offers::Offer, BalanceOf};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
    job::{JobKind, JobResult},
    Attempt, Ppm, PPM,
};
use polkadot_sdk::{
    frame_support::{traits::ConstU32, BoundedVec},
    frame_system::pallet_prelude::BlockNumberFor,
    sp_core::sr25519,
    sp_runtime::traits::{One, Zero},
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The longest public address of a worker, in bytes.
pub type MaxEndpoint = ConstU32<128>;
/// Where people reach a worker: an `http://` or `https://` URL.
pub type Endpoint = BoundedVec<u8, MaxEndpoint>;

/// A worker as this runtime stores it.
pub type WorkerOf<T> = Worker<BalanceOf<T>, BlockNumberFor<T>>;
/// A job as this runtime stores it.
pub type JobOf<T> = Job<<T as polkadot_sdk::frame_system::Config>::AccountId, BalanceOf<T>, BlockNumberFor<T>>;
/// The rules as this runtime stores them.
pub type ComputeRulesOf<T> = ComputeRules<BalanceOf<T>, BlockNumberFor<T>>;
/// Whom a job is assigned to, since when, and until when.
pub type AssignmentOf<T> = Assignment<<T as polkadot_sdk::frame_system::Config>::AccountId, BlockNumberFor<T>>;

/// What a worker does and for how much, as this runtime stores it.
pub type OfferOf<T> = Offer<BalanceOf<T>>;
/// The market's rules as this runtime stores them.
pub type MarketRulesOf<T> = MarketRules<BlockNumberFor<T>>;
/// The most workers that one job is kept from.
pub type MaxExcluded = ConstU32<4>;
/// Workers that a job is kept from, as this runtime stores them.
pub type ExcludedOf<T> = BoundedVec<<T as polkadot_sdk::frame_system::Config>::AccountId, MaxExcluded>;

/// A machine that does jobs, backed by a bond.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Worker<Balance, BlockNumber> {
    /// The `olwk` key that signs its results and receipt batches.
    pub session_key: sr25519::Public,
    /// What it has on hold for good, and loses when it is silent or lies. What unbonds is not counted.
    pub bond: Balance,
    /// Where people send requests to its models.
    pub endpoint: Endpoint,
    /// Jobs assigned to it now.
    pub busy: u32,
    /// How many of them are of [`JobClass::Heavy`]: none or one.
    pub heavy: u32,
    /// Whether it gets jobs.
    pub state: WorkerState<BlockNumber>,
}

/// Whether a worker gets jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum WorkerState<BlockNumber> {
    /// It gets jobs.
    Active,
    /// Its bond fell below half of the minimum: no new jobs until it bonds more.
    Suspended,
    /// It gets no new jobs and may withdraw its bond from this block on.
    Leaving(BlockNumber),
}

/// A piece of work for one worker.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Job<AccountId, Balance, BlockNumber> {
    /// What is to be done.
    pub kind: JobKind,
    /// Who asked for it and pays the reward.
    pub requester: AccountId,
    /// The most it may cost, on hold from the requester until the job ends. The worker's when it is done, unless it
    /// agreed to less.
    pub reward: Balance,
    /// Where the job stands.
    pub state: JobState<AccountId, BlockNumber>,
    /// Workers it was assigned to so far, counted with repetition.
    pub attempt: Attempt,
    /// Who failed at the last attempt; another gets the next one while there is another.
    pub avoid: Option<AccountId>,
    /// The block it was opened in.
    pub opened_at: BlockNumber,
}

/// Where a job stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum JobState<AccountId, BlockNumber> {
    /// Waiting for a worker.
    Open,
    /// A worker is at it.
    Assigned(Assignment<AccountId, BlockNumber>),
    /// Its result was accepted.
    Done {
        /// Who did it.
        worker: AccountId,
    },
    /// Every attempt failed, or it waited too long for one.
    Failed,
    /// Its requester took it back.
    Cancelled,
}

/// Whom a job is assigned to.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Assignment<AccountId, BlockNumber> {
    /// The worker.
    pub worker: AccountId,
    /// The block it was drawn in.
    pub since: BlockNumber,
    /// Its result must be in a block before this one.
    pub deadline: BlockNumber,
}

impl<AccountId, Balance, BlockNumber> Job<AccountId, Balance, BlockNumber> {
    /// The assignment, while a worker is at it.
    pub fn assignment(&self) -> Option<&Assignment<AccountId, BlockNumber>> {
        match &self.state {
            JobState::Assigned(assignment) => Some(assignment),
            _ => None,
        }
    }

    /// Whether it still waits for a worker or a result.
    pub fn is_unfinished(&self) -> bool {
        matches!(self.state, JobState::Open | JobState::Assigned(_))
    }

    /// How much of a machine it takes.
    pub fn class(&self) -> JobClass {
        JobClass::of(&self.kind)
    }
}

/// How much of a machine a job takes; each class has a queue of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum JobClass {
    /// Checks and curation: seconds, several at a time.
    Light,
    /// Whatever runs a model: the whole engine for minutes or hours, one at a time.
    Heavy,
}

impl JobClass {
    /// Every class, in the order their queues are served.
    pub const ALL: [JobClass; 2] = [JobClass::Light, JobClass::Heavy];

    /// The class of a kind of job.
    pub fn of(kind: &JobKind) -> Self {
        match kind {
            JobKind::Check(_) | JobKind::Curate(_) => Self::Light,
            JobKind::Train(_)
            | JobKind::Evaluate(_)
            | JobKind::Merge(_)
            | JobKind::Reproduce(_)
            | JobKind::Reexecute(_) => Self::Heavy,
        }
    }
}

/// Whether `result` is an answer to a job of this kind. Giving up answers every kind.
pub fn answers(kind: &JobKind, result: &JobResult) -> bool {
    matches!(
        (kind, result),
        (_, JobResult::Failed(_))
            | (JobKind::Check(_), JobResult::Check(_))
            | (JobKind::Curate(_), JobResult::Curate(_))
            | (JobKind::Train(_), JobResult::Train(_))
            | (JobKind::Evaluate(_), JobResult::Evaluate(_))
            | (JobKind::Merge(_), JobResult::Merge(_))
            | (JobKind::Reproduce(_), JobResult::Train(_) | JobResult::Merge(_))
            | (JobKind::Reexecute(_), JobResult::Reexecute(_))
    )
}

/// What governance sets.
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
pub struct ComputeRules<Balance, BlockNumber> {
    /// The least a worker bonds to register. It is suspended below half of it.
    pub minimum_bond: Balance,
    /// The part of its bond, and of what unbonds of it, a worker loses for each job it lets expire.
    pub silence_slash: Ppm,
    /// Blocks a worker has for [`JobKind::Check`].
    pub check_deadline: BlockNumber,
    /// Blocks a worker has for [`JobKind::Curate`].
    pub curate_deadline: BlockNumber,
    /// Blocks a worker has for [`JobKind::Train`] and [`JobKind::Reproduce`].
    pub train_deadline: BlockNumber,
    /// Blocks a worker has for [`JobKind::Evaluate`], [`JobKind::Merge`] and [`JobKind::Reexecute`].
    pub evaluate_deadline: BlockNumber,
    /// Attempts after which a job is given up.
    pub max_attempts: Attempt,
    /// Blocks an assignment must be old before its worker begins, so that a short fork costs nothing.
    pub assignment_depth: u32,
    /// Blocks between leaving and having the bond back.
    pub leaving_period: BlockNumber,
}

/// Why rules cannot be obeyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulesProblem {
    /// A worker without a bond has nothing to lose.
    NoBond,
    /// More than the whole bond would be taken.
    SlashAboveWhole,
    /// A worker could not begin before its deadline.
    DeadlineTooShort,
    /// No job could be assigned, or none could be begun.
    NoAttempts,
    /// Jobs would be given up as soon as they are opened, or storage proved in no time.
    NoWait,
}

impl<Balance: Zero, BlockNumber: Copy + Ord + From<u32>> ComputeRules<Balance, BlockNumber> {
    /// The blocks a worker has for a job of this kind.
    pub fn deadline(&self, kind: &JobKind) -> BlockNumber {
        match kind {
            JobKind::Check(_) => self.check_deadline,
            JobKind::Curate(_) => self.curate_deadline,
            JobKind::Train(_) | JobKind::Reproduce(_) => self.train_deadline,
            JobKind::Evaluate(_) | JobKind::Merge(_) | JobKind::Reexecute(_) => self.evaluate_deadline,
        }
    }

    /// Whether these rules can be obeyed. Every deadline leaves at least one block after the depth.
    pub fn check(&self) -> Result<(), RulesProblem> {
        let shortest =
            self.check_deadline.min(self.curate_deadline).min(self.train_deadline).min(self.evaluate_deadline);
        if self.minimum_bond.is_zero() {
            Err(RulesProblem::NoBond)
        } else if self.silence_slash > PPM {
            Err(RulesProblem::SlashAboveWhole)
        } else if self.max_attempts == 0 || self.assignment_depth == 0 {
            Err(RulesProblem::NoAttempts)
        } else if shortest <= self.assignment_depth.saturating_add(1).into() {
            Err(RulesProblem::DeadlineTooShort)
        } else {
            Ok(())
        }
    }
}

impl<Balance: One, BlockNumber: From<u32>> Default for ComputeRules<Balance, BlockNumber> {
    /// Rules a chain can run on; every network sets its own in genesis.
    fn default() -> Self {
        Self {
            minimum_bond: One::one(),
            silence_slash: 10_000,
            check_deadline: 60.into(),
            curate_deadline: 60.into(),
            train_deadline: 900.into(),
            evaluate_deadline: 300.into(),
            max_attempts: 3,
            assignment_depth: 2,
            leaving_period: 600.into(),
        }
    }
}

/// What governance sets besides: what keeps jobs moving and the state clean.
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
pub struct MarketRules<BlockNumber> {
    /// The part of its bond a worker loses when another does what it gave up.
    pub decline_slash: Ppm,
    /// Blocks after its opening from which on a job is given up when it is open. Longer than all attempts together.
    pub maximum_wait: BlockNumber,
    /// Blocks for which a job that is over can be looked up.
    pub retention: BlockNumber,
    /// Blocks in which a keeper has to prove once that it has a file.
    pub storage_period: BlockNumber,
    /// The part of its bond a keeper loses for each period without a proof; never less than two periods' pay.
    pub miss_slash: Ppm,
}

impl<BlockNumber: Zero> MarketRules<BlockNumber> {
    /// Whether these rules can be obeyed.
    pub fn check(&self) -> Result<(), RulesProblem> {
        if self.decline_slash > PPM || self.miss_slash > PPM {
            Err(RulesProblem::SlashAboveWhole)
        } else if self.maximum_wait.is_zero() || self.storage_period.is_zero() {
            Err(RulesProblem::NoWait)
        } else {
            Ok(())
        }
    }
}

impl<BlockNumber: From<u32>> Default for MarketRules<BlockNumber> {
    /// A job waits for a day and is remembered for a day, and files are proved once a day, at two seconds a block.
    fn default() -> Self {
        let day = || 43_200.into();
        Self { decline_slash: 2_000, maximum_wait: day(), retention: day(), storage_period: day(), miss_slash: 10_000 }
    }
}
