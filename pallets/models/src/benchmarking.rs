//! Benchmarks of every call, and of what the runtime calls with workers' results.
//!
//! Each runs its worst case: parents with as many ancestors as can be paid, prepared datanets.

use crate::{pallet::*, *};
use alloc::vec::Vec;
use openledger_primitives::{
    content::ContentId,
    job::{BaseFiles, EvaluateResult, MergeMethod, MergeResult, TrainResult},
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
    ContributionId, DatanetId, Ppm, VersionId, PPM,
};
use polkadot_sdk::{
    frame_benchmarking::v2::*,
    frame_support::traits::{fungible::Mutate, EnsureOrigin, Get},
    frame_system::{self, RawOrigin},
};

/// What the runtime lays out for these benchmarks.
pub trait BenchmarkHelper<AccountId> {
    /// Gives an account enough for rewards.
    fn fund(account: &AccountId);
    /// A datanet whose snapshot is the most work to take, with data under as many licences as it may hold, all of
    /// which allow a model under [`Self::licence`].
    fn datanet(index: u32) -> DatanetId;
    /// Number of a licence in the table.
    fn licence() -> LicenceId;
    /// Removes a contribution that is in a snapshot from its datanet, and says which; `None` where that cannot be.
    fn remove(snapshot: SnapshotId) -> Option<ContributionId>;
}

fn builder<T: Config>() -> T::AccountId {
    let who = account("builder", 0, 0);
    T::BenchmarkHelper::fund(&who);
    who
}

fn long(first: u8) -> Slug {
    let mut text = alloc::vec![b'x'; MAX_SLUG as usize];
    text[0] = first;
    Slug::truncate_from(text)
}

fn files() -> BaseFiles {
    BaseFiles { weights: ContentId([1; 32]), config: ContentId([2; 32]), tokenizer: ContentId([3; 32]) }
}

fn recipe() -> Recipe {
    Recipe {
        rank: 8,
        alpha: 16,
        targets: Targets::ALL,
        learning_rate_micro: 1_000,
        warmup_steps: 10,
        epochs: 2,
        batch: 8,
        micro_batch: 4,
        sequence_length: 256,
        seed: 1,
        held_out_ppm: 100_000,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 10,
        attribution: AttributionRecipe { dimensions: 256, damping_milli: 100, gradient_weight: 1, lexical_weight: 1 },
    }
}

fn offer<T: Config>() -> Offer<BalanceOf<T>> {
    let price = T::MinimumPrice::get().max(1);
    Offer { licence: T::BenchmarkHelper::licence(), input_price: price, output_price: price, royalty: 0 }
}

/// A deployed version that owes one ancestor less than can be owed, so that a child owes all.
fn parent<T: Config>() -> VersionId {
    let id = NextVersionId::<T>::get();
    Pallet::<T>::do_register_base(builder::<T>(), long(b'b'), files(), NumericClass::CpuExact, offer::<T>())
        .expect("the name is the builder's");
    let share: Ppm = T::MinimumRoyalty::get().max(1);
    Versions::<T>::mutate(id, |version| {
        if let Some(version) = version {
            let owed: Vec<_> = (1..MAX_ROYALTIES).map(|n| (1_000_000 + n, share)).collect();
            version.royalties = Royalties::truncate_from(owed);
            version.royalty = share;
        }
    });
    id
}

fn datanets<T: Config>(count: u32) -> DatanetIds {
    DatanetIds::truncate_from((0..count).map(T::BenchmarkHelper::datanet).collect())
}

fn requested<T: Config>() -> VersionId {
    let parent = parent::<T>();
    let id = NextVersionId::<T>::get();
    let reward = T::MinimumTrainingReward::get();
    Pallet::<T>::do_request_training(
        builder::<T>(),
        long(b't'),
        parent,
        datanets::<T>(1),
        recipe(),
        offer::<T>(),
        reward,
    )
    .expect("the builder has money and the parent is deployed");
    id
}

fn trained() -> TrainResult {
    TrainResult {
        adapter: ContentId([21; 32]),
        adapter_config: ContentId([22; 32]),
        index: ContentId([23; 32]),
        index_root: [24; 32],
        checkpoints_root: [25; 32],
        steps: 100,
        tokens: 10_000,
        engine_build: [26; 32],
    }
}

fn in_state<T: Config>(state: VersionState) -> VersionId {
    let id = requested::<T>();
    Versions::<T>::mutate(id, |version| {
        if let Some(version) = version {
            version.state = state;
        }
    });
    id
}

/// A version that meets the standard.
fn proposed<T: Config>() -> VersionId {
    let id = in_state::<T>(VersionState::Proposed);
    Versions::<T>::mutate(id, |version| {
        if let Some(version) = version {
            version.metrics = Some(METRICS);
            version.engine_build = Some([26; 32]);
        }
    });
    id
}

fn is_in<T: Config>(id: VersionId, state: VersionState) -> bool {
    Versions::<T>::get(id).is_some_and(|version| version.state == state)
}

/// A deployed version with an adapter and everything that was made of it, data of `snapshots` snapshots, and ancestors
/// of its own from `first` on, `ancestors` of them.
fn made<T: Config>(name: u8, snapshots: SnapshotIds, first: VersionId, ancestors: u32) -> VersionId {
    let id = NextVersionId::<T>::get();
    Pallet::<T>::do_register_base(builder::<T>(), long(name), files(), NumericClass::CpuExact, offer::<T>())
        .expect("the name is the builder's");
    let share: Ppm = T::MinimumRoyalty::get().max(1);
    let recipe = recipe();
    let hash = recipe.hash();
    Recipes::<T>::insert(hash, recipe);
    Trainers::<T>::insert(id, account::<T::AccountId>("worker", 0, 0));
    Versions::<T>::mutate(id, |version| {
        if let Some(version) = version {
            let owed: Vec<_> = (0..ancestors).map(|n| (first + n, share)).collect();
            let made = trained();
            version.kind = VersionKind::FineTune;
            version.royalties = Royalties::truncate_from(owed);
            version.royalty = share;
            version.adapter = Some(made.adapter);
            version.adapter_config = Some(made.adapter_config);
            version.index = Some(made.index);
            version.index_root = Some(made.index_root);
            version.checkpoints_root = Some(made.checkpoints_root);
            version.engine_build = Some(made.engine_build);
            version.metrics = Some(METRICS);
            version.recipe = Some(hash);
            version.snapshots = snapshots;
        }
    });
    id
}

/// As many snapshots as a version can have.
fn snapshots<T: Config>() -> SnapshotIds {
    let builder = builder::<T>();
    let taken = datanets::<T>(MAX_DATANETS).into_iter().map(|datanet| T::Snapshots::take(&builder, datanet));
    SnapshotIds::truncate_from(taken.map(|snapshot| snapshot.expect("the datanet can be trained on")).collect())
}

/// What a proposal asks: more than the least that anybody gives, so that one gift does not begin the training.
fn goal<T: Config>() -> BalanceOf<T> {
    T::MinimumTrainingReward::get().saturating_add(T::MinimumBacking::get())
}

/// A version whose training waits for money.
fn proposal<T: Config>() -> VersionId {
    let parent = parent::<T>();
    let id = NextVersionId::<T>::get();
    let goal = goal::<T>();
    T::BenchmarkHelper::fund(&Pallet::<T>::pot());
    Pallet::<T>::do_propose_training(
        builder::<T>(),
        long(b't'),
        parent,
        datanets::<T>(1),
        recipe(),
        offer::<T>(),
        goal,
    )
    .expect("the builder has money and the parent is deployed");
    id
}

/// An external version that is measured.
fn external<T: Config>() -> VersionId {
    let base = parent::<T>();
    let id = NextVersionId::<T>::get();
    let files = (ContentId([81; 32]), ContentId([82; 32]));
    Pallet::<T>::do_register_external(
        builder::<T>(),
        long(b'e'),
        base,
        files,
        datanets::<T>(1),
        recipe(),
        offer::<T>(),
    )
    .expect("the adapter is not known");
    id
}

fn backer<T: Config>() -> T::AccountId {
    let who = account("backer", 0, 0);
    T::BenchmarkHelper::fund(&who);
    who
}

fn later<T: Config>(blocks: frame_system::pallet_prelude::BlockNumberFor<T>) {
    let now = frame_system::Pallet::<T>::block_number();
    frame_system::Pallet::<T>::set_block_number(now + blocks);
}

/// Stake of the backer that earns, on a version that earned something.
fn backed<T: Config>() -> VersionId {
    let id = made::<T>(b'b', SnapshotIds::default(), 0, 0);
    let (who, amount) = (backer::<T>(), T::MinimumBacking::get());
    Pallet::<T>::do_stake(who.clone(), id, amount).expect("the backer has money");
    later::<T>(T::StakeWarmup::get());
    Pallet::<T>::do_activate_stake(id, who).expect("the stake is warm");
    let pot = Pallet::<T>::pot();
    T::BenchmarkHelper::fund(&pot);
    let _ = T::Currency::mint_into(&pot, amount);
    Pallet::<T>::on_backers_income(id, amount).expect("there is a backer");
    id
}

/// What an agent with as many parts as it can have is made of.
fn agent_offer<T: Config>() -> AgentOffer {
    let mix = (0..MAX_PARENTS).map(|n| {
        let version = made::<T>(b'm', SnapshotIds::default(), 0, 0);
        Parent { version, weight: if n == 0 { PPM - (MAX_PARENTS - 1) } else { 1 } }
    });
    let Offer { licence, input_price, output_price, .. } = offer::<T>();
    AgentOffer {
        mix: Mix::truncate_from(mix.collect()),
        prompt: [1; 32],
        retrieval: datanets::<T>(MAX_DATANETS),
        licence,
        owner_share: 0,
        input_price,
        output_price,
    }
}

fn registered_agent<T: Config>() -> AgentId {
    let id = NextAgentId::<T>::get();
    Pallet::<T>::do_register_agent(builder::<T>(), long(b'a'), agent_offer::<T>()).expect("the name is free");
    id
}

const METRICS: EvaluateResult = EvaluateResult { base_micronats: u32::MAX, tuned_micronats: 0, tokens: 1 };

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn register_base() {
        let Offer { licence, input_price, output_price, royalty } = offer::<T>();
        let id = NextVersionId::<T>::get();
        let class = NumericClass::CpuExact;
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), long(b'n'), files(), licence, class, input_price, output_price, royalty);
        assert!(is_in::<T>(id, VersionState::Deployed));
    }

    #[benchmark]
    fn request_training(d: Linear<1, MAX_DATANETS>) {
        let parent = parent::<T>();
        let id = NextVersionId::<T>::get();
        let Offer { licence, input_price, output_price, royalty } = offer::<T>();
        let reward = T::MinimumTrainingReward::get();
        let (builder, datanets) = (builder::<T>(), datanets::<T>(d));
        #[extrinsic_call]
        _(
            RawOrigin::Signed(builder),
            long(b't'),
            parent,
            datanets,
            recipe(),
            licence,
            input_price,
            output_price,
            royalty,
            reward,
        );
        assert_eq!(Versions::<T>::get(id).map(|version| version.snapshots.len()), Some(d as usize));
    }

    #[benchmark]
    fn deploy() {
        Standard::<T>::put(DeploymentStandard::default());
        let id = proposed::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id);
        assert!(is_in::<T>(id, VersionState::Deployed));
    }

    #[benchmark]
    fn set_alias() {
        let id = parent::<T>();
        let alias = long(b'b');
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), alias.clone(), id);
        assert_eq!(Aliases::<T>::get(alias), Some(id));
    }

    #[benchmark]
    fn set_prices() {
        let id = requested::<T>();
        let price = T::MinimumPrice::get().max(1).saturating_mul(2);
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id, price, price);
        assert!(Versions::<T>::get(id).is_some_and(|version| version.input_price == price));
    }

    #[benchmark]
    fn deprecate() {
        let id = in_state::<T>(VersionState::Deployed);
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id);
        assert!(is_in::<T>(id, VersionState::Deprecated));
    }

    #[benchmark]
    fn approve() -> Result<(), BenchmarkError> {
        let origin = T::DeploymentOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        Standard::<T>::put(DeploymentStandard::default());
        let id = proposed::<T>();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);
        assert!(is_in::<T>(id, VersionState::Approved));
        Ok(())
    }

    #[benchmark]
    fn request_evaluation() {
        let id = in_state::<T>(VersionState::Proposed);
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id, T::EvaluationReward::get());
        assert!(is_in::<T>(id, VersionState::Evaluating));
    }

    #[benchmark]
    fn revoke() -> Result<(), BenchmarkError> {
        let origin = T::DeploymentOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        let id = in_state::<T>(VersionState::Deployed);
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);
        assert!(is_in::<T>(id, VersionState::Revoked));
        Ok(())
    }

    #[benchmark]
    fn fork() {
        let parent = made::<T>(b'p', snapshots::<T>(), 1_000_000, MAX_ROYALTIES - 1);
        let id = NextVersionId::<T>::get();
        let Offer { licence, input_price, output_price, royalty } = offer::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), long(b'f'), parent, licence, input_price, output_price, royalty);
        assert!(is_in::<T>(id, VersionState::Proposed));
    }

    /// Parents together have as much data as a version can have, and each its own ancestors.
    #[benchmark]
    fn request_merge(p: Linear<2, MAX_PARENTS>) {
        let snapshots = snapshots::<T>();
        let each = MAX_ROYALTIES / MAX_PARENTS - 1;
        let parents: Vec<_> = (0..p)
            .map(|n| {
                let version = made::<T>(b'p', snapshots.clone(), 1_000_000 + n * each, each);
                Parent { version, weight: if n == 0 { PPM - (p - 1) * 200_000 } else { 200_000 } }
            })
            .collect();
        let parents = Parents::truncate_from(parents);
        let id = NextVersionId::<T>::get();
        let Offer { licence, input_price, output_price, royalty } = offer::<T>();
        let (builder, reward) = (builder::<T>(), T::MinimumTrainingReward::get());
        #[extrinsic_call]
        _(
            RawOrigin::Signed(builder),
            long(b't'),
            parents,
            MergeMethod::Linear,
            recipe(),
            licence,
            input_price,
            output_price,
            royalty,
            reward,
        );
        assert!(is_in::<T>(id, VersionState::Training));
    }

    #[benchmark]
    fn request_reproduction() {
        let id = made::<T>(b'p', snapshots::<T>(), 0, 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id, T::MinimumTrainingReward::get());
        assert!(Reproductions::<T>::contains_key(id));
    }

    #[benchmark]
    fn settle_mismatch() -> Result<(), BenchmarkError> {
        let origin = T::DeploymentOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        let id = made::<T>(b'p', snapshots::<T>(), 0, 0);
        let made = Made { adapter: ContentId([1; 32]), index_root: [2; 32], checkpoints_root: None };
        Mismatches::<T>::insert(id, Mismatch { worker: builder::<T>(), made });
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, false);
        assert!(is_in::<T>(id, VersionState::Revoked));
        Ok(())
    }

    #[benchmark]
    fn register_external(d: Linear<1, MAX_DATANETS>) {
        let base = parent::<T>();
        let id = NextVersionId::<T>::get();
        let Offer { licence, input_price, output_price, royalty } = offer::<T>();
        let (builder, datanets) = (builder::<T>(), datanets::<T>(d));
        #[extrinsic_call]
        _(
            RawOrigin::Signed(builder),
            long(b'e'),
            base,
            ContentId([81; 32]),
            ContentId([82; 32]),
            datanets,
            recipe(),
            licence,
            input_price,
            output_price,
            royalty,
        );
        assert!(is_in::<T>(id, VersionState::Evaluating));
    }

    #[benchmark]
    fn challenge_external() {
        let known = made::<T>(b'p', SnapshotIds::default(), 0, 0);
        let id = external::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(backer::<T>()), id, known);
        assert!(Challenges::<T>::contains_key(id));
    }

    #[benchmark]
    fn settle_challenge() -> Result<(), BenchmarkError> {
        let origin = T::DeploymentOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        let known = made::<T>(b'p', SnapshotIds::default(), 0, 0);
        let id = external::<T>();
        Pallet::<T>::do_challenge(backer::<T>(), id, known)?;
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, true);
        assert!(is_in::<T>(id, VersionState::Revoked));
        Ok(())
    }

    #[benchmark]
    fn propose_training(d: Linear<1, MAX_DATANETS>) {
        let parent = parent::<T>();
        let id = NextVersionId::<T>::get();
        let Offer { licence, input_price, output_price, royalty } = offer::<T>();
        let goal = T::MinimumTrainingReward::get();
        let (builder, datanets) = (builder::<T>(), datanets::<T>(d));
        #[extrinsic_call]
        _(
            RawOrigin::Signed(builder),
            long(b't'),
            parent,
            datanets,
            recipe(),
            licence,
            input_price,
            output_price,
            royalty,
            goal,
        );
        assert!(is_in::<T>(id, VersionState::Funding));
    }

    /// The last part, which begins the training.
    #[benchmark]
    fn fund() {
        let id = proposal::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(backer::<T>()), id, goal::<T>());
        assert!(is_in::<T>(id, VersionState::Training));
    }

    #[benchmark]
    fn close_proposal() -> Result<(), BenchmarkError> {
        let id = proposal::<T>();
        Pallet::<T>::do_fund(backer::<T>(), id, T::MinimumBacking::get())?;
        later::<T>(T::FundingPeriod::get());
        later::<T>(1u32.into());
        #[extrinsic_call]
        _(RawOrigin::Signed(backer::<T>()), id);
        assert!(is_in::<T>(id, VersionState::Failed));
        Ok(())
    }

    #[benchmark]
    fn reclaim_funding() -> Result<(), BenchmarkError> {
        let id = proposal::<T>();
        Pallet::<T>::do_fund(backer::<T>(), id, T::MinimumBacking::get())?;
        Pallet::<T>::do_close_proposal(builder::<T>(), id)?;
        #[extrinsic_call]
        _(RawOrigin::Signed(backer::<T>()), id);
        assert!(!Proposals::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn stake() {
        let id = backed::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(backer::<T>()), id, T::MinimumBacking::get());
        assert!(Backers::<T>::get(id, backer::<T>()).warming > 0);
    }

    #[benchmark]
    fn activate_stake() -> Result<(), BenchmarkError> {
        let (id, who) = (backed::<T>(), backer::<T>());
        Pallet::<T>::do_stake(who.clone(), id, T::MinimumBacking::get())?;
        later::<T>(T::StakeWarmup::get());
        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), id, who.clone());
        assert_eq!(Backers::<T>::get(id, who).warming, 0);
        Ok(())
    }

    #[benchmark]
    fn unstake() {
        let (id, who) = (backed::<T>(), backer::<T>());
        let part = Unbonding { amount: 1, free_at: 0u32.into() };
        let parts: Vec<_> = core::iter::repeat_n(part, MAX_UNBONDING as usize - 1).collect();
        Unbondings::<T>::insert(id, &who, UnbondingOf::<T>::truncate_from(parts));
        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), id, T::MinimumBacking::get());
        assert_eq!(Backers::<T>::get(id, who).staked, 0);
    }

    #[benchmark]
    fn withdraw_unbonded() -> Result<(), BenchmarkError> {
        let (id, who) = (backed::<T>(), backer::<T>());
        Pallet::<T>::do_unstake(who.clone(), id, T::MinimumBacking::get())?;
        later::<T>(T::UnbondingPeriod::get());
        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), id);
        assert!(!Unbondings::<T>::contains_key(id, who));
        Ok(())
    }

    #[benchmark]
    fn claim_stake_income() {
        let (id, who) = (backed::<T>(), backer::<T>());
        #[extrinsic_call]
        _(RawOrigin::Signed(who), id);
        assert!(BackingPools::<T>::get(id).paid > 0);
    }

    #[benchmark]
    fn register_agent() {
        let id = NextAgentId::<T>::get();
        let offer = agent_offer::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), long(b'a'), offer);
        assert!(Agents::<T>::contains_key(id));
    }

    #[benchmark]
    fn update_agent() {
        let id = registered_agent::<T>();
        let offer = AgentOffer { prompt: [2; 32], ..agent_offer::<T>() };
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id, offer);
        assert!(Agents::<T>::get(id).is_some_and(|agent| agent.prompt == [2; 32]));
    }

    #[benchmark]
    fn retire_agent() {
        let id = registered_agent::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id);
        assert!(!Agents::<T>::contains_key(id));
    }

    #[benchmark]
    fn flag_version() -> Result<(), BenchmarkError> {
        let snapshots = snapshots::<T>();
        let last = *snapshots.last().ok_or(BenchmarkError::Weightless)?;
        let id = made::<T>(b'p', snapshots, 0, 0);
        let contribution = T::BenchmarkHelper::remove(last).ok_or(BenchmarkError::Weightless)?;
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id, contribution);
        assert!(Flags::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn flag_descendant() {
        let id = requested::<T>();
        let parent = Versions::<T>::get(id).and_then(|version| version.parents.first().map(|parent| parent.version));
        let parent = parent.unwrap_or_default();
        Flags::<T>::insert(parent, Flag { cause: FlagCause::Contribution(1), until: 1u32.into() });
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id, parent);
        assert!(Flags::<T>::contains_key(id));
    }

    #[benchmark]
    fn request_retraining(d: Linear<1, MAX_DATANETS>) -> Result<(), BenchmarkError> {
        let parent = parent::<T>();
        let id = NextVersionId::<T>::get();
        let reward = T::MinimumTrainingReward::get();
        let (builder, datanets) = (builder::<T>(), datanets::<T>(d));
        Pallet::<T>::do_request_training(
            builder.clone(),
            long(b't'),
            parent,
            datanets,
            recipe(),
            offer::<T>(),
            reward,
        )?;
        Pallet::<T>::on_train_result(id, &builder, trained())?;
        #[extrinsic_call]
        _(RawOrigin::Signed(builder), id, reward);
        assert!(is_in::<T>(id + 1, VersionState::Training));
        Ok(())
    }

    #[benchmark]
    fn lower_royalty() {
        let id = made::<T>(b'p', snapshots::<T>(), 1_000_000, MAX_ROYALTIES);
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id, 0);
        assert!(Versions::<T>::get(id).is_some_and(|version| version.royalty == 0));
    }

    #[benchmark]
    fn on_merge_result() {
        let id = requested::<T>();
        Versions::<T>::mutate(id, |version| {
            if let Some(version) = version {
                version.kind = VersionKind::Merge;
            }
        });
        let worker = account("worker", 0, 0);
        let TrainResult { adapter, adapter_config, index, index_root, engine_build, .. } = trained();
        let result = MergeResult { adapter, adapter_config, index, index_root, engine_build };
        #[block]
        {
            let result = Pallet::<T>::on_merge_result(id, &worker, result);
            assert!(result.is_ok());
        }
        assert!(is_in::<T>(id, VersionState::Evaluating));
    }

    #[benchmark]
    fn on_merge_failed() {
        let id = requested::<T>();
        #[block]
        {
            Pallet::<T>::on_merge_failed(id);
        }
        assert!(is_in::<T>(id, VersionState::Failed));
    }

    /// The third worker agrees with the second.
    #[benchmark]
    fn on_reproduce_result() {
        let id = made::<T>(b'p', snapshots::<T>(), 1_000_000, MAX_ROYALTIES);
        let made = Made { adapter: ContentId([1; 32]), index_root: [2; 32], checkpoints_root: Some([3; 32]) };
        Mismatches::<T>::insert(id, Mismatch { worker: builder::<T>(), made });
        Reproductions::<T>::insert(id, 0);
        let worker = account("third", 0, 0);
        #[block]
        {
            let result = Pallet::<T>::on_reproduce_result(id, &worker, made);
            assert!(result.is_ok());
        }
        assert!(is_in::<T>(id, VersionState::Revoked));
    }

    #[benchmark]
    fn on_reproduce_failed() {
        Reproductions::<T>::insert(0, 0);
        #[block]
        {
            Pallet::<T>::on_reproduce_failed(0);
        }
        assert!(!Reproductions::<T>::contains_key(0));
    }

    #[benchmark]
    fn on_backers_income() {
        let id = backed::<T>();
        #[block]
        {
            let result = Pallet::<T>::on_backers_income(id, T::MinimumBacking::get());
            assert!(result.is_ok());
        }
        assert!(BackingPools::<T>::get(id).received > 0);
    }

    /// Of a version that people paid for.
    #[benchmark]
    fn on_train_result() {
        let id = proposal::<T>();
        Pallet::<T>::do_fund(backer::<T>(), id, goal::<T>()).expect("the backer has money");
        let worker = account("worker", 0, 0);
        #[block]
        {
            let result = Pallet::<T>::on_train_result(id, &worker, trained());
            assert!(result.is_ok());
        }
        assert!(is_in::<T>(id, VersionState::Evaluating));
    }

    #[benchmark]
    fn on_train_failed() {
        let id = proposal::<T>();
        Pallet::<T>::do_fund(backer::<T>(), id, goal::<T>()).expect("the backer has money");
        #[block]
        {
            Pallet::<T>::on_train_failed(id);
        }
        assert!(is_in::<T>(id, VersionState::Failed));
    }

    #[benchmark]
    fn on_evaluate_result() {
        let id = in_state::<T>(VersionState::Evaluating);
        let worker = account("worker", 0, 0);
        #[block]
        {
            let result = Pallet::<T>::on_evaluate_result(id, &worker, METRICS);
            assert!(result.is_ok());
        }
        assert!(is_in::<T>(id, VersionState::Proposed));
    }

    #[benchmark]
    fn on_evaluate_failed() {
        let id = in_state::<T>(VersionState::Evaluating);
        #[block]
        {
            Pallet::<T>::on_evaluate_failed(id);
        }
        assert!(is_in::<T>(id, VersionState::Proposed));
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder::default().build(), crate::mock::Test);
}
