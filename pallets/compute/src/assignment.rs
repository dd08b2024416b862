//! Who gets which job: a draw among active workers with room, weighted by bond.
//!
//! A worker does one heavy job at a time beside its light ones, so that a training never waits for another
//! one behind its own deadline. Jobs are looked at in the order of their queue, a bounded number of each class
//! per block; a job that nobody can take now keeps its place.

use crate::{
    types::*, ActiveWorkers, Assignments, Config, Deadlines, Event, Jobs, OpenJobs, Pallet, Rules, WeightInfo, Workers,
};
use alloc::{collections::BTreeSet, vec::Vec};
use codec::Encode;
use openledger_primitives::JobId;
use polkadot_sdk::{
    frame_support::{
        traits::{Get, Randomness},
        weights::Weight,
        BoundedVec,
    },
    frame_system::pallet_prelude::BlockNumberFor,
    sp_runtime::traits::Saturating,
};

/// What a draw is over, so that it is not the draw of something else.
const DRAW: &[u8] = b"openledger/assign/1";

/// A worker that may be drawn.
struct Candidate<T: Config> {
    account: T::AccountId,
    worker: WorkerOf<T>,
    /// Whether it was drawn in this block and must be written back.
    drawn: bool,
}

impl<T: Config> Candidate<T> {
    fn has_room_for(&self, class: JobClass) -> bool {
        self.worker.busy < T::MaxJobsPerWorker::get() && (class == JobClass::Light || self.worker.heavy == 0)
    }
}

impl<T: Config> Pallet<T> {
    /// Gives open jobs to workers.
    pub(crate) fn assign(now: BlockNumberFor<T>) -> Weight {
        let queues: Vec<_> = JobClass::ALL
            .into_iter()
            .map(|class| (class, OpenJobs::<T>::get(class)))
            .filter(|(_, queue)| !queue.is_empty())
            .collect();
        if queues.is_empty() {
            return T::WeightInfo::assign(0, 0);
        }
        let mut candidates = Self::candidates();
        let mut seen = 0u32;
        for (class, queue) in queues {
            if candidates.iter().any(|candidate| candidate.has_room_for(class)) {
                seen = seen.saturating_add(Self::serve(class, queue, &mut candidates, now));
            }
        }
        let workers = candidates.len() as u32;
        for candidate in candidates.into_iter().filter(|candidate| candidate.drawn) {
            Workers::<T>::insert(candidate.account, candidate.worker);
        }
        T::WeightInfo::assign(workers, seen)
    }

    fn candidates() -> Vec<Candidate<T>> {
        ActiveWorkers::<T>::get()
            .into_iter()
            .filter_map(|account| {
                let worker = Workers::<T>::get(&account)?;
                Some(Candidate { account, worker, drawn: false })
            })
            .collect()
    }

    /// Serves the head of one queue and says how many jobs it looked at.
    fn serve(
        class: JobClass,
        mut queue: BoundedVec<JobId, T::MaxOpenJobs>,
        candidates: &mut [Candidate<T>],
        now: BlockNumberFor<T>,
    ) -> u32 {
        let limit = T::MaxAssignmentsPerBlock::get();
        let head: Vec<_> = queue.iter().copied().take(limit as usize).collect();
        let assigned: BTreeSet<_> = head.iter().copied().filter(|id| Self::assign_one(*id, candidates, now)).collect();
        if !assigned.is_empty() {
            queue.retain(|id| !assigned.contains(id));
            OpenJobs::<T>::insert(class, queue);
        }
        head.len() as u32
    }

    /// Draws a worker for a job and gives it to it. `false` when nobody can take it now or too many deadlines
    /// fall on the block in which it would expire; then nothing has changed.
    fn assign_one(id: JobId, candidates: &mut [Candidate<T>], now: BlockNumberFor<T>) -> bool {
        let Some(mut job) = Jobs::<T>::get(id) else { return false };
        let attempt = job.attempt.saturating_add(1);
        let Some(drawn) = Self::draw(&job, (DRAW, id, attempt).encode(), candidates) else {
            return false;
        };
        let deadline = now.saturating_add(Rules::<T>::get().deadline(&job.kind));
        if Deadlines::<T>::try_append(deadline, id).is_err() {
            return false;
        }
        if Assignments::<T>::try_append(&drawn.account, id).is_err() {
            Deadlines::<T>::mutate(deadline, |jobs| jobs.retain(|other| *other != id));
            return false;
        }
        drawn.worker.busy = drawn.worker.busy.saturating_add(1);
        if job.class() == JobClass::Heavy {
            drawn.worker.heavy = drawn.worker.heavy.saturating_add(1);
        }
        drawn.drawn = true;
        let worker = drawn.account.clone();
        job.attempt = attempt;
        job.state = JobState::Assigned(Assignment { worker: worker.clone(), since: now, deadline });
        Jobs::<T>::insert(id, job);
        Self::deposit_event(Event::JobAssigned { job: id, worker, attempt, deadline });
        true
    }

    /// The worker drawn among those with room. Whoever failed at the last attempt is passed over as long as
    /// another worker is active, even if that one is busy now.
    fn draw<'a>(job: &JobOf<T>, subject: Vec<u8>, candidates: &'a mut [Candidate<T>]) -> Option<&'a mut Candidate<T>> {
        let alone = candidates.len() <= 1;
        let class = job.class();
        let mut able: Vec<_> = candidates
            .iter_mut()
            .filter(|candidate| candidate.has_room_for(class))
            .filter(|candidate| alone || job.avoid.as_ref() != Some(&candidate.account))
            .collect();
        let total = able.iter().fold(0u128, |sum, candidate| sum.saturating_add(Self::chance(&candidate.worker)));
        let mut point = random_number(T::Randomness::random(&subject).0.as_ref()).checked_rem(total)?;
        let place = able.iter().position(|candidate| {
            let chance = Self::chance(&candidate.worker);
            let hit = point < chance;
            point = point.saturating_sub(chance);
            hit
        })?;
        Some(able.swap_remove(place))
    }
}

/// A number from the first sixteen bytes of a random hash. Against sums of bonds, all far below 2^100, what
/// the remainder favours is immeasurable.
fn random_number(hash: &[u8]) -> u128 {
    hash.iter().take(16).fold(0, |number, byte| (number << 8) | u128::from(*byte))
}
