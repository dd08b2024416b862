//! `openledger gov delegate`, `undelegate`: letting another account vote.

use super::each;
use crate::{
    account::{ss58, Account},
    amount::Open,
    chain::governance::{
        tracks::{Track, Tracks},
        voting::{self, Locked},
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::{
    runtime::{conviction_voting::Call as VotingCall, runtime_types::openledger_runtime::RuntimeCall},
    AccountId32, MultiAddress,
};
use serde_json::json;

/// Let another account vote with your OPEN, track by track.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as bob gov delegate 5FHneW… --track all --conviction 1

On a track that you delegate you cannot vote yourself; take back your votes there first (`gov unlock`).")]
pub struct Delegate {
    /// Who votes.
    to: Account,
    /// On which track; `all` for every one.
    #[arg(long, value_name = "NAME")]
    track: String,
    /// With how much [default: all you have, less 10 OPEN for fees].
    #[arg(long, value_name = "OPEN")]
    amount: Option<Open>,
    /// How long it stays locked after you take it back: none, or 1 to 6.
    #[arg(long, default_value = "1", value_name = "LEVEL")]
    conviction: Locked,
}

/// Vote yourself again.
#[derive(Debug, Args)]
pub struct Undelegate {
    /// On which track; `all` for every one that you delegated.
    #[arg(long, default_value = "all", value_name = "NAME")]
    track: String,
}

/// The tracks that a word on the command line means.
fn chosen<'a>(tracks: &'a Tracks, word: &str) -> Result<Vec<&'a Track>> {
    match word {
        "all" => Ok(tracks.all().iter().collect()),
        name => Ok(vec![tracks.named(name)?]),
    }
}

fn names(tracks: &[&Track]) -> Vec<String> {
    tracks.iter().map(|track| track.name.clone()).collect()
}

impl Delegate {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let tracks = Tracks::read(&at)?;
        let tracks = chosen(&tracks, &self.track)?;
        let who = signer.public_key().0;
        let amount = voting::amount(&at, &who, self.amount.map(|amount| amount.0)).await?;
        let delegate = |track: &&Track| {
            RuntimeCall::ConvictionVoting(VotingCall::delegate {
                class: track.id,
                to: MultiAddress::Id(AccountId32(self.to.0)),
                conviction: self.conviction.conviction(),
                balance: amount,
            })
        };
        let calls = tracks.iter().map(delegate).collect();
        each::submit(network, &signer, calls, "delegating").await?;
        Ok(Answer::new(json!({
            "account": ss58(&who),
            "to": ss58(&self.to.0),
            "tracks": names(&tracks),
            "amount": amount.to_string(),
            "conviction": self.conviction.word(),
        })))
    }
}

impl Undelegate {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let tracks = Tracks::read(&at)?;
        let mut delegated = Vec::new();
        for track in chosen(&tracks, &self.track)? {
            let voting = voting::on(&at, &signer.public_key().0, track.id).await?;
            // A track that was named is left to the chain to refuse.
            if voting.delegates_to.is_some() || self.track != "all" {
                delegated.push(track);
            }
        }
        let undelegate = |track: &&Track| RuntimeCall::ConvictionVoting(VotingCall::undelegate { class: track.id });
        if !delegated.is_empty() {
            let calls = delegated.iter().map(undelegate).collect();
            each::submit(network, &signer, calls, "taking back").await?;
        }
        Ok(Answer::new(json!({ "account": ss58(&signer.public_key().0), "tracks": names(&delegated) })))
    }
}
