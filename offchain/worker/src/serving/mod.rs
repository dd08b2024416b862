//! Serving: from a request and a voucher to an answer and a receipt.
//!
//! The order is fixed and every step has its refusal: which version, its files, the prompt's length, the quote,
//! the voucher, a turn at the engine. Nothing is written before the answer is computed, and the receipt is on disk
//! before the answer leaves; whatever fails in between charges nothing.

pub mod desk;
pub mod locks;
pub mod refused;
pub mod request;
pub mod served;
