//! Keepers: workers that keep a pinned file, and show in every period that they have it.
//!
//! When a period begins, each keeper is drawn a leaf of the file. It answers with the leaf and its Merkle path and is
//! paid for the period. Whoever has not answered when the period ends loses a part of its bond, never less than two
//! periods' pay, and its place. So keeping a part of a file is worth less than keeping none: who keeps a share s of the
//! leaves earns s of the pay and loses twice the pay in 1 − s of the periods.
//!
//! A keeper may fetch the leaf from another when it is asked: this shows that the file can be had, not that it
//! lies on different disks.

use crate::{
    pins::{Keeper, PinId, PinOf, Task},
    traits,
    types::*,
    Config, Error, Event, Kept, Market, Pallet, Pins, SweptPin, WeightInfo, Workers,
};
use alloc::vec::Vec;
use codec::Encode;
use openledger_primitives::{merkle, Digest};
use polkadot_sdk::{
    frame_support::{
        ensure,
        traits::{ConstU32, Get, Randomness},
        weights::Weight,
        BoundedVec,
    },
    frame_system::pallet_prelude::BlockNumberFor,
    sp_runtime::{traits::Saturating, DispatchResult},
};

/// The longest leaf that is proved, in bytes: more than a fragment or a contribution's sketch takes.
pub type MaxLeaf = ConstU32<16_384>;
/// A Merkle path from a leaf to the root, nearest sibling first.
pub type Siblings = BoundedVec<Digest, ConstU32<{ merkle::MAX_DEPTH as u32 }>>;

/// What a challenge is drawn over.
const CHALLENGE: &[u8] = b"openledger/storage/1";

impl<T: Config> Pallet<T> {
    pub(crate) fn begin_keeping(account: T::AccountId, id: PinId) -> DispatchResult {
        let worker = Workers::<T>::get(&account).ok_or(Error::<T>::NotWorker)?;
        ensure!(worker.state == WorkerState::Active, Error::<T>::NotActive);
        let mut pin = Pins::<T>::get(id).ok_or(Error::<T>::PinUnknown)?;
        ensure!(pin.keepers.iter().all(|keeper| keeper.worker != account), Error::<T>::AlreadyKeeper);
        ensure!(pin.keepers.len() < usize::from(pin.copies), Error::<T>::EnoughKeepers);
        let keeper = Keeper { worker: account.clone(), task: Task::None };
        pin.keepers.try_push(keeper).map_err(|_| Error::<T>::EnoughKeepers)?;

        Pins::<T>::insert(id, pin);
        Kept::<T>::mutate(&account, |count| *count = Some(count.unwrap_or(0).saturating_add(1)));
        Self::deposit_event(Event::KeepingBegun { pin: id, worker: account });
        Ok(())
    }

    pub(crate) fn end_keeping(account: T::AccountId, id: PinId) -> DispatchResult {
        let mut pin = Pins::<T>::get(id).ok_or(Error::<T>::PinUnknown)?;
        let keeper = pin.keepers.iter().find(|keeper| keeper.worker == account).ok_or(Error::<T>::NotKeeper)?;
        ensure!(!matches!(keeper.task, Task::Prove(_)), Error::<T>::ProofDue);
        pin.keepers.retain(|keeper| keeper.worker != account);

        Pins::<T>::insert(id, pin);
        Self::note_kept_less(&account);
        Self::deposit_event(Event::KeepingEnded { pin: id, worker: account });
        Ok(())
    }

    pub(crate) fn take_proof(account: T::AccountId, id: PinId, leaf: &[u8], siblings: Siblings) -> DispatchResult {
        let mut pin = Pins::<T>::get(id).ok_or(Error::<T>::PinUnknown)?;
        let (root, count) = (pin.file.root, pin.file.leaves);
        let keeper = pin.keepers.iter_mut().find(|keeper| keeper.worker == account).ok_or(Error::<T>::NotKeeper)?;
        let Task::Prove(index) = keeper.task else { return Err(Error::<T>::NothingToProve.into()) };
        let proof = merkle::Proof { index, count, siblings: siblings.into_inner() };
        ensure!(merkle::verify(&root, &merkle::leaf(leaf), &proof), Error::<T>::BadStorageProof);
        keeper.task = Task::Done;
        Self::pay_keeper(&mut pin, &account)?;

        let paid = pin.pay;
        Pins::<T>::insert(id, pin);
        Self::deposit_event(Event::StorageProven { pin: id, worker: account, paid });
        Ok(())
    }

    /// Looks at the next pins and ends their periods when it is time.
    pub(crate) fn turn_periods(now: BlockNumberFor<T>) -> Weight {
        let limit = T::MaxPinsPerBlock::get();
        let after = SweptPin::<T>::get();
        let keys = match after {
            Some(last) => Pins::<T>::iter_keys_from(Pins::<T>::hashed_key_for(last)),
            None => Pins::<T>::iter_keys(),
        };
        let seen: Vec<PinId> = keys.take(limit as usize).collect();
        let last = if seen.len() < limit as usize { None } else { seen.last().copied() };
        if last != after {
            SweptPin::<T>::set(last);
        }
        for id in &seen {
            if let Some(pin) = Pins::<T>::get(id).filter(|pin| pin.ends <= now) {
                Self::turn_period(*id, pin, now);
            }
        }
        T::WeightInfo::turn_periods(seen.len() as u32)
    }

    /// Ends a period: whoever did not prove loses its place, and the others are asked for another leaf.
    fn turn_period(id: PinId, mut pin: PinOf<T>, now: BlockNumberFor<T>) {
        let rules = Market::<T>::get();
        for keeper in pin.keepers.iter().filter(|keeper| matches!(keeper.task, Task::Prove(_))) {
            // No more is taken than there is, so it does not matter where this sum ends.
            let least = pin.pay.saturating_add(pin.pay);
            let loss = Self::part_of_bond(&keeper.worker, rules.miss_slash).max(least);
            let lost = <Self as traits::Workers<_, _>>::slash(&keeper.worker, loss);
            Self::note_kept_less(&keeper.worker);
            Self::deposit_event(Event::KeeperMissed { pin: id, worker: keeper.worker.clone(), lost });
        }
        pin.keepers.retain(|keeper| !matches!(keeper.task, Task::Prove(_)));
        pin.periods = pin.periods.saturating_sub(1);
        if pin.periods == 0 {
            return Self::end_pin(id, pin);
        }
        pin.ends = now.saturating_add(rules.storage_period);
        let (ends, leaves) = (pin.ends, pin.file.leaves);
        for keeper in pin.keepers.iter_mut() {
            let subject = (CHALLENGE, id, ends, &keeper.worker).encode();
            let drawn = crate::assignment::random_number(T::Randomness::random(&subject).0.as_ref());
            // The remainder is below a number of 64 bits. A pin without leaves there is not.
            keeper.task = Task::Prove(drawn.checked_rem(leaves.into()).unwrap_or(0) as u64);
        }
        Pins::<T>::insert(id, pin);
    }
}
