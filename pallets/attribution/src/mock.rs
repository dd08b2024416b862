//! A runtime with nothing but balances and this pallet, and a catalogue that tests fill.

use crate::{
    self as pallet_attribution, AttributionRules, Backers, Catalogue, Config, DisputeRules, Jobs, SnapshotId,
    VersionFiles, VersionTerms, Workers,
};
use frame_support::{
    derive_impl, parameter_types,
    traits::{fungible::Mutate, ConstU128, ConstU32},
    PalletId,
};
use openledger_primitives::{
    content::ContentId,
    hashing::keccak_256,
    job::{BaseFiles, JobKind},
    sketch::{index_root, ContributionSketch, IndexHeader, ScoreRule},
    split, Amount, ContributionId, Digest, JobId, Ppm, VersionId,
};
use polkadot_sdk::*;
use sp_core::{crypto::AccountId32, sr25519};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError, DispatchResult};
use std::collections::BTreeMap;

pub type AccountId = AccountId32;
pub type TxExtension = frame_system::AuthorizeCall<Test>;
pub type Extrinsic =
    sp_runtime::generic::UncheckedExtrinsic<AccountId, RuntimeCall, sp_runtime::MultiSignature, TxExtension>;
type Header = sp_runtime::generic::Header<u32, sp_runtime::traits::BlakeTwo256>;
type Block = sp_runtime::generic::Block<Header, Extrinsic>;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        Balances: pallet_balances,
        Attribution: pallet_attribution,
    }
);

pub const EXISTENTIAL_DEPOSIT: Amount = 1_000;
pub const RULES: AttributionRules =
    AttributionRules { dispute_period: 10, close_delay: 20, bond_cover: 500_000, maximum_receipts: 100 };
pub const DISPUTES: DisputeRules = DisputeRules {
    demand_bond: 1_000,
    reexecution_bond: 5_000,
    reexecution_reward: 100,
    answer_period: 6,
    reexecution_period: 8,
    forfeit_to_worker: 500_000,
    slash: 1_000_000,
    reward: 500_000,
    retention: 50,
};
pub const ECONOMICS: split::Economics = split::Economics {
    platform: 50_000,
    worker: 300_000,
    builder: 200_000,
    stakers: 0,
    royalty_cap: 300_000,
    data: 450_000,
};

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<Self::AccountId>;
    type AccountData = pallet_balances::AccountData<Amount>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type Balance = Amount;
    type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
}

parameter_types! {
    pub const AttributionPalletId: PalletId = PalletId(*b"ol/attrb");
    pub Platform: AccountId = account("platform");
    /// What the models and datanets pallets would answer.
    pub static Shelf: BTreeMap<VersionId, VersionTerms<AccountId>> = BTreeMap::new();
    pub static Contributors: BTreeMap<ContributionId, AccountId> = BTreeMap::new();
    pub static Weights: BTreeMap<(SnapshotId, ContributionId), u32> = BTreeMap::new();
    /// What the compute pallet would answer: session key and bond.
    pub static Bonded: BTreeMap<AccountId, (sr25519::Public, Amount)> = BTreeMap::new();
    /// What workers began to take back of their bonds.
    pub static Unbonding: BTreeMap<AccountId, Amount> = BTreeMap::new();
    /// Everything slashed so far.
    pub static Slashed: Amount = 0;
    /// Versions' attribution indexes.
    pub static Indexes: BTreeMap<VersionId, Index> = BTreeMap::new();
    /// Roots of indexes that benchmarks commit versions to.
    pub static IndexRoots: BTreeMap<VersionId, Digest> = BTreeMap::new();
    /// Who must not be asked to do the jobs that were opened.
    pub static Excluded: Vec<Vec<AccountId>> = Vec::new();
    /// Jobs that were opened.
    pub static Opened: Vec<(JobKind, AccountId, Amount)> = Vec::new();
    /// Backed versions, with what their backers were sent.
    pub static Backed: BTreeMap<VersionId, Amount> = BTreeMap::new();
    pub BackersPot: AccountId = account("backers' pot");
}

/// An attribution index.
pub type Index = (IndexHeader, Vec<ContributionSketch>);

/// An index of these contributions, in which the query that has n in dimension c scores n with contribution c.
pub fn index(contributions: &[ContributionId]) -> Index {
    const DIMENSIONS: u32 = 8;
    let rule = ScoreRule { gradient_weight: 1, gradient_shift: 0, lexical_weight: 1, lexical_shift: 0 };
    let sketch = |id: &ContributionId| {
        let mut gradient = vec![0; DIMENSIONS as usize];
        gradient[*id as usize] = 1;
        let fragments = *id as u32 + 1;
        ContributionSketch { contribution: *id, fragments, gradient, gradient_scale: 1, terms: Vec::new() }
    };
    let sketches: Vec<_> = contributions.iter().map(sketch).collect();
    let fragments = sketches.iter().map(|sketch| sketch.fragments).sum();
    let contributions = contributions.len() as u32;
    (IndexHeader { rule, dimensions: DIMENSIONS, basis: ContentId::of(b"basis"), contributions, fragments }, sketches)
}

/// The catalogue that tests fill.
pub struct TestCatalogue;

impl Catalogue<AccountId> for TestCatalogue {
    fn terms(version: VersionId) -> Option<VersionTerms<AccountId>> {
        Shelf::get().get(&version).cloned()
    }

    fn index_root(version: VersionId) -> Option<Digest> {
        let computed = || Indexes::get().get(&version).map(|(header, sketches)| index_root(header, sketches));
        IndexRoots::get().get(&version).copied().or_else(computed)
    }

    fn files(version: VersionId) -> Option<VersionFiles> {
        let cid = |name: &str| ContentId::of(name.as_bytes());
        let base = BaseFiles { weights: cid("weights"), config: cid("config"), tokenizer: cid("tokenizer") };
        let (adapter, adapter_config) = (Some(cid("adapter")), Some(cid("adapter's configuration")));
        Shelf::get().get(&version).map(|_| VersionFiles { base, adapter, adapter_config, index: None })
    }

    fn contributor(contribution: ContributionId) -> Option<AccountId> {
        Contributors::get().get(&contribution).cloned()
    }

    fn weight(snapshot: SnapshotId, contribution: ContributionId) -> Option<u32> {
        Weights::get().get(&(snapshot, contribution)).copied()
    }

    fn total(snapshot: SnapshotId) -> u64 {
        let in_snapshot =
            |((of, _), weight): (&(SnapshotId, ContributionId), &u32)| (*of == snapshot).then_some(u64::from(*weight));
        Weights::get().iter().filter_map(in_snapshot).sum()
    }
}

/// The workers that tests bond.
pub struct TestWorkers;

impl Workers<AccountId> for TestWorkers {
    fn session_key(worker: &AccountId) -> Option<sr25519::Public> {
        Bonded::get().get(worker).map(|(key, _)| *key)
    }

    fn bond(worker: &AccountId) -> Amount {
        Bonded::get().get(worker).map_or(0, |(_, bond)| *bond)
    }

    fn at_stake(worker: &AccountId) -> Amount {
        Self::bond(worker) + Unbonding::get().get(worker).copied().unwrap_or_default()
    }

    fn slash(worker: &AccountId, amount: Amount, to: &AccountId) -> Amount {
        let slashed = Self::at_stake(worker).min(amount);
        let first = slashed.min(Self::at_stake(worker) - Self::bond(worker));
        Unbonding::mutate(|unbonding| unbonding.get_mut(worker).map(|amount| *amount -= first));
        Bonded::mutate(|bonded| bonded.get_mut(worker).map(|(_, bond)| *bond -= slashed - first));
        Slashed::mutate(|sum| *sum += slashed);
        Balances::mint_into(to, slashed).map_or(0, |_| slashed)
    }
}

/// Notes the jobs that are opened.
pub struct TestJobs;

impl Jobs<AccountId> for TestJobs {
    fn open(
        kind: JobKind,
        requester: &AccountId,
        reward: Amount,
        excluded: &[AccountId],
    ) -> Result<JobId, DispatchError> {
        Excluded::mutate(|all| all.push(excluded.to_vec()));
        Opened::mutate(|jobs| jobs.push((kind, requester.clone(), reward)));
        Ok(Opened::get().len() as JobId)
    }
}

/// The backed versions that tests name.
pub struct TestBackers;

impl Backers<AccountId> for TestBackers {
    fn has_backers(version: VersionId) -> bool {
        Backed::get().contains_key(&version)
    }

    fn pot() -> Option<AccountId> {
        Some(BackersPot::get())
    }

    fn on_income(version: VersionId, amount: Amount) -> DispatchResult {
        Backed::mutate(|backed| *backed.entry(version).or_default() += amount);
        Ok(())
    }
}

impl Config for Test {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type AdminOrigin = frame_system::EnsureRoot<AccountId>;
    type Catalogue = TestCatalogue;
    type Workers = TestWorkers;
    type Jobs = TestJobs;
    type Backers = TestBackers;
    type PlatformAccount = Platform;
    type PalletId = AttributionPalletId;
    type MinimumAllocation = ConstU128<100>;
    type MaxVersions = ConstU32<4>;
    type MaxRedemptions = ConstU32<8>;
    type MaxMaturing = ConstU32<2>;
    type MaxClaimLines = ConstU32<16>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = benchmark_world::Helper;
}

impl<C> frame_system::offchain::CreateTransactionBase<C> for Test
where
    RuntimeCall: From<C>,
{
    type RuntimeCall = RuntimeCall;
    type Extrinsic = Extrinsic;
}

impl<C> frame_system::offchain::CreateTransaction<C> for Test
where
    RuntimeCall: From<C>,
{
    type Extension = TxExtension;

    fn create_transaction(call: RuntimeCall, extension: TxExtension) -> Extrinsic {
        Extrinsic::new_transaction(call, extension)
    }
}

impl<C> frame_system::offchain::CreateAuthorizedTransaction<C> for Test
where
    RuntimeCall: From<C>,
{
    fn create_extension() -> TxExtension {
        TxExtension::new()
    }
}

/// The account of whoever is called that.
pub fn account(name: &str) -> AccountId {
    AccountId::new(keccak_256(name.as_bytes()))
}

/// A deployed version with data, made from one snapshot of the same number.
pub fn version(builder: &str, snapshot: SnapshotId, royalties: &[(VersionId, Ppm)]) -> VersionTerms<AccountId> {
    VersionTerms {
        builder: account(builder),
        input_price: 1_000,
        output_price: 2_000,
        royalties: royalties.to_vec(),
        snapshots: vec![snapshot],
        deployed: true,
        has_data: true,
    }
}

/// Version 0 is a base without data, 1 a tune of it, 2 a tune of 1. Contributions 0 to 3 are in snapshot 1, and 2
/// to 5 in snapshot 2.
fn fill_catalogue() {
    let base = VersionTerms { snapshots: Vec::new(), has_data: false, ..version("base builder", 0, &[]) };
    Shelf::set(BTreeMap::from([
        (0, base),
        (1, version("first builder", 1, &[(0, 50_000)])),
        (2, version("second builder", 2, &[(0, 50_000), (1, 100_000)])),
    ]));
    Contributors::set((0..6).map(|id| (id, account(&format!("contributor {id}")))).collect());
    let weights = [(1, 0, 10), (1, 1, 20), (1, 2, 30), (1, 3, 40)];
    let weights = weights.into_iter().chain([(2, 2, 1), (2, 3, 1), (2, 4, 1), (2, 5, 4)]);
    Weights::set(weights.map(|(snapshot, id, weight)| ((snapshot, id), weight)).collect());
    Indexes::set(BTreeMap::from([(1, index(&[0, 1, 2, 3])), (2, index(&[2, 3, 4, 5]))]));
}

/// A chain on which users have money, workers are bonded and versions deployed.
pub fn externalities() -> sp_io::TestExternalities {
    fill_catalogue();
    Bonded::set(BTreeMap::new());
    Backed::set(BTreeMap::new());
    Opened::set(Vec::new());
    Excluded::set(Vec::new());
    Slashed::set(0);
    let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
    pallet_balances::GenesisConfig::<Test> {
        balances: vec![(account("user"), 10_000_000), (account("other user"), 10_000_000)],
        ..Default::default()
    }
    .assimilate_storage(&mut storage)
    .unwrap();
    let attribution = pallet_attribution::GenesisConfig::<Test> {
        economics: ECONOMICS,
        rules: RULES,
        disputes: DISPUTES,
        ..Default::default()
    };
    attribution.assimilate_storage(&mut storage).unwrap();
    let mut externalities = sp_io::TestExternalities::from(storage);
    externalities.execute_with(|| System::set_block_number(1));
    externalities
}

/// A chain on which benchmarks can make keys and sign with them.
#[cfg(feature = "runtime-benchmarks")]
pub fn benchmark_externalities() -> sp_io::TestExternalities {
    use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
    let mut externalities = externalities();
    externalities.register_extension(KeystoreExt::new(MemoryKeystore::new()));
    externalities
}

/// Runs a test on a fresh chain; afterwards every invariant must hold, and the pot owe all it has.
pub fn build_and_execute(test: impl FnOnce()) {
    externalities().execute_with(|| {
        test();
        assert_sound();
    });
}

/// Every invariant holds, and money nobody is owed lies on the pot to the planck.
pub fn assert_sound() {
    Attribution::do_try_state().unwrap();
    let owed = Attribution::owed_by_pot().unwrap();
    assert_eq!(Balances::free_balance(Attribution::pot()), owed + EXISTENTIAL_DEPOSIT);
}

/// Goes on to a block, maturing what is due on the way.
pub fn run_to(block: u32) {
    use frame_support::traits::Hooks;
    while System::block_number() < block {
        System::set_block_number(System::block_number() + 1);
        Attribution::on_initialize(System::block_number());
    }
}

#[cfg(feature = "runtime-benchmarks")]
mod benchmark_world {
    use super::*;
    use crate::benchmarking::BenchmarkHelper;

    /// Fills the tests' catalogue.
    pub struct Helper;

    impl BenchmarkHelper<AccountId> for Helper {
        fn worker(account: &AccountId, session_key: sr25519::Public, bond: Amount) {
            Bonded::mutate(|bonded| bonded.insert(account.clone(), (session_key, bond)));
        }

        fn versions(count: u32) -> Vec<VersionId> {
            let ancestors: Vec<(VersionId, Ppm)> = (100..132).map(|ancestor| (ancestor, 1_000)).collect();
            Shelf::mutate(|shelf| {
                for (ancestor, _) in &ancestors {
                    shelf.insert(*ancestor, version("ancestor", 1, &[]));
                }
                for id in 200..200 + count {
                    shelf.insert(id, version("descendant", 1, &ancestors));
                }
            });
            (200..200 + count).collect()
        }

        fn back(version: VersionId) {
            Balances::set_balance(&BackersPot::get(), EXISTENTIAL_DEPOSIT);
            Backed::mutate(|backed| backed.insert(version, 0));
        }

        fn index(version: VersionId, root: Digest) {
            IndexRoots::mutate(|roots| roots.insert(version, root));
        }

        fn contributions(_: VersionId, count: u32) -> Vec<(SnapshotId, ContributionId)> {
            (0..u64::from(count)).map(|id| (1, id % 4)).collect()
        }
    }
}
