//! Data pools: shared by weight until credits have matured, by credit from then on, fair to who comes late.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use openledger_primitives::{Amount, ContributionId, VersionId};
use polkadot_sdk::*;
use proptest::prelude::*;
use sp_core::U256;

fn claim_pool(version: VersionId, snapshot: u32, contribution: ContributionId) -> DispatchResult {
    let origin = RuntimeOrigin::signed(account("anyone"));
    Attribution::claim_data_pool(origin, version, snapshot, contribution)
}

/// Sells answers of the second version, lets them mature and pays version 1 its royalty.
fn royalty(fee: Amount) {
    sell(2, fee, &[4]);
    let origin = RuntimeOrigin::signed(account("anyone"));
    assert_ok!(Attribution::settle_royalty(origin, 2, 1));
}

fn sell(version: VersionId, fee: Amount, contributions: &[ContributionId]) -> (Sealed, u64) {
    let worker = Worker::bonded("worker", 10_000_000);
    let mut customers = vec![Customer::open("user", &worker, fee.max(100))];
    let sealed = worker.seal(&mut customers, &[Answer::new(version, fee, contributions)]);
    let id = sealed.accepted();
    run_to(Batches::<Test>::get(id).unwrap().matures_at);
    (sealed, id)
}

#[test]
fn until_credits_mature_a_pool_is_shared_by_weight() {
    build_and_execute(|| {
        royalty(100_000);
        assert_eq!(DataPools::<Test>::get(1).by_weight, 4_500);
        for (contribution, owed) in [(0, 450), (1, 900), (2, 1_350), (3, 1_800)] {
            assert_eq!(Attribution::data_owed(1, 1, contribution), (owed, 0));
            assert_ok!(claim_pool(1, 1, contribution));
            assert_noop!(claim_pool(1, 1, contribution), Error::<Test>::NothingOwed);
        }
        assert_eq!(earned("contributor 3"), 1_800);
        assert_eq!(DataPools::<Test>::get(1).by_weight_taken, 4_500);
        System::assert_last_event(
            Event::DataPoolClaimed {
                version: 1,
                contribution: 3,
                contributor: account("contributor 3"),
                by_weight: 1_800,
                by_credit: 0,
            }
            .into(),
        );
    });
}

#[test]
fn a_version_of_several_snapshots_weighs_all_of_them() {
    build_and_execute(|| {
        Shelf::mutate(|shelf| shelf.get_mut(&1).unwrap().snapshots = vec![1, 2]);
        royalty(100_000);
        // Snapshot 1 weighs 100, snapshot 2 weighs 7; contribution 2 is in both.
        assert_ok!(claim_pool(1, 1, 2));
        assert_eq!(earned("contributor 2"), 4_500 * 30 / 107);
        assert_ok!(claim_pool(1, 2, 2));
        assert_eq!(earned("contributor 2"), 4_500 * 30 / 107 + 4_500 / 107);
    });
}

#[test]
fn once_credits_matured_a_pool_is_shared_by_credit() {
    build_and_execute(|| {
        let (sealed, id) = sell(1, 10_000, &[0, 1, 2]);
        let credits = sealed.signed.header.credits.sum;
        assert_eq!(DataPools::<Test>::get(1).credits, credits);
        royalty(100_000);
        let pool = DataPools::<Test>::get(1);
        assert_eq!((pool.by_weight, pool.by_credit), (0, 4_500));
        // Contribution 3 weighs most in the snapshot and has no credit.
        assert_noop!(claim_pool(1, 1, 3), Error::<Test>::NothingOwed);
        sealed.claim_all(id);
        let lines: Amount = sealed.lines.iter().map(|line| line.amount).sum();
        let earned: Amount = (0..3).map(|n| earned(&format!("contributor {n}"))).sum();
        assert_eq!(lines, credits);
        assert_eq!(earned, credits + 4_500 - 3, "three fractions are kept");
    });
}

#[test]
fn who_claims_its_credits_early_takes_nothing_from_who_claims_late() {
    build_and_execute(|| {
        let (sealed, id) = sell(1, 10_000, &[0, 1]);
        assert_ok!(claim(id, sealed.claims([0])));
        royalty(100_000);
        assert_ok!(claim_pool(1, 1, 0));
        assert_ok!(claim(id, sealed.claims([1])));
        let [early, late] = [&sealed.lines[0], &sealed.lines[1]].map(|line| line.amount);
        assert_eq!(earned("contributor 0"), early + 2_250);
        assert_eq!(earned("contributor 1"), late + 2_249, "its line is a planck shorter");
        assert_noop!(claim_pool(1, 1, 1), Error::<Test>::NothingOwed);
    });
}

#[test]
fn credits_earn_only_from_what_came_after_they_matured() {
    build_and_execute(|| {
        let (first, first_id) = sell(1, 10_000, &[0]);
        royalty(100_000);
        let (second, second_id) = sell(1, 10_000, &[1]);
        royalty(100_000);
        first.claim_all(first_id);
        second.claim_all(second_id);
        let line = first.lines[0].amount;
        assert_eq!(line, second.lines[0].amount);
        assert_eq!(earned("contributor 0"), line + 4_499 + 2_250, "fractions are kept");
        assert_eq!(earned("contributor 1"), line + 2_250);
    });
}

#[test]
fn what_was_shared_by_weight_stays_claimable_after_credits_matured() {
    build_and_execute(|| {
        royalty(100_000);
        let (sealed, id) = sell(1, 10_000, &[0]);
        royalty(100_000);
        sealed.claim_all(id);
        let line = sealed.lines[0].amount;
        assert_eq!(earned("contributor 0"), line + 4_499, "a fraction is kept");
        assert_ok!(claim_pool(1, 1, 0));
        assert_eq!(earned("contributor 0"), line + 4_499 + 450);
        assert_ok!(claim_pool(1, 1, 3));
        assert_eq!(earned("contributor 3"), 1_800);
    });
}

#[test]
fn the_share_of_a_struck_contribution_is_the_platforms() {
    build_and_execute(|| {
        royalty(100_000);
        Contributors::mutate(|contributors| contributors.remove(&3));
        let before = earned("platform");
        let owed = Attribution::data_owed(1, 1, 3).0;
        assert_ok!(claim_pool(1, 1, 3));
        assert_eq!((earned("platform"), earned("contributor 3")), (before + owed, 0));
        assert!(owed > 0);
    });
}

#[test]
fn a_snapshot_or_contribution_that_the_version_does_not_hold_is_refused() {
    build_and_execute(|| {
        royalty(100_000);
        assert_noop!(claim_pool(9, 1, 0), Error::<Test>::UnknownVersion);
        assert_noop!(claim_pool(1, 2, 2), Error::<Test>::AnotherSnapshot);
        assert_noop!(claim_pool(1, 1, 99), Error::<Test>::NothingOwed);
        assert_noop!(claim_pool(1, 1, 4), Error::<Test>::NothingOwed);
    });
}

/// What happens to a pool, in the order of a random list.
#[derive(Clone, Debug)]
enum Step {
    Deposit(Amount),
    /// Credits of a contribution mature.
    Mature(usize, Amount),
    /// A contribution claims its oldest matured line.
    Claim(usize),
    /// A contribution is paid what its claimed credits earned.
    Pay(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let amount = prop_oneof![1..100u128, 1..10u128.pow(27), Just(1u128 << 100)];
    prop_oneof![
        amount.clone().prop_map(Step::Deposit),
        (0..4usize, amount).prop_map(|(who, amount)| Step::Mature(who, amount)),
        (0..4usize).prop_map(Step::Claim),
        (0..4usize).prop_map(Step::Pay),
    ]
}

proptest! {
    /// Against the plain rule: each deposit is divided at once, exactly, by the credits that have matured. Whoever
    /// claims and is paid whenever, in the end everybody has that, less than two planck short.
    #[test]
    fn the_index_pays_what_dividing_each_deposit_would(steps in prop::collection::vec(step(), 1..60)) {
        let mut pool = DataPool::default();
        let mut positions = [CreditPosition::default(); 4];
        let mut lines = [const { Vec::new() }; 4];
        let mut paid = [0u128; 4];
        // The model: credits by contribution; what each is owed in 2^-100 planck.
        let mut credits = [0u128; 4];
        let mut owed = [U256::zero(); 4];
        let mut deposited = 0u128;
        for step in steps {
            match step {
                Step::Deposit(amount) => {
                    pool.deposit(amount).unwrap();
                    let total: u128 = credits.iter().sum();
                    if total > 0 {
                        deposited += amount;
                        for who in 0..4 {
                            // 128 + 101 bits at most in the product, before a division.
                            let part = U256::from(amount) << 26;
                            let part = (part * U256::from(credits[who])) / U256::from(total);
                            owed[who] += part;
                        }
                    }
                }
                Step::Mature(who, amount) => {
                    let since = pool.add_credits(amount).unwrap();
                    credits[who] += amount;
                    lines[who].push((amount, since));
                }
                Step::Claim(who) => {
                    if let Some((amount, since)) = lines[who].pop() {
                        paid[who] += positions[who].pay_down(pool.index).unwrap();
                        paid[who] += positions[who].add_down(amount, since).unwrap();
                    }
                }
                Step::Pay(who) => paid[who] += positions[who].pay_down(pool.index).unwrap(),
            }
        }
        for who in 0..4 {
            while let Some((amount, since)) = lines[who].pop() {
                paid[who] += positions[who].pay_down(pool.index).unwrap();
                paid[who] += positions[who].add_down(amount, since).unwrap();
            }
            paid[who] += positions[who].pay_down(pool.index).unwrap();
            let exact: u128 = (owed[who] >> 26).try_into().unwrap();
            // What a deposit could not be divided into is carried: below credits / 2^64 planck.
            let slack = 2 + (pool.credits >> 64);
            prop_assert!(paid[who] <= exact + slack, "{} over {exact}", paid[who]);
            prop_assert!(paid[who] + slack >= exact, "{} under {exact}", paid[who]);
        }
        let all: u128 = paid.iter().sum();
        prop_assert!(all <= deposited);
        prop_assert!(deposited - all <= 4 + (pool.credits >> 64));
    }
}

#[test]
fn being_paid_often_loses_nothing() {
    let mut pool = DataPool::default();
    let mut positions = [CreditPosition::default(); 3];
    for position in &mut positions {
        let since = pool.add_credits(5).unwrap();
        assert_eq!(position.add_down(5, since), Some(0));
    }
    let mut paid = [0; 3];
    for _ in 0..300 {
        pool.deposit(1).unwrap();
        for (paid, position) in paid.iter_mut().zip(&mut positions) {
            *paid += position.pay_down(pool.index).unwrap();
        }
    }
    assert_eq!(paid, [100; 3], "a third of 300 each");
}
