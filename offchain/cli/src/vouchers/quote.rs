//! A worker's quote, and whether it is for what was asked.

use crate::amount::Open;
use openledger_primitives::{
    receipt::Sampling, split::fee_down, text, AccountBytes, AllocationId, Amount, BlockNumber, Digest, VersionId,
};
use serde::{Deserialize, Serialize};

/// The terms of one request, as HTTP 402 carries them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Hash of the genesis block.
    #[serde(with = "text::hex")]
    pub genesis: Digest,
    /// Who answers.
    #[serde(with = "text::hex")]
    pub worker: AccountBytes,
    /// Which version answers.
    pub version: VersionId,
    /// Tokens of the prompt.
    pub input_tokens: u32,
    /// Most tokens of the answer.
    pub max_tokens: u32,
    /// Price per thousand input tokens.
    #[serde(with = "text::decimal")]
    pub input_price: Amount,
    /// Price per thousand output tokens.
    #[serde(with = "text::decimal")]
    pub output_price: Amount,
    /// The fee when all of `max_tokens` are produced.
    #[serde(with = "text::decimal")]
    pub fee_max: Amount,
    /// The allocation whose standing follows; none when the worker does not know it.
    pub allocation: Option<AllocationId>,
    /// Receipts it has given for the allocation.
    pub receipts: u64,
    /// Running hash of those.
    #[serde(with = "text::hex")]
    pub receipts_hash: Digest,
    /// The newest of them, as `0x` and hexadecimal.
    pub last_receipt: Option<String>,
    /// Sum of their fees.
    #[serde(with = "text::decimal")]
    pub spent: Amount,
    /// First block in which a voucher may expire.
    pub expires_at_least: BlockNumber,
}

/// What was asked, and the terms the chain states for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The version asked.
    pub version: VersionId,
    /// Its price per thousand input tokens.
    #[serde(with = "text::decimal")]
    pub input_price: Amount,
    /// Its price per thousand output tokens.
    #[serde(with = "text::decimal")]
    pub output_price: Amount,
    /// Bytes of the prompt; no tokenizer makes more tokens than that.
    pub prompt_bytes: usize,
    /// How tokens are to be drawn; `max_tokens` is 0 where the worker decides.
    pub sampling: Sampling,
    /// Most that the answer may cost.
    pub most: Option<Amount>,
}

/// Tokens a tokenizer may put around a prompt.
const AROUND: usize = 16;

impl Quote {
    /// The first thing about this quote that is not as asked, in words.
    pub fn check(&self, asked: &Asked, genesis: &Digest, worker: &AccountBytes) -> Result<(), String> {
        if self.genesis != *genesis {
            return Err("the quote is for another chain".into());
        }
        if self.worker != *worker {
            return Err("the quote is by another worker than the allocation's".into());
        }
        if self.version != asked.version {
            return Err(format!("the quote is for version {}, version {} was asked", self.version, asked.version));
        }
        if (self.input_price, self.output_price) != (asked.input_price, asked.output_price) {
            return Err(format!(
                "the quote's prices are {} and {}, the chain's are {} and {}",
                Open(self.input_price),
                Open(self.output_price),
                Open(asked.input_price),
                Open(asked.output_price)
            ));
        }
        if self.input_tokens as usize > asked.prompt_bytes.saturating_add(AROUND) {
            return Err(format!("the quote counts {} tokens in {} bytes", self.input_tokens, asked.prompt_bytes));
        }
        if asked.sampling.max_tokens != 0 && self.max_tokens > asked.sampling.max_tokens {
            return Err(format!(
                "the quote is for {} tokens, {} were asked",
                self.max_tokens, asked.sampling.max_tokens
            ));
        }
        if fee_down(self.input_tokens, self.max_tokens, self.input_price, self.output_price) != Some(self.fee_max) {
            return Err("the quote's highest fee is not its tokens at its prices".into());
        }
        match asked.most {
            Some(most) if self.fee_max > most => {
                Err(format!("the answer may cost {}, at most {} is allowed", Open(self.fee_max), Open(most)))
            }
            _ => Ok(()),
        }
    }
}
