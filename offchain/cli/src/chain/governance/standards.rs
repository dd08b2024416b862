//! Standards in state, and in words.

use super::tracks::{DATANET_CURATION, MODEL_STANDARDS, PROTOCOL_PARAMETERS};
use crate::{
    account::hex,
    chain::{
        datanets::Licences,
        names::{text, word},
    },
    error::Result,
};
use openledger_client::{
    runtime::{
        self,
        runtime_types::pallet_governance::types::{LicenceStandard, Standard, StandardKind},
    },
    At,
};
use openledger_primitives::BlockNumber;
use serde_json::{json, Value};

/// A kind of standard on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// What datanets must ask of contributors and curators.
    Curation,
    /// What a version must show before it is served.
    Deployment,
    /// How income is divided.
    Economics,
    /// Which licences data and models may come under.
    Licences,
    /// Which numeric classes and engine builds count.
    Numeric,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Curation, Self::Deployment, Self::Economics, Self::Licences, Self::Numeric];

    /// As people and programs write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Curation => "curation",
            Self::Deployment => "deployment",
            Self::Economics => "economics",
            Self::Licences => "licences",
            Self::Numeric => "numeric",
        }
    }

    /// The track that changes it.
    pub fn track(self) -> &'static str {
        match self {
            Self::Curation | Self::Licences => DATANET_CURATION,
            Self::Deployment | Self::Numeric => MODEL_STANDARDS,
            Self::Economics => PROTOCOL_PARAMETERS,
        }
    }

    /// As the chain has it.
    fn stored(self) -> StandardKind {
        match self {
            Self::Curation => StandardKind::Curation,
            Self::Deployment => StandardKind::Deployment,
            Self::Economics => StandardKind::Economics,
            Self::Licences => StandardKind::Licences,
            Self::Numeric => StandardKind::Numeric,
        }
    }
}

/// What holds now; of licences, which are a table, a change that changes nothing.
pub async fn current(at: &At, kind: Kind) -> Result<Standard> {
    let held = at.view(runtime::view_functions().governance().standard(kind.stored())).await?;
    Ok(held.unwrap_or_else(|| Standard::Licences(LicenceStandard { admit: bounded(), retire: bounded() })))
}

fn bounded<T>() -> runtime::runtime_types::bounded_collections::bounded_vec::BoundedVec<T> {
    runtime::runtime_types::bounded_collections::bounded_vec::BoundedVec(Vec::new())
}

/// What holds now, in words; of licences the table.
pub async fn current_json(at: &At, kind: Kind) -> Result<Value> {
    match kind {
        Kind::Licences => table_json(at).await,
        other => Ok(json(&current(at, other).await?)),
    }
}

/// What held before, the latest last.
pub async fn history(at: &At, kind: Kind) -> Result<Vec<(BlockNumber, Standard)>> {
    let past = at.get(runtime::storage().governance().history(), (kind.stored(),)).await?;
    Ok(past.map(|past| past.0).unwrap_or_default().into_iter().map(|past| (past.until, past.standard)).collect())
}

/// Numbers of licences that nothing new may come under.
pub async fn retired(at: &At) -> Result<Vec<u16>> {
    let retired = at.all(runtime::storage().datanets().retired_licences(), ()).await?;
    Ok(retired.into_iter().map(|((number,), ())| number).collect())
}

async fn table_json(at: &At) -> Result<Value> {
    let (licences, retired) = (Licences::read(at).await?, retired(at).await?);
    let entry = |(number, spdx): (&u16, &String)| json!({ "number": number, "spdx": spdx, "retired": retired.contains(number) });
    Ok(json!({ "licences": licences.all().iter().map(entry).collect::<Vec<_>>() }))
}

/// A standard's fields, named as on chain.
pub fn json(standard: &Standard) -> Value {
    match standard {
        Standard::Curation(held) => json!({
            "minimum_quorum": held.minimum_quorum,
            "minimum_voting_period": held.minimum_voting_period,
            "maximum_voting_period": held.maximum_voting_period,
            "minimum_deposit": held.minimum_deposit.to_string(),
            "minimum_curator_bond": held.minimum_curator_bond.to_string(),
            "minimum_reveal_period": held.minimum_reveal_period,
            "maximum_reveal_period": held.maximum_reveal_period,
            "minimum_quorum_stake": held.minimum_quorum_stake.to_string(),
            "voice_cap_ppm": held.voice_cap,
            "tolerance": held.tolerance,
            "clip": held.clip,
            "outlier_slash_ppm": held.outlier_slash,
            "silence_slash_ppm": held.silence_slash,
            "reputation_half_life": held.reputation_half_life,
            "curation_fee": held.curation_fee.to_string(),
            "appeal_window": held.appeal_window,
            "appeal_bond": held.appeal_bond.to_string(),
            "challenge_window": held.challenge_window,
            "challenge_bond": held.challenge_bond.to_string(),
            "challenge_reward_ppm": held.challenge_reward,
            "plant_bond": held.plant_bond.to_string(),
            "plant_period": held.plant_period,
            "plant_lifetime": held.plant_lifetime,
            "intake_per_account": held.intake_per_account,
            "intake_per_datanet": held.intake_per_datanet,
        }),
        Standard::Deployment(held) => json!({
            "minimum_improvement_ppm": held.minimum_improvement,
            "require_verified": held.require_verified,
            "require_approval": held.require_approval,
            "maximum_royalty_ppm": held.maximum_royalty,
            "royalty_cap_ppm": held.royalty_cap,
        }),
        Standard::Economics(held) => json!({
            "platform_ppm": held.platform,
            "worker_ppm": held.worker,
            "builder_ppm": held.builder,
            "stakers_ppm": held.stakers,
            "royalty_cap_ppm": held.royalty_cap,
            "data_ppm": held.data,
        }),
        Standard::Licences(change) => {
            let admit = change.admit.0.iter();
            json!({
                "admit": admit
                    .map(|licence| json!({ "number": licence.number, "spdx": text(&licence.spdx) }))
                    .collect::<Vec<_>>(),
                "retire": change.retire.0,
            })
        }
        Standard::Numeric(held) => json!({
            "classes": held.classes.0.iter().map(|class| word(&class.0)).collect::<Vec<_>>(),
            "engine_builds": held.engine_builds.0.iter().map(|build| hex(build)).collect::<Vec<_>>(),
        }),
    }
}
