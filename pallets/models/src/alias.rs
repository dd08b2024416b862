//! Names: slugs of models, aliases and agents share one space, and each name has one owner.

use crate::{pallet::*, slug::is_slug, Slug, VersionState};
use openledger_primitives::VersionId;
use polkadot_sdk::frame_support::{ensure, pallet_prelude::DispatchResult};

impl<T: Config> Pallet<T> {
    /// Refuses what is no slug, and what is somebody else's.
    pub(crate) fn ensure_name(who: &T::AccountId, name: &Slug) -> Result<(), Error<T>> {
        ensure!(is_slug(name), Error::<T>::InvalidSlug);
        let of_model = Models::<T>::get(name).is_none_or(|model| model.owner == *who);
        let of_alias = AliasOwners::<T>::get(name).is_none_or(|owner| owner == *who);
        let of_agent = AgentNames::<T>::get(name).and_then(Agents::<T>::get).is_none_or(|agent| agent.owner == *who);
        ensure!(of_model && of_alias && of_agent, Error::<T>::NameTaken);
        Ok(())
    }

    pub(crate) fn do_set_alias(owner: T::AccountId, alias: Slug, version: VersionId) -> DispatchResult {
        Self::ensure_name(&owner, &alias)?;
        let state = Versions::<T>::get(version).ok_or(Error::<T>::UnknownVersion)?.state;
        ensure!(state == VersionState::Deployed, Error::<T>::WrongState { state });

        let old = Aliases::<T>::get(&alias);
        Aliases::<T>::insert(&alias, version);
        AliasOwners::<T>::insert(&alias, owner);
        Self::deposit_event(Event::AliasSet { alias, old, new: version });
        Ok(())
    }

    /// The version a name leads to.
    pub fn version_of(name: Slug) -> Option<VersionId> {
        Aliases::<T>::get(&name).or_else(|| Models::<T>::get(&name)?.latest)
    }
}
