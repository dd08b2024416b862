//! The evidence on disk: a manifest for each receipt, and content by its name.

use crate::{
    account::hex,
    error::{CliError, Result},
};
use openledger_primitives::{text, BatchId, BlockNumber, ContributionId, Digest};
use openledger_store::Store;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Version of the manifest.
pub const FORMAT: u32 = 1;

/// What was collected about a receipt, besides content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: u32,
    /// The receipt's hash.
    #[serde(with = "text::hex")]
    pub receipt: Digest,
    /// Hash of the chain's genesis block.
    #[serde(with = "text::hex")]
    pub genesis: Digest,
    /// Number of the batch that redeems it.
    pub batch: BatchId,
    /// Blocks whose state is proved, the newest first.
    pub anchors: Vec<Anchor>,
    /// The transaction that brought the batch.
    pub submission: Submission,
    /// The transaction of the batch that redeemed the allocation before, if there was one.
    pub before: Option<Submission>,
    /// The contributions in the version's snapshots.
    pub contributions: Vec<ContributionId>,
}

/// A block, and parts of its state with what proves them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Its height.
    pub number: BlockNumber,
    /// Its hash.
    #[serde(with = "text::hex")]
    pub hash: Digest,
    /// Its header in SCALE, as `0x` and hexadecimal.
    pub header: String,
    /// Nodes of its state trie.
    pub nodes: Vec<String>,
}

/// A batch as its worker submitted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The block it is in.
    pub block: BlockNumber,
    /// `SignedBatch` in SCALE, as `0x` and hexadecimal.
    pub signed: String,
    /// The session key's signature over it.
    pub signature: String,
}

/// A manifest with its content.
#[derive(Debug)]
pub struct Evidence {
    /// The manifest.
    pub manifest: Manifest,
    /// Content by name, verified whenever it is read.
    pub store: Store,
}

impl Evidence {
    /// Opens what was collected in a folder about a receipt.
    pub fn open(folder: &Path, receipt: &Digest) -> Result<Self> {
        let path = place(folder, receipt);
        if !path.is_file() {
            let message = format!("`{}` holds nothing about receipt {}", folder.display(), hex(receipt));
            return Err(CliError::not_found(message).hint("collect it with `openledger verify … --fetch FOLDER`"));
        }
        let bytes = fs::read(&path).map_err(CliError::file("read", &path))?;
        let manifest: Manifest = serde_json::from_slice(&bytes)
            .map_err(|error| CliError::failure(format!("`{}` is no manifest: {error}", path.display())))?;
        if manifest.format != FORMAT {
            return Err(CliError::failure(format!(
                "`{}` has format {}, this program reads {FORMAT}",
                path.display(),
                manifest.format
            )));
        }
        Ok(Self { manifest, store: content(folder)? })
    }

    /// Writes a manifest into a folder.
    pub fn write(folder: &Path, manifest: &Manifest) -> Result<()> {
        let path = place(folder, &manifest.receipt);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(CliError::file("create", parent))?;
        let bytes = serde_json::to_vec_pretty(manifest)
            .map_err(|error| CliError::failure(format!("cannot write the manifest: {error}")))?;
        fs::write(&path, bytes).map_err(CliError::file("write", &path))
    }
}

/// The store of a folder's content.
pub fn content(folder: &Path) -> Result<Store> {
    Ok(Store::open(folder.join("content"))?)
}

/// Where a receipt's manifest is.
fn place(folder: &Path, receipt: &Digest) -> PathBuf {
    folder.join("receipts").join(format!("{}.json", hex(receipt)))
}
