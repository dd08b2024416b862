//! `openledger storage`: paying to have a file kept, and keeping one.

use crate::{
    account::{hex, ss58},
    amount::Open,
    chain::{datanets, models, Network},
    context::Context,
    error::{CliError, Result},
    leaves::{Leaves, CHUNK},
    output::Answer,
    progress,
    worker::Worker,
};
use clap::{Args, Subcommand};
use openledger_client::{
    runtime::{
        self,
        compute::events,
        runtime_types::{
            bounded_collections::bounded_vec::BoundedVec,
            pallet_compute::pins::{PinnedFile, Task},
        },
    },
    At, Keypair, Static,
};
use openledger_primitives::{content::ContentId, AccountBytes, Amount, ContributionId};
use serde_json::{json, Value};
use std::path::PathBuf;

/// A stored pin.
type Stored = runtime::compute::storage::pins::Output;
/// Number of a pin.
type PinId = u64;

/// Pay to have a file kept, or keep one.
#[derive(Debug, Subcommand)]
pub enum Storage {
    /// Pay to have a file kept for a number of periods.
    Pin(Pin),
    /// Pay for more periods.
    Extend {
        /// The pin's number.
        pin: PinId,
        /// How many more.
        #[arg(value_parser = clap::value_parser!(u32).range(1..))]
        periods: u32,
    },
    /// Stop paying; what nobody earned comes back, at once or when the current period ends.
    Unpin {
        /// The pin's number.
        pin: PinId,
    },
    /// Files that are paid for, who keeps them, and what is asked of whom.
    List {
        /// Only those the account pays for or keeps.
        #[arg(long)]
        mine: bool,
    },
    /// As a worker: keep a pinned file, once the file in the worker's store has proved to be it.
    Offer {
        /// The pin's number.
        pin: PinId,
    },
    /// As a worker: keep a file no more.
    Stop {
        /// The pin's number.
        pin: PinId,
    },
    /// As a worker: show every leaf that is asked of you, and be paid for the period.
    #[command(after_help = "\
Examples:
  openledger --as wilma --worker http://127.0.0.1:9955 storage prove
  openledger --as wilma storage prove 4

The files are read from the worker's store. Whoever shows nothing in a period loses a part of its bond, and its place: run
it in every period, by cron or a timer. With nothing to prove it does nothing.")]
    Prove {
        /// Only of this pin [default: of every pin].
        pin: Option<PinId>,
    },
}

/// Pin a file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as dora storage pin --contribution 12 --pay '1 OPEN' --copies 2 --periods 90
  openledger --as dora storage pin --index solidity-latest --pay '1 OPEN' --periods 30
  openledger --as dora storage pin --file notes.pdf --pay '0.5 OPEN' --periods 30

What all keepers can earn in all periods is put on hold, and a deposit. Keepers show a leaf of the file in every period: of
a contribution a fragment, of an attribution index a sketch, of anything else a chunk of 16 KiB.")]
pub struct Pin {
    #[command(flatten)]
    what: What,
    /// What each keeper is paid for each period.
    #[arg(long, value_name = "AMOUNT")]
    pay: Open,
    /// How many keepers.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    copies: u8,
    /// For how many periods.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    periods: u32,
}

// A doc comment would become the command's.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct What {
    /// The data of a contribution.
    #[arg(long, value_name = "NUMBER")]
    contribution: Option<ContributionId>,
    /// The attribution index of a version: its number, an alias, or a model.
    #[arg(long, value_name = "VERSION")]
    index: Option<String>,
    /// A file of this machine; it goes to the worker's store.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Any file in the worker's store.
    #[arg(long, value_name = "CID")]
    content: Option<ContentId>,
}

impl Storage {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Storage::Pin(pin) => pin.run(context).await,
            Storage::Extend { pin, periods } => {
                let call = runtime::tx().compute().extend_pin(pin, periods);
                let included = context.network().await?.submit(&call, &context.signer().await?).await?;
                Ok(Answer::new(pin_json(pin, &stored(&included.at, pin).await?)))
            }
            Storage::Unpin { pin } => unpin(context, pin).await,
            Storage::List { mine } => list(context, mine).await,
            Storage::Offer { pin } => offer(context, pin).await,
            Storage::Stop { pin } => {
                let call = runtime::tx().compute().stop_storing(pin);
                let included = context.network().await?.submit(&call, &context.signer().await?).await?;
                let event = included.event::<events::KeepingEnded>("Compute.KeepingEnded")?;
                Ok(Answer::new(json!({ "pin": pin, "worker": ss58(&event.worker.0), "state": "stopped" })))
            }
            Storage::Prove { pin } => prove(context, pin).await,
        }
    }
}

impl Pin {
    async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let file = self.what.file(context, &network.state().await?).await?;
        let call = runtime::tx().compute().pin(file, self.pay.0, self.copies, self.periods);
        let included = network.submit(&call, &signer).await?;
        let pin = included.event::<events::Pinned>("Compute.Pinned")?.pin;
        Ok(Answer::new(pin_json(pin, &stored(&included.at, pin).await?)))
    }
}

impl What {
    /// The file and what it is proved by.
    async fn file(&self, context: &Context, at: &At) -> Result<PinnedFile> {
        if let Some(id) = self.contribution {
            // The chain has checked all of it.
            let contribution = datanets::contribution(at, id).await?;
            return Ok(PinnedFile {
                content: contribution.content,
                root: contribution.root,
                leaves: contribution.fragments.into(),
                bytes: contribution.bytes,
            });
        }
        let worker = context.worker()?;
        if let Some(name) = &self.index {
            let version = models::resolve(at, name).await?;
            let stored = models::version(at, version).await?;
            let missing = || CliError::not_found(format!("version {version} has no attribution index"));
            let (cid, root) = (stored.index.ok_or_else(missing)?.0, stored.index_root.ok_or_else(missing)?);
            let bytes = worker.get(&cid).await?;
            let leaves = Leaves::under(&bytes, &root).ok_or_else(|| another(&cid))?;
            return pinned(cid, &bytes, &leaves);
        }
        let cid = match (&self.file, self.content) {
            (Some(path), _) => worker.put_file(path).await?,
            (None, Some(cid)) => cid,
            (None, None) => return Err(CliError::usage("no file is named")),
        };
        let bytes = worker.get(&cid).await?;
        pinned(cid, &bytes, &Leaves::chunks(&bytes))
    }
}

fn pinned(content: ContentId, bytes: &[u8], leaves: &Leaves) -> Result<PinnedFile> {
    if leaves.count() == 0 {
        return Err(CliError::usage(format!("{content} is empty: there is nothing to keep")));
    }
    if leaves.longest() > CHUNK {
        let longest = leaves.longest();
        return Err(CliError::failure(format!("a leaf of {content} has {longest} bytes, the chain takes {CHUNK}"))
            .hint("pin it in chunks, with `--content`"));
    }
    let bytes = bytes.len() as u64;
    Ok(PinnedFile { content: Static(content), root: leaves.root(), leaves: leaves.count(), bytes })
}

fn another(cid: &ContentId) -> CliError {
    CliError::failure(format!("{cid} does not lead to the root that it is pinned under"))
        .hint("nobody could prove to have it; do not offer to keep it")
}

async fn stored(at: &At, pin: PinId) -> Result<Stored> {
    let found = at.get(runtime::storage().compute().pins(), (pin,)).await?;
    found.ok_or_else(|| {
        CliError::not_found(format!("there is no pin {pin}, or it has ended")).hint("see `openledger storage list`")
    })
}

fn pin_json(pin: PinId, stored: &Stored) -> Value {
    let keepers: Vec<Value> = stored
        .keepers
        .0
        .iter()
        .map(|keeper| {
            let (due, proved) = match keeper.task {
                Task::None => (None, false),
                Task::Prove(leaf) => (Some(leaf), false),
                Task::Done => (None, true),
            };
            json!({ "worker": ss58(&keeper.worker.0), "due": due, "proved": proved })
        })
        .collect();
    json!({
        "pin": pin,
        "content": stored.file.content.0,
        "root": hex(&stored.file.root),
        "leaves": stored.file.leaves,
        "bytes": stored.file.bytes,
        "payer": ss58(&stored.payer.0),
        "pay": stored.pay.to_string(),
        "copies": stored.copies,
        "periods": stored.periods,
        "ends": stored.ends,
        "fund": stored.fund.to_string(),
        "deposit": stored.deposit.to_string(),
        "keepers": keepers,
    })
}

async fn unpin(context: &Context, pin: PinId) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let included = network.submit(&runtime::tx().compute().unpin(pin), &signer).await?;
    Ok(Answer::new(match included.find::<events::PinEnded>("Compute.PinEnded")? {
        Some(ended) => json!({ "pin": pin, "state": "ended", "returned": ended.returned.to_string() }),
        None => {
            let left = stored(&included.at, pin).await?;
            json!({ "pin": pin, "state": "ending", "ends": left.ends })
        }
    }))
}

async fn all(at: &At) -> Result<Vec<(PinId, Stored)>> {
    let mut pins = at.all(runtime::storage().compute().pins(), ()).await?;
    pins.sort_by_key(|((id,), _)| *id);
    Ok(pins.into_iter().map(|((id,), pin)| (id, pin)).collect())
}

async fn list(context: &Context, mine: bool) -> Result<Answer> {
    let account = match mine {
        true => Some(context.account()?),
        false => None,
    };
    let pins = all(&context.network().await?.state().await?).await?;
    let concerns = |pin: &Stored, account: &AccountBytes| {
        pin.payer.0 == *account || pin.keepers.0.iter().any(|keeper| keeper.worker.0 == *account)
    };
    let pins: Vec<Value> = pins
        .iter()
        .filter(|(_, pin)| account.is_none_or(|account| concerns(pin, &account)))
        .map(|(id, pin)| pin_json(*id, pin))
        .collect();
    Ok(Answer::new(json!({ "pins": pins })))
}

/// The leaves of a pinned file, from the worker's store.
async fn leaves(worker: &Worker, pin: &Stored) -> Result<Leaves> {
    let cid = pin.file.content.0;
    let bytes = worker.get(&cid).await?;
    let leaves = Leaves::under(&bytes, &pin.file.root).filter(|leaves| leaves.count() == pin.file.leaves);
    leaves.ok_or_else(|| another(&cid))
}

async fn offer(context: &Context, pin: PinId) -> Result<Answer> {
    let (signer, network, worker) = (context.signer().await?, context.network().await?, context.worker()?);
    let leaves = leaves(&worker, &stored(&network.state().await?, pin).await?).await?;
    if leaves.longest() > CHUNK {
        return Err(CliError::failure("a leaf of it is longer than the chain takes: nobody could prove it"));
    }
    let included = network.submit(&runtime::tx().compute().offer_storage(pin), &signer).await?;
    Ok(Answer::new(pin_json(pin, &stored(&included.at, pin).await?)))
}

async fn prove(context: &Context, only: Option<PinId>) -> Result<Answer> {
    let (signer, network, worker) = (context.signer().await?, context.network().await?, context.worker()?);
    let (at, own) = (network.state().await?, signer.public_key().0);
    let pins = match only {
        Some(pin) => vec![(pin, stored(&at, pin).await?)],
        None => all(&at).await?,
    };
    let due: Vec<(PinId, Stored, u64)> = pins
        .into_iter()
        .filter_map(|(id, pin)| {
            let keeper = pin.keepers.0.iter().find(|keeper| keeper.worker.0 == own)?;
            let Task::Prove(leaf) = keeper.task else { return None };
            Some((id, pin, leaf))
        })
        .collect();
    let bar = progress::bar(due.len(), "proving");
    let (mut proved, mut failed, mut height) = (Vec::new(), Vec::new(), 0);
    for (id, pin, leaf) in due {
        // One file that is gone must not cost the others.
        match prove_one(network, &signer, &worker, id, &pin, leaf).await {
            Ok((paid, number)) => {
                proved.push(json!({ "pin": id, "leaf": leaf, "paid": paid.to_string() }));
                height = number;
            }
            Err(error) => {
                eprintln!("warning: pin {id}: {}", error.message);
                failed.push(json!({ "pin": id, "leaf": leaf, "reason": error.message }));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if height > 0 {
        network.settle(height).await?;
    }
    let good = failed.is_empty();
    Ok(Answer { good, ..Answer::new(json!({ "worker": ss58(&own), "proved": proved, "failed": failed })) })
}

async fn prove_one(
    network: &Network,
    signer: &Keypair,
    worker: &Worker,
    id: PinId,
    pin: &Stored,
    place: u64,
) -> Result<(Amount, u32)> {
    let leaves = leaves(worker, pin).await?;
    let (leaf, siblings) = leaves.prove(place).ok_or_else(|| another(&pin.file.content.0))?;
    let call = runtime::tx().compute().prove_storage(id, BoundedVec(leaf), BoundedVec(siblings));
    let included = network.submit_one_of_several(&call, signer).await?;
    let event = included.event::<events::StorageProven>("Compute.StorageProven")?;
    Ok((event.paid, included.at.number()))
}
