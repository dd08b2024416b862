//! `openledger claim`: being paid everything that is due.

use crate::{
    account::ss58,
    chain::Network,
    context::Context,
    dues::{self, Dues},
    error::Result,
    output::Answer,
    progress,
};
use clap::Args;
use openledger_client::{
    runtime::{self, attribution::events, runtime_types::openledger_runtime::RuntimeCall},
    AccountId32, Keypair,
};
use openledger_primitives::{AccountBytes, Amount, BlockNumber};
use serde_json::{json, Value};

/// Be paid.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as bob claim
  openledger --as alice claim --platform

Royalties owed to versions you built are settled, matured credits of your data are claimed, your parts of data pools
are taken, and everything is paid to your account.")]
pub struct Claim {
    /// Send the platform's share to the treasury; anybody may.
    #[arg(long)]
    platform: bool,
}

impl Claim {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let platform = at.constant(runtime::constants().attribution().platform_account())?.0;
        let own = signer.public_key().0;
        let account = if self.platform { platform } else { own };
        let dues = match self.platform {
            false => dues::find(context, &at, &account).await?,
            true => {
                let earned = at.get(runtime::storage().attribution().earnings(), (AccountId32(account),)).await?;
                Dues { claimable: earned.unwrap_or_default(), ..Dues::default() }
            }
        };
        let calls = dues::calls(&dues, &account, account == own);
        let owed = !calls.is_empty();
        let (paid, parts) = match submit(network, &signer, calls, &account).await? {
            (0, _) => {
                if owed {
                    eprintln!(
                        "warning: nothing was paid: an account that does not exist yet needs the existential deposit"
                    );
                }
                (0, Vec::new())
            }
            (paid, height) => (paid, dues::roles(network, &account, &platform, height, paid).await?),
        };
        let parts: Vec<Value> = parts
            .iter()
            .map(|part| json!({ "role": part.role, "kind": part.kind, "amount": part.amount.to_string() }))
            .collect();
        Ok(Answer::new(json!({ "account": ss58(&account), "paid": paid.to_string(), "parts": parts })))
    }
}

/// Submits the calls; returns what was paid to the account, and in which block.
async fn submit(
    network: &Network,
    signer: &Keypair,
    calls: Vec<RuntimeCall>,
    account: &AccountBytes,
) -> Result<(Amount, BlockNumber)> {
    let chunks = dues::chunks(calls);
    let bar = progress::bar(chunks.len(), "claiming");
    let (mut paid, mut height) = (0, 0);
    for chunk in chunks {
        // One step that somebody else took meanwhile must not stop the others.
        let call = runtime::tx().utility().force_batch(chunk);
        let included = network.submit_one_of_several(&call, signer).await?;
        height = included.at.number();
        let payments = included.all::<events::EarningsPaid>()?;
        paid += payments.iter().filter(|event| event.account.0 == *account).map(|event| event.amount).sum::<Amount>();
        bar.inc(1);
    }
    bar.finish_and_clear();
    if height > 0 {
        network.settle(height).await?;
    }
    Ok((paid, height))
}
