//! `openledger receipt`: an answer's receipt, and where it is on its way to being money.

use crate::{
    account::{hex, ss58, Hash},
    chain::{attribution, disputes, Network},
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Args;
use openledger_primitives::{receipt::Receipt as Stated, AccountBytes};
use serde_json::{json, Value};

/// A receipt.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  openledger receipt 0x5f…")]
pub struct Receipt {
    /// Its hash.
    hash: Hash,
}

impl Receipt {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let found = context.worker()?.receipt(&self.hash.0).await?;
        let receipt: Stated = serde_json::from_value(found["receipt"].clone())
            .map_err(|error| CliError::network(format!("the worker's receipt cannot be read: {error}")))?;
        if receipt.hash() != self.hash.0 {
            return Err(CliError::network(format!("the worker sent another receipt: {}", hex(&receipt.hash()))));
        }
        let nonce = found["batch"]["nonce"].as_u64();
        let batch = batch(context.network().await?, &receipt.worker, nonce).await?;
        Ok(Answer::new(json!({
            "hash": hex(&self.hash.0),
            "receipt": receipt,
            "worker": ss58(&receipt.worker),
            "fee": receipt.fee.to_string(),
            "made_at": found["made_at"],
            "version": found["version"],
            "position": found["batch"]["position"],
            "batch": batch,
        })))
    }
}

/// Where a batch stands on chain.
async fn batch(network: &Network, worker: &AccountBytes, nonce: Option<u64>) -> Result<Value> {
    let at = network.state().await?;
    let stored = match nonce {
        Some(nonce) => attribution::batch_of(&at, worker, nonce).await?,
        None => None,
    };
    let Some((id, batch)) = stored else {
        // A batch whose turn is past was taken, and is compacted or forgotten since.
        let past = match nonce {
            Some(nonce) => attribution::next_nonce(&at, worker).await? > nonce,
            None => false,
        };
        return Ok(json!({ "state": if past { "forgotten" } else { "pending" }, "nonce": nonce }));
    };
    let state = match disputes::state(&at, id, &batch).await? {
        "maturing" => "submitted",
        state => state,
    };
    let hash = network.block_hash(batch.submitted_at).await?;
    Ok(json!({
        "id": id,
        "nonce": nonce,
        "state": state,
        "block": batch.submitted_at,
        "block_hash": hash.map(|hash| hex(&hash)),
        "matures_at": batch.matures_at,
        "receipts": batch.header.receipts,
        "fees": batch.fees.to_string(),
        "content": batch.header.content,
    }))
}
