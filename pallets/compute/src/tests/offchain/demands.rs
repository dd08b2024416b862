//! What challengers demand to see, on its way from the daemon to the chain.

use super::machine::*;
use crate::{
    mock::*,
    offchain::{
        daemon::{Daemon, Trouble, DAEMON_KEY, MAX_SHOWN_BYTES},
        demands::MAX_DEMANDS,
        RUN,
    },
    traits::{Demanded, NotSent},
    Rules,
};
use codec::Encode;
use openledger_primitives::{
    batch::{BatchFile, CreditLine},
    content::ContentId,
    demand::{show, Part, Shown},
};
use polkadot_sdk::{sp_core::offchain::StorageKind, sp_io::offchain::local_storage_set};

/// The file of the worker's batch: as many credit lines as are demanded.
fn file(lines: u32) -> BatchFile {
    let line = |at: u32| CreditLine { contribution: at.into(), receipt: 0, version: 1, amount: 10 };
    BatchFile { receipts: vec![], lines: (0..lines).map(line).collect() }
}

fn content(file: &BatchFile) -> ContentId {
    ContentId::of(&file.encode())
}

/// A demand to see a line, made in block `since` and open for 100 more.
fn line(file: &BatchFile, at: u32, since: u32) -> Demanded {
    Demanded { batch: 3, content: content(file), part: Part::Line(at), since, deadline: since + 100 }
}

fn shown(file: &BatchFile, part: Part) -> Shown {
    show(file, part).unwrap()
}

/// Worker 1's machine in block 10, whose daemon has the batch's file and is asked to show all `lines` of it.
fn demanded(lines: u32, test: impl FnOnce(&Machine, &BatchFile)) {
    let mut ext = ExtBuilder::default().with_workers(1).build();
    Machine::new().with(&mut ext, |machine| {
        run_to(10);
        let file = file(lines);
        for part in (0..lines).map(Part::Line) {
            let path = format!("/demands/{}/{part}", content(&file));
            machine.daemon.write().shown.insert(path, shown(&file, part).encode());
        }
        Demands::set((0..lines).map(|at| line(&file, at, 1)).collect());
        Revealed::set(vec![]);
        Taken::set(Ok(()));
        test(machine, &file);
        Demands::set(vec![]);
        Taken::set(Ok(()));
    });
}

#[test]
fn what_is_demanded_is_fetched_and_shown() {
    demanded(1, |machine, file| {
        machine.run();
        assert_eq!(Revealed::get(), vec![(3, Part::Line(0), shown(file, Part::Line(0)))]);
        assert_eq!(machine.daemon.write().asked(), vec![format!("GET /demands/{}/line-0", content(file))]);
    });
}

#[test]
fn the_same_bytes_are_sent_with_every_block_until_the_chain_has_them() {
    demanded(1, |machine, _| {
        machine.run();
        Taken::set(Err(NotSent::Pool));
        next_block();
        machine.run();
        let sent = Revealed::get();
        assert_eq!((sent.len(), &sent[0]), (2, &sent[1]));
        // The answer is in a block: nothing is demanded any more.
        Demands::set(vec![]);
        next_block();
        machine.run();
        assert_eq!(Revealed::get().len(), 2);
        assert_eq!(machine.daemon.write().asked().len(), 2);
    });
}

#[test]
fn a_node_that_lost_its_memory_answers_all_the_same() {
    demanded(1, |machine, _| {
        machine.run();
        let daemon: (Vec<u8>, Vec<u8>) = machine.stored(DAEMON_KEY).unwrap();
        machine.state.write().persistent_storage = Default::default();
        local_storage_set(StorageKind::PERSISTENT, DAEMON_KEY, &daemon.encode());
        machine.run();
        let sent = Revealed::get();
        assert_eq!((sent.len(), &sent[0]), (2, &sent[1]));
    });
}

#[test]
fn a_demand_waits_until_it_lies_as_deep_as_an_assignment_must() {
    demanded(1, |machine, file| {
        Rules::<Test>::mutate(|rules| rules.assignment_depth = 3);
        Demands::set(vec![line(file, 0, 10)]);
        for block in 10..13 {
            run_to(block);
            machine.run();
            assert_eq!(Revealed::get(), vec![]);
        }
        run_to(13);
        machine.run();
        assert_eq!(Revealed::get().len(), 1);
    });
}

#[test]
fn a_demand_that_is_nearly_due_does_not_wait_and_one_that_is_over_is_left() {
    demanded(1, |machine, file| {
        Rules::<Test>::mutate(|rules| rules.assignment_depth = 3);
        let until = |deadline| vec![Demanded { deadline, ..line(file, 0, 10) }];
        Demands::set(until(11));
        machine.run();
        assert_eq!(Revealed::get().len(), 1);
        Demands::set(until(10));
        machine.run();
        assert_eq!(Revealed::get().len(), 1, "no block is left for it");
    });
}

#[test]
fn a_run_answers_a_bounded_number_and_each_has_its_turn() {
    let many = MAX_DEMANDS as u32 * 2 + 3;
    demanded(many, |machine, _| {
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..many {
            Revealed::set(vec![]);
            machine.run();
            assert_eq!(Revealed::get().len(), MAX_DEMANDS);
            seen.extend(Revealed::get().into_iter().map(|(_, part, _)| part.to_string()));
            next_block();
        }
        assert_eq!(seen.len(), many as usize);
    });
}

#[test]
fn one_batch_whose_file_is_gone_does_not_keep_the_others_from_being_shown() {
    demanded(2, |machine, file| {
        let gone = ContentId::of(b"deleted");
        let mut all = Demands::get();
        all.insert(0, Demanded { batch: 2, content: gone, ..line(file, 0, 1) });
        Demands::set(all);
        machine.run();
        assert_eq!(Revealed::get().len(), 2);
        assert_eq!(machine.daemon.write().asked().len(), 3);
    });
}

#[test]
fn a_daemon_says_when_it_no_longer_has_the_file() {
    demanded(1, |machine, file| {
        let daemon = Daemon::configured(RUN).expect("a daemon");
        assert_eq!(daemon.shown(&ContentId::of(b"deleted"), Part::Receipt(0)), Err(Trouble::FileGone));
        machine.daemon.write().mode = Mode::Lies(404, vec![]);
        assert_eq!(daemon.shown(&content(file), Part::Line(0)), Err(Trouble::Status(404)));
        assert!(Trouble::FileGone.to_string().contains("no longer has the batch's file"));
    });
}

#[test]
fn nonsense_is_not_shown() {
    demanded(1, |machine, file| {
        let mut trailing = shown(file, Part::Line(0)).encode();
        trailing.push(0);
        for (body, trouble) in [
            (vec![], Trouble::Malformed),
            (vec![0xff; 64], Trouble::Malformed),
            (trailing, Trouble::Malformed),
            (vec![0; MAX_SHOWN_BYTES + 1], Trouble::TooLong),
        ] {
            machine.daemon.write().mode = Mode::Lies(200, body);
            machine.run();
            let daemon = Daemon::configured(RUN).expect("a daemon");
            assert_eq!(daemon.shown(&content(file), Part::Line(0)), Err(trouble));
        }
        for mode in [Mode::Down, Mode::Slow, Mode::SlowBody, Mode::Says(500, vec![])] {
            machine.daemon.write().mode = mode;
            machine.run();
        }
        assert_eq!(Revealed::get(), vec![]);
        machine.daemon.write().mode = Mode::Up;
        machine.run();
        assert_eq!(Revealed::get().len(), 1);
    });
}

#[test]
fn what_proves_something_else_is_refused_and_said_so() {
    demanded(1, |machine, _| {
        Taken::set(Err(NotSent::Wrong));
        machine.run();
        next_block();
        machine.run();
        assert_eq!(Revealed::get().len(), 2, "the operator may mend it: it is tried again");
        assert!(Trouble::WrongProof.is_about_content() && !Trouble::WrongProof.ends_run());
    });
}
