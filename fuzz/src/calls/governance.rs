//! Calls of governance: standards, validators, endorsements.

use super::*;
use openledger_primitives::{recipe::NumericClass, split::Economics, standard::DeploymentStandard};
use openledger_runtime::{
    currency::{MILLI_OPEN, OPEN},
    Hash, Runtime, Session, SessionKeys,
};
use pallet_governance::{Bonds, Call, Licence, LicenceStandard, NumericStandard, Origin, Rules, Standard, Validators};
use polkadot_sdk::{frame_support::BoundedVec, pallet_session};

pub const MAKERS: &[Maker] = &[
    maker("Governance", "set_standard", 5, set_standard),
    maker("Governance", "bond_validator", 3, bond_validator),
    maker("Governance", "unbond_validator", 2, unbond_validator),
    maker("Governance", "add_validator", 3, add_validator),
    maker("Governance", "remove_validator", 2, remove_validator),
    maker("Governance", "set_validator_rules", 1, set_validator_rules),
    maker("Governance", "endorse", 2, endorse),
    maker("Session", "set_keys", 2, set_keys),
];

fn set_standard(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let standard = match choices.below(8) {
        0 | 1 => deployment(choices),
        2 | 3 => economics(choices),
        4 => curation(choices),
        5 => licences(choices),
        _ => numeric(choices),
    };
    let origin = standard.kind().origin();
    decided(origin, choices, Call::set_standard { standard })
}

fn deployment(choices: &mut Choices) -> Standard {
    Standard::Deployment(DeploymentStandard {
        minimum_improvement: choices.of([0, 1_000, 50_000, 1_000_001]),
        require_verified: choices.rarely(),
        require_approval: choices.sometimes(),
        maximum_royalty: choices.of([100_000, 300_000, 0, 1_000_000]),
        royalty_cap: choices.of([300_000, 250_000, 100_000, 1_000_000]),
    })
}

fn economics(choices: &mut Choices) -> Standard {
    let (platform, worker) = (choices.of([50_000, 0, 123_457]), choices.of([300_000, 0, 333_333]));
    let stakers = choices.of([0, 0, 100_000, 20_001]);
    let data = choices.of([450_000, 400_001, 0]);
    let rest = 1_000_000 - platform - worker - stakers - data;
    let builder = if choices.rarely() { rest + 1 } else { rest };
    let royalty_cap = choices.of([300_000, 1_000_000, 250_000]);
    Standard::Economics(Economics { platform, worker, builder, stakers, royalty_cap, data })
}

fn curation(choices: &mut Choices) -> Standard {
    let mut standard = pallet_datanets::Standard::<Runtime>::get();
    match choices.below(12) {
        0 => standard.minimum_quorum = choices.of([1, 2, 0, 33]),
        1 => standard.minimum_voting_period = choices.of([2, 1, 3, 0]),
        2 => standard.minimum_deposit = choices.amount(100 * MILLI_OPEN),
        3 => standard.minimum_curator_bond = choices.amount(100 * OPEN),
        4 => standard.minimum_reveal_period = choices.of([2, 1, 0]),
        5 => standard.minimum_quorum_stake = choices.amount(25 * OPEN),
        6 => standard.voice_cap = choices.of([333_333, 1_000_000, 0]),
        7 => (standard.tolerance, standard.clip) = choices.of([(20, 60), (0, 100), (60, 20)]),
        8 => {
            (standard.outlier_slash, standard.silence_slash) =
                choices.of([(50_000, 100_000), (1_000_000, 1_000_000), (9, 0)])
        }
        9 => standard.appeal_window = choices.between(0, 10),
        10 => standard.challenge_window = choices.between(0, 10),
        _ => standard.challenge_reward = choices.of([500_000, 1_000_000, 0, 1_000_001]),
    }
    Standard::Curation(standard)
}

fn licences(choices: &mut Choices) -> Standard {
    let number: u16 = choices.between(0, 14) as u16;
    let spdx = choices.of(["MIT", "LicenseRef-Mine", "mit", "", "EUPL-1.2", "Apache-2.0"]);
    let admit = vec![Licence { number, spdx: BoundedVec::truncate_from(spdx.as_bytes().to_vec()) }];
    let retire = vec![choices.between(2, 9) as u16];
    let change = match choices.below(4) {
        0 => (admit, vec![]),
        1 | 2 => (vec![], retire),
        _ => (admit, retire),
    };
    Standard::Licences(LicenceStandard {
        admit: BoundedVec::truncate_from(change.0),
        retire: BoundedVec::truncate_from(change.1),
    })
}

fn numeric(choices: &mut Choices) -> Standard {
    let classes = match choices.below(4) {
        0 | 1 => vec![NumericClass::CpuExact],
        2 => vec![NumericClass::CpuExact, NumericClass::CudaTolerant],
        _ => vec![choices.of([NumericClass::CudaTolerant, NumericClass::CpuExact]); choices.below(3)],
    };
    let builds = if choices.sometimes() { vec![[9; 32]] } else { vec![] };
    Standard::Numeric(NumericStandard {
        classes: BoundedVec::truncate_from(classes),
        engine_builds: BoundedVec::truncate_from(builds),
    })
}

/// An account that bonded to validate.
fn bonded(choices: &mut Choices) -> Option<AccountId> {
    let bonded: Vec<AccountId> = Bonds::<Runtime>::iter_keys().collect();
    choices.pick(&bonded)
}

fn bond_validator(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let person = anybody(choices);
    signed(person, Call::bond_validator { amount: choices.amount(Rules::<Runtime>::get().minimum_bond) })
}

fn unbond_validator(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let validator = bonded(choices)?;
    signed(owner(&validator, choices), Call::unbond_validator {})
}

fn add_validator(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let ready: Vec<AccountId> = Bonds::<Runtime>::iter_keys()
        .filter(|who| pallet_session::NextKeys::<Runtime>::contains_key(who))
        .filter(|who| !Validators::<Runtime>::get().contains(who))
        .collect();
    let validator = choices.pick(&ready).unwrap_or_else(|| people::account(anybody(choices)));
    decided(Origin::ProtocolParameters, choices, Call::add_validator { validator })
}

fn remove_validator(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let validator = choices.pick(&Validators::<Runtime>::get())?;
    decided(Origin::ProtocolParameters, choices, Call::remove_validator { validator })
}

fn set_validator_rules(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut rules = Rules::<Runtime>::get();
    match choices.below(3) {
        0 => rules.minimum_bond = choices.amount(10_000 * OPEN),
        1 => rules.minimum_validators = choices.between(0, 3),
        _ => rules.unbonding_period = choices.between(0, 20),
    }
    decided(Origin::ProtocolParameters, choices, Call::set_validator_rules { rules })
}

fn endorse(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let validators = Session::validators();
    let validator = choices.pick(&validators)?;
    let call_hash = Hash::repeat_byte(choices.byte() % 8);
    signed(owner(&validator, choices), Call::endorse { call_hash })
}

fn set_keys(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let account = bonded(choices).unwrap_or_else(|| people::account(anybody(choices)));
    let person = owner(&account, choices);
    let made = SessionKeys::generate(&codec::Encode::encode(&people::account(person)), None);
    let proof = codec::Encode::encode(&made.proof);
    signed(person, pallet_session::Call::set_keys { keys: made.keys, proof })
}
