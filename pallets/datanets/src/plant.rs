//! Known answers: an owner plants contributions whose right score is sealed beforehand, against curators who herd.
//!
//! What is sealed does not name its contribution, so a planted one looks like any other. All votes are opened before the
//! answer is, and while answers are sealed a datanet's decisions wait for that. Only the contributor can say that a
//! contribution was planted: an owner cannot keep others' data out in this way. The bond is lost when an answer is never
//! opened (a choice among several would be one after the fact), and when most of the panel disagrees with it.

use crate::{decision::Measure, pallet::*, BalanceOf, ContributionState, Phase, Plant, RoundOf};
use openledger_primitives::{
    vote::{KnownAnswer, MAX_SCORE},
    ContributionId, DatanetId, Digest,
};
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult, traits::fungible::MutateHold},
    frame_system,
    sp_runtime::traits::{Saturating, Zero},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_seal_known_answer(owner: T::AccountId, datanet: DatanetId, commitment: Digest) -> DispatchResult {
        Self::owned_datanet(&owner, datanet)?;
        let standard = Standard::<T>::get();
        let (bond, placed_at) = (standard.plant_bond, frame_system::Pallet::<T>::block_number());
        let expires = placed_at.saturating_add(standard.plant_lifetime.into());
        let plant = Plant { by: owner.clone(), commitment, bond, placed_at, expires };
        Plants::<T>::try_append(datanet, plant).map_err(|_| Error::<T>::TooManyKnownAnswers)?;
        T::Currency::hold(&HoldReason::KnownAnswerBond.into(), &owner, bond)?;
        Self::deposit_event(Event::KnownAnswerSealed { datanet, commitment, bond, expires });
        Ok(())
    }

    /// Whether a known answer may be opened after a panel's votes: one was sealed before they were.
    pub(crate) fn awaits_answers(datanet: DatanetId, round: &RoundOf<T>) -> bool {
        let now = frame_system::Pallet::<T>::block_number();
        let sealed_at = round.sealed_at.unwrap_or_default();
        Plants::<T>::get(datanet).iter().any(|plant| plant.placed_at < sealed_at && now <= plant.expires)
    }

    pub(crate) fn do_open_known_answer(
        contributor: T::AccountId,
        id: ContributionId,
        score: u8,
        salt: [u8; 32],
    ) -> DispatchResult {
        let (mut contribution, round) = Self::judged(id)?;
        ensure!(contribution.contributor == contributor, Error::<T>::NotContributor);
        ensure!(round.phase == Phase::Waiting, Error::<T>::NotAwaited);
        ensure!(score <= MAX_SCORE, Error::<T>::ScoreOutOfRange);
        let datanet = contribution.datanet;
        let commitment = Self::known_answer(id, score, salt);
        let sealed_at = round.sealed_at.unwrap_or_default();
        let plant = Self::take_plant(datanet, |plant| plant.commitment == commitment && plant.placed_at < sealed_at)
            .ok_or(Error::<T>::UnknownAnswer)?;

        let voices = Self::end_round(id, &round);
        let decision = Self::tally(&voices);
        let tolerance = Standard::<T>::get().tolerance;
        let agreed = decision.is_none_or(|decision| decision.abs_diff(score) <= tolerance);
        Self::settle(id, &voices, Measure::Known { score, agreed });
        let released = if agreed {
            Self::release(HoldReason::KnownAnswerBond, &plant.by, plant.bond)
        } else {
            Self::forfeit(HoldReason::KnownAnswerBond, &plant.by, plant.bond);
            Zero::zero()
        };
        Self::refund(&mut contribution);
        Self::settle_intake(datanet, &contributor);
        ContributionOfContent::<T>::remove(datanet, contribution.content);
        contribution.state = ContributionState::Planted { score };
        Contributions::<T>::insert(id, contribution);
        Self::deposit_event(Event::KnownAnswerOpened { contribution: id, datanet, score, decision, released });
        Ok(())
    }

    /// What an owner seals for a contribution.
    pub fn known_answer(contribution: ContributionId, score: u8, salt: [u8; 32]) -> Digest {
        KnownAnswer { genesis: Self::genesis(), contribution, score, salt }.commitment()
    }

    pub(crate) fn do_forfeit_known_answer(datanet: DatanetId, commitment: Digest) -> DispatchResult {
        let now = frame_system::Pallet::<T>::block_number();
        let known = Plants::<T>::get(datanet).iter().any(|plant| plant.commitment == commitment);
        ensure!(known, Error::<T>::UnknownAnswer);
        let plant = Self::take_plant(datanet, |plant| plant.commitment == commitment && now > plant.expires)
            .ok_or(Error::<T>::AnswerNotExpired)?;
        let slashed: BalanceOf<T> = Self::forfeit(HoldReason::KnownAnswerBond, &plant.by, plant.bond);
        Self::deposit_event(Event::KnownAnswerForfeited { datanet, commitment, slashed });
        Ok(())
    }

    fn take_plant(datanet: DatanetId, is: impl Fn(&crate::PlantOf<T>) -> bool) -> Option<crate::PlantOf<T>> {
        Plants::<T>::mutate_exists(datanet, |stored| {
            let plants = stored.as_mut()?;
            let at = plants.iter().position(is)?;
            let plant = plants.remove(at);
            if plants.is_empty() {
                *stored = None;
            }
            Some(plant)
        })
    }
}
