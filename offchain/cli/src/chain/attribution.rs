//! Allocations and batches in state.

use crate::error::{CliError, Result};
use futures::{stream, StreamExt, TryStreamExt};
use openledger_client::{runtime, AccountId32, At};
use openledger_primitives::{AccountBytes, AllocationId, BatchId};

/// A stored allocation.
pub type Allocation = runtime::attribution::storage::allocations::Output;
/// A stored batch.
pub type Batch = runtime::attribution::storage::batches::Output;

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
    found.ok_or_else(|| CliError::not_found(format!("there is no batch {id}")))
}

/// Every batch, the newest first.
pub async fn batches(at: &At) -> Result<Vec<(BatchId, Batch)>> {
    let next = at.get(runtime::storage().attribution().next_batch_id(), ()).await?.unwrap_or_default();
    let read = stream::iter((0..next).rev()).map(|id| async move { Ok((id, batch(at, id).await?)) });
    read.buffered(AT_ONCE).try_collect().await
}

/// The batch a worker submitted with this nonce; none while it has not.
pub async fn batch_of(at: &At, worker: &AccountBytes, nonce: u64) -> Result<Option<(BatchId, Batch)>> {
    let submitted = at.get(runtime::storage().attribution().batch_nonce(), (AccountId32(*worker),)).await?;
    if submitted.unwrap_or_default() <= nonce {
        return Ok(None);
    }
    let next = at.get(runtime::storage().attribution().next_batch_id(), ()).await?.unwrap_or_default();
    let mut read = stream::iter((0..next).rev())
        .map(|id| async move { Ok::<_, CliError>((id, batch(at, id).await?)) })
        .buffered(AT_ONCE);
    while let Some((id, batch)) = read.try_next().await? {
        if batch.header.worker == *worker && batch.header.nonce == nonce {
            return Ok(Some((id, batch)));
        }
    }
    Ok(None)
}
