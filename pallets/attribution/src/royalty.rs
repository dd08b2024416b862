//! Royalties: what versions owe the versions they were made from, pulled by whoever wants it paid.
//!
//! A payment adds the sum of its royalties to one pool of the version that earned, however many ancestors it has.
//! An ancestor is entitled to ⌊received · its share / sum of shares⌋ of all the pool ever received, and pulls
//! what it has not pulled yet. Because the total ever received is divided, and not each payment, nothing is lost
//! by pulling often: of k ancestors who have all pulled, less than k planck stay in the pool, until the next
//! payment.

use crate::{Catalogue, Config, DataPools, Economics, Error, Event, Pallet, RoyaltyPools, RoyaltyPulled, VersionTerms};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{dispatch::DispatchResult, ensure};
use openledger_primitives::{
    split::{mul_div_down, royalty_split},
    Amount, VersionId,
};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// What a version owes its ancestors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct RoyaltyPool {
    /// Everything it ever received.
    pub received: Amount,
    /// Of that, everything its ancestors pulled.
    pub pulled: Amount,
}

impl RoyaltyPool {
    /// Adds a payment.
    pub fn receive(&mut self, amount: Amount) -> Option<()> {
        self.received = self.received.checked_add(amount)?;
        Some(())
    }

    /// What an ancestor with this share of all shares may pull, when it pulled that much before.
    pub fn owed_down(&self, share: u128, shares: u128, pulled: Amount) -> Option<Amount> {
        // What was received only grows, and shares are frozen: nobody has pulled more than this.
        mul_div_down(self.received, share, shares)?.checked_sub(pulled)
    }
}

impl<T: Config> Pallet<T> {
    pub(crate) fn owed_royalty(child: VersionId, ancestor: VersionId) -> Result<Amount, Error<T>> {
        let terms = T::Catalogue::terms(child).ok_or(Error::<T>::UnknownVersion)?;
        let (_, share) =
            terms.royalties.iter().find(|(version, _)| *version == ancestor).ok_or(Error::<T>::NotAnAncestor)?;
        let shares = terms.royalties.iter().map(|(_, share)| u128::from(*share)).sum();
        RoyaltyPools::<T>::get(child)
            .owed_down(u128::from(*share), shares, RoyaltyPulled::<T>::get(child, ancestor))
            .ok_or(Error::<T>::Overflow)
    }

    pub(crate) fn do_settle_royalty(child: VersionId, ancestor: VersionId) -> DispatchResult {
        let amount = Self::owed_royalty(child, ancestor)?;
        ensure!(amount > 0, Error::<T>::NothingOwed);
        let terms = T::Catalogue::terms(ancestor).ok_or(Error::<T>::UnknownVersion)?;
        RoyaltyPools::<T>::try_mutate(child, |pool| {
            pool.pulled = pool.pulled.checked_add(amount).ok_or(Error::<T>::Overflow)?;
            Ok::<(), Error<T>>(())
        })?;
        RoyaltyPulled::<T>::try_mutate(child, ancestor, |pulled| {
            *pulled = pulled.checked_add(amount).ok_or(Error::<T>::Overflow)?;
            Ok::<(), Error<T>>(())
        })?;

        let (built, data) = Self::pay_ancestor(ancestor, &terms, amount)?;
        Self::deposit_event(Event::RoyaltySettled { child, ancestor, builder: terms.builder, built, data });
        Ok(())
    }

    /// Divides what an ancestor received between its builder, its backers and its data pool.
    fn pay_ancestor(
        ancestor: VersionId,
        terms: &VersionTerms<T::AccountId>,
        amount: Amount,
    ) -> Result<(Amount, Amount), Error<T>> {
        let mut pool = DataPools::<T>::get(ancestor);
        // Data that nobody can claim by credit or by weight would lock its share up for good.
        let has_data = terms.has_data && (pool.credits > 0 || Self::weight_of(terms) > 0);
        let parts = royalty_split(amount, &Economics::<T>::get(), has_data);
        Self::credit(&terms.builder, parts.builder)?;
        Self::pay_backers(ancestor, &terms.builder, parts.stakers)?;
        if parts.data > 0 {
            pool.deposit(parts.data).ok_or(Error::<T>::Overflow)?;
            DataPools::<T>::insert(ancestor, pool);
        }
        Ok((parts.builder, parts.data))
    }
}
