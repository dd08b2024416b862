//! Slugs: names that people type and that stand in addresses.

/// Whether a text is a slug: `a`–`z`, `0`–`9` and single hyphens, none at either end.
pub fn is_slug(text: &[u8]) -> bool {
    !text.is_empty()
        && text
            .split(|byte| *byte == b'-')
            .all(|part| !part.is_empty() && part.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}
