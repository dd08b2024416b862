//! The invariants of the crate's header, checked one by one under the same numbers.

use crate::{
    pallet::*, snapshot::removed_leaf, BalanceOf, ContributionState, DatanetState, LicenceId, Tree, MAX_SCORE,
};
use alloc::{collections::BTreeMap, vec::Vec};
use openledger_primitives::{ContributionId, DatanetId};
use polkadot_sdk::{
    frame_support::{ensure, traits::fungible::InspectHold},
    sp_runtime::{
        traits::{Saturating, Zero},
        TryRuntimeError,
    },
};

/// How many contributions a datanet holds of a licence.
type Uses = BTreeMap<(DatanetId, LicenceId), u64>;

impl<T: Config> Pallet<T> {
    /// Checks every invariant; the message names the first that does not hold.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::names_are_found()?;
        Self::contents_are_found()?;
        Self::deposits_are_held()?;
        Self::bonds_are_held()?;
        Self::datanet_deposits_are_held()?;
        for datanet in Datanets::<T>::iter_keys() {
            Self::accepted_tree_agrees(datanet)?;
            Self::removed_tree_agrees(datanet)?;
        }
        Self::licences_are_counted()?;
        Self::snapshots_agree()?;
        Self::votes_are_proper()?;
        Self::closings_agree()
    }

    /// 1. Names lead to what has them.
    fn names_are_found() -> Result<(), TryRuntimeError> {
        for (id, datanet) in Datanets::<T>::iter() {
            ensure!(id < NextDatanetId::<T>::get(), "1: a datanet's number is not below the next");
            ensure!(DatanetOfSlug::<T>::get(&datanet.slug) == Some(id), "1: a datanet is not found by its slug");
        }
        ensure!(DatanetOfSlug::<T>::iter().count() == Datanets::<T>::iter().count(), "1: a slug of no datanet");
        for (id, spdx) in Licences::<T>::iter() {
            ensure!(Self::number_of(&spdx) == Some(id), "1: a licence is not found by its identifier");
        }
        ensure!(LicenceOfSpdx::<T>::iter().count() == Licences::<T>::iter().count(), "1: an identifier of no licence");
        ensure!(RetiredLicences::<T>::iter_keys().all(Licences::<T>::contains_key), "1: no licence was retired");
        Ok(())
    }

    /// 2. Contents lead to the contribution that is not refused or withdrawn.
    fn contents_are_found() -> Result<(), TryRuntimeError> {
        let mut found = 0usize;
        for (id, contribution) in Contributions::<T>::iter() {
            ensure!(id < NextContributionId::<T>::get(), "2: a contribution's number is not below the next");
            if !matches!(contribution.state, ContributionState::Rejected(_) | ContributionState::Withdrawn) {
                let known = ContributionOfContent::<T>::get(contribution.datanet, contribution.content);
                ensure!(known == Some(id), "2: a contribution is not found by its content");
                found = found.saturating_add(1);
            }
        }
        ensure!(ContributionOfContent::<T>::iter().count() == found, "2: a content of no contribution");
        Ok(())
    }

    /// 3. Deposits of undecided contributions are held.
    fn deposits_are_held() -> Result<(), TryRuntimeError> {
        let deposits = Contributions::<T>::iter_values().map(|contribution| {
            let waits = contribution.is_undecided();
            (contribution.contributor, if waits { contribution.deposit } else { Zero::zero() })
        });
        ensure!(
            Self::are_held(HoldReason::ContributionDeposit, deposits),
            "3: a contributor's deposits and hold differ"
        );
        Ok(())
    }

    /// 4. Curators' bonds are held.
    fn bonds_are_held() -> Result<(), TryRuntimeError> {
        ensure!(Curators::<T>::iter_values().all(|curator| !curator.bond.is_zero()), "4: a curator without bond");
        let bonds = Curators::<T>::iter().map(|(account, curator)| (account, curator.bond));
        ensure!(Self::are_held(HoldReason::CuratorBond, bonds), "4: a curator's bond and hold differ");
        ensure!(Curators::<T>::count() as usize == Curators::<T>::iter().count(), "4: curators are miscounted");
        Ok(())
    }

    /// 5. Deposits of open datanets are held, and those of closed ones are not.
    fn datanet_deposits_are_held() -> Result<(), TryRuntimeError> {
        let closed_free = Datanets::<T>::iter_values()
            .all(|datanet| datanet.state == DatanetState::Open || datanet.deposit.is_zero());
        ensure!(closed_free, "5: a closed datanet with a deposit");
        let deposits = Datanets::<T>::iter_values().map(|datanet| (datanet.owner, datanet.deposit));
        ensure!(Self::are_held(HoldReason::DatanetDeposit, deposits), "5: an owner's deposits and hold differ");
        Ok(())
    }

    fn are_held(reason: HoldReason, amounts: impl Iterator<Item = (T::AccountId, BalanceOf<T>)>) -> bool {
        let mut sums = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
        for (account, amount) in amounts {
            let sum = sums.entry(account).or_insert_with(Zero::zero);
            *sum = sum.saturating_add(amount);
        }
        let reason = reason.into();
        sums.iter().all(|(account, sum)| T::Currency::balance_on_hold(&reason, account) == *sum)
    }

    /// 6. The accepted tree is that of its contributions.
    fn accepted_tree_agrees(datanet: DatanetId) -> Result<(), TryRuntimeError> {
        let stored = Accepted::<T>::get(datanet);
        let mut rebuilt = Tree::default();
        for position in 0..stored.peaks.count {
            let id = AcceptedAt::<T>::get(datanet, position).ok_or("6: a position without contribution")?;
            let contribution = Contributions::<T>::get(id).ok_or("6: an accepted contribution is unknown")?;
            ensure!(contribution.datanet == datanet, "6: an accepted contribution is of another datanet");
            let before = match contribution.state {
                ContributionState::Accepted { position: at, fragments_before }
                | ContributionState::Removed { position: at, fragments_before, .. }
                    if at == position =>
                {
                    fragments_before
                }
                _ => return Err("6: a contribution does not know its position".into()),
            };
            ensure!(before == rebuilt.fragments, "6: the fragments before a contribution are wrong");
            rebuilt.peaks.push(Self::leaf_of(id, &contribution));
            rebuilt.fragments = rebuilt.fragments.saturating_add(contribution.fragments.into());
        }
        ensure!(rebuilt == stored, "6: the accepted tree is not that of its contributions");
        let listed = AcceptedAt::<T>::iter_prefix(datanet).count() as u64;
        ensure!(listed == stored.peaks.count, "6: a position beyond the tree");
        let knowing = Contributions::<T>::iter_values().filter(|c| c.datanet == datanet && c.position().is_some());
        ensure!(knowing.count() as u64 == stored.peaks.count, "6: a contribution with a position that is not its own");
        Ok(())
    }

    /// 7. The removed tree is that of the contributions removed.
    fn removed_tree_agrees(datanet: DatanetId) -> Result<(), TryRuntimeError> {
        let stored = Removed::<T>::get(datanet);
        let mut rebuilt = Tree::default();
        for removal in 0..stored.peaks.count {
            let id = RemovedAt::<T>::get(datanet, removal).ok_or("7: a removal without contribution")?;
            let contribution = Contributions::<T>::get(id).ok_or("7: a removed contribution is unknown")?;
            let known = contribution.datanet == datanet && contribution.removal() == Some(removal);
            ensure!(known, "7: a contribution does not know its removal");
            rebuilt.peaks.push(removed_leaf(id));
            rebuilt.fragments = rebuilt.fragments.saturating_add(contribution.fragments.into());
        }
        ensure!(rebuilt == stored, "7: the removed tree is not that of the contributions removed");
        let knowing = Contributions::<T>::iter_values().filter(|c| c.datanet == datanet && c.removal().is_some());
        ensure!(knowing.count() as u64 == stored.peaks.count, "7: a contribution with a removal that is not its own");
        Ok(())
    }

    /// 8. Licences are counted by the contributions present.
    fn licences_are_counted() -> Result<(), TryRuntimeError> {
        let mut uses = Uses::new();
        for contribution in Contributions::<T>::iter_values() {
            if let ContributionState::Accepted { .. } = contribution.state {
                let used = uses.entry((contribution.datanet, contribution.licence)).or_default();
                *used = used.saturating_add(1);
            }
        }
        let stored: Uses = LicenceUse::<T>::iter().map(|(datanet, licence, n)| ((datanet, licence), n)).collect();
        ensure!(uses == stored, "8: licences are miscounted");
        Ok(())
    }

    /// 9. Snapshots are what the trees were.
    fn snapshots_agree() -> Result<(), TryRuntimeError> {
        for (id, snapshot) in Snapshots::<T>::iter() {
            let datanet = snapshot.datanet;
            let key = (datanet, snapshot.count, snapshot.removed_count);
            ensure!(SnapshotOf::<T>::get(key) == Some(id), "9: a snapshot is not found by its counts");
            let (mut accepted, mut removed) = (Tree::default(), Tree::default());
            for position in 0..snapshot.count {
                let id = AcceptedAt::<T>::get(datanet, position).ok_or("9: a snapshot is longer than its datanet")?;
                let contribution = Contributions::<T>::get(id).ok_or("9: a snapshot holds the unknown")?;
                accepted.peaks.push(Self::leaf_of(id, &contribution));
            }
            for removal in 0..snapshot.removed_count {
                let id = RemovedAt::<T>::get(datanet, removal).ok_or("9: a snapshot removes too much")?;
                removed.peaks.push(removed_leaf(id));
            }
            let roots = (accepted.peaks.root(), removed.peaks.root());
            ensure!(roots == (snapshot.root, snapshot.removed_root), "9: a snapshot's roots are wrong");
            let weights = Self::snapshot_refs(id).into_iter().map(|contribution| {
                let weight = Self::snapshot_weight(id, contribution.id).unwrap_or_default();
                u64::from(weight)
            });
            ensure!(weights.sum::<u64>() == snapshot.fragments, "9: a snapshot's weights do not add up");
        }
        ensure!(SnapshotOf::<T>::iter().count() == Snapshots::<T>::iter().count(), "9: counts of no snapshot");
        Ok(())
    }

    /// 10. Votes are on contributions in curation and nobody's twice.
    fn votes_are_proper() -> Result<(), TryRuntimeError> {
        for (id, votes) in Votes::<T>::iter() {
            let contribution = Contributions::<T>::get(id).ok_or("10: votes on the unknown")?;
            let open = matches!(contribution.state, ContributionState::InCuration { .. });
            ensure!(open, "10: votes on what is not in curation");
            for (at, vote) in votes.iter().enumerate() {
                ensure!(vote.curator != contribution.contributor, "10: a vote on an own contribution");
                ensure!(vote.score <= MAX_SCORE, "10: a score above 100");
                let repeated = votes.iter().take(at).any(|other| other.curator == vote.curator);
                ensure!(!repeated, "10: an account with two votes");
            }
        }
        Ok(())
    }

    /// 11. What waits to be closed is in curation and ends when it is closed.
    fn closings_agree() -> Result<(), TryRuntimeError> {
        let mut waiting = Vec::<ContributionId>::new();
        for (block, ids) in Closing::<T>::iter() {
            for id in ids {
                let state = Contributions::<T>::get(id).ok_or("11: the unknown waits to be closed")?.state;
                let agrees = matches!(state, ContributionState::InCuration { ends } if ends == block);
                ensure!(agrees, "11: a contribution waits in a block it does not end in");
                waiting.push(id);
            }
        }
        let all = waiting.len();
        waiting.sort_unstable();
        waiting.dedup();
        ensure!(waiting.len() == all, "11: a contribution waits twice");
        Ok(())
    }
}
