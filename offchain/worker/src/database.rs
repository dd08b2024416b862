//! The daemon's memory: one redb file for jobs, allocations, receipts and batches.
//!
//! Every write is one transaction that is on disk when it returns, so whatever an answer says has happened
//! before the answer leaves. Values are SCALE.

use codec::{Decode, Encode};
use redb::{ReadTransaction, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction};
use std::path::{Path, PathBuf};

/// The tables' file, open.
pub struct Database {
    inner: redb::Database,
}

/// Why something cannot be remembered or recalled.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The file cannot be opened.
    #[error("cannot open the worker's database `{}`: {source}; is another openledger-worker using this --store?", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What redb said.
        #[source]
        source: Box<redb::Error>,
    },
    /// A transaction failed; nothing of it happened.
    #[error("the worker's database: {0}")]
    Transaction(#[source] Box<redb::Error>),
    /// A value is not what this build writes.
    #[error("the worker's database holds a value in `{table}` that this build cannot read: was it written by another version?")]
    Value {
        /// The table.
        table: &'static str,
    },
    /// Somebody else wrote in between.
    #[error("another request was recorded in between: try again")]
    Moved,
    /// The file belongs to another chain or account.
    #[error("the worker's database belongs to {what} {found}, this is {expected}: use another --store")]
    Owner {
        /// `chain` or `account`.
        what: &'static str,
        /// In the file.
        found: String,
        /// Of this daemon.
        expected: String,
    },
}

macro_rules! failed_transactions {
    ($($error:ident),*) => {$(
        impl From<redb::$error> for DatabaseError {
            fn from(error: redb::$error) -> Self {
                Self::Transaction(Box::new(error.into()))
            }
        }
    )*};
}

failed_transactions!(TransactionError, TableError, StorageError, CommitError);

/// What the database is bound to, by name.
const OWNERS: TableDefinition<&str, &[u8]> = TableDefinition::new("owners");

impl Database {
    /// Opens the file, making it if it is not there.
    pub fn open(path: &Path) -> Result<Self, DatabaseError> {
        let inner = redb::Database::create(path)
            .map_err(|error| DatabaseError::Open { path: path.to_owned(), source: Box::new(error.into()) })?;
        Ok(Self { inner })
    }

    /// Runs `query` on one consistent state.
    pub fn read<T, E: From<DatabaseError>>(
        &self,
        query: impl FnOnce(&ReadTransaction) -> Result<T, E>,
    ) -> Result<T, E> {
        query(&self.inner.begin_read().map_err(DatabaseError::from)?)
    }

    /// Runs `change` and makes it durable; nothing of it happens when it fails.
    pub fn write<T, E: From<DatabaseError>>(
        &self,
        change: impl FnOnce(&WriteTransaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self.inner.begin_write().map_err(DatabaseError::from)?;
        let value = change(&transaction)?;
        transaction.commit().map_err(DatabaseError::from)?;
        Ok(value)
    }

    /// Binds the database to a chain or an account the first time, and refuses any other later.
    pub fn bind(&self, what: &'static str, owner: &[u8]) -> Result<(), DatabaseError> {
        self.write(|transaction| {
            let mut owners = transaction.open_table(OWNERS)?;
            let found = owners.get(what)?.map(|value| value.value().to_vec());
            match found {
                None => owners.insert(what, owner).map(|_| ()).map_err(DatabaseError::from),
                Some(found) if found == owner => Ok(()),
                Some(found) => Err(DatabaseError::Owner {
                    what,
                    found: format!("0x{}", hex::encode(found)),
                    expected: format!("0x{}", hex::encode(owner)),
                }),
            }
        })
    }
}

/// A table from `K` to SCALE-encoded `V`s.
pub struct Table<K: redb::Key + 'static, V> {
    definition: TableDefinition<'static, K, &'static [u8]>,
    name: &'static str,
    value: std::marker::PhantomData<fn() -> V>,
}

impl<K: redb::Key + 'static, V: Encode + Decode> Table<K, V> {
    /// The table by this name.
    pub const fn new(name: &'static str) -> Self {
        Self { definition: TableDefinition::new(name), name, value: std::marker::PhantomData }
    }

    /// The table inside a write transaction.
    pub fn open<'a>(
        &self,
        transaction: &'a WriteTransaction,
    ) -> Result<redb::Table<'a, K, &'static [u8]>, DatabaseError> {
        Ok(transaction.open_table(self.definition)?)
    }

    /// The table inside a read transaction. Whoever owns the table has opened it for writing once before.
    pub fn view(&self, transaction: &ReadTransaction) -> Result<redb::ReadOnlyTable<K, &'static [u8]>, DatabaseError> {
        Ok(transaction.open_table(self.definition)?)
    }

    /// Reads a stored value.
    pub fn decode(&self, bytes: &[u8]) -> Result<V, DatabaseError> {
        V::decode(&mut &*bytes).map_err(|_| DatabaseError::Value { table: self.name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERS: Table<u64, u32> = Table::new("numbers");

    #[test]
    fn a_failed_change_leaves_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let database = Database::open(&dir.path().join("worker.redb")).expect("open");
        database.write(|transaction| NUMBERS.open(transaction).map(|_| ())).expect("an empty table");
        let refused: Result<(), DatabaseError> = database.write(|transaction| {
            NUMBERS.open(transaction)?.insert(1, 7u32.encode().as_slice())?;
            Err(DatabaseError::Value { table: "numbers" })
        });
        assert!(refused.is_err());
        let found: Result<_, DatabaseError> =
            database.read(|transaction| Ok(NUMBERS.view(transaction)?.get(1)?.is_some()));
        assert!(!found.expect("read"));
    }

    #[test]
    fn a_value_of_another_build_is_named() {
        let dir = tempfile::tempdir().expect("a folder");
        let database = Database::open(&dir.path().join("worker.redb")).expect("open");
        let error: Result<u32, DatabaseError> = database.write(|transaction| {
            let mut table = NUMBERS.open(transaction)?;
            table.insert(1, [1u8].as_slice())?;
            let bytes = table.get(1)?.map(|value| value.value().to_vec()).unwrap_or_default();
            NUMBERS.decode(&bytes)
        });
        assert!(error.expect_err("too short").to_string().contains("numbers"));
    }

    #[test]
    fn a_database_serves_one_chain_and_one_process() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("worker.redb");
        let database = Database::open(&path).expect("open");
        database.bind("chain", &[1]).expect("the first");
        database.bind("chain", &[1]).expect("the same");
        let error = database.bind("chain", &[2]).expect_err("another");
        assert_eq!(error.to_string(), "the worker's database belongs to chain 0x01, this is 0x02: use another --store");
        assert!(matches!(Database::open(&path), Err(DatabaseError::Open { .. })));
    }
}
