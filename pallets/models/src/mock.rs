//! A chain with balances, models, a queue that remembers what it was asked, and data that tests lay out.

use crate as pallet_models;
use crate::*;
use openledger_primitives::{
    content::ContentId,
    job::{BaseFiles, ContributionRef, EvaluateResult, JobKind, TrainResult},
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
    DatanetId, Digest, JobId, Ppm, VersionId,
};
use polkadot_sdk::{
    frame_support::{
        self, assert_ok, derive_impl, parameter_types,
        traits::{ConstU128, ConstU64},
    },
    frame_system::{self, mocking::MockBlock, EnsureRoot},
    pallet_balances,
    sp_io::TestExternalities,
    sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage, DispatchError},
};

pub type AccountId = AccountId32;
pub type Balance = u128;

/// Registers bases.
pub const MAKER: AccountId = AccountId::new([1; 32]);
/// Builds on them.
pub const ALICE: AccountId = AccountId::new([2; 32]);
/// Builds on what Alice built.
pub const BOB: AccountId = AccountId::new([3; 32]);
/// Does the jobs.
pub const WORKER: AccountId = AccountId::new([4; 32]);

/// The least reward for a training.
pub const REWARD: Balance = 100;

pub const MIT: LicenceId = 0;
pub const APACHE: LicenceId = 1;
pub const CC0: LicenceId = 3;
pub const CC_BY: LicenceId = 4;
pub const AGPL: LicenceId = 5;
pub const GPL: LicenceId = 6;
pub const PROPRIETARY: LicenceId = 10;

const TABLE: [(LicenceId, &str); 7] = [
    (MIT, "MIT"),
    (APACHE, "Apache-2.0"),
    (CC0, "CC0-1.0"),
    (CC_BY, "CC-BY-4.0"),
    (AGPL, "AGPL-3.0-only"),
    (GPL, "GPL-3.0-only"),
    (PROPRIETARY, "LicenseRef-Proprietary"),
];

#[frame_support::runtime]
mod test_runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(2)]
    pub type ModelsPallet = pallet_models;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = MockBlock<Test>;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<1>;
    type AccountStore = System;
}

parameter_types! {
    /// Jobs that were opened: what, for whom, at what reward.
    pub static Opened: Vec<(JobKind, AccountId, Balance)> = Vec::new();
    /// Whether the queue takes no more jobs.
    pub static QueueFull: bool = false;
    /// Licences of the data in each datanet, by number. A snapshot has the number of its datanet.
    pub static Data: Vec<Vec<LicenceId>> = Vec::new();
    /// The licence that governance retired.
    pub static Retired: Option<LicenceId> = None;
    /// The numeric class that is taken, unless all are.
    pub static OnlyClass: Option<NumericClass> = None;
    /// The engine build that is taken, unless all are.
    pub static OnlyBuild: Option<Digest> = None;
    pub const MinimumRoyalty: Ppm = 10;
}

/// A queue that remembers jobs, numbered in the order they were opened.
pub struct Queue;

impl Jobs<AccountId, Balance> for Queue {
    fn open(kind: JobKind, requester: &AccountId, reward: Balance) -> Result<JobId, DispatchError> {
        if QueueFull::get() {
            return Err(DispatchError::Exhausted);
        }
        Opened::mutate(|jobs| jobs.push((kind, requester.clone(), reward)));
        Ok(Opened::get().len() as JobId - 1)
    }
}

/// Datanets of [`Data`]; each holds three contributions, numbered downwards to be put in order.
pub struct Datanets;

impl SnapshotProvider for Datanets {
    fn take(datanet: DatanetId) -> Result<SnapshotId, DispatchError> {
        Data::get().get(datanet as usize).map(|_| datanet).ok_or(DispatchError::CannotLookup)
    }

    fn licences(snapshot: SnapshotId) -> Vec<LicenceId> {
        Data::get().get(snapshot as usize).cloned().unwrap_or_default()
    }

    fn licences_now(datanet: DatanetId) -> Vec<LicenceId> {
        Self::licences(datanet)
    }

    fn refs(snapshot: SnapshotId) -> Vec<ContributionRef> {
        let ids = (0..3u64).map(|n| 10 * n + u64::from(snapshot));
        ids.rev().map(|id| ContributionRef { id, content: ContentId([id as u8; 32]) }).collect()
    }

    fn spdx(licence: LicenceId) -> Option<Vec<u8>> {
        let entry = TABLE.iter().find(|(number, _)| *number == licence)?;
        Some(entry.1.as_bytes().to_vec())
    }

    fn is_admitted(licence: LicenceId) -> bool {
        Retired::get() != Some(licence)
    }
}

/// Everything, unless a test says otherwise.
pub struct Admitted;

impl NumericRules for Admitted {
    fn admits_class(class: NumericClass) -> bool {
        OnlyClass::get().is_none_or(|only| only == class)
    }

    fn admits_build(build: &Digest) -> bool {
        OnlyBuild::get().is_none_or(|only| only == *build)
    }
}

impl Config for Test {
    type Currency = Balances;
    type Jobs = Queue;
    type Snapshots = Datanets;
    type Numeric = Admitted;
    type DeploymentOrigin = EnsureRoot<AccountId>;
    type MinimumTrainingReward = ConstU128<REWARD>;
    type EvaluationReward = ConstU128<20>;
    type MinimumRoyalty = MinimumRoyalty;
    type RetirementGrace = ConstU64<5>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<AccountId> for Helper {
    fn fund(_: &AccountId) {}

    fn datanet(index: u32) -> DatanetId {
        Data::set(vec![vec![MIT]; MAX_DATANETS as usize]);
        index
    }

    fn licence() -> LicenceId {
        MIT
    }
}

/// Builds the chain, runs a test on it and checks the invariants afterwards.
pub struct ExtBuilder {
    standard: DeploymentStandard,
    base: bool,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        Self { standard: DeploymentStandard::default(), base: true }
    }
}

impl ExtBuilder {
    /// Without a base.
    pub fn bare(mut self) -> Self {
        self.base = false;
        self
    }

    pub fn standard(mut self, standard: DeploymentStandard) -> Self {
        self.standard = standard;
        self
    }

    pub fn build(self) -> TestExternalities {
        let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
        pallet_models::GenesisConfig::<Test> { standard: self.standard, ..Default::default() }
            .assimilate_storage(&mut storage)
            .unwrap();
        let mut ext = TestExternalities::from(storage);
        ext.execute_with(|| {
            Opened::set(Vec::new());
            QueueFull::set(false);
            Retired::set(None);
            OnlyClass::set(None);
            OnlyBuild::set(None);
            Data::set(vec![vec![MIT], vec![MIT, CC_BY], vec![AGPL], vec![PROPRIETARY], vec![GPL]]);
            System::set_block_number(1);
            if self.base {
                assert_ok!(register("smol", APACHE, 50_000));
            }
            System::reset_events();
        });
        ext
    }

    pub fn build_and_execute(self, test: impl FnOnce()) {
        let mut ext = self.build();
        ext.execute_with(test);
        ext.execute_with(|| ModelsPallet::do_try_state().unwrap());
    }
}

pub fn signed(account: &AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(account.clone())
}

pub fn slug(text: &str) -> Slug {
    Slug::try_from(text.as_bytes().to_vec()).unwrap()
}

pub fn files(n: u8) -> BaseFiles {
    BaseFiles { weights: ContentId([n; 32]), config: ContentId([n + 1; 32]), tokenizer: ContentId([n + 2; 32]) }
}

/// Registers a base of `MAKER`.
pub fn register(name: &str, licence: LicenceId, royalty: Ppm) -> Result<(), DispatchError> {
    let class = NumericClass::CpuExact;
    ModelsPallet::register_base(signed(&MAKER), slug(name), files(1), licence, class, 5, 15, royalty)
}

pub fn recipe() -> Recipe {
    Recipe {
        rank: 8,
        alpha: 16,
        targets: Targets::ALL,
        learning_rate_micro: 1_000,
        warmup_steps: 10,
        epochs: 2,
        batch: 8,
        micro_batch: 4,
        sequence_length: 256,
        seed: 1,
        held_out_ppm: 100_000,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 10,
        attribution: AttributionRecipe { dimensions: 256, damping_milli: 100, gradient_weight: 1, lexical_weight: 1 },
    }
}

/// What `request_training` is told, in order; tests change one thing.
#[derive(Clone)]
pub struct Request {
    pub slug: Slug,
    pub parent: VersionId,
    pub datanets: Vec<DatanetId>,
    pub recipe: Recipe,
    pub licence: LicenceId,
    pub input_price: Balance,
    pub output_price: Balance,
    pub royalty: Ppm,
    pub reward: Balance,
}

/// A tune of the base on the first datanet under MIT that asks 10 %.
pub fn request(name: &str) -> Request {
    Request {
        slug: slug(name),
        parent: 0,
        datanets: vec![0],
        recipe: recipe(),
        licence: MIT,
        input_price: 10,
        output_price: 30,
        royalty: 100_000,
        reward: REWARD,
    }
}

impl Request {
    pub fn submit(self, who: &AccountId) -> Result<(), DispatchError> {
        frame_support::storage::with_storage_layer(|| {
            ModelsPallet::request_training(
                signed(who),
                self.slug,
                self.parent,
                DatanetIds::try_from(self.datanets).unwrap(),
                self.recipe,
                self.licence,
                self.input_price,
                self.output_price,
                self.royalty,
                self.reward,
            )
        })
    }

    /// Submits it for `ALICE` and returns the new version.
    pub fn submitted(self) -> VersionId {
        let id = NextVersionId::<Test>::get();
        assert_ok!(self.submit(&ALICE));
        id
    }
}

pub fn trained() -> TrainResult {
    TrainResult {
        adapter: ContentId([21; 32]),
        adapter_config: ContentId([22; 32]),
        index: ContentId([23; 32]),
        index_root: [24; 32],
        checkpoints_root: [25; 32],
        steps: 100,
        tokens: 10_000,
        engine_build: [26; 32],
    }
}

/// A loss that fell by `drop` of a million.
pub fn measured(drop: i64) -> EvaluateResult {
    EvaluateResult { base_micronats: 1_000_000, tuned_micronats: (1_000_000 - drop) as u32, tokens: 500 }
}

pub fn train(id: VersionId) {
    assert_ok!(ModelsPallet::on_train_result(id, &WORKER, trained()));
}

pub fn evaluate(id: VersionId) {
    assert_ok!(ModelsPallet::on_evaluate_result(id, &WORKER, measured(200_000)));
}

/// A tune that `ALICE` deployed.
pub fn deployed(request: Request) -> VersionId {
    let id = request.submitted();
    train(id);
    evaluate(id);
    assert_ok!(ModelsPallet::deploy(signed(&ALICE), id));
    id
}

/// Every state a version can be in.
pub const STATES: [VersionState; 8] = [
    VersionState::Training,
    VersionState::Evaluating,
    VersionState::Proposed,
    VersionState::Approved,
    VersionState::Deployed,
    VersionState::Deprecated,
    VersionState::Revoked,
    VersionState::Failed,
];

/// A tune of `ALICE` in this state.
pub fn in_state(state: VersionState) -> VersionId {
    let id = request("tune").submitted();
    match state {
        VersionState::Training => (),
        VersionState::Failed => ModelsPallet::on_train_failed(id),
        VersionState::Revoked => ModelsPallet::revoke(RuntimeOrigin::root(), id).unwrap(),
        _ => train(id),
    }
    if !matches!(
        state,
        VersionState::Training | VersionState::Failed | VersionState::Revoked | VersionState::Evaluating
    ) {
        evaluate(id);
    }
    if state == VersionState::Approved {
        assert_ok!(ModelsPallet::approve(RuntimeOrigin::root(), id));
    }
    if matches!(state, VersionState::Deployed | VersionState::Deprecated) {
        assert_ok!(ModelsPallet::deploy(signed(&ALICE), id));
    }
    if state == VersionState::Deprecated {
        assert_ok!(ModelsPallet::deprecate(signed(&ALICE), id));
    }
    assert_eq!(version(id).state, state);
    System::reset_events();
    id
}

pub fn version(id: VersionId) -> VersionOf<Test> {
    Versions::<Test>::get(id).unwrap()
}

/// Events of this pallet since the last call.
pub fn events() -> Vec<Event<Test>> {
    let events = System::read_events_for_pallet();
    System::reset_events();
    events
}
