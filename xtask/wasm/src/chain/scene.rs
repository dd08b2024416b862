//! The state that is measured on, made by the runtime's own calls and storage types: whatever the pallets store
//! otherwise one day is changed here, and nowhere else.

use super::{
    transaction::{account, pair},
    Result,
};
use codec::Encode;
use frame_support::{
    storage::{with_transaction, TransactionOutcome},
    traits::fungible::Mutate,
    BoundedVec,
};
use openledger_primitives::{
    content::ContentId, job::BaseFiles, merkle::Peaks, recipe::NumericClass, split::Economics, AllocationId, Amount,
    ContributionId, DatanetId, Ppm, VersionId, PPM,
};
use openledger_runtime::{
    currency::OPEN, Attribution, Balances, Compute, Datanets, Runtime, RuntimeCall, RuntimeOrigin, System,
};
use pallet_datanets::{
    accepted_leaf, AcceptedLeaf, ContributionOf, ContributionState, CurationRules, DatanetKind, SnapshotId, Tree,
};
use pallet_models::{Parent, Version, VersionKind, VersionState};
use polkadot_sdk::*;
use sp_core::{sr25519, storage::Storage, Pair};
use sp_runtime::{traits::BlakeTwo256, DispatchError};
use sp_state_machine::TestExternalities;
use std::collections::BTreeMap;

/// Accounts that send transactions.
pub const USERS: u32 = 4_000;
/// Of those, who pay in a batch.
pub const PAYERS: u32 = 200;
/// Contributions in the datanet.
pub const CONTRIBUTIONS: u64 = 256;
/// Versions that may earn in one batch.
pub const VERSIONS: u32 = 64;
/// Generations above each of the deep versions.
pub const GENERATIONS: u32 = 16;
/// What versions owe all their ancestors together.
pub const ROYALTIES: Ppm = 160_000;
/// Fragments in a contribution.
const FRAGMENTS: u32 = 100;
const LICENCE: u16 = 0;
const FIRST_ANCESTOR: VersionId = 1_000;
const FIRST_SHALLOW: VersionId = 2_000;
const FIRST_DEEP: VersionId = 3_000;

/// A state and who acts in it.
#[derive(Clone)]
pub struct Scene {
    /// The genesis state.
    pub storage: Storage,
    /// The datanet with all contributions.
    pub datanet: DatanetId,
    /// How incomes are divided.
    pub economics: Economics,
    /// What each contribution is like.
    template: ContributionOf<Runtime>,
}

/// Accounts by number.
pub fn user(number: u32) -> sr25519::Pair {
    pair("user", number)
}

/// The worker's account.
pub fn worker() -> sr25519::Pair {
    pair("worker", 0)
}

/// The worker's session key.
pub fn session_key() -> sr25519::Pair {
    pair("session", 0)
}

/// The key that signs a payer's vouchers.
pub fn voucher_key(payer: u32) -> sr25519::Pair {
    pair("voucher", payer)
}

/// Versions that owe one ancestor.
pub fn shallow() -> Vec<VersionId> {
    (FIRST_SHALLOW..FIRST_SHALLOW + VERSIONS).collect()
}

/// Versions with [`GENERATIONS`] ancestors, each of which was merged from the two before it.
pub fn deep() -> Vec<VersionId> {
    (FIRST_DEEP..FIRST_DEEP + VERSIONS).collect()
}

/// The eldest ancestor.
pub const ELDEST: VersionId = FIRST_ANCESTOR;

/// The allocation of a payer.
pub fn allocation(payer: u32) -> AllocationId {
    payer.into()
}

/// A call that gives data to the datanet; `number` makes it another one.
pub fn contribute(datanet: DatanetId, number: u32) -> RuntimeCall {
    RuntimeCall::Datanets(pallet_datanets::Call::contribute {
        datanet,
        content: ContentId(sp_io::hashing::blake2_256(&("given", number).encode())),
        root: [2; 32],
        fragments: FRAGMENTS,
        bytes: 100_000,
        fragmenter: 1,
        licence: LICENCE,
        source: BoundedVec::truncate_from(b"npm:solady@0.1.26".to_vec()),
    })
}

impl Scene {
    /// The development network's genesis, with users, a worker, a datanet, versions and allocations.
    pub fn new(wasm: &[u8]) -> Result<Self> {
        let spec = sc_chain_spec::GenericChainSpec::<sc_chain_spec::NoExtension>::builder(wasm, Default::default())
            .with_genesis_config_preset_name(sp_genesis_builder::DEV_RUNTIME_PRESET)
            .build();
        let genesis = sp_runtime::BuildStorage::build_storage(&spec)?;
        let mut state = TestExternalities::<BlakeTwo256>::new_with_code(wasm, genesis);
        let (datanet, template) = state.execute_with(prepare).map_err(|error| format!("the scene: {error:?}"))?;
        let economics = state.execute_with(pallet_attribution::Economics::<Runtime>::get);
        let storage = state.execute_with(storage);
        Ok(Self { storage, datanet, economics, template })
    }

    /// The same with so many accepted contributions more, and what belongs to each: where its content is looked up
    /// and where it stands in the datanet's tree.
    pub fn with_contributions(&self, count: u64) -> (Storage, u64) {
        let mut storage = self.storage.clone();
        let mut tree = Tree::default();
        let mut bytes = 0;
        for position in 0..CONTRIBUTIONS + count {
            let (entries, leaf) = accepted(self.datanet, &self.template, position);
            tree.peaks.push(leaf);
            tree.fragments += u64::from(FRAGMENTS);
            if position >= CONTRIBUTIONS {
                for (key, value) in entries {
                    bytes += (key.len() + value.len()) as u64;
                    storage.top.insert(key, value);
                }
            }
        }
        let all = CONTRIBUTIONS + count;
        let next: ContributionId = all as ContributionId;
        let mut put = |key: Vec<u8>, value: Vec<u8>| storage.top.insert(key, value);
        put(pallet_datanets::Accepted::<Runtime>::hashed_key_for(self.datanet), tree.encode());
        put(pallet_datanets::LicenceUse::<Runtime>::hashed_key_for(self.datanet, LICENCE), all.encode());
        put(pallet_datanets::NextContributionId::<Runtime>::hashed_key().to_vec(), next.encode());
        (storage, bytes)
    }
}

/// Keys and values of an accepted contribution, and its leaf.
fn accepted(
    datanet: DatanetId,
    template: &ContributionOf<Runtime>,
    position: u64,
) -> (Vec<(Vec<u8>, Vec<u8>)>, [u8; 32]) {
    let id = position as ContributionId;
    let mut contribution = template.clone();
    contribution.contributor = account(&user((position % u64::from(USERS)) as u32));
    contribution.content = ContentId(sp_io::hashing::blake2_256(&("held", position).encode()));
    let fragments_before = position * u64::from(FRAGMENTS);
    contribution.state = ContributionState::Accepted { position, fragments_before };
    let leaf = accepted_leaf(&AcceptedLeaf {
        contribution: id,
        content: contribution.content,
        root: contribution.root,
        fragments: contribution.fragments,
        licence: contribution.licence,
    });
    let content = contribution.content;
    let entries = vec![
        (pallet_datanets::Contributions::<Runtime>::hashed_key_for(id), contribution.encode()),
        (pallet_datanets::ContributionOfContent::<Runtime>::hashed_key_for(datanet, content), id.encode()),
        (pallet_datanets::AcceptedAt::<Runtime>::hashed_key_for(datanet, position), id.encode()),
    ];
    (entries, leaf)
}

fn prepare() -> core::result::Result<(DatanetId, ContributionOf<Runtime>), DispatchError> {
    for number in 0..USERS {
        Balances::set_balance(&account(&user(number)), 10_000 * OPEN);
    }
    prepare_worker()?;
    let (datanet, template) = prepare_datanet()?;
    let snapshot = Datanets::take_snapshot(datanet)?;
    prepare_versions(snapshot);
    pallet_attribution::Rules::<Runtime>::mutate(|rules| {
        rules.dispute_period = 1;
        rules.bond_cover = PPM;
        rules.maximum_receipts = rules.maximum_receipts.max(10_000);
    });
    for payer in 0..PAYERS {
        let origin = RuntimeOrigin::signed(account(&user(payer)));
        let key = voucher_key(payer).public().0;
        Attribution::open_allocation(origin, account(&worker()), 100 * OPEN, key)?;
    }
    Ok((datanet, template))
}

fn prepare_worker() -> core::result::Result<(), DispatchError> {
    let who = account(&worker());
    Balances::set_balance(&who, 1_000_000 * OPEN);
    let key = session_key();
    let proof = key.sign(&pallet_compute::crypto::registration_hash(Compute::genesis(), &who));
    let endpoint = BoundedVec::truncate_from(b"http://127.0.0.1:9950".to_vec());
    Compute::register_worker(RuntimeOrigin::signed(who), key.public(), endpoint, 100_000 * OPEN, proof)
}

fn prepare_datanet() -> core::result::Result<(DatanetId, ContributionOf<Runtime>), DispatchError> {
    let owner = RuntimeOrigin::signed(account(&user(0)));
    let datanet = pallet_datanets::NextDatanetId::<Runtime>::get();
    let rules = CurationRules {
        quorum: 1,
        threshold: 50,
        voting_period: 100,
        deposit_per_kib: OPEN / 10_000,
        deposit_base: OPEN,
        reveal_period: 100,
        quorum_stake: 25 * OPEN,
        open_per_account: 64,
        open_per_datanet: 1_024,
    };
    let licences = BoundedVec::truncate_from(vec![LICENCE]);
    let slug = BoundedVec::truncate_from(b"solidity".to_vec());
    let description = BoundedVec::truncate_from(b"Audited contracts".to_vec());
    Datanets::create_datanet(owner.clone(), slug, description, DatanetKind::Code, licences, rules)?;

    // As the pallet stores it; the check that it asks for is not wanted here.
    let template = with_transaction(|| {
        let id = pallet_datanets::NextContributionId::<Runtime>::get();
        let given =
            frame_support::traits::UnfilteredDispatchable::dispatch_bypass_filter(contribute(datanet, 0), owner);
        let stored = pallet_datanets::Contributions::<Runtime>::get(id);
        TransactionOutcome::Rollback(match (given, stored) {
            (Ok(_), Some(contribution)) => Ok(contribution),
            (Err(error), _) => Err(error.error),
            (Ok(_), None) => Err(DispatchError::Unavailable),
        })
    })?;
    let mut peaks = Peaks::default();
    for position in 0..CONTRIBUTIONS {
        let (entries, leaf) = accepted(datanet, &template, position);
        entries.iter().for_each(|(key, value)| sp_io::storage::set(key, value));
        peaks.push(leaf);
    }
    let fragments = CONTRIBUTIONS * u64::from(FRAGMENTS);
    pallet_datanets::Accepted::<Runtime>::insert(datanet, Tree { peaks, fragments });
    pallet_datanets::LicenceUse::<Runtime>::insert(datanet, LICENCE, CONTRIBUTIONS);
    pallet_datanets::NextContributionId::<Runtime>::put(CONTRIBUTIONS as ContributionId);
    Ok((datanet, template))
}

/// A line of merges: each generation from the two before it. Below it, versions that owe all of them and versions that
/// owe one; both owe the same sum.
fn prepare_versions(snapshot: SnapshotId) {
    let ancestors: Vec<VersionId> = (FIRST_ANCESTOR..FIRST_ANCESTOR + GENERATIONS).collect();
    let share = ROYALTIES / GENERATIONS;
    for (generation, id) in ancestors.iter().enumerate() {
        let parents = &ancestors[generation.saturating_sub(2)..generation];
        let owed = ancestors[..generation].iter().map(|ancestor| (*ancestor, share)).collect();
        insert_version(*id, parents, owed, snapshot);
    }
    let youngest = &ancestors[ancestors.len() - 2..];
    for id in deep() {
        insert_version(id, youngest, ancestors.iter().map(|ancestor| (*ancestor, share)).collect(), snapshot);
    }
    for id in shallow() {
        insert_version(id, &[ELDEST], vec![(ELDEST, ROYALTIES)], snapshot);
    }
}

fn insert_version(id: VersionId, parents: &[VersionId], royalties: Vec<(VersionId, Ppm)>, snapshot: SnapshotId) {
    let weight = PPM / (parents.len().max(1) as u32);
    let parents = parents.iter().map(|version| Parent { version: *version, weight }).collect();
    let version = Version {
        model: BoundedVec::truncate_from(b"solidity-coder".to_vec()),
        number: id,
        kind: VersionKind::FineTune,
        parents: BoundedVec::truncate_from(parents),
        base: BaseFiles { weights: ContentId([1; 32]), config: ContentId([2; 32]), tokenizer: ContentId([3; 32]) },
        adapter: Some(ContentId([4; 32])),
        adapter_config: Some(ContentId([5; 32])),
        index: Some(ContentId([6; 32])),
        index_root: Some([7; 32]),
        recipe: Some([8; 32]),
        snapshots: BoundedVec::truncate_from(vec![snapshot]),
        licence: LICENCE,
        metrics: None,
        numeric_class: NumericClass::CpuExact,
        engine_build: Some([9; 32]),
        builder: account(&user(id % USERS)),
        input_price: OPEN,
        output_price: OPEN,
        royalty: 1_000,
        royalties: BoundedVec::truncate_from(royalties),
        verified: false,
        state: VersionState::Deployed,
        checkpoints_root: Some([10; 32]),
        created_at: 0,
        retired_at: None,
    };
    pallet_models::Versions::<Runtime>::insert(id, version);
}

/// Fees of a batch with so many receipts.
pub fn fee_of_receipts(receipts: u32) -> Amount {
    Amount::from(receipts) * (OPEN / 1_000 + 7)
}

/// All keys and values of the state that code runs in.
fn storage() -> Storage {
    System::reset_events();
    let mut top = BTreeMap::new();
    let mut key = Vec::new();
    while let Some(next) = sp_io::storage::next_key(&key) {
        if let Some(value) = sp_io::storage::get(&next) {
            top.insert(next.clone(), value.to_vec());
        }
        key = next;
    }
    Storage { top, children_default: Default::default() }
}
