//! One file per call or concern. Every test ends with every invariant checked.

mod assignment;
mod bonds;
mod deadlines;
mod invariants;
mod jobs;
mod model;
mod offchain;
mod register;
mod results;
mod rules;
