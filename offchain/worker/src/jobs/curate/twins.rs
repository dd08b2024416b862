//! Which fragments stood in data accepted before, word for word or nearly so, and where.

use super::near::{Shelf, Sketch};
use openledger_primitives::{fragment::Fragment, hashing::keccak_256, ContributionId, Digest};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Where a fragment stood before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Twin {
    /// The accepted contribution.
    pub contribution: ContributionId,
    /// The fragment there.
    pub fragment: u32,
    /// 1,000 when word for word.
    pub similarity_permille: u32,
    /// Word for word; a near one of 1,000 thousandths differs in punctuation or white space.
    pub exact: bool,
}

/// Finds the twins of one contribution's fragments among the contributions accepted before, which are shown to it one
/// after the other. What it holds grows with the one contribution only.
pub struct Twins {
    words: HashMap<Digest, Vec<u32>>,
    shelf: Shelf,
    twins: Vec<Option<Twin>>,
}

impl Twins {
    /// Of these fragments nothing is known yet.
    pub fn of(fragments: &[Fragment]) -> Self {
        let mut words: HashMap<Digest, Vec<u32>> = HashMap::new();
        for (at, fragment) in (0u32..).zip(fragments) {
            words.entry(keccak_256(fragment.text.as_bytes())).or_default().push(at);
        }
        let shelf = Shelf::of(fragments.iter().map(|fragment| fragment.text.as_str()));
        Self { words, shelf, twins: vec![None; fragments.len()] }
    }

    /// Shows an accepted contribution. A fragment keeps the first twin it finds, but a near one gives way to an exact one.
    pub fn compare(&mut self, contribution: ContributionId, fragments: &[Fragment]) {
        for (number, other) in (0u32..).zip(fragments) {
            let twin = |similarity_permille, exact| Twin { contribution, fragment: number, similarity_permille, exact };
            // Taken out, as each is found once.
            for at in self.words.remove(&keccak_256(other.text.as_bytes())).unwrap_or_default() {
                if let Some(place) = self.twins.get_mut(at as usize) {
                    *place = Some(twin(1_000, true));
                }
            }
            let Some(sketch) = Sketch::of(&other.text) else { continue };
            for (at, permille) in self.shelf.take(&sketch) {
                if let Some(place @ None) = self.twins.get_mut(at as usize) {
                    *place = Some(twin(permille, false));
                }
            }
        }
    }

    /// The twin of each fragment.
    pub fn of_each(&self) -> &[Option<Twin>] {
        &self.twins
    }

    /// Fragments with an exact twin, and with a near one.
    pub fn counts(&self) -> (u32, u32) {
        let count = |exact| self.twins.iter().flatten().filter(|twin| twin.exact == exact).count() as u32;
        (count(true), count(false))
    }

    /// The contribution in which most twins stand, the first on a tie.
    pub fn most(&self) -> Option<ContributionId> {
        let mut counts: BTreeMap<ContributionId, u32> = BTreeMap::new();
        for twin in self.twins.iter().flatten() {
            *counts.entry(twin.contribution).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)));
        most.map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "A vault holds one kind of token and gives out shares of what it holds to whoever deposits.";
    const B: &str = "A heron stands in the shallow water of the pond and waits for a fish that comes too near.";

    fn fragments(texts: &[&str]) -> Vec<Fragment> {
        let fragment =
            |text: &&str| Fragment { document: 0, path: "a.txt".into(), start: 0, end: 1, text: (*text).into() };
        texts.iter().map(fragment).collect()
    }

    #[test]
    fn an_exact_twin_takes_the_place_of_a_near_one_and_the_first_of_its_kind_stays() {
        let near = format!("{A} Indeed.");
        let mut twins = Twins::of(&fragments(&[A, B, A]));
        twins.compare(3, &fragments(&[&near]));
        assert_eq!((twins.counts(), twins.most()), ((0, 2), Some(3)));
        twins.compare(7, &fragments(&[B, A]));
        twins.compare(9, &fragments(&[A, B]));
        assert_eq!((twins.counts(), twins.most()), ((3, 0), Some(7)));
        let exact = |fragment| Some(Twin { contribution: 7, fragment, similarity_permille: 1_000, exact: true });
        assert_eq!(twins.of_each(), [exact(1), exact(0), exact(1)]);
    }

    #[test]
    fn the_twin_is_the_first_of_those_that_hold_most() {
        let mut twins = Twins::of(&fragments(&[A, B]));
        twins.compare(5, &fragments(&[B]));
        twins.compare(2, &fragments(&[A]));
        assert_eq!(twins.most(), Some(2));
        assert_eq!(Twins::of(&fragments(&[A])).most(), None);
    }
}
