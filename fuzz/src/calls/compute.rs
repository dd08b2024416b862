//! Calls of the workers, and their answers to jobs.

use super::*;
use codec::Decode;
use openledger_primitives::{
    content::ContentId,
    job::{
        CheckResult, CurateResult, EvaluateResult, Findings, JobFailure, JobKind, JobResult, MergeResult,
        ReexecuteResult, Rejection, SignedResult, TrainResult,
    },
    merkle, Digest,
};
use openledger_runtime::{currency::OPEN, Runtime, System};
use pallet_compute::{
    crypto::registration_hash,
    pins::{PinnedFile, Task},
    Call, JobState, Jobs, Market, NextJobId, Pins, Rules, Unbonding, WorkerState, Workers,
};
use pallet_governance::Origin;
use polkadot_sdk::{frame_support::BoundedVec, sp_core::Pair, sp_runtime::traits::TrailingZeroInput};

pub const MAKERS: &[Maker] = &[
    maker("Compute", "register_worker", 5, register_worker),
    maker("Compute", "bond_more", 3, bond_more),
    maker("Compute", "leave", 2, leave),
    maker("Compute", "withdraw_bond", 4, withdraw_bond),
    maker("Compute", "set_endpoint", 1, set_endpoint),
    maker("Compute", "submit_result", 40, submit_result),
    maker("Compute", "set_rules", 1, set_rules),
    maker("Compute", "cancel_job", 2, cancel_job),
    maker("Compute", "unbond", 4, unbond),
    maker("Compute", "withdraw_unbonded", 2, withdraw_unbonded),
    maker("Compute", "set_price", 1, set_price),
    maker("Compute", "set_market_rules", 1, set_market_rules),
    maker("Compute", "pin", 4, pin),
    maker("Compute", "extend_pin", 3, extend_pin),
    maker("Compute", "unpin", 2, unpin),
    maker("Compute", "offer_storage", 4, offer_storage),
    maker("Compute", "stop_storing", 3, stop_storing),
    maker("Compute", "prove_storage", 6, prove_storage),
];

fn genesis() -> Digest {
    System::block_hash(0).0
}

fn endpoint(choices: &mut Choices) -> pallet_compute::types::Endpoint {
    let text = choices.of(["https://worker.example.org", "http://127.0.0.1:9955", "http://", "ftp://a", "https://a b"]);
    BoundedVec::truncate_from(text.as_bytes().to_vec())
}

fn register_worker(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let person = anybody(choices);
    let key = if choices.rarely() { anybody(choices) } else { person };
    let session = &people::keys(key).session;
    let proof = session.sign(&registration_hash(genesis(), &people::account(person)));
    let bond = choices.amount(Rules::<Runtime>::get().minimum_bond);
    let call = Call::register_worker { session_key: session.public(), endpoint: endpoint(choices), bond, proof };
    signed(person, call)
}

/// A worker, those in a wanted state first.
fn worker(choices: &mut Choices, wanted: fn(&WorkerState<u32>) -> bool) -> Option<AccountId> {
    let found: Vec<AccountId> =
        Workers::<Runtime>::iter().filter(|(_, worker)| wanted(&worker.state)).map(|(account, _)| account).collect();
    let all: Vec<AccountId> = Workers::<Runtime>::iter_keys().collect();
    choices.pick(&found).or_else(|| choices.pick(&all))
}

fn bond_more(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let worker = worker(choices, |state| *state == WorkerState::Suspended)?;
    signed(owner(&worker, choices), Call::bond_more { amount: choices.amount(100 * OPEN) })
}

fn leave(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let worker = worker(choices, |state| *state == WorkerState::Active)?;
    signed(owner(&worker, choices), Call::leave {})
}

fn withdraw_bond(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let worker = worker(choices, |state| matches!(state, WorkerState::Leaving(_)))?;
    signed(owner(&worker, choices), Call::withdraw_bond {})
}

fn set_endpoint(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let worker = worker(choices, |_| true)?;
    signed(owner(&worker, choices), Call::set_endpoint { endpoint: endpoint(choices) })
}

fn set_rules(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut rules = Rules::<Runtime>::get();
    match choices.below(8) {
        0 => rules.minimum_bond = choices.amount(1_000 * OPEN),
        1 => rules.silence_slash = choices.of([50_000, 1_000_000, 0, 300_000, 1_000_001]),
        2 => rules.check_deadline = choices.between(0, 12),
        3 => rules.train_deadline = choices.between(0, 12),
        4 => rules.max_attempts = choices.of([2, 1, 3, 255, 0]),
        5 => rules.assignment_depth = choices.between(0, 3),
        6 => rules.leaving_period = choices.between(0, 12),
        _ => rules.curate_deadline = choices.between(0, 12),
    }
    decided(Origin::ProtocolParameters, choices, Call::set_rules { rules })
}

fn cancel_job(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let open: Vec<u64> =
        Jobs::<Runtime>::iter().filter(|(_, job)| job.state == JobState::Open).map(|(id, _)| id).collect();
    let job = choices.pick(&open).unwrap_or_else(|| number(NextJobId::<Runtime>::get(), choices));
    let person = Jobs::<Runtime>::get(job).map_or(0, |job| owner(&job.requester, choices));
    signed(person, Call::cancel_job { job })
}

fn submit_result(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let assigned: Vec<u64> =
        Jobs::<Runtime>::iter().filter(|(_, job)| job.assignment().is_some()).map(|(id, _)| id).collect();
    let id = match choices.pick(&assigned) {
        Some(id) if !choices.rarely() => id,
        // What was answered before, or never asked.
        _ if choices.sometimes() => number(NextJobId::<Runtime>::get(), choices),
        _ => return None,
    };
    let job = Jobs::<Runtime>::get(id)?;
    let worker = match &job.state {
        JobState::Assigned(assignment) => assignment.worker.clone(),
        _ => people::account(0),
    };
    let key = Workers::<Runtime>::get(&worker).and_then(|worker| people::with_session_key(&worker.session_key));
    let keys = key.filter(|_| !choices.rarely()).unwrap_or_else(|| people::keys(anybody(choices)));
    let attempt = if choices.rarely() { choices.byte() } else { job.attempt };
    let signed = SignedResult { genesis: genesis(), job: id, attempt, result: answer(&job.kind, world, choices) };
    let signature = keys.session.sign(&signed.signing_hash());
    authorised(Call::submit_result { signed: Box::new(signed), signature })
}

/// An answer to a job: mostly the right one, then one that is possible, now and then one that is not.
fn answer(kind: &JobKind, world: &mut World, choices: &mut Choices) -> JobResult {
    if choices.rarely() {
        return JobResult::Failed(choices.of([
            JobFailure::ContentUnavailable,
            JobFailure::ContentInvalid,
            JobFailure::EngineFailed,
            JobFailure::Unsupported,
        ]));
    }
    let kind = if choices.rarely() { &JobKind::Curate(0) } else { kind };
    match *kind {
        JobKind::Check(id) => check(id, choices),
        JobKind::Curate(_) => curate(choices),
        JobKind::Train(id) => train(id, world, choices),
        JobKind::Evaluate(_) => evaluate(choices),
        JobKind::Merge(id) => JobResult::Merge(MergeResult {
            adapter: ContentId(world.fresh()),
            adapter_config: ContentId([5; 32]),
            index: ContentId([6; 32]),
            index_root: index_root(id),
            engine_build: [9; 32],
        }),
        JobKind::Reproduce(id) => reproduce(id, world, choices),
        JobKind::Reexecute(dispute) => {
            let stated = pallet_attribution::Reexecutions::<Runtime>::get(dispute).map(|open| open.stated);
            let other = ReexecuteResult { output: [5; 32], query: [6; 32] };
            JobResult::Reexecute(stated.filter(|_| !choices.sometimes()).unwrap_or(other))
        }
    }
}

fn check(id: u64, choices: &mut Choices) -> JobResult {
    let declared = pallet_datanets::Contributions::<Runtime>::get(id).map(|contribution| contribution.root);
    let verdict = match choices.byte() {
        0..=209 => None,
        210..=219 => Some(Rejection::RootMismatch),
        220..=229 => Some(Rejection::Empty),
        _ => some_rejection(choices),
    };
    let root = if choices.rarely() { choices.digest() } else { declared.unwrap_or_default() };
    JobResult::Check(CheckResult { verdict, root, refused: choices.byte().into(), report: ContentId([8; 32]) })
}

/// Any reason there is, those to come included.
pub fn some_rejection(choices: &mut Choices) -> Option<Rejection> {
    Rejection::decode(&mut TrailingZeroInput::new(&[choices.byte() % 24])).ok()
}

fn curate(choices: &mut Choices) -> JobResult {
    let score = choices.of([80, 90, 60, 40, 0, 100, 101]);
    let objection = if choices.sometimes() { some_rejection(choices) } else { None };
    let duplicates = choices.of([0, 0, 1, 10, u32::MAX]);
    let twin = choices.sometimes().then(|| number(pallet_datanets::NextContributionId::<Runtime>::get(), choices));
    let findings = Findings { objection, near_duplicates: duplicates, twin, ..Default::default() };
    JobResult::Curate(CurateResult { score, duplicates, report: ContentId([8; 32]), findings })
}

/// Root of the index over what a version is made from.
fn index_root(id: u32) -> Digest {
    let snapshots = pallet_models::Versions::<Runtime>::get(id).map(|version| version.snapshots).unwrap_or_default();
    let (header, sketches) = super::batches::index(&snapshots);
    openledger_primitives::sketch::index_root(&header, &sketches)
}

fn train(id: u32, world: &mut World, choices: &mut Choices) -> JobResult {
    JobResult::Train(TrainResult {
        adapter: ContentId(world.fresh()),
        adapter_config: ContentId([5; 32]),
        index: ContentId([6; 32]),
        index_root: index_root(id),
        checkpoints_root: [10; 32],
        steps: choices.of([100, 1, 0]),
        tokens: choices.of([10_000, 1, 0, u64::MAX]),
        engine_build: if choices.rarely() { choices.digest() } else { [9; 32] },
    })
}

fn evaluate(choices: &mut Choices) -> JobResult {
    JobResult::Evaluate(EvaluateResult {
        base_micronats: choices.of([1_000_000, 1_000_000, 0, u32::MAX]),
        tuned_micronats: choices.of([900_000, 990_000, 1_000_000, 0, u32::MAX]),
        tokens: choices.of([10_000, 1, 0]),
    })
}

/// The same again, or something else.
fn reproduce(id: u32, world: &mut World, choices: &mut Choices) -> JobResult {
    let version = pallet_models::Versions::<Runtime>::get(id).filter(|_| choices.byte() < 128);
    let JobResult::Train(mut made) = train(id, world, choices) else { return curate(choices) };
    if let Some(version) = version {
        made.adapter = version.adapter.unwrap_or(made.adapter);
        made.adapter_config = version.adapter_config.unwrap_or(made.adapter_config);
        made.index = version.index.unwrap_or(made.index);
        made.index_root = version.index_root.unwrap_or(made.index_root);
        made.checkpoints_root = version.checkpoints_root.unwrap_or(made.checkpoints_root);
        made.engine_build = version.engine_build.unwrap_or(made.engine_build);
        if version.checkpoints_root.is_none() {
            let TrainResult { adapter, adapter_config, index, index_root, engine_build, .. } = made;
            return JobResult::Merge(MergeResult { adapter, adapter_config, index, index_root, engine_build });
        }
    }
    JobResult::Train(made)
}

// ── parts of a bond, offers ──

fn unbond(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let least = Rules::<Runtime>::get().minimum_bond;
    let rich: Vec<AccountId> =
        Workers::<Runtime>::iter().filter(|(_, worker)| worker.bond > least).map(|(account, _)| account).collect();
    let worker = choices.pick(&rich).or_else(|| worker(choices, |state| *state == WorkerState::Active))?;
    signed(owner(&worker, choices), Call::unbond { amount: choices.amount(100 * OPEN) })
}

fn withdraw_unbonded(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let leaving: Vec<AccountId> = Unbonding::<Runtime>::iter_keys().collect();
    let worker = choices.pick(&leaving)?;
    signed(owner(&worker, choices), Call::withdraw_unbonded {})
}

fn set_price(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let worker = worker(choices, |_| true)?;
    let class = choices.of([pallet_compute::types::JobClass::Light, pallet_compute::types::JobClass::Heavy]);
    let price = choices.sometimes().then(|| choices.amount(OPEN));
    signed(owner(&worker, choices), Call::set_price { class, price })
}

fn set_market_rules(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut rules = Market::<Runtime>::get();
    match choices.below(5) {
        0 => rules.decline_slash = choices.of([2_000, 1_000_000, 0, 1_000_001]),
        1 => rules.maximum_wait = choices.between(0, 20),
        2 => rules.retention = choices.between(0, 12),
        3 => rules.storage_period = choices.between(0, 6),
        _ => rules.miss_slash = choices.of([10_000, 1_000_000, 0, 1_000_001]),
    }
    decided(Origin::ProtocolParameters, choices, Call::set_market_rules { rules })
}

// ── storage ──

/// The leaves of every file that is pinned here.
const LEAVES: [[u8; 4]; 5] = [[1; 4], [2; 4], [3; 4], [4; 4], [5; 4]];

fn leaves() -> Vec<Digest> {
    LEAVES.iter().map(|leaf| merkle::leaf(leaf)).collect()
}

fn pin(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let file = PinnedFile {
        content: ContentId(world.fresh()),
        root: merkle::root(&leaves()),
        leaves: LEAVES.len() as u64,
        bytes: 20,
    };
    let copies = choices.of([2, 1, 4, 0, 5]);
    let periods = choices.of([3, 1, 10, 0, u32::MAX]);
    signed(anybody(choices), Call::pin { file, pay: choices.amount(OPEN / 10), copies, periods })
}

/// A pin, and who pays for it, mostly.
fn some_pin(choices: &mut Choices) -> Option<(u64, Person)> {
    let pins: Vec<(u64, AccountId)> = Pins::<Runtime>::iter().map(|(id, pin)| (id, pin.payer)).collect();
    let (id, payer) = choices.pick(&pins)?;
    Some((id, owner(&payer, choices)))
}

fn extend_pin(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (pin, person) = some_pin(choices)?;
    signed(person, Call::extend_pin { pin, periods: choices.between(0, 3) })
}

fn unpin(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (pin, person) = some_pin(choices)?;
    signed(person, Call::unpin { pin })
}

fn offer_storage(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (pin, _) = some_pin(choices)?;
    let worker = worker(choices, |state| *state == WorkerState::Active)?;
    signed(owner(&worker, choices), Call::offer_storage { pin })
}

/// A keeper of a pin, those who have something to prove first.
fn keeper(choices: &mut Choices) -> Option<(u64, AccountId, u64)> {
    let all: Vec<(u64, AccountId, Option<u64>)> = Pins::<Runtime>::iter()
        .flat_map(|(id, pin)| pin.keepers.into_iter().map(move |keeper| (id, keeper)))
        .map(|(id, keeper)| match keeper.task {
            Task::Prove(at) => (id, keeper.worker, Some(at)),
            _ => (id, keeper.worker, None),
        })
        .collect();
    let tasked: Vec<_> = all.iter().filter(|(_, _, at)| at.is_some()).cloned().collect();
    let (id, worker, at) = choices.pick(&tasked).or_else(|| choices.pick(&all))?;
    Some((id, worker, at.unwrap_or_default()))
}

fn stop_storing(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (pin, worker, _) = keeper(choices)?;
    signed(owner(&worker, choices), Call::stop_storing { pin })
}

fn prove_storage(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (pin, worker, at) = keeper(choices)?;
    let at = if choices.rarely() { choices.below(LEAVES.len()) } else { at as usize };
    let siblings = merkle::prove(&leaves(), at)?.siblings;
    let call = Call::prove_storage {
        pin,
        leaf: BoundedVec::truncate_from(LEAVES.get(at)?.to_vec()),
        siblings: siblings.try_into().ok()?,
    };
    signed(owner(&worker, choices), call)
}
