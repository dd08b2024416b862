//! Where an allocation stands with this worker.

use crate::chain::Allocation;
use codec::{Decode, Encode};
use openledger_primitives::{
    voucher::{running_hash, SignedVoucher},
    Amount, Digest,
};

/// What was given and promised so far.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Standing {
    /// Receipts given, redeemed ones included.
    pub receipts: u64,
    /// Their running hash.
    pub receipts_hash: Digest,
    /// Sum of their fees.
    pub spent: Amount,
    /// Hash of the newest receipt this worker knows.
    pub last_receipt: Option<Digest>,
    /// The newest voucher that bought an answer.
    pub voucher: Option<SignedVoucher>,
}

impl Standing {
    /// Where an allocation stands as far as the chain knows.
    pub fn on_chain(allocation: &Allocation) -> Self {
        Self {
            receipts: allocation.receipts,
            receipts_hash: allocation.receipts_hash,
            spent: allocation.redeemed,
            last_receipt: None,
            voucher: None,
        }
    }

    /// After one more receipt.
    pub fn after(&self, receipt: &Digest, fee: Amount, voucher: SignedVoucher) -> Option<Self> {
        Some(Self {
            receipts: self.receipts.checked_add(1)?,
            receipts_hash: running_hash(&self.receipts_hash, receipt),
            spent: self.spent.checked_add(fee)?,
            last_receipt: Some(*receipt),
            voucher: Some(voucher),
        })
    }
}
