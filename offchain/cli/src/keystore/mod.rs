//! Keys in a folder: one file for each name, readable by its owner only.
//!
//! A file holds a secret phrase or seed and nothing else worth stealing. Secrets are wiped from memory when they
//! are dropped and printed by nothing but `key show --secret`.

mod files;
mod secret;

pub(crate) use files::{check_private, make_folder, write_private};
pub use secret::Secret;

use crate::{
    account,
    error::{CliError, Result},
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use subxt_signer::sr25519::Keypair;

/// The folder of keys.
#[derive(Clone, Debug)]
pub struct Keystore {
    folder: PathBuf,
}

/// Ending of key files.
const ENDING: &str = "key";
/// Longest name of a key.
const MAX_NAME: usize = 64;

impl Keystore {
    /// The keystore in a folder, which is made when the first key is.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Where keys are when nothing else is said: `$XDG_DATA_HOME/openledger/keys`, usually
    /// `~/.local/share/openledger/keys`.
    pub fn default_folder() -> Option<PathBuf> {
        let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let data = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")))?;
        Some(data.join("openledger/keys"))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Stores a secret under a name that is free.
    pub fn add(&self, name: &str, secret: &Secret) -> Result<()> {
        let path = self.path(name)?;
        secret.keypair()?;
        files::make_folder(&self.folder)?;
        if path.exists() {
            return Err(CliError::failure(format!("there is a key named `{name}` already"))
                .hint("choose another name, or move the file away"));
        }
        write_private(&path, secret.expose().as_bytes())
    }

    /// Names of the keys, sorted.
    pub fn names(&self) -> Result<Vec<String>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(CliError::file("list", &self.folder)(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let path = entry.map_err(CliError::file("list", &self.folder))?.path();
            if path.is_file() && path.extension().is_some_and(|ending| ending == ENDING) {
                names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
            }
        }
        names.sort();
        Ok(names)
    }

    /// The secret under a name.
    pub fn secret(&self, name: &str) -> Result<Secret> {
        let path = self.path(name)?;
        if !path.is_file() {
            return Err(CliError::not_found(format!("no key is named `{name}` in `{}`", self.folder.display()))
                .hint("see `openledger key list`, or make one with `openledger key new NAME`"));
        }
        files::check_private(&path)?;
        let text = fs::read_to_string(&path).map_err(CliError::file("read", &path))?;
        Ok(Secret::new(text))
    }

    /// The key pair of an account given as `--as`: a name here, or a development name such as `//Alice`.
    pub fn signer(&self, account: &str) -> Result<Keypair> {
        if account.starts_with("//") {
            let unknown = || CliError::usage(format!("`{account}` is no development name such as `//Alice`"));
            return account::development(account).ok_or_else(unknown);
        }
        self.secret(account)?.keypair()
    }

    fn path(&self, name: &str) -> Result<PathBuf> {
        let letter = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if name.is_empty() || name.len() > MAX_NAME || name.starts_with('.') || !name.chars().all(letter) {
            return Err(CliError::usage(format!("`{name}` cannot name a key"))
                .hint("use letters, digits, `-`, `_` and `.`; development accounts begin with `//`"));
        }
        Ok(self.folder.join(format!("{name}.{ENDING}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use std::os::unix::fs::PermissionsExt;

    const PHRASE: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

    fn keystore() -> (tempfile::TempDir, Keystore) {
        let folder = tempfile::tempdir().expect("a folder");
        let keystore = Keystore::new(folder.path().join("keys"));
        (folder, keystore)
    }

    #[test]
    fn a_key_is_readable_by_its_owner_only() {
        let (_folder, keystore) = keystore();
        keystore.add("alice", &Secret::new(PHRASE.into())).expect("added");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&keystore.folder().join("alice.key")), 0o600);
        assert_eq!(mode(keystore.folder()), 0o700);
        assert_eq!(keystore.names().expect("listed"), ["alice"]);
        let known = keystore.signer("alice").expect("a key").public_key().0;
        assert_eq!(account::ss58(&known), "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV");
    }

    #[test]
    fn a_key_that_others_can_read_is_not_used() {
        let (_folder, keystore) = keystore();
        keystore.add("open", &Secret::new(PHRASE.into())).expect("added");
        let path = keystore.folder().join("open.key");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("set");
        let error = keystore.signer("open").expect_err("refused");
        assert!(error.hint.is_some_and(|hint| hint.contains("chmod 600")));
    }

    #[test]
    fn a_name_is_taken_once_and_stays_inside_the_folder() {
        let (_folder, keystore) = keystore();
        let secret = Secret::generate();
        keystore.add("a", &secret).expect("added");
        assert!(keystore.add("a", &secret).is_err());
        for name in ["", "../b", "a/b", ".hidden", "ü"] {
            assert_eq!(keystore.add(name, &secret).expect_err(name).kind, Kind::Usage);
        }
        assert_eq!(keystore.signer("nobody").expect_err("none").kind, Kind::NotFound);
    }

    #[test]
    fn development_accounts_need_no_file() {
        let (_folder, keystore) = keystore();
        let alice = keystore.signer("//Alice").expect("known to all").public_key().0;
        assert_eq!(account::ss58(&alice), "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
        assert!(keystore.names().expect("listed").is_empty());
    }
}
