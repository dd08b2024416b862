//! The invariants of the crate's header, checked one by one under the same numbers.

use crate::{pallet::*, VersionKind, VersionOf, VersionState};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use openledger_primitives::{VersionId, PPM};
use polkadot_sdk::{frame_support::ensure, sp_runtime::TryRuntimeError};

impl<T: Config> Pallet<T> {
    /// Checks every invariant; the message names the first that does not hold.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::versions_are_numbered_in_their_models()?;
        Self::aliases_lead_to_versions()?;
        for (id, version) in Versions::<T>::iter() {
            Self::parents_are_older(id, &version)?;
            Self::royalties_are_for_ancestors(id, &version)?;
            Self::recipe_is_kept(&version)?;
            Self::training_shows(&version)?;
        }
        ensure!(Recipes::<T>::iter().all(|(hash, recipe)| recipe.hash() == hash), "5: a recipe under another hash");
        Self::versions_are_numbered()
    }

    /// 1. Models count their versions, which are their owner's.
    fn versions_are_numbered_in_their_models() -> Result<(), TryRuntimeError> {
        let mut numbers = BTreeMap::<_, Vec<u32>>::new();
        for (_, version) in Versions::<T>::iter() {
            let model = Models::<T>::get(&version.model).ok_or("1: a version of no model")?;
            ensure!(model.owner == version.builder, "1: a version was not built by its model's owner");
            numbers.entry(version.model).or_default().push(version.number);
        }
        for (slug, model) in Models::<T>::iter() {
            let mut found = numbers.remove(&slug).unwrap_or_default();
            found.sort_unstable();
            ensure!(found.into_iter().eq(1..=model.versions), "1: a model's versions are numbered with gaps");
            if let Some(latest) = model.latest {
                let of_model = Versions::<T>::get(latest).is_some_and(|version| version.model == slug);
                ensure!(of_model, "1: the version a model deployed last is not its own");
            }
        }
        Ok(())
    }

    /// 2. Aliases have owners and lead to versions.
    fn aliases_lead_to_versions() -> Result<(), TryRuntimeError> {
        for (alias, version) in Aliases::<T>::iter() {
            ensure!(Versions::<T>::contains_key(version), "2: an alias leads nowhere");
            let owner = AliasOwners::<T>::get(&alias).ok_or("2: an alias without owner")?;
            let same = Models::<T>::get(&alias).is_none_or(|model| model.owner == owner);
            ensure!(same, "2: a model and an alias of one name have two owners");
        }
        ensure!(AliasOwners::<T>::iter().count() == Aliases::<T>::iter().count(), "2: an owner without alias");
        Ok(())
    }

    /// 3. Parents are older, of the same base, and together one whole.
    fn parents_are_older(id: VersionId, version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let is_base = version.kind == VersionKind::Base;
        ensure!(is_base == version.parents.is_empty(), "3: a base with parents, or a version without");
        for parent in &version.parents {
            ensure!(parent.version < id, "3: a parent is not older");
            let parent = Versions::<T>::get(parent.version).ok_or("3: a parent is unknown")?;
            ensure!(parent.base == version.base, "3: a parent has another base");
        }
        let weights: u64 = version.parents.iter().map(|parent| u64::from(parent.weight)).sum();
        ensure!(is_base || weights == u64::from(PPM), "3: the weights of parents are not one whole");
        Ok(())
    }

    /// 4. Royalties go to ancestors.
    fn royalties_are_for_ancestors(id: VersionId, version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let sorted = version.royalties.iter().zip(version.royalties.iter().skip(1)).all(|(a, b)| a.0 < b.0);
        ensure!(sorted, "4: royalties are not in order");
        ensure!(version.royalties.iter().all(|(_, share)| *share > 0), "4: a royalty of nothing");
        let sum: u64 = version.royalties.iter().map(|(_, share)| u64::from(*share)).sum();
        ensure!(sum <= u64::from(PPM), "4: royalties are more than everything");
        let ancestors: BTreeSet<VersionId> = Self::ancestors(id).into_iter().map(|ancestor| ancestor.version).collect();
        let related = version.royalties.iter().all(|(ancestor, _)| ancestors.contains(ancestor));
        ensure!(related, "4: a royalty for a stranger");
        Ok(())
    }

    /// 5. Recipes are kept, and trained versions name data.
    fn recipe_is_kept(version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let trained = version.kind == VersionKind::FineTune;
        ensure!(version.recipe.is_some() == trained, "5: a base with recipe, or a trained version without");
        ensure!(version.snapshots.is_empty() != trained, "5: a base with data, or a trained version without");
        ensure!(version.recipe.is_none_or(Recipes::<T>::contains_key), "5: a recipe is not kept");
        Ok(())
    }

    /// 6. What training makes is known from when it was trained.
    fn training_shows(version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let made = [
            version.adapter.is_some(),
            version.adapter_config.is_some(),
            version.index.is_some(),
            version.index_root.is_some(),
            version.checkpoints_root.is_some(),
            version.engine_build.is_some(),
        ];
        let all = made.iter().all(|known| *known);
        ensure!(all || made.iter().all(|known| !known), "6: a part of what training makes is missing");
        let expected = match (version.kind, version.state) {
            (VersionKind::Base, _) | (_, VersionState::Training | VersionState::Failed) => Some(false),
            (_, VersionState::Revoked) => None,
            _ => Some(true),
        };
        ensure!(expected.is_none_or(|expected| expected == all), "6: training and state disagree");
        let served = version.state == VersionState::Deployed || version.retired_at.is_some();
        let measured = version.metrics.is_some() || version.kind == VersionKind::Base;
        ensure!(!served || measured, "6: a version is served and was not measured");
        Ok(())
    }

    /// 7. Versions are numbered without a gap.
    fn versions_are_numbered() -> Result<(), TryRuntimeError> {
        let next = NextVersionId::<T>::get();
        let all = (0..next).all(Versions::<T>::contains_key);
        ensure!(all && Versions::<T>::iter().count() == next as usize, "7: versions are numbered with gaps");
        Ok(())
    }
}
