//! The offchain worker: what goes between the chain and the daemon on the same machine.
//!
//! It runs after each new best block, in a thread of its own, and two runs may overlap; whatever it writes to
//! the chain's state is thrown away. For each worker whose session key is in this node's keystore it
//!
//! 1. sends every result it has signed and the chain has not taken yet, the same bytes each time;
//! 2. gives the daemon what the worker was assigned, once it lies some blocks deep, asks how far it is, and
//!    signs what it finished;
//! 3. fetches the next receipt batch, signs it and sends it,
//! 4. shows what is demanded of its batches ([`demands`]).
//!
//! It never waits for the work itself, only for an answer on loopback, and no longer than [`RUN`] in all. A
//! daemon that is down, slow or talks nonsense costs a line in the log; the next block tries again.
//!
//! **Forks.** What it remembers lies in persistent local storage, which knows no forks, under a name made of
//! genesis, job, attempt and the block that assigned it ([`memory::AssignmentId`]). So the same assignment
//! gets the same bytes on every fork that shares it and after any restart, and an assignment that another fork
//! made under the same numbers is another one.

pub mod daemon;
pub mod demands;
pub mod memory;

use crate::{
    crypto::sr25519::AuthorityId,
    traits::{Demanded, JobHandler, OffchainBatches},
    types::{answers, AssignmentOf, JobOf},
    Assignments, Call, Config, Jobs, Pallet, Rules, WorkerOfKey,
};
use alloc::{boxed::Box, vec::Vec};
use codec::Encode;
use daemon::{Daemon, Trouble};
use memory::{AssignmentId, Memory};
use openledger_primitives::{
    job::{JobFailure, JobResult, JobStatus, SignedResult},
    JobId,
};
use polkadot_sdk::{
    frame_system::{self, offchain::SubmitTransaction, pallet_prelude::BlockNumberFor},
    sp_application_crypto::RuntimeAppPublic,
    sp_core::{offchain::Duration, sr25519},
    sp_runtime::{
        offchain::storage_lock::{StorageLock, Time},
        traits::{Saturating, UniqueSaturatedInto},
    },
};

/// Where log lines go: `-lruntime::compute=debug`.
const LOG: &str = "runtime::compute";

/// Under this key of the local storage a run says that it is under way.
pub const LOCK_KEY: &[u8] = b"openledger::compute::lock";

/// How long a run may talk to the daemon.
pub const RUN: Duration = Duration::from_millis(6_000);

/// How long a run that never ended, because the node stopped, keeps others out. Longer than any run takes.
const LOCK_LASTS: Duration = Duration::from_millis(20_000);

/// The most workers one node serves.
const MAX_LOCAL_WORKERS: usize = 16;

/// A worker whose session key is in this node's keystore.
struct LocalWorker<T: Config> {
    account: T::AccountId,
    key: AuthorityId,
}

/// An assignment that lies deep enough to begin with.
struct Task<T: Config> {
    job: JobId,
    record: JobOf<T>,
    assignment: AssignmentOf<T>,
    memory: Memory,
}

/// Something to talk to the daemon about.
enum Errand<'a, T: Config> {
    Job(&'a LocalWorker<T>, Task<T>),
    Batch(&'a LocalWorker<T>),
    Demand(Demanded),
}

impl<T: Config> Pallet<T> {
    /// One run, after block `now`.
    pub(crate) fn carry(now: BlockNumberFor<T>) {
        let workers = Self::local_workers();
        if workers.is_empty() {
            return;
        }
        let mut lock = StorageLock::<Time>::with_deadline(LOCK_KEY, LOCK_LASTS);
        let Ok(_guard) = lock.try_lock() else {
            log::debug!(target: LOG, "an earlier run is still under way; leaving block {now:?} to it");
            return;
        };
        memory::forget(now.unique_saturated_into());
        let mut errands = Vec::new();
        for worker in &workers {
            for task in Self::tasks(&worker.account, now) {
                match task.memory.answer() {
                    Some((signed, signature)) => Self::send_result(signed, signature),
                    None => errands.push(Errand::Job(worker, task)),
                }
            }
            errands.push(Errand::Batch(worker));
            errands.extend(demands::due::<T>(&worker.account, now).into_iter().map(Errand::Demand));
        }
        let Some(daemon) = Daemon::configured(RUN) else {
            log::warn!(target: LOG, "this node holds a worker's key but knows no daemon: is one running?");
            return;
        };
        // Whoever was last in this block is first in a later one.
        let turn: u64 = now.unique_saturated_into();
        let first = turn.checked_rem(errands.len() as u64).unwrap_or(0) as usize;
        errands.rotate_left(first);
        for errand in errands {
            if let Err(trouble) = errand.run(&daemon) {
                errand.report(&trouble);
                if trouble.ends_run() {
                    return;
                }
            }
        }
    }

    fn local_workers() -> Vec<LocalWorker<T>> {
        AuthorityId::all()
            .into_iter()
            .filter_map(|key| {
                let account = WorkerOfKey::<T>::get(sr25519::Public::from(key.clone()))?;
                Some(LocalWorker { account, key })
            })
            .take(MAX_LOCAL_WORKERS)
            .collect()
    }

    /// What a worker is assigned and may begin with.
    fn tasks(account: &T::AccountId, now: BlockNumberFor<T>) -> Vec<Task<T>> {
        // The assigning block's hash is known from the block after it on.
        let depth: BlockNumberFor<T> = Rules::<T>::get().assignment_depth.max(1).into();
        let assigned = Assignments::<T>::get(account);
        assigned
            .into_iter()
            .filter_map(|job| {
                let record = Jobs::<T>::get(job)?;
                let assignment = record.assignment()?.clone();
                if now.saturating_sub(assignment.since) < depth {
                    return None;
                }
                let id = Self::assignment_id(job, &record, &assignment);
                let deadline = assignment.deadline.unique_saturated_into();
                let memory = Memory::new(id, Self::genesis(), job, record.attempt, deadline);
                Some(Task { job, record, assignment, memory })
            })
            .collect()
    }

    /// What an assignment is called on every fork. Once the assigning block is too old for its hash to be
    /// known, no fork reaches it, and the name it had when it was given to the daemon is taken.
    fn assignment_id(job: JobId, record: &JobOf<T>, assignment: &AssignmentOf<T>) -> AssignmentId {
        let genesis = Self::genesis();
        let hash = frame_system::Pallet::<T>::block_hash(assignment.since);
        if hash == T::Hash::default() {
            if let Some(id) = memory::given(genesis, job, record.attempt) {
                return id;
            }
        }
        AssignmentId::of(&(genesis, job, record.attempt, assignment.since, hash))
    }

    /// Sends a result. That the pool refuses it is usual: it is there already.
    fn send_result(signed: SignedResult, signature: sr25519::Signature) {
        let (job, attempt) = (signed.job, signed.attempt);
        let call = Call::<T>::submit_result { signed: Box::new(signed), signature };
        let transaction = T::create_authorized_transaction(call.into());
        match SubmitTransaction::<T, Call<T>>::submit_transaction(transaction) {
            Ok(()) => log::info!(target: LOG, "job {job}, attempt {attempt}: result sent"),
            Err(()) => log::debug!(target: LOG, "job {job}, attempt {attempt}: result not taken now"),
        }
    }
}

impl<T: Config> Errand<'_, T> {
    fn run(&self, daemon: &Daemon) -> Result<(), Trouble> {
        match self {
            Self::Job(worker, task) => task.advance(worker, daemon),
            Self::Batch(worker) => worker.carry_batch(daemon),
            Self::Demand(demanded) => demands::answer::<T>(demanded, daemon),
        }
    }

    /// A job that does not advance will cost bond, so its operator must see it.
    fn report(&self, trouble: &Trouble) {
        match self {
            Self::Job(_, task) => log::warn!(
                target: LOG,
                "job {}, attempt {}: {trouble}; due before block {:?}",
                task.job,
                task.record.attempt,
                task.assignment.deadline,
            ),
            Self::Batch(_) if trouble.is_about_content() => {
                log::warn!(target: LOG, "receipt batch: {trouble}")
            }
            Self::Batch(_) => log::debug!(target: LOG, "receipt batch: {trouble}"),
            Self::Demand(demanded) => demands::report(demanded, trouble),
        }
    }
}

impl<T: Config> Task<T> {
    /// Gives the job to the daemon if it does not have it, and signs the answer if there is one.
    fn advance(&self, worker: &LocalWorker<T>, daemon: &Daemon) -> Result<(), Trouble> {
        let (job, attempt) = (self.job, self.record.attempt);
        let Some(spec) = self.spec() else {
            log::warn!(target: LOG, "job {job}: what it is about is gone; giving it up");
            self.answer(worker, JobResult::Failed(JobFailure::ContentUnavailable));
            return Ok(());
        };
        if !self.memory.is_given() {
            daemon.give(job, attempt, spec.clone())?;
            self.memory.note_given();
        }
        let mut status = daemon.status(job, attempt)?;
        if status == JobStatus::Unknown {
            daemon.give(job, attempt, spec)?;
            status = daemon.status(job, attempt)?;
        }
        match status {
            JobStatus::Finished(result) if answers(&self.record.kind, &result) => {
                self.answer(worker, result);
                Ok(())
            }
            JobStatus::Finished(_) => Err(Trouble::WrongKind),
            status => {
                log::debug!(target: LOG, "job {job}, attempt {attempt}: {status:?}");
                Ok(())
            }
        }
    }

    /// What the daemon is given: written out once, because later blocks may write it otherwise.
    fn spec(&self) -> Option<Vec<u8>> {
        self.memory.spec().or_else(|| {
            let spec = T::Handler::spec(self.record.kind)?.encode();
            Some(self.memory.keep_spec(spec))
        })
    }

    /// Signs a result, remembers it and sends it. If this assignment was answered before, that answer is sent
    /// and this one forgotten.
    fn answer(&self, worker: &LocalWorker<T>, result: JobResult) {
        let genesis = Pallet::<T>::genesis();
        let signed = SignedResult { genesis, job: self.job, attempt: self.record.attempt, result };
        let Some(signature) = worker.sign(&signed.signing_hash()) else { return };
        if let Some((signed, signature)) = self.memory.keep_answer(signed, signature) {
            Pallet::<T>::send_result(signed, signature);
        }
    }
}

impl<T: Config> LocalWorker<T> {
    /// Fetches the batch the chain expects next, if the daemon has sealed one, and sends it.
    fn carry_batch(&self, daemon: &Daemon) -> Result<(), Trouble> {
        let Some(nonce) = T::Batches::next_nonce(&self.account) else { return Ok(()) };
        let Some(batch) = daemon.batch(nonce)? else { return Ok(()) };
        let genesis = Pallet::<T>::genesis();
        let ours =
            batch.genesis == genesis && batch.header.nonce == nonce && self.account.encode() == batch.header.worker;
        if !ours {
            return Err(Trouble::WrongBatch);
        }
        let hash = batch.signing_hash();
        let signature = memory::batch_signature(genesis, &self.account, hash, || self.sign(&hash));
        if let Some(signature) = signature {
            match T::Batches::submit(batch, signature) {
                Ok(()) => log::info!(target: LOG, "receipt batch {nonce} sent"),
                Err(()) => log::debug!(target: LOG, "receipt batch {nonce} not taken now"),
            }
        }
        Ok(())
    }

    fn sign(&self, hash: &[u8]) -> Option<sr25519::Signature> {
        let signature = self.key.sign(&hash);
        if signature.is_none() {
            log::warn!(target: LOG, "the keystore does not sign for {:?}", self.account);
        }
        signature.map(Into::into)
    }
}
