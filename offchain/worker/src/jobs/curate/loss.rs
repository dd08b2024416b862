//! How likely a base model finds a contribution.
//!
//! A sample of at most [`SAMPLE`] fragments, evenly spread, each cut to [`TOKENS`] tokens, is read by the base; the mean
//! of −ln p(next token) is given in millionths of a nat. On machines of class `cpu-exact` it is the same number;
//! whoever computes otherwise agrees within [`TOLERANCE_MICRONATS`].

use crate::{
    jobs::{curate::entropy, outcome::JobError},
    models::files,
};
use openledger_engine::{held_out_loss, Tokens};
use openledger_primitives::{fragment::Fragment, job::BaseFiles};
use openledger_store::Store;

/// Fragments of the sample.
pub const SAMPLE: usize = 48;
/// Tokens of each that are read.
pub const TOKENS: usize = 128;
/// How far the means of two machines of different numeric classes may lie apart: a thousandth of a nat.
pub const TOLERANCE_MICRONATS: u32 = 1_000;
/// ln 2 in millionths, rounded.
const LN_2_MICRO: u64 = 693_147;

/// A measured loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Mean over the sample's tokens, in millionths of a nat.
    pub micronats: u32,
    /// What a model that knows nothing has: ln of the base's number of tokens.
    pub blind_micronats: u32,
}

/// The loss of these fragments; `None` when none of them has two tokens.
pub fn measure(store: &Store, base: &BaseFiles, fragments: &[Fragment]) -> Result<Option<Measured>, JobError> {
    let base = files::base(store, base)?;
    let sample = sample(fragments)
        .map(|fragment| base.tokenizer.encode(&fragment.text).map_err(JobError::from))
        .filter(|tokens| tokens.as_ref().map_or(true, |tokens| tokens.len() > 1))
        .collect::<Result<Vec<Tokens>, _>>()?;
    if sample.is_empty() {
        return Ok(None);
    }
    let micronats = held_out_loss(&base, None, &sample, TOKENS)?.micronats();
    Ok(Some(Measured { micronats, blind_micronats: blind_micronats(base.config.vocab_size as u64) }))
}

/// ln n in millionths, from the integer logarithm.
fn blind_micronats(n: u64) -> u32 {
    u32::try_from((entropy::log2(n) * LN_2_MICRO) >> entropy::FRACTION).unwrap_or(u32::MAX)
}

/// At most [`SAMPLE`] fragments: number i of n stands at ⌊i · all / n⌋.
fn sample(fragments: &[Fragment]) -> impl Iterator<Item = &Fragment> {
    let count = fragments.len().min(SAMPLE);
    (0..count).filter_map(move |number| fragments.get(number * fragments.len() / count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blind_model_has_the_logarithm_of_its_vocabulary() {
        for n in [300u64, 2_048, 32_000, 128_256] {
            let exact = (n as f64).ln() * 1e6;
            assert!((f64::from(blind_micronats(n)) - exact).abs() < 60.0, "{n}");
        }
    }

    #[test]
    fn the_sample_is_bounded_and_spread() {
        let fragment = |start| Fragment { document: 0, path: "a.txt".into(), start, end: start + 1, text: "a".into() };
        let fragments: Vec<Fragment> = (0..1_000).map(fragment).collect();
        let starts: Vec<u32> = sample(&fragments).map(|fragment| fragment.start).collect();
        assert_eq!((starts.len(), starts[0], starts[1], starts[47]), (48, 0, 20, 979));
        assert_eq!(sample(&fragments[..3]).count(), 3);
        assert_eq!(sample(&[]).count(), 0);
    }
}
