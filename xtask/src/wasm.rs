//! Runtimes with special features, and the program that runs them outside a node (`xtask/wasm`).

use crate::command;
use anyhow::{bail, Result};
use std::path::PathBuf;

/// The runtime's WebAssembly with these features, built beside the ordinary one.
pub fn runtime(features: &[&str]) -> Result<PathBuf> {
    let target = command::target_folder()?.join(features.join("-"));
    let package = ["build", "--package", "openledger-runtime", "--features", &features.join(",")];
    command::run(command::cargo().args(package).arg("--target-dir").arg(&target))?;
    let wasm = target.join("debug/wbuild/openledger-runtime/openledger_runtime.wasm");
    if !wasm.exists() {
        bail!("{} was not built", wasm.display());
    }
    Ok(wasm)
}

/// The runtime's WebAssembly that the node carries.
pub fn of_the_node() -> Result<PathBuf> {
    command::build_node()?;
    Ok(command::programs_folder()?.join("wbuild/openledger-runtime/openledger_runtime.wasm"))
}

/// The program that runs a runtime outside a node.
pub fn runner() -> Result<PathBuf> {
    runner_with(&[])
}

/// The same with features, for what needs more than a state machine.
pub fn runner_with(features: &[&str]) -> Result<PathBuf> {
    let target = command::target_folder()?.join("wasm-runner");
    println!("building what runs the WebAssembly; the first time takes a while");
    command::run(
        command::cargo()
            .env("SKIP_WASM_BUILD", "1")
            .args(["build", "--locked", "--manifest-path"])
            .arg(command::root().join("xtask/wasm/Cargo.toml"))
            .args(["--features", &features.join(",")])
            .arg("--target-dir")
            .arg(&target),
    )?;
    Ok(target.join("debug/openledger-wasm"))
}
