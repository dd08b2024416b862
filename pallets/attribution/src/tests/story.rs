//! The story of the README, number by number.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_ok, traits::fungible::InspectHold};
use openledger_primitives::Amount;
use polkadot_sdk::*;

fn held() -> Amount {
    Balances::balance_on_hold(&HoldReason::Allocation.into(), &account("user"))
}

#[test]
fn from_ursulas_allocation_to_carlas_balance() {
    build_and_execute(|| {
        let anyone = || RuntimeOrigin::signed(account("anyone"));
        let worker = Worker::bonded("worker", 1_000_000);
        let mut ursula = [Customer::open("user", &worker, 100_000)];
        assert_eq!(held(), 100_000);

        // Carla made contribution 5, of snapshot 2, of which version 2 was made.
        let sealed = worker.seal(&mut ursula, &[Answer::new(2, 2_000, &[5])]);
        let batch = sealed.accepted();
        assert_eq!(held(), 98_000);
        run_to(11);
        assert_eq!((earned("platform"), earned("worker")), (100, 600));
        assert_eq!((earned("second builder"), RoyaltyPools::<Test>::get(2).received), (340, 195));

        assert_ok!(claim(batch, sealed.claims([0])));
        assert_eq!(earned("contributor 5"), 765);
        assert_eq!(100 + 600 + 340 + 195 + 765, 2_000);
        Balances::force_set_balance(RuntimeOrigin::root(), account("contributor 5"), 5_000).unwrap();
        assert_ok!(Attribution::claim(RuntimeOrigin::signed(account("contributor 5"))));
        assert_eq!(Balances::free_balance(account("contributor 5")), 5_765);

        assert_ok!(Attribution::settle_royalty(anyone(), 2, 1));
        assert_eq!((earned("first builder"), DataPools::<Test>::get(1).by_weight), (40, 90));
        assert_ok!(Attribution::claim_data_pool(anyone(), 1, 1, 3));
        assert_eq!(earned("contributor 3"), 36);

        assert_ok!(Attribution::close_allocation(RuntimeOrigin::signed(account("user")), 0));
        run_to(31);
        assert_ok!(Attribution::finish_closing(anyone(), 0));
        assert_eq!((held(), Balances::free_balance(account("user"))), (0, 10_000_000 - 2_000));
    });
}
