//! One lock for the steps that must not interleave: renaming a file into its place, and out of it.

use crate::{Store, StoreError};
use std::fs::File;

impl Store {
    /// Runs `step` while no other writer, in this process or another, is inside such a step.
    pub(crate) fn exclusively<T>(&self, step: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let path = self.layout.lock();
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(StoreError::at("open", &path))?;
        file.lock().map_err(StoreError::at("lock", &path))?;
        // The lock is let go when `file` is closed, whatever happens inside.
        step()
    }
}
