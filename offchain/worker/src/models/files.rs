//! A version's files, read from the store and checked by the engine.

use openledger_engine::{attribute, Adapter, Base};
use openledger_primitives::{content::ContentId, job::BaseFiles, recipe::Recipe};
use openledger_store::{Store, StoreError};

/// Why a version's files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Missing or altered.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The engine refuses it.
    #[error("{what} `{cid}`: {source}")]
    Engine {
        /// Which of the version's files.
        what: &'static str,
        /// Its name.
        cid: ContentId,
        /// Why.
        #[source]
        source: openledger_engine::Error,
    },
    /// It is no attribution index.
    #[error("index `{cid}`: {source}")]
    Index {
        /// Its name.
        cid: ContentId,
        /// Why.
        #[source]
        source: attribute::Error,
    },
}

/// A base in memory.
pub fn base(store: &Store, files: &BaseFiles) -> Result<Base, FileError> {
    let (weights, config, tokenizer) =
        (store.get(&files.weights)?, store.get(&files.config)?, store.get(&files.tokenizer)?);
    Base::from_files(&weights, &config, &tokenizer).map_err(refused("base", files.weights))
}

/// An adapter from its two files.
pub fn adapter(store: &Store, weights: &ContentId, config: &ContentId, base: &Base) -> Result<Adapter, FileError> {
    Adapter::from_peft(&store.get(weights)?, &store.get(config)?, &base.config).map_err(refused("adapter", *weights))
}

/// An adapter of a recipe's shape from its weights alone, as jobs name it.
pub fn adapter_of_recipe(
    store: &Store,
    weights: &ContentId,
    recipe: &Recipe,
    base: &Base,
) -> Result<Adapter, FileError> {
    let read = |bytes: &[u8]| {
        let config = Adapter::fresh(&base.config, recipe).to_peft("")?.config;
        Adapter::from_peft(bytes, &config, &base.config)
    };
    read(&store.get(weights)?).map_err(refused("adapter", *weights))
}

/// An attribution index, checked.
pub fn index(store: &Store, cid: &ContentId) -> Result<attribute::Index, FileError> {
    attribute::Index::from_bytes(&store.get(cid)?).map_err(|source| FileError::Index { cid: *cid, source })
}

fn refused(what: &'static str, cid: ContentId) -> impl FnOnce(openledger_engine::Error) -> FileError {
    move |source| FileError::Engine { what, cid, source }
}
