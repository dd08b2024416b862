//! Previews: who would be paid what of an income, by the economics of today.

use crate::{pallet::*, Part, Payment};
use alloc::{vec, vec::Vec};
use openledger_primitives::{
    split::{royalty_split, split},
    Amount, VersionId,
};
use polkadot_sdk::frame_support::traits::Get;

impl<T: Config> Pallet<T> {
    /// The payments an income of a version would make; they add up to it. `None` for an unknown version, or where the
    /// economics cannot split anything.
    pub(crate) fn payments(id: VersionId, income: Amount) -> Option<Vec<Payment<T::AccountId>>> {
        let economics = T::Economics::get();
        let terms = Self::terms(id)?;
        let parts = split(income, &economics, &terms.royalties, terms.has_data).ok()?;
        let mut payments = vec![
            Payment { version: id, part: Part::Platform, to: None, amount: parts.platform },
            Payment { version: id, part: Part::Worker, to: None, amount: parts.worker },
        ];
        Self::pay(&mut payments, id, terms.builder, [parts.builder, parts.stakers, parts.data])?;
        for (ancestor, amount) in parts.royalties {
            let terms = Self::terms(ancestor)?;
            let parts = royalty_split(amount, &economics, terms.has_data);
            Self::pay(&mut payments, ancestor, terms.builder, [parts.builder, parts.stakers, parts.data])?;
        }
        payments.retain(|payment| payment.amount > 0);
        Some(payments)
    }

    /// Adds what a version's builder, backers and data get; without backers, their part is the builder's.
    fn pay(
        payments: &mut Vec<Payment<T::AccountId>>,
        version: VersionId,
        builder: T::AccountId,
        [built, backed, data]: [Amount; 3],
    ) -> Option<()> {
        let backed_by_some = Self::has_backers(version);
        let (built, backed) = if backed_by_some { (built, backed) } else { (built.checked_add(backed)?, 0) };
        payments.push(Payment { version, part: Part::Builder, to: Some(builder), amount: built });
        payments.push(Payment { version, part: Part::Backers, to: None, amount: backed });
        payments.push(Payment { version, part: Part::Data, to: None, amount: data });
        Some(())
    }
}
