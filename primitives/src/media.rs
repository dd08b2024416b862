//! What a document is: by its name, by its first bytes, and by the licence its header states.

use crate::job::Rejection;
use core::fmt;

/// A kind of document that the fragmenter knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// One JSON object on each line.
    JsonLines,
    /// A program's source.
    Source {
        /// The language it is written in.
        language: Language,
    },
}

/// A programming language, as far as a fragmenter must tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its name in small letters.
    pub name: &'static str,
    /// How its comments are written.
    pub comments: Comments,
}

/// How a language writes comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// `// line` and `/* block */`.
    Slash,
    /// `# line`.
    Hash,
    /// `-- line`.
    Dash,
}

/// Languages by file extension. A record for each: name, comments, extensions.
const LANGUAGES: &[(&str, Comments, &[&str])] = &[
    ("c", Comments::Slash, &["c", "h"]),
    ("cairo", Comments::Slash, &["cairo"]),
    ("cpp", Comments::Slash, &["cc", "cpp", "cxx", "hh", "hpp"]),
    ("csharp", Comments::Slash, &["cs"]),
    ("go", Comments::Slash, &["go"]),
    ("java", Comments::Slash, &["java"]),
    ("javascript", Comments::Slash, &["cjs", "js", "jsx", "mjs"]),
    ("kotlin", Comments::Slash, &["kt", "kts"]),
    ("lua", Comments::Dash, &["lua"]),
    ("move", Comments::Slash, &["move"]),
    ("php", Comments::Slash, &["php"]),
    ("python", Comments::Hash, &["py"]),
    ("ruby", Comments::Hash, &["rb"]),
    ("rust", Comments::Slash, &["rs"]),
    ("scala", Comments::Slash, &["scala"]),
    ("shell", Comments::Hash, &["bash", "sh"]),
    ("solidity", Comments::Slash, &["sol"]),
    ("sql", Comments::Dash, &["sql"]),
    ("swift", Comments::Slash, &["swift"]),
    ("typescript", Comments::Slash, &["mts", "ts", "tsx"]),
    ("vyper", Comments::Hash, &["vy"]),
    ("yul", Comments::Slash, &["yul"]),
    ("zig", Comments::Slash, &["zig"]),
];

impl Media {
    /// The media that a file's extension promises, read without regard to case; `None` when no fragmenter knows it.
    pub fn of_path(path: &str) -> Option<Media> {
        let name = path.rsplit('/').next()?;
        let (stem, extension) = name.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        let extension = extension.to_ascii_lowercase();
        match extension.as_str() {
            "txt" => Some(Media::Text),
            "md" | "markdown" => Some(Media::Markdown),
            "jsonl" | "ndjson" => Some(Media::JsonLines),
            other => LANGUAGES
                .iter()
                .find(|(_, _, extensions)| extensions.contains(&other))
                .map(|(name, comments, _)| Media::Source { language: Language { name, comments: *comments } }),
        }
    }
}

impl fmt::Display for Media {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Media::Text => "text",
            Media::Markdown => "markdown",
            Media::JsonLines => "jsonl",
            Media::Source { language } => language.name,
        })
    }
}

/// First bytes of files that are never text.
const BINARY: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "an ELF program"),
    (b"\xcf\xfa\xed\xfe", "a Mach-O program"),
    (b"\0asm", "a WebAssembly module"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
];

/// What these bytes are instead of text, if they are not: `a PNG image`, `binary data`.
///
/// Every media here is text, so the name and the bytes disagree whenever this says something.
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let known = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what);
    known.or_else(|| bytes.contains(&0).then_some("binary data"))
}

/// Number, from 1, of the first line that is neither blank nor a JSON object.
pub fn first_line_not_json_object(text: &str) -> Option<usize> {
    let is_object = |line: &str| {
        line.trim_ascii_start().starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
    };
    text.lines().position(|line| !line.trim_ascii().is_empty() && !is_object(line)).map(|at| at + 1)
}

/// Lines at the top of a document in which an SPDX header is looked for.
pub const HEADER_LINES: usize = 40;

/// The tag of SPDX short-form identifiers (SPDX 2.3, annex E).
pub const SPDX_TAG: &str = "SPDX-License-Identifier:";

/// The expression in a document's SPDX header, if it has one: the first of its first [`HEADER_LINES`] lines that is
/// a comment with the tag. A line of Markdown's fenced code is somebody else's header, and a tag in the middle of
/// prose is none.
pub fn spdx_header(text: &str) -> Option<&str> {
    let mut fenced = false;
    for line in text.lines().take(HEADER_LINES) {
        if is_fence(line) {
            fenced = !fenced;
        }
        let Some((before, after)) = line.split_once(SPDX_TAG) else { continue };
        let comment = |c: char| c.is_ascii_whitespace() || "/*#-;%!<\"'\u{feff}".contains(c);
        if !fenced && before.chars().all(comment) {
            let end = ["*/", "-->", "\"\"\"", "'''"].iter().filter_map(|close| after.find(close)).min();
            return Some(after[..end.unwrap_or(after.len())].trim_ascii());
        }
    }
    None
}

/// Whether a line opens or closes fenced code in Markdown.
pub(crate) fn is_fence(line: &str) -> bool {
    let line = line.trim_ascii_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// A document that is refused, with what was wrong for its contributor to read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RefusedDocument {
    /// The document.
    pub path: String,
    /// The reason as the chain knows it.
    pub reason: Rejection,
    /// The reason in words, with the values that disagree.
    pub detail: String,
}

impl fmt::Display for RefusedDocument {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "`{}`: {}", self.path, self.detail)
    }
}

impl std::error::Error for RefusedDocument {}
