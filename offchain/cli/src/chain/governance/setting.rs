//! One `key=value` on the command line, and what its value can be.

use crate::amount::Open;
use openledger_primitives::{Amount, Ppm, PPM};

/// Why a text changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// No `=` in it.
    #[error("`{0}` is no setting: write `key=value`")]
    NoPair(String),
    /// A key that this standard does not have.
    #[error("there is no key `{key}` here; the keys are {}", known.join(", "))]
    UnknownKey {
        /// What was typed.
        key: String,
        /// What could have been.
        known: &'static [&'static str],
    },
    /// The same key for a second time.
    #[error("`{0}` is set twice")]
    Twice(String),
    /// A value of another sort.
    #[error("`{value}` is nothing that `{key}` can be: expected {expected}")]
    Value {
        /// The key.
        key: String,
        /// What was typed.
        value: String,
        /// What it can be.
        expected: &'static str,
    },
}

/// One `key=value`.
pub struct Setting<'a> {
    /// What to change.
    pub key: &'a str,
    /// Into what.
    pub value: &'a str,
}

impl Setting<'_> {
    /// The value is of another sort.
    pub fn wrong(&self, expected: &'static str) -> SettingError {
        SettingError::Value { key: self.key.into(), value: self.value.into(), expected }
    }

    /// There is no such key.
    pub fn unknown(&self, known: &'static [&'static str]) -> SettingError {
        SettingError::UnknownKey { key: self.key.into(), known }
    }

    /// A whole number.
    pub fn number<N: std::str::FromStr>(&self) -> Result<N, SettingError> {
        self.value.replace('_', "").parse().map_err(|_| self.wrong("a whole number"))
    }

    /// An amount.
    pub fn amount(&self) -> Result<Amount, SettingError> {
        let expected = "an amount such as `12.5 OPEN`, or planck without a unit";
        self.value.parse::<Open>().map(|amount| amount.0).map_err(|_| self.wrong(expected))
    }

    /// Yes or no.
    pub fn flag(&self) -> Result<bool, SettingError> {
        match self.value {
            "true" | "yes" => Ok(true),
            "false" | "no" => Ok(false),
            _ => Err(self.wrong("`true` or `false`")),
        }
    }

    /// Parts per million, or per cent with up to four places.
    pub fn share(&self) -> Result<Ppm, SettingError> {
        let wrong = || self.wrong("a share such as `5%` or `0.25%`, or parts per million such as `50000`");
        let Some(percent) = self.value.strip_suffix('%') else { return self.number().map_err(|_| wrong()) };
        let (whole, places) = percent.trim_end().split_once('.').unwrap_or((percent.trim_end(), ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || places.len() > 4 || !digits(whole) || !digits(places) {
            return Err(wrong());
        }
        let share: Ppm = format!("{whole}{places:0<4}").parse().map_err(|_| wrong())?;
        if share > PPM {
            return Err(wrong());
        }
        Ok(share)
    }

    /// What commas separate.
    pub fn list(&self) -> impl Iterator<Item = &str> {
        self.value.split(',').map(str::trim).filter(|entry| !entry.is_empty())
    }
}
