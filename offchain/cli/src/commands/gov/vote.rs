//! `openledger gov vote`: for or against.

use super::text;
use crate::{
    account::ss58,
    amount::Open,
    chain::governance::{
        referenda::{self, Index},
        stage::{self, Stage},
        tracks::Tracks,
        voting::{self, Locked, Side},
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::{runtime, At};
use openledger_primitives::BlockNumber;
use serde_json::json;

/// Vote on a referendum.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as bob gov vote 3 aye
  openledger --as bob gov vote 3 nay --amount '500 OPEN' --conviction 4

A vote can be changed until the referendum is over: vote again. What you voted with stays yours, but cannot be moved
while the referendum runs, and, if your side wins, for as long as the conviction says: none not at all (and it counts a
tenth), 1 one lock period, 2 two, 3 four, 4 eight, 5 sixteen, 6 thirty-two. `gov unlock` frees it then. The same OPEN can
vote on any number of referenda, and be a deposit besides.")]
pub struct Vote {
    /// The referendum's number.
    index: Index,
    /// Which way.
    #[arg(value_enum)]
    side: Side,
    /// How much to vote with [default: all you have, less 10 OPEN for fees].
    #[arg(long, value_name = "OPEN")]
    amount: Option<Open>,
    /// How long to lock it: none, or 1 to 6.
    #[arg(long, default_value = "1", value_name = "LEVEL")]
    conviction: Locked,
}

impl Vote {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        // A new referendum may be in a block that is not final yet; the chain knows best.
        let who = signer.public_key().0;
        let amount = voting::amount(&at, &who, self.amount.map(|amount| amount.0)).await?;
        referenda::ongoing(&network.chain().best().await?, self.index).await?;
        let vote = voting::vote(self.side, amount, self.conviction);
        let included =
            network.submit(&runtime::tx().conviction_voting().vote(self.index, vote.clone()), &signer).await?;

        let at = included.at;
        let status = referenda::ongoing(&at, self.index).await?;
        let tracks = Tracks::read(&at)?;
        let stage = Stage::of(&at, &tracks, &status).await?;
        let (side, _, conviction) = voting::words(&vote);
        let locked = if self.side == Side::Abstain { Locked(0) } else { self.conviction };
        let shown = json!({
            "referendum": self.index,
            "track": tracks.numbered(status.track)?.name,
            "account": ss58(&who),
            "vote": side,
            "amount": amount.to_string(),
            "conviction": conviction,
            "weight": locked.weight(amount).to_string(),
            "locked_blocks": lock(&at, locked)?,
            "state": stage.word,
            "votes": stage.standing.json(),
            "next": stage.next.json(at.number(), stage::block_time(&at)?),
        });
        let text = text::referendum(&shown);
        Ok(Answer::with_text(shown, text))
    }
}

/// Blocks for which the vote stays locked after the end, if its side wins.
fn lock(at: &At, locked: Locked) -> Result<BlockNumber> {
    let period = at.constant(runtime::constants().conviction_voting().vote_locking_period())?;
    Ok(period.saturating_mul(locked.periods()))
}
