//! A bundle has one encoding, and nothing else is read as one.

use openledger_primitives::{
    document::{
        check_path, Bundle, BundleError, Document, PathError, MAX_BUNDLE_BYTES, MAX_DOCUMENTS, MAX_DOCUMENT_BYTES,
    },
    job::Rejection,
};
use proptest::{collection::btree_map, collection::vec, prelude::*};

fn document(path: &str, text: &str) -> Document {
    Document { path: path.into(), text: text.into() }
}

#[test]
fn golden_encoding_does_not_change() {
    let bundle = Bundle::new(vec![document("b/é.md", "# \"B\"\\\n\t\u{1}\u{7f}\u{2028}/"), document("a.txt", "a")]);
    let expected = "{\"path\":\"a.txt\",\"text\":\"a\"}\n\
                    {\"path\":\"b/é.md\",\"text\":\"# \\\"B\\\"\\\\\\n\\t\\u0001\u{7f}\u{2028}/\"}\n";
    assert_eq!(String::from_utf8(bundle.expect("two sound documents").encode()).expect("JSON is text"), expected);
}

#[test]
fn what_is_not_canonical_is_refused() {
    let refused = [
        "{\"path\": \"a.txt\",\"text\":\"a\"}\n",
        "{\"text\":\"a\",\"path\":\"a.txt\"}\n",
        "{\"path\":\"a.txt\",\"text\":\"\\u0061\"}\n",
        "{\"path\":\"a.txt\",\"text\":\"\\/\"}\n",
        "{\"path\":\"a.txt\",\"text\":\"\\u000A\"}\n",
        " {\"path\":\"a.txt\",\"text\":\"a\"}\n",
        "{\"path\":\"a.txt\",\"text\":\"a\"}\r\n",
    ];
    for text in refused {
        assert_eq!(Bundle::parse(text.as_bytes()), Err(BundleError::NotCanonical { line: 1 }), "{text}");
    }
}

#[test]
fn what_is_not_a_document_is_refused() {
    let refused = [
        "\n",
        "a\n",
        "[]\n",
        "{}\n",
        "{\"path\":\"a.txt\"}\n",
        "{\"path\":\"a.txt\",\"text\":1}\n",
        "{\"path\":\"a.txt\",\"text\":\"a\",\"more\":1}\n",
        "{\"path\":\"a.txt\",\"path\":\"a.txt\",\"text\":\"a\"}\n",
        "{\"path\":\"a.txt\",\"text\":\"\\ud800\"}\n",
        "{\"path\":\"a.txt\",\"text\":\"a\"}",
        "{\"path\":\"a.txt\",\"text\":\"a\"}{\"path\":\"b.txt\",\"text\":\"a\"}\n",
    ];
    for text in refused {
        let result = Bundle::parse(text.as_bytes());
        assert!(matches!(result, Err(BundleError::Malformed { line: 1, .. })), "{text}: {result:?}");
    }
}

#[test]
fn order_is_strict() {
    let line = |path: &str| format!("{{\"path\":\"{path}\",\"text\":\"x\"}}\n");
    let parse = |paths: &[&str]| Bundle::parse(paths.iter().map(|path| line(path)).collect::<String>().as_bytes());
    assert!(parse(&["a.txt", "b.txt"]).is_ok());
    assert_eq!(parse(&["b.txt", "a.txt"]), Err(BundleError::Order { line: 2 }));
    assert_eq!(parse(&["a.txt", "a.txt"]), Err(BundleError::Order { line: 2 }));
    let twice = vec![document("a.txt", "x"), document("a.txt", "y")];
    assert_eq!(Bundle::new(twice), Err(BundleError::Order { line: 2 }));
}

#[test]
fn paths() {
    for good in ["a", "a/b.c", "..a", "a..", "...", "a b", "é/ü.md", &"x".repeat(512)] {
        assert_eq!(check_path(good), Ok(()), "{good}");
    }
    for (bad, error) in [
        ("", PathError::Length),
        (&*"x".repeat(513), PathError::Length),
        ("/a", PathError::NotRelative),
        ("a/", PathError::NotRelative),
        ("a//b", PathError::NotRelative),
        ("..", PathError::NotRelative),
        ("a/../b", PathError::NotRelative),
        ("./a", PathError::NotRelative),
        ("a\\b", PathError::Character),
        ("a\0b", PathError::Character),
        ("a\nb", PathError::Character),
    ] {
        assert_eq!(check_path(bad), Err(error), "{bad}");
    }
    let bundle = Bundle::parse(b"{\"path\":\"../a.txt\",\"text\":\"x\"}\n");
    assert_eq!(bundle, Err(BundleError::Path { line: 1, error: PathError::NotRelative }));
}

#[test]
fn limits() {
    assert_eq!(Bundle::parse(b""), Err(BundleError::Empty));
    let bytes = MAX_BUNDLE_BYTES + 1;
    assert_eq!(Bundle::parse(&vec![b'\n'; bytes]), Err(BundleError::TooLarge { bytes }));
    let documents = MAX_DOCUMENTS + 1;
    assert_eq!(Bundle::parse(&vec![b'\n'; documents]), Err(BundleError::TooManyDocuments { documents }));
    let largest = Bundle::new(vec![document("a.txt", &"x".repeat(MAX_DOCUMENT_BYTES))]).expect("within limits");
    assert_eq!(Bundle::parse(&largest.encode()), Ok(largest));
    let larger = document("a.txt", &"x".repeat(MAX_DOCUMENT_BYTES + 1));
    assert_eq!(Bundle::new(vec![larger.clone()]), Err(BundleError::DocumentTooLarge { line: 1 }));
    let encoded = format!("{}\n", serde_json::to_string(&larger).expect("two strings"));
    assert_eq!(Bundle::parse(encoded.as_bytes()), Err(BundleError::DocumentTooLarge { line: 1 }));
    let many = (0..9).map(|n| document(&format!("{n}.txt"), &"x".repeat(MAX_DOCUMENT_BYTES))).collect();
    assert!(matches!(Bundle::new(many), Err(BundleError::TooLarge { .. })));
}

#[test]
fn text_that_is_not_utf8_is_refused_with_its_line() {
    let bytes = b"{\"path\":\"a.txt\",\"text\":\"x\"}\n{\"path\":\"b.txt\",\"text\":\"\xff\"}\n";
    let error = Bundle::parse(bytes).expect_err("0xff is never UTF-8");
    assert_eq!(error, BundleError::NotUtf8 { line: 2 });
    assert_eq!(error.rejection(), Rejection::NotUtf8);
}

proptest! {
    #[test]
    fn what_is_encoded_is_parsed(documents in btree_map("[a-zé]{1,8}(/[a-z.]{0,3}x){0,2}", any::<String>(), 1..8)) {
        let documents = documents.into_iter().map(|(path, text)| Document { path, text }).collect();
        let bundle = Bundle::new(documents).expect("sound paths");
        prop_assert_eq!(Bundle::parse(&bundle.encode()), Ok(bundle));
    }

    #[test]
    fn what_is_parsed_is_encoded_to_the_same_bytes(
        lines in vec("\\{\"path\":\"[a-c]{1,2}\",\"text\":\"([ -~é]|\\\\[nrtbfu\"\\\\/]|\\\\u00[01][0-9a-fA-F]){0,6}\"\\}", 0..4),
    ) {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        if let Ok(bundle) = Bundle::parse(text.as_bytes()) {
            prop_assert_eq!(bundle.encode(), text.as_bytes());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..400)) {
        if let Ok(bundle) = Bundle::parse(&bytes) {
            prop_assert_eq!(bundle.encode(), bytes);
        }
    }

    #[test]
    fn no_change_of_a_byte_keeps_the_documents(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let documents = vec![document("a/b.md", "# One\n\n\"two\""), document("c.sol", "contract C {}")];
        let bundle = Bundle::new(documents).expect("two sound documents");
        let mut bytes = bundle.encode();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        prop_assert_ne!(Bundle::parse(&bytes), Ok(bundle));
    }
}
