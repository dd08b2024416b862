//! Every receipt by itself: what it says of its answer, that it was redeemed, and that no other is for the same one.

use super::{Auditor, Evidence, Kind};
use openledger_primitives::{
    batch::ReceiptFile,
    receipt::{request_hash, tokens_hash, Receipt},
    split::fee_down,
    AllocationId,
};
use std::collections::BTreeMap;

impl Auditor<'_> {
    /// Looks at each receipt.
    pub(super) fn receipts(&mut self) {
        if self.file.receipts.len() as u64 != u64::from(self.facts.header.receipts) {
            let detail = format!(
                "the file has {} receipts, the batch states {}",
                self.file.receipts.len(),
                self.facts.header.receipts
            );
            let evidence = self.shown(0).map(Evidence::Receipt);
            self.fault(Kind::Receipt, None, None, detail).evidence = evidence;
        }
        if self.facts.redeemed.is_none() {
            self.report.unchecked.push("whether its receipts were redeemed: the chain has forgotten who paid".into());
        }
        let mut seen: BTreeMap<(AllocationId, u64), usize> = BTreeMap::new();
        for (place, file) in self.file.receipts.iter().enumerate() {
            if let Some(reason) = self.contradiction(&file.receipt) {
                let evidence = self.shown(place).map(Evidence::Receipt);
                self.fault(Kind::Receipt, Some(place), None, reason).evidence = evidence;
            }
            if let Some(reason) = tokens(file) {
                self.fault(Kind::Tokens, Some(place), None, reason);
            }
            let (allocation, index) = (file.receipt.allocation, file.receipt.index);
            if let Some(first) = seen.insert((allocation, index), place) {
                let detail =
                    format!("answer {index} of allocation {allocation} has a receipt at place {first} as well");
                let both = self.shown(first).zip(self.shown(place));
                self.fault(Kind::Double, Some(place), None, detail).evidence =
                    both.map(|(first, second)| Evidence::Double(first, second));
            }
        }
    }

    /// Why the chain would call this receipt wrong.
    fn contradiction(&self, receipt: &Receipt) -> Option<String> {
        let (facts, allocation) = (self.facts, receipt.allocation);
        if let Some(redeemed) = &facts.redeemed {
            let paid = redeemed.get(&allocation).is_some_and(|redeemed| {
                let after = redeemed.first.saturating_add(redeemed.receipts.into());
                (redeemed.first..after).contains(&receipt.index)
            });
            if !paid {
                let index = receipt.index;
                return Some(format!("receipt {index} of allocation {allocation} is not among those redeemed"));
            }
        }
        if receipt.genesis != facts.genesis {
            return Some("it is for another chain".into());
        }
        if receipt.worker != facts.header.worker {
            return Some("it is by another worker".into());
        }
        if !facts.incomes.contains_key(&receipt.version) {
            return Some(format!("version {} earned nothing in this batch", receipt.version));
        }
        if receipt.request != request_hash(receipt.version, &receipt.prompt, &receipt.sampling) {
            return Some("the request's hash is not that of version, prompt and sampling".into());
        }
        if receipt.output_tokens > receipt.sampling.max_tokens {
            let (got, asked) = (receipt.output_tokens, receipt.sampling.max_tokens);
            return Some(format!("{got} tokens were produced, at most {asked} were asked"));
        }
        let fee = fee_down(receipt.input_tokens, receipt.output_tokens, receipt.input_price, receipt.output_price);
        (fee != Some(receipt.fee)).then(|| format!("the fee {} is not its tokens at its prices", receipt.fee))
    }
}

/// Why the tokens in the file are not those that the receipt names.
fn tokens(file: &ReceiptFile) -> Option<String> {
    let receipt = &file.receipt;
    let named =
        |tokens: &[u32], hash, count: u32| tokens_hash(tokens) == hash && tokens.len() as u64 == u64::from(count);
    if !named(&file.prompt, receipt.prompt, receipt.input_tokens) {
        return Some("the prompt's tokens are not those the receipt names".into());
    }
    let output = named(&file.output, receipt.output, receipt.output_tokens);
    (!output).then(|| "the output's tokens are not those the receipt names".into())
}
