//! Contested decisions: a contributor appeals once against a refusal, anybody challenges what was accepted.
//!
//! A second panel judges, with twice the quorum (as far as voices fit). Whoever judged before has no voice in it, so the
//! first panel neither confirms nor overturns itself. Where fewer than the datanet's quorum have opened a vote in time,
//! the decision stands: nobody overturns one with a few friends. An appeal's outcome is final.

use crate::{
    contribution::Refuser, pallet::*, BalanceOf, Claim, Contest, ContestOf, ContributionOf, ContributionState, Datanet,
    DatanetOf, VoiceOf, Window,
};
use alloc::vec::Vec;
use openledger_primitives::{content::ContentId, job::Rejection, split::share_down, vote, ContributionId};
use polkadot_sdk::{
    frame_support::{
        ensure,
        pallet_prelude::DispatchResult,
        traits::{
            fungible::{BalancedHold, MutateHold},
            DefensiveSaturating, Imbalance, OnUnbalanced,
        },
    },
    frame_system,
    sp_runtime::{
        traits::{One, Saturating, Zero},
        ArithmeticError,
    },
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_appeal(contributor: T::AccountId, id: ContributionId) -> DispatchResult {
        let mut contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        ensure!(contribution.contributor == contributor, Error::<T>::NotContributor);
        let ContributionState::Rejected(refused) = contribution.state else {
            return Err(Error::<T>::NotAppealable.into());
        };
        let window = Windows::<T>::get(id).filter(|window| window.appealable).ok_or(Error::<T>::NotAppealable)?;
        ensure!(frame_system::Pallet::<T>::block_number() <= window.until, Error::<T>::WindowOver);
        let (datanet, content) = (contribution.datanet, contribution.content);
        ensure!(!ContributionOfContent::<T>::contains_key(datanet, content), Error::<T>::DuplicateContent);
        let rules = Datanets::<T>::get(datanet).ok_or(Error::<T>::UnknownDatanet)?.rules;
        let deposit = Self::deposit(&rules, contribution.bytes)?;
        let bond = Standard::<T>::get().appeal_bond;
        Self::take_in(datanet, &contributor, &rules)?;
        T::Currency::hold(&HoldReason::ContributionDeposit.into(), &contributor, deposit)?;
        T::Currency::hold(&HoldReason::ContestBond.into(), &contributor, bond)?;
        Self::charge_fee(id, &contributor)?;

        Windows::<T>::remove(id);
        ContributionOfContent::<T>::insert(datanet, content, id);
        Contests::<T>::insert(id, Contest { by: contributor, bond, claim: Claim::Appeal { refused } });
        let ends = Self::open_round(id, datanet, window.rounds)?;
        contribution.deposit = deposit;
        contribution.state = ContributionState::InCuration { ends };
        Contributions::<T>::insert(id, contribution);
        Self::deposit_event(Event::RefusalAppealed { contribution: id, bond, ends });
        Ok(())
    }

    pub(crate) fn do_challenge(
        challenger: T::AccountId,
        id: ContributionId,
        reason: Rejection,
        evidence: ContentId,
    ) -> DispatchResult {
        let mut contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        let (position, fragments_before) = match contribution.state {
            ContributionState::Accepted { position, fragments_before } => (position, fragments_before),
            ContributionState::Challenged { .. } => return Err(Error::<T>::ContestPending.into()),
            _ => return Err(Error::<T>::NotAccepted.into()),
        };
        ensure!(contribution.contributor != challenger, Error::<T>::OwnContribution);
        let window = Windows::<T>::get(id).ok_or(Error::<T>::WindowOver)?;
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(now <= window.until, Error::<T>::WindowOver);
        ensure!(window.rounds < u8::MAX, Error::<T>::CounterOverflow);
        let bond = Standard::<T>::get().challenge_bond;
        T::Currency::hold(&HoldReason::ContestBond.into(), &challenger, bond)?;
        Self::charge_fee(id, &challenger)?;

        Windows::<T>::remove(id);
        let left = window.until.saturating_sub(now);
        let claim = Claim::Challenge { reason, evidence, left };
        Contests::<T>::insert(id, Contest { by: challenger.clone(), bond, claim });
        let ends = Self::open_round(id, contribution.datanet, window.rounds)?;
        contribution.state = ContributionState::Challenged { position, fragments_before, ends };
        Contributions::<T>::insert(id, contribution);
        Self::deposit_event(Event::ContributionChallenged {
            contribution: id,
            challenger,
            reason,
            evidence,
            bond,
            ends,
        });
        Ok(())
    }

    /// Holds of somebody what the next panel's curators will have.
    pub(crate) fn charge_fee(id: ContributionId, payer: &T::AccountId) -> DispatchResult {
        let fee = Standard::<T>::get().curation_fee;
        T::Currency::hold(&HoldReason::CurationFee.into(), payer, fee)?;
        CurationFees::<T>::insert(id, (payer.clone(), fee));
        Ok(())
    }

    pub(crate) fn conclude_appeal(
        id: ContributionId,
        contribution: ContributionOf<T>,
        datanet: &DatanetOf<T>,
        contest: ContestOf<T>,
        number: u8,
        score: Option<u8>,
        votes: u32,
    ) -> DispatchResult {
        let Contest { by, bond, claim } = contest;
        let refused = match claim {
            Claim::Appeal { refused } => refused,
            Claim::Challenge { reason, .. } => reason,
        };
        let right = score.is_some_and(|score| score >= datanet.rules.threshold);
        // It is not the contributor's fault that nobody judged.
        let released = if right || score.is_none() {
            Self::release(HoldReason::ContestBond, &by, bond)
        } else {
            Self::forfeit(HoldReason::ContestBond, &by, bond);
            Zero::zero()
        };
        Self::deposit_event(Event::AppealDecided { contribution: id, succeeded: right, released });
        match score {
            Some(score) if right => Self::accept(id, contribution, number, score, votes),
            Some(_) => {
                let reason = Self::reason(id, &contribution, datanet);
                Self::reject(id, contribution, reason, score, Refuser::LastPanel);
                Ok(())
            }
            None => {
                Self::reject(id, contribution, refused, None, Refuser::LastPanel);
                Ok(())
            }
        }
    }

    pub(crate) fn conclude_challenge(
        id: ContributionId,
        contribution: ContributionOf<T>,
        datanet: &Datanet<T::AccountId, BalanceOf<T>>,
        contest: ContestOf<T>,
        number: u8,
        score: Option<u8>,
        voices: &[VoiceOf<T>],
    ) -> DispatchResult {
        let Claim::Challenge { reason, left, .. } = contest.claim else { return Ok(()) };
        match score.filter(|score| *score < datanet.rules.threshold) {
            Some(score) => Self::strike(id, contribution, &contest, reason, score),
            None => {
                Self::uphold(id, contribution, &contest, left, number, score, voices);
                Ok(())
            }
        }
    }

    /// A challenge was right: the deposit is lost, a part of it to the challenger.
    fn strike(
        id: ContributionId,
        mut contribution: ContributionOf<T>,
        contest: &ContestOf<T>,
        reason: Rejection,
        score: u8,
    ) -> DispatchResult {
        Self::release(HoldReason::ContestBond, &contest.by, contest.bond);
        let deposit = core::mem::take(&mut contribution.deposit);
        let share = share_down(deposit, Standard::<T>::get().challenge_reward);
        let reward = Self::pay_held(HoldReason::ContributionDeposit, &contribution.contributor, &contest.by, share);
        let rest = deposit.checked_sub(reward).ok_or(ArithmeticError::Underflow)?;
        let slashed = Self::forfeit(HoldReason::ContributionDeposit, &contribution.contributor, rest);
        Self::remove_present(id, &mut contribution, true)?;
        let datanet = contribution.datanet;
        Panelists::<T>::remove(id);
        Contributions::<T>::insert(id, contribution);
        Self::deposit_event(Event::ContributionStruck { contribution: id, datanet, reason, score, reward, slashed });
        Ok(())
    }

    /// A challenge was wrong: half its bond goes to the contributor, half to the curators whose time it took. The
    /// window goes on where it stopped, so that nobody waits it out behind a challenge of a friend's.
    fn uphold(
        id: ContributionId,
        mut contribution: ContributionOf<T>,
        contest: &ContestOf<T>,
        left: polkadot_sdk::frame_system::pallet_prelude::BlockNumberFor<T>,
        number: u8,
        score: Option<u8>,
        voices: &[VoiceOf<T>],
    ) {
        let Some((position, fragments_before)) = contribution.place() else { return };
        let reason = HoldReason::ContestBond;
        let compensation = Self::pay_held(reason, &contest.by, &contribution.contributor, contest.bond / 2);
        let tolerance = Standard::<T>::get().tolerance;
        let near = |voice: &&VoiceOf<T>| {
            let distance = voice.score.map(|own| score.map_or(0, |centre| own.abs_diff(centre)));
            voice.commitment.is_some() && distance.is_some_and(|distance| distance <= tolerance)
        };
        let near: Vec<_> =
            voices.iter().filter(near).map(|voice| (voice.curator.clone(), vote::weight(voice.stake, 0))).collect();
        let rest = contest.bond.defensive_saturating_sub(compensation);
        let left_over = Self::pay_curators(id, reason, &contest.by, rest, &near);
        Self::forfeit(reason, &contest.by, left_over);

        let until = frame_system::Pallet::<T>::block_number().saturating_add(left.max(One::one()));
        Windows::<T>::insert(id, Window { until, appealable: false, rounds: number.saturating_add(1) });
        contribution.state = ContributionState::Accepted { position, fragments_before };
        Contributions::<T>::insert(id, contribution);
        Self::deposit_event(Event::ContributionUpheld {
            contribution: id,
            score,
            compensation,
            contestable_until: until,
        });
    }

    /// Takes held money for good; returns how much.
    pub(crate) fn forfeit(reason: HoldReason, who: &T::AccountId, amount: BalanceOf<T>) -> BalanceOf<T> {
        let (credit, _) = T::Currency::slash(&reason.into(), who, amount);
        let taken = credit.peek();
        T::Slash::on_unbalanced(credit);
        taken
    }
}
