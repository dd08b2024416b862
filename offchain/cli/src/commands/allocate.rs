//! `openledger allocate`: money set aside for a worker.

use crate::{
    account::{hex, ss58, Account},
    amount::Open,
    chain::attribution,
    context::Context,
    error::Result,
    output::Answer,
    vouchers::{State, Wallet},
};
use clap::Subcommand;
use openledger_client::{
    runtime::{self, attribution::events},
    AccountId32,
};
use openledger_primitives::AllocationId;
use serde_json::{json, Value};

/// Set money aside for a worker.
#[derive(Debug, Subcommand)]
pub enum Allocate {
    /// Set money aside; answers of this worker are paid from it, request by request.
    #[command(
        after_help = "Example, on a development chain:\n  openledger --as //User allocate open //Worker '50 OPEN'"
    )]
    Open {
        /// The worker's account.
        worker: Account,
        /// How much.
        amount: Open,
    },
    /// Set more aside.
    TopUp {
        /// The allocation's number.
        allocation: AllocationId,
        /// How much more.
        amount: Open,
    },
    /// Ask for the rest back; the worker may redeem what it served for a while.
    Close {
        /// The allocation's number.
        allocation: AllocationId,
    },
    /// Take the rest back, once the closing delay is over.
    Finish {
        /// The allocation's number.
        allocation: AllocationId,
    },
    /// The account's allocations.
    List,
    /// Sign all receipts seen so far and hand the signature to the worker.
    Countersign {
        /// The allocation's number.
        allocation: AllocationId,
    },
}

impl Allocate {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Allocate::Open { worker, amount } => open(context, worker, amount).await,
            Allocate::TopUp { allocation, amount } => {
                let call = runtime::tx().attribution().top_up(allocation, amount.0);
                let signer = context.signer().await?;
                let included = context.network().await?.submit(&call, &signer).await?;
                let event = included.event::<events::AllocationToppedUp>("Attribution.AllocationToppedUp")?;
                Ok(Answer::new(json!({ "allocation": allocation, "amount": event.amount.to_string() })))
            }
            Allocate::Close { allocation } => {
                let call = runtime::tx().attribution().close_allocation(allocation);
                let signer = context.signer().await?;
                let included = context.network().await?.submit(&call, &signer).await?;
                let event = included.event::<events::AllocationClosing>("Attribution.AllocationClosing")?;
                Ok(Answer::new(json!({ "allocation": allocation, "closes_at": event.closes_at })))
            }
            Allocate::Finish { allocation } => {
                let call = runtime::tx().attribution().finish_closing(allocation);
                let signer = context.signer().await?;
                let included = context.network().await?.submit(&call, &signer).await?;
                let event = included.event::<events::AllocationClosed>("Attribution.AllocationClosed")?;
                Ok(Answer::new(json!({
                    "allocation": allocation,
                    "redeemed": event.redeemed.to_string(),
                    "returned": event.returned.to_string(),
                })))
            }
            Allocate::List => list(context).await,
            Allocate::Countersign { allocation } => countersign(context, allocation).await,
        }
    }
}

async fn open(context: &Context, worker: Account, amount: Open) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let wallet = Wallet::new(context.keystore().folder(), network.chain().genesis());
    // The key is on disk before money can depend on it.
    let key = wallet.new_key()?;
    let call = runtime::tx().attribution().open_allocation(AccountId32(worker.0), amount.0, key);
    let included = network.submit(&call, &signer).await?;
    let event = included.event::<events::AllocationOpened>("Attribution.AllocationOpened")?;
    wallet.assign(&key, State::new(network.chain().genesis(), event.allocation, worker.0))?;
    Ok(Answer::new(json!({
        "allocation": event.allocation,
        "worker": ss58(&worker.0),
        "amount": event.amount.to_string(),
        "voucher_key": hex(&key),
    })))
}

async fn list(context: &Context) -> Result<Answer> {
    let account = context.account()?;
    let at = context.network().await?.state().await?;
    let mut stored = at.all(runtime::storage().attribution().allocations(), ()).await?;
    stored.retain(|(_, allocation)| allocation.user.0 == account);
    stored.sort_by_key(|((id,), _)| *id);
    let list: Vec<Value> = stored
        .iter()
        .map(|((id,), allocation)| {
            json!({
                "allocation": id,
                "worker": ss58(&allocation.worker.0),
                "amount": allocation.amount.to_string(),
                "redeemed": allocation.redeemed.to_string(),
                "left": allocation.amount.saturating_sub(allocation.redeemed).to_string(),
                "receipts": allocation.receipts,
                "closes_at": allocation.closes_at,
            })
        })
        .collect();
    Ok(Answer::new(json!({ "account": ss58(&account), "allocations": list })))
}

/// Blocks for which a signature without a request is good.
const LIFETIME: u32 = 1_000;

async fn countersign(context: &Context, id: AllocationId) -> Result<Answer> {
    let network = context.network().await?;
    let at = network.chain().finalized().await?;
    let allocation = attribution::allocation(&at, id).await?;
    let wallet = Wallet::new(context.keystore().folder(), network.chain().genesis());
    let fresh = State::new(network.chain().genesis(), id, allocation.worker.0);
    let locked = wallet.lock(id, &allocation.voucher_key, fresh)?;
    let voucher = locked.state.countersignature(at.number().saturating_add(LIFETIME));
    let header = locked.header(voucher);
    let accepted = context.worker()?.countersign(&header).await?;
    if !accepted {
        eprintln!(
            "hint: this worker takes countersignatures with the next request; it can redeem the last receipt without"
        );
    }
    Ok(Answer::new(json!({
        "allocation": id,
        "receipts": voucher.receipts,
        "receipts_hash": hex(&voucher.receipts_hash),
        "spent": voucher.cumulative.to_string(),
        "voucher": header,
        "accepted": accepted,
    })))
}
