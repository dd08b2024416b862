//! Data pools: what descendants pay to a version's contributors, and how contributors take it.
//!
//! A deposit is shared in one of two ways, whichever holds when it comes:
//!
//! - **by credit**, once any of the version's credits have matured. The number of credits grows, so an index
//!   grows with each deposit by deposit / credits, in 2^-64 planck. A credit line earns credits · (index now −
//!   index when its batch matured), whenever it is claimed: who claims early takes nothing from who claims late.
//!   What a division leaves over is carried into the next deposit, what a payment leaves over into the
//!   contribution's next payment;
//! - **by weight** in the version's snapshots, until then. Weights never change, so a contribution is entitled to
//!   ⌊all deposits by weight · its weight / sum of weights⌋ and takes what it has not taken.
//!
//! Nothing is lost in either way. When everybody has taken everything, less than one planck per contribution
//! stays in the pool, besides what a single deposit could not be divided into: less than credits / 2^64 planck.

use crate::{Catalogue, Config, Credits, DataPools, Error, Event, Pallet, SnapshotId, VersionTerms, WeightPulled};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{dispatch::DispatchResult, ensure};
use openledger_primitives::{split::mul_div_down, Amount, ContributionId, VersionId};
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_core::U256;

/// Binary digits of the index behind the point.
const FRACTION_BITS: usize = 64;

/// What descendants paid to a version's contributors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct DataPool {
    /// Deposits shared by weight.
    pub by_weight: Amount,
    /// Of those, taken.
    pub by_weight_taken: Amount,
    /// Deposits shared by credit.
    pub by_credit: Amount,
    /// Of those, taken.
    pub by_credit_taken: Amount,
    /// All credits of the version that have matured, claimed or not.
    pub credits: Amount,
    /// What one credit has earned since the beginning, in 2^-64 planck.
    pub index: U256,
    /// Left over by the index's last division, in 2^-64 planck; below `credits` then.
    pub carry: Amount,
}

/// A contribution's claimed credits in a version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CreditPosition {
    /// Planck that receipts owed it: its claimed credit lines.
    pub credits: Amount,
    /// The pool's index up to which it has been paid.
    pub index: U256,
    /// What that payment left over, in 2^-64 planck.
    pub fraction: u64,
}

impl DataPool {
    /// Adds a deposit, shared by credit when there are credits and by weight otherwise.
    pub fn deposit(&mut self, amount: Amount) -> Option<()> {
        if self.credits == 0 {
            self.by_weight = self.by_weight.checked_add(amount)?;
            return Some(());
        }
        // At most 2^192 + 2^128.
        let parts = (U256::from(amount) << FRACTION_BITS).checked_add(self.carry.into())?;
        let (growth, carry) = parts.div_mod(self.credits.into());
        self.index = self.index.checked_add(growth)?;
        self.carry = carry.try_into().ok()?;
        self.by_credit = self.by_credit.checked_add(amount)?;
        Some(())
    }

    /// Adds matured credits; returns the index from which on they earn.
    pub fn add_credits(&mut self, credits: Amount) -> Option<U256> {
        self.credits = self.credits.checked_add(credits)?;
        Some(self.index)
    }
}

impl CreditPosition {
    /// Pays the position up to `index`; returns the planck.
    pub fn pay_down(&mut self, index: U256) -> Option<Amount> {
        let earned = U256::from(self.credits).checked_mul(index.checked_sub(self.index)?)?;
        self.index = index;
        self.book_down(earned)
    }

    /// Adds credits that earn since `since` to a position paid up to now; returns the planck they earned.
    pub fn add_down(&mut self, credits: Amount, since: U256) -> Option<Amount> {
        let earned = U256::from(credits).checked_mul(self.index.checked_sub(since)?)?;
        self.credits = self.credits.checked_add(credits)?;
        self.book_down(earned)
    }

    /// Whole planck of what was earned and the fraction kept so far; keeps the new fraction.
    fn book_down(&mut self, earned: U256) -> Option<Amount> {
        let earned = earned.checked_add(self.fraction.into())?;
        self.fraction = earned.low_u64();
        (earned >> FRACTION_BITS).try_into().ok()
    }
}

impl<T: Config> Pallet<T> {
    /// Sum of the weights in a version's snapshots.
    pub(crate) fn weight_of(terms: &VersionTerms<T::AccountId>) -> u128 {
        terms.snapshots.iter().map(|snapshot| u128::from(T::Catalogue::total(*snapshot))).sum()
    }

    /// What a contribution may take of the deposits shared by weight.
    pub(crate) fn owed_by_weight(
        version: VersionId,
        snapshot: SnapshotId,
        contribution: ContributionId,
    ) -> Result<Amount, Error<T>> {
        let terms = T::Catalogue::terms(version).ok_or(Error::<T>::UnknownVersion)?;
        ensure!(terms.snapshots.contains(&snapshot), Error::<T>::AnotherSnapshot);
        let pool = DataPools::<T>::get(version);
        let weight = T::Catalogue::weight(snapshot, contribution).unwrap_or(0);
        if weight == 0 || pool.by_weight == 0 {
            return Ok(0);
        }
        let entitled =
            mul_div_down(pool.by_weight, weight.into(), Self::weight_of(&terms)).ok_or(Error::<T>::Overflow)?;
        // Deposits only grow and weights never change, so nobody has taken more than this.
        let taken = WeightPulled::<T>::get((version, snapshot, contribution));
        entitled.checked_sub(taken).ok_or(Error::<T>::Overflow)
    }

    pub(crate) fn do_claim_data_pool(
        version: VersionId,
        snapshot: SnapshotId,
        contribution: ContributionId,
    ) -> DispatchResult {
        let by_weight = Self::owed_by_weight(version, snapshot, contribution)?;
        let contributor = Self::payee_of(contribution);
        let mut pool = DataPools::<T>::get(version);
        let mut position = Credits::<T>::get(version, contribution);
        let by_credit = position.pay_down(pool.index).ok_or(Error::<T>::Overflow)?;
        let amount = by_weight.checked_add(by_credit).ok_or(Error::<T>::Overflow)?;
        ensure!(amount > 0, Error::<T>::NothingOwed);

        pool.take_by_weight(by_weight).ok_or(Error::<T>::Overflow)?;
        pool.take_by_credit(by_credit).ok_or(Error::<T>::Overflow)?;
        DataPools::<T>::insert(version, pool);
        if by_credit > 0 {
            Credits::<T>::insert(version, contribution, position);
        }
        if by_weight > 0 {
            WeightPulled::<T>::try_mutate((version, snapshot, contribution), |taken| {
                *taken = taken.checked_add(by_weight).ok_or(Error::<T>::Overflow)?;
                Ok::<(), Error<T>>(())
            })?;
        }
        Self::credit(&contributor, amount)?;
        Self::deposit_event(Event::DataPoolClaimed { version, contribution, contributor, by_weight, by_credit });
        Ok(())
    }
}

impl DataPool {
    /// Notes that this much was taken by weight; none when the pool has not got it.
    pub fn take_by_weight(&mut self, amount: Amount) -> Option<()> {
        self.by_weight_taken = within(self.by_weight_taken.checked_add(amount)?, self.by_weight)?;
        Some(())
    }

    /// Notes that this much was taken by credit; none when the pool has not got it.
    pub fn take_by_credit(&mut self, amount: Amount) -> Option<()> {
        self.by_credit_taken = within(self.by_credit_taken.checked_add(amount)?, self.by_credit)?;
        Some(())
    }
}

fn within(taken: Amount, deposited: Amount) -> Option<Amount> {
    (taken <= deposited).then_some(taken)
}
