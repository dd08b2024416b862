//! Sealed batches in the daemon's database.

use crate::{
    database::{DatabaseError, Table},
    payment::{
        ledger::{Ledger, Place, StoredReceipt, Waiting, RECEIPTS, STANDINGS, UNSEALED},
        standing::Standing,
    },
};
use codec::{Decode, Encode};
use openledger_primitives::{batch::SignedBatch, AllocationId, Amount, Digest};
use redb::ReadableTable;

/// What waits for an allocation, read at one moment.
#[derive(Clone, Debug)]
pub struct Account {
    /// The allocation.
    pub allocation: AllocationId,
    /// Where it stands.
    pub standing: Standing,
    /// Its waiting receipts by index.
    pub waiting: Vec<(u64, Waiting)>,
}

impl Account {
    /// Sum of the waiting receipts' fees.
    pub fn fees(&self) -> Amount {
        self.waiting.iter().fold(0, |sum: Amount, (_, waiting)| sum.saturating_add(waiting.fee))
    }
}

/// A sealed batch.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Sealed {
    /// What the session key signs.
    pub body: SignedBatch,
    /// Hashes of its receipts, in order.
    pub receipts: Vec<Digest>,
    /// Seconds since 1970.
    pub sealed_at: u64,
}

const BATCHES: Table<u64, Sealed> = Table::new("batches");

/// The batches kept in the ledger's database.
#[derive(Clone)]
pub struct Batches {
    ledger: Ledger,
}

impl Batches {
    /// The batches made of this ledger's receipts.
    pub fn open(ledger: Ledger) -> Result<Self, DatabaseError> {
        ledger.database().write(|transaction| BATCHES.open(transaction).map(|_| ()))?;
        Ok(Self { ledger })
    }

    /// The batch sealed for this nonce.
    pub fn get(&self, nonce: u64) -> Result<Option<Sealed>, DatabaseError> {
        self.ledger.database().read(|transaction| {
            let found = BATCHES.view(transaction)?.get(nonce)?;
            found.map(|bytes| BATCHES.decode(bytes.value())).transpose()
        })
    }

    /// The newest nonce a batch was sealed for.
    pub fn newest(&self) -> Result<Option<u64>, DatabaseError> {
        self.ledger.database().read(|transaction| {
            let table = BATCHES.view(transaction)?;
            let newest = table.last()?.map(|(nonce, _)| nonce.value());
            Ok(newest)
        })
    }

    /// Everything that waits, by allocation.
    pub fn accounts(&self) -> Result<Vec<Account>, DatabaseError> {
        self.ledger.database().read(|transaction| {
            let standings = STANDINGS.view(transaction)?;
            let mut accounts: Vec<Account> = Vec::new();
            for entry in UNSEALED.view(transaction)?.iter()? {
                let (at, bytes) = entry?;
                let (allocation, index) = at.value();
                let waiting = UNSEALED.decode(bytes.value())?;
                match accounts.last_mut().filter(|account| account.allocation == allocation) {
                    Some(account) => account.waiting.push((index, waiting)),
                    None => {
                        let found = standings.get(allocation)?;
                        let Some(standing) = found.map(|bytes| STANDINGS.decode(bytes.value())).transpose()? else {
                            continue;
                        };
                        accounts.push(Account { allocation, standing, waiting: vec![(index, waiting)] });
                    }
                }
            }
            Ok(accounts)
        })
    }

    /// A waiting receipt in full.
    pub fn receipt(&self, hash: &Digest) -> Result<StoredReceipt, DatabaseError> {
        self.ledger.receipt(hash)?.ok_or(DatabaseError::Value { table: "receipts" })
    }

    /// Writes a sealed batch and takes its receipts, of these accounts, out of those that wait.
    pub fn seal(&self, sealed: &Sealed, accounts: &[Account]) -> Result<(), DatabaseError> {
        let nonce = sealed.body.header.nonce;
        self.ledger.database().write(|transaction| {
            BATCHES.open(transaction)?.insert(nonce, sealed.encode().as_slice())?;
            let mut unsealed = UNSEALED.open(transaction)?;
            for (account, (index, _)) in accounts.iter().flat_map(|a| a.waiting.iter().map(move |w| (a, w))) {
                unsealed.remove((account.allocation, *index))?;
            }
            let mut receipts = RECEIPTS.open(transaction)?;
            for (position, hash) in (0u32..).zip(&sealed.receipts) {
                place(&mut receipts, hash, Some(Place { nonce, position }))?;
            }
            Ok(())
        })
    }

    /// Undoes [`Batches::seal`] for a dead batch: its receipts wait again.
    pub fn unseal(&self, sealed: &Sealed) -> Result<(), DatabaseError> {
        self.ledger.database().write(|transaction| {
            BATCHES.open(transaction)?.remove(sealed.body.header.nonce)?;
            let mut unsealed = UNSEALED.open(transaction)?;
            let mut receipts = RECEIPTS.open(transaction)?;
            for hash in &sealed.receipts {
                let Some(stored) = place(&mut receipts, hash, None)? else { continue };
                let receipt = &stored.file.receipt;
                let waiting = Waiting { receipt: *hash, fee: receipt.fee, made_at: stored.made_at };
                unsealed.insert((receipt.allocation, receipt.index), waiting.encode().as_slice())?;
            }
            Ok(())
        })
    }

    /// Stops waiting for an allocation whose receipts nothing can redeem.
    pub fn write_off(&self, allocation: AllocationId) -> Result<(), DatabaseError> {
        self.ledger.database().write(|transaction| {
            let mut unsealed = UNSEALED.open(transaction)?;
            Ok(unsealed.retain_in((allocation, 0)..=(allocation, u64::MAX), |_, _| false)?)
        })
    }
}

/// Says where a receipt stands now, and returns it.
fn place(
    receipts: &mut redb::Table<'_, [u8; 32], &'static [u8]>,
    hash: &Digest,
    place: Option<Place>,
) -> Result<Option<StoredReceipt>, DatabaseError> {
    let found = receipts.get(*hash)?.map(|bytes| RECEIPTS.decode(bytes.value())).transpose()?;
    let Some(mut stored) = found else { return Ok(None) };
    stored.place = place;
    receipts.insert(*hash, stored.encode().as_slice())?;
    Ok(Some(stored))
}
