//! Proposals: trainings that people pay for together, before a worker is asked.
//!
//! What they give lies on the pallet's account, on hold, until the goal is reached; with the last part the training is
//! asked for. If the goal is not reached in time, the builder gives up, or nobody can train the version, each takes back
//! what it gave. If it is trained, the money is spent, and each has a share in what the version earns for its backers.

use crate::{pallet::*, BalanceOf, DatanetIds, HoldReason, Jobs, Offer, Proposal, Slug, VersionState};
use openledger_primitives::{job::JobKind, recipe::Recipe, VersionId};
use polkadot_sdk::{
    frame_support::{
        defensive_assert, ensure,
        pallet_prelude::DispatchResult,
        traits::{
            fungible::{Mutate, MutateHold},
            tokens::{Precision, Preservation},
            Get,
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
        Proposals::<T>::insert(id, Proposal { goal, raised: 0, deadline, refundable: 0 });
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
        let pot = Self::pot();
        T::Currency::release(&HoldReason::Funding.into(), &pot, reward, Precision::Exact)?;
        let job = T::Jobs::open(JobKind::Train(id), &pot, reward)?;
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
        let Some(mut proposal) = Proposals::<T>::get(id).filter(|proposal| proposal.refundable == 0) else { return };
        if state == VersionState::Funding {
            let (reason, raised) = (HoldReason::Funding.into(), proposal.raised);
            let released = T::Currency::release(&reason, &Self::pot(), raised, Precision::BestEffort);
            defensive_assert!(released == Ok(raised), "a funding was not on hold");
        }
        proposal.refundable = proposal.raised;
        if proposal.raised == 0 {
            Proposals::<T>::remove(id);
        } else {
            Proposals::<T>::insert(id, proposal);
        }
    }

    pub(crate) fn do_reclaim_funding(who: T::AccountId, id: VersionId) -> DispatchResult {
        let mut proposal = Proposals::<T>::get(id).ok_or(Error::<T>::NothingToReclaim)?;
        let mut position = Backers::<T>::get(id, &who);
        let amount = core::mem::take(&mut position.funded);
        ensure!(amount > 0 && proposal.refundable > 0, Error::<T>::NothingToReclaim);
        proposal.refundable = proposal.refundable.checked_sub(amount).ok_or(Error::<T>::AmountOverflow)?;
        if proposal.refundable == 0 {
            Proposals::<T>::remove(id);
        } else {
            Proposals::<T>::insert(id, proposal);
        }
        Self::keep_position(id, &who, position);
        T::Currency::transfer(&Self::pot(), &who, amount, Preservation::Preserve)?;
        Self::deposit_event(Event::FundingReclaimed { version: id, funder: who, amount });
        Ok(())
    }

    /// A version was trained: whoever paid for it has a share in what it earns for its backers.
    pub(crate) fn reward_funders(id: VersionId) -> DispatchResult {
        let Some(proposal) = Proposals::<T>::take(id) else { return Ok(()) };
        BackingPools::<T>::try_mutate(id, |pool| {
            pool.shares = pool.shares.checked_add(proposal.raised).ok_or(Error::<T>::AmountOverflow)?;
            Ok(())
        })
    }
}
