//! Running other programs: what is run is printed first, and a failure names it.

use anyhow::{bail, Context, Result};
use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Root of the checkout.
pub fn root() -> &'static Path {
    openledger_e2e::programs::workspace_root()
}

/// The cargo that started this task.
///
/// What that cargo said of the package `xtask` is not passed on: build scripts that watch these variables (ring's)
/// would run again, and half the node with them, each time a person's cargo and this one take turns.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|about_xtask| text.starts_with(about_xtask)) {
            command.env_remove(&name);
        }
    }
    command
}

/// Prints and runs a command; fails when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    println!("$ {shown}");
    let status = command.status().with_context(|| format!("start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// Runs a command silently and returns what it printed; fails with its error output.
pub fn read(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let output = output(command)?;
    if !output.status.success() {
        bail!("`{shown}` ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a command can be started and ends well.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn output(command: &mut Command) -> Result<Output> {
    let shown = show(command);
    command.stdin(Stdio::null()).output().with_context(|| format!("start `{shown}`"))
}

fn show(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program).chain(command.get_args()).map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Cargo's target folder for this workspace.
pub fn target_folder() -> Result<PathBuf> {
    let text = read(cargo().args(["metadata", "--format-version", "1", "--no-deps", "--offline"]))
        .or_else(|_| read(cargo().args(["metadata", "--format-version", "1", "--no-deps"])))?;
    let metadata: serde_json::Value = serde_json::from_str(&text)?;
    Ok(PathBuf::from(metadata["target_directory"].as_str().context("cargo metadata names no target folder")?))
}

/// Where cargo puts the programs.
pub fn programs_folder() -> Result<PathBuf> {
    Ok(target_folder()?.join("debug"))
}

/// Builds node, worker and command line.
pub fn build_programs() -> Result<()> {
    run(cargo().args(["build", "--workspace", "--bins"]))
}

/// Builds the node alone, with the features that the whole workspace asks for, so that nothing is built twice.
pub fn build_node() -> Result<()> {
    run(cargo().args(["build", "--workspace", "--bin", "openledger-node"]))
}
