//! How token holders decide, and what a decision may do.
//!
//! Anybody with OPEN may propose a call, and everybody with OPEN votes on it. Which majorities it needs, how long it
//! takes and what it may do follow from its track:
//!
//! - [`tracks`]: the seven tracks, their periods, deposits and curves;
//! - [`origins`]: what a decision of each track may do;
//! - [`referenda`]: proposing, voting, delegating, enacting;
//! - [`standards`]: where the standards stand that governance sets;
//! - [`validators`]: who makes blocks, and how validators vouch for urgent calls.
//!
//! `docs/governance.md` explains the numbers and compares them with OpenLedger's own Governor.

pub mod origins;
pub mod referenda;
pub mod standards;
pub mod tracks;
pub mod validators;
