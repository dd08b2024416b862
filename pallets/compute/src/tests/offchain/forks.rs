//! Two forks, one machine: local storage knows nothing of forks, and must not mix them up.

use super::machine::*;
use crate::{mock::*, Jobs};
use openledger_primitives::job::JobKind;
use polkadot_sdk::sp_io::TestExternalities;

/// A chain on which job 0 is of this kind and assigned since block 2, seen in block 3.
fn chain(fork: u8, kind: JobKind) -> TestExternalities {
    let mut ext = ExtBuilder::default().with_workers(1).build();
    ext.execute_with(|| {
        Fork::set(fork);
        open(kind);
        run_to(3);
    });
    ext
}

#[test]
fn another_forks_job_under_the_same_number_is_another_job() {
    let mut left = chain(1, JobKind::Check(1));
    let mut right = chain(2, JobKind::Check(2));
    let mut machine = Machine::new();

    // The left fork is best first, and its job is finished there.
    let on_left = machine.with(&mut left, |machine| {
        machine.run();
        machine.daemon.write().finish(0, 1, check_result());
        machine.run();
        machine.sent()[0]
    });
    // Then the right one. Its job has the same number, attempt and block, and is about something else.
    machine.with(&mut right, |machine| {
        machine.daemon.write().asked();
        machine.run();
        assert_eq!(machine.sent(), vec![], "the left fork's answer is not the right one's");
        assert_eq!(machine.daemon.write().asked(), vec!["POST /jobs/0/1", "GET /jobs/0/1"]);
        let mut refused = check_result();
        if let openledger_primitives::job::JobResult::Check(result) = &mut refused {
            result.refused = 7;
        }
        machine.daemon.write().finish(0, 1, refused);
        machine.run();
        let (signed, signature) = machine.sent()[0];
        assert_eq!(signed.result, refused);
        submit(signed, signature);
    });
    // And the left one again: its answer was kept, byte for byte.
    machine.with(&mut left, |machine| {
        machine.daemon.write().mode = Mode::Down;
        machine.run();
        assert_eq!(machine.sent(), vec![on_left]);
        submit(on_left.0, on_left.1);
    });
}

#[test]
fn the_same_assignment_has_the_same_answer_on_both_sides_of_a_later_fork() {
    let mut left = chain(0, JobKind::Check(1));
    let mut right = chain(0, JobKind::Check(1));
    let mut machine = Machine::new();
    let on_left = machine.with(&mut left, |machine| {
        Fork::set(1);
        run_to(4);
        machine.run();
        machine.daemon.write().finish(0, 1, check_result());
        machine.run();
        machine.sent()[0]
    });
    machine.with(&mut right, |machine| {
        Fork::set(2);
        run_to(5);
        machine.daemon.write().asked();
        machine.run();
        assert_eq!(machine.sent(), vec![on_left]);
        assert_eq!(machine.daemon.write().asked(), Vec::<String>::new());
    });
}

#[test]
fn a_job_that_moves_between_forks_is_given_again_on_each() {
    let mut left = chain(1, JobKind::Check(1));
    let mut right = chain(2, JobKind::Check(2));
    let mut machine = Machine::new();
    for _ in 0..2 {
        for ext in [&mut left, &mut right] {
            machine.with(ext, |machine| {
                machine.run();
                assert_eq!(machine.daemon.write().asked(), vec!["POST /jobs/0/1", "GET /jobs/0/1"]);
                assert_eq!(machine.sent(), vec![]);
            });
        }
    }
}

#[test]
fn an_assignment_older_than_any_known_hash_keeps_its_name() {
    let rules = |rules: &mut crate::types::ComputeRulesOf<Test>| rules.train_deadline = 200;
    let mut ext = ExtBuilder::default().with_workers(1).with_rules(rules).build();
    Machine::new().with(&mut ext, |machine| {
        let job = open(JobKind::Train(1));
        run_to(3);
        machine.run();
        machine.daemon.write().finish(job, 1, good_result(JobKind::Train(1)));
        run_to(4);
        machine.run();
        let first = machine.sent();
        // The runtime forgets old hashes when it ends a block.
        run_to(100);
        polkadot_sdk::frame_system::BlockHash::<Test>::remove(2);
        machine.run();
        assert_eq!(machine.sent(), first);
        let (signed, signature) = first[0];
        submit(signed, signature);
        assert!(!Jobs::<Test>::get(job).unwrap().is_unfinished());
    });
}
