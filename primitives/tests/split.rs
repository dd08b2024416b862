//! Splits conserve every planck and agree with a second implementation in arbitrary precision.

use num_bigint::BigUint;
use openledger_primitives::{
    split::{
        apportion, data_share_of_receipt_down, fee_down, mul_div_down, royalty_split, share_down, split, Economics,
        SplitError,
    },
    Amount, Ppm, VersionId, PPM,
};
use proptest::{collection::vec, prelude::*};

const GENESIS: Economics =
    Economics { platform: 50_000, worker: 300_000, builder: 200_000, stakers: 0, royalty_cap: 300_000, data: 450_000 };

fn big(number: u128) -> BigUint {
    BigUint::from(number)
}

/// Hamilton's method as a textbook tells it: sort by remainder, hand out one by one.
fn apportion_by_the_book(total: u128, weights: &[u128]) -> Vec<u128> {
    if weights.is_empty() {
        return Vec::new();
    }
    let weights: Vec<BigUint> = if weights.iter().all(|weight| *weight == 0) {
        vec![big(1); weights.len()]
    } else {
        weights.iter().map(|weight| big(*weight)).collect()
    };
    let sum: BigUint = weights.iter().sum();
    let mut parts: Vec<BigUint> = weights.iter().map(|weight| big(total) * weight / &sum).collect();
    let remainders: Vec<BigUint> = weights.iter().map(|weight| big(total) * weight % &sum).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| remainders[*b].cmp(&remainders[*a]).then(a.cmp(b)));
    let mut left = big(total) - parts.iter().sum::<BigUint>();
    for index in order {
        if left == big(0) {
            break;
        }
        parts[index] += 1u32;
        left -= 1u32;
    }
    parts.into_iter().map(|part| u128::try_from(part).expect("a part is at most the total")).collect()
}

/// Small numbers, numbers around powers of two, and any numbers.
fn amounts() -> impl Strategy<Value = u128> {
    prop_oneof![
        Just(0),
        Just(1),
        Just(u128::MAX),
        Just(u128::MAX - 1),
        0u128..2_000,
        (0u32..128, 0u128..3).prop_map(|(bit, more)| (1u128 << bit).wrapping_add(more).wrapping_sub(1)),
        any::<u128>(),
        any::<u64>().prop_map(u128::from),
    ]
}

/// Economics whose shares add up to one whole: four cuts of the line from 0 to 10^6.
fn economics() -> impl Strategy<Value = Economics> {
    (prop::array::uniform4(0..=PPM), 0..=PPM).prop_map(|(mut cuts, royalty_cap)| {
        cuts.sort_unstable();
        Economics {
            platform: cuts[0],
            worker: cuts[1] - cuts[0],
            builder: cuts[2] - cuts[1],
            stakers: cuts[3] - cuts[2],
            data: PPM - cuts[3],
            royalty_cap,
        }
    })
}

/// Up to 32 ancestors whose shares add up to at most one whole.
fn royalties() -> impl Strategy<Value = Vec<(VersionId, Ppm)>> {
    vec((any::<VersionId>(), 0..=PPM / 32), 0..32)
}

fn assert_parts_add_up(income: Amount, economics: &Economics, royalties: &[(VersionId, Ppm)], has_data: bool) {
    let parts = split(income, economics, royalties, has_data).expect("terms are sound");
    let owed: BigUint = parts.royalties.iter().map(|(_, amount)| big(*amount)).sum();
    let direct = [parts.platform, parts.worker, parts.builder, parts.stakers, parts.data];
    let sum = direct.into_iter().map(big).sum::<BigUint>() + owed;
    assert_eq!(sum, big(income), "the parts of {income} under {economics:?} and {royalties:?}");
}

proptest! {
    #[test]
    fn mul_div_agrees_with_arbitrary_precision(a in amounts(), b in amounts(), c in amounts()) {
        let expected = if c == 0 { None } else { u128::try_from(big(a) * big(b) / big(c)).ok() };
        prop_assert_eq!(mul_div_down(a, b, c), expected);
    }

    #[test]
    fn share_agrees_with_arbitrary_precision(amount in amounts(), share in 0..=PPM) {
        let expected = big(amount) * big(share.into()) / big(PPM.into());
        prop_assert_eq!(big(share_down(amount, share)), expected);
    }

    #[test]
    fn a_share_above_one_whole_is_one_whole(amount in amounts(), share in PPM..) {
        prop_assert_eq!(share_down(amount, share), amount);
    }

    #[test]
    fn fee_agrees_with_arbitrary_precision(
        input in any::<u32>(), output in any::<u32>(), input_price in amounts(), output_price in amounts(),
    ) {
        let exact = big(input.into()) * big(input_price) + big(output.into()) * big(output_price);
        let fits = exact <= big(u128::MAX);
        let expected = fits.then(|| u128::try_from(exact / 1_000u32).expect("it fits before it is divided"));
        prop_assert_eq!(fee_down(input, output, input_price, output_price), expected);
    }

    #[test]
    fn apportion_agrees_with_the_book(total in amounts(), weights in vec(amounts(), 0..40)) {
        prop_assert_eq!(apportion(total, &weights), apportion_by_the_book(total, &weights));
    }

    #[test]
    fn apportion_agrees_with_the_book_on_equal_weights(total in amounts(), weight in amounts(), n in 1usize..40) {
        let weights = vec![weight; n];
        prop_assert_eq!(apportion(total, &weights), apportion_by_the_book(total, &weights));
    }

    #[test]
    fn apportion_conserves(total in amounts(), weights in vec(amounts(), 1..60)) {
        let sum: BigUint = apportion(total, &weights).into_iter().map(big).sum();
        prop_assert_eq!(sum, big(total));
    }

    #[test]
    fn a_weight_of_zero_gets_nothing(total in amounts(), mut weights in vec(amounts(), 2..20), at in any::<prop::sample::Index>()) {
        let at = at.index(weights.len());
        weights[at] = 0;
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        prop_assert_eq!(apportion(total, &weights)[at], 0);
    }

    #[test]
    fn a_split_conserves(
        income in amounts(), economics in economics(), royalties in royalties(), has_data in any::<bool>(),
    ) {
        assert_parts_add_up(income, &economics, &royalties, has_data);
    }

    /// Each part against its exact share, computed from the definition: royalties off the top of the version's
    /// part, the rest of it in the ratio of builder, stakers and data.
    #[test]
    fn a_split_is_within_one_planck_of_exact(
        income in amounts(), economics in economics(), royalties in royalties(), has_data in any::<bool>(),
    ) {
        let parts = split(income, &economics, &royalties, has_data).expect("terms are sound");
        let owed: u128 = royalties.iter().map(|(_, share)| u128::from(*share)).sum();
        let whole = u128::from(PPM);
        let (builder, data) = if has_data {
            (u128::from(economics.builder), u128::from(economics.data))
        } else {
            (u128::from(economics.builder) + u128::from(economics.data), 0)
        };
        let version = builder + u128::from(economics.stakers) + data;
        let mut expected = vec![
            (parts.platform, u128::from(economics.platform) * whole),
            (parts.worker, u128::from(economics.worker) * whole),
            (parts.builder, builder * (whole - owed)),
            (parts.stakers, u128::from(economics.stakers) * (whole - owed)),
            (parts.data, data * (whole - owed)),
        ];
        for ((_, share), (_, amount)) in royalties.iter().zip(&parts.royalties) {
            expected.push((*amount, version * u128::from(*share)));
        }
        for (amount, weight) in expected {
            let exact = big(income) * big(weight);
            let found = big(amount) * big(whole * whole);
            let distance = if found > exact { &found - &exact } else { &exact - &found };
            prop_assert!(distance < big(whole * whole), "{amount} is not within one planck of {exact} / 10^12");
        }
    }

    #[test]
    fn receipts_never_owe_the_data_more_than_the_batch_has(
        fees in vec(0..u128::MAX / 64, 1..40), economics in economics(), royalties in royalties(),
    ) {
        let batch = split(fees.iter().sum(), &economics, &royalties, true).expect("terms are sound").data;
        let lines: u128 = fees.iter().map(|fee| data_share_of_receipt_down(*fee, &economics, &royalties)).sum();
        prop_assert!(lines <= batch, "lines {lines} above the batch's {batch}");
        prop_assert!(batch - lines <= fees.len() as u128, "{} planck for {} receipts", batch - lines, fees.len());
    }

    #[test]
    fn a_royalty_conserves_and_keeps_the_ratio(
        amount in amounts(), economics in economics(), has_data in any::<bool>(),
    ) {
        let parts = royalty_split(amount, &economics, has_data);
        prop_assert_eq!(big(parts.builder) + big(parts.stakers) + big(parts.data), big(amount));
        if !has_data {
            prop_assert_eq!(parts.data, 0);
        }
        if has_data && economics.builder == economics.data {
            prop_assert!(parts.builder.abs_diff(parts.data) <= 1);
        }
    }
}

#[test]
fn the_story_of_the_module_is_true() {
    let parts = split(1_000, &GENESIS, &[(7, 100_000)], true).expect("terms are sound");
    assert_eq!((parts.platform, parts.worker, parts.builder, parts.stakers, parts.data), (50, 300, 180, 0, 405));
    assert_eq!(parts.royalties, [(7, 65)]);
    let base = royalty_split(65, &GENESIS, false);
    assert_eq!((base.builder, base.stakers, base.data), (65, 0, 0));
}

#[test]
fn ties_go_to_the_lower_index() {
    assert_eq!(apportion(5, &[1, 1, 1]), [2, 2, 1]);
    assert_eq!(apportion(1, &[3, 3]), [1, 0]);
    assert_eq!(apportion(10, &[1, 2, 1]), [3, 5, 2]);
}

#[test]
fn weights_that_are_all_zero_weigh_the_same() {
    assert_eq!(apportion(7, &[0, 0, 0]), [3, 2, 2]);
    assert_eq!(apportion(u128::MAX, &[0, 0]), [u128::MAX / 2 + 1, u128::MAX / 2]);
}

#[test]
fn no_weights_have_no_parts() {
    assert_eq!(apportion(7, &[]), Vec::<u128>::new());
}

#[test]
fn the_largest_numbers_are_apportioned() {
    assert_eq!(apportion(u128::MAX, &[u128::MAX, u128::MAX, u128::MAX]), [u128::MAX / 3; 3]);
    assert_eq!(apportion(u128::MAX, &[u128::MAX, 0, 1]), [u128::MAX - 1, 0, 1]);
    assert_parts_add_up(u128::MAX, &GENESIS, &[(0, 300_000)], true);
}

#[test]
fn without_data_the_builder_has_the_datas_share() {
    let with = split(1_000_000, &GENESIS, &[], true).expect("terms are sound");
    let without = split(1_000_000, &GENESIS, &[], false).expect("terms are sound");
    assert_eq!((without.builder, without.data), (with.builder + with.data, 0));
}

#[test]
fn an_ancestor_that_is_owed_everything_leaves_nothing() {
    let parts = split(1_000_000, &GENESIS, &[(1, PPM)], true).expect("one whole is not above one whole");
    assert_eq!((parts.builder, parts.stakers, parts.data), (0, 0, 0));
    assert_eq!(parts.royalties, [(1, 650_000)]);
    assert_eq!(data_share_of_receipt_down(1_000_000, &GENESIS, &[(1, PPM)]), 0);
}

#[test]
fn shares_that_do_not_add_up_are_refused() {
    let less = Economics { data: 449_999, ..GENESIS };
    assert_eq!(less.check(), Err(SplitError::SharesDoNotSumToOne));
    let wrapping = Economics { platform: u32::MAX, worker: u32::MAX, ..GENESIS };
    assert_eq!(split(1, &wrapping, &[], true), Err(SplitError::SharesDoNotSumToOne));
}

#[test]
fn royalties_above_one_whole_are_refused() {
    let royalties = [(1, PPM), (2, 1)];
    assert_eq!(split(1, &GENESIS, &royalties, true), Err(SplitError::RoyaltiesAboveOne));
    assert_eq!(data_share_of_receipt_down(1_000, &GENESIS, &royalties), 0);
    assert_eq!(Economics { royalty_cap: PPM + 1, ..GENESIS }.check(), Err(SplitError::RoyaltiesAboveOne));
}

#[test]
fn where_an_ancestor_has_no_shares_its_builder_is_paid() {
    let platform_only = Economics { platform: PPM, worker: 0, builder: 0, stakers: 0, data: 0, royalty_cap: 0 };
    assert_eq!(royalty_split(9, &platform_only, true).builder, 9);
}

#[test]
fn a_fee_is_rounded_once() {
    assert_eq!(fee_down(1, 1, 999, 1), Some(1));
    assert_eq!(fee_down(0, 0, u128::MAX, u128::MAX), Some(0));
    assert_eq!(fee_down(2, 0, u128::MAX, 0), None);
}
