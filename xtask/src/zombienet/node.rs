//! One node of a running network: what it is asked, and how it is killed and started again.

use super::processes;
use anyhow::{bail, ensure, Context, Result};
use openledger_e2e::rpc::{get_text, metric, Rpc};
use rustix::process::{kill_process, test_kill_process, Pid, Signal};
use serde_json::Value;
use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// A node, running unless `pid` is none.
#[derive(Debug)]
pub struct Node {
    pub name: String,
    pub pid: Option<Pid>,
    pub rpc_port: u16,
    pub prometheus_port: u16,
    /// Where other nodes reach it, with its identity.
    pub address: String,
    pub log: PathBuf,
    /// Program and arguments it was started with.
    command: Vec<String>,
}

impl Node {
    /// A node that zombienet started, by its entry in `zombie.json`.
    pub fn started_by(zombienet: Pid, folder: &Path, entry: &Value) -> Result<Self> {
        let text = |field: &str| entry[field].as_str().with_context(|| format!("zombie.json names no {field}"));
        let port = |field: &str| {
            let number = entry["spec"][field].as_u64().and_then(|number| u16::try_from(number).ok());
            number.with_context(|| format!("zombie.json names no {field}"))
        };
        let name = text("name")?.to_string();
        let pid = child_named(zombienet, &name)?.with_context(|| format!("{name} is not running"))?;
        Ok(Self {
            command: command_line(pid)?,
            pid: Some(pid),
            rpc_port: port("rpcPort")?,
            prometheus_port: port("prometheusPort")?,
            address: text("multiAddress")?.into(),
            log: folder.join(format!("{name}.log")),
            name,
        })
    }

    /// Starts a node that zombienet knows nothing of.
    pub fn start(name: &str, folder: &Path, ports: (u16, u16), command: Vec<String>) -> Result<Self> {
        let log = folder.join(format!("{name}.log"));
        let (rpc_port, prometheus_port) = ports;
        let mut node =
            Self { name: name.into(), pid: None, rpc_port, prometheus_port, address: String::new(), log, command };
        node.start_again()?;
        Ok(node)
    }

    /// Its JSON-RPC.
    pub fn rpc(&self) -> Rpc {
        Rpc::new(self.rpc_port)
    }

    /// WebSocket address of its JSON-RPC.
    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.rpc_port)
    }

    /// Where its metrics are.
    pub fn metrics_url(&self) -> String {
        format!("http://127.0.0.1:{}/metrics", self.prometheus_port)
    }

    /// One of its metrics; see [`metric`].
    pub fn metric(&self, name: &str, labels: &str) -> Result<f64> {
        let page = get_text(&self.metrics_url()).with_context(|| format!("{} shows no metrics", self.name))?;
        metric(&page, name, labels).with_context(|| format!("{} has no metric {name}{{{labels}}}", self.name))
    }

    /// Number of the newest block BEEFY has signed.
    pub fn beefy_best(&self) -> Result<u32> {
        let hash = self.rpc().call("beefy_getFinalizedHead", serde_json::json!([]))?;
        let header = self.rpc().call("chain_getHeader", serde_json::json!([hash]))?;
        let number = header["number"].as_str().context("a header without a number")?;
        Ok(u32::from_str_radix(number.trim_start_matches("0x"), 16)?)
    }

    /// Fails when it should run and does not.
    pub fn check_alive(&self) -> Result<()> {
        let Some(pid) = self.pid else { return Ok(()) };
        let ended = processes::ended(pid);
        if ended.is_some() || test_kill_process(pid).is_err() {
            bail!("{} ended; the end of {}:\n{}", self.name, self.log.display(), self.log_end());
        }
        Ok(())
    }

    /// Kills it without warning.
    pub fn kill(&mut self) -> Result<()> {
        let pid = self.pid.take().with_context(|| format!("{} is not running", self.name))?;
        kill_process(pid, Signal::KILL)?;
        self.wait_gone(pid)
    }

    /// Starts it again with the command line it had.
    pub fn start_again(&mut self) -> Result<()> {
        ensure!(self.pid.is_none(), "{} is running", self.name);
        let [program, args @ ..] = self.command.as_slice() else { bail!("{} has no command line", self.name) };
        let log = File::options().create(true).append(true).open(&self.log)?;
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        self.pid = Some(processes::start(&mut command)?);
        Ok(())
    }

    /// Last lines of its log.
    pub fn log_end(&self) -> String {
        let log = std::fs::read(&self.log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<_> = log.lines().rev().take(20).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    fn wait_gone(&self, pid: Pid) -> Result<()> {
        let start = Instant::now();
        while processes::ended(pid).is_none() && test_kill_process(pid).is_ok() {
            ensure!(start.elapsed() < Duration::from_secs(30), "{} does not end", self.name);
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

/// The child of a process that was started as `--name NAME`.
fn child_named(parent: Pid, name: &str) -> Result<Option<Pid>> {
    for entry in std::fs::read_dir("/proc")? {
        let Some(number) = entry?.file_name().to_str().and_then(|name| name.parse::<i32>().ok()) else { continue };
        let Ok(stat) = std::fs::read_to_string(format!("/proc/{number}/stat")) else { continue };
        // "pid (name) state parent …"; a name may hold spaces, so fields are counted after its bracket.
        let above = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1));
        let Some(pid) = Pid::from_raw(number).filter(|_| above == Some(&parent.as_raw_pid().to_string())) else {
            continue;
        };
        let Ok(arguments) = command_line(pid) else { continue };
        if arguments.windows(2).any(|pair| pair == ["--name", name]) {
            return Ok(Some(pid));
        }
    }
    Ok(None)
}

/// Program and arguments of a running process.
fn command_line(pid: Pid) -> Result<Vec<String>> {
    let number = pid.as_raw_pid();
    let program = std::fs::read_link(format!("/proc/{number}/exe"))?.to_string_lossy().into_owned();
    let line = std::fs::read(format!("/proc/{number}/cmdline"))?;
    let arguments = line.split(|byte| *byte == 0).skip(1).filter(|argument| !argument.is_empty());
    Ok(std::iter::once(program).chain(arguments.map(|text| String::from_utf8_lossy(text).into_owned())).collect())
}
