//! The command line: global options, and the list of commands.

use crate::commands::Command;
use clap::{Args, Parser, ValueEnum};
use openledger_client::Until;
use std::path::PathBuf;

/// Give data, make models from it, use them, and be paid.
#[derive(Debug, Parser)]
#[command(name = "openledger", version, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    pub globals: Globals,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples, on a development chain (`openledger-node --dev`):
  openledger --as //Worker worker register --session-suri //Worker//olwk --bond '10000 OPEN'
  openledger --as //Alice datanet create solidity --kind code --licence MIT
  openledger --as //Bob contribute solidity ./contracts --licence MIT --source npm:mine@1.0.0 --wait
  openledger --as //Builder train my-model --parent base-ts --datanet solidity --recipe recipe.json --licence MIT --wait
  openledger --as //Zoe models merge mixture --parent my-model --parent other-model --licence MIT --wait
  openledger --as //Backer stake add my-model '50 OPEN'
  openledger --as //User allocate open //Worker '50 OPEN'
  openledger --as //User complete my-model 'function transfer('
  openledger verify 0x… --fetch evidence
  openledger --as //Bob claim

Amounts are written `12.5 OPEN`, or in planck without a unit.
Exit codes: 0 done, 1 failed, 2 not understood, 3 refused by the chain, 4 not found, 5 node or worker not reached.";

/// Options that every command takes. Their ids are their own, because commands have arguments of the same names.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Globals {
    /// WebSocket address of a node.
    #[arg(
        id = "global-node",
        long = "node",
        global = true,
        env = "OPENLEDGER_NODE",
        default_value = "ws://127.0.0.1:9944",
        value_name = "URL"
    )]
    pub node: String,
    /// HTTP address of a worker.
    #[arg(
        id = "global-worker",
        long = "worker",
        global = true,
        env = "OPENLEDGER_WORKER",
        default_value = "http://127.0.0.1:9955",
        value_name = "URL"
    )]
    pub worker: String,
    /// Whose account signs: a key's name, or a development account such as `//Alice`.
    #[arg(id = "global-as", long = "as", global = true, env = "OPENLEDGER_AS", value_name = "KEY")]
    pub account: Option<String>,
    /// Folder of keys and vouchers [default: ~/.local/share/openledger/keys].
    #[arg(
        id = "global-keystore",
        long = "keystore",
        global = true,
        env = "OPENLEDGER_KEYSTORE",
        value_name = "FOLDER"
    )]
    pub keystore: Option<PathBuf>,
    /// Print one JSON object instead of text.
    #[arg(id = "global-json", long = "json", global = true)]
    pub json: bool,
    /// How long to wait for a transaction, and which block to read.
    #[arg(id = "global-until", long = "until", global = true, value_enum, default_value = "finalized")]
    pub until: UntilArgument,
}

/// [`Until`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UntilArgument {
    /// In a block of the best chain, which may still be replaced.
    Included,
    /// In a block that is final.
    Finalized,
}

impl From<UntilArgument> for Until {
    fn from(argument: UntilArgument) -> Self {
        match argument {
            UntilArgument::Included => Until::Included,
            UntilArgument::Finalized => Until::Finalized,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn no_command_has_two_arguments_of_one_name() {
        Arguments::command().debug_assert();
    }
}
