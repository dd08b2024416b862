//! `set_standard`: what it sets, and what it refuses.

use crate::{mock::*, *};
use openledger_primitives::{
    split::Economics,
    standard::{CurationStandard, DeploymentStandard},
};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

fn deployment(maximum_royalty: u32, royalty_cap: u32) -> Standard {
    Standard::Deployment(DeploymentStandard { maximum_royalty, royalty_cap, ..Default::default() })
}

#[test]
fn the_pallet_that_keeps_a_standard_is_given_it() {
    ExtBuilder::default().build_and_execute(|| {
        for kind in StandardKind::ALL {
            assert_ok!(set(some(kind)));
        }
        assert_eq!(Standard::Curation(Curation::get()), some(StandardKind::Curation));
        assert_eq!(Standard::Deployment(Deployment::get()), some(StandardKind::Deployment));
        assert_eq!(Standard::Economics(Income::get()), some(StandardKind::Economics));
        assert_eq!(Standard::Numeric(Numeric::<Test>::get()), some(StandardKind::Numeric));
        for kind in StandardKind::ALL {
            let shown = (kind != StandardKind::Licences).then(|| some(kind));
            assert_eq!(Governance::standard(kind), shown);
        }
    });
}

#[test]
fn what_its_keeper_refuses_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let curation = Standard::Curation(CurationStandard { minimum_quorum: 0, ..FIRST_CURATION });
        assert_noop!(set(curation), DispatchError::Other("curation"));
        assert_noop!(set(deployment(200_000, 100_000)), DispatchError::Other("deployment"));
        let economics = Standard::Economics(Economics { platform: 50_001, ..ECONOMICS });
        assert_noop!(set(economics), DispatchError::Other("economics"));
        assert_eq!(events(), []);
    });
}

#[test]
fn no_version_may_owe_more_than_the_economics_let_an_income_give() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(set(deployment(0, 300_001)), Error::<Test>::RoyaltyCapAboveEconomics);
        let economics = |royalty_cap| Standard::Economics(Economics { royalty_cap, ..ECONOMICS });
        assert_noop!(set(economics(299_999)), Error::<Test>::RoyaltyCapAboveEconomics);
        // One after the other, in the order in which nothing contradicts.
        assert_ok!(set(deployment(0, 200_000)));
        assert_ok!(set(economics(200_000)));
        assert_noop!(set(deployment(0, 200_001)), Error::<Test>::RoyaltyCapAboveEconomics);
        assert_ok!(set(economics(250_000)));
        assert_ok!(set(deployment(0, 250_000)));
    });
}

#[test]
fn setting_what_holds_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        for kind in StandardKind::ALL {
            if let Some(now) = Governance::standard(kind) {
                assert_noop!(set(now), Error::<Test>::NothingChanges);
            }
        }
        assert_noop!(set(licences(&[], &[])), Error::<Test>::NothingChanges);
    });
}

#[test]
fn a_change_shows_both_standards() {
    ExtBuilder::default().build_and_execute(|| {
        let (old, new) = (Standard::Economics(ECONOMICS), some(StandardKind::Economics));
        assert_ok!(set(new.clone()));
        assert_eq!(events(), [Event::StandardChanged { kind: StandardKind::Economics, old, new }]);
    });
}
