//! Attribution: which contributions an answer goes back to.
//!
//! An [`Index`] is built once for each version, from the fragments it was trained on. It commits one small integer
//! sketch for each contribution: the sum over its fragments of a preconditioned, projected gradient
//! ([`damped_fisher`], [`basis`]), beside the sum of BM25 term weights ([`lexical`]). A query is sketched the same way
//! ([`query`]) and its score against a contribution is one integer dot product
//! ([`openledger_primitives::sketch::score`]), the same on every machine. Whether the scores are worth anything is
//! a question of its own ([`check`]).
//!
//! Everything is summed in a fixed order, so an index has the same bytes for any number of threads.

pub mod basis;
pub mod calibration;
pub mod check;
pub mod damped_fisher;
pub mod dense;
pub mod eigen;
pub mod file;
pub mod index;
pub mod lexical;
pub mod quantise;
pub mod query;
#[cfg(test)]
mod tests;

pub use index::{build, Index, IndexedFragment, Progress};
pub use query::{attribute, Attribution};

use openledger_primitives::{recipe::AttributionRecipe, sketch::SketchError};

/// What to put into a recipe unless measurements on the data at hand say otherwise. Among dampings of 0.1 to 10,000
/// times the mean square gradient, around 300 predicts retraining best and finds sources about as well as any; equal
/// weights of both halves do better than either alone.
pub const DEFAULT_RECIPE: AttributionRecipe =
    AttributionRecipe { dimensions: 256, damping_milli: 300_000, gradient_weight: 1, lexical_weight: 1 };

/// Why an index cannot be built, read or asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Fragments or gradients that cannot be indexed.
    #[error("attribution index: {0}")]
    Fragments(String),
    /// A file that is not a sound index.
    #[error("attribution index file: {0}")]
    File(String),
    /// A query that cannot be scored.
    #[error("attribution query: {0}")]
    Query(String),
    /// Scores that cannot be checked.
    #[error("attribution check: {0}")]
    Check(String),
    /// Sketches that do not fit together.
    #[error("attribution sketches do not fit together: {0:?}")]
    Sketch(SketchError),
    /// The model's part failed.
    #[error(transparent)]
    Engine(#[from] crate::Error),
}

/// What attribution returns.
pub type Result<T> = std::result::Result<T, Error>;
