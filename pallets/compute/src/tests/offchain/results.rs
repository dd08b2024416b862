//! From an assignment to a result on chain.

use super::machine::*;
use crate::{mock::*, types::*, Jobs};
use codec::Encode;
use openledger_primitives::job::{JobFailure, JobKind, JobResult, JobStatus};
use polkadot_sdk::sp_core::offchain::Duration;

fn spec_of(kind: JobKind) -> Vec<u8> {
    use crate::traits::JobHandler;
    TestHandler::spec(kind).unwrap().encode()
}

/// Worker 1 has a check since block 2; the state is that of block 3.
pub fn assigned(test: impl FnOnce(&Machine)) {
    let mut ext = ExtBuilder::default().with_workers(1).build();
    Machine::new().with(&mut ext, |machine| {
        open(JobKind::Check(1));
        run_to(3);
        test(machine);
        Compute::do_try_state().unwrap();
    });
}

#[test]
fn a_job_goes_to_the_daemon_and_its_result_to_the_chain() {
    assigned(|machine| {
        machine.run();
        {
            let mut daemon = machine.daemon.write();
            let posted = daemon.requests[0].clone();
            assert_eq!(posted.body, spec_of(JobKind::Check(1)));
            let header = |name: &str, value: &str| (name.to_string(), value.to_string());
            assert_eq!(
                posted.headers,
                vec![header("Authorization", "Bearer c0ffee00"), header("Content-Type", "application/octet-stream"),]
            );
            assert_eq!(daemon.asked(), vec!["POST /jobs/0/1", "GET /jobs/0/1"]);
            daemon.finish(0, 1, check_result());
        }
        assert_eq!(machine.sent(), vec![]);

        next_block();
        machine.run();
        let sent = machine.sent();
        assert_eq!(sent.len(), 1);
        let (signed, signature) = sent[0];
        assert_eq!((signed.job, signed.attempt, signed.result), (0, 1, check_result()));
        submit(signed, signature);
        assert_eq!(Jobs::<Test>::get(0).unwrap().state, JobState::Done { worker: account(1) });

        next_block();
        machine.daemon.write().asked();
        machine.run();
        assert_eq!(machine.sent(), vec![]);
        assert_eq!(machine.daemon.write().asked(), Vec::<String>::new(), "nothing is left to do");
    });
}

#[test]
fn the_same_bytes_are_sent_until_the_chain_has_them() {
    assigned(|machine| {
        machine.run();
        machine.daemon.write().finish(0, 1, check_result());
        machine.run();
        let first = machine.sent();
        // The daemon changes its mind, then goes down. The node may have restarted: all it has is local storage.
        let failure = JobResult::Failed(JobFailure::EngineFailed);
        machine.daemon.write().finish(0, 1, failure);
        next_block();
        machine.run();
        assert_eq!(machine.sent(), first);
        machine.daemon.write().mode = Mode::Down;
        next_block();
        machine.run();
        assert_eq!(machine.sent(), first);
        let (signed, signature) = first[0];
        submit(signed, signature);
    });
}

#[test]
fn an_assignment_is_begun_once_it_is_deep_enough() {
    let rules = |rules: &mut ComputeRulesOf<Test>| rules.assignment_depth = 3;
    let mut ext = ExtBuilder::default().with_workers(1).with_rules(rules).build();
    Machine::new().with(&mut ext, |machine| {
        open(JobKind::Check(1));
        for block in 2..5 {
            run_to(block);
            machine.run();
            assert_eq!(machine.daemon.write().asked(), Vec::<String>::new(), "block {block}");
        }
        run_to(5);
        machine.run();
        assert_eq!(machine.daemon.write().asked().len(), 2);
    });
}

#[test]
fn the_next_attempt_is_a_job_of_its_own() {
    assigned(|machine| {
        machine.run();
        let failure = JobResult::Failed(JobFailure::EngineFailed);
        machine.daemon.write().finish(0, 1, failure);
        machine.run();
        let (signed, signature) = machine.sent()[0];
        submit(signed, signature);
        run_to(5);
        machine.daemon.write().asked();
        machine.run();
        assert_eq!(machine.daemon.write().asked(), vec!["POST /jobs/0/2", "GET /jobs/0/2"]);
        machine.daemon.write().finish(0, 2, check_result());
        machine.run();
        let (signed, signature) = machine.sent()[0];
        assert_eq!((signed.attempt, signed.result), (2, check_result()));
        submit(signed, signature);
    });
}

#[test]
fn the_spec_is_written_once() {
    assigned(|machine| {
        machine.run();
        let first = machine.daemon.read().requests[0].body.clone();
        // A later block would write it otherwise; the daemon lost everything.
        SpecTurn::set(1);
        machine.daemon.write().jobs.clear();
        machine.daemon.write().asked();
        next_block();
        machine.run();
        let mut daemon = machine.daemon.write();
        assert_eq!(daemon.requests[1].body, first);
        assert_eq!(
            daemon.asked(),
            vec!["GET /jobs/0/1", "POST /jobs/0/1", "GET /jobs/0/1"],
            "a daemon that knows nothing of the job is given it again"
        );
    });
}

#[test]
fn a_job_about_something_gone_is_given_up_instead_of_being_silent() {
    assigned(|machine| {
        SpecThere::set(false);
        machine.run();
        SpecThere::set(true);
        let (signed, signature) = machine.sent()[0];
        assert_eq!(signed.result, JobResult::Failed(JobFailure::ContentUnavailable));
        next_block();
        machine.run();
        assert_eq!(machine.sent(), vec![(signed, signature)], "and that stays its answer");
        submit(signed, signature);
    });
}

#[test]
fn a_run_under_way_keeps_others_out_until_it_must_be_dead() {
    use crate::offchain::{LOCK_KEY, RUN};
    use polkadot_sdk::sp_runtime::offchain::storage_lock::{StorageLock, Time};
    assigned(|machine| {
        let mut lock = StorageLock::<Time>::with_deadline(LOCK_KEY, Duration::from_millis(20_000));
        let under_way = lock.try_lock().ok().unwrap();
        machine.run();
        assert_eq!(machine.daemon.write().asked(), Vec::<String>::new());
        // The node dies in the middle: nobody unlocks.
        under_way.forget();
        machine.pass(RUN);
        machine.run();
        assert_eq!(machine.daemon.write().asked(), Vec::<String>::new());
        machine.pass(Duration::from_millis(20_000));
        machine.run();
        assert_eq!(machine.daemon.write().asked().len(), 2);
        machine.run();
        assert_eq!(machine.daemon.write().asked().len(), 1, "a run that ends unlocks");
    });
}

#[test]
fn a_machine_works_for_its_own_workers_only() {
    let mut ext = ExtBuilder::default().with_workers(4).build();
    Machine::new().with(&mut ext, |machine| {
        let jobs: Vec<_> = (0..4).map(|n| open(JobKind::Check(n))).collect();
        run_to(3);
        machine.run();
        let own = jobs.iter().filter(|job| worker_of(**job) == Some(1));
        let expected: Vec<_> = own.map(|job| format!("POST /jobs/{job}/1")).collect();
        let mut posts = machine.daemon.write().asked();
        posts.retain(|line| line.starts_with("POST"));
        posts.sort();
        assert_eq!(posts, expected);

        // A second key: both are served.
        machine.insert_key(2);
        machine.run();
        let own = jobs.iter().filter(|job| [Some(1), Some(2)].contains(&worker_of(**job)));
        let posted = machine.daemon.read().jobs.len();
        assert_eq!(posted, own.count());
    });
}

#[test]
fn a_machine_without_a_workers_key_is_quiet() {
    let mut ext = ExtBuilder::default().with_bonds(&[(2, 1_000)]).build();
    Machine::new().with(&mut ext, |machine| {
        open(JobKind::Check(1));
        run_to(3);
        machine.run();
        assert_eq!(machine.daemon.write().asked(), Vec::<String>::new());
        assert!(machine.stored::<Vec<u8>>(crate::offchain::LOCK_KEY).is_none());
    });
}

#[test]
fn what_is_long_over_is_forgotten() {
    assigned(|machine| {
        machine.run();
        machine.daemon.write().finish(0, 1, check_result());
        machine.run();
        let (signed, signature) = machine.sent()[0];
        submit(signed, signature);
        let index = b"openledger::compute::index";
        let kept = crate::offchain::memory::KEPT_AFTER_DEADLINE as u32;
        System::set_block_number(12 + kept - 1);
        machine.run();
        assert_ne!(machine.state.read().persistent_storage.get(index), Some(vec![0]));
        assert!(crate::offchain::memory::given(Compute::genesis(), 0, 1).is_some());
        System::set_block_number(12 + kept);
        machine.run();
        assert_eq!(machine.state.read().persistent_storage.get(index), Some(vec![0]));
        assert!(crate::offchain::memory::given(Compute::genesis(), 0, 1).is_none());
        System::set_block_number(11);
    });
}

#[test]
fn progress_is_no_answer() {
    assigned(|machine| {
        machine.run();
        let path = "/jobs/0/1".to_string();
        machine.daemon.write().jobs.get_mut(&path).unwrap().1 = JobStatus::Running { done: 1, total: 2 };
        next_block();
        machine.run();
        assert_eq!(machine.sent(), vec![]);
    });
}
