//! Integer scores are exact, whoever computes them.

use num_bigint::BigInt;
use openledger_primitives::{
    content::ContentId,
    merkle, merkle_sum,
    receipt::{credit_weights, credits_root},
    sketch::{
        gradient_product, index_leaves, index_root, score, term_product, ContributionSketch, IndexHeader, QuerySketch,
        ScoreRule, SketchError, Term,
    },
    split::apportion,
};
use proptest::{
    collection::{btree_map, vec},
    prelude::*,
};

fn terms() -> impl Strategy<Value = Vec<Term>> {
    btree_map(0u32..60, any::<i32>(), 0..40)
        .prop_map(|terms| terms.into_iter().map(|(token, weight)| Term { token, weight }).collect())
}

fn term_product_by_the_book(a: &[Term], b: &[Term]) -> BigInt {
    let mut sum = BigInt::from(0);
    for x in a {
        for y in b {
            if x.token == y.token {
                sum += BigInt::from(x.weight) * BigInt::from(y.weight);
            }
        }
    }
    sum
}

fn sketch(gradient: Vec<i8>, gradient_scale: u32, terms: Vec<Term>) -> ContributionSketch {
    ContributionSketch { contribution: 3, fragments: 1, gradient, gradient_scale, terms }
}

proptest! {
    #[test]
    fn the_term_product_agrees_with_the_book(a in terms(), b in terms()) {
        let found = term_product(&a, &b).expect("both are sorted");
        prop_assert_eq!(BigInt::from(found), term_product_by_the_book(&a, &b));
        prop_assert_eq!(term_product(&b, &a), Ok(found));
    }

    #[test]
    fn a_list_that_is_not_increasing_is_refused(mut a in terms(), b in terms(), at in any::<prop::sample::Index>()) {
        prop_assume!(!a.is_empty());
        let twice = a[at.index(a.len())];
        a.insert(at.index(a.len()), twice);
        prop_assert_eq!(term_product(&a, &b), Err(SketchError::Unsorted));
        prop_assert_eq!(term_product(&b, &a), Err(SketchError::Unsorted));
    }

    #[test]
    fn the_score_agrees_with_the_book(
        pairs in vec((any::<i8>(), any::<i8>()), 0..200), query in terms(), sum in terms(), scale in any::<u32>(),
        gradient_weight in any::<u32>(), gradient_shift in any::<u8>(), lexical_weight in any::<u32>(), lexical_shift in any::<u8>(),
    ) {
        let rule = ScoreRule { gradient_weight, gradient_shift, lexical_weight, lexical_shift };
        let (left, right): (Vec<i8>, Vec<i8>) = pairs.into_iter().unzip();
        let product: BigInt = left.iter().zip(&right).map(|(a, b)| BigInt::from(*a) * BigInt::from(*b)).sum();
        // BigInt shifts round towards negative infinity, as i128 does.
        let expected = ((product * scale * gradient_weight) >> gradient_shift.min(127))
            + ((term_product_by_the_book(&query, &sum) * lexical_weight) >> lexical_shift.min(127));
        let found = score(&rule, &QuerySketch { gradient: left, terms: query }, &sketch(right, scale, sum));
        prop_assert_eq!(found.map(BigInt::from), Ok(expected));
    }

    #[test]
    fn gradients_of_different_length_are_refused(a in vec(any::<i8>(), 0..9), b in vec(any::<i8>(), 0..9)) {
        prop_assume!(a.len() != b.len());
        prop_assert_eq!(gradient_product(&a, &b), Err(SketchError::Dimensions));
    }

    #[test]
    fn credit_is_paid_by_positive_scores_only(scores in vec(any::<i128>(), 1..20), amount in any::<u128>()) {
        let scores: Vec<_> = scores.into_iter().enumerate().map(|(id, score)| (id as u64, score)).collect();
        let weights: Vec<u128> = credit_weights(&scores).into_iter().map(|(_, weight)| weight).collect();
        let parts = apportion(amount, &weights);
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        for ((_, score), part) in scores.iter().zip(parts) {
            prop_assert!(*score > 0 || part == 0);
        }
    }
}

#[test]
fn the_extremes_of_a_gradient_do_not_overflow() {
    let lowest = vec![i8::MIN; 4096];
    assert_eq!(gradient_product(&lowest, &lowest), Ok(4096 << 14));
    let rule = ScoreRule { gradient_weight: u32::MAX, gradient_shift: 0, lexical_weight: 0, lexical_shift: 0 };
    let query = QuerySketch { gradient: lowest.clone(), terms: vec![] };
    assert!(score(&rule, &query, &sketch(lowest, u32::MAX, vec![])).is_ok());
}

#[test]
fn a_negative_score_is_shifted_towards_negative_infinity() {
    let rule = ScoreRule { gradient_weight: 1, gradient_shift: 1, lexical_weight: 1, lexical_shift: 0 };
    let query = QuerySketch { gradient: vec![1], terms: vec![] };
    assert_eq!(score(&rule, &query, &sketch(vec![-1], 1, vec![])), Ok(-1));
}

#[test]
fn an_index_commits_to_its_header_and_every_sketch() {
    let header = IndexHeader {
        rule: ScoreRule { gradient_weight: 1, gradient_shift: 0, lexical_weight: 1, lexical_shift: 0 },
        dimensions: 2,
        basis: ContentId([5; 32]),
        contributions: 2,
        fragments: 2,
    };
    let sketches = [sketch(vec![1, 2], 1, vec![]), sketch(vec![3, 4], 1, vec![Term { token: 1, weight: -1 }])];
    let root = index_root(&header, &sketches);
    let leaves = index_leaves(&header, &sketches);
    for (index, leaf) in leaves.iter().enumerate() {
        assert!(merkle::verify(&root, leaf, &merkle::prove(&leaves, index).expect("there are three")));
    }
    let mut other = sketches.clone();
    other[1].terms[0].weight = 1;
    assert_ne!(index_root(&header, &other), root);
    assert_ne!(index_root(&IndexHeader { fragments: 3, ..header }, &sketches), root);
}

#[test]
fn a_receipt_commits_to_every_contribution_even_those_that_earn_nothing() {
    let scores = [(1, 5), (2, -7), (9, 0)];
    let leaves = [(1u64, 5), (2, 0), (9, 0)].map(|(id, sum)| merkle_sum::leaf(&id.to_le_bytes(), sum));
    let root = credits_root(&scores).expect("the sum is small");
    assert_eq!((Some(root), root.sum), (merkle_sum::root(&leaves), 5));
    assert_ne!(credits_root(&scores[..2]).map(|root| root.hash), Some(root.hash));
    assert_eq!(credits_root(&[(1, i128::MAX), (2, i128::MAX), (3, 2)]), None);
}
