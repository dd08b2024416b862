//! Every sum of money, computed once: fees, shares, and who gets what of an income.
//!
//! # Words
//! - The **economics** say in parts per million what of an income goes to the platform, the worker, the builder,
//!   the stakers and the data. They add up to one whole.
//! - The **version's part** is what is left after platform and worker: builder + stakers + data.
//! - **Royalties** are owed to a version's ancestors ([`crate::royalty`]) as shares of the version's part. They are
//!   taken off its top, so builder, stakers and data bear them in proportion and platform and worker do not.
//!
//! # A story
//! An answer costs 1,000 planck; platform 5 %, worker 30 %, builder 20 %, data 45 %. The version owes its base
//! 10 %. Platform takes 50 and the worker 300. Of the 650 that are left the base takes 65; builder and data share
//! the other 585 as 20 : 45, that is 180 and 405. The base's 65 enter the base's own split: its builder gets all
//! of it, because a base has no data here.
//!
//! # Rounding
//! `_down` rounds towards zero, in favour of whoever pays. A split never rounds money away: [`apportion`] gives
//! the planck that floors leave over to the largest remainders, so parts always add up to the whole.

use crate::{wide::Wide, Amount, Ppm, VersionId, PPM};
use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{cmp::Reverse, fmt};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Prices are per this many tokens.
pub const PRICE_TOKENS: u128 = 1_000;

/// `⌊a · b / c⌋` with a 256-bit product; `None` when `c` is zero or the quotient needs more than 128 bits.
pub fn mul_div_down(a: u128, b: u128, c: u128) -> Option<u128> {
    Wide::product(a, b).divide(Wide::from(c)).map(|(quotient, _)| quotient)
}

/// `⌊amount · share⌋`, for any amount. A share above one whole counts as one whole.
pub fn share_down(amount: Amount, share: Ppm) -> Amount {
    let (whole, share) = (u128::from(PPM), u128::from(share.min(PPM)));
    // amount = q · PPM + r, so amount · share / PPM = q · share + r · share / PPM; both terms are small enough.
    (amount / whole) * share + (amount % whole) * share / whole
}

/// The fee of an answer, `⌊(input tokens · input price + output tokens · output price) / 1000⌋`, rounded once and
/// in favour of the user; `None` when it leaves 128 bits.
pub fn fee_down(input_tokens: u32, output_tokens: u32, input_price: Amount, output_price: Amount) -> Option<Amount> {
    let input = input_price.checked_mul(u128::from(input_tokens))?;
    let output = output_price.checked_mul(u128::from(output_tokens))?;
    Some(input.checked_add(output)? / PRICE_TOKENS)
}

/// Divides `total` in the ratio of `weights` by largest remainder (Hamilton's method).
///
/// Each weight first gets `⌊total · weight / Σ weights⌋`; what is left, always fewer planck than there are
/// weights, goes one by one to the largest remainders, on a tie to the lower index. So:
/// - the parts add up to `total` exactly (no weights, no parts: then nothing is divided);
/// - every part is the exact quotient rounded down or up by less than one planck;
/// - a weight of zero gets nothing, unless all are zero: then all weigh the same.
///
/// Sums and products have 256 bits, so no input overflows.
pub fn apportion(total: Amount, weights: &[u128]) -> Vec<Amount> {
    let sum = weights.iter().fold(Wide::ZERO, |sum, weight| sum.plus(*weight));
    if sum == Wide::ZERO {
        return if weights.is_empty() { Vec::new() } else { apportion(total, &vec![1; weights.len()]) };
    }
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut left = total;
    for (index, weight) in weights.iter().enumerate() {
        // A weight is at most the sum, so the quotient is at most `total`: the default is never used.
        let (part, remainder) = Wide::product(total, *weight).divide(sum).unwrap_or((0, Wide::ZERO));
        left = left.saturating_sub(part);
        parts.push(part);
        remainders.push((Reverse(remainder), index));
    }
    remainders.sort_unstable();
    for (_, index) in remainders {
        if left == 0 {
            break;
        }
        parts[index] += 1;
        left -= 1;
    }
    parts
}

/// How an income is divided. Governance sets it; a receipt is always split by the economics of its batch.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct Economics {
    /// To the chain's treasury.
    pub platform: Ppm,
    /// To the worker that answered.
    pub worker: Ppm,
    /// To the version's builder.
    pub builder: Ppm,
    /// To those who backed the version with stake.
    pub stakers: Ppm,
    /// Most that a version may owe all its ancestors together, as a share of the version's part. Enforced where
    /// a version is linked to its parents ([`crate::royalty::flatten`]), because terms are frozen there: lowering
    /// it later changes no version that exists.
    pub royalty_cap: Ppm,
    /// To the contributors whose data the answer rests on; to the builder where a version has no data.
    pub data: Ppm,
}

/// Why an income cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitError {
    /// Platform, worker, builder, stakers and data do not add up to one whole.
    SharesDoNotSumToOne,
    /// A version would owe its ancestors more than everything.
    RoyaltiesAboveOne,
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::SharesDoNotSumToOne => {
                "platform, worker, builder, stakers and data must add up to 1,000,000 parts per million"
            }
            Self::RoyaltiesAboveOne => "royalties must not add up to more than 1,000,000 parts per million",
        })
    }
}

impl core::error::Error for SplitError {}

impl Economics {
    /// Whether the shares add up to one whole and royalties are capped at no more than one.
    pub fn check(&self) -> Result<(), SplitError> {
        let shares = [self.platform, self.worker, self.builder, self.stakers, self.data];
        if shares.iter().map(|share| u64::from(*share)).sum::<u64>() != u64::from(PPM) {
            return Err(SplitError::SharesDoNotSumToOne);
        }
        if self.royalty_cap > PPM {
            return Err(SplitError::RoyaltiesAboveOne);
        }
        Ok(())
    }
}

/// What an income came to, part by part. The parts add up to the income.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Parts {
    /// To the treasury.
    pub platform: Amount,
    /// To the worker.
    pub worker: Amount,
    /// To the builder.
    pub builder: Amount,
    /// To the stakers.
    pub stakers: Amount,
    /// To each ancestor, in the order of the royalties given.
    pub royalties: Vec<(VersionId, Amount)>,
    /// To the contributors.
    pub data: Amount,
}

/// Sum of all royalty shares, when it is at most one whole.
fn royalty_sum(royalties: &[(VersionId, Ppm)]) -> Result<u128, SplitError> {
    let sum: u128 = royalties.iter().map(|(_, share)| u128::from(*share)).sum();
    if sum > u128::from(PPM) {
        return Err(SplitError::RoyaltiesAboveOne);
    }
    Ok(sum)
}

/// Splits a version's income.
///
/// With P = 10^6, R = Σ royalty shares and V = builder + stakers + data, the weights are, over P²:
/// platform · P, worker · P, builder · (P − R), stakers · (P − R), data · (P − R), and V · r for each ancestor.
/// They add up to P² and are apportioned in that order, so the parts add up to the income and each is within one
/// planck of its exact share. Without data the data's share is the builder's.
pub fn split(
    income: Amount,
    economics: &Economics,
    royalties: &[(VersionId, Ppm)],
    has_data: bool,
) -> Result<Parts, SplitError> {
    economics.check()?;
    let whole = u128::from(PPM);
    let kept = whole - royalty_sum(royalties)?;
    let [builder, stakers, data] = version_shares(economics, has_data);
    let mut weights = vec![u128::from(economics.platform) * whole, u128::from(economics.worker) * whole];
    weights.extend([builder * kept, stakers * kept, data * kept]);
    weights.extend(royalties.iter().map(|(_, share)| (builder + stakers + data) * u128::from(*share)));

    let mut parts = apportion(income, &weights).into_iter();
    let mut next = || parts.next().unwrap_or_default();
    Ok(Parts {
        platform: next(),
        worker: next(),
        builder: next(),
        stakers: next(),
        data: next(),
        royalties: royalties.iter().map(|(version, _)| (*version, next())).collect(),
    })
}

/// What one receipt's fee owes the data: `⌊fee · data · (P − R) / P²⌋`, the sum of the receipt's credit lines.
///
/// It needs only the receipt and the version's terms, so anyone can check a credit line without the rest of its
/// batch. For n receipts of one version, with fees fᵢ and q = Σ fᵢ · data · (P − R) / P²:
///
/// 0 ≤ `split(Σ fᵢ).data` − Σ `data_share_of_receipt_down(fᵢ)` ≤ n,
///
/// because [`split`] gives the data ⌊q⌋ or ⌊q⌋ + 1, and n floors lose less than n planck of q together. The
/// difference is booked to the remainder account. Zero when the terms cannot be split at all.
pub fn data_share_of_receipt_down(fee: Amount, economics: &Economics, royalties: &[(VersionId, Ppm)]) -> Amount {
    let whole = u128::from(PPM);
    let Ok(owed) = royalty_sum(royalties) else { return 0 };
    let weight = u128::from(economics.data) * (whole - owed);
    mul_div_down(fee, weight, whole * whole).unwrap_or_default()
}

/// What an ancestor makes of a royalty it received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct RoyaltyParts {
    /// To the ancestor's builder.
    pub builder: Amount,
    /// To the ancestor's stakers.
    pub stakers: Amount,
    /// To the ancestor's data pool.
    pub data: Amount,
}

/// Splits a royalty between the ancestor's builder, stakers and data in the ratio of those shares: platform and
/// worker were paid out of the same income already, and the ancestor's own ancestors have their own entry in the
/// child's list. Without data the data's share is the builder's; where all three shares are zero, all of it is.
pub fn royalty_split(amount: Amount, economics: &Economics, has_data: bool) -> RoyaltyParts {
    let shares = version_shares(economics, has_data);
    let shares = if shares == [0; 3] { [1, 0, 0] } else { shares };
    let parts = apportion(amount, &shares);
    RoyaltyParts { builder: parts[0], stakers: parts[1], data: parts[2] }
}

/// The shares of builder, stakers and data, where a version without data leaves its data's share to the builder.
fn version_shares(economics: &Economics, has_data: bool) -> [u128; 3] {
    let (builder, stakers, data) =
        (u128::from(economics.builder), u128::from(economics.stakers), u128::from(economics.data));
    if has_data {
        [builder, stakers, data]
    } else {
        [builder + data, stakers, 0]
    }
}
