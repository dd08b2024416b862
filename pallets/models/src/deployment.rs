//! Deployment: what a version must show, and how it goes into and out of service.

use crate::{pallet::*, BalanceOf, DeploymentStandard, NumericRules, VersionKind, VersionOf, VersionState};
use openledger_primitives::{job::EvaluateResult, standard::DeploymentStandardError, Ppm, VersionId, PPM};
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult},
    frame_system,
    sp_runtime::DispatchError,
};

/// Drop of the loss in parts per million of the base's, rounded down; `None` for a base without loss.
pub(crate) fn improvement(metrics: &EvaluateResult) -> Option<i64> {
    let base = i64::from(metrics.base_micronats);
    let drop = base.saturating_sub(metrics.tuned_micronats.into());
    drop.saturating_mul(PPM.into()).checked_div_euclid(base)
}

/// Whether the loss drops by at least `minimum` of the base's.
pub(crate) fn improves_enough(metrics: &EvaluateResult, minimum: Ppm) -> bool {
    let base = i64::from(metrics.base_micronats);
    let drop = base.saturating_sub(metrics.tuned_micronats.into());
    // Both products stay below 2^32 · 10^6, far within 63 bits.
    drop.saturating_mul(PPM.into()) >= base.saturating_mul(minimum.into())
}

impl<T: Config> Pallet<T> {
    pub(crate) fn do_deploy(builder: T::AccountId, id: VersionId) -> DispatchResult {
        let mut version = Self::built_by(&builder, id)?;
        let state = version.state;
        let ready = matches!(state, VersionState::Proposed | VersionState::Approved);
        ensure!(ready, Error::<T>::WrongState { state });
        let external = Self::made_elsewhere(id, &version)?;
        let approved = state == VersionState::Approved || !(external || Standard::<T>::get().require_approval);
        ensure!(approved, Error::<T>::NotApproved);
        Self::ensure_standard(id, &version)?;

        version.state = VersionState::Deployed;
        let (slug, number) = (version.model.clone(), version.number);
        Models::<T>::mutate(&slug, |model| {
            if let Some(model) = model {
                model.latest = Some(id);
            }
        });
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::VersionDeployed { version: id, slug, number });
        Ok(())
    }

    /// Lets the builder deploy a version that meets the standard today.
    pub(crate) fn do_approve(id: VersionId) -> DispatchResult {
        let mut version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let state = version.state;
        ensure!(state == VersionState::Proposed, Error::<T>::WrongState { state });
        Self::ensure_standard(id, &version)?;

        version.state = VersionState::Approved;
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::VersionApproved { version: id });
        Ok(())
    }

    /// Checks a version against every standard as it stands now: licence, numeric class and engine build, quality.
    ///
    /// A fork is as good as the version that made its files.
    fn ensure_standard(id: VersionId, version: &VersionOf<T>) -> Result<(), DispatchError> {
        ensure!(!Flags::<T>::contains_key(id), Error::<T>::VersionFlagged);
        ensure!(!Challenges::<T>::contains_key(id), Error::<T>::Challenged);
        Self::ensure_admitted(version.licence)?;
        Self::ensure_class(version.numeric_class)?;
        let source = Self::source(id);
        let (mut verified, mut revoked) = (version.verified, false);
        if let Some(origin) = Versions::<T>::get(source).filter(|_| source != id) {
            (verified, revoked) = (origin.verified, origin.state == VersionState::Revoked);
        }
        ensure!(!revoked, Error::<T>::SourceRevoked);
        ensure!(!Mismatches::<T>::contains_key(source), Error::<T>::Mismatched);
        // A base, or a fork of one, was not trained: there is nothing to measure or to repeat.
        if version.adapter.is_none() && matches!(version.kind, VersionKind::Base | VersionKind::Fork) {
            return Ok(());
        }
        let standard = Standard::<T>::get();
        let metrics = version.metrics.ok_or(Error::<T>::NotMeasured)?;
        let enough = improves_enough(&metrics, standard.minimum_improvement);
        ensure!(enough, Error::<T>::NotGoodEnough);
        ensure!(verified || !standard.require_verified, Error::<T>::NotVerified);
        let built_well =
            Self::made_elsewhere(id, version)? || version.engine_build.as_ref().is_some_and(T::Numeric::admits_build);
        ensure!(built_well, Error::<T>::EngineBuildNotAdmitted);
        Ok(())
    }

    /// Whether a version's files were not made by a worker here.
    fn made_elsewhere(id: VersionId, version: &VersionOf<T>) -> Result<bool, Error<T>> {
        if version.kind != VersionKind::Fork {
            return Ok(version.kind == VersionKind::External);
        }
        let source = Versions::<T>::get(Self::source(id)).ok_or(Error::<T>::UnknownVersion)?;
        Ok(source.kind == VersionKind::External)
    }

    /// A version, for its builder.
    pub(crate) fn built_by(builder: &T::AccountId, id: VersionId) -> Result<VersionOf<T>, DispatchError> {
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        ensure!(version.builder == *builder, Error::<T>::NotBuilder);
        Ok(version)
    }

    pub(crate) fn do_set_prices(
        builder: T::AccountId,
        id: VersionId,
        new: (BalanceOf<T>, BalanceOf<T>),
    ) -> DispatchResult {
        let mut version = Self::built_by(&builder, id)?;
        let state = version.state;
        let over = matches!(state, VersionState::Deprecated | VersionState::Revoked | VersionState::Failed);
        ensure!(!over, Error::<T>::WrongState { state });
        if !version.royalties.is_empty() {
            Self::ensure_prices(new)?;
        }

        let old = (version.input_price, version.output_price);
        (version.input_price, version.output_price) = new;
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::PricesChanged { version: id, old, new });
        Ok(())
    }

    pub(crate) fn do_deprecate(builder: T::AccountId, id: VersionId) -> DispatchResult {
        let version = Self::built_by(&builder, id)?;
        let state = version.state;
        let ready = matches!(state, VersionState::Proposed | VersionState::Approved | VersionState::Deployed);
        ensure!(ready, Error::<T>::WrongState { state });
        ensure!(!Challenges::<T>::contains_key(id), Error::<T>::Challenged);
        Self::retire(id, version, VersionState::Deprecated);
        Self::deposit_event(Event::VersionDeprecated { version: id });
        Ok(())
    }

    pub(crate) fn do_revoke(id: VersionId) -> DispatchResult {
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let state = version.state;
        let over = matches!(state, VersionState::Revoked | VersionState::Failed);
        ensure!(!over, Error::<T>::WrongState { state });
        if state == VersionState::Funding {
            Self::give_up(id, state);
        }
        Self::retire(id, version, VersionState::Revoked);
        Self::deposit_event(Event::VersionRevoked { version: id });
        Ok(())
    }

    /// Takes a version out of service; what was never in service has no day on which it left.
    ///
    /// Its deposit is free, unless a challenge may still claim it.
    pub(crate) fn retire(id: VersionId, mut version: VersionOf<T>, state: VersionState) {
        if !Challenges::<T>::contains_key(id) {
            Self::release_deposit(id, &version.builder);
        }
        if version.state == VersionState::Deployed {
            version.retired_at = Some(frame_system::Pallet::<T>::block_number());
        }
        version.state = state;
        Versions::<T>::insert(id, version);
    }

    /// Sets what a version must show. What is deployed stays deployed, and royalties that were fixed stay as they are.
    pub fn do_set_standard(standard: DeploymentStandard) -> DispatchResult {
        standard.check().map_err(|problem| match problem {
            DeploymentStandardError::ShareAboveOne => Error::<T>::ShareOutOfRange,
            DeploymentStandardError::RoyaltyAboveCap => Error::<T>::RoyaltyAboveCap,
        })?;
        let old = Standard::<T>::get();
        Standard::<T>::put(standard);
        Self::deposit_event(Event::StandardChanged { old, new: standard });
        Ok(())
    }
}
