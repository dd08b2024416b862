//! What was promised and received for one allocation, as a state machine without side effects.
//!
//! *Settled* → [`State::promise`] → *pending* → [`State::accept`] → *settled* again, with one receipt more. Where the
//! answer was lost, the next quote tells whether the worker gave it ([`State::reconcile`]). A wrong receipt leads to
//! *halted*, and no way leads out of that.

use super::quote::{Asked, Quote};
use openledger_primitives::{
    receipt::{request_hash, Receipt, Sampling, TOP_FRAGMENTS},
    split::fee_down,
    text,
    voucher::{running_hash, Voucher, NO_RECEIPTS},
    AccountBytes, AllocationId, Amount, BlockNumber, Digest, VersionId,
};
use serde::{Deserialize, Serialize};

/// Blocks a voucher lives longer than the worker needs, because blocks pass between quote and request.
const SPARE_BLOCKS: BlockNumber = 100;

/// Where an allocation stands as far as its user has seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Hash of the genesis block.
    #[serde(with = "text::hex")]
    pub genesis: Digest,
    /// The allocation.
    pub allocation: AllocationId,
    /// The worker that may redeem.
    #[serde(with = "text::hex")]
    pub worker: AccountBytes,
    /// Fees of all receipts that were checked.
    #[serde(with = "text::decimal")]
    pub spent: Amount,
    /// How many they are.
    pub receipts: u64,
    /// Their running hash.
    #[serde(with = "text::hex")]
    pub receipts_hash: Digest,
    /// The version of the newest of them.
    pub version: VersionId,
    /// The promise that was sent and not answered, as far as we know.
    pub pending: Option<Pending>,
    /// Why nothing more is signed.
    pub halted: Option<String>,
}

/// A promise on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What was promised.
    pub voucher: Voucher,
    /// What was asked.
    pub asked: Asked,
    /// The terms it was promised for.
    pub quote: Quote,
}

/// What a new quote says about the last promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Worker and user have seen the same receipts: go on.
    Settled,
    /// The worker gave an answer that never came: get this receipt and [`State::accept`] it.
    Fetch(Digest),
}

impl State {
    /// An allocation from which nothing was paid yet.
    pub fn new(genesis: Digest, allocation: AllocationId, worker: AccountBytes) -> Self {
        Self {
            genesis,
            allocation,
            worker,
            spent: 0,
            receipts: 0,
            receipts_hash: NO_RECEIPTS,
            version: 0,
            pending: None,
            halted: None,
        }
    }

    /// Compares what the worker says it gave with what was seen.
    pub fn reconcile(&mut self, quote: &Quote) -> Result<Step, String> {
        if quote.allocation.is_some_and(|allocation| allocation != self.allocation) {
            return Err("the quote shows another allocation".into());
        }
        if quote.allocation.is_none() {
            // The worker has not seen the allocation in a final block yet, or keeps nothing about it.
            return match self.receipts {
                0 => Ok(Step::Settled),
                _ => Err("the worker does not know this allocation; is its node behind?".into()),
            };
        }
        if (quote.receipts, quote.receipts_hash, quote.spent) == (self.receipts, self.receipts_hash, self.spent) {
            // Had the last request been answered, there would be a receipt.
            self.pending = None;
            return Ok(Step::Settled);
        }
        let one_more = self.receipts.checked_add(1) == Some(quote.receipts);
        let last = quote.last_receipt.as_deref().and_then(crate::account::digest);
        match (&self.pending, last) {
            (Some(_), Some(last)) if one_more && running_hash(&self.receipts_hash, &last) == quote.receipts_hash => {
                Ok(Step::Fetch(last))
            }
            _ => Err(format!(
                "the worker counts {} receipts for {} planck, {} for {} were seen here",
                quote.receipts, quote.spent, self.receipts, self.spent
            )),
        }
    }

    /// The voucher for one more answer. To be written to disk before it is sent.
    pub fn promise(&mut self, asked: &Asked, quote: &Quote) -> Result<Voucher, String> {
        if let Some(reason) = &self.halted {
            return Err(reason.clone());
        }
        quote.check(asked, &self.genesis, &self.worker)?;
        let cumulative = self.spent.checked_add(quote.fee_max).ok_or("the fees leave the range of an amount")?;
        let voucher = Voucher {
            version: quote.version,
            cumulative,
            expires: quote.expires_at_least.saturating_add(SPARE_BLOCKS),
            ..self.countersignature(quote.expires_at_least)
        };
        self.pending = Some(Pending { voucher, asked: asked.clone(), quote: quote.clone() });
        Ok(voucher)
    }

    /// A voucher that promises nothing new and signs all receipts seen.
    pub fn countersignature(&self, expires: BlockNumber) -> Voucher {
        Voucher {
            genesis: self.genesis,
            allocation: self.allocation,
            worker: self.worker,
            version: self.version,
            cumulative: self.spent,
            receipts: self.receipts,
            receipts_hash: self.receipts_hash,
            expires,
        }
    }

    /// Takes the receipt of the pending request. A wrong one halts the allocation.
    pub fn accept(&mut self, receipt: &Receipt) -> Result<(), String> {
        let pending = self.pending.as_ref().ok_or("a receipt came without a request")?;
        if let Err(reason) = check(self, pending, receipt) {
            self.halted = Some(reason.clone());
            return Err(reason);
        }
        // Below what was promised, and counted in the same steps as the worker.
        self.spent = self.spent.saturating_add(receipt.fee);
        self.receipts = self.receipts.saturating_add(1);
        self.receipts_hash = running_hash(&self.receipts_hash, &receipt.hash());
        self.version = receipt.version;
        self.pending = None;
        Ok(())
    }
}

/// The first thing in a receipt that is not as asked and quoted.
fn check(state: &State, Pending { asked, quote, .. }: &Pending, receipt: &Receipt) -> Result<(), String> {
    let sampling = Sampling { max_tokens: quote.max_tokens, ..asked.sampling };
    let fee = fee_down(receipt.input_tokens, receipt.output_tokens, quote.input_price, quote.output_price);
    let checks = [
        (receipt.genesis == state.genesis, "its chain"),
        (receipt.allocation == state.allocation, "its allocation"),
        (receipt.worker == state.worker, "its worker"),
        (receipt.index == state.receipts, "its place among the receipts"),
        (receipt.version == quote.version, "its version"),
        (receipt.sampling == sampling, "how tokens were drawn"),
        (receipt.request == request_hash(receipt.version, &receipt.prompt, &receipt.sampling), "the request's hash"),
        (receipt.input_tokens == quote.input_tokens, "the number of input tokens"),
        (receipt.output_tokens <= quote.max_tokens, "the number of output tokens"),
        (receipt.input_price == quote.input_price && receipt.output_price == quote.output_price, "its prices"),
        (fee == Some(receipt.fee) && receipt.fee <= quote.fee_max, "its fee"),
        (receipt.fragments.len() <= TOP_FRAGMENTS, "the number of fragments"),
    ];
    match checks.iter().find(|(holds, _)| !holds) {
        None => Ok(()),
        Some((_, what)) => Err(format!("receipt {} is wrong in {what}", crate::account::hex(&receipt.hash()))),
    }
}
