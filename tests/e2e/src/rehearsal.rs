//! The runtime of the next version that upgrades are practised with (`runtime/src/upgrades/rehearsal.rs`).

use crate::{programs::Programs, rpc::Rpc};
use anyhow::{ensure, Context, Result};
use serde_json::{json, Value};
use std::path::Path;

/// xxHash-128 of `System` and `Account`: where accounts are.
const ACCOUNTS: &str = "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9";
/// Of `Upgrades` and `CountedAccounts`: where the migration keeps their number.
const COUNTED_ACCOUNTS: &str = "0x1fd70d4e9a0089223bbc8bdc269495638c9e81846c577ecb4577c1724cb8f1b5";

/// Copies the WebAssembly that a development build makes beside its own to a folder, because the command line keeps
/// what it compresses beside the file, which is not to happen among cargo's. Returns its path.
pub fn copied(programs: &Programs, folder: &Path) -> Result<String> {
    let built = programs.path("wbuild/openledger-runtime/openledger_runtime_rehearsal.wasm");
    let copy = folder.join("rehearsal.wasm");
    std::fs::copy(&built, &copy)
        .with_context(|| format!("{}: a development build of the runtime makes it", built.display()))?;
    Ok(copy.to_string_lossy().into_owned())
}

/// Writes WebAssembly that is no runtime to a folder; returns its path.
pub fn garbage(folder: &Path) -> Result<String> {
    let file = folder.join("garbage.wasm");
    std::fs::write(&file, b"\0asm\x01\0\0\0").with_context(|| file.display().to_string())?;
    Ok(file.to_string_lossy().into_owned())
}

/// What the migration has counted so far; null before it has begun.
pub fn counted(rpc: &Rpc) -> Result<Value> {
    rpc.call("state_getStorage", json!([COUNTED_ACCOUNTS]))
}

/// Fails unless the migration has counted every account, and needed more than one step for it.
pub fn check_migrated(rpc: &Rpc) -> Result<()> {
    let accounts = rpc.call("state_getKeysPaged", json!([ACCOUNTS, 1_000]))?;
    let accounts = u32::try_from(accounts.as_array().context("a list of keys")?.len())?;
    ensure!(accounts > 5, "{accounts} accounts do not take several steps");
    let (counted, expected) = (counted(rpc)?, format!("0x{:08x}", accounts.swap_bytes()));
    ensure!(counted == expected, "the migration counted {counted}, there are {accounts} accounts ({expected})");
    Ok(())
}
