//! Data about people, found by pattern.
//!
//! | found | how it is known | weighs |
//! |---|---|---|
//! | e-mail address | `name@domain.tld`, outside licence headers and lines that credit or copyright somebody, of no role and no example domain | light |
//! | telephone number | `+` and 8 to 15 digits in groups, or the groups of North American numbers | light |
//! | bank account | an IBAN of the length of its country whose check digits are right | grave |
//! | payment card | 13 to 19 digits in groups, or on a line that speaks of a card, of an issuer's range and with Luhn's check digit right; no published test number | grave |
//! | social security number | a number that the United States may issue, on a line that says what it is | grave |
//!
//! Numbers without their groups, hashes, addresses of contracts and literals of a program are none of these.

use super::findings::{line_around, Found, Texts};
use regex::Regex;
use std::{collections::BTreeSet, sync::LazyLock};

/// What was found, and how much of it is grave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    /// All of it.
    pub found: Found,
    /// Bank accounts, cards and social security numbers among it.
    pub grave: u32,
}

struct Pattern {
    kind: &'static str,
    grave: bool,
    regex: Regex,
    /// Takes the value and the line it stands in.
    is_real: fn(&str, &str) -> bool,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let pattern = |kind, grave, regex: &str, is_real| Pattern {
        kind,
        grave,
        regex: Regex::new(regex).expect("a fixed pattern"),
        is_real,
    };
    vec![
        pattern(
            "e-mail",
            false,
            r"(?-u:\b)([A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,18})(?-u:\b)",
            is_email,
        ),
        pattern(
            "telephone",
            false,
            r"(?:^|[^0-9A-Za-z_+.])(\+[1-9][0-9]{0,2}(?:[ .-]?\([0-9]{1,4}\)[ .-]?|[ .-])[0-9]{1,5}(?:[ .-][0-9]{2,8}){1,4})(?:[^0-9A-Za-z_]|$)",
            is_telephone,
        ),
        pattern(
            "telephone",
            false,
            r"(?:^|[^0-9A-Za-z_+.-])(\([2-9][0-9]{2}\) ?[2-9][0-9]{2}-[0-9]{4}|[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4})(?:[^0-9A-Za-z_-]|$)",
            |value, line| !line.contains(&format!("+1 {value}")),
        ),
        pattern("bank-account", true, r"(?-u:\b)([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{2,4}){3,8})(?-u:\b)", is_iban),
        pattern(
            "payment-card",
            true,
            r"(?:^|[^0-9A-Za-z_.-])([0-9]{4}([ -])[0-9]{4}[ -][0-9]{4}[ -][0-9]{1,7}|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5}|[0-9]{13,19})(?:[^0-9A-Za-z_.-]|$)",
            is_card,
        ),
        pattern(
            "social-security-number",
            true,
            r"(?:^|[^0-9A-Za-z_-])([0-9]{3}-[0-9]{2}-[0-9]{4})(?:[^0-9A-Za-z_-]|$)",
            is_social_security_number,
        ),
    ]
});

/// What these texts say about people. What stands in licence headers, outside all fragments, does not count.
pub fn find(texts: &Texts) -> Personal {
    let mut personal = Personal::default();
    for (number, document) in texts.documents.iter().enumerate() {
        for pattern in PATTERNS.iter() {
            for captures in pattern.regex.captures_iter(&document.text) {
                let Some(value) = captures.get(1) else { continue };
                let line = line_around(&document.text, value.start());
                if texts.fragment(number, value.start()).is_none() || !(pattern.is_real)(value.as_str(), line) {
                    continue;
                }
                let new = personal.found.note(texts, number, value.start(), pattern.kind, value.as_str());
                personal.grave += u32::from(new && pattern.grave);
            }
        }
    }
    personal
}

/// Words of lines that name somebody because they credit him.
const CREDITS: [&str; 12] = [
    "author",
    "copyright",
    "(c)",
    "©",
    "spdx",
    "maintainer",
    "contact",
    "@custom",
    "credit",
    "signed-off-by",
    "reviewed",
    "licen",
];
/// Mailboxes of nobody in particular.
const ROLES: [&str; 22] = [
    "abuse",
    "admin",
    "bugs",
    "contact",
    "donotreply",
    "feedback",
    "git",
    "hello",
    "help",
    "hi",
    "hostmaster",
    "info",
    "legal",
    "no-reply",
    "noreply",
    "office",
    "postmaster",
    "press",
    "privacy",
    "security",
    "support",
    "webmaster",
];
/// Names of mailboxes in examples.
const PLACEHOLDERS: [&str; 9] = ["user", "username", "name", "you", "your", "email", "foo", "test", "someone"];
/// Domains that no mail goes to (RFC 2606, RFC 6761).
const NO_DOMAINS: [&str; 8] =
    ["example.com", "example.org", "example.net", ".example", ".test", ".invalid", ".localhost", "domain.com"];
/// Ends of file names that look like domains.
const FILES: [&str; 24] = [
    "css", "gif", "html", "jpeg", "jpg", "js", "json", "jsx", "lock", "map", "md", "mjs", "png", "py", "rs", "sol",
    "svg", "toml", "ts", "tsx", "txt", "webp", "yaml", "yml",
];

fn is_email(value: &str, line: &str) -> bool {
    let (value, line) = (value.to_ascii_lowercase(), line.to_lowercase());
    let Some((mailbox, domain)) = value.split_once('@') else { return false };
    let end = domain.rsplit('.').next().unwrap_or_default();
    // `ssh://git@host`, `https://user@host` and scoped packages are no mailboxes.
    let address = line.contains(&format!("//{value}")) || line.contains(&format!("{value}:"));
    !(CREDITS.iter().any(|word| line.contains(word))
        || ROLES.contains(&mailbox)
        || PLACEHOLDERS.contains(&mailbox)
        || NO_DOMAINS.iter().any(|none| domain.ends_with(none) || domain == none.trim_start_matches('.'))
        || FILES.contains(&end)
        || address)
}

fn digits(value: &str) -> String {
    value.chars().filter(char::is_ascii_digit).collect()
}

fn is_telephone(value: &str, _: &str) -> bool {
    let digits = digits(value);
    (8..=15).contains(&digits.len()) && digits.chars().collect::<BTreeSet<_>>().len() > 2
}

/// Characters of an IBAN by country (SWIFT's IBAN registry).
const IBAN_LENGTHS: [(&str, usize); 44] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BR", 29),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IS", 26),
    ("IT", 27),
    ("KZ", 20),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("TR", 26),
];

/// The remainder of ISO 7064's mod 97-10 must be 1 when the first four characters stand at the end.
fn is_iban(value: &str, _: &str) -> bool {
    let plain: String = value.chars().filter(|c| *c != ' ').collect();
    let known = IBAN_LENGTHS.iter().any(|(country, length)| plain.starts_with(country) && plain.len() == *length);
    let Some((head, tail)) = plain.split_at_checked(4) else { return false };
    let remainder = tail.chars().chain(head.chars()).try_fold(0u32, |remainder, c| {
        let value = c.to_digit(36)?;
        Some(if value < 10 { remainder * 10 + value } else { remainder * 100 + value } % 97)
    });
    known && remainder == Some(1)
}

/// Luhn's check digit.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => 2 * digit - 9,
            (_, digit) => 2 * digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Numbers that payment services publish for tests.
const TEST_CARDS: [&str; 12] = [
    "4242424242424242",
    "4111111111111111",
    "4012888888881881",
    "4000056655665556",
    "5555555555554444",
    "5105105105105100",
    "5200828282828210",
    "378282246310005",
    "371449635398431",
    "6011111111111117",
    "6011000990139424",
    "3530111333300000",
];

fn is_card(value: &str, line: &str) -> bool {
    let plain = digits(value);
    let prefix = |length: usize| plain.get(..length).and_then(|digits| digits.parse::<u32>().ok()).unwrap_or(0);
    let issued = match plain.len() {
        15 => matches!(prefix(2), 34 | 37),
        16 => {
            prefix(1) == 4
                || (51..=55).contains(&prefix(2))
                || (2_221..=2_720).contains(&prefix(4))
                || prefix(4) == 6_011
                || prefix(2) == 65
                || (3_528..=3_589).contains(&prefix(4))
        }
        13 | 19 => prefix(1) == 4,
        _ => false,
    };
    let small = line.to_lowercase();
    let grouped = plain.len() < value.len();
    let spoken_of = ["card", "visa", "mastercard", "amex", "credit"].iter().any(|word| small.contains(word));
    let varied = plain.chars().collect::<BTreeSet<_>>().len() > 4;
    issued && (grouped || spoken_of) && varied && luhn(&plain) && !TEST_CARDS.contains(&plain.as_str())
}

fn is_social_security_number(value: &str, line: &str) -> bool {
    let small = line.to_lowercase();
    let said =
        small.contains("social security") || small.split(|c: char| !c.is_alphanumeric()).any(|word| word == "ssn");
    let part =
        |range: std::ops::Range<usize>| value.get(range).and_then(|digits| digits.parse::<u32>().ok()).unwrap_or(0);
    let (area, group, serial) = (part(0..3), part(4..6), part(7..11));
    // 078-05-1120 and 219-09-9999 were printed in advertisements.
    let printed = matches!((area, group, serial), (78, 5, 1_120) | (219, 9, 9_999));
    said && area != 0 && area != 666 && area < 900 && group != 0 && serial != 0 && !printed
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::{
        document::{Bundle, Document},
        fragment::fragments,
    };
    use proptest::prelude::*;

    fn all(path: &str, text: &str) -> Personal {
        let bundle = Bundle::new(vec![Document { path: path.into(), text: text.into() }]).expect("a bundle");
        let fragments = fragments(&bundle);
        find(&Texts { documents: bundle.documents(), fragments: &fragments })
    }

    fn kinds(path: &str, text: &str) -> Vec<&'static str> {
        all(path, text).found.places.iter().map(|place| place.kind).collect()
    }

    #[test]
    fn every_kind_is_found_in_prose() {
        let samples = [
            ("e-mail", "write to jane.miller@fastmail.net about it"),
            ("telephone", "call +49 30 901820 in the morning"),
            ("telephone", "call +1 (415) 867-5309 in the morning"),
            ("telephone", "or (415) 867-5309"),
            ("bank-account", "pay to DE89 3704 0044 0532 0130 00 please"),
            ("bank-account", "pay to GB29NWBK60161331926819 please"),
            ("payment-card", "the number 4539 1488 0343 6467 was charged"),
            ("payment-card", "card: 4539148803436467"),
            ("payment-card", "3714 496353 98449 was refused"),
            ("social-security-number", "her SSN is 536-22-8147"),
        ];
        for (kind, text) in samples {
            assert_eq!(kinds("a.txt", text), [kind], "{text}");
        }
        assert_eq!(all("a.txt", "card 4539 1488 0343 6467, x@y-mail.org").grave, 1);
    }

    #[test]
    fn what_contracts_and_read_mes_hold_is_not_personal() {
        let innocent = [
            "/// @author Solady (https://github.com/vectorized/solady/blob/main/src/Milady.sol) vectorized@protonmail.com",
            "// Copyright (c) 2021 Jane Miller <jane.miller@fastmail.net>\ncontract A {}",
            "/// @custom:security-contact jane@fastmail.net",
            "npm install @openzeppelin/contracts@5.0.0",
            "git clone git@github.com:foundry-rs/forge-std.git",
            "write to security@openzeppelin.com or you@example.com",
            "logo@2x.png and sprite@3x.svg",
            "uint256 constant MAX = 4539148803436467;",
            "uint256 x = 115792089237316195423570985008687907853269984665640564039457584007913129639935;",
            "x = 1 + 22 + 333 + 4444;",
            "int256 y = a +1 - 2000;",
            "DE00 3704 0044 0532 0130 00",
            "card 4242 4242 4242 4242",
            "4539 1488 0343 6468",
            "the range 123-45-6789 of a table",
            "address a = 0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2;",
            "version 1.2.3-4.5.6+20130313144700",
        ];
        for text in innocent {
            assert_eq!(kinds("a.sol", &format!("contract B {{}}\n{text}\n")), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn a_licence_header_names_whom_it_likes() {
        let text = "// SPDX-License-Identifier: MIT\n// Copyright 2024\n/* Licensed under the terms of jane.miller@fastmail.net */\ncontract A {}\n";
        assert!(kinds("a.sol", text).is_empty());
    }

    proptest! {
        #[test]
        fn a_wrong_digit_is_noticed(position in 0usize..16, other in 1u32..10) {
            let card = "4539148803436467";
            let changed: String = card
                .chars()
                .enumerate()
                .map(|(at, c)| {
                    let digit = c.to_digit(10).expect("a digit");
                    char::from_digit(if at == position { (digit + other) % 10 } else { digit }, 10).expect("a digit")
                })
                .collect();
            prop_assert!(luhn(card) && !luhn(&changed));
        }

        #[test]
        fn a_wrong_digit_of_an_iban_is_noticed(position in 2usize..22, other in 1u32..10) {
            let iban = "DE89370400440532013000";
            let changed: String = iban
                .chars()
                .enumerate()
                .map(|(at, c)| match c.to_digit(10) {
                    Some(digit) if at == position => char::from_digit((digit + other) % 10, 10).expect("a digit"),
                    _ => c,
                })
                .collect();
            prop_assert!(is_iban(iban, "") && !is_iban(&changed, ""));
        }

        #[test]
        fn any_text_can_be_searched(text in "\\PC{0,300}") {
            let _ = all("a.txt", &format!("x{text}"));
        }
    }
}
