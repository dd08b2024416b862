//! Runs a runtime's WebAssembly outside a node.
//!
//! - `pallet`: the benchmark command of the pinned SDK; what `frame-omni-bencher v1 benchmark pallet` does, without
//!   RocksDB and with the host functions of this chain, which has none of its own.
//! - `calls`: which calls the runtime has, from its own metadata.
//! - `chain`, with the feature of that name: how much the chain carries.
//! - `try-runtime`: an upgrade on a copy of a chain's state; what `try-runtime on-runtime-upgrade snap` does.

mod calls;
#[cfg(feature = "chain")]
mod chain;
mod execute;
mod try_runtime;

use clap::Parser;
use polkadot_sdk::{frame_benchmarking_cli::PalletCmd, sc_cli::Result, sp_runtime::traits::BlakeTwo256};

#[derive(Parser)]
#[allow(clippy::large_enum_variant)] // parsed once
enum Command {
    /// Measure the calls of a pallet
    Pallet(PalletCmd),
    /// Print the names of all calls
    Calls(calls::Calls),
    /// Measure blocks on a node's client
    #[cfg(feature = "chain")]
    Chain(chain::ChainArguments),
    /// Run all migrations on a copy of a chain's state, decode all of it and check every pallet's invariants
    TryRuntime(try_runtime::TryRuntime),
}

fn main() -> Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| "warn,frame::benchmark=info,runtime=info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match Command::parse() {
        Command::Pallet(command) => command.run_with_spec::<BlakeTwo256, ()>(None),
        Command::Calls(command) => command.run(),
        #[cfg(feature = "chain")]
        Command::Chain(command) => command.run(),
        Command::TryRuntime(command) => command.run(),
    }
}
