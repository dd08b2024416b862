//! Accepted data: the tree it is appended to, the tree of what was removed, and snapshots of both.

use crate::{pallet::*, AcceptedLeaf, ContributionOf, ContributionState, LicenceIds, Snapshot, SnapshotId};
use alloc::vec::Vec;
use codec::Encode;
use openledger_primitives::{job::ContributionRef, merkle, ContributionId, DatanetId, Digest};
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult},
    frame_system::{self, pallet_prelude::BlockNumberFor},
    sp_runtime::{ArithmeticError, DispatchError},
};

/// Hash of a contribution's leaf in its datanet's accepted tree.
pub fn accepted_leaf(leaf: &AcceptedLeaf) -> Digest {
    merkle::leaf(&leaf.encode())
}

/// Hash of a contribution's leaf in its datanet's removed tree.
pub(crate) fn removed_leaf(contribution: ContributionId) -> Digest {
    merkle::leaf(&contribution.encode())
}

impl<T: Config> Pallet<T> {
    /// The leaf that stands for a contribution.
    pub(crate) fn leaf_of(id: ContributionId, contribution: &ContributionOf<T>) -> Digest {
        accepted_leaf(&AcceptedLeaf {
            contribution: id,
            content: contribution.content,
            root: contribution.root,
            fragments: contribution.fragments,
            licence: contribution.licence,
        })
    }

    /// Appends a contribution to its datanet; returns its position and the fragments before it.
    pub(crate) fn append_accepted(
        id: ContributionId,
        contribution: &ContributionOf<T>,
    ) -> Result<(u64, u64), DispatchError> {
        let (datanet, licence) = (contribution.datanet, contribution.licence);
        let mut tree = Accepted::<T>::get(datanet);
        let (position, before) = (tree.peaks.count, tree.fragments);
        let fragments = u64::from(contribution.fragments);
        tree.fragments = before.checked_add(fragments).ok_or(Error::<T>::CounterOverflow)?;
        tree.peaks.push(Self::leaf_of(id, contribution));

        Accepted::<T>::insert(datanet, tree);
        AcceptedAt::<T>::insert(datanet, position, id);
        LicenceUse::<T>::mutate(datanet, licence, |used| *used = used.saturating_add(1));
        Self::change_holding(datanet, &contribution.contributor, contribution.fragments, true)?;
        Ok((position, before))
    }

    /// Enters a contribution that is present into its datanet's removed tree.
    pub(crate) fn remove_present(
        id: ContributionId,
        contribution: &mut ContributionOf<T>,
        struck: bool,
    ) -> DispatchResult {
        ensure!(contribution.is_present(), Error::<T>::NothingToWithdraw);
        let (position, fragments_before) = contribution.place().ok_or(Error::<T>::NothingToWithdraw)?;
        let (datanet, fragments) = (contribution.datanet, contribution.fragments);
        let mut tree = Removed::<T>::get(datanet);
        let removal = tree.peaks.count;
        tree.fragments = tree.fragments.checked_add(fragments.into()).ok_or(Error::<T>::CounterOverflow)?;
        tree.peaks.push(removed_leaf(id));

        Removed::<T>::insert(datanet, tree);
        RemovedAt::<T>::insert(datanet, removal, id);
        RemovedSince::<T>::insert(id, frame_system::Pallet::<T>::block_number());
        LicenceUse::<T>::mutate_exists(datanet, contribution.licence, |used| {
            *used = used.and_then(|count| count.checked_sub(1)).filter(|count| *count > 0);
        });
        Self::change_holding(datanet, &contribution.contributor, fragments, false)?;
        contribution.state = if struck {
            ContributionState::Struck { position, fragments_before, removal }
        } else {
            ContributionState::Removed { position, fragments_before, removal }
        };
        Self::deposit_event(Event::ContributionRemoved { contribution: id, datanet, removal, fragments });
        Ok(())
    }

    /// Since when a contribution that is in a snapshot is not in the datanet any more, and whether it was struck;
    /// nothing if it still is, or was not in the snapshot.
    pub fn removal_from_snapshot(
        snapshot: SnapshotId,
        contribution: ContributionId,
    ) -> Option<(BlockNumberFor<T>, bool)> {
        Self::snapshot_weight(snapshot, contribution)?;
        let struck = match Contributions::<T>::get(contribution)?.state {
            ContributionState::Removed { .. } => false,
            ContributionState::Struck { .. } => true,
            _ => return None,
        };
        Some((RemovedSince::<T>::get(contribution)?, struck))
    }

    /// Records a datanet's data as it stands, to train on; the same data is recorded once.
    pub fn take_snapshot(datanet: DatanetId) -> Result<SnapshotId, DispatchError> {
        let kind = Datanets::<T>::get(datanet).ok_or(Error::<T>::UnknownDatanet)?.kind;
        ensure!(kind.is_textual(), Error::<T>::KindNotTrainable { kind });
        let (accepted, removed) = (Accepted::<T>::get(datanet), Removed::<T>::get(datanet));
        let (count, removed_count) = (accepted.peaks.count, removed.peaks.count);
        let fragments = accepted.fragments.checked_sub(removed.fragments).ok_or(ArithmeticError::Underflow)?;
        ensure!(fragments > 0, Error::<T>::EmptyDatanet);
        if let Some(known) = SnapshotOf::<T>::get((datanet, count, removed_count)) {
            return Ok(known);
        }
        let id = NextSnapshotId::<T>::get();
        NextSnapshotId::<T>::put(id.checked_add(1).ok_or(Error::<T>::CounterOverflow)?);

        let root = accepted.peaks.root();
        let snapshot = Snapshot {
            datanet,
            count,
            fragments,
            root,
            removed_count,
            removed_root: removed.peaks.root(),
            licences: Self::licences_in_use(datanet),
            taken_at: frame_system::Pallet::<T>::block_number(),
        };
        SnapshotOf::<T>::insert((datanet, count, removed_count), id);
        Snapshots::<T>::insert(id, snapshot);
        Self::deposit_event(Event::SnapshotTaken { snapshot: id, datanet, count, fragments, root });
        Ok(id)
    }

    /// The licences of which a datanet holds contributions, in the order it admits them.
    pub fn licences_in_use(datanet: DatanetId) -> LicenceIds {
        let admitted = Datanets::<T>::get(datanet).map(|datanet| datanet.licences);
        let mut licences = admitted.unwrap_or_default();
        licences.retain(|licence| LicenceUse::<T>::get(datanet, *licence) > 0);
        licences
    }

    /// A snapshot by its number.
    pub fn snapshot(id: SnapshotId) -> Option<Snapshot<BlockNumberFor<T>>> {
        Snapshots::<T>::get(id)
    }

    /// Weight of a contribution in a snapshot: its fragments if it had been accepted and not removed when the
    /// snapshot was taken.
    pub fn snapshot_weight(id: SnapshotId, contribution: ContributionId) -> Option<u32> {
        let snapshot = Snapshots::<T>::get(id)?;
        let contribution = Contributions::<T>::get(contribution)?;
        let inside = contribution.datanet == snapshot.datanet
            && contribution.position().is_some_and(|position| position < snapshot.count)
            && contribution.removal().is_none_or(|removal| removal >= snapshot.removed_count);
        inside.then_some(contribution.fragments)
    }

    /// Sum of all weights in a snapshot.
    pub fn snapshot_total(id: SnapshotId) -> Option<u64> {
        Some(Snapshots::<T>::get(id)?.fragments)
    }

    /// Licences of the contributions in a snapshot.
    pub fn snapshot_licences(id: SnapshotId) -> Option<LicenceIds> {
        Some(Snapshots::<T>::get(id)?.licences)
    }

    /// The contributions in a snapshot, by increasing number. Not bounded: for offchain workers and views.
    pub fn snapshot_refs(id: SnapshotId) -> Vec<ContributionRef> {
        let Some(snapshot) = Snapshots::<T>::get(id) else { return Vec::new() };
        Self::refs(snapshot.datanet, snapshot.count, snapshot.removed_count)
    }

    /// The contributions in a datanet now, by increasing number. Not bounded.
    pub(crate) fn present_refs(datanet: DatanetId) -> Vec<ContributionRef> {
        let (accepted, removed) = (Accepted::<T>::get(datanet), Removed::<T>::get(datanet));
        Self::refs(datanet, accepted.peaks.count, removed.peaks.count)
    }

    fn refs(datanet: DatanetId, count: u64, removed_count: u64) -> Vec<ContributionRef> {
        let mut refs: Vec<ContributionRef> = (0..count)
            .filter_map(|position| {
                let id = AcceptedAt::<T>::get(datanet, position)?;
                let contribution = Contributions::<T>::get(id)?;
                let present = contribution.removal().is_none_or(|at| at >= removed_count);
                present.then_some(ContributionRef { id, content: contribution.content })
            })
            .collect();
        refs.sort_unstable_by_key(|contribution| contribution.id);
        refs
    }
}
