//! How operators write this worker's account.

use openledger_primitives::AccountBytes;
use std::{fmt, str::FromStr};
use subxt::utils::AccountId32;
use subxt_signer::{sr25519::Keypair, SecretUri};

/// The development network's worker.
pub const DEVELOPMENT: &str = "//Worker";

/// An account on the command line: an SS58 address, `0x` and 64 hexadecimal digits, or a development name such as
/// `//Worker`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account(pub AccountBytes);

/// Why a text is no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no account: expected an SS58 address, 0x and 64 hexadecimal digits, or a development name like //Worker"
)]
pub struct NotAnAccount(String);

impl FromStr for Account {
    type Err = NotAnAccount;

    fn from_str(text: &str) -> Result<Self, NotAnAccount> {
        let account = if text.starts_with("//") {
            development(text)
        } else if text.starts_with("0x") {
            crate::json::digest(text)
        } else {
            AccountId32::from_str(text).ok().map(|account| account.0)
        };
        account.map(Self).ok_or_else(|| NotAnAccount(text.to_owned()))
    }
}

/// Only names that everybody can derive: a phrase does not belong on a command line.
fn development(text: &str) -> Option<AccountBytes> {
    let uri = SecretUri::from_str(text).ok()?;
    Keypair::from_uri(&uri).ok().map(|pair| pair.public_key().0)
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(&AccountId32(self.0), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_may_be_written_in_three_ways() {
        let alice: Account = "//Alice".parse().expect("a development name");
        assert_eq!(alice.to_string(), "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
        assert_eq!(alice.to_string().parse(), Ok(alice));
        assert_eq!(crate::json::hex(&alice.0).parse(), Ok(alice));
        for wrong in ["", "alice", "0x12", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQX"] {
            assert!(wrong.parse::<Account>().is_err(), "{wrong}");
        }
    }
}
