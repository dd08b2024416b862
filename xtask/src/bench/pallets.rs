//! `cargo xtask bench pallets`: weights, measured on the real WebAssembly and kept as files.

use crate::{command, setup, wasm};
use anyhow::Result;
use clap::Args;
use std::process::Command;

/// The pallets whose weights are measured here.
const PALLETS: [&str; 5] = ["attribution", "compute", "datanets", "governance", "models"];

/// How closely is measured.
#[derive(Args)]
pub struct PalletsArguments {
    /// Measured points of each component
    #[arg(long, default_value_t = 10)]
    steps: u32,
    /// Runs of each point
    #[arg(long, default_value_t = 5)]
    repeat: u32,
    /// Only this pallet
    #[arg(long)]
    pallet: Option<String>,
}

/// Measures every call and rewrites each `weights.rs`.
pub fn run(PalletsArguments { steps, repeat, pallet }: &PalletsArguments) -> Result<()> {
    setup::run_quietly()?;
    let runner = wasm::runner()?;
    let wasm = wasm::runtime(&["runtime-benchmarks"])?;
    for name in PALLETS.iter().filter(|name| pallet.as_deref().is_none_or(|wanted| wanted == **name)) {
        let output = command::root().join("pallets").join(name).join("src/weights.rs");
        command::run(
            Command::new(&runner)
                .current_dir(command::root())
                .arg("pallet")
                .args(["--genesis-builder", "runtime"])
                .args([
                    "--genesis-builder-preset",
                    "development",
                    "--pallet",
                    &format!("pallet_{name}"),
                    "--extrinsic",
                    "*",
                ])
                // Ten seconds for each point of each call is the tool's own least; it would take hours here.
                .args(["--min-duration", "1"])
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
