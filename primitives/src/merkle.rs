//! Keccak Merkle trees of the RFC 9162 shape (Certificate Transparency), with their incremental form.
//!
//! A leaf is `keccak256(0x00 ‖ data)`, a node `keccak256(0x01 ‖ left ‖ right)`; a tree of n leaves has the
//! largest power of two below n on its left side (RFC 9162 §2.1.1). The left-to-right peaks of that shape are
//! all that is needed to append, so a pallet stores at most 64 digests for a tree of any size, and the root
//! of the peaks equals the root of the list.
//!
//! Unlike there, the **root commits to the number of leaves**: it is `keccak256(0x04 ‖ count ‖ top)` with the count
//! as eight little-endian bytes. In RFC 9162 a verifier learns the tree's size from elsewhere. Without it the last
//! leaf of three, whose path is one hash long, would also pass for the last leaf of two, and whoever may use
//! each position once could use one leaf twice.

use crate::{hashing::keccak_256_of, Digest};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Deepest proof accepted: trees never hold more than 2^64 leaves.
pub const MAX_DEPTH: usize = 64;

/// Hash of one leaf's data.
pub fn leaf(data: &[u8]) -> Digest {
    keccak_256_of(&[&[0x00], data])
}

/// Hash of a pair of subtrees.
pub fn node(left: &Digest, right: &Digest) -> Digest {
    keccak_256_of(&[&[0x01], left, right])
}

/// Root of the empty tree: `keccak256("")`.
pub fn empty_root() -> Digest {
    keccak_256_of(&[])
}

/// Root of a list of leaf hashes.
pub fn root(leaves: &[Digest]) -> Digest {
    let mut tree = Peaks::default();
    for leaf in leaves {
        tree.push(*leaf);
    }
    tree.root()
}

/// Root of a tree of `count` leaves, at least one, whose topmost node is `top`.
pub fn bind(count: u64, top: &Digest) -> Digest {
    keccak_256_of(&[&[0x04], &count.to_le_bytes(), top])
}

/// An append-only tree, kept as the roots of its perfect subtrees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Peaks {
    /// Number of leaves.
    pub count: u64,
    /// Roots of the perfect subtrees, largest first: one for each set bit of `count`.
    pub peaks: Vec<Digest>,
}

impl MaxEncodedLen for Peaks {
    fn max_encoded_len() -> usize {
        8 + 2 + 32 * MAX_DEPTH
    }
}

impl Peaks {
    /// Appends a leaf hash.
    pub fn push(&mut self, leaf: Digest) {
        let mut carried = leaf;
        let mut bits = self.count;
        while bits & 1 == 1 {
            let Some(left) = self.peaks.pop() else { break };
            carried = node(&left, &carried);
            bits >>= 1;
        }
        self.peaks.push(carried);
        self.count = self.count.saturating_add(1);
    }

    /// Root of all leaves so far.
    pub fn root(&self) -> Digest {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return empty_root() };
        bind(self.count, &peaks.fold(*last, |right, left| node(left, &right)))
    }
}

/// Audit path of one leaf (RFC 9162 §2.1.3.1), nearest sibling first.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Proof {
    /// Position of the leaf, from 0.
    pub index: u64,
    /// Number of leaves in the tree.
    pub count: u64,
    /// Sibling hashes from the leaf to the root.
    pub siblings: Vec<Digest>,
}

/// Audit path of the leaf at `index`; `None` when there is no such leaf.
pub fn prove(leaves: &[Digest], index: usize) -> Option<Proof> {
    let join = |left: &Digest, right: &Digest| Some(node(left, right));
    let siblings = audit_path(leaves, index, &join)?;
    Some(Proof { index: index as u64, count: leaves.len() as u64, siblings })
}

/// Whether `leaf` stands at `proof.index` in the tree with this root. The position and the number of leaves are
/// bound: the same hashes at another index, or for another count, are refused.
pub fn verify(expected: &Digest, leaf: &Digest, proof: &Proof) -> bool {
    let join = |left: &Digest, right: &Digest| Some(node(left, right));
    climb(*leaf, proof.index, proof.count, &proof.siblings, &join)
        .is_some_and(|top| bind(proof.count, &top) == *expected)
}

/// How two subtrees become one; `None` when they cannot.
pub(crate) type Join<'a, N> = &'a dyn Fn(&N, &N) -> Option<N>;

/// Topmost node over `leaves`; `None` when there are none or two cannot be joined.
pub(crate) fn top<N: Copy>(leaves: &[N], join: Join<N>) -> Option<N> {
    match leaves {
        [] => None,
        [leaf] => Some(*leaf),
        _ => {
            let (left, right) = leaves.split_at(left_of(leaves.len()));
            join(&top(left, join)?, &top(right, join)?)
        }
    }
}

/// Siblings of the leaf at `index`, nearest first (RFC 9162 §2.1.3.1).
pub(crate) fn audit_path<N: Copy>(leaves: &[N], index: usize, join: Join<N>) -> Option<Vec<N>> {
    leaves.get(index)?;
    let mut siblings = Vec::new();
    let (mut part, mut at) = (leaves, index);
    while part.len() > 1 {
        let (left, right) = part.split_at(left_of(part.len()));
        if at < left.len() {
            siblings.push(top(right, join)?);
            part = left;
        } else {
            at -= left.len();
            siblings.push(top(left, join)?);
            part = right;
        }
    }
    siblings.reverse();
    Some(siblings)
}

/// Topmost node that these siblings lead to from the leaf at `index` of `count` (RFC 9162 §2.1.3.2); `None` when
/// there is no such leaf, its path has another length, or two nodes cannot be joined.
pub(crate) fn climb<N: Copy>(leaf: N, index: u64, count: u64, siblings: &[N], join: Join<N>) -> Option<N> {
    if index >= count || siblings.len() > MAX_DEPTH {
        return None;
    }
    let (mut at, mut last) = (index, count - 1);
    let mut subtree = leaf;
    for sibling in siblings {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            subtree = join(sibling, &subtree)?;
            // The rightmost node of a level that has no sibling is promoted until it has one.
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            subtree = join(&subtree, sibling)?;
        }
        at >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(subtree)
}

/// Largest power of two strictly below `n`, for `n ≥ 2`: the leaves on the left side.
fn left_of(n: usize) -> usize {
    n.next_power_of_two() / 2
}
