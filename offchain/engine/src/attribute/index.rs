//! The attribution index of a version: what it commits, how it is built, how it scores.

use super::{
    basis::{sum_rows, Basis, Projection},
    calibration,
    damped_fisher::{DampedFisher, Gradients},
    lexical::{query_terms, sum_terms, Lexicon, TermStatistics},
    quantise::{self, Quantiser},
    Error, Result,
};
use crate::{lora_gradients, Adapter, Base};
use codec::{Decode, DecodeWithMemTracking, Encode};
use openledger_primitives::{
    content::ContentId,
    receipt::FragmentScore,
    recipe::AttributionRecipe,
    sketch::{index_root, score, ContributionSketch, IndexHeader, QuerySketch, Term},
    ContributionId, Digest,
};
use rayon::prelude::*;
use std::{collections::BTreeMap, ops::ControlFlow};

/// Most fragments of one index: the n × n matrices stay at 800 MB each.
pub const MAX_FRAGMENTS: usize = 10_000;

/// Most bytes of gradients held while building.
pub const MAX_GRADIENT_BYTES: usize = 12 << 30;

/// Fragments whose gradients are computed between two reports of progress.
const GRADIENTS_AT_ONCE: usize = 16;

/// Fragments that serve as queries when the rule is calibrated.
const CALIBRATION_QUERIES: usize = 96;

/// A fragment that the version was trained on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedFragment {
    /// The contribution it belongs to.
    pub contribution: ContributionId,
    /// Its position among the contribution's fragments.
    pub fragment: u32,
    /// Its tokens, cut as training cut them.
    pub tokens: Vec<u32>,
}

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// This many of the fragments' gradients are computed.
    Gradients {
        /// Done so far.
        done: usize,
        /// Fragments in all.
        total: usize,
    },
    /// All gradients are there; the basis is being fitted.
    Fitting,
}

/// What an index knows about one fragment: for explaining an answer, not for paying.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct FragmentSketch {
    /// Position among its contribution's fragments.
    pub fragment: u32,
    /// The sketch a contribution of this one fragment would have.
    pub sketch: ContributionSketch,
}

/// What a query is sketched with; its content id stands in the header.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct QueryBasis {
    /// Projection of a gradient.
    pub projection: Projection,
    /// Statistics of the corpus's tokens.
    pub terms: TermStatistics,
}

impl QueryBasis {
    /// Identifier of its encoding.
    pub fn content_id(&self) -> ContentId {
        ContentId::of(&self.encode())
    }
}

/// Everything needed to attribute answers of one version.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct Index {
    /// First leaf.
    pub header: IndexHeader,
    /// The other leaves, by increasing contribution.
    pub sketches: Vec<ContributionSketch>,
    /// Fragments by increasing (contribution, fragment).
    pub fragments: Vec<FragmentSketch>,
    /// What queries are sketched with.
    pub basis: QueryBasis,
}

/// Computes every fragment's gradient at the adapter and builds its index. The order of `fragments` does not
/// matter. `progress` may stop the build, which then fails with [`crate::Error::Cancelled`].
pub fn build(
    base: &Base,
    adapter: &Adapter,
    fragments: &[IndexedFragment],
    recipe: &AttributionRecipe,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Index> {
    let fragments = in_order(fragments)?;
    let parameters = adapter.layout().len();
    let bytes = fragments.len() * parameters * size_of::<f32>();
    if bytes > MAX_GRADIENT_BYTES {
        return Err(Error::Fragments(format!(
            "{} fragments × {parameters} adapter values need {bytes} bytes of gradients, more than {MAX_GRADIENT_BYTES}; \
             use a lower rank, fewer targets or fewer fragments",
            fragments.len()
        )));
    }
    let mut report = |step| match progress(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Engine(crate::Error::Cancelled)),
    };
    let mut gradients = Gradients::with_capacity(fragments.len(), parameters);
    for chunk in fragments.chunks(GRADIENTS_AT_ONCE) {
        report(Progress::Gradients { done: gradients.fragments(), total: fragments.len() })?;
        let sequences: Vec<Vec<u32>> = chunk.iter().map(|fragment| fragment.tokens.clone()).collect();
        for gradient in lora_gradients(base, adapter, &sequences)? {
            gradients.push(&gradient)?;
        }
    }
    report(Progress::Fitting)?;
    Index::from_gradients(&gradients, &fragments, recipe)
}

/// Sorts by (contribution, fragment), refusing none, too many and repeated fragments.
fn in_order(fragments: &[IndexedFragment]) -> Result<Vec<&IndexedFragment>> {
    if fragments.is_empty() || fragments.len() > MAX_FRAGMENTS {
        return Err(Error::Fragments(format!(
            "an index holds 1 to {MAX_FRAGMENTS} fragments, not {}",
            fragments.len()
        )));
    }
    let mut ordered: Vec<&IndexedFragment> = fragments.iter().collect();
    ordered.sort_by_key(|fragment| (fragment.contribution, fragment.fragment));
    let place = |fragment: &IndexedFragment| (fragment.contribution, fragment.fragment);
    match ordered.windows(2).find(|pair| place(pair[0]) == place(pair[1])) {
        Some(pair) => Err(Error::Fragments(format!(
            "fragment {} of contribution {} is given twice",
            pair[0].fragment, pair[0].contribution
        ))),
        None => Ok(ordered),
    }
}

impl Index {
    /// Builds an index of gradients computed elsewhere; row i of `gradients` belongs to fragment i, and the
    /// fragments are sorted by (contribution, fragment).
    pub fn from_gradients(
        gradients: &Gradients,
        fragments: &[&IndexedFragment],
        recipe: &AttributionRecipe,
    ) -> Result<Self> {
        if gradients.fragments() != fragments.len() {
            return Err(Error::Fragments(format!(
                "{} gradients for {} fragments",
                gradients.fragments(),
                fragments.len()
            )));
        }
        let ids: Vec<ContributionId> = fragments.iter().map(|fragment| fragment.contribution).collect();
        let groups = positions(&ids);
        let fisher = DampedFisher::new(gradients, recipe.damping_milli)?;
        let basis = Basis::fit(&fisher, &groups, usize::from(recipe.dimensions));
        let rows = basis.rows(&fisher);
        let sums = sum_rows(&rows, &groups);
        let quantiser = Quantiser::for_largest_of(&sums);
        let lexicon = Lexicon::new(&fragments.iter().map(|fragment| fragment.tokens.as_slice()).collect::<Vec<_>>());

        let fragment_sketches: Vec<FragmentSketch> = fragments
            .iter()
            .enumerate()
            .map(|(row, fragment)| {
                let sketch = sketch(fragment.contribution, &quantiser, rows.row(row), &lexicon.fragments[row..=row]);
                FragmentSketch { fragment: fragment.fragment, sketch }
            })
            .collect();
        let mut sketches = Vec::with_capacity(sums.rows);
        let mut start = 0;
        for members in groups.chunk_by(|a, b| a == b) {
            let lists = &lexicon.fragments[start..start + members.len()];
            sketches.push(sketch(ids[start], &quantiser, sums.row(members[0]), lists));
            start += members.len();
        }

        let plain = basis.gradients(&fisher);
        let step = fragments.len().div_ceil(CALIBRATION_QUERIES);
        let samples: Vec<calibration::Sample> = (0..fragments.len())
            .step_by(step)
            .map(|row| {
                let terms = query_terms(&lexicon.statistics, &fragments[row].tokens);
                (row, QuerySketch { gradient: quantise::query(plain.row(row)), terms })
            })
            .collect();
        let rule = calibration::rule(&samples, &fragment_sketches, recipe)?;

        let basis = QueryBasis { projection: Projection::new(&basis, gradients), terms: lexicon.statistics };
        let header = IndexHeader {
            rule,
            dimensions: basis.projection.dimensions,
            basis: basis.content_id(),
            contributions: sketches.len() as u32,
            fragments: fragments.len() as u32,
        };
        Ok(Self { header, sketches, fragments: fragment_sketches, basis })
    }

    /// Root of header and contributions' sketches: what a version stores on chain.
    pub fn root(&self) -> Digest {
        index_root(&self.header, &self.sketches)
    }

    /// Sketches a query of this gradient and these tokens.
    pub fn sketch_query(&self, gradient: &[f32], tokens: &[u32]) -> Result<QuerySketch> {
        let projection = &self.basis.projection;
        if gradient.len() as u64 != projection.parameters {
            return Err(Error::Query(format!(
                "the gradient has {} values, the index was built for an adapter of {}",
                gradient.len(),
                projection.parameters
            )));
        }
        let coordinates: Vec<f64> = projection.project(gradient).into_iter().map(f64::from).collect();
        Ok(QuerySketch { gradient: quantise::query(&coordinates), terms: query_terms(&self.basis.terms, tokens) })
    }

    /// w(c) of every contribution, by increasing id.
    pub fn scores(&self, query: &QuerySketch) -> Result<Vec<(ContributionId, i128)>> {
        self.sketches
            .par_iter()
            .map(|sketch| Ok((sketch.contribution, score(&self.header.rule, query, sketch).map_err(Error::Sketch)?)))
            .collect()
    }

    /// The `count` fragments of highest own score, best first; equal scores by (contribution, fragment).
    pub fn top_fragments(&self, query: &QuerySketch, count: usize) -> Result<Vec<FragmentScore>> {
        let mut scored: Vec<FragmentScore> = self
            .fragments
            .par_iter()
            .map(|fragment| {
                let score = score(&self.header.rule, query, &fragment.sketch).map_err(Error::Sketch)?;
                let score = i64::try_from(score).unwrap_or(if score < 0 { i64::MIN } else { i64::MAX });
                Ok(FragmentScore { contribution: fragment.sketch.contribution, fragment: fragment.fragment, score })
            })
            .collect::<Result<_>>()?;
        scored.sort_by_key(|found| (std::cmp::Reverse(found.score), found.contribution, found.fragment));
        scored.truncate(count);
        Ok(scored)
    }
}

/// Position of each id among the distinct ones; ids are sorted.
fn positions(ids: &[ContributionId]) -> Vec<usize> {
    let mut seen = BTreeMap::new();
    ids.iter()
        .map(|id| {
            let next = seen.len();
            *seen.entry(*id).or_insert(next)
        })
        .collect()
}

/// The sketch of the fragments with these term lists, whose coordinates sum to `coordinates`.
fn sketch(
    contribution: ContributionId,
    quantiser: &Quantiser,
    coordinates: &[f64],
    lists: &[Vec<Term>],
) -> ContributionSketch {
    let (gradient, gradient_scale) = quantiser.quantise(coordinates);
    let terms = sum_terms(lists.iter().map(Vec::as_slice));
    ContributionSketch { contribution, fragments: lists.len() as u32, gradient, gradient_scale, terms }
}
