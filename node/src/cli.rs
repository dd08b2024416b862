//! The command line: the stock node options and commands, and those of the worker beside the node.

use polkadot_sdk::sc_cli::{self, RunCmd};
use std::{net::SocketAddr, path::PathBuf};

/// Everything the command line can say.
#[derive(Debug, clap::Parser)]
pub struct Cli {
    /// What to do instead of running a node.
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,

    /// How to run the node.
    #[clap(flatten)]
    pub run: RunCmd,

    /// What runs beside the node.
    #[clap(flatten)]
    pub worker: WorkerArgs,
}

/// The worker daemon beside the node.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Worker")]
pub struct WorkerArgs {
    /// Start `openledger-worker` beside this node and keep it running. Implied by `--dev`.
    #[arg(long)]
    pub worker: bool,

    /// Do not start a worker, not even with `--dev`.
    #[arg(long, conflicts_with = "worker")]
    pub no_worker: bool,

    /// The worker's program. Without it the one beside this program is taken.
    #[arg(long, value_name = "PATH")]
    pub worker_bin: Option<PathBuf>,

    /// Where the worker listens, and where this node's offchain worker looks for one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9955")]
    pub worker_listen: SocketAddr,

    /// The account that the worker earns for. A development chain has one: `//Worker`.
    #[arg(long, value_name = "SS58")]
    pub worker_account: Option<String>,
}

/// What the program can do besides running a node.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)] // parsed once
pub enum Subcommand {
    /// Make and look at keys.
    #[command(subcommand)]
    Key(sc_cli::KeySubcommand),

    /// Print a chain specification.
    #[allow(deprecated)] // many tools still call it
    BuildSpec(sc_cli::BuildSpecCmd),

    /// Print a chain specification, or write it to a file.
    ExportChainSpec(sc_cli::ExportChainSpecCmd),

    /// Import one block again.
    CheckBlock(sc_cli::CheckBlockCmd),

    /// Write blocks to a file.
    ExportBlocks(sc_cli::ExportBlocksCmd),

    /// Write the state of a block as a raw chain specification.
    ExportState(sc_cli::ExportStateCmd),

    /// Import blocks from a file.
    ImportBlocks(sc_cli::ImportBlocksCmd),

    /// Remove the chain's database.
    PurgeChain(sc_cli::PurgeChainCmd),

    /// Undo the newest blocks.
    Revert(sc_cli::RevertCmd),

    /// Print what the database says of the chain.
    ChainInfo(sc_cli::ChainInfoCmd),

    /// Sign a message.
    Sign(sc_cli::SignCmd),

    /// Check a message's signature.
    Verify(sc_cli::VerifyCmd),

    /// Make a key whose address holds a pattern.
    Vanity(sc_cli::VanityCmd),
}
