//! Curation: bonded curators and one automatic curator score a contribution, their lower median decides.

use crate::{
    pallet::*, types::MAX_SCORE, BalanceOf, ContributionOf, ContributionState, Curator, Vote, VotesOf, WeightInfo,
    WorkerStake,
};
use alloc::vec::Vec;
use openledger_primitives::{
    job::{ContributionRef, CurateResult, CurateSpec, Rejection},
    ContributionId,
};
use polkadot_sdk::{
    frame_support::{
        defensive, ensure,
        pallet_prelude::{DispatchResult, Weight},
        traits::fungible::MutateHold,
    },
    frame_system::{self, pallet_prelude::BlockNumberFor},
    sp_runtime::{
        traits::{CheckedAdd, One, Saturating},
        DispatchError,
    },
};

/// Blocks after the wanted one that are looked at for room to close a contribution in.
const CLOSING_SEARCH: u32 = 16;

/// The middle of the scores, the lower one of two; `None` without scores.
pub(crate) fn lower_median(scores: &mut [u8]) -> Option<u8> {
    scores.sort_unstable();
    let middle = scores.len().checked_sub(1)? / 2;
    scores.get(middle).copied()
}

impl<T: Config> Pallet<T> {
    pub(crate) fn do_bond_curator(account: T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
        let mut curator = Curators::<T>::get(&account)
            .unwrap_or(Curator { bond: Default::default(), busy_until: Default::default() });
        let bond = curator.bond.checked_add(&amount).ok_or(Error::<T>::BondOverflow)?;
        ensure!(bond >= Standard::<T>::get().minimum_curator_bond, Error::<T>::BondTooLow);
        T::Currency::hold(&HoldReason::CuratorBond.into(), &account, amount)?;

        curator.bond = bond;
        Curators::<T>::insert(&account, curator);
        Self::deposit_event(Event::CuratorBonded { curator: account, added: amount, bond });
        Ok(())
    }

    pub(crate) fn do_unbond_curator(account: T::AccountId) -> DispatchResult {
        let curator = Curators::<T>::get(&account).ok_or(Error::<T>::NotCurator)?;
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(now > curator.busy_until, Error::<T>::VotingUnfinished);

        let released = Self::release(HoldReason::CuratorBond, &account, curator.bond);
        Curators::<T>::remove(&account);
        Self::deposit_event(Event::CuratorUnbonded { curator: account, released });
        Ok(())
    }

    pub(crate) fn do_vote(account: T::AccountId, id: ContributionId, score: u8) -> DispatchResult {
        let mut curator = Curators::<T>::get(&account).ok_or(Error::<T>::NotCurator)?;
        let (contribution, ends) = Self::in_curation(id)?;
        let stake = curator.bond;
        Self::add_vote(id, &contribution, Vote { curator: account.clone(), score, stake })?;
        curator.busy_until = curator.busy_until.max(ends);
        Curators::<T>::insert(&account, curator);
        Self::decide_if_quorum(id, contribution)
    }

    pub(crate) fn do_close_curation(id: ContributionId) -> DispatchResult {
        let (contribution, ends) = Self::in_curation(id)?;
        let over = frame_system::Pallet::<T>::block_number() >= ends;
        let decidable = over || Self::has_quorum(id, &contribution) || Self::all_have_voted(id, &contribution);
        ensure!(decidable, Error::<T>::CurationUnfinished);
        Self::decide(id, contribution)
    }

    fn in_curation(id: ContributionId) -> Result<(ContributionOf<T>, BlockNumberFor<T>), DispatchError> {
        let contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        match contribution.state {
            ContributionState::InCuration { ends } => Ok((contribution, ends)),
            _ => Err(Error::<T>::NotInCuration.into()),
        }
    }

    /// Whether every bonded curator who may vote has, and at least one did.
    fn all_have_voted(id: ContributionId, contribution: &ContributionOf<T>) -> bool {
        let own = Curators::<T>::contains_key(&contribution.contributor);
        let electorate = Curators::<T>::count().saturating_sub(own.into());
        let voted = Votes::<T>::get(id).iter().filter(|vote| Curators::<T>::contains_key(&vote.curator)).count();
        voted > 0 && voted >= electorate as usize
    }

    fn add_vote(
        id: ContributionId,
        contribution: &ContributionOf<T>,
        vote: Vote<T::AccountId, BalanceOf<T>>,
    ) -> DispatchResult {
        ensure!(vote.score <= MAX_SCORE, Error::<T>::ScoreOutOfRange);
        ensure!(vote.curator != contribution.contributor, Error::<T>::OwnContribution);
        let mut votes: VotesOf<T> = Votes::<T>::get(id);
        let repeated = votes.iter().any(|other| other.curator == vote.curator);
        ensure!(!repeated, Error::<T>::AlreadyVoted);
        let Vote { curator, score, stake } = vote.clone();
        votes.try_push(vote).map_err(|_| Error::<T>::TooManyVotes)?;

        Votes::<T>::insert(id, votes);
        Self::deposit_event(Event::Voted { contribution: id, curator, score, stake });
        Ok(())
    }

    fn has_quorum(id: ContributionId, contribution: &ContributionOf<T>) -> bool {
        let votes = Votes::<T>::decode_len(id).unwrap_or_default();
        Datanets::<T>::get(contribution.datanet).is_some_and(|datanet| votes >= usize::from(datanet.rules.quorum))
    }

    fn decide_if_quorum(id: ContributionId, contribution: ContributionOf<T>) -> DispatchResult {
        if Self::has_quorum(id, &contribution) {
            Self::decide(id, contribution)?;
        }
        Ok(())
    }

    /// Decides a contribution by the votes there are; without any, nobody could look at it.
    fn decide(id: ContributionId, contribution: ContributionOf<T>) -> DispatchResult {
        let datanet = Datanets::<T>::get(contribution.datanet).ok_or(Error::<T>::UnknownDatanet)?;
        let mut scores: Vec<u8> = Votes::<T>::get(id).iter().map(|vote| vote.score).collect();
        match lower_median(&mut scores) {
            Some(score) if score >= datanet.rules.threshold => {
                let votes = u32::try_from(scores.len()).unwrap_or(u32::MAX);
                Self::accept(id, contribution, score, votes)?;
            }
            Some(score) => {
                let reason = match CurateReports::<T>::get(id) {
                    Some(report) if report.duplicates > contribution.fragments / 2 => Rejection::Duplicate,
                    _ => Rejection::LowQuality,
                };
                Self::reject(id, contribution, reason, Some(score));
            }
            None => Self::reject(id, contribution, Rejection::Unavailable, None),
        }
        Ok(())
    }

    /// Makes a contribution part of its datanet.
    fn accept(id: ContributionId, mut contribution: ContributionOf<T>, score: u8, votes: u32) -> DispatchResult {
        let (datanet, fragments) = (contribution.datanet, contribution.fragments);
        let (position, fragments_before) = Self::append_accepted(id, &contribution)?;
        Self::end_curation(id, &contribution);
        let released = Self::refund(&contribution);
        contribution.state = ContributionState::Accepted { position, fragments_before };
        Contributions::<T>::insert(id, contribution);
        Self::deposit_event(Event::ContributionAccepted {
            contribution: id,
            datanet,
            position,
            fragments,
            score,
            votes,
            released,
        });
        Ok(())
    }

    /// Forgets a contribution's votes and that it waits to be closed.
    pub(crate) fn end_curation(id: ContributionId, contribution: &ContributionOf<T>) {
        if let ContributionState::InCuration { ends } = contribution.state {
            Votes::<T>::remove(id);
            Closing::<T>::mutate_exists(ends, |waiting| {
                let Some(ids) = waiting else { return };
                ids.retain(|other| *other != id);
                if ids.is_empty() {
                    *waiting = None;
                }
            });
        }
    }

    /// Notes that a contribution is to be closed in the block `wanted`, or in the next that has room; returns
    /// which. Should none of the next few have room, it is not noted and anybody may close it when it is over.
    pub(crate) fn schedule_closing(id: ContributionId, wanted: BlockNumberFor<T>) -> BlockNumberFor<T> {
        let mut block = wanted;
        for _ in 0..CLOSING_SEARCH {
            if Closing::<T>::try_append(block, id).is_ok() {
                return block;
            }
            block = block.saturating_add(One::one());
        }
        wanted
    }

    /// Closes what ends in this block.
    pub(crate) fn close_due(now: BlockNumberFor<T>) -> Weight {
        let due = Closing::<T>::take(now);
        let mut closed = 0u32;
        for id in due {
            closed.saturating_inc();
            let outcome = Self::in_curation(id).and_then(|(contribution, _)| Self::decide(id, contribution));
            if outcome.is_err() {
                defensive!("a contribution that is due could not be decided");
            }
        }
        T::WeightInfo::close_due(closed)
    }

    /// What the automatic curator looks at. Not bounded: for offchain workers.
    pub fn curate_spec(id: ContributionId) -> Option<CurateSpec> {
        let contribution = Contributions::<T>::get(id)?;
        Some(CurateSpec {
            contribution: ContributionRef { id, content: contribution.content },
            accepted: Self::present_refs(contribution.datanet),
            base: None,
        })
    }

    /// Takes a worker's report: it is the worker's vote, if the voting goes on and it has none yet.
    pub fn on_curate_result(id: ContributionId, worker: &T::AccountId, result: CurateResult) -> DispatchResult {
        let contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        ensure!(result.score <= MAX_SCORE, Error::<T>::ScoreOutOfRange);
        CurateReports::<T>::insert(id, result);
        let CurateResult { score, duplicates, report, .. } = result;
        Self::deposit_event(Event::ContributionReported {
            contribution: id,
            worker: worker.clone(),
            score,
            duplicates,
            report,
        });
        let open = matches!(contribution.state, ContributionState::InCuration { .. });
        let voted = Votes::<T>::get(id).iter().any(|vote| vote.curator == *worker);
        if !open || voted || contribution.contributor == *worker {
            return Ok(());
        }
        let stake = T::WorkerStake::stake(worker);
        Self::add_vote(id, &contribution, Vote { curator: worker.clone(), score, stake })?;
        Self::decide_if_quorum(id, contribution)
    }

    /// No worker could report on a contribution: curators decide alone.
    pub fn on_curate_failed(id: ContributionId) {
        if Self::in_curation(id).is_ok() {
            let error = None;
            Self::deposit_event(Event::AutomaticCuratorMissing { contribution: id, error });
        }
    }
}
