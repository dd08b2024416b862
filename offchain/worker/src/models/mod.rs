//! Models in memory: what answers requests.

pub mod excerpts;
pub mod files;
pub mod loaded;
pub mod registry;

use openledger_primitives::{
    receipt::{FragmentScore, Sampling},
    sketch::QuerySketch,
    ContributionId, Digest,
};
use openledger_store::StoreError;
use std::sync::Weak;

/// Why a model does not answer.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file of the version is missing or altered here.
    #[error("a file of this version cannot be read here: {0}")]
    Content(#[from] StoreError),
    /// A file of the version is not what the chain says.
    #[error("a file of this version cannot be used: {0}")]
    Invalid(String),
    /// The prompt or the sampling cannot be served.
    #[error("{0}")]
    Request(String),
    /// Generation or attribution failed.
    #[error("{0}")]
    Engine(String),
    /// Nobody waits for the answer any more.
    #[error("the request was given up")]
    Abandoned,
}

/// What a model is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Token ids of the prompt.
    pub prompt: Vec<u32>,
    /// How tokens are drawn.
    pub sampling: Sampling,
    /// Texts at which the answer ends.
    pub stop: Vec<String>,
    /// Gone when nobody waits for the answer any more.
    pub asker: Weak<()>,
}

impl Question {
    /// Whether nobody waits for the answer any more.
    pub fn is_abandoned(&self) -> bool {
        self.asker.strong_count() == 0
    }
}

/// Why an answer ends where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// The model ended its text.
    Stop,
    /// All tokens that were asked for are there.
    Length,
}

/// What a model makes of a prompt.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Token ids of the output.
    pub output: Vec<u32>,
    /// Its text.
    pub text: String,
    /// Why it ends.
    pub finish: Finish,
    /// Who and what it goes back to.
    pub attribution: Attribution,
}

/// Who and what an answer goes back to; empty for a version without data.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    /// The query's sketch.
    pub query: Option<QuerySketch>,
    /// w(c) of every contribution, by increasing id.
    pub scores: Vec<(ContributionId, i128)>,
    /// Fragments of every contribution in the index, by increasing id.
    pub sizes: Vec<(ContributionId, u32)>,
    /// The strongest fragments, best first.
    pub fragments: Vec<FragmentScore>,
}

impl Attribution {
    /// The sketch that a receipt commits to; an empty one for a version without data.
    pub fn sketch(&self) -> QuerySketch {
        self.query.clone().unwrap_or_else(|| QuerySketch { gradient: Vec::new(), terms: Vec::new() })
    }
}

/// A version ready to answer.
pub trait Model: Send + Sync {
    /// Most tokens of prompt and output together.
    fn context(&self) -> u32;
    /// Build of the engine that computes.
    fn engine_build(&self) -> Digest;
    /// Token ids of a prompt.
    fn encode(&self, prompt: &str) -> Result<Vec<u32>, ModelError>;
    /// Continues a prompt and attributes the answer. Blocks for as long as that takes.
    fn answer(&self, question: &Question) -> Result<Answer, ModelError>;
}
