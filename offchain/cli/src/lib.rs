#![doc = include_str!("../README.md")]
#![deny(missing_docs, clippy::unwrap_used)]

pub mod account;
pub mod amount;
mod arguments;
mod asking;
pub mod audit;
pub mod ballots;
mod chain;
mod commands;
mod consent;
mod context;
pub mod contribution;
mod dues;
pub mod error;
mod fetch;
pub mod keystore;
pub mod known_answers;
mod leaves;
mod output;
mod progress;
pub mod verify;
pub mod vouchers;
mod worker;

use arguments::Arguments;
use clap::Parser;
use context::Context;
use std::process::ExitCode;

/// Reads the command line, runs the command, prints, and says how it went.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let output = output::Output { json: arguments.globals.json };
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output.fail(&error::CliError::failure(format!("cannot start: {error}"))),
    };
    let context = match Context::new(arguments.globals) {
        Ok(context) => context,
        Err(error) => return output.fail(&error),
    };
    match runtime.block_on(commands::run(arguments.command, &context)) {
        Ok(answer) => output.print(&answer),
        Err(error) => output.fail(&error),
    }
}
