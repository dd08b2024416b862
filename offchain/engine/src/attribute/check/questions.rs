//! What an index is asked when it is checked, and who ought to be found.

use crate::{
    attribute::{index::FragmentSketch, Error, Index, IndexedFragment, Result},
    Tokens,
};
use openledger_primitives::{sketch::AVERAGE_FRAGMENT, ContributionId};
use std::collections::{BTreeMap, BTreeSet};

/// With fewer texts a permutation test says little.
pub const FEWEST_SNIPPETS: usize = 50;

/// A text that nobody trained on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Where it really comes from.
    pub source: usize,
    /// What is asked.
    pub tokens: Tokens,
}

/// Texts of known origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questions {
    /// The source of each contribution; sources are numbered from 0.
    pub sources: BTreeMap<ContributionId, usize>,
    /// Held-out texts, which ought to go back to their source.
    pub snippets: Vec<Snippet>,
    /// Training fragments, which ought to find themselves.
    pub copies: Vec<IndexedFragment>,
}

impl Questions {
    /// Chooses at most so many snippets, as many of each source as there are, and so many copies, all at equal
    /// distances: the same material gives the same questions.
    pub fn choose(
        sources: BTreeMap<ContributionId, usize>,
        training: &[IndexedFragment],
        held_out: &[(ContributionId, Tokens)],
        snippets: usize,
        copies: usize,
    ) -> Result<Self> {
        let mut by_source: BTreeMap<usize, Vec<&Tokens>> =
            sources.values().map(|source| (*source, Vec::new())).collect();
        if by_source.len() < 2 {
            return refuse("nothing can be told apart with fewer than two sources".into());
        }
        for (contribution, tokens) in held_out {
            let of_source = sources.get(contribution).and_then(|source| by_source.get_mut(source));
            let Some(of_source) = of_source else {
                return refuse(format!("contribution {contribution} has no source"));
            };
            of_source.push(tokens);
        }
        check_numbers(by_source.values().map(Vec::len), snippets, copies)?;
        let quotas = quotas(&by_source.values().map(Vec::len).collect::<Vec<_>>(), snippets);
        let chosen = by_source.iter().zip(quotas).flat_map(|((source, texts), quota)| {
            evenly(texts, quota).map(|tokens| Snippet { source: *source, tokens: (*tokens).clone() })
        });
        Ok(Self { snippets: chosen.collect(), copies: evenly(training, copies).cloned().collect(), sources })
    }

    /// How many sources there are.
    pub fn count_sources(&self) -> usize {
        self.sources.values().max().map_or(0, |last| last + 1)
    }
}

fn check_numbers(held_out: impl Iterator<Item = usize> + Clone, snippets: usize, copies: usize) -> Result<()> {
    if snippets < FEWEST_SNIPPETS {
        return refuse(format!("{snippets} snippets are too few: ask for at least {FEWEST_SNIPPETS}"));
    }
    if copies == 0 {
        return refuse("without copies there is nothing to find: ask for at least 1".into());
    }
    let all: usize = held_out.clone().sum();
    if all < FEWEST_SNIPPETS {
        return refuse(format!(
            "the recipe holds {all} fragments of these contributions out, at least {FEWEST_SNIPPETS} are needed: bring \
             more documents or train with a larger held-out part"
        ));
    }
    if held_out.filter(|fragments| *fragments > 0).count() < 2 {
        return refuse(
            "all held-out documents come from one source: texts of at least two have to be told apart".into(),
        );
    }
    Ok(())
}

/// Deals `wanted` places out one by one; who has nothing left is passed over.
fn quotas(available: &[usize], wanted: usize) -> Vec<usize> {
    let mut quotas = vec![0; available.len()];
    let mut left = wanted.min(available.iter().sum());
    while left > 0 {
        for (quota, available) in quotas.iter_mut().zip(available) {
            if left > 0 && *quota < *available {
                *quota += 1;
                left -= 1;
            }
        }
    }
    quotas
}

/// At most `count` items at equal distances.
pub fn evenly<T>(items: &[T], count: usize) -> impl Iterator<Item = &T> {
    let taken = count.min(items.len());
    (0..taken).map(move |i| &items[i * items.len() / taken])
}

/// Refuses fragments that are not the ones an index was built from: other contributions, other positions, other
/// tokens.
pub fn check_fragments(index: &Index, fragments: &[IndexedFragment]) -> Result<()> {
    let mut given: BTreeMap<ContributionId, BTreeMap<u32, &IndexedFragment>> = BTreeMap::new();
    for fragment in fragments {
        given.entry(fragment.contribution).or_default().insert(fragment.fragment, fragment);
    }
    for indexed in index.fragments.chunk_by(|a, b| a.sketch.contribution == b.sketch.contribution) {
        let contribution = indexed[0].sketch.contribution;
        let Some(own) = given.remove(&contribution) else {
            return refuse(format!(
                "the index holds contribution {contribution}, of which there is no training fragment"
            ));
        };
        let same_places = own.keys().eq(indexed.iter().map(|sketch| &sketch.fragment));
        if !same_places {
            return refuse(format!(
                "contribution {contribution} is cut into {} training fragments here and into {} others in the index: \
                 its bundle or the recipe belongs to another version",
                own.len(),
                indexed.len()
            ));
        }
        if let Some((fragment, _)) = own.values().zip(indexed).find(|(fragment, sketch)| !same_tokens(fragment, sketch))
        {
            return refuse(format!(
                "fragment {} of contribution {contribution} has other tokens in the index: bundle, recipe or base \
                 belongs to another version",
                fragment.fragment
            ));
        }
    }
    match given.keys().next() {
        None => Ok(()),
        Some(contribution) => refuse(format!("contribution {contribution} is not in the index")),
    }
}

/// Whether a sketch has the fragment's distinct tokens.
fn same_tokens(fragment: &IndexedFragment, sketch: &FragmentSketch) -> bool {
    let tokens: BTreeSet<u32> = fragment.tokens.iter().copied().collect();
    let terms = sketch.sketch.terms.iter().map(|term| term.token);
    terms.filter(|token| *token != AVERAGE_FRAGMENT).eq(tokens)
}

pub(super) fn refuse<T>(problem: String) -> Result<T> {
    Err(Error::Check(problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material(held_out: &[(ContributionId, usize)]) -> Vec<(ContributionId, Tokens)> {
        held_out.iter().flat_map(|(id, count)| (0..*count).map(|n| (*id, vec![*id as u32, n as u32]))).collect()
    }

    fn choose(sources: &[(ContributionId, usize)], held_out: &[(ContributionId, usize)]) -> Result<Questions> {
        Questions::choose(sources.iter().copied().collect(), &[], &material(held_out), 60, 100)
    }

    #[test]
    fn snippets_are_spread_over_sources_and_over_each_source() {
        let questions = choose(&[(1, 0), (2, 0), (7, 1), (9, 2)], &[(1, 40), (2, 40), (7, 5), (9, 100)]).unwrap();
        let of = |source| questions.snippets.iter().filter(move |snippet| snippet.source == source);
        assert_eq!([0, 1, 2].map(|source| of(source).count()), [28, 5, 27]);
        assert_eq!(of(0).filter(|snippet| snippet.tokens[0] == 1).count(), 14);
        assert!(of(2).next_back().unwrap().tokens[1] > 90);
    }

    #[test]
    fn what_can_show_nothing_is_refused() {
        let problem = |sources: &[(ContributionId, usize)], held_out: &[(ContributionId, usize)]| {
            choose(sources, held_out).unwrap_err().to_string()
        };
        assert!(problem(&[(1, 0), (2, 0)], &[(1, 90)]).contains("two sources"));
        assert!(problem(&[(1, 0), (2, 1)], &[(1, 24), (2, 25)]).contains("holds 49 fragments"));
        assert!(problem(&[(1, 0), (2, 1)], &[(1, 90)]).contains("from one source"));
        assert!(problem(&[(1, 0), (2, 1)], &[(1, 90), (3, 90)]).contains("contribution 3 has no source"));
        let few = Questions::choose([(1, 0), (2, 1)].into(), &[], &material(&[(1, 60), (2, 60)]), 49, 1);
        assert!(few.unwrap_err().to_string().contains("at least 50"));
    }
}
