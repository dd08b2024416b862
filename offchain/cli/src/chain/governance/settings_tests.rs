//! Settings as people type them.

use super::*;
use crate::amount::OPEN;
use openledger_client::runtime::runtime_types::openledger_primitives::standard::DeploymentStandard;
use openledger_primitives::split::Economics;

fn curation() -> Standard {
    Standard::Curation(crate::chain::datanets::tests::standard())
}

fn deployment() -> Standard {
    Standard::Deployment(DeploymentStandard {
        minimum_improvement: 0,
        require_verified: false,
        require_approval: false,
        maximum_royalty: 100_000,
        royalty_cap: 300_000,
    })
}

fn economics() -> Standard {
    let economics = Economics {
        platform: 50_000,
        worker: 300_000,
        builder: 350_000,
        stakers: 0,
        royalty_cap: 300_000,
        data: 300_000,
    };
    Standard::Economics(Static(economics))
}

fn licences() -> Standard {
    Standard::Licences(LicenceStandard { admit: BoundedVec(vec![]), retire: BoundedVec(vec![]) })
}

fn numeric() -> Standard {
    let classes = BoundedVec(vec![Static(NumericClass::CpuExact)]);
    Standard::Numeric(NumericStandard { classes, engine_builds: BoundedVec(vec![]) })
}

fn set(mut standard: Standard, texts: &[&str]) -> Result<Standard, SettingError> {
    let table = Table::from([(1, "MIT".into()), (4, "Apache-2.0".into())]);
    let texts: Vec<String> = texts.iter().map(|text| (*text).into()).collect();
    change(&mut standard, &texts, &table).map(|()| standard)
}

#[test]
fn what_is_not_named_stays() {
    let Ok(Standard::Deployment(changed)) = set(deployment(), &["minimum-improvement=5%", "require-approval=true"])
    else {
        panic!("refused");
    };
    assert_eq!((changed.minimum_improvement, changed.require_approval), (50_000, true));
    assert_eq!((changed.require_verified, changed.maximum_royalty, changed.royalty_cap), (false, 100_000, 300_000));
    assert_eq!(set(deployment(), &[]), Ok(deployment()));
}

#[test]
fn every_known_key_can_be_set() {
    let cases = [(curation(), CURATION), (deployment(), DEPLOYMENT), (economics(), ECONOMICS), (licences(), LICENCES)];
    for (standard, keys) in cases {
        for key in keys {
            let fits =
                ["1", "true", "MIT"].iter().any(|value| set(standard.clone(), &[&format!("{key}={value}")]).is_ok());
            assert!(fits, "{key}");
        }
    }
    assert!(set(numeric(), &["classes=cpu-exact,cuda-tolerant", "engine-builds=any"]).is_ok());
    let mut rules = ValidatorRules { minimum_bond: 1, minimum_validators: 1, unbonding_period: 1 };
    let texts = ["minimum-bond=2 OPEN".to_owned(), "minimum-validators=3".into(), "unbonding-period=4".into()];
    assert_eq!(change_rules(&mut rules, &texts), Ok(()));
    assert_eq!((rules.minimum_bond, rules.minimum_validators, rules.unbonding_period), (2 * OPEN, 3, 4));
}

#[test]
fn names_on_chain_and_in_json_are_keys_too() {
    let plain = set(deployment(), &["royalty-cap=1"]);
    for key in ["royalty_cap", "royaltyCap", "royalty_cap_ppm"] {
        assert_eq!(set(deployment(), &[&format!("{key}=1")]), plain, "{key}");
    }
}

#[test]
fn unknown_keys_are_refused_with_the_known_ones() {
    let error = set(curation(), &["quorum=3"]).expect_err("no such key").to_string();
    assert!(CURATION.iter().all(|known| error.contains(known)), "{error}");
    assert_eq!(set(curation(), &["minimum-quorum"]), Err(SettingError::NoPair("minimum-quorum".into())));
    let twice = set(curation(), &["minimum-quorum=3", "minimumQuorum=4"]);
    assert_eq!(twice, Err(SettingError::Twice("minimum-quorum".into())));
}

#[test]
fn shares_are_per_cent_or_parts_per_million() {
    let share = |text: &str| match set(economics(), &[&format!("data={text}")]) {
        Ok(Standard::Economics(changed)) => Some(changed.0.data),
        _ => None,
    };
    assert_eq!(
        [share("5%"), share("0.0001 %"), share("100%"), share("250_000")],
        [Some(50_000), Some(1), Some(1_000_000), Some(250_000)]
    );
    for wrong in ["", "%", "101%", "0.00001%", "-1%", "1.5", "five"] {
        assert_eq!(share(wrong), None, "{wrong}");
    }
}

#[test]
fn licences_get_their_number_or_the_next_one() {
    let Ok(Standard::Licences(change)) = set(licences(), &["admit=mit,0BSD,9:ISC,Zlib", "retire=Apache-2.0,7"]) else {
        panic!("refused");
    };
    let admitted: Vec<(u16, String)> = change
        .admit
        .0
        .iter()
        .map(|licence| (licence.number, String::from_utf8_lossy(&licence.spdx.0).into_owned()))
        .collect();
    let expected = [(1, "MIT"), (5, "0BSD"), (9, "ISC"), (10, "Zlib")];
    assert_eq!(admitted, expected.map(|(number, spdx)| (number, spdx.to_owned())));
    assert_eq!(change.retire.0, [4, 7]);
    assert!(set(licences(), &["retire=GPL-9"]).is_err());
}

#[test]
fn values_of_another_sort_are_refused() {
    let cases = [
        (curation(), "minimum-quorum=256"),
        (curation(), "minimum-deposit=1 BTC"),
        (deployment(), "require-approval=maybe"),
        (numeric(), "classes=gpu"),
        (numeric(), "engine-builds=0x12"),
        (numeric(), "engine-builds="),
    ];
    for (standard, text) in cases {
        assert!(matches!(set(standard, &[text]), Err(SettingError::Value { .. })), "{text}");
    }
}
