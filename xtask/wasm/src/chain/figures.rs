//! Medians, ratios and shares of a block.

use super::{
    client::{Built, Taken},
    Result,
};
use openledger_runtime::configs::MAXIMUM_BLOCK_WEIGHT;
use polkadot_sdk::*;
use serde_json::{json, Value};
use sp_weights::Weight;
use std::{collections::BTreeMap, time::Duration};

/// Blocks of one kind: each was built, and imported once.
#[derive(Default)]
pub struct Kind {
    /// Built; in order.
    pub built: Vec<Built>,
    /// How long their imports took; in order.
    pub imported: Vec<Taken>,
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

    /// Median processor time of an import.
    pub fn import(&self) -> Duration {
        median(self.imported.iter().map(|taken| taken.processor))
    }

    /// Median time of an import by the clock on the wall.
    pub fn import_on_the_wall(&self) -> Duration {
        median(self.imported.iter().map(|taken| taken.wall))
    }

    /// Transactions that are imported in a second of processor time.
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
            "build_milliseconds": milliseconds(median(self.built.iter().map(|built| built.time.processor))),
            "import_milliseconds": milliseconds(self.import()),
            "import_milliseconds_on_the_wall": milliseconds(self.import_on_the_wall()),
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
fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<_> = times.collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A time in milliseconds.
pub fn milliseconds(time: Duration) -> f64 {
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

/// Bytes by which the state grew for each of so many, by item and together: what blocks with them added beyond what an
/// empty block did. What the system pallet keeps of a block goes with the next one and is left out.
pub fn bytes_each(mut growth: BTreeMap<String, i64>, empty: &BTreeMap<String, i64>, count: usize) -> Value {
    for (name, bytes) in empty {
        *growth.entry(name.clone()).or_default() -= bytes;
    }
    growth.retain(|name, bytes| *bytes != 0 && (!name.starts_with("System::") || name == "System::Account"));
    let each = |bytes: i64| ratio(bytes as f64, count as f64);
    let together: i64 = growth.values().sum();
    let items: serde_json::Map<_, _> = growth.into_iter().map(|(name, bytes)| (name, each(bytes).into())).collect();
    json!({ "together": each(together), "items": items })
}

/// What is worth a glance, by the places of the figures in the report.
const GLANCE: [(&str, &str); 34] = [
    ("transfers in a full block", "/throughput/transfers/transactions"),
    ("their share of a block's time, %", "/throughput/transfers/declared/time_percent"),
    ("their share of a block's proof size, %", "/throughput/transfers/declared/proof_percent"),
    ("transfers imported per second", "/throughput/transfers/imported_per_second"),
    ("contributions in a full block", "/throughput/contributions/transactions"),
    ("their share of a block's time, %", "/throughput/contributions/declared/time_percent"),
    ("their share of a block's proof size, %", "/throughput/contributions/declared/proof_percent"),
    ("contributions imported per second", "/throughput/contributions/imported_per_second"),
    ("contributions to transfers, per second", "/throughput/contributions_to_transfers_per_second"),
    ("bytes of state per contribution, submitted", "/throughput/bytes_per_contribution/together"),
    ("the batch: share of a block's time, %", "/batch/declared_percent_of_a_block/submitted/time_percent"),
    ("the batch: share of a block's proof size, %", "/batch/declared_percent_of_a_block/submitted/proof_percent"),
    ("the batch: import, ms", "/batch/submitted/import_milliseconds"),
    ("the batch: import, in transfers", "/batch/submitted/import_of_all_in_transfers"),
    ("its maturing: share of a block's time, %", "/batch/declared_percent_of_a_block/matured/time_percent"),
    ("its maturing: import, ms", "/batch/matured/import_milliseconds"),
    ("256 claims: share of a block's time, %", "/batch/declared_percent_of_a_block/claimed/time_percent"),
    ("256 claims: share of a block's proof size, %", "/batch/declared_percent_of_a_block/claimed/proof_percent"),
    ("256 claims: import, ms", "/batch/one_line_of_each_claimed/import_milliseconds"),
    ("256 claims: import, in transfers", "/batch/one_line_of_each_claimed/import_of_all_in_transfers"),
    ("batch, maturing and claims: time, %", "/batch/declared_percent_of_a_block/together/time_percent"),
    ("batch, maturing and claims: proof size, %", "/batch/declared_percent_of_a_block/together/proof_percent"),
    ("bytes of state per receipt, submitted", "/batch/bytes_per_receipt/submitted/together"),
    ("bytes of state per receipt, matured", "/batch/bytes_per_receipt/matured/together"),
    ("bytes of state per claimed line", "/batch/bytes_per_claimed_line/together"),
    ("sixteen generations to one: submit, weight", "/generations/submitted/weight_ratio"),
    ("sixteen generations to one: submit, time", "/generations/submitted/time_ratio"),
    ("sixteen generations to one: mature, time", "/generations/matured/time_ratio"),
    ("sixteen generations to one: settle, weight", "/generations/settled/weight_ratio"),
    ("sixteen generations to one: settle, time", "/generations/settled/time_ratio"),
    ("sixteen generations to one: whole payment, time", "/generations/whole_payment_time_ratio"),
    ("bytes per accepted contribution in the large state", "/large_state/bytes_per_contribution_in_state"),
    ("import on the large state to the small one", "/large_state/ratio"),
    ("the same by the clock on the wall", "/large_state/ratio_on_the_wall"),
];

/// The table of a report.
pub fn table(report: &Value) -> String {
    let rows = GLANCE.iter().filter_map(|(what, place)| Some((what, report.pointer(place)?.as_f64()?)));
    let row = |(what, figure): (&&str, f64)| format!("| {what} | {} |\n", (figure * 1e3).round() / 1e3);
    format!("| what | figure |\n|---|---|\n{}", rows.map(row).collect::<String>())
}

/// Bytes of this process's memory by the kernel's name for it.
pub fn memory(name: &str) -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line =
        status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).ok_or("a figure of memory")?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib * 1024)
}
