//! The invariants of the crate's header, checked one by one under the same numbers.

use crate::{
    pallet::*, snapshot::removed_leaf, BalanceOf, Claim, ContributionState, DatanetState, LicenceId, Phase, Tree,
};
use alloc::{collections::BTreeMap, vec::Vec};
use openledger_primitives::{
    vote::{MAX_REPUTATION, MAX_SCORE},
    ContributionId, DatanetId,
};
use polkadot_sdk::{
    frame_support::{ensure, traits::fungible::InspectHold},
    frame_system,
    sp_runtime::{traits::Zero, TryRuntimeError},
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
        Self::panels_are_proper()?;
        Self::closings_agree()?;
        Self::other_holds_agree()?;
        Self::standings_agree()?;
        Self::intake_is_counted()?;
        Self::holdings_add_up()?;
        Self::contests_are_judged()
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

    /// 2. Contents lead to the contribution that is not refused, withdrawn or planted.
    fn contents_are_found() -> Result<(), TryRuntimeError> {
        let mut found = 0usize;
        for (id, contribution) in Contributions::<T>::iter() {
            ensure!(id < NextContributionId::<T>::get(), "2: a contribution's number is not below the next");
            let gone = matches!(
                contribution.state,
                ContributionState::Rejected(_) | ContributionState::Withdrawn | ContributionState::Planted { .. }
            );
            if !gone {
                let known = ContributionOfContent::<T>::get(contribution.datanet, contribution.content);
                ensure!(known == Some(id), "2: a contribution is not found by its content");
                found = found.saturating_add(1);
            }
        }
        ensure!(ContributionOfContent::<T>::iter().count() == found, "2: a content of no contribution");
        Ok(())
    }

    /// 3. Deposits are held, and only where something can still become of them.
    fn deposits_are_held() -> Result<(), TryRuntimeError> {
        for (id, contribution) in Contributions::<T>::iter() {
            let waits = contribution.is_undecided()
                || matches!(contribution.state, ContributionState::Challenged { .. })
                || (contribution.position().is_some() && Windows::<T>::contains_key(id));
            ensure!(waits || contribution.deposit.is_zero(), "3: a deposit for nothing");
        }
        let deposits =
            Contributions::<T>::iter_values().map(|contribution| (contribution.contributor, contribution.deposit));
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

    /// Whether of each account just the sum of these is on hold, and of those that are not named nothing.
    fn are_held(reason: HoldReason, amounts: impl Iterator<Item = (T::AccountId, BalanceOf<T>)>) -> bool {
        let mut sums = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
        for (account, amount) in amounts {
            let sum = sums.entry(account).or_insert_with(Zero::zero);
            match sum.checked_add(amount) {
                Some(more) => *sum = more,
                None => return false,
            }
        }
        let reason = reason.into();
        let agrees = |account: &T::AccountId| {
            T::Currency::balance_on_hold(&reason, account) == sums.get(account).copied().unwrap_or_default()
        };
        sums.keys().all(agrees) && frame_system::Account::<T>::iter_keys().all(|account| agrees(&account))
    }

    /// 6. The accepted tree is that of its contributions.
    fn accepted_tree_agrees(datanet: DatanetId) -> Result<(), TryRuntimeError> {
        let stored = Accepted::<T>::get(datanet);
        let mut rebuilt = Tree::default();
        for position in 0..stored.peaks.count {
            let id = AcceptedAt::<T>::get(datanet, position).ok_or("6: a position without contribution")?;
            let contribution = Contributions::<T>::get(id).ok_or("6: an accepted contribution is unknown")?;
            ensure!(contribution.datanet == datanet, "6: an accepted contribution is of another datanet");
            let (_, before) = contribution
                .place()
                .filter(|(at, _)| *at == position)
                .ok_or("6: a contribution does not know its position")?;
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
            ensure!(RemovedSince::<T>::contains_key(id), "7: nobody knows since when a contribution is removed");
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
            if contribution.is_present() {
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

    /// 10. Panels judge what is to be judged, and nobody speaks twice.
    fn panels_are_proper() -> Result<(), TryRuntimeError> {
        let judged = Contributions::<T>::iter().filter(|(_, contribution)| contribution.is_judged());
        ensure!(
            judged.into_iter().all(|(id, _)| Rounds::<T>::contains_key(id)),
            "10: nobody judges what is in curation"
        );
        for (id, round) in Rounds::<T>::iter() {
            let contribution = Contributions::<T>::get(id).ok_or("10: a panel on the unknown")?;
            ensure!(contribution.is_judged(), "10: a panel on what is not in curation");
            let ends = match contribution.state {
                ContributionState::InCuration { ends } | ContributionState::Challenged { ends, .. } => ends,
                _ => round.ends,
            };
            ensure!(ends == round.ends, "10: a contribution does not know when its phase ends");
            let sealing = round.phase == Phase::Sealing;
            ensure!(sealing == round.sealed_at.is_none(), "10: a phase without the one before");
        }
        for (id, voices) in Voices::<T>::iter() {
            let contribution = Contributions::<T>::get(id).ok_or("10: votes on the unknown")?;
            let round = Rounds::<T>::get(id).ok_or("10: votes on what is not in curation")?;
            for (at, voice) in voices.iter().enumerate() {
                ensure!(voice.curator != contribution.contributor, "10: a vote on an own contribution");
                ensure!(voice.score.is_none_or(|score| score <= MAX_SCORE), "10: a score above 100");
                let repeated = voices.iter().take(at).any(|other| other.curator == voice.curator);
                ensure!(!repeated, "10: an account with two votes");
                let early = voice.commitment.is_some() && voice.score.is_some() && round.phase == Phase::Sealing;
                ensure!(!early, "10: a vote that was opened too early");
                ensure!(voice.commitment.is_some() || voice.score.is_some(), "10: a vote without score or seal");
            }
        }
        Ok(())
    }

    /// 11. What waits to end a phase has a panel whose phase ends then.
    fn closings_agree() -> Result<(), TryRuntimeError> {
        let mut waiting = Vec::<ContributionId>::new();
        for (block, ids) in Closing::<T>::iter() {
            for id in ids {
                let round = Rounds::<T>::get(id).ok_or("11: the unknown waits to be closed")?;
                ensure!(round.ends == block, "11: a contribution waits in a block it does not end in");
                waiting.push(id);
            }
        }
        let all = waiting.len();
        waiting.sort_unstable();
        waiting.dedup();
        ensure!(waiting.len() == all, "11: a contribution waits twice");
        Ok(())
    }

    /// 12. Fees, contests, known answers, grants and motions are held for.
    fn other_holds_agree() -> Result<(), TryRuntimeError> {
        let fees = CurationFees::<T>::iter_values();
        ensure!(Self::are_held(HoldReason::CurationFee, fees), "12: a fee is not held");
        let undecided = |id| {
            Contributions::<T>::get(id).is_some_and(|contribution| {
                contribution.is_undecided() || matches!(contribution.state, ContributionState::Challenged { .. })
            })
        };
        ensure!(CurationFees::<T>::iter_keys().all(undecided), "12: a fee for nothing");
        let bonds = Contests::<T>::iter_values().map(|contest| (contest.by, contest.bond));
        ensure!(Self::are_held(HoldReason::ContestBond, bonds), "12: a contest's bond is not held");
        let bonds = Plants::<T>::iter_values().flatten().map(|plant| (plant.by, plant.bond));
        ensure!(Self::are_held(HoldReason::KnownAnswerBond, bonds), "12: a known answer's bond is not held");
        let grants = Grants::<T>::iter_values();
        ensure!(Self::are_held(HoldReason::GrantDeposit, grants), "12: a grant's deposit is not held");
        let motions = Motions::<T>::iter_values().map(|motion| (motion.by, motion.deposit));
        ensure!(Self::are_held(HoldReason::MotionDeposit, motions), "12: a motion's deposit is not held");
        Ok(())
    }

    /// 13. Votes that wait are counted.
    fn standings_agree() -> Result<(), TryRuntimeError> {
        let mut engaged = BTreeMap::<T::AccountId, u32>::new();
        for voice in Voices::<T>::iter_values().flatten().filter(|voice| voice.commitment.is_some()) {
            ensure!(Curators::<T>::contains_key(&voice.curator), "13: a vote without a bond");
            let count = engaged.entry(voice.curator).or_default();
            *count = count.saturating_add(1);
        }
        for (curator, standing) in Standings::<T>::iter() {
            let count = engaged.remove(&curator).unwrap_or_default();
            ensure!(standing.engaged == count, "13: a curator's votes are miscounted");
            ensure!(standing.reputation <= MAX_REPUTATION, "13: a reputation above 100");
            ensure!(Curators::<T>::contains_key(&curator), "13: a reputation without a bond");
        }
        ensure!(engaged.is_empty(), "13: a vote that is not counted");
        Ok(())
    }

    /// 14. Undecided contributions are counted.
    fn intake_is_counted() -> Result<(), TryRuntimeError> {
        let mut own = BTreeMap::<(DatanetId, T::AccountId), u32>::new();
        let mut all = BTreeMap::<DatanetId, u32>::new();
        for contribution in Contributions::<T>::iter_values().filter(|contribution| contribution.is_undecided()) {
            let count = own.entry((contribution.datanet, contribution.contributor)).or_default();
            *count = count.saturating_add(1);
            let count = all.entry(contribution.datanet).or_default();
            *count = count.saturating_add(1);
        }
        let stored: BTreeMap<_, _> =
            UndecidedOf::<T>::iter().map(|(datanet, who, count)| ((datanet, who), count)).collect();
        ensure!(stored == own, "14: an account's undecided contributions are miscounted");
        ensure!(
            Undecided::<T>::iter().collect::<BTreeMap<_, _>>() == all,
            "14: undecided contributions are miscounted"
        );
        Ok(())
    }

    /// 15. What accounts have adds up.
    fn holdings_add_up() -> Result<(), TryRuntimeError> {
        let mut held = BTreeMap::<(DatanetId, T::AccountId), u64>::new();
        for contribution in Contributions::<T>::iter_values().filter(|contribution| contribution.is_present()) {
            let sum = held.entry((contribution.datanet, contribution.contributor)).or_default();
            *sum = sum.saturating_add(contribution.fragments.into());
        }
        let stored: BTreeMap<_, _> =
            Holdings::<T>::iter().map(|(datanet, who, holding)| ((datanet, who), holding.fragments)).collect();
        ensure!(stored == held, "15: what accounts have in a datanet is miscounted");
        for (datanet, motion) in Motions::<T>::iter() {
            let cast = motion.ayes.saturating_add(motion.nays);
            ensure!(cast <= motion.total, "15: more votes on a motion than data");
            ensure!(motion.number == MotionCount::<T>::get(datanet), "15: a motion is not its datanet's last");
        }
        Ok(())
    }

    /// 16. What is contested is judged by a second panel.
    fn contests_are_judged() -> Result<(), TryRuntimeError> {
        for (id, contest) in Contests::<T>::iter() {
            let round = Rounds::<T>::get(id).ok_or("16: nobody judges a contest")?;
            ensure!(round.number > 0, "16: the first panel judges a contest");
            let state = Contributions::<T>::get(id).ok_or("16: a contest about the unknown")?.state;
            let fits = match contest.claim {
                Claim::Appeal { .. } => matches!(state, ContributionState::InCuration { .. }),
                Claim::Challenge { .. } => matches!(state, ContributionState::Challenged { .. }),
            };
            ensure!(fits, "16: a contest about something else");
            ensure!(!Windows::<T>::contains_key(id), "16: what is contested can be contested");
        }
        let second = Rounds::<T>::iter().filter(|(_, round)| round.number > 0).count();
        ensure!(second == Contests::<T>::iter().count(), "16: a second panel that nobody asked for");
        Ok(())
    }
}
