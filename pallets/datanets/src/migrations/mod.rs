//! How stored state of earlier versions becomes that of this one.

mod v2;

pub use v2::MigrateToV2;
