//! One voucher against its allocation: what redeeming it would change, or why it cannot be redeemed.

use crate::{types::Allocation, Config, Error};
use frame_support::ensure;
use openledger_primitives::{
    batch::Redemption,
    voucher::{running_hash, Voucher},
    AccountBytes, BlockNumber, Digest,
};
use polkadot_sdk::*;
use sp_core::sr25519;

/// What a voucher is checked against, besides its allocation.
pub(crate) struct Occasion {
    pub genesis: Digest,
    pub worker: AccountBytes,
    pub now: BlockNumber,
}

/// The allocation after this redemption. Signatures are checked apart, because they cost the most.
pub(crate) fn redeem<T: Config>(
    mut allocation: Allocation<T::AccountId>,
    redemption: &Redemption,
    occasion: &Occasion,
) -> Result<Allocation<T::AccountId>, Error<T>> {
    let voucher = &redemption.voucher.voucher;
    ensure!(voucher.genesis == occasion.genesis, Error::<T>::WrongGenesis);
    ensure!(voucher.worker == occasion.worker, Error::<T>::AnotherWorker);
    ensure!(allocation.worker == occasion.worker.into(), Error::<T>::AnotherWorker);
    let open = allocation.closes_at.is_none_or(|closes_at| occasion.now < closes_at);
    ensure!(open, Error::<T>::AllocationClosed);
    ensure!(occasion.now <= voucher.expires, Error::<T>::VoucherExpired);

    let redeemed = allocation.redeemed.checked_add(redemption.amount).ok_or(Error::<T>::Overflow)?;
    ensure!(redeemed <= voucher.cumulative, Error::<T>::VoucherTooLow);
    ensure!(voucher.cumulative <= allocation.amount, Error::<T>::VoucherTooHigh);

    (allocation.receipts, allocation.receipts_hash) = receipts_after::<T>(&allocation, redemption, voucher)?;
    allocation.redeemed = redeemed;
    Ok(allocation)
}

/// Count and running hash of the allocation's receipts after this redemption: those that the voucher
/// countersigns, and the last one which it need not.
fn receipts_after<T: Config>(
    allocation: &Allocation<T::AccountId>,
    redemption: &Redemption,
    voucher: &Voucher,
) -> Result<(u64, Digest), Error<T>> {
    ensure!(redemption.receipts > 0, Error::<T>::NoReceipts);
    let redeemed = allocation.receipts.checked_add(redemption.receipts.into()).ok_or(Error::<T>::Overflow)?;
    let (seen, hash) = match redemption.last {
        None => (voucher.receipts, voucher.receipts_hash),
        Some(last) => {
            (voucher.receipts.checked_add(1).ok_or(Error::<T>::Overflow)?, running_hash(&voucher.receipts_hash, &last))
        }
    };
    ensure!(redeemed == seen, Error::<T>::NotCountersigned);
    let nothing_new = voucher.receipts == allocation.receipts;
    let follows = !nothing_new || voucher.receipts_hash == allocation.receipts_hash;
    ensure!(follows, Error::<T>::AnotherHistory);
    Ok((redeemed, hash))
}

/// Whether the allocation's key signed the voucher.
pub(crate) fn signed(voucher_key: &Digest, redemption: &Redemption) -> bool {
    let voucher = &redemption.voucher;
    sp_io::crypto::sr25519_verify(
        &sr25519::Signature::from_raw(voucher.signature),
        &voucher.voucher.signing_hash(),
        &sr25519::Public::from_raw(*voucher_key),
    )
}
