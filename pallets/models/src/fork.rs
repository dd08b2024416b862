//! Forks: a version under another name that begins with its parent's own files.
//!
//! Nothing is trained. A fork owes its parent what any child would, and the contributors of its parent's data go on
//! being paid, because their snapshots and the attribution index are the fork's too. It is never better off than the
//! files it began with: whether they were verified or revoked is asked of the version that made them (`SourceOf`).

use crate::{licence, pallet::*, BalanceOf, Offer, Parent, Slug, VersionKind, VersionState};
use openledger_primitives::{VersionId, PPM};
use polkadot_sdk::frame_support::{ensure, pallet_prelude::DispatchResult};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_fork(
        builder: T::AccountId,
        slug: Slug,
        parent: VersionId,
        offer: Offer<BalanceOf<T>>,
    ) -> DispatchResult {
        let origin = Self::buildable(parent)?;
        let spdx = Self::spdx(origin.licence)?;
        let own = origin.builder == builder;
        let permitted = own || licence::permits_copies(&spdx);
        ensure!(permitted, Error::<T>::NoDerivatives { licence: origin.licence });
        let snapshots = origin.snapshots.clone();
        let origins = [(Parent { version: parent, weight: PPM }, origin)].to_vec();
        let (id, mut version) = Self::child(&builder, &slug, offer, &origins, &snapshots, 0)?;
        Self::hold_deposit(id, &builder)?;

        for (_, origin) in origins {
            version.adapter = origin.adapter;
            version.adapter_config = origin.adapter_config;
            version.index = origin.index;
            version.index_root = origin.index_root;
            version.recipe = origin.recipe;
            version.metrics = origin.metrics;
            version.numeric_class = origin.numeric_class;
            version.engine_build = origin.engine_build;
            version.verified = origin.verified;
            version.checkpoints_root = origin.checkpoints_root;
        }
        version.snapshots = snapshots;
        version.kind = VersionKind::Fork;
        version.state = VersionState::Proposed;
        let source = Self::source(parent);
        SourceOf::<T>::insert(id, source);
        let (number, royalties) = (version.number, version.royalties.clone());
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::VersionForked { version: id, slug, number, builder, parent, source, royalties });
        Ok(())
    }

    /// The version whose making gave this one its files: itself, unless it is a fork.
    pub(crate) fn source(id: VersionId) -> VersionId {
        SourceOf::<T>::get(id).unwrap_or(id)
    }
}
