//! One node of the network `local`: a process of its own that knows nobody until it is told.

use crate::{
    devnet::free_port,
    programs::{text, Cli, Programs},
    rpc::Rpc,
};
use anyhow::{ensure, Context, Result};
use serde_json::json;
use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Names of the validators that the network `local` begins with.
pub const NAMES: [&str; 4] = ["alice", "bob", "charlie", "dave"];

/// A node of the network `local`; killed when dropped.
#[derive(Debug)]
pub struct Validator {
    name: String,
    folder: PathBuf,
    program: PathBuf,
    args: Vec<String>,
    process: Option<Child>,
    port: u16,
    /// Port of its JSON-RPC server.
    pub rpc_port: u16,
    /// Port of its worker.
    pub worker_port: u16,
}

impl Drop for Validator {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Validator {
    /// Starts a validator with the development keys of this name.
    pub fn start(programs: &Programs, folder: &Path, name: &str) -> Result<Self> {
        Self::start_with(programs, folder, name, vec!["--validator".into(), format!("--{name}")])
    }

    /// Starts a validator with a worker beside it, which earns for `//Worker`.
    pub fn start_with_worker(programs: &Programs, folder: &Path, name: &str) -> Result<Self> {
        let nobody = Cli {
            program: programs.path("openledger"),
            node: String::new(),
            worker: String::new(),
            keystore: folder.join("keys"),
            account: "//Worker".into(),
        };
        let key = nobody.run(["key", "show", "//Worker"])?;
        let mut insert = Command::new(programs.path("openledger-node"));
        insert.args(["key", "insert", "--chain", "local", "--scheme", "sr25519", "--key-type", "olwk"]);
        insert.args(["--suri", "//Worker//olwk", "--base-path"]).arg(folder.join(name));
        ensure!(insert.output()?.status.success(), "the worker's session key was not inserted");
        let args = ["--validator", &format!("--{name}"), "--worker", "--worker-account", text(&key, "address")?];
        Self::start_with(programs, folder, name, args.map(str::to_owned).to_vec())
    }

    /// Starts a node that only follows.
    pub fn start_follower(programs: &Programs, folder: &Path, name: &str) -> Result<Self> {
        Self::start_with(programs, folder, name, vec!["--name".into(), name.into()])
    }

    fn start_with(programs: &Programs, folder: &Path, name: &str, args: Vec<String>) -> Result<Self> {
        let mut validator = Self {
            name: name.into(),
            folder: folder.into(),
            program: programs.path("openledger-node"),
            args,
            process: None,
            port: free_port()?,
            rpc_port: free_port()?,
            worker_port: free_port()?,
        };
        validator.start_again()?;
        Ok(validator)
    }

    /// Starts the process on the database and ports it had before.
    pub fn start_again(&mut self) -> Result<()> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let child = Command::new(&self.program)
            .args(["--chain", "local", "--rpc-methods", "unsafe", "--no-mdns", "--no-prometheus", "--no-telemetry"])
            .args(["--allow-private-ip", "--unsafe-force-node-key-generation", "--base-path"])
            .arg(self.folder.join(&self.name))
            .args(["--rpc-port", &self.rpc_port.to_string()])
            .args(["--listen-addr", &format!("/ip4/127.0.0.1/tcp/{}", self.port)])
            .args(["--worker-listen", &format!("127.0.0.1:{}", self.worker_port)])
            .args(&self.args)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("start openledger-node")?;
        self.process = Some(child);
        Ok(())
    }

    /// Ends the process without warning (SIGKILL).
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// Its log.
    pub fn log(&self) -> PathBuf {
        self.folder.join(format!("{}.log", self.name))
    }

    /// Its JSON-RPC.
    pub fn rpc(&self) -> Rpc {
        Rpc::new(self.rpc_port)
    }

    /// WebSocket address of its JSON-RPC.
    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.rpc_port)
    }

    /// Tells it of another node.
    pub fn join(&self, other: &Self) -> Result<()> {
        let peer = other.rpc().call("system_localPeerId", json!([]))?;
        let address = format!("/ip4/127.0.0.1/tcp/{}/p2p/{}", other.port, peer.as_str().context("peer id")?);
        self.rpc().call("system_addReservedPeer", json!([address])).map(|_| ())
    }

    /// The command line, speaking to this node for an account.
    pub fn cli(&self, programs: &Programs, account: &str) -> Cli {
        Cli {
            program: programs.path("openledger"),
            node: self.url(),
            worker: format!("http://127.0.0.1:{}", self.worker_port),
            keystore: self.folder.join("keys"),
            account: account.into(),
        }
    }
}

/// Starts the four validators and tells each of all others.
pub fn four(programs: &Programs, folder: &Path) -> Result<Vec<Validator>> {
    let network: Vec<_> = NAMES.iter().map(|name| Validator::start(programs, folder, name)).collect::<Result<_>>()?;
    wait("four nodes", Duration::from_secs(240), || Ok(network.iter().all(|node| node.rpc().best().is_ok())))?;
    for one in &network {
        for other in network.iter().filter(|other| other.name != one.name) {
            one.join(other)?;
        }
    }
    Ok(network)
}

/// Asks twice a second until `done`; an error counts as no.
pub fn wait(what: &str, limit: Duration, mut done: impl FnMut() -> Result<bool>) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if done().unwrap_or(false) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    anyhow::bail!("waited {} s for {what}", limit.as_secs())
}
