//! Merges: a version made of the adapters of others, by weight.
//!
//! A worker merges and builds the attribution index over the data of all parents; another measures the result, as after
//! a training. Both follow from the parents and the recipe bit for bit, so a merge can be reproduced.

use crate::{
    child::Origins, pallet::*, BalanceOf, Jobs, Offer, Parents, Slug, SnapshotIds, VersionKind, VersionOf, VersionState,
};
use alloc::vec::Vec;
use openledger_primitives::{
    job::{JobKind, MergeMethod, MergeParent, MergeResult, MergeSpec},
    recipe::Recipe,
    VersionId, PPM,
};
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get},
    sp_runtime::DispatchError,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_request_merge(
        builder: T::AccountId,
        slug: Slug,
        parents: Parents,
        method: MergeMethod,
        recipe: Recipe,
        offer: Offer<BalanceOf<T>>,
        reward: BalanceOf<T>,
    ) -> DispatchResult {
        ensure!(reward >= T::MinimumTrainingReward::get(), Error::<T>::RewardTooLow);
        ensure!(parents.len() >= 2, Error::<T>::TooFewParents);
        let sound = !matches!(method, MergeMethod::Ties { density } if density == 0 || density > PPM);
        ensure!(sound, Error::<T>::DensityOutOfRange);
        Self::ensure_recipe(&recipe)?;
        Self::ensure_class(recipe.numeric_class)?;
        let origins = Self::origins(&parents)?;
        for (position, (_, origin)) in (0u8..).zip(&origins) {
            Self::ensure_mergeable(position, origin, &recipe)?;
        }
        let snapshots = Self::union(&origins)?;
        let (id, mut version) = Self::child(&builder, &slug, offer, &origins, &snapshots, 0)?;
        let job = T::Jobs::open(JobKind::Merge(id), &builder, reward)?;

        let hash = recipe.hash();
        version.kind = VersionKind::Merge;
        version.numeric_class = recipe.numeric_class;
        version.recipe = Some(hash);
        version.snapshots = snapshots.clone();
        let (number, royalties) = (version.number, version.royalties.clone());
        Recipes::<T>::insert(hash, recipe);
        MergeMethods::<T>::insert(id, method);
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::MergeRequested {
            version: id,
            slug,
            number,
            builder,
            parents,
            method,
            snapshots,
            recipe: hash,
            royalties,
            job,
        });
        Ok(())
    }

    /// Several parents, each once, of one base and together one whole.
    pub(crate) fn origins(parents: &Parents) -> Result<Origins<T>, DispatchError> {
        let mut origins = Origins::<T>::new();
        let mut weights = 0u64;
        for (position, parent) in (0u8..).zip(parents) {
            let repeated = parents.iter().take(position.into()).any(|other| other.version == parent.version);
            ensure!(!repeated, Error::<T>::ParentRepeated { position });
            ensure!(parent.weight > 0, Error::<T>::WeightsNotOne);
            weights = weights.saturating_add(parent.weight.into());
            let origin = Self::buildable(parent.version)?;
            let same = origins.first().is_none_or(|(_, first)| first.base == origin.base);
            ensure!(same, Error::<T>::AnotherBase { position });
            origins.push((*parent, origin));
        }
        ensure!(weights == u64::from(PPM), Error::<T>::WeightsNotOne);
        Ok(origins)
    }

    /// Refuses a parent without an adapter made here, or with one of another shape than the recipe says.
    fn ensure_mergeable(position: u8, origin: &VersionOf<T>, recipe: &Recipe) -> Result<(), Error<T>> {
        let made = origin.adapter.is_some() && origin.index.is_some();
        let own = origin.recipe.filter(|_| made).and_then(Recipes::<T>::get);
        let own = own.ok_or(Error::<T>::NotMergeable { position })?;
        let shaped = (own.rank, own.targets) == (recipe.rank, recipe.targets);
        ensure!(shaped, Error::<T>::AnotherShape { position });
        Ok(())
    }

    /// The snapshots of all parents, each once, in the order they are first met.
    fn union(origins: &Origins<T>) -> Result<SnapshotIds, Error<T>> {
        let mut union = SnapshotIds::new();
        for snapshot in origins.iter().flat_map(|(_, origin)| origin.snapshots.iter()) {
            if !union.contains(snapshot) {
                union.try_push(*snapshot).map_err(|_| Error::<T>::TooManySnapshots)?;
            }
        }
        Ok(union)
    }

    /// What a worker needs to merge a version. Not bounded: for offchain workers.
    pub fn merge_spec(id: VersionId) -> Option<MergeSpec> {
        let version = Versions::<T>::get(id)?;
        let parents = version.parents.iter().map(|parent| {
            let origin = Versions::<T>::get(parent.version)?;
            let (adapter, adapter_config) = (origin.adapter?, origin.adapter_config?);
            Some(MergeParent { adapter, adapter_config, weight: parent.weight })
        });
        Some(MergeSpec {
            version: id,
            base: version.base,
            parents: parents.collect::<Option<Vec<_>>>()?,
            method: MergeMethods::<T>::get(id)?,
            recipe: Recipes::<T>::get(version.recipe?)?,
            contributions: Self::contributions(&version.snapshots),
        })
    }

    /// Takes what a worker merged, and asks for its evaluation. What comes too late changes nothing.
    pub fn on_merge_result(id: VersionId, worker: &T::AccountId, result: MergeResult) -> DispatchResult {
        let mut version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        if version.state != VersionState::Training || version.kind != VersionKind::Merge {
            return Ok(());
        }
        version.adapter = Some(result.adapter);
        version.adapter_config = Some(result.adapter_config);
        version.index = Some(result.index);
        version.index_root = Some(result.index_root);
        version.engine_build = Some(result.engine_build);
        Self::deposit_event(Event::VersionMerged { version: id, worker: worker.clone(), result });
        Self::note_made(id, worker, result.adapter);
        Self::begin_evaluation(id, version);
        Ok(())
    }

    /// Nobody could merge a version.
    pub fn on_merge_failed(id: VersionId) {
        Self::move_on(id, VersionState::Training, |version| {
            version.state = VersionState::Failed;
            Event::MergeFailed { version: id }
        });
    }
}
