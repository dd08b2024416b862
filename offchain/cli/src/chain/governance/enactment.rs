//! What became of a decision that passed: the scheduler ran its call, will run it, or could not.

use super::{
    proposal,
    referenda::{self, Index, Over},
};
use crate::{
    chain::Network,
    error::{CliError, Result},
};
use codec::Encode;
use openledger_client::{
    runtime::{self, scheduler::events as scheduler, whitelist::events as whitelist},
    At, Named,
};
use openledger_primitives::{BlockNumber, Digest};
use serde_json::{json, Value};

/// How many blocks are looked through for a call that was run after it was endorsed.
const LOOKED_THROUGH: BlockNumber = 600;

/// Where an enactment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enactment {
    /// The scheduler runs it in this block.
    Scheduled(BlockNumber),
    /// It ran and succeeded.
    Done(BlockNumber),
    /// It ran and failed; nothing was changed.
    Failed(BlockNumber, Named),
    /// It was not yet endorsed and is kept; anybody may run it once it is.
    Kept(BlockNumber, Digest),
    /// It could not be run, and never will.
    Lost(BlockNumber, &'static str),
    /// The node has forgotten the blocks that would tell.
    Forgotten,
}

/// What the scheduler calls the enactment of a referendum.
pub fn name(index: Index) -> Digest {
    sp_crypto_hashing::blake2_256(&(*b"assembly", "enactment", index).encode())
}

/// Where the enactment of a referendum that passed stands.
pub async fn find(network: &Network, now: &At, index: Index, over: &Over) -> Result<Enactment> {
    let name = name(index);
    if let Some((block, _)) = now.get(runtime::storage().scheduler().lookup(), (name,)).await? {
        // What does not fit into its block stays there and runs later.
        return Ok(Enactment::Scheduled(block.max(now.number().saturating_add(1))));
    }
    match search(network, now.number(), index, over).await {
        Ok(Enactment::Kept(block, hash)) => run_later(network, now, block, hash).await,
        Ok(found) => Ok(found),
        // Nodes that are no archives keep the state of the last blocks only.
        Err(error) if error.kind == crate::error::Kind::Network => Ok(Enactment::Forgotten),
        Err(error) => Err(error),
    }
}

/// What became of a call that was kept for its endorsement.
async fn run_later(network: &Network, now: &At, block: BlockNumber, hash: Digest) -> Result<Enactment> {
    let kept = runtime::storage().whitelist().deferred_dispatch();
    if now.get(kept, (hash.into(),)).await?.is_some() {
        return Ok(Enactment::Kept(block, hash));
    }
    for height in block..=now.number().min(block.saturating_add(LOOKED_THROUGH)) {
        let Ok(at) = network.at_height(height).await else { break };
        match ran(&at, hash).await {
            Ok(Some(Err(error))) => return Ok(Enactment::Failed(height, error)),
            Ok(Some(Ok(()))) => return Ok(Enactment::Done(height)),
            Ok(None) => {}
            Err(_) => break,
        }
    }
    Ok(Enactment::Forgotten)
}

/// What a whitelisted call came to in a block, if it ran there.
async fn ran(at: &At, hash: Digest) -> Result<Option<Result<(), Named>>> {
    let ran = at.events().await?.of::<whitelist::WhitelistedCallDispatched>()?;
    let ran = ran.into_iter().find(|event| event.call_hash.0 == hash);
    Ok(ran.map(|event| event.result.map(|_| ()).map_err(|failed| at.explain_error(&failed.error))))
}

/// Looks through the blocks from the one that it was planned for.
async fn search(network: &Network, now: BlockNumber, index: Index, over: &Over) -> Result<Enactment> {
    let name = name(index);
    let planned = network.at_height(over.at).await?.get(runtime::storage().scheduler().lookup(), (name,)).await?;
    let Some((first, _)) = planned else { return Ok(Enactment::Lost(over.at, "the scheduler did not take it")) };
    for height in first..=now {
        let at = network.at_height(height).await?;
        if let Some(found) = in_block(network, &at, index, over).await? {
            return Ok(found);
        }
        if at.get(runtime::storage().scheduler().lookup(), (name,)).await?.is_none() {
            return Ok(Enactment::Lost(height, "it was taken off the schedule"));
        }
    }
    Ok(Enactment::Forgotten)
}

async fn in_block(network: &Network, at: &At, index: Index, over: &Over) -> Result<Option<Enactment>> {
    let (events, name, height) = (at.events().await?, Some(name(index)), at.number());
    if let Some(ran) = events.of::<scheduler::Dispatched>()?.into_iter().find(|event| event.id == name) {
        return Ok(Some(match ran.result {
            Err(error) => Enactment::Failed(height, at.explain_error(&error)),
            Ok(()) => inner(network, at, index, over).await?.unwrap_or(Enactment::Done(height)),
        }));
    }
    let unavailable = events.of::<scheduler::CallUnavailable>()?;
    if unavailable.iter().any(|event| event.id == name) {
        return Ok(Some(Enactment::Lost(height, "its preimage was not there")));
    }
    let heavy = events.of::<scheduler::PermanentlyOverweight>()?;
    if heavy.iter().any(|event| event.id == name) {
        return Ok(Some(Enactment::Lost(height, "it takes more than a block has")));
    }
    Ok(None)
}

/// What became of the call inside a whitelisted one, which never fails itself.
async fn inner(network: &Network, at: &At, index: Index, over: &Over) -> Result<Option<Enactment>> {
    let Some((then, status)) = referenda::before(network, index, over).await else { return Ok(None) };
    let Some(bytes) = proposal::bytes(&then, &status.proposal).await? else { return Ok(None) };
    let Some((_, hash)) = proposal::whitelisted(at, &bytes) else { return Ok(None) };
    let events = at.events().await?;
    if events.of::<whitelist::DispatchDeferred>()?.iter().any(|event| event.call_hash.0 == hash) {
        return Ok(Some(Enactment::Kept(at.number(), hash)));
    }
    Ok(match ran(at, hash).await? {
        Some(Err(error)) => Some(Enactment::Failed(at.number(), error)),
        _ => None,
    })
}

impl Enactment {
    /// Its fields.
    pub fn json(&self) -> Value {
        match self {
            Self::Scheduled(block) => json!({ "state": "scheduled", "block": block }),
            Self::Done(block) => json!({ "state": "done", "block": block }),
            Self::Failed(block, error) => {
                json!({ "state": "failed", "block": block, "error": error.name, "reason": error.docs })
            }
            Self::Kept(block, hash) => {
                json!({ "state": "waits-for-endorsement", "block": block, "call_hash": crate::account::hex(hash) })
            }
            Self::Lost(block, why) => json!({ "state": "lost", "block": block, "reason": why }),
            Self::Forgotten => json!({ "state": "unknown", "reason": "the node has forgotten those blocks" }),
        }
    }

    /// Fails when the decision changed nothing.
    pub fn check(&self, index: Index) -> Result<()> {
        match self {
            Self::Failed(block, error) => Err(CliError::refused(format!(
                "referendum {index} passed, but its call failed in block {block}: {}{}",
                error.name,
                if error.docs.is_empty() { String::new() } else { format!(": {}", error.docs) }
            ))
            .hint(match error.name.as_str() {
                "BadOrigin" => "its track may not decide this; propose it on the track that may (`docs/governance.md`)",
                _ => "nothing was changed; propose it again once the reason is gone",
            })),
            Self::Lost(block, why) => Err(CliError::failure(format!(
                "referendum {index} passed, but was not enacted in block {block}: {why}"
            ))),
            _ => Ok(()),
        }
    }
}
