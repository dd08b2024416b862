//! What is true between any two calls. The numbers are those of the README.

use crate::{
    pins::Task, types::*, ActiveWorkers, Agreed, Assignments, BalanceOf, Config, Deadlines, Declined, Ended, Excluded,
    HoldReason, Jobs, Kept, Market, NextJobId, NextPinId, Offers, OpenJobs, Pallet, PinCount, Pins, Rules, Unbonding,
    UnfinishedJobs, WorkerOfKey, Workers,
};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use openledger_primitives::{job::JobKind, JobId};
use polkadot_sdk::{
    frame_support::{ensure, traits::fungible::InspectHold},
    frame_system,
    sp_runtime::{
        traits::{CheckedAdd, CheckedMul, Zero},
        TryRuntimeError,
    },
};

impl<T: Config> Pallet<T> {
    /// Checks every invariant.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::bonds_are_on_hold()?;
        Self::keys_name_their_workers()?;
        Self::active_workers_are_listed()?;
        Self::assignments_agree()?;
        Self::open_jobs_are_queued()?;
        Self::deadlines_agree()?;
        Self::rewards_are_on_hold()?;
        Self::counters_agree()?;
        Self::annexes_belong_to_jobs()?;
        Self::offers_belong_to_workers()?;
        Self::pins_are_paid_for()
    }

    /// 1. A worker's bond and what unbonds of it are what the currency holds from it, and from nobody else anything.
    fn bonds_are_on_hold() -> Result<(), TryRuntimeError> {
        let mut bonds = BTreeMap::new();
        for (account, worker) in Workers::<T>::iter() {
            add::<T>(&mut bonds, &account, worker.bond)?;
            add::<T>(&mut bonds, &account, Self::unbonding_of(&account))?;
        }
        Self::just_these_are_held(HoldReason::WorkerBond, &bonds, "1: bond and hold differ")
    }

    /// Whether of each account just this is on hold, and of those that are not named nothing.
    fn just_these_are_held(
        reason: HoldReason,
        sums: &BTreeMap<T::AccountId, BalanceOf<T>>,
        message: &'static str,
    ) -> Result<(), TryRuntimeError> {
        let reason = reason.into();
        let agrees = |account: &T::AccountId| {
            T::Currency::balance_on_hold(&reason, account) == sums.get(account).copied().unwrap_or_default()
        };
        ensure!(sums.keys().all(agrees), message);
        ensure!(frame_system::Account::<T>::iter_keys().all(|account| agrees(&account)), message);
        Ok(())
    }

    /// 2. Each worker has a session key of its own.
    fn keys_name_their_workers() -> Result<(), TryRuntimeError> {
        for (key, account) in WorkerOfKey::<T>::iter() {
            let worker = Workers::<T>::get(account).ok_or("2: key of nobody")?;
            ensure!(worker.session_key == key, "2: key of another worker");
        }
        ensure!(WorkerOfKey::<T>::iter().count() == Workers::<T>::iter().count(), "2: worker without its key");
        Ok(())
    }

    /// 3. The active list names exactly the active workers, each once.
    fn active_workers_are_listed() -> Result<(), TryRuntimeError> {
        let mut listed = ActiveWorkers::<T>::get().into_inner();
        let mut active: Vec<_> = Workers::<T>::iter()
            .filter(|(_, worker)| worker.state == WorkerState::Active)
            .map(|(account, _)| account)
            .collect();
        listed.sort();
        active.sort();
        ensure!(listed == active, "3: active list and active workers differ");
        Ok(())
    }

    /// 4. A job is assigned to a worker exactly when the worker's list has it, once; the worker's counters
    ///    count that list, and at most one of it is heavy.
    fn assignments_agree() -> Result<(), TryRuntimeError> {
        let mut assigned = 0usize;
        for (account, jobs) in Assignments::<T>::iter() {
            let mut heavy = 0u32;
            for id in &jobs {
                let job = Jobs::<T>::get(id).ok_or("4: unknown job assigned")?;
                let assignment = job.assignment().ok_or("4: job is not assigned")?;
                ensure!(assignment.worker == account, "4: job is assigned to another");
                heavy = heavy.saturating_add(u32::from(job.class() == JobClass::Heavy));
            }
            let counted = Workers::<T>::get(&account).map(|worker| (worker.busy, worker.heavy));
            ensure!(counted == Some((jobs.len() as u32, heavy)), "4: counters differ");
            ensure!(heavy <= 1, "4: two heavy jobs at one worker");
            assigned = assigned.saturating_add(jobs.len());
        }
        let all = Jobs::<T>::iter().filter(|(_, job)| job.assignment().is_some()).count();
        ensure!(assigned == all, "4: assigned job in no list, or in two");
        Ok(())
    }

    /// 5. The queues hold exactly the open jobs, each once, in the queue of its class.
    fn open_jobs_are_queued() -> Result<(), TryRuntimeError> {
        let mut queued = Vec::new();
        for (class, queue) in OpenJobs::<T>::iter() {
            for id in queue {
                let job = Jobs::<T>::get(id).ok_or("5: unknown job queued")?;
                ensure!(job.class() == class, "5: job in the wrong queue");
                queued.push(id);
            }
        }
        let mut open: Vec<_> =
            Jobs::<T>::iter().filter(|(_, job)| job.state == JobState::Open).map(|(id, _)| id).collect();
        queued.sort();
        open.sort();
        ensure!(queued == open, "5: queues and open jobs differ");
        Ok(())
    }

    /// 6. Each assigned job expires in one block to come, and nothing else does.
    fn deadlines_agree() -> Result<(), TryRuntimeError> {
        let now = frame_system::Pallet::<T>::block_number();
        let mut entries = 0usize;
        for (block, jobs) in Deadlines::<T>::iter() {
            ensure!(block > now, "6: a deadline has passed");
            for id in &jobs {
                let job = Jobs::<T>::get(id).ok_or("6: deadline of an unknown job")?;
                let assignment = job.assignment().ok_or("6: deadline of no assignment")?;
                ensure!(assignment.deadline == block, "6: deadline in another block");
            }
            entries = entries.saturating_add(jobs.len());
        }
        let all = Jobs::<T>::iter().filter(|(_, job)| job.assignment().is_some()).count();
        ensure!(entries == all, "6: assigned job without a deadline, or with two");
        Ok(())
    }

    /// 7. From each requester exactly the rewards of its unfinished jobs are on hold, and from nobody else anything.
    fn rewards_are_on_hold() -> Result<(), TryRuntimeError> {
        let mut promised = BTreeMap::new();
        for (_, job) in Jobs::<T>::iter().filter(|(_, job)| job.is_unfinished()) {
            add::<T>(&mut promised, &job.requester, job.reward)?;
        }
        Self::just_these_are_held(HoldReason::JobReward, &promised, "7: rewards and hold differ")
    }

    /// 8. Job numbers are below the next one, the unfinished jobs are counted, and the rules can be obeyed.
    fn counters_agree() -> Result<(), TryRuntimeError> {
        let next = NextJobId::<T>::get();
        ensure!(Jobs::<T>::iter_keys().all(|id| id < next), "8: job number not given out yet");
        let unfinished = Jobs::<T>::iter().filter(|(_, job)| job.is_unfinished()).count();
        ensure!(unfinished as u32 == UnfinishedJobs::<T>::get(), "8: unfinished jobs miscounted");
        ensure!(Rules::<T>::get().check().is_ok(), "8: rules cannot be obeyed");
        ensure!(Market::<T>::get().check().is_ok(), "8: market rules cannot be obeyed");
        Ok(())
    }

    /// 9. Exclusions and refusals are kept for unfinished jobs, prices below the reward for assigned ones, an end for
    ///    jobs that are over; for no others. Nobody does a job he is kept from, unless it is an evaluation.
    fn annexes_belong_to_jobs() -> Result<(), TryRuntimeError> {
        let unfinished = |id: JobId| Jobs::<T>::get(id).filter(JobOf::<T>::is_unfinished);
        for (id, excluded) in Excluded::<T>::iter() {
            let job = unfinished(id).ok_or("9: exclusions of no unfinished job")?;
            let judge = job.assignment().map(|assignment| &assignment.worker);
            let lenient = matches!(job.kind, JobKind::Evaluate(_));
            ensure!(lenient || judge.is_none_or(|judge| !excluded.contains(judge)), "9: an excluded worker is at it");
        }
        for id in Declined::<T>::iter_keys() {
            ensure!(unfinished(id).is_some(), "9: refusals of no unfinished job");
        }
        for (id, pay) in Agreed::<T>::iter() {
            let job = Jobs::<T>::get(id).filter(|job| job.assignment().is_some());
            ensure!(job.is_some_and(|job| pay < job.reward), "9: a price of no assigned job, or above its reward");
        }
        for id in Ended::<T>::iter_keys() {
            let over = Jobs::<T>::get(id).is_some_and(|job| !job.is_unfinished());
            ensure!(over, "9: the end of a job that is not over");
        }
        Ok(())
    }

    /// 10. Offers and unbonding parts are of workers, and each says something.
    fn offers_belong_to_workers() -> Result<(), TryRuntimeError> {
        for (account, offer) in Offers::<T>::iter() {
            ensure!(Workers::<T>::contains_key(&account), "10: an offer of nobody");
            ensure!(offer != Default::default(), "10: an offer that says nothing");
        }
        for (account, parts) in Unbonding::<T>::iter() {
            ensure!(Workers::<T>::contains_key(&account), "10: a bond of nobody unbonds");
            ensure!(!parts.is_empty() && parts.iter().all(|part| !part.amount.is_zero()), "10: nothing unbonds");
        }
        Ok(())
    }

    /// 11. From each payer exactly the funds and deposits of its pins are on hold, and from nobody else anything; a fund is enough for every period
    ///     after the current one and for the proofs still awaited in this one; no pin has more keepers than copies, each
    ///     keeper is a worker, has one place at a pin, and `Kept` counts its places.
    fn pins_are_paid_for() -> Result<(), TryRuntimeError> {
        let mut funds = BTreeMap::new();
        let mut kept = BTreeMap::<T::AccountId, u32>::new();
        for (id, pin) in Pins::<T>::iter() {
            ensure!(id < NextPinId::<T>::get(), "11: pin number not given out yet");
            ensure!(pin.periods > 0, "11: a pin is over");
            add::<T>(&mut funds, &pin.payer, pin.fund)?;
            add::<T>(&mut funds, &pin.payer, pin.deposit)?;

            let awaited = pin.keepers.iter().filter(|keeper| matches!(keeper.task, Task::Prove(_))).count() as u32;
            let later = u32::from(pin.copies).saturating_mul(pin.periods.saturating_sub(1));
            let needed = pin.pay.checked_mul(&later.saturating_add(awaited).into());
            ensure!(needed.is_some_and(|needed| pin.fund >= needed), "11: the fund is too small");
            ensure!(pin.keepers.len() <= usize::from(pin.copies), "11: more keepers than copies");
            let places = pin.keepers.iter().map(|keeper| keeper.worker.clone()).collect::<BTreeSet<_>>();
            ensure!(places.len() == pin.keepers.len(), "11: a keeper twice");
            for worker in places {
                ensure!(Workers::<T>::contains_key(&worker), "11: a keeper that is no worker");
                let count = kept.entry(worker).or_insert(0);
                *count = count.saturating_add(1);
            }
        }
        ensure!(kept == Kept::<T>::iter().collect(), "11: places miscounted");
        ensure!(Pins::<T>::iter_keys().count() as u32 == PinCount::<T>::get(), "11: pins miscounted");
        Self::just_these_are_held(HoldReason::StorageFund, &funds, "11: funds and hold differ")
    }
}

/// Adds to what is to be on hold from an account.
fn add<T: Config>(
    sums: &mut BTreeMap<T::AccountId, BalanceOf<T>>,
    account: &T::AccountId,
    amount: BalanceOf<T>,
) -> Result<(), TryRuntimeError> {
    let sum = sums.entry(account.clone()).or_insert_with(Zero::zero);
    *sum = sum.checked_add(&amount).ok_or("a sum leaves the range of an amount")?;
    Ok(())
}
