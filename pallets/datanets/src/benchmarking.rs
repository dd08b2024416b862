//! Benchmarks of every call, of the hook, and of what the runtime calls with workers' results.
//!
//! Each runs its worst case: all voices given, all licences in use, trees of a million leaves.

use crate::{pallet::*, *};
use alloc::vec::Vec;
use openledger_primitives::{
    content::ContentId,
    job::{CheckResult, CurateResult, Rejection},
    merkle::Peaks,
    ContributionId, DatanetId,
};
use polkadot_sdk::{
    frame_benchmarking::v2::*,
    frame_support::{
        traits::{fungible::Mutate, Get},
        BoundedVec,
    },
    frame_system::{self, RawOrigin},
    sp_runtime::traits::{Bounded, SaturatedConversion, Saturating},
};

const ROOT: [u8; 32] = [7; 32];

/// An account with more than anything here costs.
fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
    let who: T::AccountId = account(name, index, 0);
    T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 1_000_000u32.into());
    who
}

fn owner<T: Config>() -> T::AccountId {
    funded::<T>("owner", 0)
}

fn contributor<T: Config>() -> T::AccountId {
    funded::<T>("contributor", 0)
}

/// As many licences as a datanet admits, all of which a model under MIT may be made from.
const LICENCES: [&str; MAX_LICENCES as usize] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC-BY-1.0",
    "CC-BY-2.0",
    "CC-BY-2.5",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unlicense",
    "Zlib",
];

/// Number of a licence, which is admitted if it was not.
pub fn licence<T: Config>(spdx: &str) -> LicenceId {
    let spdx = Spdx::truncate_from(spdx.as_bytes().to_vec());
    Pallet::<T>::number_of(&spdx).unwrap_or_else(|| {
        let free = (1_000..).find(|id| !Licences::<T>::contains_key(id)).expect("there are more numbers");
        Pallet::<T>::do_admit_licence(free, spdx).expect("the number is free and the licence new");
        free
    })
}

fn licences<T: Config>() -> LicenceIds {
    LicenceIds::truncate_from(LICENCES.iter().map(|spdx| licence::<T>(spdx)).collect())
}

/// All voices are needed.
fn rules<T: Config>() -> CurationRules<BalanceOf<T>> {
    CurationRules {
        quorum: T::MaxCurators::get().saturated_into(),
        threshold: 50,
        voting_period: Standard::<T>::get().maximum_voting_period,
        deposit_per_kib: 1u32.into(),
        deposit_base: Standard::<T>::get().minimum_deposit,
    }
}

/// A datanet with trees of a million leaves and data under every licence it admits. Benchmarks of pallets that train
/// on snapshots use it too.
pub fn full_datanet<T: Config>() -> DatanetId {
    let id = NextDatanetId::<T>::get();
    Pallet::<T>::do_create_datanet(
        owner::<T>(),
        Slug::truncate_from(alloc::format!("benchmark-{id}").into_bytes()),
        Description::truncate_from(alloc::vec![b'd'; 512]),
        DatanetKind::Code,
        licences::<T>(),
        rules::<T>(),
    )
    .expect("the owner has money and the slug is new");
    let peaks = Peaks { count: (1 << 20) - 1, peaks: alloc::vec![[1; 32]; 20] };
    Accepted::<T>::insert(id, Tree { peaks: peaks.clone(), fragments: 1 << 40 });
    Removed::<T>::insert(id, Tree { peaks, fragments: 1 << 20 });
    for licence in licences::<T>() {
        LicenceUse::<T>::insert(id, licence, 2);
    }
    id
}

fn submit<T: Config>(datanet: DatanetId, content: u32) -> ContributionId {
    let id = NextContributionId::<T>::get();
    let mut digest = [0; 32];
    digest[..4].copy_from_slice(&content.to_le_bytes());
    Pallet::<T>::do_contribute(Contribution {
        datanet,
        contributor: contributor::<T>(),
        content: ContentId(digest),
        root: ROOT,
        fragments: T::MaxFragments::get(),
        bytes: T::MaxBytes::get(),
        fragmenter: T::Fragmenter::get(),
        licence: licences::<T>()[0],
        source: Source::truncate_from(alloc::vec![b's'; 256]),
        submitted_at: frame_system::Pallet::<T>::block_number(),
        deposit: 0u32.into(),
        state: ContributionState::Submitted,
    })
    .expect("the contributor has money and the content is new");
    id
}

fn checked(verdict: Option<Rejection>) -> CheckResult {
    CheckResult { verdict, root: ROOT, refused: 0, report: ContentId([9; 32]) }
}

fn put_to_vote<T: Config>(id: ContributionId) {
    Pallet::<T>::on_check_result(id, &account("worker", 0, 0), checked(None)).expect("it waits for its check");
}

fn bonded<T: Config>(index: u32) -> T::AccountId {
    let who = funded::<T>("curator", index);
    Pallet::<T>::do_bond_curator(who.clone(), Standard::<T>::get().minimum_curator_bond)
        .expect("the curator has money");
    who
}

/// A contribution in curation with so many votes and a closing queue that is full.
fn voted<T: Config>(votes: u32) -> ContributionId {
    let datanet = full_datanet::<T>();
    let id = submit::<T>(datanet, 0);
    put_to_vote::<T>(id);
    if let ContributionState::InCuration { ends } = Contributions::<T>::get(id).expect("just submitted").state {
        let mut waiting: Vec<ContributionId> = (0..T::MaxClosing::get()).map(|n| 1_000_000 + u64::from(n)).collect();
        waiting.pop();
        waiting.push(id);
        Closing::<T>::insert(ends, BoundedVec::truncate_from(waiting));
    }
    let votes = (0..votes).map(|index| Vote { curator: bonded::<T>(index), score: 80, stake: 1u32.into() });
    Votes::<T>::insert(id, VotesOf::<T>::truncate_from(votes.collect()));
    id
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn create_datanet() {
        let owner = owner::<T>();
        let slug = Slug::truncate_from(alloc::vec![b'x'; MAX_SLUG as usize]);
        let description = Description::truncate_from(alloc::vec![b'd'; 512]);
        let licences = licences::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(owner), slug.clone(), description, DatanetKind::Code, licences, rules::<T>());
        assert!(DatanetOfSlug::<T>::contains_key(slug));
    }

    #[benchmark]
    fn contribute() {
        let datanet = full_datanet::<T>();
        let contributor = contributor::<T>();
        let id = NextContributionId::<T>::get();
        let source = Source::truncate_from(alloc::vec![b's'; 256]);
        #[extrinsic_call]
        _(
            RawOrigin::Signed(contributor),
            datanet,
            ContentId([1; 32]),
            ROOT,
            T::MaxFragments::get(),
            T::MaxBytes::get(),
            T::Fragmenter::get(),
            licences::<T>()[0],
            source,
        );
        assert!(Contributions::<T>::contains_key(id));
    }

    #[benchmark]
    fn bond_curator() {
        let curator = funded::<T>("curator", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(curator.clone()), Standard::<T>::get().minimum_curator_bond);
        assert!(Curators::<T>::contains_key(curator));
    }

    #[benchmark]
    fn unbond_curator() {
        let curator = bonded::<T>(0);
        frame_system::Pallet::<T>::set_block_number(2u32.into());
        #[extrinsic_call]
        _(RawOrigin::Signed(curator.clone()));
        assert!(!Curators::<T>::contains_key(curator));
    }

    #[benchmark]
    fn vote() {
        let id = voted::<T>(T::MaxCurators::get() - 1);
        let curator = bonded::<T>(T::MaxCurators::get());
        #[extrinsic_call]
        _(RawOrigin::Signed(curator), id, 80);
        assert!(Contributions::<T>::get(id).is_some_and(|c| c.position().is_some()));
    }

    #[benchmark]
    fn close_curation() {
        // Whoever else is bonded would have to vote first.
        let _ = Curators::<T>::clear(u32::MAX, None);
        let id = voted::<T>(T::MaxCurators::get() - 1);
        let anybody = funded::<T>("anybody", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(anybody), id);
        assert!(Contributions::<T>::get(id).is_some_and(|c| c.position().is_some()));
    }

    #[benchmark]
    fn withdraw() {
        let id = voted::<T>(T::MaxCurators::get());
        #[extrinsic_call]
        _(RawOrigin::Signed(contributor::<T>()), id);
        assert_eq!(Contributions::<T>::get(id).map(|c| c.state), Some(ContributionState::Withdrawn));
    }

    #[benchmark]
    fn set_datanet_rules() {
        let datanet = full_datanet::<T>();
        let new = CurationRules { threshold: 60, ..rules::<T>() };
        #[extrinsic_call]
        _(RawOrigin::Signed(owner::<T>()), datanet, new);
        assert_eq!(Datanets::<T>::get(datanet).map(|d| d.rules.threshold), Some(60));
    }

    #[benchmark]
    fn close_datanet() {
        let datanet = full_datanet::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(owner::<T>()), datanet);
        assert_eq!(Datanets::<T>::get(datanet).map(|d| d.state), Some(DatanetState::Closed));
    }

    #[benchmark]
    fn close_due(c: Linear<0, { T::MaxClosing::get() }>) {
        let datanet = full_datanet::<T>();
        let voices = T::MaxCurators::get() - 1;
        let votes: Vec<_> = (0..voices)
            .map(|index| Vote { curator: account("curator", index, 0), score: 80, stake: 1u32.into() })
            .collect();
        for content in 0..c {
            let id = submit::<T>(datanet, content);
            put_to_vote::<T>(id);
            Votes::<T>::insert(id, VotesOf::<T>::truncate_from(votes.clone()));
        }
        let now = frame_system::Pallet::<T>::block_number();
        let block = now.saturating_add(Standard::<T>::get().maximum_voting_period.into());
        #[block]
        {
            Pallet::<T>::close_due(block);
        }
        assert!(!Closing::<T>::contains_key(block));
    }

    #[benchmark]
    fn on_check_result() {
        let id = submit::<T>(full_datanet::<T>(), 0);
        let worker = account("worker", 0, 0);
        #[block]
        {
            let result = Pallet::<T>::on_check_result(id, &worker, checked(None));
            assert!(result.is_ok());
        }
        assert!(Checks::<T>::contains_key(id));
    }

    #[benchmark]
    fn on_check_failed() {
        let id = submit::<T>(full_datanet::<T>(), 0);
        #[block]
        {
            Pallet::<T>::on_check_failed(id);
        }
        let state = ContributionState::Rejected(Rejection::Unavailable);
        assert_eq!(Contributions::<T>::get(id).map(|c| c.state), Some(state));
    }

    #[benchmark]
    fn on_curate_result() {
        let id = voted::<T>(T::MaxCurators::get() - 1);
        let worker = account("worker", 0, 0);
        let result =
            CurateResult { score: 80, duplicates: 0, report: ContentId([9; 32]), findings: Default::default() };
        #[block]
        {
            let result = Pallet::<T>::on_curate_result(id, &worker, result);
            assert!(result.is_ok());
        }
        assert!(Contributions::<T>::get(id).is_some_and(|c| c.position().is_some()));
    }

    #[benchmark]
    fn on_curate_failed() {
        let id = voted::<T>(0);
        #[block]
        {
            Pallet::<T>::on_curate_failed(id);
        }
    }

    #[benchmark]
    fn take_snapshot() {
        let datanet = full_datanet::<T>();
        #[block]
        {
            let taken = Pallet::<T>::take_snapshot(datanet);
            assert!(taken.is_ok());
        }
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder::default().build(), crate::mock::Test);
}
