//! How texts of known origin were scored, by an index or at random.

use super::{
    exact_copy_recall, package_permutation_test,
    questions::{refuse, Questions},
    PermutationTest,
};
use crate::{
    attribute::{attribute, Attribution, Index, Result},
    random::Random,
    Adapter, Base, Error, Tokens,
};
use openledger_primitives::{receipt::TOP_FRAGMENTS, ContributionId};
use rayon::prelude::*;
use std::ops::ControlFlow;

/// Own sources must be found so much more often than by chance.
pub const SIGNIFICANCE: f64 = 0.01;

/// This part of all copies must be found.
pub const COPIES_FOUND: f64 = 0.95;

/// Fewer shuffles cannot show a p below [`SIGNIFICANCE`].
const FEWEST_PERMUTATIONS: u32 = 100;

/// How often random scores are drawn. One draw passes the first check once in a hundred times; that the middle one
/// of nine does is out of the question.
const CONTROL_DRAWS: u64 = 9;

/// Texts asked between two reports of progress.
const AT_ONCE: usize = 16;

/// A fragment: its contribution and its position there.
pub type Place = (ContributionId, u32);

/// How texts of known origin were scored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observed {
    /// For each snippet, what every source's contributions scored together ([`by_source`]).
    pub scores: Vec<Vec<f64>>,
    /// For each snippet, where it really comes from.
    pub sources: Vec<usize>,
    /// For each copy, the strongest fragments.
    pub found: Vec<Vec<Place>>,
    /// For each copy, where it really stands.
    pub own: Vec<Place>,
}

/// What became of the two checks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statistics {
    /// How often snippets went back to their own source.
    pub test: PermutationTest,
    /// Part of the copies that found themselves among the strongest [`TOP_FRAGMENTS`].
    pub copies: f64,
}

impl Statistics {
    /// Whether snippets went back to their source more often than chance explains.
    pub fn sources_found(&self) -> bool {
        self.test.p < SIGNIFICANCE
    }

    /// Whether copies found themselves.
    pub fn copies_found(&self) -> bool {
        self.copies >= COPIES_FOUND
    }
}

/// What every source gets of an answer, up to a factor: a contribution's share is its score, or nothing below zero.
pub fn by_source(
    scores: &[(ContributionId, i128)],
    sources: usize,
    source_of: impl Fn(ContributionId) -> Option<usize>,
) -> Vec<f64> {
    let mut sums = vec![0f64; sources];
    for (contribution, score) in scores {
        if let Some(sum) = source_of(*contribution).and_then(|source| sums.get_mut(source)) {
            *sum += (*score).max(0) as f64;
        }
    }
    sums
}

impl Observed {
    /// Asks an index as serving does, without generating anything. `progress` is told how many texts of how many
    /// were asked, and may stop it.
    pub fn of_index(
        base: &Base,
        adapter: &Adapter,
        index: &Index,
        questions: &Questions,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Self> {
        let (parameters, expected) = (adapter.layout().len() as u64, index.basis.projection.parameters);
        if parameters != expected {
            return refuse(format!(
                "the index was built for an adapter of {expected} values, this one has {parameters}: they belong to \
                 different versions"
            ));
        }
        let snippets = questions.snippets.iter().map(|snippet| &snippet.tokens);
        let texts: Vec<&Tokens> = snippets.chain(questions.copies.iter().map(|copy| &copy.tokens)).collect();
        let mut answers: Vec<Attribution> = Vec::with_capacity(texts.len());
        for chunk in texts.chunks(AT_ONCE) {
            if progress(answers.len(), texts.len()).is_break() {
                return Err(Error::Cancelled.into());
            }
            let answered = chunk.par_iter().map(|tokens| attribute(base, adapter, index, tokens, &[]));
            answers.extend(answered.collect::<Result<Vec<_>>>()?);
        }
        // Nothing is left that could be stopped.
        let _ = progress(texts.len(), texts.len());
        let (to_snippets, to_copies) = answers.split_at(questions.snippets.len());
        let mut observed = Self::default();
        observed.add_snippets(questions, to_snippets.iter().map(|answer| answer.scores.as_slice()));
        observed.add_copies(
            questions,
            to_copies.iter().map(|answer| {
                answer.fragments.iter().map(|fragment| (fragment.contribution, fragment.fragment)).collect()
            }),
        );
        Ok(observed)
    }

    /// Draws every score at random instead: of each contribution for each snippet, of each fragment for each copy.
    pub fn at_random(index: &Index, questions: &Questions, seed: u64, draw: u64) -> Self {
        let mut random = Random::new("openledger/random-scores/1", seed, draw);
        let mut observed = Self::default();
        let mut score = || i128::from(random.below(1 << 32)) - (1 << 31);
        let scores: Vec<Vec<(ContributionId, i128)>> = (questions.snippets.iter())
            .map(|_| index.sketches.iter().map(|sketch| (sketch.contribution, score())).collect())
            .collect();
        observed.add_snippets(questions, scores.iter().map(Vec::as_slice));
        let place = |position: usize| {
            let fragment = &index.fragments[position];
            (fragment.sketch.contribution, fragment.fragment)
        };
        observed.add_copies(
            questions,
            questions.copies.iter().map(|_| {
                random.permutation(index.fragments.len()).into_iter().take(TOP_FRAGMENTS).map(place).collect()
            }),
        );
        observed
    }

    fn add_snippets<'a>(&mut self, questions: &Questions, scores: impl Iterator<Item = &'a [(ContributionId, i128)]>) {
        let count = questions.count_sources();
        self.sources.extend(questions.snippets.iter().map(|snippet| snippet.source));
        self.scores.extend(scores.map(|scores| by_source(scores, count, |id| questions.sources.get(&id).copied())));
    }

    fn add_copies(&mut self, questions: &Questions, found: impl Iterator<Item = Vec<Place>>) {
        self.own.extend(questions.copies.iter().map(|copy| (copy.contribution, copy.fragment)));
        self.found.extend(found);
    }

    /// Both checks on what was observed.
    pub fn statistics(&self, permutations: u32, seed: u64) -> Statistics {
        Statistics {
            test: package_permutation_test(&self.scores, &self.sources, permutations, seed),
            copies: exact_copy_recall(&self.found, &self.own, TOP_FRAGMENTS),
        }
    }
}

/// What an index achieves, and what scores drawn at random achieve instead. Checks that random scores pass too are
/// worth nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Of the index.
    pub index: Statistics,
    /// Of random scores: the draw whose p is the middle one of all draws.
    pub random: Statistics,
}

impl Outcome {
    /// Whether random scores fail both checks.
    pub fn random_fails(&self) -> bool {
        !self.random.sources_found() && !self.random.copies_found()
    }

    /// Whether the index passes both checks and random scores pass none.
    pub fn passed(&self) -> bool {
        self.index.sources_found() && self.index.copies_found() && self.random_fails()
    }
}

/// Compares what was observed of an index with random scores.
pub fn compare(
    observed: &Observed,
    index: &Index,
    questions: &Questions,
    permutations: u32,
    seed: u64,
) -> Result<Outcome> {
    if permutations < FEWEST_PERMUTATIONS {
        return refuse(format!(
            "{permutations} permutations cannot show p below {SIGNIFICANCE}: ask for at least {FEWEST_PERMUTATIONS}"
        ));
    }
    let mut draws: Vec<Statistics> = (0..CONTROL_DRAWS)
        .map(|draw| Observed::at_random(index, questions, seed, draw).statistics(permutations, seed))
        .collect();
    draws.sort_by(|a, b| a.test.p.total_cmp(&b.test.p));
    let random = draws[draws.len() / 2];
    Ok(Outcome { index: observed.statistics(permutations, seed), random })
}
