//! Receipt batches on their way from the daemon to the chain.

use super::machine::*;
use crate::mock::*;
use codec::Encode;
use openledger_primitives::{
    batch::{BatchHeader, SignedBatch},
    content::ContentId,
    merkle_sum::Node,
};
use polkadot_sdk::sp_core::{sr25519, Pair};

fn batch(n: u8, nonce: u64) -> SignedBatch {
    let header = BatchHeader {
        worker: [n; 32],
        nonce,
        receipts: 1,
        receipts_root: [1; 32],
        credits: Node { hash: [2; 32], sum: 3 },
        credit_lines: 4,
        content: ContentId([5; 32]),
    };
    SignedBatch { genesis: Compute::genesis(), header, income: vec![], redemptions: vec![] }
}

/// Worker 1's next batch is number 7; the daemon has sealed these bytes under that number.
fn sealed(bytes: impl FnOnce() -> Option<Vec<u8>>, test: impl FnOnce(&Machine)) {
    let mut ext = ExtBuilder::default().with_workers(1).build();
    Machine::new().with(&mut ext, |machine| {
        NextBatch::set(Some(7));
        Batches::set(vec![]);
        if let Some(bytes) = bytes() {
            machine.daemon.write().batches.insert(7, bytes);
        }
        machine.run();
        test(machine);
        NextBatch::set(None);
    });
}

#[test]
fn the_next_batch_is_signed_and_sent() {
    sealed(
        || Some(batch(1, 7).encode()),
        |machine| {
            let sent = Batches::get();
            assert_eq!(sent.len(), 1);
            let (submitted, signature) = &sent[0];
            assert_eq!(submitted, &batch(1, 7));
            let key = session_pair(1).public();
            assert!(sr25519::Pair::verify(signature, batch(1, 7).signing_hash(), &key));
            assert_eq!(machine.daemon.write().asked(), vec!["GET /batches/7"]);
        },
    );
}

#[test]
fn the_same_batch_has_the_same_signature_until_the_chain_has_it() {
    sealed(
        || Some(batch(1, 7).encode()),
        |machine| {
            next_block();
            machine.run();
            let sent = Batches::get();
            assert_eq!(sent.len(), 2);
            assert_eq!(sent[0], sent[1]);
            // The chain took it; the daemon has not sealed the next one.
            NextBatch::set(Some(8));
            machine.run();
            assert_eq!(Batches::get().len(), 2);
        },
    );
}

#[test]
fn a_batch_sealed_anew_is_signed_anew() {
    sealed(
        || Some(batch(1, 7).encode()),
        |machine| {
            let mut other = batch(1, 7);
            other.header.receipts = 2;
            machine.daemon.write().batches.insert(7, other.encode());
            machine.run();
            let (submitted, signature) = Batches::get()[1].clone();
            let key = session_pair(1).public();
            assert!(sr25519::Pair::verify(&signature, submitted.signing_hash(), &key));
            assert_eq!(submitted.header.receipts, 2);
        },
    );
}

#[test]
fn without_a_sealed_batch_nothing_is_sent() {
    sealed(|| None, |_| assert_eq!(Batches::get(), vec![]));
}

#[test]
fn nobody_is_asked_when_the_chain_expects_no_batch() {
    let mut ext = ExtBuilder::default().with_workers(1).build();
    Machine::new().with(&mut ext, |machine| {
        machine.run();
        assert_eq!(machine.daemon.write().asked(), Vec::<String>::new());
    });
}

#[test]
fn a_batch_of_another_worker_number_or_chain_is_not_signed() {
    let another_chain = || {
        let mut batch = batch(1, 7);
        batch.genesis = [0; 32];
        batch
    };
    sealed(|| Some(batch(2, 7).encode()), |_| assert_eq!(Batches::get(), vec![]));
    sealed(|| Some(batch(1, 8).encode()), |_| assert_eq!(Batches::get(), vec![]));
    sealed(|| Some(another_chain().encode()), |_| assert_eq!(Batches::get(), vec![]));
}

#[test]
fn a_batch_that_is_no_batch_is_not_signed() {
    sealed(|| Some(vec![1, 2, 3]), |_| assert_eq!(Batches::get(), vec![]));
    let trailing = || {
        let mut bytes = batch(1, 7).encode();
        bytes.push(0);
        bytes
    };
    sealed(|| Some(trailing()), |_| assert_eq!(Batches::get(), vec![]));
}
