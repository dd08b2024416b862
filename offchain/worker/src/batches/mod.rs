//! Batches: receipts on their way to becoming money.
//!
//! # Words
//! - Receipts **wait** until a batch is due: the oldest has waited long enough, or there are many.
//! - A batch is **sealed** for the chain's next nonce of this worker. From then on the node's offchain worker gets
//!   the same bytes for that nonce, signs them and submits them.
//! - A sealed batch is **dead** when the finalized chain can never take it any more: a voucher in it ran out, or an
//!   allocation was closed, before it was included. Only then is it unsealed and its nonce used for another.
//!
//! # What holds
//! 1. A receipt is in at most one sealed batch, and a sealed batch that is not dead never changes.
//! 2. Of one allocation a batch holds all receipts from the first that is not redeemed to the one its newest
//!    voucher countersigns or the one after it, because the chain can count no other way.
//! 3. What is due to the data is computed receipt by receipt and divided by largest remainder, so a batch's
//!    credits can be recomputed from its file.

pub mod answers;
pub mod credits;
pub mod durable;
pub mod redeem;
pub mod seal;
