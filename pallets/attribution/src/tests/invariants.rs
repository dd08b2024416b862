//! Each numbered invariant notices its own violation.

use super::market::*;
use crate::{mock::*, *};
use polkadot_sdk::*;

/// A chain on which everything has happened once: a matured batch partly claimed, one that has not matured, pools
/// partly pulled from.
fn eventful() {
    let (worker, mut customers, sealed, id) = first_batch();
    run_to(11);
    claim(id, sealed.claims([0, 2])).unwrap();
    worker.seal(&mut customers, &[Answer::new(2, 10_000, &[4])]).accepted();
    run_to(21);
    let anyone = RuntimeOrigin::signed(account("anyone"));
    Attribution::settle_royalty(anyone.clone(), 2, 1).unwrap();
    Attribution::settle_royalty(anyone.clone(), 2, 0).unwrap();
    Attribution::claim_data_pool(anyone, 1, 1, 0).unwrap();
    worker.seal(&mut customers, &[Answer::new(2, 1_000, &[4])]).accepted();
    assert_sound();
}

/// The invariant that is violated after a change of the eventful chain.
#[track_caller]
fn violated(change: impl FnOnce()) -> String {
    let mut number = String::new();
    externalities().execute_with(|| {
        eventful();
        change();
        let error = Attribution::do_try_state().expect_err("the change violates an invariant");
        let sp_runtime::TryRuntimeError::Other(text) = error else { panic!("{error:?}") };
        number = text.split(':').next().unwrap_or_default().into();
    });
    number
}

#[test]
fn everything_that_happened_keeps_them() {
    build_and_execute(eventful);
}

#[test]
fn the_first_notices_money_that_is_owed_and_not_there() {
    assert_eq!(violated(|| Remainder::<Test>::mutate(|left| *left += 1)), "1");
    assert_eq!(violated(|| Earnings::<Test>::insert(account("thief"), 5)), "1");
}

#[test]
fn the_second_notices_allocations_that_are_not_on_hold() {
    let change = |change: fn(&mut Allocation<AccountId>)| {
        move || Allocations::<Test>::mutate(0, |allocation| change(allocation.as_mut().unwrap()))
    };
    assert_eq!(violated(change(|allocation| allocation.redeemed += 1)), "2");
    assert_eq!(violated(change(|allocation| allocation.redeemed = allocation.amount + 1)), "2");
    assert_eq!(violated(|| NextAllocationId::<Test>::put(0)), "2");
}

#[test]
fn the_third_notices_batches_that_would_never_mature() {
    assert_eq!(violated(|| drop(Maturing::<Test>::clear(9, None))), "3");
    assert_eq!(violated(|| System::set_block_number(99)), "3");
    assert_eq!(violated(|| drop(Unmatured::<Test>::clear(9, None))), "3");
    assert_eq!(violated(|| BatchRedemptions::<Test>::remove(2)), "3");
    assert_eq!(violated(|| Maturing::<Test>::insert(99, frame_support::BoundedVec::truncate_from(vec![2]))), "3");
}

#[test]
fn the_fourth_notices_batches_that_do_not_add_up() {
    let change =
        |change: fn(&mut Batch<Test>)| move || Batches::<Test>::mutate(2, |batch| change(batch.as_mut().unwrap()));
    assert_eq!(violated(change(|batch| batch.platform += 1)), "4");
    assert_eq!(violated(change(|batch| batch.shares[0].fees += 1)), "4");
    assert_eq!(violated(change(|batch| batch.shares[0].receipts += 1)), "4");
    assert_eq!(violated(change(|batch| batch.header.credits.sum += 1)), "4");
    assert_eq!(violated(change(|batch| batch.claimed += 1)), "4");
    assert_eq!(violated(|| NextBatchId::<Test>::put(2)), "4");
}

#[test]
fn the_fifth_notices_a_nonce_that_does_not_count() {
    assert_eq!(violated(|| BatchNonce::<Test>::insert(account("worker"), 7)), "5");
}

#[test]
fn the_sixth_notices_lines_that_cannot_have_been_claimed() {
    assert_eq!(violated(|| Claimed::<Test>::insert(0, 0, 1 << 4)), "6");
    assert_eq!(violated(|| Claimed::<Test>::insert(0, 1, 1)), "6");
    assert_eq!(violated(|| Claimed::<Test>::insert(2, 0, 1)), "6");
    assert_eq!(violated(|| Claimed::<Test>::insert(9, 0, 1)), "6");
}

#[test]
fn the_seventh_notices_royalties_that_were_never_paid_in() {
    // Received and pulled together: the first invariant would notice one alone.
    let inflate = |received: u128, pulled: u128| {
        move || {
            RoyaltyPools::<Test>::mutate(2, |pool| {
                pool.received += received;
                pool.pulled += pulled;
            });
        }
    };
    assert_eq!(violated(inflate(1, 1)), "7");
    assert_eq!(violated(inflate(0, 1)), "7");
    assert_eq!(violated(|| RoyaltyPools::<Test>::insert(5, RoyaltyPool::default())), "7");
    assert_eq!(violated(|| RoyaltyPulled::<Test>::remove(2, 0)), "7");
}

#[test]
fn the_eighth_notices_credits_that_never_matured() {
    let change = |change: fn(&mut DataPool)| move || DataPools::<Test>::mutate(1, change);
    assert_eq!(violated(change(|pool| pool.credits += 1)), "8");
    assert_eq!(violated(change(|pool| pool.by_credit_taken = pool.by_credit)), "8");
    assert_eq!(violated(change(|pool| pool.index = Default::default())), "8");
    assert_eq!(violated(|| Credits::<Test>::remove(1, 0)), "8");
    assert_eq!(violated(|| WeightPulled::<Test>::insert((1, 1, 0), 1)), "8");
}

#[test]
fn the_ninth_notices_rules_that_could_not_be_set() {
    assert_eq!(violated(|| Rules::<Test>::mutate(|rules| rules.dispute_period = 0)), "9");
}

/// A demand and a re-execution that are open, about a batch that has not matured and owes backers a part.
fn disputed() {
    let _ = <Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(&account("challenger"), 50_000);
    let economics = openledger_primitives::split::Economics { stakers: 50_000, data: 400_000, ..ECONOMICS };
    Attribution::do_set_economics(economics).unwrap();
    let worker = Worker::bonded("other worker", 1_000_000);
    let mut customers = vec![Customer::open("other user", &worker, 100_000)];
    let sealed = worker.seal(&mut customers, &[Answer::new(1, 1_000, &[0])]);
    let id = sealed.accepted();
    assert_eq!(id, 3);
    Attribution::demand(challenger(), id, Part::Receipt(0)).unwrap();
    Attribution::request_reexecution(challenger(), id, Box::new(sealed.receipt(0))).unwrap();
    assert_sound();
}

#[test]
fn the_tenth_notices_disputes_without_bond_and_those_nobody_waits_for() {
    let notices = |change: fn()| {
        let change = move || {
            disputed();
            change();
        };
        assert_eq!(violated(change), "10");
    };
    notices(|| Demands::<Test>::mutate(3, |demands| demands[0].bond += 1));
    notices(|| Demands::<Test>::mutate(3, |demands| demands[0].deadline = 99));
    notices(|| Demands::<Test>::insert(0, Demands::<Test>::take(3)));
    notices(|| Reexecutions::<Test>::remove(0));
    notices(|| ReexecutionsOf::<Test>::remove(3));
    notices(|| NextDisputeId::<Test>::put(0));
    notices(|| Reexecutions::<Test>::mutate(0, |open| open.as_mut().unwrap().bond -= 1));
}

#[test]
fn the_eleventh_notices_what_is_kept_of_a_batch_that_is_not() {
    assert_eq!(violated(|| BackersParts::<Test>::insert(9, frame_support::BoundedVec::new())), "11");
    let verdict = || Verdict { lie: Lie::Silence, challenger: account("challenger"), at: 1 };
    assert_eq!(violated(|| Voided::<Test>::insert(9, verdict())), "11");
    let twice = || {
        let settled = SettledBatch::<Test> { credits: Default::default(), credit_lines: 0, owed: Default::default() };
        SettledBatches::<Test>::insert(2, settled);
    };
    assert_eq!(violated(twice), "11");
}

#[test]
fn the_third_notices_a_void_batch_that_would_mature() {
    let verdict = || Verdict { lie: Lie::Silence, challenger: account("challenger"), at: 1 };
    assert_eq!(violated(|| Voided::<Test>::insert(2, verdict())), "3");
}

#[test]
fn the_second_and_the_tenth_notice_money_on_hold_for_nothing() {
    use frame_support::traits::fungible::{Mutate, MutateHold};
    let hold = |reason: HoldReason| {
        move || {
            Balances::mint_into(&account("stranger"), 1_000_000).unwrap();
            Balances::hold(&reason.into(), &account("stranger"), 1).unwrap();
        }
    };
    assert_eq!(violated(hold(HoldReason::Allocation)), "2");
    assert_eq!(violated(hold(HoldReason::Dispute)), "10");
}

#[test]
fn the_eleventh_notices_a_batch_that_owes_more_than_it_was_credited() {
    let grow = || {
        let (credits, credit_lines) =
            Batches::<Test>::get(0).map(|b| (b.header.credits, b.header.credit_lines)).unwrap();
        let left = credits.sum + 1;
        let owed = vec![OwedLines { version: 1, left, index: Default::default() }].try_into().unwrap();
        SettledBatches::<Test>::insert(77, SettledBatch { credits, credit_lines, owed });
        Balances::mint_into(&Attribution::pot(), left).unwrap();
    };
    use frame_support::traits::fungible::Mutate;
    assert_eq!(violated(grow), "11");
}
