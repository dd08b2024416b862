//! Benchmarks of every call and of maturing, each at its worst.

use crate::SnapshotId;
use alloc::vec::Vec;
use openledger_primitives::{Amount, ContributionId, VersionId};
use polkadot_sdk::sp_core::sr25519;

/// Puts into other pallets what a benchmark needs there.
pub trait BenchmarkHelper<AccountId> {
    /// Makes an account a worker with this session key and this bond.
    fn worker(account: &AccountId, session_key: sr25519::Public, bond: Amount);

    /// So many deployed versions with data, by increasing number, each owing royalties to as many ancestors as a
    /// version may owe; every ancestor is a deployed version with data, too.
    fn versions(count: u32) -> Vec<VersionId>;

    /// So many contributions in snapshots of this version, which has as many snapshots as a version may have.
    fn contributions(version: VersionId, count: u32) -> Vec<(SnapshotId, ContributionId)>;
}
