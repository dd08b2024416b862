//! What a slug is.

use crate::slug::is_slug;

#[test]
fn words_and_numbers_joined_by_hyphens_are_slugs() {
    for text in ["a", "0", "solidity", "solidity-2", "a-b-c", "2026"] {
        assert!(is_slug(text.as_bytes()), "{text}");
    }
}

#[test]
fn nothing_else_is() {
    for text in ["", "-", "-a", "a-", "a--b", "A", "a b", "a_b", "ä", "a.b", "a/b", "a\n"] {
        assert!(!is_slug(text.as_bytes()), "{text:?}");
    }
}
