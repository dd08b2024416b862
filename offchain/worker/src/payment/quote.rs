//! What a request costs at most, and which voucher it takes.

use super::standing::Standing;
use crate::{chain::Version, json};
use openledger_primitives::{
    split::fee_down, voucher::NO_RECEIPTS, AccountBytes, AllocationId, Amount, BlockNumber, Digest, VersionId,
};
use serde_json::{json, Value};

/// The terms of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Hash of the genesis block.
    pub genesis: Digest,
    /// Who answers.
    pub worker: AccountBytes,
    /// Which version answers.
    pub version: VersionId,
    /// Tokens of the prompt.
    pub input_tokens: u32,
    /// Most tokens of the answer.
    pub max_tokens: u32,
    /// Price per thousand input tokens.
    pub input_price: Amount,
    /// Price per thousand output tokens.
    pub output_price: Amount,
    /// The fee when all of `max_tokens` are produced.
    pub fee_max: Amount,
    /// First block in which a voucher may expire.
    pub expires_at_least: BlockNumber,
}

impl Quote {
    /// The terms of asking `version`; `None` when its price times so many tokens is no number.
    pub fn new(
        genesis: Digest,
        worker: AccountBytes,
        version: &Version,
        (input_tokens, max_tokens): (u32, u32),
        expires_at_least: BlockNumber,
    ) -> Option<Self> {
        let (input_price, output_price) = (version.input_price, version.output_price);
        Some(Self {
            genesis,
            worker,
            version: version.id,
            input_tokens,
            max_tokens,
            input_price,
            output_price,
            fee_max: fee_down(input_tokens, max_tokens, input_price, output_price)?,
            expires_at_least,
        })
    }

    /// The quote as HTTP 402 carries it. Where the allocation is not known, it is as for a new one.
    pub fn to_json(&self, allocation: Option<(AllocationId, &Standing)>) -> Value {
        let standing = allocation.map(|(_, standing)| standing);
        let spent = standing.map_or(0, |standing| standing.spent);
        json!({
            "genesis": json::hex(&self.genesis),
            "worker": json::hex(&self.worker),
            "version": self.version,
            "input_tokens": self.input_tokens,
            "max_tokens": self.max_tokens,
            "input_price": self.input_price.to_string(),
            "output_price": self.output_price.to_string(),
            "fee_max": self.fee_max.to_string(),
            "allocation": allocation.map(|(id, _)| id),
            "receipts": standing.map_or(0, |standing| standing.receipts),
            "receipts_hash": json::hex(&standing.map_or(NO_RECEIPTS, |standing| standing.receipts_hash)),
            "last_receipt": standing.and_then(|standing| standing.last_receipt).map(|hash| json::hex(&hash)),
            "spent": spent.to_string(),
            "cumulative_required": spent.saturating_add(self.fee_max).to_string(),
            "expires_at_least": self.expires_at_least,
        })
    }
}
