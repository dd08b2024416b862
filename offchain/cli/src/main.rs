//! `openledger`: what people type.

use std::process::ExitCode;

fn main() -> ExitCode {
    openledger_cli::run()
}
