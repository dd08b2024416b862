//! Where things lie below the store's folder.

use crate::StoreError;
use openledger_primitives::content::ContentId;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The paths of one store.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    root: PathBuf,
}

impl Layout {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Makes the folders that every store has.
    pub(crate) fn make(&self) -> Result<(), StoreError> {
        for dir in [self.incoming(), self.quarantine()] {
            fs::create_dir_all(&dir).map_err(StoreError::at("create the folder", &dir))?;
        }
        Ok(())
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The file whose lock excludes renames.
    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// Files whose content id is not known yet.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.root.join("incoming")
    }

    /// Files that are not what their name says.
    pub(crate) fn quarantine(&self) -> PathBuf {
        self.root.join("quarantine")
    }

    /// The folder of a content id. The last letter of a CID has only eight values, the two before it are
    /// uniform: 1,024 folders.
    pub(crate) fn shard(&self, cid: &ContentId) -> PathBuf {
        let text = cid.to_string();
        let tail = text.len().saturating_sub(3);
        self.root.join(text.get(tail..tail + 2).unwrap_or("xx"))
    }

    /// The file of a content id.
    pub(crate) fn file(&self, cid: &ContentId) -> PathBuf {
        self.shard(cid).join(cid.to_string())
    }
}
