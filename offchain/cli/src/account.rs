//! How accounts and hashes are written and read.

use openledger_client::AccountId32;
use openledger_primitives::{AccountBytes, Digest};
use std::str::FromStr;
use subxt_signer::{sr25519::Keypair, SecretUri};

/// An account on the command line: an SS58 address, `0x` and 64 hexadecimal digits, or a development name such as
/// `//Worker`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account(pub AccountBytes);

impl FromStr for Account {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("`{text}` is no account: expected an SS58 address, 0x and 64 hexadecimal digits, or //Name");
        if text.starts_with("//") {
            return development(text).map(|key| Self(key.public_key().0)).ok_or_else(wrong);
        }
        if text.starts_with("0x") {
            return digest(text).map(Self).ok_or_else(wrong);
        }
        AccountId32::from_str(text).map(|account| Self(account.0)).map_err(|_| wrong())
    }
}

/// The key that everybody can derive from a development name such as `//Alice`.
pub fn development(name: &str) -> Option<Keypair> {
    let uri = SecretUri::from_str(name).ok().filter(|_| name.starts_with("//"))?;
    Keypair::from_uri(&uri).ok()
}

/// The SS58 address.
pub fn ss58(account: &AccountBytes) -> String {
    AccountId32(*account).to_string()
}

/// `0x` and lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    format!("0x{}", ::hex::encode(bytes))
}

/// Reads what [`hex()`] wrote.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    ::hex::decode(text.strip_prefix("0x")?).ok()
}

/// Reads 32 bytes written by [`hex()`].
pub fn digest(text: &str) -> Option<Digest> {
    unhex(text)?.try_into().ok()
}

/// A hash on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash(pub Digest);

impl FromStr for Hash {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        digest(text).map(Self).ok_or_else(|| format!("`{text}` is no hash: expected 0x and 64 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    #[test]
    fn an_account_has_three_spellings() {
        let alice = ALICE.parse::<Account>().expect("an address");
        assert_eq!("//Alice".parse(), Ok(alice));
        assert_eq!(hex(&alice.0).parse(), Ok(alice));
        assert_eq!(ss58(&alice.0), ALICE);
    }

    #[test]
    fn what_is_no_account_says_what_one_is() {
        for wrong in ["", "Alice", "0x12", "//", "5GrwvaEF", "/Alice"] {
            let error = wrong.parse::<Account>().expect_err("no account");
            assert!(error.contains("SS58"), "{error}");
        }
    }

    #[test]
    fn a_hash_survives_both_ways() {
        let text = hex(&[7; 32]);
        assert_eq!(text.parse::<Hash>(), Ok(Hash([7; 32])));
        assert!("0x07".parse::<Hash>().is_err() && "07".repeat(32).parse::<Hash>().is_err());
    }
}
