//! Lineage and royalties.

use crate::{mock::*, *};
use openledger_primitives::Ppm;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn a_grandchild_owes_everyone_above_it() {
    ExtBuilder::default().build_and_execute(|| {
        let child = deployed(request("tune"));
        let grandchild = deployed(Request { parent: child, royalty: 70_000, ..request("next") });
        assert_eq!(ModelsPallet::preview_royalties(grandchild).unwrap(), [(0, 50_000), (1, 100_000), (2, 70_000)]);
        assert_eq!(version(grandchild).royalties.to_vec(), [(0, 50_000), (child, 100_000)]);
        assert_eq!(ModelsPallet::preview_royalties(9), None);
    });
}

#[test]
fn the_newest_gives_way_to_the_cap() {
    let standard = DeploymentStandard { royalty_cap: 120_000, ..Default::default() };
    ExtBuilder::default().standard(standard).build_and_execute(|| {
        let child = deployed(request("tune"));
        let grandchild = Request { parent: child, ..request("next") }.submitted();
        assert_eq!(version(grandchild).royalties.to_vec(), [(0, 50_000), (child, 70_000)]);
    });
}

#[test]
fn dust_is_not_owed() {
    ExtBuilder::default().bare().build_and_execute(|| {
        for (royalty, owed) in [(9, vec![]), (10, vec![(1, 10)])] {
            assert_ok!(register("dust", MIT, royalty));
            let parent = NextVersionId::<Test>::get() - 1;
            assert_eq!(ModelsPallet::preview_royalties(parent), Some(owed));
        }
    });
}

#[test]
fn what_is_owed_was_fixed_when_the_child_was_linked() {
    ExtBuilder::default().build_and_execute(|| {
        let child = deployed(request("tune"));
        let before = version(child).royalties;
        let none = DeploymentStandard { maximum_royalty: 0, royalty_cap: 0, ..Default::default() };
        assert_ok!(ModelsPallet::do_set_standard(none));
        assert_eq!(version(child).royalties, before);
    });
}

#[test]
fn more_ancestors_than_can_be_paid_are_refused() {
    let standard = DeploymentStandard { royalty_cap: 1_000_000, ..Default::default() };
    ExtBuilder::default().standard(standard).build_and_execute(|| {
        let mut parent = 0;
        let next = |parent| Request { parent, royalty: 1_000, ..request("tune") };
        for _ in 0..32 {
            parent = deployed(next(parent));
        }
        assert_eq!(version(parent).royalties.len(), 32);
        assert_noop!(next(parent).submit(&ALICE), Error::<Test>::TooManyAncestors);
    });
}

#[test]
fn a_parent_that_asks_the_impossible_is_refused() {
    ExtBuilder::default().build().execute_with(|| {
        Versions::<Test>::mutate(0, |version| version.as_mut().unwrap().royalty = 1_000_001);
        assert_noop!(request("tune").submit(&ALICE), Error::<Test>::RoyaltiesTooHigh);
    });
}

#[test]
fn lineage_lists_every_ancestor_nearest_first() {
    ExtBuilder::default().build_and_execute(|| {
        let child = deployed(Request { datanets: vec![1], ..request("tune") });
        let grandchild = Request { parent: child, ..request("next") }.submitted();
        let ancestor = |version, name: &str, distance, builder, royalty: Ppm, snapshots: &[u32]| Ancestor {
            version,
            model: slug(name),
            number: 1,
            distance,
            builder,
            royalty,
            snapshots: SnapshotIds::truncate_from(snapshots.to_vec()),
        };
        assert_eq!(
            ModelsPallet::lineage(grandchild),
            [ancestor(child, "tune", 1, ALICE, 100_000, &[1]), ancestor(0, "smol", 2, MAKER, 50_000, &[])]
        );
        assert_eq!(ModelsPallet::lineage(0), []);
        assert_eq!(ModelsPallet::lineage(9), []);
    });
}

#[test]
fn an_ancestor_reached_by_two_ways_is_listed_once() {
    ExtBuilder::default().build().execute_with(|| {
        let left = deployed(request("tune"));
        let right = deployed(request("tune"));
        let child = Request { parent: left, ..request("next") }.submitted();
        Versions::<Test>::mutate(child, |version| {
            let parents = &mut version.as_mut().unwrap().parents;
            parents.force_push(Parent { version: right, weight: 0 });
        });
        let ids: Vec<_> = ModelsPallet::lineage(child).iter().map(|ancestor| ancestor.version).collect();
        assert_eq!(ids, [left, right, 0]);
    });
}
