//! The index is the one the version committed to.

use super::{contribution::inside, world::World, Finding};
use crate::account::hex;
use codec::{Decode, DecodeWithMemLimit};
use openledger_primitives::sketch::{index_root, ContributionSketch, IndexHeader};

/// First bytes of an index file.
const MARK: &[u8; 8] = b"OLINDEX\x01";
/// Memory that reading may take, as a multiple of the file.
const MEMORY_FACTOR: usize = 12;

/// The committed part of an index file: what stands before the fragments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// First leaf.
    pub header: IndexHeader,
    /// A leaf for each contribution.
    pub sketches: Vec<ContributionSketch>,
}

impl IndexFile {
    /// Reads an index file. What follows the sketches explains answers and is committed to by the content id alone.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut rest = bytes.strip_prefix(MARK).ok_or("the index file does not begin as one")?;
        let unreadable = |error: codec::Error| format!("the index file cannot be read: {error}");
        let header = IndexHeader::decode(&mut rest).map_err(unreadable)?;
        let limit = rest.len().saturating_mul(MEMORY_FACTOR);
        let sketches = Vec::<ContributionSketch>::decode_with_mem_limit(&mut rest, limit).map_err(unreadable)?;
        Ok(Self { header, sketches })
    }
}

/// Reads the index and computes its root again.
pub fn check(world: &mut World) -> Finding {
    let version = world.version()?;
    let (cid, root) = match (version.index, version.index_root) {
        (Some(cid), Some(root)) => (cid, root),
        (None, None) => return Ok("the version has no index".into()),
        _ => return Err("the version has half an index".into()),
    };
    let index = IndexFile::read(&world.content("the index", &cid)?)?;
    let found = index_root(&index.header, &index.sketches);
    if found != root {
        return Err(format!("the index has the root {}, the version committed to {}", hex(&found), hex(&root)));
    }
    if index.header.contributions as usize != index.sketches.len() {
        return Err("the index counts other contributions than it holds".into());
    }
    let (inside, contributions) = (inside(world)?, &world.facts()?.contributions);
    for sketch in &index.sketches {
        let id = sketch.contribution;
        let fragments =
            contributions.get(&id).filter(|_| inside.contains(&id)).map(|contribution| contribution.fragments);
        // Documents held out of training are not indexed, so a sketch may sum fewer fragments.
        if fragments.is_none_or(|fragments| sketch.fragments > fragments) {
            return Err(format!("the index holds more of contribution {id} than was given"));
        }
    }
    let detail = format!(
        "{} contributions, {} fragments, {} dimensions",
        index.sketches.len(),
        index.header.fragments,
        index.header.dimensions
    );
    world.index = Some(index);
    Ok(detail)
}
