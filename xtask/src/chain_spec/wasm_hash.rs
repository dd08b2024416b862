//! The runtime as it is voted on: built so that others who build the same sources get the same bytes, and its hash.

use crate::{command, setup};
use anyhow::{ensure, Context, Result};
use std::{path::PathBuf, process::Command};

/// The compiler that the project's released runtimes are built with.
const TOOLCHAIN: &str = "1.95.0";
const TARGET: &str = "wasm32v1-none";

/// Builds and prints what came out, with everything it depends on.
pub fn run() -> Result<()> {
    setup::run_quietly()?;
    let version = command::read(Command::new("rustc").args([&format!("+{TOOLCHAIN}"), "--version"]))
        .with_context(|| format!("rustup toolchain install {TOOLCHAIN} --target {TARGET}"))?;
    let target = command::target_folder()?.join("released-runtime");
    command::run(
        command::cargo()
            .args([
                "build",
                "--locked",
                "--package",
                "openledger-runtime",
                "--features",
                "metadata-hash",
                "--target-dir",
            ])
            .arg(&target)
            // The runtime itself; the library around it, which nobody uses here, is built as it comes.
            .envs([("WASM_BUILD_TYPE", "production"), ("WASM_BUILD_TOOLCHAIN", TOOLCHAIN)])
            .env("WASM_BUILD_RUSTFLAGS", remapped(&target)?),
    )?;
    let wasm = target.join("debug/wbuild/openledger-runtime/openledger_runtime.compact.compressed.wasm");
    ensure!(wasm.exists(), "{} was not built", wasm.display());
    let hash = |file: &PathBuf| -> Result<String> {
        let printed = command::read(Command::new("b2sum").arg("--length=256").arg(file))?;
        Ok(printed.split_whitespace().next().context("b2sum printed nothing")?.to_string())
    };
    println!("runtime     {}", wasm.display());
    println!("size        {} bytes", wasm.metadata()?.len());
    println!("blake2-256  0x{}", hash(&wasm)?);
    println!("compiler    {}", version.trim());
    println!("Cargo.lock  0x{}", hash(&command::root().join("Cargo.lock"))?);
    println!("sources     {}", command::root().display());
    Ok(())
}

/// Folders of this machine, which panics would otherwise name, under names that are the same everywhere.
fn remapped(target: &std::path::Path) -> Result<String> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let sysroot = command::read(Command::new("rustc").args([&format!("+{TOOLCHAIN}"), "--print", "sysroot"]))?;
    // Of two that match, rustc takes the later one: the target folder may lie in the sources' folder.
    Ok(format!(
        " --remap-path-prefix={}=/rust --remap-path-prefix={}=/cargo --remap-path-prefix={}=/openledger \
         --remap-path-prefix={}=/target",
        sysroot.trim(),
        cargo.display(),
        command::root().display(),
        target.display()
    ))
}
