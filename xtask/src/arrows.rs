//! What each folder must never know, checked against cargo's own dependency graph.

use crate::command::{cargo, read};
use anyhow::{bail, Result};

/// A package and the names (or beginnings of names) that may not appear below it.
const ABSENT: [(&str, &[&str]); 10] = [
    ("openledger-primitives", &["frame-", "sp-", "sc-", "pallet-", "polkadot-sdk", "openledger-"]),
    ("openledger-engine", &["frame-", "sp-", "sc-", "pallet-", "polkadot-sdk", "subxt", "axum", "reqwest"]),
    ("openledger-store", &["frame-", "sp-", "sc-", "pallet-", "polkadot-sdk", "subxt"]),
    ("openledger-client", &["sc-", "pallet-", "polkadot-sdk", "openledger-engine"]),
    ("openledger-cli", &["sc-", "pallet-", "polkadot-sdk", "openledger-engine", "openledger-worker"]),
    (
        "openledger-node",
        &["openledger-engine", "openledger-store", "openledger-worker", "openledger-client", "candle-"],
    ),
    ("pallet-datanets", OFFCHAIN),
    ("pallet-compute", OFFCHAIN),
    ("pallet-models", OFFCHAIN),
    ("pallet-attribution", OFFCHAIN),
];

const OFFCHAIN: &[&str] = &[
    "openledger-engine",
    "openledger-store",
    "openledger-worker",
    "openledger-client",
    "openledger-cli",
    "sc-",
    "candle-",
];

/// Fails with every arrow that points up.
pub fn run() -> Result<()> {
    let mut wrong = Vec::new();
    for (package, absent) in ABSENT {
        let tree = read(cargo().args([
            "tree",
            "--package",
            package,
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ]))?;
        for name in tree.lines().skip(1).filter_map(|line| line.split_whitespace().next()) {
            if name != package && absent.iter().any(|start| name.starts_with(start)) {
                wrong.push(format!("{package} must not depend on {name}"));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    if wrong.is_empty() {
        println!("arrows: {} packages know nothing they must not know", ABSENT.len());
        return Ok(());
    }
    bail!("{}", wrong.join("\n"))
}
