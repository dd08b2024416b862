//! The snapshots are what the datanets held: their roots follow from the contributions, leaf by leaf.

use super::{
    stored::{Contribution, Snapshot},
    world::World,
    Finding,
};
use codec::Encode;
use openledger_primitives::{merkle, ContributionId, Digest};
use std::collections::BTreeMap;

/// Builds both trees of every snapshot of the version again.
pub fn check(world: &mut World) -> Finding {
    let (facts, version) = (world.facts()?, world.version()?);
    let (mut contributions, mut fragments) = (0u64, 0u64);
    for id in &version.snapshots {
        let snapshot = facts.snapshots.get(id).ok_or_else(|| format!("snapshot {id} is not in the proved state"))?;
        rebuild(*id, snapshot, &facts.contributions)?;
        contributions = contributions.saturating_add(snapshot.count.saturating_sub(snapshot.removed_count));
        fragments = fragments.saturating_add(snapshot.fragments);
    }
    match version.snapshots.len() {
        0 => Ok("the version rests on no data".into()),
        count => Ok(format!("{count} snapshots with {contributions} contributions and {fragments} fragments")),
    }
}

fn rebuild(id: u32, snapshot: &Snapshot, all: &BTreeMap<ContributionId, Contribution>) -> Result<(), String> {
    let mut leaves: BTreeMap<u64, Digest> = BTreeMap::new();
    let mut removed: BTreeMap<u64, Digest> = BTreeMap::new();
    let mut fragments = 0u64;
    for (number, contribution) in all.iter().filter(|(_, contribution)| contribution.datanet == snapshot.datanet) {
        let Some((position, removal)) = contribution.places() else { continue };
        if position >= snapshot.count {
            continue;
        }
        leaves.insert(position, leaf(*number, contribution));
        match removal.filter(|removal| *removal < snapshot.removed_count) {
            Some(removal) => {
                removed.insert(removal, merkle::leaf(&number.encode()));
            }
            None => fragments = fragments.saturating_add(contribution.fragments.into()),
        }
    }
    let root = |tree: BTreeMap<u64, Digest>, count: u64| {
        let whole = tree.len() as u64 == count;
        let leaves: Vec<Digest> = tree.into_values().collect();
        whole.then(|| merkle::root(&leaves))
    };
    if root(leaves, snapshot.count) != Some(snapshot.root) {
        return Err(format!("the contributions do not lead to the root of snapshot {id}"));
    }
    if root(removed, snapshot.removed_count) != Some(snapshot.removed_root) {
        return Err(format!("the removed contributions do not lead to the removed root of snapshot {id}"));
    }
    match fragments == snapshot.fragments {
        true => Ok(()),
        false => {
            Err(format!("snapshot {id} counts {} fragments, its contributions have {fragments}", snapshot.fragments))
        }
    }
}

/// A contribution's leaf in its datanet's tree.
fn leaf(id: ContributionId, contribution: &Contribution) -> Digest {
    let Contribution { content, root, fragments, licence, .. } = contribution;
    merkle::leaf(&(id, content, root, fragments, licence).encode())
}
