//! Values of the state, with the trie nodes that prove them.

use crate::{
    account::{hex, unhex},
    chain::Network,
    error::{CliError, Result},
    verify::{stored, trie, Anchor, Stored},
};
use openledger_client::At;
use openledger_primitives::{
    recipe::Recipe, AccountBytes, AllocationId, BatchId, BlockNumber, ContributionId, Digest, VersionId,
};
use serde_json::json;
use std::collections::BTreeSet;

/// Keys that are proved in one request.
const KEYS_AT_ONCE: usize = 256;

/// What is to be proved.
pub struct Subjects {
    /// Stays in the state for good.
    lasting: Vec<Vec<u8>>,
    /// May be gone: allocations that were closed, a worker that left.
    passing: Vec<Vec<u8>>,
}

impl Subjects {
    /// A batch and its worker.
    pub fn new(batch: BatchId, worker: &AccountBytes) -> Self {
        Self { lasting: vec![stored::Batch::key(batch)], passing: vec![stored::Worker::key(stored::Account(*worker))] }
    }

    /// An allocation.
    pub fn allocation(&mut self, id: AllocationId) {
        self.passing.push(stored::Allocation::key(id));
    }

    /// A version and its recipe.
    pub fn version(&mut self, id: VersionId, recipe: Option<&Digest>) {
        self.lasting.push(stored::Version::key(id));
        self.lasting.extend(recipe.map(|recipe| <Recipe as Stored>::key(stored::Hash(*recipe))));
    }

    /// A snapshot.
    pub fn snapshot(&mut self, id: u32) {
        self.lasting.push(stored::Snapshot::key(id));
    }

    /// A contribution.
    pub fn contribution(&mut self, id: ContributionId) {
        self.lasting.push(stored::Contribution::key(id));
    }
}

/// Proofs at the block read, and of what is gone there at the block the batch came in.
pub async fn anchors(
    network: &Network,
    at: &At,
    submitted_at: BlockNumber,
    subjects: &Subjects,
) -> Result<Vec<Anchor>> {
    let keys: Vec<Vec<u8>> = subjects.lasting.iter().chain(&subjects.passing).cloned().collect();
    let mut anchors = vec![anchor(network, at, &keys).await?];
    let here = proof(&anchors[0])?;
    let root = root(&anchors[0])?;
    let gone: Vec<Vec<u8>> =
        subjects.passing.iter().filter(|key| !matches!(here.get(&root, key), Ok(Some(_)))).cloned().collect();
    if !gone.is_empty() {
        // The state of an old block may be pruned; the verifier then says what it lacks.
        match network.at_height(submitted_at).await {
            Ok(then) => match anchor(network, &then, &gone).await {
                Ok(old) => anchors.push(old),
                Err(error) => eprintln!("warning: the state of block {submitted_at} is gone: {}", error.message),
            },
            Err(error) => eprintln!("warning: block {submitted_at} is gone: {}", error.message),
        }
    }
    Ok(anchors)
}

async fn anchor(network: &Network, at: &At, keys: &[Vec<u8>]) -> Result<Anchor> {
    let hash = at.hash();
    let mut nodes = BTreeSet::new();
    for keys in keys.chunks(KEYS_AT_ONCE) {
        let keys: Vec<String> = keys.iter().map(|key| hex(key)).collect();
        let answer = network.chain().request("state_getReadProof", &[json!(keys), json!(hex(&hash))]).await?;
        let proof = answer["proof"].as_array();
        let proof = proof.ok_or_else(|| CliError::network("the node's read proof has no nodes"))?;
        nodes.extend(proof.iter().filter_map(|node| node.as_str()).map(str::to_owned));
    }
    Ok(Anchor { number: at.number(), hash, header: hex(&at.header().await?), nodes: nodes.into_iter().collect() })
}

fn proof(anchor: &Anchor) -> Result<trie::Proof> {
    let nodes = anchor.nodes.iter().map(|node| unhex(node)).collect::<Option<Vec<_>>>();
    Ok(trie::Proof::new(nodes.ok_or_else(|| CliError::network("the node's read proof is not hexadecimal"))?))
}

fn root(anchor: &Anchor) -> Result<Digest> {
    crate::verify::state_root(anchor).map_err(CliError::network)
}
