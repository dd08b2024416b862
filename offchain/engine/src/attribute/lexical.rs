//! BM25 over token ids, in integers.
//!
//! A fragment weighs token t by idf(t) · tf·(k₁ + 1) / (tf + k₁·(1 − b + b·length/average length)) with k₁ = 1.2,
//! b = 0.75 and idf(t) = log₂((2N + 2)/(2df + 1)), which is ln(1 + (N − df + ½)/(df + ½)) in another base (Robertson
//! & Zaragoza 2009, §3.4; the idf that Lucene uses, never negative). Logarithms are fixed-point, so a weight has the
//! same bits on every machine.
//!
//! A contribution's list is the sum of its fragments' and must be read **centred**: the score counts how much more
//! it says about the query than as many average fragments would, Σₜ qₜ·(wₜ − fragments·meanₜ). The list would then
//! hold every token of the corpus. Instead the second part is one product more: [`AVERAGE_FRAGMENT`], a token no vocabulary
//! has, carries the number of fragments in a contribution and −Σₜ qₜ·meanₜ in a query.

use codec::{Decode, DecodeWithMemTracking, Encode};
use openledger_primitives::sketch::{Term, AVERAGE_FRAGMENT};
use std::collections::BTreeMap;

/// Sum of a query's token weights.
pub const QUERY_SUM: i64 = 1 << 16;

/// Fractional bits of a logarithm.
const LOG_BITS: u32 = 16;

/// Fractional bits of a stored weight.
const WEIGHT_BITS: u32 = 8;

/// What a query needs to know of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct TermStatistics {
    /// Fragments in the corpus.
    pub fragments: u32,
    /// Tokens of the corpus by increasing id, each with its weight summed over all fragments.
    pub totals: Vec<(u32, u64)>,
}

/// Term weights of a corpus of fragments.
pub struct Lexicon {
    /// One list for each fragment, without [`AVERAGE_FRAGMENT`].
    pub fragments: Vec<Vec<Term>>,
    /// What queries need.
    pub statistics: TermStatistics,
}

impl Lexicon {
    /// Weighs every token of every fragment.
    pub fn new(corpus: &[&[u32]]) -> Self {
        let counted: Vec<BTreeMap<u32, u64>> = corpus.iter().map(|tokens| count(tokens)).collect();
        let mut containing = BTreeMap::<u32, u64>::new();
        for token in counted.iter().flat_map(BTreeMap::keys) {
            *containing.entry(*token).or_default() += 1;
        }
        let fragments = corpus.len() as u64;
        let all_tokens: u64 = corpus.iter().map(|tokens| tokens.len() as u64).sum();
        let rarity: BTreeMap<u32, u64> = containing
            .iter()
            .map(|(token, df)| (*token, log2_fixed(2 * fragments + 2) - log2_fixed(2 * df + 1)))
            .collect();
        let lists: Vec<Vec<Term>> = counted
            .iter()
            .zip(corpus)
            .map(|(counts, tokens)| {
                counts
                    .iter()
                    .map(|(token, tf)| Term {
                        token: *token,
                        weight: weight(rarity[token], *tf, tokens.len() as u64, fragments, all_tokens),
                    })
                    .collect()
            })
            .collect();
        let mut totals = BTreeMap::<u32, u64>::new();
        for term in lists.iter().flatten() {
            *totals.entry(term.token).or_default() += u64::from(term.weight.unsigned_abs());
        }
        let statistics = TermStatistics { fragments: fragments as u32, totals: totals.into_iter().collect() };
        Self { fragments: lists, statistics }
    }
}

/// How often each token occurs.
fn count(tokens: &[u32]) -> BTreeMap<u32, u64> {
    let mut counts = BTreeMap::new();
    for token in tokens.iter().filter(|token| **token != AVERAGE_FRAGMENT) {
        *counts.entry(*token).or_default() += 1;
    }
    counts
}

/// log₂ of a positive integer with [`LOG_BITS`] fractional bits, rounded down: the integer part is the highest bit,
/// each further bit comes from squaring the mantissa.
fn log2_fixed(value: u64) -> u64 {
    let whole = u64::from(value.max(1).ilog2());
    // Mantissa in [1, 2) with 62 fractional bits.
    let mut mantissa = u128::from(value.max(1)) << (62 - whole);
    let mut result = whole;
    for _ in 0..LOG_BITS {
        mantissa = (mantissa * mantissa) >> 62;
        result <<= 1;
        if mantissa >= 1 << 63 {
            mantissa >>= 1;
            result |= 1;
        }
    }
    result
}

/// BM25 weight of one token in one fragment, to the nearest unit. With k₁ = 12/10 and b = 3/4 the denominator is
/// (10·tf + 3 + 9·length·N/all) / 10.
fn weight(rarity: u64, tf: u64, length: u64, fragments: u64, all_tokens: u64) -> i32 {
    let (rarity, tf, all) = (u128::from(rarity), u128::from(tf), u128::from(all_tokens));
    let denominator = (10 * tf + 3) * all + 9 * u128::from(length) * u128::from(fragments);
    let numerator = (rarity * tf * 22 * all) >> (LOG_BITS - WEIGHT_BITS);
    let rounded = (numerator + denominator / 2) / denominator.max(1);
    i32::try_from(rounded).unwrap_or(i32::MAX)
}

/// Adds up fragments' lists and appends [`AVERAGE_FRAGMENT`]; sums that leave 32 bits stop at the largest value.
pub fn sum_terms<'a>(lists: impl IntoIterator<Item = &'a [Term]>) -> Vec<Term> {
    let mut sums = BTreeMap::<u32, i64>::new();
    let mut fragments = 0i64;
    for list in lists {
        fragments += 1;
        for term in list {
            *sums.entry(term.token).or_default() += i64::from(term.weight);
        }
    }
    sums.insert(AVERAGE_FRAGMENT, fragments);
    sums.into_iter().map(|(token, weight)| Term { token, weight: saturate(weight) }).collect()
}

/// A query's terms: its distinct tokens that the corpus knows, all of equal weight and together [`QUERY_SUM`] at
/// most, and the centring term. Empty when the corpus knows none.
pub fn query_terms(statistics: &TermStatistics, tokens: &[u32]) -> Vec<Term> {
    let known: Vec<(u32, u64)> = count(tokens)
        .keys()
        .filter_map(|token| {
            let at = statistics.totals.binary_search_by_key(token, |(token, _)| *token).ok()?;
            Some(statistics.totals[at])
        })
        .collect();
    let Some(share) = QUERY_SUM.checked_div(known.len() as i64) else { return Vec::new() };
    let total: i128 = known.iter().map(|(_, total)| i128::from(*total) * i128::from(share)).sum();
    let fragments = i128::from(statistics.fragments.max(1));
    let mean = i64::try_from((total + fragments / 2) / fragments).unwrap_or(i64::MAX);
    let mut terms: Vec<Term> = known.iter().map(|(token, _)| Term { token: *token, weight: saturate(share) }).collect();
    terms.push(Term { token: AVERAGE_FRAGMENT, weight: saturate(-mean) });
    terms
}

fn saturate(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(if value < 0 { i32::MIN } else { i32::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::sketch::term_product;

    const CORPUS: [&[u32]; 4] = [&[1, 2, 3, 3], &[1, 2, 4], &[1, 5, 6, 7, 7, 7], &[1, 5, 8]];

    /// BM25 in floats, written from its definition.
    fn naive(corpus: &[&[u32]], fragment: usize, token: u32) -> f64 {
        let n = corpus.len() as f64;
        let df = corpus.iter().filter(|tokens| tokens.contains(&token)).count() as f64;
        let average = corpus.iter().map(|tokens| tokens.len()).sum::<usize>() as f64 / n;
        let tf = corpus[fragment].iter().filter(|t| **t == token).count() as f64;
        let idf = (1.0 + (n - df + 0.5) / (df + 0.5)).log2();
        idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * corpus[fragment].len() as f64 / average))
    }

    #[test]
    fn fixed_point_logarithm_is_close() {
        for value in [1u64, 2, 3, 7, 1000, 65_537, u64::from(u32::MAX)] {
            let exact = (value as f64).log2() * f64::from(1u32 << LOG_BITS);
            assert!((log2_fixed(value) as f64 - exact).abs() <= 1.0, "{value}");
        }
    }

    #[test]
    fn weights_are_bm25() {
        let lexicon = Lexicon::new(&CORPUS);
        for (fragment, list) in lexicon.fragments.iter().enumerate() {
            for term in list {
                let expected = naive(&CORPUS, fragment, term.token) * 256.0;
                assert!((f64::from(term.weight) - expected).abs() <= 1.0, "{fragment} {term:?} {expected}");
            }
        }
    }

    #[test]
    fn score_is_the_centred_sum() {
        let lexicon = Lexicon::new(&CORPUS);
        let query = query_terms(&lexicon.statistics, &[5, 7, 7, 99]);
        for group in [vec![0, 1], vec![2, 3], vec![3]] {
            let terms = sum_terms(group.iter().map(|i| lexicon.fragments[*i].as_slice()));
            let expected: f64 = [5u32, 7]
                .iter()
                .map(|token| {
                    let own: f64 = group.iter().map(|i| naive(&CORPUS, *i, *token)).sum();
                    let mean: f64 = (0..4).map(|i| naive(&CORPUS, i, *token)).sum::<f64>() / 4.0;
                    (own - group.len() as f64 * mean) / 2.0
                })
                .sum();
            let score = term_product(&query, &terms).unwrap() as f64 / (256.0 * 65_536.0);
            assert!((score - expected).abs() < 0.02, "{group:?}: {score} {expected}");
        }
    }

    #[test]
    fn centred_scores_of_a_whole_corpus_cancel() {
        let lexicon = Lexicon::new(&CORPUS);
        let query = query_terms(&lexicon.statistics, &[1, 3, 5]);
        let all = sum_terms(lexicon.fragments.iter().map(Vec::as_slice));
        assert!(term_product(&query, &all).unwrap().abs() <= 8);
        assert!(query_terms(&lexicon.statistics, &[99]).is_empty());
    }
}
