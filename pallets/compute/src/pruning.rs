//! What goes away by itself: jobs that nobody does, and the records of jobs that are over.
//!
//! In each block the next few jobs are looked at, in the order of their keys, and after the last the first again. So the
//! cost of a block is bounded, nothing needs an appointment that could be missed, and what was there before this rule
//! is found as well.

use crate::{
    traits::JobHandler, types::*, Agreed, Config, Declined, Ended, Excluded, Jobs, Market, OpenJobs, Pallet, Swept,
    WeightInfo,
};
use alloc::vec::Vec;
use openledger_primitives::JobId;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system::pallet_prelude::BlockNumberFor,
    sp_runtime::traits::Saturating,
};

impl<T: Config> Pallet<T> {
    /// Looks at the next jobs: gives up what has waited too long, forgets what has long been over.
    pub(crate) fn sweep(now: BlockNumberFor<T>) -> Weight {
        let limit = T::MaxSweptPerBlock::get();
        let after = Swept::<T>::get();
        let keys = match after {
            Some(last) => Jobs::<T>::iter_keys_from(Jobs::<T>::hashed_key_for(last)),
            None => Jobs::<T>::iter_keys(),
        };
        let seen: Vec<JobId> = keys.take(limit as usize).collect();
        // Fewer than there may be were the last ones: begin anew.
        let last = if seen.len() < limit as usize { None } else { seen.last().copied() };
        if last != after {
            Swept::<T>::set(last);
        }
        let rules = Market::<T>::get();
        let mut given_up = 0u64;
        for id in &seen {
            if Self::sweep_one(*id, &rules, now) {
                given_up = given_up.saturating_add(1);
            }
        }
        T::WeightInfo::sweep(seen.len() as u32).saturating_add(T::Handler::failed_weight().saturating_mul(given_up))
    }

    /// Says whether the job was given up.
    fn sweep_one(id: JobId, rules: &MarketRulesOf<T>, now: BlockNumberFor<T>) -> bool {
        let Some(job) = Jobs::<T>::get(id) else { return false };
        match job.state {
            JobState::Assigned(_) => false,
            JobState::Open => {
                let too_old = now.saturating_sub(job.opened_at) > rules.maximum_wait;
                if too_old {
                    OpenJobs::<T>::mutate(job.class(), |queue| queue.retain(|other| *other != id));
                    Self::abandon(id, job);
                }
                too_old
            }
            JobState::Done { .. } | JobState::Failed | JobState::Cancelled => {
                // Jobs that were over before their end was written down count from their opening.
                let ended = Ended::<T>::get(id).unwrap_or(job.opened_at);
                if now.saturating_sub(ended) > rules.retention {
                    Self::forget(id);
                }
                false
            }
        }
    }

    fn forget(id: JobId) {
        Jobs::<T>::remove(id);
        Ended::<T>::remove(id);
    }

    /// Drops what is kept beside a job only until it is over.
    pub(crate) fn drop_annexes(id: JobId) {
        Agreed::<T>::remove(id);
        Excluded::<T>::remove(id);
        Declined::<T>::remove(id);
    }
}
