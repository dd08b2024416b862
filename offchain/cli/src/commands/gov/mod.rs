//! `openledger gov`: deciding together, one file for each command.

mod delegate;
mod deposit;
mod each;
mod enact;
mod endorse;
mod propose;
mod status;
pub mod submit;
mod text;
mod unlock;
mod upgrade;
mod vote;
mod wait;

use crate::{context::Context, error::Result, output::Answer};
use clap::Subcommand;

/// Propose, vote, and see what was decided.
#[derive(Debug, Subcommand)]
#[command(after_long_help = EXAMPLES, after_help = "`openledger gov --help` explains how a referendum runs, with examples.")]
pub enum Gov {
    /// Propose a change: it becomes a referendum on the track that may decide it.
    Propose(propose::Propose),
    /// Vote on a referendum.
    Vote(vote::Vote),
    /// Let another account vote with your OPEN.
    Delegate(delegate::Delegate),
    /// Vote yourself again.
    Undelegate(delegate::Undelegate),
    /// Take back votes on referenda that are over, and unlock what may be unlocked.
    Unlock(unlock::Unlock),
    /// Referenda, or everything about one of them.
    Status(status::Status),
    /// Place a referendum's decision deposit; anybody may.
    Deposit(deposit::Deposit),
    /// Give the deposits of a referendum that is over back to whoever placed them.
    Refund(deposit::Refund),
    /// Vouch, as a validator, for an urgent call, by the hash of the call.
    Endorse(endorse::Endorse),
    /// Do what a decision still needs somebody to do: upgrade the runtime, run an endorsed call, pay a spend out.
    Enact(enact::Enact),
}

const EXAMPLES: &str = "\
How a change is made:

  1. Propose it. What it may change decides the track, and the track decides how long it takes and which majority it
     needs. A submission deposit and the track's decision deposit are held, and come back with `gov refund`.
  2. After the track's prepare period it is decided. Everybody with OPEN votes; who locks OPEN longer counts more.
  3. Two curves fall with time: approval (ayes among weighted votes) and support (OPEN behind ayes among all OPEN).
     Once both are met, they must stay met for the confirm period.
  4. After the enactment period the call runs by itself. If it then fails, nothing changes, and `gov status` says why.

Examples:
  Raise what a version must show before it may be deployed, and see it hold:
    openledger --as alice gov propose standard deployment minimum-improvement=5%
    openledger --as bob gov vote 0 aye --amount '5000 OPEN' --conviction 2
    openledger gov status 0 --wait enacted
    openledger standards show deployment --history

  Upgrade the runtime (the same file twice):
    openledger --as alice gov propose upgrade runtime.compact.compressed.wasm
    openledger gov status 1 --wait enacted
    openledger --as alice gov enact 1 --wasm runtime.compact.compressed.wasm

  Let a validator in that has bonded and set its keys (`openledger validator add`):
    openledger --as alice gov propose add-validator 5Grwva…

  Decide within hours, if two thirds of the validators vouch for the very call:
    openledger --as alice gov propose --track whitelisted_caller cancel 7
    openledger --as validator gov endorse 0x…        (the `call_hash` that the proposal printed)

  Let somebody else vote for you where you do not want to:
    openledger --as bob gov delegate 5FHneW… --track all --conviction 1
    openledger --as bob gov undelegate --track treasury

`docs/governance.md` lists the tracks with their numbers.";

impl Gov {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Gov::Propose(propose) => propose.run(context).await,
            Gov::Vote(vote) => vote.run(context).await,
            Gov::Delegate(delegate) => delegate.run(context).await,
            Gov::Undelegate(undelegate) => undelegate.run(context).await,
            Gov::Unlock(unlock) => unlock.run(context).await,
            Gov::Status(status) => status.run(context).await,
            Gov::Deposit(deposit) => deposit.run(context).await,
            Gov::Refund(refund) => refund.run(context).await,
            Gov::Endorse(endorse) => endorse.run(context).await,
            Gov::Enact(enact) => enact.run(context).await,
        }
    }
}
