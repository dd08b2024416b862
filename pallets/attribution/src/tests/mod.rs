//! One file per call or concern; [`market`] makes customers, workers and batches that are right, for the tests to
//! spoil.

mod allocation;
mod attacks;
mod backers;
mod batch;
mod credits;
mod data_pool;
mod demands;
mod disputes;
mod earnings;
mod encoding;
mod history;
mod invariants;
mod market;
mod maturity;
mod random;
mod reexecution;
mod retention;
mod royalty;
mod rules;
mod story;
mod transaction;
mod verdict;
mod views;
mod voucher;
