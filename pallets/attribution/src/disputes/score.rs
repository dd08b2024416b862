//! A wrong score: the weight that a receipt states is not max(0, query · index).

use super::{
    evidence::{ShownReceipt, ShownSketch, ShownWeight},
    verdict::Lie,
};
use crate::{Config, Error, Pallet};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::ensure;
use openledger_primitives::{
    merkle_sum,
    sketch::{score, QuerySketch, SketchError},
    BatchId,
};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// What a wrong score is proved with.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ScoreDispute {
    /// The receipt.
    pub receipt: ShownReceipt,
    /// The query whose hash it names.
    pub query: QuerySketch,
    /// The index it was scored against.
    pub index: ShownSketch,
    /// The leaf at the sketch's place in the receipt's credit tree; none when that tree is empty.
    pub weight: Option<ShownWeight>,
}

impl ScoreDispute {
    /// Dimensions and terms to be multiplied: what the weight of the call grows with.
    pub fn size(&self) -> (u32, u32) {
        let terms = self.query.terms.len().saturating_add(self.index.sketch.terms.len());
        (self.query.gradient.len() as u32, terms as u32)
    }
}

impl<T: Config> Pallet<T> {
    /// The lie, if it is one.
    pub(crate) fn judge_score(id: BatchId, shown: &ScoreDispute) -> Result<Lie, Error<T>> {
        let batch = Self::disputable(id)?;
        let (receipt, index) = (&shown.receipt.receipt, &shown.index);
        Self::check_receipt(&batch, &shown.receipt)?;
        Self::check_query(receipt, &shown.query)?;
        Self::check_sketch(receipt.version, index)?;

        let Some(stated) = &shown.weight else {
            ensure!(receipt.credits == merkle_sum::empty_root(), Error::<T>::NotCommitted);
            return Ok(Lie::WrongScore);
        };
        Self::check_weight(receipt, stated)?;
        // The weights are those of the index's contributions, in its order: leaf n is that of sketch n.
        if stated.proof.count != u64::from(index.header.contributions) {
            return Ok(Lie::WrongScore);
        }
        ensure!(stated.proof.index.checked_add(1) == Some(index.sketch_path.index), Error::<T>::AnotherGround);

        // An index that contradicts itself is not the answering worker's lie.
        let sound = index.sketch.gradient.len() as u64 == u64::from(index.header.dimensions);
        ensure!(sound, Error::<T>::IndexUnusable);
        let right = match score(&index.header.rule, &shown.query, &index.sketch) {
            Ok(score) => u128::try_from(score).unwrap_or(0),
            // The query has other dimensions than the index, or its terms are out of order.
            Err(SketchError::Dimensions) => return Ok(Lie::WrongScore),
            Err(SketchError::Unsorted) if !increasing(&shown.query) => return Ok(Lie::WrongScore),
            Err(SketchError::Unsorted | SketchError::Overflow) => return Err(Error::<T>::IndexUnusable),
        };
        let honest = stated.contribution == index.sketch.contribution && stated.weight == right;
        ensure!(!honest, Error::<T>::NoLie);
        Ok(Lie::WrongScore)
    }
}

fn increasing(query: &QuerySketch) -> bool {
    query.terms.windows(2).all(|pair| match pair {
        [before, after] => before.token < after.token,
        _ => true,
    })
}
