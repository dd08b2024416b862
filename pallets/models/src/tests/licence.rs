//! Licences: what may become what, and how a conflict is named.

use crate::{licence::may_become, mock::*, *};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

const PERMISSIVE: [&str; 8] =
    ["MIT", "Apache-2.0", "BSD-3-Clause", "BSD-2-Clause", "ISC", "CC0-1.0", "Unlicense", "mit"];
const SAME_ONLY: [&str; 7] = [
    "AGPL-3.0-only",
    "GPL-3.0-only",
    "GPL-3.0-or-later",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "LicenseRef-Proprietary",
    "Something-Unheard-Of-1.0",
];

#[test]
fn permissive_data_becomes_anything() {
    for from in PERMISSIVE {
        for to in PERMISSIVE.iter().chain(&SAME_ONLY).chain(&["CC-BY-4.0"]) {
            assert!(may_become(from, to), "{from} → {to}");
        }
    }
}

#[test]
fn attributed_data_becomes_anything_that_keeps_the_attribution() {
    for to in ["MIT", "Apache-2.0", "CC-BY-4.0", "AGPL-3.0-only", "LicenseRef-Proprietary"] {
        assert!(may_become("CC-BY-4.0", to), "{to}");
    }
    for to in ["CC0-1.0", "Unlicense", "0BSD", "MIT-0", "PDDL-1.0"] {
        assert!(!may_become("CC-BY-4.0", to), "{to}");
    }
}

#[test]
fn everything_else_becomes_only_itself() {
    for from in SAME_ONLY {
        assert!(may_become(from, from), "{from}");
        assert!(may_become(from, &from.to_lowercase()), "{from}");
        let others = SAME_ONLY.iter().chain(&PERMISSIVE).filter(|to| !to.eq_ignore_ascii_case(from));
        for to in others {
            assert!(!may_become(from, to), "{from} → {to}");
        }
    }
}

#[test]
fn data_that_forbids_the_licence_is_named() {
    ExtBuilder::default().build_and_execute(|| {
        let with = |datanets: &[u32], licence| {
            Request { datanets: datanets.to_vec(), licence, ..request("tune") }.submit(&ALICE)
        };
        assert_noop!(with(&[0, 2], MIT), Error::<Test>::DataLicenceConflict { data: AGPL });
        assert_noop!(with(&[2, 4], AGPL), Error::<Test>::DataLicenceConflict { data: GPL });
        assert_noop!(with(&[1], CC0), Error::<Test>::DataLicenceConflict { data: CC_BY });
        assert_noop!(with(&[3], AGPL), Error::<Test>::DataLicenceConflict { data: PROPRIETARY });
        assert_ok!(with(&[0, 1, 2], AGPL));
        assert_ok!(with(&[0, 3], PROPRIETARY));
    });
}

#[test]
fn a_parent_that_forbids_the_licence_is_named() {
    ExtBuilder::default().build_and_execute(|| {
        let parent = deployed(Request { datanets: vec![2], licence: AGPL, ..request("tune") });
        let with = |licence| Request { parent, licence, ..request("next") }.submit(&ALICE);
        assert_noop!(with(MIT), Error::<Test>::ParentLicenceConflict { parent: AGPL });
        assert_ok!(with(AGPL));
    });
}

#[test]
fn all_conflicts_are_told_before() {
    ExtBuilder::default().build_and_execute(|| {
        let parent = deployed(Request { datanets: vec![2], licence: AGPL, ..request("tune") });
        let data =
            |datanet, licence, spdx: &str| LicenceConflict::Data { datanet, licence, spdx: spdx.as_bytes().to_vec() };
        let of_parent = LicenceConflict::Parent { version: parent, licence: AGPL, spdx: b"AGPL-3.0-only".to_vec() };
        assert_eq!(
            ModelsPallet::licence_conflicts(parent, vec![0, 2, 4], CC0),
            [of_parent, data(2, AGPL, "AGPL-3.0-only"), data(4, GPL, "GPL-3.0-only")]
        );
        assert_eq!(ModelsPallet::licence_conflicts(parent, vec![0, 1, 2], AGPL), []);
        assert_eq!(ModelsPallet::licence_conflicts(parent, vec![0], 77), []);
    });
}
