//! Silence: slashing, the next attempt, and giving up.

use crate::{
    mock::*, traits::JobQueue, types::*, Deadlines, Event, Jobs, OpenJobs, UnfinishedJobs, WeightInfo, Workers,
};
use openledger_primitives::job::JobKind;
use polkadot_sdk::frame_support::traits::{
    fungible::{Inspect, InspectHold},
    Hooks,
};

fn bond(n: u8) -> u128 {
    Workers::<Test>::get(account(n)).unwrap().bond
}

#[test]
fn a_silent_worker_loses_its_share_and_the_job() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        let job = open(JobKind::Check(1));
        next_block();
        let silent = worker_of(job).unwrap();
        run_to(11);
        assert_eq!(worker_of(job), Some(silent), "the block before the deadline is still its own");
        events();
        next_block();
        let other = 3 - silent;
        assert_eq!(worker_of(job), Some(other), "the other has it in the same block");
        assert_eq!(Jobs::<Test>::get(job).unwrap().attempt, 2);
        assert_eq!(bond(silent), 900);
        assert_eq!(Balances::balance(&account(99)), 110);
        assert_eq!(
            events(),
            vec![
                Event::JobSilent { job, worker: account(silent), attempt: 1, slashed: 100 },
                Event::JobAssigned { job, worker: account(other), attempt: 2, deadline: 22 },
            ]
        );
    });
}

#[test]
fn a_worker_alone_gets_the_job_again() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let job = open(JobKind::Check(1));
        run_to(12);
        assert_eq!((worker_of(job), bond(1)), (Some(1), 900));
        finish(job);
        assert_eq!(Jobs::<Test>::get(job).unwrap().state, JobState::Done { worker: account(1) });
    });
}

#[test]
fn after_the_last_attempt_the_job_is_given_up_and_the_reward_returned() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let job = Compute::open(JobKind::Check(1), &account(50), 70).unwrap();
        run_to(31);
        assert_eq!(GivenUp::get(), vec![]);
        events();
        run_to(32);
        assert_eq!(Jobs::<Test>::get(job).unwrap().state, JobState::Failed);
        assert_eq!(GivenUp::get(), vec![(job, JobKind::Check(1))]);
        assert_eq!(Balances::total_balance_on_hold(&account(50)), 0);
        assert_eq!(UnfinishedJobs::<Test>::get(), 0);
        assert_eq!(bond(1), 729, "three times a tenth");
        assert_eq!(
            events(),
            vec![
                Event::JobSilent { job, worker: account(1), attempt: 3, slashed: 81 },
                Event::JobAbandoned { job, attempts: 3 },
            ]
        );
        assert_eq!(Workers::<Test>::get(account(1)).unwrap().busy, 0);
    });
}

#[test]
fn silence_below_half_of_the_minimum_suspends() {
    let rules = |rules: &mut ComputeRulesOf<Test>| rules.silence_slash = 600_000;
    ExtBuilder::default().with_workers(1).with_rules(rules).build_and_execute(|| {
        let job = open(JobKind::Check(1));
        run_to(12);
        let worker = Workers::<Test>::get(account(1)).unwrap();
        assert_eq!((worker.state, worker.bond), (WorkerState::Suspended, 400));
        assert_eq!(worker_of(job), None);
        // It comes back with more bond, and to the job.
        Compute::bond_more(signed(1), 600).unwrap();
        next_block();
        assert_eq!(worker_of(job), Some(1));
    });
}

#[test]
fn a_leaving_worker_answers_for_the_jobs_it_has() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        open(JobKind::Check(1));
        next_block();
        Compute::leave(signed(1)).unwrap();
        run_to(12);
        assert_eq!(bond(1), 900);
        assert_eq!(worker_of(0), None);
    });
}

#[test]
fn a_retried_job_goes_before_the_others() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let retried = open(JobKind::Train(1));
        let waiting = open(JobKind::Train(2));
        run_to(41);
        Compute::leave(signed(1)).unwrap();
        next_block();
        let queue = OpenJobs::<Test>::get(JobClass::Heavy).into_inner();
        assert_eq!(queue, vec![retried, waiting]);
    });
}

#[test]
fn the_whole_bond_can_be_lost_and_nothing_below_it() {
    let rules = |rules: &mut ComputeRulesOf<Test>| rules.silence_slash = 1_000_000;
    ExtBuilder::default().with_workers(1).with_rules(rules).build_and_execute(|| {
        let jobs = [open(JobKind::Check(1)), open(JobKind::Check(2))];
        run_to(12);
        assert_eq!(bond(1), 0);
        assert_eq!(Balances::balance(&account(1)), 999_000);
        assert_eq!(jobs.map(worker_of), [None, None]);
    });
}

#[test]
fn a_handler_may_open_jobs_when_it_hears_of_failure() {
    let rules = |rules: &mut ComputeRulesOf<Test>| rules.max_attempts = 1;
    ExtBuilder::default().with_workers(1).with_rules(rules).build_and_execute(|| {
        open(JobKind::Check(1));
        Chain::set(true);
        run_to(12);
        assert_eq!(Jobs::<Test>::get(1).unwrap().kind, JobKind::Curate(77));
        Chain::set(false);
    });
}

#[test]
fn deadlines_of_a_block_are_bounded_and_weighed() {
    ExtBuilder::default().with_workers(4).build_and_execute(|| {
        for n in 0..4 {
            open(JobKind::Check(n));
        }
        next_block();
        assert_eq!(Deadlines::<Test>::get(12).len(), 4);
        run_to(11);
        polkadot_sdk::frame_system::Pallet::<Test>::set_block_number(12);
        let weight = Compute::on_initialize(12);
        // Four expire, and the four that are open again are looked at among four workers.
        let expected = <() as WeightInfo>::expire(4)
            + <() as WeightInfo>::assign(4, 4)
            + <() as WeightInfo>::sweep(2)
            + <() as WeightInfo>::turn_periods(0);
        assert_eq!(weight, expected);
        assert!(!Deadlines::<Test>::contains_key(12));
    });
}
