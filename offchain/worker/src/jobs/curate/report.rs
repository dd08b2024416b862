//! What a contributor reads about a curation.

use super::{
    findings::{Place, LISTED},
    loss::{Measured, SAMPLE, TOKENS, TOLERANCE_MICRONATS},
    twins::Twin,
};
use openledger_primitives::{
    fragment::Fragment,
    job::{Findings, Rejection},
    ContributionId,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The report, as JSON. Lists hold the first [`LISTED`] places each; the numbers count all.
#[derive(Debug, Serialize)]
pub struct Report {
    /// 0 to 100.
    pub score: u8,
    /// The first reason to refuse it.
    pub objection: Option<Rejection>,
    /// Fragments in all.
    pub fragments: u32,
    /// Fragments that stand word for word in data accepted before.
    pub duplicates: u32,
    /// Fragments that stand word for word in this contribution before.
    pub repeated: u32,
    /// Fragments that nearly repeat an earlier one of this contribution.
    pub nearly_repeated: u32,
    /// Points that fragments got.
    pub points: u64,
    /// Points there were to get.
    pub points_possible: u64,
    /// What was measured besides, as the chain has it; `language` as bytes.
    pub findings: Findings,
    /// The language of most of the text, in letters.
    pub language: String,
    /// Bytes of text by language.
    pub languages: BTreeMap<String, u64>,
    /// Fragments by the kind of their document.
    pub media: BTreeMap<String, u32>,
    /// Fragments that stood in data accepted before, and where.
    pub twins: Vec<TwinOf>,
    /// Where keys, passwords and tokens stand.
    pub secrets: Vec<Place>,
    /// Where personal data stands.
    pub personal: Vec<Place>,
    /// How the loss was measured; none where no base was named or nothing could be read.
    pub loss: Option<Sample>,
    /// Accepted contributions that could not be read here, so that duplicates of theirs went unseen.
    pub unread: Vec<ContributionId>,
}

/// A fragment and its twin.
#[derive(Debug, Serialize)]
pub struct TwinOf {
    /// The fragment of this contribution.
    pub fragment: u32,
    /// Its document.
    pub path: String,
    /// Where it stood before.
    #[serde(flatten)]
    pub twin: Twin,
}

/// A measured loss and how to repeat it.
#[derive(Debug, Serialize)]
pub struct Sample {
    /// Mean, in millionths of a nat per token.
    pub micronats: u32,
    /// What a model that knows nothing has.
    pub blind_micronats: u32,
    /// Most fragments that were read, evenly spread.
    pub most_fragments: usize,
    /// Most tokens of each.
    pub most_tokens: usize,
    /// How far machines of other numeric classes may be off.
    pub tolerance_micronats: u32,
}

impl From<Measured> for Sample {
    fn from(measured: Measured) -> Self {
        Self {
            micronats: measured.micronats,
            blind_micronats: measured.blind_micronats,
            most_fragments: SAMPLE,
            most_tokens: TOKENS,
            tolerance_micronats: TOLERANCE_MICRONATS,
        }
    }
}

/// The first fragments with a twin.
pub fn twins(fragments: &[Fragment], twins: &[Option<Twin>]) -> Vec<TwinOf> {
    (0u32..)
        .zip(fragments.iter().zip(twins))
        .filter_map(|(fragment, (of, twin))| Some(TwinOf { fragment, path: of.path.clone(), twin: (*twin)? }))
        .take(LISTED)
        .collect()
}
