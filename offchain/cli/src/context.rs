//! What commands share: the options, the keys, and connections made when they are first needed.

use crate::{
    account,
    arguments::Globals,
    chain::Network,
    error::{CliError, Result},
    keystore::Keystore,
    worker::Worker,
};
use openledger_primitives::AccountBytes;
use subxt_signer::sr25519::Keypair;
use tokio::sync::OnceCell;

/// One command's surroundings.
pub struct Context {
    globals: Globals,
    keystore: Keystore,
    network: OnceCell<Network>,
}

impl Context {
    /// Nothing is connected or read yet.
    pub fn new(globals: Globals) -> Result<Self> {
        let folder = globals.keystore.clone().or_else(Keystore::default_folder).ok_or_else(|| {
            CliError::usage("there is no home folder to keep keys in").hint("name a folder with `--keystore`")
        })?;
        Ok(Self { globals, keystore: Keystore::new(folder), network: OnceCell::new() })
    }

    /// The keys.
    pub fn keystore(&self) -> &Keystore {
        &self.keystore
    }

    /// Whether output is for a program.
    pub fn is_json(&self) -> bool {
        self.globals.json
    }

    /// The chain.
    pub async fn network(&self) -> Result<&Network> {
        self.network.get_or_try_init(|| Network::connect(&self.globals.node, self.globals.until.into())).await
    }

    /// The worker's HTTP interface.
    pub fn worker(&self) -> Result<Worker> {
        Worker::new(&self.globals.worker)
    }

    /// The key that signs.
    pub async fn signer(&self) -> Result<Keypair> {
        let name = self.globals.account.as_deref().ok_or_else(no_account)?;
        let key = self.keystore.signer(name)?;
        if name.starts_with("//") && !self.network().await?.is_development().await {
            eprintln!("warning: everybody knows the key of `{name}`; this is not a development chain");
        }
        Ok(key)
    }

    /// The account that would sign.
    pub fn account(&self) -> Result<AccountBytes> {
        let name = self.globals.account.as_deref().ok_or_else(no_account)?;
        // An address is enough to look at.
        match name.parse::<account::Account>() {
            Ok(account) => Ok(account.0),
            Err(_) => Ok(self.keystore.signer(name)?.public_key().0),
        }
    }
}

fn no_account() -> CliError {
    CliError::usage("this needs an account")
        .hint("name a key with `--as NAME` (see `openledger key list`), or `--as //Alice` on a development chain")
}
