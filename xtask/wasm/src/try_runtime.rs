//! An upgrade on a copy of a chain's state.

use crate::execute::execute;
use codec::{Compact, Decode};
use polkadot_sdk::*;
use sc_cli::{Error, Result};
use serde_json::Value;
use sp_core::storage::Storage;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::TestExternalities;
use std::path::{Path, PathBuf};

/// `UpgradeCheckSelect::All`, in SCALE: before and after each migration, and every pallet's invariants.
const ALL_CHECKS: [u8; 1] = [1];

/// What is run, and on which state.
#[derive(clap::Args)]
pub struct TryRuntime {
    /// WebAssembly of a runtime with the feature `try-runtime`
    #[arg(long, value_name = "FILE")]
    runtime: PathBuf,
    /// A raw chain specification, as `openledger-node export-state` writes it
    #[arg(long, value_name = "FILE")]
    state: PathBuf,
}

impl TryRuntime {
    /// Fails when a migration or a check does.
    pub fn run(self) -> Result<()> {
        let code = std::fs::read(&self.runtime)?;
        let storage = storage(&self.state)?;
        let keys = storage.top.len();
        let mut state = TestExternalities::<BlakeTwo256>::new_with_code(&code, storage);
        state.register_extension(KeystoreExt::new(MemoryKeystore::new()));
        state.commit_all().map_err(Error::Input)?;

        let answer = execute(&state, "TryRuntime_on_runtime_upgrade", &ALL_CHECKS)?;
        let (used, most) = <((Compact<u64>, Compact<u64>), (Compact<u64>, Compact<u64>))>::decode(&mut &*answer)
            .map_err(|error| Error::Input(format!("an answer of another kind: {error}")))?;
        let share = used.0 .0 as f64 / most.0 .0 as f64 * 100.0;
        println!("{keys} keys; migrations and all checks passed; the first block takes {share:.1} % of its time");
        Ok(())
    }
}

/// The keys and values of a raw chain specification.
fn storage(file: &Path) -> Result<Storage> {
    let wrong = |what: &str| Error::Input(format!("{}: {what}", file.display()));
    let spec: Value = serde_json::from_slice(&std::fs::read(file)?).map_err(|error| wrong(&error.to_string()))?;
    let top = spec["genesis"]["raw"]["top"].as_object().ok_or_else(|| wrong("no raw chain specification"))?;
    let bytes = |text: &str| sp_core::bytes::from_hex(text).map_err(|error| wrong(&error.to_string()));
    let mut storage = Storage::default();
    for (key, value) in top {
        let value = value.as_str().ok_or_else(|| wrong("a value that is no text"))?;
        storage.top.insert(bytes(key)?, bytes(value)?);
    }
    Ok(storage)
}
