//! Children: what every version that is made from others must be allowed, and gets, when it is registered.

use crate::{pallet::*, BalanceOf, Offer, Parent, Parents, Slug, SnapshotId, VersionOf, VersionState};
use alloc::vec::Vec;
use openledger_primitives::{job::ContributionRef, Ppm, VersionId};
use polkadot_sdk::{
    frame_support::{ensure, traits::Get},
    sp_runtime::DispatchError,
};

use crate::SnapshotProvider;

/// Parents of a version that is being registered, and what is known of them.
pub(crate) type Origins<T> = Vec<(Parent, VersionOf<T>)>;

impl<T: Config> Pallet<T> {
    /// A version that may be built on: it is served, and its data may stay.
    pub(crate) fn buildable(id: VersionId) -> Result<VersionOf<T>, DispatchError> {
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        ensure!(version.state == VersionState::Deployed, Error::<T>::ParentNotDeployed);
        ensure!(!Flags::<T>::contains_key(id), Error::<T>::ParentFlagged);
        Ok(version)
    }

    /// Checks what is offered for a version that owes royalties: prices of nothing would leave its ancestors nothing.
    pub(crate) fn ensure_prices(prices: (BalanceOf<T>, BalanceOf<T>)) -> Result<(), Error<T>> {
        let least = T::MinimumPrice::get();
        ensure!(prices.0 >= least && prices.1 >= least, Error::<T>::PriceTooLow);
        Ok(())
    }

    /// A new version made from these parents, checked and numbered; not stored yet.
    ///
    /// What it owes is fixed here: shares, ancestors and generation never change. `least` is what each parent is owed
    /// even if it asks less.
    pub(crate) fn child(
        builder: &T::AccountId,
        slug: &Slug,
        offer: Offer<BalanceOf<T>>,
        origins: &Origins<T>,
        snapshots: &[SnapshotId],
        least: Ppm,
    ) -> Result<(VersionId, VersionOf<T>), DispatchError> {
        Self::ensure_name(builder, slug)?;
        Self::ensure_offer(&offer)?;
        Self::ensure_prices((offer.input_price, offer.output_price))?;
        let licences: Vec<_> = origins.iter().map(|(_, origin)| origin.licence).collect();
        Self::ensure_compatible(&licences, snapshots, offer.licence)?;
        let royalties = Self::owed_to(origins, least)?;
        let parents: Vec<Parent> = origins.iter().map(|(parent, _)| *parent).collect();
        let generation = Self::next_generation(&parents)?;
        let base = origins.first().ok_or(Error::<T>::TooFewParents)?.1.base;

        let id = Self::take_version_id()?;
        let model = Self::next_number(builder, slug)?;
        let mut version = Self::untrained(builder.clone(), slug.clone(), model.versions, offer, base);
        Models::<T>::insert(slug, model);
        Generations::<T>::insert(id, generation);
        version.parents = Parents::try_from(parents).map_err(|_| Error::<T>::TooManyParents)?;
        version.royalties = royalties;
        Ok((id, version))
    }

    /// The contributions of some snapshots by increasing number, each once. Not bounded: for offchain workers.
    pub(crate) fn contributions(snapshots: &[SnapshotId]) -> Vec<ContributionRef> {
        let mut contributions: Vec<_> = snapshots.iter().flat_map(|snapshot| T::Snapshots::refs(*snapshot)).collect();
        contributions.sort_unstable_by_key(|contribution| contribution.id);
        contributions.dedup_by_key(|contribution| contribution.id);
        contributions
    }
}
