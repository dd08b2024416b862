//! One file per call or concern; [`market`] makes customers, workers and batches that are right, for the tests to
//! spoil.

mod allocation;
mod batch;
mod credits;
mod data_pool;
mod earnings;
mod encoding;
mod invariants;
mod market;
mod maturity;
mod random;
mod royalty;
mod rules;
mod story;
mod transaction;
mod views;
mod voucher;
