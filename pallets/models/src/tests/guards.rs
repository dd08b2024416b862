//! Bounds on lineage: generations, prices, royalties that only fall, and a payment that costs the same at any depth.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn generations_are_counted_from_the_furthest_base() {
    ExtBuilder::default().build_and_execute(|| {
        let left = deployed(request("left"));
        let right = deployed(Request { parent: left, ..request("right") });
        let both = deployed_merge("both", &[(left, 500_000), (right, 500_000)]);
        let count = |id| Generations::<Test>::get(id);
        assert_eq!([count(0), count(left), count(right), count(both)], [0, 1, 2, 3]);
    });
}

#[test]
fn more_generations_than_allowed_are_refused() {
    ExtBuilder::default().build_and_execute(|| {
        Generations::<Test>::insert(0, 40);
        assert_noop!(request("tune").submit(&ALICE), Error::<Test>::TooManyGenerations);
        assert_noop!(fork(&BOB, "mine", 0, 0), Error::<Test>::TooManyGenerations);
        Generations::<Test>::remove(0);
    });
}

#[test]
fn a_child_has_a_price() {
    ExtBuilder::default().build_and_execute(|| {
        let free = Request { input_price: 0, ..request("tune") };
        assert_noop!(free.submit(&ALICE), Error::<Test>::PriceTooLow);
        let tune = request("tune").submitted();
        assert_noop!(ModelsPallet::set_prices(signed(&ALICE), tune, 1, 0), Error::<Test>::PriceTooLow);
        // A base owes nobody: it may be free.
        assert_ok!(ModelsPallet::set_prices(signed(&MAKER), 0, 0, 0));
    });
}

#[test]
fn a_royalty_only_falls() {
    ExtBuilder::default().build_and_execute(|| {
        events();
        assert_ok!(ModelsPallet::lower_royalty(signed(&MAKER), 0, 20_000));
        assert_eq!(events(), [Event::RoyaltyLowered { version: 0, old: 50_000, new: 20_000 }]);
        for royalty in [20_000, 20_001] {
            let lower = ModelsPallet::lower_royalty(signed(&MAKER), 0, royalty);
            assert_noop!(lower, Error::<Test>::RoyaltyNotLower);
        }
        assert_noop!(ModelsPallet::lower_royalty(signed(&BOB), 0, 0), Error::<Test>::NotBuilder);
        let tune = request("tune").submitted();
        assert_eq!(version(tune).royalties.to_vec(), [(0, 20_000)]);
    });
}

#[test]
fn licences_that_forbid_derivatives_allow_none() {
    use crate::licence::{may_become, permits_copies};
    for licence in ["CC-BY-ND-4.0", "cc-by-nc-nd-3.0"] {
        assert!(!may_become(licence, licence) && !may_become(licence, "MIT") && !permits_copies(licence));
    }
    assert!(permits_copies("AGPL-3.0-only") && !permits_copies("LicenseRef-Mine"));
    assert!(may_become("CC-BY-NC-4.0", "CC-BY-NC-4.0"));
}

/// Sixteen generations, each a merge of the one before and a tune.
fn deep() -> u32 {
    let side = deployed(Request { royalty: 1_000, ..request("side") });
    let mut last = deployed(Request { royalty: 1_000, datanets: vec![1], ..request("chain") });
    for _ in 2..16 {
        last = deployed_merge("chain", &[(last, 900_000), (side, 100_000)]);
    }
    last
}

#[test]
fn a_payment_through_sixteen_generations_reads_no_more_than_through_one() {
    let standard = DeploymentStandard { royalty_cap: 1_000_000, ..Default::default() };
    ExtBuilder::default().standard(standard).build().execute_with(|| {
        let shallow = deployed(Request { royalty: 1_000, ..request("shallow") });
        let deep = deep();
        assert_eq!(Generations::<Test>::get(deep), 15);
        let payment = |id| (ModelsPallet::terms(id).unwrap(), version(id).royalties.len());
        let expected = [payment(shallow), payment(deep)];
        assert!(expected[1].1 > 14 && expected[1].1 <= MAX_ROYALTIES as usize);
        // All lineage is gone but the two versions themselves: nothing else is read to pay them.
        let others: Vec<_> = Versions::<Test>::iter_keys().filter(|id| ![shallow, deep].contains(id)).collect();
        others.into_iter().for_each(Versions::<Test>::remove);
        let _ = Generations::<Test>::clear(u32::MAX, None);
        assert_eq!([payment(shallow), payment(deep)], expected);
    });
}
