//! A worker's result: who may send it without paying a fee, and what happens to it.

use crate::{
    jobs::Outcome,
    traits::JobHandler,
    types::{answers, JobOf},
    Config, Error, Jobs, Pallet, Workers,
};
use openledger_primitives::job::{JobResult, SignedResult};
use polkadot_sdk::{
    frame_support::{storage::with_storage_layer, weights::Weight},
    frame_system,
    sp_core::sr25519,
    sp_io::crypto::sr25519_verify,
    sp_runtime::{
        traits::{Saturating, UniqueSaturatedInto},
        transaction_validity::{
            InvalidTransaction, TransactionPriority, TransactionSource, TransactionValidityWithRefund, ValidTransaction,
        },
        DispatchResult,
    },
};

/// The pool's name for results; with (job, attempt) it lets one result per attempt wait.
pub const RESULT_TAG: &str = "olwk-result";

/// Results go before ordinary transactions: there are few, each is awaited, and none pays.
const PRIORITY: TransactionPriority = TransactionPriority::MAX / 2;

impl<T: Config> Pallet<T> {
    /// Whether a result may enter the pool or a block: the attempt is under way on this chain, the answer is
    /// of the job's kind, and the assigned worker's key signed it. The signature comes last, as the dearest.
    pub(crate) fn authorize_result(
        _source: TransactionSource,
        signed: &SignedResult,
        signature: &sr25519::Signature,
    ) -> TransactionValidityWithRefund {
        let job = Jobs::<T>::get(signed.job).ok_or(InvalidTransaction::Stale)?;
        let assignment = job.assignment().ok_or(InvalidTransaction::Stale)?;
        if job.attempt != signed.attempt {
            return Err(InvalidTransaction::Stale.into());
        }
        if !answers(&job.kind, &signed.result) {
            return Err(InvalidTransaction::Call.into());
        }
        if signed.genesis != Self::genesis() {
            return Err(InvalidTransaction::BadProof.into());
        }
        let worker = Workers::<T>::get(&assignment.worker).ok_or(InvalidTransaction::BadSigner)?;
        if !sr25519_verify(signature, &signed.signing_hash(), &worker.session_key) {
            return Err(InvalidTransaction::BadProof.into());
        }
        let now = frame_system::Pallet::<T>::block_number();
        let blocks_left: u64 = assignment.deadline.saturating_sub(now).unique_saturated_into();
        let validity = ValidTransaction::with_tag_prefix(RESULT_TAG)
            .priority(PRIORITY)
            .and_provides((signed.job, signed.attempt))
            .longevity(blocks_left.max(1))
            .propagate(true)
            .build()?;
        Ok((validity, Weight::zero()))
    }

    /// Takes an authorised result. It ends the attempt whatever the handler says, so that no result can be in
    /// two blocks.
    pub(crate) fn take_result(signed: SignedResult) -> DispatchResult {
        let job: JobOf<T> = Jobs::<T>::get(signed.job).ok_or(Error::<T>::JobUnknown)?;
        let assignment = job.assignment().ok_or(Error::<T>::NotAssigned)?.clone();
        if job.attempt != signed.attempt || !answers(&job.kind, &signed.result) {
            return Err(Error::<T>::NotAssigned.into());
        }
        let outcome = match &signed.result {
            JobResult::Failed(failure) => Outcome::GaveUp(*failure),
            result => {
                let handled =
                    with_storage_layer(|| T::Handler::on_result(signed.job, job.kind, &assignment.worker, result));
                handled.map_or_else(Outcome::Refused, |()| Outcome::Finished)
            }
        };
        Self::remove_deadline(assignment.deadline, signed.job);
        Self::end_attempt(signed.job, job, assignment.worker, outcome);
        Ok(())
    }
}
