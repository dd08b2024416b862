//! Integer attribution: what an index commits for each contribution, and the score of a query against it.
//!
//! A contribution's **sum sketch** is the sum over its fragments of a preconditioned, projected gradient
//! (int8 with one fixed-point scale) beside the sum of BM25 term weights. A query sketch has the same
//! two halves. The score w(c) is a weighted sum of two integer products and therefore the same on every
//! machine; a contribution's share of an answer is max(0, w(c)) by largest remainder
//! ([`crate::split::apportion`]).

use crate::{hashing::tagged, merkle, ContributionId, Digest};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// One token and its integer weight; lists are sorted by token and hold each token once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Term {
    /// Token id in the base's vocabulary, or [`AVERAGE_FRAGMENT`].
    pub token: u32,
    /// Fixed-point weight.
    pub weight: i32,
}

/// A token no vocabulary has, by which lexical scores are centred. In a contribution its weight is the number of
/// fragments; in a query it is minus the query's product with the mean fragment. So the product of two lists counts
/// how much more a contribution says about a query than as many average fragments would, and a list holds only the
/// tokens its contribution has.
pub const AVERAGE_FRAGMENT: u32 = u32::MAX;

/// What an index commits for one contribution.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ContributionSketch {
    /// The contribution.
    pub contribution: ContributionId,
    /// Fragments summed in this sketch.
    pub fragments: u32,
    /// Projected gradient sum, one byte for each dimension.
    pub gradient: Vec<i8>,
    /// Fixed-point scale of `gradient`.
    pub gradient_scale: u32,
    /// BM25 weights summed over the fragments, then [`AVERAGE_FRAGMENT`].
    pub terms: Vec<Term>,
}

/// What a receipt commits for one request.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct QuerySketch {
    /// Projected gradient of prompt and output, normalised to a fixed length.
    pub gradient: Vec<i8>,
    /// Weights of the query's distinct tokens, normalised to a fixed sum, then [`AVERAGE_FRAGMENT`].
    pub terms: Vec<Term>,
}

/// The rule that combines both products, fixed by the recipe and committed in the index header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ScoreRule {
    /// Multiplier of `gradient product × gradient scale`, before `gradient_shift`.
    pub gradient_weight: u32,
    /// Right shift of the weighted gradient product.
    pub gradient_shift: u8,
    /// Multiplier of the term product, before `lexical_shift`.
    pub lexical_weight: u32,
    /// Right shift of the weighted term product.
    pub lexical_shift: u8,
}

/// First leaf of an index: everything a score needs besides the sketches.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct IndexHeader {
    /// How scores are combined.
    pub rule: ScoreRule,
    /// Length of every gradient sketch.
    pub dimensions: u32,
    /// Content id of the projection basis and the term statistics a query is sketched with.
    pub basis: crate::content::ContentId,
    /// Number of contributions, one leaf each after the header.
    pub contributions: u32,
    /// Number of fragments over all contributions.
    pub fragments: u32,
}

/// Why two sketches cannot be multiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SketchError {
    /// The gradient halves differ in length.
    Dimensions,
    /// A term list is not strictly increasing by token.
    Unsorted,
    /// The product leaves 128 bits.
    Overflow,
}

/// Integer product of two gradient sketches.
pub fn gradient_product(query: &[i8], sum: &[i8]) -> Result<i64, SketchError> {
    if query.len() != sum.len() {
        return Err(SketchError::Dimensions);
    }
    // At most 2^14 per term and 2^12 terms in any index a recipe allows: far below 2^63.
    Ok(query.iter().zip(sum).map(|(a, b)| i64::from(*a) * i64::from(*b)).sum())
}

/// Integer product of two sorted term lists.
pub fn term_product(query: &[Term], sum: &[Term]) -> Result<i128, SketchError> {
    let increasing = |terms: &[Term]| terms.windows(2).all(|pair| pair[0].token < pair[1].token);
    if !increasing(query) || !increasing(sum) {
        return Err(SketchError::Unsorted);
    }
    let mut total = 0i128;
    let mut rest = sum.iter().peekable();
    for term in query {
        while rest.peek().is_some_and(|other| other.token < term.token) {
            rest.next();
        }
        if let Some(other) = rest.peek().filter(|other| other.token == term.token) {
            let product = i128::from(term.weight) * i128::from(other.weight);
            total = total.checked_add(product).ok_or(SketchError::Overflow)?;
        }
    }
    Ok(total)
}

/// The score w(c) of a query against one contribution; may be negative.
pub fn score(rule: &ScoreRule, query: &QuerySketch, sum: &ContributionSketch) -> Result<i128, SketchError> {
    let gradient = i128::from(gradient_product(&query.gradient, &sum.gradient)?)
        .checked_mul(i128::from(sum.gradient_scale))
        .and_then(|v| v.checked_mul(i128::from(rule.gradient_weight)))
        .ok_or(SketchError::Overflow)?
        >> u32::from(rule.gradient_shift).min(127);
    let lexical = term_product(&query.terms, &sum.terms)?
        .checked_mul(i128::from(rule.lexical_weight))
        .ok_or(SketchError::Overflow)?
        >> u32::from(rule.lexical_shift).min(127);
    gradient.checked_add(lexical).ok_or(SketchError::Overflow)
}

impl QuerySketch {
    /// Hash that a receipt commits to.
    pub fn hash(&self) -> Digest {
        tagged("openledger/query-sketch/1", self)
    }
}

/// Leaves of an index, in order: the header, then one leaf for each contribution by increasing id.
pub fn index_leaves(header: &IndexHeader, sketches: &[ContributionSketch]) -> Vec<Digest> {
    core::iter::once(merkle::leaf(&header.encode()))
        .chain(sketches.iter().map(|sketch| merkle::leaf(&sketch.encode())))
        .collect()
}

/// Root of an index: what a version stores on chain.
pub fn index_root(header: &IndexHeader, sketches: &[ContributionSketch]) -> Digest {
    merkle::root(&index_leaves(header, sketches))
}
