//! Any sequence of calls and blocks keeps every invariant and every planck.

use crate::{
    mock::*,
    offers::{Classes, Kinds},
    pins::Task,
    tests::storage,
    traits::{JobQueue, Workers as _},
    types::*,
    Jobs, NextJobId, UnfinishedJobs,
};
use openledger_primitives::job::{JobFailure, JobKind, JobResult};
use polkadot_sdk::{frame_support::storage::with_storage_layer, sp_runtime::DispatchError};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Register(u8, u128),
    BondMore(u8, u128),
    Leave(u8),
    Withdraw(u8),
    Slash(u8, u128),
    Open(u8, u8, u128),
    Cancel(u8, u64),
    Answer(u64),
    GiveUp(u64),
    Refuse(u64),
    OpenExcluding(u8, u8, u128),
    Unbond(u8, u128),
    WithdrawUnbonded(u8),
    Capabilities(u8, u8),
    Price(u8, bool, Option<u128>),
    SlashTo(u8, u128, u8),
    Pin(u8, u128, u8, u32),
    ExtendPin(u64, u32),
    Unpin(u64),
    Keep(u8, u64),
    StopKeeping(u8, u64),
    Prove(u8, u64),
    Blocks(u32),
}

fn step() -> impl Strategy<Value = Step> {
    let worker = 1u8..=6;
    let job = 0u64..30;
    let pin = 0u64..4;
    prop_oneof![
        (worker.clone(), 900u128..3_000).prop_map(|(w, b)| Step::Register(w, b)),
        (worker.clone(), 0u128..800).prop_map(|(w, b)| Step::BondMore(w, b)),
        worker.clone().prop_map(Step::Leave),
        worker.clone().prop_map(Step::Withdraw),
        (worker.clone(), 0u128..900).prop_map(|(w, b)| Step::Slash(w, b)),
        (worker.clone(), 0u128..900, 1u8..=52).prop_map(|(w, b, to)| Step::SlashTo(w, b, to)),
        (worker.clone(), 0u128..900).prop_map(|(w, b)| Step::Unbond(w, b)),
        worker.clone().prop_map(Step::WithdrawUnbonded),
        (worker.clone(), 0u8..=127).prop_map(|(w, k)| Step::Capabilities(w, k)),
        (worker.clone(), any::<bool>(), proptest::option::of(0u128..400)).prop_map(|(w, h, p)| Step::Price(w, h, p)),
        (50u8..=52, 0u128..90, 0u8..6, 0u32..5).prop_map(|(r, p, c, n)| Step::Pin(r, p, c, n)),
        (pin.clone(), 0u32..3).prop_map(|(p, n)| Step::ExtendPin(p, n)),
        pin.clone().prop_map(Step::Unpin),
        (worker.clone(), pin.clone()).prop_map(|(w, p)| Step::Keep(w, p)),
        (worker.clone(), pin.clone()).prop_map(|(w, p)| Step::Keep(w, p)),
        (worker.clone(), pin.clone()).prop_map(|(w, p)| Step::StopKeeping(w, p)),
        (worker.clone(), pin.clone()).prop_map(|(w, p)| Step::Prove(w, p)),
        (worker.clone(), pin).prop_map(|(w, p)| Step::Prove(w, p)),
        (3u8..7, worker, 0u128..400).prop_map(|(k, w, b)| Step::OpenExcluding(k, w, b)),
        (0u8..7, 50u8..=52, 0u128..400).prop_map(|(k, r, b)| Step::Open(k, r, b)),
        (0u8..7, 50u8..=52, 0u128..400).prop_map(|(k, r, b)| Step::Open(k, r, b)),
        (50u8..=52, job.clone()).prop_map(|(r, j)| Step::Cancel(r, j)),
        job.clone().prop_map(Step::Answer),
        job.clone().prop_map(Step::GiveUp),
        job.prop_map(Step::Refuse),
        (1u32..9).prop_map(Step::Blocks),
        (1u32..9).prop_map(Step::Blocks),
    ]
}

fn kind(k: u8) -> JobKind {
    match k {
        0 => JobKind::Check(1),
        1 => JobKind::Curate(2),
        2 => JobKind::Train(3),
        3 => JobKind::Evaluate(4),
        4 => JobKind::Merge(5),
        5 => JobKind::Reproduce(6),
        _ => JobKind::Reexecute(7),
    }
}

/// Takes a step, which may be refused.
fn take(step: Step) {
    let under_way = |job: &u64| worker_of(*job).is_some();
    match step {
        Step::Register(n, bond) => drop(register(n, bond)),
        Step::BondMore(n, amount) => drop(Compute::bond_more(signed(n), amount)),
        Step::Leave(n) => drop(Compute::leave(signed(n))),
        Step::Withdraw(n) => drop(Compute::withdraw_bond(signed(n))),
        Step::Slash(n, amount) => drop(Compute::slash(&account(n), amount)),
        Step::Open(k, requester, reward) => drop(Compute::open(kind(k), &account(requester), reward)),
        Step::OpenExcluding(k, worker, reward) => {
            let _ = Compute::open_excluding(kind(k), &account(50), reward, &[account(worker)]);
        }
        Step::Unbond(n, amount) => drop(Compute::unbond(signed(n), amount)),
        Step::WithdrawUnbonded(n) => drop(Compute::withdraw_unbonded(signed(n))),
        Step::Capabilities(n, kinds) => drop(Compute::set_capabilities(signed(n), Kinds(kinds), Classes(1))),
        Step::Price(n, heavy, price) => {
            let class = if heavy { JobClass::Heavy } else { JobClass::Light };
            let _ = Compute::set_price(signed(n), class, price);
        }
        Step::SlashTo(n, amount, to) => drop(Compute::slash_to(&account(n), amount, &account(to))),
        Step::Pin(payer, pay, copies, periods) => {
            let _ = Compute::pin(signed(payer), storage::file(16), pay, copies, periods);
        }
        Step::ExtendPin(id, periods) => drop(Compute::extend_pin(signed(50), id, periods)),
        Step::Unpin(id) => drop(Compute::unpin(signed(50), id)),
        Step::Keep(n, id) => drop(Compute::offer_storage(signed(n), id)),
        Step::StopKeeping(n, id) => drop(Compute::stop_storing(signed(n), id)),
        Step::Prove(n, id) => match storage::task(id, n) {
            Some(Task::Prove(index)) => storage::show(id, n, index).unwrap(),
            _ => assert!(storage::show(id, n, 0).is_err()),
        },
        Step::Cancel(requester, job) => drop(Compute::cancel_job(signed(requester), job)),
        Step::Answer(job) if under_way(&job) => finish(job),
        Step::Refuse(job) if under_way(&job) => {
            Refusal::set(Some(DispatchError::Unavailable));
            finish(job);
            Refusal::set(None);
        }
        Step::GiveUp(job) if under_way(&job) => {
            let attempt = Jobs::<Test>::get(job).unwrap().attempt;
            let failure = match job % 2 {
                0 => JobResult::Failed(JobFailure::EngineFailed),
                _ => JobResult::Failed(JobFailure::Unsupported),
            };
            let (signed, signature) = sign_result(worker_of(job).unwrap(), job, attempt, failure);
            submit(signed, signature);
        }
        Step::Answer(_) | Step::Refuse(_) | Step::GiveUp(_) => {}
        Step::Blocks(n) => run_to(System::block_number() + n),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn whatever_happens_the_invariants_hold(steps in proptest::collection::vec(step(), 1..80)) {
        // Short times, so that jobs wait too long and are forgotten within a sequence.
        let market = |market: &mut MarketRulesOf<Test>| {
            (market.maximum_wait, market.retention, market.storage_period) = (30, 20, 4)
        };
        ExtBuilder::default().with_market(market).build_and_execute(|| {
            Accepted::set(vec![]);
            GivenUp::set(vec![]);
            let before = Balances::total_issuance();
            for step in steps {
                let step = with_storage_layer(|| {
                    take(step.clone());
                    Ok::<_, DispatchError>(step)
                });
                Compute::do_try_state().unwrap_or_else(|error| panic!("{step:?}: {error:?}"));
            }
            assert_eq!(Balances::total_issuance(), before);
            // Each job that is over, remembered or not, ended in exactly one word to its handler.
            let heard = Accepted::get().len() + GivenUp::get().len();
            let unfinished = UnfinishedJobs::<Test>::get() as usize;
            assert_eq!(heard + unfinished, NextJobId::<Test>::get() as usize);
        });
    }
}
