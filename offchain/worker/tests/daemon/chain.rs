//! A chain at whatever state a test puts it.

use async_trait::async_trait;
use openledger_primitives::{
    split::Economics, voucher::NO_RECEIPTS, AccountBytes, AllocationId, BlockNumber, ContributionId, Digest, VersionId,
};
use openledger_worker::chain::{Allocation, BatchLimits, Chain, ChainError, Contribution, Cover, Version};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard},
};

pub const GENESIS: Digest = [7; 32];
pub const WORKER: AccountBytes = [8; 32];
pub const ECONOMICS: Economics =
    Economics { platform: 50_000, worker: 300_000, builder: 200_000, stakers: 0, royalty_cap: 300_000, data: 450_000 };

/// Everything the daemon can ask for.
pub struct State {
    pub genesis: Digest,
    pub reachable: bool,
    pub finalized: BlockNumber,
    pub allocations: BTreeMap<AllocationId, Allocation>,
    pub versions: BTreeMap<VersionId, Version>,
    pub aliases: BTreeMap<String, VersionId>,
    pub contributions: BTreeMap<ContributionId, Contribution>,
    pub nonce: u64,
    pub cover: Cover,
    pub limits: BatchLimits,
}

pub struct TestChain(Mutex<State>);

impl TestChain {
    pub fn new() -> Self {
        Self(Mutex::new(State {
            genesis: GENESIS,
            reachable: true,
            finalized: 100,
            allocations: BTreeMap::new(),
            versions: BTreeMap::new(),
            aliases: BTreeMap::new(),
            contributions: BTreeMap::new(),
            nonce: 0,
            cover: Cover { limit: 1 << 100, unmatured: 0 },
            limits: BatchLimits { receipts: 100, redemptions: 10, versions: 10 },
        }))
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics while it holds the chain")
    }

    /// An allocation whose vouchers this key signs.
    pub fn allocate(&self, id: AllocationId, amount: u128, voucher_key: [u8; 32]) {
        let allocation = Allocation {
            id,
            worker: WORKER,
            amount,
            redeemed: 0,
            receipts: 0,
            receipts_hash: NO_RECEIPTS,
            voucher_key,
            closes_at: None,
        };
        self.state().allocations.insert(id, allocation);
    }

    fn answer<T>(&self, answer: impl FnOnce(&State) -> T) -> Result<T, ChainError> {
        let state = self.state();
        if state.reachable {
            Ok(answer(&state))
        } else {
            Err(ChainError::Unreachable("the test cut it off".into()))
        }
    }
}

#[async_trait]
impl Chain for TestChain {
    async fn genesis(&self) -> Result<Digest, ChainError> {
        self.answer(|state| state.genesis)
    }
    async fn finalized(&self) -> Result<BlockNumber, ChainError> {
        self.answer(|state| state.finalized)
    }
    async fn allocation(&self, id: AllocationId) -> Result<Option<Allocation>, ChainError> {
        self.answer(|state| state.allocations.get(&id).cloned())
    }
    async fn version(&self, id: VersionId) -> Result<Option<Version>, ChainError> {
        self.answer(|state| state.versions.get(&id).cloned())
    }
    async fn resolve(&self, alias: &str) -> Result<Option<VersionId>, ChainError> {
        self.answer(|state| state.aliases.get(alias).copied())
    }
    async fn names(&self) -> Result<Vec<(String, VersionId)>, ChainError> {
        self.answer(|state| state.aliases.iter().map(|(alias, id)| (alias.clone(), *id)).collect())
    }
    async fn contribution(&self, id: ContributionId) -> Result<Option<Contribution>, ChainError> {
        self.answer(|state| state.contributions.get(&id).copied())
    }
    async fn economics(&self) -> Result<Economics, ChainError> {
        self.answer(|_| ECONOMICS)
    }
    async fn batch_nonce(&self, _: &AccountBytes) -> Result<u64, ChainError> {
        self.answer(|state| state.nonce)
    }
    async fn cover(&self, _: &AccountBytes) -> Result<Cover, ChainError> {
        self.answer(|state| state.cover)
    }
    async fn batch_limits(&self) -> Result<BatchLimits, ChainError> {
        self.answer(|state| state.limits)
    }
}
