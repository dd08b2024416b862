//! The state: values follow from the state roots of blocks whose headers hash to the blocks' hashes.

use super::{
    evidence::Anchor,
    stored::{Account, Allocation, Batch, Contribution, Hash, Snapshot, Stored, Version, Worker},
    trie::Proof,
    world::{signed_batch, Facts, World},
    Finding,
};
use crate::account::{hex, unhex};
use codec::{Compact, Decode};
use openledger_primitives::{recipe::Recipe, Digest};
use sp_crypto_hashing::blake2_256;
use std::collections::BTreeMap;

/// A block whose state can be asked.
struct Root {
    root: Digest,
    proof: Proof,
}

/// The proved state of all anchors; the first that says something counts.
struct State(Vec<Root>);

/// Reads everything that later links need.
pub fn check(world: &mut World) -> Finding {
    let manifest = &world.evidence.manifest;
    let state = State(manifest.anchors.iter().map(open).collect::<Result<_, _>>()?);
    let newest = manifest.anchors.first().ok_or("the evidence names no block")?;
    let batch: Batch = state.need(manifest.batch)?;
    let worker: Worker = state.need(Account(batch.header.worker))?;

    let mut allocations = BTreeMap::new();
    // A submission that cannot be read is the next link's affair.
    for redemption in signed_batch(&manifest.submission.signed).map(|signed| signed.redemptions).unwrap_or_default() {
        let id = redemption.voucher.voucher.allocation;
        if let Some(allocation) = state.find::<Allocation>(id)? {
            allocations.insert(id, allocation);
        }
    }
    let mut versions = BTreeMap::new();
    for share in &batch.shares {
        versions.insert(share.version, state.need::<Version>(share.version)?);
    }
    let mut recipes = BTreeMap::new();
    let mut snapshots = BTreeMap::new();
    for version in versions.values() {
        if let Some(hash) = version.recipe {
            recipes.insert(hash, state.need::<Recipe>(Hash(hash))?);
        }
        for id in &version.snapshots {
            snapshots.insert(*id, state.need::<Snapshot>(*id)?);
        }
    }
    let mut contributions = BTreeMap::new();
    for id in &manifest.contributions {
        contributions.insert(*id, state.need::<Contribution>(*id)?);
    }
    let values = 2 + allocations.len() + versions.len() + recipes.len() + snapshots.len() + contributions.len();
    let detail = format!(
        "{values} values follow from the state root of block {} ({}); that the block is final is the node's word",
        newest.number,
        hex(&newest.hash)
    );
    world.facts = Some(Facts { batch, worker, allocations, versions, recipes, snapshots, contributions });
    Ok(detail)
}

/// An anchor's state root and proof.
fn open(anchor: &Anchor) -> Result<Root, String> {
    let root = state_root(anchor)?;
    let nodes = anchor.nodes.iter().map(|node| unhex(node)).collect::<Option<Vec<_>>>();
    let nodes = nodes.ok_or_else(|| format!("a trie node of block {} is not hexadecimal", anchor.number))?;
    Ok(Root { root, proof: Proof::new(nodes) })
}

/// Checks an anchor's header and takes the state root from it.
pub fn state_root(anchor: &Anchor) -> Result<Digest, String> {
    let block = anchor.number;
    let header = unhex(&anchor.header).ok_or_else(|| format!("the header of block {block} is not hexadecimal"))?;
    if blake2_256(&header) != anchor.hash {
        return Err(format!("the header of block {block} does not hash to {}", hex(&anchor.hash)));
    }
    let unreadable = |_| format!("the header of block {block} cannot be read");
    let (_parent, number, root) =
        <(Digest, Compact<u32>, Digest)>::decode(&mut header.as_slice()).map_err(unreadable)?;
    if number.0 != block {
        return Err(format!("the header is of block {}, not {block}", number.0));
    }
    Ok(root)
}

impl State {
    /// A value that must be there.
    fn need<T: Stored>(&self, id: T::Id) -> Result<T, String> {
        let mut reason = format!("the state has no {} {id}", T::NAME);
        for root in &self.0 {
            match root.proof.get(&root.root, &T::key(id)) {
                Ok(Some(bytes)) => return T::read(&bytes),
                Ok(None) => {}
                Err(missing) => reason = format!("{} {id}: {missing}", T::NAME),
            }
        }
        Err(reason)
    }

    /// A value that may be gone by now; where the proof says nothing, it is as if there were none.
    fn find<T: Stored>(&self, id: T::Id) -> Result<Option<T>, String> {
        let found = self.0.iter().find_map(|root| root.proof.get(&root.root, &T::key(id)).ok().flatten());
        found.map(|bytes| T::read(&bytes)).transpose()
    }
}
