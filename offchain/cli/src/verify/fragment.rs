//! The fragments named are in the data given: bundles have the content ids and roots that were contributed.

use super::{world::World, Finding};
use openledger_primitives::{
    document::Bundle,
    fragment::{self, FRAGMENTER_VERSION},
};
use std::collections::{btree_map::Entry, BTreeMap};

/// Cuts the bundles of all fragments named again.
pub fn check(world: &mut World) -> Finding {
    let named = &world.receipt()?.receipt.fragments;
    let mut cut = BTreeMap::new();
    let mut strongest = None;
    for found in named {
        let id = found.contribution;
        let contribution = world.facts()?.contributions.get(&id);
        let contribution = contribution.ok_or_else(|| format!("contribution {id} is not in the proved state"))?;
        if contribution.fragmenter != FRAGMENTER_VERSION {
            return Err(format!(
                "contribution {id} was cut by fragmenter {}, this program has {FRAGMENTER_VERSION}",
                contribution.fragmenter
            ));
        }
        if let Entry::Vacant(place) = cut.entry(id) {
            let bytes = world.content(&format!("the bundle of contribution {id}"), &contribution.content)?;
            let bundle = Bundle::parse(&bytes).map_err(|error| format!("contribution {id}: {error}"))?;
            let fragments = fragment::fragments(&bundle);
            let same = fragments.len() as u64 == u64::from(contribution.fragments);
            if !same || fragment::root(&fragments) != contribution.root {
                return Err(format!("the fragments of contribution {id} do not lead to its root"));
            }
            place.insert(fragments);
        }
        let fragment = cut.get(&id).and_then(|fragments| fragments.get(found.fragment as usize));
        let fragment = fragment.ok_or_else(|| format!("contribution {id} has no fragment {}", found.fragment))?;
        strongest.get_or_insert_with(|| fragment.path.clone());
    }
    Ok(match strongest {
        None => "the receipt names no fragment".into(),
        Some(path) => format!("{} fragments in {} bundles; the strongest is in `{path}`", named.len(), cut.len()),
    })
}
