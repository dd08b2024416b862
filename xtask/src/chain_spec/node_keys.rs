//! Keys and signatures as the node's own program reads and checks them.

use crate::command;
use anyhow::{Context, Result};
use serde_json::Value;
use std::{path::Path, process::Command};

/// A signature scheme, by the name the node's command line gives it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    Sr25519,
    Ed25519,
    Ecdsa,
}

impl Scheme {
    pub const ALL: [Self; 3] = [Self::Sr25519, Self::Ed25519, Self::Ecdsa];

    pub fn name(self) -> &'static str {
        match self {
            Self::Sr25519 => "sr25519",
            Self::Ed25519 => "ed25519",
            Self::Ecdsa => "ecdsa",
        }
    }
}

/// What the node makes of a key or secret: its address and public bytes.
pub struct Inspected {
    pub address: String,
    pub public: String,
}

/// Reads an SS58 address or the secret `//Name`. None when it is neither.
pub fn inspect(node: &Path, scheme: Scheme, key: &str) -> Result<Option<Inspected>> {
    let mut command = Command::new(node);
    command.args(["key", "inspect", "--scheme", scheme.name(), "--output-type", "json", key]);
    let text = command::read(&mut command)?;
    // The node says what is wrong as plain text, and ends as if nothing were.
    let Ok(found) = serde_json::from_str::<Value>(&text) else { return Ok(None) };
    let field = |name: &str| found[name].as_str().with_context(|| format!("no {name} in {found}"));
    Ok(Some(Inspected { address: field("ss58PublicKey")?.into(), public: field("publicKey")?.into() }))
}

/// Whether an account (sr25519) signed this text.
pub fn signed(node: &Path, account: &str, text: &str, signature: &str) -> bool {
    command::succeeds(Command::new(node).args(["verify", signature, account, "--message", text]))
}
