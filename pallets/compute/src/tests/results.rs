//! `submit_result`: who is authorised, and what an answer does.

use crate::{mock::*, traits::JobQueue, types::*, Call, Deadlines, Error, Event, Jobs, Workers};
use openledger_primitives::{
    job::{JobFailure, JobKind, JobResult, SignedResult},
    JobId,
};
use polkadot_sdk::{
    frame_support::{
        assert_noop,
        dispatch::GetDispatchInfo,
        storage::unhashed,
        traits::fungible::{Inspect, InspectHold},
    },
    frame_system::RawOrigin,
    sp_core::{sr25519, Pair},
    sp_runtime::{
        traits::Dispatchable,
        transaction_validity::{InvalidTransaction, TransactionValidityError},
        DispatchError,
    },
};

/// Worker 1 is assigned a check with a reward of 70, since block 2, due before block 12.
fn assigned(test: impl FnOnce(JobId)) {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let job = Compute::open(JobKind::Check(1), &account(50), 70).unwrap();
        next_block();
        events();
        test(job);
    });
}

fn refused(signed: SignedResult, signature: sr25519::Signature) -> InvalidTransaction {
    match authorize(signed, signature) {
        Err(TransactionValidityError::Invalid(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_good_result_finishes_the_job_and_pays() {
    assigned(|job| {
        let (signed, signature) = sign_result(1, job, 1, check_result());
        submit(signed, signature);
        assert_eq!(Jobs::<Test>::get(job).unwrap().state, JobState::Done { worker: account(1) });
        assert_eq!(Accepted::get(), vec![(job, JobKind::Check(1), account(1), check_result())]);
        assert_eq!(Balances::balance(&account(1)), 999_000 + 70);
        assert_eq!(Balances::total_balance(&account(50)), 1_000_000 - 70);
        assert_eq!(Balances::total_balance_on_hold(&account(50)), 0);
        assert!(!Deadlines::<Test>::contains_key(12));
        assert_eq!(Workers::<Test>::get(account(1)).unwrap().busy, 0);
        assert_eq!(events(), vec![Event::JobFinished { job, worker: account(1), attempt: 1, paid: 70 }]);
    });
}

#[test]
fn a_worker_may_be_its_own_requester() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let job = Compute::open(JobKind::Check(1), &account(1), 70).unwrap();
        next_block();
        finish(job);
        assert_eq!(Balances::balance(&account(1)), 999_000);
    });
}

#[test]
fn the_pool_takes_one_result_per_attempt_until_its_deadline() {
    assigned(|job| {
        run_to(4);
        let (one, signature) = sign_result(1, job, 1, check_result());
        let first = authorize(one, signature).unwrap();
        let (another, signature) = sign_result(1, job, 1, JobResult::Failed(JobFailure::Unsupported));
        let second = authorize(another, signature).unwrap();
        assert_eq!(first.provides, second.provides);
        assert_eq!(first.provides.len(), 1);
        assert_eq!(first.longevity, 8);
        assert!(first.propagate);
        assert!(first.requires.is_empty());
    });
}

#[test]
fn a_result_is_not_authorised_for_a_job_that_is_not_under_way() {
    assigned(|job| {
        let (unknown, signature) = sign_result(1, 99, 1, check_result());
        assert_eq!(refused(unknown, signature), InvalidTransaction::Stale);
        let (later, signature) = sign_result(1, job, 2, check_result());
        assert_eq!(refused(later, signature), InvalidTransaction::Stale);

        let (signed, signature) = sign_result(1, job, 1, check_result());
        submit(signed, signature);
        assert_eq!(refused(signed, signature), InvalidTransaction::Stale, "no replay");

        let open = open(JobKind::Check(2));
        let (early, signature) = sign_result(1, open, 0, check_result());
        assert_eq!(refused(early, signature), InvalidTransaction::Stale);
    });
}

#[test]
fn a_result_is_not_authorised_after_its_deadline() {
    assigned(|job| {
        let (signed, signature) = sign_result(1, job, 1, check_result());
        run_to(11);
        authorize(signed, signature).unwrap();
        run_to(12);
        assert_eq!(refused(signed, signature), InvalidTransaction::Stale);
    });
}

#[test]
fn a_result_is_not_authorised_for_another_kind() {
    assigned(|job| {
        for result in [curate_result(), evaluate_result(), good_result(JobKind::Train(1))] {
            let (signed, signature) = sign_result(1, job, 1, result);
            assert_eq!(refused(signed, signature), InvalidTransaction::Call);
        }
    });
}

#[test]
fn a_result_is_not_authorised_on_another_chain() {
    assigned(|job| {
        let genesis = [1; 32];
        let signed = SignedResult { genesis, job, attempt: 1, result: check_result() };
        let signature = session_pair(1).sign(&signed.signing_hash());
        assert_eq!(refused(signed, signature), InvalidTransaction::BadProof);
    });
}

#[test]
fn a_result_is_authorised_by_the_assigned_workers_key_only() {
    assigned(|job| {
        let (signed, signature) = sign_result(2, job, 1, check_result());
        assert_eq!(refused(signed, signature), InvalidTransaction::BadProof);
        let (mut signed, signature) = sign_result(1, job, 1, check_result());
        signed.result = JobResult::Failed(JobFailure::Unsupported);
        assert_eq!(refused(signed, signature), InvalidTransaction::BadProof);
    });
}

#[test]
fn nobody_calls_it_without_authorisation() {
    assigned(|job| {
        let (result, signature) = sign_result(1, job, 1, check_result());
        for origin in [signed(1), RuntimeOrigin::none(), RuntimeOrigin::root()] {
            let call = Compute::submit_result(origin, Box::new(result), signature);
            assert_noop!(call, DispatchError::BadOrigin);
        }
    });
}

#[test]
fn even_authorised_it_checks_the_attempt() {
    assigned(|job| {
        let wrong = [
            (sign_result(1, 99, 1, check_result()), Error::<Test>::JobUnknown),
            (sign_result(1, job, 2, check_result()), Error::<Test>::NotAssigned),
            (sign_result(1, job, 1, curate_result()), Error::<Test>::NotAssigned),
        ];
        for ((signed, signature), error) in wrong {
            let call = Compute::submit_result(RawOrigin::Authorized.into(), Box::new(signed), signature);
            assert_noop!(call, error);
        }
        finish(job);
        let (signed, signature) = sign_result(1, job, 1, check_result());
        let call = Compute::submit_result(RawOrigin::Authorized.into(), Box::new(signed), signature);
        assert_noop!(call, Error::<Test>::NotAssigned);
    });
}

#[test]
fn giving_up_costs_the_attempt_and_nothing_else() {
    assigned(|job| {
        let failure = JobFailure::ContentUnavailable;
        let (signed, signature) = sign_result(1, job, 1, JobResult::Failed(failure));
        submit(signed, signature);
        let record = Jobs::<Test>::get(job).unwrap();
        assert_eq!((record.state, record.avoid), (JobState::Open, Some(account(1))));
        assert_eq!(Workers::<Test>::get(account(1)).unwrap().bond, 1_000);
        assert_eq!(events(), vec![Event::JobGivenUp { job, worker: account(1), attempt: 1, failure }]);
        assert_eq!(Accepted::get(), vec![]);
    });
}

#[test]
fn a_refused_result_is_undone_and_the_job_tried_again() {
    assigned(|job| {
        let error = DispatchError::Unavailable;
        Refusal::set(Some(error));
        let (signed, signature) = sign_result(1, job, 1, check_result());
        submit(signed, signature);
        assert_eq!(unhashed::get::<JobId>(b"handled"), None, "what the handler wrote is undone");
        assert_eq!(Jobs::<Test>::get(job).unwrap().state, JobState::Open);
        assert_eq!(events(), vec![Event::ResultRefused { job, worker: account(1), attempt: 1, error }]);
        Refusal::set(None);
        next_block();
        finish(job);
        assert_eq!(unhashed::get::<JobId>(b"handled"), Some(job));
        assert_eq!(Balances::balance(&account(1)), 999_000 + 70);
    });
}

#[test]
fn a_result_refused_to_the_last_attempt_gives_the_job_up() {
    assigned(|job| {
        Refusal::set(Some(DispatchError::Unavailable));
        for _ in 0..3 {
            finish(job);
            next_block();
        }
        assert_eq!(Jobs::<Test>::get(job).unwrap().state, JobState::Failed);
        assert_eq!(GivenUp::get(), vec![(job, JobKind::Check(1))]);
        assert_eq!(Balances::total_balance_on_hold(&account(50)), 0);
        assert_eq!(events().last(), Some(&Event::JobAbandoned { job, attempts: 3 }));
    });
}

#[test]
fn a_handler_may_open_the_next_job() {
    assigned(|job| {
        Chain::set(true);
        finish(job);
        assert_eq!(Jobs::<Test>::get(job + 1).unwrap().kind, JobKind::Curate(77));
    });
}

#[test]
fn a_suspended_worker_may_finish_what_it_has() {
    assigned(|job| {
        use crate::traits::Workers as _;
        Compute::slash(&account(1), 900);
        finish(job);
        assert_eq!(Jobs::<Test>::get(job).unwrap().state, JobState::Done { worker: account(1) });
    });
}

#[test]
fn the_call_weighs_its_handler() {
    assigned(|job| {
        let (signed, signature) = sign_result(1, job, 1, check_result());
        let call = RuntimeCall::Compute(Call::submit_result { signed: Box::new(signed), signature });
        let info = call.get_dispatch_info();
        let own = <() as crate::WeightInfo>::submit_result();
        assert_eq!(info.call_weight.ref_time(), own.ref_time() + 1_000 + 100);
        let authorize = <() as crate::WeightInfo>::authorize_submit_result();
        use polkadot_sdk::frame_support::traits::Authorize;
        assert_eq!(call.weight_of_authorize(), authorize);
        let _ = call.dispatch(RawOrigin::Authorized.into());
    });
}
