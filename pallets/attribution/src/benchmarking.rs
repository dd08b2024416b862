//! Benchmarks of every call and of maturing, each at its worst.

mod scene;
mod trial;

use crate::*;
use alloc::{boxed::Box, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, Authorize, EnsureOrigin, Get};
use frame_system::RawOrigin;
use openledger_primitives::{job::ReexecuteResult, Amount, ContributionId, Digest, VersionId};
use polkadot_sdk::*;
use sp_core::sr25519;
use sp_runtime::{transaction_validity::TransactionSource, DispatchError};

/// Puts into other pallets what a benchmark needs there.
pub trait BenchmarkHelper<AccountId> {
    /// Makes an account a worker with this session key and this bond.
    fn worker(account: &AccountId, session_key: sr25519::Public, bond: Amount);

    /// So many deployed versions with data, by increasing number, each owing royalties to as many ancestors as a
    /// version may owe; every ancestor is a deployed version with data, too.
    fn versions(count: u32) -> Vec<VersionId>;

    /// Lets somebody back a version.
    fn back(version: VersionId);

    /// Commits a version to an attribution index with this root.
    fn index(version: VersionId, root: Digest);

    /// So many contributions in snapshots of this version, which has as many snapshots as a version may have.
    fn contributions(version: VersionId, count: u32) -> Vec<(SnapshotId, ContributionId)>;
}

#[benchmarks(where <T as frame_system::Config>::RuntimeCall: From<Call<T>>)]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn open_allocation() {
        let (user, worker) = (scene::user::<T>(0), scene::worker::<T>().account);
        let amount = T::MinimumAllocation::get();

        #[extrinsic_call]
        _(RawOrigin::Signed(user), worker, amount, [1; 32]);

        assert!(Allocations::<T>::contains_key(0));
    }

    #[benchmark]
    fn top_up() -> Result<(), BenchmarkError> {
        let user = scene::allocation::<T>(0, &scene::worker::<T>())?.user;
        let amount = T::MinimumAllocation::get();

        #[extrinsic_call]
        _(RawOrigin::Signed(user), 0, amount);

        Ok(())
    }

    #[benchmark]
    fn close_allocation() -> Result<(), BenchmarkError> {
        let user = scene::allocation::<T>(0, &scene::worker::<T>())?.user;

        #[extrinsic_call]
        _(RawOrigin::Signed(user), 0);

        Ok(())
    }

    #[benchmark]
    fn finish_closing() -> Result<(), BenchmarkError> {
        let user = scene::allocation::<T>(0, &scene::worker::<T>())?.user;
        Allocations::<T>::mutate(0, |allocation| {
            if let Some(allocation) = allocation {
                allocation.closes_at = Some(0);
            }
        });

        #[extrinsic_call]
        _(RawOrigin::Signed(user), 0);

        assert!(!Allocations::<T>::contains_key(0));
        Ok(())
    }

    #[benchmark]
    fn submit_batch(
        v: Linear<1, { T::MaxVersions::get() }>,
        r: Linear<1, { T::MaxRedemptions::get() }>,
    ) -> Result<(), BenchmarkError> {
        let (signed, signature) = scene::batch::<T>(v, r)?;
        scene::crowd_maturing::<T>();

        #[extrinsic_call]
        _(RawOrigin::Authorized, Box::new(signed), signature);

        assert_eq!(BatchRedemptions::<T>::get(0).len() as u32, r);
        Ok(())
    }

    #[benchmark]
    fn authorize_batch(
        v: Linear<1, { T::MaxVersions::get() }>,
        r: Linear<1, { T::MaxRedemptions::get() }>,
    ) -> Result<(), BenchmarkError> {
        let (signed, signature) = scene::batch::<T>(v, r)?;
        scene::crowd_maturing::<T>();
        let call: <T as frame_system::Config>::RuntimeCall =
            Call::submit_batch { signed: Box::new(signed), signature }.into();

        #[block]
        {
            call.authorize(TransactionSource::InBlock)
                .ok_or("a batch can be authorised")?
                .map_err(|_| "the batch is right")?;
        }

        Ok(())
    }

    #[benchmark]
    fn claim_credits(n: Linear<1, { T::MaxClaimLines::get() }>) -> Result<(), BenchmarkError> {
        let lines = scene::matured_lines::<T>(n)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), 0, lines);

        assert_eq!(Claimed::<T>::iter_prefix(0).count() as u32, n);
        Ok(())
    }

    #[benchmark]
    fn settle_royalty() -> Result<(), BenchmarkError> {
        let child = scene::version::<T>()?;
        let royalties = T::Catalogue::terms(child).ok_or("the version is there")?.royalties;
        let (ancestor, _) = *royalties.last().ok_or("the version has ancestors")?;
        RoyaltyPools::<T>::insert(child, RoyaltyPool { received: scene::MUCH, pulled: 0 });
        DataPools::<T>::insert(ancestor, scene::pool());
        scene::backers_share::<T>();
        T::BenchmarkHelper::back(ancestor);
        T::Currency::mint_into(&Pallet::<T>::pot(), scene::MUCH)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), child, ancestor);

        assert!(RoyaltyPulled::<T>::get(child, ancestor) > 0);
        Ok(())
    }

    #[benchmark]
    fn claim_data_pool() -> Result<(), BenchmarkError> {
        let version = scene::version::<T>()?;
        let contributions = T::BenchmarkHelper::contributions(version, 1);
        let (snapshot, contribution) = *contributions.last().ok_or("the version holds a contribution")?;
        DataPools::<T>::insert(version, scene::pool());
        let position = CreditPosition { credits: 1_000, ..Default::default() };
        Credits::<T>::insert(version, contribution, position);

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), version, snapshot, contribution);

        assert!(WeightPulled::<T>::get((version, snapshot, contribution)) > 0);
        assert!(Credits::<T>::get(version, contribution).index > Default::default());
        Ok(())
    }

    #[benchmark]
    fn claim() -> Result<(), BenchmarkError> {
        let account: T::AccountId = whitelisted_caller();
        scene::earnings::<T>(&account)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(account.clone()));

        assert!(!Earnings::<T>::contains_key(&account));
        Ok(())
    }

    #[benchmark]
    fn claim_for() -> Result<(), BenchmarkError> {
        let account = scene::account::<T>("earner", 0);
        scene::earnings::<T>(&account)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), account.clone());

        assert!(!Earnings::<T>::contains_key(&account));
        Ok(())
    }

    #[benchmark]
    fn set_rules() -> Result<(), BenchmarkError> {
        let origin = T::AdminOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, rules::RULES);

        assert_eq!(Rules::<T>::get(), rules::RULES);
        Ok(())
    }

    #[benchmark]
    fn mature_none() {
        #[block]
        {
            Pallet::<T>::mature_due();
        }
    }

    #[benchmark]
    fn mature_batch(v: Linear<1, { T::MaxVersions::get() }>) -> Result<(), BenchmarkError> {
        scene::backers_share::<T>();
        let (signed, _) = scene::batch::<T>(v, T::MaxRedemptions::get())?;
        Pallet::<T>::do_submit_batch(&signed)?;
        signed.income.iter().for_each(|income| T::BenchmarkHelper::back(income.version));

        #[block]
        {
            Pallet::<T>::mature(0)?;
        }

        assert!(!BatchRedemptions::<T>::contains_key(0));
        Ok(())
    }

    #[benchmark]
    fn dispute_score(d: Linear<0, 4_096>, t: Linear<0, 8_192>) -> Result<(), BenchmarkError> {
        let shown = trial::score::<T>(d, t)?;

        #[block]
        {
            Pallet::<T>::judge_score(0, &shown).map_err(DispatchError::from)?;
        }

        Ok(())
    }

    #[benchmark]
    fn dispute_line(d: Linear<0, 4_096>, t: Linear<0, 8_192>) -> Result<(), BenchmarkError> {
        let shown = trial::line::<T>(d, t)?;

        #[block]
        {
            Pallet::<T>::judge_line(0, &shown).map_err(DispatchError::from)?;
        }

        Ok(())
    }

    #[benchmark]
    fn dispute_missing_line(d: Linear<0, 4_096>, t: Linear<0, 8_192>) -> Result<(), BenchmarkError> {
        let shown = trial::missing_line::<T>(d, t)?;

        #[block]
        {
            Pallet::<T>::judge_missing_line(0, &shown).map_err(DispatchError::from)?;
        }

        Ok(())
    }

    #[benchmark]
    fn dispute_order() -> Result<(), BenchmarkError> {
        let (first, second) = trial::order::<T>()?;

        #[block]
        {
            Pallet::<T>::judge_order(0, &first, &second).map_err(DispatchError::from)?;
        }

        Ok(())
    }

    #[benchmark]
    fn dispute_sum() -> Result<(), BenchmarkError> {
        let shown = trial::sum::<T>()?;

        #[block]
        {
            Pallet::<T>::judge_sum(0, &shown).map_err(DispatchError::from)?;
        }

        Ok(())
    }

    #[benchmark]
    fn dispute_totals(n: Linear<1, { disputes::totals::MAX_SHOWN }>) -> Result<(), BenchmarkError> {
        let (subject, shown) = trial::totals::<T>(n)?;

        #[block]
        {
            Pallet::<T>::judge_totals(0, &subject, &shown).map_err(DispatchError::from)?;
        }

        Ok(())
    }

    #[benchmark]
    fn dispute_receipt() -> Result<(), BenchmarkError> {
        let shown = trial::receipt::<T>()?;

        #[block]
        {
            Pallet::<T>::judge_receipt(0, &shown).map_err(DispatchError::from)?;
        }

        Ok(())
    }

    #[benchmark]
    fn dispute_double() -> Result<(), BenchmarkError> {
        let (first, second) = trial::double::<T>()?;

        #[block]
        {
            Pallet::<T>::judge_double(0, &first, &second).map_err(DispatchError::from)?;
        }

        Ok(())
    }

    #[benchmark]
    fn dispute_history(n: Linear<1, { disputes::history::MAX_HISTORY }>) -> Result<(), BenchmarkError> {
        let (shown, history) = trial::history::<T>(n)?;

        #[block]
        {
            Pallet::<T>::judge_history(0, &shown, &[3; 32], &history).map_err(DispatchError::from)?;
        }

        Ok(())
    }

    #[benchmark]
    fn demand() -> Result<(), BenchmarkError> {
        trial::receipt::<T>()?;
        trial::crowd::<T>(disputes::demand::MAX_DEMANDS - 1)?;
        let challenger = scene::user::<T>(1_000);

        #[extrinsic_call]
        _(RawOrigin::Signed(challenger), 0, Part::Line(7));

        assert_eq!(Demands::<T>::get(0).len() as u32, disputes::demand::MAX_DEMANDS);
        Ok(())
    }

    #[benchmark]
    fn reveal(d: Linear<0, 4_096>, t: Linear<0, 8_192>) -> Result<(), BenchmarkError> {
        let (part, shown) = trial::query::<T>(d, t)?;
        trial::crowd::<T>(disputes::demand::MAX_DEMANDS - 1)?;
        Pallet::<T>::do_demand(scene::user::<T>(1_000), 0, part)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), 0, part, Box::new(shown));

        assert_eq!(Demands::<T>::get(0).len() as u32, disputes::demand::MAX_DEMANDS - 1);
        Ok(())
    }

    /// What comes before the batch is void.
    #[benchmark]
    fn convict_silence() -> Result<(), BenchmarkError> {
        trial::receipt::<T>()?;
        trial::crowd::<T>(disputes::demand::MAX_DEMANDS)?;

        #[block]
        {
            Pallet::<T>::disputable(0).map_err(DispatchError::from)?;
            Pallet::<T>::unanswered(0).ok_or("there are demands")?;
        }

        Ok(())
    }

    #[benchmark]
    fn request_reexecution() -> Result<(), BenchmarkError> {
        let shown = trial::receipt::<T>()?;
        trial::reexecutions::<T>(disputes::reexecution::MAX_REEXECUTIONS - 1)?;
        trial::crowd_delays::<T>();
        let challenger = scene::user::<T>(1_000);

        #[extrinsic_call]
        _(RawOrigin::Signed(challenger), 0, Box::new(shown));

        assert_eq!(ReexecutionsOf::<T>::get(0).len() as u32, disputes::reexecution::MAX_REEXECUTIONS);
        Ok(())
    }

    /// The answer that ends it in the accused's favour; [`void_batch`] comes on top of the other end.
    #[benchmark]
    fn on_reexecute_result() -> Result<(), BenchmarkError> {
        trial::receipt::<T>()?;
        trial::reexecutions::<T>(disputes::reexecution::MAX_REEXECUTIONS)?;
        let stated = ReexecuteResult { output: [1; 32], query: [2; 32] };
        Pallet::<T>::on_reexecute_result(0, &scene::account::<T>("judge", 0), stated)?;
        let judge = scene::account::<T>("judge", 1);

        #[block]
        {
            Pallet::<T>::on_reexecute_result(0, &judge, stated)?;
        }

        assert!(Reexecutions::<T>::get(0).is_none());
        Ok(())
    }

    /// The failure that ends it.
    #[benchmark]
    fn on_reexecute_failed() -> Result<(), BenchmarkError> {
        trial::receipt::<T>()?;
        trial::reexecutions::<T>(disputes::reexecution::MAX_REEXECUTIONS)?;
        for _ in 1..disputes::reexecution::PANEL {
            Pallet::<T>::on_reexecute_failed(0);
        }

        #[block]
        {
            Pallet::<T>::on_reexecute_failed(0);
        }

        assert!(Reexecutions::<T>::get(0).is_none());
        Ok(())
    }

    #[benchmark]
    fn void_batch(r: Linear<1, { T::MaxRedemptions::get() }>) -> Result<(), BenchmarkError> {
        let (signed, _) = scene::batch::<T>(T::MaxVersions::get(), r)?;
        Pallet::<T>::do_submit_batch(&signed)?;
        trial::reexecutions::<T>(disputes::reexecution::MAX_REEXECUTIONS)?;
        trial::crowd::<T>(disputes::demand::MAX_DEMANDS)?;
        let challenger = scene::user::<T>(1_000);

        #[block]
        {
            Pallet::<T>::sentence(0, Lie::WrongSum, &challenger).map_err(|error| error.error)?;
        }

        assert!(Voided::<T>::contains_key(0));
        Ok(())
    }

    #[benchmark]
    fn compact_batch() -> Result<(), BenchmarkError> {
        let (signed, _) = scene::batch::<T>(T::MaxVersions::get(), 1)?;
        Pallet::<T>::do_submit_batch(&signed)?;
        Batches::<T>::mutate(0, |batch| {
            if let Some(batch) = batch {
                batch.matured = true;
                batch.claimed = batch.header.credits.sum;
                for share in &mut batch.shares {
                    share.claimed = share.data;
                }
            }
        });
        for chunk in 0..retention::MAX_CHUNKS {
            Claimed::<T>::insert(0, chunk, u128::MAX);
        }

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), 0);

        assert!(!Batches::<T>::contains_key(0));
        Ok(())
    }

    #[benchmark]
    fn set_dispute_rules() -> Result<(), BenchmarkError> {
        let origin = T::AdminOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, rules::DISPUTES);

        assert_eq!(DisputeTerms::<T>::get(), rules::DISPUTES);
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::benchmark_externalities(), crate::mock::Test);
}
