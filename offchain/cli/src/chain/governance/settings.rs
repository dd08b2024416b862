//! `key=value` on the command line, turned into a changed standard.

use super::setting::{Setting, SettingError};
use crate::account;
use openledger_client::{
    runtime::runtime_types::{
        bounded_collections::bounded_vec::BoundedVec,
        pallet_governance::types::{Licence, LicenceStandard, NumericStandard, Standard, ValidatorRules},
    },
    Static,
};
use openledger_primitives::{recipe::NumericClass, BlockNumber};
use std::collections::BTreeMap;

/// The chain's licences by number, for changes of the table.
pub type Table = BTreeMap<u16, String>;

/// What can be set of curation.
pub const CURATION: &[&str] = &[
    "minimum-quorum",
    "minimum-voting-period",
    "maximum-voting-period",
    "minimum-deposit",
    "minimum-curator-bond",
    "minimum-reveal-period",
    "maximum-reveal-period",
    "minimum-quorum-stake",
    "voice-cap",
    "tolerance",
    "clip",
    "outlier-slash",
    "silence-slash",
    "reputation-half-life",
    "curation-fee",
    "appeal-window",
    "appeal-bond",
    "challenge-window",
    "challenge-bond",
    "challenge-reward",
    "plant-bond",
    "plant-period",
    "plant-lifetime",
    "intake-per-account",
    "intake-per-datanet",
];
/// What can be set of deployment.
pub const DEPLOYMENT: &[&str] =
    &["minimum-improvement", "require-verified", "require-approval", "maximum-royalty", "royalty-cap"];
/// What can be set of economics.
pub const ECONOMICS: &[&str] = &["platform", "worker", "builder", "stakers", "royalty-cap", "data"];
/// What can be done to the table of licences.
pub const LICENCES: &[&str] = &["admit", "retire"];
/// What can be set of the numeric standard.
pub const NUMERIC: &[&str] = &["classes", "engine-builds"];
/// What can be set of validators.
pub const RULES: &[&str] = &["minimum-bond", "minimum-validators", "unbonding-period"];

fn each(texts: &[String], mut set: impl FnMut(Setting) -> Result<(), SettingError>) -> Result<(), SettingError> {
    let mut seen = Vec::new();
    for text in texts {
        let (key, value) = text.split_once('=').ok_or_else(|| SettingError::NoPair(text.clone()))?;
        // Names on chain and in JSON are taken too.
        let mut plain = String::new();
        for letter in key.trim().chars() {
            if letter.is_ascii_uppercase() {
                plain.push('-');
            }
            plain.push(if letter == '_' { '-' } else { letter.to_ascii_lowercase() });
        }
        let key = plain.strip_suffix("-ppm").unwrap_or(&plain);
        if seen.iter().any(|known| known == key) {
            return Err(SettingError::Twice(key.into()));
        }
        seen.push(key.to_owned());
        set(Setting { key, value: value.trim() })?;
    }
    Ok(())
}

/// Changes a standard; what is not named stays.
pub fn change(standard: &mut Standard, texts: &[String], table: &Table) -> Result<(), SettingError> {
    each(texts, |setting| {
        match (&mut *standard, setting.key) {
            (Standard::Curation(held), "minimum-quorum") => held.minimum_quorum = setting.number()?,
            (Standard::Curation(held), "minimum-voting-period") => held.minimum_voting_period = setting.number()?,
            (Standard::Curation(held), "maximum-voting-period") => held.maximum_voting_period = setting.number()?,
            (Standard::Curation(held), "minimum-deposit") => held.minimum_deposit = setting.amount()?,
            (Standard::Curation(held), "minimum-curator-bond") => held.minimum_curator_bond = setting.amount()?,
            (Standard::Curation(held), "minimum-reveal-period") => held.minimum_reveal_period = setting.number()?,
            (Standard::Curation(held), "maximum-reveal-period") => held.maximum_reveal_period = setting.number()?,
            (Standard::Curation(held), "minimum-quorum-stake") => held.minimum_quorum_stake = setting.amount()?,
            (Standard::Curation(held), "voice-cap") => held.voice_cap = setting.share()?,
            (Standard::Curation(held), "tolerance") => held.tolerance = setting.number()?,
            (Standard::Curation(held), "clip") => held.clip = setting.number()?,
            (Standard::Curation(held), "outlier-slash") => held.outlier_slash = setting.share()?,
            (Standard::Curation(held), "silence-slash") => held.silence_slash = setting.share()?,
            (Standard::Curation(held), "reputation-half-life") => held.reputation_half_life = setting.number()?,
            (Standard::Curation(held), "curation-fee") => held.curation_fee = setting.amount()?,
            (Standard::Curation(held), "appeal-window") => held.appeal_window = setting.number()?,
            (Standard::Curation(held), "appeal-bond") => held.appeal_bond = setting.amount()?,
            (Standard::Curation(held), "challenge-window") => held.challenge_window = setting.number()?,
            (Standard::Curation(held), "challenge-bond") => held.challenge_bond = setting.amount()?,
            (Standard::Curation(held), "challenge-reward") => held.challenge_reward = setting.share()?,
            (Standard::Curation(held), "plant-bond") => held.plant_bond = setting.amount()?,
            (Standard::Curation(held), "plant-period") => held.plant_period = setting.number()?,
            (Standard::Curation(held), "plant-lifetime") => held.plant_lifetime = setting.number()?,
            (Standard::Curation(held), "intake-per-account") => held.intake_per_account = setting.number()?,
            (Standard::Curation(held), "intake-per-datanet") => held.intake_per_datanet = setting.number()?,
            (Standard::Curation(_), _) => return Err(setting.unknown(CURATION)),

            (Standard::Deployment(held), "minimum-improvement") => held.minimum_improvement = setting.share()?,
            (Standard::Deployment(held), "require-verified") => held.require_verified = setting.flag()?,
            (Standard::Deployment(held), "require-approval") => held.require_approval = setting.flag()?,
            (Standard::Deployment(held), "maximum-royalty") => held.maximum_royalty = setting.share()?,
            (Standard::Deployment(held), "royalty-cap") => held.royalty_cap = setting.share()?,
            (Standard::Deployment(_), _) => return Err(setting.unknown(DEPLOYMENT)),

            (Standard::Economics(held), "platform") => held.0.platform = setting.share()?,
            (Standard::Economics(held), "worker") => held.0.worker = setting.share()?,
            (Standard::Economics(held), "builder") => held.0.builder = setting.share()?,
            (Standard::Economics(held), "stakers") => held.0.stakers = setting.share()?,
            (Standard::Economics(held), "royalty-cap") => held.0.royalty_cap = setting.share()?,
            (Standard::Economics(held), "data") => held.0.data = setting.share()?,
            (Standard::Economics(_), _) => return Err(setting.unknown(ECONOMICS)),

            (Standard::Licences(change), "admit") => admit(change, &setting, table)?,
            (Standard::Licences(change), "retire") => retire(change, &setting, table)?,
            (Standard::Licences(_), _) => return Err(setting.unknown(LICENCES)),

            (Standard::Numeric(held), "classes") => classes(held, &setting)?,
            (Standard::Numeric(held), "engine-builds") => engine_builds(held, &setting)?,
            (Standard::Numeric(_), _) => return Err(setting.unknown(NUMERIC)),
        }
        Ok(())
    })
}

/// Changes the validators' rules; what is not named stays.
pub fn change_rules(rules: &mut ValidatorRules<BlockNumber>, texts: &[String]) -> Result<(), SettingError> {
    each(texts, |setting| {
        match setting.key {
            "minimum-bond" => rules.minimum_bond = setting.amount()?,
            "minimum-validators" => rules.minimum_validators = setting.number()?,
            "unbonding-period" => rules.unbonding_period = setting.number()?,
            _ => return Err(setting.unknown(RULES)),
        }
        Ok(())
    })
}

/// Licences by name get the number they have, or the next one; `17:MIT` says which.
fn admit(change: &mut LicenceStandard, setting: &Setting, table: &Table) -> Result<(), SettingError> {
    let wrong = || setting.wrong("SPDX identifiers, as in `MIT,0BSD`, or with a number, as in `17:0BSD`");
    let mut next = table.keys().max().map_or(0, |highest| highest.saturating_add(1));
    for entry in setting.list() {
        let (number, spdx) = match entry.split_once(':') {
            Some((number, spdx)) => (number.trim().parse().map_err(|_| wrong())?, spdx.trim()),
            None => match table.iter().find(|(_, known)| known.eq_ignore_ascii_case(entry)) {
                Some((number, known)) => (*number, known.as_str()),
                None => (next, entry),
            },
        };
        if spdx.is_empty() {
            return Err(wrong());
        }
        next = next.max(number.saturating_add(1));
        change.admit.0.push(Licence { number, spdx: BoundedVec(spdx.as_bytes().to_vec()) });
    }
    Ok(())
}

fn retire(change: &mut LicenceStandard, setting: &Setting, table: &Table) -> Result<(), SettingError> {
    for entry in setting.list() {
        let named = table.iter().find(|(_, known)| known.eq_ignore_ascii_case(entry)).map(|(number, _)| *number);
        let number = named.or_else(|| entry.parse().ok());
        let expected = "licences that the chain knows, by SPDX identifier or number";
        change.retire.0.push(number.ok_or_else(|| setting.wrong(expected))?);
    }
    Ok(())
}

fn classes(held: &mut NumericStandard, setting: &Setting) -> Result<(), SettingError> {
    let read = |entry: &str| match entry {
        "cpu-exact" => Ok(Static(NumericClass::CpuExact)),
        "cuda-tolerant" => Ok(Static(NumericClass::CudaTolerant)),
        _ => Err(setting.wrong("`cpu-exact`, `cuda-tolerant`, or both with a comma between them")),
    };
    held.classes = BoundedVec(setting.list().map(read).collect::<Result<_, _>>()?);
    Ok(())
}

fn engine_builds(held: &mut NumericStandard, setting: &Setting) -> Result<(), SettingError> {
    let wrong = || setting.wrong("`any`, or hashes of builds with commas between them");
    let builds: Option<Vec<_>> = match setting.value {
        "any" => Some(Vec::new()),
        _ => setting.list().map(account::digest).collect(),
    };
    held.engine_builds =
        BoundedVec(builds.filter(|builds| setting.value == "any" || !builds.is_empty()).ok_or_else(wrong)?);
    Ok(())
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
