//! The lower median, against a second definition of it.

use crate::curation::lower_median;
use proptest::prelude::*;

#[test]
fn of_an_even_number_the_lower_middle_counts() {
    assert_eq!(lower_median(&mut []), None);
    assert_eq!(lower_median(&mut [7]), Some(7));
    assert_eq!(lower_median(&mut [90, 10]), Some(10));
    assert_eq!(lower_median(&mut [90, 10, 50]), Some(50));
    assert_eq!(lower_median(&mut [1, 2, 3, 4]), Some(2));
}

proptest! {
    /// The lower median is the least score that at least half of the scores do not exceed.
    #[test]
    fn at_least_half_do_not_exceed_it(mut scores in proptest::collection::vec(0u8..=100, 1..40)) {
        let at_most = |limit: u8| scores.iter().filter(|score| **score <= limit).count();
        let expected = (0..=100u8).find(|limit| 2 * at_most(*limit) >= scores.len());
        prop_assert_eq!(lower_median(&mut scores), expected);
    }

    /// One voice, whatever it says, moves the result no further than to the neighbouring score.
    #[test]
    fn one_voice_moves_it_to_a_neighbour(scores in proptest::collection::vec(0u8..=100, 3..40), voice in 0u8..=100) {
        let mut sorted = scores.clone();
        let before = lower_median(&mut sorted).unwrap();
        let at = (sorted.len() - 1) / 2;
        let (low, high) = (sorted[at.saturating_sub(1)], sorted[(at + 1).min(sorted.len() - 1)]);
        let mut more = scores.clone();
        more.push(voice);
        let after = lower_median(&mut more).unwrap();
        prop_assert!(low.min(before) <= after && after <= high.max(before));
    }
}
