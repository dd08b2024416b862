//! `openledger curate vote`: a score that nobody sees before everybody has given one.

use super::open::{self, Outcome};
use crate::{
    ballots::Ballots,
    chain::{
        datanets::{self, round},
        names::contribution_state,
        POLL,
    },
    context::Context,
    error::{CliError, Kind, Result},
    output::Answer,
    progress,
};
use openledger_client::runtime::{self, runtime_types::pallet_datanets::types::Phase};
use openledger_primitives::ContributionId;
use serde_json::json;

/// Seals a score; with `wait`, opens it as soon as the sealing is over.
pub async fn run(context: &Context, id: ContributionId, score: u8, wait: bool) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let at = network.chain().best().await?;
    let contribution = datanets::contribution(&at, id).await?;
    let refused = |message: String| CliError { kind: Kind::Refused, ..CliError::failure(message) };
    let Some(panel) = round(&at, id).await? else {
        let state = contribution_state(&contribution.state);
        return Err(
            refused(format!("contribution {id} is {state}; no panel judges it")).hint("see `openledger curate list`")
        );
    };
    if !matches!(panel.phase, Phase::Sealing) {
        return Err(refused(format!("the sealing of votes on contribution {id} is over"))
            .hint("`openledger curate open` opens what you have sealed"));
    }

    let ballots = Ballots::new(context.keystore().folder(), network.chain().genesis(), signer.public_key().0);
    let account = signer.public_key().0;
    if datanets::has_committed(&at, id, &account).await? {
        return Err(refused(format!("this account has voted on contribution {id}"))
            .hint("a sealed vote cannot be changed; `openledger curate open` opens it when the sealing is over"));
    }
    let sealed = ballots.seal(id, panel.number, score)?;
    let call = runtime::tx().datanets().commit_vote(id, sealed.commitment());
    let included = network.submit(&call, &signer).await?;
    if !wait {
        let state = contribution_state(&datanets::contribution(&included.at, id).await?.state);
        return Ok(Answer::new(json!({ "contribution": id, "score": score, "sealed": true, "state": state })));
    }

    let spinner = progress::spinner("waiting for the other voices");
    loop {
        match open::one(network, &signer, &ballots, id, panel.number).await? {
            Outcome::Waits => tokio::time::sleep(POLL).await,
            Outcome::Opened { state, .. } => {
                spinner.finish_and_clear();
                return Ok(Answer::new(json!({ "contribution": id, "score": score, "sealed": false, "state": state })));
            }
            Outcome::Over => {
                spinner.finish_and_clear();
                return Err(refused(format!("the voting on contribution {id} ended before the vote was opened")));
            }
        }
    }
}
