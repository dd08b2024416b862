//! Medians, ratios and shares of a block.

use super::{client::Built, Result};
use openledger_runtime::configs::MAXIMUM_BLOCK_WEIGHT;
use polkadot_sdk::*;
use serde_json::{json, Value};
use sp_weights::Weight;
use std::time::Duration;

/// Blocks of one kind: each was built, and imported once.
#[derive(Default)]
pub struct Kind {
    /// Built; in order.
    pub built: Vec<Built>,
    /// How long their imports took; in order.
    pub imported: Vec<Duration>,
}

impl Kind {
    /// The first block.
    pub fn first(&self) -> Result<&Built> {
        self.built.first().ok_or_else(|| "no block was built".into())
    }

    /// The last block.
    pub fn last(&self) -> Result<&Built> {
        self.built.last().ok_or_else(|| "no block was built".into())
    }

    /// Transactions in each.
    pub fn transactions(&self) -> Result<usize> {
        let count = self.first()?.transactions;
        match self.built.iter().all(|built| built.transactions == count) {
            true => Ok(count),
            false => Err("blocks of one kind hold as many transactions".into()),
        }
    }

    /// Median time of an import.
    pub fn import(&self) -> Duration {
        median(self.imported.clone())
    }

    /// Transactions that are imported in a second.
    pub fn per_second(&self) -> Result<f64> {
        Ok(self.transactions()? as f64 / self.import().as_secs_f64())
    }

    /// What is reported of them, beside empty blocks and blocks of transfers of the same run.
    pub fn figures(&self, empty: &Kind, transfers: &Kind) -> Result<Value> {
        let count = self.transactions()?;
        let alone = empty.import().as_secs_f64();
        let cost = |kind: &Kind| kind.import().as_secs_f64() - alone;
        let transfer = cost(transfers) / transfers.transactions()?.max(1) as f64;
        let weight = self.first()?.weight.saturating_sub(empty.first()?.weight);
        Ok(json!({
            "transactions": count,
            "build_milliseconds": milliseconds(median(self.built.iter().map(|built| built.time).collect())),
            "import_milliseconds": milliseconds(self.import()),
            "imported_per_second": count as f64 / self.import().as_secs_f64(),
            "import_of_each_in_transfers": cost(self) / count.max(1) as f64 / transfer,
            "import_of_all_in_transfers": cost(self) / transfer,
            "declared_milliseconds": weight.ref_time() as f64 / 1e9,
            "declared_proof_bytes": weight.proof_size(),
            "declared": percent_of_block(weight),
        }))
    }
}

/// The middle one.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A ratio, to three digits behind the point.
pub fn ratio(of: f64, to: f64) -> f64 {
    (of / to * 1e3).round() / 1e3
}

/// Shares of the most that a block may take, in time and in proof size.
pub fn percent_of_block(weight: Weight) -> Value {
    let part = |of: u64, to: u64| ratio(of as f64 * 100.0, to as f64);
    json!({
        "time_percent": part(weight.ref_time(), MAXIMUM_BLOCK_WEIGHT.ref_time()),
        "proof_percent": part(weight.proof_size(), MAXIMUM_BLOCK_WEIGHT.proof_size()),
    })
}

/// Bytes by which the state grew for each of so many, by item and together.
pub fn bytes_each(growth: Vec<(String, i64)>, count: usize) -> Value {
    // What every block replaces, and the log of a block that nobody keeps.
    let passing = ["System::", "Mmr::", "Babe::", "Historical::", "0x"];
    let lasting: Vec<_> =
        growth.into_iter().filter(|(name, _)| !passing.iter().any(|passing| name.starts_with(passing))).collect();
    let each = |bytes: i64| ratio(bytes as f64, count as f64);
    let together: i64 = lasting.iter().map(|(_, bytes)| bytes).sum();
    let items: serde_json::Map<_, _> = lasting.into_iter().map(|(name, bytes)| (name, each(bytes).into())).collect();
    json!({ "together": each(together), "items": items })
}

/// Bytes of this process's memory by the kernel's name for it.
pub fn memory(name: &str) -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line =
        status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).ok_or("a figure of memory")?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib * 1024)
}
