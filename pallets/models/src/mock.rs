//! A chain with balances, models, a queue that remembers what it was asked, and data that tests lay out.

use crate as pallet_models;
use crate::*;
use openledger_primitives::{
    content::ContentId,
    job::{BaseFiles, ContributionRef, EvaluateResult, JobKind, MergeMethod, MergeResult, TrainResult},
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
    split::Economics,
    Amount, ContributionId, DatanetId, Digest, JobId, Ppm, VersionId,
};
use polkadot_sdk::{
    frame_support::{
        self, assert_ok, derive_impl, parameter_types,
        traits::{fungible::Mutate, tokens::Preservation, ConstU128, ConstU32, ConstU64},
        PalletId,
    },
    frame_system::{self, mocking::MockBlock, EnsureRoot},
    pallet_balances,
    sp_io::TestExternalities,
    sp_runtime::{
        traits::{AccountIdConversion, IdentityLookup},
        AccountId32, BuildStorage, DispatchError,
    },
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

/// Does them again.
pub const SECOND: AccountId = AccountId::new([5; 32]);
/// Decides between the two.
pub const THIRD: AccountId = AccountId::new([6; 32]);
/// Puts money into versions.
pub const CAROL: AccountId = AccountId::new([7; 32]);
/// Puts in more.
pub const DAVE: AccountId = AccountId::new([8; 32]);
/// Where rewards of jobs lie that the pallet itself asked for.
pub const JOBS: AccountId = AccountId::new([9; 32]);

/// What everybody begins with.
pub const PURSE: Balance = 1_000_000_000;

/// The least reward for a training.
pub const REWARD: Balance = 100;
/// The deposit of a version.
pub const DEPOSIT: Balance = 1_000;
/// The deposit of an agent.
pub const AGENT_DEPOSIT: Balance = 500;
/// The bond of a challenge.
pub const BOND: Balance = 300;
/// Blocks before stake can earn.
pub const WARMUP: u64 = 20;
/// Blocks before stake can be spent.
pub const UNBONDING: u64 = 50;
/// Blocks in which a proposal can be funded.
pub const FUNDING: u64 = 30;
/// Blocks in which withdrawn data may be used.
pub const GRACE: u64 = 40;

pub const MIT: LicenceId = 0;
pub const APACHE: LicenceId = 1;
pub const CC0: LicenceId = 3;
pub const CC_BY: LicenceId = 4;
pub const AGPL: LicenceId = 5;
pub const GPL: LicenceId = 6;
pub const PROPRIETARY: LicenceId = 10;
pub const CC_BY_ND: LicenceId = 11;

const TABLE: [(LicenceId, &str); 8] = [
    (MIT, "MIT"),
    (APACHE, "Apache-2.0"),
    (CC0, "CC0-1.0"),
    (CC_BY, "CC-BY-4.0"),
    (AGPL, "AGPL-3.0-only"),
    (GPL, "GPL-3.0-only"),
    (PROPRIETARY, "LicenseRef-Proprietary"),
    (CC_BY_ND, "CC-BY-ND-4.0"),
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
    /// Contributions that were removed from their datanets: in which snapshot, which, and when.
    pub static Gone: Vec<(SnapshotId, ContributionId, u64)> = Vec::new();
    /// Who may not do the job that was opened last.
    pub static LastExcluded: Vec<AccountId> = Vec::new();
    /// What a worker asks, if it is less than the reward.
    pub static Price: Option<Balance> = None;
    /// Whom every datanet keeps out.
    pub static KeptOut: Option<AccountId> = None;
    /// How an income is divided.
    pub static Split: Economics = Economics {
        platform: 50_000,
        worker: 300_000,
        builder: 150_000,
        stakers: 50_000,
        royalty_cap: 300_000,
        data: 450_000,
    };
    pub const MinimumRoyalty: Ppm = 10;
    pub const ModelsPalletId: PalletId = PalletId(*b"ol/model");
}

/// A queue that remembers jobs, numbered in the order they were opened.
pub struct Queue;

impl Jobs<AccountId, Balance> for Queue {
    fn open_excluding(
        kind: JobKind,
        requester: &AccountId,
        reward: Balance,
        excluded: &[AccountId],
    ) -> Result<JobId, DispatchError> {
        if QueueFull::get() {
            return Err(DispatchError::Exhausted);
        }
        // The pallet's own account is watched to the last planck.
        if *requester == ModelsPallet::pot() {
            Balances::transfer(requester, &JOBS, reward, Preservation::Preserve)?;
        }
        LastExcluded::set(excluded.to_vec());
        Opened::mutate(|jobs| jobs.push((kind, requester.clone(), reward)));
        Ok(Opened::get().len() as JobId - 1)
    }

    fn price(_: JobId) -> Option<Balance> {
        Price::get()
    }
}

/// Datanets of [`Data`]; each holds three contributions, numbered downwards to be put in order.
pub struct Datanets;

impl SnapshotProvider<AccountId, u64> for Datanets {
    fn take(builder: &AccountId, datanet: DatanetId) -> Result<SnapshotId, DispatchError> {
        if KeptOut::get().as_ref() == Some(builder) {
            return Err(DispatchError::BadOrigin);
        }
        Data::get().get(datanet as usize).map(|_| datanet).ok_or(DispatchError::CannotLookup)
    }

    fn datanet(snapshot: SnapshotId) -> Option<DatanetId> {
        Some(snapshot)
    }

    fn removed(snapshot: SnapshotId, contribution: ContributionId) -> Option<u64> {
        let gone = Gone::get();
        gone.iter().find(|(of, id, _)| (*of, *id) == (snapshot, contribution)).map(|(_, _, at)| *at)
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
    type RuntimeHoldReason = RuntimeHoldReason;
    type PalletId = ModelsPalletId;
    type Economics = Split;
    type Jobs = Queue;
    type Snapshots = Datanets;
    type Numeric = Admitted;
    type DeploymentOrigin = EnsureRoot<AccountId>;
    type MinimumTrainingReward = ConstU128<REWARD>;
    type EvaluationReward = ConstU128<20>;
    type MinimumRoyalty = MinimumRoyalty;
    type RetirementGrace = ConstU64<5>;
    type ConsentGrace = ConstU64<GRACE>;
    type MinimumPrice = ConstU128<1>;
    type MaxGenerations = ConstU32<40>;
    type ExternalRoyalty = ConstU32<80_000>;
    type VersionDeposit = ConstU128<DEPOSIT>;
    type AgentDeposit = ConstU128<AGENT_DEPOSIT>;
    type ChallengeBond = ConstU128<BOND>;
    type MinimumBacking = ConstU128<10>;
    type FundingPeriod = ConstU64<FUNDING>;
    type StakeWarmup = ConstU64<WARMUP>;
    type UnbondingPeriod = ConstU64<UNBONDING>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<AccountId> for Helper {
    fn fund(account: &AccountId) {
        Balances::set_balance(account, PURSE);
    }

    fn datanet(index: u32) -> DatanetId {
        Data::set(vec![vec![MIT]; MAX_DATANETS as usize]);
        index
    }

    fn licence() -> LicenceId {
        MIT
    }

    fn remove(snapshot: SnapshotId) -> Option<ContributionId> {
        Gone::set(vec![(snapshot, 7, 1)]);
        Some(7)
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
        let mut balances: Vec<_> = [MAKER, ALICE, BOB, WORKER, SECOND, CAROL, DAVE].map(|who| (who, PURSE)).to_vec();
        balances.push((ModelsPalletId::get().into_account_truncating(), 1));
        pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
            .assimilate_storage(&mut storage)
            .unwrap();
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
            Gone::set(Vec::new());
            KeptOut::set(None);
            Price::set(None);
            Data::set(vec![
                vec![MIT],
                vec![MIT, CC_BY],
                vec![AGPL],
                vec![PROPRIETARY],
                vec![GPL],
                vec![MIT],
                vec![MIT],
            ]);
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

    /// Proposes it for `who`, to be funded with its reward.
    pub fn propose(self, who: &AccountId) -> Result<(), DispatchError> {
        frame_support::storage::with_storage_layer(|| {
            ModelsPallet::propose_training(
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

    /// Proposes it for `ALICE` and returns the new version.
    pub fn proposed(self) -> VersionId {
        let id = NextVersionId::<Test>::get();
        assert_ok!(self.propose(&ALICE));
        id
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

/// What a worker makes of a version: every version's own.
pub fn trained_as(id: VersionId) -> TrainResult {
    let mut result = trained();
    result.adapter.0[..4].copy_from_slice(&id.to_le_bytes());
    result
}

/// What a worker makes of a merge.
pub fn merged() -> MergeResult {
    MergeResult {
        adapter: ContentId([31; 32]),
        adapter_config: ContentId([22; 32]),
        index: ContentId([33; 32]),
        index_root: [34; 32],
        engine_build: [26; 32],
    }
}

/// A merge of these versions by these weights for `who`, asking 10 %.
pub fn merge(who: &AccountId, name: &str, parents: &[(VersionId, Ppm)]) -> Result<VersionId, DispatchError> {
    merge_by(who, name, parents, MergeMethod::Linear, recipe(), MIT)
}

pub fn merge_by(
    who: &AccountId,
    name: &str,
    parents: &[(VersionId, Ppm)],
    method: MergeMethod,
    recipe: Recipe,
    licence: LicenceId,
) -> Result<VersionId, DispatchError> {
    let id = NextVersionId::<Test>::get();
    let parents: Vec<_> =
        parents.iter().map(|(version, weight)| Parent { version: *version, weight: *weight }).collect();
    let parents = Parents::try_from(parents).map_err(|_| DispatchError::Exhausted)?;
    frame_support::storage::with_storage_layer(|| {
        ModelsPallet::request_merge(signed(who), slug(name), parents, method, recipe, licence, 10, 30, 100_000, REWARD)
    })?;
    Ok(id)
}

/// A merge that `ALICE` deployed.
pub fn deployed_merge(name: &str, parents: &[(VersionId, Ppm)]) -> VersionId {
    let id = merge(&ALICE, name, parents).unwrap();
    let mut result = merged();
    result.adapter.0[..4].copy_from_slice(&id.to_le_bytes());
    assert_ok!(ModelsPallet::on_merge_result(id, &WORKER, result));
    evaluate(id);
    assert_ok!(ModelsPallet::deploy(signed(&ALICE), id));
    id
}

/// A fork by `who` under MIT that asks `royalty`.
pub fn fork(who: &AccountId, name: &str, parent: VersionId, royalty: Ppm) -> Result<VersionId, DispatchError> {
    let id = NextVersionId::<Test>::get();
    frame_support::storage::with_storage_layer(|| {
        ModelsPallet::fork(signed(who), slug(name), parent, MIT, 10, 30, royalty)
    })?;
    Ok(id)
}

/// A fork that was deployed at once.
pub fn deployed_fork(who: &AccountId, name: &str, parent: VersionId, royalty: Ppm) -> VersionId {
    let id = fork(who, name, parent, royalty).unwrap();
    assert_ok!(ModelsPallet::deploy(signed(who), id));
    id
}

/// An adapter that `who` brings, fit to the base.
pub fn external(who: &AccountId, name: &str, adapter: u8) -> Result<VersionId, DispatchError> {
    let id = NextVersionId::<Test>::get();
    let (adapter, config) = (ContentId([adapter; 32]), ContentId([22; 32]));
    let datanets = DatanetIds::truncate_from(vec![0]);
    frame_support::storage::with_storage_layer(|| {
        ModelsPallet::register_external(
            signed(who),
            slug(name),
            0,
            adapter,
            config,
            datanets,
            recipe(),
            MIT,
            10,
            30,
            50_000,
        )
    })?;
    Ok(id)
}

/// Nobody could train a version: what the pallet gave for it comes back to it.
pub fn fail_training(id: VersionId) {
    let funded = Proposals::<Test>::get(id).filter(|_| version(id).state == VersionState::Training);
    if let Some(proposal) = funded {
        assert_ok!(Balances::transfer(&JOBS, &ModelsPallet::pot(), proposal.raised, Preservation::Expendable));
    }
    ModelsPallet::on_train_failed(id);
}

/// A version earned something for its backers.
pub fn earn(id: VersionId, amount: Amount) -> Result<(), DispatchError> {
    frame_support::storage::with_storage_layer(|| {
        Balances::transfer(&MAKER, &ModelsPallet::pot(), amount, Preservation::Preserve)?;
        ModelsPallet::on_backers_income(id, amount)
    })
}

/// Stake of `who` on a version that earns; the warm-up passes.
pub fn backed(id: VersionId, who: &AccountId, amount: Amount) {
    assert_ok!(ModelsPallet::stake(signed(who), id, amount));
    System::set_block_number(System::block_number() + WARMUP);
    assert_ok!(ModelsPallet::activate_stake(signed(who), id, who.clone()));
}

/// What an agent is made of, under MIT.
pub fn agent_of(mix: &[(VersionId, Ppm)]) -> AgentOffer {
    let mix: Vec<_> = mix.iter().map(|(version, weight)| Parent { version: *version, weight: *weight }).collect();
    AgentOffer {
        mix: Mix::truncate_from(mix),
        prompt: [1; 32],
        retrieval: DatanetIds::truncate_from(vec![0]),
        licence: MIT,
        owner_share: 50_000,
        input_price: 10,
        output_price: 30,
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
pub const STATES: [VersionState; 9] = [
    VersionState::Training,
    VersionState::Evaluating,
    VersionState::Proposed,
    VersionState::Approved,
    VersionState::Deployed,
    VersionState::Deprecated,
    VersionState::Revoked,
    VersionState::Failed,
    VersionState::Funding,
];

/// A tune of `ALICE` in this state.
pub fn in_state(state: VersionState) -> VersionId {
    let proposed = state == VersionState::Funding;
    let id = if proposed { request("tune").proposed() } else { request("tune").submitted() };
    match state {
        VersionState::Training | VersionState::Funding => (),
        VersionState::Failed => ModelsPallet::on_train_failed(id),
        VersionState::Revoked => ModelsPallet::revoke(RuntimeOrigin::root(), id).unwrap(),
        _ => train(id),
    }
    if !matches!(
        state,
        VersionState::Training
            | VersionState::Failed
            | VersionState::Revoked
            | VersionState::Evaluating
            | VersionState::Funding
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
