//! A chain with balances, datanets and a queue that only remembers what it was asked.

use crate as pallet_datanets;
use crate::*;
use openledger_primitives::{
    content::ContentId,
    job::{CheckResult, CurateResult, JobKind, Rejection},
    standard::CurationStandard,
    ContributionId, DatanetId, Digest, JobId,
};
use polkadot_sdk::{
    frame_support::{
        self, assert_ok, derive_impl, parameter_types,
        traits::{tokens::imbalance::ResolveTo, ConstU128, ConstU16, ConstU32, ConstU64, Hooks},
    },
    frame_system::{self, mocking::MockBlock},
    pallet_balances,
    sp_io::TestExternalities,
    sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage, DispatchError},
};

pub type AccountId = AccountId32;
pub type Balance = u128;

/// Owns the datanets.
pub const OWNER: AccountId = AccountId::new([1; 32]);
/// Contributes.
pub const ALICE: AccountId = AccountId::new([2; 32]);
/// Contributes too.
pub const BOB: AccountId = AccountId::new([3; 32]);
/// Does the jobs.
pub const WORKER: AccountId = AccountId::new([4; 32]);
/// Receives what is slashed.
pub const TREASURY: AccountId = AccountId::new([5; 32]);
/// Has nothing.
pub const PAUPER: AccountId = AccountId::new([6; 32]);
/// Curate, once they have bonded.
pub const CURATORS: [AccountId; 8] = [
    AccountId::new([11; 32]),
    AccountId::new([12; 32]),
    AccountId::new([13; 32]),
    AccountId::new([14; 32]),
    AccountId::new([15; 32]),
    AccountId::new([16; 32]),
    AccountId::new([17; 32]),
    AccountId::new([18; 32]),
];

pub const ENDOWMENT: Balance = 1_000_000;
pub const BOND: Balance = 1_000;
pub const STAKE: Balance = 5_000;
/// What a panel's curators have together.
pub const FEE: Balance = 60;
/// With which every vote is sealed.
pub const SALT: [u8; 32] = [42; 32];
pub const MIT: LicenceId = 0;
pub const AGPL: LicenceId = 5;
/// The root that a worker finds in honest contributions.
pub const ROOT: Digest = [7; 32];

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
    pub type DatanetsPallet = pallet_datanets;
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
    type RuntimeHoldReason = RuntimeHoldReason;
}

/// The standard that tests begin with.
pub const STANDARD: CurationStandard<Balance> = CurationStandard {
    minimum_quorum: 1,
    minimum_voting_period: 2,
    maximum_voting_period: 100,
    minimum_deposit: 10,
    minimum_curator_bond: BOND,
    minimum_reveal_period: 2,
    maximum_reveal_period: 50,
    minimum_quorum_stake: 1,
    voice_cap: 333_333,
    tolerance: 20,
    clip: 60,
    outlier_slash: 50_000,
    silence_slash: 100_000,
    reputation_half_life: 100,
    curation_fee: FEE,
    appeal_window: 20,
    appeal_bond: 200,
    challenge_window: 30,
    challenge_bond: 300,
    challenge_reward: 500_000,
    plant_bond: 400,
    plant_period: 3,
    plant_lifetime: 40,
    intake_per_account: 64,
    intake_per_datanet: 100,
};

parameter_types! {
    pub const Treasury: AccountId = TREASURY;
    pub const InitialStandard: CurationStandard<Balance> = STANDARD;
    /// Jobs that were opened: what, for whom, at what reward.
    pub static Opened: Vec<(JobKind, AccountId, Balance)> = Vec::new();
    /// Whether the queue takes no more jobs.
    pub static QueueFull: bool = false;
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

/// Only `WORKER` is one.
pub struct Stakes;

impl WorkerStake<AccountId, Balance> for Stakes {
    fn stake(worker: &AccountId) -> Balance {
        if *worker == WORKER {
            STAKE
        } else {
            0
        }
    }
}

impl Config for Test {
    type RuntimeHoldReason = RuntimeHoldReason;
    type Currency = Balances;
    type Slash = ResolveTo<Treasury, Balances>;
    type Jobs = Queue;
    type WorkerStake = Stakes;
    type DatanetDeposit = ConstU128<500>;
    type InitialStandard = InitialStandard;
    type GrantDeposit = ConstU128<7>;
    type MotionDeposit = ConstU128<70>;
    type MotionPeriod = ConstU64<10>;
    type CheckReward = ConstU128<3>;
    type CurateReward = ConstU128<4>;
    type Fragmenter = ConstU16<2>;
    type MaxFragments = ConstU32<1_000>;
    type MaxBytes = ConstU64<{ 1024 * 1024 }>;
    type MaxCurators = ConstU32<6>;
    type MaxClosing = ConstU32<2>;
    type WeightInfo = ();
}

/// Builds the chain, runs a test on it and checks the invariants afterwards.
pub struct ExtBuilder {
    licences: Vec<(LicenceId, Vec<u8>)>,
    curators: usize,
    datanet: bool,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        let licences = vec![(MIT, b"MIT".to_vec()), (AGPL, b"AGPL-3.0-only".to_vec())];
        Self { licences, curators: 3, datanet: true }
    }
}

impl ExtBuilder {
    /// How many curators have bonded.
    pub fn curators(mut self, curators: usize) -> Self {
        self.curators = curators;
        self
    }

    /// Without a datanet.
    pub fn bare(mut self) -> Self {
        self.datanet = false;
        self
    }

    pub fn licences(mut self, licences: Vec<(LicenceId, Vec<u8>)>) -> Self {
        self.licences = licences;
        self
    }

    pub fn build(self) -> TestExternalities {
        let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
        let rich = [OWNER, ALICE, BOB, WORKER].into_iter().chain(CURATORS);
        let mut balances: Vec<_> = rich.map(|account| (account, ENDOWMENT)).collect();
        balances.push((TREASURY, 1));
        pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
            .assimilate_storage(&mut storage)
            .unwrap();
        pallet_datanets::GenesisConfig::<Test> { licences: self.licences, ..Default::default() }
            .assimilate_storage(&mut storage)
            .unwrap();
        let mut ext = TestExternalities::from(storage);
        ext.execute_with(|| {
            Opened::set(Vec::new());
            QueueFull::set(false);
            System::set_block_number(1);
            for curator in CURATORS.into_iter().take(self.curators) {
                assert_ok!(DatanetsPallet::bond_curator(signed(&curator), BOND));
            }
            if self.datanet {
                assert_ok!(create("solidity"));
            }
            System::reset_events();
        });
        ext
    }

    pub fn build_and_execute(self, test: impl FnOnce()) {
        let mut ext = self.build();
        ext.execute_with(test);
        ext.execute_with(|| DatanetsPallet::do_try_state().unwrap());
    }
}

pub fn signed(account: &AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(account.clone())
}

/// Two heads decide, the lower middle must be 50, votes are sealed for ten blocks and opened in five.
pub fn rules() -> CurationRules<Balance> {
    CurationRules {
        quorum: 2,
        threshold: 50,
        voting_period: 10,
        deposit_per_kib: 2,
        deposit_base: 100,
        reveal_period: 5,
        quorum_stake: 1,
        open_per_account: 64,
        open_per_datanet: 100,
    }
}

pub fn slug(text: &str) -> Slug {
    Slug::try_from(text.as_bytes().to_vec()).unwrap()
}

pub fn licences(list: &[LicenceId]) -> LicenceIds {
    LicenceIds::try_from(list.to_vec()).unwrap()
}

/// Creates a datanet of `OWNER` for code under MIT and AGPL.
pub fn create(name: &str) -> Result<(), DispatchError> {
    create_of_kind(name, DatanetKind::Code)
}

pub fn create_of_kind(name: &str, kind: DatanetKind) -> Result<(), DispatchError> {
    let description = Description::default();
    DatanetsPallet::create_datanet(signed(&OWNER), slug(name), description, kind, licences(&[MIT, AGPL]), rules())
}

/// What `contribute` is told, in order; tests change one thing.
#[derive(Clone)]
pub struct Declared {
    pub datanet: DatanetId,
    pub content: ContentId,
    pub root: Digest,
    pub fragments: u32,
    pub bytes: u64,
    pub fragmenter: u16,
    pub licence: LicenceId,
    pub source: Source,
}

/// Ten fragments in 2,049 bytes under MIT.
pub fn declared(content: u8) -> Declared {
    Declared {
        datanet: 0,
        content: ContentId([content; 32]),
        root: ROOT,
        fragments: 10,
        bytes: 2_049,
        fragmenter: 1,
        licence: MIT,
        source: Source::try_from(b"npm:solady@0.1.26".to_vec()).unwrap(),
    }
}

impl Declared {
    pub fn submit(self, who: &AccountId) -> Result<(), DispatchError> {
        DatanetsPallet::contribute(
            signed(who),
            self.datanet,
            self.content,
            self.root,
            self.fragments,
            self.bytes,
            self.fragmenter,
            self.licence,
            self.source,
        )
    }
}

/// Deposit of [`declared`]: 100 and three begun KiB at 2.
pub const DEPOSIT: Balance = 106;

/// A contribution of `ALICE` that waits for its check.
pub fn submitted(content: u8) -> ContributionId {
    let id = NextContributionId::<Test>::get();
    assert_ok!(declared(content).submit(&ALICE));
    id
}

pub fn checked(verdict: Option<Rejection>) -> CheckResult {
    CheckResult { verdict, root: ROOT, refused: 0, report: ContentId([9; 32]) }
}

/// A contribution of `ALICE` that curators vote on.
pub fn in_curation(content: u8) -> ContributionId {
    let id = submitted(content);
    assert_ok!(DatanetsPallet::on_check_result(id, &WORKER, checked(None)));
    id
}

/// A contribution of `ALICE` that is part of the datanet.
pub fn accepted(content: u8) -> ContributionId {
    let id = in_curation(content);
    judge(id, &[(0, 80), (1, 80)]);
    assert!(matches!(state(id), ContributionState::Accepted { .. }));
    id
}

/// A contribution of `ALICE` that curators 0 and 1 have refused.
pub fn refused(content: u8) -> ContributionId {
    let id = in_curation(content);
    judge(id, &[(0, 10), (1, 10)]);
    assert!(matches!(state(id), ContributionState::Rejected(_)));
    id
}

pub fn reported(score: u8) -> CurateResult {
    CurateResult { score, duplicates: 0, report: ContentId([10; 32]), findings: Default::default() }
}

/// The panel that judges a contribution now.
pub fn round(id: ContributionId) -> u8 {
    Rounds::<Test>::get(id).map_or(0, |round| round.number)
}

/// The curator with this number seals a score.
pub fn seal(curator: usize, id: ContributionId, score: u8) -> Result<(), DispatchError> {
    let commitment = DatanetsPallet::commitment(&CURATORS[curator], id, round(id), score, SALT);
    DatanetsPallet::commit_vote(signed(&CURATORS[curator]), id, commitment)
}

/// The curator with this number opens the score it has sealed.
pub fn open(curator: usize, id: ContributionId, score: u8) -> Result<(), DispatchError> {
    DatanetsPallet::reveal_vote(signed(&CURATORS[curator]), id, score, SALT)
}

/// Curators seal these scores and open them; the sealing is ended where the quorum does not.
pub fn judge(id: ContributionId, scores: &[(usize, u8)]) {
    for (curator, score) in scores {
        assert_ok!(seal(*curator, id, *score));
    }
    if let Some(Round { phase: Phase::Sealing, ends, .. }) = Rounds::<Test>::get(id) {
        run_to(ends);
    }
    for (curator, score) in scores {
        assert_ok!(open(*curator, id, *score));
    }
}

pub fn state(id: ContributionId) -> ContributionState<u64> {
    Contributions::<Test>::get(id).unwrap().state
}

pub fn held(reason: HoldReason, who: &AccountId) -> Balance {
    use frame_support::traits::fungible::InspectHold;
    Balances::balance_on_hold(&reason.into(), who)
}

/// Goes to a block, beginning each on the way.
pub fn run_to(block: u64) {
    while System::block_number() < block {
        let next = System::block_number() + 1;
        System::set_block_number(next);
        DatanetsPallet::on_initialize(next);
    }
}

pub fn free(who: &AccountId) -> Balance {
    Balances::free_balance(who)
}

/// All that an account has, held or not.
pub fn wealth(who: &AccountId) -> Balance {
    use frame_support::traits::fungible::Inspect;
    Balances::total_balance(who)
}

/// Events of this pallet since the last call.
pub fn events() -> Vec<Event<Test>> {
    let events = System::read_events_for_pallet();
    System::reset_events();
    events
}
