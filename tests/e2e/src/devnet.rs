//! A development network of one node with its supervised worker, or such a pair in a network that runs already.

use crate::{
    programs::{Cli, Programs},
    rpc::Rpc,
};
use anyhow::{bail, Context, Result};
use rustix::process::{kill_process, Pid, Signal};
use std::{
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Where and how a network is started.
#[derive(Clone, Debug)]
pub struct DevnetOptions {
    /// Folder for databases, keys and logs; kept after the network ends.
    pub folder: PathBuf,
    /// RPC port; 0 picks a free one.
    pub rpc_port: u16,
    /// Worker port; 0 picks a free one.
    pub worker_port: u16,
    /// More arguments for the node.
    pub node_args: Vec<String>,
}

impl DevnetOptions {
    /// Free ports, everything in `folder`.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.into(), rpc_port: 0, worker_port: 0, node_args: Vec::new() }
    }
}

/// One running node; ended when dropped, if it was started here.
#[derive(Debug)]
pub struct Devnet {
    programs: Programs,
    options: DevnetOptions,
    /// The node's own folder.
    base: PathBuf,
    log: PathBuf,
    node: Option<Child>,
}

impl Devnet {
    /// Starts the node and waits until it answers, authors and its worker is healthy.
    pub fn start(programs: &Programs, mut options: DevnetOptions) -> Result<Self> {
        std::fs::create_dir_all(&options.folder).with_context(|| options.folder.display().to_string())?;
        for port in [&mut options.rpc_port, &mut options.worker_port] {
            if *port == 0 {
                *port = free_port()?;
            }
        }
        let (base, log) = (options.folder.join("node"), options.folder.join("node.log"));
        let mut devnet = Self { programs: programs.clone(), options, base, log, node: None };
        devnet.start_node()?;
        Ok(devnet)
    }

    /// A node and its worker that somebody else started, and will end. `base` is the node's own folder.
    pub fn of_running(programs: &Programs, options: DevnetOptions, base: PathBuf, log: PathBuf) -> Result<Self> {
        std::fs::create_dir_all(&options.folder).with_context(|| options.folder.display().to_string())?;
        let mut devnet = Self { programs: programs.clone(), options, base, log, node: None };
        devnet.wait(Duration::from_secs(120), "the worker to answer", |net| Ok(net.worker_is_healthy()))?;
        Ok(devnet)
    }

    /// Starts a node alone: `--no-worker` is among its arguments.
    pub fn start_without_worker(programs: &Programs, mut options: DevnetOptions) -> Result<Self> {
        options.node_args.push("--no-worker".into());
        Self::start(programs, options)
    }

    /// Starts the node again on the same database and ports.
    pub fn start_node(&mut self) -> Result<()> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let port = free_port()?;
        let child = Command::new(self.programs.path("openledger-node"))
            .args(["--dev", "--base-path"])
            .arg(&self.base)
            .args(["--rpc-port", &self.options.rpc_port.to_string()])
            .args(["--port", &port.to_string(), "--no-prometheus", "--no-telemetry"])
            .args(["--worker-listen", &format!("127.0.0.1:{}", self.options.worker_port)])
            .args(&self.options.node_args)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("start openledger-node")?;
        self.node = Some(child);
        self.wait(Duration::from_secs(120), "the node to author and its worker to answer", |net| {
            let alone = net.options.node_args.iter().any(|arg| arg == "--no-worker");
            Ok(net.rpc().best().is_ok_and(|number| number > 0) && (alone || net.worker_is_healthy()))
        })
    }

    /// The programs it runs.
    pub fn programs(&self) -> &Programs {
        &self.programs
    }

    /// Folder of this network.
    pub fn folder(&self) -> &Path {
        &self.options.folder
    }

    /// Log of the node and its worker.
    pub fn log(&self) -> PathBuf {
        self.log.clone()
    }

    /// WebSocket address of the node.
    pub fn node_url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.options.rpc_port)
    }

    /// HTTP address of the worker.
    pub fn worker_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.options.worker_port)
    }

    /// Where the worker keeps a content: folders are named for the next-to-last two characters of what they hold.
    pub fn content(&self, cid: &str) -> PathBuf {
        let shard = cid.get(cid.len().saturating_sub(3)..cid.len().saturating_sub(1)).unwrap_or_default();
        self.base.join("worker/content").join(shard).join(cid)
    }

    /// The node's JSON-RPC.
    pub fn rpc(&self) -> Rpc {
        Rpc::new(self.options.rpc_port)
    }

    /// The command line, speaking for this account.
    pub fn cli(&self, account: &str) -> Cli {
        Cli {
            program: self.programs.path("openledger"),
            node: self.node_url(),
            worker: self.worker_url(),
            keystore: self.options.folder.join("keys"),
            account: account.into(),
        }
    }

    /// Whether the worker answers `GET /health`.
    pub fn worker_is_healthy(&self) -> bool {
        let config = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(2))).build();
        let agent: ureq::Agent = config.into();
        agent.get(format!("{}/health", self.worker_url())).call().is_ok()
    }

    /// Asks again and again until `done`, or fails with what was waited for and the end of the log.
    pub fn wait(&mut self, limit: Duration, what: &str, mut done: impl FnMut(&Self) -> Result<bool>) -> Result<()> {
        let start = Instant::now();
        loop {
            if done(self)? {
                return Ok(());
            }
            if let Some(status) = self.node.as_mut().and_then(|node| node.try_wait().ok().flatten()) {
                bail!("the node ended ({status}) while waiting for {what}; the end of its log:\n{}", self.log_end());
            }
            if start.elapsed() > limit {
                bail!("waited {} s for {what}; the end of the log:\n{}", limit.as_secs(), self.log_end());
            }
            std::thread::sleep(Duration::from_millis(300));
        }
    }

    /// Waits until the chain has finalized this many more blocks.
    pub fn wait_finalized(&mut self, more: u32) -> Result<()> {
        let target = self.rpc().finalized()?.saturating_add(more);
        self.wait(Duration::from_secs(u64::from(more) * 6 + 60), "finality", |net| {
            Ok(net.rpc().finalized().is_ok_and(|number| number >= target))
        })
    }

    /// Kills the node without warning (SIGKILL); its worker ends with it.
    pub fn kill_node(&mut self) -> Result<()> {
        if let Some(mut node) = self.node.take() {
            node.kill()?;
            node.wait()?;
        }
        let start = Instant::now();
        while self.worker_is_healthy() {
            if start.elapsed() > Duration::from_secs(10) {
                bail!("the worker outlived its node");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// Kills the worker without warning; the node starts it again.
    pub fn kill_worker(&self) -> Result<()> {
        let node = self.node.as_ref().context("no node is running")?.id();
        for entry in std::fs::read_dir("/proc")? {
            let Some(process) = entry?.file_name().to_str().and_then(|name| name.parse::<i32>().ok()) else { continue };
            let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { continue };
            // "pid (name) state parent …"; a name may hold spaces, so fields are counted after its bracket.
            let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1));
            if parent == Some(&node.to_string()) && stat.contains("(openledger-work") {
                let pid = Pid::from_raw(process).context("a process number")?;
                return Ok(kill_process(pid, Signal::KILL)?);
            }
        }
        bail!("the node has no worker process")
    }

    /// Last lines of the log.
    pub fn log_end(&self) -> String {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(30).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Devnet {
    fn drop(&mut self) {
        let Some(mut node) = self.node.take() else { return };
        if let Some(pid) = i32::try_from(node.id()).ok().and_then(Pid::from_raw) {
            // The node stops its worker and closes its database; only a node that hangs is killed.
            let _ = kill_process(pid, Signal::TERM);
        }
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(15) {
            if matches!(node.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let _ = node.kill();
        let _ = node.wait();
    }
}

/// A port nobody listens on at this moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
