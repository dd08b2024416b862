//! Wrong totals: receipts that together come to more than the batch says their version earned, or their user paid.
//!
//! What the batch says adds up over versions and over users alike, so whoever was given too much took it from another
//! that has too little: that one's receipts prove it, as long as few enough of them are needed to be shown at once.

use super::{evidence::ShownReceipt, verdict::Lie};
use crate::{batch::sum, types::Batch, BatchRedemptions, Config, Error, Pallet};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use openledger_primitives::{receipt::Receipt, AllocationId, Amount, BatchId, VersionId};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// Most receipts shown at once.
pub const MAX_SHOWN: u32 = 64;

/// Receipts shown at once.
pub type ShownReceipts = BoundedVec<ShownReceipt, ConstU32<MAX_SHOWN>>;

/// Whose total is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Subject {
    /// What a version earned.
    Version(VersionId),
    /// What was redeemed of an allocation.
    Allocation(AllocationId),
}

impl Subject {
    fn is_of(&self, receipt: &Receipt) -> bool {
        match self {
            Self::Version(version) => receipt.version == *version,
            Self::Allocation(allocation) => receipt.allocation == *allocation,
        }
    }
}

impl<T: Config> Pallet<T> {
    /// The lie, if it is one.
    pub(crate) fn judge_totals(id: BatchId, subject: &Subject, shown: &[ShownReceipt]) -> Result<Lie, Error<T>> {
        let batch = Self::disputable(id)?;
        for receipt in shown {
            Self::check_receipt(&batch, receipt)?;
            ensure!(subject.is_of(&receipt.receipt), Error::<T>::AnotherReceipt);
        }
        let once = shown.windows(2).all(|pair| match pair {
            [before, after] => before.path.index < after.path.index,
            _ => true,
        });
        ensure!(once, Error::<T>::NotNeighbours);
        let fees = sum::<T>(shown.iter().map(|receipt| receipt.receipt.fee))?;
        let (most_receipts, most_fees) = Self::stated(id, &batch, subject);
        let more = shown.len() as u64 > u64::from(most_receipts) || fees > most_fees;
        ensure!(more, Error::<T>::NoLie);
        Ok(Lie::WrongTotals)
    }

    /// Receipts and fees that the batch states.
    fn stated(id: BatchId, batch: &Batch<T>, subject: &Subject) -> (u32, Amount) {
        let stated = match subject {
            Subject::Version(version) => {
                let of = |share: &&crate::VersionShare<T::AccountId>| share.version == *version;
                batch.shares.iter().find(of).map(|share| (share.receipts, share.fees))
            }
            Subject::Allocation(allocation) => {
                let redeemed = BatchRedemptions::<T>::get(id);
                let of = redeemed.iter().find(|redeemed| redeemed.allocation == *allocation);
                of.map(|redeemed| (redeemed.receipts, redeemed.amount))
            }
        };
        stated.unwrap_or_default()
    }
}
