//! Maturing: nothing can be claimed before it, and everybody is credited by it.

use super::market::*;
use crate::{mock::*, *};
use frame_support::assert_noop;
use openledger_primitives::Amount;
use polkadot_sdk::*;

#[test]
fn nobody_is_credited_before_the_dispute_period_is_over() {
    build_and_execute(|| {
        let (worker, _, sealed, id) = first_batch();
        run_to(10);
        assert_eq!(Earnings::<Test>::iter().count(), 0);
        assert_eq!(RoyaltyPools::<Test>::iter().count(), 0);
        assert_noop!(claim(id, sealed.claims([0])), Error::<Test>::NotMatured);
        assert_eq!(Attribution::unmatured(&worker.account), 1_500);
    });
}

#[test]
fn a_matured_batch_credits_everybody_and_fills_the_pools() {
    build_and_execute(|| {
        let (worker, _, sealed, id) = first_batch();
        run_to(11);
        // 1,500: platform 5 %, worker 30 %; of the 975 left the base is owed 5 %, that is 48.75; builder and data
        // share the rest as 20 : 45, that is 285 and 641.25.
        assert_eq!((earned("platform"), earned("worker")), (75, 450));
        assert_eq!(earned("first builder"), 285);
        assert_eq!(RoyaltyPools::<Test>::get(1), RoyaltyPool { received: 49, pulled: 0 });
        // Receipt by receipt the data is owed 427.5 and 213.75, rounded down.
        assert_eq!(sealed.signed.header.credits.sum, 427 + 213);
        assert_eq!(DataPools::<Test>::get(1).credits, 640);
        assert_eq!(Remainder::<Test>::get(), 1);
        assert_eq!(75 + 450 + 285 + 49 + 640 + 1, 1_500);

        assert!(Batches::<Test>::get(id).unwrap().matured);
        assert!(!BatchRedemptions::<Test>::contains_key(id));
        assert!(!Unmatured::<Test>::contains_key(&worker.account));
        System::assert_has_event(
            Event::IncomeShared {
                batch: id,
                version: 1,
                builder: account("first builder"),
                built: 285,
                royalties: 49,
                data: 640,
            }
            .into(),
        );
        System::assert_last_event(
            Event::BatchMatured { batch: id, worker: worker.account, worked: 450, platform: 75, remainder: 1 }.into(),
        );
    });
}

#[test]
fn a_batch_matures_by_the_terms_under_which_it_was_submitted() {
    build_and_execute(|| {
        first_batch();
        let changed = openledger_primitives::split::Economics { worker: 750_000, data: 0, ..ECONOMICS };
        Attribution::do_set_economics(changed).unwrap();
        Shelf::mutate(|shelf| {
            let terms = shelf.get_mut(&1).unwrap();
            terms.builder = account("buyer of the version");
            terms.deployed = false;
        });
        run_to(11);
        assert_eq!((earned("worker"), earned("first builder")), (450, 285));
        assert_eq!(earned("buyer of the version"), 0);
    });
}

#[test]
fn a_longer_dispute_period_does_not_delay_batches_submitted_before() {
    build_and_execute(|| {
        let (_, _, _, id) = first_batch();
        let rules = AttributionRules { dispute_period: 1_000, ..RULES };
        Attribution::set_rules(RuntimeOrigin::root(), rules).unwrap();
        run_to(11);
        assert!(Batches::<Test>::get(id).unwrap().matured);
    });
}

#[test]
fn the_remainder_is_below_a_planck_per_receipt() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let fees: Vec<Amount> = vec![1, 2, 3, 5, 7, 11, 13, 17, 19, 23, 101, 997];
        let answers: Vec<_> = fees.iter().map(|fee| Answer::new(2, *fee, &[2, 3, 5])).collect();
        worker.seal(&mut customers, &answers).accepted();
        run_to(11);
        assert!(Remainder::<Test>::get() <= fees.len() as Amount);
        assert!(Remainder::<Test>::get() > 0, "these fees do not divide evenly");
    });
}

#[test]
fn several_batches_mature_in_one_block() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let other = Worker::bonded("other worker", 1_000_000);
        let mut others = vec![Customer::open("other user", &other, 10_000)];
        worker.seal(&mut customers, &[Answer::new(1, 1_000, &[0])]).accepted();
        other.seal(&mut others, &[Answer::new(0, 1_000, &[])]).accepted();
        run_to(11);
        assert_eq!((earned("worker"), earned("other worker")), (300, 300));
        assert_eq!(earned("platform"), 100);
        assert_eq!(earned("base builder"), 650);
        assert!(Maturing::<Test>::iter().next().is_none());
    });
}

#[test]
#[should_panic(expected = "a batch could not mature")]
fn a_batch_that_cannot_mature_is_noticed() {
    externalities().execute_with(|| {
        let (worker, _, _, _) = first_batch();
        Unmatured::<Test>::remove(&worker.account);
        run_to(11);
    });
}
