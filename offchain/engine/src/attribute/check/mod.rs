//! Are scores better than chance? Two checks with stated odds.
//!
//! [`package_permutation_test`] asks whether texts from known sources are attributed to their own source more often
//! than they would be if sources were shuffled; [`exact_copy_recall`] asks whether a copy of an indexed fragment
//! finds that fragment. Scores drawn at random must fail both.
//!
//! [`Questions`] are chosen from a version's material, [`Observed`] holds how they were scored, and [`compare`] sets
//! the index's [`Statistics`] beside those of random scores.

pub mod observed;
pub mod questions;

pub use observed::{by_source, compare, Observed, Outcome, Statistics};
pub use questions::{check_fragments, evenly, Questions, Snippet};

use crate::random::Random;

/// Result of [`package_permutation_test`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PermutationTest {
    /// Share of the texts whose own source has the largest score.
    pub accuracy: f64,
    /// The mean of that share over shuffled sources: what chance gives.
    pub chance: f64,
    /// Probability of an accuracy this high by chance, (1 + shuffles at least as good) / (1 + shuffles).
    pub p: f64,
}

/// `scores[i][s]` is the score of source s for text i, `sources[i]` the source text i really has. Sources are
/// shuffled among the texts (Phipson & Smyth 2010 for the estimate of p, which is never zero).
///
/// A text's largest score counts only if it is above all others: a score that ties everything finds nothing.
pub fn package_permutation_test(
    scores: &[Vec<f64>],
    sources: &[usize],
    permutations: u32,
    seed: u64,
) -> PermutationTest {
    assert_eq!(scores.len(), sources.len(), "one source for each text");
    let winners: Vec<Option<usize>> = scores.iter().map(|scores| strictly_largest(scores)).collect();
    let hits = |order: &dyn Fn(usize) -> usize| {
        winners.iter().enumerate().filter(|(text, winner)| **winner == Some(sources[order(*text)])).count()
    };
    let observed = hits(&|text| text);
    let mut random = Random::new("openledger/permutation-test/1", seed, 0);
    let (mut at_least, mut all) = (0u32, 0usize);
    for _ in 0..permutations {
        let order = random.permutation(sources.len());
        let shuffled = hits(&|text| order[text]);
        all += shuffled;
        at_least += u32::from(shuffled >= observed);
    }
    let texts = sources.len().max(1) as f64;
    PermutationTest {
        accuracy: observed as f64 / texts,
        chance: all as f64 / f64::from(permutations.max(1)) / texts,
        p: f64::from(1 + at_least) / f64::from(1 + permutations),
    }
}

/// Position of the value above all others.
fn strictly_largest(scores: &[f64]) -> Option<usize> {
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut at_best = scores.iter().enumerate().filter(|(_, score)| **score == best).map(|(position, _)| position);
    match (at_best.next(), at_best.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// Share of the queries whose own fragment is among the first `top` that were found.
pub fn exact_copy_recall<F: PartialEq>(found: &[Vec<F>], own: &[F], top: usize) -> f64 {
    assert_eq!(found.len(), own.len(), "one fragment for each query");
    let hits = found.iter().zip(own).filter(|(found, own)| found.iter().take(top).any(|f| f == *own)).count();
    hits as f64 / own.len().max(1) as f64
}

/// Mean share of max(0, score) that each text's own source receives; texts without any positive score count as 0.
pub fn own_share(scores: &[Vec<f64>], sources: &[usize]) -> f64 {
    let share = |scores: &[f64], own: usize| {
        let all: f64 = scores.iter().map(|score| score.max(0.0)).sum();
        if all > 0.0 {
            scores[own].max(0.0) / all
        } else {
            0.0
        }
    };
    let sum: f64 = scores.iter().zip(sources).map(|(scores, own)| share(scores, *own)).sum();
    sum / sources.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random_scores(texts: usize, sources: usize, seed: u64) -> Vec<Vec<f64>> {
        let mut random = Random::new("test/check", seed, 0);
        (0..texts).map(|_| (0..sources).map(|_| random.unit()).collect()).collect()
    }

    #[test]
    fn random_scores_fail() {
        let sources: Vec<usize> = (0..60).map(|i| i % 3).collect();
        let passed = (0..40)
            .filter(|seed| package_permutation_test(&random_scores(60, 3, *seed), &sources, 400, *seed).p < 0.01)
            .count();
        assert!(passed <= 2, "{passed} of 40 random scores passed at 1 %");
    }

    #[test]
    fn favouring_one_source_is_no_better_than_chance() {
        let sources: Vec<usize> = (0..60).map(|i| usize::from(i % 10 != 0)).collect();
        let always_one = vec![vec![0.0, 1.0]; 60];
        let test = package_permutation_test(&always_one, &sources, 400, 1);
        assert_eq!((test.accuracy, test.p), (0.9, 1.0));
    }

    #[test]
    fn ties_find_nothing() {
        let test = package_permutation_test(&vec![vec![0.0; 3]; 60], &vec![0; 60], 100, 1);
        assert_eq!((test.accuracy, test.p), (0.0, 1.0));
    }

    #[test]
    fn informative_scores_pass() {
        let sources: Vec<usize> = (0..60).map(|i| i % 3).collect();
        let mut scores = random_scores(60, 3, 5);
        for (scores, own) in scores.iter_mut().zip(&sources) {
            scores[*own] += 0.5;
        }
        let test = package_permutation_test(&scores, &sources, 1000, 2);
        assert!(test.p < 0.01 && test.accuracy > test.chance, "{test:?}");
        assert!(own_share(&scores, &sources) > 0.4);
    }

    #[test]
    fn recall_counts_only_the_first_places() {
        let found = vec![vec![1, 2, 3], vec![9, 8, 7]];
        assert_eq!(exact_copy_recall(&found, &[2, 7], 2), 0.5);
        assert_eq!(exact_copy_recall(&found, &[2, 7], 3), 1.0);
    }

    #[test]
    fn random_rankings_have_no_recall() {
        let mut random = Random::new("test/check", 3, 0);
        let found: Vec<Vec<usize>> = (0..100).map(|_| random.permutation(700)).collect();
        let own: Vec<usize> = (0..100).collect();
        assert!(exact_copy_recall(&found, &own, 10) < 0.1);
    }
}
