//! What a fragment is worth by itself, in integers.
//!
//! A fragment gets a point for each of these:
//! 1. **Size**: it has at least 32 bytes.
//! 2. **Print**: at most one character in fifty is a control character (tabs and line ends aside) or U+FFFD.
//! 3. **Entropy**: its bytes carry 2.5 to 6 bits each; less is repetition, more is encoded or compressed data.
//! 4. **Language**: at least half of its characters, white space aside, are letters, and nowhere do more than
//!    160 bytes follow one another without white space.
//!
//! A contribution's quality is ⌊100 · points / (4 · fragments)⌋ over all fragments, so those that get no points pull it
//! down by their share.

use super::entropy::{bits, FRACTION};

/// Points a fragment can get.
const POINTS: u64 = 4;
/// Fewest bytes of a fragment worth training on.
const SMALLEST: usize = 32;
/// Most bytes without white space in what people write, identifiers and addresses included.
const LONGEST_WORD: usize = 160;
/// 2.5 and 6 bits.
const ENTROPY: std::ops::RangeInclusive<u64> = (5 << FRACTION) / 2..=6 << FRACTION;

/// Points of a fragment, 0 to 4.
pub fn points(text: &str) -> u8 {
    [text.len() >= SMALLEST, prints(text), ENTROPY.contains(&bits(text.bytes())), speaks(text)]
        .into_iter()
        .map(u8::from)
        .sum()
}

/// The quality, 0 to 100, of so many points over so many fragments, and the points there were to get.
pub fn quality(points: u64, fragments: u64) -> (u8, u64) {
    let possible = POINTS.saturating_mul(fragments);
    let quality = points.min(possible).saturating_mul(100).checked_div(possible).unwrap_or(0);
    (u8::try_from(quality).unwrap_or(100), possible)
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_quality_is_the_share_of_points() {
        assert_eq!(quality(4, 1), (100, 4));
        assert_eq!(quality(7, 3), (58, 12));
        assert_eq!(quality(0, 0), (0, 0));
    }
}
