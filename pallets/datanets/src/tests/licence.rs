//! The table of licences, as governance changes it.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

fn spdx(text: &[u8]) -> Spdx {
    Spdx::try_from(text.to_vec()).unwrap()
}

fn admit(licence: LicenceId, text: &[u8]) -> Result<(), DispatchError> {
    DatanetsPallet::do_admit_licence(licence, spdx(text))
}

#[test]
fn governance_gives_a_licence_a_number() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(admit(10, b"LicenseRef-Proprietary"));
        assert_eq!(DatanetsPallet::spdx(10).unwrap().to_vec(), b"LicenseRef-Proprietary");
        assert_eq!(DatanetsPallet::licence_number(b"LicenseRef-Proprietary".to_vec()), Some(10));
        assert!(DatanetsPallet::is_admitted(10));
        assert_eq!(events(), [Event::LicenceAdmitted { licence: 10, spdx: spdx(b"LicenseRef-Proprietary") }]);
    });
}

#[test]
fn a_number_and_a_licence_belong_together_for_good() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(admit(MIT, b"ISC"), Error::<Test>::LicenceNumberTaken);
        assert_noop!(admit(10, b"MIT"), Error::<Test>::LicenceKnown { licence: MIT });
        assert_noop!(admit(10, b"Mit"), Error::<Test>::LicenceKnown { licence: MIT });
        assert_eq!(DatanetsPallet::licence_number(b"agpl-3.0-ONLY".to_vec()), Some(AGPL));
    });
}

#[test]
fn only_identifiers_are_admitted() {
    ExtBuilder::default().build_and_execute(|| {
        for text in [&b""[..], b"MIT OR ISC", b"no such", b"LicenseRef-", &[0xff]] {
            assert_noop!(admit(10, text), Error::<Test>::InvalidSpdx);
        }
    });
}

#[test]
fn nothing_new_comes_under_a_retired_licence() {
    ExtBuilder::default().build_and_execute(|| {
        let before = accepted(1);
        assert_ok!(DatanetsPallet::do_retire_licence(MIT));
        assert!(!DatanetsPallet::is_admitted(MIT));
        assert!(events().contains(&Event::LicenceRetired { licence: MIT }));

        let retired = Error::<Test>::LicenceRetired { licence: MIT };
        assert_noop!(create("rust"), retired);
        assert_noop!(declared(2).submit(&ALICE), Error::<Test>::LicenceRetired { licence: MIT });
        assert_ok!(Declared { licence: AGPL, ..declared(3) }.submit(&ALICE));

        // What came under it before stays what it was.
        assert_eq!(Contributions::<Test>::get(before).unwrap().licence, MIT);
        assert_eq!(DatanetsPallet::spdx(MIT).unwrap().to_vec(), b"MIT");
        assert_eq!(DatanetsPallet::licences_in_use(0).to_vec(), [MIT]);
    });
}

#[test]
fn a_licence_is_retired_once_and_must_be_known() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(DatanetsPallet::do_retire_licence(77), Error::<Test>::UnknownLicence { licence: 77 });
        assert_ok!(DatanetsPallet::do_retire_licence(MIT));
        assert_noop!(DatanetsPallet::do_retire_licence(MIT), Error::<Test>::LicenceRetired { licence: MIT });
    });
}

#[test]
fn a_retired_licence_can_be_admitted_again_under_its_number_only() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(DatanetsPallet::do_retire_licence(MIT));
        assert_noop!(admit(10, b"MIT"), Error::<Test>::LicenceKnown { licence: MIT });
        assert_noop!(admit(MIT, b"ISC"), Error::<Test>::LicenceNumberTaken);
        assert_ok!(admit(MIT, b"MIT"));
        assert_ok!(create("rust"));
        assert_noop!(admit(MIT, b"MIT"), Error::<Test>::LicenceKnown { licence: MIT });
    });
}
