//! The chain this daemon's memory belongs to.

use super::{Chain, ChainError};
use crate::database::{Database, DatabaseError};
use openledger_primitives::Digest;
use std::sync::Arc;
use tokio::sync::OnceCell;

/// Hands out the genesis hash once the database is bound to it, so that receipts of two chains never meet in one
/// ledger.
pub struct Home {
    chain: Arc<dyn Chain>,
    database: Arc<Database>,
    genesis: OnceCell<Digest>,
}

impl Home {
    /// The home of this database.
    pub fn new(chain: Arc<dyn Chain>, database: Arc<Database>) -> Self {
        Self { chain, database, genesis: OnceCell::new() }
    }

    /// The genesis hash; an error while the node cannot be reached, and for good when the database belongs to
    /// another chain.
    pub async fn genesis<E: From<ChainError> + From<DatabaseError>>(&self) -> Result<Digest, E> {
        let bind = || async {
            let genesis = self.chain.genesis().await?;
            self.database.bind("chain", &genesis)?;
            Ok(genesis)
        };
        self.genesis.get_or_try_init(bind).await.copied()
    }
}
