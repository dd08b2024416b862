//! One file for each concern; every test ends with a check of all invariants.

mod bonds;
mod endorsements;
mod genesis;
mod history;
mod invariants;
mod licences;
mod migration;
mod numeric;
mod origins;
mod random;
mod rules;
mod sessions;
mod standards;
mod validators;
