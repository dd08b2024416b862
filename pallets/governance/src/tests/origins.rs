//! Each kind of standard has its origin, and no other but root will do.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok, traits::EnsureOrigin},
    sp_runtime::DispatchError::BadOrigin,
};

const ORIGINS: [Origin; 7] = [
    Origin::WhitelistedCaller,
    Origin::ProtocolParameters,
    Origin::ModelStandards,
    Origin::ModelDeployment,
    Origin::DatanetCuration,
    Origin::TreasurySpender,
    Origin::ValidatorMajority,
];

#[test]
fn a_standard_is_set_by_the_origin_of_its_kind_and_by_no_other() {
    for kind in StandardKind::ALL {
        for origin in ORIGINS {
            ExtBuilder::default().build_and_execute(|| {
                let call = Governance::set_standard(origin.clone().into(), some(kind));
                if origin == kind.origin() {
                    assert_ok!(call);
                } else {
                    assert_eq!(call, Err(BadOrigin), "{kind:?} by {origin:?}");
                }
            });
        }
    }
}

#[test]
fn root_sets_every_standard_and_nobody_else_any() {
    for kind in StandardKind::ALL {
        ExtBuilder::default().build_and_execute(|| {
            assert_noop!(Governance::set_standard(signed(CANDIDATE), some(kind)), BadOrigin);
            assert_noop!(Governance::set_standard(RuntimeOrigin::none(), some(kind)), BadOrigin);
            assert_ok!(Governance::set_standard(root(), some(kind)));
        });
    }
}

#[test]
fn validators_are_changed_by_root_and_protocol_parameters() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Governance::bond_validator(signed(CANDIDATE), BOND));
        for origin in ORIGINS {
            if origin != Origin::ProtocolParameters {
                assert_noop!(Governance::add_validator(origin.clone().into(), CANDIDATE), BadOrigin);
                assert_noop!(Governance::remove_validator(origin.clone().into(), FIRST[0]), BadOrigin);
                assert_noop!(Governance::set_validator_rules(origin.into(), rules()), BadOrigin);
            }
        }
        assert_noop!(Governance::add_validator(signed(CANDIDATE), CANDIDATE), BadOrigin);
        let parameters = || RuntimeOrigin::from(Origin::ProtocolParameters);
        assert_ok!(Governance::add_validator(parameters(), CANDIDATE));
        assert_ok!(Governance::remove_validator(parameters(), CANDIDATE));
        assert_ok!(Governance::set_validator_rules(parameters(), rules()));
    });
}

type Check = fn(&Origin) -> bool;

/// Whether a check takes an origin.
fn takes<E: EnsureOrigin<RuntimeOrigin>>(origin: &Origin) -> bool {
    E::try_origin(origin.clone().into()).is_ok()
}

#[test]
fn each_check_takes_its_own_origin_only() {
    let checks = [
        (Origin::WhitelistedCaller, takes::<EnsureWhitelistedCaller> as Check),
        (Origin::ProtocolParameters, takes::<EnsureProtocolParameters>),
        (Origin::ModelStandards, takes::<EnsureModelStandards>),
        (Origin::ModelDeployment, takes::<EnsureModelDeployment>),
        (Origin::DatanetCuration, takes::<EnsureDatanetCuration>),
        (Origin::TreasurySpender, takes::<EnsureTreasurySpender>),
        (Origin::ValidatorMajority, takes::<EnsureValidatorMajority>),
    ];
    for (own, check) in checks {
        for origin in ORIGINS {
            assert_eq!(check(&origin), origin == own, "{origin:?} for {own:?}");
        }
    }
    assert!(EnsureTreasurySpender::try_origin(root()).is_err());
    assert!(EnsureTreasurySpender::try_origin(signed(1)).is_err());
}
