//! Merkle-sum trees: a root that also proves the total of its leaves.
//!
//! A leaf is `keccak256(0x02 ‖ data ‖ sum)`, a node `keccak256(0x03 ‖ left ‖ left sum ‖ right ‖ right sum)` and the
//! root of n leaves `keccak256(0x05 ‖ n ‖ top ‖ total)`, with sums as 16 and n as eight little-endian bytes; the shape
//! and the reason for committing to n are those of [`crate::merkle`]. Sums are added with a check, so no
//! wrap-around can hide money.

use crate::{hashing::keccak_256_of, merkle, Amount, Digest};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A subtree: its hash and the sum of its leaves.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct Node {
    /// Hash over the children and their sums.
    #[serde(with = "crate::text::hex")]
    pub hash: Digest,
    /// Sum of all leaves below.
    #[serde(with = "crate::text::decimal")]
    pub sum: Amount,
}

/// Audit path of one leaf.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Proof {
    /// Position of the leaf, from 0.
    pub index: u64,
    /// Number of leaves in the tree.
    pub count: u64,
    /// Sibling subtrees from the leaf to the root.
    pub siblings: Vec<Node>,
}

/// A leaf of this data and amount.
pub fn leaf(data: &[u8], sum: Amount) -> Node {
    Node { hash: keccak_256_of(&[&[0x02], data, &sum.to_le_bytes()]), sum }
}

/// A pair of subtrees; `None` when their sums overflow.
pub fn node(left: &Node, right: &Node) -> Option<Node> {
    let sum = left.sum.checked_add(right.sum)?;
    Some(Node { hash: pair_hash(left, right), sum })
}

/// What a pair of subtrees commits to: both hashes and both sums, whatever those are.
fn pair_hash(left: &Node, right: &Node) -> Digest {
    keccak_256_of(&[&[0x03], &left.hash, &left.sum.to_le_bytes(), &right.hash, &right.sum.to_le_bytes()])
}

/// The empty tree: hash `keccak256("")`, sum 0.
pub fn empty_root() -> Node {
    Node { hash: merkle::empty_root(), sum: 0 }
}

/// Root of a list of leaves; `None` when their sum overflows.
pub fn root(leaves: &[Node]) -> Option<Node> {
    if leaves.is_empty() {
        return Some(empty_root());
    }
    merkle::top(leaves, &node).map(|top| bind(leaves.len() as u64, &top))
}

/// Audit path of the leaf at `index`; `None` when there is no such leaf or the tree's sum overflows.
pub fn prove(leaves: &[Node], index: usize) -> Option<Proof> {
    root(leaves)?;
    let siblings = merkle::audit_path(leaves, index, &node)?;
    Some(Proof { index: index as u64, count: leaves.len() as u64, siblings })
}

/// Whether `leaf` stands at `proof.index` in the tree with this root. Position, number of leaves and every sum on
/// the way are bound.
pub fn verify(expected: &Node, leaf: &Node, proof: &Proof) -> bool {
    merkle::climb(*leaf, proof.index, proof.count, &proof.siblings, &node)
        .is_some_and(|top| bind(proof.count, &top) == *expected)
}

/// One level on the way down from a root to a false sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Step {
    /// The left subtree, as the level above commits to it.
    pub left: Node,
    /// The right one.
    pub right: Node,
    /// Whether the way goes on to the right.
    pub to_the_right: bool,
}

/// Whether these steps lead from a root of `count` leaves with the topmost hash `top` to a sum that is not what is
/// below it: a node that is not its two subtrees together, or, after the last step, a `leaf` (its data and its own
/// amount) under another sum. Trees made by [`root`] have none; whoever commits to a root he did not compute so may.
pub fn is_false(expected: &Node, count: u64, top: &Digest, steps: &[Step], leaf: Option<(&[u8], Amount)>) -> bool {
    let mut node = Node { hash: *top, sum: expected.sum };
    if bind(count, &node) != *expected {
        return false;
    }
    for step in steps {
        if pair_hash(&step.left, &step.right) != node.hash {
            return false;
        }
        if step.left.sum.checked_add(step.right.sum) != Some(node.sum) {
            return true;
        }
        node = if step.to_the_right { step.right } else { step.left };
    }
    leaf.is_some_and(|(data, amount)| self::leaf(data, amount).hash == node.hash && amount != node.sum)
}

/// Root of a tree of `count` leaves, at least one, whose topmost node is `top`. Its sum is what is stated: whether the
/// leaves have it only a path to each of them shows.
pub fn bind(count: u64, top: &Node) -> Node {
    let hash = keccak_256_of(&[&[0x05], &count.to_le_bytes(), &top.hash, &top.sum.to_le_bytes()]);
    Node { hash, sum: top.sum }
}
