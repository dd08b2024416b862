//! Whoever is credited or named gave data to the version's snapshots.

use super::{world::World, Finding};
use openledger_primitives::ContributionId;
use std::collections::BTreeSet;

/// Looks for every contribution of the receipt in the version's snapshots.
pub fn check(world: &mut World) -> Finding {
    let file = world.receipt()?;
    let inside = inside(world)?;
    let position = world.position()?;
    let mut named: BTreeSet<ContributionId> = file.scores.iter().map(|(id, _)| *id).collect();
    named.extend(file.receipt.fragments.iter().map(|fragment| fragment.contribution));
    let credited = world.batch_file()?.lines.iter().filter(|line| line.receipt as usize == position);
    named.extend(credited.map(|line| line.contribution));
    match named.difference(&inside).next() {
        Some(stranger) => Err(format!("contribution {stranger} is in no snapshot of the version")),
        None => Ok(format!("{} contributions, all in the version's snapshots", named.len())),
    }
}

/// The contributions in the version's snapshots.
pub fn inside(world: &World) -> Result<BTreeSet<ContributionId>, String> {
    let (facts, version) = (world.facts()?, world.version()?);
    let mut inside = BTreeSet::new();
    for snapshot in version.snapshots.iter().filter_map(|id| facts.snapshots.get(id)) {
        let members = facts.contributions.iter().filter(|(_, contribution)| {
            let present = contribution.places().is_some_and(|(position, removal)| {
                position < snapshot.count && removal.is_none_or(|removal| removal >= snapshot.removed_count)
            });
            contribution.datanet == snapshot.datanet && present
        });
        inside.extend(members.map(|(id, _)| *id));
    }
    Ok(inside)
}
