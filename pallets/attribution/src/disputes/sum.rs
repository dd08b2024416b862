//! A false sum: a node of a sum tree states more or less than is below it. Whoever cannot be paid because no path to
//! his line leads to the root shows the node where the sums part.

use super::{evidence::ShownReceipt, verdict::Lie};
use crate::{Config, Error, Pallet};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use openledger_primitives::{merkle::MAX_DEPTH, merkle_sum, Amount, BatchId, Digest};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// What a leaf of either tree hashes besides its amount: at most contribution, receipt and version.
pub type LeafData = BoundedVec<u8, ConstU32<16>>;

/// What a false sum is proved with.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SumDispute {
    /// The receipt in whose credit tree it is; none for the batch's own.
    pub receipt: Option<ShownReceipt>,
    /// Number of leaves.
    pub count: u64,
    /// Hash of the tree's topmost node.
    pub top: Digest,
    /// From there to the node with the false sum.
    pub steps: BoundedVec<merkle_sum::Step, ConstU32<{ MAX_DEPTH as u32 }>>,
    /// A leaf with its own amount, when that is where the sums part.
    pub leaf: Option<(LeafData, Amount)>,
}

impl<T: Config> Pallet<T> {
    /// The lie, if it is one.
    pub(crate) fn judge_sum(id: BatchId, shown: &SumDispute) -> Result<Lie, Error<T>> {
        let batch = Self::disputable(id)?;
        let root = match &shown.receipt {
            None => batch.header.credits,
            Some(receipt) => {
                Self::check_receipt(&batch, receipt)?;
                receipt.receipt.credits
            }
        };
        let leaf = shown.leaf.as_ref().map(|(data, amount)| (&data[..], *amount));
        let lies = merkle_sum::is_false(&root, shown.count, &shown.top, &shown.steps, leaf);
        ensure!(lies, Error::<T>::NoLie);
        Ok(Lie::WrongSum)
    }
}
