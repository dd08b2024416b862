//! Lineage: what a version was made from, and what it owes for it.

use crate::{pallet::*, Ancestor, Royalties, VersionOf, MAX_ROYALTIES};
use alloc::{collections::BTreeMap, vec::Vec};
use openledger_primitives::{
    royalty::{self, RoyaltyError},
    VersionId, PPM,
};
use polkadot_sdk::frame_support::traits::Get;

impl<T: Config> Pallet<T> {
    /// What a version made from this parent alone owes: see [`openledger_primitives::royalty`].
    pub(crate) fn owed_by_child(parent: VersionId, version: &VersionOf<T>) -> Result<Royalties, Error<T>> {
        let parent =
            royalty::Parent { version: parent, weight: PPM, share: version.royalty, royalties: &version.royalties };
        let cap = Standard::<T>::get().royalty_cap;
        let most = MAX_ROYALTIES as usize;
        let list = royalty::flatten(&[parent], cap, most, T::MinimumRoyalty::get());
        let list = list.map_err(|error| match error {
            RoyaltyError::TooManyAncestors { .. } => Error::<T>::TooManyAncestors,
            RoyaltyError::WeightsDoNotSumToOne | RoyaltyError::StackTooHigh(_) => Error::<T>::RoyaltiesTooHigh,
        })?;
        Royalties::try_from(list).map_err(|_| Error::<T>::TooManyAncestors)
    }

    /// Every ancestor once, nearest first. Not bounded: for view functions.
    pub(crate) fn ancestors(id: VersionId) -> Vec<Ancestor<T::AccountId>> {
        let Some(version) = Versions::<T>::get(id) else { return Vec::new() };
        let owed: BTreeMap<VersionId, u32> = version.royalties.iter().copied().collect();
        let mut found = Vec::<Ancestor<T::AccountId>>::new();
        let mut generation: Vec<VersionId> = parents_of(&version);
        let mut distance = 0u32;
        while !generation.is_empty() {
            distance = distance.saturating_add(1);
            let mut next = Vec::new();
            for id in generation {
                let known = found.iter().any(|ancestor| ancestor.version == id);
                let Some(version) = Versions::<T>::get(id).filter(|_| !known) else { continue };
                next.extend(parents_of(&version));
                found.push(Ancestor {
                    version: id,
                    model: version.model,
                    number: version.number,
                    distance,
                    builder: version.builder,
                    royalty: owed.get(&id).copied().unwrap_or_default(),
                    snapshots: version.snapshots,
                });
            }
            generation = next;
        }
        found
    }
}

fn parents_of<A, B, N>(version: &crate::Version<A, B, N>) -> Vec<VersionId> {
    version.parents.iter().map(|parent| parent.version).collect()
}
