//! A secret phrase or seed in memory.

use crate::error::{CliError, Result};
use std::{fmt, str::FromStr};
use subxt_signer::{bip39::Mnemonic, sr25519::Keypair, SecretUri};
use zeroize::{Zeroize, Zeroizing};

/// Words behind `0x` and 64 digits, or a phrase of 12 to 24 words, both with derivations such as `//1`. Wiped from
/// memory when dropped, and shown by no formatter.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A secret as it was typed.
    pub fn new(mut text: String) -> Self {
        let secret = Self(Zeroizing::new(text.trim().to_owned()));
        text.zeroize();
        secret
    }

    /// A new phrase of twelve words.
    pub fn generate() -> Self {
        let mut entropy = Zeroizing::new([0u8; 16]);
        rand::fill(entropy.as_mut_slice());
        // Sixteen bytes are one of the lengths that have a phrase.
        let phrase = Mnemonic::from_entropy(entropy.as_slice()).map(|phrase| phrase.to_string());
        Self(Zeroizing::new(phrase.unwrap_or_default()))
    }

    /// The words, for writing them down.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The key pair.
    pub fn keypair(&self) -> Result<Keypair> {
        let wrong = || {
            CliError::usage("this is no secret phrase")
                .hint("a phrase has 12 to 24 English words; a seed is 0x and 64 hexadecimal digits")
        };
        if self.0.is_empty() || self.0.starts_with('/') {
            return Err(wrong());
        }
        let uri = SecretUri::from_str(&self.0).map_err(|_| wrong())?;
        Keypair::from_uri(&uri).map_err(|_| wrong())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_phrases_differ_and_are_keys() {
        let (a, b) = (Secret::generate(), Secret::generate());
        assert_eq!(a.expose().split(' ').count(), 12);
        assert_ne!(a.expose(), b.expose());
        assert!(a.keypair().is_ok());
    }

    #[test]
    fn nothing_shows_a_secret_by_accident() {
        assert_eq!(format!("{:?}", Secret::new("a b c".into())), "Secret(…)");
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        for wrong in ["", "//Alice", "one two three", "0x12"] {
            assert!(Secret::new(wrong.into()).keypair().is_err(), "{wrong}");
        }
        assert!(Secret::new(format!("0x{}", "11".repeat(32))).keypair().is_ok());
    }
}
