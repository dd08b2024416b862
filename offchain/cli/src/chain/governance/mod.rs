//! Governance in state: tracks, referenda, votes, standards, validators.

pub mod curve;
pub mod enactment;
pub mod foresight;
pub mod proposal;
pub mod referenda;
pub mod setting;
pub mod settings;
pub mod stage;
pub mod standards;
pub mod tracks;
pub mod upgrade;
pub mod validators;
pub mod voting;
