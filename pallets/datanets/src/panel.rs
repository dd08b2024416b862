//! Panels: curators seal scores, then open them; a worker's report is one voice more.
//!
//! Nobody can copy what nobody sees. The sealing ends when the quorum has committed, in heads and in stake, or when its
//! time is over; the opening when everybody has opened, or when its time is over. A report is open from the beginning.
//! It counts towards the quorum, and completes it only beside a sealed vote; where nobody commits, or nobody opens, it
//! decides alone.

use crate::{
    pallet::*, BalanceOf, Claim, ContributionOf, ContributionState, CurationView, Phase, Round, RoundOf, Voice,
    VoiceOf, VoicesOf, WorkerStake,
};
use alloc::vec::Vec;
use openledger_primitives::{
    job::{ContributionRef, CurateResult, CurateSpec},
    vote::{self, SealedVote, MAX_SCORE},
    ContributionId, Digest,
};
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get},
    frame_system::{self, pallet_prelude::BlockNumberFor},
    sp_runtime::{
        traits::{Saturating, Zero},
        DispatchError,
    },
};

/// What is missing to a quorum.
struct Missing<Balance> {
    heads: u32,
    stake: Balance,
    sealed: bool,
}

impl<Balance: Zero> Missing<Balance> {
    fn nothing(&self) -> bool {
        self.sealed && self.heads == 0 && self.stake.is_zero()
    }
}

impl<T: Config> Pallet<T> {
    /// Begins a panel; returns the block in which its sealing ends.
    pub(crate) fn open_round(
        id: ContributionId,
        datanet: openledger_primitives::DatanetId,
        number: u8,
    ) -> Result<BlockNumberFor<T>, DispatchError> {
        let rules = Datanets::<T>::get(datanet).ok_or(Error::<T>::UnknownDatanet)?.rules;
        let now = frame_system::Pallet::<T>::block_number();
        let ends = Self::schedule_closing(id, now.saturating_add(rules.voting_period.into()));
        Rounds::<T>::insert(id, Round { number, phase: Phase::Sealing, ends, sealed_at: None });
        Ok(ends)
    }

    /// A contribution that a panel judges, and the panel.
    pub(crate) fn judged(id: ContributionId) -> Result<(ContributionOf<T>, RoundOf<T>), DispatchError> {
        let contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        let round = Rounds::<T>::get(id).ok_or(Error::<T>::NotInCuration)?;
        Ok((contribution, round))
    }

    pub(crate) fn do_commit_vote(account: T::AccountId, id: ContributionId, commitment: Digest) -> DispatchResult {
        let mut curator = Curators::<T>::get(&account).ok_or(Error::<T>::NotCurator)?;
        ensure!(curator.bond >= Standard::<T>::get().minimum_curator_bond, Error::<T>::BondTooLow);
        let (contribution, round) = Self::judged(id)?;
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(round.phase == Phase::Sealing && now < round.ends, Error::<T>::SealingOver);
        ensure!(!Panelists::<T>::get(id).contains(&account), Error::<T>::JudgedBefore);
        let contests = Contests::<T>::get(id).is_some_and(|contest| contest.by == account);
        ensure!(!contests, Error::<T>::OwnContest);
        let stake = curator.bond;
        let voice = Voice { curator: account.clone(), commitment: Some(commitment), score: None, stake };
        Self::add_voice(id, &contribution, voice)?;

        curator.busy_until = now;
        Curators::<T>::insert(&account, curator);
        Self::engage(&account);
        Self::deposit_event(Event::VoteCommitted { contribution: id, round: round.number, curator: account, stake });
        Self::open_if_quorum(id, contribution, round)
    }

    fn add_voice(id: ContributionId, contribution: &ContributionOf<T>, voice: VoiceOf<T>) -> DispatchResult {
        ensure!(voice.curator != contribution.contributor, Error::<T>::OwnContribution);
        let mut voices: VoicesOf<T> = Voices::<T>::get(id);
        let repeated = voices.iter().any(|other| other.curator == voice.curator);
        ensure!(!repeated, Error::<T>::AlreadyVoted);
        voices.try_push(voice).map_err(|_| Error::<T>::TooManyVotes)?;
        Voices::<T>::insert(id, voices);
        Ok(())
    }

    pub(crate) fn do_reveal_vote(
        account: T::AccountId,
        id: ContributionId,
        score: u8,
        salt: [u8; 32],
    ) -> DispatchResult {
        let (contribution, round) = Self::judged(id)?;
        ensure!(round.phase != Phase::Sealing, Error::<T>::SealingGoesOn);
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(round.phase == Phase::Opening && now < round.ends, Error::<T>::OpeningOver);
        ensure!(score <= MAX_SCORE, Error::<T>::ScoreOutOfRange);
        let mut voices = Voices::<T>::get(id);
        let own = voices.iter_mut().find(|voice| voice.curator == account && voice.commitment.is_some());
        let voice = own.ok_or(Error::<T>::NotCommitted)?;
        ensure!(voice.score.is_none(), Error::<T>::AlreadyOpened);
        let opened = Self::commitment(&account, id, round.number, score, salt);
        ensure!(voice.commitment == Some(opened), Error::<T>::WrongOpening);

        voice.score = Some(score);
        let stake = voice.stake;
        let silent = voices.iter().any(|voice| voice.score.is_none());
        Voices::<T>::insert(id, voices);
        Self::deposit_event(Event::Voted { contribution: id, curator: account, score, stake });
        if silent {
            return Ok(());
        }
        Self::end_opening(id, contribution, round)
    }

    /// What a curator commits to.
    pub fn commitment(
        curator: &T::AccountId,
        contribution: ContributionId,
        round: u8,
        score: u8,
        salt: [u8; 32],
    ) -> Digest {
        let (genesis, curator) = (Self::genesis(), curator.clone().into());
        SealedVote { genesis, contribution, round, curator, score, salt }.commitment()
    }

    /// Hash of the chain's first block: what is sealed for one chain is nothing on another.
    pub(crate) fn genesis() -> Digest {
        frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero()).into()
    }

    pub(crate) fn do_close_curation(id: ContributionId) -> DispatchResult {
        let (contribution, round) = Self::judged(id)?;
        let over = frame_system::Pallet::<T>::block_number() >= round.ends;
        let complete = round.phase == Phase::Sealing
            && (Self::missing(id, &contribution, &round).nothing()
                || Self::all_have_committed(id, &contribution, &round));
        ensure!(over || complete, Error::<T>::CurationUnfinished);
        Self::advance(id, contribution, round)
    }

    /// Ends the phase that a panel is in.
    pub(crate) fn advance(id: ContributionId, contribution: ContributionOf<T>, round: RoundOf<T>) -> DispatchResult {
        let sealed = || Voices::<T>::get(id).iter().any(|voice| voice.commitment.is_some());
        match round.phase {
            Phase::Sealing if sealed() => Self::begin_opening(id, contribution, round),
            Phase::Sealing | Phase::Waiting => Self::decide(id, contribution, round),
            Phase::Opening => Self::end_opening(id, contribution, round),
        }
    }

    fn begin_opening(id: ContributionId, contribution: ContributionOf<T>, mut round: RoundOf<T>) -> DispatchResult {
        let rules = Datanets::<T>::get(contribution.datanet).ok_or(Error::<T>::UnknownDatanet)?.rules;
        round.sealed_at = Some(frame_system::Pallet::<T>::block_number());
        let ends = Self::begin_phase(id, contribution, round, Phase::Opening, rules.reveal_period);
        let sealed = Voices::<T>::get(id).iter().filter(|voice| voice.commitment.is_some()).count();
        let sealed = u32::try_from(sealed).unwrap_or(u32::MAX);
        Self::deposit_event(Event::OpeningBegan { contribution: id, sealed, ends });
        Ok(())
    }

    /// All that is opened is opened: decide, unless somebody may yet say that the contribution was planted.
    fn end_opening(id: ContributionId, contribution: ContributionOf<T>, round: RoundOf<T>) -> DispatchResult {
        if round.number > 0 || !Self::awaits_answers(contribution.datanet, &round) {
            return Self::decide(id, contribution, round);
        }
        let period = Standard::<T>::get().plant_period;
        let ends = Self::begin_phase(id, contribution, round, Phase::Waiting, period);
        Self::deposit_event(Event::KnownAnswersAwaited { contribution: id, ends });
        Ok(())
    }

    fn begin_phase(
        id: ContributionId,
        mut contribution: ContributionOf<T>,
        mut round: RoundOf<T>,
        phase: Phase,
        blocks: u32,
    ) -> BlockNumberFor<T> {
        let now = frame_system::Pallet::<T>::block_number();
        Self::unschedule_closing(id, round.ends);
        let end = Self::schedule_closing(id, now.saturating_add(blocks.into()));
        (round.phase, round.ends) = (phase, end);
        if let ContributionState::InCuration { ends } | ContributionState::Challenged { ends, .. } =
            &mut contribution.state
        {
            *ends = end;
        }
        Rounds::<T>::insert(id, round);
        Contributions::<T>::insert(id, contribution);
        end
    }

    /// Whether every bonded curator who may vote has committed, and at least one did. Of a second panel nobody knows
    /// who may, so it waits.
    fn all_have_committed(id: ContributionId, contribution: &ContributionOf<T>, round: &RoundOf<T>) -> bool {
        let own = Curators::<T>::contains_key(&contribution.contributor);
        let electorate = Curators::<T>::count().saturating_sub(own.into());
        let voices = Voices::<T>::get(id);
        let committed = voices.iter().filter(|voice| voice.commitment.is_some()).count();
        round.number == 0 && committed > 0 && committed >= electorate as usize
    }

    fn missing(id: ContributionId, contribution: &ContributionOf<T>, round: &RoundOf<T>) -> Missing<BalanceOf<T>> {
        let voices = Voices::<T>::get(id);
        let sealed = voices.iter().any(|voice| voice.commitment.is_some());
        let Some(datanet) = Datanets::<T>::get(contribution.datanet) else {
            return Missing { heads: u32::MAX, stake: Zero::zero(), sealed };
        };
        let quorum = u32::from(datanet.rules.quorum);
        let heads = if round.number == 0 { quorum } else { quorum.saturating_mul(2).min(T::MaxCurators::get()) };
        let stakes: Vec<u128> = voices.iter().map(|voice| voice.stake).collect();
        let stake = vote::capped(&stakes, Standard::<T>::get().voice_cap);
        // Capped weights are far from the end of their range; where the quorum is reached, nothing is missing.
        let stake = stake.iter().fold(0u128, |sum, stake| sum.saturating_add(*stake));
        Missing {
            heads: heads.saturating_sub(u32::try_from(voices.len()).unwrap_or(u32::MAX)),
            stake: datanet.rules.quorum_stake.saturating_sub(stake),
            sealed,
        }
    }

    fn open_if_quorum(id: ContributionId, contribution: ContributionOf<T>, round: RoundOf<T>) -> DispatchResult {
        if Self::missing(id, &contribution, &round).nothing() {
            Self::begin_opening(id, contribution, round)?;
        }
        Ok(())
    }

    /// How far a panel is.
    pub(crate) fn curation(id: ContributionId) -> Option<CurationView<BalanceOf<T>, BlockNumberFor<T>>> {
        let (contribution, round) = Self::judged(id).ok()?;
        let missing = Self::missing(id, &contribution, &round);
        let voices = Voices::<T>::get(id);
        let count = |of: fn(&VoiceOf<T>) -> bool| {
            u32::try_from(voices.iter().filter(|voice| of(voice)).count()).unwrap_or(u32::MAX)
        };
        Some(CurationView {
            round: round.number,
            phase: round.phase,
            ends: round.ends,
            committed: count(|voice| voice.commitment.is_some()),
            opened: count(|voice| voice.commitment.is_some() && voice.score.is_some()),
            reported: voices.iter().any(|voice| voice.commitment.is_none()),
            heads_missing: missing.heads,
            stake_missing: missing.stake,
        })
    }

    // ── the automatic curator ──

    /// What the automatic curator looks at. Not bounded: for offchain workers.
    pub fn curate_spec(id: ContributionId) -> Option<CurateSpec> {
        let contribution = Contributions::<T>::get(id)?;
        Some(CurateSpec {
            contribution: ContributionRef { id, content: contribution.content },
            accepted: Self::present_refs(contribution.datanet),
            base: None,
        })
    }

    /// Takes a worker's report: it is a voice of the first panel while votes are sealed, if the worker has none yet.
    /// One on a contribution that is forgotten changes nothing.
    pub fn on_curate_result(id: ContributionId, worker: &T::AccountId, result: CurateResult) -> DispatchResult {
        ensure!(id < NextContributionId::<T>::get(), Error::<T>::UnknownContribution);
        ensure!(result.score <= MAX_SCORE, Error::<T>::ScoreOutOfRange);
        let Some(contribution) = Contributions::<T>::get(id) else { return Ok(()) };
        CurateReports::<T>::insert(id, result);
        let CurateResult { score, duplicates, report, .. } = result;
        Self::deposit_event(Event::ContributionReported {
            contribution: id,
            worker: worker.clone(),
            score,
            duplicates,
            report,
        });
        let Some(round) = Rounds::<T>::get(id) else { return Ok(()) };
        let voices = Voices::<T>::get(id);
        let spoken = voices.iter().any(|voice| voice.curator == *worker || voice.commitment.is_none());
        let sealing = round.number == 0 && round.phase == Phase::Sealing;
        if !sealing || spoken || voices.is_full() || contribution.contributor == *worker {
            return Ok(());
        }
        let stake = T::WorkerStake::stake(worker);
        let voice = Voice { curator: worker.clone(), commitment: None, score: Some(score), stake };
        Self::add_voice(id, &contribution, voice)?;
        Self::deposit_event(Event::Voted { contribution: id, curator: worker.clone(), score, stake });
        Self::open_if_quorum(id, contribution, round)
    }

    /// No worker could report on a contribution: curators decide alone.
    pub fn on_curate_failed(id: ContributionId) {
        let judged = Rounds::<T>::contains_key(id);
        let appealed = Contests::<T>::get(id).is_some_and(|contest| matches!(contest.claim, Claim::Appeal { .. }));
        if judged && !appealed {
            let error = None;
            Self::deposit_event(Event::AutomaticCuratorMissing { contribution: id, error });
        }
    }
}
