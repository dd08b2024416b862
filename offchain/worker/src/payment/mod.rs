//! Payment: what an answer needs before it is computed, and what is remembered after.
//!
//! # Words
//! - The **ledger** remembers, for every allocation, how many receipts were given, their running hash, what they
//!   cost together and the newest voucher; and every receipt with all that recomputes it.
//! - A **quote** says what a request costs at most and which voucher it takes. It is what HTTP 402 carries.
//! - A **refusal** is the one rule a voucher breaks, with a code for machines.
//!
//! # A story
//! Alice asks without a voucher and gets a quote: at most 12 planck, no receipts yet. She signs a voucher for 12
//! over «no receipts» and asks again. The answer costs 9; receipt 0 and her voucher are on disk before the answer
//! leaves. The next request costs at most 10: she signs 9 + 10 = 19 over the running hash of receipt 0, which
//! says that she has seen it. If generation fails, nothing is written and the same voucher is good again.

pub mod ledger;
pub mod quote;
pub mod refusal;
pub mod standing;
pub mod voucher;
