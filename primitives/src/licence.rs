//! SPDX licence expressions: their syntax, and whether a datanet that admits some licences admits one.
//!
//! After SPDX 2.3, annex D. Identifiers are compared without regard to case and are not looked up in a list:
//! which ones mean something is decided by the licences governance and datanets admit, and `LicenseRef-…` is as
//! good as any other. Operators are written in capitals or all in small letters; `AND` binds closer than `OR`.

use core::fmt;

/// Longest expression that is read.
pub const MAX_EXPRESSION_BYTES: usize = 256;
/// Deepest nesting of parentheses that is read.
pub const MAX_NESTING: usize = 8;

/// Why a text is not a licence expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LicenceError {
    /// Longer than [`MAX_EXPRESSION_BYTES`] or nested deeper than [`MAX_NESTING`].
    TooLong,
    /// A licence was expected and something else, or nothing, was found.
    Expected,
    /// A complete expression is followed by something that cannot continue it.
    Trailing,
}

impl fmt::Display for LicenceError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the licence expression is too long",
            Self::Expected => "expected an SPDX licence identifier such as MIT or LicenseRef-Mine",
            Self::Trailing => "the licence expression ends with something that is not part of it",
        })
    }
}

impl core::error::Error for LicenceError {}

/// Whether `text` is one licence identifier: `MIT`, `GPL-2.0+`, `LicenseRef-Mine`, `DocumentRef-x:LicenseRef-y`.
pub fn is_identifier(text: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    if text.len() > MAX_EXPRESSION_BYTES || operator(text).is_some() {
        return false;
    }
    match text.split_once(':') {
        Some((document, licence)) => {
            strip_prefix_ignoring_case(document, "DocumentRef-").is_some_and(plain)
                && strip_prefix_ignoring_case(licence, "LicenseRef-").is_some_and(plain)
        }
        None => match strip_prefix_ignoring_case(text, "LicenseRef-") {
            Some(name) => plain(name),
            None => plain(text.strip_suffix('+').unwrap_or(text)),
        },
    }
}

/// Whether `text` is a licence expression.
pub fn check(text: &str) -> Result<(), LicenceError> {
    evaluate(text, &|_| false).map(|_| ())
}

/// Whether what `expression` grants is admitted: of an `OR` one side must be, of an `AND` both. An exception
/// (`WITH`) only grants more, so `X WITH Y` is admitted where it or `X` is; `X+` lets the recipient choose `X`, so
/// it is admitted where it or `X` is. What is not an expression is not admitted.
pub fn admits<S: AsRef<str>>(admitted: &[S], expression: &str) -> bool {
    let listed = |name: &str| admitted.iter().any(|licence| same(licence.as_ref(), name));
    let granted = |licence: &str| {
        let plain = licence.split_ascii_whitespace().next().unwrap_or(licence);
        listed(licence) || listed(plain) || plain.strip_suffix('+').is_some_and(listed)
    };
    evaluate(expression, &granted).unwrap_or(false)
}

/// Whether two licences are written alike but for case and the width of white space.
fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.split_ascii_whitespace(), b.split_ascii_whitespace());
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if left.eq_ignore_ascii_case(right) => {}
            _ => return false,
        }
    }
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    With,
}

fn operator(word: &str) -> Option<Operator> {
    match word {
        "AND" | "and" => Some(Operator::And),
        "OR" | "or" => Some(Operator::Or),
        "WITH" | "with" => Some(Operator::With),
        _ => None,
    }
}

/// Value of an expression in which a licence (with its exception) is worth what `granted` says.
fn evaluate(text: &str, granted: &dyn Fn(&str) -> bool) -> Result<bool, LicenceError> {
    if text.len() > MAX_EXPRESSION_BYTES {
        return Err(LicenceError::TooLong);
    }
    let mut reader = Reader { rest: text, granted };
    let value = reader.any(MAX_NESTING)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(LicenceError::Trailing),
    }
}

/// Recursive descent over the words of an expression.
struct Reader<'a> {
    rest: &'a str,
    granted: &'a dyn Fn(&str) -> bool,
}

impl<'a> Reader<'a> {
    /// The next word: a parenthesis, or everything up to white space or a parenthesis.
    fn peek(&mut self) -> Option<&'a str> {
        self.rest = self.rest.trim_ascii_start();
        let end = match self.rest.as_bytes().first()? {
            b'(' | b')' => 1,
            _ => self.rest.find(|c: char| c.is_ascii_whitespace() || c == '(' || c == ')').unwrap_or(self.rest.len()),
        };
        self.rest.get(..end)
    }

    fn take(&mut self) -> Option<&'a str> {
        let word = self.peek()?;
        self.rest = &self.rest[word.len()..];
        Some(word)
    }

    fn takes(&mut self, wanted: Operator) -> bool {
        let found = self.peek().and_then(operator) == Some(wanted);
        if found {
            self.take();
        }
        found
    }

    /// `all (OR all)*`
    fn any(&mut self, nesting: usize) -> Result<bool, LicenceError> {
        let mut value = self.all(nesting)?;
        while self.takes(Operator::Or) {
            value |= self.all(nesting)?;
        }
        Ok(value)
    }

    /// `one (AND one)*`
    fn all(&mut self, nesting: usize) -> Result<bool, LicenceError> {
        let mut value = self.one(nesting)?;
        while self.takes(Operator::And) {
            value &= self.one(nesting)?;
        }
        Ok(value)
    }

    /// `identifier`, `identifier WITH exception` or `( any )`
    fn one(&mut self, nesting: usize) -> Result<bool, LicenceError> {
        let start = {
            self.peek();
            self.rest
        };
        let word = self.take().ok_or(LicenceError::Expected)?;
        if word == "(" {
            let deeper = nesting.checked_sub(1).ok_or(LicenceError::TooLong)?;
            let value = self.any(deeper)?;
            return match self.take() {
                Some(")") => Ok(value),
                _ => Err(LicenceError::Expected),
            };
        }
        if !is_identifier(word) {
            return Err(LicenceError::Expected);
        }
        if self.takes(Operator::With) {
            let exception = self.take().ok_or(LicenceError::Expected)?;
            if !is_identifier(exception) {
                return Err(LicenceError::Expected);
            }
        }
        Ok((self.granted)(&start[..start.len() - self.rest.len()]))
    }
}
