//! Withdrawn data: which versions hold it, and the transactions that say so to the chain.
//!
//! Flags follow lineage: a version that holds the data is flagged for it, and whatever was made from a flagged version
//! for its parent. One pass in the order of numbers is enough, because parents are older than their children.

use crate::{
    chain::{datanets, names::flag_cause, Network},
    error::Result,
    progress,
};
use openledger_client::{
    runtime::{
        self,
        models::events::VersionFlagged,
        runtime_types::{
            openledger_runtime::RuntimeCall,
            pallet_datanets::types::ContributionState,
            pallet_models::{pallet::Call, types::VersionState},
        },
    },
    At, Keypair,
};
use openledger_primitives::{ContributionId, VersionId};
use serde_json::{json, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Flags in one transaction.
const AT_ONCE: usize = 20;

/// A version, as far as flags go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Kin {
    parents: Vec<VersionId>,
    snapshots: BTreeSet<u32>,
}

/// One call for the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flagging {
    /// The version holds the contribution.
    Holder(VersionId, ContributionId),
    /// The version was made from this parent.
    Child(VersionId, VersionId),
}

/// The flags for a contribution that was removed: for every version that holds it, and for their descendants. None for
/// a contribution that its datanet still has, or never had.
pub async fn removed(at: &At, contribution: ContributionId) -> Result<Vec<Flagging>> {
    let stored = datanets::contribution(at, contribution).await?;
    let (position, removal) = match stored.state {
        ContributionState::Removed { position, removal, .. } | ContributionState::Struck { position, removal, .. } => {
            (position, removal)
        }
        _ => return Ok(Vec::new()),
    };
    let snapshots = at.all(runtime::storage().datanets().snapshots(), ()).await?;
    let holding: BTreeSet<u32> = snapshots
        .into_iter()
        .filter(|(_, snapshot)| {
            let held = position < snapshot.count && removal >= snapshot.removed_count;
            snapshot.datanet == stored.datanet && held
        })
        .map(|((id,), _)| id)
        .collect();
    Ok(plan(&kin(at).await?, &holding, contribution, BTreeSet::new()))
}

/// The flags for what was made from a flagged version.
pub async fn descendants(at: &At, version: VersionId) -> Result<Vec<Flagging>> {
    Ok(plan(&kin(at).await?, &BTreeSet::new(), 0, BTreeSet::from([version])))
}

/// Every version that could be served, was, or might still be.
async fn kin(at: &At) -> Result<BTreeMap<VersionId, Kin>> {
    let mut all = BTreeMap::new();
    for ((id,), version) in at.all(runtime::storage().models().versions(), ()).await? {
        if version.state == VersionState::Failed {
            continue;
        }
        let parents = version.parents.0.iter().map(|parent| parent.version).collect();
        all.insert(id, Kin { parents, snapshots: version.snapshots.0.iter().copied().collect() });
    }
    // An external version's data is what it is measured on.
    for ((id,), snapshots) in at.all(runtime::storage().models().measured_on(), ()).await? {
        if let Some(kin) = all.get_mut(&id) {
            kin.snapshots.extend(snapshots.0);
        }
    }
    Ok(all)
}

/// Flags in the order in which the chain takes them. `going`: versions that are flagged already.
fn plan(
    all: &BTreeMap<VersionId, Kin>,
    holding: &BTreeSet<u32>,
    contribution: ContributionId,
    mut going: BTreeSet<VersionId>,
) -> Vec<Flagging> {
    let mut flags = Vec::new();
    for (id, kin) in all {
        if going.contains(id) {
            continue;
        }
        let holds = kin.snapshots.iter().any(|snapshot| holding.contains(snapshot));
        let parent = kin.parents.iter().find(|parent| going.contains(parent));
        match parent {
            _ if holds => flags.push(Flagging::Holder(*id, contribution)),
            Some(parent) => flags.push(Flagging::Child(*id, *parent)),
            None => continue,
        }
        going.insert(*id);
    }
    flags
}

/// Submits flags; returns those the chain took, and the error that stopped it, if one did. A flag that is there already
/// is passed over.
pub async fn submit(network: &Network, signer: &Keypair, flags: Vec<Flagging>) -> (Vec<Value>, Result<()>) {
    let mut taken = Vec::new();
    let done = submit_into(network, signer, flags, &mut taken).await;
    (taken, done)
}

async fn submit_into(network: &Network, signer: &Keypair, flags: Vec<Flagging>, taken: &mut Vec<Value>) -> Result<()> {
    let bar = progress::bar(flags.len(), "flagging versions");
    let mut height = 0;
    for chunk in flags.chunks(AT_ONCE) {
        // One that somebody else flagged meanwhile must not stop the others.
        let calls = chunk.iter().map(|flag| RuntimeCall::Models(flag.call())).collect();
        let included = network.submit_one_of_several(&runtime::tx().utility().force_batch(calls), signer).await?;
        height = included.at.number();
        taken.extend(included.all::<VersionFlagged>()?.iter().map(flagged_json));
        bar.inc(chunk.len() as u64);
    }
    bar.finish_and_clear();
    if height > 0 {
        network.settle(height).await?;
    }
    Ok(())
}

impl Flagging {
    fn call(&self) -> Call {
        match *self {
            Self::Holder(version, contribution) => Call::flag_version { version, contribution },
            Self::Child(version, parent) => Call::flag_descendant { version, parent },
        }
    }
}

/// A flag in words.
pub fn flagged_json(event: &VersionFlagged) -> Value {
    json!({ "version": event.version, "cause": flag_cause(&event.cause), "until": event.until })
}

/// An answer with the versions that were flagged, also when not all of them could be.
pub fn answer(mut answer: Value, mut flagged: Vec<Value>, (more, done): (Vec<Value>, Result<()>)) -> Result<Value> {
    flagged.extend(more);
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("flagged".into(), flagged.into());
    }
    match done {
        Ok(()) => Ok(answer),
        Err(error) => Err(error.partial(answer)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world() -> BTreeMap<VersionId, Kin> {
        let kin = |parents: &[VersionId], snapshots: &[u32]| Kin {
            parents: parents.to_vec(),
            snapshots: snapshots.iter().copied().collect(),
        };
        [
            (0, kin(&[], &[])),
            (1, kin(&[0], &[7])),
            (2, kin(&[0], &[8])),
            (3, kin(&[1], &[8])),
            (4, kin(&[2, 3], &[8])),
            (5, kin(&[4], &[7])),
        ]
        .into()
    }

    #[test]
    fn a_version_is_flagged_for_its_own_data_and_its_descendants_for_their_parents() {
        let flags = plan(&world(), &[7].into(), 12, BTreeSet::new());
        let expected = [Flagging::Holder(1, 12), Flagging::Child(3, 1), Flagging::Child(4, 3), Flagging::Holder(5, 12)];
        assert_eq!(flags, expected);
    }

    #[test]
    fn what_holds_nothing_of_it_and_comes_from_nothing_that_does_stays() {
        assert!(plan(&world(), &[9].into(), 12, BTreeSet::new()).is_empty());
        let flags = plan(&world(), &BTreeSet::new(), 0, [3].into());
        assert_eq!(flags, [Flagging::Child(4, 3), Flagging::Child(5, 4)]);
    }

    #[test]
    fn what_was_flagged_is_told_even_when_the_rest_failed() {
        let stopped = Err(crate::error::CliError::network("gone"));
        let error = answer(json!({ "id": 1 }), vec![json!(1)], (vec![json!(2)], stopped)).expect_err("stopped");
        assert_eq!(error.to_json()["flagged"], json!([1, 2]));
        assert_eq!(error.to_json()["id"], 1);
    }
}
