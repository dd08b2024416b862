//! Contributions: how data is given to a datanet and taken back, and what becomes of the deposit.

use crate::{
    decision::Measure, pallet::*, BalanceOf, ContributionOf, ContributionState, CurationRules, DatanetState, Jobs,
};
use openledger_primitives::{
    job::{JobKind, Rejection},
    ContributionId,
};
use polkadot_sdk::{
    frame_support::{
        defensive, ensure,
        pallet_prelude::DispatchResult,
        traits::{fungible::MutateHold, tokens::Precision, Get},
    },
    sp_runtime::DispatchError,
};

/// Who refuses a contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refuser {
    /// A worker's check, or that none could be had.
    Check,
    /// The first panel; one can appeal against it.
    FirstPanel,
    /// The panel that judged an appeal; it has the last word.
    LastPanel,
}

impl<T: Config> Pallet<T> {
    /// Takes a contribution; its deposit and state are filled in here.
    pub(crate) fn do_contribute(mut contribution: ContributionOf<T>) -> DispatchResult {
        let datanet = contribution.datanet;
        let rules = Self::ensure_welcome(&contribution)?;
        let deposit = Self::deposit(&rules, contribution.bytes)?;
        let id = NextContributionId::<T>::get();
        let next = id.checked_add(1).ok_or(Error::<T>::CounterOverflow)?;
        let contributor = contribution.contributor.clone();
        Self::take_in(datanet, &contributor, &rules)?;
        T::Currency::hold(&HoldReason::ContributionDeposit.into(), &contributor, deposit)?;
        Self::charge_fee(id, &contributor)?;
        let job = T::Jobs::open(JobKind::Check(id), &contributor, T::CheckReward::get())?;

        let content = contribution.content;
        contribution.deposit = deposit;
        contribution.state = ContributionState::Submitted;
        NextContributionId::<T>::put(next);
        ContributionOfContent::<T>::insert(datanet, content, id);
        Contributions::<T>::insert(id, contribution);
        Self::deposit_event(Event::ContributionSubmitted {
            contribution: id,
            datanet,
            contributor,
            content,
            deposit,
            job,
        });
        Ok(())
    }

    /// Checks everything about a new contribution that a chain can know; returns its datanet's rules.
    fn ensure_welcome(contribution: &ContributionOf<T>) -> Result<CurationRules<BalanceOf<T>>, DispatchError> {
        let datanet = Datanets::<T>::get(contribution.datanet).ok_or(Error::<T>::UnknownDatanet)?;
        ensure!(datanet.state == DatanetState::Open, Error::<T>::DatanetIsClosed);
        let licence = contribution.licence;
        Self::ensure_admitted(licence)?;
        ensure!(datanet.licences.contains(&licence), Error::<T>::LicenceNotAdmitted { licence });
        ensure!(contribution.fragments > 0 && contribution.bytes > 0, Error::<T>::EmptyContribution);
        ensure!(contribution.fragments <= T::MaxFragments::get(), Error::<T>::TooManyFragments);
        ensure!(contribution.bytes <= T::MaxBytes::get(), Error::<T>::TooManyBytes);
        let versions = 1..=T::Fragmenter::get();
        ensure!(versions.contains(&contribution.fragmenter), Error::<T>::UnknownFragmenter);
        let source = core::str::from_utf8(&contribution.source);
        ensure!(source.is_ok_and(|text| !text.trim().is_empty()), Error::<T>::InvalidSource);
        let known = ContributionOfContent::<T>::contains_key(contribution.datanet, contribution.content);
        ensure!(!known, Error::<T>::DuplicateContent);
        Ok(datanet.rules)
    }

    /// The deposit for so many bytes: the base and every begun KiB.
    pub(crate) fn deposit(rules: &CurationRules<BalanceOf<T>>, bytes: u64) -> Result<BalanceOf<T>, Error<T>> {
        let kib = u32::try_from(bytes.div_ceil(1024)).map_err(|_| Error::<T>::DepositOverflow)?;
        rules
            .deposit_per_kib
            .checked_mul(kib.into())
            .and_then(|variable| rules.deposit_base.checked_add(variable))
            .ok_or(Error::<T>::DepositOverflow)
    }

    pub(crate) fn do_withdraw(contributor: T::AccountId, id: ContributionId) -> DispatchResult {
        let mut contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        ensure!(contribution.contributor == contributor, Error::<T>::NotContributor);
        match contribution.state {
            ContributionState::Submitted | ContributionState::InCuration { .. } => {
                ensure!(!Contests::<T>::contains_key(id), Error::<T>::ContestPending);
                let voices = Rounds::<T>::get(id).map(|round| Self::end_round(id, &round)).unwrap_or_default();
                Self::settle(id, &voices, Measure::Nothing);
                let datanet = contribution.datanet;
                let released = Self::refund(&mut contribution);
                Self::settle_intake(datanet, &contributor);
                ContributionOfContent::<T>::remove(datanet, contribution.content);
                contribution.state = ContributionState::Withdrawn;
                Self::deposit_event(Event::ContributionWithdrawn { contribution: id, datanet, released });
            }
            ContributionState::Accepted { .. } => Self::remove_present(id, &mut contribution, false)?,
            ContributionState::Challenged { .. } => return Err(Error::<T>::ContestPending.into()),
            ContributionState::Rejected(_)
            | ContributionState::Withdrawn
            | ContributionState::Removed { .. }
            | ContributionState::Struck { .. }
            | ContributionState::Planted { .. } => return Err(Error::<T>::NothingToWithdraw.into()),
        }
        Contributions::<T>::insert(id, contribution);
        Ok(())
    }

    /// Refuses a contribution: the deposit is lost if a check found that it was not what its contributor declared.
    pub(crate) fn reject(
        id: ContributionId,
        mut contribution: ContributionOf<T>,
        reason: Rejection,
        score: Option<u8>,
        by: Refuser,
    ) {
        let datanet = contribution.datanet;
        if let Some((payer, fee)) = CurationFees::<T>::take(id) {
            Self::release(HoldReason::CurationFee, &payer, fee);
        }
        Self::settle_intake(datanet, &contribution.contributor);
        let (released, slashed) = if by == Refuser::Check && is_lie(&reason) {
            let deposit = core::mem::take(&mut contribution.deposit);
            (Default::default(), Self::forfeit(HoldReason::ContributionDeposit, &contribution.contributor, deposit))
        } else {
            (Self::refund(&mut contribution), Default::default())
        };
        ContributionOfContent::<T>::remove(datanet, contribution.content);
        contribution.state = ContributionState::Rejected(reason);
        Contributions::<T>::insert(id, contribution);
        Self::open_window(id, Standard::<T>::get().appeal_window, by == Refuser::FirstPanel, 0);
        Self::deposit_event(Event::ContributionRejected {
            contribution: id,
            datanet,
            reason,
            score,
            released,
            slashed,
        });
    }

    /// Gives a contributor its deposit back.
    pub(crate) fn refund(contribution: &mut ContributionOf<T>) -> BalanceOf<T> {
        let deposit = core::mem::take(&mut contribution.deposit);
        Self::release(HoldReason::ContributionDeposit, &contribution.contributor, deposit)
    }

    /// Ends a hold and returns what was freed: all of `amount`, as what is held is never less (invariants 3 to 5).
    pub(crate) fn release(reason: HoldReason, who: &T::AccountId, amount: BalanceOf<T>) -> BalanceOf<T> {
        match T::Currency::release(&reason.into(), who, amount, Precision::BestEffort) {
            Ok(released) => released,
            Err(_) => {
                defensive!("a hold of this pallet could not be released");
                Default::default()
            }
        }
    }

    /// Who gave a contribution and earns from it; nobody for one that was struck.
    pub fn contributor(contribution: ContributionId) -> Option<T::AccountId> {
        let contribution = Contributions::<T>::get(contribution)?;
        let struck = matches!(contribution.state, ContributionState::Struck { .. });
        (!struck).then_some(contribution.contributor)
    }

    /// Whether a challenge of a contribution was right.
    pub fn is_struck(contribution: ContributionId) -> bool {
        Contributions::<T>::get(contribution)
            .is_some_and(|contribution| matches!(contribution.state, ContributionState::Struck { .. }))
    }
}

/// Whether this reason means that what the contributor declared was untrue, and not merely bad.
fn is_lie(reason: &Rejection) -> bool {
    matches!(reason, Rejection::RootMismatch | Rejection::SizeMismatch | Rejection::MalformedBundle)
}
