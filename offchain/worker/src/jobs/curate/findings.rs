//! Where a pattern was found. What was found is never repeated: reports are public.

use openledger_primitives::{document::Document, fragment::Fragment, hashing::keccak_256};
use serde::Serialize;
use std::collections::BTreeSet;

/// Places that a report lists of each measure; all of them are counted.
pub const LISTED: usize = 200;

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// What was found there.
    pub kind: &'static str,
    /// The document.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// The fragment it stands in; none where it stands in a licence header.
    pub fragment: Option<u32>,
}

/// Everything that one measure found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The first places.
    pub places: Vec<Place>,
    /// Different values found, each counted once however often it stands there.
    pub values: u32,
    /// Fragments that hold one.
    pub fragments: BTreeSet<u32>,
    seen: BTreeSet<[u8; 32]>,
}

impl Found {
    /// Notes that `value`, which begins at a byte of a document, is what this measure looks for. Says whether it is a
    /// new one.
    pub fn note(&mut self, texts: &Texts, document: usize, at: usize, kind: &'static str, value: &str) -> bool {
        let fragment = texts.fragment(document, at);
        self.fragments.extend(fragment);
        let new = self.seen.insert(keccak_256(value.as_bytes()));
        if !new {
            return false;
        }
        self.values = self.values.saturating_add(1);
        if let Some(document) = texts.documents.get(document).filter(|_| self.places.len() < LISTED) {
            let line = document.text.get(..at).map_or(0, |before| before.matches('\n').count()) + 1;
            self.places.push(Place { kind, path: document.path.clone(), line, fragment });
        }
        true
    }
}

/// Documents and where their fragments are.
pub struct Texts<'a> {
    /// The documents.
    pub documents: &'a [Document],
    /// Their fragments, by document and place.
    pub fragments: &'a [Fragment],
}

impl Texts<'_> {
    /// The fragment that holds this byte of a document.
    pub fn fragment(&self, document: usize, at: usize) -> Option<u32> {
        let (document, at) = (u32::try_from(document).ok()?, u32::try_from(at).ok()?);
        let next = self.fragments.partition_point(|fragment| (fragment.document, fragment.start) <= (document, at));
        let number = next.checked_sub(1)?;
        let fragment = self.fragments.get(number)?;
        let holds = fragment.document == document && at < fragment.end;
        holds.then(|| u32::try_from(number).ok()).flatten()
    }
}

/// The line of a text around a byte.
pub fn line_around(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let end = text[at..].find('\n').map_or(text.len(), |feed| at + feed);
    &text[start..end]
}
