//! The curator's formula, in integers.
//!
//! A fragment that stands nowhere before gets a point for each of these:
//! 1. **Size**: it has at least 32 bytes.
//! 2. **Print**: at most one character in fifty is a control character (tabs and line ends aside) or U+FFFD.
//! 3. **Entropy**: its bytes carry 2.5 to 6 bits each; less is repetition, more is encoded or compressed data.
//! 4. **Language**: at least half of its characters, white space aside, are letters, and nowhere do more than
//!    160 bytes follow one another without white space.
//!
//! The score is ⌊100 · points / (4 · fragments)⌋ over all fragments, so duplicates pull it down by their share.

/// Points a fragment can get.
const POINTS: u64 = 4;
/// Fewest bytes of a fragment worth training on.
const SMALLEST: usize = 32;
/// Most bytes without white space in what people write, identifiers and addresses included.
const LONGEST_WORD: usize = 160;
/// Fractional bits of logarithms.
const FRACTION: u32 = 16;
/// 2.5 and 6 bits.
const ENTROPY: std::ops::RangeInclusive<u64> = (5 << FRACTION) / 2..=6 << FRACTION;

/// Points of a fragment, 0 to 4.
pub fn points(text: &str) -> u8 {
    [text.len() >= SMALLEST, prints(text), ENTROPY.contains(&entropy(text.as_bytes())), speaks(text)]
        .into_iter()
        .map(u8::from)
        .sum()
}

/// The score of so many points over so many fragments, and the points there were to get.
pub fn score(points: u64, fragments: u64) -> (u8, u64) {
    let possible = POINTS.saturating_mul(fragments);
    let score = points.min(possible).saturating_mul(100).checked_div(possible).unwrap_or(0);
    (u8::try_from(score).unwrap_or(100), possible)
}

fn prints(text: &str) -> bool {
    let strange = |c: &char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || *c == '\u{fffd}';
    text.chars().filter(strange).count() * 50 <= text.chars().count()
}

fn speaks(text: &str) -> bool {
    let visible = || text.chars().filter(|c| !c.is_whitespace());
    let letters = visible().filter(|c| c.is_alphabetic()).count();
    letters * 2 >= visible().count() && text.split_whitespace().all(|word| word.len() <= LONGEST_WORD)
}

/// Bits that a byte of the text carries, with [`FRACTION`] fractional bits: log₂ n − Σ c·log₂ c / n.
fn entropy(bytes: &[u8]) -> u64 {
    let mut counts = [0u64; 256];
    for byte in bytes {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    let total = bytes.len() as u64;
    let weighted: u64 = counts.iter().map(|count| count * log2(*count)).sum();
    log2(total).saturating_sub(weighted.checked_div(total).unwrap_or(0))
}

/// ⌊log₂ n · 2^16⌋, digit by digit; 0 for 0.
fn log2(n: u64) -> u64 {
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
    fn source_and_prose_get_all_points() {
        assert_eq!(
            points("function transfer(address to, uint256 amount) external returns (bool) {\n    return true;\n}"),
            4
        );
        assert_eq!(points("A vault holds one kind of token and gives out shares of what it holds."), 4);
    }

    #[test]
    fn each_defect_costs_its_point() {
        assert_eq!(points("a short line of words"), 3);
        assert!(points(&"a".repeat(200)) <= 2);
        assert_eq!(points("function transfer\u{1}\u{2}\u{3}\u{4} returns a value of the type bool"), 3);
        assert!(points("0x6080604052348015600f57600080fd5b50603f80601d6000396000f3fe60806040526000357c01000000000000000000000000000000000000000000000000000000009004634e70b1dc14604457") < 4);
    }

    #[test]
    fn the_score_is_the_share_of_points() {
        assert_eq!(score(4, 1), (100, 4));
        assert_eq!(score(7, 3), (58, 12));
        assert_eq!(score(0, 0), (0, 0));
    }

    proptest! {
        #[test]
        fn the_logarithm_agrees_with_floating_point(n in 1u64..u64::from(u32::MAX)) {
            let exact = (n as f64).log2() * 65_536.0;
            prop_assert!((log2(n) as f64 - exact).abs() < 4.0, "{} {exact}", log2(n));
        }
    }
}
