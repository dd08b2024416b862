//! New versions: what every one has, and bases, which have nothing else.

use crate::{pallet::*, BalanceOf, Model, NumericRules, Offer, Slug, Version, VersionKind, VersionOf, VersionState};
use openledger_primitives::{content::ContentId, job::BaseFiles, recipe::NumericClass, VersionId};
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult},
    frame_system,
    sp_runtime::DispatchError,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_register_base(
        builder: T::AccountId,
        slug: Slug,
        base: BaseFiles,
        numeric_class: NumericClass,
        offer: Offer<BalanceOf<T>>,
    ) -> DispatchResult {
        Self::ensure_name(&builder, &slug)?;
        Self::ensure_offer(&offer)?;
        Self::ensure_class(numeric_class)?;
        let id = Self::take_version_id()?;
        let model = Self::next_number(&builder, &slug)?;
        let number = model.versions;
        Self::hold_deposit(id, &builder)?;

        let mut version = Self::untrained(builder.clone(), slug.clone(), number, offer, base);
        version.numeric_class = numeric_class;
        let waits = Standard::<T>::get().require_approval;
        version.state = if waits { VersionState::Proposed } else { VersionState::Deployed };
        let latest = if waits { model.latest } else { Some(id) };
        Models::<T>::insert(&slug, Model { latest, ..model });
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::BaseRegistered { version: id, slug, number, builder });
        Ok(())
    }

    /// Checks what a builder offers against the licence table and the standard.
    pub(crate) fn ensure_offer(offer: &Offer<BalanceOf<T>>) -> Result<(), DispatchError> {
        Self::ensure_admitted(offer.licence)?;
        let highest = Standard::<T>::get().maximum_royalty;
        ensure!(offer.royalty <= highest, Error::<T>::RoyaltyTooHigh);
        Ok(())
    }

    /// Refuses a numeric class that governance does not admit.
    pub(crate) fn ensure_class(class: NumericClass) -> Result<(), Error<T>> {
        let named = Error::<T>::NumericClassNotAdmitted { class: class as u8 };
        ensure!(T::Numeric::admits_class(class), named);
        Ok(())
    }

    pub(crate) fn take_version_id() -> Result<VersionId, Error<T>> {
        let id = NextVersionId::<T>::get();
        NextVersionId::<T>::put(id.checked_add(1).ok_or(Error::<T>::CounterOverflow)?);
        Ok(id)
    }

    /// The model with one version more; not stored yet.
    pub(crate) fn next_number(owner: &T::AccountId, slug: &Slug) -> Result<Model<T::AccountId>, Error<T>> {
        let mut model =
            Models::<T>::get(slug).unwrap_or_else(|| Model { owner: owner.clone(), versions: 0, latest: None });
        model.versions = model.versions.checked_add(1).ok_or(Error::<T>::CounterOverflow)?;
        Ok(model)
    }

    /// A version with what every version has from the beginning.
    pub(crate) fn untrained(
        builder: T::AccountId,
        model: Slug,
        number: u32,
        offer: Offer<BalanceOf<T>>,
        base: BaseFiles,
    ) -> VersionOf<T> {
        Version {
            model,
            number,
            kind: VersionKind::Base,
            parents: Default::default(),
            base,
            adapter: None::<ContentId>,
            adapter_config: None,
            index: None,
            index_root: None,
            recipe: None,
            snapshots: Default::default(),
            licence: offer.licence,
            metrics: None,
            numeric_class: NumericClass::CpuExact,
            engine_build: None,
            builder,
            input_price: offer.input_price,
            output_price: offer.output_price,
            royalty: offer.royalty,
            royalties: Default::default(),
            verified: false,
            state: VersionState::Training,
            checkpoints_root: None,
            created_at: frame_system::Pallet::<T>::block_number(),
            retired_at: None,
        }
    }
}
