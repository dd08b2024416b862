#![doc = include_str!("../README.md")]
#![deny(missing_docs, unreachable_pub, clippy::unwrap_used)]

mod error;
mod layout;
mod lock;
mod read;
mod write;

pub use error::StoreError;

use layout::Layout;
use std::path::Path;

/// A folder of files by content.
#[derive(Clone, Debug)]
pub struct Store {
    layout: Layout,
}

impl Store {
    /// Opens the store in `dir`, making the folder if it is not there, and removes what an earlier process
    /// left half written.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, StoreError> {
        let layout = Layout::new(dir.as_ref());
        layout.make()?;
        let store = Self { layout };
        store.sweep_incoming()?;
        Ok(store)
    }

    /// The folder this store lives in.
    pub fn root(&self) -> &Path {
        self.layout.root()
    }
}
