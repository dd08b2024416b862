//! Changes of the table of licences.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

#[test]
fn a_change_admits_and_retires_and_knows_how_to_be_undone() {
    ExtBuilder::default().build_and_execute(|| {
        let new = licences(&[(7, "ISC"), (8, "Zlib")], &[5]);
        assert_ok!(set(new.clone()));
        let mut table = Table::get();
        table.sort();
        let expected = [(0, "MIT", false), (5, "AGPL-3.0-only", true), (7, "ISC", false), (8, "Zlib", false)];
        assert_eq!(table, expected.map(|(number, text, retired)| (number, spdx(text), retired)));
        let old = licences(&[(5, "AGPL-3.0-only")], &[7, 8]);
        assert_eq!(events(), [Event::StandardChanged { kind: StandardKind::Licences, old, new }]);
    });
}

#[test]
fn two_changes_under_way_do_not_take_back_one_another() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(set(licences(&[(7, "ISC")], &[])));
        assert_ok!(set(licences(&[(8, "Zlib")], &[])));
        assert_eq!(Table::get().len(), 4);
    });
}

#[test]
fn a_licence_is_admitted_or_retired_and_not_both() {
    ExtBuilder::default().build_and_execute(|| {
        let both = Error::<Test>::LicenceAdmittedAndRetired { licence: 7 };
        assert_noop!(set(licences(&[(7, "ISC")], &[5, 7])), both);
    });
}

#[test]
fn what_is_unknown_cannot_be_retired() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(set(licences(&[], &[77])), Error::<Test>::UnknownLicence { licence: 77 });
    });
}

#[test]
fn a_change_is_made_whole_or_not_at_all() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(set(licences(&[(0, "ISC")], &[5])), DispatchError::Other("known"));
        assert_noop!(set(licences(&[], &[5, 5])), DispatchError::Other("retired"));
    });
}
