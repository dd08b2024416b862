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
    sp_runtime::traits::{SaturatedConversion, Saturating},
};

const ROOT: [u8; 32] = [7; 32];

/// An account with more than anything here costs.
fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
    let who: T::AccountId = account(name, index, 0);
    T::Currency::set_balance(&who, u128::MAX / 1_000_000);
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
        reveal_period: Standard::<T>::get().maximum_reveal_period,
        quorum_stake: Standard::<T>::get().minimum_quorum_stake,
        open_per_account: Standard::<T>::get().intake_per_account,
        open_per_datanet: Standard::<T>::get().intake_per_datanet,
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
        deposit: Default::default(),
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

const SALT: [u8; 32] = [4; 32];

/// What a curator says: every third is far from the others, and loses.
fn score(index: u32) -> u8 {
    if index % 3 == 2 {
        0
    } else {
        80
    }
}

/// So many curators' votes on a contribution, opened or not, and a panel in a phase; a closing queue that is full.
fn voted<T: Config>(id: ContributionId, votes: u32, opened: u32, phase: Phase) {
    let mut round = Rounds::<T>::get(id).expect("it is judged");
    let voices = (0..votes).map(|index| {
        let curator = bonded::<T>(index);
        let commitment = Pallet::<T>::commitment(&curator, id, round.number, score(index), SALT);
        Pallet::<T>::engage(&curator);
        Standings::<T>::mutate(&curator, |standing| standing.reputation = 50);
        let stake = Standard::<T>::get().minimum_curator_bond;
        Voice { curator, commitment: Some(commitment), score: (index < opened).then(|| score(index)), stake }
    });
    Voices::<T>::insert(id, VoicesOf::<T>::truncate_from(voices.collect()));
    if phase != Phase::Sealing {
        round.sealed_at = Some(frame_system::Pallet::<T>::block_number());
    }
    round.phase = phase;
    Rounds::<T>::insert(id, round);
    let mut waiting: Vec<ContributionId> = (1..T::MaxClosing::get()).map(|n| 1_000_000 + u64::from(n)).collect();
    waiting.push(id);
    Closing::<T>::insert(round.ends, BoundedVec::truncate_from(waiting));
}

/// A contribution that curators judge.
fn in_curation<T: Config>() -> ContributionId {
    let id = submit::<T>(full_datanet::<T>(), 0);
    put_to_vote::<T>(id);
    id
}

fn panel<T: Config>(name: &'static str) -> PanelistsOf<T> {
    PanelistsOf::<T>::truncate_from((0..T::MaxCurators::get()).map(|index| account(name, index, 0)).collect())
}

/// A contribution that was accepted and can be challenged.
fn accepted<T: Config>() -> ContributionId {
    let id = in_curation::<T>();
    let (contribution, round) = Pallet::<T>::judged(id).expect("it is judged");
    Pallet::<T>::end_round(id, &round);
    Pallet::<T>::settle(id, &[], crate::decision::Measure::Nothing);
    Pallet::<T>::accept(id, contribution, 0, 80, 1).expect("it waits for its decision");
    Panelists::<T>::insert(id, panel::<T>("judge"));
    id
}

/// A contribution that was refused and can be appealed for.
fn refused<T: Config>() -> ContributionId {
    let id = in_curation::<T>();
    let (contribution, round) = Pallet::<T>::judged(id).expect("it is judged");
    Pallet::<T>::end_round(id, &round);
    Pallet::<T>::reject(id, contribution, Rejection::LowQuality, Some(1), crate::contribution::Refuser::FirstPanel);
    Panelists::<T>::insert(id, panel::<T>("judge"));
    id
}

/// An owner's sealed answers, as many as there can be, the last for a contribution.
fn sealed<T: Config>(datanet: DatanetId, id: ContributionId) {
    for index in 1..MAX_PLANTS {
        Pallet::<T>::do_seal_known_answer(owner::<T>(), datanet, [index as u8; 32]).expect("there is room");
    }
    Pallet::<T>::do_seal_known_answer(owner::<T>(), datanet, Pallet::<T>::known_answer(id, 80, SALT))
        .expect("there is room");
}

fn pass<T: Config>(blocks: u32) {
    let now = frame_system::Pallet::<T>::block_number();
    frame_system::Pallet::<T>::set_block_number(now.saturating_add(blocks.into()));
}

/// A motion that somebody with data has moved; returns its datanet.
fn moved<T: Config>() -> DatanetId {
    let id = accepted::<T>();
    let datanet = Contributions::<T>::get(id).expect("accepted").datanet;
    Pallet::<T>::do_open_motion(contributor::<T>(), datanet, Change::Rules(rules::<T>())).expect("it has data");
    datanet
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
    fn commit_vote() {
        let id = in_curation::<T>();
        voted::<T>(id, T::MaxCurators::get() - 1, 0, Phase::Sealing);
        let curator = bonded::<T>(T::MaxCurators::get());
        #[extrinsic_call]
        _(RawOrigin::Signed(curator), id, [1; 32]);
        assert_eq!(Rounds::<T>::get(id).map(|round| round.phase), Some(Phase::Opening));
    }

    #[benchmark]
    fn reveal_vote() {
        let id = in_curation::<T>();
        let last = T::MaxCurators::get() - 1;
        voted::<T>(id, last + 1, last, Phase::Opening);
        let curator: T::AccountId = account("curator", last, 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(curator), id, score(last), SALT);
        assert!(Contributions::<T>::get(id).is_some_and(|c| c.position().is_some()));
    }

    #[benchmark]
    fn close_curation() {
        let id = in_curation::<T>();
        voted::<T>(id, T::MaxCurators::get(), T::MaxCurators::get(), Phase::Waiting);
        let ends = Rounds::<T>::get(id).expect("judged").ends;
        frame_system::Pallet::<T>::set_block_number(ends);
        let anybody = funded::<T>("anybody", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(anybody), id);
        assert!(Contributions::<T>::get(id).is_some_and(|c| c.position().is_some()));
    }

    #[benchmark]
    fn withdraw() {
        let id = in_curation::<T>();
        voted::<T>(id, T::MaxCurators::get(), T::MaxCurators::get(), Phase::Waiting);
        #[extrinsic_call]
        _(RawOrigin::Signed(contributor::<T>()), id);
        assert_eq!(Contributions::<T>::get(id).map(|c| c.state), Some(ContributionState::Withdrawn));
    }

    #[benchmark]
    fn appeal() {
        let id = refused::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(contributor::<T>()), id);
        assert!(Contests::<T>::contains_key(id));
    }

    #[benchmark]
    fn challenge() {
        let id = accepted::<T>();
        let challenger = funded::<T>("challenger", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(challenger), id, Rejection::Secrets, ContentId([1; 32]));
        assert!(Contests::<T>::contains_key(id));
    }

    #[benchmark]
    fn release_deposit() {
        let id = accepted::<T>();
        pass::<T>(Standard::<T>::get().challenge_window + 1);
        let anybody = funded::<T>("anybody", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(anybody), id);
        assert!(!Windows::<T>::contains_key(id));
    }

    #[benchmark]
    fn forget_contribution() {
        let id = refused::<T>();
        pass::<T>(Standard::<T>::get().appeal_window + 1);
        let anybody = funded::<T>("anybody", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(anybody), id);
        assert!(!Contributions::<T>::contains_key(id));
    }

    #[benchmark]
    fn seal_known_answer() {
        let datanet = full_datanet::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(owner::<T>()), datanet, [1; 32]);
        assert_eq!(Plants::<T>::get(datanet).len(), 1);
    }

    #[benchmark]
    fn open_known_answer() {
        let datanet = full_datanet::<T>();
        let id = submit::<T>(datanet, 0);
        sealed::<T>(datanet, id);
        put_to_vote::<T>(id);
        pass::<T>(1);
        voted::<T>(id, T::MaxCurators::get(), T::MaxCurators::get(), Phase::Waiting);
        #[extrinsic_call]
        _(RawOrigin::Signed(contributor::<T>()), id, 80, SALT);
        assert_eq!(Contributions::<T>::get(id).map(|c| c.state), Some(ContributionState::Planted { score: 80 }));
    }

    #[benchmark]
    fn forfeit_known_answer() {
        let datanet = full_datanet::<T>();
        sealed::<T>(datanet, 0);
        let commitment = Pallet::<T>::known_answer(0, 80, SALT);
        pass::<T>(Standard::<T>::get().plant_lifetime + 1);
        let anybody = funded::<T>("anybody", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(anybody), datanet, commitment);
        assert_eq!(Plants::<T>::get(datanet).len() as u32, MAX_PLANTS - 1);
    }

    #[benchmark]
    fn set_access() {
        let datanet = full_datanet::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(owner::<T>()), datanet, AccessTerms::Approved);
        assert_eq!(Access::<T>::get(datanet), AccessTerms::Approved);
    }

    #[benchmark]
    fn grant_access() {
        let datanet = full_datanet::<T>();
        let who: T::AccountId = account("trainer", 0, 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(owner::<T>()), datanet, who.clone());
        assert!(Grants::<T>::contains_key(datanet, who));
    }

    #[benchmark]
    fn revoke_access() {
        let datanet = full_datanet::<T>();
        let who: T::AccountId = account("trainer", 0, 0);
        Pallet::<T>::do_grant_access(owner::<T>(), datanet, who.clone()).expect("the owner has money");
        #[extrinsic_call]
        _(RawOrigin::Signed(owner::<T>()), datanet, who.clone());
        assert!(!Grants::<T>::contains_key(datanet, who));
    }

    #[benchmark]
    fn offer_datanet() {
        let datanet = full_datanet::<T>();
        let heir: T::AccountId = account("heir", 0, 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(owner::<T>()), datanet, Some(heir));
        assert!(Offers::<T>::contains_key(datanet));
    }

    #[benchmark]
    fn accept_datanet() {
        let datanet = full_datanet::<T>();
        let heir = funded::<T>("heir", 0);
        Pallet::<T>::do_offer_datanet(owner::<T>(), datanet, Some(heir.clone())).expect("it is the owner's");
        #[extrinsic_call]
        _(RawOrigin::Signed(heir.clone()), datanet);
        assert_eq!(Datanets::<T>::get(datanet).map(|d| d.owner), Some(heir));
    }

    #[benchmark]
    fn open_motion() {
        let id = accepted::<T>();
        let datanet = Contributions::<T>::get(id).expect("accepted").datanet;
        let change = Change::Licences(licences::<T>());
        #[extrinsic_call]
        _(RawOrigin::Signed(contributor::<T>()), datanet, change);
        assert!(Motions::<T>::contains_key(datanet));
    }

    #[benchmark]
    fn vote_on_motion() {
        let datanet = moved::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(contributor::<T>()), datanet, 1, true);
        assert!(Motions::<T>::get(datanet).is_some_and(|motion| motion.ayes > 0));
    }

    #[benchmark]
    fn conclude_motion() {
        let datanet = moved::<T>();
        Motions::<T>::mutate(datanet, |motion| {
            if let Some(motion) = motion {
                motion.ayes = motion.total;
            }
        });
        let ends = Motions::<T>::get(datanet).expect("moved").ends;
        frame_system::Pallet::<T>::set_block_number(ends);
        let anybody = funded::<T>("anybody", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(anybody), datanet);
        assert!(!Motions::<T>::contains_key(datanet));
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
        let block = frame_system::Pallet::<T>::block_number().saturating_add(1_000u32.into());
        let mut due = Vec::new();
        for content in 0..c {
            let id = submit::<T>(datanet, content);
            put_to_vote::<T>(id);
            voted::<T>(id, T::MaxCurators::get(), T::MaxCurators::get(), Phase::Waiting);
            Rounds::<T>::mutate(id, |round| {
                if let Some(round) = round {
                    round.ends = block;
                }
            });
            due.push(id);
        }
        let _ = Closing::<T>::clear(u32::MAX, None);
        Closing::<T>::insert(block, BoundedVec::truncate_from(due));
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
        let id = in_curation::<T>();
        voted::<T>(id, T::MaxCurators::get() - 1, 0, Phase::Sealing);
        let worker = account("worker", 0, 0);
        let result =
            CurateResult { score: 80, duplicates: 0, report: ContentId([9; 32]), findings: Default::default() };
        #[block]
        {
            let result = Pallet::<T>::on_curate_result(id, &worker, result);
            assert!(result.is_ok());
        }
        assert_eq!(Rounds::<T>::get(id).map(|round| round.phase), Some(Phase::Opening));
    }

    #[benchmark]
    fn on_curate_failed() {
        let id = in_curation::<T>();
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
