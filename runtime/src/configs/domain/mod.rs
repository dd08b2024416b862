//! Datanets, compute, models and attribution: what this chain is for.
//!
//! The four pallets do not know one another. Each says in its own traits what it needs; the files
//! here answer with the pallet that has it:
//!
//! - [`datanets`]: where contributions' checks and curators' reports are asked for;
//! - [`compute`]: whose a job is, and so who gets its result;
//! - [`models`]: data to train on, and who trains;
//! - [`attribution`]: which version earns, for whom, and whose bond stands behind it.

mod attribution;
mod compute;
mod datanets;
mod models;

use super::governance::origins::Admin;
use crate::{AccountId, Balance, Compute, Runtime};
use openledger_primitives::{job::JobKind, JobId};
use pallet_compute::JobQueue;
use polkadot_sdk::sp_runtime::DispatchError;

/// The queue of jobs, for the pallets that ask for work.
pub struct Queue;

impl Queue {
    fn open(kind: JobKind, requester: &AccountId, reward: Balance) -> Result<JobId, DispatchError> {
        Self::open_excluding(kind, requester, reward, &[])
    }

    /// For a job that checks what the excluded did.
    fn open_excluding(
        kind: JobKind,
        requester: &AccountId,
        reward: Balance,
        excluded: &[AccountId],
    ) -> Result<JobId, DispatchError> {
        <Compute as JobQueue<AccountId, Balance>>::open_excluding(kind, requester, reward, excluded)
    }
}

impl pallet_datanets::Jobs<AccountId, Balance> for Queue {
    fn open(kind: JobKind, requester: &AccountId, reward: Balance) -> Result<JobId, DispatchError> {
        Queue::open(kind, requester, reward)
    }
}

impl pallet_models::Jobs<AccountId, Balance> for Queue {
    fn open_excluding(
        kind: JobKind,
        requester: &AccountId,
        reward: Balance,
        excluded: &[AccountId],
    ) -> Result<JobId, DispatchError> {
        Queue::open_excluding(kind, requester, reward, excluded)
    }

    fn price(job: JobId) -> Option<Balance> {
        pallet_compute::Agreed::<Runtime>::get(job)
    }
}
