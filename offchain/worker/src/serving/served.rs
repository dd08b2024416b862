//! An answer with its receipt, as the user gets it.

use crate::{json, models::Finish, payment::standing::Standing};
use openledger_primitives::{receipt::Receipt, split::apportion, AccountBytes, ContributionId, Digest, PPM};
use serde_json::{json, Value};

/// A contribution's part in an answer.
#[derive(Clone, Debug)]
pub struct Part {
    /// The contribution.
    pub contribution: ContributionId,
    /// Who contributed it.
    pub contributor: Option<AccountBytes>,
    /// w(c).
    pub score: i128,
    /// Its share of what is due to the data.
    pub share_ppm: u32,
}

/// A fragment in words.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// Its contribution.
    pub contribution: ContributionId,
    /// Its position there.
    pub fragment: u32,
    /// Its own score.
    pub score: i64,
    /// Path and text, where this worker has them.
    pub text: Option<(String, String)>,
}

/// An answer that was paid for.
#[derive(Clone, Debug)]
pub struct Served {
    /// The text.
    pub text: String,
    /// Why it ends.
    pub finish: Finish,
    /// What the worker states about it.
    pub receipt: Receipt,
    /// The receipt's hash.
    pub hash: Digest,
    /// Where the allocation stands after it.
    pub standing: Standing,
    /// Contributions with a share, the largest first.
    pub parts: Vec<Part>,
    /// The strongest fragments, best first.
    pub excerpts: Vec<Excerpt>,
}

impl Served {
    /// The `openledger` object of the answer's JSON.
    pub fn to_json(&self) -> Value {
        let contributions: Vec<Value> = self
            .parts
            .iter()
            .map(|part| {
                json!({
                    "id": part.contribution,
                    "contributor": part.contributor.map(|account| json::hex(&account)),
                    "score": part.score.to_string(),
                    "share_ppm": part.share_ppm,
                })
            })
            .collect();
        let fragments: Vec<Value> = self
            .excerpts
            .iter()
            .map(|excerpt| {
                json!({
                    "contribution": excerpt.contribution,
                    "fragment": excerpt.fragment,
                    "score": excerpt.score.to_string(),
                    "path": excerpt.text.as_ref().map(|(path, _)| path),
                    "text": excerpt.text.as_ref().map(|(_, text)| text),
                })
            })
            .collect();
        json!({
            "receipt": self.receipt,
            "receipt_hash": json::hex(&self.hash),
            "receipts": self.standing.receipts,
            "receipts_hash": json::hex(&self.standing.receipts_hash),
            "spent": self.standing.spent.to_string(),
            "attribution": { "contributions": contributions, "fragments": fragments },
        })
    }
}

/// Shares in parts per million, by largest remainder as money is shared: (contribution, score, share), the
/// largest first, without those that have none.
pub fn shares(
    scores: &[(ContributionId, i128)],
    weights: &[(ContributionId, u128)],
) -> Vec<(ContributionId, i128, u32)> {
    let values: Vec<u128> = weights.iter().map(|(_, weight)| *weight).collect();
    let mut shares: Vec<(ContributionId, i128, u32)> = scores
        .iter()
        .zip(apportion(u128::from(PPM), &values))
        .map(|((id, score), share)| (*id, *score, u32::try_from(share).unwrap_or(PPM)))
        .filter(|(_, _, share)| *share > 0)
        .collect();
    shares.sort_by_key(|(id, _, share)| (std::cmp::Reverse(*share), *id));
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_whole_and_the_largest_comes_first() {
        let shares = shares(&[(1, 1), (2, -4), (3, 2)], &[(1, 1), (2, 0), (3, 2)]);
        assert_eq!(shares, [(3, 2, 666_667), (1, 1, 333_333)]);
    }
}
