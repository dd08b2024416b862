//! The invariants of the crate's header, checked one by one under the same numbers.

use crate::{pallet::*, BalanceOf, HoldReason, VersionKind, VersionOf, VersionState};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use openledger_primitives::{Amount, VersionId, PPM};
use polkadot_sdk::{
    frame_support::{
        ensure,
        traits::fungible::{Inspect, InspectHold},
    },
    frame_system,
    sp_runtime::TryRuntimeError,
};

impl<T: Config> Pallet<T> {
    /// Checks every invariant; the message names the first that does not hold.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::versions_are_numbered_in_their_models()?;
        Self::aliases_lead_to_versions()?;
        for (id, version) in Versions::<T>::iter() {
            Self::parents_are_older(id, &version)?;
            Self::royalties_are_for_ancestors(id, &version)?;
            Self::recipe_is_kept(&version)?;
            Self::training_shows(&version)?;
            Self::generation_is_one_more(id, &version)?;
            Self::files_are_known(id, &version)?;
            Self::pool_is_its_backers(id, &version)?;
        }
        ensure!(Recipes::<T>::iter().all(|(hash, recipe)| recipe.hash() == hash), "5: a recipe under another hash");
        Self::versions_are_numbered()?;
        Self::adapters_are_versions()?;
        Self::deposits_are_held()?;
        Self::stake_is_held()?;
        Self::pot_is_covered()?;
        Self::agents_have_names()
    }

    /// 1. Models count their versions, which are their owner's.
    fn versions_are_numbered_in_their_models() -> Result<(), TryRuntimeError> {
        let mut numbers = BTreeMap::<_, Vec<u32>>::new();
        for (_, version) in Versions::<T>::iter() {
            let model = Models::<T>::get(&version.model).ok_or("1: a version of no model")?;
            ensure!(model.owner == version.builder, "1: a version was not built by its model's owner");
            numbers.entry(version.model).or_default().push(version.number);
        }
        for (slug, model) in Models::<T>::iter() {
            let mut found = numbers.remove(&slug).unwrap_or_default();
            found.sort_unstable();
            ensure!(found.into_iter().eq(1..=model.versions), "1: a model's versions are numbered with gaps");
            if let Some(latest) = model.latest {
                let of_model = Versions::<T>::get(latest).is_some_and(|version| version.model == slug);
                ensure!(of_model, "1: the version a model deployed last is not its own");
            }
        }
        Ok(())
    }

    /// 2. Aliases have owners and lead to versions.
    fn aliases_lead_to_versions() -> Result<(), TryRuntimeError> {
        for (alias, version) in Aliases::<T>::iter() {
            ensure!(Versions::<T>::contains_key(version), "2: an alias leads nowhere");
            let owner = AliasOwners::<T>::get(&alias).ok_or("2: an alias without owner")?;
            let same = Models::<T>::get(&alias).is_none_or(|model| model.owner == owner);
            ensure!(same, "2: a model and an alias of one name have two owners");
        }
        ensure!(AliasOwners::<T>::iter().count() == Aliases::<T>::iter().count(), "2: an owner without alias");
        Ok(())
    }

    /// 3. Parents are older, of the same base, and together one whole.
    fn parents_are_older(id: VersionId, version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let is_base = version.kind == VersionKind::Base;
        ensure!(is_base == version.parents.is_empty(), "3: a base with parents, or a version without");
        for parent in &version.parents {
            ensure!(parent.version < id, "3: a parent is not older");
            let parent = Versions::<T>::get(parent.version).ok_or("3: a parent is unknown")?;
            ensure!(parent.base == version.base, "3: a parent has another base");
        }
        let weights: u64 = version.parents.iter().map(|parent| u64::from(parent.weight)).sum();
        ensure!(is_base || weights == u64::from(PPM), "3: the weights of parents are not one whole");
        Ok(())
    }

    /// 4. Royalties go to ancestors.
    fn royalties_are_for_ancestors(id: VersionId, version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let sorted = version.royalties.iter().zip(version.royalties.iter().skip(1)).all(|(a, b)| a.0 < b.0);
        ensure!(sorted, "4: royalties are not in order");
        ensure!(version.royalties.iter().all(|(_, share)| *share > 0), "4: a royalty of nothing");
        let sum: u64 = version.royalties.iter().map(|(_, share)| u64::from(*share)).sum();
        ensure!(sum <= u64::from(PPM), "4: royalties are more than everything");
        let ancestors: BTreeSet<VersionId> = Self::ancestors(id).into_iter().map(|ancestor| ancestor.version).collect();
        let related = version.royalties.iter().all(|(ancestor, _)| ancestors.contains(ancestor));
        ensure!(related, "4: a royalty for a stranger");
        Ok(())
    }

    /// 5. Recipes are kept, and what was made here names data.
    fn recipe_is_kept(version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let made_here = matches!(version.kind, VersionKind::FineTune | VersionKind::Merge);
        let named = version.recipe.is_some();
        let fork = version.kind == VersionKind::Fork;
        let expected = made_here || version.kind == VersionKind::External || (fork && version.adapter.is_some());
        ensure!(named == expected, "5: a base with recipe, or a trained version without");
        let data = !version.snapshots.is_empty();
        ensure!(fork || data == made_here, "5: a base with data, or a trained version without");
        ensure!(version.recipe.is_none_or(Recipes::<T>::contains_key), "5: a recipe is not kept");
        Ok(())
    }

    /// 6. What making it gives is known from when it was made.
    fn training_shows(version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let made = [
            version.adapter.is_some(),
            version.adapter_config.is_some(),
            version.index.is_some(),
            version.index_root.is_some(),
            version.engine_build.is_some(),
        ];
        let all = made.iter().all(|known| *known);
        let none = made.iter().all(|known| !known);
        let checkpoints = version.checkpoints_root.is_some();
        let fork = version.kind == VersionKind::Fork;
        if version.kind == VersionKind::External || (fork && version.adapter.is_some() && version.index.is_none()) {
            ensure!(made == [true, true, false, false, false], "6: an external version is not two files");
        } else {
            ensure!(all || none, "6: a part of what training makes is missing");
        }
        let expected = match (version.kind, version.state) {
            (VersionKind::Base, _) => Some(false),
            (VersionKind::Fork | VersionKind::External, _) | (_, VersionState::Revoked) => None,
            (_, VersionState::Training | VersionState::Failed | VersionState::Funding) => Some(false),
            _ => Some(true),
        };
        ensure!(expected.is_none_or(|expected| expected == all), "6: training and state disagree");
        let trained = version.kind == VersionKind::FineTune && all;
        ensure!(version.kind == VersionKind::Fork || checkpoints == trained, "6: a training without checkpoints");
        let served = version.state == VersionState::Deployed || version.retired_at.is_some();
        let measured = version.metrics.is_some() || version.adapter.is_none();
        ensure!(!served || measured, "6: a version is served and was not measured");
        Ok(())
    }

    /// 7. Versions are numbered without a gap.
    fn versions_are_numbered() -> Result<(), TryRuntimeError> {
        let next = NextVersionId::<T>::get();
        let all = (0..next).all(Versions::<T>::contains_key);
        ensure!(all && Versions::<T>::iter().count() == next as usize, "7: versions are numbered with gaps");
        Ok(())
    }

    /// 8. Generations count from the bases.
    fn generation_is_one_more(id: VersionId, version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let above = version.parents.iter().map(|parent| Generations::<T>::get(parent.version)).max();
        let expected = above.map_or(0, |above| above.saturating_add(1));
        ensure!(Generations::<T>::get(id) == expected, "8: a generation is not one more than its parents'");
        Ok(())
    }

    /// 9. Files are known by the version that first had them, and a fork's are its source's.
    fn files_are_known(id: VersionId, version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let source = SourceOf::<T>::get(id);
        ensure!(source.is_some() == (version.kind == VersionKind::Fork), "9: a fork without source");
        if let Some(source) = source {
            let source = Versions::<T>::get(source).ok_or("9: a fork's source is unknown")?;
            ensure!(source.kind != VersionKind::Fork, "9: a fork's source is a fork");
            let same = (source.adapter, source.index_root) == (version.adapter, version.index_root);
            ensure!(same, "9: a fork has other files than its source");
        }
        let known = version.adapter.is_none_or(VersionOfAdapter::<T>::contains_key);
        ensure!(known, "9: an adapter is not known");
        let disputed = Mismatches::<T>::contains_key(id);
        ensure!(!(disputed && version.verified), "9: a version is verified and disputed");
        Ok(())
    }

    /// 9. Adapters lead to versions that have them.
    fn adapters_are_versions() -> Result<(), TryRuntimeError> {
        let right = VersionOfAdapter::<T>::iter()
            .all(|(adapter, id)| Versions::<T>::get(id).is_some_and(|version| version.adapter == Some(adapter)));
        ensure!(right, "9: an adapter leads to another version");
        Ok(())
    }

    /// 10. What is held for versions, agents and challenges is what they say.
    fn deposits_are_held() -> Result<(), TryRuntimeError> {
        let mut versions = BTreeMap::<T::AccountId, Amount>::new();
        for (id, deposit) in Deposits::<T>::iter() {
            let version = Versions::<T>::get(id).ok_or("10: a deposit for no version")?;
            add(&mut versions, version.builder, deposit)?;
        }
        let mut agents = BTreeMap::new();
        Agents::<T>::iter_values().try_for_each(|agent| add(&mut agents, agent.owner, agent.deposit))?;
        let mut bonds = BTreeMap::new();
        for (id, challenge) in Challenges::<T>::iter() {
            let external = Versions::<T>::get(id).is_some_and(|version| version.kind == VersionKind::External);
            ensure!(external, "10: a challenge of what is not external");
            add(&mut bonds, challenge.challenger, challenge.bond)?;
        }
        Self::held(HoldReason::VersionDeposit, &versions, "10: a version's deposit is not on hold")?;
        Self::held(HoldReason::AgentDeposit, &agents, "10: an agent's deposit is not on hold")?;
        Self::held(HoldReason::ChallengeBond, &bonds, "10: a challenger's bond is not on hold")
    }

    /// 11. What is held of a backer is its stake, warming up, earning and unbonding.
    fn stake_is_held() -> Result<(), TryRuntimeError> {
        let mut stake = BTreeMap::new();
        for (_, who, position) in Backers::<T>::iter() {
            ensure!(!position.is_empty(), "11: a position of nothing");
            add(&mut stake, who.clone(), position.staked)?;
            add(&mut stake, who, position.warming)?;
        }
        for (_, who, parts) in Unbondings::<T>::iter() {
            ensure!(!parts.is_empty(), "11: an unbonding of nothing");
            parts.iter().try_for_each(|part| add(&mut stake, who.clone(), part.amount))?;
        }
        Self::held(HoldReason::VersionStake, &stake, "11: stake is not on hold")
    }

    /// 12. A version's shares are its backers', and it owes them no more than it received for them.
    fn pool_is_its_backers(id: VersionId, version: &VersionOf<T>) -> Result<(), TryRuntimeError> {
        let pool = BackingPools::<T>::get(id);
        let (mut staked, mut funded, mut owed): (Amount, Amount, Amount) = (0, 0, 0);
        let trained = version.kind == VersionKind::FineTune && version.adapter.is_some();
        for (_, mut position) in Backers::<T>::iter_prefix(id) {
            staked = sum(staked, position.staked)?;
            funded = sum(funded, position.funded)?;
            position.settle_down(pool.index).ok_or("12: a position cannot be settled")?;
            owed = sum(owed, position.owed)?;
        }
        let shares = if trained { sum(staked, funded)? } else { staked };
        ensure!(pool.paid <= pool.received, "12: more was paid than came in");
        ensure!(pool.shares == shares, "12: shares are not those of the backers");
        ensure!(owed <= pool.unpaid(), "12: backers are owed more than came in");
        if let Some(proposal) = Proposals::<T>::get(id) {
            let given = if proposal.returned.is_some() { proposal.unclaimed } else { proposal.raised };
            ensure!(given == funded, "12: a proposal raised something else than was given");
            ensure!(proposal.raised <= proposal.goal, "12: a proposal raised more than its goal");
            let returned = proposal.returned.unwrap_or_default();
            ensure!(proposal.refundable <= returned, "12: a proposal gives back more than came back");
            ensure!(returned <= proposal.raised, "12: more came back than was raised");
        }
        ensure!(
            version.state != VersionState::Funding || Proposals::<T>::contains_key(id),
            "12: a version waits for money that nobody can give"
        );
        Ok(())
    }

    /// 13. The pallet's account has what it owes, and holds what waits for a goal.
    fn pot_is_covered() -> Result<(), TryRuntimeError> {
        let (mut waiting, mut owed): (Amount, Amount) = (0, 0);
        for (id, proposal) in Proposals::<T>::iter() {
            let version = Versions::<T>::get(id).ok_or("13: a proposal of no version")?;
            if version.state == VersionState::Funding {
                waiting = sum(waiting, proposal.raised)?;
            }
            owed = sum(owed, proposal.refundable)?;
        }
        for pool in BackingPools::<T>::iter_values() {
            owed = sum(owed, pool.unpaid())?;
        }
        let pot = Self::pot();
        let waiting = BTreeMap::from([(pot.clone(), waiting)]);
        ensure!(Committed::<T>::get() == owed, "13: what the account owes is not summed up");
        Self::held(HoldReason::Funding, &waiting, "13: what waits for a goal is not on hold")?;
        ensure!(T::Currency::balance(&pot) >= owed, "13: the pallet's account has not got what it owes");
        Ok(())
    }

    /// 14. Agents have names of their own, and whole mixtures of one base.
    fn agents_have_names() -> Result<(), TryRuntimeError> {
        for (id, agent) in Agents::<T>::iter() {
            ensure!(AgentNames::<T>::get(&agent.slug) == Some(id), "14: an agent without its name");
            ensure!(id < NextAgentId::<T>::get(), "14: an agent without a number");
            let weights: u64 = agent.mix.iter().map(|part| u64::from(part.weight)).sum();
            ensure!(weights == u64::from(PPM), "14: an agent is not one whole");
        }
        ensure!(AgentNames::<T>::iter().count() == Agents::<T>::iter().count(), "14: a name of no agent");
        Ok(())
    }

    /// Whether each account has exactly this on hold, and those that are not named nothing.
    fn held(
        reason: HoldReason,
        amounts: &BTreeMap<T::AccountId, BalanceOf<T>>,
        message: &'static str,
    ) -> Result<(), TryRuntimeError> {
        let reason = reason.into();
        let right = |who: &T::AccountId| {
            T::Currency::balance_on_hold(&reason, who) == amounts.get(who).copied().unwrap_or_default()
        };
        ensure!(amounts.keys().all(right), message);
        ensure!(frame_system::Account::<T>::iter_keys().all(|who| right(&who)), message);
        Ok(())
    }
}

fn add<A: Ord>(sums: &mut BTreeMap<A, Amount>, who: A, amount: Amount) -> Result<(), TryRuntimeError> {
    let before = sums.entry(who).or_default();
    *before = sum(*before, amount)?;
    Ok(())
}

fn sum(one: Amount, other: Amount) -> Result<Amount, TryRuntimeError> {
    Ok(one.checked_add(other).ok_or("an amount left the range of numbers")?)
}
