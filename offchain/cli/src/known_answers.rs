//! Known answers: what opens one, in files beside the keys.
//!
//! An answer that is never opened costs its owner the bond, so the file is on disk before the answer is on chain. It is
//! kept by contribution, not by account: the owner seals it, and the contributor opens it.

use crate::{
    account::{digest, hex},
    error::{CliError, Result},
    keystore::{check_private, make_folder, write_private},
};
use openledger_primitives::{vote::KnownAnswer, ContributionId, Digest};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The known answers kept here, of one chain.
#[derive(Clone, Debug)]
pub struct KnownAnswers {
    folder: PathBuf,
    genesis: Digest,
}

/// What a file holds; its name says the rest.
#[derive(Serialize, Deserialize)]
struct Stored {
    score: u8,
    /// `0x` and 32 bytes.
    salt: String,
}

impl KnownAnswers {
    /// The answers beside the keys, for the chain with this genesis.
    pub fn new(keystore: &Path, genesis: Digest) -> Self {
        Self { folder: keystore.join("known-answers").join(&hex(&genesis)[2..18]), genesis }
    }

    /// Seals the right score of a contribution and keeps what opens it. One that is kept is returned as it is when the
    /// score is the same; another score is refused, since the one on chain could not be opened any more.
    pub fn seal(&self, contribution: ContributionId, score: u8) -> Result<KnownAnswer> {
        if let Some(kept) = self.find(contribution)? {
            return match kept.score == score {
                true => Ok(kept),
                false => Err(CliError::failure(format!(
                    "for contribution {contribution} the score {} is sealed already",
                    kept.score
                ))
                .hint(format!(
                    "remove `{}` if that answer never reached the chain",
                    self.path(contribution).display()
                ))),
            };
        }
        let mut salt = [0u8; 32];
        rand::fill(&mut salt);
        make_folder(&self.folder)?;
        let stored = serde_json::to_vec(&Stored { score, salt: hex(&salt) });
        let stored = stored.map_err(|error| CliError::failure(format!("cannot write a known answer: {error}")))?;
        write_private(&self.path(contribution), &stored)?;
        Ok(KnownAnswer { genesis: self.genesis, contribution, score, salt })
    }

    /// What opens an answer; `None` when it was not sealed with this keystore.
    pub fn find(&self, contribution: ContributionId) -> Result<Option<KnownAnswer>> {
        let path = self.path(contribution);
        if !path.exists() {
            return Ok(None);
        }
        check_private(&path)?;
        let bytes = fs::read(&path).map_err(CliError::file("read", &path))?;
        let stored: Option<Stored> = serde_json::from_slice(&bytes).ok();
        let read = stored.and_then(|stored| Some((stored.score, digest(&stored.salt)?)));
        let (score, salt) = read.ok_or_else(|| CliError::failure(format!("`{}` is damaged", path.display())))?;
        Ok(Some(KnownAnswer { genesis: self.genesis, contribution, score, salt }))
    }

    /// Forgets an answer that was opened.
    pub fn forget(&self, contribution: ContributionId) -> Result<()> {
        let path = self.path(contribution);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(CliError::file("remove", &path)(error)),
            _ => Ok(()),
        }
    }

    fn path(&self, contribution: ContributionId) -> PathBuf {
        self.folder.join(format!("{contribution}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_until_it_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let answers = KnownAnswers::new(folder.path(), [1; 32]);
        let sealed = answers.seal(7, 80).expect("sealed");
        assert_eq!(answers.find(7).expect("read"), Some(sealed));
        assert_eq!(KnownAnswers::new(folder.path(), [2; 32]).find(7).expect("read"), None);
        answers.forget(7).expect("forgotten");
        answers.forget(7).expect("nothing to forget is no error");
        assert_eq!(answers.find(7).expect("read"), None);
    }

    #[test]
    fn a_salt_is_never_replaced_while_it_is_needed() {
        let folder = tempfile::tempdir().expect("a folder");
        let answers = KnownAnswers::new(folder.path(), [1; 32]);
        let sealed = answers.seal(7, 80).expect("sealed");
        assert_eq!(answers.seal(7, 80).expect("the same again"), sealed);
        assert!(answers.seal(7, 81).expect_err("another score").to_string().contains("score 80"));
    }
}
