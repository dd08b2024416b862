//! Two receipts for one answer: at two places of a batch stand receipts of one allocation with one number, the same
//! or different ones. The user was shown one of them and pays for both.

use super::{evidence::ShownReceipt, verdict::Lie};
use crate::{Config, Error, Pallet};
use frame_support::ensure;
use openledger_primitives::BatchId;
use polkadot_sdk::*;

impl<T: Config> Pallet<T> {
    /// The lie, if it is one.
    pub(crate) fn judge_double(id: BatchId, first: &ShownReceipt, second: &ShownReceipt) -> Result<Lie, Error<T>> {
        let batch = Self::disputable(id)?;
        Self::check_receipt(&batch, first)?;
        Self::check_receipt(&batch, second)?;
        ensure!(first.path.index != second.path.index, Error::<T>::NoLie);
        let number = |shown: &ShownReceipt| (shown.receipt.allocation, shown.receipt.index);
        ensure!(number(first) == number(second), Error::<T>::NoLie);
        Ok(Lie::DoubleReceipt)
    }
}
