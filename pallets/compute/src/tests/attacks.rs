//! Attacks on the rules: what an attacker gains against being honest, printed and never above zero.

use crate::{mock::*, pins::Task, tests::storage, traits::JobQueue, types::*, Jobs, NextJobId, UnfinishedJobs};
use openledger_primitives::job::{JobFailure, JobKind, JobResult};
use polkadot_sdk::frame_support::{assert_ok, traits::fungible::Inspect};

/// Everything an account has, on hold or not, as a signed number.
fn wealth(n: u8) -> i128 {
    Balances::total_balance(&account(n)) as i128
}

fn report(attack: &str, honest: i128, attacker: i128) -> i128 {
    let gain = attacker - honest;
    println!("gain of {attack}: {gain} (honest {honest}, attacker {attacker})");
    gain
}

fn give_up(job: u64, failure: JobFailure) {
    let attempt = Jobs::<Test>::get(job).unwrap().attempt;
    let (signed, signature) = sign_result(worker_of(job).unwrap(), job, attempt, JobResult::Failed(failure));
    submit(signed, signature);
}

/// What workers `mine` earn of 120 checks, one after the other, when bonds are these.
fn earned(bonds: &[(u8, u128)], mine: &[u8]) -> i128 {
    let mut sum = 0;
    for seed in 0..120 {
        Seed::set(seed);
        ExtBuilder::default().with_bonds(bonds).build_and_execute(|| {
            let before: i128 = mine.iter().map(|n| wealth(*n)).sum();
            let job = Compute::open(JobKind::Check(1), &account(50), 70).unwrap();
            next_block();
            finish(job);
            sum += mine.iter().map(|n| wealth(*n)).sum::<i128>() - before;
        });
    }
    sum
}

#[test]
fn many_small_bonds_are_drawn_no_more_often_than_one_large() {
    let honest = earned(&[(4, 3_000), (1, 3_000)], &[1]);
    let split = earned(&[(4, 3_000), (1, 1_000), (2, 1_000), (3, 1_000)], &[1, 2, 3]);
    // The order of the register is the same, so the same draws fall on the attacker's bond, however it is split.
    assert_eq!(report("splitting a bond", honest, split), 0);
}

#[test]
fn silence_never_pays() {
    let income = |silent: bool| {
        let mut sum = 0;
        ExtBuilder::default().with_workers(1).build_and_execute(|| {
            let before = wealth(1);
            for n in 0..5 {
                let job = Compute::open(JobKind::Check(n), &account(50), 70).unwrap();
                next_block();
                if !silent {
                    finish(job);
                }
            }
            run_to(60);
            sum = wealth(1) - before;
        });
        sum
    };
    let gain = report("silence", income(false), income(true));
    assert!(gain < 0);
}

/// What a worker does about jobs that pay badly.
#[derive(Clone, Copy, Debug)]
enum Taste {
    /// It does them.
    None,
    /// It says openly that it takes nothing below 30.
    Price,
    /// It gives them up, so as to be free for others.
    GivesUp(JobFailure),
}

/// Workers 1 and 2 are at one training each; more wait, of which half pay badly. What worker 1 earns in 40 blocks, in each
/// of which everybody finishes what he has.
fn earned_with(taste: Taste) -> i128 {
    let mut sum = 0;
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        if let Taste::Price = taste {
            assert_ok!(Compute::set_price(signed(1), JobClass::Heavy, Some(30)));
        }
        let before = wealth(1);
        for round in 0..40u32 {
            Seed::set(round.into());
            while UnfinishedJobs::<Test>::get() < 8 {
                let reward = if NextJobId::<Test>::get().is_multiple_of(2) { 30 } else { 10 };
                Compute::open(JobKind::Train(round), &account(50), reward).unwrap();
            }
            next_block();
            let assigned = Jobs::<Test>::iter().filter(|(_, job)| job.assignment().is_some());
            for (id, job) in assigned.collect::<Vec<_>>() {
                match taste {
                    Taste::GivesUp(failure) if worker_of(id) == Some(1) && job.reward == 10 => give_up(id, failure),
                    _ => finish(id),
                }
            }
        }
        sum = wealth(1) - before;
    });
    sum
}

#[test]
fn giving_up_what_pays_badly_does_not_pay() {
    // Whoever wants only good jobs may say so for nothing; giving up must not be better than that.
    let honest = earned_with(Taste::None).max(earned_with(Taste::Price));
    for failure in [JobFailure::Unsupported, JobFailure::ContentUnavailable, JobFailure::EngineFailed] {
        let gain = report(&format!("giving up as {failure:?}"), honest, earned_with(Taste::GivesUp(failure)));
        assert!(gain < 0);
    }
}

#[test]
fn a_requester_gains_nothing_by_cancelling_when_the_work_is_done() {
    let cost = |cancels: bool| {
        let mut left = 0;
        ExtBuilder::default().with_workers(1).build_and_execute(|| {
            let before = wealth(50);
            let job = Compute::open(JobKind::Train(1), &account(50), 100).unwrap();
            run_to(30);
            if cancels {
                // He has seen the result in the pool, and his cancellation comes first.
                assert_ok!(Compute::cancel_job(signed(50), job));
            } else {
                finish(job);
            }
            left = wealth(50) - before;
        });
        left
    };
    assert_eq!(report("cancelling when the work is done", cost(false), cost(true)), 0);
}

#[test]
fn a_requester_hurts_no_worker_with_what_nobody_can_do() {
    ExtBuilder::default().with_workers(3).build_and_execute(|| {
        let before: Vec<_> = (1..=3).map(wealth).collect();
        let attacker = wealth(50);
        let job = Compute::open(JobKind::Train(1), &account(50), 100).unwrap();
        for _ in 0..3 {
            next_block();
            give_up(job, JobFailure::Unsupported);
        }
        let after: Vec<_> = (1..=3).map(wealth).collect();
        assert_eq!(before, after);
        assert_eq!(report("asking for the impossible", attacker, wealth(50)), 0);
    });
}

#[test]
fn unbonding_before_a_lie_is_proven_saves_nothing() {
    let lost = |unbonds: bool| {
        let mut left = 0;
        ExtBuilder::default().with_bonds(&[(1, 5_000)]).build_and_execute(|| {
            use crate::traits::Workers as _;
            if unbonds {
                assert_ok!(Compute::unbond(signed(1), 4_000));
            }
            run_to(15);
            Compute::slash(&account(1), 5_000);
            left = wealth(1);
        });
        left
    };
    assert_eq!(report("unbonding before a proof", lost(false), lost(true)), 0);
}

#[test]
fn unbonding_after_the_draw_makes_silence_no_cheaper() {
    let lost = |unbonds: bool| {
        let mut left = 0;
        ExtBuilder::default().with_bonds(&[(1, 5_000)]).build_and_execute(|| {
            open(JobKind::Check(1));
            next_block();
            if unbonds {
                assert_ok!(Compute::unbond(signed(1), 4_000));
            }
            run_to(12);
            left = wealth(1);
        });
        left
    };
    assert_eq!(report("unbonding after the draw", lost(false), lost(true)), 0);
}

#[test]
fn asking_nothing_does_not_make_a_judge() {
    let judged = |price: Option<u128>| {
        let mut times = 0;
        for seed in 0..100 {
            Seed::set(seed);
            ExtBuilder::default().with_workers(4).build_and_execute(|| {
                for class in [JobClass::Light, JobClass::Heavy] {
                    assert_ok!(Compute::set_price(signed(1), class, price));
                }
                let jobs = [JobKind::Curate(1), JobKind::Evaluate(1)];
                let jobs = jobs.map(|kind| Compute::open(kind, &account(50), 70).unwrap());
                next_block();
                times += jobs.iter().filter(|job| worker_of(**job) == Some(1)).count();
            });
        }
        times as i128
    };
    assert_eq!(report("underbidding for judgement, in jobs", judged(None), judged(Some(0))), 0);
}

/// In which block an honest training finds a worker, if it does within twenty, behind so many that pay too little for
/// anybody.
fn served_behind(cheap: u32) -> Option<u32> {
    let mut served = None;
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        for n in 1..=2 {
            assert_ok!(Compute::set_price(signed(n), JobClass::Heavy, Some(10)));
        }
        for n in 0..cheap {
            Compute::open(JobKind::Train(n), &account(51), 1).unwrap();
        }
        let job = Compute::open(JobKind::Train(99), &account(50), 10).unwrap();
        while served.is_none() && System::block_number() < 20 {
            next_block();
            served = worker_of(job).map(|_| System::block_number());
        }
    });
    served
}

#[test]
fn a_queue_of_impossible_jobs_does_not_stop_the_others() {
    let (before, behind) = (served_behind(0), served_behind(8));
    let kept_out = |served: Option<u32>| i128::from(served.is_none());
    assert_eq!(report("blocking the queue, in jobs kept out", kept_out(before), kept_out(behind)), 0);
    let delay = behind.unwrap() - before.unwrap();
    println!("delay by blocking the queue with 8 jobs, in blocks: {delay}");
    assert_eq!(delay, 2, "a block looks at four, and so the third at the ninth");
}

/// What worker 1 gains by keeping only the first `kept` of 16 leaves, for twelve periods, coming back whenever it has lost
/// its place.
fn kept(kept: u64) -> i128 {
    let mut sum = 0;
    for seed in 0..4 {
        Seed::set(seed);
        ExtBuilder::default().with_bonds(&[(1, 50_000)]).build_and_execute(|| {
            let before = wealth(1);
            let id = storage::pin(1, 14);
            for period in 1..=13 {
                let _ = Compute::offer_storage(signed(1), id);
                run_to(1 + period * 10);
                if let Some(Task::Prove(index)) = storage::task(id, 1) {
                    if index < kept {
                        assert_ok!(storage::prove(id, 1));
                    }
                }
            }
            sum += wealth(1) - before;
        });
    }
    sum
}

#[test]
fn keeping_nothing_or_a_part_earns_less_than_keeping_all() {
    let honest = kept(16);
    for leaves in [0, 4, 8, 12, 15] {
        let gain = report(&format!("keeping {leaves} of 16 leaves"), honest, kept(leaves));
        assert!(gain < 0);
    }
    assert!(kept(0) < 0 && kept(8) < 0, "less than not to keep at all");
}
