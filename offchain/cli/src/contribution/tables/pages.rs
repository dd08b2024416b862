//! What the pages of a Parquet file unpack to, measured before they are unpacked for good.
//!
//! A reader of Parquet takes memory for what page headers claim, and more where compressed data holds more than they
//! claim. So every page is looked at first: its header is read by the few fields needed, its claims are bounded, and
//! its data is unpacked into nothing, counting, until it is through or more than claimed.

use super::Fault;
use openledger_primitives::job::Rejection;
use parquet::{
    basic::Compression,
    file::metadata::{ColumnChunkMetaData, ParquetMetaData},
};
use std::{
    fs::File,
    io::{self, Read},
    os::unix::fs::FileExt,
};

/// Most bytes of a page, packed or not.
pub(super) const MAX_PAGE_BYTES: u64 = 64 << 20;
/// Most bytes of all pages of a file, unpacked.
pub(super) const MAX_UNPACKED_BYTES: u64 = 2 << 30;
/// Most values of one column in one row group.
pub(super) const MAX_VALUES: u64 = 16 << 20;
/// A page header larger than this is none.
const MAX_HEADER_BYTES: u64 = 1 << 20;

/// Measures every page of a file.
pub(super) fn check(file: &File, length: u64, metadata: &ParquetMetaData) -> Result<(), Fault> {
    let mut unpacked = 0u64;
    for (group, row_group) in metadata.row_groups().iter().enumerate() {
        for column in row_group.columns() {
            let name = column.column_path().string();
            let place = |fault: Fault| Fault {
                problem: format!("row group {group}: {}", fault.problem),
                ..fault.in_column(name.clone())
            };
            unpacked = unpacked.saturating_add(column_chunk(file, length, column).map_err(place)?);
            if unpacked > MAX_UNPACKED_BYTES {
                let problem = format!("unpacks to more than {MAX_UNPACKED_BYTES} bytes; split the file");
                return Err(place(Fault::new(Rejection::TooLarge, problem)));
            }
        }
    }
    Ok(())
}

fn broken(problem: impl Into<String>) -> Fault {
    Fault::new(Rejection::MediaMismatch, problem)
}

/// Bytes that the pages of a column's part of a row group unpack to.
fn column_chunk(file: &File, length: u64, column: &ColumnChunkMetaData) -> Result<u64, Fault> {
    // `byte_range` panics on negative numbers.
    if column.data_page_offset() < 0
        || column.compressed_size() < 0
        || column.dictionary_page_offset().is_some_and(|o| o < 0)
    {
        return Err(broken("its place in the file is negative"));
    }
    let (start, size) = column.byte_range();
    let end = start.checked_add(size).filter(|end| *end <= length);
    let end =
        end.ok_or_else(|| broken(format!("is said to lie at {start} with {size} bytes, beyond the end of the file")))?;
    let (mut at, mut unpacked, mut values) = (start, 0u64, 0u64);
    while at < end {
        let page = Page::read(file, at, end)?;
        let data = at.saturating_add(page.header);
        if page.packed > MAX_PAGE_BYTES || page.unpacked > MAX_PAGE_BYTES {
            let problem =
                format!("a page of {} bytes, {} packed; at most {MAX_PAGE_BYTES} are read", page.unpacked, page.packed);
            return Err(Fault::new(Rejection::TooLarge, problem));
        }
        if data.saturating_add(page.packed) > end {
            return Err(broken("a page ends beyond its column"));
        }
        values = values.saturating_add(page.values);
        if values > MAX_VALUES {
            return Err(Fault::new(Rejection::TooLarge, format!("more than {MAX_VALUES} values in one row group")));
        }
        let mut bytes = vec![0; page.packed as usize];
        file.read_exact_at(&mut bytes, data).map_err(|error| broken(format!("a page cannot be read: {error}")))?;
        measure(&page, &bytes, column.compression())?;
        unpacked = unpacked.saturating_add(page.unpacked);
        at = data.saturating_add(page.packed);
    }
    Ok(unpacked)
}

/// Unpacks into nothing; what comes out must be what the header says.
fn measure(page: &Page, bytes: &[u8], compression: Compression) -> Result<(), Fault> {
    let levels =
        usize::try_from(page.levels).ok().filter(|levels| *levels <= bytes.len() && page.levels <= page.unpacked);
    let levels = levels.ok_or_else(|| broken("a page's levels are longer than the page"))?;
    let (packed, claimed) = (bytes.get(levels..).unwrap_or_default(), page.unpacked - page.levels);
    let unread = |error: io::Error| broken(format!("a page cannot be unpacked: {error}"));
    let found = match compression {
        _ if !page.is_packed => packed.len() as u64,
        Compression::UNCOMPRESSED => packed.len() as u64,
        _ if packed.is_empty() => 0,
        Compression::SNAPPY => snap::raw::decompress_len(packed)
            .map_err(|error| broken(format!("a page cannot be unpacked: {error}")))?
            as u64,
        Compression::GZIP(_) => count(flate2::read::MultiGzDecoder::new(packed), claimed).map_err(unread)?,
        Compression::ZSTD(_) => {
            let mut decoder = zstd::stream::read::Decoder::new(packed).map_err(unread)?;
            decoder.window_log_max(27).map_err(unread)?;
            count(decoder, claimed).map_err(unread)?
        }
        other => {
            let problem = format!("compressed with {other}; snappy, gzip and zstd are read");
            return Err(Fault::new(Rejection::UnsupportedMedia, problem));
        }
    };
    if found == claimed {
        return Ok(());
    }
    Err(broken(format!(
        "a page is said to unpack to {claimed} bytes and holds {}{found}",
        if found > claimed { "at least " } else { "" }
    )))
}

/// Bytes that come out, at most one more than claimed.
fn count(reader: impl Read, claimed: u64) -> io::Result<u64> {
    io::copy(&mut reader.take(claimed.saturating_add(1)), &mut io::sink())
}

/// What a page's header says, as far as it matters here.
#[derive(Debug, Default, PartialEq)]
struct Page {
    /// Bytes of the header.
    header: u64,
    packed: u64,
    unpacked: u64,
    values: u64,
    /// Bytes at its front that are never packed.
    levels: u64,
    is_packed: bool,
}

impl Page {
    fn read(file: &File, at: u64, end: u64) -> Result<Self, Fault> {
        // Headers are short unless they hold statistics; a longer one is read anew.
        for most in [4 << 10, MAX_HEADER_BYTES] {
            let mut bytes = vec![0; most.min(end - at) as usize];
            file.read_exact_at(&mut bytes, at).map_err(|error| broken(format!("a page cannot be read: {error}")))?;
            let mut thrift = Thrift { bytes: &bytes, at: 0 };
            if let Some(page) = Self::parse(&mut thrift) {
                return Ok(page);
            }
        }
        Err(broken("a page's header cannot be read"))
    }

    /// Parquet's `PageHeader`: 2 and 3 are its sizes; 5, 7 and 8 the headers of a data page, a dictionary and a data
    /// page of the second kind, each with the number of values in field 1.
    fn parse(thrift: &mut Thrift) -> Option<Self> {
        let mut page = Page { is_packed: true, ..Self::default() };
        let size = |number: i64| u64::try_from(number).ok();
        let (mut packed, mut unpacked) = (None, None);
        let mut field = 0;
        while let Some((next, kind)) = thrift.field(field)? {
            field = next;
            match (field, kind) {
                (2, Thrift::I32) => unpacked = Some(size(thrift.integer()?)?),
                (3, Thrift::I32) => packed = Some(size(thrift.integer()?)?),
                (5 | 7 | 8, Thrift::STRUCT) => {
                    let mut inner = 0;
                    while let Some((next, kind)) = thrift.field(inner)? {
                        inner = next;
                        match (inner, kind) {
                            // A dictionary's values are no values of the column.
                            (1, Thrift::I32) if field != 7 => page.values = size(thrift.integer()?)?,
                            (5 | 6, Thrift::I32) if field == 8 => {
                                page.levels = page.levels.checked_add(size(thrift.integer()?)?)?
                            }
                            (7, Thrift::TRUE | Thrift::FALSE) if field == 8 => page.is_packed = kind == Thrift::TRUE,
                            _ => thrift.skip(kind, 0)?,
                        }
                    }
                }
                _ => thrift.skip(kind, 0)?,
            }
        }
        page.header = thrift.at as u64;
        (page.packed, page.unpacked) = (packed?, unpacked?);
        Some(page)
    }
}

/// Thrift's compact protocol, as much of it as page headers use. Nothing is allocated.
struct Thrift<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Thrift<'_> {
    const TRUE: u8 = 1;
    const FALSE: u8 = 2;
    const I32: u8 = 5;
    const STRUCT: u8 = 12;
    /// Structs in structs in a header of three levels.
    const DEEPEST: u8 = 16;

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn integer(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// Number and type of the next field; the inner `None` at the struct's end.
    fn field(&mut self, before: i64) -> Option<Option<(i64, u8)>> {
        let head = self.byte()?;
        if head == 0 {
            return Some(None);
        }
        let number = match head >> 4 {
            0 => self.integer()?,
            step => before.checked_add(i64::from(step))?,
        };
        Some(Some((number, head & 0x0f)))
    }

    fn skip(&mut self, kind: u8, depth: u8) -> Option<()> {
        if depth > Self::DEEPEST {
            return None;
        }
        match kind {
            Self::TRUE | Self::FALSE => {}
            3 => self.at = self.at.checked_add(1)?,
            4..=6 => drop(self.varint()?),
            7 => self.at = self.at.checked_add(8)?,
            8 => {
                let length = usize::try_from(self.varint()?).ok()?;
                self.at = self.at.checked_add(length)?;
            }
            9 | 10 => {
                let head = self.byte()?;
                let length = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
                for _ in 0..length {
                    match head & 0x0f {
                        // In a list a truth has a byte of its own.
                        Self::TRUE | Self::FALSE => drop(self.byte()?),
                        kind => self.skip(kind, depth + 1)?,
                    }
                }
            }
            Self::STRUCT => {
                let mut field = 0;
                while let Some((next, kind)) = self.field(field)? {
                    field = next;
                    self.skip(kind, depth + 1)?;
                }
            }
            _ => return None,
        }
        (self.at <= self.bytes.len()).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_header_is_read_by_the_fields_that_matter() {
        // type 0, 100 bytes unpacked, 60 packed, 12 values in a plain page; levels in RLE.
        let bytes = [
            0x15, 0x00, 0x15, 0xc8, 0x01, 0x15, 0x78, 0x2c, 0x15, 0x18, 0x15, 0x00, 0x15, 0x06, 0x15, 0x06, 0x00, 0x00,
            0xff,
        ];
        let page = Page::parse(&mut Thrift { bytes: &bytes, at: 0 }).expect("a header");
        assert_eq!(page, Page { header: 18, packed: 60, unpacked: 100, values: 12, levels: 0, is_packed: true });
        assert!(Page::parse(&mut Thrift { bytes: &bytes[..16], at: 0 }).is_none(), "cut short");
        // Negative sizes.
        assert!(Page::parse(&mut Thrift { bytes: &[0x15, 0, 0x15, 1, 0x15, 1, 0], at: 0 }).is_none());
    }

    #[test]
    fn a_bomb_is_counted_no_further_than_it_claims() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        io::copy(&mut io::repeat(0).take(256 << 20), &mut packed).expect("packed");
        let bytes = packed.finish().expect("packed");
        assert!(bytes.len() < 300_000);
        let page = Page { packed: bytes.len() as u64, unpacked: 1_000, is_packed: true, ..Page::default() };
        let fault = measure(&page, &bytes, Compression::GZIP(Default::default())).expect_err("refused");
        assert!(fault.problem.contains("unpack to 1000 bytes and holds at least 1001"), "{}", fault.problem);
        // Snappy says at its front how much memory it wants.
        let snappy = [0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0];
        let page = Page { packed: 7, unpacked: 1_000, is_packed: true, ..Page::default() };
        let fault = measure(&page, &snappy, Compression::SNAPPY).expect_err("refused");
        assert!(fault.problem.contains("holds at least 4294967295"), "{}", fault.problem);
        let fault = measure(&page, &snappy, Compression::LZ4_RAW).expect_err("refused");
        assert!(fault.problem.contains("snappy, gzip and zstd are read"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_header_or_none(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some(page) = Page::parse(&mut Thrift { bytes: &bytes, at: 0 }) {
                prop_assert!(page.header as usize <= bytes.len());
            }
        }
    }
}
