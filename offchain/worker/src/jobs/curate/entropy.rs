//! How much the bytes of a text say, in integers: the same on every machine.

/// Fractional bits of logarithms.
pub const FRACTION: u32 = 16;

/// Bits that a byte carries, with [`FRACTION`] fractional bits: log₂ n − Σ c·log₂ c / n, where c of the n bytes have
/// one value. At most 2⁻¹³ of a bit below the exact value, as each logarithm is cut and the quotient rounded down.
pub fn bits(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut counts = [0u64; 256];
    let mut total = 0u64;
    for byte in bytes {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
            total += 1;
        }
    }
    let weighted: u64 = counts.iter().map(|count| count * log2(*count)).sum();
    log2(total).saturating_sub(weighted.checked_div(total).unwrap_or(0))
}

/// [`bits`] in thousandths of a bit, rounded down; at most 8,000.
pub fn millibits(bytes: impl Iterator<Item = u8>) -> u16 {
    u16::try_from((bits(bytes) * 1_000) >> FRACTION).unwrap_or(u16::MAX)
}

/// ⌊log₂ n · 2^16⌋, digit by digit; 0 for 0.
pub fn log2(n: u64) -> u64 {
    let Some(whole) = n.checked_ilog2() else { return 0 };
    // The mantissa in [1, 2) with 31 fractional bits; squaring it yields one more binary digit of the logarithm.
    let mut mantissa = (u128::from(n) << 31) >> whole;
    let mut digits = u64::from(whole);
    for _ in 0..FRACTION {
        mantissa = (mantissa * mantissa) >> 31;
        digits <<= 1;
        if mantissa >> 32 > 0 {
            mantissa >>= 1;
            digits |= 1;
        }
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn entropy_is_zero_for_one_value_and_eight_bits_for_all() {
        assert_eq!(millibits([7u8; 1000].into_iter()), 0);
        assert_eq!(millibits((0..=255u8).cycle().take(2560)), 8_000);
        assert_eq!(millibits("abab".bytes()), 1_000);
        assert_eq!(millibits(std::iter::empty()), 0);
    }

    #[test]
    fn prose_and_source_lie_between_padding_and_ciphertext() {
        let prose = "A vault holds one kind of token and gives out shares of what it holds.";
        assert!((3_000..5_000).contains(&millibits(prose.bytes())));
        assert!(millibits("    \n    \n  ".bytes()) < 2_000);
    }

    proptest! {
        #[test]
        fn the_logarithm_agrees_with_floating_point(n in 1u64..u64::from(u32::MAX)) {
            let exact = (n as f64).log2() * 65_536.0;
            prop_assert!((log2(n) as f64 - exact).abs() < 4.0, "{} {exact}", log2(n));
        }

        #[test]
        fn the_entropy_agrees_with_floating_point_and_not_with_the_order(mut bytes in prop::collection::vec(any::<u8>(), 1..600)) {
            let mut counts = [0f64; 256];
            bytes.iter().for_each(|byte| counts[usize::from(*byte)] += 1.0);
            let n = bytes.len() as f64;
            let exact: f64 = counts.iter().filter(|c| **c > 0.0).map(|c| -(c / n) * (c / n).log2()).sum();
            let found = bits(bytes.iter().copied());
            prop_assert!((found as f64 / 65_536.0 - exact).abs() < 1.0 / 4_096.0, "{found} {exact}");
            bytes.sort_unstable();
            prop_assert_eq!(bits(bytes.into_iter()), found);
        }
    }
}
