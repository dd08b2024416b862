//! SPDX expressions are read as SPDX 2.3, annex D says, and admitted as a datanet means it.

use openledger_primitives::licence::{admits, check, is_identifier, LicenceError, MAX_EXPRESSION_BYTES};
use proptest::prelude::*;

#[test]
fn identifiers() {
    for good in ["MIT", "Apache-2.0", "GPL-2.0+", "LicenseRef-Proprietary", "DocumentRef-a:LicenseRef-b.1", "0BSD"] {
        assert!(is_identifier(good), "{good}");
    }
    for bad in ["", " ", "MIT ", "MIT License", "AND", "with", "+", "LicenseRef-", "a:b", "LicenseRef-a+", "MIT,", "é"]
    {
        assert!(!is_identifier(bad), "{bad}");
    }
}

#[test]
fn expressions() {
    for good in ["MIT", "MIT OR Apache-2.0", "(MIT)", "( MIT or GPL-2.0+ ) and BSD-3-Clause", "A WITH B OR C"] {
        assert_eq!(check(good), Ok(()), "{good}");
    }
    let bad = [
        ("", LicenceError::Expected),
        ("OR", LicenceError::Expected),
        ("MIT OR", LicenceError::Expected),
        ("(MIT", LicenceError::Expected),
        ("()", LicenceError::Expected),
        ("MIT WITH", LicenceError::Expected),
        ("MIT WITH (X)", LicenceError::Expected),
        ("MIT Or Apache-2.0", LicenceError::Trailing),
        ("MIT)", LicenceError::Trailing),
        ("MIT License", LicenceError::Trailing),
        ("MIT/Apache-2.0", LicenceError::Expected),
    ];
    for (text, error) in bad {
        assert_eq!(check(text), Err(error), "{text}");
    }
}

#[test]
fn long_or_deep_expressions_are_refused() {
    assert_eq!(check(&"A".repeat(MAX_EXPRESSION_BYTES + 1)), Err(LicenceError::TooLong));
    assert_eq!(check("((((((((MIT))))))))"), Ok(()));
    assert_eq!(check("(((((((((MIT)))))))))"), Err(LicenceError::TooLong));
}

#[test]
fn one_side_of_or_is_enough_and_both_of_and_are_needed() {
    let admitted = ["MIT", "BSD-3-Clause"];
    assert!(admits(&admitted, "MIT OR AGPL-3.0-only"));
    assert!(admits(&admitted, "AGPL-3.0-only OR MIT"));
    assert!(!admits(&admitted, "MIT AND AGPL-3.0-only"));
    assert!(admits(&admitted, "MIT AND BSD-3-Clause"));
    assert!(!admits(&admitted, "AGPL-3.0-only"));
}

#[test]
fn and_binds_closer_than_or() {
    assert!(admits(&["MIT"], "MIT OR GPL-3.0-only AND BUSL-1.1"));
    assert!(!admits(&["MIT"], "(MIT OR GPL-3.0-only) AND BUSL-1.1"));
}

#[test]
fn an_exception_or_a_later_version_only_adds_a_choice() {
    assert!(admits(&["GPL-2.0-only"], "GPL-2.0-only WITH Classpath-exception-2.0"));
    assert!(admits(&["GPL-2.0-only WITH Classpath-exception-2.0"], "GPL-2.0-only  with  classpath-exception-2.0"));
    assert!(!admits(&["GPL-2.0-only WITH Classpath-exception-2.0"], "GPL-2.0-only"));
    assert!(admits(&["GPL-2.0"], "GPL-2.0+"));
    assert!(!admits(&["GPL-2.0+"], "GPL-2.0"));
}

#[test]
fn case_does_not_matter() {
    assert!(admits(&["apache-2.0"], "Apache-2.0"));
    assert!(admits(&["licenseref-mine"], "LicenseRef-Mine"));
}

#[test]
fn what_is_no_expression_is_not_admitted() {
    assert!(!admits(&["MIT"], "MIT see LICENSE"));
    assert!(!admits(&["MIT"], ""));
    assert!(!admits::<&str>(&[], "MIT"));
}

/// A second reading of an expression: as the truth table of a tree that was printed.
#[derive(Clone, Debug)]
enum Tree {
    One(u8),
    And(Box<Tree>, Box<Tree>),
    Or(Box<Tree>, Box<Tree>),
}

impl Tree {
    fn print(&self) -> String {
        match self {
            Tree::One(number) => format!("L-{number}"),
            Tree::And(a, b) => format!("({} AND {})", a.print(), b.print()),
            Tree::Or(a, b) => format!("({} OR {})", a.print(), b.print()),
        }
    }

    fn holds(&self, admitted: u8) -> bool {
        match self {
            Tree::One(number) => admitted >> number & 1 == 1,
            Tree::And(a, b) => a.holds(admitted) && b.holds(admitted),
            Tree::Or(a, b) => a.holds(admitted) || b.holds(admitted),
        }
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    (0u8..8).prop_map(Tree::One).prop_recursive(4, 12, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Tree::And(a.into(), b.into())),
            (inner.clone(), inner).prop_map(|(a, b)| Tree::Or(a.into(), b.into())),
        ]
    })
}

proptest! {
    #[test]
    fn admission_is_the_truth_table(tree in trees(), admitted in any::<u8>()) {
        let text = tree.print();
        prop_assume!(text.len() <= MAX_EXPRESSION_BYTES);
        let list: Vec<String> = (0..8).filter(|n| admitted >> n & 1 == 1).map(|n| format!("L-{n}")).collect();
        prop_assert_eq!(admits(&list, &text), tree.holds(admitted));
    }

    #[test]
    fn no_text_makes_it_panic(text in "([()A-Z+: .-]|AND|OR|WITH|.){0,40}") {
        let sound = check(&text).is_ok();
        prop_assert!(!admits::<&str>(&[], &text));
        if is_identifier(&text) {
            prop_assert!(sound);
            prop_assert!(admits(&[&text], &text));
        }
    }
}
