//! Stored names and enumerations in words, and back.

use openledger_client::runtime::runtime_types::{
    bounded_collections::bounded_vec::BoundedVec,
    openledger_primitives::job::MergeMethod,
    pallet_datanets::types::{ContributionState, DatanetKind, Phase},
    pallet_models::types::{FlagCause, VersionKind, VersionState},
};
use serde_json::{json, Value};

/// Text as the chain stores it.
pub fn bounded(text: &str) -> BoundedVec<u8> {
    BoundedVec(text.as_bytes().to_vec())
}

/// Stored text for people.
pub fn text(stored: &BoundedVec<u8>) -> String {
    String::from_utf8_lossy(&stored.0).into_owned()
}

/// Where a contribution stands.
pub fn contribution_state<BlockNumber>(state: &ContributionState<BlockNumber>) -> &'static str {
    match state {
        ContributionState::Submitted => "submitted",
        ContributionState::InCuration { .. } => "in-curation",
        ContributionState::Accepted { .. } => "accepted",
        ContributionState::Rejected(_) => "rejected",
        ContributionState::Withdrawn => "withdrawn",
        ContributionState::Removed { .. } => "removed",
        ContributionState::Challenged { .. } => "challenged",
        ContributionState::Struck { .. } => "struck",
        ContributionState::Planted { .. } => "planted",
    }
}

/// Where a panel of curators stands.
pub fn phase(phase: &Phase) -> &'static str {
    match phase {
        Phase::Sealing => "sealing",
        Phase::Opening => "opening",
        Phase::Waiting => "waiting",
    }
}

/// Where a version stands.
pub fn version_state(state: &VersionState) -> &'static str {
    match state {
        VersionState::Training => "training",
        VersionState::Evaluating => "evaluating",
        VersionState::Proposed => "proposed",
        VersionState::Approved => "approved",
        VersionState::Deployed => "deployed",
        VersionState::Deprecated => "deprecated",
        VersionState::Revoked => "revoked",
        VersionState::Failed => "failed",
        VersionState::Funding => "funding",
    }
}

/// How a version came to be.
pub fn version_kind(kind: &VersionKind) -> &'static str {
    match kind {
        VersionKind::Base => "base",
        VersionKind::FineTune => "fine-tune",
        VersionKind::Fork => "fork",
        VersionKind::Merge => "merge",
        VersionKind::External => "external",
    }
}

/// How a merge's parents become one.
pub fn merge_method(method: &MergeMethod) -> Value {
    match method {
        MergeMethod::Linear => json!({ "name": "linear" }),
        MergeMethod::Ties { density } => json!({ "name": "ties", "density_ppm": density }),
    }
}

/// Why a version must go out of service.
pub fn flag_cause(cause: &FlagCause) -> Value {
    match cause {
        FlagCause::Contribution(contribution) => json!({ "contribution": contribution }),
        FlagCause::Parent(parent) => json!({ "parent": parent }),
    }
}

/// What a datanet holds.
pub fn datanet_kind(kind: &DatanetKind) -> &'static str {
    match kind {
        DatanetKind::Text => "text",
        DatanetKind::Instruction => "instruction",
        DatanetKind::Chat => "chat",
        DatanetKind::Code => "code",
        DatanetKind::Table => "table",
        DatanetKind::Image => "image",
        DatanetKind::Audio => "audio",
        DatanetKind::Timeseries => "timeseries",
    }
}

/// A value whose JSON is a word, such as a reason to reject.
pub fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}
