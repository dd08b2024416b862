//! What a challenger shows: parts of a batch with the paths that prove they belong to it.
//!
//! A path proves position and number of leaves besides the leaf ([`openledger_primitives::merkle`]), so whoever shows
//! two neighbours shows that nothing stands between them.

use crate::{
    types::{Batch, CreditClaim, CreditProof},
    Catalogue, Config, Error, Pallet,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use openledger_primitives::{
    demand, merkle, merkle_sum,
    receipt::{Receipt, TOP_FRAGMENTS},
    sketch::{ContributionSketch, IndexHeader, QuerySketch},
    split::data_share_of_receipt_down,
    Amount, ContributionId, Digest, VersionId,
};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// Longest path of a tree whose leaves a u32 counts.
pub const PATH: u32 = 32;

/// A [`merkle::Proof`] of bounded length.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LeafPath {
    /// Position of the leaf, from 0.
    pub index: u64,
    /// Number of leaves in the tree.
    pub count: u64,
    /// Sibling hashes from the leaf to the root.
    pub siblings: BoundedVec<Digest, ConstU32<PATH>>,
}

impl LeafPath {
    fn leads(&self, root: &Digest, leaf: &Digest) -> bool {
        let siblings = self.siblings.to_vec();
        merkle::verify(root, leaf, &merkle::Proof { index: self.index, count: self.count, siblings })
    }
}

impl TryFrom<merkle::Proof> for LeafPath {
    type Error = ();

    fn try_from(proof: merkle::Proof) -> Result<Self, ()> {
        Ok(Self { index: proof.index, count: proof.count, siblings: proof.siblings.try_into().map_err(drop)? })
    }
}

/// A receipt of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ShownReceipt {
    /// The receipt.
    pub receipt: Receipt,
    /// From its hash to the batch's receipts' root.
    pub path: LeafPath,
}

/// A leaf of a receipt's credit tree: max(0, w(c)) as the receipt states it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ShownWeight {
    /// The contribution.
    pub contribution: ContributionId,
    /// Its weight in this answer.
    pub weight: u128,
    /// From the leaf to [`Receipt::credits`].
    pub proof: CreditProof,
}

impl TryFrom<demand::ShownReceipt> for ShownReceipt {
    type Error = ();

    fn try_from(shown: demand::ShownReceipt) -> Result<Self, ()> {
        Ok(Self { receipt: shown.receipt, path: shown.path.try_into()? })
    }
}

impl TryFrom<demand::ShownWeight> for ShownWeight {
    type Error = ();

    fn try_from(shown: demand::ShownWeight) -> Result<Self, ()> {
        Ok(Self { contribution: shown.contribution, weight: shown.weight, proof: shown.proof.try_into()? })
    }
}

/// The header of a version's attribution index and the sketch of one contribution in it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ShownSketch {
    /// The first leaf.
    pub header: IndexHeader,
    /// From the header to the version's index root.
    pub header_path: LeafPath,
    /// A later leaf.
    pub sketch: ContributionSketch,
    /// From the sketch to the version's index root.
    pub sketch_path: LeafPath,
}

/// What says how much of a receipt's data part a contribution is owed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Ground {
    /// The contribution's weight in the receipt.
    Weight(ShownWeight),
    /// No contribution has a weight above zero, so the indexed fragments decide.
    Size(ShownSketch),
    /// The receipt has no weight for the contribution: the neighbours between which it would stand; none at an end.
    Absent(Option<ShownWeight>, Option<ShownWeight>),
}

impl ShownSketch {
    /// Dimensions and terms of the sketch: what the weight of a call grows with.
    pub fn size(&self) -> (u32, u32) {
        (self.sketch.gradient.len() as u32, self.sketch.terms.len() as u32)
    }
}

impl Ground {
    /// Dimensions and terms of its sketch.
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Size(shown) => shown.size(),
            Self::Weight(_) | Self::Absent(..) => (0, 0),
        }
    }
}

/// A rightful part: `weight` of `whole`.
pub(crate) struct Part {
    pub weight: u128,
    pub whole: u128,
}

impl Part {
    /// Of an amount divided by largest remainder, the least and the most this part can come to.
    pub fn bounds<T: Config>(&self, amount: Amount) -> Result<(Amount, Amount), Error<T>> {
        if self.weight == 0 || self.whole == 0 {
            return Ok((0, 0));
        }
        let least = openledger_primitives::split::mul_div_down(amount, self.weight.min(self.whole), self.whole);
        let least = least.ok_or(Error::<T>::Overflow)?;
        Ok((least, least.saturating_add(1)))
    }
}

impl<T: Config> Pallet<T> {
    /// Whether the batch committed to this receipt.
    pub(crate) fn check_receipt(batch: &Batch<T>, shown: &ShownReceipt) -> Result<(), Error<T>> {
        ensure!(shown.receipt.fragments.len() <= TOP_FRAGMENTS, Error::<T>::ReceiptTooLong);
        let leaf = merkle::leaf(&shown.receipt.hash());
        ensure!(shown.path.leads(&batch.header.receipts_root, &leaf), Error::<T>::NotCommitted);
        Ok(())
    }

    /// Whether the batch committed to this credit line.
    pub(crate) fn check_line(batch: &Batch<T>, shown: &CreditClaim) -> Result<(), Error<T>> {
        let proof = shown.proof.clone().into();
        let proven = merkle_sum::verify(&batch.header.credits, &shown.line.node(), &proof);
        ensure!(proven, Error::<T>::NotCommitted);
        Ok(())
    }

    /// Whether the receipt committed to this weight.
    pub(crate) fn check_weight(receipt: &Receipt, shown: &ShownWeight) -> Result<(), Error<T>> {
        let leaf = merkle_sum::leaf(&shown.contribution.encode(), shown.weight);
        let proven = merkle_sum::verify(&receipt.credits, &leaf, &shown.proof.clone().into());
        ensure!(proven, Error::<T>::NotCommitted);
        Ok(())
    }

    /// Whether the version committed to this header and this sketch.
    pub(crate) fn check_sketch(version: VersionId, shown: &ShownSketch) -> Result<(), Error<T>> {
        let root = T::Catalogue::index_root(version).ok_or(Error::<T>::NoIndex)?;
        let header = merkle::leaf(&shown.header.encode());
        ensure!(shown.header_path.index == 0, Error::<T>::NotCommitted);
        ensure!(shown.header_path.leads(&root, &header), Error::<T>::NotCommitted);
        ensure!(shown.sketch_path.index > 0, Error::<T>::NotCommitted);
        let sketch = merkle::leaf(&shown.sketch.encode());
        ensure!(shown.sketch_path.leads(&root, &sketch), Error::<T>::NotCommitted);
        Ok(())
    }

    /// Whether the receipt's query is this one.
    pub(crate) fn check_query(receipt: &Receipt, query: &QuerySketch) -> Result<(), Error<T>> {
        ensure!(receipt.query == query.hash(), Error::<T>::NotCommitted);
        Ok(())
    }

    /// What a contribution is owed of a receipt's data part.
    pub(crate) fn part_of(receipt: &Receipt, contribution: ContributionId, ground: &Ground) -> Result<Part, Error<T>> {
        let whole = receipt.credits.sum;
        match ground {
            Ground::Weight(shown) => {
                Self::check_weight(receipt, shown)?;
                ensure!(shown.contribution == contribution && whole > 0, Error::<T>::AnotherGround);
                Ok(Part { weight: shown.weight, whole })
            }
            Ground::Size(shown) => {
                Self::check_sketch(receipt.version, shown)?;
                ensure!(shown.sketch.contribution == contribution && whole == 0, Error::<T>::AnotherGround);
                Ok(Part { weight: shown.sketch.fragments.into(), whole: shown.header.fragments.into() })
            }
            Ground::Absent(before, after) => {
                for shown in before.iter().chain(after) {
                    Self::check_weight(receipt, shown)?;
                }
                let place = |shown: &ShownWeight| (shown.proof.index, shown.proof.count, shown.contribution);
                let (before, after) = (before.as_ref().map(place), after.as_ref().map(place));
                let empty = receipt.credits == merkle_sum::empty_root();
                ensure!(between(before, after, &contribution, empty), Error::<T>::NotNeighbours);
                Ok(Part { weight: 0, whole })
            }
        }
    }

    /// What the receipt owes the data altogether, by the economics its batch was split by.
    pub(crate) fn data_part(batch: &Batch<T>, receipt: &Receipt) -> Result<Amount, Error<T>> {
        let terms = T::Catalogue::terms(receipt.version).ok_or(Error::<T>::UnknownVersion)?;
        Ok(match terms.has_data {
            true => data_share_of_receipt_down(receipt.fee, &batch.economics, &terms.royalties),
            false => 0,
        })
    }
}

/// Whether two leaves, each as (position, number of leaves, key), are neighbours in a sorted tree with `key` between
/// them: an end of the tree stands for the one that is not there, and an empty tree for both.
pub(crate) fn between<K: PartialOrd>(
    before: Option<(u64, u64, K)>,
    after: Option<(u64, u64, K)>,
    key: &K,
    empty: bool,
) -> bool {
    match (before, after) {
        (Some((left, _, before)), Some((right, _, after))) => {
            left.checked_add(1) == Some(right) && before < *key && *key < after
        }
        (Some((last, count, before)), None) => last.checked_add(1) == Some(count) && before < *key,
        (None, Some((0, _, after))) => *key < after,
        (None, Some(_)) => false,
        (None, None) => empty,
    }
}
