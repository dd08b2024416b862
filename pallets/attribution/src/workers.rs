//! What this pallet must know of workers, answered by another pallet.

use openledger_primitives::Amount;
use polkadot_sdk::sp_core::sr25519;

/// Bonded workers. The runtime answers from the compute pallet.
pub trait Workers<AccountId> {
    /// The key that signs the worker's batches; none for an account that is no worker.
    fn session_key(worker: &AccountId) -> Option<sr25519::Public>;

    /// The worker's bond.
    fn bond(worker: &AccountId) -> Amount;
}
