//! The migration from version 1 of the storage.

use crate::{mock::*, *};
use codec::Encode;
use openledger_primitives::content::ContentId;
use polkadot_sdk::{
    frame_support::{
        parameter_types,
        storage::unhashed,
        traits::{fungible::Mutate, GetStorageVersion, OnRuntimeUpgrade, StorageVersion},
    },
    pallet_balances,
};

parameter_types! {
    pub Payer: AccountId = MAKER;
}

type Migration = crate::migrations::MigrateToV2<Test, Payer>;

/// What version 1 stored for a version, field by field, as its bytes.
fn old_bytes(version: &VersionOf<Test>) -> Vec<u8> {
    let kind: u8 = match version.kind {
        VersionKind::Base => 0,
        VersionKind::FineTune => 1,
        _ => unreachable!("version 1 had no other"),
    };
    let state: u8 = match version.state {
        VersionState::Training => 0,
        VersionState::Evaluating => 1,
        VersionState::Proposed => 2,
        VersionState::Deployed => 3,
        VersionState::Deprecated => 4,
        VersionState::Revoked => 5,
        VersionState::Failed => 6,
        VersionState::Approved => 7,
        _ => unreachable!("version 1 had no other"),
    };
    let v = version.clone();
    let mut bytes = (v.model, v.number, kind, v.parents, v.base, v.adapter, v.adapter_config, v.index).encode();
    bytes.extend((v.index_root, v.recipe, v.snapshots, v.licence, v.metrics, v.numeric_class).encode());
    bytes.extend((v.engine_build, v.builder, v.input_price, v.output_price, v.royalty, v.royalties).encode());
    bytes.extend((v.verified, state, v.checkpoints_root, v.created_at, v.retired_at).encode());
    bytes
}

/// A chain as version 1 left it: a base, a tune, a tune of that, and one that failed.
fn old() {
    let tune = deployed(request("tune"));
    deployed(Request { parent: tune, ..request("next") });
    let failed = request("other").submitted();
    ModelsPallet::on_train_failed(failed);
    for id in 0..4 {
        let key = Versions::<Test>::hashed_key_for(id);
        unhashed::put_raw(&key, &old_bytes(&version(id)));
        if let Some(deposit) = Deposits::<Test>::take(id) {
            let reason = HoldReason::VersionDeposit.into();
            let (who, exact) = (version(id).builder, polkadot_sdk::frame_support::traits::tokens::Precision::Exact);
            use polkadot_sdk::frame_support::traits::fungible::MutateHold;
            Balances::release(&reason, &who, deposit, exact).unwrap();
        }
    }
    let _ = Generations::<Test>::clear(u32::MAX, None);
    let _ = VersionOfAdapter::<Test>::clear(u32::MAX, None);
    let _ = Trainers::<Test>::clear(u32::MAX, None);
    Balances::set_balance(&ModelsPallet::pot(), 0);
    StorageVersion::new(1).put::<ModelsPallet>();
}

#[test]
fn old_versions_are_read_and_get_their_generations() {
    ExtBuilder::default().build_and_execute(|| {
        old();
        let before: Vec<_> = (0..4).map(version).collect();
        #[cfg(feature = "try-runtime")]
        let state = Migration::pre_upgrade().unwrap();
        Migration::on_runtime_upgrade();
        #[cfg(feature = "try-runtime")]
        Migration::post_upgrade(state).unwrap();

        assert_eq!(ModelsPallet::on_chain_storage_version(), 2);
        assert_eq!((0..4).map(version).collect::<Vec<_>>(), before);
        assert_eq!([0, 1, 2, 3].map(Generations::<Test>::get), [0, 1, 2, 1]);
        assert_eq!(VersionOfAdapter::<Test>::get(ContentId([21; 32])), Some(1));
        assert_eq!(pallet_balances::Pallet::<Test>::free_balance(ModelsPallet::pot()), 1);
    });
}

#[test]
fn it_runs_once() {
    ExtBuilder::default().build_and_execute(|| {
        old();
        Migration::on_runtime_upgrade();
        Generations::<Test>::insert(2, 7);
        Migration::on_runtime_upgrade();
        assert_eq!(Generations::<Test>::get(2), 7);
        Generations::<Test>::insert(2, 2);
    });
}
