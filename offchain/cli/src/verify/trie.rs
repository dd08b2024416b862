//! Reading a Substrate state trie from a proof: nodes by their hash, from the root to a value.
//!
//! The layout is that of `sp-trie`: base-16 Patricia without extension nodes, hashed by BLAKE2b-256. In version 1 of the
//! state a value longer than 32 bytes stands in a node of its own. Nothing here allocates for a length that the bytes
//! do not hold, and a path cannot be longer than its key.

use codec::{Compact, Decode, Input};
use openledger_primitives::Digest;
use sp_crypto_hashing::{blake2_128, blake2_256, twox_128, twox_64};
use std::collections::BTreeMap;

/// Nodes of a proof by their hash.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    nodes: BTreeMap<Digest, Vec<u8>>,
}

/// Where a value is.
enum Value<'a> {
    /// In the node.
    Inline(&'a [u8]),
    /// In a node of its own.
    Hashed(Digest),
}

/// A node, taken apart.
struct Node<'a> {
    /// Nibbles between its parent and it.
    partial: Vec<u8>,
    value: Option<Value<'a>>,
    /// For a branch, a child for each nibble.
    children: Option<[Option<Child<'a>>; 16]>,
}

/// A way down.
#[derive(Clone, Copy)]
enum Child<'a> {
    Inline(&'a [u8]),
    Hashed(Digest),
}

impl Proof {
    /// A proof of these nodes.
    pub fn new(nodes: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self { nodes: nodes.into_iter().map(|node| (blake2_256(&node), node)).collect() }
    }

    /// The value under `key` in the trie with this root; `None` where the trie has none. An error when the proof does not
    /// say.
    pub fn get(&self, root: &Digest, key: &[u8]) -> Result<Option<Vec<u8>>, String> {
        let path: Vec<u8> = key.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect();
        let mut rest = path.as_slice();
        let mut bytes = self.node(root)?;
        loop {
            let node = parse(bytes).ok_or("a node of the state trie cannot be read")?;
            let Some(below) = rest.strip_prefix(node.partial.as_slice()) else { return Ok(None) };
            let Some((nibble, below)) = below.split_first() else {
                return match node.value {
                    None => Ok(None),
                    Some(Value::Inline(value)) => Ok(Some(value.to_vec())),
                    Some(Value::Hashed(hash)) => self.node(&hash).map(|value| Some(value.to_vec())),
                };
            };
            let child = node.children.and_then(|children| children.get(usize::from(*nibble)).copied().flatten());
            bytes = match child {
                None => return Ok(None),
                Some(Child::Inline(bytes)) => bytes,
                Some(Child::Hashed(hash)) => self.node(&hash)?,
            };
            rest = below;
        }
    }

    fn node(&self, hash: &Digest) -> Result<&[u8], String> {
        let found = self.nodes.get(hash).map(Vec::as_slice);
        found.ok_or_else(|| format!("the proof lacks the trie node {}", crate::account::hex(hash)))
    }
}

/// What the first byte says: kind, and bits left for the number of nibbles.
enum Kind {
    Leaf,
    HashedLeaf,
    Branch { value: bool },
    HashedBranch,
}

fn parse(bytes: &[u8]) -> Option<Node<'_>> {
    let mut rest = bytes;
    let first = rest.read_byte().ok()?;
    if first == 0 {
        return Some(Node { partial: Vec::new(), value: None, children: None });
    }
    let (kind, prefix) = match first {
        0b0100_0000..=0b0111_1111 => (Kind::Leaf, 2),
        0b1000_0000..=0b1011_1111 => (Kind::Branch { value: false }, 2),
        0b1100_0000.. => (Kind::Branch { value: true }, 2),
        0b0010_0000..=0b0011_1111 => (Kind::HashedLeaf, 3),
        0b0001_0000..=0b0001_1111 => (Kind::HashedBranch, 4),
        _ => return None,
    };
    let length = count(first, prefix, &mut rest)?;
    let partial = nibbles(length, &mut rest)?;
    let (value, children) = match kind {
        Kind::Leaf => (Some(Value::Inline(sized(&mut rest)?)), None),
        Kind::HashedLeaf => (Some(Value::Hashed(Digest::decode(&mut rest).ok()?)), None),
        Kind::Branch { .. } | Kind::HashedBranch => {
            let mask = u16::decode(&mut rest).ok()?;
            let value = match kind {
                Kind::Branch { value: true } => Some(Value::Inline(sized(&mut rest)?)),
                Kind::HashedBranch => Some(Value::Hashed(Digest::decode(&mut rest).ok()?)),
                _ => None,
            };
            (value, Some(children(mask, &mut rest)?))
        }
    };
    rest.is_empty().then_some(Node { partial, value, children })
}

fn children<'a>(mask: u16, rest: &mut &'a [u8]) -> Option<[Option<Child<'a>>; 16]> {
    let mut children = [None; 16];
    for (nibble, place) in children.iter_mut().enumerate() {
        if mask & (1 << nibble) == 0 {
            continue;
        }
        let bytes = sized(rest)?;
        *place = Some(match Digest::try_from(bytes) {
            Ok(hash) => Child::Hashed(hash),
            Err(_) => Child::Inline(bytes),
        });
    }
    Some(children)
}

/// Number of nibbles: what the first byte's last bits say, and bytes that are added while they are all ones.
fn count(first: u8, prefix: u32, rest: &mut &[u8]) -> Option<usize> {
    let most = usize::from(u8::MAX >> prefix);
    let mut count = usize::from(first) & most;
    if count < most {
        return Some(count);
    }
    count -= 1;
    loop {
        let more = usize::from(rest.read_byte().ok()?);
        if more < 255 {
            return count.checked_add(more + 1);
        }
        count = count.checked_add(255)?;
    }
}

/// So many nibbles; an odd number begins in the lower half of its first byte.
fn nibbles(count: usize, rest: &mut &[u8]) -> Option<Vec<u8>> {
    let (bytes, behind) = rest.split_at_checked(count.div_ceil(2))?;
    *rest = behind;
    let all = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Some(all.skip(count % 2).collect())
}

/// Bytes behind their compact length.
fn sized<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = Compact::<u32>::decode(rest).ok()?.0;
    let (bytes, behind) = rest.split_at_checked(length as usize)?;
    *rest = behind;
    Some(bytes)
}

/// How a map's key is hashed into the state's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hasher {
    /// `twox_64(key) ‖ key`.
    Twox64Concat,
    /// `blake2_128(key) ‖ key`.
    Blake2Concat,
    /// `key`.
    Identity,
}

/// The state's key of a map's entry.
pub fn map_key(pallet: &str, item: &str, hasher: Hasher, key: &[u8]) -> Vec<u8> {
    let mut full = [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat();
    match hasher {
        Hasher::Twox64Concat => full.extend(twox_64(key)),
        Hasher::Blake2Concat => full.extend(blake2_128(key)),
        Hasher::Identity => {}
    }
    full.extend_from_slice(key);
    full
}
