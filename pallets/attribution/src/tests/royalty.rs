//! Royalties: through two generations, through a diamond, pulled often or at once.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use openledger_primitives::{Amount, VersionId};
use polkadot_sdk::*;

fn settle(child: VersionId, ancestor: VersionId) -> DispatchResult {
    Attribution::settle_royalty(RuntimeOrigin::signed(account("anyone")), child, ancestor)
}

/// Sells one answer of a version and lets it mature.
fn sell(version: VersionId, fee: Amount) {
    let worker = Worker::bonded("worker", 10_000_000);
    let mut customers = vec![Customer::open("user", &worker, fee.max(100))];
    let contributions: &[u64] = if version == 0 { &[] } else { &[2] };
    let id = worker.seal(&mut customers, &[Answer::new(version, fee, contributions)]).accepted();
    run_to(Batches::<Test>::get(id).unwrap().matures_at);
}

fn pulled(child: VersionId, ancestor: VersionId) -> Amount {
    RoyaltyPulled::<Test>::get(child, ancestor)
}

#[test]
fn a_grandchild_pays_both_generations_above_it() {
    build_and_execute(|| {
        // Of 100,000 the version keeps 65,000; it owes the base 5 % of that and its parent 10 %.
        sell(2, 100_000);
        assert_eq!(RoyaltyPools::<Test>::get(2).received, 3_250 + 6_500);
        assert_eq!(Attribution::royalty_owed(2, 0), 3_250);
        assert_eq!(Attribution::royalty_owed(2, 1), 6_500);

        assert_ok!(settle(2, 0));
        // The base has no data: all of it is its builder's.
        assert_eq!(earned("base builder"), 3_250);
        assert_ok!(settle(2, 1));
        // The parent shares it as 20 : 45.
        assert_eq!(earned("first builder"), 2_000);
        assert_eq!(DataPools::<Test>::get(1).by_weight, 4_500);
        System::assert_last_event(
            Event::RoyaltySettled {
                child: 2,
                ancestor: 1,
                builder: account("first builder"),
                built: 2_000,
                data: 4_500,
            }
            .into(),
        );
        assert_eq!(RoyaltyPools::<Test>::get(2), RoyaltyPool { received: 9_750, pulled: 9_750 });
        // What the parent received does not go on to the base, which was paid by the grandchild itself.
        assert_eq!(RoyaltyPools::<Test>::get(1), RoyaltyPool::default());
    });
}

#[test]
fn a_diamond_pays_its_common_origin_once() {
    build_and_execute(|| {
        // 3 is a merge of 1 and of its sibling 4, half and half: both owe the base 5 %, so it owes the base 5 %.
        Shelf::mutate(|shelf| {
            shelf.insert(4, version("sibling", 2, &[(0, 50_000)]));
            shelf.insert(3, version("merger", 1, &[(0, 50_000), (1, 50_000), (4, 50_000)]));
        });
        sell(3, 100_000);
        for ancestor in [0, 1, 4] {
            assert_ok!(settle(3, ancestor));
            assert_eq!(pulled(3, ancestor), 3_250);
        }
        assert_eq!(earned("base builder"), 3_250);
        assert_eq!(earned("first builder"), 1_000);
        assert_eq!(earned("sibling"), 1_000);
        assert_eq!(DataPools::<Test>::get(1).by_weight + DataPools::<Test>::get(4).by_weight, 4_500);
    });
}

#[test]
fn a_version_that_is_owed_nothing_is_refused() {
    build_and_execute(|| {
        sell(2, 1_000);
        assert_noop!(settle(9, 0), Error::<Test>::UnknownVersion);
        assert_noop!(settle(1, 2), Error::<Test>::NotAnAncestor);
        assert_noop!(settle(2, 2), Error::<Test>::NotAnAncestor);
        assert_noop!(settle(0, 1), Error::<Test>::NotAnAncestor);
    });
}

#[test]
fn what_was_pulled_is_owed_no_more() {
    build_and_execute(|| {
        assert_noop!(settle(2, 1), Error::<Test>::NothingOwed);
        sell(2, 2_000);
        assert_ok!(settle(2, 1));
        assert_noop!(settle(2, 1), Error::<Test>::NothingOwed);
        sell(2, 2_000);
        assert_ok!(settle(2, 1));
        assert_eq!(pulled(2, 1), 260);
    });
}

#[test]
fn pulling_often_or_once_comes_to_the_same() {
    let pulled_by = |often: bool| {
        let mut total = 0;
        build_and_execute(|| {
            for fee in [7, 13, 101, 3, 3, 3, 59] {
                sell(2, fee);
                if often {
                    let _ = settle(2, 1);
                }
            }
            let _ = settle(2, 1);
            total = pulled(2, 1);
        });
        total
    };
    assert_eq!(pulled_by(true), pulled_by(false));
    assert!(pulled_by(true) > 0);
}

#[test]
fn fewer_planck_than_ancestors_stay_in_a_pool_that_everybody_pulled_from() {
    build_and_execute(|| {
        for fee in [33, 77, 101] {
            sell(2, fee);
        }
        let _ = (settle(2, 0), settle(2, 1));
        let pool = RoyaltyPools::<Test>::get(2);
        assert!(pool.received - pool.pulled < 2, "{pool:?}");
    });
}

#[test]
fn royalties_of_an_ancestor_whose_data_nobody_could_claim_go_to_its_builder() {
    build_and_execute(|| {
        Shelf::mutate(|shelf| shelf.get_mut(&1).unwrap().snapshots = vec![77]);
        sell(2, 100_000);
        assert_ok!(settle(2, 1));
        assert_eq!(earned("first builder"), 6_500);
        assert_eq!(DataPools::<Test>::get(1), DataPool::default());
    });
}
