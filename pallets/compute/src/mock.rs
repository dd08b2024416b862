//! A runtime with balances and this pallet, workers with keys, and a handler whose answers tests choose.

use crate::{
    self as pallet_compute,
    crypto::registration_hash,
    traits::{Demanded, JobHandler, JobQueue, Liabilities, NotSent, OffchainBatches},
    types::*,
};
use openledger_primitives::{
    batch::SignedBatch,
    content::ContentId,
    demand::{Part, Shown},
    job::*,
    recipe::NumericClass,
    BatchId, JobId,
};
use polkadot_sdk::{
    frame_support::{
        self, construct_runtime, derive_impl,
        dispatch::DispatchResult,
        parameter_types,
        traits::{Authorize, ConstU128, ConstU32, Hooks, Randomness},
        weights::Weight,
    },
    frame_system::{self, EnsureRoot, RawOrigin},
    pallet_balances,
    sp_core::{sr25519, Pair, H256},
    sp_io::TestExternalities,
    sp_runtime::{
        generic,
        traits::{BlakeTwo256, Dispatchable, Hash as _, IdentityLookup},
        transaction_validity::{TransactionSource, TransactionValidityError, ValidTransaction},
        AccountId32, BuildStorage, DispatchError,
    },
};

pub type AccountId = AccountId32;
pub type Balance = u128;
pub type TxExtension = frame_system::AuthorizeCall<Test>;
pub type Extrinsic = generic::UncheckedExtrinsic<AccountId, RuntimeCall, (), TxExtension>;
type Block = generic::Block<generic::Header<u32, BlakeTwo256>, Extrinsic>;

construct_runtime!(
    pub enum Test {
        System: frame_system,
        Balances: pallet_balances,
        Compute: pallet_compute,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<10>;
}

parameter_types! {
    /// Why the handler refuses results, if it does.
    pub static Refusal: Option<DispatchError> = None;
    /// Whether the handler opens another job whenever it hears of one.
    pub static Chain: bool = false;
    /// Results the handler accepted.
    pub static Accepted: Vec<(JobId, JobKind, AccountId, JobResult)> = vec![];
    /// Jobs the handler heard were given up.
    pub static GivenUp: Vec<(JobId, JobKind)> = vec![];
    /// Whether the thing a job is about is there.
    pub static SpecThere: bool = true;
    /// Changes what specs say, as a later block might.
    pub static SpecTurn: u8 = 0;
    /// Makes other draws.
    pub static Seed: u64 = 0;
    /// Makes other block hashes.
    pub static Fork: u8 = 0;
    /// Whether workers answer for something elsewhere.
    pub static Liable: bool = false;
    /// For how much they answer.
    pub static Answers: Balance = 0;
    /// The numeric class that jobs need.
    pub static ClassNeeded: NumericClass = NumericClass::CpuExact;
    /// The batch the chain expects next.
    pub static NextBatch: Option<u64> = None;
    /// Batches that were submitted.
    pub static Batches: Vec<(SignedBatch, sr25519::Signature)> = vec![];
    /// What is demanded of every worker's batches.
    pub static Demands: Vec<Demanded> = vec![];
    /// What was shown.
    pub static Revealed: Vec<(BatchId, Part, Shown)> = vec![];
    /// What becomes of what is shown.
    pub static Taken: Result<(), NotSent> = Ok(());
    pub SlashPot: AccountId = account(99);
}

pub struct TestHandler;

impl JobHandler<AccountId> for TestHandler {
    fn on_result(job: JobId, kind: JobKind, worker: &AccountId, result: &JobResult) -> DispatchResult {
        // A handler that changes state before it refuses must see it undone.
        frame_support::storage::unhashed::put(b"handled", &job);
        if let Some(error) = Refusal::get() {
            return Err(error);
        }
        Accepted::mutate(|all| all.push((job, kind, worker.clone(), *result)));
        chain()
    }

    fn on_failed(job: JobId, kind: JobKind) {
        GivenUp::mutate(|all| all.push((job, kind)));
        let _ = chain();
    }

    fn spec(kind: JobKind) -> Option<JobSpec> {
        let id = match kind {
            JobKind::Check(id) | JobKind::Curate(id) => id,
            JobKind::Train(version)
            | JobKind::Evaluate(version)
            | JobKind::Merge(version)
            | JobKind::Reproduce(version) => version.into(),
            JobKind::Reexecute(dispute) => dispute,
        };
        let contribution = ContributionRef { id, content: ContentId([SpecTurn::get(); 32]) };
        SpecThere::get().then(|| JobSpec::Curate(CurateSpec { contribution, accepted: vec![], base: None }))
    }

    fn class(_kind: JobKind) -> NumericClass {
        ClassNeeded::get()
    }

    fn result_weight(_result: &JobResult) -> Weight {
        Weight::from_parts(1_000, 10)
    }

    fn failed_weight() -> Weight {
        Weight::from_parts(100, 1)
    }
}

fn chain() -> DispatchResult {
    match Chain::get() {
        true => Compute::open(JobKind::Curate(77), &account(50), 0).map(|_| ()),
        false => Ok(()),
    }
}

pub struct TestRandomness;

impl Randomness<H256, u32> for TestRandomness {
    fn random(subject: &[u8]) -> (H256, u32) {
        (BlakeTwo256::hash_of(&(subject, Seed::get())), System::block_number())
    }
}

pub struct TestLiabilities;

impl Liabilities<AccountId, Balance> for TestLiabilities {
    fn has_any(_worker: &AccountId) -> bool {
        Liable::get()
    }
    fn covered_by(_worker: &AccountId, held: Balance) -> bool {
        held >= Answers::get()
    }
}

pub struct TestBatches;

impl OffchainBatches<AccountId> for TestBatches {
    fn next_nonce(_worker: &AccountId) -> Option<u64> {
        NextBatch::get()
    }
    fn submit(batch: SignedBatch, signature: sr25519::Signature) -> Result<(), ()> {
        Batches::mutate(|all| all.push((batch, signature)));
        Ok(())
    }
    fn demands(_worker: &AccountId) -> Vec<Demanded> {
        Demands::get()
    }
    fn reveal(batch: BatchId, part: Part, shown: Shown) -> Result<(), NotSent> {
        Revealed::mutate(|all| all.push((batch, part, shown)));
        Taken::get()
    }
}

impl pallet_compute::Config for Test {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type AdminOrigin = EnsureRoot<AccountId>;
    type SlashDestination = SlashPot;
    type Randomness = TestRandomness;
    type Handler = TestHandler;
    type Liabilities = TestLiabilities;
    type Batches = TestBatches;
    type MaxWorkers = ConstU32<4>;
    type MaxOpenJobs = ConstU32<12>;
    type MaxJobsPerWorker = ConstU32<3>;
    type MaxJobsPerBlock = ConstU32<6>;
    type MaxAssignmentsPerBlock = ConstU32<4>;
    type MaxSweptPerBlock = ConstU32<2>;
    type MaxPins = ConstU32<6>;
    type MaxPinsPerBlock = ConstU32<2>;
    type PinDeposit = ConstU128<25>;
    type WeightInfo = ();
}

impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for Test
where
    RuntimeCall: From<LocalCall>,
{
    type RuntimeCall = RuntimeCall;
    type Extrinsic = Extrinsic;
}

impl<LocalCall> frame_system::offchain::CreateTransaction<LocalCall> for Test
where
    RuntimeCall: From<LocalCall>,
{
    type Extension = TxExtension;
    fn create_transaction(call: RuntimeCall, extension: TxExtension) -> Extrinsic {
        Extrinsic::new_transaction(call, extension)
    }
}

impl<LocalCall> frame_system::offchain::CreateAuthorizedTransaction<LocalCall> for Test
where
    RuntimeCall: From<LocalCall>,
{
    fn create_extension() -> TxExtension {
        TxExtension::new()
    }
}

/// Account number `n`. Workers are 1 to 6, requesters from 50 on, the slash destination is 99.
pub fn account(n: u8) -> AccountId {
    AccountId::new([n; 32])
}

/// The session key of worker `n`.
pub fn session_pair(n: u8) -> sr25519::Pair {
    sr25519::Pair::from_seed(&[n; 32])
}

/// The same key as a keystore takes it.
pub fn session_uri(n: u8) -> String {
    format!("0x{}", hex::encode([n; 32]))
}

pub fn signed(n: u8) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(n))
}

/// What worker `n` proves its key with.
pub fn proof(n: u8) -> sr25519::Signature {
    session_pair(n).sign(&registration_hash(Compute::genesis(), &account(n)))
}

pub fn endpoint() -> Endpoint {
    b"https://worker.example.org".to_vec().try_into().unwrap()
}

pub fn register(n: u8, bond: Balance) -> DispatchResult {
    Compute::register_worker(signed(n), session_pair(n).public(), endpoint(), bond, proof(n))
}

pub fn check_result() -> JobResult {
    JobResult::Check(CheckResult { verdict: None, root: [1; 32], refused: 0, report: ContentId([2; 32]) })
}

pub fn curate_result() -> JobResult {
    JobResult::Curate(CurateResult {
        score: 80,
        duplicates: 0,
        report: ContentId([3; 32]),
        findings: Default::default(),
    })
}

pub fn evaluate_result() -> JobResult {
    JobResult::Evaluate(EvaluateResult { base_micronats: 2, tuned_micronats: 1, tokens: 3 })
}

/// An answer to `kind` that is of that kind.
pub fn good_result(kind: JobKind) -> JobResult {
    match kind {
        JobKind::Check(_) => check_result(),
        JobKind::Curate(_) => curate_result(),
        JobKind::Evaluate(_) => evaluate_result(),
        JobKind::Merge(_) => JobResult::Merge(MergeResult {
            adapter: ContentId([4; 32]),
            adapter_config: ContentId([5; 32]),
            index: ContentId([6; 32]),
            index_root: [7; 32],
            engine_build: [8; 32],
        }),
        JobKind::Reexecute(_) => JobResult::Reexecute(ReexecuteResult { output: [1; 32], query: [2; 32] }),
        JobKind::Train(_) | JobKind::Reproduce(_) => JobResult::Train(TrainResult {
            adapter: ContentId([4; 32]),
            adapter_config: ContentId([5; 32]),
            index: ContentId([6; 32]),
            index_root: [7; 32],
            checkpoints_root: [8; 32],
            steps: 9,
            tokens: 10,
            engine_build: [11; 32],
        }),
    }
}

/// A result signed by worker `n`.
pub fn sign_result(n: u8, job: JobId, attempt: u8, result: JobResult) -> (SignedResult, sr25519::Signature) {
    let signed = SignedResult { genesis: Compute::genesis(), job, attempt, result };
    (signed, session_pair(n).sign(&signed.signing_hash()))
}

/// Whether the pool and a block would take this result.
pub fn authorize(
    signed: SignedResult,
    signature: sr25519::Signature,
) -> Result<ValidTransaction, TransactionValidityError> {
    let call = RuntimeCall::Compute(crate::Call::submit_result { signed: Box::new(signed), signature });
    call.authorize(TransactionSource::External).unwrap().map(|(validity, _)| validity)
}

/// Sends a result as a block would apply it: authorised, then dispatched.
pub fn submit(signed: SignedResult, signature: sr25519::Signature) {
    authorize(signed, signature).unwrap();
    let call = RuntimeCall::Compute(crate::Call::submit_result { signed: Box::new(signed), signature });
    call.dispatch(RawOrigin::Authorized.into()).unwrap();
}

/// The worker a job is assigned to, as its number.
pub fn worker_of(job: JobId) -> Option<u8> {
    let job = crate::Jobs::<Test>::get(job)?;
    let bytes: &[u8; 32] = job.assignment()?.worker.as_ref();
    Some(bytes[0])
}

/// The assigned worker answers, well.
pub fn finish(job: JobId) {
    let record = crate::Jobs::<Test>::get(job).unwrap();
    let (signed, signature) = sign_result(worker_of(job).unwrap(), job, record.attempt, good_result(record.kind));
    submit(signed, signature);
}

pub fn open(kind: JobKind) -> JobId {
    Compute::open(kind, &account(50), 0).unwrap()
}

/// The hash of block `n` on the current fork; genesis is the same on all.
pub fn hash_of(n: u32) -> H256 {
    match n {
        0 => H256([69; 32]),
        _ => BlakeTwo256::hash_of(&(n, Fork::get())),
    }
}

/// Makes blocks until this one has begun. Everything the pallet promises is checked in each.
pub fn run_to(block: u32) {
    while System::block_number() < block {
        let next = System::block_number() + 1;
        System::initialize(&next, &hash_of(next - 1), &Default::default());
        Compute::on_initialize(next);
        Compute::do_try_state().unwrap();
    }
}

pub fn next_block() {
    run_to(System::block_number() + 1);
}

/// This pallet's events since the last call.
pub fn events() -> Vec<crate::Event<Test>> {
    let all = System::events().into_iter().filter_map(|record| match record.event {
        RuntimeEvent::Compute(event) => Some(event),
        _ => None,
    });
    let all = all.collect();
    System::reset_events();
    all
}

pub struct ExtBuilder {
    pub rules: ComputeRulesOf<Test>,
    pub market: MarketRulesOf<Test>,
    workers: Vec<(u8, Balance)>,
    pot: Balance,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        let rules = ComputeRules {
            minimum_bond: 1_000,
            silence_slash: 100_000,
            check_deadline: 10,
            curate_deadline: 10,
            train_deadline: 40,
            evaluate_deadline: 20,
            max_attempts: 3,
            assignment_depth: 1,
            leaving_period: 20,
        };
        let market = MarketRules {
            decline_slash: 20_000,
            maximum_wait: 200,
            retention: 100,
            storage_period: 10,
            miss_slash: 30_000,
        };
        Self { rules, market, workers: vec![], pot: 10 }
    }
}

impl ExtBuilder {
    /// Workers 1 to `n` with the minimum bond.
    pub fn with_workers(self, n: u8) -> Self {
        Self { workers: (1..=n).map(|n| (n, 1_000)).collect(), ..self }
    }

    pub fn with_bonds(self, bonds: &[(u8, Balance)]) -> Self {
        Self { workers: bonds.to_vec(), ..self }
    }

    pub fn with_rules(mut self, change: impl FnOnce(&mut ComputeRulesOf<Test>)) -> Self {
        change(&mut self.rules);
        self
    }

    pub fn with_market(mut self, change: impl FnOnce(&mut MarketRulesOf<Test>)) -> Self {
        change(&mut self.market);
        self
    }

    /// The slash destination has no account.
    pub fn without_pot(self) -> Self {
        Self { pot: 0, ..self }
    }

    pub fn build(self) -> TestExternalities {
        let people = (1..=6).chain(50..=52);
        let mut balances: Vec<_> = people.map(|n| (account(n), 1_000_000)).collect();
        if self.pot > 0 {
            balances.push((account(99), self.pot));
        }
        let storage = RuntimeGenesisConfig {
            balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
            compute: crate::GenesisConfig { rules: self.rules, market: self.market },
            ..Default::default()
        }
        .build_storage()
        .unwrap();
        let mut ext = TestExternalities::from(storage);
        ext.execute_with(|| {
            run_to(1);
            for (n, bond) in &self.workers {
                register(*n, *bond).unwrap();
            }
            System::reset_events();
        });
        ext
    }

    /// With a keystore, in which benchmarks make their keys.
    #[cfg(feature = "runtime-benchmarks")]
    pub fn build_with_keystore(self) -> TestExternalities {
        use polkadot_sdk::sp_keystore::{testing::MemoryKeystore, KeystoreExt};
        let mut ext = self.build();
        ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
        ext
    }

    /// Runs the test and then checks every invariant.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        self.build().execute_with(|| {
            test();
            Compute::do_try_state().unwrap();
        });
    }
}
