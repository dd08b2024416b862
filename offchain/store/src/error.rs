//! Why the store refuses, always with the name of the content or the path involved.

use openledger_primitives::content::ContentId;
use std::{
    io,
    path::{Path, PathBuf},
};

/// What can go wrong with a stored file.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing by this name is stored here.
    #[error("`{0}` is not in the store: put the file again or fetch it from a worker that has it")]
    Missing(ContentId),
    /// The stored bytes are not what the name says. The file was moved away, so it can be put again.
    #[error("`{cid}` was altered on disk (its bytes are now `{found}`); moved to `{}`: put the file again to repair the store", quarantined.display())]
    Altered {
        /// The name asked for.
        cid: ContentId,
        /// The name of the bytes that were found.
        found: ContentId,
        /// Where the altered file is now.
        quarantined: PathBuf,
    },
    /// The content is longer than the caller allows.
    #[error("the content is longer than the {limit} bytes allowed here")]
    TooLarge {
        /// The caller's limit in bytes.
        limit: u64,
    },
    /// The disk has no room for the file; nothing was stored.
    #[error("no space left to write `{}`: free some and try again", .0.display())]
    Full(PathBuf),
    /// The content itself could not be read to its end; nothing was stored.
    #[error("cannot read the content to store: {0}")]
    Source(#[source] io::Error),
    /// Any other failure of the file system.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl StoreError {
    /// Turns a failure of the file system into an error with its path; a full disk has a name of its own.
    pub(crate) fn at<'a>(action: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Self + 'a {
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(path.to_owned()),
            _ => Self::Io { action, path: path.to_owned(), source },
        }
    }

    /// Whether putting the content again would help: it is missing or was altered.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Altered { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_an_exhausted_quota_are_named() {
        for code in [28, 122] {
            let error = StoreError::at("write", Path::new("/store/x"))(io::Error::from_raw_os_error(code));
            assert!(matches!(error, StoreError::Full(_)), "{error}");
            assert!(error.to_string().contains("/store/x"));
        }
    }

    #[test]
    fn other_failures_keep_the_action_and_the_path() {
        let error = StoreError::at("open", Path::new("/store/x"))(io::Error::from_raw_os_error(13));
        assert!(error.to_string().starts_with("cannot open `/store/x`"), "{error}");
    }
}
