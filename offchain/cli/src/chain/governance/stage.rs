//! Where a referendum that is not over stands, and what happens to it next.

use super::{
    curve::Billionths,
    referenda::Status,
    tracks::{Track, Tracks},
};
use crate::{amount::Open, error::Result};
use openledger_client::{runtime, At};
use openledger_primitives::BlockNumber;
use serde_json::{json, Value};

/// What happens next, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// In words.
    pub what: String,
    /// In which block, where that is known.
    pub block: Option<BlockNumber>,
}

/// Where votes stand, and where they would have to.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Share of ayes among weighted votes, and what is needed.
    pub approval: (Billionths, Billionths),
    /// Share of all OPEN that stands behind ayes, and what is needed.
    pub support: (Billionths, Billionths),
}

/// A referendum that is not over.
pub struct Stage {
    /// In a word.
    pub word: &'static str,
    /// What happens next.
    pub next: Next,
    /// Where votes stand.
    pub standing: Standing,
}

/// Milliseconds between two blocks.
pub fn block_time(at: &At) -> Result<u64> {
    Ok(at.constant(runtime::constants().babe().expected_block_time())?)
}

impl Next {
    /// Its fields: also in how many blocks, and in about how many seconds.
    pub fn json(&self, now: BlockNumber, block_time: u64) -> Value {
        let blocks = self.block.map(|block| block.saturating_sub(now));
        let seconds = blocks.map(|blocks| u64::from(blocks) * block_time / 1_000);
        json!({ "what": self.what, "block": self.block, "blocks": blocks, "seconds": seconds })
    }
}

impl Standing {
    /// Its fields.
    pub fn json(&self) -> Value {
        json!({
            "approval_percent": self.approval.0.percent(),
            "approval_needed_percent": self.approval.1.percent(),
            "support_percent": self.support.0.percent(),
            "support_needed_percent": self.support.1.percent(),
        })
    }
}

/// Where votes stand after so many blocks of deciding.
async fn standing(at: &At, track: &Track, status: &Status, elapsed: BlockNumber) -> Result<Standing> {
    let total = at.get(runtime::storage().balances().total_issuance(), ()).await?.unwrap_or_default();
    let inactive = at.get(runtime::storage().balances().inactive_issuance(), ()).await?.unwrap_or_default();
    let tally = &status.tally;
    let approval = match tally.ayes.saturating_add(tally.nays) {
        // Of no votes the chain says everything; people would not.
        0 => Billionths(0),
        votes => Billionths::ratio(tally.ayes, votes),
    };
    let support = Billionths::ratio(tally.support, total.saturating_sub(inactive));
    let needed = track.needed(elapsed);
    Ok(Standing { approval: (approval, needed.0), support: (support, needed.1) })
}

impl Stage {
    /// Of a referendum in this state.
    pub async fn of(at: &At, tracks: &Tracks, status: &Status) -> Result<Self> {
        let (track, now) = (tracks.numbered(status.track)?, at.number());
        let details = &track.details;
        let elapsed = status.deciding.as_ref().map_or(0, |deciding| now.saturating_sub(deciding.since));
        let standing = standing(at, track, status, elapsed).await?;
        let at_block = |word, what: String, block| Self { word, next: Next { what, block: Some(block) }, standing };

        let Some(deciding) = &status.deciding else {
            let timeout = at.constant(runtime::constants().referenda().undeciding_timeout())?;
            if status.decision_deposit.is_none() {
                let deposit = Open(details.decision_deposit);
                let what = format!("times out unless somebody places the decision deposit of {deposit}");
                return Ok(at_block("needs-deposit", what, status.submitted.saturating_add(timeout)));
            }
            if status.in_queue {
                let what = format!("decided once fewer than {} are being decided on this track", details.max_deciding);
                return Ok(Self { word: "queued", next: Next { what, block: None }, standing });
            }
            let begins = status.submitted.saturating_add(details.prepare_period).max(now.saturating_add(1));
            return Ok(at_block("preparing", "deciding begins".into(), begins));
        };

        let ends = deciding.since.saturating_add(details.decision_period);
        if let Some(confirmed) = deciding.confirming {
            let enacted = confirmed.saturating_add(details.min_enactment_period);
            let what = format!("passes if votes stay so, and is enacted from block {enacted} on");
            return Ok(at_block("confirming", what, confirmed));
        }
        let passing = track.passing_after(elapsed, standing.approval.0, standing.support.0);
        Ok(match passing {
            Some(after) => {
                let block = deciding.since.saturating_add(after).max(now.saturating_add(1));
                at_block("deciding", "confirming begins if votes stay so".into(), block)
            }
            None => at_block("deciding", "rejected if votes stay so".into(), ends),
        })
    }
}
