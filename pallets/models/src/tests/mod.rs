//! One file for each concern; every test ends with a check of all invariants.

mod alias;
mod approval;
mod base;
mod deployment;
mod evaluation;
mod genesis;
mod invariants;
mod licence;
mod lifecycle;
mod lineage;
mod names;
mod prices;
mod random;
mod standard;
mod terms;
mod training;
