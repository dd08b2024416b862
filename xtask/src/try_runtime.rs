//! `cargo xtask try-runtime`: an upgrade on a copy of a chain's state, before anybody votes on it.

use crate::{command, setup, wasm};
use anyhow::{Context, Result};
use clap::Args;
use openledger_e2e::Programs;
use std::{path::PathBuf, process::Command};

/// What is tried, and on which state.
#[derive(Args)]
pub struct TryRuntimeArguments {
    /// The state, as `openledger-node export-state` writes it [default: the genesis of the network `local`]
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Try the upgrade that the tests practise with, instead of the runtime as it is
    #[arg(long)]
    rehearsal: bool,
}

/// Runs all migrations of a block, decodes the whole state and checks every pallet's invariants.
pub fn run(arguments: &TryRuntimeArguments) -> Result<()> {
    setup::run_quietly()?;
    let runner = wasm::runner()?;
    let features: &[&str] = if arguments.rehearsal { &["try-runtime", "rehearsal"] } else { &["try-runtime"] };
    let runtime = wasm::runtime(features)?;
    let state = match &arguments.state {
        Some(file) => file.clone(),
        None => genesis()?,
    };
    command::run(Command::new(runner).arg("try-runtime").arg("--runtime").arg(runtime).arg("--state").arg(state))
}

/// The genesis state of the network `local`.
fn genesis() -> Result<PathBuf> {
    command::build_node()?;
    let programs = Programs::in_folder(command::programs_folder()?)?;
    let file = command::target_folder()?.join("try-runtime-genesis.json");
    let export = ["export-chain-spec", "--chain", "local", "--raw"];
    let spec = command::read(Command::new(programs.path("openledger-node")).args(export))?;
    std::fs::write(&file, spec).with_context(|| file.display().to_string())?;
    Ok(file)
}
