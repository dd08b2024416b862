//! What the command line reads: evidence collected by others, and what people type.

use super::split;
use openledger_cli::{
    account::{digest, Account, Hash},
    amount::Open,
    verify::{
        stored::{Allocation, Batch, Contribution, Snapshot, Stored, Version, Worker},
        trie::Proof,
        Manifest,
    },
    vouchers::Quote,
};

/// Manifests, proofs of storage, and the values behind them.
pub fn evidence(bytes: &[u8]) {
    if let Ok(manifest) = serde_json::from_slice::<Manifest>(bytes) {
        assert!(serde_json::to_vec(&manifest).is_ok());
    }
    let _ = serde_json::from_slice::<Quote>(bytes);
    let _ = Batch::read(bytes);
    let _ = Allocation::read(bytes);
    let _ = Worker::read(bytes);
    let _ = Version::read(bytes);
    let _ = Snapshot::read(bytes);
    let _ = Contribution::read(bytes);
    let (key, nodes) = split(bytes);
    let nodes: Vec<Vec<u8>> = nodes.split(|byte| *byte == 0xfe).map(<[u8]>::to_vec).collect();
    if let Some(first) = nodes.first() {
        // The first node as the root: a walk that goes wherever the nodes say.
        let root = sp_crypto_hashing::blake2_256(first);
        let _ = Proof::new(nodes.iter().cloned()).get(&root, &key[..key.len().min(64)]);
    }
}

pub fn evidence_seeds() -> Vec<Vec<u8>> {
    vec![vec![0; 200], vec![1; 400], br#"{"format":1,"receipt":"0x00"}"#.to_vec()]
}

/// What people type: accounts, hashes, amounts.
pub fn words(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // Derivation stretches a phrase, which is slow and not ours.
    if !text.contains('/') {
        let _ = text.parse::<Account>();
    }
    let _ = text.parse::<Hash>();
    let _ = digest(text);
    if let Ok(amount) = text.parse::<Open>() {
        let written = amount.to_string();
        assert_eq!(written.parse::<Open>().ok().map(|again| again.0), Some(amount.0), "{written}");
    }
}

pub fn words_seeds() -> Vec<Vec<u8>> {
    [
        "1.5 OPEN",
        "1_000",
        "0.000000000000000001 open",
        "340282366920938463463.374607431768211455 OPEN",
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}
