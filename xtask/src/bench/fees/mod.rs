//! `cargo xtask bench fees`: what every call costs, computed from the recorded weights and kept as `docs/fees.md`.
//!
//! The runtime's own tests compare the file with what the runtime asks.

mod calls;
mod page;
mod price;
mod words;

use crate::{
    bench::{pallets::PALLETS, recorded},
    command,
};
use anyhow::{bail, Context, Result};
use calls::{Call, Origin};
use clap::Args;
use price::Weights;
use std::path::PathBuf;

const FILE: &str = "docs/fees.md";

/// What is done with the table.
#[derive(Args)]
pub struct FeesArguments {
    /// Only compare; fail when the file is stale
    #[arg(long)]
    pub check: bool,
}

/// Writes the table, or compares it.
pub fn run(arguments: &FeesArguments) -> Result<()> {
    let fresh = page::write(&weights()?, &calls()?)?;
    let path = command::root().join(FILE);
    if !arguments.check {
        std::fs::write(&path, fresh).with_context(|| path.display().to_string())?;
        println!("wrote {FILE}");
        return Ok(());
    }
    if std::fs::read_to_string(&path).with_context(|| path.display().to_string())? != fresh {
        bail!("{FILE} is not what the recorded weights come to; run `cargo xtask bench fees`");
    }
    println!("{FILE} is fresh");
    Ok(())
}

/// Compares the table with the recorded weights.
pub fn check() -> Result<()> {
    run(&FeesArguments { check: true })
}

/// What all pallets record.
fn weights() -> Result<Weights> {
    let of = |name: &&'static str| {
        let recorded = recorded::read(&source(name, "weights.rs")?).with_context(|| format!("weights of {name}"))?;
        Ok((*name, recorded))
    };
    Ok(Weights(PALLETS.iter().map(of).collect::<Result<_>>()?))
}

/// The calls of all pallets, in the order of the journey that data makes.
fn calls() -> Result<Vec<Call>> {
    let mut all = Vec::new();
    for pallet in ["datanets", "compute", "models", "attribution", "governance"] {
        // Where they are many, they have a file of their own.
        let text = source(pallet, "calls.rs").or_else(|_| source(pallet, "lib.rs"))?;
        all.extend(calls::read(pallet, &text).with_context(|| format!("calls of {pallet}"))?);
    }
    Ok(all)
}

fn source(pallet: &str, file: &str) -> Result<String> {
    let path: PathBuf = command::root().join("pallets").join(pallet).join("src").join(file);
    std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}
