//! What each version earned in a batch, and how that is divided.
//!
//! A batch states, for each version, fees and the part of them that its credit lines owe the data. The pallet
//! splits the fees itself and lets the data part differ from its own by at most one planck per receipt: credit
//! lines are floored receipt by receipt, the split is made once. The difference is the batch's remainder.

use crate::{batch::sum, types::VersionShare, Catalogue, Config, Error, Pallet, VersionTerms};
use alloc::vec::Vec;
use frame_support::{ensure, BoundedVec};
use openledger_primitives::{
    batch::{BatchHeader, VersionIncome},
    split::{split, Economics},
    Amount, VersionId,
};
use polkadot_sdk::*;
use sp_core::U256;

/// A batch's fees, divided.
pub(crate) struct Income<T: Config> {
    pub shares: BoundedVec<VersionShare<T::AccountId>, T::MaxVersions>,
    pub economics: Economics,
    pub platform: Amount,
    pub worked: Amount,
    pub remainder: Amount,
    /// To the backers of versions, where there is something for them.
    pub backers: BoundedVec<(VersionId, Amount), T::MaxVersions>,
}

impl<T: Config> Pallet<T> {
    /// Checks the incomes against the batch's totals and divides them.
    pub(crate) fn plan_income(
        header: &BatchHeader,
        incomes: &[VersionIncome],
        fees: Amount,
    ) -> Result<Income<T>, Error<T>> {
        let sorted = incomes.windows(2).all(|pair| match pair {
            [before, after] => before.version < after.version,
            _ => true,
        });
        ensure!(sorted, Error::<T>::IncomesNotSorted);
        ensure!(incomes.iter().all(|income| income.receipts > 0), Error::<T>::NoReceipts);
        let receipts = sum::<T>(incomes.iter().map(|income| income.receipts.into()))?;
        ensure!(receipts == header.receipts.into(), Error::<T>::IncomeReceiptsDoNotMatch);
        let earned = sum::<T>(incomes.iter().map(|income| income.fees))?;
        ensure!(earned == fees, Error::<T>::FeesDoNotMatch);
        let data = sum::<T>(incomes.iter().map(|income| income.data))?;
        ensure!(data == header.credits.sum, Error::<T>::CreditsDoNotMatch);

        let terms = incomes.iter().map(Self::earning_terms).collect::<Result<Vec<_>, _>>()?;
        let mut refused = Error::<T>::DataDoesNotMatch;
        for economics in Self::accepted_economics() {
            match Self::divide(incomes, &terms, economics) {
                Ok(income) => return Ok(income),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    fn earning_terms(income: &VersionIncome) -> Result<VersionTerms<T::AccountId>, Error<T>> {
        let terms = T::Catalogue::terms(income.version).ok_or(Error::<T>::UnknownVersion)?;
        ensure!(terms.deployed, Error::<T>::VersionNotDeployed);
        Ok(terms)
    }

    fn divide(
        incomes: &[VersionIncome],
        terms: &[VersionTerms<T::AccountId>],
        economics: Economics,
    ) -> Result<Income<T>, Error<T>> {
        let (shares, backers) = (BoundedVec::new(), BoundedVec::new());
        let mut income = Income { shares, economics, platform: 0, worked: 0, remainder: 0, backers };
        for (entry, terms) in incomes.iter().zip(terms) {
            let parts = split(entry.fees, &economics, &terms.royalties, terms.has_data)
                .map_err(|_| Error::<T>::TermsNotSplittable)?;
            let over = parts.data.checked_sub(entry.data).ok_or(Error::<T>::DataDoesNotMatch)?;
            ensure!(over <= entry.receipts.into(), Error::<T>::DataDoesNotMatch);

            income.platform = add(income.platform, parts.platform)?;
            income.worked = add(income.worked, parts.worker)?;
            income.remainder = add(income.remainder, over)?;
            if parts.stakers > 0 {
                income.backers.try_push((entry.version, parts.stakers)).map_err(|_| Error::<T>::Overflow)?;
            }
            let share = VersionShare {
                version: entry.version,
                receipts: entry.receipts,
                fees: entry.fees,
                builder: terms.builder.clone(),
                built: parts.builder,
                royalties: sum::<T>(parts.royalties.iter().map(|(_, amount)| *amount))?,
                data: entry.data,
                claimed: 0,
                index: U256::zero(),
            };
            income.shares.try_push(share).map_err(|_| Error::<T>::Overflow)?;
        }
        Ok(income)
    }
}

fn add<T: Config>(sum: Amount, amount: Amount) -> Result<Amount, Error<T>> {
    sum.checked_add(amount).ok_or(Error::<T>::Overflow)
}
