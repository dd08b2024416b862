//! `register_base`.

use crate::{mock::*, *};
use openledger_primitives::recipe::NumericClass;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn a_base_is_deployed_at_once() {
    ExtBuilder::default().bare().build_and_execute(|| {
        assert_ok!(ModelsPallet::register_base(
            signed(&MAKER),
            slug("smol"),
            files(1),
            APACHE,
            NumericClass::CudaTolerant,
            5,
            15,
            50_000,
        ));
        let version = version(0);
        assert_eq!(version.state, VersionState::Deployed);
        assert_eq!(version.kind, VersionKind::Base);
        assert_eq!(version.base, files(1));
        assert_eq!(version.numeric_class, NumericClass::CudaTolerant);
        assert_eq!((version.input_price, version.output_price, version.royalty), (5, 15, 50_000));
        assert_eq!((version.number, version.created_at), (1, 1));
        let model = Model { owner: MAKER, versions: 1, latest: Some(0) };
        assert_eq!(Models::<Test>::get(slug("smol")), Some(model));
        assert_eq!(events(), [Event::BaseRegistered { version: 0, slug: slug("smol"), number: 1, builder: MAKER }]);
    });
}

#[test]
fn a_model_can_have_several_bases() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(register("smol", MIT, 0));
        assert_eq!(version(1).number, 2);
        assert_eq!(ModelsPallet::resolve(b"smol".to_vec()), Some(1));
    });
}

#[test]
fn the_licence_must_be_known() {
    ExtBuilder::default().bare().build_and_execute(|| {
        assert_noop!(register("smol", 77, 0), Error::<Test>::UnknownLicence { licence: 77 });
    });
}

#[test]
fn the_royalty_is_at_most_what_the_standard_allows() {
    ExtBuilder::default().bare().build_and_execute(|| {
        assert_noop!(register("smol", MIT, 100_001), Error::<Test>::RoyaltyTooHigh);
        assert_ok!(register("smol", MIT, 100_000));
    });
}

#[test]
fn counters_end() {
    ExtBuilder::default().bare().build().execute_with(|| {
        NextVersionId::<Test>::put(u32::MAX);
        assert_noop!(register("smol", MIT, 0), Error::<Test>::CounterOverflow);
        NextVersionId::<Test>::put(0);
        Models::<Test>::insert(slug("smol"), Model { owner: MAKER, versions: u32::MAX, latest: None });
        let register = || polkadot_sdk::frame_support::storage::with_storage_layer(|| register("smol", MIT, 0));
        assert_noop!(register(), Error::<Test>::CounterOverflow);
    });
}
