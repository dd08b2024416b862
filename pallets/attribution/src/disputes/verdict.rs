//! What a proven lie costs: the batch is void, its users have their money back, and the worker's bond pays the
//! challenger and the platform.
//!
//! A void batch never matures and its nonce stays used. What its users are given back becomes their earnings, and does
//! not go back into their allocations: those have counted the receipts and the promises of the batch as spent, and
//! what was redeemed after it follows on them.

use crate::{
    types::Batch, BatchRedemptions, Batches, Config, Demands, DisputeTerms, Error, Event, HoldReason, Maturing, Pallet,
    ReexecutionsOf, Unmatured, Voided, WeightInfo, Workers,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    dispatch::{DispatchResult, DispatchResultWithPostInfo, Pays},
    ensure,
    traits::{
        fungible::MutateHold,
        tokens::{Fortitude, Precision, Restriction},
        Get,
    },
    weights::Weight,
};
use openledger_primitives::{split::share_down, Amount, BatchId, BlockNumber};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// What a batch was proved to lie about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Lie {
    /// A weight is not max(0, query · index).
    WrongScore,
    /// A credit line is not what its receipt owes.
    WrongLine,
    /// A credit line that is owed is not there.
    MissingLine,
    /// Credit lines are out of order, or one is there twice.
    LinesOutOfOrder,
    /// A sum in a tree is not what is below it.
    WrongSum,
    /// Receipts come to more than the batch states.
    WrongTotals,
    /// A receipt contradicts itself or its batch.
    WrongReceipt,
    /// A receipt is not among those that were redeemed: it was redeemed before, or never.
    NotRedeemed,
    /// The user countersigned another receipt.
    NotCountersigned,
    /// One answer has two receipts.
    DoubleReceipt,
    /// The worker did not show in time what was demanded.
    Silence,
    /// Others computed another output or another query.
    FalseAnswer,
}

/// How a batch became void.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Verdict<AccountId> {
    /// What was proved.
    pub lie: Lie,
    /// Who proved it.
    pub challenger: AccountId,
    /// When.
    pub at: BlockNumber,
}

impl<T: Config> Pallet<T> {
    /// Makes a batch void. Returns how many users were refunded.
    pub(crate) fn convict(
        id: BatchId,
        batch: &Batch<T>,
        lie: Lie,
        challenger: &T::AccountId,
    ) -> Result<u32, sp_runtime::DispatchError> {
        ensure!(!batch.matured, Error::<T>::DisputesOver);
        let worker = T::AccountId::from(batch.header.worker);
        Self::unschedule(id, batch.matures_at);
        Self::release_cover(&worker, batch.fees)?;
        Self::end_demands(id)?;
        Self::end_reexecutions(id)?;
        let refunds = Self::refund(id)?;
        let (slashed, reward) = Self::punish(&worker, challenger)?;
        let verdict = Verdict { lie, challenger: challenger.clone(), at: Self::now() };
        Voided::<T>::insert(id, verdict);
        Self::deposit_event(Event::BatchVoided {
            batch: id,
            worker,
            lie,
            challenger: challenger.clone(),
            refunded: batch.fees,
            slashed,
            reward,
        });
        Ok(refunds)
    }

    /// Makes a batch void by what was just proved. The proof is free.
    pub(crate) fn sentence(id: BatchId, lie: Lie, challenger: &T::AccountId) -> DispatchResultWithPostInfo {
        let batch = Self::disputable(id)?;
        Self::convict(id, &batch, lie, challenger)?;
        Ok(Pays::No.into())
    }

    /// The most that a batch which becomes void takes.
    pub(crate) fn void_weight() -> Weight {
        T::WeightInfo::void_batch(T::MaxRedemptions::get())
    }

    /// Takes a batch out of those that mature in a block.
    fn unschedule(id: BatchId, matures_at: BlockNumber) {
        Maturing::<T>::mutate_exists(matures_at, |due| {
            if let Some(batches) = due {
                batches.retain(|other| *other != id);
                if batches.is_empty() {
                    *due = None;
                }
            }
        });
    }

    /// Lets a batch mature no earlier than in the block after this one.
    pub(crate) fn delay_maturity(id: BatchId, batch: &mut Batch<T>, until: BlockNumber) -> Result<(), Error<T>> {
        if until < batch.matures_at {
            return Ok(());
        }
        let matures_at = Self::free_block_from(until.saturating_add(1), crate::batch::DELAY_SPREAD)?;
        Self::unschedule(id, batch.matures_at);
        Maturing::<T>::try_append(matures_at, id).map_err(|()| Error::<T>::TooManyMaturing)?;
        batch.matures_at = matures_at;
        Batches::<T>::insert(id, batch);
        Ok(())
    }

    /// The worker's bond no longer has to cover these fees.
    pub(crate) fn release_cover(worker: &T::AccountId, fees: Amount) -> Result<(), Error<T>> {
        match Unmatured::<T>::get(worker).checked_sub(fees).ok_or(Error::<T>::Overflow)? {
            0 => Unmatured::<T>::remove(worker),
            left => Unmatured::<T>::insert(worker, left),
        }
        Ok(())
    }

    /// Gives the users of a batch their money back, as earnings.
    fn refund(batch: BatchId) -> Result<u32, Error<T>> {
        let redeemed = BatchRedemptions::<T>::take(batch);
        for payment in &redeemed {
            Self::credit(&payment.user, payment.amount)?;
            Self::deposit_event(Event::Refunded {
                batch,
                allocation: payment.allocation,
                user: payment.user.clone(),
                amount: payment.amount,
            });
        }
        Ok(redeemed.len() as u32)
    }

    /// Takes the worker's bond; part of it is the challenger's and the rest the platform's.
    fn punish(worker: &T::AccountId, challenger: &T::AccountId) -> Result<(Amount, Amount), Error<T>> {
        let terms = DisputeTerms::<T>::get();
        let wanted = share_down(T::Workers::at_stake(worker), terms.slash);
        let slashed = if wanted > 0 { T::Workers::slash(worker, wanted, &Self::pot()) } else { 0 };
        let reward = share_down(slashed, terms.reward);
        Self::credit(challenger, reward)?;
        let rest = slashed.checked_sub(reward).ok_or(Error::<T>::Overflow)?;
        Self::credit(&T::PlatformAccount::get(), rest)?;
        Ok((slashed, reward))
    }

    /// Gives the bonds behind a batch's open demands back.
    pub(crate) fn end_demands(batch: BatchId) -> DispatchResult {
        for demand in Demands::<T>::take(batch) {
            Self::release_bond(&demand.challenger, demand.bond)?;
        }
        Ok(())
    }

    /// Ends a batch's open re-executions without a verdict; returns how many there were.
    pub(crate) fn end_reexecutions(batch: BatchId) -> Result<u64, sp_runtime::DispatchError> {
        let open = ReexecutionsOf::<T>::take(batch);
        for dispute in &open {
            Self::close_reexecution(*dispute)?;
        }
        Ok(open.len() as u64)
    }

    pub(crate) fn hold_bond(challenger: &T::AccountId, bond: Amount) -> DispatchResult {
        T::Currency::hold(&HoldReason::Dispute.into(), challenger, bond)
    }

    pub(crate) fn release_bond(challenger: &T::AccountId, bond: Amount) -> DispatchResult {
        T::Currency::release(&HoldReason::Dispute.into(), challenger, bond, Precision::Exact).map(drop)
    }

    /// The bond of a challenger who asked for nothing: part of it is the worker's, who had the trouble, and the rest
    /// the platform's, else a worker could ask itself for nothing.
    pub(crate) fn forfeit_bond(
        challenger: &T::AccountId,
        worker: &T::AccountId,
        bond: Amount,
    ) -> Result<Amount, sp_runtime::DispatchError> {
        if bond > 0 {
            T::Currency::transfer_on_hold(
                &HoldReason::Dispute.into(),
                challenger,
                &Self::pot(),
                bond,
                Precision::Exact,
                Restriction::Free,
                Fortitude::Force,
            )?;
        }
        let to_worker = share_down(bond, DisputeTerms::<T>::get().forfeit_to_worker);
        Self::credit(worker, to_worker)?;
        let rest = bond.checked_sub(to_worker).ok_or(Error::<T>::Overflow)?;
        Self::credit(&T::PlatformAccount::get(), rest)?;
        Ok(to_worker)
    }
}
