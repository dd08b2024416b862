//! Workers and their bonds: registering, topping up, losing, leaving.

use crate::{
    crypto::registration_hash, traits, types::*, ActiveWorkers, Assignments, BalanceOf, Config, Error, Event,
    HoldReason, Kept, Offers, Pallet, Rules, Unbonding, WorkerOfKey, Workers,
};
use openledger_primitives::{Ppm, PPM};
use polkadot_sdk::{
    frame_support::{
        ensure,
        traits::{
            fungible::{InspectHold, MutateHold},
            tokens::{Fortitude, Precision, Restriction},
            DefensiveSaturating, Get,
        },
    },
    frame_system,
    sp_core::sr25519,
    sp_io::crypto::sr25519_verify,
    sp_runtime::{
        traits::{CheckedAdd, Saturating, Zero},
        ArithmeticError, DispatchResult, Perbill, SaturatedConversion,
    },
};
use traits::Liabilities;

/// The part of a bond that is lost, rounded down: in the worker's favour.
pub fn slash_down<Balance>(bond: Balance, part: Ppm) -> Balance
where
    Balance: polkadot_sdk::sp_runtime::traits::AtLeast32BitUnsigned + Copy,
{
    Perbill::from_rational(part, PPM).mul_floor(bond)
}

/// What a worker lost, and how much of it came to the account it was for.
pub(crate) struct Taken<T: Config> {
    pub(crate) taken: BalanceOf<T>,
    pub(crate) received: BalanceOf<T>,
}

impl<T: Config> Taken<T> {
    fn nothing() -> Self {
        Self { taken: Zero::zero(), received: Zero::zero() }
    }
}

impl<T: Config> Pallet<T> {
    pub(crate) fn register(
        account: T::AccountId,
        session_key: sr25519::Public,
        endpoint: Endpoint,
        bond: BalanceOf<T>,
        proof: sr25519::Signature,
    ) -> DispatchResult {
        ensure!(!Workers::<T>::contains_key(&account), Error::<T>::AlreadyWorker);
        ensure!(!WorkerOfKey::<T>::contains_key(session_key), Error::<T>::KeyTaken);
        ensure!(is_address(&endpoint), Error::<T>::BadEndpoint);
        ensure!(bond >= Rules::<T>::get().minimum_bond, Error::<T>::BondTooSmall);
        let claim = registration_hash(Self::genesis(), &account);
        ensure!(sr25519_verify(&proof, &claim, &session_key), Error::<T>::BadProof);
        Self::activate(&account)?;
        T::Currency::hold(&HoldReason::WorkerBond.into(), &account, bond)?;

        let worker = Worker { session_key, bond, endpoint, busy: 0, heavy: 0, state: WorkerState::Active };
        Workers::<T>::insert(&account, worker);
        WorkerOfKey::<T>::insert(session_key, &account);
        Self::deposit_event(Event::WorkerRegistered { worker: account, session_key, bond });
        Ok(())
    }

    pub(crate) fn add_bond(account: T::AccountId, added: BalanceOf<T>) -> DispatchResult {
        let mut worker = Workers::<T>::get(&account).ok_or(Error::<T>::NotWorker)?;
        ensure!(!matches!(worker.state, WorkerState::Leaving(_)), Error::<T>::IsLeaving);
        ensure!(!added.is_zero(), Error::<T>::NothingAdded);
        T::Currency::hold(&HoldReason::WorkerBond.into(), &account, added)?;
        worker.bond = worker.bond.checked_add(&added).ok_or(ArithmeticError::Overflow)?;
        let bond = worker.bond;
        let reinstated = worker.state == WorkerState::Suspended && bond >= Rules::<T>::get().minimum_bond;
        if reinstated {
            Self::activate(&account)?;
            worker.state = WorkerState::Active;
        }

        Workers::<T>::insert(&account, worker);
        Self::deposit_event(Event::BondIncreased { worker: account.clone(), added, bond });
        if reinstated {
            Self::deposit_event(Event::WorkerReinstated { worker: account });
        }
        Ok(())
    }

    pub(crate) fn begin_leaving(account: T::AccountId) -> DispatchResult {
        let mut worker = Workers::<T>::get(&account).ok_or(Error::<T>::NotWorker)?;
        ensure!(!matches!(worker.state, WorkerState::Leaving(_)), Error::<T>::IsLeaving);
        let now = frame_system::Pallet::<T>::block_number();
        let until = now.saturating_add(Rules::<T>::get().leaving_period);
        worker.state = WorkerState::Leaving(until);

        Self::deactivate(&account);
        Workers::<T>::insert(&account, worker);
        Self::deposit_event(Event::WorkerLeaving { worker: account, until });
        Ok(())
    }

    pub(crate) fn finish_leaving(account: T::AccountId) -> DispatchResult {
        let worker = Workers::<T>::get(&account).ok_or(Error::<T>::NotWorker)?;
        let WorkerState::Leaving(until) = worker.state else {
            return Err(Error::<T>::NotLeaving.into());
        };
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(now >= until, Error::<T>::LeavingPeriodNotOver);
        ensure!(worker.busy == 0, Error::<T>::HasJobs);
        ensure!(!Kept::<T>::contains_key(&account), Error::<T>::KeepsFiles);
        ensure!(!T::Liabilities::has_any(&account), Error::<T>::HasLiabilities);
        let amount = T::Currency::release_all(&HoldReason::WorkerBond.into(), &account, Precision::Exact)?;

        Workers::<T>::remove(&account);
        WorkerOfKey::<T>::remove(worker.session_key);
        Assignments::<T>::remove(&account);
        Unbonding::<T>::remove(&account);
        Offers::<T>::remove(&account);
        Self::deposit_event(Event::BondWithdrawn { worker: account, amount });
        Ok(())
    }

    pub(crate) fn change_endpoint(account: T::AccountId, endpoint: Endpoint) -> DispatchResult {
        let mut worker = Workers::<T>::get(&account).ok_or(Error::<T>::NotWorker)?;
        ensure!(is_address(&endpoint), Error::<T>::BadEndpoint);
        worker.endpoint = endpoint.clone();
        Workers::<T>::insert(&account, worker);
        Self::deposit_event(Event::EndpointChanged { worker: account, endpoint });
        Ok(())
    }

    /// Takes up to `amount` of what unbonds, and of the bond when that is not enough. A worker left with less than half
    /// of the minimum is suspended.
    pub(crate) fn take_bond(account: &T::AccountId, amount: BalanceOf<T>, to: &T::AccountId) -> Taken<T> {
        let Some(mut worker) = Workers::<T>::get(account) else { return Taken::nothing() };
        let unbonding = Self::unbonding_of(account);
        let moved = Self::move_held_bond(account, amount.min(worker.bond.defensive_saturating_add(unbonding)), to);
        let first = moved.taken.min(unbonding);
        Self::reduce_unbonding(account, first);
        worker.bond = worker.bond.defensive_saturating_sub(moved.taken.defensive_saturating_sub(first));
        let half = Perbill::from_percent(50).mul_ceil(Rules::<T>::get().minimum_bond);
        let suspended = worker.state == WorkerState::Active && worker.bond < half;
        if suspended {
            worker.state = WorkerState::Suspended;
            Self::deactivate(account);
            Self::deposit_event(Event::WorkerSuspended { worker: account.clone(), bond: worker.bond });
        }
        Workers::<T>::insert(account, worker);
        moved
    }

    /// Moves held bond to `to`; when that is the worker itself or cannot receive it, to the slash destination; when
    /// that cannot either, it is burnt.
    fn move_held_bond(account: &T::AccountId, amount: BalanceOf<T>, to: &T::AccountId) -> Taken<T> {
        let reason = HoldReason::WorkerBond.into();
        let transfer = |to: &T::AccountId| {
            T::Currency::transfer_on_hold(
                &reason,
                account,
                to,
                amount,
                Precision::BestEffort,
                Restriction::Free,
                Fortitude::Force,
            )
        };
        if to != account {
            if let Ok(taken) = transfer(to) {
                return Taken { taken, received: taken };
            }
        }
        let taken = transfer(&T::SlashDestination::get())
            .or_else(|_| T::Currency::burn_held(&reason, account, amount, Precision::BestEffort, Fortitude::Force))
            .unwrap_or_default();
        Taken { taken, received: Zero::zero() }
    }

    /// What a part of its bond is for a worker that loses one, rounded down. What unbonds counts: nobody escapes a loss
    /// by unbonding when he sees it coming.
    pub(crate) fn part_of_bond(account: &T::AccountId, part: Ppm) -> BalanceOf<T> {
        let bond = <Self as traits::Workers<_, _>>::bond(account);
        slash_down(bond.defensive_saturating_add(Self::unbonding_of(account)), part)
    }

    fn punish(worker: &T::AccountId, amount: BalanceOf<T>, to: &T::AccountId) -> Taken<T> {
        let moved = Self::take_bond(worker, amount, to);
        let bond = <Self as traits::Workers<_, _>>::bond(worker);
        Self::deposit_event(Event::WorkerSlashed { worker: worker.clone(), slashed: moved.taken, bond });
        moved
    }

    fn activate(account: &T::AccountId) -> DispatchResult {
        ActiveWorkers::<T>::try_append(account.clone()).map_err(|()| Error::<T>::TooManyWorkers.into())
    }

    fn deactivate(account: &T::AccountId) {
        ActiveWorkers::<T>::mutate(|active| active.retain(|other| other != account));
    }

    /// What a worker has on hold, as the currency knows it.
    pub fn held_bond(account: &T::AccountId) -> BalanceOf<T> {
        T::Currency::balance_on_hold(&HoldReason::WorkerBond.into(), account)
    }

    /// A worker's chance to be drawn: its bond, and at least one.
    pub(crate) fn chance(worker: &WorkerOf<T>) -> u128 {
        worker.bond.saturated_into::<u128>().max(1)
    }
}

/// Whether people could paste it into a client: `http://` or `https://`, printable, no spaces.
fn is_address(endpoint: &[u8]) -> bool {
    let host = endpoint.strip_prefix(b"http://").or_else(|| endpoint.strip_prefix(b"https://"));
    host.is_some_and(|host| !host.is_empty() && host.iter().all(u8::is_ascii_graphic))
}

impl<T: Config> traits::Workers<T::AccountId, BalanceOf<T>> for Pallet<T> {
    fn session_key(worker: &T::AccountId) -> Option<sr25519::Public> {
        Workers::<T>::get(worker).map(|worker| worker.session_key)
    }

    fn bond(worker: &T::AccountId) -> BalanceOf<T> {
        Workers::<T>::get(worker).map(|worker| worker.bond).unwrap_or_default()
    }

    fn slash(worker: &T::AccountId, amount: BalanceOf<T>) -> BalanceOf<T> {
        Self::punish(worker, amount, &T::SlashDestination::get()).taken
    }

    fn slash_to(worker: &T::AccountId, amount: BalanceOf<T>, beneficiary: &T::AccountId) -> BalanceOf<T> {
        Self::punish(worker, amount, beneficiary).received
    }
}
