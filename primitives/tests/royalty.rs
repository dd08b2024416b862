//! A version's list of ancestors: each once, never above the cap, neither dodged nor doubled.

use openledger_primitives::{
    royalty::{flatten, Parent, RoyaltyError},
    Ppm, VersionId, PPM,
};
use proptest::{collection::vec, prelude::*};

const CAP: Ppm = 300_000;
const MAX: usize = 32;

fn only(version: VersionId, share: Ppm, royalties: &[(VersionId, Ppm)]) -> Parent<'_> {
    Parent { version, weight: PPM, share, royalties }
}

fn half(version: VersionId, share: Ppm, royalties: &[(VersionId, Ppm)]) -> Parent<'_> {
    Parent { version, weight: PPM / 2, share, royalties }
}

#[test]
fn a_version_without_parents_owes_nobody() {
    assert_eq!(flatten(&[], CAP, MAX, 0), Ok(vec![]));
}

#[test]
fn the_story_of_the_module_is_true() {
    let tune = flatten(&[only(0, 50_000, &[])], CAP, MAX, 0).expect("one parent");
    assert_eq!(tune, [(0, 50_000)]);
    let second = flatten(&[only(1, 100_000, &tune)], CAP, MAX, 0).expect("one parent");
    assert_eq!(second, [(0, 50_000), (1, 100_000)]);
    let merge = flatten(&[half(1, 100_000, &tune), half(2, 100_000, &second)], CAP, MAX, 0).expect("a merge");
    assert_eq!(merge, [(0, 50_000), (1, 100_000), (2, 50_000)]);
}

#[test]
fn a_diamond_owes_its_origin_exactly_once() {
    // Odd shares, so that rounding each path by itself would lose a part per million.
    let left = flatten(&[only(0, 33_333, &[])], CAP, MAX, 0).expect("one parent");
    let weights = [(1, 333_333), (2, 333_333), (3, 333_334)];
    let parents = weights.map(|(version, weight)| Parent { version, weight, share: 0, royalties: &left });
    assert_eq!(flatten(&parents, CAP, MAX, 0), Ok(vec![(0, 33_333)]));
}

#[test]
fn a_parent_that_is_also_an_ancestor_is_named_once() {
    let tune = flatten(&[only(0, 80_000, &[])], CAP, MAX, 0).expect("one parent");
    let merge = flatten(&[half(0, 80_000, &[]), half(1, 0, &tune)], CAP, MAX, 0);
    assert_eq!(merge, Ok(vec![(0, 80_000)]));
}

#[test]
fn a_version_put_in_between_does_not_cut_off_the_base() {
    let tune = flatten(&[only(0, 50_000, &[])], CAP, MAX, 0).expect("one parent");
    let wrapped = flatten(&[only(1, 0, &tune)], CAP, MAX, 0);
    assert_eq!(wrapped, Ok(vec![(0, 50_000)]));
}

#[test]
fn a_stack_of_greedy_versions_does_not_dilute_the_base() {
    let mut royalties = flatten(&[only(0, 50_000, &[])], CAP, MAX, 0).expect("one parent");
    for version in 1..20 {
        royalties = flatten(&[only(version, PPM, &royalties)], CAP, MAX, 0).expect("below the maximum");
        assert_eq!(royalties[0], (0, 50_000));
        assert!(royalties.iter().map(|(_, share)| share).sum::<Ppm>() <= CAP);
    }
    assert_eq!(royalties, [(0, 50_000), (1, 250_000)]);
}

#[test]
fn inherited_shares_shrink_only_below_a_cap_lowered_since() {
    let royalties = [(0, 100_000), (1, 200_000)];
    let list = flatten(&[only(2, 100_000, &royalties)], 150_000, MAX, 0);
    assert_eq!(list, Ok(vec![(0, 50_000), (1, 100_000)]));
}

#[test]
fn dust_stays_with_the_child() {
    let royalties = [(0, 99), (1, 100)];
    assert_eq!(flatten(&[only(2, 0, &royalties)], CAP, MAX, 100), Ok(vec![(1, 100)]));
}

#[test]
fn merge_weights_that_do_not_add_up_are_refused() {
    assert_eq!(flatten(&[half(0, 0, &[])], CAP, MAX, 0), Err(RoyaltyError::WeightsDoNotSumToOne));
    let wrapping = Parent { version: 0, weight: u32::MAX, share: 0, royalties: &[] };
    assert_eq!(flatten(&[wrapping, wrapping], CAP, MAX, 0), Err(RoyaltyError::WeightsDoNotSumToOne));
}

#[test]
fn a_parent_that_owes_more_than_everything_is_refused_by_name() {
    let royalties = [(0, PPM), (1, 1)];
    assert_eq!(flatten(&[only(5, 0, &royalties)], CAP, MAX, 0), Err(RoyaltyError::StackTooHigh(5)));
    assert_eq!(flatten(&[only(6, PPM + 1, &[])], CAP, MAX, 0), Err(RoyaltyError::StackTooHigh(6)));
}

#[test]
fn more_ancestors_than_a_list_holds_are_refused() {
    let royalties: Vec<_> = (0..MAX as u32).map(|version| (version, 1_000)).collect();
    let list = flatten(&[only(99, 1_000, &royalties)], CAP, MAX, 0);
    assert_eq!(list, Err(RoyaltyError::TooManyAncestors { count: MAX + 1, max: MAX }));
}

/// A lineage: each version has up to three parents among those before it, with weights and a share.
type Births = Vec<(Vec<(prop::sample::Index, Ppm)>, Ppm)>;

fn births() -> impl Strategy<Value = Births> {
    vec((vec((any::<prop::sample::Index>(), 1..=PPM), 0..=3), 0..=100_000u32), 1..24)
}

/// Registers every version in turn and hands each to `visit` with its parents and list.
fn grow(births: &Births, cap: Ppm, mut visit: impl FnMut(&[(usize, Ppm)], &[Vec<(VersionId, Ppm)>])) {
    let mut lists: Vec<Vec<(VersionId, Ppm)>> = Vec::new();
    for (chosen, _) in births {
        let mut parents: Vec<(usize, Ppm)> = Vec::new();
        if !lists.is_empty() {
            let total: u64 = chosen.iter().map(|(_, weight)| u64::from(*weight)).sum();
            for (index, weight) in chosen {
                let weight = u64::from(*weight) * u64::from(PPM) / total;
                parents.push((index.index(lists.len()), weight as Ppm));
            }
            let rest = PPM - parents.iter().map(|(_, weight)| weight).sum::<Ppm>();
            if let Some((_, weight)) = parents.first_mut() {
                *weight += rest;
            }
        }
        let described: Vec<Parent> = parents
            .iter()
            .map(|(parent, weight)| Parent {
                version: *parent as VersionId,
                weight: *weight,
                share: births[*parent].1,
                royalties: &lists[*parent],
            })
            .collect();
        let list = flatten(&described, cap, usize::MAX, 0).expect("weights add up and shares are below one");
        lists.push(list);
        visit(&parents, &lists);
    }
}

proptest! {
    #[test]
    fn a_list_is_sorted_unique_positive_and_below_the_cap(births in births(), cap in 0..=PPM) {
        grow(&births, cap, |_, lists| {
            let list = lists.last().expect("one was just added");
            assert!(list.windows(2).all(|pair| pair[0].0 < pair[1].0), "{list:?}");
            assert!(list.iter().all(|(_, share)| *share > 0), "{list:?}");
            assert!(list.iter().map(|(_, share)| u64::from(*share)).sum::<u64>() <= u64::from(cap), "{list:?}");
        });
    }

    /// Far below the cap, a second computation that follows every path by itself, in parts of 10^12 and rounded
    /// at the end, agrees but for what rounding at each generation takes.
    #[test]
    fn a_list_agrees_with_walking_every_path(births in births()) {
        let births: Births = births.into_iter().map(|(chosen, share)| (chosen, share / 10)).collect();
        let mut exact: Vec<Vec<f64>> = Vec::new();
        grow(&births, PPM, |parents, lists| {
            let mut owed = vec![0.0; births.len()];
            for (parent, weight) in parents {
                let weight = f64::from(*weight) / f64::from(PPM);
                owed[*parent] += weight * f64::from(births[*parent].1);
                for (ancestor, share) in exact[*parent].iter().enumerate() {
                    owed[ancestor] += weight * share;
                }
            }
            let list = lists.last().expect("one was just added");
            for (ancestor, share) in owed.iter().enumerate() {
                let found = list.iter().find(|(version, _)| *version as usize == ancestor).map_or(0, |(_, s)| *s);
                let lost = share - f64::from(found);
                assert!((-1e-3..lists.len() as f64 + 1e-3).contains(&lost), "{ancestor}: {found}, exactly {share}");
            }
            exact.push(owed);
        });
    }
}
