//! A missing credit line: a receipt owes a contribution a planck or more, and the sorted tree of lines has nothing where
//! its line would stand.

use super::{
    evidence::{between, Ground, ShownReceipt},
    verdict::Lie,
};
use crate::{types::CreditClaim, Config, Error, Pallet};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::ensure;
use openledger_primitives::{merkle_sum, BatchId, ContributionId};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// What a missing line is proved with.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct MissingLineDispute {
    /// The receipt that owes.
    pub receipt: ShownReceipt,
    /// Whom it owes.
    pub contribution: ContributionId,
    /// What it owes.
    pub ground: Ground,
    /// The line before the missing one; none when it would be the first.
    pub before: Option<CreditClaim>,
    /// The line after it; none when it would be the last.
    pub after: Option<CreditClaim>,
}

impl<T: Config> Pallet<T> {
    /// The lie, if it is one.
    pub(crate) fn judge_missing_line(id: BatchId, shown: &MissingLineDispute) -> Result<Lie, Error<T>> {
        let batch = Self::disputable(id)?;
        Self::check_receipt(&batch, &shown.receipt)?;
        let part = Self::part_of(&shown.receipt.receipt, shown.contribution, &shown.ground)?;
        let (least, _) = part.bounds::<T>(Self::data_part(&batch, &shown.receipt.receipt)?)?;
        ensure!(least > 0, Error::<T>::NoLie);

        for line in shown.before.iter().chain(&shown.after) {
            Self::check_line(&batch, line)?;
        }
        let place = |shown: &CreditClaim| {
            let key = (shown.line.contribution, u64::from(shown.line.receipt));
            (shown.proof.index, shown.proof.count, key)
        };
        let (before, after) = (shown.before.as_ref().map(place), shown.after.as_ref().map(place));
        let empty = batch.header.credits == merkle_sum::empty_root();
        let missing = (shown.contribution, shown.receipt.path.index);
        ensure!(between(before, after, &missing, empty), Error::<T>::NotNeighbours);
        Ok(Lie::MissingLine)
    }
}
