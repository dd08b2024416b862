//! `openledger verify`: every link between an answer and its payouts.

use crate::{
    account::{hex, Hash},
    context::Context,
    error::Result,
    fetch::fetch,
    output::Answer,
    verify::{verify, Evidence, Manifest, Report},
};
use clap::Args;
use openledger_primitives::Digest;
use serde_json::json;
use std::path::PathBuf;

/// Check a receipt.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger verify 0x… --fetch evidence     (collect everything from node and worker, then check)
  openledger verify 0x… --files evidence     (check what was collected, without any network)

Checked in this order: state, batch, receipt, voucher, version, recipe, snapshot, contribution, fragment, index, query,
score, credits, lines, payout, files. The first link that does not hold is named, and the command fails.

Assumed, not checked: that the block whose state is read is final (the node's word), and that the model produced just
these tokens (that takes running it again).")]
#[group(required = true, multiple = false)]
pub struct Source {
    /// Collect everything that is needed into this folder, then check it.
    #[arg(long, value_name = "FOLDER")]
    fetch: Option<PathBuf>,
    /// Check what was collected in this folder; no network is used.
    #[arg(long, value_name = "FOLDER")]
    files: Option<PathBuf>,
}

/// Check a receipt.
#[derive(Debug, Args)]
pub struct Verify {
    /// The receipt's hash.
    hash: Hash,
    #[command(flatten)]
    source: Source,
}

impl Verify {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let hash = self.hash.0;
        let evidence = match (&self.source.fetch, &self.source.files) {
            (Some(folder), _) => fetch(context.network().await?, &context.worker()?, &hash, folder).await?,
            (None, folder) => Evidence::open(&folder.clone().unwrap_or_default(), &hash)?,
        };
        let manifest = evidence.manifest.clone();
        Ok(answer(&hash, &manifest, &verify(&hash, evidence)))
    }
}

fn answer(hash: &Digest, manifest: &Manifest, report: &Report) -> Answer {
    let mut text = String::new();
    for link in &report.links {
        let sign = match link.ok {
            Some(true) => "holds ",
            Some(false) => "BROKEN",
            None => "-     ",
        };
        text.push_str(&format!("{sign} {:<12} {}\n", link.link, link.detail));
    }
    text.push_str(&match report.broken {
        None => {
            format!("\nreceipt {} is verified, on the chain with the genesis {}", hex(hash), hex(&manifest.genesis))
        }
        Some(link) => format!("\nreceipt {} is not verified: `{link}` does not hold", hex(hash)),
    });
    let json = json!({
        "receipt": hex(hash),
        "genesis": hex(&manifest.genesis),
        "batch": manifest.batch,
        "block": manifest.anchors.first().map(|anchor| json!({ "number": anchor.number, "hash": hex(&anchor.hash) })),
        "verified": report.verified,
        "broken": report.broken,
        "links": report.links,
    });
    Answer { json, text: Some(text), good: report.verified }
}
