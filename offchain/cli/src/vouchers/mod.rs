//! Paying request by request: what was promised to a worker, kept so that nothing is promised twice.
//!
//! # What holds
//! 1. A voucher is on disk before it leaves this machine; losing the answer loses nothing.
//! 2. A voucher promises what was spent so far and at most the fee that was quoted for one more answer.
//! 3. A receipt is countersigned only after it was checked against the request and the quote. One that is wrong stops
//!    the allocation: the worker can redeem that last receipt at most, and nothing after it.
//! 4. One process at a time pays from an allocation.

mod quote;
mod state;
mod wallet;

pub use quote::{Asked, Quote};
pub use state::{Pending, State, Step};
pub use wallet::{Locked, Wallet};
