//! `set_capabilities` and `set_price`: who is drawn for what, and what a job costs.

use crate::{
    mock::*,
    offers::{Classes, Kinds},
    traits::JobQueue,
    types::*,
    Agreed, Error, Event, Jobs, Offers, Workers,
};
use openledger_primitives::{
    job::{JobFailure, JobKind, JobResult},
    recipe::NumericClass,
};
use polkadot_sdk::{
    frame_support::{
        assert_noop, assert_ok,
        traits::fungible::{Inspect, InspectHold},
    },
    sp_runtime::DispatchError,
};
use proptest::prelude::*;

const CPU: Classes = Classes::only(NumericClass::CpuExact);
const LIGHT: Kinds = Kinds(0b11);

fn does(n: u8, kinds: Kinds) {
    assert_ok!(Compute::set_capabilities(signed(n), kinds, CPU));
}

fn asks(n: u8, class: JobClass, price: u128) {
    assert_ok!(Compute::set_price(signed(n), class, Some(price)));
}

/// The assigned worker gives the job up.
fn give_up(job: u64, failure: JobFailure) {
    let attempt = Jobs::<Test>::get(job).unwrap().attempt;
    let (signed, signature) = sign_result(worker_of(job).unwrap(), job, attempt, JobResult::Failed(failure));
    submit(signed, signature);
}

fn bond(n: u8) -> u128 {
    Workers::<Test>::get(account(n)).unwrap().bond
}

#[test]
fn a_worker_that_says_nothing_does_everything_on_a_cpu() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let kinds = [
            JobKind::Check(1),
            JobKind::Curate(1),
            JobKind::Train(1),
            JobKind::Evaluate(1),
            JobKind::Merge(1),
            JobKind::Reproduce(1),
            JobKind::Reexecute(1),
        ];
        for kind in kinds {
            let job = open(kind);
            next_block();
            assert_eq!(worker_of(job), Some(1), "{kind:?}");
            finish(job);
        }
        ClassNeeded::set(NumericClass::CudaTolerant);
        let job = open(JobKind::Train(2));
        next_block();
        assert_eq!(worker_of(job), None);
        ClassNeeded::set(NumericClass::CpuExact);
    });
}

#[test]
fn jobs_are_drawn_among_those_that_do_them() {
    ExtBuilder::default().with_workers(3).build_and_execute(|| {
        does(1, LIGHT);
        does(2, LIGHT);
        for seed in 0..8 {
            Seed::set(seed);
            let job = open(JobKind::Train(1));
            next_block();
            assert_eq!(worker_of(job), Some(3));
            finish(job);
        }
        does(3, Kinds(0));
        let job = open(JobKind::Train(1));
        run_to(40);
        assert_eq!(worker_of(job), None, "a pause");
    });
}

#[test]
fn a_job_of_a_class_goes_to_a_worker_of_the_class() {
    ExtBuilder::default().with_workers(4).build_and_execute(|| {
        ClassNeeded::set(NumericClass::CudaTolerant);
        assert_ok!(Compute::set_capabilities(signed(4), Kinds::ALL, Classes::ALL));
        let job = open(JobKind::Train(1));
        next_block();
        assert_eq!(worker_of(job), Some(4));
        ClassNeeded::set(NumericClass::CpuExact);
    });
}

#[test]
fn capabilities_are_known_ones_of_workers_and_take_no_room_when_they_say_nothing() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        assert_noop!(Compute::set_capabilities(signed(2), LIGHT, CPU), Error::<Test>::NotWorker);
        assert_noop!(Compute::set_capabilities(signed(1), Kinds(128), CPU), Error::<Test>::UnknownCapability);
        assert_noop!(Compute::set_capabilities(signed(1), LIGHT, Classes(4)), Error::<Test>::UnknownCapability);
        assert_noop!(Compute::set_price(signed(2), JobClass::Light, Some(1)), Error::<Test>::NotWorker);
        does(1, LIGHT);
        let expected = Event::CapabilitiesChanged { worker: account(1), kinds: LIGHT, classes: CPU };
        assert_eq!(events(), vec![expected]);
        assert!(Offers::<Test>::contains_key(account(1)));
        does(1, Kinds::ALL);
        assert!(!Offers::<Test>::contains_key(account(1)));
        asks(1, JobClass::Heavy, 9);
        let expected = Event::PriceChanged { worker: account(1), class: JobClass::Heavy, price: Some(9) };
        assert_eq!(events().last(), Some(&expected));
        assert_ok!(Compute::set_price(signed(1), JobClass::Heavy, None));
        assert!(!Offers::<Test>::contains_key(account(1)));
    });
}

#[test]
fn whoever_cannot_what_another_then_does_pays_and_is_not_asked_again() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        let job = open(JobKind::Train(1));
        next_block();
        let first = worker_of(job).unwrap();
        give_up(job, JobFailure::Unsupported);
        assert_eq!(bond(first), 1_000, "nobody has shown yet that it can be done");
        next_block();
        assert_eq!(worker_of(job), Some(3 - first));
        events();
        finish(job);
        assert_eq!(bond(first), 980);
        let kinds = Kinds::ALL.without(&JobKind::Train(1));
        assert_eq!(
            events()[..2],
            [
                Event::WorkerSlashed { worker: account(first), slashed: 20, bond: 980 },
                Event::CapabilitiesChanged { worker: account(first), kinds, classes: CPU },
            ]
        );
        for n in 0..6 {
            Seed::set(n.into());
            let job = open(JobKind::Train(n));
            next_block();
            assert_eq!(worker_of(job), Some(3 - first));
            finish(job);
        }
    });
}

#[test]
fn whoever_gives_up_or_is_refused_what_another_then_does_pays_and_stays_asked() {
    for refused in [false, true] {
        ExtBuilder::default().with_workers(2).build_and_execute(|| {
            let job = open(JobKind::Check(1));
            next_block();
            let first = worker_of(job).unwrap();
            if refused {
                Refusal::set(Some(DispatchError::Unavailable));
                finish(job);
                Refusal::set(None);
            } else {
                give_up(job, JobFailure::ContentUnavailable);
            }
            next_block();
            finish(job);
            assert_eq!(bond(first), 980);
            assert!(!Offers::<Test>::contains_key(account(first)));
        });
    }
}

#[test]
fn nobody_pays_for_what_nobody_can_do_nor_for_what_he_does_himself_later() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        let impossible = open(JobKind::Train(1));
        for _ in 0..3 {
            next_block();
            give_up(impossible, JobFailure::Unsupported);
        }
        assert_eq!(Jobs::<Test>::get(impossible).unwrap().state, JobState::Failed);
        assert_eq!((bond(1), bond(2)), (1_000, 1_000));
    });
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let job = open(JobKind::Train(1));
        next_block();
        give_up(job, JobFailure::ContentUnavailable);
        next_block();
        finish(job);
        assert_eq!(bond(1), 1_000);
    });
}

#[test]
fn a_worker_gets_no_job_that_pays_less_than_it_asks() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        asks(1, JobClass::Light, 71);
        asks(2, JobClass::Light, 70);
        for seed in 0..6 {
            Seed::set(seed);
            let job = Compute::open(JobKind::Check(1), &account(50), 70).unwrap();
            next_block();
            assert_eq!(worker_of(job), Some(2));
            finish(job);
        }
        let job = Compute::open(JobKind::Check(1), &account(50), 69).unwrap();
        next_block();
        assert_eq!(worker_of(job), None);
    });
}

#[test]
fn making_is_paid_by_the_workers_price_and_the_rest_goes_back() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        asks(1, JobClass::Heavy, 30);
        let job = Compute::open(JobKind::Train(1), &account(50), 100).unwrap();
        next_block();
        assert_eq!(Agreed::<Test>::get(job), Some(30));
        asks(1, JobClass::Heavy, 90);
        events();
        finish(job);
        assert_eq!(events(), vec![Event::JobFinished { job, worker: account(1), attempt: 1, paid: 30 }]);
        assert_eq!(Balances::balance(&account(1)), 999_000 + 30);
        assert_eq!(Balances::balance(&account(50)), 1_000_000 - 30);
        assert_eq!(Agreed::<Test>::get(job), None);
    });
}

#[test]
fn judging_is_paid_as_posted() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        asks(1, JobClass::Heavy, 30);
        let job = Compute::open(JobKind::Evaluate(1), &account(50), 100).unwrap();
        next_block();
        finish(job);
        assert_eq!(Balances::balance(&account(1)), 999_000 + 100);
    });
}

#[test]
fn a_price_of_nothing_is_work_for_nothing() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        asks(1, JobClass::Heavy, 0);
        let job = Compute::open(JobKind::Train(1), &account(50), 100).unwrap();
        next_block();
        finish(job);
        assert_eq!(Balances::balance(&account(50)), 1_000_000);
        assert_eq!(Balances::total_balance_on_hold(&account(50)), 0);
    });
}

#[test]
fn the_cheaper_of_two_drawn_makes_it() {
    let mut wins = [0u32; 3];
    for seed in 0..200 {
        Seed::set(seed);
        ExtBuilder::default().with_workers(2).build_and_execute(|| {
            asks(1, JobClass::Heavy, 40);
            let job = Compute::open(JobKind::Train(1), &account(50), 100).unwrap();
            next_block();
            wins[worker_of(job).unwrap() as usize] += 1;
        });
    }
    // Three in four of 200 are 150; five standard deviations are 31.
    assert!((119..=181).contains(&wins[1]), "{wins:?}");
}

#[test]
fn a_price_agreed_at_one_attempt_does_not_bind_the_next() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        asks(1, JobClass::Heavy, 40);
        let job = Compute::open(JobKind::Train(1), &account(50), 100).unwrap();
        next_block();
        while worker_of(job) != Some(2) {
            give_up(job, JobFailure::EngineFailed);
            next_block();
        }
        assert_eq!(Agreed::<Test>::get(job), None);
        let before = Balances::balance(&account(2));
        finish(job);
        assert_eq!(Balances::balance(&account(2)), before + 100);
    });
}

#[test]
fn jobs_that_nobody_takes_do_not_keep_others_from_being_looked_at() {
    ExtBuilder::default().with_workers(4).build_and_execute(|| {
        (1..=4).for_each(|n| asks(n, JobClass::Light, 50));
        for n in 0..6 {
            Compute::open(JobKind::Check(n), &account(50), 49).unwrap();
        }
        let paid = Compute::open(JobKind::Check(9), &account(50), 50).unwrap();
        run_to(3);
        assert!(worker_of(paid).is_some(), "the first block looked at four others");
    });
}

proptest! {
    #[test]
    fn pay_is_never_above_the_budget_nor_below_the_price(price in proptest::option::of(0u128..100), budget in 0u128..100) {
        let offer = crate::offers::Offer { light_price: price, heavy_price: price, ..Default::default() };
        for kind in [JobKind::Train(1), JobKind::Evaluate(1), JobKind::Check(1)] {
            match offer.pay(&kind, budget) {
                Some(pay) => prop_assert!(pay <= budget && pay >= price.unwrap_or(0)),
                None => prop_assert!(price.unwrap_or(0) > budget),
            }
        }
    }
}
