//! How each pallet is set up, one file per concern.

mod consensus;
mod domain;
pub mod governance;
mod money;
mod parameters;
mod system;
mod utilities;

pub use consensus::{MaxAuthorities, SettlementRoot, BABE_GENESIS_EPOCH};
pub use money::{FeeShares, TreasuryAccount};
pub use parameters::{dynamic, RuntimeParameters};
pub use system::{BlockHashCount, RuntimeBlockWeights, MAXIMUM_BLOCK_WEIGHT};
pub use utilities::ProxyType;
