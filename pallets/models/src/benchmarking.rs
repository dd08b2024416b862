//! Benchmarks of every call, and of what the runtime calls with workers' results.
//!
//! Each runs its worst case: parents with as many ancestors as can be paid, prepared datanets.

use crate::{pallet::*, *};
use alloc::vec::Vec;
use openledger_primitives::{
    content::ContentId,
    job::{BaseFiles, EvaluateResult, TrainResult},
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
    DatanetId, Ppm, VersionId,
};
use polkadot_sdk::{
    frame_benchmarking::v2::*,
    frame_support::traits::{EnsureOrigin, Get},
    frame_system::RawOrigin,
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
    Offer { licence: T::BenchmarkHelper::licence(), input_price: 1u32.into(), output_price: 2u32.into(), royalty: 0 }
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
        #[extrinsic_call]
        _(RawOrigin::Signed(builder::<T>()), id, 7u32.into(), 8u32.into());
        assert!(Versions::<T>::get(id).is_some_and(|version| version.input_price == 7u32.into()));
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
    fn on_train_result() {
        let id = requested::<T>();
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
        let id = requested::<T>();
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
