//! Proposals: trainings that people pay for together, before a worker is asked.
//!
//! What they give lies on the pallet's account, on hold, until the goal is reached; with the last part the training is
//! asked for. If the goal is not reached in time, the builder gives up, or nobody can train the version, each takes back
//! what it gave; if a worker had to be paid for a training that was called off, its part of what is left. If it is trained, the money is spent, and each has a share in what the version earns for its backers.

use crate::{pallet::*, BalanceOf, DatanetIds, HoldReason, Jobs, Offer, Proposal, Slug, VersionState};
use openledger_primitives::{job::JobKind, recipe::Recipe, split::mul_div_down, VersionId};
use polkadot_sdk::{
    frame_support::{
        defensive_assert, ensure,
        pallet_prelude::DispatchResult,
        traits::{
            fungible::{Inspect, Mutate, MutateHold},
            tokens::{Precision, Preservation},
            DefensiveSaturating, Get,
        },
    },
    frame_system,
    sp_runtime::traits::Saturating,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_propose_training(
        builder: T::AccountId,
        slug: Slug,
        parent: VersionId,
        datanets: DatanetIds,
        recipe: Recipe,
        offer: Offer<BalanceOf<T>>,
        goal: BalanceOf<T>,
    ) -> DispatchResult {
        ensure!(goal >= T::MinimumTrainingReward::get(), Error::<T>::RewardTooLow);
        let (id, mut version) = Self::plan_training(&builder, &slug, parent, &datanets, recipe, offer)?;
        Self::hold_deposit(id, &builder)?;
        version.state = VersionState::Funding;
        Versions::<T>::insert(id, version);
        let deadline = frame_system::Pallet::<T>::block_number().saturating_add(T::FundingPeriod::get());
        let proposal = Proposal { goal, raised: 0, deadline, job: None, returned: None, unclaimed: 0, refundable: 0 };
        Proposals::<T>::insert(id, proposal);
        Self::deposit_event(Event::TrainingProposed { version: id, slug, builder, goal, deadline });
        Ok(())
    }

    pub(crate) fn do_fund(who: T::AccountId, id: VersionId, offered: BalanceOf<T>) -> DispatchResult {
        let mut proposal = Self::open_proposal(id)?;
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(now <= proposal.deadline, Error::<T>::FundingOver);
        let missing = proposal.goal.checked_sub(proposal.raised).ok_or(Error::<T>::AmountOverflow)?;
        let amount = offered.min(missing);
        ensure!(amount == missing || amount >= T::MinimumBacking::get(), Error::<T>::BackingTooSmall);
        let (pot, reason) = (Self::pot(), HoldReason::Funding.into());
        T::Currency::transfer(&who, &pot, amount, Preservation::Preserve)?;
        T::Currency::hold(&reason, &pot, amount)?;
        proposal.raised = proposal.raised.checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
        Backers::<T>::try_mutate(id, &who, |position| {
            position.funded = position.funded.checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
            Ok::<(), Error<T>>(())
        })?;
        Proposals::<T>::insert(id, proposal);
        let raised = proposal.raised;
        Self::deposit_event(Event::ProposalFunded { version: id, funder: who, amount, raised });
        if raised == proposal.goal {
            Self::open_funded(id, raised)?;
        }
        Ok(())
    }

    /// Asks for a training whose reward is together; the pallet pays it.
    fn open_funded(id: VersionId, reward: BalanceOf<T>) -> DispatchResult {
        let mut version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let parent = version.parents.first().ok_or(Error::<T>::UnknownVersion)?.version;
        Self::buildable(parent)?;
        ensure!(!Flags::<T>::contains_key(id), Error::<T>::VersionFlagged);
        let pot = Self::pot();
        T::Currency::release(&HoldReason::Funding.into(), &pot, reward, Precision::Exact)?;
        let job = T::Jobs::open(JobKind::Train(id), &pot, reward)?;
        Proposals::<T>::mutate(id, |proposal| {
            if let Some(proposal) = proposal {
                proposal.job = Some(job);
            }
        });
        Self::release_deposit(id, &version.builder);
        version.state = VersionState::Training;
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::TrainingFunded { version: id, reward, job });
        Ok(())
    }

    fn open_proposal(id: VersionId) -> Result<Proposal<frame_system::pallet_prelude::BlockNumberFor<T>>, Error<T>> {
        let version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let state = version.state;
        ensure!(state == VersionState::Funding, Error::<T>::WrongState { state });
        Proposals::<T>::get(id).ok_or(Error::<T>::WrongState { state })
    }

    pub(crate) fn do_close_proposal(who: T::AccountId, id: VersionId) -> DispatchResult {
        let proposal = Self::open_proposal(id)?;
        let mut version = Versions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
        let over = frame_system::Pallet::<T>::block_number() > proposal.deadline;
        ensure!(over || version.builder == who, Error::<T>::FundingNotOver);
        Self::give_up(id, version.state);
        Self::release_deposit(id, &version.builder);
        version.state = VersionState::Failed;
        Versions::<T>::insert(id, version);
        Self::deposit_event(Event::ProposalClosed { version: id });
        Ok(())
    }

    /// Lets funders take back what they gave for a version that will not be trained. `state`: where it stood.
    pub(crate) fn give_up(id: VersionId, state: VersionState) {
        // One that was given up before is being taken back already.
        let Some(mut proposal) = Proposals::<T>::get(id).filter(|proposal| proposal.returned.is_none()) else { return };
        let (pot, raised) = (Self::pot(), proposal.raised);
        let returned = if state == VersionState::Funding {
            let released = T::Currency::release(&HoldReason::Funding.into(), &pot, raised, Precision::BestEffort);
            defensive_assert!(released == Ok(raised), "a funding was not on hold");
            raised
        } else {
            // What the job gave back lies on the account with nobody's name on it; that is nothing, if there is less
            // than it owes.
            let owed = Committed::<T>::get().saturating_add(T::Currency::minimum_balance());
            T::Currency::balance(&pot).saturating_sub(owed).min(raised)
        };
        proposal.returned = Some(returned);
        (proposal.unclaimed, proposal.refundable) = (raised, returned);
        Committed::<T>::mutate(|owed| *owed = owed.defensive_saturating_add(returned));
        if raised == 0 {
            Proposals::<T>::remove(id);
        } else {
            Proposals::<T>::insert(id, proposal);
        }
    }

    /// A worker trained what was called off meanwhile, and is paid: what it did not ask of the reward is about to come
    /// back, and its funders can take that.
    pub(crate) fn give_back_rest(id: VersionId) -> DispatchResult {
        let Some(mut proposal) = Proposals::<T>::get(id).filter(|proposal| proposal.returned.is_none()) else {
            return Ok(());
        };
        let left = Self::not_asked(&proposal);
        if left == 0 {
            Proposals::<T>::remove(id);
            return Ok(());
        }
        let owed = Committed::<T>::get().checked_add(left).ok_or(Error::<T>::AmountOverflow)?;
        Committed::<T>::put(owed);
        proposal.returned = Some(left);
        (proposal.unclaimed, proposal.refundable) = (proposal.raised, left);
        Proposals::<T>::insert(id, proposal);
        Ok(())
    }

    /// What the worker that does a funded job did not ask of its reward, at least nothing.
    fn not_asked(proposal: &Proposal<frame_system::pallet_prelude::BlockNumberFor<T>>) -> BalanceOf<T> {
        let price = proposal.job.and_then(T::Jobs::price).unwrap_or(proposal.raised);
        proposal.raised.saturating_sub(price)
    }

    pub(crate) fn do_reclaim_funding(who: T::AccountId, id: VersionId) -> DispatchResult {
        let mut proposal = Proposals::<T>::get(id).ok_or(Error::<T>::NothingToReclaim)?;
        let returned = proposal.returned.ok_or(Error::<T>::NothingToReclaim)?;
        let mut position = Backers::<T>::get(id, &who);
        let given = core::mem::take(&mut position.funded);
        ensure!(given > 0, Error::<T>::NothingToReclaim);
        proposal.unclaimed = proposal.unclaimed.checked_sub(given).ok_or(Error::<T>::AmountOverflow)?;
        let amount = if proposal.unclaimed == 0 {
            // The last has what rounding left of the others' parts.
            proposal.refundable
        } else {
            mul_div_down(given, returned, proposal.raised).ok_or(Error::<T>::AmountOverflow)?
        };
        proposal.refundable = proposal.refundable.checked_sub(amount).ok_or(Error::<T>::AmountOverflow)?;
        if proposal.unclaimed == 0 {
            Proposals::<T>::remove(id);
        } else {
            Proposals::<T>::insert(id, proposal);
        }
        Self::settle_owed(amount)?;
        Self::keep_position(id, &who, position);
        if amount > 0 {
            T::Currency::transfer(&Self::pot(), &who, amount, Preservation::Preserve)?;
        }
        Self::deposit_event(Event::FundingReclaimed { version: id, funder: who, amount });
        Ok(())
    }

    /// A version was trained: whoever paid for it has a share in what it earns for its backers, and in what the worker
    /// did not ask of the reward.
    pub(crate) fn reward_funders(id: VersionId) -> DispatchResult {
        let Some(proposal) = Proposals::<T>::take(id) else { return Ok(()) };
        BackingPools::<T>::try_mutate(id, |pool| {
            pool.shares = pool.shares.checked_add(proposal.raised).ok_or(Error::<T>::AmountOverflow)?;
            Ok::<(), Error<T>>(())
        })?;
        match Self::not_asked(&proposal) {
            0 => Ok(()),
            left => Self::on_backers_income(id, left),
        }
    }

    /// Notes that the pallet's account has paid something it owed.
    pub(crate) fn settle_owed(amount: BalanceOf<T>) -> Result<(), Error<T>> {
        Committed::<T>::try_mutate(|owed| {
            *owed = owed.checked_sub(amount).ok_or(Error::<T>::AmountOverflow)?;
            Ok(())
        })
    }
}
