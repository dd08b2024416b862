//! The project's commands: everything a newcomer, a maintainer or CI runs.

mod arrows;
mod bench;
mod chain_spec;
mod command;
mod demo;
mod fuzz;
mod metadata;
mod setup;
mod stage;
mod test;
mod try_runtime;
mod wasm;
mod zombienet;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Build, show, test and measure the OpenLedger appchain.
#[derive(Parser)]
#[command(name = "cargo xtask", disable_help_subcommand = true, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Give this machine what the build needs: protoc, a C++ compiler, the WebAssembly target
    Setup,
    /// Run the whole loop on real data: contribute, curate, train, ask, pay, verify
    Demo(demo::DemoArguments),
    /// Run everything CI runs
    Test(test::TestArguments),
    /// Feed raw bytes to the chain and to every parser, and keep what breaks them
    Fuzz(fuzz::FuzzArguments),
    /// Run a network of several validators and check what it must show; without a name, list the networks
    Zombienet(zombienet::ZombienetArguments),
    /// Make a network's specification: development, local, or a public testnet from a key ceremony
    ChainSpec(chain_spec::ChainSpecArguments),
    /// Measure
    #[command(subcommand)]
    Bench(bench::Subject),
    /// Regenerate the metadata the chain client is generated from
    Metadata {
        /// Only compare; fail when the checked-in file is stale
        #[arg(long)]
        check: bool,
    },
    /// Try an upgrade on a copy of a chain's state: migrations, invariants, decoding
    TryRuntime(try_runtime::TryRuntimeArguments),
    /// Check that no folder depends on what it must not know
    Arrows,
    /// Print where the built programs are
    Programs,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Task::Setup => setup::run(),
        Task::Demo(arguments) => demo::run(&arguments),
        Task::Test(arguments) => test::run(&arguments),
        Task::Fuzz(arguments) => fuzz::run(&arguments),
        Task::Zombienet(arguments) => zombienet::run(&arguments),
        Task::ChainSpec(arguments) => chain_spec::run(&arguments),
        Task::Bench(subject) => bench::run(&subject),
        Task::Metadata { check } => metadata::run(check),
        Task::TryRuntime(arguments) => try_runtime::run(&arguments),
        Task::Arrows => arrows::run(),
        Task::Programs => {
            let folder: PathBuf = command::programs_folder()?;
            println!("{}", folder.display());
            Ok(())
        }
    }
}
