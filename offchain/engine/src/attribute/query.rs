//! Attributing one answer.

use super::{Error, Index, Result};
use crate::{gradients::Differentiable, model::batch::Batch, Adapter, Base};
use openledger_primitives::{
    receipt::{FragmentScore, TOP_FRAGMENTS},
    sketch::QuerySketch,
    ContributionId,
};

/// Who and what an answer goes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The query's sketch, which the receipt commits to.
    pub query: QuerySketch,
    /// w(c) of every contribution, by increasing id; may be negative.
    pub scores: Vec<(ContributionId, i128)>,
    /// The strongest fragments, best first.
    pub fragments: Vec<FragmentScore>,
}

/// Scores every contribution of the index for an answer: one backward pass to the adapter only, one projection, and
/// integer products.
///
/// The gradient is that of the mean loss of the output's tokens given the prompt. Without an output, all tokens of
/// the prompt count: that is how a piece of text is attributed by itself. The terms are those of both.
pub fn attribute(base: &Base, adapter: &Adapter, index: &Index, prompt: &[u32], output: &[u32]) -> Result<Attribution> {
    let tokens = [prompt, output].concat();
    let first = if output.is_empty() { 1 } else { prompt.len().max(1) };
    let gradient = gradient_from(base, adapter, &tokens, first)?;
    let query = index.sketch_query(&gradient, &tokens)?;
    let scores = index.scores(&query)?;
    let fragments = index.top_fragments(&query, TOP_FRAGMENTS)?;
    Ok(Attribution { query, scores, fragments })
}

/// The gradient of the mean loss of `tokens[first..]`, each token given all before it.
pub fn gradient_from(base: &Base, adapter: &Adapter, tokens: &[u32], first: usize) -> Result<Vec<f32>> {
    if first == 0 || first >= tokens.len() {
        return Err(Error::Query(format!(
            "{} tokens leave none to predict from position {first}: an answer needs at least one token after another",
            tokens.len()
        )));
    }
    let mut batch = Batch::next_token(&[tokens], |_| 1.0 / (tokens.len() - first) as f32);
    batch.weights[..first - 1].fill(0.0);
    Ok(Differentiable::new(base, adapter)?.of_batch(&batch)?.1)
}
