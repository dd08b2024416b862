//! What a version owes the versions it was made from, flattened to a list that every payment can afford.
//!
//! # Words
//! - A version's **royalty share** is what it asks of every version made from it, as a share of the child's
//!   version's part ([`crate::split`]). It is frozen when a child links.
//! - A version's **list** names all its ancestors with the share of income it owes each of them. It is computed
//!   once, when the version is registered; a payment reads that list and nothing else of the lineage.
//!
//! # The formula
//! A child with parents p of merge weight w_p, royalty share s_p and list f_p owes
//!
//! f(a) = ⌊ Σ_p w_p · f_p(a)  +  Σ_{p = a} w_p · s_p ⌋
//!
//! - **Each ancestor once**: shares reached by several paths are added before they are rounded, so a diamond with
//!   one origin owes exactly what a straight line would: it neither dodges nor doubles.
//! - **No decay**: a grandparent is owed by the grandchild what it was owed by the child. Were it paid out of what
//!   the parent takes, a version with a share of zero put in between would cut everybody above it off.
//! - **The newest gives way**: where the sum would pass the cap, the shares of the direct parents shrink, in
//!   proportion, to what inherited shares leave. Otherwise a builder could dilute the ancestors with a stack of
//!   own versions that ask a lot. Only when inherited shares alone pass the cap, because governance lowered it,
//!   all of them shrink in proportion and direct parents get nothing.
//! - Rounding is **down**, in favour of the child; shares below the minimum are dust and stay with it.
//!
//! # A story
//! A base asks 5 %, a tune of it 10 %: the tune's list is {base: 5 %}, and a tune of the tune has {base: 5 %,
//! tune: 10 %}. Merging both tunes half and half: base ½ · 5 % + ½ · 5 % = 5 %, first tune ½ · 10 % (from the
//! second one's list) + ½ · 10 % (its own) = 10 %, second tune half of what it asks.

use crate::{split::mul_div_down, Ppm, VersionId, PPM};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// What a version asks of those made from it.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub struct RoyaltyTerms {
    /// Share of the child's version's part, before the child's merge weight and the cap.
    pub share: Ppm,
}

/// One parent of a version being registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parent<'a> {
    /// The parent.
    pub version: VersionId,
    /// Its weight in a merge; a single parent has all of it.
    pub weight: Ppm,
    /// The royalty share it asks for itself.
    pub share: Ppm,
    /// Its own list.
    pub royalties: &'a [(VersionId, Ppm)],
}

/// Why no list can be made of these parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoyaltyError {
    /// The parents' merge weights do not add up to one whole.
    WeightsDoNotSumToOne,
    /// This parent asks, or its list owes, more than everything.
    StackTooHigh(VersionId),
    /// More ancestors would have to be paid than a list holds.
    TooManyAncestors {
        /// Ancestors that are owed at least the minimum.
        count: usize,
        /// Most that a list holds.
        max: usize,
    },
}

impl fmt::Display for RoyaltyError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::WeightsDoNotSumToOne => {
                f.write_str("the parents' weights must add up to 1,000,000 parts per million")
            }
            Self::StackTooHigh(version) => {
                write!(f, "version {version} asks for or owes more than 1,000,000 parts per million")
            }
            Self::TooManyAncestors { count, max } => {
                write!(f, "{count} ancestors would have to be paid, at most {max} can be")
            }
        }
    }
}

impl core::error::Error for RoyaltyError {}

/// The list of a version with these parents, by increasing version; see the module for the formula.
///
/// No parents, no list. Otherwise the weights must add up to one whole; the shares of the result add up to at
/// most `cap`, each is at least `minimum` (and above zero), and there are at most `max`.
pub fn flatten(parents: &[Parent], cap: Ppm, max: usize, minimum: Ppm) -> Result<Vec<(VersionId, Ppm)>, RoyaltyError> {
    let whole = u64::from(PPM);
    let weights: u64 = parents.iter().map(|parent| u64::from(parent.weight)).sum();
    if !parents.is_empty() && weights != whole {
        return Err(RoyaltyError::WeightsDoNotSumToOne);
    }
    // Shares in parts of 10^12 until everything is added up: at most 10^6 · 10^6 each, and 10^12 together.
    let mut inherited = BTreeMap::<VersionId, u64>::new();
    let mut direct = BTreeMap::<VersionId, u64>::new();
    for parent in parents {
        let owed: u64 = parent.royalties.iter().map(|(_, share)| u64::from(*share)).sum();
        if owed > whole || u64::from(parent.share) > whole {
            return Err(RoyaltyError::StackTooHigh(parent.version));
        }
        let weight = u64::from(parent.weight);
        for (ancestor, share) in parent.royalties {
            *inherited.entry(*ancestor).or_default() += weight * u64::from(*share);
        }
        *direct.entry(parent.version).or_default() += weight * u64::from(parent.share);
    }

    let cap = u64::from(cap.min(PPM)) * whole;
    let left = cap - shrink(&mut inherited, cap);
    shrink(&mut direct, left);
    for (ancestor, share) in direct {
        *inherited.entry(ancestor).or_default() += share;
    }
    let list: Vec<(VersionId, Ppm)> = inherited
        .into_iter()
        // At most 10^12 / 10^6, so it fits; the default is never used.
        .map(|(ancestor, share)| (ancestor, Ppm::try_from(share / whole).unwrap_or(PPM)))
        .filter(|(_, share)| *share >= minimum.max(1))
        .collect();
    if list.len() > max {
        return Err(RoyaltyError::TooManyAncestors { count: list.len(), max });
    }
    Ok(list)
}

/// Shrinks shares in proportion until they add up to at most `limit`; returns what they add up to then.
fn shrink(shares: &mut BTreeMap<VersionId, u64>, limit: u64) -> u64 {
    let sum: u64 = shares.values().sum();
    if sum <= limit {
        return sum;
    }
    for share in shares.values_mut() {
        let part = mul_div_down(u128::from(*share), u128::from(limit), u128::from(sum));
        // Below `limit`, which is a u64; the defaults are never used.
        *share = part.and_then(|part| u64::try_from(part).ok()).unwrap_or_default();
    }
    shares.values().sum()
}
