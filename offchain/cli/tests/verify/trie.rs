//! Builds state tries, so that the reader has something to read besides what a node recorded.

use codec::{Compact, Encode};
use openledger_primitives::Digest;
use sp_crypto_hashing::blake2_256;
use std::collections::BTreeMap;

/// A trie of these entries: its root and all of its nodes.
pub fn build(entries: &BTreeMap<Vec<u8>, Vec<u8>>) -> (Digest, Vec<Vec<u8>>) {
    let mut nodes = Vec::new();
    let entries: Vec<(Vec<u8>, &[u8])> = entries.iter().map(|(key, value)| (nibbles(key), value.as_slice())).collect();
    let root = node(&entries, &mut nodes);
    let hash = blake2_256(&root);
    nodes.push(root);
    (hash, nodes)
}

fn nibbles(key: &[u8]) -> Vec<u8> {
    key.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect()
}

/// The node over entries that are sorted by key.
fn node(entries: &[(Vec<u8>, &[u8])], nodes: &mut Vec<Vec<u8>>) -> Vec<u8> {
    let Some((first, _)) = entries.first() else { return vec![0] };
    let last = &entries.last().expect("not empty").0;
    let shared = first.iter().zip(last).take_while(|(a, b)| a == b).count();
    let own = entries.iter().find(|(key, _)| key.len() == shared).map(|(_, value)| value_of(value, nodes));
    let mut children: Vec<Option<Vec<u8>>> = vec![None; 16];
    for (nibble, child) in children.iter_mut().enumerate() {
        let below: Vec<(Vec<u8>, &[u8])> = entries
            .iter()
            .filter(|(key, _)| key.get(shared) == Some(&(nibble as u8)))
            .map(|(key, value)| (key[shared + 1..].to_vec(), *value))
            .collect();
        if !below.is_empty() {
            *child = Some(reference(node(&below, nodes), nodes));
        }
    }
    let is_leaf = children.iter().all(Option::is_none);
    let (prefix, bits) = match (is_leaf, &own) {
        (true, Some((_, false))) => (0b0100_0000, 6),
        (true, Some((_, true))) => (0b0010_0000, 5),
        (false, None) => (0b1000_0000, 6),
        (false, Some((_, false))) => (0b1100_0000, 6),
        (false, Some((_, true))) => (0b0001_0000, 4),
        (true, None) => unreachable!("a leaf has a value"),
    };
    let mut bytes = Vec::new();
    header(prefix, bits, shared, &mut bytes);
    let partial = &first[..shared];
    let (odd, even) = partial.split_at(shared % 2);
    bytes.extend_from_slice(odd);
    bytes.extend(even.chunks(2).map(|pair| pair[0] << 4 | pair[1]));
    if !is_leaf {
        let mask: u16 = children.iter().enumerate().filter(|(_, child)| child.is_some()).map(|(at, _)| 1 << at).sum();
        bytes.extend(mask.to_le_bytes());
    }
    bytes.extend(own.into_iter().flat_map(|(value, _)| value));
    for child in children.into_iter().flatten() {
        bytes.extend(child.encode());
    }
    bytes
}

fn header(prefix: u8, bits: u32, count: usize, bytes: &mut Vec<u8>) {
    let most = (1usize << bits) - 1;
    if count < most {
        return bytes.push(prefix | count as u8);
    }
    bytes.push(prefix | most as u8);
    let mut rest = count - most;
    while rest >= 255 {
        bytes.push(255);
        rest -= 255;
    }
    bytes.push(rest as u8);
}

/// A value as a node holds it, and whether that is its hash.
fn value_of(value: &[u8], nodes: &mut Vec<Vec<u8>>) -> (Vec<u8>, bool) {
    if value.len() < 33 {
        let mut bytes = Compact(value.len() as u32).encode();
        bytes.extend_from_slice(value);
        return (bytes, false);
    }
    nodes.push(value.to_vec());
    (blake2_256(value).to_vec(), true)
}

/// A child as its parent names it.
fn reference(node: Vec<u8>, nodes: &mut Vec<Vec<u8>>) -> Vec<u8> {
    if node.len() < 32 {
        return node;
    }
    let hash = blake2_256(&node).to_vec();
    nodes.push(node);
    hash
}
