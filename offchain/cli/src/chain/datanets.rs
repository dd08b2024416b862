//! Datanets, contributions and licences in state.

use super::names::{bounded, contribution_state, text, word};
use crate::{
    account::{hex, ss58},
    error::{CliError, Result},
};
use openledger_client::{
    runtime::{self, runtime_types::pallet_datanets::types::ContributionState},
    At,
};
use openledger_primitives::{AccountBytes, ContributionId, DatanetId};
use serde_json::{json, Value};
use std::collections::BTreeMap;

/// A stored datanet.
pub type Datanet = runtime::datanets::storage::datanets::Output;
/// A stored contribution.
pub type Contribution = runtime::datanets::storage::contributions::Output;
/// A stored panel.
pub type Round = runtime::datanets::storage::rounds::Output;
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
