//! The durable ledger: allocations, receipts, and which receipts wait for a batch.
//!
//! A receipt and the voucher that bought it are written in one transaction, before the answer leaves.

use super::standing::Standing;
use crate::{
    chain::{Allocation, Version},
    database::{Database, DatabaseError, Table},
};
use codec::{Decode, Encode};
use openledger_primitives::{
    batch::ReceiptFile, content::ContentId, job::BaseFiles, voucher::SignedVoucher, AllocationId, Amount,
    ContributionId, Digest,
};
use redb::{ReadableTable, TableDefinition};
use std::sync::Arc;

/// The files that answered, named with every receipt so that it can be checked later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct VersionFiles {
    /// The base.
    pub base: BaseFiles,
    /// The adapter.
    pub adapter: Option<ContentId>,
    /// Its configuration.
    pub adapter_config: Option<ContentId>,
    /// The attribution index.
    pub index: Option<ContentId>,
    /// The index's root.
    pub index_root: Option<Digest>,
}

impl From<&Version> for VersionFiles {
    fn from(version: &Version) -> Self {
        Self {
            base: version.base,
            adapter: version.adapter,
            adapter_config: version.adapter_config,
            index: version.index,
            index_root: version.index_root,
        }
    }
}

/// Where a receipt stands in a sealed batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Place {
    /// The batch.
    pub nonce: u64,
    /// Position among its receipts.
    pub position: u32,
}

/// A receipt with everything that recomputes it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct StoredReceipt {
    /// What goes into the batch file.
    pub file: ReceiptFile,
    /// What each contribution's share is in proportion to.
    pub weights: Vec<(ContributionId, u128)>,
    /// The files that answered.
    pub version: VersionFiles,
    /// Seconds since 1970.
    pub made_at: u64,
    /// Set when it is sealed.
    pub place: Option<Place>,
}

/// A receipt that waits for a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Waiting {
    /// Its hash.
    pub receipt: Digest,
    /// Its fee.
    pub fee: Amount,
    /// Seconds since 1970.
    pub made_at: u64,
}

/// All receipts that wait for a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// How many.
    pub receipts: u32,
    /// Sum of their fees.
    pub fees: Amount,
}

pub(crate) const STANDINGS: Table<u64, Standing> = Table::new("allocations");
pub(crate) const RECEIPTS: Table<[u8; 32], StoredReceipt> = Table::new("receipts");
/// (allocation, index) → the receipt.
pub(crate) const UNSEALED: Table<(u64, u64), Waiting> = Table::new("receipts-unsealed");
const COUNTS: TableDefinition<&str, u64> = TableDefinition::new("counts");

/// The ledger kept in the daemon's database.
#[derive(Clone)]
pub struct Ledger {
    database: Arc<Database>,
}

impl Ledger {
    /// The ledger kept in `database`.
    pub fn open(database: Arc<Database>) -> Result<Self, DatabaseError> {
        database.write(|transaction| {
            STANDINGS.open(transaction)?;
            RECEIPTS.open(transaction)?;
            UNSEALED.open(transaction)?;
            transaction.open_table(COUNTS)?;
            Ok::<_, DatabaseError>(())
        })?;
        Ok(Self { database })
    }

    /// Where an allocation stands. The chain is right where it knows more receipts than this ledger: then an
    /// earlier database of this worker is lost, and with it what was not redeemed.
    pub fn standing(&self, allocation: &Allocation) -> Result<Standing, DatabaseError> {
        let known = self.database.read(|transaction| {
            let found = STANDINGS.view(transaction)?.get(allocation.id)?;
            found.map(|bytes| STANDINGS.decode(bytes.value())).transpose()
        })?;
        Ok(known
            .filter(|standing| standing.receipts >= allocation.receipts)
            .unwrap_or_else(|| Standing::on_chain(allocation)))
    }

    /// Writes a receipt and the voucher that bought it. `before` is where the allocation stood when the voucher
    /// was checked.
    pub fn record(
        &self,
        allocation: AllocationId,
        before: &Standing,
        voucher: SignedVoucher,
        receipt: &StoredReceipt,
    ) -> Result<Standing, DatabaseError> {
        let hash = receipt.file.receipt.hash();
        let fee = receipt.file.receipt.fee;
        let after = before.after(&hash, fee, voucher).ok_or(DatabaseError::Value { table: "allocations" })?;
        self.database.write(|transaction| {
            let mut standings = STANDINGS.open(transaction)?;
            let mut unsealed = UNSEALED.open(transaction)?;
            let found = standings.get(allocation)?.map(|bytes| STANDINGS.decode(bytes.value())).transpose()?;
            if found.is_some_and(|found| found.receipts > before.receipts) {
                return Err(DatabaseError::Moved);
            }
            if before.last_receipt.is_none() {
                // The ledger begins here, or begins again: what it had before can no longer be redeemed.
                unsealed.retain_in((allocation, 0)..=(allocation, u64::MAX), |_, _| false)?;
            }
            let waiting = Waiting { receipt: hash, fee, made_at: receipt.made_at };
            unsealed.insert((allocation, before.receipts), waiting.encode().as_slice())?;
            standings.insert(allocation, after.encode().as_slice())?;
            RECEIPTS.open(transaction)?.insert(hash, receipt.encode().as_slice())?;
            let mut counts = transaction.open_table(COUNTS)?;
            let given = counts.get("receipts")?.map_or(0, |count| count.value());
            counts.insert("receipts", given.saturating_add(1))?;
            Ok(())
        })?;
        Ok(after)
    }

    /// Keeps a voucher that countersigns everything given, in place of the one before.
    pub fn countersign(
        &self,
        allocation: AllocationId,
        before: &Standing,
        voucher: SignedVoucher,
    ) -> Result<Standing, DatabaseError> {
        let after = Standing { voucher: Some(voucher), ..before.clone() };
        if before.last_receipt.is_none() {
            // Nothing was given that this ledger knows of: there is nothing to redeem with it.
            return Ok(after);
        }
        self.database.write(|transaction| {
            let mut standings = STANDINGS.open(transaction)?;
            let found = standings.get(allocation)?.map(|bytes| STANDINGS.decode(bytes.value())).transpose()?;
            if found.is_some_and(|found| found.receipts != before.receipts) {
                return Err(DatabaseError::Moved);
            }
            standings.insert(allocation, after.encode().as_slice())?;
            Ok(())
        })?;
        Ok(after)
    }

    /// A receipt by its hash.
    pub fn receipt(&self, hash: &Digest) -> Result<Option<StoredReceipt>, DatabaseError> {
        self.database.read(|transaction| {
            let found = RECEIPTS.view(transaction)?.get(*hash)?;
            found.map(|bytes| RECEIPTS.decode(bytes.value())).transpose()
        })
    }

    /// What waits for a batch.
    pub fn backlog(&self) -> Result<Backlog, DatabaseError> {
        self.database.read(|transaction| {
            let mut backlog = Backlog::default();
            for entry in UNSEALED.view(transaction)?.iter()? {
                let waiting = UNSEALED.decode(entry?.1.value())?;
                backlog.receipts = backlog.receipts.saturating_add(1);
                backlog.fees = backlog.fees.saturating_add(waiting.fee);
            }
            Ok(backlog)
        })
    }

    /// Receipts ever given.
    pub fn given(&self) -> Result<u64, DatabaseError> {
        self.database
            .read(|transaction| Ok(transaction.open_table(COUNTS)?.get("receipts")?.map_or(0, |count| count.value())))
    }

    /// The database itself, for the batches that are made of it.
    pub(crate) fn database(&self) -> &Database {
        &self.database
    }
}
