//! Consent: when data is removed from its datanet, every version that holds it goes out of service.
//!
//! Anybody may flag such a version, and its children after it. Nothing may be built on a flagged version from then on.
//! After a grace period that began with the removal it is neither served nor paid for; whoever flags late leaves workers
//! the time that a retirement does, to hand in receipts for what they answered in good faith. Its builder may ask for
//! the same training again, on what the datanets hold now.

use crate::{pallet::*, BalanceOf, DatanetIds, Flag, FlagCause, Offer, SnapshotProvider, VersionKind, VersionState};
use openledger_primitives::{ContributionId, VersionId};
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get},
    frame_system::{self, pallet_prelude::BlockNumberFor},
    sp_runtime::{traits::Saturating, DispatchError},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_flag_version(id: VersionId, contribution: ContributionId) -> DispatchResult {
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let snapshots = Self::measured_on(id, version.snapshots);
        let removed = snapshots.iter().filter_map(|snapshot| T::Snapshots::removed(*snapshot, contribution)).min();
        let removed = removed.ok_or(Error::<T>::NothingRemoved)?;
        let ends = removed.saturating_add(T::ConsentGrace::get());
        Self::flag(id, FlagCause::Contribution(contribution), ends)
    }

    pub(crate) fn do_flag_descendant(id: VersionId, parent: VersionId) -> DispatchResult {
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let related = version.parents.iter().any(|other| other.version == parent);
        ensure!(related, Error::<T>::NotAParent);
        let flag = Flags::<T>::get(parent).ok_or(Error::<T>::ParentNotFlagged)?;
        Self::flag(id, FlagCause::Parent(parent), flag.until)
    }

    fn flag(id: VersionId, cause: FlagCause, ends: BlockNumberFor<T>) -> DispatchResult {
        let fair = frame_system::Pallet::<T>::block_number().saturating_add(T::RetirementGrace::get());
        let until = ends.max(fair);
        let earlier = Flags::<T>::get(id).is_none_or(|flag| until < flag.until);
        ensure!(earlier, Error::<T>::AlreadyFlagged);
        Flags::<T>::insert(id, Flag { cause, until });
        Self::deposit_event(Event::VersionFlagged { version: id, cause, until });
        Ok(())
    }

    /// Whether a version was to be out of service by now.
    pub(crate) fn is_out(id: VersionId) -> bool {
        Flags::<T>::get(id).is_some_and(|flag| frame_system::Pallet::<T>::block_number() >= flag.until)
    }

    pub(crate) fn do_request_retraining(
        builder: T::AccountId,
        id: VersionId,
        reward: BalanceOf<T>,
    ) -> Result<(), DispatchError> {
        let old = Self::built_by(&builder, id)?;
        let state = old.state;
        ensure!(old.kind == VersionKind::FineTune, Error::<T>::NotTrained);
        ensure!(state != VersionState::Training && state != VersionState::Funding, Error::<T>::WrongState { state });
        let mut datanets = DatanetIds::new();
        for snapshot in &old.snapshots {
            let datanet = T::Snapshots::datanet(*snapshot).ok_or(Error::<T>::NoDatanets)?;
            // As many datanets as snapshots at most, and both lists have the same bound.
            datanets.force_push(datanet);
        }
        let parent = old.parents.first().ok_or(Error::<T>::UnknownVersion)?.version;
        let recipe = old.recipe.and_then(Recipes::<T>::get).ok_or(Error::<T>::NotTrained)?;
        let offer = Offer {
            licence: old.licence,
            input_price: old.input_price,
            output_price: old.output_price,
            royalty: old.royalty,
        };
        let new = NextVersionId::<T>::get();
        Self::do_request_training(builder, old.model, parent, datanets, recipe, offer, reward)?;
        Self::deposit_event(Event::RetrainingRequested { version: new, old: id });
        Ok(())
    }
}
