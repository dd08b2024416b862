//! One file per call or concern; [`market`] makes customers, workers and batches that are right, for the tests to
//! spoil.

mod allocation;
mod batch;
mod market;
mod voucher;
