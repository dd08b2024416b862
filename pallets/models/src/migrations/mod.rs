//! Migrations: how what earlier releases stored becomes what this one reads.

mod v2;

pub use v2::MigrateToV2;
