//! Benchmarks of every call; `set_standard` once for each kind.
//!
//! Each runs its worst case: full histories, a full set of validators, changes of as many licences as one may name.

use crate::{pallet::*, *};
use alloc::vec::Vec;
use openledger_primitives::{
    recipe::NumericClass,
    split::Economics,
    standard::{CurationStandard, DeploymentStandard},
};
use polkadot_sdk::{
    frame_benchmarking::v2::*,
    frame_support::{
        traits::{
            fungible::{Inspect, Mutate, MutateHold},
            EnsureOrigin, EnsureOriginWithArg, Get,
        },
        BoundedVec,
    },
    frame_system::RawOrigin,
};

/// What the runtime lays out for these benchmarks.
pub trait BenchmarkHelper<AccountId> {
    /// Gives an account session keys, which no other account has.
    fn give_keys(who: &AccountId);
}

fn standard_origin<T: Config>(standard: &Standard) -> Result<T::RuntimeOrigin, BenchmarkError> {
    T::StandardOrigin::try_successful_origin(&standard.kind()).map_err(|_| BenchmarkError::Weightless)
}

fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
    T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// Fills the history of a standard's kind, so that the oldest entry has to go.
fn full_history<T: Config>(standard: &Standard) {
    let past = Past { until: Default::default(), standard: standard.clone() };
    let past: Vec<_> = (0..T::MaxHistory::get()).map(|_| past.clone()).collect();
    History::<T>::insert(standard.kind(), PastStandards::<T>::truncate_from(past));
}

/// An account with more than a bond, which is held, and keys.
fn bonded<T: Config>(index: u32) -> T::AccountId {
    let who: T::AccountId = account("validator", index, 0);
    let bond = Rules::<T>::get().minimum_bond;
    T::Currency::set_balance(&who, T::Currency::minimum_balance().saturating_add(bond.saturating_mul(2)));
    T::BenchmarkHelper::give_keys(&who);
    T::Currency::hold(&HoldReason::ValidatorBond.into(), &who, bond).expect("the account has more");
    Bonds::<T>::insert(&who, Bond { amount: bond, releasable_at: None });
    who
}

/// So many validators.
fn set<T: Config>(count: u32) -> Vec<T::AccountId> {
    let set: Vec<T::AccountId> = (0..count).map(bonded::<T>).collect();
    Validators::<T>::put(ValidatorSet::<T>::truncate_from(set.clone()));
    set
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn set_curation() -> Result<(), BenchmarkError> {
        let now = T::Registry::curation();
        let maximum_voting_period = now.maximum_voting_period.saturating_add(1);
        let standard = Standard::Curation(CurationStandard { maximum_voting_period, ..now });
        let origin = standard_origin::<T>(&standard)?;
        full_history::<T>(&standard);
        #[extrinsic_call]
        set_standard(origin as T::RuntimeOrigin, standard.clone());
        assert_eq!(Pallet::<T>::standard(StandardKind::Curation), Some(standard));
        Ok(())
    }

    #[benchmark]
    fn set_deployment() -> Result<(), BenchmarkError> {
        let now = T::Registry::deployment();
        let standard = Standard::Deployment(DeploymentStandard { require_approval: !now.require_approval, ..now });
        let origin = standard_origin::<T>(&standard)?;
        full_history::<T>(&standard);
        #[extrinsic_call]
        set_standard(origin as T::RuntimeOrigin, standard.clone());
        assert_eq!(Pallet::<T>::standard(StandardKind::Deployment), Some(standard));
        Ok(())
    }

    #[benchmark]
    fn set_economics() -> Result<(), BenchmarkError> {
        let now = T::Registry::economics();
        let (builder, data) = (now.data, now.builder);
        let standard = Standard::Economics(Economics { builder, data, ..now });
        let origin = standard_origin::<T>(&standard)?;
        full_history::<T>(&standard);
        #[extrinsic_call]
        set_standard(origin as T::RuntimeOrigin, standard.clone());
        assert_eq!(Pallet::<T>::standard(StandardKind::Economics), Some(standard));
        Ok(())
    }

    #[benchmark]
    fn set_licences(n: Linear<1, { 2 * MAX_LICENCES }>) -> Result<(), BenchmarkError> {
        // Other numbers for each `n`, as a mock may not forget those of the last.
        let licence = |index: u32| {
            let number = 50_000u16.saturating_add((2 * MAX_LICENCES * n + index) as u16);
            Licence { number, spdx: Spdx::truncate_from(alloc::format!("LicenseRef-{number:053}").into_bytes()) }
        };
        let retired: Vec<_> = (MAX_LICENCES..n.max(MAX_LICENCES)).map(licence).collect();
        for Licence { number, spdx } in retired.iter().cloned() {
            T::Registry::admit_licence(number, spdx)?;
        }
        let standard = Standard::Licences(LicenceStandard {
            admit: BoundedVec::truncate_from((0..n.min(MAX_LICENCES)).map(licence).collect()),
            retire: BoundedVec::truncate_from(retired.iter().map(|licence| licence.number).collect()),
        });
        let origin = standard_origin::<T>(&standard)?;
        full_history::<T>(&standard);
        #[extrinsic_call]
        set_standard(origin as T::RuntimeOrigin, standard);
        assert!(T::Registry::licence(licence(0).number).is_some());
        Ok(())
    }

    #[benchmark]
    fn set_numeric() -> Result<(), BenchmarkError> {
        let builds = (0..MAX_BUILDS).map(|n| [n as u8; 32]).collect();
        let standard = Standard::Numeric(NumericStandard {
            classes: BoundedVec::truncate_from(alloc::vec![NumericClass::CpuExact]),
            engine_builds: BoundedVec::truncate_from(builds),
        });
        let origin = standard_origin::<T>(&standard)?;
        full_history::<T>(&standard);
        #[extrinsic_call]
        set_standard(origin as T::RuntimeOrigin, standard.clone());
        assert_eq!(Pallet::<T>::standard(StandardKind::Numeric), Some(standard));
        Ok(())
    }

    #[benchmark]
    fn bond_validator() {
        let who = bonded::<T>(0);
        let before = Bonds::<T>::get(&who).map_or(0, |bond| bond.amount);
        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), 1);
        assert_eq!(Bonds::<T>::get(who).map(|bond| bond.amount), Some(before.saturating_add(1)));
    }

    #[benchmark]
    fn unbond_validator() {
        let who = bonded::<T>(0);
        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()));
        assert!(!Bonds::<T>::contains_key(who));
    }

    #[benchmark]
    fn add_validator() -> Result<(), BenchmarkError> {
        let origin = admin::<T>()?;
        set::<T>(T::MaxValidators::get().saturating_sub(1));
        let who = bonded::<T>(T::MaxValidators::get());
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, who.clone());
        assert!(Validators::<T>::get().contains(&who));
        Ok(())
    }

    #[benchmark]
    fn remove_validator() -> Result<(), BenchmarkError> {
        let origin = admin::<T>()?;
        let set = set::<T>(T::MaxValidators::get());
        let who = set[0].clone();
        Endorsements::<T>::insert(&who, T::Hash::default());
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, who.clone());
        assert!(!Validators::<T>::get().contains(&who));
        Ok(())
    }

    #[benchmark]
    fn set_validator_rules() -> Result<(), BenchmarkError> {
        let origin = admin::<T>()?;
        set::<T>(T::MaxValidators::get());
        let rules = ValidatorRules { minimum_bond: 1, minimum_validators: 1, unbonding_period: 1u32.into() };
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, rules);
        assert_eq!(Rules::<T>::get(), rules);
        Ok(())
    }

    #[benchmark]
    fn endorse(v: Linear<1, { T::MaxValidators::get() }>) {
        let set = set::<T>(v);
        let hash = T::Hash::default();
        for validator in &set[1..] {
            Endorsements::<T>::insert(validator, hash);
        }
        #[extrinsic_call]
        _(RawOrigin::Signed(set[0].clone()), hash);
        assert!(!Endorsements::<T>::contains_key(&set[0]));
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder::default().build(), crate::mock::Test);
}
