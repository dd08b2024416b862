//! Backers' income: theirs while somebody backs the version, else the builder's.

use super::market::*;
use crate::{mock::*, *};
use frame_support::assert_ok;
use openledger_primitives::split::Economics;
use polkadot_sdk::*;

/// 10 % for those who back the version.
fn with_backers(versions: &[u32]) {
    let economics = Economics { stakers: 100_000, data: 350_000, ..ECONOMICS };
    assert_ok!(Attribution::do_set_economics(economics));
    Backed::set(versions.iter().map(|version| (*version, 0)).collect());
    let pot = BackersPot::get();
    let _ = <Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(&pot, EXISTENTIAL_DEPOSIT);
}

fn sold() -> (Worker, Vec<Customer>, Sealed, u64) {
    let (worker, mut customers) = one_of_each();
    let sealed = worker.seal(&mut customers, &[Answer::new(1, 10_000, &[0])]);
    let id = sealed.accepted();
    (worker, customers, sealed, id)
}

#[test]
fn backers_are_sent_their_part_when_the_batch_matures() {
    build_and_execute(|| {
        with_backers(&[1]);
        let (_, _, _, id) = sold();
        // 6,500 are the version's, 5 % of them the base's; of the rest builder, backers and data have 20 : 10 : 35.
        assert_eq!(BackersParts::<Test>::get(id).into_inner(), [(1, 950)]);
        assert_eq!(Backed::get()[&1], 0);
        run_to(11);
        assert_eq!(Backed::get()[&1], 950);
        assert_eq!(Balances::free_balance(BackersPot::get()), EXISTENTIAL_DEPOSIT + 950);
        assert_eq!(earned("first builder"), 1_900);
        System::assert_has_event(Event::BackersPaid { version: 1, amount: 950, to_builder: false }.into());
    });
}

#[test]
fn without_backers_when_it_matures_their_part_is_the_builders() {
    build_and_execute(|| {
        with_backers(&[1]);
        sold();
        Backed::set(Default::default());
        run_to(11);
        assert_eq!(earned("first builder"), 1_900 + 950);
        System::assert_has_event(Event::BackersPaid { version: 1, amount: 950, to_builder: true }.into());
    });
}

#[test]
fn backers_that_cannot_be_paid_keep_no_batch_from_maturing() {
    build_and_execute(|| {
        with_backers(&[1]);
        let pot = BackersPot::get();
        assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), pot, 0));
        let economics = Economics { stakers: 1_000, data: 449_000, ..ECONOMICS };
        assert_ok!(Attribution::do_set_economics(economics));
        let (_, _, _, id) = sold();
        // Nine planck are less than the existential deposit of an account that is not there.
        assert_eq!(BackersParts::<Test>::get(id).into_inner(), [(1, 10)]);
        run_to(11);
        assert!(Batches::<Test>::get(id).unwrap().matured);
        assert_eq!(Backed::get()[&1], 0);
        assert_eq!(earned("first builder"), 1_900 + 10);
    });
}

#[test]
fn a_void_batch_pays_no_backers() {
    build_and_execute(|| {
        with_backers(&[1]);
        let (worker, _, sealed) = two_answers();
        let mut lines = sealed.lines.clone();
        lines.swap(0, 1);
        let sealed = sealed.with_lines(&worker, lines);
        let id = sealed.accepted();
        assert_ok!(Attribution::dispute_order(challenger(), id, sealed.line(0), sealed.line(1)));
        run_to(20);
        assert_eq!((Backed::get()[&1], earned("user")), (0, 1_500));
    });
}

#[test]
fn an_ancestors_backers_share_its_royalties() {
    build_and_execute(|| {
        with_backers(&[0]);
        sold();
        run_to(11);
        let owed = Attribution::royalty_owed(1, 0);
        assert_eq!(owed, 325);
        assert_ok!(Attribution::settle_royalty(challenger(), 1, 0));
        // The base has no data: builder and backers share as 55 : 10.
        assert_eq!((Backed::get()[&0], earned("base builder")), (50, 275));
    });
}

#[test]
fn a_preview_says_what_backers_would_have() {
    build_and_execute(|| {
        with_backers(&[1]);
        assert_eq!(Attribution::preview_split(1, 10_000).unwrap().backers, 950);
    });
}
