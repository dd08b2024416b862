//! `cargo xtask bench chain`: how much the chain carries, on the real WebAssembly and a database on disk.

use crate::{command, setup, wasm};
use anyhow::Result;
use clap::Args;
use std::{path::PathBuf, process::Command};

/// What is measured.
#[derive(Args)]
pub struct ChainArguments {
    /// WebAssembly of the runtime [default: what the node carries, built first]
    #[arg(long, value_name = "FILE")]
    runtime: Option<PathBuf>,
    /// Rounds of each measurement
    #[arg(long, default_value_t = 7)]
    rounds: u32,
    /// What is measured: throughput, batch, generations, large-state [default: all]
    #[arg(long)]
    parts: Option<String>,
    /// Contributions in the large state
    #[arg(long, default_value_t = 1_000_000)]
    contributions: u64,
    /// Write the figures as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Measures and prints everything.
pub fn run(arguments: &ChainArguments) -> Result<()> {
    setup::run_quietly()?;
    let runtime = match &arguments.runtime {
        Some(file) => file.clone(),
        None => wasm::of_the_node()?,
    };
    let runner = wasm::runner_with(&["chain"])?;
    let mut measure = Command::new(runner);
    measure.arg("chain").arg("--runtime").arg(runtime);
    measure.arg("--folder").arg(command::target_folder()?.join("bench-chain"));
    measure.args(["--rounds", &arguments.rounds.to_string()]);
    measure.args(["--contributions", &arguments.contributions.to_string()]);
    if let Some(parts) = &arguments.parts {
        measure.args(["--parts", parts]);
    }
    if let Some(file) = &arguments.report {
        measure.arg("--report").arg(file);
    }
    command::run(&mut measure)
}
