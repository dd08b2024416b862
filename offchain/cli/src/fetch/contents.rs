//! Content by its name, kept in the evidence folder.

use crate::{
    chain::models::Version,
    error::{CliError, Result},
    worker::Worker,
};
use openledger_primitives::content::ContentId;
use openledger_store::Store;

/// The content, from the folder or else from the worker, and from then on in the folder.
pub async fn keep(worker: &Worker, store: &Store, cid: &ContentId) -> Result<Vec<u8>> {
    match store.get(cid) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.is_absent() => {
            let bytes = worker.get(cid).await?;
            store.put(&bytes)?;
            Ok(bytes)
        }
        Err(error) => Err(CliError::from(error)),
    }
}

/// The files of a version: its base, its adapter and its index.
pub async fn of_version(worker: &Worker, store: &Store, version: &Version) -> Result<()> {
    let base = &version.base.0;
    let tune = [&version.adapter, &version.adapter_config, &version.index].into_iter().flatten().map(|cid| cid.0);
    for cid in [base.weights, base.config, base.tokenizer].into_iter().chain(tune) {
        keep(worker, store, &cid).await?;
    }
    Ok(())
}
