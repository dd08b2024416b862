//! Terms: what attribution is told.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::assert_ok;

#[test]
fn terms_are_those_of_the_version() {
    ExtBuilder::default().build_and_execute(|| {
        let id = deployed(Request { datanets: vec![1, 0], ..request("tune") });
        let expected = VersionTerms {
            builder: ALICE,
            input_price: 10,
            output_price: 30,
            royalties: vec![(0, 50_000)],
            snapshots: vec![1, 0],
            deployed: true,
            payable: true,
            has_data: true,
        };
        assert_eq!(ModelsPallet::terms(id), Some(expected));
        assert_eq!(ModelsPallet::terms(9), None);
    });
}

#[test]
fn a_base_has_no_data() {
    ExtBuilder::default().build_and_execute(|| {
        let terms = ModelsPallet::terms(0).unwrap();
        assert!(terms.deployed && terms.payable && !terms.has_data);
    });
}

#[test]
fn only_what_is_or_was_in_service_is_paid() {
    for state in STATES {
        ExtBuilder::default().build_and_execute(|| {
            let terms = ModelsPallet::terms(in_state(state)).unwrap();
            assert_eq!(terms.deployed, state == VersionState::Deployed);
            let served = matches!(state, VersionState::Deployed | VersionState::Deprecated);
            assert_eq!(terms.payable, served, "{state:?}");
        });
    }
}

#[test]
fn answers_given_before_are_paid_for_a_while() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Deployed);
        System::set_block_number(10);
        assert_ok!(ModelsPallet::deprecate(signed(&ALICE), id));
        for (block, payable) in [(10, true), (15, true), (16, false)] {
            System::set_block_number(block);
            let terms = ModelsPallet::terms(id).unwrap();
            assert!(!terms.deployed);
            assert_eq!(terms.payable, payable, "in block {block}");
        }
    });
}
