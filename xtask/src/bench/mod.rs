//! `cargo xtask bench`: what is measured, and how `docs/benchmarks.md` and `docs/fees.md` come about.

mod chain;
pub mod fees;
mod network;
pub mod pallets;
mod recorded;

use anyhow::Result;
use clap::Subcommand;

/// What is measured.
#[derive(Subcommand)]
pub enum Subject {
    /// Run every pallet benchmark on the real wasm and rewrite each `weights.rs`
    Pallets(pallets::PalletsArguments),
    /// Write docs/fees.md: what every call costs, from what each `weights.rs` records
    Fees(fees::FeesArguments),
    /// Build and import blocks on a node's client: how many transactions, how large a batch, on how large a state
    Chain(chain::ChainArguments),
    /// Take validators away from a network of four, bring them back, fill its blocks, and let a new node catch up
    Network(network::NetworkArguments),
}

/// Runs the measurement.
pub fn run(subject: &Subject) -> Result<()> {
    match subject {
        Subject::Pallets(arguments) => pallets::run(arguments),
        Subject::Fees(arguments) => fees::run(arguments),
        Subject::Chain(arguments) => chain::run(arguments),
        Subject::Network(arguments) => network::run(arguments),
    }
}
