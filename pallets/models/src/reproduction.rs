//! Reproductions: a version is made again by somebody else, to see whether the same comes out.
//!
//! The same bits make a version verified. Other bits prove, in the exact numeric class, that one of two workers is
//! wrong: until that is decided the version cannot be deployed, and what is deployed stays but is not verified. A third
//! worker decides: whom it agrees with was right. If it agrees with the maker, the version is verified; if with the one
//! that disagreed, the version is revoked. If it agrees with neither, or nobody asks a third, governance decides. Neither
//! the maker nor whoever disagreed is asked to judge its own work.

use crate::{pallet::*, Jobs, Made, Mismatch, VersionKind, VersionOf, VersionState};
use openledger_primitives::{
    content::ContentId,
    job::{JobKind, JobSpec, MergeResult, TrainResult},
    recipe::NumericClass,
    VersionId,
};
use polkadot_sdk::frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get};

use crate::BalanceOf;

impl From<&TrainResult> for Made {
    fn from(result: &TrainResult) -> Self {
        Self { adapter: result.adapter, index_root: result.index_root, checkpoints_root: Some(result.checkpoints_root) }
    }
}

impl From<&MergeResult> for Made {
    fn from(result: &MergeResult) -> Self {
        Self { adapter: result.adapter, index_root: result.index_root, checkpoints_root: None }
    }
}

fn made_by_worker(kind: VersionKind) -> bool {
    matches!(kind, VersionKind::FineTune | VersionKind::Merge)
}

/// States in which a version has its files and may still earn.
fn can_be_judged(state: VersionState) -> bool {
    use VersionState::*;
    matches!(state, Evaluating | Proposed | Approved | Deployed)
}

impl<T: Config> Pallet<T> {
    /// Notes who made a version's files, and which version they are first known of.
    pub(crate) fn note_made(id: VersionId, worker: &T::AccountId, adapter: ContentId) {
        Trainers::<T>::insert(id, worker);
        Self::note_adapter(id, adapter);
    }

    /// Notes the first version an adapter is known of.
    pub(crate) fn note_adapter(id: VersionId, adapter: ContentId) {
        if !VersionOfAdapter::<T>::contains_key(adapter) {
            VersionOfAdapter::<T>::insert(adapter, id);
        }
    }

    pub(crate) fn do_request_reproduction(who: T::AccountId, id: VersionId, reward: BalanceOf<T>) -> DispatchResult {
        ensure!(reward >= T::MinimumTrainingReward::get(), Error::<T>::RewardTooLow);
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let state = version.state;
        ensure!(can_be_judged(state), Error::<T>::WrongState { state });
        ensure!(made_by_worker(version.kind), Error::<T>::NotReproducible);
        ensure!(version.numeric_class == NumericClass::CpuExact, Error::<T>::NotReproducible);
        let mut partial = [Trainers::<T>::get(id).ok_or(Error::<T>::TrainerUnknown)?].to_vec();
        partial.extend(Mismatches::<T>::get(id).map(|mismatch| mismatch.worker));
        ensure!(!version.verified, Error::<T>::AlreadyVerified);
        ensure!(!Reproductions::<T>::contains_key(id), Error::<T>::ReproductionOpen);
        let job = T::Jobs::open_excluding(JobKind::Reproduce(id), &who, reward, &partial)?;
        Reproductions::<T>::insert(id, job);
        Self::deposit_event(Event::ReproductionRequested { version: id, by: who, job });
        Ok(())
    }

    /// What a worker needs to make a version again: what its maker was given. Not bounded: for offchain workers.
    pub fn reproduce_spec(id: VersionId) -> Option<JobSpec> {
        match Versions::<T>::get(id)?.kind {
            VersionKind::FineTune => Self::train_spec(id).map(JobSpec::Train),
            VersionKind::Merge => Self::merge_spec(id).map(JobSpec::Merge),
            _ => None,
        }
    }

    /// Compares what a worker made with what the version's maker did. Refuses whoever has a side in it already, so that
    /// another is asked. What comes too late changes nothing.
    pub fn on_reproduce_result(id: VersionId, worker: &T::AccountId, made: Made) -> DispatchResult {
        let mut version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let mismatch = Mismatches::<T>::get(id);
        let partial = Trainers::<T>::get(id).as_ref() == Some(worker)
            || mismatch.as_ref().is_some_and(|mismatch| mismatch.worker == *worker);
        ensure!(!partial, Error::<T>::OwnReproduction);
        let trained = version.kind == VersionKind::FineTune;
        ensure!(made.checkpoints_root.is_some() == trained, Error::<T>::AnotherResult);
        Reproductions::<T>::remove(id);
        let Some(first) = Self::made(&version).filter(|_| can_be_judged(version.state)) else { return Ok(()) };

        let worker = worker.clone();
        if made == first {
            version.verified = true;
            Mismatches::<T>::remove(id);
            Versions::<T>::insert(id, version);
            Self::deposit_event(Event::VersionVerified { version: id, worker });
        } else if mismatch.is_some_and(|mismatch| mismatch.made == made) {
            Mismatches::<T>::remove(id);
            Self::retire(id, version, VersionState::Revoked);
            Self::deposit_event(Event::VersionRefuted { version: id, worker, made });
        } else {
            if !Mismatches::<T>::contains_key(id) {
                Mismatches::<T>::insert(id, Mismatch { worker: worker.clone(), made });
            }
            Self::deposit_event(Event::ReproductionDiffers { version: id, worker, made });
        }
        Ok(())
    }

    /// Nobody could make a version again; it can be asked for once more.
    pub fn on_reproduce_failed(id: VersionId) {
        if Reproductions::<T>::take(id).is_some() {
            Self::deposit_event(Event::ReproductionFailed { version: id });
        }
    }

    /// What the maker of a version made.
    fn made(version: &VersionOf<T>) -> Option<Made> {
        let (adapter, index_root) = (version.adapter?, version.index_root?);
        Some(Made { adapter, index_root, checkpoints_root: version.checkpoints_root })
    }

    pub(crate) fn do_settle_mismatch(id: VersionId, stands: bool) -> DispatchResult {
        ensure!(Mismatches::<T>::contains_key(id), Error::<T>::NoMismatch);
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        Mismatches::<T>::remove(id);
        let over = matches!(version.state, VersionState::Revoked | VersionState::Failed);
        if !stands && !over {
            Self::retire(id, version, VersionState::Revoked);
        }
        Self::deposit_event(Event::MismatchSettled { version: id, stands });
        Ok(())
    }
}
