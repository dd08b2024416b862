//! Opening jobs through `JobQueue`, and `cancel_job`.

use crate::{
    mock::*, traits::JobQueue, types::*, Error, Event, HoldReason, Jobs, NextJobId, OpenJobs, UnfinishedJobs, Workers,
};
use openledger_primitives::job::JobKind;
use polkadot_sdk::{
    frame_support::{
        assert_noop, assert_ok,
        traits::fungible::{Inspect, InspectHold},
    },
    sp_runtime::{ArithmeticError, TokenError},
};

fn promised(n: u8) -> u128 {
    Balances::balance_on_hold(&HoldReason::JobReward.into(), &account(n))
}

#[test]
fn opening_holds_the_reward_and_queues_the_job() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(Compute::open(JobKind::Train(7), &account(50), 300), Ok(0));
        assert_eq!(Compute::open(JobKind::Check(8), &account(50), 200), Ok(1));
        assert_eq!(promised(50), 500);
        assert_eq!(OpenJobs::<Test>::get(JobClass::Heavy).into_inner(), vec![0]);
        assert_eq!(OpenJobs::<Test>::get(JobClass::Light).into_inner(), vec![1]);
        assert_eq!(UnfinishedJobs::<Test>::get(), 2);
        assert_eq!(
            Jobs::<Test>::get(0),
            Some(Job {
                kind: JobKind::Train(7),
                requester: account(50),
                reward: 300,
                state: JobState::Open,
                attempt: 0,
                avoid: None,
                opened_at: 1,
            })
        );
        assert_eq!(
            events()[0],
            Event::JobOpened { job: 0, kind: JobKind::Train(7), requester: account(50), reward: 300 }
        );
    });
}

#[test]
fn a_job_without_reward_holds_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(Compute::open(JobKind::Check(8), &account(200), 0), Ok(0));
        assert_eq!(promised(200), 0);
    });
}

#[test]
fn a_reward_must_be_there() {
    ExtBuilder::default().build_and_execute(|| {
        let call = Compute::open(JobKind::Check(8), &account(50), 2_000_000);
        assert_noop!(call, TokenError::FundsUnavailable);
    });
}

#[test]
fn open_and_assigned_jobs_together_fill_the_queue() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        for n in 0..12 {
            open(JobKind::Check(n));
            next_block();
        }
        let call = Compute::open(JobKind::Check(99), &account(50), 1);
        assert_noop!(call, Error::<Test>::QueueFull);
        // One ends: there is room for one.
        let assigned = (0..12).find(|id| worker_of(*id).is_some()).unwrap();
        finish(assigned);
        assert_ok!(Compute::open(JobKind::Check(99), &account(50), 1));
    });
}

#[test]
fn job_numbers_end_before_they_wrap() {
    ExtBuilder::default().build_and_execute(|| {
        NextJobId::<Test>::put(u64::MAX);
        let call = Compute::open(JobKind::Check(1), &account(50), 1);
        assert_noop!(call, ArithmeticError::Overflow);
    });
}

#[test]
fn cancelling_returns_the_reward_and_tells_the_handler() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Compute::open(JobKind::Train(7), &account(50), 300));
        events();
        assert_ok!(Compute::cancel_job(signed(50), 0));
        assert_eq!(promised(50), 0);
        assert_eq!(Jobs::<Test>::get(0).unwrap().state, JobState::Cancelled);
        assert!(OpenJobs::<Test>::get(JobClass::Heavy).is_empty());
        assert_eq!(UnfinishedJobs::<Test>::get(), 0);
        assert_eq!(GivenUp::get(), vec![(0, JobKind::Train(7))]);
        assert_eq!(events(), vec![Event::JobCancelled { job: 0 }]);
    });
}

#[test]
fn only_its_requester_cancels_a_job_and_only_while_it_is_open() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        assert_noop!(Compute::cancel_job(signed(50), 0), Error::<Test>::JobUnknown);
        let job = open(JobKind::Evaluate(7));
        assert_noop!(Compute::cancel_job(signed(51), job), Error::<Test>::NotRequester);
        next_block();
        assert_noop!(Compute::cancel_job(signed(50), job), Error::<Test>::JobNotOpen);
        finish(job);
        assert_noop!(Compute::cancel_job(signed(50), job), Error::<Test>::JobNotOpen);
    });
}

#[test]
fn nobody_cancels_the_judgement_on_his_own_data() {
    ExtBuilder::default().build_and_execute(|| {
        for kind in [JobKind::Check(1), JobKind::Curate(1), JobKind::Reproduce(1), JobKind::Reexecute(1)] {
            let job = open(kind);
            assert_noop!(Compute::cancel_job(signed(50), job), Error::<Test>::NotCancellable);
        }
    });
}

#[test]
fn a_worker_that_has_begun_is_paid_when_its_job_is_taken_back() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        for (kind, waits, paid) in [(JobKind::Train(1), 0, 0), (JobKind::Train(2), 1, 70), (JobKind::Merge(3), 9, 70)] {
            let job = Compute::open(kind, &account(50), 70).unwrap();
            next_block();
            run_to(System::block_number() + waits);
            let before = Balances::balance(&account(1));
            events();
            assert_ok!(Compute::cancel_job(signed(50), job));
            assert_eq!(Balances::balance(&account(1)), before + paid);
            let mut expected = vec![Event::JobCancelled { job }];
            if waits > 0 {
                expected.insert(0, Event::RecalledWorkerPaid { job, worker: account(1), paid });
            }
            assert_eq!(events(), expected);
            assert_eq!(Workers::<Test>::get(account(1)).unwrap().busy, 0);
            assert_eq!(promised(50), 0);
        }
    });
}

#[test]
fn what_was_agreed_is_paid_when_a_job_is_taken_back_and_the_rest_returned() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        assert_ok!(Compute::set_price(signed(1), JobClass::Heavy, Some(30)));
        let job = Compute::open(JobKind::Train(1), &account(50), 70).unwrap();
        run_to(5);
        assert_ok!(Compute::cancel_job(signed(50), job));
        assert_eq!(Balances::balance(&account(50)), 1_000_000 - 30);
        assert_eq!(GivenUp::get(), vec![(job, JobKind::Train(1))]);
    });
}
