//! The deterministic fragmenter: how a bundle becomes the rows that are trained on, credited and proved.
//!
//! # Rules of version 1
//! Sizes are bytes, white space is ASCII's, and nothing depends on a locale, a clock or a table that changes.
//! 1. The licence header of a program's source is left out: comments at its very top that hold an SPDX tag, a
//!    copyright notice or a licence's text.
//! 2. The rest is cut into **units**: paragraphs (text, Markdown, source), where in Markdown a heading begins a unit
//!    and keeps what follows it, fenced code is never cut at a blank line, and in source a closing brace no
//!    deeper than one level ends a unit and never begins one. Every unit keeps the blank lines after it.
//! 3. Units are packed in order: a fragment grows until it has [`TARGET_BYTES`] and never passes [`MAX_BYTES`]. A
//!    heading, or a unit that is itself larger than a fragment, begins a new one if half the target is reached.
//!    The last fragment of a document, if shorter than a quarter of the target, joins the one before it where it fits.
//! 4. A unit larger than a fragment is packed line by line; a longer line is cut after a space in its second
//!    half, or else before the character that does not fit.
//! 5. JSON Lines are not packed: each row is a fragment, longer rows are cut as in 4.
//! 6. A fragment begins at its first line that is not blank and ends with its last character that is not white
//!    space; nothing but white space is no fragment.
//!
//! So every byte belongs to at most one fragment, and every byte that is neither white space nor licence header
//! to exactly one. Any change of what comes out is a new [`FRAGMENTER_VERSION`].

use crate::{
    document::{Bundle, Document},
    media::{is_fence, Comments, Language, Media, SPDX_TAG},
    merkle, Digest,
};
use codec::Encode;
use core::ops::Range;

pub use crate::FRAGMENTER_VERSION;
/// A fragment this large takes no further unit.
pub const TARGET_BYTES: usize = 384;
/// No fragment is larger.
pub const MAX_BYTES: usize = 512;
/// Most fragments of one contribution. Ordinary data stays far below; rows of a few bytes would not, and each
/// fragment costs a hash, a gradient and its own path.
pub const MAX_FRAGMENTS: u32 = 262_144;

/// A row of training data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Position of its document in the bundle.
    pub document: u32,
    /// Path of its document.
    pub path: String,
    /// First byte in the document's text.
    pub start: u32,
    /// First byte behind it.
    pub end: u32,
    /// What stands there.
    pub text: String,
}

impl Fragment {
    /// Its leaf in the contribution's tree: `merkle::leaf(SCALE(path, start, end, text))`.
    pub fn leaf(&self) -> Digest {
        merkle::leaf(&(&self.path, self.start, self.end, &self.text).encode())
    }
}

/// The fragments of a bundle, by document and then by place. Documents of a kind no fragmenter knows have none.
pub fn fragments(bundle: &Bundle) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    for (number, document) in bundle.documents().iter().enumerate() {
        fragments.extend(spans(document).into_iter().map(|span| Fragment {
            document: small(number),
            path: document.path.clone(),
            start: small(span.start),
            end: small(span.end),
            text: document.text[span].into(),
        }));
    }
    fragments
}

/// How many fragments a bundle has, without making them.
pub fn count(bundle: &Bundle) -> u32 {
    small(bundle.documents().iter().map(|document| spans(document).len()).sum())
}

/// Root over the fragments' leaves: what a contributor declares.
pub fn root(fragments: &[Fragment]) -> Digest {
    let leaves: Vec<Digest> = fragments.iter().map(Fragment::leaf).collect();
    merkle::root(&leaves)
}

/// A bundle's limits keep every number here far below 2^32.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Where a document's fragments stand in its text.
fn spans(document: &Document) -> Vec<Range<usize>> {
    let text = document.text.as_str();
    match Media::of_path(&document.path) {
        None => Vec::new(),
        Some(Media::JsonLines) => rows(text),
        Some(Media::Text) => pack(text, units(text, 0, &Prose { markdown: false })),
        Some(Media::Markdown) => pack(text, units(text, 0, &Prose { markdown: true })),
        Some(Media::Source { language }) => {
            let body = text.len() - after_licence_header(text, language).len();
            pack(text, units(text, body, &Source))
        }
    }
}

/// Rule 5.
fn rows(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for line in lines(text, 0..text.len()) {
        let row = &text[line.clone()];
        let indent = row.len() - row.trim_ascii_start().len();
        let end = line.start + row.trim_ascii_end().len();
        if line.start + indent < end {
            cut(text, line.start + indent..end, &mut pieces);
        }
    }
    pieces.into_iter().filter_map(|piece| trim(text, piece)).collect()
}

/// Part of a text that is not divided without need.
struct Unit {
    span: Range<usize>,
    /// Whether it would rather begin a fragment.
    leads: bool,
}

/// What a kind of text says about its lines.
trait Rules {
    /// Whether a unit begins with this line; it is not the first, and only blank lines were skipped since the last.
    fn begins(&self, before: &Before, line: &str) -> bool;
    /// Whether a unit that begins with this line would rather begin a fragment.
    fn leads(&self, line: &str) -> bool;
    /// Whether this line opens or closes a part in which no unit begins.
    fn toggles(&self, line: &str) -> bool;
}

/// What stands before a line.
struct Before<'a> {
    /// The last line that was not blank.
    line: &'a str,
    /// Whether blank lines followed it.
    blank: bool,
    /// Whether all lines of the unit so far would rather begin a fragment.
    only_leading: bool,
}

struct Prose {
    markdown: bool,
}

impl Rules for Prose {
    fn begins(&self, before: &Before, line: &str) -> bool {
        let heading = self.leads(line);
        !before.only_leading && (before.blank || heading)
    }

    fn leads(&self, line: &str) -> bool {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        self.markdown && (1..=6).contains(&level) && line.as_bytes().get(level) == Some(&b' ')
    }

    fn toggles(&self, line: &str) -> bool {
        self.markdown && is_fence(line)
    }
}

struct Source;

impl Rules for Source {
    fn begins(&self, before: &Before, line: &str) -> bool {
        if line.trim_ascii_start().starts_with('}') {
            return false;
        }
        let indent = before.line.len() - before.line.trim_ascii_start().len();
        let shallow = indent <= 4 && (indent <= 1 || !before.line.starts_with('\t'));
        before.blank || (shallow && before.line.trim_ascii_start().starts_with('}'))
    }

    fn leads(&self, _line: &str) -> bool {
        false
    }

    fn toggles(&self, _line: &str) -> bool {
        false
    }
}

/// Rule 2: units that cover the text from `from` to its end without a gap.
fn units(text: &str, from: usize, rules: &dyn Rules) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut fenced = false;
    let mut before: Option<Before> = None;
    for span in lines(text, from..text.len()) {
        let line = &text[span.clone()];
        if line.trim_ascii().is_empty() {
            if let Some(before) = &mut before {
                before.blank = true;
            }
            match units.last_mut() {
                Some(unit) => unit.span.end = span.end,
                None => units.push(Unit { span, leads: false }),
            }
            continue;
        }
        let leads = !fenced && rules.leads(line);
        let fresh = before.as_ref().is_some_and(|before| !fenced && rules.begins(before, line));
        let only_leading = match (&before, units.last_mut()) {
            (Some(before), Some(unit)) if !fresh => {
                unit.span.end = span.end;
                before.only_leading && leads
            }
            _ => {
                units.push(Unit { span, leads });
                leads
            }
        };
        fenced ^= rules.toggles(line);
        before = Some(Before { line, blank: false, only_leading });
    }
    units
}

/// Rules 3, 4 and 6.
fn pack(text: &str, units: Vec<Unit>) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut open: Range<usize> = 0..0;
    let mut pieces = Vec::new();
    for unit in units {
        let large = unit.span.len() > MAX_BYTES;
        if (unit.leads || large) && open.len() >= TARGET_BYTES / 2 {
            spans.extend(trim(text, core::mem::replace(&mut open, 0..0)));
        }
        pieces.clear();
        if large {
            lines(text, unit.span).for_each(|line| cut(text, line, &mut pieces));
        } else {
            pieces.push(unit.span);
        }
        for piece in pieces.drain(..) {
            if open.len() >= TARGET_BYTES || open.len() + piece.len() > MAX_BYTES {
                spans.extend(trim(text, core::mem::replace(&mut open, 0..0)));
            }
            let start = if open.is_empty() { piece.start } else { open.start };
            open = start..piece.end;
        }
    }
    if let Some(tail) = trim(text, open) {
        let joins = |last: &&mut Range<usize>| tail.len() < TARGET_BYTES / 4 && tail.end - last.start <= MAX_BYTES;
        match spans.last_mut().filter(joins) {
            Some(last) => last.end = tail.end,
            None => spans.push(tail),
        }
    }
    spans
}

/// The lines of a part of a text, each with its line feed.
fn lines(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = part.start;
    text[part].split_inclusive('\n').map(move |line| {
        let span = start..start + line.len();
        start = span.end;
        span
    })
}

/// Cuts a line into pieces of at most [`MAX_BYTES`].
fn cut(text: &str, mut line: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    while line.len() > MAX_BYTES {
        let mut end = line.start + MAX_BYTES;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let half = line.start + MAX_BYTES / 2;
        if let Some(space) = text.as_bytes()[half..end].iter().rposition(|byte| *byte == b' ') {
            end = half + space + 1;
        }
        pieces.push(line.start..end);
        line.start = end;
    }
    pieces.push(line);
}

/// Rule 6.
fn trim(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let end = span.start + text[span.clone()].trim_ascii_end().len();
    let first = span.start + text[span.clone()].len() - text[span.clone()].trim_ascii_start().len();
    if first >= end {
        return None;
    }
    let start = text[span.start..first].rfind('\n').map_or(span.start, |feed| span.start + feed + 1);
    Some(start..end)
}

/// Rule 1: what is left of a source when its licence header is taken off the top.
fn after_licence_header(text: &str, language: Language) -> &str {
    let mut rest = text;
    loop {
        let candidate = rest.trim_ascii_start();
        let after = match language.comments {
            Comments::Slash if candidate.starts_with("/*") => after_block(candidate),
            Comments::Slash => after_line_comments(candidate, "//"),
            Comments::Hash => after_line_comments(candidate, "#"),
            Comments::Dash => after_line_comments(candidate, "--"),
        };
        match after {
            Some(after) => rest = after,
            None => return rest,
        }
    }
}

/// Phrases that only a licence's text holds, in small letters.
const LICENCE_PHRASES: [&str; 5] = [
    "licensed under the",
    "permission is hereby granted",
    "redistribution and use",
    "general public license",
    "mozilla public license",
];

fn is_licence_text(comment: &str) -> bool {
    let comment = comment.to_ascii_lowercase();
    LICENCE_PHRASES.iter().any(|phrase| comment.contains(phrase))
}

fn is_licence_notice(comment: &str) -> bool {
    let words = comment.trim_start_matches(|c: char| c.is_ascii_whitespace() || "/*#-".contains(c));
    comment.contains(SPDX_TAG) || words.get(..9).is_some_and(|word| word.eq_ignore_ascii_case("copyright"))
}

/// Behind a block comment that is a licence's notice or text.
fn after_block(text: &str) -> Option<&str> {
    let end = text.find("*/")? + 2;
    let (comment, rest) = text.split_at(end);
    (is_licence_notice(comment) || is_licence_text(comment)).then_some(rest)
}

/// Behind line comments at the top: behind all of them when together they are a licence's text, otherwise behind
/// those that are a notice. Documentation comments (`///`, `//!`) are never part of a header.
fn after_line_comments<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let is_comment = |line: &str| {
        line.starts_with(mark) && !line.starts_with("///") && !line.starts_with("//!") && !line.starts_with("#!")
    };
    let length = |wanted: &dyn Fn(&str) -> bool| {
        text.split_inclusive('\n').take_while(|line| wanted(line)).map(str::len).sum::<usize>()
    };
    let all = length(&is_comment);
    let dropped =
        if is_licence_text(&text[..all]) { all } else { length(&|line| is_comment(line) && is_licence_notice(line)) };
    (dropped > 0).then(|| &text[dropped..])
}
