//! `set_prices`.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn a_builder_changes_the_prices() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Deployed);
        assert_ok!(ModelsPallet::set_prices(signed(&ALICE), id, 1, 2));
        assert_eq!((version(id).input_price, version(id).output_price), (1, 2));
        assert_eq!(events(), [Event::PricesChanged { version: id, old: (10, 30), new: (1, 2) }]);
    });
}

#[test]
fn nobody_else_does() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(ModelsPallet::set_prices(signed(&ALICE), 0, 1, 2), Error::<Test>::NotBuilder);
        assert_noop!(ModelsPallet::set_prices(signed(&ALICE), 9, 1, 2), Error::<Test>::UnknownVersion);
        assert_ok!(ModelsPallet::set_prices(signed(&MAKER), 0, 1, 2));
    });
}
