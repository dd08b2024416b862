//! `openledger gov endorse`: validators vouch for a call.

use crate::{
    account::{hex, ss58, Hash},
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::{
    runtime::{self, governance::events},
    H256,
};
use serde_json::json;

/// Vouch, as a validator, for an urgent call.
#[derive(Debug, Args)]
#[command(after_help = "\
When two thirds of the validators endorse the same call, a referendum on the track `whitelisted_caller` may run it with
every power. Endorse what you have read: the hash is of the call itself, `call_hash` in `openledger gov status`.
You endorse one call at a time; a new endorsement takes the place of the old.")]
pub struct Endorse {
    /// BLAKE2b-256 of the encoded call.
    call_hash: Hash,
}

impl Endorse {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let call = runtime::tx().governance().endorse(H256::from(self.call_hash.0));
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::CallEndorsed>("Governance.CallEndorsed")?;
        Ok(Answer::new(json!({
            "account": ss58(&event.validator.0),
            "call_hash": hex(&event.call_hash.0),
            "endorsements": event.endorsements,
            "needed": event.needed,
            "whitelisted": event.endorsements >= event.needed,
        })))
    }
}
