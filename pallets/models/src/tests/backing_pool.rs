//! The arithmetic of backing, against a second one with fractions of any size.

use crate::backing_pool::{BackingPool, Position};
use proptest::prelude::*;

/// A number a / b that is never rounded: numerators and denominators stay below 2^127 in these tests.
fn share_of(income: u128, shares: u128, all: u128) -> (u128, u128) {
    (income * shares, all)
}

proptest! {
    #[test]
    fn nobody_gets_more_than_a_share_and_nothing_is_lost(
        shares in proptest::collection::vec(1u128..1_000_000_000, 1..8),
        incomes in proptest::collection::vec(0u128..1_000_000_000_000, 1..20),
        claims in proptest::collection::vec(any::<bool>(), 160),
    ) {
        let all: u128 = shares.iter().sum();
        let mut pool = BackingPool { shares: all, ..Default::default() };
        let mut positions: Vec<Position<u64>> =
            shares.iter().map(|staked| Position { staked: *staked, ..Default::default() }).collect();
        let mut claims = claims.into_iter();
        for income in &incomes {
            pool.receive(*income).unwrap();
            for position in &mut positions {
                // Claiming early or late makes no difference.
                if claims.next().unwrap_or(false) {
                    position.settle_down(pool.index).unwrap();
                }
            }
        }
        let income: u128 = incomes.iter().sum();
        let mut paid = 0;
        for (position, staked) in positions.iter_mut().zip(&shares) {
            position.settle_down(pool.index).unwrap();
            let (numerator, denominator) = share_of(income, *staked, all);
            prop_assert!(position.owed * denominator <= numerator, "more than the share");
            prop_assert!((position.owed + 1) * denominator >= numerator, "more than a planck is missing");
            paid += position.owed;
        }
        prop_assert!(paid <= income && income - paid <= shares.len() as u128);
        prop_assert!(pool.pay(paid).is_some());
        prop_assert_eq!(pool.unpaid(), income - paid);
    }
}

#[test]
fn an_income_without_backers_is_refused() {
    assert_eq!(BackingPool::default().receive(1), None);
}

#[test]
fn no_more_is_paid_than_came_in() {
    let mut pool = BackingPool { shares: 1, ..Default::default() };
    pool.receive(5).unwrap();
    assert_eq!(pool.pay(6), None);
    assert_eq!(pool.pay(5), Some(()));
}

#[test]
fn the_largest_amounts_do_not_overflow() {
    let mut pool = BackingPool { shares: u128::MAX, ..Default::default() };
    pool.receive(u128::MAX).unwrap();
    let mut position = Position::<u64> { staked: u128::MAX, ..Default::default() };
    position.settle_down(pool.index).unwrap();
    assert_eq!(position.owed, u128::MAX);
}
