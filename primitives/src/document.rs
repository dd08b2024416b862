//! Documents and the bundles they travel in.
//!
//! # Words
//! - A **document** is a path and its text.
//! - A **bundle** is what a contribution's content id names: JSON Lines, one document on each line as
//!   `{"path":"…","text":"…"}`, by increasing path, each path once, every line ended by one line feed.
//! - It is **canonical**: the same documents have one encoding, the shortest that JSON allows (no spaces, only
//!   those escapes that JSON demands), so they have one content id. Anything else is refused.
//!
//! Everything is read within limits that are checked before memory is taken. [`check()`] is the whole first job
//! on every contribution.

use crate::job::Rejection;
use core::fmt;
use serde::{Deserialize, Serialize};

pub use crate::check::{check, Checked, Report};
pub use crate::media::{sniff, spdx_header, Language, Media, RefusedDocument};

/// Most bytes of a bundle.
pub const MAX_BUNDLE_BYTES: usize = 32 << 20;
/// Most documents in a bundle.
pub const MAX_DOCUMENTS: usize = 65_536;
/// Most bytes of a document's text.
pub const MAX_DOCUMENT_BYTES: usize = 4 << 20;
/// Most bytes of one line of a document's text, its line feed not counted.
pub const MAX_LINE_BYTES: usize = 64 << 10;
/// Most bytes of a path.
pub const MAX_PATH_BYTES: usize = 512;

/// A file of a contribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Relative, with `/` between its parts.
    pub path: String,
    /// Everything in it.
    pub text: String,
}

impl Document {
    /// Whether a fragmenter can read this document: in this order, its kind is known, it is what its name says, it
    /// is not empty, and its lines are not too long.
    pub fn check(&self) -> Result<Media, RefusedDocument> {
        let refuse = |reason, detail| Err(RefusedDocument { path: self.path.clone(), reason, detail });
        let Some(media) = Media::of_path(&self.path) else {
            return refuse(Rejection::UnsupportedMedia, "no fragmenter knows this kind of file".into());
        };
        if let Some(found) = sniff(self.text.as_bytes()) {
            return refuse(Rejection::MediaMismatch, format!("named as {media} but holds {found}"));
        }
        if self.text.trim_ascii().is_empty() {
            return refuse(Rejection::Empty, "the document is empty".into());
        }
        let mut lines = self.text.split('\n').enumerate();
        if let Some((at, line)) = lines.find(|(_, line)| line.len() > MAX_LINE_BYTES) {
            let detail = format!("line {} has {} bytes, at most {MAX_LINE_BYTES} are read", at + 1, line.len());
            return refuse(Rejection::LineTooLong, detail);
        }
        if media == Media::JsonLines {
            if let Some(line) = crate::media::first_line_not_json_object(&self.text) {
                return refuse(Rejection::MediaMismatch, format!("line {line} is not a JSON object"));
            }
        }
        Ok(media)
    }
}

/// A document of a file's bytes, checked as [`Document::check`] does and, before it, for its path, size and
/// encoding. A byte order mark is left out.
pub fn document_from_file(path: &str, bytes: &[u8]) -> Result<Document, RefusedDocument> {
    let refuse = |reason, detail| Err(RefusedDocument { path: path.into(), reason, detail });
    if let Err(error) = check_path(path) {
        return refuse(Rejection::MalformedBundle, error.to_string());
    }
    let Some(media) = Media::of_path(path) else {
        return refuse(Rejection::UnsupportedMedia, "no fragmenter knows this kind of file".into());
    };
    if bytes.len() > MAX_DOCUMENT_BYTES {
        let detail = format!("has {} bytes, at most {MAX_DOCUMENT_BYTES} are read", bytes.len());
        return refuse(Rejection::TooLarge, detail);
    }
    if let Some(found) = sniff(bytes) {
        return refuse(Rejection::MediaMismatch, format!("named as {media} but holds {found}"));
    }
    let text = match core::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => return refuse(Rejection::NotUtf8, format!("not UTF-8 text at byte {}", error.valid_up_to())),
    };
    let document = Document { path: path.into(), text: text.into() };
    document.check()?;
    Ok(document)
}

/// Why a path cannot name a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathError {
    /// Empty, or longer than [`MAX_PATH_BYTES`].
    Length,
    /// Begins with `/`, or a part is empty, `.` or `..`.
    NotRelative,
    /// Holds a backslash or a control character.
    Character,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Length => write!(f, "a path has 1 to {MAX_PATH_BYTES} bytes"),
            Self::NotRelative => f.write_str("a path is relative, without empty parts, `.` and `..`"),
            Self::Character => f.write_str("a path has no backslash and no control character"),
        }
    }
}

impl std::error::Error for PathError {}

/// Whether this path can name a document.
pub fn check_path(path: &str) -> Result<(), PathError> {
    if path.is_empty() || path.len() > MAX_PATH_BYTES {
        return Err(PathError::Length);
    }
    if path.chars().any(|c| c == '\\' || c.is_control()) {
        return Err(PathError::Character);
    }
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err(PathError::NotRelative);
    }
    Ok(())
}

/// Why bytes are not a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// No document at all.
    Empty,
    /// More bytes than [`MAX_BUNDLE_BYTES`].
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// More documents than [`MAX_DOCUMENTS`].
    TooManyDocuments {
        /// How many.
        documents: usize,
    },
    /// A document larger than [`MAX_DOCUMENT_BYTES`].
    DocumentTooLarge {
        /// Its line, from 1.
        line: usize,
    },
    /// Not UTF-8.
    NotUtf8 {
        /// The line, from 1.
        line: usize,
    },
    /// A line is not one JSON object with exactly `path` and `text`, or the last one is not ended.
    Malformed {
        /// The line, from 1.
        line: usize,
        /// What the JSON parser says.
        detail: String,
    },
    /// A line is not the canonical encoding of what it holds.
    NotCanonical {
        /// The line, from 1.
        line: usize,
    },
    /// A path that cannot name a document.
    Path {
        /// The line, from 1.
        line: usize,
        /// Why.
        error: PathError,
    },
    /// A path is not after the one before it.
    Order {
        /// The line, from 1.
        line: usize,
    },
}

impl BundleError {
    /// The reason as the chain knows it.
    pub fn rejection(&self) -> Rejection {
        match self {
            Self::Empty => Rejection::Empty,
            Self::TooLarge { .. } | Self::TooManyDocuments { .. } | Self::DocumentTooLarge { .. } => {
                Rejection::TooLarge
            }
            Self::NotUtf8 { .. } => Rejection::NotUtf8,
            Self::Malformed { .. } | Self::NotCanonical { .. } | Self::Path { .. } | Self::Order { .. } => {
                Rejection::MalformedBundle
            }
        }
    }
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the bundle holds no document"),
            Self::TooLarge { bytes } => {
                write!(f, "the bundle has {bytes} bytes, at most {MAX_BUNDLE_BYTES} are read")
            }
            Self::TooManyDocuments { documents } => {
                write!(f, "the bundle has {documents} documents, at most {MAX_DOCUMENTS} are read")
            }
            Self::DocumentTooLarge { line } => {
                write!(f, "line {line}: the document has more than {MAX_DOCUMENT_BYTES} bytes")
            }
            Self::NotUtf8 { line } => write!(f, "line {line} is not UTF-8"),
            Self::Malformed { line, detail } => write!(f, "line {line} is not a document: {detail}"),
            Self::NotCanonical { line } => {
                write!(f, "line {line} is not in canonical JSON: no spaces, `path` before `text`, no needless escape")
            }
            Self::Path { line, error } => write!(f, "line {line}: {error}"),
            Self::Order { line } => write!(f, "line {line}: its path is not after the one before it"),
        }
    }
}

impl std::error::Error for BundleError {}

/// Documents by increasing path, within all limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    documents: Vec<Document>,
}

impl Bundle {
    /// A bundle of these documents, which are sorted here.
    pub fn new(mut documents: Vec<Document>) -> Result<Bundle, BundleError> {
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        let bundle = Bundle::of_sorted(documents)?;
        let bytes = bundle.encode().len();
        if bytes > MAX_BUNDLE_BYTES {
            return Err(BundleError::TooLarge { bytes });
        }
        Ok(bundle)
    }

    /// Reads a bundle's bytes; refuses what is not the encoding of a bundle.
    pub fn parse(bytes: &[u8]) -> Result<Bundle, BundleError> {
        if bytes.len() > MAX_BUNDLE_BYTES {
            return Err(BundleError::TooLarge { bytes: bytes.len() });
        }
        let documents = line_feeds(bytes);
        if documents > MAX_DOCUMENTS {
            return Err(BundleError::TooManyDocuments { documents });
        }
        let text = core::str::from_utf8(bytes)
            .map_err(|error| BundleError::NotUtf8 { line: 1 + line_feeds(&bytes[..error.valid_up_to()]) })?;
        let documents = text
            .split_inclusive('\n')
            .enumerate()
            .map(|(at, line)| parse_line(at + 1, line))
            .collect::<Result<Vec<_>, _>>()?;
        Bundle::of_sorted(documents)
    }

    /// The canonical encoding.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for document in &self.documents {
            bytes.extend_from_slice(encode_line(document).as_bytes());
        }
        bytes
    }

    /// The documents, by increasing path.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    fn of_sorted(documents: Vec<Document>) -> Result<Bundle, BundleError> {
        if documents.is_empty() {
            return Err(BundleError::Empty);
        }
        if documents.len() > MAX_DOCUMENTS {
            return Err(BundleError::TooManyDocuments { documents: documents.len() });
        }
        let mut before: Option<&str> = None;
        for (at, document) in documents.iter().enumerate() {
            let line = at + 1;
            check_path(&document.path).map_err(|error| BundleError::Path { line, error })?;
            if document.text.len() > MAX_DOCUMENT_BYTES {
                return Err(BundleError::DocumentTooLarge { line });
            }
            if before.is_some_and(|path| path >= document.path.as_str()) {
                return Err(BundleError::Order { line });
            }
            before = Some(&document.path);
        }
        Ok(Bundle { documents })
    }
}

fn line_feeds(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// JSON needs at most six bytes (`\u0000`) for one byte of text; what is longer cannot be within the limits.
const MAX_ENCODED_LINE: usize = 6 * (MAX_DOCUMENT_BYTES + MAX_PATH_BYTES) + 32;

fn parse_line(line: usize, encoded: &str) -> Result<Document, BundleError> {
    if encoded.len() > MAX_ENCODED_LINE {
        return Err(BundleError::DocumentTooLarge { line });
    }
    let Some(object) = encoded.strip_suffix('\n') else {
        return Err(BundleError::Malformed { line, detail: "the last line is not ended by a line feed".into() });
    };
    let document = serde_json::from_str::<Document>(object)
        .map_err(|error| BundleError::Malformed { line, detail: error.to_string() })?;
    if encode_line(&document) != encoded {
        return Err(BundleError::NotCanonical { line });
    }
    Ok(document)
}

fn encode_line(document: &Document) -> String {
    // Two strings in an object: nothing that JSON could refuse, so the default is never used.
    let mut line = serde_json::to_string(document).unwrap_or_default();
    line.push('\n');
    line
}
