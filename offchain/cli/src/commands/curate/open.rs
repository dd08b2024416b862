//! `openledger curate open`: opening votes that were sealed.

use crate::{
    ballots::Ballots,
    chain::{
        datanets::{self, round},
        names::contribution_state,
        Network,
    },
    context::Context,
    error::Result,
    output::Answer,
};
use openledger_client::{
    runtime::{self, runtime_types::pallet_datanets::types::Phase},
    Keypair,
};
use openledger_primitives::ContributionId;
use serde_json::json;

/// What became of one sealed vote.
pub enum Outcome {
    /// The sealing goes on.
    Waits,
    /// It is open.
    Opened {
        /// What was voted.
        score: u8,
        /// Where the contribution stands now.
        state: &'static str,
    },
    /// Its panel is gone; it counts no more.
    Over,
}

/// Opens every vote of the account that can be opened.
pub async fn run(context: &Context) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let ballots = Ballots::new(context.keystore().folder(), network.chain().genesis(), signer.public_key().0);
    let (mut opened, mut waiting, mut over) = (Vec::new(), Vec::new(), Vec::new());
    for (id, number) in ballots.all() {
        match one(network, &signer, &ballots, id, number).await? {
            Outcome::Waits => waiting.push(id),
            Outcome::Opened { score, state } => {
                opened.push(json!({ "contribution": id, "score": score, "state": state }))
            }
            Outcome::Over => over.push(id),
        }
    }
    Ok(Answer::new(json!({ "opened": opened, "waiting": waiting, "over": over })))
}

/// Opens a vote if that is possible now; one that is open or whose panel is gone is forgotten.
pub async fn one(
    network: &Network,
    signer: &Keypair,
    ballots: &Ballots,
    id: ContributionId,
    number: u8,
) -> Result<Outcome> {
    let at = network.chain().best().await?;
    let panel = match round(&at, id).await? {
        Some(panel) if panel.number == number => panel,
        _ => {
            ballots.forget(id, number)?;
            return Ok(Outcome::Over);
        }
    };
    match panel.phase {
        Phase::Sealing => return Ok(Outcome::Waits),
        Phase::Opening => {}
        Phase::Waiting => {
            ballots.forget(id, number)?;
            return Ok(Outcome::Over);
        }
    }
    let Some(vote) = ballots.find(id, number)? else { return Ok(Outcome::Over) };
    if !datanets::has_committed(&at, id, &vote.curator).await? {
        // The commitment never reached the chain.
        ballots.forget(id, number)?;
        return Ok(Outcome::Over);
    }
    let included = network.submit(&runtime::tx().datanets().reveal_vote(id, vote.score, vote.salt), signer).await?;
    ballots.forget(id, number)?;
    let state = contribution_state(&datanets::contribution(&included.at, id).await?.state);
    Ok(Outcome::Opened { score: vote.score, state })
}
