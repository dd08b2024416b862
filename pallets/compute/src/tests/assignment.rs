//! Who gets which job.

use crate::{mock::*, types::*, Event, Jobs, OpenJobs, Rules, Workers};
use openledger_primitives::job::JobKind;
use polkadot_sdk::frame_support::assert_ok;

#[test]
fn an_open_job_is_assigned_in_the_next_block() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let job = open(JobKind::Check(1));
        events();
        next_block();
        let record = Jobs::<Test>::get(job).unwrap();
        let assignment = Assignment { worker: account(1), since: 2, deadline: 12 };
        assert_eq!(record.state, JobState::Assigned(assignment));
        assert_eq!(record.attempt, 1);
        let worker = Workers::<Test>::get(account(1)).unwrap();
        assert_eq!((worker.busy, worker.heavy), (1, 0));
        assert_eq!(Compute::assignments(account(1)), vec![(job, JobKind::Check(1), 1, 12)]);
        let expected = Event::JobAssigned { job, worker: account(1), attempt: 1, deadline: 12 };
        assert_eq!(events(), vec![expected]);
    });
}

#[test]
fn each_kind_has_its_deadline() {
    ExtBuilder::default().with_workers(4).build_and_execute(|| {
        let kinds = [JobKind::Check(1), JobKind::Curate(1), JobKind::Train(1), JobKind::Evaluate(1)];
        let jobs = kinds.map(open);
        next_block();
        let deadlines = jobs.map(|job| Jobs::<Test>::get(job).unwrap().assignment().unwrap().deadline);
        assert_eq!(deadlines, [12, 12, 42, 22]);
    });
}

#[test]
fn without_workers_jobs_wait() {
    ExtBuilder::default().build_and_execute(|| {
        let job = open(JobKind::Check(1));
        run_to(5);
        assert_eq!(Jobs::<Test>::get(job).unwrap().state, JobState::Open);
        assert_ok!(register(1, 1_000));
        next_block();
        assert_eq!(worker_of(job), Some(1));
    });
}

#[test]
fn a_worker_has_no_more_jobs_than_it_may() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let jobs: Vec<_> = (0..4).map(|n| open(JobKind::Check(n))).collect();
        next_block();
        let assigned: Vec<_> = jobs.iter().map(|job| worker_of(*job)).collect();
        assert_eq!(assigned, vec![Some(1), Some(1), Some(1), None]);
        finish(jobs[1]);
        next_block();
        assert_eq!(worker_of(jobs[3]), Some(1));
    });
}

#[test]
fn a_worker_has_one_heavy_job_and_light_ones_beside_it() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let first = open(JobKind::Train(1));
        let second = open(JobKind::Evaluate(2));
        let light = open(JobKind::Check(3));
        run_to(4);
        assert_eq!(
            [first, second, light].map(worker_of),
            [Some(1), None, Some(1)],
            "the second heavy job waits, and nothing waits behind it"
        );
        finish(first);
        next_block();
        assert_eq!(worker_of(second), Some(1));
    });
}

#[test]
fn a_block_assigns_a_bounded_number_of_each_class() {
    ExtBuilder::default().with_workers(4).build_and_execute(|| {
        for n in 0..6 {
            open(JobKind::Check(n));
        }
        next_block();
        assert_eq!(OpenJobs::<Test>::get(JobClass::Light).into_inner(), vec![4, 5]);
        next_block();
        assert!(OpenJobs::<Test>::get(JobClass::Light).is_empty());
    });
}

#[test]
fn a_job_waits_when_its_deadline_would_fall_on_a_full_block() {
    let rules = |rules: &mut ComputeRulesOf<Test>| rules.evaluate_deadline = 11;
    ExtBuilder::default().with_workers(4).with_rules(rules).build_and_execute(|| {
        // Block 2: four evaluations due in 13. Block 3: four checks due in 13, of which two fit.
        for n in 0..4 {
            open(JobKind::Evaluate(n));
        }
        next_block();
        let checks: Vec<_> = (0..4).map(|n| open(JobKind::Check(n))).collect();
        next_block();
        let assigned = |jobs: &[u64]| jobs.iter().filter(|id| worker_of(**id).is_some()).count();
        assert_eq!(assigned(&checks), 2);
        next_block();
        assert_eq!(assigned(&checks), 4);
    });
}

#[test]
fn the_draw_follows_the_bonds() {
    let mut wins = [0u32; 3];
    for seed in 0..300 {
        Seed::set(seed);
        ExtBuilder::default().with_bonds(&[(1, 1_000), (2, 8_000)]).build_and_execute(|| {
            let job = open(JobKind::Check(1));
            next_block();
            wins[worker_of(job).unwrap() as usize] += 1;
        });
    }
    // One in nine of 300 is 33; six standard deviations are 33 as well.
    assert!((1..=66).contains(&wins[1]), "{wins:?}");
    assert_eq!(wins[1] + wins[2], 300);
}

#[test]
fn another_randomness_draws_another_worker() {
    let draw = |seed| {
        Seed::set(seed);
        let mut ext = ExtBuilder::default().with_workers(4).build();
        ext.execute_with(|| {
            let jobs: Vec<_> = (0..4).map(|n| open(JobKind::Check(n))).collect();
            next_block();
            jobs.into_iter().map(worker_of).collect::<Vec<_>>()
        })
    };
    assert_eq!(draw(1), draw(1));
    assert!((2..20).any(|seed| draw(seed) != draw(1)));
}

#[test]
fn whoever_failed_is_passed_over_while_another_is_active() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        for seed in 0..8 {
            Seed::set(seed);
            let job = open(JobKind::Check(seed));
            next_block();
            let first = worker_of(job).unwrap();
            let failure = openledger_primitives::job::JobFailure::EngineFailed;
            let result = openledger_primitives::job::JobResult::Failed(failure);
            let (signed, signature) = sign_result(first, job, 1, result);
            submit(signed, signature);
            next_block();
            assert_ne!(worker_of(job), Some(first));
            finish(job);
        }
    });
}

#[test]
fn whoever_failed_waits_for_a_busy_other_but_not_for_a_suspended_one() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        // Both have a training; worker 1's is given up and worker 2 is busy.
        let jobs = [open(JobKind::Train(1)), open(JobKind::Train(2))];
        next_block();
        let given_up = jobs.into_iter().find(|job| worker_of(*job) == Some(1)).unwrap();
        let failure = openledger_primitives::job::JobFailure::EngineFailed;
        let result = openledger_primitives::job::JobResult::Failed(failure);
        let (signed, signature) = sign_result(1, given_up, 1, result);
        submit(signed, signature);
        run_to(5);
        assert_eq!(worker_of(given_up), None, "it waits for worker 2");
        use crate::traits::Workers as _;
        Compute::slash(&account(2), 900);
        next_block();
        assert_eq!(worker_of(given_up), Some(1), "nobody else is left");
    });
}

#[test]
fn new_rules_hold_for_assignments_after_them() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let before = open(JobKind::Check(1));
        next_block();
        Rules::<Test>::mutate(|rules| rules.check_deadline = 30);
        let after = open(JobKind::Check(2));
        next_block();
        let deadline = |job| Jobs::<Test>::get(job).unwrap().assignment().map(|found| found.deadline);
        assert_eq!((deadline(before), deadline(after)), (Some(12), Some(33)));
    });
}
