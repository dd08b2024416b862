//! The leaves of a file: what a pin's Merkle root is over, and what a keeper shows of it.
//!
//! A contribution's bundle is cut into its fragments and an attribution index into its header and sketches, so that the
//! root is the one that the chain has already. Any other file is cut into chunks of [`CHUNK`] bytes.

use crate::verify::IndexFile;
use codec::Encode;
use openledger_primitives::{document::Bundle, fragment, merkle, Digest};

/// Bytes of a chunk; the last one may be shorter. The chain takes no longer leaf.
pub const CHUNK: usize = 16_384;

/// A file as leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaves(Vec<Vec<u8>>);

impl Leaves {
    /// Chunks of any file.
    pub fn chunks(bytes: &[u8]) -> Self {
        Self(bytes.chunks(CHUNK).map(<[u8]>::to_vec).collect())
    }

    /// Fragments of a contribution's bundle; none for another file.
    pub fn bundle(bytes: &[u8]) -> Option<Self> {
        let fragments = fragment::fragments(&Bundle::parse(bytes).ok()?);
        let leaf = |f: &fragment::Fragment| (&f.path, f.start, f.end, &f.text).encode();
        Some(Self(fragments.iter().map(leaf).collect()))
    }

    /// Header and sketches of an attribution index; none for another file.
    pub fn index(bytes: &[u8]) -> Option<Self> {
        let index = IndexFile::read(bytes).ok()?;
        let sketches = index.sketches.iter().map(Encode::encode);
        Some(Self(std::iter::once(index.header.encode()).chain(sketches).collect()))
    }

    /// The leaves that lead to a root, in whatever way the file is cut; none if no way does.
    pub fn under(bytes: &[u8], root: &Digest) -> Option<Self> {
        let ways = [Self::bundle, Self::index, |bytes: &[u8]| Some(Self::chunks(bytes))];
        ways.iter().filter_map(|cut| cut(bytes)).find(|leaves| leaves.root() == *root)
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// Bytes of the longest.
    pub fn longest(&self) -> usize {
        self.0.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// The root over all of them.
    pub fn root(&self) -> Digest {
        merkle::root(&self.hashes())
    }

    /// A leaf's bytes, and its path to the root.
    pub fn prove(&self, place: u64) -> Option<(Vec<u8>, Vec<Digest>)> {
        let place = usize::try_from(place).ok()?;
        let proof = merkle::prove(&self.hashes(), place)?;
        Some((self.0.get(place)?.clone(), proof.siblings))
    }

    fn hashes(&self) -> Vec<Digest> {
        self.0.iter().map(|leaf| merkle::leaf(leaf)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::{
        content::ContentId,
        document::Document,
        sketch::{index_root, ContributionSketch, IndexHeader, ScoreRule},
    };

    /// Every leaf can be shown under the root that stands on chain, and none behind the last.
    fn proves(bytes: &[u8], root: &Digest, count: u64) {
        let leaves = Leaves::under(bytes, root).expect("a way to cut it");
        assert_eq!(leaves.count(), count);
        for place in 0..count {
            let (leaf, siblings) = leaves.prove(place).expect("a leaf");
            let proof = merkle::Proof { index: place, count, siblings };
            assert!(merkle::verify(root, &merkle::leaf(&leaf), &proof), "leaf {place}");
        }
        assert!(leaves.prove(count).is_none());
    }

    #[test]
    fn a_bundle_is_shown_under_the_root_its_contributor_declared() {
        let document = |path: &str, words: usize| Document { path: path.into(), text: "some words\n".repeat(words) };
        let bundle = Bundle::new(vec![document("a.txt", 200), document("b.txt", 3)]).expect("a bundle");
        let fragments = fragment::fragments(&bundle);
        proves(&bundle.encode(), &fragment::root(&fragments), fragments.len() as u64);
    }

    #[test]
    fn an_index_is_shown_under_the_root_of_its_version() {
        let rule = ScoreRule { gradient_weight: 1, gradient_shift: 0, lexical_weight: 1, lexical_shift: 0 };
        let basis = ContentId::of(b"basis");
        let header = IndexHeader { rule, dimensions: 2, basis, contributions: 2, fragments: 9 };
        let sketch = |contribution| ContributionSketch {
            contribution,
            fragments: 3,
            gradient: vec![1, -1],
            gradient_scale: 7,
            terms: Vec::new(),
        };
        let sketches = vec![sketch(4), sketch(6)];
        let file = [b"OLINDEX\x01".to_vec(), header.encode(), sketches.encode(), b"explanations".to_vec()].concat();
        proves(&file, &index_root(&header, &sketches), 3);
    }

    #[test]
    fn any_other_file_is_shown_in_chunks() {
        let file: Vec<u8> = (0..CHUNK * 2 + 5).map(|byte| byte as u8).collect();
        let leaves = Leaves::chunks(&file);
        assert_eq!((leaves.count(), leaves.longest()), (3, CHUNK));
        proves(&file, &leaves.root(), 3);
    }

    #[test]
    fn another_file_leads_nowhere() {
        let root = Leaves::chunks(b"this").root();
        assert_eq!(Leaves::under(b"that", &root), None);
    }
}
