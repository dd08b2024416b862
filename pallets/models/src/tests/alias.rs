//! `set_alias` and where names lead.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn an_alias_leads_to_a_version_and_then_to_another() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(register("smol", MIT, 0));
        events();
        assert_ok!(ModelsPallet::set_alias(signed(&ALICE), slug("best"), 0));
        assert_ok!(ModelsPallet::set_alias(signed(&ALICE), slug("best"), 1));
        assert_eq!(Aliases::<Test>::get(slug("best")), Some(1));
        assert_eq!(AliasOwners::<Test>::get(slug("best")), Some(ALICE));
        assert_eq!(
            events(),
            [
                Event::AliasSet { alias: slug("best"), old: None, new: 0 },
                Event::AliasSet { alias: slug("best"), old: Some(0), new: 1 },
            ]
        );
    });
}

#[test]
fn an_alias_leads_to_what_is_deployed() {
    for state in STATES {
        ExtBuilder::default().build_and_execute(|| {
            let id = in_state(state);
            let set = ModelsPallet::set_alias(signed(&BOB), slug("best"), id);
            if state == VersionState::Deployed {
                assert_ok!(set);
            } else {
                assert_noop!(set, Error::<Test>::WrongState { state });
            }
            assert_noop!(ModelsPallet::set_alias(signed(&BOB), slug("best"), id + 1), Error::<Test>::UnknownVersion);
        });
    }
}

#[test]
fn a_models_name_leads_to_what_it_deployed_last_unless_its_owner_sets_an_alias() {
    ExtBuilder::default().build_and_execute(|| {
        let first = deployed(request("tune"));
        let second = deployed(request("tune"));
        let resolve = |name: &str| ModelsPallet::resolve(name.as_bytes().to_vec());
        assert_eq!(resolve("tune"), Some(second));
        assert_ok!(ModelsPallet::set_alias(signed(&ALICE), slug("tune"), first));
        assert_eq!(resolve("tune"), Some(first));
        assert_eq!(resolve("nothing"), None);
        assert_eq!(resolve(&"x".repeat(49)), None);
        request("other").submitted();
        assert_eq!(resolve("other"), None);
    });
}
