//! Where this pallet meets the others: who opens jobs, who takes results, who looks at workers.

use alloc::vec::Vec;
use openledger_primitives::{
    batch::SignedBatch,
    content::ContentId,
    demand::{Part, Shown},
    job::{JobKind, JobResult, JobSpec},
    recipe::NumericClass,
    BatchId, BlockNumber, JobId,
};
use polkadot_sdk::{
    frame_support::weights::Weight,
    sp_core::sr25519,
    sp_runtime::{DispatchError, DispatchResult},
};

/// How other pallets ask for work. Implemented by this pallet.
pub trait JobQueue<AccountId, Balance> {
    /// Opens a job. The reward is put on hold from `requester`, who may be anyone with the balance; zero is
    /// allowed. Fails when the queue is full or the reward cannot be held, and then changes nothing.
    ///
    /// The reward is the most the job may cost: a worker that asks for less is paid less, and the rest goes back.
    fn open(kind: JobKind, requester: &AccountId, reward: Balance) -> Result<JobId, DispatchError> {
        Self::open_excluding(kind, requester, reward, &[])
    }

    /// The same, for a job that none of `excluded` (at most [`crate::types::MaxExcluded`]) may do, because it
    /// checks what they did. Who does it is drawn from randomness that was not known to whoever put the checked
    /// result into its block.
    ///
    /// Where there is nobody else, an excluded worker may do an [`JobKind::Evaluate`] after all; every other kind
    /// waits for another worker, and is given up when it has waited too long.
    fn open_excluding(
        kind: JobKind,
        requester: &AccountId,
        reward: Balance,
        excluded: &[AccountId],
    ) -> Result<JobId, DispatchError>;
}

/// What becomes of jobs. The runtime sends each kind to the pallet that opened it.
///
/// Each job ends in exactly one call that succeeds: [`Self::on_result`] returning `Ok`, or
/// [`Self::on_failed`].
pub trait JobHandler<AccountId> {
    /// Takes a worker's answer, which is of the job's kind and never [`JobResult::Failed`].
    ///
    /// An error refuses it: whatever was changed is undone, the attempt counts as failed, and another worker
    /// is asked while attempts are left. A handler that no longer wants the job says `Ok` and ignores it.
    fn on_result(job: JobId, kind: JobKind, worker: &AccountId, result: &JobResult) -> DispatchResult;

    /// Hears that a job was given up after its last attempt, or cancelled. May run in a block's
    /// initialisation and must not fail.
    fn on_failed(job: JobId, kind: JobKind);

    /// Writes out what a worker needs for the job. Called offchain only, so it may iterate; `None` when the
    /// thing the job is about is no longer there.
    fn spec(kind: JobKind) -> Option<JobSpec>;

    /// The numeric class a worker must work in to do the job. Asked whenever the job is drawn.
    fn class(_kind: JobKind) -> NumericClass {
        NumericClass::CpuExact
    }

    /// The most [`Self::on_result`] takes for this answer.
    fn result_weight(result: &JobResult) -> Weight;

    /// The most [`Self::on_failed`] takes.
    fn failed_weight() -> Weight;
}

/// How other pallets look at workers. Implemented by this pallet.
pub trait Workers<AccountId, Balance> {
    /// The `olwk` key of a worker that has not withdrawn its bond.
    fn session_key(worker: &AccountId) -> Option<sr25519::Public>;
    /// Its bond; zero when there is no such worker.
    fn bond(worker: &AccountId) -> Balance;
    /// Takes up to `amount` of its bond, for instance for a proven lie, and says how much that was.
    fn slash(worker: &AccountId, amount: Balance) -> Balance;
    /// The same for the benefit of whom the worker wronged, and says what that account received: all that was
    /// taken, or nothing when it cannot receive or is the worker itself. Then it goes where slashes go.
    fn slash_to(worker: &AccountId, amount: Balance, beneficiary: &AccountId) -> Balance;
}

/// What a worker may still have to answer for outside this pallet.
pub trait Liabilities<AccountId, Balance> {
    /// Whether its bond must stay, for instance behind batches that can still be disputed.
    fn has_any(worker: &AccountId) -> bool;

    /// Whether this much on hold is enough behind everything it answers for now. Asked when a worker takes a part of
    /// its bond back and goes on working.
    fn covered_by(worker: &AccountId, held: Balance) -> bool;
}

impl<AccountId, Balance> Liabilities<AccountId, Balance> for () {
    fn has_any(_worker: &AccountId) -> bool {
        false
    }

    fn covered_by(_worker: &AccountId, _held: Balance) -> bool {
        true
    }
}

/// A part of a worker's batch that somebody demands to see. What is not shown in time costs the worker its bond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demanded {
    /// The batch.
    pub batch: BatchId,
    /// Its file.
    pub content: ContentId,
    /// What is to be shown.
    pub part: Part,
    /// The block it was demanded in.
    pub since: BlockNumber,
    /// Last block in which it can be shown.
    pub deadline: BlockNumber,
}

/// Why an answer to a demand was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// It does not prove what was demanded.
    Wrong,
    /// The pool would not take it; most often because it has it already.
    Pool,
}

/// The receipt batches that the offchain worker carries from the daemon to the chain, and what is demanded of them.
pub trait OffchainBatches<AccountId> {
    /// The number of the batch the chain expects next from this worker; `None` when it expects none.
    fn next_nonce(worker: &AccountId) -> Option<u64>;
    /// Submits a batch as an authorised transaction. An error means that the pool refused it, for instance
    /// because the same transaction is there already.
    #[allow(clippy::result_unit_err)] // There is nothing to do about it but to try again with the next block.
    fn submit(batch: SignedBatch, signature: sr25519::Signature) -> Result<(), ()>;
    /// What is demanded of this worker's batches. Called offchain only, so it may iterate.
    fn demands(worker: &AccountId) -> Vec<Demanded>;
    /// Submits what answers a demand as an authorised transaction, if the chain would accept it now.
    fn reveal(batch: BatchId, part: Part, shown: Shown) -> Result<(), NotSent>;
}

impl<AccountId> OffchainBatches<AccountId> for () {
    fn next_nonce(_worker: &AccountId) -> Option<u64> {
        None
    }
    fn submit(_batch: SignedBatch, _signature: sr25519::Signature) -> Result<(), ()> {
        Err(())
    }
    fn demands(_worker: &AccountId) -> Vec<Demanded> {
        Vec::new()
    }
    fn reveal(_batch: BatchId, _part: Part, _shown: Shown) -> Result<(), NotSent> {
        Err(NotSent::Wrong)
    }
}
