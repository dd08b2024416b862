//! `cargo xtask bench`: measurements that are kept as files.

use crate::{command, setup};
use anyhow::{bail, Context, Result};
use clap::{Args, Subcommand};
use std::{path::PathBuf, process::Command};

/// Version of the benchmark program that belongs to the pinned SDK release.
const BENCHER: &str = "0.28.0";
/// The pallets whose weights are measured here.
const PALLETS: [&str; 4] = ["attribution", "compute", "datanets", "models"];

/// What is measured.
#[derive(Args)]
pub struct BenchArguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Subcommand)]
enum Subject {
    /// Run every pallet benchmark on the real wasm and rewrite each `weights.rs`
    Pallets {
        /// Measured points of each component
        #[arg(long, default_value_t = 20)]
        steps: u32,
        /// Runs of each point
        #[arg(long, default_value_t = 10)]
        repeat: u32,
        /// Only this pallet
        #[arg(long)]
        pallet: Option<String>,
    },
}

/// Runs the measurement.
pub fn run(arguments: &BenchArguments) -> Result<()> {
    let Subject::Pallets { steps, repeat, pallet } = &arguments.subject;
    setup::run_quietly()?;
    let bencher = bencher()?;
    let wasm = benchmark_wasm()?;
    for name in PALLETS.iter().filter(|name| pallet.as_deref().is_none_or(|wanted| wanted == **name)) {
        let output = command::root().join("pallets").join(name).join("src/weights.rs");
        command::run(
            Command::new(&bencher)
                .current_dir(command::root())
                .args(["v1", "benchmark", "pallet", "--genesis-builder", "runtime"])
                .args([
                    "--genesis-builder-preset",
                    "development",
                    "--pallet",
                    &format!("pallet_{name}"),
                    "--extrinsic",
                    "*",
                ])
                .args(["--steps", &steps.to_string(), "--repeat", &repeat.to_string(), "--runtime"])
                .arg(&wasm)
                .arg("--template")
                .arg(command::root().join("xtask/weights.hbs"))
                .arg("--output")
                .arg(&output),
        )?;
        command::run(Command::new("rustfmt").args(["--edition", "2021"]).arg(&output))?;
    }
    Ok(())
}

/// The runtime with its benchmarks, built beside the ordinary one.
fn benchmark_wasm() -> Result<PathBuf> {
    let target = command::target_folder()?.join("benchmarks");
    command::run(
        command::cargo()
            .args(["build", "--package", "openledger-runtime", "--features", "runtime-benchmarks", "--target-dir"])
            .arg(&target),
    )?;
    let wasm = target.join("debug/wbuild/openledger-runtime/openledger_runtime.compact.compressed.wasm");
    if !wasm.exists() {
        bail!("{} was not built", wasm.display());
    }
    Ok(wasm)
}

/// frame-omni-bencher of the pinned release; built once when it is not on the path.
fn bencher() -> Result<PathBuf> {
    let found = command::read(Command::new("frame-omni-bencher").arg("--version"));
    if found.is_ok_and(|version| version.contains(BENCHER)) {
        return Ok("frame-omni-bencher".into());
    }
    let root = command::target_folder()?.join("tools");
    let program = root.join("bin/frame-omni-bencher");
    if !program.exists() {
        println!("building frame-omni-bencher {BENCHER} once; this takes a while");
        command::run(
            command::cargo()
                .args(["install", "frame-omni-bencher", "--locked", "--version", BENCHER, "--root"])
                .arg(&root),
        )
        .context("frame-omni-bencher")?;
    }
    Ok(program)
}
