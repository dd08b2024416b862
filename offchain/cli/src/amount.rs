//! Amounts as people write them: `12.5 OPEN`, `12.5OPEN`, or planck as a bare whole number.

use openledger_primitives::Amount;
use std::{fmt, str::FromStr};

/// Decimal places of one OPEN.
const DECIMALS: usize = 18;
/// One OPEN in planck.
pub const OPEN: Amount = 1_000_000_000_000_000_000;
const SYMBOL: &str = "OPEN";

/// An amount on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open(pub Amount);

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Not a number, or a fraction of a planck.
    #[error("`{0}` is no amount: write `12.5 OPEN`, or whole planck without a unit")]
    Malformed(String),
    /// More than 18 decimal places.
    #[error("`{0}` has more than {DECIMALS} decimal places: a planck is the smallest part of an OPEN")]
    TooFine(String),
    /// More than an amount can be.
    #[error("`{0}` is more than an amount can be")]
    TooLarge(String),
}

impl FromStr for Open {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let malformed = || AmountError::Malformed(text.into());
        let too_large = || AmountError::TooLarge(text.into());
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let plain: String = text.trim().chars().filter(|c| *c != '_').collect();
        let Some(number) = strip_symbol(&plain) else {
            // Planck.
            if plain.is_empty() || !digits(&plain) {
                return Err(malformed());
            }
            return plain.parse().map(Self).map_err(|_| too_large());
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() || !digits(whole) || !digits(fraction) || number.ends_with('.') {
            return Err(malformed());
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > DECIMALS {
            return Err(AmountError::TooFine(text.into()));
        }
        let whole: Amount = whole.parse().map_err(|_| too_large())?;
        let parts: Amount = format!("{fraction:0<DECIMALS$}").parse().map_err(|_| malformed())?;
        whole.checked_mul(OPEN).and_then(|planck| planck.checked_add(parts)).map(Self).ok_or_else(too_large)
    }
}

fn strip_symbol(text: &str) -> Option<&str> {
    let at = text.len().checked_sub(SYMBOL.len())?;
    let (number, symbol) = (text.get(..at)?, text.get(at..)?);
    symbol.eq_ignore_ascii_case(SYMBOL).then(|| number.trim_end())
}

impl fmt::Display for Open {
    /// The exact amount in OPEN, without trailing zeros.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (whole, parts) = (self.0 / OPEN, self.0 % OPEN);
        if parts == 0 {
            return write!(f, "{whole} {SYMBOL}");
        }
        let fraction = format!("{parts:0>DECIMALS$}");
        write!(f, "{whole}.{} {SYMBOL}", fraction.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planck(text: &str) -> Result<Amount, AmountError> {
        text.parse::<Open>().map(|amount| amount.0)
    }

    #[test]
    fn open_and_planck_are_told_apart_by_the_unit() {
        assert_eq!(planck("12.5 OPEN"), Ok(12_500_000_000_000_000_000));
        assert_eq!(planck("10000OPEN"), Ok(10_000 * OPEN));
        assert_eq!(planck("0.000000000000000001 open"), Ok(1));
        assert_eq!(planck("1_000 OPEN"), Ok(1_000 * OPEN));
        assert_eq!(planck("12"), Ok(12));
        assert_eq!(planck("0"), Ok(0));
        assert_eq!(planck("1.50000000000000000000000 OPEN"), Ok(OPEN + OPEN / 2));
    }

    #[test]
    fn what_is_no_amount_says_so() {
        for wrong in ["", "OPEN", "-1 OPEN", "1.5", "1e3 OPEN", ".5 OPEN", "1. OPEN", "1 2 OPEN", "1 BTC", "0x10", "é"]
        {
            assert_eq!(planck(wrong), Err(AmountError::Malformed(wrong.into())), "{wrong}");
        }
        let fine = "0.0000000000000000001 OPEN";
        assert_eq!(planck(fine), Err(AmountError::TooFine(fine.into())));
        for large in ["340282366920938463463374607431768211456", "340282366920938463464 OPEN"] {
            assert_eq!(planck(large), Err(AmountError::TooLarge(large.into())), "{large}");
        }
    }

    #[test]
    fn an_amount_is_shown_exactly_and_read_back() {
        for amount in [0, 1, OPEN - 1, OPEN, 12 * OPEN + OPEN / 2, Amount::MAX] {
            assert_eq!(planck(&Open(amount).to_string()), Ok(amount));
        }
        assert_eq!(Open(12 * OPEN + OPEN / 2).to_string(), "12.5 OPEN");
    }
}
