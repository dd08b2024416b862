//! Daemons that are down, slow, or talk nonsense. None makes the node fail, wait, or sign.

use super::{machine::*, results::assigned};
use crate::{
    mock::*,
    offchain::{
        daemon::{Daemon, Trouble, DAEMON_KEY, MAX_BATCH_BYTES, REQUEST},
        memory::{AssignmentId, Memory},
        RUN,
    },
};
use codec::Encode;
use openledger_primitives::job::{JobFailure, JobKind, JobResult, JobStatus, SignedResult};
use polkadot_sdk::{
    sp_core::{offchain::StorageKind, Pair},
    sp_io::offchain::local_storage_set,
};

/// In this mode the node sends nothing, and afterwards, with the daemon as it should be, the job goes on.
fn survives(mode: Mode) {
    assigned(|machine| {
        machine.daemon.write().mode = mode.clone();
        machine.run();
        next_block();
        machine.run();
        assert_eq!(machine.sent(), vec![], "{mode:?}");
        machine.daemon.write().mode = Mode::Up;
        next_block();
        machine.run();
        machine.daemon.write().finish(0, 1, check_result());
        machine.run();
        let (signed, signature) = machine.sent()[0];
        submit(signed, signature);
    });
}

#[test]
fn a_daemon_that_is_down() {
    survives(Mode::Down);
}

#[test]
fn a_daemon_that_is_slow() {
    survives(Mode::Slow);
    survives(Mode::SlowBody);
}

#[test]
fn a_daemon_that_refuses() {
    for code in [204, 301, 400, 401, 404, 409, 413, 500, 503] {
        survives(Mode::Says(code, vec![]));
        survives(Mode::Lies(code, JobStatus::Finished(check_result()).encode()));
    }
}

#[test]
fn a_daemon_that_answers_garbage() {
    survives(Mode::Lies(200, vec![]));
    survives(Mode::Lies(200, vec![0xff; 64]));
    survives(Mode::Lies(200, b"<html>not found</html>".to_vec()));
    let mut trailing = JobStatus::Finished(check_result()).encode();
    trailing.push(0);
    survives(Mode::Lies(200, trailing));
}

#[test]
fn a_daemon_that_answers_too_much() {
    survives(Mode::Lies(200, vec![0; 1_000_000]));
    survives(Mode::Says(200, vec![0; 1_000_000]));
}

#[test]
fn a_daemon_that_answers_another_kind_of_job() {
    for result in [curate_result(), evaluate_result(), good_result(JobKind::Train(1))] {
        survives(Mode::Lies(200, JobStatus::Finished(result).encode()));
    }
}

#[test]
fn a_slow_daemon_costs_no_more_than_a_run() {
    let mut ext = ExtBuilder::default().with_workers(1).build();
    Machine::new().with(&mut ext, |machine| {
        for n in 0..3 {
            open(JobKind::Check(n));
        }
        run_to(3);
        NextBatch::set(Some(0));
        machine.daemon.write().mode = Mode::Slow;
        machine.run();
        NextBatch::set(None);
        assert_eq!(machine.milliseconds_passed(), RUN.millis());
        assert_eq!(machine.daemon.write().requests.len() as u64, RUN.millis() / REQUEST.millis());
    });
}

#[test]
fn one_stuck_job_does_not_starve_the_others() {
    let mut ext = ExtBuilder::default().with_workers(1).build();
    Machine::new().with(&mut ext, |machine| {
        for n in 0..3 {
            open(JobKind::Check(n));
        }
        run_to(3);
        machine.daemon.write().mode = Mode::Slow;
        let mut first = std::collections::BTreeSet::new();
        for _ in 0..4 {
            machine.run();
            first.insert(machine.daemon.write().asked()[0].clone());
            next_block();
        }
        assert_eq!(first.len(), 3, "each was asked after first in some block: {first:?}");
    });
}

#[test]
fn a_node_without_a_daemon_waits_for_one() {
    assigned(|machine| {
        machine.state.write().persistent_storage = Default::default();
        machine.run();
        assert_eq!(machine.daemon.write().asked(), Vec::<String>::new());
        assert_eq!(machine.sent(), vec![]);
        local_storage_set(StorageKind::PERSISTENT, DAEMON_KEY, &[0xff; 7]);
        machine.run();
        let not_text = (vec![0xffu8; 3], vec![0u8]).encode();
        local_storage_set(StorageKind::PERSISTENT, DAEMON_KEY, &not_text);
        machine.run();
        assert_eq!(machine.daemon.write().asked(), Vec::<String>::new());
    });
}

#[test]
fn each_trouble_has_its_name() {
    assigned(|machine| {
        let daemon = || Daemon::configured(RUN).unwrap();
        let with = |mode| {
            machine.daemon.write().mode = mode;
            daemon().status(0, 1)
        };
        assert_eq!(with(Mode::Up), Ok(JobStatus::Unknown));
        assert_eq!(with(Mode::Down), Err(Trouble::Unreachable));
        assert_eq!(with(Mode::Slow), Err(Trouble::Slow));
        assert_eq!(with(Mode::SlowBody), Err(Trouble::Slow));
        assert_eq!(with(Mode::Says(401, vec![])), Err(Trouble::Status(401)));
        assert_eq!(with(Mode::Says(200, vec![9])), Err(Trouble::Malformed));
        assert_eq!(with(Mode::Says(200, vec![0; 9_999])), Err(Trouble::TooLong));
        machine.daemon.write().mode = Mode::Says(200, vec![0; MAX_BATCH_BYTES + 1]);
        assert_eq!(daemon().batch(0), Err(Trouble::TooLong));
        let old = daemon();
        machine.pass(RUN);
        assert_eq!(old.status(0, 1), Err(Trouble::OutOfTime));
        let all = [
            Trouble::Unreachable,
            Trouble::Slow,
            Trouble::OutOfTime,
            Trouble::Status(401),
            Trouble::TooLong,
            Trouble::Malformed,
            Trouble::WrongKind,
            Trouble::WrongBatch,
        ];
        let words: std::collections::BTreeSet<_> = all.iter().map(Trouble::to_string).collect();
        assert_eq!(words.len(), all.len());
    });
}

#[test]
fn memory_that_cannot_be_read_is_written_anew() {
    assigned(|machine| {
        machine.run();
        let id = AssignmentId::of(&(Compute::genesis(), 0u64, 1u8, 2u32, hash_of(2)));
        let mut key = b"openledger::compute::assignment".to_vec();
        id.encode_to(&mut key);
        assert!(machine.state.read().persistent_storage.get(&key).is_some());
        for key in [&key[..], b"openledger::compute::index"] {
            local_storage_set(StorageKind::PERSISTENT, key, &[0xff; 5]);
        }
        machine.daemon.write().finish(0, 1, check_result());
        machine.run();
        let (signed, signature) = machine.sent()[0];
        submit(signed, signature);
    });
}

#[test]
fn the_first_answer_to_an_assignment_stays() {
    assigned(|_| {
        let memory = || {
            let id = AssignmentId::of(&1u8);
            Memory::new(id, Compute::genesis(), 0, 1, 12)
        };
        let answer = |result| {
            let signed = SignedResult { genesis: Compute::genesis(), job: 0, attempt: 1, result };
            (signed, session_pair(1).sign(&signed.signing_hash()))
        };
        let first = answer(check_result());
        let second = answer(JobResult::Failed(JobFailure::EngineFailed));
        assert_eq!(memory().keep_spec(vec![1]), vec![1]);
        assert_eq!(memory().keep_spec(vec![2]), vec![1]);
        assert_eq!(memory().keep_answer(first.0, first.1), Some(first));
        assert_eq!(memory().keep_answer(second.0, second.1), Some(first));
        assert_eq!(memory().answer(), Some(first));
        assert_eq!(memory().spec(), None);
        // A run that comes late writes no spec over an answer.
        memory().keep_spec(vec![3]);
        assert_eq!(memory().answer(), Some(first));
    });
}
