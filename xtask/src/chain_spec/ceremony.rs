//! The file a key ceremony produces: who validates from the first block on, with which public keys, and who owns what.
//!
//! It holds nothing secret. `chain-spec/README.md` says how it is made.

use super::{
    development_keys,
    node_keys::{inspect, signed, Scheme},
};
use anyhow::{bail, ensure, Context, Result};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// What is agreed on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceremony {
    /// Validators of the first session.
    pub validators: Vec<Validator>,
    /// First balances in whole OPEN, by account; the rest of the supply lies in the treasury.
    pub balances: BTreeMap<String, u64>,
}

/// One validator's public part.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validator {
    /// What people call it.
    pub name: String,
    /// The account (sr25519) that bonds and later votes.
    pub account: String,
    /// Its session keys.
    pub keys: Keys,
    /// The account's signature under [`Validator::statement`].
    #[serde(default)]
    pub signature: String,
}

/// Public session keys as SS58 addresses.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    pub babe: String,
    pub grandpa: String,
    pub beefy: String,
    pub authority_discovery: String,
}

/// Reads the file; see [`Ceremony::check`].
pub fn read(file: &Path) -> Result<Ceremony> {
    let text = std::fs::read(file).with_context(|| file.display().to_string())?;
    serde_json::from_slice(&text).with_context(|| format!("{} is no ceremony file", file.display()))
}

impl Validator {
    /// What the account signs: that these are its session keys on this chain.
    pub fn statement(&self) -> String {
        let Keys { babe, grandpa, beefy, authority_discovery } = &self.keys;
        format!("{} {} {babe} {grandpa} {beefy} {authority_discovery}", super::testnet::ID, self.account)
    }

    fn keys(&self) -> [(&'static str, Scheme, &str); 5] {
        [
            ("account", Scheme::Sr25519, &self.account),
            ("babe", Scheme::Sr25519, &self.keys.babe),
            ("grandpa", Scheme::Ed25519, &self.keys.grandpa),
            ("beefy", Scheme::Ecdsa, &self.keys.beefy),
            ("authority_discovery", Scheme::Sr25519, &self.keys.authority_discovery),
        ]
    }
}

impl Ceremony {
    /// The validator of this name.
    pub fn validator(&self, name: &str) -> Result<&Validator> {
        self.validators.iter().find(|one| one.name == name).with_context(|| format!("no validator is named {name}"))
    }

    /// Fails unless every key is one of its kind, nobody's twice, nobody's secret, and vouched for by its account.
    pub fn check(&self, node: &Path, least: u64, bond: u64) -> Result<()> {
        let count = self.validators.len();
        ensure!(count as u64 >= least, "{count} validators; the rules in chain-spec/testnet.json ask for {least}");
        let known = development_keys::all(node)?;
        let mut seen = BTreeSet::new();
        for validator in &self.validators {
            let name = &validator.name;
            for (kind, scheme, key) in validator.keys() {
                let Some(found) = inspect(node, scheme, key)?.filter(|found| found.address == key) else {
                    bail!("{name}: {kind} `{key}` is no SS58 address of a public {} key", scheme.name());
                };
                if let Some(secret) = known.get(&found.public) {
                    bail!("{name}: {kind} is the development key {secret}; everybody knows its secret");
                }
                ensure!(seen.insert(found.public), "{name}: {kind} `{key}` is used twice");
            }
            let statement = validator.statement();
            ensure!(
                signed(node, &validator.account, &statement, &validator.signature),
                "{name}: `signature` is not its account's signature of\n  {statement}\nMake it with\n  \
                 openledger-node sign --message '…that line…'"
            );
            let owned = self.balances.get(&validator.account).copied().unwrap_or_default();
            ensure!(owned > bond, "{name} has {owned} OPEN in `balances`; it bonds {bond} and must pay fees besides");
        }
        for account in self.balances.keys() {
            let found = inspect(node, Scheme::Sr25519, account)?.filter(|found| &found.address == account);
            let found = found.with_context(|| format!("balances: `{account}` is no account"))?;
            if let Some(secret) = known.get(&found.public) {
                bail!("balances: {account} is the development account {secret}; everybody knows its secret");
            }
        }
        Ok(())
    }
}
