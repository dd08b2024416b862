//! What this pallet must know of workers, and ask of them, answered by another pallet.

use openledger_primitives::{job::JobKind, Amount, JobId};
use polkadot_sdk::{sp_core::sr25519, sp_runtime::DispatchError};

/// Bonded workers. The runtime answers from the compute pallet.
pub trait Workers<AccountId> {
    /// The key that signs the worker's batches; none for an account that is no worker.
    fn session_key(worker: &AccountId) -> Option<sr25519::Public>;

    /// The worker's bond.
    fn bond(worker: &AccountId) -> Amount;

    /// What the worker can lose: its bond, and whatever it began to take back of it and does not have yet. Less than
    /// that, and nobody would be punished who takes his bond back when he sees the proof coming.
    fn at_stake(worker: &AccountId) -> Amount;

    /// Moves up to `amount` of what is at stake to `to` as free balance, and says how much that was: this pallet owes exactly
    /// as much from then on.
    fn slash(worker: &AccountId, amount: Amount, to: &AccountId) -> Amount;
}

/// Where other workers are asked to compute something again. The runtime answers from the compute pallet.
pub trait Jobs<AccountId> {
    /// Opens a job and sets `reward` of `requester` aside for whoever does it. The same kind is opened several times
    /// for one dispute; none of the `excluded` should be asked. An answer by a worker that must not judge is refused
    /// besides, and the queue asks another.
    fn open(
        kind: JobKind,
        requester: &AccountId,
        reward: Amount,
        excluded: &[AccountId],
    ) -> Result<JobId, DispatchError>;
}
