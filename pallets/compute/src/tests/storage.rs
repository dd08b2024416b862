//! Pins and keepers: storage paid for as long as something needs it.

use crate::{
    keeping::{MaxLeaf, Siblings},
    mock::*,
    pins::{PinnedFile, Task},
    traits::Workers as _,
    Error, Event, HoldReason, Kept, PinCount, Pins,
};
use openledger_primitives::{content::ContentId, merkle, Digest};
use polkadot_sdk::{
    frame_support::{
        assert_noop, assert_ok,
        dispatch::DispatchResult,
        traits::fungible::{Inspect, InspectHold},
        BoundedVec,
    },
    sp_runtime::{ArithmeticError, TokenError},
};

const PAY: u128 = 40;

fn leaf(n: u64) -> Vec<u8> {
    format!("leaf {n}").into_bytes()
}

fn leaves(count: u64) -> Vec<Digest> {
    (0..count).map(|n| merkle::leaf(&leaf(n))).collect()
}

/// A file of so many leaves.
pub fn file(count: u64) -> PinnedFile {
    PinnedFile { content: ContentId([9; 32]), root: merkle::root(&leaves(count)), leaves: count, bytes: 6 * count }
}

/// Account 50 pins a file of 16 leaves.
pub fn pin(copies: u8, periods: u32) -> u64 {
    let id = crate::NextPinId::<Test>::get();
    assert_ok!(Compute::pin(signed(50), file(16), PAY, copies, periods));
    id
}

pub fn task(id: u64, n: u8) -> Option<Task> {
    let pin = Pins::<Test>::get(id)?;
    pin.keepers.iter().find(|keeper| keeper.worker == account(n)).map(|keeper| keeper.task)
}

/// Worker `n` shows leaf `index`.
pub fn show(id: u64, n: u8, index: u64) -> DispatchResult {
    let proof = merkle::prove(&leaves(16), index as usize).unwrap();
    let leaf = BoundedVec::<u8, MaxLeaf>::try_from(leaf(index)).unwrap();
    Compute::prove_storage(signed(n), id, leaf, Siblings::try_from(proof.siblings).unwrap())
}

/// Worker `n` shows what is asked.
pub fn prove(id: u64, n: u8) -> DispatchResult {
    match task(id, n) {
        Some(Task::Prove(index)) => show(id, n, index),
        other => panic!("{other:?}"),
    }
}

fn held(n: u8) -> u128 {
    Balances::balance_on_hold(&HoldReason::StorageFund.into(), &account(n))
}

/// Two workers and a pin by account 50 of two copies for three periods of ten blocks, the first from block 1 on.
fn pinned(test: impl FnOnce(u64)) {
    ExtBuilder::default().with_workers(2).build_and_execute(|| {
        let id = pin(2, 3);
        events();
        test(id);
    });
}

#[test]
fn pinning_holds_what_all_keepers_can_earn_and_a_deposit() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Compute::pin(signed(50), file(16), PAY, 2, 3));
        assert_eq!(held(50), 2 * 3 * PAY + 25);
        let content = ContentId([9; 32]);
        let expected = Event::Pinned { pin: 0, payer: account(50), content, pay: PAY, copies: 2, periods: 3 };
        assert_eq!(events(), vec![expected]);
    });
}

#[test]
fn a_pin_that_makes_no_sense_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let wrong: [(_, u128, u8, u32, Error<Test>); 5] = [
            (file(0), PAY, 1, 1, Error::NothingToKeep),
            (file(1), PAY, 0, 1, Error::BadCopies),
            (file(1), PAY, 5, 1, Error::BadCopies),
            (file(1), PAY, 1, 0, Error::NoPeriods),
            (file(1), 0, 1, 1, Error::NoPay),
        ];
        for (file, pay, copies, periods, error) in wrong {
            assert_noop!(Compute::pin(signed(50), file, pay, copies, periods), error);
        }
        assert_noop!(Compute::pin(signed(50), file(1), 1_000_000, 1, 1), TokenError::FundsUnavailable);
        let too_much = Compute::pin(signed(50), file(1), u128::MAX, 4, 9);
        assert_noop!(too_much, polkadot_sdk::sp_runtime::ArithmeticError::Overflow);
        for _ in 0..6 {
            pin(1, 1);
        }
        assert_noop!(Compute::pin(signed(50), file(1), PAY, 1, 1), Error::<Test>::TooManyPins);
    });
}

#[test]
fn a_keeper_proves_a_drawn_leaf_in_each_period_and_is_paid() {
    pinned(|id| {
        assert_ok!(Compute::offer_storage(signed(1), id));
        assert_eq!(task(id, 1), Some(Task::None), "the draw of this period is known already");
        assert_noop!(show(id, 1, 0), Error::<Test>::NothingToProve);
        run_to(11);
        events();
        let Some(Task::Prove(index)) = task(id, 1) else { panic!("asked") };
        assert_noop!(show(id, 1, (index + 1) % 16), Error::<Test>::BadStorageProof);
        assert_noop!(show(id, 2, index), Error::<Test>::NotKeeper);
        assert_ok!(prove(id, 1));
        assert_eq!(events(), vec![Event::StorageProven { pin: id, worker: account(1), paid: PAY }]);
        assert_eq!(Balances::balance(&account(1)), 999_000 + PAY);
        assert_noop!(show(id, 1, index), Error::<Test>::NothingToProve);
        run_to(21);
        assert_ok!(prove(id, 1));
        run_to(31);
        assert_eq!(events().last(), Some(&Event::PinEnded { pin: id, returned: 4 * PAY }));
        assert_eq!(Balances::balance(&account(50)), 1_000_000 - 2 * PAY);
        assert_eq!((held(50), Kept::<Test>::get(account(1)), PinCount::<Test>::get()), (0, None, 0));
    });
}

#[test]
fn challenges_differ_from_keeper_to_keeper_and_period_to_period() {
    let mut asked = std::collections::BTreeSet::new();
    for seed in 0..12 {
        Seed::set(seed);
        pinned(|id| {
            assert_ok!(Compute::offer_storage(signed(1), id));
            assert_ok!(Compute::offer_storage(signed(2), id));
            run_to(11);
            for n in [1, 2] {
                let Some(Task::Prove(index)) = task(id, n) else { panic!("asked") };
                assert!(index < 16);
                asked.insert(index);
            }
        });
    }
    assert!(asked.len() > 8, "{asked:?}");
}

#[test]
fn whoever_proves_nothing_loses_bond_and_place() {
    pinned(|id| {
        assert_ok!(Compute::offer_storage(signed(1), id));
        assert_ok!(Compute::offer_storage(signed(2), id));
        run_to(11);
        assert_ok!(prove(id, 2));
        events();
        run_to(21);
        // Three in a hundred of the bond are 30; two periods' pay are more.
        assert_eq!(
            events(),
            vec![
                Event::WorkerSlashed { worker: account(1), slashed: 80, bond: 920 },
                Event::KeeperMissed { pin: id, worker: account(1), lost: 80 },
            ]
        );
        assert_eq!((task(id, 1), Kept::<Test>::get(account(1))), (None, None));
        assert!(task(id, 2).is_some());
        assert_ok!(Compute::offer_storage(signed(1), id),);
    });
}

#[test]
fn keepers_are_active_workers_and_no_more_than_are_paid_for() {
    ExtBuilder::default().with_workers(4).build_and_execute(|| {
        let id = pin(2, 3);
        assert_noop!(Compute::offer_storage(signed(50), id), Error::<Test>::NotWorker);
        assert_noop!(Compute::offer_storage(signed(1), 9), Error::<Test>::PinUnknown);
        Compute::slash(&account(4), 900);
        assert_noop!(Compute::offer_storage(signed(4), id), Error::<Test>::NotActive);
        assert_ok!(Compute::offer_storage(signed(1), id));
        assert_noop!(Compute::offer_storage(signed(1), id), Error::<Test>::AlreadyKeeper);
        assert_ok!(Compute::offer_storage(signed(2), id));
        assert_noop!(Compute::offer_storage(signed(3), id), Error::<Test>::EnoughKeepers);
    });
}

#[test]
fn a_keeper_stops_when_it_owes_no_proof_and_leaves_only_then() {
    pinned(|id| {
        assert_noop!(Compute::stop_storing(signed(1), id), Error::<Test>::NotKeeper);
        assert_ok!(Compute::offer_storage(signed(1), id));
        assert_ok!(Compute::leave(signed(1)));
        run_to(21);
        // It proved nothing in the second period and is out; but let it come again as another would.
        assert_eq!(task(id, 1), None);
        assert_ok!(Compute::offer_storage(signed(2), id));
        assert_ok!(Compute::stop_storing(signed(2), id));
        assert_ok!(Compute::withdraw_bond(signed(1)));
    });
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let id = pin(1, 9);
        assert_ok!(Compute::offer_storage(signed(1), id));
        assert_ok!(Compute::leave(signed(1)));
        run_to(11);
        assert_noop!(Compute::stop_storing(signed(1), id), Error::<Test>::ProofDue);
        assert_ok!(prove(id, 1));
        run_to(20);
        assert_ok!(Compute::stop_storing(signed(1), id));
        assert_eq!(events().last(), Some(&Event::KeepingEnded { pin: id, worker: account(1) }));
        run_to(21);
        assert_ok!(Compute::withdraw_bond(signed(1)));
    });
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let id = pin(1, 9);
        assert_ok!(Compute::leave(signed(1)));
        assert_noop!(Compute::offer_storage(signed(1), id), Error::<Test>::NotActive);
    });
}

#[test]
fn a_bond_that_keeps_files_stays() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let id = pin(1, 9);
        assert_ok!(Compute::offer_storage(signed(1), id));
        assert_ok!(Compute::leave(signed(1)));
        run_to(11);
        assert_ok!(prove(id, 1));
        run_to(21);
        assert_noop!(Compute::withdraw_bond(signed(1)), Error::<Test>::KeepsFiles);
        assert_ok!(prove(id, 1));
        assert_ok!(Compute::stop_storing(signed(1), id));
        assert_ok!(Compute::withdraw_bond(signed(1)));
    });
}

#[test]
fn a_file_is_paid_for_as_long_as_somebody_wants() {
    pinned(|id| {
        assert_noop!(Compute::extend_pin(signed(51), id, 1), Error::<Test>::NotPayer);
        assert_noop!(Compute::extend_pin(signed(50), 9, 1), Error::<Test>::PinUnknown);
        assert_noop!(Compute::extend_pin(signed(50), id, 0), Error::<Test>::NoPeriods);
        assert_ok!(Compute::extend_pin(signed(50), id, 2));
        assert_eq!(held(50), 2 * 5 * PAY + 25);
        assert_eq!(events(), vec![Event::PinExtended { pin: id, periods: 5 }]);
        run_to(41);
        assert!(Pins::<Test>::contains_key(id));
        run_to(52);
        assert!(!Pins::<Test>::contains_key(id));
        assert_eq!(Balances::balance(&account(50)), 1_000_000);
    });
}

#[test]
fn without_keepers_unpinning_returns_everything_at_once() {
    pinned(|id| {
        assert_noop!(Compute::unpin(signed(51), id), Error::<Test>::NotPayer);
        assert_ok!(Compute::unpin(signed(50), id));
        assert_eq!(events(), vec![Event::PinEnded { pin: id, returned: 6 * PAY }]);
        assert_eq!((held(50), Balances::balance(&account(50))), (0, 1_000_000));
    });
}

#[test]
fn unpinning_leaves_keepers_the_period_they_are_asked_in() {
    pinned(|id| {
        assert_ok!(Compute::offer_storage(signed(1), id));
        run_to(11);
        assert_ok!(Compute::unpin(signed(50), id));
        assert_ok!(prove(id, 1));
        run_to(21);
        assert_eq!(Balances::balance(&account(50)), 1_000_000 - PAY);
        assert_eq!(Kept::<Test>::get(account(1)), None);
    });
}

#[test]
fn many_pins_turn_a_few_in_each_block() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let ids: Vec<_> = (0..6).map(|_| pin(1, 2)).collect();
        for id in &ids {
            assert_ok!(Compute::offer_storage(signed(1), *id));
        }
        run_to(11);
        let asked = |ids: &[u64]| ids.iter().filter(|id| matches!(task(**id, 1), Some(Task::Prove(_)))).count();
        assert!(asked(&ids) <= 2);
        run_to(15);
        assert_eq!(asked(&ids), 6);
    });
}

#[test]
fn a_pin_pays_out_of_its_own_fund_alone() {
    pinned(|id| {
        pin(1, 3);
        assert_ok!(Compute::offer_storage(signed(1), id));
        run_to(13);
        let fund = Pins::<Test>::get(id).unwrap().fund;
        let set = |fund| Pins::<Test>::mutate(id, |pin| pin.as_mut().unwrap().fund = fund);
        // Never so, but were it: the other pin's money is on the same hold.
        set(PAY - 1);
        let proof = || polkadot_sdk::frame_support::storage::with_storage_layer(|| prove(id, 1));
        assert_noop!(proof(), ArithmeticError::Underflow);
        set(fund);
        assert_ok!(prove(id, 1));
    });
}
