//! `cargo xtask bench`: what is measured, and how `docs/benchmarks.md` comes about.

mod network;
mod pallets;

use anyhow::Result;
use clap::Subcommand;

/// What is measured.
#[derive(Subcommand)]
pub enum Subject {
    /// Run every pallet benchmark on the real wasm and rewrite each `weights.rs`
    Pallets(pallets::PalletsArguments),
    /// Take validators away from a network of four, bring them back, fill its blocks, and let a new node catch up
    Network(network::NetworkArguments),
}

/// Runs the measurement.
pub fn run(subject: &Subject) -> Result<()> {
    match subject {
        Subject::Pallets(arguments) => pallets::run(arguments),
        Subject::Network(arguments) => network::run(arguments),
    }
}
