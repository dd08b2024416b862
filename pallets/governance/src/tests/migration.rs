//! Version 2 of the storage from version 1.

use crate::{migrations::MigrateToV2, mock::*, *};
use codec::Encode;
use openledger_primitives::standard::CurationStandard;
use polkadot_sdk::frame_support::{
    storage::unhashed,
    traits::{GetStorageVersion, OnRuntimeUpgrade, StorageVersion},
};

#[test]
fn standards_that_held_before_are_kept() {
    ExtBuilder::default().build_and_execute(|| {
        StorageVersion::new(1).put::<Governance>();
        let past = vec![(3u64, 0u8, 2u8, 4u32, 9u32, 5u128, 6u128), (7, 0, 1, 1, 10, 1, 1)];
        unhashed::put_raw(&History::<Test>::hashed_key_for(StandardKind::Curation), &past.encode());
        MigrateToV2::<Test>::on_runtime_upgrade();
        assert_eq!(Governance::on_chain_storage_version(), StorageVersion::new(2));
        let first = CurationStandard {
            minimum_quorum: 2,
            minimum_voting_period: 4,
            maximum_voting_period: 9,
            minimum_deposit: 5,
            minimum_curator_bond: 6,
            ..FIRST_CURATION
        };
        let kept = History::<Test>::get(StandardKind::Curation).into_inner();
        assert_eq!(kept[0], Past { until: 3, standard: Standard::Curation(first) });
        assert_eq!(kept[1], Past { until: 7, standard: Standard::Curation(FIRST_CURATION) });
        assert_eq!(kept.len(), 2);
    });
}

#[test]
fn without_a_history_there_is_none() {
    ExtBuilder::default().build_and_execute(|| {
        StorageVersion::new(1).put::<Governance>();
        MigrateToV2::<Test>::on_runtime_upgrade();
        assert_eq!(History::<Test>::iter().count(), 0);
    });
}
