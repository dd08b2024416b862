//! `openledger gov unlock`: votes that are over, and what they locked.

use super::each;
use crate::{
    account::ss58,
    chain::governance::{
        referenda,
        tracks::Tracks,
        voting::{self, Voting},
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::{
    runtime::{conviction_voting::Call as VotingCall, runtime_types::openledger_runtime::RuntimeCall},
    AccountId32, At, MultiAddress,
};
use serde_json::{json, Value};

/// Take back votes on referenda that are over, and unlock what may be unlocked.
#[derive(Debug, Args)]
#[command(after_help = "Votes on referenda that go on stay. `locked` says what is still locked, and until when.")]
pub struct Unlock {
    /// Take back votes on referenda that go on as well.
    #[arg(long)]
    all: bool,
}

impl Unlock {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let (at, who) = (network.state().await?, signer.public_key().0);
        let tracks = Tracks::read(&at)?;
        let (mut calls, mut taken_back) = (Vec::new(), Vec::new());
        let locks = voting::locks(&at, &who).await?;
        for track in tracks.all() {
            let voting = voting::on(&at, &who, track.id).await?;
            for (index, _) in voting.votes {
                if self.all || !goes_on(&at, index).await? {
                    calls.push(RuntimeCall::ConvictionVoting(VotingCall::remove_vote { class: Some(track.id), index }));
                    taken_back.push(index);
                }
            }
            if locks.contains_key(&track.id) {
                let target = MultiAddress::Id(AccountId32(who));
                calls.push(RuntimeCall::ConvictionVoting(VotingCall::unlock { class: track.id, target }));
            }
        }
        let mut after = at;
        if !calls.is_empty() {
            after = each::submit(network, &signer, calls, "unlocking").await?;
        }
        let mut locked = Vec::new();
        for (class, amount) in voting::locks(&after, &who).await? {
            let Voting { until, .. } = voting::on(&after, &who, class).await?;
            let track = &tracks.numbered(class)?.name;
            locked.push(json!({ "track": track, "amount": amount.to_string(), "until": until }));
        }
        let locked: Value = locked.into();
        Ok(Answer::new(json!({ "account": ss58(&who), "votes_taken_back": taken_back, "locked": locked })))
    }
}

async fn goes_on(at: &At, index: referenda::Index) -> Result<bool> {
    Ok(referenda::split(referenda::info(at, index).await?).is_ok())
}
