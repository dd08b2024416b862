//! The chain behind a node's RPC.

use super::{Allocation, BatchLimits, Chain, ChainError, Contribution, Cover, Version};
use async_trait::async_trait;
use openledger_client::{
    runtime::{
        self,
        runtime_types::{bounded_collections::bounded_vec::BoundedVec, pallet_models::types::VersionState},
    },
    AccountId32, At, Chain as Client, Error,
};
use openledger_primitives::{
    split::{share_down, Economics},
    AccountBytes, AllocationId, BlockNumber, ContributionId, Digest, VersionId,
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::Mutex as Turn;

/// How old the finalized head may be that a question is answered at: a request asks several.
const FRESH: Duration = Duration::from_millis(500);
/// How long the node may take to connect or to name its head.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connects when it is first asked, and again after the connection broke.
pub struct NodeChain {
    url: String,
    connection: Turn<Option<Connection>>,
    /// Content and contributor of a contribution never change.
    contributions: Mutex<HashMap<ContributionId, Contribution>>,
}

struct Connection {
    client: Client,
    head: Option<(Instant, At)>,
}

impl NodeChain {
    /// The chain of the node at a WebSocket address. Nothing is sent yet.
    pub fn new(url: &str) -> Self {
        Self { url: url.to_owned(), connection: Turn::default(), contributions: Mutex::default() }
    }

    /// State of a finalized block not older than [`FRESH`].
    async fn at(&self) -> Result<At, ChainError> {
        let mut held = self.connection.lock().await;
        let mut connection = match held.take() {
            Some(connection) => connection,
            None => Connection { client: in_time(Client::connect(&self.url)).await?, head: None },
        };
        if let Some((asked, at)) = &connection.head {
            if asked.elapsed() < FRESH {
                let at = at.clone();
                *held = Some(connection);
                return Ok(at);
            }
        }
        // A connection that cannot name its head is not kept.
        let at = in_time(connection.client.finalized()).await?;
        connection.head = Some((Instant::now(), at.clone()));
        *held = Some(connection);
        Ok(at)
    }
}

async fn in_time<T>(question: impl std::future::Future<Output = Result<T, Error>>) -> Result<T, ChainError> {
    let late = |_| ChainError::Unreachable(format!("no answer within {} s", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, question)
        .await
        .map_err(late)?
        .map_err(|error| ChainError::Unreachable(error.to_string()))
}

fn unexpected(error: Error) -> ChainError {
    ChainError::Unexpected(error.to_string())
}

fn missing(what: &str) -> ChainError {
    ChainError::Unexpected(format!("no {what} in state"))
}

fn bounded(text: &str) -> BoundedVec<u8> {
    BoundedVec(text.as_bytes().to_vec())
}

fn text(stored: &BoundedVec<u8>) -> String {
    String::from_utf8_lossy(&stored.0).into_owned()
}

#[async_trait]
impl Chain for NodeChain {
    async fn genesis(&self) -> Result<Digest, ChainError> {
        self.at().await?;
        let held = self.connection.lock().await;
        let connection = held.as_ref().ok_or_else(|| ChainError::Unreachable("the connection broke".into()))?;
        Ok(connection.client.genesis())
    }

    async fn finalized(&self) -> Result<BlockNumber, ChainError> {
        Ok(self.at().await?.number())
    }

    async fn allocation(&self, id: AllocationId) -> Result<Option<Allocation>, ChainError> {
        let found = self.at().await?.get(runtime::storage().attribution().allocations(), (id,)).await;
        Ok(found.map_err(unexpected)?.map(|stored| Allocation {
            id,
            worker: stored.worker.0,
            amount: stored.amount,
            redeemed: stored.redeemed,
            receipts: stored.receipts,
            receipts_hash: stored.receipts_hash,
            voucher_key: stored.voucher_key,
            closes_at: stored.closes_at,
        }))
    }

    async fn version(&self, id: VersionId) -> Result<Option<Version>, ChainError> {
        let at = self.at().await?;
        let found = at.get(runtime::storage().models().versions(), (id,)).await.map_err(unexpected)?;
        let Some(stored) = found else { return Ok(None) };
        let grace = at.constant(runtime::constants().models().retirement_grace()).map_err(unexpected)?;
        let deployed = stored.state == VersionState::Deployed;
        let fresh = stored.retired_at.is_some_and(|retired| at.number() <= retired.saturating_add(grace));
        Ok(Some(Version {
            id,
            model: text(&stored.model),
            number: stored.number,
            base: stored.base.0,
            adapter: stored.adapter.map(|cid| cid.0),
            adapter_config: stored.adapter_config.map(|cid| cid.0),
            index: stored.index.map(|cid| cid.0),
            index_root: stored.index_root,
            numeric_class: stored.numeric_class.0,
            input_price: stored.input_price,
            output_price: stored.output_price,
            royalties: stored.royalties.0,
            has_data: !stored.snapshots.0.is_empty(),
            deployed,
            payable: deployed || fresh,
        }))
    }

    async fn resolve(&self, name: &str) -> Result<Option<VersionId>, ChainError> {
        let at = self.at().await?;
        let alias = at.get(runtime::storage().models().aliases(), (bounded(name),)).await.map_err(unexpected)?;
        if alias.is_some() {
            return Ok(alias);
        }
        let model = at.get(runtime::storage().models().models(), (bounded(name),)).await.map_err(unexpected)?;
        Ok(model.and_then(|model| model.latest))
    }

    async fn names(&self) -> Result<Vec<(String, VersionId)>, ChainError> {
        let at = self.at().await?;
        let aliases = at.all(runtime::storage().models().aliases(), ()).await.map_err(unexpected)?;
        let models = at.all(runtime::storage().models().models(), ()).await.map_err(unexpected)?;
        let mut names: Vec<(String, VersionId)> = aliases.iter().map(|((name,), id)| (text(name), *id)).collect();
        for ((slug,), model) in &models {
            let name = text(slug);
            if let (Some(latest), false) = (model.latest, names.iter().any(|(known, _)| *known == name)) {
                names.push((name, latest));
            }
        }
        names.sort();
        Ok(names)
    }

    async fn contribution(&self, id: ContributionId) -> Result<Option<Contribution>, ChainError> {
        let known = |contributions: &Mutex<HashMap<_, _>>| {
            contributions.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
        };
        if let Some(known) = known(&self.contributions) {
            return Ok(Some(known));
        }
        let found = self.at().await?.get(runtime::storage().datanets().contributions(), (id,)).await;
        let Some(stored) = found.map_err(unexpected)? else { return Ok(None) };
        let contribution = Contribution { id, content: stored.content.0, contributor: stored.contributor.0 };
        self.contributions.lock().unwrap_or_else(PoisonError::into_inner).insert(id, contribution);
        Ok(Some(contribution))
    }

    async fn economics(&self) -> Result<Economics, ChainError> {
        let found = self.at().await?.get(runtime::storage().attribution().economics(), ()).await;
        Ok(found.map_err(unexpected)?.ok_or_else(|| missing("economics"))?.0)
    }

    async fn batch_nonce(&self, worker: &AccountBytes) -> Result<u64, ChainError> {
        let key = (AccountId32(*worker),);
        let found = self.at().await?.get(runtime::storage().attribution().batch_nonce(), key).await;
        Ok(found.map_err(unexpected)?.unwrap_or_default())
    }

    async fn cover(&self, worker: &AccountBytes) -> Result<Cover, ChainError> {
        let at = self.at().await?;
        let account = AccountId32(*worker);
        let stored = at.get(runtime::storage().compute().workers(), (account,)).await.map_err(unexpected)?;
        let bond = stored.map_or(0, |worker| worker.bond);
        let rules = at.get(runtime::storage().attribution().rules(), ()).await.map_err(unexpected)?;
        let rules = rules.ok_or_else(|| missing("attribution rules"))?;
        let unmatured = at.get(runtime::storage().attribution().unmatured(), (account,)).await.map_err(unexpected)?;
        Ok(Cover { limit: share_down(bond, rules.bond_cover), unmatured: unmatured.unwrap_or_default() })
    }

    async fn batch_limits(&self) -> Result<BatchLimits, ChainError> {
        let at = self.at().await?;
        let rules = at.get(runtime::storage().attribution().rules(), ()).await.map_err(unexpected)?;
        let constants = runtime::constants().attribution();
        Ok(BatchLimits {
            receipts: rules.ok_or_else(|| missing("attribution rules"))?.maximum_receipts,
            redemptions: at.constant(constants.max_redemptions()).map_err(unexpected)?,
            versions: at.constant(constants.max_versions()).map_err(unexpected)?,
        })
    }
}
