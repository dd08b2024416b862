//! Voucher keys and states in files: one folder for each chain, one file for each allocation.

use super::state::State;
use crate::{
    account::{digest, hex},
    error::{CliError, Result},
    keystore::{check_private, make_folder, write_private},
};
use codec::Encode;
use openledger_primitives::{
    voucher::{SignedVoucher, Voucher},
    AllocationId, Digest,
};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};
use subxt_signer::sr25519::Keypair;
use zeroize::{Zeroize, Zeroizing};

/// The voucher keys of one chain.
#[derive(Clone, Debug)]
pub struct Wallet {
    folder: PathBuf,
    genesis: Digest,
}

/// What a file holds.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// `0x` and the key's seed.
    seed: String,
    /// None while the allocation is not on chain yet.
    state: Option<State>,
}

impl Drop for Stored {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}

/// An allocation that this process alone pays from.
pub struct Locked {
    /// Where it stands. [`Locked::save`] keeps a change.
    pub state: State,
    key: Keypair,
    seed: Zeroizing<String>,
    path: PathBuf,
    _lock: File,
}

impl Wallet {
    /// The wallet beside the keys, for the chain with this genesis.
    pub fn new(keystore: &Path, genesis: Digest) -> Self {
        Self { folder: keystore.join("vouchers").join(&hex(&genesis)[2..18]), genesis }
    }

    /// Makes a key and keeps it under its own name until [`Wallet::assign`]; returns its public half.
    pub fn new_key(&self) -> Result<Digest> {
        let mut seed = Zeroizing::new([0u8; 32]);
        rand::fill(seed.as_mut_slice());
        let public = keypair(&seed)?.public_key().0;
        make_folder(&self.folder)?;
        write(&self.unassigned(&public), &Stored { seed: hex(seed.as_slice()), state: None })?;
        Ok(public)
    }

    /// Gives a key the allocation it was made for.
    pub fn assign(&self, key: &Digest, state: State) -> Result<()> {
        let unassigned = self.unassigned(key);
        let path = self.path(state.allocation);
        let mut stored = read(&unassigned)?;
        if path.exists() {
            return Err(CliError::failure(format!("`{}` exists already", path.display())));
        }
        stored.state = Some(state);
        write(&path, &stored)?;
        fs::remove_file(&unassigned).map_err(CliError::file("remove", &unassigned))
    }

    /// The allocations there are keys for.
    pub fn allocations(&self) -> Vec<AllocationId> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let number = |path: PathBuf| path.file_name()?.to_str()?.strip_suffix(".json")?.parse().ok();
        let mut found: Vec<AllocationId> = entries.flatten().filter_map(|entry| number(entry.path())).collect();
        found.sort_unstable();
        found
    }

    /// Takes an allocation for this process, waiting for any other that has it. `key` is the voucher key on chain, and
    /// `fresh` the state of an allocation whose opening was interrupted before its key was assigned.
    pub fn lock(&self, id: AllocationId, key: &Digest, fresh: State) -> Result<Locked> {
        make_folder(&self.folder)?;
        let lock_path = self.folder.join(format!("{id}.lock"));
        let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&lock_path);
        let lock = lock.map_err(CliError::file("open", &lock_path))?;
        lock.lock().map_err(CliError::file("lock", &lock_path))?;
        let path = self.path(id);
        if !path.exists() && self.unassigned(key).exists() {
            self.assign(key, fresh)?;
        }
        if !path.exists() {
            return Err(CliError::not_found(format!("the voucher key of allocation {id} is not in this keystore"))
                .hint("use the keystore it was opened with, or open another allocation"));
        }
        let mut stored = read(&path)?;
        let state = stored.state.take().filter(|state| state.genesis == self.genesis && state.allocation == id);
        let state = state.ok_or_else(|| broken(&path))?;
        let seed = digest(&stored.seed).map(Zeroizing::new).ok_or_else(|| broken(&path))?;
        let pair = keypair(&seed)?;
        if pair.public_key().0 != *key {
            return Err(CliError::failure(format!(
                "`{}` holds another key than allocation {id} has on chain",
                path.display()
            )));
        }
        let text = Zeroizing::new(std::mem::take(&mut stored.seed));
        Ok(Locked { state, key: pair, seed: text, path, _lock: lock })
    }

    fn path(&self, id: AllocationId) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    fn unassigned(&self, key: &Digest) -> PathBuf {
        self.folder.join(format!("key-{}.json", &hex(key)[2..]))
    }
}

impl Locked {
    /// Writes the state to disk; returns when it would survive a power cut.
    pub fn save(&self) -> Result<()> {
        write(&self.path, &Stored { seed: self.seed.to_string(), state: Some(self.state.clone()) })
    }

    /// Signs a voucher.
    pub fn sign(&self, voucher: Voucher) -> SignedVoucher {
        SignedVoucher { voucher, signature: self.key.sign(&voucher.signing_hash()).0 }
    }

    /// The header that carries a voucher.
    pub fn header(&self, voucher: Voucher) -> String {
        hex(&self.sign(voucher).encode())
    }
}

fn keypair(seed: &Digest) -> Result<Keypair> {
    Keypair::from_secret_key(*seed).map_err(|error| CliError::failure(format!("a voucher key is unusable: {error}")))
}

fn broken(path: &Path) -> CliError {
    CliError::failure(format!("`{}` is damaged", path.display()))
        .hint("close the allocation to have the rest of its money back, and open another")
}

fn read(path: &Path) -> Result<Stored> {
    check_private(path)?;
    let bytes = Zeroizing::new(fs::read(path).map_err(CliError::file("read", path))?);
    serde_json::from_slice(&bytes).map_err(|_| broken(path))
}

fn write(path: &Path, stored: &Stored) -> Result<()> {
    let bytes = serde_json::to_vec(stored).map(Zeroizing::new);
    let bytes = bytes.map_err(|error| CliError::failure(format!("cannot write a voucher: {error}")))?;
    write_private(path, &bytes)
}
