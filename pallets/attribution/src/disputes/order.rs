//! Lines out of order: of two neighbours the later must be the greater by (contribution, receipt). Else a line could
//! stand where nobody looks for it, or be owed twice.

use super::verdict::Lie;
use crate::{types::CreditClaim, Config, Error, Pallet};
use frame_support::ensure;
use openledger_primitives::BatchId;
use polkadot_sdk::*;

impl<T: Config> Pallet<T> {
    /// The lie, if it is one.
    pub(crate) fn judge_order(id: BatchId, first: &CreditClaim, second: &CreditClaim) -> Result<Lie, Error<T>> {
        let batch = Self::disputable(id)?;
        Self::check_line(&batch, first)?;
        Self::check_line(&batch, second)?;
        ensure!(first.proof.index.checked_add(1) == Some(second.proof.index), Error::<T>::NotNeighbours);
        let key = |claim: &CreditClaim| (claim.line.contribution, claim.line.receipt);
        ensure!(key(first) >= key(second), Error::<T>::NoLie);
        Ok(Lie::LinesOutOfOrder)
    }
}
