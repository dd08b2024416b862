//! Batches: a worker's receipts, checked as a whole and then redeemed.
//!
//! A batch is planned before anything is written: [`Pallet::plan`] reads state and returns either all that the
//! batch would change or the first rule it breaks. The same plan stands behind the authorisation (which adds the
//! signatures) and the call. So a batch that is in a block was accepted, and a worker cannot fill blocks with
//! batches that fail, for which it would pay nothing.

use crate::{
    income,
    types::{Allocation, Batch, BoundedSignedBatch, Redeemed},
    voucher, Allocations, BackersParts, BatchNonce, BatchRedemptions, Batches, Config, Error, Event, HoldReason,
    Maturing, NextBatchId, Pallet, Rules, Unmatured, Workers,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
    dispatch::DispatchResult,
    ensure,
    pallet_prelude::{
        InvalidTransaction, TransactionSource, TransactionValidityError, TransactionValidityWithRefund,
        ValidTransaction, Weight,
    },
    traits::{
        fungible::MutateHold,
        tokens::{Fortitude, Precision, Restriction},
        Get,
    },
    BoundedVec,
};
use frame_system::pallet_prelude::BlockNumberFor;
use openledger_primitives::{
    batch::{BatchHeader, Redemption},
    split::share_down,
    Amount, BatchId, BlockNumber, Digest, VersionId,
};
use polkadot_sdk::*;
use sp_core::sr25519;
use sp_runtime::{traits::Zero, SaturatedConversion};

/// Blocks for which the pool keeps a batch before it asks again whether it is still valid.
pub(crate) const LONGEVITY: u64 = 64;
/// A batch goes before transactions that pay the least, and after those that pay for haste.
pub(crate) const PRIORITY: u64 = 1 << 20;

/// Blocks over which maturing is spread when more batches than one block may mature would be due in it.
pub(crate) const MATURITY_SPREAD: BlockNumber = 16;

/// Blocks over which the maturing of disputed batches is spread. Many, so that nobody can keep disputes away by having
/// other batches mature just then.
pub(crate) const DELAY_SPREAD: BlockNumber = 64;

/// What is redeemed of an allocation, and the allocation after it.
type Payment<T> =
    (Redeemed<<T as frame_system::Config>::AccountId>, Allocation<<T as frame_system::Config>::AccountId>);

/// All that a batch would change.
pub(crate) struct Plan<T: Config> {
    batch: Batch<T>,
    worker: T::AccountId,
    redeemed: Vec<Payment<T>>,
    unmatured: Amount,
    backers: BoundedVec<(VersionId, Amount), T::MaxVersions>,
}

impl<T: Config> Pallet<T> {
    /// The present block, as primitives count them.
    pub(crate) fn now() -> BlockNumber {
        frame_system::Pallet::<T>::block_number().saturated_into()
    }

    /// Hash of the genesis block; zero on a chain whose hashes have another length.
    pub(crate) fn genesis() -> Digest {
        let hash = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
        hash.as_ref().try_into().unwrap_or_default()
    }

    /// Whether a batch may enter a block.
    pub(crate) fn authorize_batch(
        _: TransactionSource,
        signed: &BoundedSignedBatch<T>,
        signature: &sr25519::Signature,
    ) -> TransactionValidityWithRefund {
        Self::check_batch(signed, signature).map_err(refusal)?;
        ValidTransaction::with_tag_prefix("olwk-batch")
            .priority(PRIORITY)
            .and_provides((signed.header.worker, signed.header.nonce))
            .longevity(LONGEVITY)
            .propagate(true)
            .build()
            .map(|valid| (valid, Weight::zero()))
    }

    /// The first rule this batch breaks, if it breaks one. The worker's signature comes before what costs more than
    /// a signature, so that others cannot make nodes work in a worker's name; the users' signatures come last.
    pub(crate) fn check_batch(signed: &BoundedSignedBatch<T>, signature: &sr25519::Signature) -> Result<(), Error<T>> {
        let key = Self::check_header(signed)?;
        let by_worker = sp_io::crypto::sr25519_verify(signature, &signed.signing_hash(), &key);
        ensure!(by_worker, Error::<T>::BadWorkerSignature);
        let plan = Self::plan(signed)?;
        for (redemption, (_, allocation)) in signed.redemptions.iter().zip(&plan.redeemed) {
            let by_user = voucher::signed(&allocation.voucher_key, redemption);
            ensure!(by_user, Error::<T>::BadVoucherSignature);
        }
        Ok(())
    }

    /// Whether it is this worker's turn to submit this batch on this chain; returns the worker's session key.
    fn check_header(signed: &BoundedSignedBatch<T>) -> Result<sr25519::Public, Error<T>> {
        let header = &signed.header;
        let worker = T::AccountId::from(header.worker);
        let key = T::Workers::session_key(&worker).ok_or(Error::<T>::UnknownWorker)?;
        ensure!(signed.genesis == Self::genesis(), Error::<T>::WrongGenesis);
        let nonce = Self::next_nonce(&worker);
        ensure!(header.nonce >= nonce, Error::<T>::NonceUsed);
        ensure!(header.nonce == nonce, Error::<T>::NonceTooHigh);
        ensure!(header.receipts > 0, Error::<T>::NoReceipts);
        ensure!(header.receipts <= Rules::<T>::get().maximum_receipts, Error::<T>::TooManyReceipts);
        let has_lines = header.credits.sum == 0 || header.credit_lines > 0;
        ensure!(has_lines, Error::<T>::NoCreditLines);
        Ok(key)
    }

    /// All that this batch would change, or the first rule it breaks, signatures aside.
    fn plan(signed: &BoundedSignedBatch<T>) -> Result<Plan<T>, Error<T>> {
        Self::check_header(signed)?;
        let header = &signed.header;
        let redeemed = Self::plan_redemptions(signed)?;
        let fees = sum(redeemed.iter().map(|(redeemed, _)| redeemed.amount))?;
        let receipts = sum(redeemed.iter().map(|(redeemed, _)| redeemed.receipts.into()))?;
        ensure!(receipts == header.receipts.into(), Error::<T>::RedeemedReceiptsDoNotMatch);

        let (worker, rules) = (T::AccountId::from(header.worker), Rules::<T>::get());
        let unmatured = Unmatured::<T>::get(&worker).checked_add(fees).ok_or(Error::Overflow)?;
        let cover = share_down(T::Workers::bond(&worker), rules.bond_cover);
        ensure!(unmatured <= cover, Error::<T>::BondTooLow);

        let income = Self::plan_income(header, &signed.income, fees)?;
        let backers = income.backers.clone();
        let matures_at = Self::free_block(rules.dispute_period)?;
        let batch = Self::planned_batch(header, income, fees, matures_at);
        Ok(Plan { batch, worker, redeemed, unmatured, backers })
    }

    fn plan_redemptions(signed: &BoundedSignedBatch<T>) -> Result<Vec<Payment<T>>, Error<T>> {
        let id = |redemption: &Redemption| redemption.voucher.voucher.allocation;
        let sorted = signed.redemptions.windows(2).all(|pair| match pair {
            [before, after] => id(before) < id(after),
            _ => true,
        });
        ensure!(sorted, Error::<T>::RedemptionsNotSorted);

        let occasion = voucher::Occasion { genesis: signed.genesis, worker: signed.header.worker, now: Self::now() };
        let plan_one = |redemption: &Redemption| {
            let before = Allocations::<T>::get(id(redemption)).ok_or(Error::<T>::UnknownAllocation)?;
            let version = redemption.voucher.voucher.version;
            let earns = signed.income.iter().any(|income| income.version == version);
            ensure!(redemption.last.is_none() || earns, Error::<T>::AnotherVersion);
            let redeemed = Redeemed {
                allocation: id(redemption),
                user: before.user.clone(),
                amount: redemption.amount,
                first: before.receipts,
                receipts: redemption.receipts,
            };
            Ok((redeemed, voucher::redeem::<T>(before, redemption, &occasion)?))
        };
        signed.redemptions.iter().map(plan_one).collect()
    }

    /// The first block after the dispute period in which one more batch may mature.
    fn free_block(dispute_period: BlockNumber) -> Result<BlockNumber, Error<T>> {
        Self::free_block_from(Self::now().saturating_add(dispute_period), MATURITY_SPREAD)
    }

    /// The first of `spread` blocks in which one more batch may mature.
    pub(crate) fn free_block_from(first: BlockNumber, spread: BlockNumber) -> Result<BlockNumber, Error<T>> {
        let free = |block: &BlockNumber| {
            let due = Maturing::<T>::decode_len(block).unwrap_or(0);
            due < T::MaxMaturing::get() as usize
        };
        let mut blocks = first..first.saturating_add(spread);
        blocks.find(free).ok_or(Error::<T>::TooManyMaturing)
    }

    fn planned_batch(
        header: &BatchHeader,
        income: income::Income<T>,
        fees: Amount,
        matures_at: BlockNumber,
    ) -> Batch<T> {
        Batch {
            header: *header,
            shares: income.shares,
            economics: income.economics,
            fees,
            platform: income.platform,
            worked: income.worked,
            remainder: income.remainder,
            submitted_at: Self::now(),
            matures_at,
            matured: false,
            claimed: 0,
        }
    }

    pub(crate) fn do_submit_batch(signed: &BoundedSignedBatch<T>) -> DispatchResult {
        let Plan { batch, worker, redeemed, unmatured, backers } = Self::plan(signed)?;
        let id = NextBatchId::<T>::get();
        NextBatchId::<T>::put(id.checked_add(1).ok_or(Error::<T>::Overflow)?);
        let (nonce, matures_at) = (batch.header.nonce, batch.matures_at);
        BatchNonce::<T>::insert(&worker, nonce.checked_add(1).ok_or(Error::<T>::Overflow)?);
        Unmatured::<T>::insert(&worker, unmatured);
        Maturing::<T>::try_append(matures_at, id).map_err(|()| Error::<T>::TooManyMaturing)?;
        let (receipts, fees) = (batch.header.receipts, batch.fees);
        Batches::<T>::insert(id, batch);
        if !backers.is_empty() {
            BackersParts::<T>::insert(id, backers);
        }
        Self::deposit_event(Event::BatchSubmitted { batch: id, worker, nonce, receipts, fees, matures_at });
        Self::collect(id, redeemed)
    }

    /// Moves what was redeemed from the users' holds to the pot. By force, so that a user cannot spoil a batch by
    /// freezing what it set aside.
    fn collect(batch: BatchId, redeemed: Vec<Payment<T>>) -> DispatchResult {
        let mut payments = BoundedVec::new();
        for (payment, allocation) in redeemed {
            let Redeemed { allocation: id, amount, receipts, .. } = payment;
            if amount > 0 {
                T::Currency::transfer_on_hold(
                    &HoldReason::Allocation.into(),
                    &payment.user,
                    &Self::pot(),
                    amount,
                    Precision::Exact,
                    Restriction::Free,
                    Fortitude::Force,
                )?;
            }
            Allocations::<T>::insert(id, allocation);
            payments.try_push(payment).map_err(|_| Error::<T>::Overflow)?;
            Self::deposit_event(Event::AllocationRedeemed { batch, allocation: id, receipts, amount });
        }
        BatchRedemptions::<T>::insert(batch, payments);
        Ok(())
    }
}

/// Sum of amounts, as long as it is one.
pub(crate) fn sum<T: Config>(mut amounts: impl Iterator<Item = Amount>) -> Result<Amount, Error<T>> {
    amounts.try_fold(0u128, |sum, amount| sum.checked_add(amount)).ok_or(Error::<T>::Overflow)
}

/// How the pool is told: stale and future nonces and bad signatures in its own words, anything else by the
/// number of the error.
pub(crate) fn refusal<T: Config>(error: Error<T>) -> TransactionValidityError {
    let invalid = match error {
        Error::NonceUsed => InvalidTransaction::Stale,
        Error::NonceTooHigh => InvalidTransaction::Future,
        Error::BadWorkerSignature => InvalidTransaction::BadProof,
        other => InvalidTransaction::Custom(other.using_encoded(|bytes| bytes.first().copied().unwrap_or(u8::MAX))),
    };
    invalid.into()
}
