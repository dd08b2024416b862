//! What the receipts of a batch owe each contribution. Pure.

use openledger_primitives::{
    batch::CreditLine,
    merkle_sum,
    receipt::{credit_weights, Receipt},
    split::{apportion, data_share_of_receipt_down, Economics},
    Amount, ContributionId, Ppm, VersionId,
};

/// What shares are in proportion to: max(0, w(c)), or the contributions' sizes when no score is above zero. Both
/// lists are by increasing contribution and name the same ones.
pub fn weights(scores: &[(ContributionId, i128)], sizes: &[(ContributionId, u32)]) -> Vec<(ContributionId, u128)> {
    let weights = credit_weights(scores);
    if weights.iter().any(|(_, weight)| *weight > 0) {
        return weights;
    }
    sizes.iter().map(|(id, fragments)| (*id, u128::from(*fragments))).collect()
}

/// Root and sum over contributions of max(0, w(c)): what a receipt commits to. `None` when the sum leaves 128 bits.
pub fn commitment(scores: &[(ContributionId, i128)]) -> Option<merkle_sum::Node> {
    use codec::Encode;
    let leaves: Vec<merkle_sum::Node> =
        credit_weights(scores).iter().map(|(id, weight)| merkle_sum::leaf(&id.encode(), *weight)).collect();
    merkle_sum::root(&leaves)
}

/// A receipt of a batch with what divides its data part.
pub struct Shared<'a> {
    /// The receipt.
    pub receipt: &'a Receipt,
    /// See [`weights`]; empty for a version without data.
    pub weights: &'a [(ContributionId, u128)],
    /// The version's royalties.
    pub royalties: &'a [(VersionId, Ppm)],
}

/// What one receipt owes each contribution, by increasing id, without those it owes nothing.
pub fn of_receipt(shared: &Shared, economics: &Economics) -> Vec<(ContributionId, Amount)> {
    let data = data_share_of_receipt_down(shared.receipt.fee, economics, shared.royalties);
    let weights: Vec<u128> = shared.weights.iter().map(|(_, weight)| *weight).collect();
    let parts = apportion(data, &weights);
    shared.weights.iter().map(|(id, _)| *id).zip(parts).filter(|(_, amount)| *amount > 0).collect()
}

/// The credit lines of a batch, by (contribution, receipt).
pub fn lines(receipts: &[Shared], economics: &Economics) -> Vec<CreditLine> {
    let mut lines: Vec<CreditLine> = (0u32..)
        .zip(receipts)
        .flat_map(|(position, shared)| {
            of_receipt(shared, economics).into_iter().map(move |(contribution, amount)| CreditLine {
                contribution,
                receipt: position,
                version: shared.receipt.version,
                amount,
            })
        })
        .collect();
    lines.sort_by_key(|line| (line.contribution, line.receipt));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::{receipt::Sampling, recipe::NumericClass, split::split};
    use proptest::prelude::*;

    const ECONOMICS: Economics = Economics {
        platform: 50_000,
        worker: 300_000,
        builder: 200_000,
        stakers: 0,
        royalty_cap: 300_000,
        data: 450_000,
    };

    fn receipt(version: VersionId, fee: Amount) -> Receipt {
        Receipt {
            genesis: [0; 32],
            allocation: 0,
            worker: [0; 32],
            index: 0,
            version,
            request: [0; 32],
            sampling: Sampling { temperature_milli: 0, top_p_milli: 1_000, top_k: 0, max_tokens: 1, seed: 0 },
            prompt: [0; 32],
            output: [0; 32],
            input_tokens: 1,
            output_tokens: 1,
            input_price: 0,
            output_price: 0,
            fee,
            numeric_class: NumericClass::CpuExact,
            engine_build: [0; 32],
            query: [0; 32],
            credits: merkle_sum::empty_root(),
            fragments: Vec::new(),
        }
    }

    #[test]
    fn a_fee_is_divided_by_positive_scores_only() {
        let receipt = receipt(1, 1_000);
        let weights = weights(&[(3, 2), (4, -5), (9, 1)], &[(3, 1), (4, 1), (9, 1)]);
        let shared = Shared { receipt: &receipt, weights: &weights, royalties: &[] };
        assert_eq!(of_receipt(&shared, &ECONOMICS), [(3, 300), (9, 150)]);
    }

    #[test]
    fn without_a_positive_score_size_decides() {
        let receipt = receipt(1, 1_000);
        let weights = weights(&[(3, 0), (4, -5)], &[(3, 10), (4, 5)]);
        let shared = Shared { receipt: &receipt, weights: &weights, royalties: &[(0, 100_000)] };
        assert_eq!(of_receipt(&shared, &ECONOMICS), [(3, 270), (4, 135)]);
    }

    #[test]
    fn a_version_without_data_has_no_lines() {
        let receipt = receipt(1, 1_000);
        let shared = Shared { receipt: &receipt, weights: &[], royalties: &[] };
        assert!(lines(&[shared], &ECONOMICS).is_empty());
    }

    proptest! {
        #[test]
        fn lines_are_sorted_positive_and_add_up_to_what_the_chain_accepts(
            fees in prop::collection::vec(0u128..1_000_000_000_000_000_000_000, 1..20),
            scores in prop::collection::vec(-1_000i128..1_000_000, 1..30),
            royalty in 0u32..300_000,
        ) {
            let scores: Vec<_> = (0u64..).zip(scores).collect();
            let sizes: Vec<_> = scores.iter().map(|(id, _)| (*id, 7)).collect();
            let weights = weights(&scores, &sizes);
            let royalties = [(0, royalty)];
            let receipts: Vec<Receipt> = fees.iter().map(|fee| receipt(1, *fee)).collect();
            let shared: Vec<Shared> =
                receipts.iter().map(|receipt| Shared { receipt, weights: &weights, royalties: &royalties }).collect();
            let lines = lines(&shared, &ECONOMICS);
            prop_assert!(lines.windows(2).all(|pair| (pair[0].contribution, pair[0].receipt) < (pair[1].contribution, pair[1].receipt)));
            prop_assert!(lines.iter().all(|line| line.amount > 0));
            let credited: u128 = lines.iter().map(|line| line.amount).sum();
            let data = split(fees.iter().sum(), &ECONOMICS, &royalties, true).expect("sound terms").data;
            prop_assert!(data >= credited && data - credited <= fees.len() as u128);
        }
    }
}
