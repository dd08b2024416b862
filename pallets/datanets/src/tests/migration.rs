//! Version 2 of the storage from version 1, written as the release before wrote it.

use crate::{migrations::MigrateToV2, mock::*, *};
use codec::Encode;
use openledger_primitives::content::ContentId;
use polkadot_sdk::{
    frame_support::{
        assert_ok,
        storage::{storage_prefix, unhashed},
        traits::{fungible::MutateHold, GetStorageVersion, OnRuntimeUpgrade, StorageVersion},
        StorageHasher, Twox64Concat,
    },
    sp_io::TestExternalities,
};

fn put(item: &str, key: impl Encode, value: impl Encode) {
    let mut at = storage_prefix(b"DatanetsPallet", item.as_bytes()).to_vec();
    at.extend(key.using_encoded(Twox64Concat::hash));
    unhashed::put_raw(&at, &value.encode());
}

/// A contribution of `ALICE` as version 1 wrote it: its fields have not changed, what stands in them has.
fn old(id: u64, state: ContributionState<u64>) {
    let Declared { datanet, root, fragments, bytes, fragmenter, licence, source, .. } = declared(1);
    let contribution = Contribution {
        datanet,
        contributor: ALICE,
        content: ContentId([id as u8; 32]),
        root,
        fragments,
        bytes,
        fragmenter,
        licence,
        source,
        submitted_at: 1u64,
        deposit: DEPOSIT,
        state,
    };
    ContributionOfContent::<Test>::insert(0, contribution.content, id);
    if let ContributionState::Accepted { .. } = state {
        let mut tree = Accepted::<Test>::get(0);
        tree.peaks.push(DatanetsPallet::leaf_of(id, &contribution));
        tree.fragments += 10;
        Accepted::<Test>::insert(0, tree);
        AcceptedAt::<Test>::insert(0, 0, id);
        LicenceUse::<Test>::insert(0, MIT, 1);
    }
    Contributions::<Test>::insert(id, contribution);
}

/// What version 1 had stored: a standard, a datanet, data in every state that waits or was accepted, two votes.
fn version_1() -> TestExternalities {
    let mut ext = ExtBuilder::default().bare().build();
    ext.execute_with(|| {
        StorageVersion::new(1).put::<DatanetsPallet>();
        unhashed::put_raw(&storage_prefix(b"DatanetsPallet", b"Standard"), &(2u8, 3u32, 90u32, 20u128, BOND).encode());
        let rules = (2u8, 55u8, 10u32, 2u128, 100u128);
        put("Datanets", 0u32, (OWNER, slug("old"), Description::default(), 3u8, licences(&[MIT]), rules, 500u128, 0u8));
        DatanetOfSlug::<Test>::insert(slug("old"), 0);
        NextDatanetId::<Test>::put(1);
        assert_ok!(Balances::hold(&HoldReason::DatanetDeposit.into(), &OWNER, 500));
        old(0, ContributionState::Accepted { position: 0, fragments_before: 0 });
        old(1, ContributionState::Submitted);
        old(2, ContributionState::InCuration { ends: 7 });
        assert_ok!(Balances::hold(&HoldReason::ContributionDeposit.into(), &ALICE, 2 * DEPOSIT));
        NextContributionId::<Test>::put(3);
        let votes = vec![(CURATORS[0].clone(), 80u8, BOND), (WORKER, 60u8, STAKE)];
        put("Votes", 2u64, votes);
        put("Closing", 7u64, vec![2u64]);
        put("CurateReports", 2u64, (60u8, 3u32, ContentId([9; 32])));
    });
    ext
}

#[test]
fn what_was_stored_means_the_same_and_more() {
    version_1().execute_with(|| {
        MigrateToV2::<Test>::on_runtime_upgrade();
        assert_eq!(DatanetsPallet::on_chain_storage_version(), StorageVersion::new(2));
        let report = CurateReports::<Test>::get(2).expect("a report is kept");
        assert_eq!((report.score, report.duplicates, report.report), (60, 3, ContentId([9; 32])));
        assert_eq!(report.findings, Default::default());
        let standard = Standard::<Test>::get();
        assert_eq!((standard.minimum_quorum, standard.maximum_voting_period), (2, 90));
        assert_eq!((standard.tolerance, standard.curation_fee), (STANDARD.tolerance, FEE));
        let datanet = Datanets::<Test>::get(0).unwrap();
        assert_eq!((datanet.owner, datanet.slug, datanet.kind), (OWNER, slug("old"), DatanetKind::Code));
        assert_eq!((datanet.rules.threshold, datanet.rules.reveal_period), (55, 2));
        assert_eq!((datanet.rules.quorum_stake, datanet.rules.open_per_account), (1, 64));
        assert_eq!(Contributions::<Test>::get(0).unwrap().deposit, 0);
        assert_eq!(Contributions::<Test>::get(1).unwrap().deposit, DEPOSIT);
        assert_eq!(Holdings::<Test>::get(0, ALICE).fragments, 10);
        assert_eq!((Undecided::<Test>::get(0), UndecidedOf::<Test>::get(0, ALICE)), (2, 2));
        let scores: Vec<_> = Voices::<Test>::get(2).iter().map(|voice| voice.score).collect();
        assert_eq!(scores, [Some(80), Some(60)]);
        assert_eq!(Closing::<Test>::get(7).into_inner(), [2]);
        DatanetsPallet::do_try_state().unwrap();
    });
}

#[test]
fn it_goes_on_afterwards() {
    version_1().execute_with(|| {
        MigrateToV2::<Test>::on_runtime_upgrade();
        assert_ok!(seal(1, 2, 90));
        assert_ok!(open(1, 2, 90));
        assert!(matches!(state(2), ContributionState::Accepted { .. }));
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), 0));
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), 1));
        assert_ok!(DatanetsPallet::unbond_curator(signed(&CURATORS[0])));
        DatanetsPallet::do_try_state().unwrap();
    });
}

#[test]
fn it_runs_once() {
    version_1().execute_with(|| {
        MigrateToV2::<Test>::on_runtime_upgrade();
        let rules = Datanets::<Test>::get(0).unwrap().rules;
        MigrateToV2::<Test>::on_runtime_upgrade();
        assert_eq!(Datanets::<Test>::get(0).unwrap().rules, rules);
        assert_eq!(Undecided::<Test>::get(0), 2);
    });
}
