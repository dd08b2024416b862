//! Names: what a slug is, and whose it is.

use crate::{mock::*, slug::is_slug, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

fn register_as(who: &AccountId, name: &str) -> Result<(), DispatchError> {
    let class = openledger_primitives::recipe::NumericClass::CpuExact;
    ModelsPallet::register_base(signed(who), slug(name), files(1), MIT, class, 1, 1, 0)
}

#[test]
fn words_and_numbers_joined_by_hyphens_are_slugs() {
    for text in ["a", "0", "smol-lm2", "a-b-c"] {
        assert!(is_slug(text.as_bytes()), "{text}");
    }
    for text in ["", "-", "-a", "a-", "a--b", "A", "a b", "a_b", "ä", "a.b", "a/b", "a\n"] {
        assert!(!is_slug(text.as_bytes()), "{text:?}");
    }
}

#[test]
fn what_is_no_slug_is_refused_everywhere() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(register_as(&MAKER, "No"), Error::<Test>::InvalidSlug);
        assert_noop!(request("No").submit(&ALICE), Error::<Test>::InvalidSlug);
        assert_noop!(ModelsPallet::set_alias(signed(&MAKER), slug("No"), 0), Error::<Test>::InvalidSlug);
    });
}

#[test]
fn a_models_name_belongs_to_its_first_user() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(register_as(&ALICE, "smol"), Error::<Test>::NameTaken);
        assert_noop!(request("smol").submit(&ALICE), Error::<Test>::NameTaken);
        assert_noop!(ModelsPallet::set_alias(signed(&ALICE), slug("smol"), 0), Error::<Test>::NameTaken);
        assert_ok!(request("smol").submit(&MAKER));
    });
}

#[test]
fn an_aliass_name_does_too() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(ModelsPallet::set_alias(signed(&ALICE), slug("best"), 0));
        assert_noop!(register_as(&BOB, "best"), Error::<Test>::NameTaken);
        assert_noop!(request("best").submit(&BOB), Error::<Test>::NameTaken);
        assert_noop!(ModelsPallet::set_alias(signed(&BOB), slug("best"), 0), Error::<Test>::NameTaken);
        assert_ok!(register_as(&ALICE, "best"));
    });
}
