//! The chain as commands see it: one connection, how long to wait, and what is stored in words.

pub mod attribution;
pub mod datanets;
pub mod disputes;
pub mod governance;
pub mod models;
pub mod names;

use crate::error::{CliError, Result};
use openledger_client::{At, Chain, Included, Keypair, Payload, Until};
use openledger_primitives::{BlockNumber, Digest};
use serde_json::json;
use std::time::{Duration, Instant};

/// How often the chain is asked again while something is waited for.
pub const POLL: Duration = Duration::from_millis(500);
/// How long finality may lag before waiting for it is given up.
const FINALITY: Duration = Duration::from_secs(300);

/// A connection, and how long transactions are waited for.
pub struct Network {
    chain: Chain,
    until: Until,
}

impl Network {
    /// Connects to a node.
    pub async fn connect(url: &str, until: Until) -> Result<Self> {
        Ok(Self { chain: Chain::connect(url).await?, until })
    }

    /// The connection.
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// State to read: of the newest final block, or with `--until included` of the best.
    pub async fn state(&self) -> Result<At> {
        Ok(match self.until {
            Until::Included => self.chain.best().await?,
            Until::Finalized => self.chain.finalized().await?,
        })
    }

    /// Submits a transaction and waits as long as the user asked.
    pub async fn submit<C: Payload>(&self, call: &C, signer: &Keypair) -> Result<Included> {
        Ok(self.chain.submit(call, signer, self.until).await?)
    }

    /// Submits one of several transactions; [`Network::settle`] waits for all of them at the end.
    pub async fn submit_one_of_several<C: Payload>(&self, call: &C, signer: &Keypair) -> Result<Included> {
        Ok(self.chain.submit(call, signer, Until::Included).await?)
    }

    /// Waits until the block of this height is final, unless the user does not care; returns the state to read.
    pub async fn settle(&self, height: BlockNumber) -> Result<At> {
        let started = Instant::now();
        loop {
            let at = self.state().await?;
            if self.until == Until::Included || at.number() >= height {
                return Ok(at);
            }
            if started.elapsed() > FINALITY {
                return Err(CliError::network(format!("block {height} is still not final; {} is", at.number()))
                    .hint("the chain's validators may be down; `--until included` does not wait for finality"));
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Whether everybody knows the keys of this chain anyway.
    pub async fn is_development(&self) -> bool {
        let kind = self.chain.request("system_chainType", &[]).await;
        kind.is_ok_and(|kind| kind == "Development" || kind == "Local")
    }

    /// Hash of the block at this height.
    pub async fn block_hash(&self, height: BlockNumber) -> Result<Option<Digest>> {
        let answer = self.chain.request("chain_getBlockHash", &[json!(height)]).await?;
        Ok(answer.as_str().and_then(crate::account::digest))
    }

    /// State of the block at this height.
    pub async fn at_height(&self, height: BlockNumber) -> Result<At> {
        let unknown = || CliError::not_found(format!("the node has no block {height}"));
        let hash = self.block_hash(height).await?.ok_or_else(unknown)?;
        Ok(self.chain.at(hash).await?)
    }
}
