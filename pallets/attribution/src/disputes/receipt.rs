//! A receipt that cannot be: it contradicts itself, its batch, or what its user's money was redeemed for.
//!
//! The chain counts the receipts of every allocation, and a batch redeems the next ones. So of two batches that hold
//! the same receipt at most one redeemed it; in the other it stands outside what was redeemed. That is a **double
//! redemption**, proved by one receipt of one batch.

use super::{evidence::ShownReceipt, verdict::Lie};
use crate::{BatchRedemptions, Config, Error, Pallet};
use frame_support::ensure;
use openledger_primitives::{
    receipt::{request_hash, Receipt},
    split::fee_down,
    BatchId,
};
use polkadot_sdk::*;

impl<T: Config> Pallet<T> {
    /// The lie, if it is one.
    pub(crate) fn judge_receipt(id: BatchId, shown: &ShownReceipt) -> Result<Lie, Error<T>> {
        let batch = Self::disputable(id)?;
        Self::check_receipt(&batch, shown)?;
        let (receipt, header) = (&shown.receipt, &batch.header);
        let redeemed = BatchRedemptions::<T>::get(id);
        let paid = redeemed.iter().any(|redeemed| {
            let after = redeemed.first.saturating_add(redeemed.receipts.into());
            redeemed.allocation == receipt.allocation && (redeemed.first..after).contains(&receipt.index)
        });
        if !paid {
            return Ok(Lie::NotRedeemed);
        }
        let right = shown.path.count == u64::from(header.receipts)
            && receipt.genesis == Self::genesis()
            && receipt.worker == header.worker
            && batch.shares.iter().any(|share| share.version == receipt.version)
            && agrees_with_itself(receipt);
        ensure!(!right, Error::<T>::NoLie);
        Ok(Lie::WrongReceipt)
    }
}

/// Whether request and fee are those of what else the receipt states, and no more was answered than asked.
fn agrees_with_itself(receipt: &Receipt) -> bool {
    let fee = fee_down(receipt.input_tokens, receipt.output_tokens, receipt.input_price, receipt.output_price);
    receipt.request == request_hash(receipt.version, &receipt.prompt, &receipt.sampling)
        && receipt.output_tokens <= receipt.sampling.max_tokens
        && fee == Some(receipt.fee)
}
