//! Collecting the evidence about a receipt: state with its proofs from a node, content from a worker.

mod contents;
mod proofs;
mod submissions;

use crate::{
    account::hex,
    chain::{
        attribution::{self, Batch},
        datanets, models, Network,
    },
    error::{CliError, Result},
    progress,
    verify::{self, evidence::FORMAT, Evidence, Manifest},
    worker::Worker,
};
use codec::DecodeAll;
use futures::{stream, StreamExt, TryStreamExt};
use openledger_client::{runtime, At};
use openledger_primitives::{
    batch::{BatchFile, SignedBatch},
    receipt::Receipt,
    BatchId, ContributionId, Digest,
};
use std::{collections::BTreeSet, path::Path};

/// Requests under way at a time.
const AT_ONCE: usize = 16;

/// Collects everything about a receipt into a folder.
pub async fn fetch(network: &Network, worker: &Worker, hash: &Digest, folder: &Path) -> Result<Evidence> {
    let spinner = progress::spinner("collecting");
    let at = network.chain().finalized().await?;
    let (id, batch) = batch_of(&at, worker, hash).await?;
    let store = verify::evidence::content(folder)?;

    let file = contents::keep(worker, &store, &batch.header.content).await?;
    let file = BatchFile::decode_all(&mut file.as_slice())
        .map_err(|error| CliError::network(format!("{} is no file of a batch: {error}", batch.header.content)))?;
    let receipt = file.receipts.iter().map(|file| &file.receipt).find(|receipt| receipt.hash() == *hash);
    let receipt =
        receipt.ok_or_else(|| CliError::network(format!("batch {id} does not hold receipt {}", hex(hash))))?;

    spinner.set_message("collecting transactions");
    let (signed, submission) = submissions::find(network, &batch).await?;
    let before = before(network, &at, id, &file, receipt).await?;

    spinner.set_message("collecting state");
    let (subjects, contributions) = subjects(&at, id, &batch, &signed).await?;
    let anchors = proofs::anchors(network, &at, batch.submitted_at, &subjects).await?;

    spinner.set_message("collecting content");
    let version = models::version(&at, receipt.version).await?;
    contents::of_version(worker, &store, &version).await?;
    let named: BTreeSet<ContributionId> = receipt.fragments.iter().map(|fragment| fragment.contribution).collect();
    for id in named {
        let contribution = datanets::contribution(&at, id).await?;
        contents::keep(worker, &store, &contribution.content.0).await?;
    }
    spinner.finish_and_clear();
    let genesis = network.chain().genesis();
    let manifest =
        Manifest { format: FORMAT, receipt: *hash, genesis, batch: id, anchors, submission, before, contributions };
    Evidence::write(folder, &manifest)?;
    Ok(Evidence { manifest, store })
}

/// The batch that redeems a receipt.
async fn batch_of(at: &At, worker: &Worker, hash: &Digest) -> Result<(BatchId, Batch)> {
    let found = worker.receipt(hash).await?;
    let receipt: Receipt = serde_json::from_value(found["receipt"].clone())
        .map_err(|error| CliError::network(format!("the worker's receipt cannot be read: {error}")))?;
    let batch = match found["batch"]["nonce"].as_u64() {
        Some(nonce) => attribution::batch_of(at, &receipt.worker, nonce).await?,
        None => None,
    };
    batch.ok_or_else(|| {
        CliError::failure(format!("receipt {} is in no final batch yet", hex(hash))).hint(
            "workers redeem receipts after a while (see `openledger receipt`); of one that was redeemed long ago the \
                 chain may have compacted the batch: name an archive node with `--node`",
        )
    })
}

/// What must be proved, and the contributions among it.
async fn subjects(
    at: &At,
    id: BatchId,
    batch: &Batch,
    signed: &SignedBatch,
) -> Result<(proofs::Subjects, Vec<ContributionId>)> {
    let mut subjects = proofs::Subjects::new(id, &batch.header.worker);
    for redemption in &signed.redemptions {
        subjects.allocation(redemption.voucher.voucher.allocation);
    }
    let mut contributions = BTreeSet::new();
    for share in &batch.shares.0 {
        let version = models::version(at, share.version).await?;
        subjects.version(share.version, version.recipe.as_ref());
        for snapshot in &version.snapshots.0 {
            subjects.snapshot(*snapshot);
            contributions.extend(members(at, *snapshot).await?);
        }
    }
    for contribution in &contributions {
        subjects.contribution(*contribution);
    }
    Ok((subjects, contributions.into_iter().collect()))
}

/// Every contribution that was accepted when a snapshot was taken, later removed or not.
async fn members(at: &At, snapshot: u32) -> Result<Vec<ContributionId>> {
    let snapshot = datanets::snapshot(at, snapshot).await?;
    let datanet = snapshot.datanet;
    let read = stream::iter(0..snapshot.count).map(|position| async move {
        let found = at.get(runtime::storage().datanets().accepted_at(), (datanet, position)).await?;
        let missing = || CliError::network(format!("datanet {datanet} has no contribution at {position}"));
        found.ok_or_else(missing)
    });
    read.buffered(AT_ONCE).try_collect().await
}

/// The submission that redeemed the receipt's allocation before, when this batch does not begin its history.
async fn before(
    network: &Network,
    at: &At,
    id: BatchId,
    file: &BatchFile,
    receipt: &Receipt,
) -> Result<Option<verify::Submission>> {
    let own = file.receipts.iter().map(|file| &file.receipt).filter(|other| other.allocation == receipt.allocation);
    if own.map(|other| other.index).min().unwrap_or_default() == 0 {
        return Ok(None);
    }
    for earlier in (0..id).rev() {
        let Some(batch) = attribution::find_batch(at, earlier).await? else { continue };
        if batch.header.worker != receipt.worker {
            continue;
        }
        let (signed, submission) = submissions::find(network, &batch).await?;
        if signed.redemptions.iter().any(|redemption| redemption.voucher.voucher.allocation == receipt.allocation) {
            return Ok(Some(submission));
        }
    }
    Err(CliError::network(format!(
        "no batch of {} before batch {id} redeems allocation {}; the chain may have forgotten it",
        crate::account::ss58(&receipt.worker),
        receipt.allocation
    ))
    .hint("an archive node still has it: name one with `--node`"))
}
