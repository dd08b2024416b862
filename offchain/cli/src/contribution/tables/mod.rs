//! Tables: files of rows become documents of JSON Lines, one row one line, one line one fragment (or several, where it is
//! long).
//!
//! | file | rows | values |
//! |---|---|---|
//! | `.csv`, `.tsv` | below a first line that names the columns | strings, word for word |
//! | `.parquet` | all row groups | by their type; structs are objects, lists arrays; dates and decimals strings; no bytes |
//! | `.jsonl`, `.ndjson` too large for a document | its lines | as they are |
//!
//! Columns keep the file's order. Rows are dealt to documents of at most [`ROWS`] rows and about [`DOCUMENT_BYTES`]
//! bytes, named `<file>/row-<number of the first>.jsonl`: small enough that a recipe can hold some out, and the same
//! for everybody who has the file.
//!
//! Files may be hostile. Nothing is believed before it is measured: sizes are bounded before anything is allocated for
//! them, what is unpacked is counted while it is unpacked, and the first thing wrong is named by file, row and column.

mod delimited;
mod lines;
mod pages;
mod parquet;

use openledger_primitives::{
    document::{Document, RefusedDocument, MAX_LINE_BYTES},
    job::Rejection,
};
use std::{fs::File, path::Path};

/// Most rows of a document.
pub const ROWS: usize = 128;
/// A document this large takes no further row.
pub const DOCUMENT_BYTES: usize = 32 << 10;
/// Largest file of rows that is read.
pub const MAX_FILE_BYTES: u64 = 1 << 30;
/// Most bytes of documents made of one file.
pub const MAX_MADE_BYTES: usize = 512 << 20;
/// Most rows of one file.
pub const MAX_ROWS: usize = 4 << 20;
/// Most columns of a table.
pub const MAX_COLUMNS: usize = 1_024;

/// A kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Values between these bytes.
    Delimited(u8),
    /// Apache Parquet.
    Parquet,
    /// JSON objects, one on each line.
    Lines,
}

impl Kind {
    /// What a file's name promises.
    pub fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Delimited(b',')),
            "tsv" => Some(Self::Delimited(b'\t')),
            "parquet" => Some(Self::Parquet),
            "jsonl" | "ndjson" => Some(Self::Lines),
            _ => None,
        }
    }
}

/// Why a table is refused: the place and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    reason: Rejection,
    row: Option<usize>,
    column: Option<String>,
    problem: String,
}

impl Fault {
    fn new(reason: Rejection, problem: impl Into<String>) -> Self {
        Self { reason, row: None, column: None, problem: problem.into() }
    }

    /// In this row, from 1.
    fn in_row(self, row: usize) -> Self {
        Self { row: Some(row), ..self }
    }

    /// In this column.
    fn in_column(self, column: impl Into<String>) -> Self {
        Self { column: Some(column.into()), ..self }
    }

    fn of_file(self, path: &str) -> RefusedDocument {
        let mut place = self.row.map(|row| format!("row {row}")).unwrap_or_default();
        if let Some(column) = self.column {
            let separator = if place.is_empty() { "" } else { ", " };
            place.push_str(&format!("{separator}column `{column}`"));
        }
        let separator = if place.is_empty() { "" } else { ": " };
        RefusedDocument {
            path: path.into(),
            reason: self.reason,
            detail: format!("{place}{separator}{}", self.problem),
        }
    }
}

/// The documents of a table, or what is wrong with it.
pub fn read(file: File, path: &Path, name: &str, kind: Kind) -> Result<Vec<Document>, RefusedDocument> {
    let length = file.metadata().map_err(|error| io(&error).of_file(name))?.len();
    if length > MAX_FILE_BYTES {
        let problem = format!("has {length} bytes, at most {MAX_FILE_BYTES} are read");
        return Err(Fault::new(Rejection::TooLarge, problem).of_file(name));
    }
    let mut rows = Rows::of(name);
    match kind {
        Kind::Delimited(delimiter) => delimited::read(file, delimiter, &mut rows),
        Kind::Parquet => parquet::read(file, path, length, &mut rows),
        Kind::Lines => lines::read(file, &mut rows),
    }
    .and_then(|()| rows.finish())
    .map_err(|fault| fault.of_file(name))
}

fn io(error: &std::io::Error) -> Fault {
    Fault::new(Rejection::MalformedBundle, format!("cannot be read: {error}"))
}

/// Rows on their way into documents.
struct Rows<'a> {
    file: &'a str,
    documents: Vec<Document>,
    open: String,
    /// Rows in `open`.
    held: usize,
    /// Rows so far.
    count: usize,
    made: usize,
}

impl<'a> Rows<'a> {
    fn of(file: &'a str) -> Self {
        Self { file, documents: Vec::new(), open: String::new(), held: 0, count: 0, made: 0 }
    }

    /// The number of the row that comes next, from 1.
    fn next(&self) -> usize {
        self.count + 1
    }

    /// Takes a row: a JSON object without line feeds.
    fn push(&mut self, row: &str) -> Result<(), Fault> {
        let number = self.next();
        if row.len() > MAX_LINE_BYTES {
            let problem = format!("has {} bytes as JSON, at most {MAX_LINE_BYTES} are read", row.len());
            return Err(Fault::new(Rejection::LineTooLong, problem).in_row(number));
        }
        self.made = self.made.saturating_add(row.len() + 1);
        if number > MAX_ROWS || self.made > MAX_MADE_BYTES {
            let problem = format!("more than {MAX_ROWS} rows, or {MAX_MADE_BYTES} bytes of them; split the file");
            return Err(Fault::new(Rejection::TooLarge, problem).in_row(number));
        }
        if self.held == ROWS || (self.held > 0 && self.open.len() + row.len() > DOCUMENT_BYTES) {
            self.close();
        }
        self.open.push_str(row);
        self.open.push('\n');
        self.held += 1;
        self.count += 1;
        Ok(())
    }

    fn close(&mut self) {
        let first = self.count + 1 - self.held;
        let text = std::mem::take(&mut self.open);
        self.documents.push(Document { path: format!("{}/row-{first:08}.jsonl", self.file), text });
        self.held = 0;
    }

    fn finish(&mut self) -> Result<Vec<Document>, Fault> {
        if self.held > 0 {
            self.close();
        }
        if self.documents.is_empty() {
            return Err(Fault::new(Rejection::Empty, "the table has no rows"));
        }
        for document in &self.documents {
            // Names of files can be too long or odd for a document's path.
            openledger_primitives::document::check_path(&document.path)
                .map_err(|error| Fault::new(Rejection::MalformedBundle, error.to_string()))?;
        }
        Ok(std::mem::take(&mut self.documents))
    }
}

/// A JSON string.
fn quote(text: &str) -> String {
    // A string has nothing that JSON could refuse, so the default is never used.
    serde_json::to_string(text).unwrap_or_default()
}

/// The quoted names of columns: there are some, each has a name, and each another.
fn column_names<'a>(names: impl Iterator<Item = &'a str>) -> Result<Vec<String>, Fault> {
    let mut quoted: Vec<String> = Vec::new();
    for (at, name) in (1usize..).zip(names) {
        if at > MAX_COLUMNS {
            return Err(Fault::new(Rejection::TooLarge, format!("more than {MAX_COLUMNS} columns")));
        }
        let name = name.trim();
        if name.is_empty() {
            return Err(Fault::new(Rejection::MediaMismatch, format!("column {at} has no name in the first line")));
        }
        let name_quoted = quote(name);
        if quoted.contains(&name_quoted) {
            return Err(Fault::new(Rejection::MediaMismatch, "two columns have this name").in_column(name));
        }
        quoted.push(name_quoted);
    }
    match quoted.is_empty() {
        true => Err(Fault::new(Rejection::Empty, "the table has no columns")),
        false => Ok(quoted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn faults_name_file_row_and_column() {
        let fault = || Fault::new(Rejection::NotUtf8, "not UTF-8");
        assert_eq!(
            fault().in_row(3).in_column("text").of_file("a.csv").to_string(),
            "`a.csv`: row 3, column `text`: not UTF-8"
        );
        assert_eq!(fault().in_column("text").of_file("a.csv").detail, "column `text`: not UTF-8");
        assert_eq!(fault().of_file("a.csv").detail, "not UTF-8");
    }

    #[test]
    fn rows_that_no_fragmenter_takes_are_refused() {
        let mut rows = Rows::of("a.csv");
        let fault = rows.push(&"x".repeat(MAX_LINE_BYTES + 1)).expect_err("too long");
        assert_eq!((fault.reason, fault.row), (Rejection::LineTooLong, Some(1)));
        assert_eq!(rows.finish().expect_err("nothing").reason, Rejection::Empty);
    }

    proptest! {
        #[test]
        fn every_row_is_in_one_document_in_its_order_and_documents_stay_small(lengths in prop::collection::vec(2usize..9_000, 1..400)) {
            let mut rows = Rows::of("a/b.csv");
            let written: Vec<String> = lengths.iter().enumerate().map(|(at, length)| format!("{at:0length$}")).collect();
            for row in &written {
                prop_assert!(rows.push(row).is_ok());
            }
            let documents = rows.finish().expect("documents");
            let all: String = documents.iter().map(|document| document.text.as_str()).collect();
            prop_assert_eq!(all.lines().collect::<Vec<_>>(), written.iter().map(String::as_str).collect::<Vec<_>>());
            let mut first = 1;
            for document in &documents {
                prop_assert_eq!(&document.path, &format!("a/b.csv/row-{first:08}.jsonl"));
                let held = document.text.lines().count();
                prop_assert!(held <= ROWS && (held == 1 || document.text.len() <= DOCUMENT_BYTES + ROWS));
                first += held;
            }
            prop_assert!(documents.windows(2).all(|pair| pair[0].path < pair[1].path));
        }
    }
}
