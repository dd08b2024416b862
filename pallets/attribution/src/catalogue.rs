//! What this pallet must know of models and their data, answered by other pallets.

use crate::SnapshotId;
use alloc::vec::Vec;
use openledger_primitives::{content::ContentId, job::BaseFiles, Amount, ContributionId, Digest, Ppm, VersionId};

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
    /// Whether it may earn: answers given while it was deployed should still be payable a while after, also when
    /// data behind it was withdrawn. After that grace every batch with an answer of it is refused.
    pub deployed: bool,
    /// Whether contributors share its income.
    pub has_data: bool,
}

/// The files an answer of a version was computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionFiles {
    /// The frozen base.
    pub base: BaseFiles,
    /// The version's adapter; a base has none.
    pub adapter: Option<ContentId>,
    /// Its configuration; a base has none.
    pub adapter_config: Option<ContentId>,
    /// The version's attribution index; a base has none.
    pub index: Option<ContentId>,
}

/// Versions and the data behind them. The runtime joins it from the models and datanets pallets.
pub trait Catalogue<AccountId> {
    /// Terms of a version; none for an unknown one.
    fn terms(version: VersionId) -> Option<VersionTerms<AccountId>>;

    /// Root of a version's attribution index ([`openledger_primitives::sketch::index_root`]); none when it has none.
    /// Never changes once the version was deployed.
    fn index_root(version: VersionId) -> Option<Digest>;

    /// What an answer of this version is computed from; none for an unknown one.
    fn files(version: VersionId) -> Option<VersionFiles>;

    /// Who is paid for it; also after it was withdrawn. None for one that was struck: what it would have earned is
    /// then the platform's.
    fn contributor(contribution: ContributionId) -> Option<AccountId>;

    /// A contribution's weight in a snapshot; none when it is not in it. Never changes.
    fn weight(snapshot: SnapshotId, contribution: ContributionId) -> Option<u32>;

    /// Sum of the weights in a snapshot. Never changes.
    fn total(snapshot: SnapshotId) -> u64;
}
