//! Motions: whoever has data in a datanet has a vote in it, weighted by fragments.
//!
//! One motion runs at a time. What an account's vote weighs is frozen when the motion is moved: data that comes later
//! counts nothing, and data that goes counted once and cannot count again under another name.

use crate::{pallet::*, Change, ChangeOf, DatanetState, Holding, Motion, MOTION_SUPPORT};
use openledger_primitives::{DatanetId, PPM};
use polkadot_sdk::{
    frame_support::{
        ensure,
        pallet_prelude::DispatchResult,
        storage::with_storage_layer,
        traits::{fungible::MutateHold, Get},
    },
    frame_system,
    sp_runtime::{
        traits::{Saturating, Zero},
        ArithmeticError,
    },
};

impl<T: Config> Pallet<T> {
    /// Counts fragments that an account has more, or less, in a datanet.
    pub(crate) fn change_holding(datanet: DatanetId, who: &T::AccountId, fragments: u32, more: bool) -> DispatchResult {
        let running = Motions::<T>::get(datanet).map(|motion| motion.number);
        Holdings::<T>::try_mutate_exists(datanet, who, |stored| {
            let mut holding = stored.take().unwrap_or_default();
            if let Some(number) = running.filter(|number| *number != holding.frozen_for) {
                (holding.frozen, holding.frozen_for) = (holding.fragments, number);
            }
            let fragments = u64::from(fragments);
            holding.fragments = match more {
                true => holding.fragments.checked_add(fragments).ok_or(ArithmeticError::Overflow)?,
                false => holding.fragments.checked_sub(fragments).ok_or(ArithmeticError::Underflow)?,
            };
            *stored = (holding.fragments > 0).then_some(holding);
            Ok(())
        })
    }

    /// Fragments an account had in a datanet when a motion was moved.
    fn weight_at(holding: &Holding, motion: u32) -> u64 {
        if holding.frozen_for == motion {
            holding.frozen
        } else {
            holding.fragments
        }
    }

    pub(crate) fn do_open_motion(who: T::AccountId, datanet: DatanetId, change: ChangeOf<T>) -> DispatchResult {
        Datanets::<T>::get(datanet).ok_or(Error::<T>::UnknownDatanet)?;
        ensure!(!Motions::<T>::contains_key(datanet), Error::<T>::MotionRuns);
        ensure!(Holdings::<T>::get(datanet, &who).fragments > 0, Error::<T>::NoHolding);
        let number = MotionCount::<T>::get(datanet).checked_add(1).ok_or(Error::<T>::CounterOverflow)?;
        let deposit = T::MotionDeposit::get();
        T::Currency::hold(&HoldReason::MotionDeposit.into(), &who, deposit)?;

        let (accepted, removed) = (Accepted::<T>::get(datanet), Removed::<T>::get(datanet));
        let total = accepted.fragments.checked_sub(removed.fragments).ok_or(ArithmeticError::Underflow)?;
        let ends = frame_system::Pallet::<T>::block_number().saturating_add(T::MotionPeriod::get());
        MotionCount::<T>::insert(datanet, number);
        let motion = Motion { number, by: who, deposit, change: change.clone(), ends, total, ayes: 0, nays: 0 };
        Motions::<T>::insert(datanet, motion);
        Self::deposit_event(Event::MotionOpened { datanet, motion: number, change, total, ends });
        Ok(())
    }

    pub(crate) fn do_vote_on_motion(who: T::AccountId, datanet: DatanetId, number: u32, aye: bool) -> DispatchResult {
        let mut motion =
            Motions::<T>::get(datanet).filter(|motion| motion.number == number).ok_or(Error::<T>::NoMotion)?;
        ensure!(frame_system::Pallet::<T>::block_number() < motion.ends, Error::<T>::MotionOver);
        let mut holding = Holdings::<T>::get(datanet, &who);
        ensure!(holding.voted != number, Error::<T>::MotionVotedBefore);
        let weight = Self::weight_at(&holding, number);
        ensure!(weight > 0, Error::<T>::NoHolding);

        let side = if aye { &mut motion.ayes } else { &mut motion.nays };
        *side = side.checked_add(weight).ok_or(Error::<T>::CounterOverflow)?;
        holding.voted = number;
        Holdings::<T>::insert(datanet, &who, holding);
        Motions::<T>::insert(datanet, motion);
        Self::deposit_event(Event::MotionVoted { datanet, motion: number, who, aye, weight });
        Ok(())
    }

    pub(crate) fn do_conclude_motion(datanet: DatanetId) -> DispatchResult {
        let motion = Motions::<T>::get(datanet).ok_or(Error::<T>::NoMotion)?;
        ensure!(frame_system::Pallet::<T>::block_number() >= motion.ends, Error::<T>::MotionGoesOn);
        Motions::<T>::remove(datanet);
        let (ayes, total) = (u128::from(motion.ayes), u128::from(motion.total));
        // Products of numbers of 64 bits and 20: far within 128 bits.
        let carried = ayes.saturating_mul(2) > total;
        let supported = ayes.saturating_mul(PPM.into()) >= total.saturating_mul(MOTION_SUPPORT.into());
        let released = if supported {
            Self::release(HoldReason::MotionDeposit, &motion.by, motion.deposit)
        } else {
            Self::forfeit(HoldReason::MotionDeposit, &motion.by, motion.deposit);
            Zero::zero()
        };
        let outcome = if carried { with_storage_layer(|| Self::carry_out(datanet, motion.change)) } else { Ok(()) };
        let error = outcome.err();
        Self::deposit_event(Event::MotionConcluded { datanet, motion: motion.number, carried, error, released });
        Ok(())
    }

    fn carry_out(id: DatanetId, change: ChangeOf<T>) -> DispatchResult {
        let mut datanet = Datanets::<T>::get(id).ok_or(Error::<T>::UnknownDatanet)?;
        match change {
            Change::Rules(rules) => Self::change_rules(id, datanet, rules),
            Change::Close => Self::close(id, datanet),
            Change::Owner(to) => {
                Self::offer(id, Some(to), true);
                Ok(())
            }
            Change::Licences(more) => {
                ensure!(datanet.state == DatanetState::Open, Error::<T>::DatanetIsClosed);
                for licence in more {
                    Self::ensure_admitted(licence)?;
                    ensure!(!datanet.licences.contains(&licence), Error::<T>::LicenceRepeated { licence });
                    datanet.licences.try_push(licence).map_err(|_| Error::<T>::TooManyLicences)?;
                }
                let licences = datanet.licences.clone();
                Datanets::<T>::insert(id, datanet);
                Self::deposit_event(Event::LicencesChanged { datanet: id, licences });
                Ok(())
            }
        }
    }
}
