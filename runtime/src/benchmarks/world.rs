//! What a pallet's benchmarks need in the other pallets, laid out as large as it can be.

use crate::{currency::OPEN, AccountId, Balance, Balances, BlockNumber, Runtime, SessionKeys};
use alloc::vec::Vec;
use codec::Decode;
use openledger_primitives::{
    content::ContentId, job::BaseFiles, recipe::NumericClass, Amount, ContributionId, DatanetId, Digest, Ppm, VersionId,
};
use pallet_compute::{unbonding::UnbondingPart, HoldReason, Worker, WorkerState};
use pallet_datanets::{Contribution, ContributionState, LicenceId, Snapshot, SnapshotId};
use pallet_models::{Royalties, SnapshotIds, Version, VersionKind, VersionState, MAX_DATANETS, MAX_ROYALTIES};
use polkadot_sdk::*;

use frame_support::{
    traits::fungible::{Mutate, MutateHold},
    BoundedVec,
};
use sp_core::sr25519;
use sp_runtime::traits::TrailingZeroInput;

/// Numbers far from those that a benchmark's own calls give out.
const FIRST_ANCESTOR: VersionId = 1_000_000;
const FIRST_DESCENDANT: VersionId = 2_000_000;
const FIRST_CONTRIBUTION: ContributionId = 1_000_000;
const SNAPSHOTS: core::ops::Range<SnapshotId> = 1_000_000..1_000_000 + MAX_DATANETS;
const LEAVES: u64 = 1_000_000;

/// The other pallets, as benchmarks want them.
pub struct World;

impl pallet_models::BenchmarkHelper<AccountId> for World {
    fn fund(account: &AccountId) {
        Balances::set_balance(account, 1_000_000 * OPEN);
    }

    fn datanet(_index: u32) -> DatanetId {
        pallet_datanets::benchmarking::full_datanet::<Runtime>()
    }

    fn licence() -> LicenceId {
        pallet_datanets::benchmarking::licence::<Runtime>("MIT")
    }

    fn remove(snapshot: SnapshotId) -> Option<ContributionId> {
        let taken = pallet_datanets::Snapshots::<Runtime>::get(snapshot)?;
        contribution(FIRST_CONTRIBUTION, taken.datanet, 0);
        pallet_datanets::Contributions::<Runtime>::mutate(FIRST_CONTRIBUTION, |contribution| {
            if let Some(contribution) = contribution {
                let removal = taken.removed_count;
                contribution.state = ContributionState::Removed { position: 0, fragments_before: 0, removal };
            }
        });
        pallet_datanets::RemovedSince::<Runtime>::insert(FIRST_CONTRIBUTION, 1);
        Some(FIRST_CONTRIBUTION)
    }
}

impl pallet_governance::BenchmarkHelper<AccountId> for World {
    fn give_keys(who: &AccountId) {
        // The first key is the account's own, so that no two have the same keys.
        if let Ok(keys) = SessionKeys::decode(&mut TrailingZeroInput::new(who.as_ref())) {
            pallet_session::NextKeys::<Runtime>::insert(who, keys);
        }
    }
}

impl pallet_attribution::benchmarking::BenchmarkHelper<AccountId> for World {
    // All it has at stake is on hold, a part of it already on the way back to it.
    fn worker(account: &AccountId, session_key: sr25519::Public, bond: Amount) {
        let unbonding = UnbondingPart { amount: OPEN, until: BlockNumber::MAX };
        let at_stake = bond + OPEN;
        Balances::set_balance(account, at_stake + OPEN);
        let held = Balances::hold(&HoldReason::WorkerBond.into(), account, at_stake);
        assert!(held.is_ok(), "the worker has its bond");
        pallet_compute::Unbonding::<Runtime>::insert(account, BoundedVec::truncate_from(Vec::from([unbonding])));
        let worker = Worker {
            session_key,
            bond,
            endpoint: Default::default(),
            busy: 0,
            heavy: 0,
            state: WorkerState::<BlockNumber>::Active,
        };
        pallet_compute::Workers::<Runtime>::insert(account, worker);
        pallet_compute::WorkerOfKey::<Runtime>::insert(session_key, account);
    }

    fn versions(count: u32) -> Vec<VersionId> {
        SNAPSHOTS.for_each(snapshot);
        let ancestors = FIRST_ANCESTOR..FIRST_ANCESTOR + MAX_ROYALTIES;
        ancestors.clone().for_each(|id| version(id, Vec::new()));
        let royalties: Vec<(VersionId, Ppm)> = ancestors.map(|id| (id, 1_000)).collect();
        let descendants = FIRST_DESCENDANT..FIRST_DESCENDANT + count;
        descendants.clone().for_each(|id| version(id, royalties.clone()));
        descendants.collect()
    }

    fn back(version: VersionId) {
        Balances::set_balance(&pallet_models::Pallet::<Runtime>::pot(), OPEN);
        pallet_models::BackingPools::<Runtime>::mutate(version, |pool| pool.shares = 1);
    }

    fn index(version: VersionId, root: Digest) {
        pallet_models::Versions::<Runtime>::mutate(version, |version| {
            if let Some(version) = version {
                version.index_root = Some(root);
            }
        });
    }

    fn contributions(_version: VersionId, count: u32) -> Vec<(SnapshotId, ContributionId)> {
        (0..count)
            .map(|index| {
                let snapshot = SNAPSHOTS.start + index % MAX_DATANETS;
                let id = FIRST_CONTRIBUTION + ContributionId::from(index);
                contribution(id, snapshot, u64::from(index));
                (snapshot, id)
            })
            .collect()
    }
}

/// A snapshot of a datanet of the same number.
fn snapshot(id: SnapshotId) {
    let snapshot = Snapshot {
        datanet: id,
        count: LEAVES,
        fragments: 100 * LEAVES,
        root: [0; 32],
        removed_count: 0,
        removed_root: [0; 32],
        licences: Default::default(),
        taken_at: 0,
    };
    pallet_datanets::Snapshots::<Runtime>::insert(id, snapshot);
}

/// An accepted contribution to the datanet of a snapshot.
fn contribution(id: ContributionId, snapshot: SnapshotId, position: u64) {
    let contribution = Contribution {
        datanet: snapshot,
        contributor: frame_benchmarking::account("contributor", 0, position as u32),
        content: ContentId([1; 32]),
        root: [2; 32],
        fragments: 100,
        bytes: 100_000,
        fragmenter: 1,
        licence: 0,
        source: BoundedVec::truncate_from(alloc::vec![b's'; 256]),
        submitted_at: 0,
        deposit: 0 as Balance,
        state: ContributionState::<BlockNumber>::Accepted { position, fragments_before: 100 * position },
    };
    pallet_datanets::Contributions::<Runtime>::insert(id, contribution);
}

/// A deployed version with all the data that one may have.
fn version(id: VersionId, royalties: Vec<(VersionId, Ppm)>) {
    let version = Version {
        model: BoundedVec::truncate_from(alloc::vec![b'm'; 48]),
        number: id,
        kind: VersionKind::FineTune,
        parents: Default::default(),
        base: BaseFiles { weights: ContentId([1; 32]), config: ContentId([2; 32]), tokenizer: ContentId([3; 32]) },
        adapter: Some(ContentId([4; 32])),
        adapter_config: Some(ContentId([5; 32])),
        index: Some(ContentId([6; 32])),
        index_root: Some([7; 32]),
        recipe: Some([8; 32]),
        snapshots: SnapshotIds::truncate_from(SNAPSHOTS.collect()),
        licence: 0,
        metrics: None,
        numeric_class: NumericClass::CpuExact,
        engine_build: Some([9; 32]),
        builder: frame_benchmarking::account("builder", 0, id),
        input_price: OPEN,
        output_price: OPEN,
        royalty: 1_000,
        royalties: Royalties::truncate_from(royalties),
        verified: false,
        state: VersionState::Deployed,
        checkpoints_root: Some([10; 32]),
        created_at: 0,
        retired_at: None,
    };
    pallet_models::Versions::<Runtime>::insert(id, version);
}
