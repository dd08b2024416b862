//! The worker daemon beside the node: a separate process, so that the node links no engine and a
//! busy model never stops block production.
//!
//! The node and its runtime's offchain worker meet the daemon with a secret token: the node makes
//! it, leaves it for the daemon in a file that only its own user may read, and tells the offchain
//! worker through offchain storage. That happens on every node, so that a daemon started by other
//! means finds its token too.

mod supervisor;
mod token;

use crate::{cli::WorkerArgs, service::FullBackend};
use codec::Encode;
use openledger_runtime::AccountId;
use polkadot_sdk::*;
use sc_client_api::Backend;
use sc_network::Multiaddr;
use sc_service::{ChainType, Configuration, Error as ServiceError, KeystoreContainer};
use sp_core::{
    crypto::{KeyTypeId, Ss58Codec},
    offchain::{OffchainStorage, STORAGE_PREFIX},
    sr25519, Pair,
};
use sp_keystore::Keystore;
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};
use supervisor::{Program, Supervisor};

/// Where the offchain worker reads the daemon's address and token.
const DAEMON_KEY: &[u8] = b"openledger::daemon";
/// The type of the key a worker signs results with.
const SESSION_KEY_TYPE: KeyTypeId = KeyTypeId(*b"olwk");
/// The worker of a development chain, and the secret of its session key.
const DEV_WORKER: &str = "//Worker";
const DEV_SESSION_KEY: &str = "//Worker//olwk";
/// The daemon's program.
const PROGRAM: &str = "openledger-worker";

/// A worker that can be started once RPC listens.
pub struct Plan {
    program: PathBuf,
    folder: PathBuf,
    token_file: PathBuf,
    listen: SocketAddr,
    account: String,
}

/// Makes the token and tells the offchain worker; then says what is to be started, if anything.
pub fn prepare(
    config: &Configuration,
    args: WorkerArgs,
    dev: bool,
    backend: &FullBackend,
    keystore: &KeystoreContainer,
) -> Result<Option<Plan>, ServiceError> {
    let base = config.base_path.path();
    let token_file = base.join("worker-token");
    let token = token::read_or_make(&token_file)
        .map_err(|error| other(format!("the worker's token {}: {error}", token_file.display())))?;
    let url = format!("http://{}", args.worker_listen);
    let mut storage = backend.offchain_storage().ok_or_else(|| other("the database has no offchain storage"))?;
    storage.set(STORAGE_PREFIX, DAEMON_KEY, &(url.into_bytes(), token.to_vec()).encode());

    let development = config.chain_spec.chain_type() == ChainType::Development;
    if development && (dev || args.worker) {
        keystore
            .keystore()
            .sr25519_generate_new(SESSION_KEY_TYPE, Some(DEV_SESSION_KEY))
            .map_err(|error| other(format!("the development worker's session key: {error}")))?;
    }
    if args.no_worker || !(dev || args.worker) {
        return Ok(None);
    }

    let account = match args.worker_account {
        Some(account) => account,
        None if development => dev_account(),
        None => return Err(other("--worker needs --worker-account, the account that the worker earns for")),
    };
    AccountId::from_ss58check(&account)
        .map_err(|error| other(format!("--worker-account {account} is not an address: {error:?}")))?;

    match find_program(args.worker_bin) {
        Ok(program) => {
            Ok(Some(Plan { program, folder: base.join("worker"), token_file, listen: args.worker_listen, account }))
        }
        Err(reason) if args.worker => Err(other(reason)),
        Err(reason) => {
            log::warn!(target: "worker", "No worker beside this node: {reason}");
            Ok(None)
        }
    }
}

impl Plan {
    /// Starts the worker and keeps it running until what is returned is dropped.
    pub fn start(self, rpc: &[Multiaddr]) -> Result<Supervisor, ServiceError> {
        let port = tcp_port(rpc).ok_or_else(|| other("a worker needs this node's RPC, which does not listen"))?;
        let args = [
            "serve".into(),
            "--store".into(),
            self.folder.into_os_string(),
            "--listen".into(),
            self.listen.to_string().into(),
            "--node".into(),
            format!("ws://127.0.0.1:{port}").into(),
            "--token-file".into(),
            self.token_file.into_os_string(),
            "--account".into(),
            self.account.into(),
        ];
        Supervisor::start(Program { path: self.program, args: args.to_vec() })
            .map_err(|error| other(format!("the thread that watches the worker: {error}")))
    }
}

/// The port of the first address that the RPC server listens at.
fn tcp_port(addresses: &[Multiaddr]) -> Option<u16> {
    use sc_network::multiaddr::Protocol;
    addresses.iter().flat_map(|address| address.iter()).find_map(|part| match part {
        Protocol::Tcp(port) => Some(port),
        _ => None,
    })
}

/// The named program, or the one beside this one.
fn find_program(named: Option<PathBuf>) -> Result<PathBuf, String> {
    let path = match named {
        Some(path) => path,
        None => std::env::current_exe()
            .ok()
            .as_deref()
            .and_then(Path::parent)
            .map(|folder| folder.join(PROGRAM))
            .ok_or("this program's own folder is unknown; name the worker with --worker-bin")?,
    };
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!(
            "{} is not there; build it (cargo build -p {PROGRAM}) or name it with --worker-bin",
            path.display()
        ))
    }
}

fn dev_account() -> String {
    let pair = sr25519::Pair::from_string(DEV_WORKER, None).expect("a well-known secret; qed");
    AccountId::from(pair.public()).to_ss58check()
}

fn other(message: impl Into<String>) -> ServiceError {
    ServiceError::Other(message.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_an_rpc_address() {
        let address: Multiaddr = "/ip4/127.0.0.1/tcp/9944/ws".parse().expect("an address");
        assert_eq!(tcp_port(&[address]), Some(9944));
        assert_eq!(tcp_port(&[]), None);
    }

    #[test]
    fn a_missing_program_is_named_with_what_to_do() {
        let reason = find_program(Some("/nowhere/at/all".into())).expect_err("it is missing");
        assert!(reason.contains("/nowhere/at/all") && reason.contains("--worker-bin"), "{reason}");
    }
}
