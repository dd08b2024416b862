//! `openledger audit`: a batch computed again, and its lies proved to the chain.

use crate::{
    audit::{audit, Fault, Kind, Report},
    chain::{
        attribution::{self, file_of},
        disputes, models, Network,
    },
    context::Context,
    error::{CliError, Kind as ErrorKind, Result},
    output::Answer,
    progress,
    verify::IndexFile,
};
use clap::Args;
use openledger_client::At;
use openledger_primitives::{BatchId, VersionId};
use serde_json::{json, Value};
use std::{collections::BTreeSet, path::PathBuf};

/// Faults of a kind that people are shown.
const SHOWN: usize = 5;

/// Audit a batch.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger audit 7                                   (the batch's file comes from a worker)
  openledger audit 7 --file batch-7.scale              (a file that you have)
  openledger --as carol audit 7 --dispute              (and prove what is wrong)

Computed again: roots and sums, every receipt by itself and against what was redeemed, answers with two receipts, the
totals of versions and allocations, every weight (where the version's index can be had), every credit line, their order,
and lines that are missing. Exit code 1 when something is wrong.

A proof costs nothing if it convinces the chain: the batch is void, its users are refunded, and a part of the worker's
bond is yours. What the file withholds can only be demanded (`openledger demand`), and whether the model gave these
tokens takes computing them again (`openledger demand BATCH answer PLACE`); both put up a bond. That a user countersigned
another receipt can only be shown by who has that receipt.")]
pub struct Audit {
    /// The batch's number.
    batch: BatchId,
    /// The batch's file, instead of asking a worker for it; it must have the content id on chain.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Prove the first lie of each kind to the chain, until the batch is void.
    #[arg(long)]
    dispute: bool,
}

impl Audit {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        let at = network.chain().best().await?;
        let batch = attribution::batch(&at, self.batch).await?;
        let spinner = progress::spinner("collecting the batch's file");
        let file = file_of(context, &at, &batch, self.file.as_deref()).await?;
        let mut facts = disputes::facts(&at, network.chain().genesis(), self.batch, &batch).await?;
        let mut missing = Vec::new();
        let versions: BTreeSet<VersionId> = facts.versions.keys().copied().collect();
        for id in versions {
            spinner.set_message(format!("collecting the index of version {id}"));
            match index(context, &at, id).await {
                Ok(index) => {
                    if let Some(version) = facts.versions.get_mut(&id) {
                        version.index = index;
                    }
                }
                Err(error) => missing.push(format!("the index of version {id}: {}", error.message)),
            }
        }
        spinner.set_message("computing everything again");
        let report = audit(&file, &facts);
        spinner.finish_and_clear();

        let state = disputes::state(&at, self.batch, &batch).await?;
        let mut answer = answer(self.batch, state, &report, &missing);
        if self.dispute && !report.faults.is_empty() {
            let proved = prove(context, network, self.batch, &report).await?;
            answer.text = answer.text.map(|text| format!("{text}\n{}", proved_text(&proved)));
            if let Some(fields) = answer.json.as_object_mut() {
                fields.insert("disputes".into(), proved);
            }
        }
        Ok(answer)
    }
}

/// The index of a version; none where it has none.
async fn index(context: &Context, at: &At, id: VersionId) -> Result<Option<IndexFile>> {
    let version = models::version(at, id).await?;
    let Some(cid) = version.index.as_ref().map(|cid| cid.0) else { return Ok(None) };
    let bytes = context.worker()?.get(&cid).await?;
    IndexFile::read(&bytes).map(Some).map_err(CliError::failure)
}

/// Submits a proof for each kind, until one is accepted: a batch is void only once.
async fn prove(context: &Context, network: &Network, batch: BatchId, report: &Report) -> Result<Value> {
    let signer = context.signer().await?;
    let (mut tried, mut submitted) = (BTreeSet::<Kind>::new(), Vec::new());
    for fault in &report.faults {
        let Some(evidence) = fault.evidence.as_ref().filter(|_| tried.insert(fault.kind)) else { continue };
        match disputes::dispute(network, &signer, batch, evidence).await {
            Ok(included) => {
                let verdict = disputes::verdict(&included.at, batch).await?;
                submitted.push(json!({ "kind": fault.kind.word(), "accepted": true, "verdict": verdict }));
                break;
            }
            Err(error) => {
                if error.kind != ErrorKind::Refused {
                    return Err(error);
                }
                submitted.push(json!({ "kind": fault.kind.word(), "accepted": false, "reason": error.message }));
            }
        }
    }
    Ok(Value::Array(submitted))
}

fn proved_text(proved: &Value) -> String {
    let entries = proved.as_array().map(Vec::as_slice).unwrap_or_default();
    if entries.is_empty() {
        return "nothing of this can be proved to the chain".into();
    }
    let entry = |entry: &Value| {
        let kind = entry["kind"].as_str().unwrap_or_default();
        match entry["accepted"] == true {
            true => format!("proved to the chain: {kind}; the batch is void"),
            false => format!("the chain refused the proof of {kind}: {}", entry["reason"].as_str().unwrap_or_default()),
        }
    };
    entries.iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn answer(batch: BatchId, state: &str, report: &Report, missing: &[String]) -> Answer {
    let unchecked: Vec<&String> = report.unchecked.iter().chain(missing).collect();
    let json = json!({
        "batch": batch,
        "state": state,
        "honest": report.faults.is_empty(),
        "faults": report.faults.iter().map(|fault| fault_json(batch, fault)).collect::<Vec<_>>(),
        "unchecked": unchecked,
        "scores_computed": report.scores,
        "lines_computed": report.lines,
    });
    let mut text = String::new();
    let kinds: BTreeSet<Kind> = report.faults.iter().map(|fault| fault.kind).collect();
    for kind in kinds {
        let own: Vec<&Fault> = report.faults.iter().filter(|fault| fault.kind == kind).collect();
        text += &format!("{} ({})\n", kind.word(), own.len());
        for fault in own.iter().take(SHOWN) {
            text += &format!("  {}{}\n", place(fault), fault.detail);
            text += &remedy(batch, fault).map(|remedy| format!("    {remedy}\n")).unwrap_or_default();
        }
        if own.len() > SHOWN {
            text += &format!("  … {} more; `--json` has all\n", own.len() - SHOWN);
        }
    }
    for reason in unchecked {
        text += &format!("not checked: {reason}\n");
    }
    let (scores, lines) = (report.scores, report.lines);
    text += &match report.faults.len() {
        0 => format!("\nbatch {batch} ({state}): nothing wrong in {scores} weights and {lines} credit lines"),
        wrong => format!("\nbatch {batch} ({state}): {wrong} faults"),
    };
    Answer { json, text: Some(text), good: report.faults.is_empty() }
}

fn place(fault: &Fault) -> String {
    let receipt = fault.receipt.map(|place| format!("receipt {place}: "));
    let line = fault.line.map(|place| format!("line {place}: "));
    line.or(receipt).unwrap_or_default()
}

/// What can be done about a fault that `--dispute` does not prove.
fn remedy(batch: BatchId, fault: &Fault) -> Option<String> {
    match (&fault.evidence, fault.demand, fault.kind, fault.receipt) {
        (Some(_), ..) => None,
        (None, Some(part), ..) => Some(format!("openledger demand {batch} {}", disputes::part_words(part))),
        (None, None, Kind::Tokens, Some(place)) => Some(format!("openledger demand {batch} answer {place}")),
        _ => Some("the chain cannot judge this".into()),
    }
}

fn fault_json(batch: BatchId, fault: &Fault) -> Value {
    json!({
        "kind": fault.kind.word(),
        "receipt": fault.receipt,
        "line": fault.line,
        "detail": fault.detail,
        "provable": fault.evidence.is_some(),
        "demand": fault.demand.map(|part| format!("openledger demand {batch} {}", disputes::part_words(part))),
    })
}
