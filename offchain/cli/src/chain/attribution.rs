//! Allocations and batches in state.

use crate::{
    account::ss58,
    amount::Open,
    chain::names::text,
    context::Context,
    error::{CliError, Result},
    worker::Worker,
};
use codec::DecodeAll;
use futures::{stream, StreamExt, TryStreamExt};
use openledger_client::{runtime, AccountId32, At};
use openledger_primitives::{batch::BatchFile, content::ContentId, AccountBytes, AllocationId, BatchId};
use std::{fs, path::Path};

/// A stored allocation.
pub type Allocation = runtime::attribution::storage::allocations::Output;
/// A stored batch.
pub type Batch = runtime::attribution::storage::batches::Output;
/// What is left of a batch that was compacted.
pub type Settled = runtime::attribution::storage::settled_batches::Output;

/// Requests under way at a time.
const AT_ONCE: usize = 16;

/// An allocation by number.
pub async fn allocation(at: &At, id: AllocationId) -> Result<Allocation> {
    let found = at.get(runtime::storage().attribution().allocations(), (id,)).await?;
    found.ok_or_else(|| {
        CliError::not_found(format!("there is no allocation {id}, or it was closed"))
            .hint("see `openledger allocate list`")
    })
}

/// A batch by number.
pub async fn batch(at: &At, id: BatchId) -> Result<Batch> {
    let found = at.get(runtime::storage().attribution().batches(), (id,)).await?;
    match found {
        Some(batch) => Ok(batch),
        None => Err(gone(at, id).await?),
    }
}

/// A batch by number; nothing when the chain has forgotten it.
pub async fn find_batch(at: &At, id: BatchId) -> Result<Option<Batch>> {
    Ok(at.get(runtime::storage().attribution().batches(), (id,)).await?)
}

/// What is left of a batch that was compacted.
pub async fn settled(at: &At, id: BatchId) -> Result<Option<Settled>> {
    Ok(at.get(runtime::storage().attribution().settled_batches(), (id,)).await?)
}

/// Why a batch is not there.
async fn gone(at: &At, id: BatchId) -> Result<CliError> {
    let next = at.get(runtime::storage().attribution().next_batch_id(), ()).await?.unwrap_or_default();
    if id >= next {
        return Ok(CliError::not_found(format!("there is no batch {id}")).hint(format!("the next one will be {next}")));
    }
    let hint = "an archive node still has it: name one with `--node`, or use evidence that was collected before";
    Ok(match settled(at, id).await? {
        Some(settled) => {
            let left = settled.owed.0.iter().fold(0u128, |sum, owed| sum.saturating_add(owed.left));
            CliError::not_found(format!(
                "batch {id} was compacted: the chain keeps the root of its credit lines and that {} of them are not \
                 claimed, and has forgotten the rest",
                Open(left)
            ))
            .hint(hint)
        }
        None => CliError::not_found(format!("batch {id} was forgotten: it owes nothing any more")).hint(hint),
    })
}

/// A batch's file: from disk, or from the worker named on the command line, or else from the one that made it.
pub async fn file_of(context: &Context, at: &At, batch: &Batch, path: Option<&Path>) -> Result<BatchFile> {
    let content: ContentId = batch.header.content;
    let bytes = match path {
        Some(path) => {
            let bytes = fs::read(path).map_err(CliError::file("read", path))?;
            let found = ContentId::of(&bytes);
            if found != content {
                let message = format!("`{}` is {found}, the batch's file is {content}", path.display());
                return Err(CliError::failure(message));
            }
            bytes
        }
        None => match context.worker()?.get(&content).await {
            Ok(bytes) => bytes,
            Err(error) => {
                let author = (AccountId32(batch.header.worker),);
                let author = at.get(runtime::storage().compute().workers(), author).await?;
                let endpoint = author.map(|worker| text(&worker.endpoint)).ok_or(error)?;
                Worker::new(&endpoint)?.get(&content).await?
            }
        },
    };
    BatchFile::decode_all(&mut bytes.as_slice()).map_err(|error| {
        let author = ss58(&batch.header.worker);
        CliError::failure(format!("{content} by {author} is no file of a batch: {error}"))
    })
}

/// Every batch that the chain has not forgotten, the newest first.
pub async fn batches(at: &At) -> Result<Vec<(BatchId, Batch)>> {
    let next = at.get(runtime::storage().attribution().next_batch_id(), ()).await?.unwrap_or_default();
    let read = stream::iter((0..next).rev())
        .map(|id| async move { Ok::<_, CliError>(find_batch(at, id).await?.map(|batch| (id, batch))) });
    let found: Vec<Option<(BatchId, Batch)>> = read.buffered(AT_ONCE).try_collect().await?;
    Ok(found.into_iter().flatten().collect())
}

/// The nonce of the batch that the chain takes of a worker next.
pub async fn next_nonce(at: &At, worker: &AccountBytes) -> Result<u64> {
    let next = at.get(runtime::storage().attribution().batch_nonce(), (AccountId32(*worker),)).await?;
    Ok(next.unwrap_or_default())
}

/// The batch a worker submitted with this nonce; none while it has not.
pub async fn batch_of(at: &At, worker: &AccountBytes, nonce: u64) -> Result<Option<(BatchId, Batch)>> {
    if next_nonce(at, worker).await? <= nonce {
        return Ok(None);
    }
    let next = at.get(runtime::storage().attribution().next_batch_id(), ()).await?.unwrap_or_default();
    let mut read = stream::iter((0..next).rev())
        .map(|id| async move { Ok::<_, CliError>(find_batch(at, id).await?.map(|batch| (id, batch))) })
        .buffered(AT_ONCE);
    while let Some(found) = read.try_next().await? {
        let Some((id, batch)) = found else { continue };
        if batch.header.worker == *worker && batch.header.nonce == nonce {
            return Ok(Some((id, batch)));
        }
    }
    Ok(None)
}
