//! One file per call or concern. Every test ends with every invariant checked.

mod assignment;
mod attacks;
mod bonds;
mod deadlines;
mod independence;
mod invariants;
mod jobs;
mod model;
mod offchain;
mod offers;
mod pruning;
mod register;
mod results;
mod rules;
mod storage;
mod unbonding;
