//! The OpenLedger worker daemon: does jobs for the chain and answers for money.
//!
//! It stands between a node, a folder of files and an engine. The node's offchain worker hands it jobs and fetches
//! results and receipt batches, which it signs; users ask it through an OpenAI-compatible API and pay by voucher.
//! The daemon holds no key and submits nothing.
//!
//! - [`jobs`]: Check, Curate, Train, Evaluate; queued, resumed, answered once.
//! - [`serving`], [`models`]: from a request to an answer with its attribution.
//! - [`payment`]: vouchers, quotes, the ledger of receipts.
//! - [`batches`]: from receipts to the batch that redeems them.
//! - [`chain`]: what it asks of the chain, one trait.
//! - [`http`]: the routes.
#![deny(missing_docs, unreachable_pub, clippy::unwrap_used)]

pub mod account;
pub mod batches;
pub mod chain;
pub mod clock;
pub mod database;
pub mod http;
pub mod jobs;
pub mod json;
pub mod models;
pub mod payment;
pub mod serve;
pub mod serving;
pub mod token;
