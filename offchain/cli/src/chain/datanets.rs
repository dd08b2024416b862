//! Datanets, contributions and licences in state.

use super::names::{bounded, contribution_state, text, word};
use crate::{
    account::{hex, ss58},
    error::{CliError, Result},
};
use openledger_client::{
    runtime::{self, runtime_types::pallet_datanets::types::ContributionState},
    AccountId32, At,
};
use openledger_primitives::{AccountBytes, Amount, BlockNumber, ContributionId, DatanetId};
use serde_json::{json, Value};
use std::collections::BTreeMap;

/// A stored datanet.
pub type Datanet = runtime::datanets::storage::datanets::Output;
/// A stored contribution.
pub type Contribution = runtime::datanets::storage::contributions::Output;
/// A stored panel.
pub type Round = runtime::datanets::storage::rounds::Output;
/// A stored motion.
pub type Motion = runtime::datanets::storage::motions::Output;
/// A stored known answer.
pub type Plant = runtime::runtime_types::pallet_datanets::types::Plant<AccountId32, Amount, BlockNumber>;
/// Stored terms on which others may train.
pub type AccessTerms = runtime::datanets::storage::access::Output;
/// What datanets are held to.
pub type Standard = runtime::datanets::storage::standard::Output;
/// A stored snapshot.
pub type Snapshot = runtime::datanets::storage::snapshots::Output;
/// Number of a licence.
pub type LicenceId = u16;
/// Number of a snapshot.
pub type SnapshotId = u32;

/// The chain's table of licences.
pub struct Licences(BTreeMap<LicenceId, String>);

impl Licences {
    /// Reads the table.
    pub async fn read(at: &At) -> Result<Self> {
        let page = at.all(runtime::storage().datanets().licences(), ()).await?;
        Ok(Self(page.into_iter().map(|((id,), spdx)| (id, text(&spdx))).collect()))
    }

    /// All licences by number.
    pub fn all(&self) -> &BTreeMap<LicenceId, String> {
        &self.0
    }

    /// The SPDX identifier of a number.
    pub fn name(&self, id: LicenceId) -> String {
        self.0.get(&id).cloned().unwrap_or_else(|| format!("licence {id}"))
    }

    /// The number of an SPDX identifier, written in any case.
    pub fn number(&self, spdx: &str) -> Result<LicenceId> {
        let found = self.0.iter().find(|(_, name)| name.eq_ignore_ascii_case(spdx)).map(|(id, _)| *id);
        found.ok_or_else(|| {
            let known: Vec<&str> = self.0.values().map(String::as_str).collect();
            CliError::not_found(format!("this chain has no licence `{spdx}`"))
                .hint(format!("it knows {}; governance admits others", known.join(", ")))
        })
    }
}

/// A datanet's number, from its number or its slug.
pub async fn resolve(at: &At, name: &str) -> Result<DatanetId> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    let found = at.get(runtime::storage().datanets().datanet_of_slug(), (bounded(name),)).await?;
    found.ok_or_else(|| unknown(name))
}

/// A datanet by number.
pub async fn datanet(at: &At, id: DatanetId) -> Result<Datanet> {
    at.get(runtime::storage().datanets().datanets(), (id,)).await?.ok_or_else(|| unknown(&id.to_string()))
}

fn unknown(name: &str) -> CliError {
    CliError::not_found(format!("there is no datanet `{name}`")).hint("see `openledger datanet list`")
}

/// A contribution by number.
pub async fn contribution(at: &At, id: ContributionId) -> Result<Contribution> {
    let found = at.get(runtime::storage().datanets().contributions(), (id,)).await?;
    found.ok_or_else(|| {
        CliError::not_found(format!("there is no contribution {id}"))
            .hint("a new one is visible once its block is final")
    })
}

/// What datanets are held to now.
pub async fn standard(at: &At) -> Result<Standard> {
    let found = at.get(runtime::storage().datanets().standard(), ()).await?;
    found.ok_or_else(|| CliError::network("the chain has no curation standard"))
}

/// On what terms others may train on a datanet.
pub async fn access(at: &At, id: DatanetId) -> Result<AccessTerms> {
    Ok(at.get(runtime::storage().datanets().access(), (id,)).await?.unwrap_or(AccessTerms::Open))
}

/// The panel that judges a contribution, if one does.
pub async fn round(at: &At, id: ContributionId) -> Result<Option<Round>> {
    Ok(at.get(runtime::storage().datanets().rounds(), (id,)).await?)
}

/// Whether an account's sealed vote is among the voices on a contribution.
pub async fn has_committed(at: &At, id: ContributionId, account: &AccountBytes) -> Result<bool> {
    let voices = at.get(runtime::storage().datanets().voices(), (id,)).await?;
    Ok(voices
        .is_some_and(|voices| voices.0.iter().any(|voice| voice.curator.0 == *account && voice.commitment.is_some())))
}

/// Where a contribution that was ever accepted stands in its datanet's tree, and in the tree of what was removed.
pub fn place(contribution: &Contribution) -> Option<(u64, Option<u64>)> {
    match contribution.state {
        ContributionState::Accepted { position, .. } | ContributionState::Challenged { position, .. } => {
            Some((position, None))
        }
        ContributionState::Removed { position, removal, .. } | ContributionState::Struck { position, removal, .. } => {
            Some((position, Some(removal)))
        }
        _ => None,
    }
}

/// A contribution's fields; the report of its check is not among them.
pub fn contribution_json(id: ContributionId, contribution: &Contribution, licences: &Licences) -> Value {
    let (mut reason, mut ends, mut position) = (None, None, None);
    match &contribution.state {
        ContributionState::Rejected(rejection) => reason = Some(word(&rejection.0)),
        ContributionState::InCuration { ends: block } => ends = Some(*block),
        ContributionState::Challenged { ends: block, position: at, .. } => {
            (ends, position) = (Some(*block), Some(*at));
        }
        ContributionState::Accepted { position: at, .. }
        | ContributionState::Removed { position: at, .. }
        | ContributionState::Struck { position: at, .. } => position = Some(*at),
        ContributionState::Submitted | ContributionState::Withdrawn | ContributionState::Planted { .. } => {}
    }
    json!({
        "id": id,
        "datanet": contribution.datanet,
        "contributor": ss58(&contribution.contributor.0),
        "licence": licences.name(contribution.licence),
        "source": text(&contribution.source),
        "fragments": contribution.fragments,
        "bytes": contribution.bytes,
        "content": contribution.content.0,
        "root": hex(&contribution.root),
        "deposit": contribution.deposit.to_string(),
        "submitted_at": contribution.submitted_at,
        "state": contribution_state(&contribution.state),
        "reason": reason,
        "ends": ends,
        "position": position,
    })
}

/// A snapshot by number.
pub async fn snapshot(at: &At, id: SnapshotId) -> Result<Snapshot> {
    let found = at.get(runtime::storage().datanets().snapshots(), (id,)).await?;
    found.ok_or_else(|| CliError::not_found(format!("there is no snapshot {id}")))
}

#[cfg(test)]
pub mod tests {
    use super::Standard;
    use crate::amount::OPEN;

    /// A standard as a chain may have it.
    pub fn standard() -> Standard {
        Standard {
            minimum_quorum: 2,
            minimum_voting_period: 10,
            maximum_voting_period: 100,
            minimum_deposit: OPEN,
            minimum_curator_bond: OPEN,
            minimum_reveal_period: 5,
            maximum_reveal_period: 50,
            minimum_quorum_stake: OPEN,
            voice_cap: 333_333,
            tolerance: 20,
            clip: 60,
            outlier_slash: 50_000,
            silence_slash: 100_000,
            reputation_half_life: 1000,
            curation_fee: OPEN,
            appeal_window: 100,
            appeal_bond: OPEN,
            challenge_window: 100,
            challenge_bond: OPEN,
            challenge_reward: 500_000,
            plant_bond: OPEN,
            plant_period: 10,
            plant_lifetime: 100,
            intake_per_account: 8,
            intake_per_datanet: 64,
        }
    }
}
