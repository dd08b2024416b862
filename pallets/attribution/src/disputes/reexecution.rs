//! A false answer: the output or the query that a receipt names is not what its version makes of the request.
//!
//! No chain can compute that, so others do: as many workers as [`PANEL`], none of them the accused, compute the answer
//! again from the batch's file. When most of them agree on something else than the receipt says, it is a lie; when most
//! agree with the receipt, the challenger loses the bond; when they do not agree, or too few answer in time, the bond
//! goes back. Only answers of a numeric class whose results are the same on every machine are judged so.

use super::{evidence::ShownReceipt, verdict::Lie};
use crate::{
    Batches, Catalogue, Config, DisputeTerms, Error, Event, Jobs, NextDisputeId, Pallet, Reexecutions, ReexecutionsOf,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{dispatch::DispatchResult, ensure, storage::with_storage_layer, traits::ConstU32, BoundedVec};
use openledger_primitives::{
    job::{JobKind, ReexecuteResult, ReexecuteSpec},
    recipe::NumericClass,
    Amount, BatchId, BlockNumber, DisputeId, VersionId,
};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// Workers that compute a disputed answer again.
pub const PANEL: u32 = 3;
/// Most of them whose agreement is not enough.
const MINORITY: usize = 1;
/// Most open re-executions of a batch.
pub const MAX_REEXECUTIONS: u32 = 4;

/// Open re-executions of a batch.
pub type OpenReexecutions = BoundedVec<DisputeId, ConstU32<MAX_REEXECUTIONS>>;

/// An answer that is being computed again.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Reexecution<AccountId> {
    /// The batch.
    pub batch: BatchId,
    /// Place of the receipt in it.
    pub receipt: u32,
    /// The version that answered.
    pub version: VersionId,
    /// What the receipt says.
    pub stated: ReexecuteResult,
    /// Who does not believe it.
    pub challenger: AccountId,
    /// On hold for it.
    pub bond: Amount,
    /// What came out, and for whom.
    pub answers: BoundedVec<(AccountId, ReexecuteResult), ConstU32<PANEL>>,
    /// Jobs that were given up.
    pub failed: u32,
    /// Last block that the batch waits for an answer.
    pub deadline: BlockNumber,
}

/// How a re-execution ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Outcome {
    /// Most agree on something else than the receipt says.
    Lie,
    /// Most agree with the receipt.
    Honest,
    /// Too few agree.
    Open,
}

impl<T: Config> Pallet<T> {
    pub(crate) fn do_request_reexecution(
        challenger: T::AccountId,
        id: BatchId,
        shown: &ShownReceipt,
    ) -> DispatchResult {
        let mut batch = Self::disputable(id)?;
        ensure!(Self::now() <= Self::last_question(&batch), Error::<T>::DisputesOver);
        Self::check_receipt(&batch, shown)?;
        let receipt = &shown.receipt;
        ensure!(receipt.numeric_class == NumericClass::CpuExact, Error::<T>::NotReproducible);
        ensure!(T::Catalogue::files(receipt.version).is_some(), Error::<T>::UnknownVersion);
        let place = u32::try_from(shown.path.index).map_err(|_| Error::<T>::AnotherReceipt)?;
        let open = ReexecutionsOf::<T>::get(id);
        let asked = |dispute: &DisputeId| Reexecutions::<T>::get(dispute).is_some_and(|open| open.receipt == place);
        ensure!(!open.iter().any(asked), Error::<T>::AlreadyDemanded);

        let dispute = NextDisputeId::<T>::get();
        NextDisputeId::<T>::put(dispute.checked_add(1).ok_or(Error::<T>::Overflow)?);
        let terms = DisputeTerms::<T>::get();
        let deadline = Self::now().saturating_add(terms.reexecution_period);
        Self::hold_bond(&challenger, terms.reexecution_bond)?;
        Self::delay_maturity(id, &mut batch, deadline)?;
        ReexecutionsOf::<T>::try_append(id, dispute).map_err(|()| Error::<T>::TooManyDemands)?;
        Reexecutions::<T>::insert(
            dispute,
            Reexecution {
                batch: id,
                receipt: place,
                version: receipt.version,
                stated: ReexecuteResult { output: receipt.output, query: receipt.query },
                challenger: challenger.clone(),
                bond: terms.reexecution_bond,
                answers: BoundedVec::new(),
                failed: 0,
                deadline,
            },
        );
        let accused = [T::AccountId::from(batch.header.worker)];
        for _ in 0..PANEL {
            T::Jobs::open(JobKind::Reexecute(dispute), &challenger, terms.reexecution_reward, &accused)?;
        }
        Self::deposit_event(Event::ReexecutionRequested { dispute, batch: id, receipt: place, challenger, deadline });
        Ok(())
    }

    /// Takes what a worker computed. The accused is refused. Whoever was drawn twice has one voice, and another is asked
    /// in its place. What comes when nobody waits for it any more changes nothing.
    pub fn on_reexecute_result(dispute: DisputeId, worker: &T::AccountId, result: ReexecuteResult) -> DispatchResult {
        let Some(mut open) = Reexecutions::<T>::get(dispute) else { return Ok(()) };
        let batch = Batches::<T>::get(open.batch).ok_or(Error::<T>::UnknownBatch)?;
        ensure!(*worker != T::AccountId::from(batch.header.worker), Error::<T>::Accused);
        if open.answers.iter().any(|(other, _)| other == worker) {
            if Self::ask_another(dispute, &open, &batch).is_err() {
                open.failed = open.failed.saturating_add(1);
            }
            return Self::keep_or_close(dispute, open);
        }
        let agrees = result == open.stated;
        open.answers.try_push((worker.clone(), result)).map_err(|_| Error::<T>::Overflow)?;
        Self::deposit_event(Event::ReexecutionAnswered { dispute, worker: worker.clone(), agrees });

        let votes = |wanted: &ReexecuteResult| open.answers.iter().filter(|(_, other)| other == wanted).count();
        let outcome = if votes(&result) <= MINORITY {
            Outcome::Open
        } else if agrees {
            Outcome::Honest
        } else {
            Outcome::Lie
        };
        match outcome {
            Outcome::Lie => {
                Self::deposit_event(Event::ReexecutionEnded { dispute, outcome });
                Self::convict(open.batch, &batch, Lie::FalseAnswer, &open.challenger).map(drop)
            }
            Outcome::Honest => {
                let worker = T::AccountId::from(batch.header.worker);
                Self::forfeit_bond(&open.challenger, &worker, open.bond)?;
                Self::forget_reexecution(dispute, open.batch);
                Self::deposit_event(Event::ReexecutionEnded { dispute, outcome });
                Ok(())
            }
            Outcome::Open => Self::keep_or_close(dispute, open),
        }
    }

    /// Opens a job in the place of one that brought no new voice, for those who have not answered yet.
    fn ask_another(dispute: DisputeId, open: &Reexecution<T::AccountId>, batch: &crate::Batch<T>) -> DispatchResult {
        let reward = DisputeTerms::<T>::get().reexecution_reward;
        let answered = open.answers.iter().map(|(worker, _)| worker.clone());
        let excluded: Vec<_> = answered.chain([T::AccountId::from(batch.header.worker)]).collect();
        let job = || T::Jobs::open(JobKind::Reexecute(dispute), &open.challenger, reward, &excluded).map(drop);
        with_storage_layer(job)
    }

    /// A job of the re-execution was given up.
    pub fn on_reexecute_failed(dispute: DisputeId) {
        let Some(mut open) = Reexecutions::<T>::get(dispute) else { return };
        open.failed = open.failed.saturating_add(1);
        if Self::keep_or_close(dispute, open).is_err() {
            frame_support::defensive!("a bond on hold can be released");
        }
    }

    /// What a worker needs to compute a disputed answer again.
    pub fn reexecute_spec(dispute: DisputeId) -> Option<ReexecuteSpec> {
        let open = Reexecutions::<T>::get(dispute)?;
        let batch = Batches::<T>::get(open.batch)?;
        let files = T::Catalogue::files(open.version)?;
        Some(ReexecuteSpec {
            batch: batch.header.content,
            receipt: open.receipt,
            base: files.base,
            adapter: files.adapter,
            adapter_config: files.adapter_config,
            index: files.index,
        })
    }

    /// Waits for the next answer, or ends without a verdict when none can come any more.
    fn keep_or_close(dispute: DisputeId, open: Reexecution<T::AccountId>) -> DispatchResult {
        let come = open.failed.saturating_add(open.answers.len() as u32);
        let batch = open.batch;
        Reexecutions::<T>::insert(dispute, open);
        if come >= PANEL {
            Self::close_reexecution(dispute)?;
            Self::forget_reexecution(dispute, batch);
        }
        Ok(())
    }

    /// Ends a re-execution without a verdict on it: the bond goes back.
    pub(crate) fn close_reexecution(dispute: DisputeId) -> DispatchResult {
        let Some(open) = Reexecutions::<T>::take(dispute) else { return Ok(()) };
        Self::release_bond(&open.challenger, open.bond)?;
        Self::deposit_event(Event::ReexecutionEnded { dispute, outcome: Outcome::Open });
        Ok(())
    }

    fn forget_reexecution(dispute: DisputeId, batch: BatchId) {
        Reexecutions::<T>::remove(dispute);
        ReexecutionsOf::<T>::mutate_exists(batch, |open| {
            if let Some(disputes) = open {
                disputes.retain(|other| *other != dispute);
                if disputes.is_empty() {
                    *open = None;
                }
            }
        });
    }
}
