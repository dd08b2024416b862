//! The Check job says what is wrong with a contribution, in a fixed order, in words and for the chain.

use openledger_primitives::{
    content::ContentId,
    document::{check, Bundle, Checked, Document},
    fragment::{fragments, root, FRAGMENTER_VERSION},
    job::{CheckSpec, ContributionRef, JobFailure, Rejection},
};
use proptest::prelude::*;

const SOURCE: &str = "// SPDX-License-Identifier: MIT\ncontract C {}\n";

fn bundle(documents: &[(&str, &str)]) -> Vec<u8> {
    let documents = documents.iter().map(|(path, text)| Document { path: (*path).into(), text: (*text).into() });
    Bundle::new(documents.collect()).expect("sound documents").encode()
}

/// What an honest contributor declares about these bytes.
fn declared(bytes: &[u8]) -> CheckSpec {
    let fragments = Bundle::parse(bytes).map(|bundle| fragments(&bundle)).unwrap_or_default();
    CheckSpec {
        contribution: ContributionRef { id: 1, content: ContentId::of(bytes) },
        fragmenter: FRAGMENTER_VERSION,
        root: root(&fragments),
        fragments: fragments.len() as u32,
        bytes: bytes.len() as u64,
        licence: "MIT".into(),
        admitted: vec!["MIT".into(), "Apache-2.0".into()],
    }
}

fn checked(spec: &CheckSpec, bytes: &[u8]) -> Checked {
    check(spec, bytes).expect("this build's fragmenter and the right content")
}

fn verdict(spec: &CheckSpec, bytes: &[u8]) -> Option<Rejection> {
    checked(spec, bytes).report.verdict
}

#[test]
fn true_declarations_pass() {
    let bytes = bundle(&[("C.sol", SOURCE), ("README.md", "# C\n\nA contract.")]);
    let found = checked(&declared(&bytes), &bytes);
    assert_eq!(found.report.verdict, None);
    assert_eq!((found.report.documents, found.report.fragments), (2, 2));
    assert_eq!(found.root, declared(&bytes).root);
    let (result, report) = found.into_result();
    assert_eq!((result.verdict, result.refused), (None, 0));
    assert_eq!(result.report, ContentId::of(&report));
    let json = r#"{"verdict":null,"detail":"","documents":2,"fragments":2,"refused":[]}"#;
    assert_eq!(String::from_utf8(report).expect("JSON is text"), json);
}

#[test]
fn each_lie_about_the_content_is_found() {
    let bytes = bundle(&[("C.sol", SOURCE)]);
    let honest = declared(&bytes);
    assert_eq!(verdict(&CheckSpec { root: [7; 32], ..honest.clone() }, &bytes), Some(Rejection::RootMismatch));
    assert_eq!(verdict(&CheckSpec { fragments: 2, ..honest.clone() }, &bytes), Some(Rejection::SizeMismatch));
    assert_eq!(verdict(&CheckSpec { bytes: 1, ..honest.clone() }, &bytes), Some(Rejection::SizeMismatch));
    let other = CheckSpec { licence: "BUSL-1.1".into(), ..honest };
    assert_eq!(verdict(&other, &bytes), Some(Rejection::LicenceNotAdmitted));
}

#[test]
fn headers_are_held_against_the_datanet_and_the_declaration() {
    let with = |licence: &str| format!("// SPDX-License-Identifier: {licence}\ncontract C {{}}\n");
    for (licence, expected) in [
        ("MIT", None),
        ("mit", None),
        ("MIT OR AGPL-3.0-only", None),
        ("Apache-2.0", Some(Rejection::LicenceMismatch)),
        ("MIT AND Apache-2.0", Some(Rejection::LicenceMismatch)),
        ("AGPL-3.0-only", Some(Rejection::LicenceNotAdmitted)),
        ("UNLICENSED", Some(Rejection::LicenceNotAdmitted)),
        ("see LICENSE", Some(Rejection::LicenceNotAdmitted)),
        ("", Some(Rejection::LicenceNotAdmitted)),
    ] {
        let bytes = bundle(&[("C.sol", &with(licence))]);
        assert_eq!(verdict(&declared(&bytes), &bytes), expected, "{licence}");
    }
    let bytes = bundle(&[("C.sol", "contract C {}")]);
    assert_eq!(verdict(&declared(&bytes), &bytes), None, "a document without a header");
}

#[test]
fn every_refused_document_is_in_the_report_and_the_first_is_the_verdict() {
    let bytes = bundle(&[
        ("a.png", "x"),
        ("b.sol", "// SPDX-License-Identifier: GPL-3.0-only\nc();"),
        ("c.jsonl", "text"),
        ("d.md", " \n"),
        ("e.md", "text"),
        ("f.txt", &"x".repeat(70_000)),
        ("g.md", "%PDF-1.7"),
    ]);
    let found = checked(&declared(&bytes), &bytes);
    let reasons: Vec<_> = found.report.refused.iter().map(|refused| (refused.path.as_str(), refused.reason)).collect();
    assert_eq!(
        reasons,
        [
            ("a.png", Rejection::UnsupportedMedia),
            ("b.sol", Rejection::LicenceNotAdmitted),
            ("c.jsonl", Rejection::MediaMismatch),
            ("d.md", Rejection::Empty),
            ("f.txt", Rejection::LineTooLong),
            ("g.md", Rejection::MediaMismatch),
        ]
    );
    assert_eq!(found.report.verdict, Some(Rejection::UnsupportedMedia));
    assert_eq!(
        found.report.refused[1].to_string(),
        "`b.sol`: its header says `GPL-3.0-only`, the datanet admits MIT, Apache-2.0"
    );
    assert_eq!(found.into_result().0.refused, 6);
}

#[test]
fn what_is_no_bundle_has_no_root() {
    for (bytes, expected) in
        [(&b"not a bundle"[..], Rejection::MalformedBundle), (b"", Rejection::Empty), (b"\xff\n", Rejection::NotUtf8)]
    {
        let found = checked(&declared(bytes), bytes);
        assert_eq!((found.report.verdict, found.root), (Some(expected), [0; 32]));
    }
    let large = vec![b'x'; (32 << 20) + 1];
    assert_eq!(verdict(&declared(&large), &large), Some(Rejection::TooLarge));
}

#[test]
fn nothing_but_licence_headers_is_empty() {
    let bytes = bundle(&[("C.sol", "// SPDX-License-Identifier: MIT\n")]);
    let found = checked(&declared(&bytes), &bytes);
    assert_eq!((found.report.verdict, found.root), (Some(Rejection::Empty), [0; 32]));
}

#[test]
fn more_fragments_than_anyone_reads_are_refused_before_they_are_made() {
    let rows = "{}\n".repeat(1 << 17);
    let bytes = bundle(&[("a.jsonl", &rows), ("b.jsonl", &rows), ("c.jsonl", "{}")]);
    let spec = CheckSpec {
        contribution: ContributionRef { id: 1, content: ContentId::of(&bytes) },
        bytes: bytes.len() as u64,
        ..declared(b"")
    };
    let found = checked(&spec, &bytes);
    assert_eq!((found.report.verdict, found.root), (Some(Rejection::TooLarge), [0; 32]));
}

#[test]
fn a_mistake_of_the_worker_is_not_a_verdict_about_the_contributor() {
    let bytes = bundle(&[("C.sol", SOURCE)]);
    let honest = declared(&bytes);
    let newer = CheckSpec { fragmenter: FRAGMENTER_VERSION + 1, ..honest.clone() };
    assert_eq!(check(&newer, &bytes), Err(JobFailure::Unsupported));
    assert_eq!(check(&honest, b"other bytes"), Err(JobFailure::ContentInvalid));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic_and_two_workers_agree(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let spec = declared(&bytes);
        prop_assert_eq!(check(&spec, &bytes), check(&spec, &bytes));
    }

    #[test]
    fn an_honest_contributor_is_never_called_a_liar(texts in prop::collection::btree_map("[a-z]{1,4}\\.(md|txt)", "\\PC{1,200}", 1..6)) {
        let documents: Vec<_> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let bytes = bundle(&documents);
        let found = verdict(&declared(&bytes), &bytes);
        prop_assert!(!matches!(found, Some(Rejection::RootMismatch | Rejection::SizeMismatch | Rejection::MalformedBundle)));
    }
}
