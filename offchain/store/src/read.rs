//! Getting: every byte is hashed before anyone sees it.

use crate::{write::sync_dir, Store, StoreError};
use openledger_primitives::content::ContentId;
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::PathBuf,
};

impl Store {
    /// The content, verified.
    pub fn get(&self, cid: &ContentId) -> Result<Vec<u8>, StoreError> {
        let path = self.path(cid);
        let mut file = self.find(cid)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(StoreError::at("read", &path))?;
        match ContentId::of(&bytes) {
            found if found == *cid => Ok(bytes),
            found => match self.quarantine(cid, found)? {
                Some(error) => Err(error),
                None => self.get(cid),
            },
        }
    }

    /// The file behind a content id, verified and rewound, for content too large to hold in memory.
    pub fn reader(&self, cid: &ContentId) -> Result<File, StoreError> {
        let path = self.path(cid);
        let mut file = self.find(cid)?;
        match hash(&mut file).map_err(StoreError::at("read", &path))? {
            found if found == *cid => {
                file.seek(SeekFrom::Start(0)).map_err(StoreError::at("rewind", &path))?;
                Ok(file)
            }
            found => match self.quarantine(cid, found)? {
                Some(error) => Err(error),
                None => self.reader(cid),
            },
        }
    }

    /// Verifies the content without keeping it, and says where it lies.
    pub fn verify(&self, cid: &ContentId) -> Result<PathBuf, StoreError> {
        self.reader(cid).map(|_| self.path(cid))
    }

    /// Whether something is stored by this name. Only a read says whether it is whole.
    pub fn has(&self, cid: &ContentId) -> bool {
        self.path(cid).is_file()
    }

    /// Where the content lies if it is stored. What is read there by other means than [`Store::get`],
    /// [`Store::reader`] and [`Store::verify`] is not verified.
    pub fn path(&self, cid: &ContentId) -> PathBuf {
        self.layout.file(cid)
    }

    /// Whether the content is here and what its name says; never moves anything.
    pub(crate) fn is_whole(&self, cid: &ContentId) -> Result<bool, StoreError> {
        match self.find(cid) {
            Ok(mut file) => {
                let path = self.path(cid);
                Ok(hash(&mut file).map_err(StoreError::at("read", &path))? == *cid)
            }
            Err(StoreError::Missing(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn find(&self, cid: &ContentId) -> Result<File, StoreError> {
        let path = self.path(cid);
        match File::open(&path) {
            Ok(file) => Ok(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Missing(*cid)),
            Err(error) => Err(StoreError::at("open", &path)(error)),
        }
    }

    /// Moves an altered file away and returns the error to give; `None` when a writer repaired it meanwhile,
    /// so that the reader looks again.
    fn quarantine(&self, cid: &ContentId, found: ContentId) -> Result<Option<StoreError>, StoreError> {
        self.exclusively(|| {
            if self.is_whole(cid)? {
                return Ok(None);
            }
            let (place, mut quarantined) = (self.path(cid), self.layout.quarantine());
            if place.exists() {
                quarantined = self.free_quarantine_path(cid);
                fs::rename(&place, &quarantined).map_err(StoreError::at("move to quarantine", &place))?;
                sync_dir(&self.layout.quarantine())?;
                sync_dir(&self.layout.shard(cid))?;
            }
            Ok(Some(StoreError::Altered { cid: *cid, found, quarantined }))
        })
    }

    fn free_quarantine_path(&self, cid: &ContentId) -> PathBuf {
        let dir = self.layout.quarantine();
        let mut number = 1u32;
        loop {
            let path = dir.join(format!("{cid}.{number}"));
            if !path.exists() {
                return path;
            }
            number = number.saturating_add(1);
        }
    }
}

fn hash(file: &mut File) -> io::Result<ContentId> {
    let mut hasher = Sha256::new();
    io::copy(file, &mut hasher)?;
    Ok(ContentId(hasher.finalize().into()))
}
