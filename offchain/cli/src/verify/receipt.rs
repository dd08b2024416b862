//! The receipt agrees with itself: request, tokens, prices and fee.

use super::{world::World, Finding};
use crate::amount::Open;
use openledger_primitives::{
    receipt::{request_hash, tokens_hash, TOP_FRAGMENTS},
    split::fee_down,
};

/// Recomputes every hash and the fee.
pub fn check(world: &mut World) -> Finding {
    let file = world.receipt()?;
    let receipt = &file.receipt;
    if receipt.genesis != world.evidence.manifest.genesis {
        return Err("the receipt is for another chain".into());
    }
    if receipt.worker != world.facts()?.batch.header.worker {
        return Err("the receipt is by another worker than the batch".into());
    }
    if tokens_hash(&file.prompt) != receipt.prompt || file.prompt.len() as u64 != u64::from(receipt.input_tokens) {
        return Err("the prompt's tokens are not those the receipt names".into());
    }
    if tokens_hash(&file.output) != receipt.output || file.output.len() as u64 != u64::from(receipt.output_tokens) {
        return Err("the output's tokens are not those the receipt names".into());
    }
    if request_hash(receipt.version, &receipt.prompt, &receipt.sampling) != receipt.request {
        return Err("the request's hash is not that of version, prompt and sampling".into());
    }
    if receipt.output_tokens > receipt.sampling.max_tokens {
        return Err(format!(
            "{} tokens were produced, at most {} were asked",
            receipt.output_tokens, receipt.sampling.max_tokens
        ));
    }
    let fee = fee_down(receipt.input_tokens, receipt.output_tokens, receipt.input_price, receipt.output_price);
    if fee != Some(receipt.fee) {
        return Err(format!("the fee {} is not the tokens at the prices stated", Open(receipt.fee)));
    }
    if receipt.fragments.len() > TOP_FRAGMENTS {
        return Err("the receipt names too many fragments".into());
    }
    Ok(format!("{} + {} tokens for {}", receipt.input_tokens, receipt.output_tokens, Open(receipt.fee)))
}
