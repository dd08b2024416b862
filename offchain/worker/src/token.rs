//! The bearer token that the node and this daemon share: read once, never kept, never shown.

use openledger_primitives::{hashing::sha2_256, Digest};
use std::{
    fmt, io,
    path::{Path, PathBuf},
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Fewest hexadecimal digits of a token: 128 bits.
const MINIMUM_DIGITS: usize = 32;

/// What remains of the token: its hash, enough to recognise it.
#[derive(Clone)]
pub struct Token {
    digest: Digest,
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The file cannot be read.
    #[error("cannot read the token file `{}`: {source}; openledger-node writes it, or make one with `openssl rand -hex 32`", path.display())]
    Unreadable {
        /// The file named by `--token-file`.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file's content cannot be a token.
    #[error("the token file `{}` must hold one line of at least {MINIMUM_DIGITS} hexadecimal digits", .0.display())]
    Malformed(PathBuf),
    /// Others on this machine can read the file.
    #[error("the token file `{}` can be read by other users: run `chmod 600` on it", .0.display())]
    Exposed(PathBuf),
}

impl Token {
    /// Reads the token from a file that only its owner can read.
    pub fn read(path: &Path) -> Result<Self, TokenError> {
        let unreadable = |source| TokenError::Unreadable { path: path.to_owned(), source };
        refuse_exposed(path, std::fs::metadata(path).map_err(unreadable)?)?;
        let text = Zeroizing::new(std::fs::read_to_string(path).map_err(unreadable)?);
        Self::parse(&text).ok_or_else(|| TokenError::Malformed(path.to_owned()))
    }

    /// A token from its hexadecimal digits, with or without `0x`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = digits(text)?;
        (digits.len() >= MINIMUM_DIGITS).then(|| Self { digest: sha2_256(&digits) })
    }

    /// Whether an `Authorization` header carries this token. Takes the same time whichever digit is wrong.
    pub fn admits(&self, authorization: &str) -> bool {
        authorization
            .strip_prefix("Bearer ")
            .and_then(digits)
            .is_some_and(|digits| sha2_256(&digits).ct_eq(&self.digest).into())
    }
}

/// The digits in lower case, if all are.
fn digits(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let text = text.trim();
    let text = text.strip_prefix("0x").unwrap_or(text);
    text.bytes()
        .all(|digit| digit.is_ascii_hexdigit())
        .then(|| Zeroizing::new(text.bytes().map(|digit| digit.to_ascii_lowercase()).collect()))
}

#[cfg(unix)]
fn refuse_exposed(path: &Path, metadata: std::fs::Metadata) -> Result<(), TokenError> {
    use std::os::unix::fs::PermissionsExt;
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(TokenError::Exposed(path.to_owned()));
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_exposed(_: &Path, _: std::fs::Metadata) -> Result<(), TokenError> {
    Ok(())
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "00112233445566778899aabbccddeeff";

    #[test]
    fn only_the_token_is_admitted() {
        let token = Token::parse(TEXT).expect("a token");
        assert!(token.admits(&format!("Bearer {TEXT}")));
        assert!(token.admits(&format!("Bearer 0x{}", TEXT.to_uppercase())));
        for wrong in ["", "Bearer ", TEXT, "Basic 00112233445566778899aabbccddeeff", "Bearer zz"] {
            assert!(!token.admits(wrong), "{wrong}");
        }
        assert!(!token.admits(&format!("Bearer {TEXT}00")));
        assert!(!token.admits("Bearer 00112233445566778899aabbccddeefe"));
    }

    #[test]
    fn a_short_or_foreign_token_is_none() {
        assert!(Token::parse("0011").is_none());
        assert!(Token::parse("a secret that is not hexadecimal at all").is_none());
    }

    #[test]
    fn a_token_is_never_printed() {
        let token = Token::parse(TEXT).expect("a token");
        assert_eq!(format!("{token:?}"), "Token(hidden)");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), format!("{TEXT}\n")).expect("written");
        assert!(Token::read(file.path()).is_ok());
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o644)).expect("exposed");
        assert!(matches!(Token::read(file.path()), Err(TokenError::Exposed(_))));
        assert!(matches!(Token::read(Path::new("/nowhere")), Err(TokenError::Unreadable { .. })));
    }
}
