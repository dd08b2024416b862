//! For the offchain worker that carries batches, and what is demanded of them, from the local daemon to the chain.

use crate::{types::BoundedSignedBatch, BatchNonce, Call, Config, Error, Pallet, Part, Shown};
use alloc::boxed::Box;
use frame_support::{DebugNoBound, EqNoBound, PartialEqNoBound};
use frame_system::offchain::SubmitTransaction;
use openledger_primitives::{batch::SignedBatch, demand, BatchId};
use polkadot_sdk::*;
use sp_core::sr25519;

/// Why a batch, or what was demanded of one, was not sent.
#[derive(DebugNoBound, PartialEqNoBound, EqNoBound)]
pub enum SubmitError<T: Config> {
    /// It has more incomes or redemptions than a batch may have, or a longer path than a tree of a batch.
    TooLong,
    /// The chain would refuse it now. It was not sent, because a pool does not look again for a while at what it
    /// refused once.
    Refused(Error<T>),
    /// The pool would not take it; most often because it has it already.
    Pool,
}

impl<T: Config> Pallet<T> {
    /// The nonce of a worker's next batch.
    pub fn next_nonce(worker: &T::AccountId) -> u64 {
        BatchNonce::<T>::get(worker)
    }

    /// Fees of a worker's batches that have not matured: while there are any, its bond must stay.
    pub fn unmatured(worker: &T::AccountId) -> openledger_primitives::Amount {
        crate::Unmatured::<T>::get(worker)
    }

    /// Sends a batch signed by the worker's session key to the local pool, if the chain would accept it now.
    pub fn submit(signed: SignedBatch, signature: sr25519::Signature) -> Result<(), SubmitError<T>> {
        let signed = BoundedSignedBatch::<T>::try_from(signed).map_err(|()| SubmitError::TooLong)?;
        Self::check_batch(&signed, &signature).map_err(SubmitError::Refused)?;
        let call = Call::<T>::submit_batch { signed: Box::new(signed), signature };
        let transaction = T::create_authorized_transaction(call.into());
        SubmitTransaction::<T, Call<T>>::submit_transaction(transaction).map_err(|()| SubmitError::Pool)
    }

    /// Sends what answers a demand to the local pool, without a fee, if the chain would accept it now.
    pub fn submit_reveal(batch: BatchId, part: Part, shown: demand::Shown) -> Result<(), SubmitError<T>> {
        let shown = Shown::try_from(shown).map_err(|()| SubmitError::TooLong)?;
        Self::check_reveal(batch, part, &shown).map_err(SubmitError::Refused)?;
        let call = Call::<T>::reveal { batch, part, shown: Box::new(shown) };
        let transaction = T::create_authorized_transaction(call.into());
        SubmitTransaction::<T, Call<T>>::submit_transaction(transaction).map_err(|()| SubmitError::Pool)
    }
}
