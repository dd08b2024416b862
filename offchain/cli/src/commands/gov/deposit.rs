//! `openledger gov deposit`, `refund`: what deciding costs, and has back.

use super::{submit, text};
use crate::{
    account::{hex, ss58},
    chain::governance::{
        proposal,
        referenda::{self, Index},
        stage::{self, Stage},
        tracks::Tracks,
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Args;
use openledger_client::{
    runtime::{
        self,
        preimage::Call as PreimageCall,
        referenda::{events, Call as ReferendaCall},
        runtime_types::{openledger_runtime::RuntimeCall, pallet_preimage::RequestStatus},
    },
    At, H256,
};
use openledger_primitives::{AccountBytes, Digest};
use serde_json::{json, Value};

/// Place a referendum's decision deposit.
#[derive(Debug, Args)]
pub struct Deposit {
    /// The referendum's number.
    index: Index,
}

/// Give the deposits of a referendum that is over back to whoever placed them.
#[derive(Debug, Args)]
#[command(after_help = "\
The decision deposit comes back however the referendum ended, the submission deposit only if it passed or was cancelled.
If you noted the proposal and nothing needs it any more, what was held for that comes back too.")]
pub struct Refund {
    /// The referendum's number.
    index: Index,
}

impl Deposit {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.chain().best().await?;
        if referenda::ongoing(&at, self.index).await?.decision_deposit.is_some() {
            return Err(CliError::failure(format!("referendum {} has its decision deposit", self.index)));
        }
        let at = submit::deposit(network, &signer, self.index).await?;
        let status = referenda::ongoing(&at, self.index).await?;
        let stage = Stage::of(&at, &Tracks::read(&at)?, &status).await?;
        let tracks = Tracks::read(&at)?;
        let shown = json!({
            "referendum": self.index,
            "track": tracks.numbered(status.track)?.name,
            "state": stage.word,
            "decision": status.decision_deposit.as_ref().map(referenda::deposit_json),
            "next": stage.next.json(at.number(), stage::block_time(&at)?),
        });
        let text = text::referendum(&shown);
        Ok(Answer::with_text(shown, text))
    }
}

impl Refund {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network, index) = (context.signer().await?, context.network().await?, self.index);
        let at = network.state().await?;
        let over = match referenda::split(referenda::info(&at, index).await?) {
            Err(over) => over,
            Ok(_) => {
                return Err(CliError::failure(format!(
                    "referendum {index} goes on; its deposits stay until it is over"
                ))
                .hint(format!("see `openledger gov status {index}`")))
            }
        };
        let mut calls = Vec::new();
        if over.decision.is_some() {
            calls.push(RuntimeCall::Referenda(ReferendaCall::refund_decision_deposit { index }));
        }
        let refundable = matches!(over.end, referenda::End::Approved | referenda::End::Cancelled);
        if over.submission.is_some() && refundable {
            calls.push(RuntimeCall::Referenda(ReferendaCall::refund_submission_deposit { index }));
        }
        let mut unnoted = None;
        if let Some((_, status)) = referenda::before(network, index, &over).await {
            let (hash, _) = proposal::named(&status.proposal);
            if is_own_and_unused(&at, hash, &signer.public_key().0).await? {
                calls.push(RuntimeCall::Preimage(PreimageCall::unnote_preimage { hash: H256::from(hash) }));
                unnoted = Some(hex(&hash));
            }
        }
        if calls.is_empty() {
            return Err(CliError::failure(format!("nothing of referendum {index} can be given back any more")));
        }
        let included = network.submit(&runtime::tx().utility().batch_all(calls), &signer).await?;
        let mut refunds: Vec<Value> = Vec::new();
        for event in included.all::<events::DecisionDepositRefunded>()? {
            refunds
                .push(json!({ "kind": "decision", "account": ss58(&event.who.0), "amount": event.amount.to_string() }));
        }
        for event in included.all::<events::SubmissionDepositRefunded>()? {
            refunds.push(
                json!({ "kind": "submission", "account": ss58(&event.who.0), "amount": event.amount.to_string() }),
            );
        }
        Ok(Answer::new(json!({ "referendum": index, "refunds": refunds, "preimage_removed": unnoted })))
    }
}

/// Whether an account noted a preimage that nothing waits for.
async fn is_own_and_unused(at: &At, hash: Digest, who: &AccountBytes) -> Result<bool> {
    let stored = at.get(runtime::storage().preimage().request_status_for(), (H256::from(hash),)).await?;
    Ok(matches!(stored, Some(RequestStatus::Unrequested { ticket: (owner, _), .. }) if owner.0 == *who))
}
