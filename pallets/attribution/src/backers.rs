//! Whoever backs a version with stake shares its income; without backers their share is the builder's.
//!
//! It is decided when a batch matures, or a royalty is settled: the money then leaves the pot, and is divided among
//! the backers by the pallet that keeps their stakes.

use crate::{Config, Error, Event, Pallet};
use frame_support::{
    storage::with_storage_layer,
    traits::{fungible::Mutate, tokens::Preservation},
};
use openledger_primitives::{Amount, VersionId};
use polkadot_sdk::*;
use sp_runtime::{DispatchError, DispatchResult};

/// Those who back versions. The runtime joins it from the models pallet.
pub trait Backers<AccountId> {
    /// Whether anybody backs this version now.
    fn has_backers(version: VersionId) -> bool;

    /// Where the backers' income is sent; none where nobody can back anything.
    fn pot() -> Option<AccountId>;

    /// Hears that an income for a version's backers lies on the pot. An error sends it back.
    fn on_income(version: VersionId, amount: Amount) -> DispatchResult;
}

/// Nobody backs anything.
impl<AccountId> Backers<AccountId> for () {
    fn has_backers(_: VersionId) -> bool {
        false
    }

    fn pot() -> Option<AccountId> {
        None
    }

    fn on_income(_: VersionId, _: Amount) -> DispatchResult {
        Err(DispatchError::Other("nobody backs anything"))
    }
}

impl<T: Config> Pallet<T> {
    /// Sends a version's backers their income; where they are none, or cannot be paid, it is the builder's.
    pub(crate) fn pay_backers(version: VersionId, builder: &T::AccountId, amount: Amount) -> Result<(), Error<T>> {
        if amount == 0 {
            return Ok(());
        }
        let sent = T::Backers::has_backers(version) && Self::send_to_backers(version, amount).is_ok();
        if !sent {
            Self::credit(builder, amount)?;
        }
        Self::deposit_event(Event::BackersPaid { version, amount, to_builder: !sent });
        Ok(())
    }

    fn send_to_backers(version: VersionId, amount: Amount) -> DispatchResult {
        with_storage_layer(|| {
            let pot = T::Backers::pot().ok_or(DispatchError::CannotLookup)?;
            T::Currency::transfer(&Self::pot(), &pot, amount, Preservation::Preserve)?;
            T::Backers::on_income(version, amount)
        })
    }
}
