//! JSON Lines that are too large for one document.

use super::{io, Fault, Rows};
use openledger_primitives::{document::MAX_LINE_BYTES, job::Rejection};
use std::io::{BufRead, BufReader, Read};

/// Reads line by line; none may be longer than a document's may.
pub(super) fn read(file: impl Read, rows: &mut Rows) -> Result<(), Fault> {
    let mut reader = BufReader::new(file);
    let mut bytes = Vec::new();
    let mut number = 0usize;
    loop {
        bytes.clear();
        number += 1;
        // A byte more than allowed, and the line feed.
        let most = MAX_LINE_BYTES as u64 + 2;
        if reader.by_ref().take(most).read_until(b'\n', &mut bytes).map_err(|error| io(&error))? == 0 {
            return Ok(());
        }
        let fault = |reason, problem: String| Fault::new(reason, format!("line {number}: {problem}"));
        if bytes.len() as u64 == most && bytes.last() != Some(&b'\n') {
            return Err(fault(Rejection::LineTooLong, format!("more than {MAX_LINE_BYTES} bytes")));
        }
        let line = std::str::from_utf8(&bytes)
            .map_err(|error| fault(Rejection::NotUtf8, format!("not UTF-8 at byte {}", error.valid_up_to())))?;
        let line = if number == 1 { line.strip_prefix('\u{feff}').unwrap_or(line) } else { line }.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let object = line.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
        if !object {
            return Err(fault(Rejection::MediaMismatch, "not a JSON object".into()));
        }
        rows.push(line)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(text: &[u8]) -> Result<Vec<String>, Fault> {
        let mut rows = Rows::of("a.jsonl");
        read(text, &mut rows)?;
        Ok(rows.finish()?.into_iter().map(|document| document.text).collect())
    }

    #[test]
    fn lines_stay_as_they_are_and_blank_ones_go() {
        let text = "\u{feff}{\"b\":1, \"a\":2}\r\n\n  {\"c\":[]}";
        assert_eq!(documents(text.as_bytes()).expect("rows"), ["{\"b\":1, \"a\":2}\n{\"c\":[]}\n"]);
    }

    #[test]
    fn what_is_no_object_not_text_or_endless_is_named_by_its_line() {
        let problem = |text: &[u8]| documents(text).expect_err("refused").problem;
        assert!(problem(b"{}\n[1]\n").contains("line 2: not a JSON object"));
        assert!(problem(b"{}\n\n{\"a\":\n").contains("line 3"));
        assert!(problem(b"{}\n{\"a\":\"\xff\"}\n").contains("line 2: not UTF-8"));
        let endless = [b"{\"a\":\"".as_slice(), &vec![b'x'; 1 << 20]].concat();
        assert!(problem(&endless).contains("more than 65536 bytes"));
    }
}
