//! The standard that versions must meet.

use crate::{mock::*, *};
use openledger_primitives::PPM;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn governance_sets_the_standard() {
    ExtBuilder::default().build_and_execute(|| {
        let old = DeploymentStandard::default();
        let new = DeploymentStandard { minimum_improvement: PPM, ..old };
        assert_ok!(ModelsPallet::do_set_standard(new));
        assert_eq!(Standard::<Test>::get(), new);
        assert_eq!(events(), [Event::StandardChanged { old, new }]);
    });
}

#[test]
fn no_share_is_above_one_whole() {
    ExtBuilder::default().build_and_execute(|| {
        let default = DeploymentStandard::default;
        let set = ModelsPallet::do_set_standard;
        for standard in [
            DeploymentStandard { minimum_improvement: PPM + 1, ..default() },
            DeploymentStandard { maximum_royalty: PPM + 1, royalty_cap: PPM, ..default() },
            DeploymentStandard { royalty_cap: PPM + 1, ..default() },
        ] {
            assert_noop!(set(standard), Error::<Test>::ShareOutOfRange);
        }
    });
}

#[test]
fn what_one_version_may_ask_another_may_owe() {
    ExtBuilder::default().build_and_execute(|| {
        let with = |maximum_royalty| DeploymentStandard { maximum_royalty, royalty_cap: 5, ..Default::default() };
        assert_noop!(ModelsPallet::do_set_standard(with(6)), Error::<Test>::RoyaltyAboveCap);
        assert_ok!(ModelsPallet::do_set_standard(with(5)));
    });
}

#[test]
fn what_is_deployed_and_what_is_owed_stays() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Deployed);
        let strict = DeploymentStandard {
            minimum_improvement: PPM,
            require_verified: true,
            require_approval: true,
            maximum_royalty: 0,
            royalty_cap: 0,
        };
        assert_ok!(ModelsPallet::do_set_standard(strict));
        assert_eq!(version(id).state, VersionState::Deployed);
        assert_eq!(version(id).royalties.to_vec(), [(0, 50_000)]);
        let child = Request { parent: id, royalty: 0, ..request("next") }.submitted();
        assert_eq!(version(child).royalties.to_vec(), []);
    });
}
