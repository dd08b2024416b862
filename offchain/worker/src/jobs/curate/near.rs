//! Near duplicates by MinHash: which fragments say nearly the same as another.
//!
//! A text is the set of its **shingles**, three words in a row. Words are runs of ASCII letters and digits without
//! regard to case, and of other characters except that one of U+2E80 and above (Chinese, Japanese, Korean) is a word by
//! itself; punctuation and white space do not count. Two texts are **near** when their sets share at least
//! [`NEAR_PERMILLE`] thousandths of all shingles of both (Jaccard's measure). Texts with fewer than
//! [`FEWEST_SHINGLES`] shingles are near to nothing.
//!
//! Candidates are found by locality-sensitive hashing: [`HASHES`] minima in [`BANDS`] bands of [`ROWS`], so that two
//! texts of similarity s meet in some band with probability 1 − (1 − s⁴)²⁴ — 998.6 in a thousand at s = 0.7, and
//! 78 % at s = 0.5. Candidates are then compared exactly, so there are no false findings. Seeds are fixed, all arithmetic
//! is on integers and no table of Unicode is asked: every machine finds the same.

use std::collections::HashMap;

/// Words in a shingle.
const WORDS: usize = 3;
/// Shingles of the shortest text that is compared.
pub const FEWEST_SHINGLES: usize = 8;
/// Two texts are near from this similarity, in thousandths.
pub const NEAR_PERMILLE: u32 = 700;
/// Minima in one band.
pub const ROWS: usize = 4;
/// Bands.
pub const BANDS: usize = 24;
/// Minima of a text.
pub const HASHES: usize = ROWS * BANDS;
/// Texts one text is compared with at once in each band: more share a band only where texts are made by a pattern.
const MOST_CANDIDATES: usize = 64;

/// What is kept of a text to compare it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Hashes of its shingles, increasing, each once.
    shingles: Vec<u64>,
    /// One hash for each band.
    bands: [u64; BANDS],
}

impl Sketch {
    /// The sketch of a text; `None` when it is too short to be compared.
    pub fn of(text: &str) -> Option<Self> {
        let shingles = shingles(text);
        if shingles.len() < FEWEST_SHINGLES {
            return None;
        }
        let minima = minima(&shingles);
        let mut bands = [0; BANDS];
        for (number, (band, rows)) in (0u64..).zip(bands.iter_mut().zip(minima.chunks(ROWS))) {
            *band = rows.iter().fold(mix(number), |hash, row| mix(hash ^ u64::from(*row)));
        }
        Some(Self { shingles, bands })
    }

    /// Shared shingles of all shingles of both, in thousandths, rounded down.
    pub fn similarity_permille(&self, other: &Self) -> u32 {
        let (mut mine, mut theirs) = (self.shingles.iter().peekable(), other.shingles.iter().peekable());
        let mut shared = 0usize;
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(mine.next()),
                std::cmp::Ordering::Greater => drop(theirs.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    mine.next();
                    theirs.next();
                }
            }
        }
        let all = self.shingles.len() + other.shingles.len() - shared;
        u32::try_from((shared * 1_000).checked_div(all).unwrap_or(0)).unwrap_or(0)
    }
}

/// Texts to find near ones among. A text is known by its position and is found once.
#[derive(Debug, Default)]
pub struct Shelf {
    sketches: Vec<Option<Sketch>>,
    /// By a band's hash, the texts that have it and were not found yet, by increasing position.
    bands: HashMap<u64, Vec<u32>>,
    found: Vec<bool>,
}

impl Shelf {
    /// A shelf of these texts.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut shelf = Self::default();
        for text in texts {
            shelf.push(Sketch::of(text), true);
        }
        shelf
    }

    /// Puts a text at the end; only what is `shown` can be found.
    fn push(&mut self, sketch: Option<Sketch>, shown: bool) {
        // A contribution has at most 2^18 fragments.
        let at = self.sketches.len() as u32;
        if let Some(sketch) = sketch.as_ref().filter(|_| shown) {
            for band in sketch.bands {
                let texts = self.bands.entry(band).or_default();
                if texts.last() != Some(&at) {
                    texts.push(at);
                }
            }
        }
        self.sketches.push(sketch);
        self.found.push(false);
    }

    /// Takes the texts near to this one off the shelf: their positions, increasing, and similarities.
    pub fn take(&mut self, sketch: &Sketch) -> Vec<(u32, u32)> {
        let mut taken = Vec::new();
        loop {
            let near = self.near(sketch);
            if near.is_empty() {
                taken.sort_unstable();
                return taken;
            }
            for (at, _) in &near {
                if let Some(found) = self.found.get_mut(*at as usize) {
                    *found = true;
                }
            }
            taken.extend(near);
        }
    }

    /// The first texts on the shelf that are near to this one.
    fn near(&mut self, sketch: &Sketch) -> Vec<(u32, u32)> {
        let mut candidates: Vec<u32> = Vec::new();
        for band in sketch.bands {
            let Some(texts) = self.bands.get_mut(&band) else { continue };
            let found = &self.found;
            texts.retain(|at| found.get(*at as usize) == Some(&false));
            candidates.extend(texts.iter().take(MOST_CANDIDATES));
        }
        candidates.sort_unstable();
        candidates.dedup();
        let similarity = |at: u32| {
            let other = self.sketches.get(at as usize)?.as_ref()?;
            let permille = sketch.similarity_permille(other);
            (permille >= NEAR_PERMILLE).then_some((at, permille))
        };
        candidates.into_iter().filter_map(similarity).collect()
    }
}

/// For each text, an earlier one that it is near to and that is not itself near to an earlier one.
pub fn repeated<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Option<u32>> {
    let mut firsts = Shelf::default();
    let mut repeated = Vec::new();
    for text in texts {
        let sketch = Sketch::of(text);
        let earlier = sketch.as_ref().and_then(|sketch| firsts.near(sketch).first().map(|(at, _)| *at));
        firsts.push(sketch, earlier.is_none());
        repeated.push(earlier);
    }
    repeated
}

/// Hashes of a text's shingles, increasing, each once.
fn shingles(text: &str) -> Vec<u64> {
    let words = words(text);
    let mut shingles: Vec<u64> = words
        .windows(WORDS)
        .map(|shingle| shingle.iter().fold(0, |hash: u64, word| mix(hash.rotate_left(1) ^ word)))
        .collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// First character that is a word by itself: where the CJK blocks begin.
const IDEOGRAPHS: char = '\u{2e80}';

/// Hashes of a text's words, in their order.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut open: Option<u64> = None;
    for c in text.chars() {
        if c >= IDEOGRAPHS {
            words.extend(open.take());
            words.push(mix(u64::from(c)));
        } else if c.is_ascii_alphanumeric() || !c.is_ascii() {
            let hash = open.unwrap_or(0xcbf2_9ce4_8422_2325);
            open = Some((hash ^ u64::from(c.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3));
        } else {
            words.extend(open.take());
        }
    }
    words.extend(open);
    words
}

/// For each of the hash functions, the least value that a shingle takes: the upper half of a·x + b, with a odd.
fn minima(shingles: &[u64]) -> [u32; HASHES] {
    let mut minima = [u32::MAX; HASHES];
    for (function, least) in (0u64..).zip(minima.iter_mut()) {
        let (a, b) = (mix(2 * function + 1) | 1, mix(2 * function + 2));
        for shingle in shingles {
            let value = (shingle.wrapping_mul(a).wrapping_add(b) >> 32) as u32;
            *least = (*least).min(value);
        }
    }
    minima
}

/// One round of SplitMix64 (Steele, Lea, Flood 2014): every bit of the result depends on every bit of the input.
fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const TEXT: &str = "A vault holds one kind of token and gives out shares of what it holds. Whoever deposits gets \
                        shares in proportion to what the vault holds already, and whoever redeems them gets his part back.";

    fn near(a: &str, b: &str) -> bool {
        let mut shelf = Shelf::of([a].into_iter());
        Sketch::of(b).is_some_and(|sketch| !shelf.take(&sketch).is_empty())
    }

    #[test]
    fn a_word_changed_or_another_spacing_is_near_and_another_text_is_not() {
        assert!(near(TEXT, &TEXT.replace("redeems", "withdraws")));
        assert!(near(TEXT, &TEXT.to_uppercase().replace(' ', "\n\t")));
        assert!(near(TEXT, &format!("{TEXT} And that is all.")));
        assert!(!near(
            TEXT,
            "A heron stands in the shallow water of the pond and waits for a fish that comes too near."
        ));
    }

    #[test]
    fn short_texts_are_near_to_nothing() {
        assert!(Sketch::of("one two three four").is_none());
        assert!(!near("return x;", "return x;"));
    }

    #[test]
    fn every_machine_has_these_hashes() {
        assert_eq!(mix(0), 0xe220_a839_7b1d_cdaf);
        assert_eq!(words("Ab-c 漢字")[2], mix(0x6f22));
        let sketch = Sketch::of(TEXT).expect("long enough");
        let first = shingles("one two three");
        assert_eq!((sketch.shingles.len(), first.len()), (33, 1));
    }

    #[test]
    fn the_first_of_several_near_texts_is_no_repetition() {
        let texts = [
            TEXT.to_owned(),
            "other words stand here, enough of them to be compared with what else there is in this list".into(),
            TEXT.replace("kind", "sort"),
            TEXT.replace("part", "share"),
        ];
        assert_eq!(repeated(texts.iter().map(String::as_str)), [None, None, Some(0), Some(0)]);
    }

    #[test]
    fn a_pattern_of_thousands_is_compared_with_few() {
        let texts: Vec<String> = (0..3_000).map(|i| format!("{TEXT} number {i}")).collect();
        let repeated = repeated(texts.iter().map(String::as_str));
        assert_eq!(repeated.iter().filter(|other| **other == Some(0)).count(), 2_999);
        let mut shelf = Shelf::of(texts.iter().map(String::as_str));
        let sketch = Sketch::of(TEXT).expect("long enough");
        assert_eq!(shelf.take(&sketch).len(), 3_000, "whoever floods a datanet with a pattern is found whole");
        assert!(shelf.take(&sketch).is_empty(), "each is found once");
    }

    proptest! {
        #[test]
        fn the_similarity_is_that_of_the_sets(
            a in prop::collection::btree_set(0u64..60, 8..50), b in prop::collection::btree_set(0u64..60, 8..50),
        ) {
            let sketch = |set: &BTreeSet<u64>| Sketch { shingles: set.iter().copied().collect(), bands: [0; BANDS] };
            let exact = a.intersection(&b).count() * 1_000 / a.union(&b).count();
            prop_assert_eq!(sketch(&a).similarity_permille(&sketch(&b)) as usize, exact);
            prop_assert_eq!(sketch(&b).similarity_permille(&sketch(&a)) as usize, exact);
        }

        #[test]
        fn texts_that_are_near_are_found(words in prop::collection::vec("[a-z]{3,9}", 40..80), at in 0usize..40) {
            let text = words.join(" ");
            let mut changed = words.clone();
            changed[at] = "CHANGED".into();
            let changed = changed.join(" ");
            let (a, b) = (Sketch::of(&text), Sketch::of(&changed));
            if let (Some(a), Some(b)) = (a, b) {
                // Above 0.85 one pair in 10⁸ is missed; these run some hundred.
                if a.similarity_permille(&b) >= 850 {
                    prop_assert!(near(&text, &changed));
                }
            }
        }
    }
}
