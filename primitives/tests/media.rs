//! What a file is must be what its name says.

use openledger_primitives::{
    document::{document_from_file, spdx_header, Media, MAX_DOCUMENT_BYTES, MAX_LINE_BYTES},
    job::Rejection,
};
use proptest::{collection::vec, prelude::*};

fn reason(path: &str, bytes: &[u8]) -> Option<Rejection> {
    document_from_file(path, bytes).err().map(|refused| refused.reason)
}

#[test]
fn the_extension_names_the_media() {
    let name = |path: &str| Media::of_path(path).map(|media| media.to_string());
    for (path, media) in [
        ("a.txt", "text"),
        ("docs/README.MD", "markdown"),
        ("rows.jsonl", "jsonl"),
        ("src/Token.sol", "solidity"),
        ("lib.rs", "rust"),
        ("a.test.ts", "typescript"),
        ("a.py", "python"),
    ] {
        assert_eq!(name(path).as_deref(), Some(media), "{path}");
    }
    for path in ["LICENSE", "a.png", "a.", ".txt", "md", "a.txt/b", "a.json"] {
        assert_eq!(name(path), None, "{path}");
    }
}

#[test]
fn binary_files_with_a_text_name_are_refused() {
    for bytes in [&b"\x89PNG\r\n\x1a\n"[..], b"PK\x03\x04", b"\x7fELF\x02", b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"a\0b"] {
        for path in ["a.md", "a.sol", "a.txt", "a.jsonl"] {
            assert_eq!(reason(path, bytes), Some(Rejection::MediaMismatch), "{path}: {bytes:?}");
        }
    }
}

#[test]
fn the_report_says_what_was_found() {
    let refused = document_from_file("docs/a.md", b"\x89PNG\r\n").expect_err("an image");
    assert_eq!(refused.to_string(), "`docs/a.md`: named as markdown but holds a PNG image");
}

#[test]
fn each_reason_is_given() {
    assert_eq!(reason("a.md", b"text"), None);
    assert_eq!(reason("a.png", b"text"), Some(Rejection::UnsupportedMedia));
    assert_eq!(reason("../a.md", b"text"), Some(Rejection::MalformedBundle));
    assert_eq!(reason("a.md", b""), Some(Rejection::Empty));
    assert_eq!(reason("a.md", b" \r\n\t"), Some(Rejection::Empty));
    assert_eq!(reason("a.md", b"caf\xe9"), Some(Rejection::NotUtf8));
    assert_eq!(reason("a.txt", &vec![b'x'; MAX_DOCUMENT_BYTES + 1]), Some(Rejection::TooLarge));
    assert_eq!(reason("a.txt", &vec![b'x'; MAX_LINE_BYTES]), None);
    assert_eq!(reason("a.txt", &vec![b'x'; MAX_LINE_BYTES + 1]), Some(Rejection::LineTooLong));
}

#[test]
fn rows_are_json_objects() {
    assert_eq!(reason("a.jsonl", b"{\"a\":1}\n\n {\"b\":[2]}\n"), None);
    for rows in ["[1]\n", "{\"a\":1}\n1\n", "{\"a\":1", "{\"a\":1}{}", "text", "null"] {
        assert_eq!(reason("a.jsonl", rows.as_bytes()), Some(Rejection::MediaMismatch), "{rows}");
    }
}

#[test]
fn deep_rows_do_not_exhaust_the_stack() {
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(30_000), "]".repeat(30_000));
    assert!(matches!(reason("a.jsonl", deep.as_bytes()), None | Some(Rejection::MediaMismatch)));
}

#[test]
fn a_byte_order_mark_is_left_out() {
    let document = document_from_file("a.jsonl", b"\xef\xbb\xbf{}").expect("an object");
    assert_eq!(document.text, "{}");
}

#[test]
fn spdx_headers_are_found() {
    for (text, expected) in [
        ("// SPDX-License-Identifier: MIT\npragma", "MIT"),
        ("\n\n/* SPDX-License-Identifier: MIT OR Apache-2.0 */", "MIT OR Apache-2.0"),
        ("/**\n * SPDX-License-Identifier: GPL-3.0-only\r\n */", "GPL-3.0-only"),
        ("<!-- SPDX-License-Identifier: CC0-1.0 -->\n# Title", "CC0-1.0"),
        ("#!/bin/sh\n# SPDX-License-Identifier: 0BSD", "0BSD"),
        ("-- SPDX-License-Identifier:MIT", "MIT"),
        ("\u{feff}// SPDX-License-Identifier: MIT", "MIT"),
        ("//SPDX-License-Identifier:", ""),
    ] {
        assert_eq!(spdx_header(text), Some(expected), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_header_is_none() {
    for text in [
        "Every file says SPDX-License-Identifier: MIT.",
        "{\"text\":\"// SPDX-License-Identifier: MIT\"}",
        "```solidity\n// SPDX-License-Identifier: MIT\n```",
        "// License: MIT",
    ] {
        assert_eq!(spdx_header(text), None, "{text}");
    }
    let late = format!("{}// SPDX-License-Identifier: MIT", "\n".repeat(40));
    assert_eq!(spdx_header(&late), None);
}

proptest! {
    #[test]
    fn no_file_makes_it_panic(path in "[a-z]{0,3}\\.(md|jsonl|sol|txt|py|x)", bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(document) = document_from_file(&path, &bytes) {
            prop_assert!(document.check().is_ok());
            prop_assert!(bytes.ends_with(document.text.as_bytes()));
        }
    }

    #[test]
    fn no_text_makes_the_header_panic(text in "(.|\n|SPDX-License-Identifier:|\\*/|//){0,40}") {
        spdx_header(&text);
    }
}
