//! `openledger gov status`: what is being decided, and what was.

use super::{
    text,
    wait::{self, Until},
};
use crate::{
    account::hex,
    chain::{
        governance::{
            enactment, proposal,
            referenda::{self, deposit_json, Index, Over},
            stage::{self, Stage},
            tracks::Tracks,
        },
        Network,
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::At;
use serde_json::{json, Map, Value};

/// Referenda, or everything about one of them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger gov status
  openledger gov status 3
  openledger gov status 3 --wait enacted

With `--wait enacted` the exit code is 0 only if the call ran and succeeded: 1 if the referendum did not pass, 3 if its
call failed.")]
pub struct Status {
    /// A referendum's number [default: a table of all that go on and of the latest].
    index: Option<Index>,
    /// Wait until it is decided, or until its call has run.
    #[arg(long, value_enum, requires = "index")]
    wait: Option<Until>,
    /// Give up waiting after so long [default: never].
    #[arg(long, value_name = "SECONDS", requires = "wait")]
    timeout: Option<u64>,
    /// How many referenda that are over the table shows.
    #[arg(long, default_value_t = 10, value_name = "NUMBER")]
    recent: usize,
}

impl Status {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        let Some(index) = self.index else { return table(network, self.recent).await };
        if let Some(until) = self.wait {
            wait::for_end(network, index, until, self.timeout).await?;
        }
        let at = network.state().await?;
        let shown = show(network, &at, index).await?;
        let text = text::referendum(&shown);
        Ok(Answer::with_text(shown, text))
    }
}

/// Everything about a referendum.
pub async fn show(network: &Network, at: &At, index: Index) -> Result<Value> {
    let tracks = Tracks::read(at)?;
    let mut shown = Map::from_iter([("referendum".to_owned(), json!(index))]);
    match referenda::split(referenda::info(at, index).await?) {
        Ok(status) => {
            let stage = Stage::of(at, &tracks, &status).await?;
            shown.insert("state".into(), stage.word.into());
            common(&mut shown, at, &tracks, &status).await?;
            shown.insert("votes".into(), stage.standing.json());
            shown.insert("next".into(), stage.next.json(at.number(), stage::block_time(at)?));
            shown.insert("submission".into(), deposit_json(&status.submission_deposit));
            shown.insert("decision".into(), json!(status.decision_deposit.as_ref().map(deposit_json)));
        }
        Err(over) => {
            shown.insert("state".into(), over.end.word().into());
            shown.insert("ended_at".into(), over.at.into());
            if let Some((then, status)) = referenda::before(network, index, &over).await {
                common(&mut shown, &then, &tracks, &status).await?;
                shown.insert("votes".into(), Stage::of(&then, &tracks, &status).await?.standing.json());
            }
            shown.insert("submission".into(), json!(over.submission.as_ref().map(deposit_json)));
            shown.insert("decision".into(), json!(over.decision.as_ref().map(deposit_json)));
            enacted(&mut shown, network, at, index, &over).await?;
        }
    }
    Ok(Value::Object(shown))
}

/// What is said of every referendum whose state is known.
async fn common(shown: &mut Map<String, Value>, at: &At, tracks: &Tracks, status: &referenda::Status) -> Result<()> {
    shown.insert("track".into(), tracks.numbered(status.track)?.name.clone().into());
    shown.insert("proposal".into(), proposal::json(at, &status.proposal).await?);
    if let Some(bytes) = proposal::bytes(at, &status.proposal).await? {
        let inner = proposal::whitelisted(at, &bytes).map(|(_, hash)| hex(&hash));
        shown.insert("call_hash".into(), json!(inner));
    }
    shown.insert("submitted_at".into(), status.submitted.into());
    let deciding = status.deciding.as_ref();
    shown.insert("deciding_since".into(), json!(deciding.map(|deciding| deciding.since)));
    shown.insert("confirming_until".into(), json!(deciding.and_then(|deciding| deciding.confirming)));
    shown.insert("ayes".into(), status.tally.ayes.to_string().into());
    shown.insert("nays".into(), status.tally.nays.to_string().into());
    shown.insert("support".into(), status.tally.support.to_string().into());
    Ok(())
}

async fn enacted(shown: &mut Map<String, Value>, network: &Network, at: &At, index: Index, over: &Over) -> Result<()> {
    if over.end == referenda::End::Approved {
        let enactment = enactment::find(network, at, index, over).await?;
        shown.insert("enactment".into(), enactment.json());
    }
    Ok(())
}

/// All that go on, and the latest that are over.
async fn table(network: &Network, recent: usize) -> Result<Answer> {
    let at = &network.state().await?;
    let tracks = Tracks::read(at)?;
    let block_time = stage::block_time(at)?;
    let (mut ongoing, mut over) = (Vec::new(), Vec::new());
    for index in (0..referenda::count(at).await?).rev() {
        match referenda::split(referenda::info(at, index).await?) {
            Ok(status) => {
                let stage = Stage::of(at, &tracks, &status).await?;
                let words = proposal::json(at, &status.proposal).await?;
                ongoing.push(json!({
                    "referendum": index,
                    "state": stage.word,
                    "track": tracks.numbered(status.track)?.name,
                    "call": words.get("call"),
                    "approval_percent": stage.standing.approval.0.percent(),
                    "support_percent": stage.standing.support.0.percent(),
                    "next": stage.next.json(at.number(), block_time),
                }));
            }
            Err(ended) if over.len() < recent => {
                over.push(summary(network, at, &tracks, index, &ended).await?);
            }
            Err(_) => {}
        }
    }
    let shown = json!({ "block": at.number(), "ongoing": ongoing, "over": over });
    let text = text::table(&shown);
    Ok(Answer::with_text(shown, text))
}

/// One line about a referendum that is over; the node may have forgotten what it was about.
async fn summary(network: &Network, at: &At, tracks: &Tracks, index: Index, over: &Over) -> Result<Value> {
    let mut shown = Map::from_iter([("referendum".to_owned(), json!(index))]);
    shown.insert("state".into(), over.end.word().into());
    shown.insert("ended_at".into(), over.at.into());
    if let Some((then, status)) = referenda::before(network, index, over).await {
        shown.insert("track".into(), tracks.numbered(status.track)?.name.clone().into());
        let words = proposal::json(&then, &status.proposal).await?;
        shown.insert("call".into(), words.get("call").cloned().unwrap_or_default());
    }
    enacted(&mut shown, network, at, index, over).await?;
    Ok(Value::Object(shown))
}
