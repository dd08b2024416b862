//! A request, whoever's JSON it came in.

use openledger_primitives::receipt::Sampling;

/// What is asked, of whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// An alias, or a version's number.
    pub model: String,
    /// The prompt's text.
    pub prompt: String,
    /// How tokens are drawn.
    pub drawing: Drawing,
    /// Most tokens to produce; what the model's context leaves, up to [`DEFAULT_TOKENS`], when not given.
    pub max_tokens: Option<u32>,
    /// Texts at which the answer ends.
    pub stop: Vec<String>,
}

/// Tokens produced when a request does not say how many.
pub const DEFAULT_TOKENS: u32 = 256;

/// [`Sampling`] before the number of tokens is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Temperature in thousandths.
    pub temperature_milli: u32,
    /// Nucleus mass in thousandths.
    pub top_p_milli: u16,
    /// Candidates kept; 0 is off.
    pub top_k: u16,
    /// Seed of the sampler.
    pub seed: u64,
}

impl Drawing {
    /// Complete, for so many tokens.
    pub fn sampling(&self, max_tokens: u32) -> Sampling {
        Sampling {
            temperature_milli: self.temperature_milli,
            top_p_milli: self.top_p_milli,
            top_k: self.top_k,
            max_tokens,
            seed: self.seed,
        }
    }
}

/// What came along to pay with.
#[derive(Clone, Debug, Default)]
pub struct Payment {
    /// The `OpenLedger-Voucher` header.
    pub voucher: Option<String>,
    /// The `OpenLedger-Allocation` header: whose standing the quote should show.
    pub allocation: Option<u64>,
}
