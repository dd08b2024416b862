//! One file for each concern; every test ends with a check of all invariants.

mod accepted;
mod check;
mod close;
mod contribute;
mod create;
mod curator;
mod genesis;
mod invariants;
mod licence;
mod median;
mod random;
mod report;
mod rules;
mod slug;
mod snapshot;
mod standard;
mod views;
mod vote;
mod withdraw;
