//! Putting: beside its place, synced, renamed, folder synced.

use crate::{Store, StoreError};
use openledger_primitives::content::ContentId;
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File},
    io::{Read, Write},
    path::Path,
};
use tempfile::NamedTempFile;

/// Bytes read at a time.
const CHUNK: usize = 128 * 1024;

impl Store {
    /// Stores these bytes and names them.
    pub fn put(&self, bytes: &[u8]) -> Result<ContentId, StoreError> {
        self.put_reader(bytes, bytes.len() as u64)
    }

    /// Stores a copy of the file at `path` and names it.
    pub fn put_file(&self, path: impl AsRef<Path>) -> Result<ContentId, StoreError> {
        let path = path.as_ref();
        let file = File::open(path).map_err(StoreError::at("open", path))?;
        self.put_reader(file, u64::MAX)
    }

    /// Stores what `source` yields, at most `limit` bytes of it: a longer source is refused and leaves nothing.
    pub fn put_reader(&self, mut source: impl Read, limit: u64) -> Result<ContentId, StoreError> {
        let incoming = self.layout.incoming();
        let mut file = NamedTempFile::new_in(&incoming).map_err(StoreError::at("create a file in", &incoming))?;
        let mut hasher = Sha256::new();
        let mut chunk = vec![0u8; CHUNK];
        let mut total = 0u64;
        loop {
            let read = match source.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(StoreError::Source(error)),
            };
            total = total.saturating_add(read as u64);
            if total > limit {
                return Err(StoreError::TooLarge { limit });
            }
            let part = chunk.get(..read).unwrap_or_default();
            hasher.update(part);
            file.write_all(part).map_err(StoreError::at("write", &incoming))?;
        }
        let cid = ContentId(hasher.finalize().into());
        self.settle(file, cid)?;
        Ok(cid)
    }

    /// Renames a complete file into its place, unless what is there already is whole.
    fn settle(&self, file: NamedTempFile, cid: ContentId) -> Result<(), StoreError> {
        if self.is_whole(&cid)? {
            return Ok(());
        }
        let (shard, place) = (self.layout.shard(&cid), self.layout.file(&cid));
        file.as_file().sync_all().map_err(StoreError::at("sync", &place))?;
        self.exclusively(|| {
            if !shard.is_dir() {
                fs::create_dir_all(&shard).map_err(StoreError::at("create the folder", &shard))?;
                sync_dir(self.root())?;
            }
            file.persist(&place).map_err(|error| StoreError::at("rename into", &place)(error.error))?;
            sync_dir(&shard)
        })
    }

    /// Removes files that a process that is gone was writing. Those of a live one are left: they are locked
    /// by nothing, so only old ones go.
    pub(crate) fn sweep_incoming(&self) -> Result<(), StoreError> {
        let incoming = self.layout.incoming();
        for entry in fs::read_dir(&incoming).map_err(StoreError::at("list", &incoming))? {
            let path = entry.map_err(StoreError::at("list", &incoming))?.path();
            let abandoned = fs::metadata(&path)
                .and_then(|metadata| metadata.modified())
                .ok()
                .and_then(|modified| modified.elapsed().ok())
                .is_some_and(|age| age > ABANDONED_AFTER);
            if abandoned {
                // Whoever else sweeps may be faster; a file that is gone is what was wanted.
                let _ = fs::remove_file(&path);
            }
        }
        Ok(())
    }
}

/// A file in `incoming` that nobody wrote to for this long belongs to no living writer.
const ABANDONED_AFTER: std::time::Duration = std::time::Duration::from_secs(3600);

/// Makes a rename survive a power cut.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), StoreError> {
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(StoreError::at("sync the folder", dir))
}
