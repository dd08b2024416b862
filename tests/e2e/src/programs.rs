//! Where the built programs are, and how the command line is called.

use anyhow::{bail, Context, Result};
use serde_json::Value;
use std::{
    ffi::OsStr,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

/// The built programs of this workspace.
#[derive(Clone, Debug)]
pub struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// Programs in `folder`, usually `target/debug`.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Result<Self> {
        let programs = Self { folder: folder.into() };
        for name in ["openledger-node", "openledger-worker", "openledger"] {
            let path = programs.path(name);
            if !path.exists() {
                bail!("{} is not built; run `cargo build` first", path.display());
            }
        }
        Ok(programs)
    }

    /// Programs beside the running test or tool: `target/<profile>/`.
    pub fn beside_current() -> Result<Self> {
        let current = std::env::current_exe().context("own path")?;
        let folder = current.parent().context("own folder")?;
        let folder = if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder };
        Self::in_folder(folder)
    }

    /// Path of one program.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// `openledger`, bound to one network, key folder and account.
#[derive(Clone, Debug)]
pub struct Cli {
    /// The program.
    pub program: PathBuf,
    /// WebSocket address of the node.
    pub node: String,
    /// HTTP address of the worker.
    pub worker: String,
    /// Folder with keys and voucher state.
    pub keystore: PathBuf,
    /// `//Name` of a development account, or the name of a key in the key folder.
    pub account: String,
}

/// A call that ended with a non-zero code.
#[derive(Debug)]
pub struct CliFailure {
    /// Arguments after the global ones.
    pub command: String,
    /// Exit code; -1 when a signal ended it.
    pub code: i32,
    /// What it said.
    pub stderr: String,
    /// Its JSON, when it printed some before failing.
    pub stdout: String,
}

impl std::fmt::Display for CliFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "`openledger {}` ended with code {}: {}", self.command, self.code, self.stderr.trim())
    }
}

impl std::error::Error for CliFailure {}

impl Cli {
    /// The same command line as another account.
    pub fn as_account(&self, account: &str) -> Self {
        Self { account: account.into(), ..self.clone() }
    }

    /// Runs a command and reads its JSON.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Result<Value, CliFailure> {
        self.run_with_input(args, None)
    }

    /// The same with text on standard input.
    pub fn run_with_input<S: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = S>,
        input: Option<&str>,
    ) -> Result<Value, CliFailure> {
        let args: Vec<_> = args.into_iter().map(|arg| arg.as_ref().to_owned()).collect();
        let command = args.iter().map(|arg| arg.to_string_lossy()).collect::<Vec<_>>().join(" ");
        let failed =
            |code: i32, stdout: String, stderr: String| CliFailure { command: command.clone(), code, stderr, stdout };
        let unstarted = |error: std::io::Error| failed(-1, String::new(), error.to_string());
        let mut child = Command::new(&self.program)
            .args(["--json", "--node", &self.node, "--worker", &self.worker, "--as", &self.account, "--keystore"])
            .arg(&self.keystore)
            .args(&args)
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(unstarted)?;
        if let (Some(text), Some(mut stdin)) = (input, child.stdin.take()) {
            stdin.write_all(text.as_bytes()).map_err(unstarted)?;
        }
        let output = child.wait_with_output().map_err(unstarted)?;
        let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() {
            return Err(failed(output.status.code().unwrap_or(-1), stdout, stderr));
        }
        serde_json::from_str(stdout.trim())
            .map_err(|error| failed(0, stdout.clone(), format!("printed no JSON ({error}); stderr: {stderr}")))
    }
}

/// Text of a field that must be there.
pub fn text<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    value[field].as_str().with_context(|| format!("no text field `{field}` in {value}"))
}

/// Number of a field that must be there.
pub fn number(value: &Value, field: &str) -> Result<u64> {
    value[field].as_u64().with_context(|| format!("no number field `{field}` in {value}"))
}

/// Amount (a decimal string in planck) of a field that must be there.
pub fn amount(value: &Value, field: &str) -> Result<u128> {
    text(value, field)?.parse().with_context(|| format!("`{field}` is no amount in {value}"))
}

/// Entries of a list that must be there.
pub fn list<'a>(value: &'a Value, field: &str) -> Result<&'a [Value]> {
    value[field].as_array().map(Vec::as_slice).with_context(|| format!("no list `{field}` in {value}"))
}

/// Root of the checkout that is being run or tested.
///
/// Asked at run time (cargo names the running package's folder): a target folder shared by several checkouts may
/// hold a program that another one built.
pub fn workspace_root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let start = package.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        let root = start.ancestors().find(|folder| folder.join("Cargo.lock").exists());
        root.unwrap_or(&start).to_path_buf()
    })
}
