//! Apache Parquet.

use super::{column_names, pages, quote, Fault, Rows, MAX_ROWS};
use openledger_primitives::job::Rejection;
use parquet::{
    basic::{ConvertedType, LogicalType, Type as PhysicalType},
    errors::ParquetError,
    file::{
        metadata::ParquetMetaData,
        reader::{FileReader, SerializedFileReader},
    },
    record::{Field, Row},
    schema::types::Type,
};
use std::{
    fs::File,
    io,
    os::unix::fs::FileExt,
    panic::{catch_unwind, AssertUnwindSafe},
    path::Path,
};

/// First and last bytes of a file.
const MARK: &[u8; 4] = b"PAR1";
/// Last bytes of an encrypted one.
const ENCRYPTED: &[u8; 4] = b"PARE";
/// Largest description of a file that is read.
const MAX_FOOTER_BYTES: u64 = 16 << 20;
/// Structs and lists in one another.
const DEEPEST: usize = 16;

/// Reads the rows of all row groups.
pub(super) fn read(file: File, path: &Path, length: u64, rows: &mut Rows) -> Result<(), Fault> {
    check_ends(&file, length)?;
    let again = File::open(path).map_err(|error| super::io(&error))?;
    // The reader has been known to panic on files made to break it; that is a fault of the file like any other.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let reader = SerializedFileReader::new(file).map_err(|error| damaged(&error))?;
        check_shape(reader.metadata())?;
        pages::check(&again, length, reader.metadata())?;
        read_rows(&reader, rows)
    }));
    outcome.unwrap_or_else(|_| {
        Err(Fault::new(Rejection::MediaMismatch, "named as Parquet but cannot be read: it is damaged"))
    })
}

fn damaged(error: &ParquetError) -> Fault {
    Fault::new(Rejection::MediaMismatch, format!("named as Parquet but cannot be read: {error}"))
}

/// The marks at both ends, and a description that fits between them.
fn check_ends(file: &File, length: u64) -> Result<(), Fault> {
    let none = |problem: &str| Fault::new(Rejection::MediaMismatch, format!("named as Parquet but {problem}"));
    if length < 12 {
        return Err(none(&format!("has only {length} bytes")));
    }
    let mut end = [0u8; 8];
    let mut start = [0u8; 4];
    let read = |buffer: &mut [u8], at: u64| -> io::Result<()> { file.read_exact_at(buffer, at) };
    read(&mut start, 0).and_then(|()| read(&mut end, length - 8)).map_err(|error| super::io(&error))?;
    let (size, mark) = end.split_at(4);
    if mark == ENCRYPTED {
        return Err(none("is encrypted"));
    }
    if start != *MARK || mark != MARK {
        return Err(none("does not begin and end as such a file does: it was cut short or is something else"));
    }
    let size = u64::from(u32::from_le_bytes(size.try_into().unwrap_or_default()));
    if size > MAX_FOOTER_BYTES || size > length - 12 {
        return Err(none(&format!("says that its description has {size} bytes, in a file of {length}")));
    }
    Ok(())
}

/// Numbers of rows that are possible, columns that are text or numbers.
fn check_shape(metadata: &ParquetMetaData) -> Result<(), Fault> {
    let mut rows = 0usize;
    for group in metadata.row_groups() {
        let own = usize::try_from(group.num_rows())
            .map_err(|_| Fault::new(Rejection::MediaMismatch, format!("a row group of {} rows", group.num_rows())))?;
        rows = rows.saturating_add(own);
    }
    if rows > MAX_ROWS {
        return Err(Fault::new(
            Rejection::TooLarge,
            format!("has {rows} rows, at most {MAX_ROWS} are read; split the file"),
        ));
    }
    let schema = metadata.file_metadata().schema();
    for column in schema.get_fields() {
        check_column(column, 1)
            .map_err(|problem| Fault::new(Rejection::UnsupportedMedia, problem).in_column(column.name()))?;
    }
    column_names(schema.get_fields().iter().map(|column| column.name())).map(drop)
}

fn check_column(column: &Type, depth: usize) -> Result<(), String> {
    if depth > DEEPEST {
        return Err(format!("is nested more than {DEEPEST} times"));
    }
    match column {
        Type::GroupType { fields, .. } => fields.iter().try_for_each(|field| check_column(field, depth + 1)),
        Type::PrimitiveType { basic_info, physical_type, .. } => {
            let text = matches!(
                basic_info.converted_type(),
                ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON | ConvertedType::DECIMAL
            ) || matches!(
                basic_info.logical_type_ref(),
                Some(
                    LogicalType::String
                        | LogicalType::Enum
                        | LogicalType::Json
                        | LogicalType::Decimal(_)
                        | LogicalType::Float16
                )
            );
            match physical_type {
                PhysicalType::BYTE_ARRAY | PhysicalType::FIXED_LEN_BYTE_ARRAY if !text => {
                    Err("holds bytes, not text (an image, a sound?); leave the column out".into())
                }
                _ => Ok(()),
            }
        }
    }
}

fn read_rows(reader: &dyn FileReader, rows: &mut Rows) -> Result<(), Fault> {
    let iterator = reader.get_row_iter(None).map_err(|error| damaged(&error))?;
    for row in iterator {
        let number = rows.next();
        let row = row.map_err(|error| damaged(&error).in_row(number))?;
        let mut written = String::new();
        write_row(&row, &mut written).map_err(|fault| fault.in_row(number))?;
        rows.push(&written)?;
    }
    Ok(())
}

fn write_row(row: &Row, out: &mut String) -> Result<(), Fault> {
    out.push('{');
    for (at, (name, field)) in row.get_column_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&quote(name));
        out.push(':');
        write(field, out)
            .map_err(|problem| Fault::new(Rejection::UnsupportedMedia, problem).in_column(name.clone()))?;
    }
    out.push('}');
    Ok(())
}

/// A value as JSON.
fn write(field: &Field, out: &mut String) -> Result<(), String> {
    // A row becomes a line, and no line may be longer; what has grown so far already is refused by its row.
    if out.len() > openledger_primitives::document::MAX_LINE_BYTES {
        return Ok(());
    }
    match field {
        Field::Null => out.push_str("null"),
        Field::Bool(value) => out.push_str(&value.to_string()),
        Field::Byte(_) | Field::Short(_) | Field::Int(_) | Field::Long(_) => out.push_str(&field.to_string()),
        Field::UByte(_) | Field::UShort(_) | Field::UInt(_) | Field::ULong(_) => out.push_str(&field.to_string()),
        Field::Float16(value) => write_number(f64::from(value.to_f32()), out),
        // The shortest decimal that gives the same f32 again.
        Field::Float(value) => write_number(value.to_string().parse().unwrap_or(f64::NAN), out),
        Field::Double(value) => write_number(*value, out),
        Field::Str(text) => out.push_str(&quote(text)),
        Field::Decimal(_)
        | Field::Date(_)
        | Field::TimeMillis(_)
        | Field::TimeMicros(_)
        | Field::TimestampMillis(_)
        | Field::TimestampMicros(_) => out.push_str(&quote(&field.to_string())),
        Field::Bytes(_) => return Err("holds bytes, not text".into()),
        Field::Group(row) => write_row(row, out).map_err(|fault| fault.problem)?,
        Field::ListInternal(list) => {
            out.push('[');
            for (at, element) in list.elements().iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(element, out)?;
            }
            out.push(']');
        }
        Field::MapInternal(map) => {
            out.push('{');
            for (at, (key, value)) in map.entries().iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                match key {
                    Field::Str(name) => out.push_str(&quote(name)),
                    other => out.push_str(&quote(&other.to_string())),
                }
                out.push(':');
                write(value, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

/// JSON has no infinities.
fn write_number(value: f64, out: &mut String) {
    match serde_json::Number::from_f64(value) {
        Some(number) => out.push_str(&number.to_string()),
        None => out.push_str("null"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::document::RefusedDocument;
    use parquet::{
        basic::{Compression, ZstdLevel},
        data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type},
        file::{properties::WriterProperties, writer::SerializedFileWriter},
        schema::parser::parse_message_type,
    };
    use std::sync::Arc;

    const SCHEMA: &str = "message rows {
        REQUIRED BYTE_ARRAY question (UTF8);
        OPTIONAL BYTE_ARRAY answer (UTF8);
        REQUIRED INT64 id;
        REQUIRED DOUBLE score;
        REQUIRED BOOLEAN checked;
        REQUIRED INT32 day (DATE);
        OPTIONAL GROUP messages (LIST) {
            REPEATED GROUP list {
                OPTIONAL GROUP element {
                    OPTIONAL BYTE_ARRAY role (UTF8);
                    OPTIONAL BYTE_ARRAY content (UTF8);
                }
            }
        }
    }";

    fn texts(values: &[&str]) -> Vec<ByteArray> {
        values.iter().map(|value| ByteArray::from(*value)).collect()
    }

    /// Two row groups of two rows.
    fn sample(compression: Compression, second_page: bool) -> Vec<u8> {
        let version = match second_page {
            true => parquet::file::properties::WriterVersion::PARQUET_2_0,
            false => parquet::file::properties::WriterVersion::PARQUET_1_0,
        };
        let properties = WriterProperties::builder().set_compression(compression).set_writer_version(version).build();
        let schema = Arc::new(parse_message_type(SCHEMA).expect("a schema"));
        let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).expect("a writer");
        for group in 0..2i64 {
            let mut rows = writer.next_row_group().expect("a row group");
            let long = "a long text ".repeat(200);
            macro_rules! column {
                ($type:ty, $values:expr, $definition:expr, $repetition:expr) => {{
                    let mut column = rows.next_column().expect("no fault").expect("a column");
                    column.typed::<$type>().write_batch($values, $definition, $repetition).expect("written");
                    column.close().expect("closed");
                }};
            }
            column!(ByteArrayType, &texts(&["What is \"a\"?\n", &long]), None, None);
            column!(ByteArrayType, &texts(&["це літера"]), Some(&[1, 0]), None);
            column!(Int64Type, &[group, i64::MIN], None, None);
            column!(DoubleType, &[0.1, f64::NAN], None, None);
            column!(BoolType, &[true, false], None, None);
            column!(Int32Type, &[0, 20_000], None, None);
            // Row one: two messages; row two: none at all.
            column!(ByteArrayType, &texts(&["user", "assistant"]), Some(&[4, 4, 0]), Some(&[0, 1, 0]));
            column!(ByteArrayType, &texts(&["hi", "hello"]), Some(&[4, 4, 0]), Some(&[0, 1, 0]));
            rows.close().expect("closed");
        }
        writer.into_inner().expect("bytes")
    }

    fn rows(bytes: &[u8]) -> Result<Vec<String>, RefusedDocument> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("written");
        let open = File::open(file.path()).expect("open");
        let documents = super::super::read(open, file.path(), "data/a.parquet", super::super::Kind::Parquet)?;
        Ok(documents.iter().flat_map(|document| document.text.lines().map(str::to_owned)).collect())
    }

    #[test]
    fn rows_of_every_type_are_read_whatever_they_are_compressed_with() {
        let expected = concat!(
            r#"{"question":"What is \"a\"?\n","answer":"це літера","id":0,"score":0.1,"checked":true,"day":"1970-01-01","#,
            r#""messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}"#
        );
        let codecs = [
            Compression::UNCOMPRESSED,
            Compression::SNAPPY,
            Compression::GZIP(Default::default()),
            Compression::ZSTD(ZstdLevel::default()),
        ];
        for codec in codecs {
            for second in [false, true] {
                let rows = rows(&sample(codec, second)).expect("rows");
                assert_eq!((rows.len(), rows[0].as_str()), (4, expected), "{codec}");
                assert!(
                    rows[3].ends_with(
                        r#""id":-9223372036854775808,"score":null,"checked":false,"day":"2024-10-04","messages":null}"#
                    ),
                    "{}",
                    rows[3]
                );
                let value: serde_json::Value = serde_json::from_str(&rows[1]).expect("JSON");
                assert_eq!(value["question"].as_str().map(str::len), Some(2_400));
            }
        }
    }

    #[test]
    fn a_file_that_was_cut_short_or_renamed_is_refused() {
        let whole = sample(Compression::SNAPPY, false);
        for length in [0, 3, 11, 12, 100, whole.len() / 2, whole.len() - 9, whole.len() - 1] {
            let refused = rows(&whole[..length]).expect_err("refused");
            assert!(refused.detail.contains("named as Parquet but"), "{length}: {refused}");
        }
        assert!(rows(b"question,answer\n1,2\n")
            .expect_err("refused")
            .detail
            .contains("cut short or is something else"));
        let mut encrypted = whole.clone();
        let end = encrypted.len() - 4;
        encrypted[end..].copy_from_slice(ENCRYPTED);
        assert!(rows(&encrypted).expect_err("refused").detail.contains("encrypted"));
        let mut lies = whole.clone();
        lies[end - 4..end].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(rows(&lies).expect_err("refused").detail.contains("4294967295 bytes"));
    }

    #[test]
    fn damage_anywhere_is_a_fault_and_never_the_end_of_the_program() {
        let whole = sample(Compression::GZIP(Default::default()), true);
        // What the reader says when it panics is not for this test to show.
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let mut refused = 0;
        let mut tried = 0;
        for (at, change) in (0..whole.len()).step_by(7).zip([0xff, 0x01, 0x80].into_iter().cycle()) {
            let mut damaged = whole.clone();
            damaged[at] ^= change;
            refused += usize::from(rows(&damaged).is_err());
            tried += 1;
        }
        std::panic::set_hook(hook);
        println!("{refused} of {tried} damaged files are refused");
        assert!(refused * 3 > tried);
    }

    #[test]
    fn a_page_that_unpacks_to_more_than_it_says_is_found_before_it_is_unpacked() {
        for codec in [Compression::GZIP(Default::default()), Compression::ZSTD(ZstdLevel::default())] {
            let properties = WriterProperties::builder().set_compression(codec).set_dictionary_enabled(false).build();
            let schema =
                Arc::new(parse_message_type("message m { REQUIRED BYTE_ARRAY text (UTF8); }").expect("a schema"));
            let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).expect("a writer");
            let mut group = writer.next_row_group().expect("a row group");
            let mut column = group.next_column().expect("no fault").expect("a column");
            let values = texts(&["x".repeat(60_000).as_str(); 17]);
            column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("written");
            column.close().expect("closed");
            group.close().expect("closed");
            let mut bytes = writer.into_inner().expect("bytes");
            assert_eq!(rows(&bytes).expect("rows").len(), 17);
            // The page's header: 0x15 type 0x15 unpacked; make it claim 127 bytes less than 16,384 in as many bytes.
            let claim = (17 * 60_004u64) << 1;
            let varint = |mut value: u64| -> Vec<u8> {
                let mut bytes = Vec::new();
                while value > 0x7f {
                    bytes.push(value as u8 | 0x80);
                    value >>= 7;
                }
                bytes.push(value as u8);
                bytes
            };
            let (honest, lie) = (varint(claim), varint(claim - (1 << 20)));
            assert_eq!(honest.len(), lie.len());
            let at = bytes.windows(honest.len()).position(|window| window == honest).expect("the claim");
            bytes[at..at + lie.len()].copy_from_slice(&lie);
            let refused = rows(&bytes).expect_err("refused");
            assert!(refused.detail.contains("column `text`: row group 0: a page is said to unpack to"), "{refused}");
            assert!(refused.detail.contains("holds at least"), "{refused}");
        }
    }

    #[test]
    fn rows_and_columns_that_are_no_text_are_named() {
        let write = |schema: &str, value: &[u8]| {
            let schema = Arc::new(parse_message_type(schema).expect("a schema"));
            let mut writer = SerializedFileWriter::new(Vec::new(), schema, Default::default()).expect("a writer");
            let mut group = writer.next_row_group().expect("a row group");
            let mut column = group.next_column().expect("no fault").expect("a column");
            let values = [ByteArray::from("fine"), ByteArray::from(value.to_vec())];
            column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("written");
            column.close().expect("closed");
            group.close().expect("closed");
            rows(&writer.into_inner().expect("bytes")).expect_err("refused").to_string()
        };
        let picture = write("message m { REQUIRED BYTE_ARRAY image; }", b"\x89PNG");
        assert!(picture.contains("column `image`: holds bytes, not text"), "{picture}");
        let text = "message m { REQUIRED BYTE_ARRAY text (UTF8); }";
        assert!(write(text, &vec![b'x'; 70_000]).contains("row 2: has 70011 bytes as JSON"));
        assert!(write(text, b"\xff\xfe").contains("row"), "not UTF-8");
    }
}
