//! `openledger demand`, `reveal` and `disputes`: what only the worker can show, or others can compute again.

use crate::{
    account::ss58,
    audit::{self, Part, ShownReceipt},
    chain::{
        attribution::{self, file_of},
        disputes::{self, part_words},
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Args, Subcommand};
use openledger_client::{
    runtime::{self, attribution::events},
    At,
};
use openledger_primitives::{BatchId, BlockNumber};
use serde_json::{json, Value};
use std::path::PathBuf;

/// A demand.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as carol demand 7 receipt 3
  openledger --as carol demand 7 weight 3 0
  openledger --as carol demand 7 answer 3      (three other workers compute it again; you pay them)

A bond is held of you. What is shown in time costs you the bond; what is not shown voids the batch and pays you a part of
the worker's bond. See `openledger disputes` for what is open, and `openledger disputes --convict BATCH` when nobody has
answered in time.")]
pub struct Demand {
    /// The batch's number.
    batch: BatchId,
    #[command(subcommand)]
    what: What,
}

/// What is demanded.
#[derive(Clone, Debug, Subcommand)]
pub enum What {
    /// The receipt at a place.
    Receipt {
        /// From 0.
        place: u32,
    },
    /// The credit line at a place.
    Line {
        /// From 0.
        place: u32,
    },
    /// A weight in a receipt.
    Weight {
        /// Place of the receipt, from 0.
        receipt: u32,
        /// Place of the weight, from 0.
        leaf: u32,
    },
    /// The query of the receipt at a place.
    Query {
        /// From 0.
        place: u32,
    },
    /// The answer of the receipt at a place, computed again.
    Answer {
        /// From 0.
        place: u32,
        /// The batch's file, instead of asking a worker for it.
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

impl Demand {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (network, id) = (context.network().await?, self.batch);
        let part = match self.what {
            What::Receipt { place } => Part::Receipt(place),
            What::Line { place } => Part::Line(place),
            What::Weight { receipt, leaf } => Part::Weight { receipt, leaf },
            What::Query { place } => Part::Query(place),
            What::Answer { place, file } => return again(context, id, place, file).await,
        };
        let call = runtime::tx().attribution().demand(id, disputes::part(part));
        let included = network.submit(&call, &context.signer().await?).await?;
        let event = included.event::<events::Demanded>("Attribution.Demanded")?;
        let open = disputes::demands(&included.at, id).await?;
        let own = open.iter().find(|demand| disputes::known_part(&demand.part) == part);
        Ok(Answer::new(json!({
            "batch": id,
            "part": part_words(part),
            "bond": own.map(|demand| demand.bond.to_string()),
            "deadline": event.deadline,
            "next": format!("openledger disputes --convict {id}    (after block {}, if nobody has shown it)", event.deadline),
        })))
    }
}

/// Has an answer computed again.
async fn again(context: &Context, id: BatchId, place: u32, file: Option<PathBuf>) -> Result<Answer> {
    let network = context.network().await?;
    let at = network.chain().best().await?;
    let batch = attribution::batch(&at, id).await?;
    let file = file_of(context, &at, &batch, file.as_deref()).await?;
    let shown: ShownReceipt = match audit::answer(&file, Part::Receipt(place)) {
        Some(audit::Shown::Receipt(shown)) => shown,
        _ => return Err(CliError::not_found(format!("batch {id} has no receipt at place {place}"))),
    };
    let call = runtime::tx().attribution().request_reexecution(id, disputes::receipt(&shown));
    let included = network.submit(&call, &context.signer().await?).await?;
    let event = included.event::<events::ReexecutionRequested>("Attribution.ReexecutionRequested")?;
    Ok(Answer::new(json!({
        "batch": id,
        "receipt": place,
        "reexecution": event.dispute,
        "deadline": event.deadline,
        "next": "openledger disputes",
    })))
}

/// An answer to demands.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as worker reveal 7                          (everything that is demanded of batch 7)
  openledger --as worker reveal 7 --file batch-7.scale

The worker's node answers by itself; this is for when it does not. Anybody who has the file may answer. Half of each bond
goes to the worker.")]
pub struct Reveal {
    /// The batch's number.
    batch: BatchId,
    /// The batch's file, instead of asking a worker for it.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Reveal {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (network, id) = (context.network().await?, self.batch);
        let at = network.chain().best().await?;
        let batch = attribution::batch(&at, id).await?;
        let open = disputes::demands(&at, id).await?;
        if open.is_empty() {
            return Err(
                CliError::not_found(format!("nothing is demanded of batch {id}")).hint("see `openledger disputes`")
            );
        }
        let file = file_of(context, &at, &batch, self.file.as_deref()).await?;
        let signer = context.signer().await?;
        let (mut shown, mut late, mut lacking) = (Vec::new(), Vec::new(), Vec::new());
        for demand in open {
            let part = disputes::known_part(&demand.part);
            if at.number() > demand.deadline {
                late.push(part_words(part));
                continue;
            }
            let Some(answer) = audit::answer(&file, part) else {
                lacking.push(part_words(part));
                continue;
            };
            let call = runtime::tx().attribution().reveal(id, demand.part, disputes::shown(&answer));
            let included = network.submit(&call, &signer).await?;
            let event = included.event::<events::Revealed>("Attribution.Revealed")?;
            let reward = event.to_worker.to_string();
            shown.push(json!({ "part": part_words(part), "challenger": ss58(&event.challenger.0), "reward": reward }));
        }
        let good = late.is_empty() && lacking.is_empty();
        let json = json!({ "batch": id, "shown": shown, "too_late": late, "not_in_the_file": lacking });
        Ok(Answer { json, text: None, good })
    }
}

/// What is disputed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger disputes                       (demands, answers computed again, and void batches)
  openledger --as carol disputes --convict 7

Refunds of void batches are earnings: see `openledger earnings`.")]
pub struct Disputes {
    /// Make a batch void of which something demanded was not shown in time.
    #[arg(long, value_name = "BATCH")]
    convict: Option<BatchId>,
}

impl Disputes {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self.convict {
            Some(batch) => convict(context, batch).await,
            None => {
                let at = context.network().await?.state().await?;
                Ok(Answer::new(list(&at).await?))
            }
        }
    }
}

async fn convict(context: &Context, id: BatchId) -> Result<Answer> {
    let network = context.network().await?;
    let at = network.chain().best().await?;
    let open = disputes::demands(&at, id).await?;
    let Some(overdue) = open.iter().find(|demand| at.number() > demand.deadline) else {
        return Err(match open.iter().map(|demand| demand.deadline).min() {
            Some(deadline) => {
                CliError::refused(format!("demands of batch {id} may be answered until block {deadline}"))
            }
            None => CliError::not_found(format!("nothing is demanded of batch {id}")),
        });
    };
    let part = disputes::known_part(&overdue.part);
    let call = runtime::tx().attribution().convict_silence(id, disputes::part(part));
    let included = network.submit(&call, &context.signer().await?).await?;
    let event = included.event::<events::BatchVoided>("Attribution.BatchVoided")?;
    Ok(Answer::new(json!({
        "batch": id,
        "part": part_words(part),
        "state": "void",
        "challenger": ss58(&event.challenger.0),
        "refunded": event.refunded.to_string(),
        "reward": event.reward.to_string(),
    })))
}

async fn list(at: &At) -> Result<Value> {
    let now = at.number();
    let left = |deadline: BlockNumber| deadline.saturating_sub(now);
    let mut demands = Vec::new();
    for ((batch,), open) in at.all(runtime::storage().attribution().demands(), ()).await? {
        for demand in open.0 {
            demands.push(json!({
                "batch": batch,
                "part": part_words(disputes::known_part(&demand.part)),
                "challenger": ss58(&demand.challenger.0),
                "bond": demand.bond.to_string(),
                "deadline": demand.deadline,
                "blocks_left": left(demand.deadline),
                "overdue": now > demand.deadline,
            }));
        }
    }
    let mut again = Vec::new();
    for ((number,), open) in at.all(runtime::storage().attribution().reexecutions(), ()).await? {
        let answers: Vec<Value> = open
            .answers
            .0
            .iter()
            .map(|(worker, result)| json!({ "worker": ss58(&worker.0), "agrees": *result == open.stated }))
            .collect();
        again.push(json!({
            "reexecution": number,
            "batch": open.batch,
            "receipt": open.receipt,
            "version": open.version,
            "challenger": ss58(&open.challenger.0),
            "bond": open.bond.to_string(),
            "agree": answers.iter().filter(|answer| answer["agrees"] == true).count(),
            "disagree": answers.iter().filter(|answer| answer["agrees"] == false).count(),
            "given_up": open.failed,
            "answers": answers,
            "deadline": open.deadline,
            "blocks_left": left(open.deadline),
        }));
    }
    let mut void = Vec::new();
    for ((batch,), verdict) in at.all(runtime::storage().attribution().voided(), ()).await? {
        void.push(json!({
            "batch": batch,
            "lie": disputes::lie(&verdict.lie),
            "challenger": ss58(&verdict.challenger.0),
            "block": verdict.at,
        }));
    }
    let batch = |entry: &Value| entry["batch"].as_u64();
    demands.sort_by_key(batch);
    again.sort_by_key(batch);
    void.sort_by_key(batch);
    Ok(json!({ "block": now, "demands": demands, "reexecutions": again, "void": void }))
}
