//! Four validators finalise, and a job finishes although the network was split into two halves that built
//! different chains.

use crate::alone;
use anyhow::{ensure, Context, Result};
use openledger_e2e::{
    devnet::free_port,
    programs::{list, number, text, Programs},
    rpc::{get_json, Rpc},
    Cli,
};
use serde_json::json;
use std::{
    fs::File,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const NAMES: [&str; 4] = ["alice", "bob", "charlie", "dave"];

/// One validator; killed when dropped.
struct Validator {
    process: Child,
    rpc: Rpc,
    rpc_port: u16,
    port: u16,
    worker_port: u16,
}

impl Drop for Validator {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Validator {
    /// Starts a validator that knows nobody.
    fn start(programs: &Programs, folder: &Path, name: &str, with_worker: bool) -> Result<Self> {
        let (port, rpc_port, worker_port) = (free_port()?, free_port()?, free_port()?);
        let log = File::create(folder.join(format!("{name}.log")))?;
        let mut command = Command::new(programs.path("openledger-node"));
        command
            .args(["--chain", "local", "--validator", &format!("--{name}"), "--rpc-methods", "unsafe"])
            .args([
                "--no-mdns",
                "--no-prometheus",
                "--no-telemetry",
                "--allow-private-ip",
                "--unsafe-force-node-key-generation",
            ])
            .args(["--base-path"])
            .arg(folder.join(name))
            .args(["--rpc-port", &rpc_port.to_string()])
            .args(["--listen-addr", &format!("/ip4/127.0.0.1/tcp/{port}")])
            .args(["--worker-listen", &format!("127.0.0.1:{worker_port}")]);
        if with_worker {
            let key = cli(programs, folder, "//Worker", (rpc_port, worker_port)).run(["key", "show", "//Worker"])?;
            command.args(["--worker", "--worker-account", text(&key, "address")?]);
            let mut insert = Command::new(programs.path("openledger-node"));
            insert.args(["key", "insert", "--chain", "local", "--scheme", "sr25519", "--key-type", "olwk"]);
            insert.args(["--suri", "//Worker//olwk", "--base-path"]).arg(folder.join(name));
            ensure!(insert.output()?.status.success(), "the worker's session key was not inserted");
        }
        let process = command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn()?;
        Ok(Self { process, rpc: Rpc::new(rpc_port), rpc_port, port, worker_port })
    }

    fn address(&self) -> Result<String> {
        let peer = self.rpc.call("system_localPeerId", json!([]))?;
        Ok(format!("/ip4/127.0.0.1/tcp/{}/p2p/{}", self.port, peer.as_str().context("peer id")?))
    }

    fn join(&self, other: &Self) -> Result<()> {
        self.rpc.call("system_addReservedPeer", json!([other.address()?])).map(|_| ())
    }

    fn cli(&self, programs: &Programs, folder: &Path, account: &str) -> Cli {
        cli(programs, folder, account, (self.rpc_port, self.worker_port))
    }
}

fn cli(programs: &Programs, folder: &Path, account: &str, (node, worker): (u16, u16)) -> Cli {
    Cli {
        program: programs.path("openledger"),
        node: format!("ws://127.0.0.1:{node}"),
        worker: format!("http://127.0.0.1:{worker}"),
        keystore: folder.join("keys"),
        account: account.into(),
    }
}

fn wait(what: &str, seconds: u64, mut done: impl FnMut() -> Result<bool>) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds) {
        if done().unwrap_or(false) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    anyhow::bail!("waited {seconds} s for {what}")
}

#[test]
fn four_validators_finalise_and_a_job_outlives_a_fork() -> Result<()> {
    let _alone = alone();
    let programs = Programs::beside_current()?;
    let folder = tempfile::tempdir()?;
    let mut network = Vec::new();
    for (at, name) in NAMES.iter().enumerate() {
        network.push(Validator::start(&programs, folder.path(), name, at == 0)?);
    }
    let [alice, bob, charlie, dave] = network.as_slice() else { anyhow::bail!("four validators") };
    wait("four nodes", 90, || Ok(network.iter().all(|node| node.rpc.best().is_ok())))?;

    // Two halves of two: each authors in the slots of its own two, neither can finalise.
    alice.join(bob)?;
    charlie.join(dave)?;
    wait("both halves to author", 120, || Ok(alice.rpc.best()? > 5 && charlie.rpc.best()? > 5))?;
    ensure!(alice.rpc.finalized()? == 0 && charlie.rpc.finalized()? == 0, "half a network finalised");
    ensure!(alice.rpc.block_hash(3)? != charlie.rpc.block_hash(3)?, "the halves built the same chain");

    // A job on one of the two chains.
    let cli = alice.cli(&programs, folder.path(), "//Worker");
    let unfinal = |cli: &Cli, args: &[&str]| cli.run(["--until", "included"].iter().chain(args));
    unfinal(&cli, &["worker", "register", "--session-suri", "//Worker//olwk", "--bond", "10000 OPEN"])?;
    let owner = alice.cli(&programs, folder.path(), "//Alice");
    let net = unfinal(
        &owner,
        &["datanet", "create", "fork", "--kind", "text", "--quorum", "1", "--threshold", "1", "--licence", "MIT"],
    )?;
    let datanet = number(&net, "datanet")?.to_string();
    let file = folder.path().join("note.md");
    std::fs::write(
        &file,
        "# A note\n\nThe chain forked while this was being checked.\n\nIt was checked all the same.\n",
    )?;
    let file = file.to_string_lossy().into_owned();
    let bob_cli = alice.cli(&programs, folder.path(), "//Bob");
    let answer = unfinal(&bob_cli, &["contribute", &datanet, &file, "--licence", "MIT", "--source", "test"])?;
    let id = number(list(&answer, "contributions")?.first().context("no contribution")?, "id")?.to_string();

    // The halves meet; one of the chains is abandoned, its transactions go back to the pool.
    for (one, other) in [(alice, charlie), (alice, dave), (bob, charlie), (bob, dave)] {
        one.join(other)?;
        other.join(one)?;
    }
    wait("finality on all four", 180, || Ok(network.iter().all(|node| node.rpc.finalized().is_ok_and(|at| at > 8))))?;
    let height = network.iter().filter_map(|node| node.rpc.finalized().ok()).min().context("finality")?;
    let first = alice.rpc.block_hash(height)?;
    for node in &network {
        ensure!(node.rpc.block_hash(height)? == first, "finalized blocks differ at {height}");
    }
    wait("the contribution to be decided", 180, || {
        Ok(text(&bob_cli.run(["contribution", "show", &id])?, "state")? == "accepted")
    })?;
    // BEEFY votes on what GRANDPA finalised.
    wait("BEEFY", 120, || {
        let hash = alice.rpc.call("beefy_getFinalizedHead", json!([]))?;
        Ok(alice.rpc.call("chain_getHeader", json!([hash]))?["number"] != "0x0")
    })?;
    ensure!(get_json(&format!("http://127.0.0.1:{}/status", alice.worker_port)).is_some(), "the worker is gone");
    Ok(())
}
