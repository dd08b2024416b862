//! Contributions: how data is given to a datanet and taken back, and what becomes of the deposit.

use crate::{pallet::*, BalanceOf, ContributionOf, ContributionState, CurationRules, DatanetState, Jobs};
use openledger_primitives::{
    job::{JobKind, Rejection},
    ContributionId,
};
use polkadot_sdk::{
    frame_support::{
        defensive, ensure,
        pallet_prelude::DispatchResult,
        traits::{
            fungible::{BalancedHold, MutateHold},
            tokens::Precision,
            Get, Imbalance, OnUnbalanced,
        },
    },
    sp_runtime::{
        traits::{CheckedAdd, CheckedMul},
        DispatchError,
    },
};

impl<T: Config> Pallet<T> {
    /// Takes a contribution; its deposit and state are filled in here.
    pub(crate) fn do_contribute(mut contribution: ContributionOf<T>) -> DispatchResult {
        let datanet = contribution.datanet;
        let rules = Self::ensure_welcome(&contribution)?;
        let deposit = Self::deposit(&rules, contribution.bytes)?;
        let id = NextContributionId::<T>::get();
        let next = id.checked_add(1).ok_or(Error::<T>::CounterOverflow)?;
        let contributor = contribution.contributor.clone();
        T::Currency::hold(&HoldReason::ContributionDeposit.into(), &contributor, deposit)?;
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
            .checked_mul(&kib.into())
            .and_then(|variable| rules.deposit_base.checked_add(&variable))
            .ok_or(Error::<T>::DepositOverflow)
    }

    pub(crate) fn do_withdraw(contributor: T::AccountId, id: ContributionId) -> DispatchResult {
        let mut contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        ensure!(contribution.contributor == contributor, Error::<T>::NotContributor);
        match contribution.state {
            ContributionState::Submitted | ContributionState::InCuration { .. } => {
                Self::end_curation(id, &contribution);
                let datanet = contribution.datanet;
                let released = Self::refund(&contribution);
                ContributionOfContent::<T>::remove(datanet, contribution.content);
                contribution.state = ContributionState::Withdrawn;
                Self::deposit_event(Event::ContributionWithdrawn { contribution: id, datanet, released });
            }
            ContributionState::Accepted { .. } => Self::remove_accepted(id, &mut contribution)?,
            ContributionState::Rejected(_) | ContributionState::Withdrawn | ContributionState::Removed { .. } => {
                return Err(Error::<T>::NothingToWithdraw.into())
            }
        }
        Contributions::<T>::insert(id, contribution);
        Ok(())
    }

    /// Refuses a contribution: the deposit is lost if it was not what its contributor declared.
    pub(crate) fn reject(
        id: ContributionId,
        mut contribution: ContributionOf<T>,
        reason: Rejection,
        score: Option<u8>,
    ) {
        let datanet = contribution.datanet;
        Self::end_curation(id, &contribution);
        let (released, slashed) = if is_lie(&reason) {
            (Default::default(), Self::slash(&contribution))
        } else {
            (Self::refund(&contribution), Default::default())
        };
        ContributionOfContent::<T>::remove(datanet, contribution.content);
        contribution.state = ContributionState::Rejected(reason);
        Contributions::<T>::insert(id, contribution);
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
    pub(crate) fn refund(contribution: &ContributionOf<T>) -> BalanceOf<T> {
        let reason = HoldReason::ContributionDeposit;
        Self::release(reason, &contribution.contributor, contribution.deposit)
    }

    fn slash(contribution: &ContributionOf<T>) -> BalanceOf<T> {
        let reason = HoldReason::ContributionDeposit.into();
        let (credit, _) = T::Currency::slash(&reason, &contribution.contributor, contribution.deposit);
        let slashed = credit.peek();
        T::Slash::on_unbalanced(credit);
        slashed
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

    /// Who gave a contribution.
    pub fn contributor(contribution: ContributionId) -> Option<T::AccountId> {
        Some(Contributions::<T>::get(contribution)?.contributor)
    }
}

/// Whether this reason means that what the contributor declared was untrue, and not merely bad.
fn is_lie(reason: &Rejection) -> bool {
    matches!(reason, Rejection::RootMismatch | Rejection::SizeMismatch | Rejection::MalformedBundle)
}
