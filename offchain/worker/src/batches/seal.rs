//! Sealing: from waiting receipts to the batch for the chain's next nonce.

use super::{
    credits::{self, Shared},
    durable::{Account, Batches, Sealed},
    redeem::{self, NotNow},
};
use crate::{
    chain::{home::Home, BatchLimits, Chain, ChainError, Version},
    database::DatabaseError,
    payment::ledger::StoredReceipt,
};
use codec::Encode;
use openledger_primitives::{
    batch::{BatchFile, BatchHeader, CreditLine, Redemption, SignedBatch, VersionIncome},
    merkle, merkle_sum, AccountBytes, Amount, Digest, VersionId,
};
use openledger_store::{Store, StoreError};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use tracing::{info, warn};

/// When a batch is due.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Seconds after which the oldest receipt is sealed.
    pub seconds: u64,
    /// Receipts that are sealed at once.
    pub receipts: usize,
}

/// Why nothing could be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The chain did not answer.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The ledger failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The batch file could not be stored.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The credits of a batch add up to more than 128 bits.
    #[error("the credits of a batch leave 128 bits")]
    Overflow,
}

/// Seals this worker's batches.
pub struct Sealer {
    /// The chain.
    pub chain: Arc<dyn Chain>,
    /// Which chain that is.
    pub home: Arc<Home>,
    /// Where batches are kept.
    pub batches: Batches,
    /// Where batch files go.
    pub store: Store,
    /// This worker's account.
    pub worker: AccountBytes,
    /// When a batch is due.
    pub pace: Pace,
}

/// An allocation whose receipts go into the batch.
struct Chosen {
    account: Account,
    redemption: Redemption,
    receipts: Vec<StoredReceipt>,
}

impl Sealer {
    /// Seals a batch if one is due and the chain has taken all before it; says for which nonce.
    pub async fn seal_if_due(&self, now: u64) -> Result<Option<u64>, SealError> {
        let nonce = self.chain.batch_nonce(&self.worker).await?;
        if let Some(sealed) = self.batches.get(nonce)? {
            if !self.is_dead(&sealed).await? {
                return Ok(None);
            }
            warn!(nonce, "the chain can no longer take this batch: its receipts are sealed anew");
            self.batches.unseal(&sealed)?;
        }
        let accounts = self.batches.accounts()?;
        if !self.is_due(&accounts, now) {
            return Ok(None);
        }
        let (chosen, versions) = self.choose(accounts).await?;
        if chosen.is_empty() {
            return Ok(None);
        }
        let sealed = self.compose(nonce, &chosen, &versions, now).await?;
        let accounts: Vec<Account> = chosen.into_iter().map(|chosen| chosen.account).collect();
        self.batches.seal(&sealed, &accounts)?;
        info!(nonce, receipts = sealed.receipts.len(), content = %sealed.body.header.content, "batch sealed");
        Ok(Some(nonce))
    }

    async fn is_dead(&self, sealed: &Sealed) -> Result<bool, SealError> {
        let finalized = self.chain.finalized().await?;
        for redemption in &sealed.body.redemptions {
            let allocation = self.chain.allocation(redemption.voucher.voucher.allocation).await?;
            if redeem::is_dead(redemption, allocation.as_ref(), finalized) {
                // The head may have moved between the questions: a batch the chain took meanwhile is not dead.
                return Ok(self.chain.batch_nonce(&self.worker).await? == sealed.body.header.nonce);
            }
        }
        Ok(false)
    }

    fn is_due(&self, accounts: &[Account], now: u64) -> bool {
        let waiting = || accounts.iter().flat_map(|account| &account.waiting);
        waiting().count() >= self.pace.receipts
            || waiting().any(|(_, waiting)| now.saturating_sub(waiting.made_at) >= self.pace.seconds)
    }

    /// The allocations that can be redeemed now and fit into one batch, by increasing number.
    async fn choose(&self, accounts: Vec<Account>) -> Result<(Vec<Chosen>, BTreeMap<VersionId, Version>), SealError> {
        let finalized = self.chain.finalized().await?;
        let limits = self.chain.batch_limits().await?;
        let cover = self.chain.cover(&self.worker).await?;
        let mut room = Room::new(limits, cover.limit.saturating_sub(cover.unmatured));
        let mut versions = BTreeMap::new();
        let mut chosen = Vec::new();
        for account in accounts {
            let allocation = self.chain.allocation(account.allocation).await?;
            let redemption = match redeem::redemption(&account, allocation.as_ref(), finalized) {
                Ok(redemption) => redemption,
                Err(reason) => {
                    warn!("{reason}");
                    if matches!(reason, NotNow::Lost { .. }) {
                        self.batches.write_off(account.allocation)?;
                    }
                    continue;
                }
            };
            let receipts = account
                .waiting
                .iter()
                .map(|(_, waiting)| self.batches.receipt(&waiting.receipt))
                .collect::<Result<Vec<_>, _>>()?;
            let asked: BTreeSet<VersionId> = receipts.iter().map(|stored| stored.file.receipt.version).collect();
            if self.all_payable(&asked, &mut versions).await? && room.take(&redemption, &asked) {
                chosen.push(Chosen { account, redemption, receipts });
            }
        }
        versions.retain(|version, _| room.versions.contains(version));
        Ok((chosen, versions))
    }

    async fn all_payable(
        &self,
        asked: &BTreeSet<VersionId>,
        known: &mut BTreeMap<VersionId, Version>,
    ) -> Result<bool, SealError> {
        for id in asked {
            if !known.contains_key(id) {
                let Some(version) = self.chain.version(*id).await? else { return Ok(false) };
                known.insert(*id, version);
            }
            if !known.get(id).is_some_and(|version| version.payable) {
                warn!(version = id, "receipts of a version that may not earn wait until it may");
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn compose(
        &self,
        nonce: u64,
        chosen: &[Chosen],
        versions: &BTreeMap<VersionId, Version>,
        now: u64,
    ) -> Result<Sealed, SealError> {
        let receipts: Vec<&StoredReceipt> = chosen.iter().flat_map(|chosen| &chosen.receipts).collect();
        let economics = self.chain.economics().await?;
        let shared: Vec<Shared> = receipts
            .iter()
            .map(|stored| {
                let version = versions.get(&stored.file.receipt.version);
                Shared {
                    receipt: &stored.file.receipt,
                    weights: version.filter(|version| version.has_data).map_or(&[], |_| &stored.weights),
                    royalties: version.map_or(&[], |version| &version.royalties),
                }
            })
            .collect();
        let lines = credits::lines(&shared, &economics);
        let nodes: Vec<merkle_sum::Node> = lines.iter().map(CreditLine::node).collect();
        let hashes: Vec<Digest> = receipts.iter().map(|stored| stored.file.receipt.hash()).collect();
        let file = BatchFile { receipts: receipts.iter().map(|stored| stored.file.clone()).collect(), lines };
        let header = BatchHeader {
            worker: self.worker,
            nonce,
            receipts: hashes.len() as u32,
            receipts_root: merkle::root(&leaves(&hashes)),
            credits: merkle_sum::root(&nodes).ok_or(SealError::Overflow)?,
            credit_lines: nodes.len() as u32,
            content: self.store.put(&file.encode())?,
        };
        let body = SignedBatch {
            genesis: self.home.genesis::<SealError>().await?,
            header,
            income: income(&file),
            redemptions: chosen.iter().map(|chosen| chosen.redemption).collect(),
        };
        Ok(Sealed { body, receipts: hashes, sealed_at: now })
    }
}

/// Leaves of a batch's receipts tree.
pub fn leaves(receipts: &[Digest]) -> Vec<Digest> {
    receipts.iter().map(|hash| merkle::leaf(hash)).collect()
}

/// What every version earned, by increasing version.
fn income(file: &BatchFile) -> Vec<VersionIncome> {
    let mut income: BTreeMap<VersionId, VersionIncome> = BTreeMap::new();
    let entry = |version| VersionIncome { version, receipts: 0, fees: 0, data: 0 };
    for receipt in file.receipts.iter().map(|file| &file.receipt) {
        let earned = income.entry(receipt.version).or_insert_with(|| entry(receipt.version));
        earned.receipts = earned.receipts.saturating_add(1);
        earned.fees = earned.fees.saturating_add(receipt.fee);
    }
    for line in &file.lines {
        let earned = income.entry(line.version).or_insert_with(|| entry(line.version));
        earned.data = earned.data.saturating_add(line.amount);
    }
    income.into_values().collect()
}

/// What still fits into a batch.
struct Room {
    receipts: u32,
    redemptions: u32,
    most_versions: usize,
    fees: Amount,
    versions: BTreeSet<VersionId>,
}

impl Room {
    fn new(limits: BatchLimits, fees: Amount) -> Self {
        Self {
            receipts: limits.receipts,
            redemptions: limits.redemptions,
            most_versions: limits.versions as usize,
            fees,
            versions: BTreeSet::new(),
        }
    }

    /// Takes room for a redemption of receipts of these versions, if there is enough.
    fn take(&mut self, redemption: &Redemption, asked: &BTreeSet<VersionId>) -> bool {
        let versions: BTreeSet<VersionId> = self.versions.union(asked).copied().collect();
        let rest = (
            self.receipts.checked_sub(redemption.receipts),
            self.redemptions.checked_sub(1),
            self.fees.checked_sub(redemption.amount),
        );
        let (Some(receipts), Some(redemptions), Some(fees)) = rest else { return false };
        if versions.len() > self.most_versions {
            return false;
        }
        *self = Self { receipts, redemptions, fees, versions, most_versions: self.most_versions };
        true
    }
}
