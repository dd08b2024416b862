//! A wrong credit line: its receipt does not exist, is of another version, or owes the contribution another amount.
//!
//! A receipt's data part is divided by largest remainder over all weights. One weight and their sum bound a part from
//! both sides to the planck below and the planck above its exact share; which of the two it is would take all weights
//! to say, so a line that is off by less than a planck is not disputed.

use super::{
    evidence::{Ground, ShownReceipt},
    verdict::Lie,
};
use crate::{types::CreditClaim, Config, Error, Pallet};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::ensure;
use openledger_primitives::BatchId;
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// What a wrong line is proved with.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct LineDispute {
    /// The line.
    pub line: CreditClaim,
    /// The receipt it names; none when the batch has no such receipt, or the line is not among those it counts.
    pub receipt: Option<ShownReceipt>,
    /// What the contribution is owed; none when the line is of another version than its receipt.
    pub ground: Option<Ground>,
}

impl LineDispute {
    /// Dimensions and terms of the sketch shown.
    pub fn size(&self) -> (u32, u32) {
        self.ground.as_ref().map_or((0, 0), Ground::size)
    }
}

impl<T: Config> Pallet<T> {
    /// The lie, if it is one.
    pub(crate) fn judge_line(id: BatchId, shown: &LineDispute) -> Result<Lie, Error<T>> {
        let batch = Self::disputable(id)?;
        let (line, header) = (&shown.line.line, &batch.header);
        Self::check_line(&batch, &shown.line)?;
        if line.receipt >= header.receipts || shown.line.proof.count != u64::from(header.credit_lines) {
            return Ok(Lie::WrongLine);
        }
        let receipt = shown.receipt.as_ref().ok_or(Error::<T>::NoLie)?;
        Self::check_receipt(&batch, receipt)?;
        ensure!(receipt.path.index == u64::from(line.receipt), Error::<T>::AnotherReceipt);
        if receipt.receipt.version != line.version {
            return Ok(Lie::WrongLine);
        }
        let ground = shown.ground.as_ref().ok_or(Error::<T>::NoLie)?;
        let part = Self::part_of(&receipt.receipt, line.contribution, ground)?;
        let (least, most) = part.bounds::<T>(Self::data_part(&batch, &receipt.receipt)?)?;
        ensure!(line.amount < least || line.amount > most, Error::<T>::NoLie);
        Ok(Lie::WrongLine)
    }
}
