//! A receipt that its user was never shown: at its place in the batch stood another when the user countersigned it.
//!
//! An allocation keeps the running hash of all its receipts, which its user signed with every voucher. So the hashes
//! of the receipts from one on, folded into the running hash before it, must lead to the allocation's; no other hashes
//! do. The newest receipt is the worker's own word until the next voucher countersigns it.

use super::{evidence::ShownReceipt, verdict::Lie};
use crate::{Allocations, Config, Error, Pallet};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use openledger_primitives::{voucher::running_hash, BatchId, Digest};
use polkadot_sdk::*;

/// Most receipts between the disputed one and an allocation's newest, both counted.
pub const MAX_HISTORY: u32 = 4_096;

/// Hashes of an allocation's receipts, from the disputed one to the newest.
pub type History = BoundedVec<Digest, ConstU32<MAX_HISTORY>>;

impl<T: Config> Pallet<T> {
    /// The lie, if it is one.
    pub(crate) fn judge_history(
        id: BatchId,
        shown: &ShownReceipt,
        before: &Digest,
        history: &[Digest],
    ) -> Result<Lie, Error<T>> {
        let batch = Self::disputable(id)?;
        Self::check_receipt(&batch, shown)?;
        let receipt = &shown.receipt;
        let allocation = Allocations::<T>::get(receipt.allocation).ok_or(Error::<T>::UnknownAllocation)?;
        let newest = receipt.index.checked_add(history.len() as u64);
        ensure!(newest == Some(allocation.receipts), Error::<T>::AnotherReceipt);
        let hash = history.iter().fold(*before, |hash, next| running_hash(&hash, next));
        ensure!(hash == allocation.receipts_hash, Error::<T>::NotCommitted);
        let countersigned = history.first().ok_or(Error::<T>::AnotherReceipt)?;
        ensure!(*countersigned != receipt.hash(), Error::<T>::NoLie);
        Ok(Lie::NotCountersigned)
    }
}
