//! `openledger-worker`: does jobs for the chain, answers for money, pretrains small bases, checks
//! attribution, and compares adapters.

mod commands;

use clap::{Parser, Subcommand};
use std::{
    io::{stderr, IsTerminal},
    process::ExitCode,
};
use tracing_subscriber::EnvFilter;

/// The worker of an OpenLedger chain: trains and serves models beside a node.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

// The commands' own comments are what `--help` teaches; one here would take their place.
#[derive(Subcommand)]
enum Command {
    Serve(commands::serve::Serve),
    Pretrain(commands::pretrain::Pretrain),
    CheckAttribution(commands::check_attribution::CheckAttribution),
    CompareAdapters(commands::compare_adapters::CompareAdapters),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_ansi(stderr().is_terminal()).init();
    let outcome = match arguments.command {
        Command::Serve(serve) => serve.run(),
        Command::Pretrain(pretrain) => pretrain.run(),
        Command::CheckAttribution(check) => check.run(),
        Command::CompareAdapters(compare) => compare.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("openledger-worker: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
