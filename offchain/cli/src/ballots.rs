//! Sealed votes: what a curator must keep to open one, in files beside the keys.
//!
//! A vote that is never opened costs more than a bad one, so the file is on disk before the vote is on chain.

use crate::{
    account::{digest, hex},
    error::{CliError, Result},
    keystore::{check_private, make_folder, write_private},
};
use openledger_primitives::{vote::SealedVote, AccountBytes, ContributionId, Digest};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The sealed votes of one curator on one chain.
#[derive(Clone, Debug)]
pub struct Ballots {
    folder: PathBuf,
    genesis: Digest,
    curator: AccountBytes,
}

/// What a file holds; its name says the rest.
#[derive(Serialize, Deserialize)]
struct Stored {
    score: u8,
    /// `0x` and 32 bytes.
    salt: String,
}

impl Ballots {
    /// The votes beside the keys, for the chain with this genesis.
    pub fn new(keystore: &Path, genesis: Digest, curator: AccountBytes) -> Self {
        let folder = keystore.join("votes").join(&hex(&genesis)[2..18]).join(&hex(&curator)[2..]);
        Self { folder, genesis, curator }
    }

    /// Seals a score and keeps what opens it. A vote that was sealed before and did not reach the chain is replaced.
    pub fn seal(&self, contribution: ContributionId, round: u8, score: u8) -> Result<SealedVote> {
        let mut salt = [0u8; 32];
        rand::fill(&mut salt);
        make_folder(&self.folder)?;
        let stored = serde_json::to_vec(&Stored { score, salt: hex(&salt) });
        let stored = stored.map_err(|error| CliError::failure(format!("cannot write a vote: {error}")))?;
        write_private(&self.path(contribution, round), &stored)?;
        Ok(self.vote(contribution, round, score, salt))
    }

    /// What opens a vote; `None` when it was not sealed with this keystore.
    pub fn find(&self, contribution: ContributionId, round: u8) -> Result<Option<SealedVote>> {
        let path = self.path(contribution, round);
        if !path.exists() {
            return Ok(None);
        }
        check_private(&path)?;
        let bytes = fs::read(&path).map_err(CliError::file("read", &path))?;
        let stored: Option<Stored> = serde_json::from_slice(&bytes).ok();
        let read = stored.and_then(|stored| Some((stored.score, digest(&stored.salt)?)));
        let (score, salt) = read.ok_or_else(|| CliError::failure(format!("`{}` is damaged", path.display())))?;
        Ok(Some(self.vote(contribution, round, score, salt)))
    }

    /// The votes that are kept, by contribution and round.
    pub fn all(&self) -> Vec<(ContributionId, u8)> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let name = |path: PathBuf| {
            let (contribution, round) = path.file_name()?.to_str()?.strip_suffix(".json")?.split_once('-')?;
            Some((contribution.parse().ok()?, round.parse().ok()?))
        };
        let mut found: Vec<_> = entries.flatten().filter_map(|entry| name(entry.path())).collect();
        found.sort_unstable();
        found
    }

    /// Forgets a vote that was opened, or cannot be any more.
    pub fn forget(&self, contribution: ContributionId, round: u8) -> Result<()> {
        let path = self.path(contribution, round);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(CliError::file("remove", &path)(error)),
            _ => Ok(()),
        }
    }

    fn vote(&self, contribution: ContributionId, round: u8, score: u8, salt: [u8; 32]) -> SealedVote {
        SealedVote { genesis: self.genesis, contribution, round, curator: self.curator, score, salt }
    }

    fn path(&self, contribution: ContributionId, round: u8) -> PathBuf {
        self.folder.join(format!("{contribution}-{round}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_until_it_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let ballots = Ballots::new(folder.path(), [1; 32], [2; 32]);
        let sealed = ballots.seal(7, 0, 80).expect("sealed");
        assert_eq!(ballots.find(7, 0).expect("read"), Some(sealed));
        assert_eq!(ballots.find(7, 1).expect("read"), None);
        assert_eq!(ballots.all(), [(7, 0)]);
        ballots.forget(7, 0).expect("forgotten");
        ballots.forget(7, 0).expect("nothing to forget is no error");
        assert_eq!(ballots.all(), []);
    }

    #[test]
    fn no_two_votes_have_one_commitment() {
        let folder = tempfile::tempdir().expect("a folder");
        let ballots = Ballots::new(folder.path(), [1; 32], [2; 32]);
        let first = ballots.seal(7, 0, 80).expect("sealed").commitment();
        assert_ne!(ballots.seal(7, 0, 80).expect("sealed again").commitment(), first);
    }

    #[test]
    fn another_chain_or_curator_finds_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        Ballots::new(folder.path(), [1; 32], [2; 32]).seal(7, 0, 80).expect("sealed");
        for (genesis, curator) in [([3; 32], [2; 32]), ([1; 32], [3; 32])] {
            assert_eq!(Ballots::new(folder.path(), genesis, curator).find(7, 0).expect("read"), None);
        }
    }

    #[test]
    fn a_damaged_file_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let ballots = Ballots::new(folder.path(), [1; 32], [2; 32]);
        ballots.seal(7, 0, 80).expect("sealed");
        fs::write(ballots.path(7, 0), b"{").expect("written");
        let error = ballots.find(7, 0).expect_err("damaged");
        assert!(error.to_string().contains("7-0.json"), "{error}");
    }
}
