//! What happens when a worker's time is up.

use crate::{jobs::Outcome, traits::JobHandler, Config, Deadlines, Jobs, Pallet, WeightInfo};
use openledger_primitives::JobId;
use polkadot_sdk::{
    frame_support::{traits::Defensive, weights::Weight},
    frame_system::pallet_prelude::BlockNumberFor,
};

impl<T: Config> Pallet<T> {
    /// Takes a job that ends in time off the list.
    pub(crate) fn remove_deadline(deadline: BlockNumberFor<T>, id: JobId) {
        Deadlines::<T>::mutate_exists(deadline, |entry| {
            if let Some(jobs) = entry {
                jobs.retain(|other| *other != id);
                if jobs.is_empty() {
                    *entry = None;
                }
            }
        });
    }

    /// Ends every attempt whose deadline is this block: at most `MaxJobsPerBlock`.
    pub(crate) fn expire(now: BlockNumberFor<T>) -> Weight {
        let expired = Deadlines::<T>::take(now);
        let count = expired.len() as u32;
        let mut abandoned = 0u64;
        for id in expired {
            let Some(job) = Jobs::<T>::get(id).defensive() else { continue };
            let Some(assignment) = job.assignment().defensive() else { continue };
            let worker = assignment.worker.clone();
            if Self::end_attempt(id, job, worker, Outcome::Silent) {
                abandoned = abandoned.saturating_add(1);
            }
        }
        T::WeightInfo::expire(count).saturating_add(T::Handler::failed_weight().saturating_mul(abandoned))
    }
}
