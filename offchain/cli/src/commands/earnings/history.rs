//! `openledger earnings history`: which answers a contribution was paid for.

use crate::{
    account::{hex, ss58},
    chain::{
        attribution::{self, file_of, Settled},
        datanets, disputes,
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
    progress,
};
use clap::Args;
use codec::DecodeAll;
use openledger_client::{
    runtime::{self, attribution::events::CreditClaimed},
    At,
};
use openledger_primitives::{
    batch::{BatchFile, CreditLine},
    merkle_sum, Amount, BatchId, BlockNumber, ContributionId, VersionId,
};
use serde_json::{json, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

/// Lines in one mark of claimed ones.
const CHUNK: u32 = 128;

/// A contribution's income, answer by answer.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger earnings history 12
  openledger earnings history 12 --file old/batch-3.scale      (of a batch that the chain has compacted)
  openledger earnings history 12 --events-from 90000           (also claims in blocks from there on; reads each block)

The chain keeps what was claimed altogether; the answers stand in the batches' files, which come from workers. Of a batch
that was compacted the chain has forgotten where its file is: name it with `--file`, and it is checked against the root
that the chain has kept. Claims also stand in events.")]
pub struct History {
    /// The contribution's number.
    contribution: ContributionId,
    /// Files of compacted batches; repeat it for each.
    #[arg(long = "file", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Look for claims in the events of every block from this one on.
    #[arg(long, value_name = "BLOCK")]
    events_from: Option<BlockNumber>,
}

/// One answer that owed the contribution something.
struct Paid {
    batch: BatchId,
    line: u32,
    version: VersionId,
    amount: Amount,
    receipt: Option<String>,
    state: &'static str,
    claimed: bool,
}

impl History {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        let at = network.state().await?;
        let id = self.contribution;
        let contributor = datanets::contribution(&at, id).await?.contributor.0;
        let spinner = progress::spinner("reading batches");

        let next = at.get(runtime::storage().attribution().next_batch_id(), ()).await?.unwrap_or_default();
        let (mut paid, mut missing, mut compacted, mut forgotten) = (Vec::new(), Vec::new(), BTreeMap::new(), 0u64);
        for batch in 0..next {
            spinner.set_message(format!("reading batch {batch} of {next}"));
            let Some(stored) = attribution::find_batch(&at, batch).await? else {
                match attribution::settled(&at, batch).await? {
                    Some(settled) => drop(compacted.insert(batch, settled)),
                    None => forgotten = forgotten.saturating_add(1),
                }
                continue;
            };
            if stored.header.credit_lines == 0 {
                continue;
            }
            let state = disputes::state(&at, batch, &stored).await?;
            match file_of(context, &at, &stored, None).await {
                Ok(file) => paid.extend(lines(&at, batch, &file, id, state).await?),
                Err(error) => missing.push(json!({ "batch": batch, "reason": error.message })),
            }
        }
        for path in &self.files {
            let (batch, file) = compacted_file(path, &compacted)?;
            compacted.remove(&batch);
            paid.extend(lines(&at, batch, &file, id, "settled").await?);
        }
        if let Some(from) = self.events_from {
            let known: BTreeSet<(BatchId, u32)> = paid.iter().map(|paid| (paid.batch, paid.line)).collect();
            for block in from..=at.number() {
                spinner.set_message(format!("reading the events of block {block}"));
                for claim in network.at_height(block).await?.events().await?.of::<CreditClaimed>()? {
                    if claim.contribution == id && !known.contains(&(claim.batch, claim.line)) {
                        paid.push(claimed(&claim));
                    }
                }
            }
        }
        spinner.finish_and_clear();

        let credits = at.view(runtime::view_functions().attribution().credits_of(id)).await?;
        paid.sort_by_key(|paid| (paid.batch, paid.line));
        let found = paid.iter().filter(|paid| paid.claimed).fold(0u128, |sum, paid| sum.saturating_add(paid.amount));
        let claimed = credits.iter().fold(0u128, |sum, (_, amount)| sum.saturating_add(*amount));
        let compacted: Vec<BatchId> = compacted.into_keys().collect();
        let versions: Vec<Value> = credits
            .iter()
            .map(|(version, amount)| json!({ "version": version, "claimed": amount.to_string() }))
            .collect();
        let unexplained = claimed.saturating_sub(found);
        let next = (unexplained > 0).then_some(
            "what is not explained was claimed from batches that are compacted or forgotten: `--file` or `--events-from`",
        );
        Ok(Answer::new(json!({
            "contribution": id,
            "account": ss58(&contributor),
            "claimed": claimed.to_string(),
            "by_version": versions,
            "answers": paid.iter().map(Paid::json).collect::<Vec<_>>(),
            "unexplained": unexplained.to_string(),
            "without_file": missing,
            "compacted_batches": compacted,
            "forgotten_batches": forgotten,
            "next": next,
        })))
    }
}

impl Paid {
    fn json(&self) -> Value {
        json!({
            "batch": self.batch,
            "version": self.version,
            "line": self.line,
            "amount": self.amount.to_string(),
            "state": self.state,
            "claimed": self.claimed,
            "receipt": self.receipt,
        })
    }
}

/// What a batch owes, or owed, a contribution.
async fn lines(
    at: &At,
    batch: BatchId,
    file: &BatchFile,
    contribution: ContributionId,
    state: &'static str,
) -> Result<Vec<Paid>> {
    let own: Vec<(usize, &CreditLine)> =
        file.lines.iter().enumerate().filter(|(_, line)| line.contribution == contribution).collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let marks = at.view(runtime::view_functions().attribution().claimed_lines(batch)).await?;
    let marks: BTreeMap<u32, u128> = marks.into_iter().collect();
    let paid = own.into_iter().filter_map(|(place, line)| {
        let place = u32::try_from(place).ok()?;
        let receipt = file.receipts.get(line.receipt as usize);
        Some(Paid {
            batch,
            line: place,
            version: line.version,
            amount: line.amount,
            receipt: receipt.map(|file| hex(&file.receipt.hash())),
            state,
            claimed: is_claimed(&marks, place),
        })
    });
    Ok(paid.collect())
}

fn is_claimed(marks: &BTreeMap<u32, u128>, line: u32) -> bool {
    marks.get(&(line / CHUNK)).is_some_and(|bits| bits & (1 << (line % CHUNK)) != 0)
}

/// A claim that only its event tells of.
fn claimed(claim: &CreditClaimed) -> Paid {
    Paid {
        batch: claim.batch,
        line: claim.line,
        version: claim.version,
        amount: claim.amount,
        receipt: None,
        state: "matured",
        claimed: true,
    }
}

/// The file of a compacted batch, by the root that the chain has kept.
fn compacted_file(path: &PathBuf, compacted: &BTreeMap<BatchId, Settled>) -> Result<(BatchId, BatchFile)> {
    let bytes = fs::read(path).map_err(CliError::file("read", path))?;
    let file = BatchFile::decode_all(&mut bytes.as_slice())
        .map_err(|error| CliError::failure(format!("`{}` is no file of a batch: {error}", path.display())))?;
    let nodes: Vec<merkle_sum::Node> = file.lines.iter().map(CreditLine::node).collect();
    let root = merkle_sum::root(&nodes);
    let found = compacted.iter().find(|(_, settled)| Some(settled.credits.0) == root).map(|(batch, _)| *batch);
    match found {
        Some(batch) => Ok((batch, file)),
        None => Err(CliError::not_found(format!("`{}` is of no compacted batch on this chain", path.display()))
            .hint("a batch that owes nothing any more is forgotten, and its root with it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_claimed_when_its_bit_is_set() {
        let marks = BTreeMap::from([(0, 1 << 127), (1, 1)]);
        assert!(is_claimed(&marks, 127) && is_claimed(&marks, 128));
        assert!(!is_claimed(&marks, 0) && !is_claimed(&marks, 129) && !is_claimed(&marks, 500));
    }
}
