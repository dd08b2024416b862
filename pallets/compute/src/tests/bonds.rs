//! `bond_more`, `leave`, `withdraw_bond`, and slashing by other pallets.

use crate::{
    bonds::slash_down, mock::*, traits::Workers as _, types::*, ActiveWorkers, Assignments, Error, Event, WorkerOfKey,
    Workers,
};
use openledger_primitives::job::JobKind;
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok, traits::fungible::Inspect},
    sp_core::Pair,
    sp_runtime::TokenError,
};
use proptest::prelude::*;

fn state(n: u8) -> WorkerState<u32> {
    Workers::<Test>::get(account(n)).unwrap().state
}

#[test]
fn bonding_more_adds_to_the_hold() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        assert_ok!(Compute::bond_more(signed(1), 500));
        assert_eq!(Compute::held_bond(&account(1)), 1_500);
        assert_eq!(<Compute as crate::traits::Workers<_, _>>::bond(&account(1)), 1_500);
        let expected = Event::BondIncreased { worker: account(1), added: 500, bond: 1_500 };
        assert_eq!(events(), vec![expected]);
    });
}

#[test]
fn bonding_more_is_for_workers_with_something_to_add() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        assert_noop!(Compute::bond_more(signed(2), 500), Error::<Test>::NotWorker);
        assert_noop!(Compute::bond_more(signed(1), 0), Error::<Test>::NothingAdded);
        assert_noop!(Compute::bond_more(signed(1), 1_000_000), TokenError::FundsUnavailable);
        assert_ok!(Compute::leave(signed(1)));
        assert_noop!(Compute::bond_more(signed(1), 500), Error::<Test>::IsLeaving);
    });
}

#[test]
fn leaving_ends_new_jobs_and_starts_the_period() {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        assert_ok!(Compute::leave(signed(1)));
        assert_eq!(state(1), WorkerState::Leaving(21));
        assert_eq!(ActiveWorkers::<Test>::get().into_inner(), vec![account(2)]);
        assert_eq!(events(), vec![Event::WorkerLeaving { worker: account(1), until: 21 }]);
        assert_noop!(Compute::leave(signed(1)), Error::<Test>::IsLeaving);
        assert_noop!(Compute::leave(signed(3)), Error::<Test>::NotWorker);

        open(JobKind::Check(1));
        next_block();
        assert_eq!(worker_of(0), Some(2));
    });
}

#[test]
fn the_bond_comes_back_after_the_period() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        assert_noop!(Compute::withdraw_bond(signed(2)), Error::<Test>::NotWorker);
        assert_noop!(Compute::withdraw_bond(signed(1)), Error::<Test>::NotLeaving);
        assert_ok!(Compute::leave(signed(1)));
        run_to(20);
        assert_noop!(Compute::withdraw_bond(signed(1)), Error::<Test>::LeavingPeriodNotOver);
        run_to(21);
        events();
        assert_ok!(Compute::withdraw_bond(signed(1)));

        assert_eq!(Workers::<Test>::get(account(1)), None);
        assert_eq!(WorkerOfKey::<Test>::get(session_pair(1).public()), None);
        assert!(!Assignments::<Test>::contains_key(account(1)));
        assert_eq!(Compute::held_bond(&account(1)), 0);
        assert_eq!(Balances::balance(&account(1)), 1_000_000);
        assert_eq!(events(), vec![Event::BondWithdrawn { worker: account(1), amount: 1_000 }]);
        assert_ok!(register(1, 1_000));
    });
}

#[test]
fn the_bond_stays_while_a_job_is_assigned() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let job = open(JobKind::Train(1));
        next_block();
        assert_ok!(Compute::leave(signed(1)));
        run_to(30);
        assert_noop!(Compute::withdraw_bond(signed(1)), Error::<Test>::HasJobs);
        finish(job);
        assert_ok!(Compute::withdraw_bond(signed(1)));
    });
}

#[test]
fn the_bond_stays_while_it_answers_for_something_else() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        assert_ok!(Compute::leave(signed(1)));
        run_to(21);
        Liable::set(true);
        assert_noop!(Compute::withdraw_bond(signed(1)), Error::<Test>::HasLiabilities);
        Liable::set(false);
        assert_ok!(Compute::withdraw_bond(signed(1)));
    });
}

#[test]
fn a_slash_moves_bond_to_its_destination_and_suspends_below_half_of_the_minimum() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let before = Balances::total_issuance();
        assert_eq!(Compute::slash(&account(1), 500), 500);
        assert_eq!(state(1), WorkerState::Active);
        assert_eq!(Compute::slash(&account(1), 1), 1);
        assert_eq!(state(1), WorkerState::Suspended);
        assert!(ActiveWorkers::<Test>::get().is_empty());
        assert_eq!(Balances::balance(&account(99)), 10 + 501);
        assert_eq!(Balances::total_issuance(), before);
        let worker = account(1);
        assert_eq!(
            events(),
            vec![
                Event::WorkerSlashed { worker: worker.clone(), slashed: 500, bond: 500 },
                Event::WorkerSuspended { worker: worker.clone(), bond: 499 },
                Event::WorkerSlashed { worker, slashed: 1, bond: 499 },
            ]
        );
    });
}

#[test]
fn a_slash_takes_no_more_than_there_is() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        assert_eq!(Compute::slash(&account(1), 5_000), 1_000);
        assert_eq!(Compute::slash(&account(1), 5_000), 0);
        assert_eq!(Compute::slash(&account(2), 5_000), 0);
        assert_eq!(Compute::session_key(&account(1)), Some(session_pair(1).public()));
        assert_eq!(Compute::session_key(&account(2)), None);
    });
}

#[test]
fn what_the_destination_cannot_receive_is_burnt() {
    ExtBuilder::default().with_workers(1).without_pot().build_and_execute(|| {
        let before = Balances::total_issuance();
        assert_eq!(Compute::slash(&account(1), 9), 9);
        assert_eq!(Compute::held_bond(&account(1)), 991);
        assert_eq!(Balances::balance(&account(99)), 0);
        assert_eq!(Balances::total_issuance(), before - 9);
    });
}

#[test]
fn a_suspended_worker_returns_when_it_bonds_the_minimum() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        Compute::slash(&account(1), 600);
        events();
        assert_ok!(Compute::bond_more(signed(1), 599));
        assert_eq!(state(1), WorkerState::Suspended);
        assert_ok!(Compute::bond_more(signed(1), 1));
        assert_eq!(state(1), WorkerState::Active);
        assert_eq!(events().last(), Some(&Event::WorkerReinstated { worker: account(1) }));
    });
}

#[test]
fn a_suspended_worker_returns_only_where_there_is_room() {
    ExtBuilder::default().with_workers(4).build_and_execute(|| {
        Compute::slash(&account(1), 600);
        assert_ok!(register(5, 1_000));
        assert_noop!(Compute::bond_more(signed(1), 600), Error::<Test>::TooManyWorkers);
        assert_ok!(Compute::leave(signed(1)));
    });
}

proptest! {
    #[test]
    fn the_slash_is_the_exact_share_rounded_down(bond in 0u128..1 << 100, part in 0u32..=1_000_000) {
        // The second implementation: whole millionths first, then the rest.
        let (whole, rest) = (bond / 1_000_000, bond % 1_000_000);
        let share = whole * u128::from(part) + rest * u128::from(part) / 1_000_000;
        prop_assert_eq!(slash_down(bond, part), share);
    }
}
