//! Training: from a builder's request to a version that is trained and measured.

use crate::{
    pallet::*, BalanceOf, DatanetIds, Jobs, Offer, Parent, Slug, SnapshotIds, SnapshotProvider, VersionKind, VersionOf,
    VersionState,
};
use alloc::vec::Vec;
use openledger_primitives::{
    job::{EvaluateResult, EvaluateSpec, JobKind, TrainResult, TrainSpec},
    recipe::{Recipe, RecipeError},
    VersionId, PPM,
};
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get},
    sp_runtime::DispatchError,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_request_training(
        builder: T::AccountId,
        slug: Slug,
        parent: VersionId,
        datanets: DatanetIds,
        recipe: Recipe,
        offer: Offer<BalanceOf<T>>,
        reward: BalanceOf<T>,
    ) -> DispatchResult {
        ensure!(reward >= T::MinimumTrainingReward::get(), Error::<T>::RewardTooLow);
        let (id, version) = Self::plan_training(&builder, &slug, parent, &datanets, recipe, offer)?;
        let job = T::Jobs::open(JobKind::Train(id), &builder, reward)?;
        let event = Event::TrainingRequested {
            version: id,
            slug,
            number: version.number,
            builder,
            parent,
            snapshots: version.snapshots.clone(),
            recipe: version.recipe.unwrap_or_default(),
            royalties: version.royalties.clone(),
            job,
        };
        Versions::<T>::insert(id, version);
        Self::deposit_event(event);
        Ok(())
    }

    /// A version that is to be trained, checked and numbered; not stored yet.
    pub(crate) fn plan_training(
        builder: &T::AccountId,
        slug: &Slug,
        parent: VersionId,
        datanets: &DatanetIds,
        recipe: Recipe,
        offer: Offer<BalanceOf<T>>,
    ) -> Result<(VersionId, VersionOf<T>), DispatchError> {
        Self::ensure_recipe(&recipe)?;
        Self::ensure_class(recipe.numeric_class)?;
        let origin = Self::buildable(parent)?;
        let snapshots = Self::take_snapshots(builder, datanets)?;
        let origins = [(Parent { version: parent, weight: PPM }, origin)].to_vec();
        let (id, mut version) = Self::child(builder, slug, offer, &origins, &snapshots, 0)?;
        let hash = recipe.hash();
        version.kind = VersionKind::FineTune;
        version.numeric_class = recipe.numeric_class;
        version.recipe = Some(hash);
        version.snapshots = snapshots;
        Recipes::<T>::insert(hash, recipe);
        Ok((id, version))
    }

    pub(crate) fn ensure_recipe(recipe: &Recipe) -> Result<(), Error<T>> {
        recipe.check().map_err(|problem| match problem {
            RecipeError::Zero => Error::<T>::RecipeZero,
            RecipeError::MicroBatch => Error::<T>::RecipeMicroBatch,
            RecipeError::TooLarge => Error::<T>::RecipeTooLarge,
        })?;
        ensure!(recipe.held_out_ppm > 0, Error::<T>::RecipeHoldsNothingOut);
        Ok(())
    }

    /// Records what each datanet holds now, for a builder.
    pub(crate) fn take_snapshots(builder: &T::AccountId, datanets: &DatanetIds) -> Result<SnapshotIds, DispatchError> {
        ensure!(!datanets.is_empty(), Error::<T>::NoDatanets);
        let mut snapshots = SnapshotIds::new();
        for (at, datanet) in datanets.iter().enumerate() {
            let repeated = datanets.iter().take(at).any(|other| other == datanet);
            let position = u8::try_from(at).unwrap_or(u8::MAX);
            ensure!(!repeated, Error::<T>::DatanetRepeated { position });
            // Both lists have the same bound.
            snapshots.force_push(T::Snapshots::take(builder, *datanet)?);
        }
        Ok(snapshots)
    }

    /// What a worker needs to train a version. Not bounded: for offchain workers.
    pub fn train_spec(id: VersionId) -> Option<TrainSpec> {
        let version = Versions::<T>::get(id).filter(|version| version.kind == VersionKind::FineTune)?;
        let parent = Versions::<T>::get(version.parents.first()?.version)?;
        let contributions = Self::contributions(&version.snapshots);
        Some(TrainSpec {
            version: id,
            base: version.base,
            parent: parent.adapter,
            recipe: Recipes::<T>::get(version.recipe?)?,
            contributions,
        })
    }

    /// What a worker needs to measure a version. Not bounded: for offchain workers.
    pub fn evaluate_spec(id: VersionId) -> Option<EvaluateSpec> {
        let version = Versions::<T>::get(id)?;
        let adapter = version.adapter?;
        if version.kind == VersionKind::FineTune {
            return Some(EvaluateSpec { train: Self::train_spec(id)?, adapter });
        }
        // Nothing was trained: the recipe says what was held out, and that is all an evaluation reads of it.
        let train = TrainSpec {
            version: id,
            base: version.base,
            parent: None,
            recipe: Recipes::<T>::get(version.recipe?)?,
            contributions: Self::contributions(&Self::measured_on(id, version.snapshots)),
        };
        Some(EvaluateSpec { train, adapter })
    }

    /// Takes what a worker trained, and asks for its evaluation. What comes too late changes nothing.
    pub fn on_train_result(id: VersionId, worker: &T::AccountId, result: TrainResult) -> DispatchResult {
        let mut version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        if version.state != VersionState::Training || version.kind != VersionKind::FineTune {
            if version.state != VersionState::Funding {
                Self::give_back_rest(id)?;
            }
            return Ok(());
        }
        ensure!(result.steps > 0 && result.tokens > 0, Error::<T>::EmptyResult);

        version.adapter = Some(result.adapter);
        version.adapter_config = Some(result.adapter_config);
        version.index = Some(result.index);
        version.index_root = Some(result.index_root);
        version.checkpoints_root = Some(result.checkpoints_root);
        version.engine_build = Some(result.engine_build);
        Self::deposit_event(Event::VersionTrained { version: id, worker: worker.clone(), result });
        Self::note_made(id, worker, result.adapter);
        Self::reward_funders(id)?;
        Self::begin_evaluation(id, version);
        Ok(())
    }

    /// Stores a version that was just made, and asks for its evaluation.
    pub(crate) fn begin_evaluation(id: VersionId, mut version: VersionOf<T>) {
        if let Err(error) = Self::open_evaluation(id, &mut version, T::EvaluationReward::get()) {
            version.state = VersionState::Proposed;
            Self::deposit_event(Event::EvaluationMissing { version: id, error: Some(error) });
        }
        Versions::<T>::insert(id, version);
    }

    /// Nobody could train a version. Whoever funded it can take the money back.
    pub fn on_train_failed(id: VersionId) {
        if Versions::<T>::get(id).is_none_or(|version| version.state == VersionState::Funding) {
            return;
        }
        Self::give_up(id, VersionState::Training);
        Self::move_on(id, VersionState::Training, |version| {
            version.state = VersionState::Failed;
            Event::TrainingFailed { version: id }
        });
    }

    pub(crate) fn do_request_evaluation(builder: T::AccountId, id: VersionId, reward: BalanceOf<T>) -> DispatchResult {
        let mut version = Self::built_by(&builder, id)?;
        let state = version.state;
        let trained = !matches!(version.kind, VersionKind::Base | VersionKind::Fork);
        let unmeasured = trained && state == VersionState::Proposed && version.metrics.is_none();
        ensure!(unmeasured, Error::<T>::WrongState { state });
        Self::open_evaluation(id, &mut version, reward)?;
        Versions::<T>::insert(id, version);
        Ok(())
    }

    fn open_evaluation(id: VersionId, version: &mut VersionOf<T>, reward: BalanceOf<T>) -> DispatchResult {
        let maker: Vec<_> = Trainers::<T>::get(id).into_iter().collect();
        let job = T::Jobs::open_excluding(JobKind::Evaluate(id), &version.builder, reward, &maker)?;
        version.state = VersionState::Evaluating;
        Self::deposit_event(Event::EvaluationRequested { version: id, job });
        Ok(())
    }

    /// Takes what a worker measured. What comes too late changes nothing.
    pub fn on_evaluate_result(id: VersionId, worker: &T::AccountId, metrics: EvaluateResult) -> DispatchResult {
        ensure!(metrics.tokens > 0, Error::<T>::EmptyResult);
        Self::move_on(id, VersionState::Evaluating, |version| {
            version.metrics = Some(metrics);
            version.state = VersionState::Proposed;
            Event::VersionEvaluated { version: id, worker: worker.clone(), metrics }
        });
        Ok(())
    }

    /// Nobody could measure a version.
    pub fn on_evaluate_failed(id: VersionId) {
        Self::move_on(id, VersionState::Evaluating, |version| {
            version.state = VersionState::Proposed;
            Event::EvaluationMissing { version: id, error: None }
        });
    }

    /// Changes a version that is in the state expected, and says so.
    pub(crate) fn move_on(id: VersionId, expected: VersionState, change: impl FnOnce(&mut VersionOf<T>) -> Event<T>) {
        let Some(mut version) = Versions::<T>::get(id) else { return };
        if version.state == expected {
            let event = change(&mut version);
            Versions::<T>::insert(id, version);
            Self::deposit_event(event);
        }
    }
}
