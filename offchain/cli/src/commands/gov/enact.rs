//! `openledger gov enact`: what a decision still needs somebody to do.

use super::upgrade;
use crate::{
    account::hex,
    amount::Open,
    chain::{
        governance::{
            enactment::{self, Enactment},
            proposal,
            referenda::{self, Index},
        },
        Network,
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Args;
use openledger_client::{
    runtime::{
        self,
        runtime_types::openledger_runtime::RuntimeCall,
        system::Call as SystemCall,
        treasury::{events as treasury, Call as TreasuryCall},
        whitelist::events as whitelist,
    },
    AccountId32, At, Keypair, H256,
};
use openledger_primitives::{BlockNumber, Digest};
use serde_json::json;
use std::path::PathBuf;

/// Do what a decision still needs somebody to do.
#[derive(Debug, Args)]
#[command(after_help = "\
An upgrade was decided on by its hash: give the file again, and wait until the new runtime is in force. A call that the
validators endorsed after it had passed is run. What the treasury spends is paid out. Everything else enacts by itself.

Example:
  openledger --as alice gov enact 3 --wasm runtime.compact.compressed.wasm")]
pub struct Enact {
    /// The referendum's number.
    index: Index,
    /// The runtime of an upgrade: the file that was proposed.
    #[arg(long, value_name = "FILE")]
    wasm: Option<PathBuf>,
}

impl Enact {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (network, index) = (context.network().await?, self.index);
        let at = network.state().await?;
        let over = match referenda::split(referenda::info(&at, index).await?) {
            Ok(_) => {
                return Err(CliError::failure(format!("referendum {index} is not decided yet"))
                    .hint(format!("`openledger gov status {index} --wait enacted` waits for it")))
            }
            Err(over) if over.end != referenda::End::Approved => {
                return Err(CliError::failure(format!("referendum {index} was {}", over.end.word())))
            }
            Err(over) => over,
        };
        let enactment = enactment::find(network, &at, index, &over).await?;
        if let Some(file) = &self.wasm {
            if let Enactment::Scheduled(block) = enactment {
                return Err(early(index, block));
            }
            enactment.check(index)?;
            return upgrade::apply(network, &context.signer().await?, &at, index, file).await;
        }
        enactment.check(index)?;
        let proposed = match referenda::before(network, index, &over).await {
            Some((then, status)) => proposal::bytes(&then, &status.proposal).await?,
            None => None,
        };
        let call = proposed.as_ref().and_then(|bytes| at.decode_call(bytes).ok());
        match (enactment, call) {
            (Enactment::Scheduled(block), _) => Ok(by_itself(index, &at, block)),
            (Enactment::Kept(_, hash), _) => {
                let bytes = proposed.unwrap_or_default();
                endorsed(network, &context.signer().await?, &at, index, &bytes, hash).await
            }
            (_, Some(RuntimeCall::System(SystemCall::authorize_upgrade { .. }))) => {
                Err(CliError::usage(format!("referendum {index} is an upgrade of the runtime"))
                    .hint("give the file that was proposed with `--wasm FILE`"))
            }
            (Enactment::Done(block), Some(RuntimeCall::Treasury(TreasuryCall::spend { amount, beneficiary, .. }))) => {
                pay_out(network, &context.signer().await?, index, block, amount, &beneficiary).await
            }
            (enactment, _) => Ok(Answer::new(json!({
                "referendum": index,
                "enactment": enactment.json(),
                "note": "nothing is left to do",
            }))),
        }
    }
}

fn early(index: Index, block: BlockNumber) -> CliError {
    CliError::failure(format!("referendum {index} is enacted in block {block}; before that nothing can be applied"))
        .hint(format!("`openledger gov status {index} --wait enacted` waits for it"))
}

fn by_itself(index: Index, at: &At, block: BlockNumber) -> Answer {
    Answer::new(json!({
        "referendum": index,
        "enactment": Enactment::Scheduled(block).json(),
        "blocks": block.saturating_sub(at.number()),
        "note": "it is enacted by itself",
    }))
}

/// Runs a call that passed before it was endorsed.
async fn endorsed(
    network: &Network,
    signer: &Keypair,
    at: &At,
    index: Index,
    bytes: &[u8],
    hash: Digest,
) -> Result<Answer> {
    let (listed, kept) =
        (runtime::storage().whitelist().whitelisted_call(), runtime::storage().whitelist().deferred_dispatch());
    let Some(until) = at.get(kept, (H256::from(hash),)).await? else {
        return Err(CliError::failure(format!(
            "referendum {index} is not kept any more: its call has run, or its time is over"
        )));
    };
    if at.get(listed, (H256::from(hash),)).await?.is_none() {
        return Err(CliError::failure(format!("too few validators endorse the call of referendum {index}"))
            .hint(format!("they do with `openledger gov endorse {}`, until block {until}", hex(&hash))));
    }
    let Some((call, _)) = proposal::whitelisted(at, bytes) else {
        return Err(CliError::failure(format!("the call of referendum {index} is not there any more")));
    };
    let run = runtime::tx().whitelist().dispatch_whitelisted_call_with_preimage(call);
    let included = network.submit(&run, signer).await?;
    let ran = included.event::<whitelist::WhitelistedCallDispatched>("Whitelist.WhitelistedCallDispatched")?;
    let block = included.at.number();
    let enactment = match ran.result {
        Ok(_) => Enactment::Done(block),
        Err(failed) => Enactment::Failed(block, included.at.explain_error(&failed.error)),
    };
    let answer = json!({ "referendum": index, "enactment": enactment.json() });
    enactment.check(index).map_err(|error| error.partial(answer.clone()))?;
    Ok(Answer::new(answer))
}

/// Pays what the treasury was told to spend.
async fn pay_out(
    network: &Network,
    signer: &Keypair,
    index: Index,
    block: BlockNumber,
    amount: u128,
    to: &AccountId32,
) -> Result<Answer> {
    let approved = network.at_height(block).await?.events().await?.of::<treasury::AssetSpendApproved>()?;
    let spend = approved.into_iter().find(|event| event.amount == amount && event.beneficiary == *to);
    let missing = || CliError::failure(format!("block {block} shows no spend of {}", Open(amount)));
    let spend = spend.ok_or_else(missing)?.index;
    let included = network.submit(&runtime::tx().treasury().payout(spend), signer).await?;
    included.event::<treasury::Paid>("Treasury.Paid")?;
    Ok(Answer::new(json!({
        "referendum": index,
        "spend": spend,
        "account": to.to_string(),
        "paid": amount.to_string(),
    })))
}
