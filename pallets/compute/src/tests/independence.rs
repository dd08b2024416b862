//! Nobody checks what he did himself.

use crate::{mock::*, traits::JobQueue, types::*, Error, Excluded, Jobs};
use openledger_primitives::job::JobKind;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

fn open_without(kind: JobKind, excluded: &[u8]) -> u64 {
    let excluded: Vec<_> = excluded.iter().map(|n| account(*n)).collect();
    Compute::open_excluding(kind, &account(50), 0, &excluded).unwrap()
}

#[test]
fn an_excluded_worker_is_never_drawn_while_another_is_there() {
    for seed in 0..12 {
        Seed::set(seed);
        ExtBuilder::default().with_bonds(&[(1, 100_000), (2, 1_000)]).build_and_execute(|| {
            for kind in [JobKind::Evaluate(1), JobKind::Reproduce(1), JobKind::Reexecute(1)] {
                let job = open_without(kind, &[1]);
                let before = System::block_number();
                run_to(before + 2);
                assert_eq!(worker_of(job), Some(2));
                finish(job);
                assert!(!Excluded::<Test>::contains_key(job));
            }
        });
    }
}

#[test]
fn an_excluded_worker_waits_for_a_busy_other() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        let busy = [open(JobKind::Train(1)), open(JobKind::Train(2))];
        next_block();
        let theirs = busy.into_iter().find(|job| worker_of(*job) == Some(2)).unwrap();
        let mine = busy.into_iter().find(|job| worker_of(*job) == Some(1)).unwrap();
        finish(mine);
        let job = open_without(JobKind::Evaluate(1), &[1]);
        run_to(10);
        assert_eq!(worker_of(job), None);
        finish(theirs);
        next_block();
        assert_eq!(worker_of(job), Some(2));
    });
}

#[test]
fn alone_an_excluded_worker_evaluates_but_neither_reproduces_nor_computes_again() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let evaluation = open_without(JobKind::Evaluate(1), &[1]);
        run_to(3);
        assert_eq!(worker_of(evaluation), Some(1));
        finish(evaluation);
        let strict = [open_without(JobKind::Reproduce(1), &[1]), open_without(JobKind::Reexecute(1), &[1])];
        run_to(50);
        assert_eq!(strict.map(worker_of), [None, None]);
        run_to(220);
        for job in strict {
            let state = Jobs::<Test>::get(job).map(|job| job.state);
            assert_eq!(state, Some(JobState::Failed), "it waited too long");
        }
        assert_eq!(GivenUp::get().len(), 2);
    });
}

#[test]
fn the_checker_is_drawn_a_block_later_than_others() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        let job = open_without(JobKind::Evaluate(1), &[1]);
        next_block();
        assert_eq!(worker_of(job), None, "the author of block 1 knew the draw of block 2");
        next_block();
        assert_eq!(worker_of(job), Some(2));
    });
}

#[test]
fn who_failed_and_who_is_excluded_are_both_passed_over() {
    ExtBuilder::default().with_workers(3).build_and_execute(|| {
        let job = open_without(JobKind::Evaluate(1), &[1]);
        run_to(3);
        let first = worker_of(job).unwrap();
        // Silence until the deadline.
        run_to(23);
        assert_eq!(worker_of(job), Some(5 - first));
    });
}

#[test]
fn a_job_is_kept_from_a_bounded_number() {
    ExtBuilder::default().build_and_execute(|| {
        let five: Vec<_> = (1..=5).map(account).collect();
        let call = Compute::open_excluding(JobKind::Evaluate(1), &account(50), 0, &five);
        assert_noop!(call, Error::<Test>::TooManyExcluded);
        assert_ok!(Compute::open_excluding(JobKind::Evaluate(1), &account(50), 0, &five[..4]));
    });
}
