//! The offchain worker.

use crate::{Config, Pallet};
use polkadot_sdk::frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
    /// Carries jobs, results and receipt batches between the chain and this machine's daemon.
    pub(crate) fn carry(_now: BlockNumberFor<T>) {}
}
