//! What this pallet must know of models and their data, answered by other pallets.

use crate::SnapshotId;
use alloc::vec::Vec;
use openledger_primitives::{Amount, ContributionId, Ppm, VersionId};

/// A version's terms, as a payment needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTerms<AccountId> {
    /// Who built it.
    pub builder: AccountId,
    /// Price per thousand input tokens.
    pub input_price: Amount,
    /// Price per thousand output tokens.
    pub output_price: Amount,
    /// What it owes each ancestor, flattened and frozen, by increasing version.
    pub royalties: Vec<(VersionId, Ppm)>,
    /// The snapshots it was made from; frozen.
    pub snapshots: Vec<SnapshotId>,
    /// Whether it may earn: answers given while it was deployed should still be payable a while after.
    pub deployed: bool,
    /// Whether contributors share its income.
    pub has_data: bool,
}

/// Versions and the data behind them. The runtime joins it from the models and datanets pallets.
pub trait Catalogue<AccountId> {
    /// Terms of a version; none for an unknown one.
    fn terms(version: VersionId) -> Option<VersionTerms<AccountId>>;

    /// Who contributed it; also after it was withdrawn.
    fn contributor(contribution: ContributionId) -> Option<AccountId>;

    /// A contribution's weight in a snapshot; none when it is not in it. Never changes.
    fn weight(snapshot: SnapshotId, contribution: ContributionId) -> Option<u32>;

    /// Sum of the weights in a snapshot. Never changes.
    fn total(snapshot: SnapshotId) -> u64;
}
