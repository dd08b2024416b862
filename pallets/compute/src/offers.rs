//! What a worker does and for how much: kinds of job, numeric classes, and the least it works for.
//!
//! A worker that says nothing does every kind of job in class `cpu-exact` for what is paid. A job is drawn only among
//! those whose offer fits it. An offer that proves untrue costs: see [`crate::declined`].

use crate::{types::*, BalanceOf, Config, Error, Event, Offers, Pallet, Workers};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{job::JobKind, recipe::NumericClass};
use polkadot_sdk::{frame_support::ensure, sp_runtime::DispatchResult};
use scale_info::TypeInfo;

/// Kinds of job, as a set: bit n is the kind with index n in [`JobKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Kinds(pub u8);

impl Kinds {
    /// Every kind there is.
    pub const ALL: Kinds = Kinds(0b111_1111);

    /// The set of this one kind, whatever it is about.
    pub const fn only(kind: &JobKind) -> Self {
        Self(match kind {
            JobKind::Check(_) => 1,
            JobKind::Curate(_) => 1 << 1,
            JobKind::Train(_) => 1 << 2,
            JobKind::Evaluate(_) => 1 << 3,
            JobKind::Merge(_) => 1 << 4,
            JobKind::Reproduce(_) => 1 << 5,
            JobKind::Reexecute(_) => 1 << 6,
        })
    }

    /// Whether this kind is in the set.
    pub const fn contains(self, kind: &JobKind) -> bool {
        self.0 & Self::only(kind).0 != 0
    }

    /// The set without this kind.
    pub const fn without(self, kind: &JobKind) -> Self {
        Self(self.0 & !Self::only(kind).0)
    }
}

/// Numeric classes, as a set: bit n is the class with index n in [`NumericClass`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Classes(pub u8);

impl Classes {
    /// Every class there is.
    pub const ALL: Classes = Classes(0b11);

    /// The set of this one class.
    pub const fn only(class: NumericClass) -> Self {
        Self(match class {
            NumericClass::CpuExact => 1,
            NumericClass::CudaTolerant => 1 << 1,
        })
    }

    /// Whether this class is in the set.
    pub const fn contains(self, class: NumericClass) -> bool {
        self.0 & Self::only(class).0 != 0
    }
}

/// What a worker does and for how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Offer<Balance> {
    /// The kinds of job it does; none at all is a pause.
    pub kinds: Kinds,
    /// The numeric classes it works in.
    pub classes: Classes,
    /// The least it takes for a light job; without one it takes what is paid.
    pub light_price: Option<Balance>,
    /// The same for a heavy job.
    pub heavy_price: Option<Balance>,
}

impl<Balance> Default for Offer<Balance> {
    /// What a worker does that says nothing: everything, on a CPU, for what is paid.
    fn default() -> Self {
        let classes = Classes::only(NumericClass::CpuExact);
        Self { kinds: Kinds::ALL, classes, light_price: None, heavy_price: None }
    }
}

impl<Balance: Copy + Ord> Offer<Balance> {
    /// The least it takes for a job of this class, if it has said so.
    pub fn price(&self, class: JobClass) -> Option<Balance> {
        match class {
            JobClass::Light => self.light_price,
            JobClass::Heavy => self.heavy_price,
        }
    }

    /// What it is paid for a job with this budget; `None` when it asks for more.
    ///
    /// Making something is paid by the worker's price, so that a worker can underbid. Judging is paid as posted: a
    /// judge should not be drawn for being cheap.
    pub fn pay(&self, kind: &JobKind, budget: Balance) -> Option<Balance> {
        match self.price(JobClass::of(kind)) {
            Some(price) if price > budget => None,
            Some(price) if is_making(kind) => Some(price),
            _ => Some(budget),
        }
    }
}

/// Whether a job makes something, which others can check, rather than judges what others made.
pub const fn is_making(kind: &JobKind) -> bool {
    matches!(kind, JobKind::Train(_) | JobKind::Merge(_))
}

impl<T: Config> Pallet<T> {
    pub(crate) fn change_capabilities(account: T::AccountId, kinds: Kinds, classes: Classes) -> DispatchResult {
        ensure!(Workers::<T>::contains_key(&account), Error::<T>::NotWorker);
        let known = kinds.0 & !Kinds::ALL.0 == 0 && classes.0 & !Classes::ALL.0 == 0;
        ensure!(known, Error::<T>::UnknownCapability);
        let offer = Offer { kinds, classes, ..Offers::<T>::get(&account) };
        Self::write_offer(&account, offer);
        Self::deposit_event(Event::CapabilitiesChanged { worker: account, kinds, classes });
        Ok(())
    }

    pub(crate) fn change_price(account: T::AccountId, class: JobClass, price: Option<BalanceOf<T>>) -> DispatchResult {
        ensure!(Workers::<T>::contains_key(&account), Error::<T>::NotWorker);
        let mut offer = Offers::<T>::get(&account);
        match class {
            JobClass::Light => offer.light_price = price,
            JobClass::Heavy => offer.heavy_price = price,
        }
        Self::write_offer(&account, offer);
        Self::deposit_event(Event::PriceChanged { worker: account, class, price });
        Ok(())
    }

    /// Takes a kind of job out of a worker's offer, until it offers it again.
    pub(crate) fn lose_capability(account: &T::AccountId, kind: &JobKind) {
        let offer = Offers::<T>::get(account);
        if offer.kinds.contains(kind) {
            let (kinds, classes) = (offer.kinds.without(kind), offer.classes);
            Self::write_offer(account, Offer { kinds, ..offer });
            Self::deposit_event(Event::CapabilitiesChanged { worker: account.clone(), kinds, classes });
        }
    }

    /// Stores an offer, and nothing where it says what silence says.
    fn write_offer(account: &T::AccountId, offer: OfferOf<T>) {
        if offer == Offer::default() {
            Offers::<T>::remove(account);
        } else {
            Offers::<T>::insert(account, offer);
        }
    }
}
