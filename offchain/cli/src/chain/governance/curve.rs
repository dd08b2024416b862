//! Shares in billionths, and the curves that say how many are needed when: the chain's own arithmetic.

use openledger_client::runtime::runtime_types::pallet_referenda::types::Curve;
use openledger_primitives::Amount;

const ONE: u128 = 1_000_000_000;

/// A share of one whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Billionths(pub u32);

impl Billionths {
    /// A part of a whole, rounded down; of nothing, everything, as the chain has it.
    pub fn ratio(part: Amount, whole: Amount) -> Self {
        // Both are made smaller together, so that the product can be written.
        let shift = 128u32.saturating_sub(whole.leading_zeros()).saturating_sub(96);
        let (part, whole) = (part >> shift, whole >> shift);
        let share = part.min(whole).saturating_mul(ONE).checked_div(whole).unwrap_or(ONE);
        Self(u32::try_from(share).unwrap_or(u32::MAX))
    }

    /// In per cent, for people and programs.
    pub fn percent(self) -> f64 {
        // To four places: what follows is noise of the rounding.
        (f64::from(self.0) / 1e3).round() / 1e4
    }

    /// What a curve asks when this share of the time has passed.
    pub fn needed_on(self, curve: &Curve) -> Self {
        let x = i128::from(self.0);
        let one = ONE as i128;
        let y = match curve {
            Curve::LinearDecreasing { length, floor, ceil } => {
                let (length, floor, ceil) = (i128::from(length.0), i128::from(floor.0), i128::from(ceil.0));
                let passed = (x.min(length) * one).checked_div(length).unwrap_or(one);
                ceil - passed * (ceil - floor) / one
            }
            Curve::SteppedDecreasing { begin, end, step, period } => {
                let steps = x.checked_div(i128::from(period.0)).unwrap_or(0);
                (i128::from(begin.0) - (i128::from(step.0) * steps).min(i128::from(begin.0))).max(end.0.into())
            }
            Curve::Reciprocal { factor, x_offset, y_offset } => {
                let below = x + i128::from(x_offset.0);
                match (i128::from(factor.0) * one).checked_div_euclid(below) {
                    Some(quotient) => quotient + i128::from(y_offset.0),
                    None => one,
                }
            }
        };
        Self(u32::try_from(y.clamp(0, one)).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_client::runtime::runtime_types::sp_arithmetic::{fixed_point::FixedI64, per_things::Perbill};

    #[test]
    fn a_line_falls_from_ceiling_to_floor() {
        let line = Curve::LinearDecreasing {
            length: Perbill(1_000_000_000),
            floor: Perbill(50_000_000),
            ceil: Perbill(500_000_000),
        };
        let at = |percent: u32| Billionths(percent * 10_000_000).needed_on(&line).percent();
        assert_eq!((at(0), at(50), at(100)), (50.0, 27.5, 5.0));
    }

    #[test]
    fn a_reciprocal_falls_fast_and_then_slowly() {
        // Of the track root: from everybody, through four fifths after two days, to one half after fourteen.
        let curve = Curve::Reciprocal {
            factor: FixedI64(222_222_224),
            x_offset: FixedI64(333_333_335),
            y_offset: FixedI64(333_333_332),
        };
        let at = |x: u32| Billionths(x).needed_on(&curve).percent();
        assert!((at(0) - 100.0).abs() < 0.01 && (at(142_857_142) - 80.0).abs() < 0.01);
        assert!((at(1_000_000_000) - 50.0).abs() < 0.01);
    }

    #[test]
    fn shares_of_large_sums_are_exact_enough() {
        let supply = 1_000_000_000 * crate::amount::OPEN;
        assert_eq!(Billionths::ratio(supply / 20, supply).percent(), 5.0);
        assert_eq!(Billionths::ratio(0, 0).percent(), 100.0);
        assert_eq!(Billionths::ratio(Amount::MAX, Amount::MAX).percent(), 100.0);
        assert_eq!(Billionths::ratio(1, 3).0, 333_333_333);
    }
}
