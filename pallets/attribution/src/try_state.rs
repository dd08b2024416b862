//! The invariants of the README, by their numbers.

use crate::{
    rules, types::Batch, Allocations, BackersParts, BatchNonce, BatchRedemptions, Batches, Claimed, CompactedBatches,
    Config, Credits, DataPools, Demands, DisputeTerms, Earnings, Economics, HoldReason, Maturing, NextAllocationId,
    NextBatchId, NextDisputeId, Pallet, Reexecutions, ReexecutionsOf, Remainder, RoyaltyPools, RoyaltyPulled, Rules,
    SettledBatches, Unmatured, Voided, WeightPulled,
};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use frame_support::{
    ensure,
    traits::fungible::{Inspect, InspectHold},
};
use openledger_primitives::{Amount, BatchId, BlockNumber, VersionId};
use polkadot_sdk::*;
use sp_runtime::TryRuntimeError;

type Checked = Result<(), TryRuntimeError>;

const OVERFLOW: &str = "a sum leaves the range of an amount";

fn sum(mut amounts: impl Iterator<Item = Amount>) -> Result<Amount, TryRuntimeError> {
    let total = amounts.try_fold(0u128, |sum, amount| sum.checked_add(amount));
    total.ok_or(TryRuntimeError::Other(OVERFLOW))
}

/// Adds to what is tallied under a key.
fn tally<K: Ord>(tallies: &mut BTreeMap<K, Amount>, key: K, amount: Amount) -> Checked {
    let tallied = tallies.entry(key).or_default();
    *tallied = sum([*tallied, amount].into_iter())?;
    Ok(())
}

fn tallied<K: Ord>(tallies: &BTreeMap<K, Amount>, key: &K) -> Amount {
    tallies.get(key).copied().unwrap_or_default()
}

/// Whether a total is what is still there of what it counts: all of it, while nothing was forgotten.
fn agrees(total: Amount, there: Amount, whole: bool) -> bool {
    total == there || (!whole && total > there)
}

impl<T: Config> Pallet<T> {
    /// Whether the numbered invariants hold.
    pub fn do_try_state() -> Checked {
        Self::try_pot()?;
        Self::try_allocations()?;
        Self::try_maturing()?;
        Batches::<T>::iter().try_for_each(|(id, batch)| Self::try_batch(id, &batch))?;
        Self::try_nonces()?;
        Self::try_claimed()?;
        Self::try_royalty_pools()?;
        Self::try_data_pools()?;
        Self::try_rules()?;
        Self::try_disputes()?;
        Self::try_kept()
    }

    /// Everything that lies on the pot for somebody, and the remainder.
    pub(crate) fn owed_by_pot() -> Result<Amount, TryRuntimeError> {
        let in_batch = |(id, batch): (BatchId, Batch<T>)| match (batch.matured, Voided::<T>::contains_key(id)) {
            (true, _) => batch.header.credits.sum.saturating_sub(batch.claimed),
            (false, true) => 0,
            (false, false) => batch.fees,
        };
        // That no more is taken than came in is checked by itself, pool by pool.
        let in_royalties = |pool: crate::RoyaltyPool| pool.received.saturating_sub(pool.pulled);
        let in_data = |pool: crate::DataPool| {
            let by_weight = pool.by_weight.saturating_sub(pool.by_weight_taken);
            by_weight.saturating_add(pool.by_credit.saturating_sub(pool.by_credit_taken))
        };
        let parts = [
            sum(Batches::<T>::iter().map(in_batch))?,
            sum(SettledBatches::<T>::iter_values().map(|settled| settled.left()))?,
            sum(Earnings::<T>::iter_values())?,
            sum(RoyaltyPools::<T>::iter_values().map(in_royalties))?,
            sum(DataPools::<T>::iter_values().map(in_data))?,
            Remainder::<T>::get(),
        ];
        sum(parts.into_iter())
    }

    /// 1. The pot holds all it owes, besides its existential deposit.
    fn try_pot() -> Checked {
        let owed = sum([Self::owed_by_pot()?, T::Currency::minimum_balance()].into_iter())?;
        ensure!(T::Currency::balance(&Self::pot()) >= owed, "1: the pot does not hold all it owes");
        Ok(())
    }

    /// 2. What is on hold on a user's account is what its allocations have left.
    fn try_allocations() -> Checked {
        let mut left = BTreeMap::new();
        for (id, allocation) in Allocations::<T>::iter() {
            ensure!(id < NextAllocationId::<T>::get(), "2: an allocation's number is not taken");
            ensure!(allocation.redeemed <= allocation.amount, "2: more redeemed than set aside");
            tally(&mut left, allocation.user.clone(), allocation.left())?;
        }
        Self::try_holds(HoldReason::Allocation, &left, "2: the money on hold is not what allocations have left")
    }

    /// Whether of each account just this is on hold, and of those that are not named nothing.
    fn try_holds(reason: HoldReason, holds: &BTreeMap<T::AccountId, Amount>, message: &'static str) -> Checked {
        let reason = reason.into();
        let agrees = |who: &T::AccountId| T::Currency::balance_on_hold(&reason, who) == tallied(holds, who);
        ensure!(holds.keys().all(agrees), message);
        ensure!(frame_system::Account::<T>::iter_keys().all(|who| agrees(&who)), message);
        Ok(())
    }

    /// 3. Exactly the batches that have not matured are due, each once, in its block, which is to come; their
    ///    payers are known; and a worker's unmatured fees are theirs.
    fn try_maturing() -> Checked {
        let mut due = BTreeSet::new();
        for (block, batches) in Maturing::<T>::iter() {
            ensure!(block > Self::now(), "3: a batch is overdue");
            for id in batches {
                let at = Batches::<T>::get(id).map(|batch| batch.matures_at);
                ensure!(at == Some(block) && due.insert(id), "3: a batch is due at another time");
            }
        }
        let mut unmatured = BTreeMap::new();
        for (id, batch) in Batches::<T>::iter() {
            let void = Voided::<T>::contains_key(id);
            ensure!(!(void && batch.matured), "3: a batch matured that was proved to lie");
            let waits = !batch.matured && !void;
            ensure!(due.contains(&id) == waits, "3: a batch is due, or not, by mistake");
            ensure!(
                BatchRedemptions::<T>::contains_key(id) == waits,
                "3: the payers of a batch are not known, or kept too long"
            );
            if waits {
                let paid = BatchRedemptions::<T>::get(id);
                let paid = sum(paid.iter().map(|redeemed| redeemed.amount))?;
                ensure!(paid == batch.fees, "3: the payers did not pay a batch's fees");
                tally(&mut unmatured, T::AccountId::from(batch.header.worker), batch.fees)?;
            }
        }
        unmatured.retain(|_, fees| *fees > 0);
        ensure!(
            unmatured == Unmatured::<T>::iter().collect(),
            "3: a worker's unmatured fees are not those of its batches"
        );
        Ok(())
    }

    /// 4. A batch's fees are divided to the planck; rounding leaves at most a planck per receipt; no version's
    ///    lines are claimed beyond what it owes its data, and none before the batch matured.
    fn try_batch(id: BatchId, batch: &Batch<T>) -> Checked {
        ensure!(id < NextBatchId::<T>::get(), "4: a batch's number is not taken");
        let over = |of: fn(&crate::VersionShare<T::AccountId>) -> Amount| sum(batch.shares.iter().map(of));
        let (built, royalties, data) =
            (over(|share| share.built)?, over(|share| share.royalties)?, over(|share| share.data)?);
        let backers = sum(BackersParts::<T>::get(id).into_iter().map(|(_, amount)| amount))?;
        let parts = [batch.platform, batch.worked, batch.remainder, built, backers, royalties, data];
        ensure!(sum(parts.into_iter())? == batch.fees, "4: a batch's parts are not its fees");
        ensure!(over(|share| share.fees)? == batch.fees, "4: a batch's incomes are not its fees");
        ensure!(data == batch.header.credits.sum, "4: a batch's credits are not its data part");
        let receipts = Amount::from(batch.header.receipts);
        ensure!(over(|share| share.receipts.into())? == receipts, "4: receipts are missing");
        ensure!(batch.remainder <= receipts, "4: rounding left over too much");
        ensure!(over(|share| share.claimed)? == batch.claimed, "4: claims do not add up");
        ensure!(
            batch.shares.iter().all(|share| share.claimed <= share.data),
            "4: more is claimed than a version owes its data"
        );
        ensure!(batch.matured || batch.claimed == 0, "4: credits were claimed too early");
        Ok(())
    }

    /// 5. A worker's nonce counts its batches.
    fn try_nonces() -> Checked {
        let mut nonces = BTreeMap::<T::AccountId, Vec<u64>>::new();
        for batch in Batches::<T>::iter_values() {
            nonces.entry(batch.header.worker.into()).or_default().push(batch.header.nonce);
        }
        for (worker, mut nonces) in nonces {
            nonces.sort_unstable();
            let next = BatchNonce::<T>::get(&worker);
            let counted = match CompactedBatches::<T>::get() {
                0 => nonces.into_iter().eq(0..next),
                _ => nonces.windows(2).all(|pair| pair[0] < pair[1]) && nonces.last() < Some(&next),
            };
            ensure!(counted, "5: a worker's nonce does not count its batches");
        }
        Ok(())
    }

    /// 6. Only lines that a matured batch has are claimed.
    fn try_claimed() -> Checked {
        for (id, chunk, bits) in Claimed::<T>::iter() {
            if let Some(settled) = SettledBatches::<T>::get(id) {
                let lines = settled.credit_lines.div_ceil(u128::BITS);
                ensure!(chunk < lines, "6: a line too far is claimed");
                continue;
            }
            let batch = Batches::<T>::get(id).ok_or("6: lines of no batch are claimed")?;
            ensure!(batch.matured, "6: lines of a batch that has not matured are claimed");
            let highest = u128::BITS.saturating_sub(bits.leading_zeros()).saturating_sub(1);
            let line = chunk.saturating_mul(u128::BITS).saturating_add(highest);
            ensure!(bits > 0 && line < batch.header.credit_lines, "6: a line too far is claimed");
        }
        Ok(())
    }

    /// 7. A royalty pool received what matured batches put into it, and its ancestors pulled no more.
    fn try_royalty_pools() -> Checked {
        let mut received = BTreeMap::<VersionId, Amount>::new();
        for batch in Batches::<T>::iter_values().filter(|batch| batch.matured) {
            for share in batch.shares.iter() {
                tally(&mut received, share.version, share.royalties)?;
            }
        }
        let mut pulled = BTreeMap::<VersionId, Amount>::new();
        for (child, _, amount) in RoyaltyPulled::<T>::iter() {
            tally(&mut pulled, child, amount)?;
        }
        received.retain(|_, amount| *amount > 0);
        let pools = BTreeSet::from_iter(RoyaltyPools::<T>::iter_keys());
        let whole = CompactedBatches::<T>::get() == 0;
        let known = match whole {
            true => received.keys().copied().eq(pools),
            false => received.keys().all(|version| pools.contains(version)),
        };
        ensure!(known, "7: a version has a royalty pool, or has none, by mistake");
        for (child, pool) in RoyaltyPools::<T>::iter() {
            ensure!(agrees(pool.received, tallied(&received, &child), whole), "7: a payment is missing");
            ensure!(pool.pulled == tallied(&pulled, &child), "7: a royalty is not accounted for");
            ensure!(pool.pulled <= pool.received, "7: more royalties pulled than received");
        }
        Ok(())
    }

    /// 8. A data pool counts the credits of matured batches; positions count the lines claimed; and everybody can
    ///    be paid what the pool owes them.
    fn try_data_pools() -> Checked {
        let (mut credits, mut claimed) = (BTreeMap::new(), BTreeMap::new());
        for batch in Batches::<T>::iter_values().filter(|batch| batch.matured) {
            for share in batch.shares.iter() {
                tally(&mut credits, share.version, share.data)?;
                tally(&mut claimed, share.version, share.claimed)?;
            }
        }
        let (mut positions, mut owed) = (BTreeMap::new(), BTreeMap::new());
        for (version, _, mut position) in Credits::<T>::iter() {
            tally(&mut positions, version, position.credits)?;
            let index = DataPools::<T>::get(version).index;
            let earned = position.pay_down(index).ok_or("8: a position is ahead of its pool")?;
            tally(&mut owed, version, earned)?;
        }
        let mut taken = BTreeMap::new();
        for ((version, _, _), amount) in WeightPulled::<T>::iter() {
            tally(&mut taken, version, amount)?;
        }
        let whole = CompactedBatches::<T>::get() == 0;
        for (version, pool) in DataPools::<T>::iter() {
            ensure!(agrees(pool.credits, tallied(&credits, &version), whole), "8: matured credits are missing");
            let (claimed, in_positions) = (tallied(&claimed, &version), tallied(&positions, &version));
            ensure!(agrees(in_positions, claimed, whole), "8: claimed credits are missing");
            ensure!(in_positions <= pool.credits, "8: more is claimed than matured");
            ensure!(pool.by_weight_taken == tallied(&taken, &version), "8: a taking is missing");
            ensure!(pool.by_weight_taken <= pool.by_weight, "8: more taken than deposited");
            let owed = sum([pool.by_credit_taken, tallied(&owed, &version)].into_iter())?;
            ensure!(owed <= pool.by_credit, "8: more is owed than deposited");
        }
        Ok(())
    }

    /// 9. The economics and the rules in force are such as could be set.
    fn try_rules() -> Checked {
        let usable = rules::usable::<T>(&Economics::<T>::get(), &Rules::<T>::get(), &DisputeTerms::<T>::get());
        ensure!(usable, "9: economics or rules cannot be used");
        Ok(())
    }

    /// 10. What challengers have on hold is what stands behind open demands and re-executions; those are about batches
    ///     that have not matured and are not void, and end before their batch matures.
    fn try_disputes() -> Checked {
        let waits = |id: BatchId, until: BlockNumber| {
            let batch = Batches::<T>::get(id).filter(|batch| !batch.matured && !Voided::<T>::contains_key(id));
            batch.is_some_and(|batch| until < batch.matures_at)
        };
        let mut bonds = BTreeMap::new();
        for (id, demands) in Demands::<T>::iter() {
            for demand in demands {
                ensure!(waits(id, demand.deadline), "10: a demand about a batch that does not wait for it");
                tally(&mut bonds, demand.challenger, demand.bond)?;
            }
        }
        for (dispute, open) in Reexecutions::<T>::iter() {
            ensure!(dispute < NextDisputeId::<T>::get(), "10: a re-execution's number is not taken");
            ensure!(waits(open.batch, open.deadline), "10: a re-execution of a batch that does not wait for it");
            let listed = ReexecutionsOf::<T>::get(open.batch).contains(&dispute);
            ensure!(listed, "10: a re-execution is not listed with its batch");
            tally(&mut bonds, open.challenger, open.bond)?;
        }
        let listed = ReexecutionsOf::<T>::iter_values().map(|open| open.len()).sum::<usize>();
        ensure!(listed == Reexecutions::<T>::iter_keys().count(), "10: a re-execution is listed that is over");
        Self::try_holds(HoldReason::Dispute, &bonds, "10: the money on hold is not what stands behind disputes")
    }

    /// 11. Of a batch either all is kept or what it owes, and a verdict belongs to a batch that is kept.
    fn try_kept() -> Checked {
        for (id, settled) in SettledBatches::<T>::iter() {
            ensure!(!Batches::<T>::contains_key(id), "11: a batch is kept twice");
            ensure!(settled.left() <= settled.credits.sum, "11: more is owed than was credited");
        }
        for id in Voided::<T>::iter_keys().chain(BackersParts::<T>::iter_keys()) {
            ensure!(Batches::<T>::contains_key(id), "11: something is kept of a batch that is not");
        }
        Ok(())
    }
}
