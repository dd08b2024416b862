//! Terms: what others must know of a version to serve it, pay for it and divide what was paid.

use crate::{pallet::*, TermsOf, VersionState, VersionTerms};
use openledger_primitives::VersionId;
use polkadot_sdk::{frame_support::traits::Get, frame_system, sp_runtime::traits::Saturating};

impl<T: Config> Pallet<T> {
    /// The terms of a version that could be served now or once.
    pub fn terms(id: VersionId) -> Option<TermsOf<T>> {
        let version = Versions::<T>::get(id)?;
        let out = Self::is_out(id);
        let deployed = version.state == VersionState::Deployed && !out;
        let now = frame_system::Pallet::<T>::block_number();
        let fresh = version.retired_at.is_some_and(|retired| now <= retired.saturating_add(T::RetirementGrace::get()));
        Some(VersionTerms {
            builder: version.builder,
            input_price: version.input_price,
            output_price: version.output_price,
            royalties: version.royalties.into_inner(),
            has_data: !version.snapshots.is_empty(),
            snapshots: version.snapshots.into_inner(),
            deployed,
            payable: deployed || (fresh && !out),
        })
    }
}
