//! `openledger verify`: every link between an answer and its payouts.

use crate::{
    account::Hash,
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Args;
use std::path::PathBuf;

/// Check a receipt.
#[derive(Debug, Args)]
pub struct Verify {
    /// The receipt's hash.
    hash: Hash,
    /// Collect everything that is needed into this folder, then check.
    #[arg(long, value_name = "FOLDER")]
    fetch: Option<PathBuf>,
    /// Check what was collected in this folder, without any network.
    #[arg(long, value_name = "FOLDER")]
    files: Option<PathBuf>,
}

impl Verify {
    /// Runs it.
    pub async fn run(self, _: &Context) -> Result<Answer> {
        let _ = (self.hash, self.fetch, self.files);
        Err(CliError::failure("todo"))
    }
}
