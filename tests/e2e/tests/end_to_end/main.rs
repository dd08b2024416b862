//! The real node, worker and command line: the loop on a small scale, killed and restarted on the way; bad input;
//! curators, appeals and datanets; the market of models; validators that disagree.
//!
//! Each module is one story; a story's network is its own.

mod bad_input;
mod curation;
mod kills;
mod market;
mod upgrades;
mod validators;

use anyhow::{anyhow, bail, ensure, Context, Result};
use openledger_e2e::{
    programs::{number, workspace_root, Programs},
    Cli, CliFailure, Devnet, DevnetOptions,
};
use serde_json::{json, Value};
use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, MutexGuard, OnceLock},
    thread::ScopedJoinHandle,
};
use tempfile::TempDir;

/// Planck of an OPEN.
const OPEN: u128 = 1_000_000_000_000_000_000;

/// One story at a time: two cores are few for several networks with models.
fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// A network with a registered worker and a bonded curator, in a folder that is removed at the end.
struct Story {
    net: Devnet,
    folder: TempDir,
}

impl Story {
    fn begin() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let net = Devnet::start(&Programs::beside_current()?, DevnetOptions::in_folder(folder.path()))?;
        net.cli("//Worker").run(["worker", "register", "--session-suri", "//Worker//olwk", "--bond", "10000 OPEN"])?;
        Ok(Self { net, folder })
    }

    fn cli(&self, account: &str) -> Cli {
        self.net.cli(account)
    }

    /// A datanet in which the automatic curator decides, because nobody else votes in time.
    fn datanet(&self, slug: &str) -> Result<String> {
        let args = [
            "datanet",
            "create",
            slug,
            "--kind",
            "code",
            "--quorum",
            "1",
            "--threshold",
            "1",
            "--voting-period",
            "10",
            "--licence",
            "Apache-2.0",
            "--licence",
            "MIT",
        ];
        Ok(number(&self.cli("//Alice").run(args)?, "datanet")?.to_string())
    }

    /// Files in a folder of their own.
    fn files(&self, name: &str, files: &[(&str, &[u8])]) -> Result<String> {
        let folder = self.folder.path().join(name);
        for (path, bytes) in files {
            let file = folder.join(path);
            std::fs::create_dir_all(file.parent().context("a file has a folder")?)?;
            std::fs::write(file, bytes)?;
        }
        Ok(folder.to_string_lossy().into_owned())
    }

    /// Waits until a contribution is decided; returns what is shown of it.
    fn decided(&mut self, id: u64) -> Result<Value> {
        let cli = self.cli("//Alice");
        let mut shown = Value::Null;
        self.net.wait(std::time::Duration::from_secs(120), "curation", |_| {
            shown = cli.run(["contribution", "show", &id.to_string()])?;
            Ok(matches!(shown["state"].as_str(), Some("accepted" | "rejected")))
        })?;
        Ok(shown)
    }
}

/// Runs a command that does not wait for finality: one validator makes the blocks, and none is replaced.
fn soon(cli: &Cli, args: &[&str]) -> Result<Value, CliFailure> {
    cli.run(["--until", "included"].iter().chain(args))
}

/// Runs a command that the chain must refuse, for this reason.
fn refused(cli: &Cli, args: &[&str], reason: &str) -> Result<()> {
    match soon(cli, args) {
        Ok(answer) => bail!("{args:?} was let through: {answer}"),
        Err(failure) => ensure!(failure.code == 3 && failure.stderr.contains(reason), "instead of {reason}: {failure}"),
    }
    Ok(())
}

/// What a thread of a story did.
fn joined<T>(thread: ScopedJoinHandle<Result<T>>) -> Result<T> {
    thread.join().map_err(|_| anyhow!("a thread of the story panicked"))?
}

/// A small base model, pretrained once for all stories from this project's own documents.
fn base() -> Result<&'static Path> {
    static BASE: OnceLock<PathBuf> = OnceLock::new();
    if let Some(folder) = BASE.get() {
        return Ok(folder);
    }
    let programs = Programs::beside_current()?;
    let folder = programs.path("e2e-base");
    if !folder.join("model.safetensors").exists() {
        let text = workspace_root().join("primitives");
        let output = Command::new(programs.path("openledger-worker"))
            .args(["pretrain", "--json", "--extension", "rs", "--steps", "60", "--text"])
            .arg(text)
            .arg("--out")
            .arg(&folder)
            .output()?;
        ensure!(output.status.success(), "pretraining: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(BASE.get_or_init(|| folder))
}

/// A recipe small enough for a test, and long enough to be killed in the middle.
fn recipe(epochs: u16) -> Value {
    json!({
        "rank": 4, "alpha": 8, "targets": 127, "learning_rate_micro": 2_000, "warmup_steps": 5, "epochs": epochs,
        "batch": 16, "micro_batch": 16, "sequence_length": 64, "seed": 1, "held_out_ppm": 200_000,
        "numeric_class": "cpu-exact", "checkpoint_steps": 5,
        "attribution": { "dimensions": 32, "damping_milli": 300_000, "gradient_weight": 1, "lexical_weight": 1 }
    })
}

/// Real text for contributors: source files of this project.
fn sources(folder: &str) -> String {
    workspace_root().join(folder).to_string_lossy().into_owned()
}
