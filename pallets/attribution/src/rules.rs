//! Economics and rules: what applies before governance sets any, and which can be set.

use crate::{
    types::{AttributionRules, DisputeRules},
    Config, DisputeTerms, Economics, Error, Event, Pallet, PreviousEconomics, Rules,
};
use alloc::vec::Vec;
use frame_support::{
    dispatch::DispatchResult,
    ensure,
    traits::fungible::{Inspect, Mutate},
};
use openledger_primitives::{split, PPM};
use polkadot_sdk::*;

/// Platform 5 %, worker 30 %, builder 20 %, data 45 %.
pub(crate) const ECONOMICS: split::Economics = split::Economics {
    platform: 50_000,
    worker: 300_000,
    builder: 200_000,
    stakers: 0,
    royalty_cap: 300_000,
    data: 450_000,
};

/// With blocks of two seconds: disputes for a day, closing in two.
pub(crate) const RULES: AttributionRules =
    AttributionRules { dispute_period: 43_200, close_delay: 86_400, bond_cover: 500_000, maximum_receipts: 10_000 };

/// With blocks of two seconds and 18 decimals: an OPEN to demand something, ten to have it computed again; six hours to
/// answer, twelve to compute. A lie costs the whole bond, half of which is the challenger's. After a month a batch is
/// reduced to what it owes.
pub(crate) const DISPUTES: DisputeRules = DisputeRules {
    demand_bond: 1_000_000_000_000_000_000,
    reexecution_bond: 10_000_000_000_000_000_000,
    reexecution_reward: 1_000_000_000_000_000_000,
    answer_period: 10_800,
    reexecution_period: 21_600,
    forfeit_to_worker: 500_000,
    slash: PPM,
    reward: 500_000,
    retention: 1_296_000,
};

/// Whether these could be set.
#[cfg(any(feature = "std", feature = "try-runtime", test))]
pub(crate) fn usable<T: Config>(
    economics: &split::Economics,
    rules: &AttributionRules,
    disputes: &DisputeRules,
) -> bool {
    Pallet::<T>::check_economics(economics).is_ok()
        && Pallet::<T>::check_rules(rules).is_ok()
        && Pallet::<T>::check_dispute_rules(disputes).is_ok()
}

impl<T: Config> Pallet<T> {
    /// Genesis: the first economics and rules, and the pot's existential deposit.
    pub(crate) fn begin(economics: split::Economics, rules: AttributionRules, disputes: DisputeRules) {
        assert!(Self::check_economics(&economics).is_ok(), "attribution economics in genesis");
        assert!(Self::check_rules(&rules).is_ok(), "attribution rules in genesis");
        assert!(Self::check_dispute_rules(&disputes).is_ok(), "attribution dispute rules in genesis");
        Economics::<T>::put(economics);
        Rules::<T>::put(rules);
        DisputeTerms::<T>::put(disputes);

        let (pot, deposit) = (Self::pot(), T::Currency::minimum_balance());
        if T::Currency::balance(&pot) < deposit {
            let endowed = T::Currency::mint_into(&pot, deposit);
            assert!(endowed.is_ok(), "the attribution pot cannot be endowed");
        }
    }

    /// Changes how income is divided. Batches sealed before are accepted for one closing delay more.
    pub fn do_set_economics(new: split::Economics) -> DispatchResult {
        Self::check_economics(&new)?;
        let old = Economics::<T>::get();
        let until = Self::now().saturating_add(Rules::<T>::get().close_delay);
        PreviousEconomics::<T>::put((old, until));
        Economics::<T>::put(new);
        Self::deposit_event(Event::EconomicsChanged { old, new });
        Ok(())
    }

    pub(crate) fn do_set_rules(new: AttributionRules) -> DispatchResult {
        Self::check_rules(&new)?;
        let old = Rules::<T>::get();
        Rules::<T>::put(new);
        Self::deposit_event(Event::RulesChanged { old, new });
        Ok(())
    }

    pub(crate) fn do_set_dispute_rules(new: DisputeRules) -> DispatchResult {
        Self::check_dispute_rules(&new)?;
        let old = DisputeTerms::<T>::get();
        DisputeTerms::<T>::put(new);
        Self::deposit_event(Event::DisputeRulesChanged { old, new });
        Ok(())
    }

    /// The economics a batch may be split by, the present ones first.
    pub(crate) fn accepted_economics() -> Vec<split::Economics> {
        let mut accepted = alloc::vec![Economics::<T>::get()];
        if let Some((previous, until)) = PreviousEconomics::<T>::get() {
            if Self::now() <= until {
                accepted.push(previous);
            }
        }
        accepted
    }

    fn check_economics(economics: &split::Economics) -> Result<(), Error<T>> {
        economics.check().map_err(|_| Error::<T>::SharesNotWhole)
    }

    fn check_rules(rules: &AttributionRules) -> Result<(), Error<T>> {
        let usable =
            rules.dispute_period > 0 && rules.close_delay > 0 && rules.bond_cover <= PPM && rules.maximum_receipts > 0;
        ensure!(usable, Error::<T>::RulesNotUsable);
        Ok(())
    }

    fn check_dispute_rules(rules: &DisputeRules) -> Result<(), Error<T>> {
        let periods = rules.answer_period > 0 && rules.reexecution_period > 0;
        let parts = [rules.forfeit_to_worker, rules.slash, rules.reward];
        ensure!(periods && parts.iter().all(|part| *part <= PPM), Error::<T>::DisputeRulesNotUsable);
        Ok(())
    }
}
