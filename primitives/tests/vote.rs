//! Sealed votes and what they decide, against second definitions.

use openledger_primitives::{
    vote::{capped, decayed, decision, judged, loss, weight, KnownAnswer, Penalties, SealedVote, MAX_REPUTATION},
    PPM,
};
use proptest::prelude::*;

const PENALTIES: Penalties = Penalties { tolerance: 20, clip: 60, outlier: 100_000, silence: 150_000 };

fn sealed() -> SealedVote {
    SealedVote { genesis: [1; 32], contribution: 2, round: 0, curator: [3; 32], score: 80, salt: [4; 32] }
}

#[test]
fn a_commitment_binds_everything_it_names() {
    let vote = sealed();
    let others = [
        SealedVote { genesis: [0; 32], ..vote },
        SealedVote { contribution: 3, ..vote },
        SealedVote { round: 1, ..vote },
        SealedVote { curator: [5; 32], ..vote },
        SealedVote { score: 81, ..vote },
        SealedVote { salt: [5; 32], ..vote },
    ];
    for other in others {
        assert_ne!(vote.commitment(), other.commitment());
    }
    let answer = KnownAnswer { genesis: [1; 32], contribution: 2, score: 80, salt: [4; 32] };
    assert_ne!(vote.commitment(), answer.commitment());
    assert_ne!(answer.commitment(), KnownAnswer { score: 81, ..answer }.commitment());
}

#[test]
fn a_commitment_is_what_other_languages_compute() {
    let mut bytes = b"openledger/curator-vote/1\0".to_vec();
    bytes.extend([1; 32]);
    bytes.extend(2u64.to_le_bytes());
    bytes.push(0);
    bytes.extend([3; 32]);
    bytes.push(80);
    bytes.extend([4; 32]);
    assert_eq!(sealed().commitment(), openledger_primitives::hashing::keccak_256(&bytes));
}

#[test]
fn of_two_alike_the_lower_counts() {
    assert_eq!(decision(&[]), None);
    assert_eq!(decision(&[(7, 0)]), Some(7));
    assert_eq!(decision(&[(90, 5), (10, 5)]), Some(10));
    assert_eq!(decision(&[(90, 6), (10, 5)]), Some(90));
    assert_eq!(decision(&[(90, 5), (10, 5), (50, 1)]), Some(50));
}

#[test]
fn one_rich_voice_weighs_a_third_of_four() {
    assert_eq!(capped(&[1_000_000, 100, 100, 100], 333_333), [149, 100, 100, 100]);
    assert_eq!(capped(&[1_000, 100], 333_333), [100, 100]);
    assert_eq!(capped(&[], 333_333), [0u128; 0]);
    assert_eq!(capped(&[0, 0], 333_333), [1, 1]);
}

#[test]
fn losses_grow_to_the_clip_and_silence_costs_no_less() {
    let at = |distance| loss(Some(distance), &PENALTIES);
    assert_eq!([0, 20, 21, 40, 60, 100].map(at), [0, 0, 2_500, 50_000, 100_000, 100_000]);
    assert_eq!(loss(None, &PENALTIES), 150_000);
    assert_eq!(loss(None, &Penalties { silence: 1, ..PENALTIES }), 100_000);
}

#[test]
fn reputation_halves_with_time_and_with_mistakes() {
    let after = |blocks| decayed(100, blocks, 10);
    assert_eq!([0, 5, 10, 15, 20, 70, 1_000_000].map(after), [100, 75, 50, 38, 25, 0, 0]);
    assert_eq!((judged(0, true), judged(95, true), judged(95, false), judged(1, false)), (10, MAX_REPUTATION, 47, 0));
    assert_eq!((weight(7, 0), weight(7, 100), weight(7, 255)), (700, 1_400, 1_400));
}

/// The largest level at which a cut voice has at most its share, found by halving.
fn level_by_halving(weights: &[u128], cap: u32) -> u128 {
    let fits = |level: u128| {
        let sum: u128 = weights.iter().map(|weight| (*weight).min(level)).sum();
        level * u128::from(PPM) <= sum * u128::from(cap)
    };
    let (mut low, mut high) = (0, weights.iter().copied().max().unwrap_or(0));
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if fits(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

proptest! {
    #[test]
    fn weights_are_capped_as_a_second_definition_says(
        weights in proptest::collection::vec(1u128..1_000_000_000_000, 1..33),
        cap in 100_000u32..=PPM,
    ) {
        let cut = capped(&weights, cap);
        let level = level_by_halving(&weights, cap);
        if level == 0 {
            prop_assert!(cut.iter().all(|weight| *weight == cut[0]));
        } else {
            let expected: Vec<u128> = weights.iter().map(|weight| (*weight).min(level)).collect();
            prop_assert_eq!(&cut, &expected);
        }
    }

    #[test]
    fn the_decision_is_the_least_score_that_half_the_weight_does_not_exceed(
        voices in proptest::collection::vec((0u8..=100, 1u128..1_000_000), 1..33),
    ) {
        let total: u128 = voices.iter().map(|(_, weight)| weight).sum();
        let up_to = |limit: u8| -> u128 {
            voices.iter().filter(|(score, _)| *score <= limit).map(|(_, weight)| weight).sum()
        };
        let expected = (0..=100u8).find(|limit| 2 * up_to(*limit) >= total);
        prop_assert_eq!(decision(&voices), expected);
    }

    #[test]
    fn clipping_scores_towards_the_decision_does_not_move_it(
        voices in proptest::collection::vec((0u8..=100, 1u128..1_000_000), 1..33),
        clip in 0u8..=100,
    ) {
        let middle = decision(&voices).unwrap();
        let (low, high) = (middle.saturating_sub(clip), middle.saturating_add(clip));
        let clipped: Vec<(u8, u128)> = voices.iter().map(|(score, weight)| ((*score).clamp(low, high), *weight)).collect();
        prop_assert_eq!(decision(&clipped), Some(middle));
    }

    #[test]
    fn a_minority_cannot_leave_the_range_of_the_others(
        honest in proptest::collection::vec(60u8..=80, 3..20),
        liar in 0u8..=100,
    ) {
        let mut voices: Vec<(u8, u128)> = honest.iter().map(|score| (*score, 10)).collect();
        voices.extend((1..honest.len()).map(|_| (liar, 10)));
        let decided = decision(&voices).unwrap();
        prop_assert!((60..=80).contains(&decided));
    }

    #[test]
    fn no_loss_is_above_that_of_silence(distance in 0u8..=100, tolerance in 0u8..=100, clip in 0u8..=100) {
        let penalties = Penalties { tolerance, clip, ..PENALTIES };
        prop_assert!(loss(Some(distance), &penalties) <= loss(None, &penalties));
    }

    #[test]
    fn reputation_never_grows_by_waiting(reputation in 0u8..=100, blocks in 0u64..1_000_000, half_life in 1u32..100_000) {
        let later = decayed(reputation, blocks + 1, half_life);
        prop_assert!(later <= decayed(reputation, blocks, half_life));
    }
}
