//! Credit lines: what the receipts of a matured batch owe contributions, claimed line by line.

use crate::{
    types::{Batch, CreditClaim},
    Batches, Catalogue, Claimed, Config, Credits, DataPools, Error, Event, OwedLines, Pallet, SettledBatch,
    SettledBatches,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, BoundedVec};
use openledger_primitives::{batch::CreditLine, merkle_sum, Amount, BatchId, ContributionId, VersionId};
use polkadot_sdk::*;
use sp_core::U256;

/// Credit lines to an entry of [`Claimed`].
const LINES_PER_CHUNK: u32 = u128::BITS;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_claim_credits(id: BatchId, lines: BoundedVec<CreditClaim, T::MaxClaimLines>) -> DispatchResult {
        if let Some(mut batch) = Batches::<T>::get(id) {
            ensure!(batch.matured, Error::<T>::NotMatured);
            let tree = (batch.header.credits, batch.header.credit_lines);
            for claim in lines {
                Self::claim_line(id, tree, claim, |line| batch.claim(line))?;
            }
            Batches::<T>::insert(id, batch);
        } else {
            let mut settled = SettledBatches::<T>::get(id).ok_or(Error::<T>::UnknownBatch)?;
            let tree = (settled.credits, settled.credit_lines);
            for claim in lines {
                Self::claim_line(id, tree, claim, |line| settled.claim(line))?;
            }
            SettledBatches::<T>::insert(id, settled);
        }
        Ok(())
    }

    /// Pays a line of a tree with this root and as many lines; `note` notes it in the batch and says from which
    /// index on its credits earn royalties.
    fn claim_line(
        id: BatchId,
        (credits, lines): (merkle_sum::Node, u32),
        claim: CreditClaim,
        note: impl FnOnce(&CreditLine) -> Result<U256, Error<T>>,
    ) -> DispatchResult {
        let CreditClaim { line, proof } = claim;
        let at = u32::try_from(proof.index).map_err(|_| Error::<T>::UnknownLine)?;
        ensure!(at < lines && proof.count == u64::from(lines), Error::<T>::UnknownLine);
        let proven = merkle_sum::verify(&credits, &line.node(), &proof.into());
        ensure!(proven, Error::<T>::BadCreditProof);
        Self::mark_claimed(id, at)?;

        let index = note(&line)?;
        let contributor = Self::contributor_to(line.version, line.contribution)?;
        Self::credit(&contributor, line.amount)?;
        let royalties = Self::add_credits(&line, index)?;
        Self::credit(&contributor, royalties)?;
        Self::deposit_event(Event::CreditClaimed {
            batch: id,
            line: at,
            version: line.version,
            contribution: line.contribution,
            contributor: contributor.clone(),
            amount: line.amount,
        });
        if royalties > 0 {
            Self::deposit_event(Event::DataPoolClaimed {
                version: line.version,
                contribution: line.contribution,
                contributor,
                by_weight: 0,
                by_credit: royalties,
            });
        }
        Ok(())
    }

    /// Who is paid for a contribution that a version was made from: the platform for one that was struck. A batch that
    /// credits anything else is a lie, and its line is never paid.
    fn contributor_to(version: VersionId, contribution: ContributionId) -> Result<T::AccountId, Error<T>> {
        let terms = T::Catalogue::terms(version).ok_or(Error::<T>::UnknownVersion)?;
        let mut snapshots = terms.snapshots.iter();
        let in_version = snapshots.any(|snapshot| T::Catalogue::weight(*snapshot, contribution).is_some());
        ensure!(in_version, Error::<T>::NotInVersion);
        Ok(Self::payee_of(contribution))
    }

    /// Who is paid for a contribution.
    pub(crate) fn payee_of(contribution: ContributionId) -> T::AccountId {
        T::Catalogue::contributor(contribution).unwrap_or_else(T::PlatformAccount::get)
    }

    fn mark_claimed(id: BatchId, at: u32) -> Result<(), Error<T>> {
        let bit = 1u128 << (at % LINES_PER_CHUNK);
        Claimed::<T>::try_mutate(id, at / LINES_PER_CHUNK, |claimed| {
            ensure!(*claimed & bit == 0, Error::<T>::AlreadyClaimed);
            *claimed |= bit;
            Ok(())
        })
    }

    /// Adds a line to the contribution's credits in its version, which earn from the version's data pool since
    /// the line's batch matured; returns what they and the older ones earned there and was not paid yet.
    fn add_credits(line: &CreditLine, since: U256) -> Result<Amount, Error<T>> {
        let mut pool = DataPools::<T>::get(line.version);
        let mut position = Credits::<T>::get(line.version, line.contribution);
        let older = position.pay_down(pool.index).ok_or(Error::<T>::Overflow)?;
        let newer = position.add_down(line.amount, since).ok_or(Error::<T>::Overflow)?;
        let earned = older.checked_add(newer).ok_or(Error::<T>::Overflow)?;
        Credits::<T>::insert(line.version, line.contribution, position);
        if earned > 0 {
            pool.take_by_credit(earned).ok_or(Error::<T>::Overflow)?;
            DataPools::<T>::insert(line.version, pool);
        }
        Ok(earned)
    }
}

impl<T: Config> SettledBatch<T> {
    /// Notes a line as claimed, as long as its version still owes so much.
    fn claim(&mut self, line: &CreditLine) -> Result<U256, Error<T>> {
        let of = |owed: &&mut OwedLines| owed.version == line.version;
        let owed = self.owed.iter_mut().find(of).ok_or(Error::<T>::VersionNotInBatch)?;
        owed.left = owed.left.checked_sub(line.amount).ok_or(Error::<T>::CreditsExhausted)?;
        Ok(owed.index)
    }
}

impl<T: Config> Batch<T> {
    /// Notes a line as claimed. Bounded for each version by what it earned for its data: a tree whose lines favour
    /// one version over another must not take what others' credits are owed. Returns the index from which on the
    /// line's credits earn royalties.
    fn claim(&mut self, line: &CreditLine) -> Result<U256, Error<T>> {
        let at = self
            .shares
            .binary_search_by_key(&line.version, |share| share.version)
            .map_err(|_| Error::<T>::VersionNotInBatch)?;
        let share = self.shares.get_mut(at).ok_or(Error::<T>::VersionNotInBatch)?;
        share.claimed = share
            .claimed
            .checked_add(line.amount)
            .filter(|claimed| *claimed <= share.data)
            .ok_or(Error::<T>::CreditsExhausted)?;
        self.claimed = self.claimed.checked_add(line.amount).ok_or(Error::<T>::Overflow)?;
        Ok(share.index)
    }
}
