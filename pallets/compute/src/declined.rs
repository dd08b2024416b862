//! What a worker pays for a job that it gave up, or answered wrongly, and that another then did.
//!
//! Giving up is free as long as nobody shows that the job could be done: content may be gone, and a requester can
//! ask for what no worker can do. Once another has done it, everybody who gave it up pays a little, and whoever called
//! it unsupported is not asked for such jobs again until it offers them anew. So nobody gains by giving up whatever
//! pays badly, and nobody loses for a job that was impossible.

use crate::{traits, types::*, Config, Declined, Market, Pallet};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::JobId;
use polkadot_sdk::{
    frame_support::{traits::ConstU32, BoundedVec},
    sp_runtime::traits::Zero,
};
use scale_info::TypeInfo;

/// The most workers that pay for one job they declined. Attempts beyond are few: rules allow a handful.
pub type MaxDecliners = ConstU32<4>;

/// A worker that did not do a job it was assigned.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Decliner<AccountId> {
    /// The worker.
    pub worker: AccountId,
    /// Whether it said that it does not do such jobs.
    pub unsupported: bool,
}

/// Everybody who declined a job, once each.
pub type DeclinersOf<T> = BoundedVec<Decliner<<T as polkadot_sdk::frame_system::Config>::AccountId>, MaxDecliners>;

impl<T: Config> Pallet<T> {
    /// Remembers that a worker declined a job.
    pub(crate) fn note_declined(id: JobId, worker: &T::AccountId, unsupported: bool) {
        Declined::<T>::mutate(id, |all| match all.iter_mut().find(|one| one.worker == *worker) {
            Some(one) => one.unsupported |= unsupported,
            None => drop(all.try_push(Decliner { worker: worker.clone(), unsupported })),
        });
    }

    /// Another did the job: whoever declined it pays, and the pay goes where slashes go.
    pub(crate) fn charge_decliners(id: JobId, job: &JobOf<T>, finisher: &T::AccountId) {
        let part = Market::<T>::get().decline_slash;
        for Decliner { worker, unsupported } in Declined::<T>::take(id) {
            if worker == *finisher {
                continue;
            }
            let fee = Self::part_of_bond(&worker, part);
            if !fee.is_zero() {
                <Self as traits::Workers<_, _>>::slash(&worker, fee);
            }
            if unsupported {
                Self::lose_capability(&worker, &job.kind);
            }
        }
    }
}
