//! Reading state proofs: one that a node gave, and tries of every shape.

use crate::trie::build;
use openledger_cli::{
    account::{digest, unhex},
    verify::trie::Proof,
};
use serde_json::Value;
use std::collections::BTreeMap;

fn recorded() -> Value {
    serde_json::from_str(include_str!("../vectors/state_proof.json")).expect("a recorded proof")
}

fn bytes(value: &Value) -> Vec<u8> {
    unhex(value.as_str().expect("text")).expect("hexadecimal")
}

fn nodes(proof: &Value) -> Vec<Vec<u8>> {
    proof["nodes"].as_array().expect("nodes").iter().map(bytes).collect()
}

#[test]
fn a_nodes_proof_says_what_the_node_says() {
    let recorded = recorded();
    let root = digest(recorded["root"].as_str().expect("text")).expect("a root");
    let proof = Proof::new(nodes(&recorded));
    for (key, value) in recorded["values"].as_object().expect("values") {
        let key = unhex(key).expect("hexadecimal");
        assert_eq!(proof.get(&root, &key), Ok(Some(bytes(value))));
    }
    for key in recorded["absent"].as_array().expect("keys") {
        assert_eq!(proof.get(&root, &bytes(key)), Ok(None));
    }
}

#[test]
fn a_proof_without_one_of_its_nodes_says_so_and_never_something_else() {
    let recorded = recorded();
    let root = digest(recorded["root"].as_str().expect("text")).expect("a root");
    let all = nodes(&recorded);
    for left_out in 0..all.len() {
        let rest = all.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, node)| node.clone());
        let proof = Proof::new(rest);
        let mut missing = 0;
        for (key, value) in recorded["values"].as_object().expect("values") {
            match proof.get(&root, &unhex(key).expect("hexadecimal")) {
                Ok(found) => assert_eq!(found, Some(bytes(value))),
                Err(_) => missing += 1,
            }
        }
        let absent = recorded["absent"].as_array().expect("keys");
        missing += absent.iter().filter(|key| proof.get(&root, &bytes(key)).is_err()).count();
        assert!(missing > 0, "node {left_out} was not needed");
    }
}

#[test]
fn nodes_of_every_kind_and_length_are_read() {
    let mut entries = BTreeMap::new();
    for (at, length) in [0usize, 1, 31, 32, 33, 100, 70_000].into_iter().enumerate() {
        entries.insert(vec![at as u8; 1], vec![at as u8; length]);
        entries.insert(vec![at as u8; 3], vec![7; length]);
        entries.insert([vec![at as u8; 3], vec![9; 200]].concat(), vec![8; length]);
    }
    let (root, nodes) = build(&entries);
    let proof = Proof::new(nodes);
    for (key, value) in &entries {
        assert_eq!(proof.get(&root, key).as_ref(), Ok(&Some(value.clone())));
    }
    for absent in [vec![], vec![0; 2], vec![200], vec![1; 4]] {
        assert_eq!(proof.get(&root, &absent), Ok(None));
    }
    let (empty, nodes) = build(&BTreeMap::new());
    assert_eq!(Proof::new(nodes).get(&empty, b"x"), Ok(None));
}

#[test]
fn bytes_that_are_no_node_are_refused() {
    for wrong in
        [vec![], vec![1], vec![0x40], vec![0x41], vec![0x42, 0, 4], vec![0x7f; 80], vec![0xc0; 3], vec![0x40, 0, 0]]
    {
        let root = sp_crypto_hashing::blake2_256(&wrong);
        assert!(Proof::new([wrong.clone()]).get(&root, b"").is_err(), "{wrong:?}");
    }
}
