//! Lineage: what a version was made from, and what it owes for it.

use crate::{child::Origins, pallet::*, Ancestor, Parent, Royalties, MAX_ROYALTIES};
use alloc::{collections::BTreeMap, vec::Vec};
use openledger_primitives::{
    royalty::{self, RoyaltyError},
    Ppm, VersionId,
};
use polkadot_sdk::frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get};

impl<T: Config> Pallet<T> {
    /// What a version made from these parents owes: see [`openledger_primitives::royalty`]. Each parent is owed `least`
    /// even if it asks less.
    ///
    /// A parent that asks less than the minimum is owed nothing. What a parent's weight in a merge makes of its share is
    /// owed however small it is: else a merge of many small parents would owe nobody.
    pub(crate) fn owed_to(origins: &Origins<T>, least: Ppm) -> Result<Royalties, Error<T>> {
        let parents: Vec<_> = origins
            .iter()
            .map(|(parent, origin)| royalty::Parent {
                version: parent.version,
                weight: parent.weight,
                share: Some(origin.royalty.max(least)).filter(|ask| *ask >= T::MinimumRoyalty::get()).unwrap_or(0),
                royalties: &origin.royalties,
            })
            .collect();
        let cap = Standard::<T>::get().royalty_cap;
        let list = royalty::flatten(&parents, cap, MAX_ROYALTIES as usize, 1);
        let list = list.map_err(|error| match error {
            RoyaltyError::TooManyAncestors { .. } => Error::<T>::TooManyAncestors,
            RoyaltyError::WeightsDoNotSumToOne | RoyaltyError::StackTooHigh(_) => Error::<T>::RoyaltiesTooHigh,
        })?;
        Royalties::try_from(list).map_err(|_| Error::<T>::TooManyAncestors)
    }

    /// What a version made from these parents now would owe. For view functions.
    pub(crate) fn preview_owed(parents: &[Parent]) -> Option<Vec<(VersionId, Ppm)>> {
        let origins = parents.iter().map(|parent| Some((*parent, Versions::<T>::get(parent.version)?)));
        let origins = origins.collect::<Option<Origins<T>>>()?;
        Some(Self::owed_to(&origins, 0).ok()?.into_inner())
    }

    /// Generations between a version with these parents and the furthest base it comes from.
    pub(crate) fn next_generation(parents: &[Parent]) -> Result<u32, Error<T>> {
        let above = parents.iter().map(|parent| Generations::<T>::get(parent.version)).max();
        let generation = above.unwrap_or(0).checked_add(1).ok_or(Error::<T>::CounterOverflow)?;
        ensure!(generation <= T::MaxGenerations::get(), Error::<T>::TooManyGenerations);
        Ok(generation)
    }

    /// Lowers what a version asks of versions made from it from now on. It can never be raised: whoever plans to build
    /// on it need not fear that.
    pub(crate) fn do_lower_royalty(builder: T::AccountId, id: VersionId, royalty: Ppm) -> DispatchResult {
        let mut version = Self::built_by(&builder, id)?;
        let old = version.royalty;
        ensure!(royalty < old, Error::<T>::RoyaltyNotLower);
        version.royalty = royalty;
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::RoyaltyLowered { version: id, old, new: royalty });
        Ok(())
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
