//! A network as zombienet starts it from a file in `zombienet/`, and as the stories see it.

use super::{node::Node, processes};
use crate::command;
use anyhow::{bail, ensure, Context, Result};
use indicatif::ProgressBar;
use openledger_e2e::{devnet::free_port, Cli, Programs};
use rustix::process::Pid;
use serde_json::Value;
use std::{
    ffi::OsString,
    fs::File,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// How long a network may take until its nodes answer: unoptimised nodes on few cores are slow to begin.
const START: Duration = Duration::from_secs(600);

/// A running network; ended when dropped.
pub struct Network {
    pub folder: PathBuf,
    pub programs: Programs,
    pub nodes: Vec<Node>,
    /// Its process, after which the process group of the network is named.
    pub zombienet: Pid,
}

impl Drop for Network {
    fn drop(&mut self) {
        processes::end_all();
    }
}

impl Network {
    /// Starts what `zombienet/NAME.toml` describes, everything in `folder`.
    pub fn start(name: &str, programs: &Programs, folder: &Path, more: &[(&str, String)]) -> Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let tools = command::root().join("zombienet");
        let mut path = OsString::from(programs.path("").as_os_str());
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let log = File::create(folder.join("zombienet.log"))?;
        let zombienet = processes::start(
            Command::new("node")
                .arg(tools.join("node_modules/@zombienet/cli/dist/cli.js"))
                .args(["--provider", "native", "--force", "--logType", "text", "--dir"])
                .arg(folder)
                .arg("spawn")
                .arg(tools.join(format!("{name}.toml")))
                .env("PATH", path)
                .envs(more.iter().map(|(name, value)| (name, value)))
                .stdin(Stdio::null())
                .stdout(log.try_clone()?)
                .stderr(log),
        )?;
        let mut network = Self { folder: folder.into(), programs: programs.clone(), nodes: Vec::new(), zombienet };
        let list = folder.join("zombie.json");
        let start = Instant::now();
        while !list.exists() {
            network.check_alive()?;
            ensure!(start.elapsed() < START, "zombienet is not done after {} s", START.as_secs());
            std::thread::sleep(Duration::from_millis(200));
        }
        // The file may still be half written.
        std::thread::sleep(Duration::from_millis(500));
        let list: Value = serde_json::from_slice(&std::fs::read(list)?).context("zombie.json")?;
        for entry in list["relay"].as_array().context("zombie.json names no nodes")? {
            network.nodes.push(Node::started_by(zombienet, folder, entry)?);
        }
        ensure!(!network.nodes.is_empty(), "zombienet started no nodes");
        Ok(network)
    }

    /// The node of this name.
    pub fn node(&self, name: &str) -> Result<&Node> {
        self.nodes.iter().find(|node| node.name == name).with_context(|| format!("no node is named {name}"))
    }

    /// The node of this name, to kill it or start it again.
    pub fn node_mut(&mut self, name: &str) -> Result<&mut Node> {
        self.nodes.iter_mut().find(|node| node.name == name).with_context(|| format!("no node is named {name}"))
    }

    /// The nodes that are to run at this moment.
    pub fn running(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.pid.is_some())
    }

    /// Starts one more node of this chain, which knows the first node only.
    pub fn join(&mut self, name: &str, args: &[&str]) -> Result<()> {
        let (rpc, prometheus, port) = (free_port()?, free_port()?, free_port()?);
        let text = |value: &dyn std::fmt::Display| value.to_string();
        let mut command = vec![
            text(&self.programs.path("openledger-node").display()),
            "--chain".into(),
            text(&self.chain_spec().display()),
            "--base-path".into(),
            text(&self.folder.join(name).join("data").display()),
        ];
        command.extend(["--name".into(), name.into(), "--bootnodes".into(), self.nodes[0].address.clone()]);
        command.extend(["--rpc-port".into(), text(&rpc), "--prometheus-port".into(), text(&prometheus)]);
        command.extend(["--listen-addr".into(), format!("/ip4/127.0.0.1/tcp/{port}/ws")]);
        command.extend(["--rpc-methods", "unsafe", "--no-mdns", "--no-telemetry"].map(String::from));
        command.extend(["--no-worker", "--unsafe-force-node-key-generation"].map(String::from));
        command.extend(args.iter().map(|arg| arg.to_string()));
        self.nodes.push(Node::start(name, &self.folder, (rpc, prometheus), command)?);
        Ok(())
    }

    /// The chain's raw specification, as zombienet made it.
    pub fn chain_spec(&self) -> PathBuf {
        self.folder.join("local.json")
    }

    /// The command line, speaking for this account to this node.
    pub fn cli(&self, node: &str, account: &str) -> Result<Cli> {
        Ok(Cli {
            program: self.programs.path("openledger"),
            node: self.node(node)?.url(),
            worker: "http://127.0.0.1:1".into(),
            keystore: self.folder.join("keys"),
            account: account.into(),
        })
    }

    /// Fails when zombienet or a node has ended that should run.
    pub fn check_alive(&self) -> Result<()> {
        if let Some(status) = processes::ended(self.zombienet) {
            let log = self.folder.join("zombienet.log");
            let text = std::fs::read_to_string(&log).unwrap_or_default();
            let lines: Vec<_> = text.lines().rev().take(20).collect();
            let end = lines.into_iter().rev().collect::<Vec<_>>().join("\n");
            bail!("zombienet ended ({status}); the end of {}:\n{end}", log.display());
        }
        self.nodes.iter().try_for_each(Node::check_alive)
    }

    /// Asks again and again until `done`; what it says instead is shown, and named when time is up.
    pub fn wait(
        &self,
        stage: &ProgressBar,
        limit: Duration,
        mut done: impl FnMut(&Self) -> Result<Waiting>,
    ) -> Result<()> {
        let start = Instant::now();
        loop {
            self.check_alive()?;
            let seen = match done(self) {
                Ok(Waiting::Over) => return Ok(()),
                Ok(Waiting::For(what)) => what,
                // A node that is starting does not answer yet.
                Err(error) => format!("{error:#}"),
            };
            ensure!(start.elapsed() < limit, "not within {} s; last seen: {seen}", limit.as_secs());
            stage.set_message(seen);
            std::thread::sleep(Duration::from_millis(500));
        }
    }

    /// Until every running node has finalized `height`, and the same block there.
    pub fn wait_finalized(&self, stage: &ProgressBar, height: u32, limit: Duration) -> Result<()> {
        self.wait(stage, limit, |network| {
            let heights = network.running().map(|node| node.rpc().finalized()).collect::<Result<Vec<_>>>()?;
            Waiting::until(heights.iter().all(|at| *at >= height), || format!("finalized {heights:?} of {height}"))
        })?;
        let hashes = self.running().map(|node| node.rpc().block_hash(height)).collect::<Result<Vec<_>>>()?;
        ensure!(hashes.windows(2).all(|pair| pair[0] == pair[1]), "finalized blocks differ at {height}: {hashes:?}");
        Ok(())
    }

    /// The highest block that every running node has finalized.
    pub fn finalized(&self) -> Result<u32> {
        let heights = self.running().map(|node| node.rpc().finalized()).collect::<Result<Vec<_>>>()?;
        heights.into_iter().min().context("no node is running")
    }
}

/// Whether something waited for is there, and what is there instead.
pub enum Waiting {
    Over,
    For(String),
}

impl Waiting {
    /// Over when `done`, else for what `instead` says.
    pub fn until(done: bool, instead: impl FnOnce() -> String) -> Result<Self> {
        Ok(if done { Self::Over } else { Self::For(instead()) })
    }
}
