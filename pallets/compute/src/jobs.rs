//! The life of a job: opened, queued, tried, and over in exactly one way.

use crate::{
    offers::is_making,
    traits::{JobHandler, JobQueue},
    types::*,
    Agreed, Assignments, BalanceOf, Config, Ended, Error, Event, Excluded, HoldReason, Jobs, NextJobId, OpenJobs,
    Pallet, Rules, UnfinishedJobs, Workers,
};
use openledger_primitives::{
    job::{JobFailure, JobKind},
    JobId,
};
use polkadot_sdk::{
    frame_support::{
        ensure,
        traits::{
            fungible::MutateHold,
            tokens::{Fortitude, Precision, Restriction},
            Defensive, DefensiveSaturating, Get,
        },
    },
    frame_system,
    sp_runtime::{
        traits::{Saturating, Zero},
        ArithmeticError, DispatchError, DispatchResult,
    },
};

/// How an attempt ended.
pub(crate) enum Outcome {
    /// The result was accepted.
    Finished,
    /// The worker said that it cannot.
    GaveUp(JobFailure),
    /// The pallet the job is for refused the result.
    Refused(DispatchError),
    /// The deadline came.
    Silent,
}

impl<T: Config> JobQueue<T::AccountId, BalanceOf<T>> for Pallet<T> {
    fn open_excluding(
        kind: JobKind,
        requester: &T::AccountId,
        reward: BalanceOf<T>,
        excluded: &[T::AccountId],
    ) -> Result<JobId, DispatchError> {
        let excluded = ExcludedOf::<T>::try_from(excluded.to_vec()).map_err(|_| Error::<T>::TooManyExcluded)?;
        let unfinished = UnfinishedJobs::<T>::get();
        ensure!(unfinished < T::MaxOpenJobs::get(), Error::<T>::QueueFull);
        let id = NextJobId::<T>::get();
        let next = id.checked_add(1).ok_or(ArithmeticError::Overflow)?;
        if !reward.is_zero() {
            T::Currency::hold(&HoldReason::JobReward.into(), requester, reward)?;
        }
        let job = Job {
            kind,
            requester: requester.clone(),
            reward,
            state: JobState::Open,
            attempt: 0,
            avoid: None,
            opened_at: frame_system::Pallet::<T>::block_number(),
        };
        OpenJobs::<T>::try_append(job.class(), id).map_err(|()| Error::<T>::QueueFull)?;

        Jobs::<T>::insert(id, job);
        if !excluded.is_empty() {
            Excluded::<T>::insert(id, excluded);
        }
        NextJobId::<T>::put(next);
        UnfinishedJobs::<T>::put(unfinished.saturating_add(1));
        let requester = requester.clone();
        Self::deposit_event(Event::JobOpened { job: id, kind, requester, reward });
        Ok(id)
    }
}

impl<T: Config> Pallet<T> {
    pub(crate) fn cancel(account: T::AccountId, id: JobId) -> DispatchResult {
        let mut job = Jobs::<T>::get(id).ok_or(Error::<T>::JobUnknown)?;
        ensure!(job.requester == account, Error::<T>::NotRequester);
        ensure!(is_making(&job.kind) || matches!(job.kind, JobKind::Evaluate(_)), Error::<T>::NotCancellable);
        match job.state.clone() {
            JobState::Open => {
                OpenJobs::<T>::mutate(job.class(), |queue| queue.retain(|other| *other != id));
                Self::return_reward(&job);
            }
            JobState::Assigned(assignment) if is_making(&job.kind) => Self::recall(id, &job, assignment),
            _ => return Err(Error::<T>::JobNotOpen.into()),
        }
        job.state = JobState::Cancelled;
        let kind = job.kind;
        Self::close(id, job);
        Self::deposit_event(Event::JobCancelled { job: id });
        T::Handler::on_failed(id, kind);
        Ok(())
    }

    /// Takes a job from the worker that is at it. Once its node may have begun, the worker is paid in full: what it
    /// has done by then nobody can measure, and its result may be on its way already.
    fn recall(id: JobId, job: &JobOf<T>, assignment: AssignmentOf<T>) {
        let Assignment { worker, since, deadline } = assignment;
        Self::remove_deadline(deadline, id);
        Self::free_worker(&worker, id, job.class());
        let age = frame_system::Pallet::<T>::block_number().saturating_sub(since);
        if age < Rules::<T>::get().assignment_depth.into() {
            Self::return_reward(job);
        } else {
            let paid = Self::pay_reward(id, job, &worker);
            Self::deposit_event(Event::RecalledWorkerPaid { job: id, worker, paid });
        }
    }

    /// Ends an attempt whose deadline entry is gone already: frees the worker, and finishes the job, queues it
    /// again or gives it up. Says whether it was given up.
    pub(crate) fn end_attempt(id: JobId, mut job: JobOf<T>, worker: T::AccountId, outcome: Outcome) -> bool {
        Self::free_worker(&worker, id, job.class());
        let attempt = job.attempt;
        match outcome {
            Outcome::Finished => {
                let paid = Self::pay_reward(id, &job, &worker);
                Self::charge_decliners(id, &job, &worker);
                job.state = JobState::Done { worker: worker.clone() };
                Self::close(id, job);
                Self::deposit_event(Event::JobFinished { job: id, worker, attempt, paid });
                return false;
            }
            Outcome::GaveUp(failure) => {
                Self::note_declined(id, &worker, failure == JobFailure::Unsupported);
                Self::deposit_event(Event::JobGivenUp { job: id, worker: worker.clone(), attempt, failure })
            }
            Outcome::Refused(error) => {
                Self::note_declined(id, &worker, false);
                Self::deposit_event(Event::ResultRefused { job: id, worker: worker.clone(), attempt, error })
            }
            Outcome::Silent => {
                let slashed = Self::slash_silence(&worker);
                let worker = worker.clone();
                Self::deposit_event(Event::JobSilent { job: id, worker, attempt, slashed });
            }
        }
        Self::retry_or_abandon(id, job, worker)
    }

    /// Queues a job again before all others, or gives it up after its last attempt.
    fn retry_or_abandon(id: JobId, mut job: JobOf<T>, avoid: T::AccountId) -> bool {
        let tries_left = job.attempt < Rules::<T>::get().max_attempts;
        // There is room: open and assigned jobs together are never more than a queue holds.
        let queued =
            tries_left && OpenJobs::<T>::try_mutate(job.class(), |queue| queue.try_insert(0, id)).defensive().is_ok();
        if queued {
            job.state = JobState::Open;
            job.avoid = Some(avoid);
            Jobs::<T>::insert(id, job);
            Agreed::<T>::remove(id);
            return false;
        }
        Self::abandon(id, job);
        true
    }

    /// Gives up a job that is in no queue and at no worker.
    pub(crate) fn abandon(id: JobId, mut job: JobOf<T>) {
        Self::return_reward(&job);
        job.state = JobState::Failed;
        let (kind, attempts) = (job.kind, job.attempt);
        Self::close(id, job);
        Self::deposit_event(Event::JobAbandoned { job: id, attempts });
        T::Handler::on_failed(id, kind);
    }

    /// Writes a job that is over.
    fn close(id: JobId, job: JobOf<T>) {
        Jobs::<T>::insert(id, job);
        Ended::<T>::insert(id, frame_system::Pallet::<T>::block_number());
        Self::drop_annexes(id);
        UnfinishedJobs::<T>::mutate(|count| *count = count.saturating_sub(1));
    }

    fn free_worker(account: &T::AccountId, id: JobId, class: JobClass) {
        Assignments::<T>::mutate(account, |jobs| jobs.retain(|other| *other != id));
        Workers::<T>::mutate(account, |worker| {
            if let Some(worker) = worker {
                worker.busy = worker.busy.saturating_sub(1);
                if class == JobClass::Heavy {
                    worker.heavy = worker.heavy.saturating_sub(1);
                }
            }
        });
    }

    fn slash_silence(account: &T::AccountId) -> BalanceOf<T> {
        let loss = Self::part_of_bond(account, Rules::<T>::get().silence_slash);
        Self::take_bond(account, loss, &T::SlashDestination::get()).taken
    }

    /// Pays the worker what was agreed, and the requester has the rest back; should the worker be unable to receive,
    /// the requester has it all.
    fn pay_reward(id: JobId, job: &JobOf<T>, worker: &T::AccountId) -> BalanceOf<T> {
        let pay = Agreed::<T>::get(id).unwrap_or(job.reward).min(job.reward);
        let paid = if pay.is_zero() {
            Zero::zero()
        } else {
            T::Currency::transfer_on_hold(
                &HoldReason::JobReward.into(),
                &job.requester,
                worker,
                pay,
                Precision::Exact,
                Restriction::Free,
                Fortitude::Force,
            )
            .defensive()
            .unwrap_or_default()
        };
        Self::release_reward(job, job.reward.defensive_saturating_sub(paid));
        paid
    }

    fn return_reward(job: &JobOf<T>) {
        Self::release_reward(job, job.reward);
    }

    fn release_reward(job: &JobOf<T>, amount: BalanceOf<T>) {
        if !amount.is_zero() {
            let reason = HoldReason::JobReward.into();
            let _ = T::Currency::release(&reason, &job.requester, amount, Precision::BestEffort).defensive();
        }
    }
}
