//! Curators: their bonds, and the reputation that makes a voice heavier.

use crate::{pallet::*, BalanceOf, Curator, Standing};
use openledger_primitives::vote;
use polkadot_sdk::{
    frame_support::{
        ensure,
        pallet_prelude::DispatchResult,
        traits::{
            fungible::{BalancedHold, MutateHold},
            DefensiveSaturating, Imbalance, OnUnbalanced,
        },
    },
    frame_system,
    sp_runtime::traits::{SaturatedConversion, Saturating},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_bond_curator(account: T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
        let mut curator = Curators::<T>::get(&account)
            .unwrap_or(Curator { bond: Default::default(), busy_until: Default::default() });
        let bond = curator.bond.checked_add(amount).ok_or(Error::<T>::BondOverflow)?;
        ensure!(bond >= Standard::<T>::get().minimum_curator_bond, Error::<T>::BondTooLow);
        T::Currency::hold(&HoldReason::CuratorBond.into(), &account, amount)?;

        curator.bond = bond;
        Curators::<T>::insert(&account, curator);
        Self::deposit_event(Event::CuratorBonded { curator: account, added: amount, bond });
        Ok(())
    }

    pub(crate) fn do_unbond_curator(account: T::AccountId) -> DispatchResult {
        let curator = Curators::<T>::get(&account).ok_or(Error::<T>::NotCurator)?;
        ensure!(Standings::<T>::get(&account).engaged == 0, Error::<T>::VotingUnfinished);

        let released = Self::release(HoldReason::CuratorBond, &account, curator.bond);
        Curators::<T>::remove(&account);
        Standings::<T>::remove(&account);
        Self::deposit_event(Event::CuratorUnbonded { curator: account, released });
        Ok(())
    }

    /// Reputation now. It decays while nothing is judged.
    pub(crate) fn reputation_of(curator: &T::AccountId) -> u8 {
        Self::reputation_in(&Standings::<T>::get(curator))
    }

    fn reputation_in(standing: &Standing<polkadot_sdk::frame_system::pallet_prelude::BlockNumberFor<T>>) -> u8 {
        let now = frame_system::Pallet::<T>::block_number();
        let elapsed: u64 = now.saturating_sub(standing.since).saturated_into();
        vote::decayed(standing.reputation, elapsed, Standard::<T>::get().reputation_half_life)
    }

    /// Notes that a curator's vote waits for a decision; the bond stays until then.
    pub(crate) fn engage(curator: &T::AccountId) {
        Standings::<T>::mutate(curator, |standing| standing.engaged = standing.engaged.saturating_add(1));
    }

    /// Notes that a curator's vote was decided upon, and whether it was near; `None` where nothing can be said.
    pub(crate) fn disengage(curator: &T::AccountId, near: Option<bool>) {
        Standings::<T>::mutate_exists(curator, |stored| {
            let mut standing = stored.take().unwrap_or_default();
            standing.engaged = standing.engaged.saturating_sub(1);
            if let Some(near) = near {
                standing.reputation = vote::judged(Self::reputation_in(&standing), near);
                standing.since = frame_system::Pallet::<T>::block_number();
            }
            *stored = (standing.engaged > 0 || standing.reputation > 0).then_some(standing);
        });
    }

    /// Takes a share of a curator's bond; returns what was lost. Never all of it: standards allow half.
    pub(crate) fn slash_curator(curator: &T::AccountId, loss: openledger_primitives::Ppm) -> BalanceOf<T> {
        let Some(mut bonded) = Curators::<T>::get(curator) else { return Default::default() };
        let (credit, _) = T::Currency::slash(&HoldReason::CuratorBond.into(), curator, vote::slash(bonded.bond, loss));
        let slashed = credit.peek();
        T::Slash::on_unbalanced(credit);
        bonded.bond = bonded.bond.defensive_saturating_sub(slashed);
        Curators::<T>::insert(curator, bonded);
        slashed
    }
}
