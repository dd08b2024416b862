//! Keys whose secrets everybody knows: they may never guard a public network.

use super::node_keys::{inspect, Scheme};
use anyhow::Result;
use std::{collections::BTreeMap, path::Path};

/// Names behind `//` that development chains and test networks use.
const NAMES: [&str; 15] = [
    "Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie", "One", "Two", "Worker", "Builder", "Curator", "User", "Erin",
    "Frank", "Zombie",
];

/// Public keys in every scheme, with the secret each comes from.
pub fn all(node: &Path) -> Result<BTreeMap<String, String>> {
    let mut known = BTreeMap::new();
    for secret in NAMES.iter().flat_map(|name| [format!("//{name}"), format!("//{name}//stash")]) {
        for scheme in Scheme::ALL {
            if let Some(key) = inspect(node, scheme, &secret)? {
                known.insert(key.public, secret.clone());
            }
        }
    }
    Ok(known)
}
