//! The fragmenter cuts every text the same way on every machine, loses nothing and counts nothing twice.

use openledger_primitives::{
    document::{Bundle, Document},
    fragment::{count, fragments, root, Fragment, FRAGMENTER_VERSION, MAX_BYTES, TARGET_BYTES},
    merkle,
};
use proptest::prelude::*;

fn cut(path: &str, text: &str) -> Vec<Fragment> {
    let document = Document { path: path.into(), text: text.into() };
    let bundle = Bundle::new(vec![document]).expect("one sound document");
    let fragments = fragments(&bundle);
    assert_eq!(count(&bundle) as usize, fragments.len());
    fragments
}

fn texts(path: &str, text: &str) -> Vec<String> {
    cut(path, text).into_iter().map(|fragment| fragment.text).collect()
}

/// Everything that must hold of any text; `first` is where the licence header ends.
fn assert_sound(path: &str, text: &str, first: usize) {
    let fragments = cut(path, text);
    let mut covered = first;
    for fragment in &fragments {
        let (start, end) = (fragment.start as usize, fragment.end as usize);
        assert!(covered <= start && start < end && end <= text.len(), "{fragment:?} after byte {covered}");
        assert!(end - start <= MAX_BYTES, "{fragment:?}");
        assert_eq!(&text[start..end], fragment.text);
        assert!(!fragment.text.trim_ascii().is_empty(), "{fragment:?}");
        assert_eq!(fragment.text, fragment.text.trim_ascii_end());
        assert!(text[covered..start].trim_ascii().is_empty(), "lost {:?}", &text[covered..start]);
        covered = end;
    }
    assert!(text[covered..].trim_ascii().is_empty(), "lost {:?}", &text[covered..]);
    assert_eq!(fragments, cut(path, text));
}

const SOLIDITY: &str = r#"// SPDX-License-Identifier: MIT
// Copyright 2024 Somebody
pragma solidity ^0.8.20;

/// @title A vault that holds one token.
contract Vault {
    IERC20 public immutable token;
    mapping(address => uint256) public balanceOf;

    constructor(IERC20 token_) {
        token = token_;
    }

    /// @notice Puts tokens in.
    function deposit(uint256 amount) external {
        balanceOf[msg.sender] += amount;
        token.transferFrom(msg.sender, address(this), amount);
    }

    /// @notice Takes tokens out.
    function withdraw(uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        token.transfer(msg.sender, amount);
    }
}
"#;

const MARKDOWN: &str = "# Vaults\n\nA vault holds one token for many people.\n\n## Using one\n\n\
    Approve it first.\n\n```solidity\ntoken.approve(vault, amount);\n\n# not a heading\n```\n\nThen deposit.\n";

const ROWS: &str = "{\"question\":\"What is a vault?\",\"answer\":\"A contract.\"}\n\n  {\"question\":\"Why?\"}  \n";

/// The places are what a reader of the rules would mark; the root over them was computed by a program of its own
/// in another language.
#[test]
fn golden_fragments_do_not_change() {
    assert_eq!(FRAGMENTER_VERSION, 1);
    let documents = [("README.md", MARKDOWN), ("rows.jsonl", ROWS), ("src/Vault.sol", SOLIDITY)]
        .map(|(path, text)| Document { path: path.into(), text: text.into() });
    let fragments = fragments(&Bundle::new(documents.into()).expect("three sound documents"));
    let places: Vec<(u32, u32, u32)> = fragments.iter().map(|f| (f.document, f.start, f.end)).collect();
    assert_eq!(places, [(0, 0, 162), (1, 0, 54), (1, 58, 77), (2, 59, 482), (2, 484, 659)]);
    let root: String = root(&fragments).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(root, "7dfc2806a8e1d6210700eec38b6d75e8ac07f3484ae08e2f9573ffeb2f24456c");
}

#[test]
fn a_leaf_binds_path_place_and_text() {
    let fragment = cut("a.txt", "text").remove(0);
    let encoded = [&[20][..], b"a.txt", &0u32.to_le_bytes(), &4u32.to_le_bytes(), &[16], b"text"].concat();
    assert_eq!(fragment.leaf(), merkle::leaf(&encoded));
    for other in [
        Fragment { path: "b.txt".into(), ..fragment.clone() },
        Fragment { start: 1, ..fragment.clone() },
        Fragment { end: 5, ..fragment.clone() },
        Fragment { text: "Text".into(), ..fragment.clone() },
    ] {
        assert_ne!(other.leaf(), fragment.leaf());
    }
}

#[test]
fn the_licence_header_of_a_source_is_left_out() {
    for (path, header) in [
        ("a.sol", "// SPDX-License-Identifier: MIT\n"),
        ("a.sol", "\n// SPDX-License-Identifier: MIT\n\n/* Copyright 2024 */\n"),
        ("a.rs", "// Copyright 2024 Somebody\n//\n// Licensed under the Apache License, Version 2.0\n// and more\n"),
        ("a.c", "/*\n * Permission is hereby granted, free of charge\n */\n"),
        ("a.py", "# SPDX-License-Identifier: MIT\n# Copyright 2024\n"),
        ("a.sql", "-- SPDX-License-Identifier: MIT\n"),
    ] {
        assert_eq!(texts(path, &format!("{header}code();\n")), ["code();"], "{path} {header}");
    }
}

#[test]
fn what_is_not_a_licence_header_stays() {
    for (path, text) in [
        ("a.sol", "/// @title Licensed under the sea\ncode();"),
        ("a.rs", "//! SPDX-License-Identifier: MIT is what we look for.\ncode();"),
        ("a.sol", "code();\n// SPDX-License-Identifier: MIT"),
        ("a.sol", "// OpenZeppelin Contracts\ncode();"),
        ("a.md", "<!-- SPDX-License-Identifier: MIT -->\ntext"),
        ("a.py", "#!/usr/bin/env python\ncode()"),
        ("a.c", "/* SPDX-License-Identifier: MIT"),
        ("a.txt", "// Copyright"),
    ] {
        assert_eq!(texts(path, text), [text], "{path}");
    }
}

#[test]
fn a_source_of_nothing_but_its_licence_has_no_fragment() {
    assert_eq!(texts("a.sol", "// SPDX-License-Identifier: MIT\n\n"), Vec::<String>::new());
}

#[test]
fn small_paragraphs_are_packed_and_large_ones_are_not() {
    let paragraph = "x".repeat(150);
    let text = [paragraph.as_str(); 4].join("\n\n");
    assert_eq!(cut("a.txt", &text).iter().map(|f| f.text.len()).collect::<Vec<_>>(), [454, 150]);
    let large = "y".repeat(300);
    assert_eq!(texts("a.txt", &format!("{large}\n\n{large}")), [large.clone(), large]);
}

#[test]
fn a_short_tail_joins_the_fragment_before_it() {
    let text = format!("{}\n\nend", "x".repeat(500));
    assert_eq!(texts("a.txt", &text), [text]);
}

#[test]
fn a_closing_brace_stays_with_what_it_closes() {
    let body = "    statement();\n".repeat(23);
    let contract = format!("contract C {{\n{body}    }}\n\n}}\n");
    let pieces = texts("a.sol", &format!("{contract}{contract}"));
    assert_eq!(pieces, [contract.trim_end(), contract.trim_end()]);
}

#[test]
fn a_heading_stays_with_what_follows_it() {
    let (first, second) = ("a ".repeat(120), "b".repeat(100));
    let text = format!("{first}\n\n## Second\n\n{second}\n");
    assert_eq!(texts("a.md", &text), [first.trim_end(), &format!("## Second\n\n{second}")]);
}

#[test]
fn fenced_code_is_one_unit() {
    let fence = format!("```\n{}\n\n# x\n{}\n```", "a".repeat(180), "b".repeat(180));
    let text = format!("{}\n\n{fence}\n", "p".repeat(200));
    assert_eq!(texts("a.md", &text), ["p".repeat(200), fence]);
}

#[test]
fn a_long_line_is_cut_after_a_space() {
    let text = "word ".repeat(300);
    let pieces = texts("a.txt", text.trim_end());
    assert!(pieces.iter().all(|piece| piece.starts_with("word") && piece.ends_with("word")), "{pieces:?}");
    assert_eq!(pieces.len(), 3);
}

#[test]
fn a_long_line_without_a_space_is_cut_between_characters() {
    let text = "é".repeat(600);
    let pieces = texts("a.txt", &text);
    assert_eq!(pieces.concat(), text);
    assert!(pieces.iter().all(|piece| piece.len() <= MAX_BYTES));
}

#[test]
fn every_row_is_a_fragment() {
    assert_eq!(texts("a.jsonl", ROWS).len(), 2);
    let row = format!("{{\"a\":\"{}\"}}", "x".repeat(MAX_BYTES - 8));
    assert_eq!(texts("a.jsonl", &format!("{row}\n{row}\n")), [row.clone(), row]);
}

#[test]
fn fragments_are_of_ordinary_size_on_ordinary_source() {
    let source = SOLIDITY.repeat(20);
    let fragments = cut("a.sol", &source);
    let mean = source.len() / fragments.len();
    assert!((TARGET_BYTES * 3 / 4..=MAX_BYTES).contains(&mean), "{mean} bytes on average");
}

#[test]
fn documents_of_unknown_kind_have_no_fragments() {
    assert_eq!(texts("a.png", "text"), Vec::<String>::new());
}

fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[ -~]{0,90}",
        "\\PC{0,300}",
        "[ \t]{0,3}[#`~}{]{0,4} ?[a-zé\u{3000}]{0,700}",
        Just("```".to_string()),
        Just(String::new()),
        Just("\r".to_string()),
        Just("    }".to_string()),
    ];
    prop::collection::vec(line, 0..60).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn any_prose_is_covered_once(text in any_text(), path in prop_oneof![Just("a.txt"), Just("a.md"), Just("a.jsonl")]) {
        assert_sound(path, &text, 0);
    }

    #[test]
    fn any_source_is_covered_once(text in any_text(), path in prop_oneof![Just("a.sol"), Just("a.py"), Just("a.sql")]) {
        // A first line that is code: then there is no header.
        assert_sound(path, &format!("code\n{text}"), 0);
    }

    #[test]
    fn any_source_behind_a_header_is_covered_once(text in any_text()) {
        let header = "// SPDX-License-Identifier: MIT\n";
        assert_sound("a.sol", &format!("{header}code\n{text}"), header.len());
    }

    #[test]
    fn any_string_is_cut_without_panic(text in any::<String>(), path in "[a-z]\\.(txt|md|jsonl|sol|py|lua)") {
        let fragments = cut(&path, &text);
        prop_assert!(fragments.iter().all(|fragment| fragment.text.len() <= MAX_BYTES));
    }

    #[test]
    fn another_text_has_another_root(a in "[a-z \n]{1,300}", b in "[a-z \n]{1,300}") {
        prop_assume!(a.trim_ascii() != b.trim_ascii());
        prop_assert_ne!(root(&cut("a.txt", &a)), root(&cut("a.txt", &b)));
    }
}
