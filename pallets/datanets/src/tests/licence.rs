//! `admit_licence`.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

fn admit(licence: LicenceId, text: &[u8]) -> Result<(), DispatchError> {
    DatanetsPallet::admit_licence(RuntimeOrigin::root(), licence, Spdx::try_from(text.to_vec()).unwrap())
}

#[test]
fn governance_gives_a_licence_a_number() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(admit(10, b"LicenseRef-Proprietary"));
        assert_eq!(DatanetsPallet::spdx(10).unwrap().to_vec(), b"LicenseRef-Proprietary");
        assert_eq!(DatanetsPallet::licence_number(b"LicenseRef-Proprietary".to_vec()), Some(10));
        let spdx = Spdx::try_from(b"LicenseRef-Proprietary".to_vec()).unwrap();
        assert_eq!(events(), [Event::LicenceAdmitted { licence: 10, spdx }]);
    });
}

#[test]
fn nobody_else_does() {
    ExtBuilder::default().build_and_execute(|| {
        let spdx = Spdx::try_from(b"ISC".to_vec()).unwrap();
        assert_noop!(DatanetsPallet::admit_licence(signed(&OWNER), 10, spdx), DispatchError::BadOrigin);
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
