//! Decisions: what a panel's voices say, what becomes of the contribution, and what each voice wins or loses.

use crate::{
    contribution::Refuser, pallet::*, BalanceOf, Claim, ContributionOf, ContributionState, Datanet, PanelistsOf,
    RoundOf, VoiceOf, VoicesOf, Window,
};
use alloc::vec::Vec;
use openledger_primitives::{
    job::Rejection,
    split::apportion,
    vote::{self, Penalties, MAJORITY},
    ContributionId, Ppm,
};
use polkadot_sdk::{
    frame_support::{
        pallet_prelude::DispatchResult,
        traits::{
            fungible::MutateHold,
            tokens::{Fortitude, Precision, Restriction},
            DefensiveSaturating,
        },
    },
    frame_system,
    sp_runtime::traits::{Saturating, Zero},
};

/// What voices are measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Nothing: it was never decided.
    Nothing,
    /// The decision, where enough have spoken that there is one to be far from.
    Decision(Option<u8>),
    /// The score that was known beforehand, and whether being far from it costs money.
    Known {
        /// The score.
        score: u8,
        /// Whether most of the panel agrees with it.
        agreed: bool,
    },
}

impl Measure {
    /// The score to be near to.
    fn score(&self) -> Option<u8> {
        match *self {
            Self::Nothing => None,
            Self::Decision(score) => score,
            Self::Known { score, .. } => Some(score),
        }
    }
}

impl<T: Config> Pallet<T> {
    /// The weights of the voices that are opened, capped, and what they say together.
    pub(crate) fn tally(voices: &[VoiceOf<T>]) -> Option<u8> {
        let opened: Vec<(u8, u128)> = voices
            .iter()
            .filter_map(|voice| {
                let reputation = voice.commitment.map_or(0, |_| Self::reputation_of(&voice.curator));
                Some((voice.score?, vote::weight(voice.stake, reputation)))
            })
            .collect();
        let weights: Vec<u128> = opened.iter().map(|(_, weight)| *weight).collect();
        let weights = vote::capped(&weights, Standard::<T>::get().voice_cap);
        let scores = opened.iter().map(|(score, _)| *score);
        vote::decision(&scores.zip(weights).collect::<Vec<_>>())
    }

    /// Decides a contribution by the votes that are opened.
    pub(crate) fn decide(id: ContributionId, contribution: ContributionOf<T>, round: RoundOf<T>) -> DispatchResult {
        let datanet = Datanets::<T>::get(contribution.datanet).ok_or(Error::<T>::UnknownDatanet)?;
        let voices = Self::end_round(id, &round);
        let opened = voices.iter().filter(|voice| voice.score.is_some()).count();
        let score = Self::tally(&voices);
        let majority = score.filter(|_| opened >= MAJORITY);
        Self::settle(id, &voices, Measure::Decision(majority));
        Self::remember_panel(id, &voices);

        let votes = u32::try_from(opened).unwrap_or(u32::MAX);
        let Some(contest) = Contests::<T>::take(id) else {
            return Self::conclude_first(id, contribution, &datanet, round.number, score, votes);
        };
        // A few friends at the end of the time are no second panel.
        let score = score.filter(|_| opened >= usize::from(datanet.rules.quorum));
        match contest.claim {
            Claim::Appeal { .. } => {
                Self::conclude_appeal(id, contribution, &datanet, contest, round.number, score, votes)
            }
            Claim::Challenge { .. } => {
                Self::conclude_challenge(id, contribution, &datanet, contest, round.number, score, &voices)
            }
        }
    }

    fn conclude_first(
        id: ContributionId,
        contribution: ContributionOf<T>,
        datanet: &Datanet<T::AccountId, BalanceOf<T>>,
        number: u8,
        score: Option<u8>,
        votes: u32,
    ) -> DispatchResult {
        match score {
            Some(score) if score >= datanet.rules.threshold => Self::accept(id, contribution, number, score, votes),
            score => {
                let reason = score.map_or(Rejection::Unavailable, |_| Self::reason(id, &contribution, datanet));
                Self::reject(id, contribution, reason, score, Refuser::FirstPanel);
                Ok(())
            }
        }
    }

    /// Why curators refused a contribution: what the report objects to, if it found the same.
    pub(crate) fn reason(
        id: ContributionId,
        contribution: &ContributionOf<T>,
        datanet: &Datanet<T::AccountId, BalanceOf<T>>,
    ) -> Rejection {
        match CurateReports::<T>::get(id) {
            Some(report) if report.duplicates > contribution.fragments / 2 => Rejection::Duplicate,
            Some(report) if report.score < datanet.rules.threshold => {
                report.findings.objection.unwrap_or(Rejection::LowQuality)
            }
            _ => Rejection::LowQuality,
        }
    }

    /// Makes a contribution part of its datanet. Its deposit stays held while it can be challenged.
    pub(crate) fn accept(
        id: ContributionId,
        mut contribution: ContributionOf<T>,
        number: u8,
        score: u8,
        votes: u32,
    ) -> DispatchResult {
        let (datanet, fragments) = (contribution.datanet, contribution.fragments);
        let (position, fragments_before) = Self::append_accepted(id, &contribution)?;
        Self::settle_intake(datanet, &contribution.contributor);
        let until = Self::open_window(id, Standard::<T>::get().challenge_window, false, number);
        contribution.state = ContributionState::Accepted { position, fragments_before };
        Contributions::<T>::insert(id, contribution);
        Self::deposit_event(Event::ContributionAccepted {
            contribution: id,
            datanet,
            position,
            fragments,
            score,
            votes,
            contestable_until: until,
        });
        Ok(())
    }

    /// Lets a decision of the panel `number` be contested for some blocks; returns the last.
    pub(crate) fn open_window(
        id: ContributionId,
        blocks: u32,
        appealable: bool,
        number: u8,
    ) -> polkadot_sdk::frame_system::pallet_prelude::BlockNumberFor<T> {
        let until = frame_system::Pallet::<T>::block_number().saturating_add(blocks.into());
        Windows::<T>::insert(id, Window { until, appealable, rounds: number.saturating_add(1) });
        until
    }

    /// Ends a panel; returns its voices.
    pub(crate) fn end_round(id: ContributionId, round: &RoundOf<T>) -> VoicesOf<T> {
        Self::unschedule_closing(id, round.ends);
        Rounds::<T>::remove(id);
        Voices::<T>::take(id)
    }

    /// Whoever had a voice has none in the next panel.
    pub(crate) fn remember_panel(id: ContributionId, voices: &[VoiceOf<T>]) {
        let panelists = PanelistsOf::<T>::truncate_from(voices.iter().map(|voice| voice.curator.clone()).collect());
        if panelists.is_empty() {
            Panelists::<T>::remove(id);
        } else {
            Panelists::<T>::insert(id, panelists);
        }
    }

    /// Gives each curator what its vote was worth: reputation, a part of the fee, or a loss.
    pub(crate) fn settle(id: ContributionId, voices: &[VoiceOf<T>], measure: Measure) {
        let standard = Standard::<T>::get();
        let penalties = Penalties {
            tolerance: standard.tolerance,
            clip: standard.clip,
            outlier: standard.outlier_slash,
            silence: standard.silence_slash,
        };
        let mut near = Vec::new();
        for voice in voices.iter().filter(|voice| voice.commitment.is_some()) {
            let distance = voice.score.map(|score| measure.score().map_or(0, |centre| score.abs_diff(centre)));
            let is_near = distance.is_some_and(|distance| distance <= standard.tolerance);
            let known = measure.score().is_some() || (voice.score.is_none() && measure != Measure::Nothing);
            if is_near {
                near.push((voice.curator.clone(), vote::weight(voice.stake, Self::reputation_of(&voice.curator))));
            }
            Self::disengage(&voice.curator, known.then_some(is_near));
            Self::charge_voice(id, voice, distance, Self::loss_of(distance, measure, &penalties));
        }
        Self::pay_fee(id, &near);
    }

    fn loss_of(distance: Option<u8>, measure: Measure, penalties: &Penalties) -> Ppm {
        let free = match measure {
            Measure::Nothing => true,
            // Most of the panel contradicts the owner: nobody's money moves by a word of his.
            Measure::Known { agreed, .. } => !agreed && distance.is_some(),
            Measure::Decision(_) => false,
        };
        if free {
            0
        } else {
            vote::loss(distance, penalties)
        }
    }

    fn charge_voice(id: ContributionId, voice: &VoiceOf<T>, distance: Option<u8>, loss: Ppm) {
        if loss == 0 {
            return;
        }
        let amount = Self::slash_curator(&voice.curator, loss);
        if !amount.is_zero() {
            let curator = voice.curator.clone();
            Self::deposit_event(Event::CuratorSlashed { contribution: id, curator, amount, distance });
        }
    }

    /// Divides the fee by weight; without anybody near, its payer has it back.
    fn pay_fee(id: ContributionId, near: &[(T::AccountId, u128)]) {
        let Some((payer, fee)) = CurationFees::<T>::take(id) else { return };
        let left = Self::pay_curators(id, HoldReason::CurationFee, &payer, fee, near);
        Self::release(HoldReason::CurationFee, &payer, left);
    }

    /// Pays curators out of a hold, by weight; returns what is left of it.
    pub(crate) fn pay_curators(
        id: ContributionId,
        reason: HoldReason,
        payer: &T::AccountId,
        amount: BalanceOf<T>,
        curators: &[(T::AccountId, u128)],
    ) -> BalanceOf<T> {
        let weights: Vec<u128> = curators.iter().map(|(_, weight)| *weight).collect();
        let mut left = amount;
        for ((curator, _), part) in curators.iter().zip(apportion(amount, &weights)) {
            let paid = Self::pay_held(reason, payer, curator, part);
            left = left.defensive_saturating_sub(paid);
            if !paid.is_zero() {
                let curator = curator.clone();
                Self::deposit_event(Event::CuratorPaid { contribution: id, curator, amount: paid });
            }
        }
        left
    }

    /// Moves money from a hold to somebody who can use it; returns how much. What cannot be moved stays held.
    pub(crate) fn pay_held(
        reason: HoldReason,
        from: &T::AccountId,
        to: &T::AccountId,
        amount: BalanceOf<T>,
    ) -> BalanceOf<T> {
        if amount.is_zero() {
            return Zero::zero();
        }
        let (exact, free, force) = (Precision::BestEffort, Restriction::Free, Fortitude::Force);
        if from == to {
            return Self::release(reason, from, amount);
        }
        T::Currency::transfer_on_hold(&reason.into(), from, to, amount, exact, free, force).unwrap_or_default()
    }
}
