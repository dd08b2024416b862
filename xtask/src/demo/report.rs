//! What the demo found, as JSON with fixed keys and as a table.

use super::journey::percent;
use anyhow::{ensure, Result};
use openledger_e2e::Devnet;
use serde::Serialize;
use std::{collections::BTreeMap, path::Path};

/// The report; amounts are decimal strings in planck.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Hash of the genesis block.
    pub genesis: String,
    /// Number of the datanet.
    pub datanet: u64,
    /// Everything contributed.
    pub contributions: Vec<Contribution>,
    /// Files the network refused, and why.
    pub refusals: Vec<Refusal>,
    /// Held-out loss, nats per token.
    pub loss: Loss,
    /// The version that answered.
    pub version: u64,
    /// Its adapter's CID.
    pub adapter: String,
    /// Root of its attribution index.
    pub index_root: String,
    /// One for each completion.
    pub receipts: Vec<Receipt>,
    /// Sum of the receipts' fees.
    pub fees_in: String,
    /// Everything paid out.
    pub payouts: Vec<Payout>,
    /// What rounding left.
    pub remainder: String,
    /// Receipts that `openledger verify` passed.
    pub verified: u64,
    /// Seconds by stage.
    pub seconds: BTreeMap<String, f64>,
}

/// A contribution and what became of it.
#[derive(Debug, Serialize)]
pub struct Contribution {
    /// Number on chain.
    pub id: u64,
    /// Account.
    pub contributor: String,
    /// SPDX licence.
    pub licence: String,
    /// Number of fragments.
    pub fragments: u64,
    /// State on chain.
    pub state: String,
}

/// A refused file.
#[derive(Debug, Serialize)]
pub struct Refusal {
    /// Path in its package.
    pub file: String,
    /// Machine-readable reason.
    pub reason: String,
}

/// Held-out losses.
#[derive(Debug, Default, Serialize)]
pub struct Loss {
    /// Base alone.
    pub base: f64,
    /// Base with the adapter.
    pub tuned: f64,
}

/// A paid answer.
#[derive(Debug, Serialize)]
pub struct Receipt {
    /// Hash of the receipt.
    pub id: String,
    /// What it cost.
    pub fee: String,
    /// Strongest fragments, best first.
    pub fragments: Vec<Fragment>,
    /// Shares of the data's part by contributor; they sum to one.
    pub shares: Vec<Share>,
}

/// A fragment that explains an answer.
#[derive(Debug, Serialize)]
pub struct Fragment {
    /// Path in its package.
    pub file: String,
    /// Account.
    pub contributor: String,
    /// Integer score.
    pub score: i64,
}

/// One contributor's share of an answer.
#[derive(Debug, Serialize)]
pub struct Share {
    /// Account.
    pub contributor: String,
    /// Part of one.
    pub share: f64,
}

/// Money that reached an account.
#[derive(Debug, Serialize)]
pub struct Payout {
    /// Account.
    pub account: String,
    /// platform, worker, builder or contributor.
    pub role: String,
    /// Planck.
    pub amount: String,
}

impl Report {
    /// The sums and bars every run must meet.
    pub fn check(&self) -> Result<()> {
        let planck = |text: &str| text.parse::<u128>();
        let fees = planck(&self.fees_in)?;
        let mut paid = 0u128;
        for payout in &self.payouts {
            paid += planck(&payout.amount)?;
        }
        let remainder = planck(&self.remainder)?;
        ensure!(fees == paid + remainder, "money was lost: fees {fees} ≠ payouts {paid} + remainder {remainder}");
        // Each receipt is split once, and each account's earnings are rounded down once.
        let splits = (self.receipts.len() + self.payouts.len()) as u128;
        ensure!(remainder <= splits, "{remainder} planck remain of {splits} splits");
        ensure!(
            self.verified == self.receipts.len() as u64,
            "only {} of {} receipts verify",
            self.verified,
            self.receipts.len()
        );
        let ratio = self.loss.tuned / self.loss.base;
        ensure!(ratio <= 0.85, "the tune is not good enough: held-out loss {:.3} of the base's", ratio);
        Ok(())
    }

    /// Sum over one role.
    pub fn paid_to(&self, role: &str) -> u128 {
        self.payouts
            .iter()
            .filter(|payout| payout.role == role)
            .filter_map(|payout| payout.amount.parse::<u128>().ok())
            .sum()
    }
}

/// The summary a person reads.
pub fn print(report: &Report, devnet: &Devnet, folder: &Path) {
    let accepted = report.contributions.iter().filter(|contribution| contribution.state == "accepted").count();
    let fragments: u64 = report.contributions.iter().filter(|c| c.state == "accepted").map(|c| c.fragments).sum();
    let fees: u128 = report.fees_in.parse().unwrap_or_default();
    println!();
    let rows = [
        ("genesis", report.genesis.clone()),
        ("contributions", format!("{accepted} accepted of {}, {fragments} fragments", report.contributions.len())),
        ("refused files", report.refusals.len().to_string()),
        (
            "held-out loss",
            format!(
                "{:.3} → {:.3} nats per token ({})",
                report.loss.base,
                report.loss.tuned,
                percent(report.loss.tuned / report.loss.base)
            ),
        ),
        ("adapter", report.adapter.clone()),
        ("index root", report.index_root.clone()),
        ("receipts", format!("{}, {} verified from files alone", report.receipts.len(), report.verified)),
        ("fees", open(fees)),
    ];
    for (name, value) in rows {
        println!("{name:<15} {value}");
    }
    for role in ["platform", "worker", "builder", "contributor"] {
        let paid = report.paid_to(role);
        println!("  → {role:<12} {:>26}  {}", open(paid), percent(paid as f64 / fees.max(1) as f64));
    }
    println!("  → {:<12} {:>22} planck", "remainder", report.remainder);
    println!("files           {}", folder.display());
    println!("look around     https://polkadot.js.org/apps/?rpc={} (while --keep-running)", devnet.node_url());
}

/// Planck as OPEN, exact.
fn open(planck: u128) -> String {
    let unit = 10u128.pow(18);
    let text = format!("{}.{:018}", planck / unit, planck % unit);
    format!("{} OPEN", text.trim_end_matches('0').trim_end_matches('.'))
}
