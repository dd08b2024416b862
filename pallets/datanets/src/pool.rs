//! Datanets themselves: how one comes to be, changes its rules and closes.

use crate::{
    pallet::*, slug::is_slug, BalanceOf, ContributionState, CurationRules, Datanet, DatanetKind, DatanetOf,
    DatanetState, Description, LicenceIds, Slug, Statistics,
};
use openledger_primitives::{
    standard::{CurationStandard, CurationStandardError},
    vote::MAX_SCORE,
    DatanetId,
};
use polkadot_sdk::{
    frame_support::{
        ensure,
        pallet_prelude::DispatchResult,
        traits::{fungible::MutateHold, Get},
    },
    sp_runtime::DispatchError,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_create_datanet(
        owner: T::AccountId,
        slug: Slug,
        description: Description,
        kind: DatanetKind,
        licences: LicenceIds,
        rules: CurationRules<BalanceOf<T>>,
    ) -> DispatchResult {
        ensure!(is_slug(&slug), Error::<T>::InvalidSlug);
        ensure!(!DatanetOfSlug::<T>::contains_key(&slug), Error::<T>::SlugTaken);
        Self::ensure_licences(&licences)?;
        Self::ensure_rules(&rules)?;
        let id = NextDatanetId::<T>::get();
        let next = id.checked_add(1).ok_or(Error::<T>::CounterOverflow)?;
        let deposit = T::DatanetDeposit::get();
        T::Currency::hold(&HoldReason::DatanetDeposit.into(), &owner, deposit)?;

        NextDatanetId::<T>::put(next);
        DatanetOfSlug::<T>::insert(&slug, id);
        let datanet = Datanet {
            owner: owner.clone(),
            slug: slug.clone(),
            description,
            kind,
            licences,
            rules,
            deposit,
            state: DatanetState::Open,
        };
        Datanets::<T>::insert(id, datanet);
        Self::deposit_event(Event::DatanetCreated { datanet: id, owner, slug, deposit });
        Ok(())
    }

    pub(crate) fn do_set_datanet_rules(
        owner: T::AccountId,
        id: DatanetId,
        rules: CurationRules<BalanceOf<T>>,
    ) -> DispatchResult {
        let datanet = Self::owned_datanet(&owner, id)?;
        Self::change_rules(id, datanet, rules)
    }

    /// Sets a datanet's rules, whoever wants it.
    pub(crate) fn change_rules(
        id: DatanetId,
        mut datanet: DatanetOf<T>,
        rules: CurationRules<BalanceOf<T>>,
    ) -> DispatchResult {
        ensure!(datanet.state == DatanetState::Open, Error::<T>::DatanetIsClosed);
        Self::ensure_rules(&rules)?;

        let old = core::mem::replace(&mut datanet.rules, rules);
        Datanets::<T>::insert(id, datanet);
        Self::deposit_event(Event::RulesChanged { datanet: id, old, new: rules });
        Ok(())
    }

    pub(crate) fn do_close_datanet(owner: T::AccountId, id: DatanetId) -> DispatchResult {
        let datanet = Self::owned_datanet(&owner, id)?;
        Self::close(id, datanet)
    }

    /// Closes a datanet, whoever wants it.
    pub(crate) fn close(id: DatanetId, mut datanet: DatanetOf<T>) -> DispatchResult {
        ensure!(datanet.state == DatanetState::Open, Error::<T>::DatanetIsClosed);

        datanet.state = DatanetState::Closed;
        let deposit = core::mem::take(&mut datanet.deposit);
        let released = Self::release(HoldReason::DatanetDeposit, &datanet.owner, deposit);
        Datanets::<T>::insert(id, datanet);
        Self::deposit_event(Event::DatanetClosed { datanet: id, released });
        Ok(())
    }

    pub(crate) fn owned_datanet(owner: &T::AccountId, id: DatanetId) -> Result<DatanetOf<T>, DispatchError> {
        let datanet = Datanets::<T>::get(id).ok_or(Error::<T>::UnknownDatanet)?;
        ensure!(datanet.owner == *owner, Error::<T>::NotDatanetOwner);
        Ok(datanet)
    }

    /// Checks rules against the standard and what this chain can do.
    fn ensure_rules(rules: &CurationRules<BalanceOf<T>>) -> Result<(), Error<T>> {
        let standard = Standard::<T>::get();
        let quorums = u32::from(standard.minimum_quorum)..=T::MaxCurators::get();
        ensure!(quorums.contains(&rules.quorum.into()), Error::<T>::QuorumOutOfBounds);
        ensure!(rules.threshold <= MAX_SCORE, Error::<T>::ThresholdOutOfBounds);
        let periods = standard.minimum_voting_period..=standard.maximum_voting_period;
        ensure!(periods.contains(&rules.voting_period), Error::<T>::VotingPeriodOutOfBounds);
        ensure!(rules.deposit_base >= standard.minimum_deposit, Error::<T>::DepositTooLow);
        let periods = standard.minimum_reveal_period..=standard.maximum_reveal_period;
        ensure!(periods.contains(&rules.reveal_period), Error::<T>::RevealPeriodOutOfBounds);
        ensure!(rules.quorum_stake >= standard.minimum_quorum_stake, Error::<T>::QuorumStakeTooLow);
        let own = (1..=standard.intake_per_account).contains(&rules.open_per_account);
        let all = (1..=standard.intake_per_datanet).contains(&rules.open_per_datanet);
        ensure!(own && all, Error::<T>::IntakeOutOfBounds);
        Self::deposit(rules, T::MaxBytes::get())?;
        Ok(())
    }

    /// Refuses a standard by which nobody could curate.
    pub(crate) fn ensure_standard(standard: &CurationStandard<BalanceOf<T>>) -> Result<(), Error<T>> {
        standard.check().map_err(|problem| match problem {
            CurationStandardError::NoQuorum => Error::<T>::StandardQuorumOutOfBounds,
            CurationStandardError::PeriodsCross => Error::<T>::StandardPeriodsCross,
            CurationStandardError::NoDeposit => Error::<T>::StandardWithoutDeposit,
            CurationStandardError::NoBond => Error::<T>::StandardWithoutBond,
            CurationStandardError::RevealPeriodsCross => Error::<T>::StandardRevealPeriodsCross,
            CurationStandardError::ShareOutOfBounds => Error::<T>::StandardShareOutOfBounds,
            CurationStandardError::SlashOutOfBounds => Error::<T>::StandardSlashOutOfBounds,
            CurationStandardError::ToleranceOutOfBounds => Error::<T>::StandardToleranceOutOfBounds,
            CurationStandardError::NoWindow => Error::<T>::StandardWithoutWindow,
            CurationStandardError::NothingAtStake => Error::<T>::StandardWithoutStake,
            CurationStandardError::NoIntake => Error::<T>::StandardWithoutIntake,
        })?;
        let reachable = u32::from(standard.minimum_quorum) <= T::MaxCurators::get();
        ensure!(reachable, Error::<T>::StandardQuorumOutOfBounds);
        Ok(())
    }

    /// Sets what datanets must ask at least. Rules that were set before stay as they are.
    pub fn do_set_standard(new: CurationStandard<BalanceOf<T>>) -> DispatchResult {
        Self::ensure_standard(&new)?;
        let old = Standard::<T>::get();
        Standard::<T>::put(new);
        Self::deposit_event(Event::StandardChanged { old, new });
        Ok(())
    }

    /// Counts a datanet's contributions. Reads all of them: for view functions only.
    pub(crate) fn count(id: DatanetId) -> Option<Statistics> {
        Datanets::<T>::get(id)?;
        let (accepted, removed) = (Accepted::<T>::get(id), Removed::<T>::get(id));
        let mut statistics = Statistics {
            contributions: accepted.peaks.count.saturating_sub(removed.peaks.count),
            fragments: accepted.fragments.saturating_sub(removed.fragments),
            removed: removed.peaks.count,
            submitted: 0,
            in_curation: 0,
            rejected: 0,
        };
        for contribution in Contributions::<T>::iter_values().filter(|c| c.datanet == id) {
            let counter = match contribution.state {
                ContributionState::Submitted => &mut statistics.submitted,
                ContributionState::InCuration { .. } => &mut statistics.in_curation,
                ContributionState::Rejected(_) => &mut statistics.rejected,
                _ => continue,
            };
            *counter = counter.saturating_add(1);
        }
        Some(statistics)
    }
}
