//! 256-bit products and their quotients, so that no amount and no weight can overflow a share.
//!
//! Only what [`crate::split`] needs: a full 128 × 128 bit product, a sum, and a division whose quotient fits
//! 128 bits. Written by hand because it is forty lines and because both sides of every payment run it.

/// An unsigned number of 256 bits. Fields are ordered so that the derived comparison is the numeric one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wide {
    high: u128,
    low: u128,
}

impl Wide {
    /// Zero.
    pub(crate) const ZERO: Wide = Wide { high: 0, low: 0 };

    /// The full product of two 128-bit numbers, by schoolbook multiplication of 64-bit halves.
    pub(crate) fn product(a: u128, b: u128) -> Wide {
        const HALF: u128 = u64::MAX as u128;
        let (a_high, a_low) = (a >> 64, a & HALF);
        let (b_high, b_low) = (b >> 64, b & HALF);
        let low = a_low * b_low;
        // (2^64 − 1)² + 2 (2^64 − 1) = 2^128 − 1: neither line can overflow.
        let middle = a_high * b_low + (low >> 64);
        let cross = a_low * b_high + (middle & HALF);
        Wide { high: a_high * b_high + (middle >> 64) + (cross >> 64), low: (cross << 64) | (low & HALF) }
    }

    /// Sum with a 128-bit number. Callers add fewer than 2^64 of them, so the high half cannot overflow.
    pub(crate) fn plus(self, other: u128) -> Wide {
        let (low, carry) = self.low.overflowing_add(other);
        Wide { high: self.high + u128::from(carry), low }
    }

    fn minus(self, other: Wide) -> Wide {
        let (low, borrow) = self.low.overflowing_sub(other.low);
        Wide { high: self.high - other.high - u128::from(borrow), low }
    }

    /// Quotient and remainder; `None` when `divisor` is zero or the quotient needs more than 128 bits.
    pub(crate) fn divide(self, divisor: Wide) -> Option<(u128, Wide)> {
        if self.high == 0 && divisor.high == 0 {
            let quotient = self.low.checked_div(divisor.low)?;
            return Some((quotient, Wide::from(self.low % divisor.low)));
        }
        // Long division of the low half, bit by bit, with the high half as the remainder so far. The quotient
        // fits 128 bits exactly when that remainder is below the divisor. Divisors are sums of fewer than 2^64
        // numbers of 128 bits, so doubling a remainder below one of them stays far from 2^256.
        let mut remainder = Wide::from(self.high);
        if remainder >= divisor {
            return None;
        }
        let mut quotient = 0u128;
        for bit in (0..128).rev() {
            remainder = Wide {
                high: (remainder.high << 1) | (remainder.low >> 127),
                low: (remainder.low << 1) | ((self.low >> bit) & 1),
            };
            quotient <<= 1;
            if remainder >= divisor {
                remainder = remainder.minus(divisor);
                quotient |= 1;
            }
        }
        Some((quotient, remainder))
    }
}

impl From<u128> for Wide {
    fn from(low: u128) -> Wide {
        Wide { high: 0, low }
    }
}
