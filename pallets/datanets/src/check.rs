//! Checks: a chain cannot know that a content id matches a root, so a worker looks first.

use crate::{contribution::Refuser, pallet::*, ContributionState, Jobs};
use alloc::{string::String, vec::Vec};
use openledger_primitives::{
    job::{CheckResult, CheckSpec, ContributionRef, JobKind, Rejection},
    ContributionId,
};
use polkadot_sdk::frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get};

impl<T: Config> Pallet<T> {
    /// What a worker needs to check a contribution. Not bounded: for offchain workers.
    pub fn check_spec(id: ContributionId) -> Option<CheckSpec> {
        let contribution = Contributions::<T>::get(id)?;
        let datanet = Datanets::<T>::get(contribution.datanet)?;
        let admitted = datanet.licences.iter().filter_map(|licence| Self::spdx_text(*licence));
        Some(CheckSpec {
            contribution: ContributionRef { id, content: contribution.content },
            fragmenter: contribution.fragmenter,
            root: contribution.root,
            fragments: contribution.fragments,
            bytes: contribution.bytes,
            licence: Self::spdx_text(contribution.licence)?,
            admitted: admitted.collect::<Vec<String>>(),
        })
    }

    /// Takes a worker's check. One that comes too late, because the contribution was withdrawn or forgotten,
    /// changes nothing.
    pub fn on_check_result(id: ContributionId, worker: &T::AccountId, result: CheckResult) -> DispatchResult {
        ensure!(id < NextContributionId::<T>::get(), Error::<T>::UnknownContribution);
        let Some(contribution) = Contributions::<T>::get(id) else { return Ok(()) };
        if contribution.state != ContributionState::Submitted {
            return Ok(());
        }
        ensure!(contribution.contributor != *worker, Error::<T>::OwnContribution);
        let consistent = result.verdict.is_some() || result.root == contribution.root;
        ensure!(consistent, Error::<T>::ContradictoryResult);

        Checks::<T>::insert(id, result);
        Self::deposit_event(Event::ContributionChecked {
            contribution: id,
            worker: worker.clone(),
            verdict: result.verdict,
            refused: result.refused,
            report: result.report,
        });
        match result.verdict {
            Some(reason) => Self::reject(id, contribution, reason, None, Refuser::Check),
            None => Self::open_curation(id)?,
        }
        Ok(())
    }

    /// No worker could check a contribution: it is refused, its deposit comes back.
    pub fn on_check_failed(id: ContributionId) {
        match Contributions::<T>::get(id) {
            Some(contribution) if contribution.state == ContributionState::Submitted => {
                Self::reject(id, contribution, Rejection::Unavailable, None, Refuser::Check)
            }
            _ => (),
        }
    }

    /// Puts a contribution to the vote. That no worker can be asked for a report does not stop the curators.
    fn open_curation(id: ContributionId) -> DispatchResult {
        let mut contribution = Contributions::<T>::get(id).ok_or(Error::<T>::UnknownContribution)?;
        let ends = Self::open_round(id, contribution.datanet, 0)?;
        contribution.state = ContributionState::InCuration { ends };
        let requester = contribution.contributor.clone();
        Contributions::<T>::insert(id, contribution);

        let job = T::Jobs::open(JobKind::Curate(id), &requester, T::CurateReward::get());
        Self::deposit_event(Event::CurationOpened { contribution: id, ends, job: job.ok() });
        if let Err(error) = job {
            let error = Some(error);
            Self::deposit_event(Event::AutomaticCuratorMissing { contribution: id, error });
        }
        Ok(())
    }

    fn spdx_text(licence: crate::LicenceId) -> Option<String> {
        String::from_utf8(Self::spdx(licence)?.into_inner()).ok()
    }
}
