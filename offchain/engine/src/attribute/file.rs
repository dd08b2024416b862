//! The index file: a mark, a format number, then the index in SCALE.
//!
//! Files come from strangers. Nothing is allocated for a length that the file does not hold, and an index whose
//! parts contradict one another is refused with the part named.

use super::{
    index::{FragmentSketch, Index},
    lexical::sum_terms,
    Error, Result,
};
use codec::{DecodeWithMemLimit, Encode};
use openledger_primitives::sketch::{ContributionSketch, Term, AVERAGE_FRAGMENT};

/// First bytes of an index file.
const MARK: &[u8; 8] = b"OLINDEX\x01";

/// Largest index file that is read.
pub const MAX_FILE_BYTES: usize = 4 << 30;

/// Memory that decoding may take, as a multiple of the file: a sketch in memory is a few times the smallest one on
/// disk.
const MEMORY_FACTOR: usize = 12;

impl Index {
    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        self.encode_to(&mut bytes);
        bytes
    }

    /// Reads and checks a file's bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(Error::File(format!("{} bytes are more than the {MAX_FILE_BYTES} allowed", bytes.len())));
        }
        let mut rest = bytes
            .strip_prefix(MARK)
            .ok_or_else(|| Error::File("it does not begin as an index of a format this engine reads".into()))?;
        let limit = rest.len().saturating_mul(MEMORY_FACTOR);
        let index = Self::decode_with_mem_limit(&mut rest, limit)
            .map_err(|e| Error::File(format!("it is cut short or its lengths are wrong ({e})")))?;
        if !rest.is_empty() {
            return Err(Error::File(format!("{} bytes follow the index", rest.len())));
        }
        index.check()?;
        Ok(index)
    }

    /// Checks that all parts agree with one another.
    pub fn check(&self) -> Result<()> {
        let refuse = |problem: &str| Err(Error::File(problem.into()));
        let header = &self.header;
        if header.contributions as usize != self.sketches.len() || header.fragments as usize != self.fragments.len() {
            return refuse("the header counts other contributions or fragments than there are");
        }
        if self.sketches.is_empty() {
            return refuse("it holds no contribution");
        }
        if !self.basis.projection.is_consistent() || self.basis.projection.dimensions != header.dimensions {
            return refuse("the projection's lengths or scales are wrong");
        }
        if header.basis != self.basis.content_id() {
            return refuse("the projection and term statistics are not the ones named in the header");
        }
        let statistics = &self.basis.terms;
        if statistics.fragments != header.fragments || !statistics.totals.windows(2).all(|pair| pair[0].0 < pair[1].0) {
            return refuse("the term statistics are out of order or of another corpus");
        }
        if !self.sketches.windows(2).all(|pair| pair[0].contribution < pair[1].contribution) {
            return refuse("the contributions are not in increasing order");
        }
        let place = |fragment: &FragmentSketch| (fragment.sketch.contribution, fragment.fragment);
        if !self.fragments.windows(2).all(|pair| place(&pair[0]) < place(&pair[1])) {
            return refuse("the fragments are not in increasing order");
        }
        let sketches = self.sketches.iter().chain(self.fragments.iter().map(|fragment| &fragment.sketch));
        for sketch in sketches {
            self.check_sketch(sketch)?;
        }
        self.check_sums()
    }

    fn check_sketch(&self, sketch: &ContributionSketch) -> Result<()> {
        let increasing = sketch.terms.windows(2).all(|pair| pair[0].token < pair[1].token);
        if sketch.gradient.len() as u64 == u64::from(self.header.dimensions) && increasing {
            return Ok(());
        }
        Err(Error::File(format!(
            "a sketch of contribution {} has another length or unsorted terms",
            sketch.contribution
        )))
    }

    /// A contribution's terms are the sum of its fragments'.
    fn check_sums(&self) -> Result<()> {
        let mut groups = self.fragments.chunk_by(|a, b| a.sketch.contribution == b.sketch.contribution);
        for sketch in &self.sketches {
            let members = groups.next().unwrap_or_default();
            let own = members
                .iter()
                .all(|fragment| fragment.sketch.contribution == sketch.contribution && fragment.sketch.fragments == 1);
            let lists = members.iter().map(|fragment| without_average(&fragment.sketch.terms));
            if !own || members.len() != sketch.fragments as usize || sum_terms(lists) != sketch.terms {
                return Err(Error::File(format!(
                    "contribution {} is not the sum of its fragments",
                    sketch.contribution
                )));
            }
        }
        match groups.next() {
            None => Ok(()),
            Some(members) => Err(Error::File(format!(
                "fragments of contribution {} belong to no sketch",
                members[0].sketch.contribution
            ))),
        }
    }
}

/// A fragment's own terms: all but the last, which counts fragments.
fn without_average(terms: &[Term]) -> &[Term] {
    match terms {
        [own @ .., last] if last.token == AVERAGE_FRAGMENT => own,
        all => all,
    }
}
