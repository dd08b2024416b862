//! Who gets which job: a draw among active workers with room whose offer fits, weighted by bond.
//!
//! A worker does one heavy job at a time beside its light ones, so that a training never waits for another
//! one behind its own deadline. Jobs are looked at in the order of their queue, a bounded number of each class
//! per block; a job that nobody can take now keeps its place. Where more jobs wait than a block looks at and workers
//! have room, those that nobody took go behind the others, so that no job keeps others from being looked at.
//!
//! Whoever makes something may underbid: two workers are drawn and the cheaper one does it. Whoever judges is drawn
//! by bond alone, and nobody judges what he did himself.

use crate::{
    offers::is_making, traits::JobHandler, types::*, ActiveWorkers, Agreed, Assignments, Config, Deadlines, Event,
    Excluded, Jobs, Offers, OpenJobs, Pallet, Rules, WeightInfo, Workers,
};
use alloc::vec::Vec;
use codec::Encode;
use openledger_primitives::{job::JobKind, Attempt, JobId};
use polkadot_sdk::{
    frame_support::{
        traits::{Get, Randomness},
        weights::Weight,
        BoundedVec,
    },
    frame_system::pallet_prelude::BlockNumberFor,
    sp_runtime::traits::{One, Saturating},
};

/// What a draw is over, so that it is not the draw of something else.
const DRAW: &[u8] = b"openledger/assign/1";

/// The same for the second worker drawn.
const UNDERBID: &[u8] = b"openledger/underbid/1";

/// A worker that may be drawn.
struct Candidate<T: Config> {
    account: T::AccountId,
    worker: WorkerOf<T>,
    offer: OfferOf<T>,
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
                let offer = Offers::<T>::get(&account);
                Some(Candidate { account, worker, offer, drawn: false })
            })
            .collect()
    }

    /// Serves the head of one queue and says how many jobs it looked at.
    fn serve(
        class: JobClass,
        queue: BoundedVec<JobId, T::MaxOpenJobs>,
        candidates: &mut [Candidate<T>],
        now: BlockNumberFor<T>,
    ) -> u32 {
        let limit = T::MaxAssignmentsPerBlock::get() as usize;
        let mut rest = queue.into_inner();
        let unseen = rest.split_off(limit.min(rest.len()));
        let seen = rest.len();
        rest.retain(|id| !Self::assign_one(*id, candidates, now));
        // Somebody has room and yet did not get these: let others be looked at.
        let stuck = candidates.iter().any(|candidate| candidate.has_room_for(class));
        let behind = stuck && !rest.is_empty() && !unseen.is_empty();
        if behind || rest.len() < seen {
            let (first, last) = if behind { (unseen, rest) } else { (rest, unseen) };
            let queue: Vec<_> = first.into_iter().chain(last).collect();
            OpenJobs::<T>::insert(class, BoundedVec::truncate_from(queue));
        }
        seen as u32
    }

    /// Draws a worker for a job and gives it to it. `false` when nobody can take it now or too many deadlines
    /// fall on the block in which it would expire; then nothing has changed.
    fn assign_one(id: JobId, candidates: &mut [Candidate<T>], now: BlockNumberFor<T>) -> bool {
        let Some(mut job) = Jobs::<T>::get(id) else { return false };
        let excluded = Excluded::<T>::get(id);
        // The draw of the block that opened the job was known to its author before he filled it.
        if !excluded.is_empty() && now <= job.opened_at.saturating_add(One::one()) {
            return false;
        }
        let attempt = job.attempt.saturating_add(1);
        let able = Self::able(&job, &excluded, candidates);
        let Some(drawn) = Self::draw(id, attempt, &job, able, candidates) else { return false };
        let Some(drawn) = candidates.get_mut(drawn) else { return false };
        let pay = drawn.offer.pay(&job.kind, job.reward);
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
        if let Some(pay) = pay.filter(|pay| *pay < job.reward) {
            Agreed::<T>::insert(id, pay);
        }
        job.attempt = attempt;
        job.state = JobState::Assigned(Assignment { worker: worker.clone(), since: now, deadline });
        Jobs::<T>::insert(id, job);
        Self::deposit_event(Event::JobAssigned { job: id, worker, attempt, deadline });
        true
    }

    /// Places of the workers that may be drawn. Whoever failed at the last attempt is passed over as long as
    /// another active worker could do the job, even if that one is busy now.
    fn able(job: &JobOf<T>, excluded: &ExcludedOf<T>, candidates: &[Candidate<T>]) -> Vec<usize> {
        let class = T::Handler::class(job.kind);
        let fits = |candidate: &Candidate<T>| {
            candidate.offer.kinds.contains(&job.kind)
                && candidate.offer.classes.contains(class)
                && candidate.offer.pay(&job.kind, job.reward).is_some()
        };
        let mut able: Vec<_> = candidates.iter().enumerate().filter(|(_, candidate)| fits(candidate)).collect();
        let independent = |candidate: &Candidate<T>| !excluded.contains(&candidate.account);
        let alone = !able.iter().any(|(_, candidate)| independent(candidate));
        if !(alone && matches!(job.kind, JobKind::Evaluate(_))) {
            able.retain(|(_, candidate)| independent(candidate));
        }
        let fresh = |candidate: &Candidate<T>| job.avoid.as_ref() != Some(&candidate.account);
        if able.iter().any(|(_, candidate)| fresh(candidate)) {
            able.retain(|(_, candidate)| fresh(candidate));
        }
        able.retain(|(_, candidate)| candidate.has_room_for(job.class()));
        able.into_iter().map(|(place, _)| place).collect()
    }

    /// The place of the worker that is drawn for a job among those able to do it.
    fn draw(
        id: JobId,
        attempt: Attempt,
        job: &JobOf<T>,
        able: Vec<usize>,
        candidates: &[Candidate<T>],
    ) -> Option<usize> {
        let able: Vec<_> = able.into_iter().filter_map(|place| Some((place, candidates.get(place)?))).collect();
        let pick = |subject: &[u8]| {
            // Chances, not money: of bonds that are all on hold, and so add up.
            let total = able.iter().fold(0u128, |sum, (_, one)| sum.saturating_add(Self::chance(&one.worker)));
            let mut point = random_number(T::Randomness::random(subject).0.as_ref()).checked_rem(total)?;
            able.iter().find(|(_, one)| {
                let chance = Self::chance(&one.worker);
                let hit = point < chance;
                point = point.saturating_sub(chance);
                hit
            })
        };
        let first = pick(&(DRAW, id, attempt).encode())?;
        let bids = is_making(&job.kind) && able.iter().any(|(_, one)| one.offer.price(job.class()).is_some());
        if !bids {
            return Some(first.0);
        }
        let second = pick(&(UNDERBID, id, attempt).encode())?;
        let pay = |one: &Candidate<T>| one.offer.pay(&job.kind, job.reward);
        Some(if pay(second.1) < pay(first.1) { second.0 } else { first.0 })
    }
}

/// A number from the first sixteen bytes of a random hash. Against sums of bonds, all far below 2^100, what
/// the remainder favours is immeasurable.
pub(crate) fn random_number(hash: &[u8]) -> u128 {
    hash.iter().take(16).fold(0, |number, byte| (number << 8) | u128::from(*byte))
}
