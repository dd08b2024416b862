//! What each call and each step of the block's hook costs, with queues, lists and workers as full as they can
//! be. What a handler takes is measured where the handler is and added by the calls.

#![allow(clippy::indexing_slicing)] // A benchmark that goes wrong should stop.

use super::{
    crypto::{registration_hash, sr25519::AuthorityId},
    jobs::Outcome,
    traits::JobQueue,
    types::*,
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
    JobId,
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

/// A worker at a check with a reward, with a full queue behind it, and its signed result.
fn answered<T: Config>() -> Result<(T::AccountId, SignedResult, sr25519::Signature), BenchmarkError> {
    fill_queues::<T>()?;
    let (worker, key) = workers::<T>(1)?.remove(0);
    let job = open::<T>(JobKind::Check(0))?;
    let deadline = assign_to::<T>(job, &worker, false);
    crowd_deadlines::<T>(deadline);
    let signed = SignedResult { genesis: Pallet::<T>::genesis(), job, attempt: 1, result: result() };
    let signature = key.sign(&signed.signing_hash()).map(Into::into).unwrap_or_default();
    Ok((worker, signed, signature))
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

    #[benchmark]
    fn cancel_job() -> Result<(), BenchmarkError> {
        while UnfinishedJobs::<T>::get() < T::MaxOpenJobs::get() {
            open::<T>(JobKind::Train(1))?;
        }
        let id = NextJobId::<T>::get().saturating_sub(1);

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
        workers::<T>(w)?;
        for n in 0..j {
            let kind = if n % 2 == 0 { JobKind::Check(1) } else { JobKind::Train(1) };
            open::<T>(kind)?;
        }
        let now = frame_system::Pallet::<T>::block_number();

        #[block]
        {
            Pallet::<T>::assign(now);
        }

        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, mock::ExtBuilder::default().build_with_keystore(), mock::Test);
}
