//! What each call and each step of the block's hook costs, with queues, lists and workers as full as they can
//! be. What a handler takes is measured where the handler is and added by the calls.

#![allow(clippy::indexing_slicing)] // A benchmark that goes wrong should stop.

use super::{
    crypto::{registration_hash, sr25519::AuthorityId},
    declined::MaxDecliners,
    jobs::Outcome,
    keeping::{MaxLeaf, Siblings},
    offers::{Classes, Kinds},
    pins::{MaxCopies, PinId, PinnedFile, Task},
    traits::JobQueue,
    types::*,
    unbonding::MaxUnbonding,
    *,
};
use alloc::{format, vec};
use codec::Encode;
use frame_support::{
    traits::{
        fungible::{Inspect, Mutate},
        Authorize, EnsureOrigin, Get,
    },
    BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use openledger_primitives::{
    content::ContentId,
    hashing::keccak_256_of,
    job::{CheckResult, JobKind, JobResult, SignedResult},
    merkle, Digest, JobId,
};
use polkadot_sdk::{
    frame_benchmarking::{account, v2::*},
    sp_application_crypto::RuntimeAppPublic,
    sp_runtime::{
        traits::{Bounded, One, Saturating},
        transaction_validity::TransactionSource,
    },
};
use sp_core::sr25519;

/// An account that can pay for anything here.
fn rich<T: Config>(name: &'static str, n: u32) -> T::AccountId {
    let who: T::AccountId = account(name, n, 0);
    T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 1_000_000u32.into());
    who
}

/// The longest endpoint there can be.
fn long_endpoint() -> Endpoint {
    let mut bytes = b"https://".to_vec();
    bytes.resize(Endpoint::bound(), b'a');
    BoundedVec::truncate_from(bytes)
}

fn bond<T: Config>() -> BalanceOf<T> {
    Rules::<T>::get().minimum_bond.max(T::Currency::minimum_balance())
}

/// A new session key and the proof that `who` may register it.
fn new_key<T: Config>(who: &T::AccountId) -> (AuthorityId, sr25519::Signature) {
    // From a seed, as a key from a phrase takes longer to make than most of what is measured here.
    let seed = sp_core::H256(keccak_256_of(&[&who.encode()]));
    let key = AuthorityId::generate_pair(Some(format!("{seed:?}").into_bytes()));
    let claim = registration_hash(Pallet::<T>::genesis(), who);
    let proof = key.sign(&claim).map(Into::into).unwrap_or_default();
    (key, proof)
}

fn register<T: Config>(who: &T::AccountId) -> Result<AuthorityId, BenchmarkError> {
    let (key, proof) = new_key::<T>(who);
    let origin = RawOrigin::Signed(who.clone()).into();
    let public = sr25519::Public::from(key.clone());
    Pallet::<T>::register_worker(origin, public, long_endpoint(), bond::<T>(), proof)?;
    Ok(key)
}

/// Registers `n` workers.
fn workers<T: Config>(n: u32) -> Result<vec::Vec<(T::AccountId, AuthorityId)>, BenchmarkError> {
    (0..n)
        .map(|n| {
            let who = rich::<T>("worker", n);
            let key = register::<T>(&who)?;
            Ok((who, key))
        })
        .collect()
}

/// Opens a job with a reward; nobody is assigned.
fn open<T: Config>(kind: JobKind) -> Result<JobId, BenchmarkError> {
    let requester = rich::<T>("requester", 0);
    Ok(Pallet::<T>::open(kind, &requester, T::Currency::minimum_balance())?)
}

/// Opens a job that as many workers may not do as there can be, and which has a reward.
fn open_excluding<T: Config>(kind: JobKind) -> Result<JobId, BenchmarkError> {
    let requester = rich::<T>("requester", 0);
    let excluded: vec::Vec<_> = (0..<MaxExcluded as Get<u32>>::get()).map(|n| account("excluded", n, 0)).collect();
    Ok(Pallet::<T>::open_excluding(
        kind,
        &requester,
        T::Currency::minimum_balance().saturating_add(One::one()),
        &excluded,
    )?)
}

/// Fills both queues with jobs that stay open.
fn fill_queues<T: Config>() -> Result<(), BenchmarkError> {
    while UnfinishedJobs::<T>::get() < T::MaxOpenJobs::get().saturating_sub(1) {
        open::<T>(JobKind::Check(1))?;
    }
    Ok(())
}

/// Gives a job to a worker as the draw does, and returns the block in which it expires. `last` makes it the
/// last attempt.
fn assign_to<T: Config>(id: JobId, worker: &T::AccountId, last: bool) -> BlockNumberFor<T> {
    let now = frame_system::Pallet::<T>::block_number();
    let rules = Rules::<T>::get();
    let deadline = now.saturating_add(rules.check_deadline);
    Jobs::<T>::mutate(id, |job| {
        if let Some(job) = job {
            OpenJobs::<T>::mutate(job.class(), |queue| queue.retain(|other| *other != id));
            job.attempt = if last { rules.max_attempts } else { 1 };
            let worker = worker.clone();
            job.state = JobState::Assigned(Assignment { worker, since: now, deadline });
        }
    });
    Workers::<T>::mutate(worker, |worker| {
        if let Some(worker) = worker {
            worker.busy = worker.busy.saturating_add(1);
        }
    });
    let _ = Assignments::<T>::try_append(worker, id);
    let _ = Deadlines::<T>::try_append(deadline, id);
    deadline
}

/// Deadlines of other jobs in the same block, as many as there can be.
fn crowd_deadlines<T: Config>(deadline: BlockNumberFor<T>) {
    let mut other = JobId::MAX;
    while Deadlines::<T>::try_append(deadline, other).is_ok() {
        other = other.saturating_sub(1);
    }
}

fn result() -> JobResult {
    JobResult::Check(CheckResult { verdict: None, root: Default::default(), refused: 0, report: ContentId::default() })
}

/// A worker at a check with a reward, with a full queue behind it, and its signed result. As many others as there can
/// be have declined the job and will pay for it.
fn answered<T: Config>() -> Result<(T::AccountId, SignedResult, sr25519::Signature), BenchmarkError> {
    fill_queues::<T>()?;
    let count = <MaxDecliners as Get<u32>>::get().saturating_add(1).min(T::MaxWorkers::get());
    let mut all = workers::<T>(count)?;
    let (worker, key) = all.remove(0);
    let job = open_excluding::<T>(JobKind::Check(0))?;
    all.iter().for_each(|(other, _)| Pallet::<T>::note_declined(job, other, true));
    Market::<T>::mutate(|rules| rules.decline_slash = openledger_primitives::PPM);
    Agreed::<T>::insert(job, T::Currency::minimum_balance());
    let deadline = assign_to::<T>(job, &worker, false);
    crowd_deadlines::<T>(deadline);
    let signed = SignedResult { genesis: Pallet::<T>::genesis(), job, attempt: 1, result: result() };
    let signature = key.sign(&signed.signing_hash()).map(Into::into).unwrap_or_default();
    Ok((worker, signed, signature))
}

/// A worker of whose bond this many parts unbond, one in each block.
fn unbonding<T: Config>(parts: u32) -> Result<T::AccountId, BenchmarkError> {
    let who = workers::<T>(1)?.remove(0).0;
    Pallet::<T>::bond_more(RawOrigin::Signed(who.clone()).into(), (<MaxUnbonding as Get<u32>>::get() + 1).into())?;
    for _ in 0..parts {
        Pallet::<T>::unbond(RawOrigin::Signed(who.clone()).into(), One::one())?;
        let next = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
        frame_system::Pallet::<T>::set_block_number(next);
    }
    Ok(who)
}

fn file(root: Digest, leaves: u64) -> PinnedFile {
    PinnedFile { content: ContentId::default(), root, leaves, bytes: 1 }
}

/// A file that its payer has pinned for `periods`, and as many of these workers keep as there can be, each of which has
/// this task.
fn kept<T: Config>(
    file: PinnedFile,
    periods: u32,
    workers: &[(T::AccountId, AuthorityId)],
    task: Task,
) -> Result<PinId, BenchmarkError> {
    let payer = rich::<T>("payer", 0);
    let copies = <MaxCopies as Get<u32>>::get() as u8;
    let id = NextPinId::<T>::get();
    Pallet::<T>::add_pin(payer, file, T::Currency::minimum_balance(), copies, periods)?;
    for (worker, _) in workers.iter().take(copies.into()) {
        Pallet::<T>::begin_keeping(worker.clone(), id)?;
    }
    Pins::<T>::mutate(id, |pin| {
        pin.iter_mut().flat_map(|pin| pin.keepers.iter_mut()).for_each(|keeper| keeper.task = task)
    });
    Ok(id)
}

/// As many workers as keep one file, or as there can be.
fn keepers<T: Config>(files: u32) -> Result<vec::Vec<(T::AccountId, AuthorityId)>, BenchmarkError> {
    workers::<T>(files.saturating_mul(<MaxCopies as Get<u32>>::get()).min(T::MaxWorkers::get()))
}

#[benchmarks(where <T as frame_system::Config>::RuntimeCall: From<Call<T>>)]
mod benches {
    use super::*;

    #[benchmark]
    fn register_worker() -> Result<(), BenchmarkError> {
        workers::<T>(T::MaxWorkers::get().saturating_sub(1))?;
        let who = rich::<T>("newcomer", 0);
        let (key, proof) = new_key::<T>(&who);
        let key = sr25519::Public::from(key);

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), key, long_endpoint(), bond::<T>(), proof);

        assert_eq!(WorkerOfKey::<T>::get(key), Some(who));
        Ok(())
    }

    #[benchmark]
    fn bond_more() -> Result<(), BenchmarkError> {
        let all = workers::<T>(T::MaxWorkers::get())?;
        let who = all[0].0.clone();
        let whole = bond::<T>();
        <Pallet<T> as traits::Workers<_, _>>::slash(&who, whole);

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), whole);

        assert_eq!(Workers::<T>::get(&who).map(|w| w.state), Some(WorkerState::Active));
        Ok(())
    }

    #[benchmark]
    fn leave() -> Result<(), BenchmarkError> {
        let all = workers::<T>(T::MaxWorkers::get())?;
        let who = all[0].0.clone();

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()));

        assert!(!ActiveWorkers::<T>::get().contains(&who));
        Ok(())
    }

    #[benchmark]
    fn withdraw_bond() -> Result<(), BenchmarkError> {
        let who = workers::<T>(1)?.remove(0).0;
        Pallet::<T>::leave(RawOrigin::Signed(who.clone()).into())?;
        let after = Rules::<T>::get().leaving_period.saturating_add(One::one());
        let now = frame_system::Pallet::<T>::block_number();
        frame_system::Pallet::<T>::set_block_number(now.saturating_add(after));

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()));

        assert!(!Workers::<T>::contains_key(&who));
        Ok(())
    }

    #[benchmark]
    fn set_endpoint() -> Result<(), BenchmarkError> {
        let who = workers::<T>(1)?.remove(0).0;

        #[extrinsic_call]
        _(RawOrigin::Signed(who), long_endpoint());

        Ok(())
    }

    /// The result is accepted and paid. Its handler is left out here.
    #[benchmark]
    fn submit_result() -> Result<(), BenchmarkError> {
        let (worker, signed, _) = answered::<T>()?;
        let job = Jobs::<T>::get(signed.job).ok_or("no job")?;
        let deadline = job.assignment().ok_or("no assignment")?.deadline;

        #[block]
        {
            Pallet::<T>::remove_deadline(deadline, signed.job);
            Pallet::<T>::end_attempt(signed.job, job, worker.clone(), Outcome::Finished);
        }

        let state = Jobs::<T>::get(signed.job).map(|job| job.state);
        assert_eq!(state, Some(JobState::Done { worker }));
        Ok(())
    }

    #[benchmark]
    fn authorize_submit_result() -> Result<(), BenchmarkError> {
        let (_, signed, signature) = answered::<T>()?;
        let call: <T as frame_system::Config>::RuntimeCall =
            Call::submit_result { signed: alloc::boxed::Box::new(signed), signature }.into();

        #[block]
        {
            call.authorize(TransactionSource::External)
                .ok_or("submit_result is authorised")?
                .map_err(|_| "not authorised")?;
        }

        Ok(())
    }

    #[benchmark]
    fn set_rules() -> Result<(), BenchmarkError> {
        let origin = T::AdminOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        let rules = ComputeRules { silence_slash: 7, ..Rules::<T>::get() };

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, rules);

        assert_eq!(Rules::<T>::get(), rules);
        Ok(())
    }

    /// A worker has begun and is paid.
    #[benchmark]
    fn cancel_job() -> Result<(), BenchmarkError> {
        let worker = workers::<T>(1)?.remove(0).0;
        let id = open_excluding::<T>(JobKind::Train(1))?;
        let deadline = assign_to::<T>(id, &worker, false);
        Workers::<T>::mutate(&worker, |worker| worker.iter_mut().for_each(|worker| worker.heavy = 1));
        crowd_deadlines::<T>(deadline);
        Pallet::<T>::note_declined(id, &worker, false);
        Agreed::<T>::insert(id, T::Currency::minimum_balance());
        let begun = frame_system::Pallet::<T>::block_number().saturating_add(Rules::<T>::get().assignment_depth.into());
        frame_system::Pallet::<T>::set_block_number(begun);

        #[extrinsic_call]
        _(RawOrigin::Signed(rich::<T>("requester", 0)), id);

        assert_eq!(Jobs::<T>::get(id).map(|job| job.state), Some(JobState::Cancelled));
        Ok(())
    }

    /// `j` attempts expire, each the last, each of another worker that is suspended for it.
    #[benchmark]
    fn expire(j: Linear<0, { T::MaxJobsPerBlock::get() }>) -> Result<(), BenchmarkError> {
        let all = workers::<T>(T::MaxWorkers::get())?;
        Rules::<T>::mutate(|rules| rules.silence_slash = openledger_primitives::PPM);
        let mut deadline = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
        for n in 0..j {
            let job = open::<T>(JobKind::Check(n.into()))?;
            let (worker, _) = &all[n as usize % all.len()];
            deadline = assign_to::<T>(job, worker, true);
        }

        #[block]
        {
            Pallet::<T>::expire(deadline);
        }

        assert!(!Deadlines::<T>::contains_key(deadline));
        Ok(())
    }

    /// `j` jobs are assigned among `w` workers; where there is no room for all, each is looked at.
    #[benchmark]
    fn assign(
        w: Linear<0, { T::MaxWorkers::get() }>,
        j: Linear<0, { 2 * T::MaxAssignmentsPerBlock::get() }>,
    ) -> Result<(), BenchmarkError> {
        for (worker, _) in workers::<T>(w)? {
            Pallet::<T>::change_price(worker, JobClass::Heavy, Some(One::one()))?;
        }
        for n in 0..j {
            let kind = if n % 2 == 0 { JobKind::Check(1) } else { JobKind::Train(1) };
            open_excluding::<T>(kind)?;
        }
        let now = frame_system::Pallet::<T>::block_number().saturating_add(2u32.into());

        #[block]
        {
            Pallet::<T>::assign(now);
        }

        Ok(())
    }

    #[benchmark]
    fn unbond() -> Result<(), BenchmarkError> {
        let who = unbonding::<T>(<MaxUnbonding as Get<u32>>::get().saturating_sub(1))?;

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), One::one());

        assert_eq!(Unbonding::<T>::get(&who).len() as u32, <MaxUnbonding as Get<u32>>::get());
        Ok(())
    }

    #[benchmark]
    fn withdraw_unbonded() -> Result<(), BenchmarkError> {
        let who = unbonding::<T>(<MaxUnbonding as Get<u32>>::get())?;
        let now = frame_system::Pallet::<T>::block_number();
        frame_system::Pallet::<T>::set_block_number(now.saturating_add(Rules::<T>::get().leaving_period));

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()));

        assert!(!Unbonding::<T>::contains_key(&who));
        Ok(())
    }

    #[benchmark]
    fn set_capabilities() -> Result<(), BenchmarkError> {
        let who = workers::<T>(1)?.remove(0).0;

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), Kinds(1), Classes::ALL);

        assert_eq!(Offers::<T>::get(&who).kinds, Kinds(1));
        Ok(())
    }

    #[benchmark]
    fn set_price() -> Result<(), BenchmarkError> {
        let who = workers::<T>(1)?.remove(0).0;

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), JobClass::Heavy, Some(One::one()));

        assert!(Offers::<T>::contains_key(&who));
        Ok(())
    }

    #[benchmark]
    fn set_market_rules() -> Result<(), BenchmarkError> {
        let origin = T::AdminOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        let rules = MarketRules { decline_slash: 7, ..Market::<T>::get() };

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, rules);

        assert_eq!(Market::<T>::get(), rules);
        Ok(())
    }

    /// `j` jobs have waited too long at the end of a full queue.
    #[benchmark]
    fn sweep(j: Linear<0, { T::MaxSweptPerBlock::get() }>) -> Result<(), BenchmarkError> {
        for _ in 0..j {
            let id = open_excluding::<T>(JobKind::Check(1))?;
            Pallet::<T>::note_declined(id, &account("decliner", 0, 0), true);
        }
        let wait = Market::<T>::get().maximum_wait;
        let now = frame_system::Pallet::<T>::block_number().saturating_add(wait).saturating_add(One::one());
        frame_system::Pallet::<T>::set_block_number(now);

        #[block]
        {
            Pallet::<T>::sweep(now);
        }

        assert_eq!(UnfinishedJobs::<T>::get(), 0);
        Ok(())
    }

    #[benchmark]
    fn pin() -> Result<(), BenchmarkError> {
        let payer = rich::<T>("payer", 0);

        #[extrinsic_call]
        _(RawOrigin::Signed(payer), file(Default::default(), 1), T::Currency::minimum_balance(), 4, 9);

        assert_eq!(PinCount::<T>::get(), 1);
        Ok(())
    }

    #[benchmark]
    fn extend_pin() -> Result<(), BenchmarkError> {
        let all = keepers::<T>(1)?;
        let id = kept::<T>(file(Default::default(), 1), 1, &all, Task::None)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(rich::<T>("payer", 0)), id, 9);

        assert_eq!(Pins::<T>::get(id).map(|found| found.periods), Some(10));
        Ok(())
    }

    /// Nobody owes a proof, so the pin ends at once.
    #[benchmark]
    fn unpin() -> Result<(), BenchmarkError> {
        let all = keepers::<T>(1)?;
        let id = kept::<T>(file(Default::default(), 1), 9, &all, Task::Done)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(rich::<T>("payer", 0)), id);

        assert!(!Pins::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn offer_storage() -> Result<(), BenchmarkError> {
        let mut all = keepers::<T>(1)?;
        let (last, _) = all.pop().ok_or("no worker")?;
        let id = kept::<T>(file(Default::default(), 1), 9, &all, Task::None)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(last.clone()), id);

        assert_eq!(Kept::<T>::get(&last), Some(1));
        Ok(())
    }

    #[benchmark]
    fn stop_storing() -> Result<(), BenchmarkError> {
        let all = keepers::<T>(1)?;
        let id = kept::<T>(file(Default::default(), 1), 9, &all, Task::Done)?;
        let (last, _) = all.last().ok_or("no worker")?;

        #[extrinsic_call]
        _(RawOrigin::Signed(last.clone()), id);

        assert_eq!(Kept::<T>::get(last), None);
        Ok(())
    }

    /// A leaf of `b` bytes, as deep in its tree as one can be.
    #[benchmark]
    fn prove_storage(b: Linear<0, { <MaxLeaf as Get<u32>>::get() }>) -> Result<(), BenchmarkError> {
        let all = keepers::<T>(1)?;
        let leaf = vec![7; b as usize];
        let siblings = vec![[1; 32]; merkle::MAX_DEPTH - 1];
        let top = siblings.iter().fold(merkle::leaf(&leaf), |top, sibling| merkle::node(&top, sibling));
        let count = 1u64 << siblings.len();
        let root = merkle::Peaks { count, peaks: vec![top] }.root();
        let id = kept::<T>(file(root, count), 9, &all, Task::Prove(0))?;
        let (last, _) = all.last().ok_or("no worker")?;
        let (leaf, siblings) = (BoundedVec::truncate_from(leaf), Siblings::truncate_from(siblings));

        #[extrinsic_call]
        _(RawOrigin::Signed(last.clone()), id, leaf, siblings);

        let done = Pins::<T>::get(id).and_then(|found| found.keepers.last().map(|keeper| keeper.task));
        assert_eq!(done, Some(Task::Done));
        Ok(())
    }

    /// `p` pins end, and no keeper has proved anything.
    #[benchmark]
    fn turn_periods(p: Linear<0, { T::MaxPinsPerBlock::get() }>) -> Result<(), BenchmarkError> {
        let all = keepers::<T>(p)?;
        Market::<T>::mutate(|rules| rules.miss_slash = openledger_primitives::PPM);
        for n in 0..p {
            let first = (n as usize * <MaxCopies as Get<u32>>::get() as usize) % all.len();
            kept::<T>(file(Default::default(), 1), 1, &all[first..], Task::Prove(0))?;
        }
        let period = Market::<T>::get().storage_period;
        let now = frame_system::Pallet::<T>::block_number().saturating_add(period);
        frame_system::Pallet::<T>::set_block_number(now);

        #[block]
        {
            Pallet::<T>::turn_periods(now);
        }

        assert_eq!(PinCount::<T>::get(), 0);
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, mock::ExtBuilder::default().build_with_keystore(), mock::Test);
}
