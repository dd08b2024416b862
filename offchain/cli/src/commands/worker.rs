//! `openledger worker`: registering the machine that does jobs.

use crate::{
    account::{hex, ss58, Account},
    amount::Open,
    chain::names::{bounded, text},
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Subcommand;
use openledger_client::{
    runtime::{self, compute::events, runtime_types::pallet_compute::types::WorkerState},
    AccountId32,
};
use openledger_primitives::hashing::tagged;
use serde_json::json;

/// Be a worker.
#[derive(Debug, Subcommand)]
pub enum Worker {
    /// Register the account as a worker: its machine gets jobs and is paid for them.
    #[command(after_help = "\
Example, on a development chain:
  openledger --as //Worker worker register --session-suri //Worker//olwk --bond '10000 OPEN'")]
    Register {
        /// What to put on hold. Jobs come in proportion to it, and silence costs a part of it.
        #[arg(long, default_value = "1000 OPEN", value_name = "AMOUNT")]
        bond: Open,
        /// Where people reach the worker [default: the address of `--worker`].
        #[arg(long, value_name = "URL")]
        endpoint: Option<String>,
        /// The session key (type `olwk`) of the worker's node: a key's name, or `//Worker//olwk` on a development chain.
        #[arg(long, value_name = "KEY")]
        session_suri: String,
    },
    /// A worker as the chain knows it.
    Show {
        /// Its account [default: `--as`].
        account: Option<Account>,
    },
    /// Get no new jobs; once the leaving period is over, run it again to have the bond back.
    Leave,
}

impl Worker {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Worker::Register { bond, endpoint, session_suri } => {
                let endpoint = match endpoint {
                    Some(endpoint) => endpoint,
                    None => context.worker()?.url().to_owned(),
                };
                register(context, bond, &endpoint, &session_suri).await
            }
            Worker::Show { account } => {
                let account = match account {
                    Some(account) => account.0,
                    None => context.account()?,
                };
                show(context, account).await
            }
            Worker::Leave => leave(context).await,
        }
    }
}

async fn register(context: &Context, bond: Open, endpoint: &str, session: &str) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let session = context.keystore().signer(session)?;
    let session_key = session.public_key().0;
    let account = signer.public_key().0;
    let proof = session.sign(&tagged("openledger/worker/1", &(network.chain().genesis(), account))).0;
    let call = runtime::tx().compute().register_worker(session_key, bounded(endpoint), bond.0, proof);
    let included = network.submit(&call, &signer).await?;
    let event = included.event::<events::WorkerRegistered>("Compute.WorkerRegistered")?;
    Ok(Answer::new(json!({
        "worker": ss58(&event.worker.0),
        "session_key": hex(&session_key),
        "endpoint": endpoint,
        "bond": event.bond.to_string(),
        "block": included.at.number(),
    })))
}

async fn show(context: &Context, account: [u8; 32]) -> Result<Answer> {
    let at = context.network().await?.state().await?;
    let found = at.get(runtime::storage().compute().workers(), (AccountId32(account),)).await?;
    let worker = found.ok_or_else(|| {
        CliError::not_found(format!("{} is no worker", ss58(&account)))
            .hint("register it with `openledger worker register`")
    })?;
    let (state, until) = match worker.state {
        WorkerState::Active => ("active", None),
        WorkerState::Suspended => ("suspended", None),
        WorkerState::Leaving(until) => ("leaving", Some(until)),
    };
    let jobs = at.get(runtime::storage().compute().assignments(), (AccountId32(account),)).await?;
    Ok(Answer::new(json!({
        "worker": ss58(&account),
        "session_key": hex(&worker.session_key),
        "endpoint": text(&worker.endpoint),
        "bond": worker.bond.to_string(),
        "state": state,
        "until": until,
        "jobs": jobs.map(|jobs| jobs.0).unwrap_or_default(),
    })))
}

/// Begins to leave, or takes the bond out when that has begun before.
async fn leave(context: &Context) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let account = signer.public_key().0;
    let at = network.state().await?;
    let found = at.get(runtime::storage().compute().workers(), (AccountId32(account),)).await?;
    let worker = found.ok_or_else(|| CliError::not_found(format!("{} is no worker", ss58(&account))))?;
    if matches!(worker.state, WorkerState::Leaving(_)) {
        let included = network.submit(&runtime::tx().compute().withdraw_bond(), &signer).await?;
        let event = included.event::<events::BondWithdrawn>("Compute.BondWithdrawn")?;
        let answer = json!({ "worker": ss58(&account), "state": "gone", "bond": event.amount.to_string() });
        return Ok(Answer::new(answer));
    }
    let included = network.submit(&runtime::tx().compute().leave(), &signer).await?;
    let event = included.event::<events::WorkerLeaving>("Compute.WorkerLeaving")?;
    Ok(Answer::new(json!({ "worker": ss58(&account), "state": "leaving", "until": event.until })))
}
