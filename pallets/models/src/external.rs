//! External versions: adapters that were trained elsewhere.
//!
//! Nobody here can say on what. So an external version has no attribution index and no contributors, and what would be
//! theirs is its builder's. Lest that pays for bringing in what was trained on people's data behind their backs: it is
//! deployed only after governance approved it, whatever the standard says; it owes its base at least a default royalty;
//! its deposit is the challenger's if it proves to be a known adapter in disguise; and it is never verified, and so
//! never deployed where the standard demands that. An exact copy of a known adapter is refused at once.
//!
//! It is measured on datanets that its builder names, by a recipe that says how. Data that was removed from them reaches
//! it as it reaches versions trained here.

use crate::{
    pallet::*, BalanceOf, Challenge, DatanetIds, HoldReason, Jobs, Offer, Parent, Slug, SnapshotIds, VersionKind,
    VersionState,
};
use openledger_primitives::{content::ContentId, job::JobKind, recipe::Recipe, VersionId, PPM};
use polkadot_sdk::frame_support::{
    ensure,
    pallet_prelude::DispatchResult,
    traits::{
        fungible::MutateHold,
        tokens::{Fortitude, Precision, Restriction},
        Get,
    },
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_register_external(
        builder: T::AccountId,
        slug: Slug,
        base: VersionId,
        files: (ContentId, ContentId),
        datanets: DatanetIds,
        recipe: Recipe,
        offer: Offer<BalanceOf<T>>,
    ) -> DispatchResult {
        let (adapter, adapter_config) = files;
        Self::ensure_recipe(&recipe)?;
        Self::ensure_class(recipe.numeric_class)?;
        ensure!(!VersionOfAdapter::<T>::contains_key(adapter), Error::<T>::KnownAdapter);
        let origin = Self::buildable(base)?;
        ensure!(origin.adapter.is_none(), Error::<T>::NotABase);
        let measured_on = Self::take_snapshots(&builder, &datanets)?;
        let origins = [(Parent { version: base, weight: PPM }, origin)].to_vec();
        let least = T::ExternalRoyalty::get();
        let (id, mut version) = Self::child(&builder, &slug, offer, &origins, &measured_on, least)?;
        Self::hold_deposit(id, &builder)?;

        let hash = recipe.hash();
        version.kind = VersionKind::External;
        version.numeric_class = recipe.numeric_class;
        version.recipe = Some(hash);
        version.adapter = Some(adapter);
        version.adapter_config = Some(adapter_config);
        let job = T::Jobs::open(JobKind::Evaluate(id), &builder, T::EvaluationReward::get())?;
        version.state = VersionState::Evaluating;
        let (number, royalties) = (version.number, version.royalties.clone());
        Recipes::<T>::insert(hash, recipe);
        MeasuredOn::<T>::insert(id, measured_on);
        VersionOfAdapter::<T>::insert(adapter, id);
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::ExternalRegistered { version: id, slug, number, builder, base, adapter, royalties });
        Self::deposit_event(Event::EvaluationRequested { version: id, job });
        Ok(())
    }

    /// The data a version is measured on: its own, unless it is external.
    pub(crate) fn measured_on(id: VersionId, own: SnapshotIds) -> SnapshotIds {
        MeasuredOn::<T>::get(id).unwrap_or(own)
    }

    pub(crate) fn do_challenge(challenger: T::AccountId, id: VersionId, known: VersionId) -> DispatchResult {
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        ensure!(version.kind == VersionKind::External, Error::<T>::NotExternal);
        let state = version.state;
        let over = matches!(state, VersionState::Deprecated | VersionState::Revoked | VersionState::Failed);
        ensure!(!over, Error::<T>::WrongState { state });
        ensure!(!Challenges::<T>::contains_key(id), Error::<T>::Challenged);
        let other = Versions::<T>::get(known).ok_or(Error::<T>::UnknownVersion)?;
        ensure!(known < id && other.adapter.is_some(), Error::<T>::NotAKnownAdapter);
        let bond = T::ChallengeBond::get();
        T::Currency::hold(&HoldReason::ChallengeBond.into(), &challenger, bond)?;
        Challenges::<T>::insert(id, Challenge { challenger: challenger.clone(), known, bond });
        Self::deposit_event(Event::ExternalChallenged { version: id, known, challenger });
        Ok(())
    }

    /// Decides a challenge: an upheld one revokes the version and gives its deposit to the challenger, one that fails
    /// costs the challenger its bond, which the builder gets. The deposit is the builder's again then if the version was
    /// revoked meanwhile: nothing else would ever free it.
    pub(crate) fn do_settle_challenge(id: VersionId, upheld: bool) -> DispatchResult {
        let Challenge { challenger, bond, .. } = Challenges::<T>::take(id).ok_or(Error::<T>::NotChallenged)?;
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let reason = HoldReason::ChallengeBond.into();
        if upheld {
            T::Currency::release(&reason, &challenger, bond, Precision::Exact)?;
            if let Some(deposit) = Deposits::<T>::take(id) {
                Self::move_held(HoldReason::VersionDeposit, &version.builder, &challenger, deposit)?;
            }
            if version.state != VersionState::Revoked {
                Self::retire(id, version, VersionState::Revoked);
            }
        } else {
            Self::move_held(HoldReason::ChallengeBond, &challenger, &version.builder, bond)?;
            if version.state == VersionState::Revoked {
                Self::release_deposit(id, &version.builder);
            }
        }
        Self::deposit_event(Event::ChallengeSettled { version: id, upheld });
        Ok(())
    }

    /// Gives money on hold to somebody else, to spend. By force, so that nobody keeps what it lost by freezing it.
    fn move_held(reason: HoldReason, from: &T::AccountId, to: &T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
        if from == to {
            T::Currency::release(&reason.into(), from, amount, Precision::Exact)?;
            return Ok(());
        }
        T::Currency::transfer_on_hold(
            &reason.into(),
            from,
            to,
            amount,
            Precision::Exact,
            Restriction::Free,
            Fortitude::Force,
        )?;
        Ok(())
    }
}
