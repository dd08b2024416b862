#![doc = include_str!("../README.md")]
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
