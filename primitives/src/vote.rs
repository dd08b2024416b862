//! Curators' votes: how one is sealed, what all of them together say, and what a voice far from the rest costs.
//!
//! # Words
//! - A **commitment** hides a score until everybody has given one. It names the chain, the contribution, the round and
//!   the curator, so that nobody can use another's, or his own a second time.
//! - A voice's **weight** is its curator's stake, more with a better reputation. No voice weighs more than a set share
//!   of all ([`capped`]); where there are too few voices for that, all weigh the same.
//! - The **decision** is the lower middle of the scores by weight ([`decision`]).
//! - A score further from the decision than the **tolerance** is an outlier. Its loss grows with its distance up to the
//!   **clip** and no further ([`loss`]). Silence costs no less than the worst score.
//!
//! Clipping scores towards the middle would not move a median (a property test says so), so the clip stands where it
//! matters: in what a voice pays.

use crate::{hashing, split::share_down, AccountBytes, ContributionId, Digest, Ppm, PPM};
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Highest score.
pub const MAX_SCORE: u8 = 100;
/// Best reputation; a newcomer has none.
pub const MAX_REPUTATION: u8 = 100;
/// Reputation won by a score near the decision.
pub const REPUTATION_STEP: u8 = 10;
/// Fewer opened voices than this are no majority that somebody could be far from.
pub const MAJORITY: usize = 3;
/// A weight above this counts as this: more than all money there is, and sums of it fit.
const HEAVIEST: u128 = 10u128.pow(30);

/// What a sealed vote hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SealedVote {
    /// Hash of the chain's first block.
    pub genesis: Digest,
    /// What is judged.
    pub contribution: ContributionId,
    /// 0 for the first panel, more for the ones after it.
    pub round: u8,
    /// Who judges.
    pub curator: AccountBytes,
    /// 0 (worthless) to 100.
    pub score: u8,
    /// 32 bytes that nobody can guess.
    pub salt: [u8; 32],
}

impl SealedVote {
    /// The commitment.
    pub fn commitment(&self) -> Digest {
        hashing::tagged("openledger/curator-vote/1", self)
    }
}

/// What a datanet's owner seals who plants a contribution with a known answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct KnownAnswer {
    /// Hash of the chain's first block.
    pub genesis: Digest,
    /// The planted contribution.
    pub contribution: ContributionId,
    /// The score that is right.
    pub score: u8,
    /// 32 bytes that nobody can guess.
    pub salt: [u8; 32],
}

impl KnownAnswer {
    /// The commitment.
    pub fn commitment(&self) -> Digest {
        hashing::tagged("openledger/known-answer/1", self)
    }
}

/// A voice's weight before it is capped: its stake, up to twice with the best reputation.
pub fn weight(stake: u128, reputation: u8) -> u128 {
    let factor = 100 + u128::from(reputation.min(MAX_REPUTATION));
    stake.saturating_mul(factor).min(HEAVIEST)
}

/// The weights, none above `cap` of their sum; all alike where there are too few for any to stay below it. Nothing
/// counts as one, so that somebody's word is heard.
///
/// With the k heaviest cut down to `L`, `L = cap · (rest + k · L)`; the least k for which the next is not above `L`
/// is right.
pub fn capped(weights: &[u128], cap: Ppm) -> Vec<u128> {
    let (whole, cap) = (u128::from(PPM), u128::from(cap.min(PPM)));
    let weights: Vec<u128> = weights.iter().map(|weight| (*weight).clamp(1, HEAVIEST)).collect();
    let mut sorted = weights.clone();
    sorted.sort_unstable();
    let mut rest: u128 = sorted.iter().fold(0, |sum, weight| sum.saturating_add(*weight));
    let mut cut = 0u128;
    while let Some(heaviest) = sorted.pop() {
        let Some(left) = whole.checked_sub(cut.saturating_mul(cap)).filter(|left| *left > 0) else { break };
        let level = rest.saturating_mul(cap) / left;
        if heaviest <= level {
            return weights.iter().map(|weight| (*weight).min(level)).collect();
        }
        rest = rest.saturating_sub(heaviest);
        cut = cut.saturating_add(1);
    }
    let least = weights.iter().copied().min().unwrap_or(1);
    weights.iter().map(|_| least).collect()
}

/// The lower middle of scores by weight: the least score that voices of half the weight do not exceed. Nothing
/// counts as one. `None` without voices.
pub fn decision(voices: &[(u8, u128)]) -> Option<u8> {
    let mut sorted: Vec<(u8, u128)> =
        voices.iter().map(|(score, weight)| (*score, (*weight).clamp(1, HEAVIEST))).collect();
    sorted.sort_unstable();
    let total = sorted.iter().fold(0u128, |sum, (_, weight)| sum.saturating_add(*weight));
    let mut below = 0u128;
    for (score, weight) in sorted {
        below = below.saturating_add(weight);
        if below.saturating_mul(2) >= total {
            return Some(score);
        }
    }
    None
}

/// What judging badly costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Penalties {
    /// Points from the decision that cost nothing.
    pub tolerance: u8,
    /// Points from the decision at which the loss stops growing.
    pub clip: u8,
    /// Loss at the clip, as a share of the bond.
    pub outlier: Ppm,
    /// Loss of who committed and never opened, as a share of the bond.
    pub silence: Ppm,
}

/// Loss of a voice at a distance from the decision, or of one that stayed silent.
pub fn loss(distance: Option<u8>, penalties: &Penalties) -> Ppm {
    let Penalties { tolerance, clip, outlier, silence } = *penalties;
    let Some(distance) = distance else { return silence.max(outlier) };
    let Some(beyond) = distance.checked_sub(tolerance).filter(|beyond| *beyond > 0) else { return 0 };
    let span = clip.saturating_sub(tolerance).max(1);
    let share = u64::from(outlier) * u64::from(beyond.min(span)) / u64::from(span);
    share.min(PPM.into()) as Ppm
}

/// A reputation after so many blocks: half of it is gone after every half-life, evenly in between.
pub fn decayed(reputation: u8, elapsed: u64, half_life: u32) -> u8 {
    let half_life = u64::from(half_life.max(1));
    let halvings = u32::try_from(elapsed / half_life).unwrap_or(u32::MAX);
    let begun = reputation.min(MAX_REPUTATION).checked_shr(halvings).unwrap_or_default();
    let within = u64::from(begun).saturating_mul(elapsed % half_life) / (2 * half_life);
    begun.saturating_sub(within.min(u64::from(u8::MAX)) as u8)
}

/// A reputation after a score: better for one near the decision, half for one far from it or none.
pub fn judged(reputation: u8, near: bool) -> u8 {
    if near {
        reputation.saturating_add(REPUTATION_STEP).min(MAX_REPUTATION)
    } else {
        reputation / 2
    }
}

/// Part of a bond that is lost.
pub fn slash(bond: u128, loss: Ppm) -> u128 {
    share_down(bond, loss)
}
