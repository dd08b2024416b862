//! What is demanded of batches, made of their files.
//!
//! The node waits for an answer no longer than two seconds and asks again with the next block. A large file takes longer
//! to read and to hash; so whatever was made is kept for when it is asked for again, and one is made at a time.

use codec::DecodeAll;
use openledger_primitives::{
    batch::BatchFile,
    content::ContentId,
    demand::{show, Part, Shown},
};
use openledger_store::{Store, StoreError};
use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

/// Answers kept: of at most some 100 KiB each, and a batch has at most 64 open demands.
const KEPT: usize = 128;

/// Why a part of a batch cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The batch's file is not here, or damaged.
    #[error(
        "{0}; put the file back with `PUT /files`, from a backup or from anyone who fetched it, or the bond is lost"
    )]
    Gone(#[source] StoreError),
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
    /// The file is something else.
    #[error("{0} is not the file of a batch: {1}")]
    NotABatch(ContentId, codec::Error),
    /// The batch ends before it.
    #[error("the batch {0} has no {1}")]
    NoPart(ContentId, Part),
}

impl From<StoreError> for AnswerError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing(_) | StoreError::Altered { .. } => Self::Gone(error),
            other => Self::Store(other),
        }
    }
}

/// Answers to demands.
pub struct Answers {
    store: Store,
    made: Mutex<VecDeque<(ContentId, Part, Shown)>>,
}

impl Answers {
    /// Answers made of the files in this store.
    pub fn new(store: Store) -> Self {
        Self { store, made: Mutex::default() }
    }

    /// A part of the batch whose file this is, with the path that proves it. Takes as long as the file is large.
    pub fn answer(&self, content: &ContentId, part: Part) -> Result<Shown, AnswerError> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, shown)) = made.iter().find(|(of, which, _)| (of, *which) == (content, part)) {
            return Ok(shown.clone());
        }
        let bytes = self.store.get(content)?;
        let file = BatchFile::decode_all(&mut &bytes[..]).map_err(|error| AnswerError::NotABatch(*content, error))?;
        let shown = show(&file, part).ok_or(AnswerError::NoPart(*content, part))?;
        if made.len() >= KEPT {
            made.pop_front();
        }
        made.push_back((*content, part, shown.clone()));
        Ok(shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Encode;
    use openledger_primitives::batch::CreditLine;

    fn stored(lines: u64) -> (tempfile::TempDir, Answers, BatchFile, ContentId) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).expect("a store");
        let line = |at: u64| CreditLine { contribution: at, receipt: 0, version: 1, amount: 5 };
        let file = BatchFile { receipts: Vec::new(), lines: (0..lines).map(line).collect() };
        let content = store.put(&file.encode()).expect("stored");
        (folder, Answers::new(store), file, content)
    }

    #[test]
    fn what_was_made_once_is_there_when_it_is_asked_for_again() {
        let (_folder, answers, file, content) = stored(3);
        let first = answers.answer(&content, Part::Line(1)).expect("an answer");
        assert_eq!(Some(&first), show(&file, Part::Line(1)).as_ref());
        std::fs::remove_file(answers.store.path(&content)).expect("deleted");
        assert_eq!(answers.answer(&content, Part::Line(1)).expect("kept"), first);
        let gone = answers.answer(&content, Part::Line(2)).expect_err("its file is gone");
        assert!(matches!(gone, AnswerError::Gone(_)) && gone.to_string().contains("PUT /files"), "{gone}");
    }

    #[test]
    fn a_bounded_number_of_answers_is_kept() {
        let (_folder, answers, _, content) = stored(KEPT as u64 + 9);
        for at in 0..KEPT as u32 + 9 {
            answers.answer(&content, Part::Line(at)).expect("an answer");
        }
        assert_eq!(answers.made.lock().expect("unpoisoned").len(), KEPT);
    }

    #[test]
    fn another_file_and_a_part_that_is_not_there_are_named() {
        let (_folder, answers, _, content) = stored(3);
        let none = answers.answer(&content, Part::Line(3)).expect_err("three lines");
        assert_eq!(none.to_string(), format!("the batch {content} has no line-3"));
        let other = answers.store.put(b"a text").expect("stored");
        assert!(matches!(answers.answer(&other, Part::Line(0)), Err(AnswerError::NotABatch(..))));
    }

    #[test]
    fn a_damaged_file_is_no_file() {
        let (_folder, answers, _, content) = stored(3);
        std::fs::write(answers.store.path(&content), b"damaged").expect("written");
        assert!(matches!(answers.answer(&content, Part::Line(0)), Err(AnswerError::Gone(_))));
    }
}
