//! CSV and TSV, as RFC 4180 writes them: a first line of names, values perhaps in quotes.

use super::{column_names, Fault, Rows};
use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use openledger_primitives::{document::MAX_LINE_BYTES, job::Rejection};
use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// Bytes the parser reads ahead.
const AHEAD: usize = 64 << 10;
/// Bytes that may go by without a row's end; what a quote that is never closed would swallow.
const MAX_ROW_BYTES: usize = 2 * MAX_LINE_BYTES + AHEAD;

/// A file that stops when too much of it goes by without an end of a row.
struct Bounded<R> {
    file: R,
    since: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.since.set(self.since.get().saturating_add(read));
        if self.since.get() > MAX_ROW_BYTES {
            return Err(io::Error::other("the row does not end: is a quote open?"));
        }
        Ok(read)
    }
}

/// Reads the rows.
pub(super) fn read(file: impl Read, delimiter: u8, rows: &mut Rows) -> Result<(), Fault> {
    let since = Rc::new(Cell::new(0));
    let bounded = Bounded { file, since: since.clone() };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).buffer_capacity(AHEAD).from_reader(bounded);
    let header = reader.byte_headers().map_err(|error| fault(error, 1))?.clone();
    let header = text(&header, &[]).map_err(|fault| Fault {
        row: None,
        problem: format!("in the first line: {}", fault.problem),
        ..fault
    })?;
    let names = column_names(header.iter().map(String::as_str))?;
    let mut record = ByteRecord::new();
    loop {
        since.set(0);
        let number = rows.next();
        if !reader.read_byte_record(&mut record).map_err(|error| fault(error, number))? {
            return Ok(());
        }
        let values = text(&record, &header).map_err(|fault| fault.in_row(number))?;
        let fields: Vec<String> =
            names.iter().zip(&values).map(|(name, value)| format!("{name}:{}", super::quote(value))).collect();
        rows.push(&format!("{{{}}}", fields.join(",")))?;
    }
}

/// The values as text.
fn text(record: &ByteRecord, names: &[String]) -> Result<Vec<String>, Fault> {
    record
        .iter()
        .enumerate()
        .map(|(at, value)| {
            std::str::from_utf8(value).map(str::to_owned).map_err(|error| {
                let fault = Fault::new(Rejection::NotUtf8, format!("not UTF-8 at byte {}", error.valid_up_to()));
                fault.in_column(names.get(at).cloned().unwrap_or_else(|| (at + 1).to_string()))
            })
        })
        .collect()
}

fn fault(error: csv::Error, row: usize) -> Fault {
    let (reason, problem) = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            (Rejection::MediaMismatch, format!("has {len} values, the first line names {expected_len} columns"))
        }
        ErrorKind::Io(problem) => (Rejection::LineTooLong, problem.to_string()),
        _ => (Rejection::MediaMismatch, error.to_string()),
    };
    Fault::new(reason, problem).in_row(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(bytes: &[u8]) -> Result<Vec<String>, Fault> {
        let mut rows = Rows::of("a.csv");
        read(bytes, b',', &mut rows)?;
        let documents = rows.finish()?;
        Ok(documents.iter().flat_map(|document| document.text.lines().map(str::to_owned)).collect())
    }

    #[test]
    fn rows_keep_the_order_of_their_columns_and_every_character() {
        let csv = "\u{feff}question,answer\r\n\"What is \"\"a\"\"?\nSay it.\",\"x, y\"\r\nз,\r\n";
        let expected = [r#"{"question":"What is \"a\"?\nSay it.","answer":"x, y"}"#, r#"{"question":"з","answer":""}"#];
        assert_eq!(rows(csv.as_bytes()).expect("rows"), expected);
        let mut tabs = Rows::of("a.tsv");
        read("b\ta\n1\t2,3\n".as_bytes(), b'\t', &mut tabs).expect("rows");
        assert_eq!(tabs.finish().expect("documents")[0].text, "{\"b\":\"1\",\"a\":\"2,3\"}\n");
    }

    #[test]
    fn what_is_wrong_is_named_by_row_and_column() {
        let fault = |csv: &[u8]| rows(csv).expect_err("refused").of_file("a.csv").to_string();
        assert!(fault(b"a,b\n1,2\n3\n").contains("row 2: has 1 values, the first line names 2 columns"));
        assert!(fault(b"a,b\n1,2\n3,\xff\n").contains("row 2, column `b`: not UTF-8"));
        assert!(fault(b"a,a\n1,2\n").contains("column `a`: two columns have this name"));
        assert!(fault(b"a,,c\n1,2,3\n").contains("column 2 has no name"));
        assert!(fault(b"a\xff\n1\n").contains("in the first line: not UTF-8"));
        assert!(fault(b"").contains("no columns"));
        assert!(fault(b"a,b\n").contains("no rows"));
        let wide = (0..=super::super::MAX_COLUMNS).map(|at| format!("c{at}")).collect::<Vec<_>>().join(",");
        assert!(fault(wide.as_bytes()).contains("more than 1024 columns"));
    }

    /// Endless bytes of one kind.
    struct Endless;

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(b'x');
            Ok(buffer.len())
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_swallows_little() {
        let mut rows = Rows::of("a.csv");
        let fault = read(b"a,b\n1,2\n\"".chain(Endless), b',', &mut rows).expect_err("refused");
        assert_eq!((fault.reason, fault.row), (Rejection::LineTooLong, Some(2)));
        let mut rows = Rows::of("a.csv");
        assert!(read(Endless, b',', &mut rows).is_err(), "a header that does not end");
    }

    proptest! {
        #[test]
        fn what_the_crate_writes_is_read_back(table in prop::collection::vec(prop::collection::vec("\\PC{0,12}|[\",\n\r]{1,4}", 3), 1..20)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["x", "y", "z"]).expect("written");
            table.iter().for_each(|row| writer.write_record(row).expect("written"));
            let read = rows(&writer.into_inner().expect("bytes")).expect("rows");
            let expected: Vec<String> = table
                .iter()
                .map(|row| format!("{{\"x\":{},\"y\":{},\"z\":{}}}", serde_json::json!(row[0]), serde_json::json!(row[1]), serde_json::json!(row[2])))
                .collect();
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn any_bytes_are_rows_or_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = rows(&bytes);
        }
    }
}
