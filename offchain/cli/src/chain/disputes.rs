//! Evidence and answers as the chain takes them, and what is disputed now.

use crate::{
    account::ss58,
    audit::{
        Evidence, Facts, Ground, Income, Part, Redeemed, Shown, ShownLine, ShownReceipt, ShownSketch, ShownWeight,
        Subject, VersionFacts,
    },
    chain::{attribution::Batch, models, Network},
    error::Result,
};
use openledger_client::{
    runtime::{
        self,
        runtime_types::{
            bounded_collections::bounded_vec::BoundedVec,
            openledger_primitives::demand::Part as StoredPart,
            pallet_attribution::{
                disputes::{
                    demand::{Demand as StoredDemand, Shown as StoredShown},
                    evidence as stored,
                    line::LineDispute,
                    missing::MissingLineDispute,
                    score::ScoreDispute,
                    sum::SumDispute,
                    totals::Subject as StoredSubject,
                    verdict::Lie,
                },
                types::{CreditClaim, CreditProof},
            },
        },
    },
    AccountId32, At, Included, Keypair, Static,
};
use openledger_primitives::{merkle, merkle_sum, BatchId, Digest};
use serde_json::{json, Value};
use std::collections::BTreeMap;

/// What stands in for an open demand.
pub type Demand = StoredDemand<AccountId32>;

/// What the chain says of a batch, as an audit needs it. Indices are not among it.
pub async fn facts(at: &At, genesis: Digest, id: BatchId, batch: &Batch) -> Result<Facts> {
    let redeemed = at.get(runtime::storage().attribution().batch_redemptions(), (id,)).await?;
    let redeemed: BTreeMap<_, _> = redeemed
        .map(|redeemed| redeemed.0)
        .unwrap_or_default()
        .into_iter()
        .map(|paid| (paid.allocation, Redeemed { first: paid.first, receipts: paid.receipts, amount: paid.amount }))
        .collect();
    let mut versions = BTreeMap::new();
    for share in &batch.shares.0 {
        let version = models::version(at, share.version).await?;
        let facts = VersionFacts {
            royalties: version.royalties.0.clone(),
            has_data: !version.snapshots.0.is_empty(),
            index_root: version.index_root,
            index: None,
        };
        versions.insert(share.version, facts);
    }
    let incomes = batch
        .shares
        .0
        .iter()
        .map(|share| (share.version, Income { receipts: share.receipts, fees: share.fees, data: share.data }));
    Ok(Facts {
        genesis,
        header: batch.header.0,
        economics: batch.economics.0,
        incomes: incomes.collect(),
        redeemed: (!redeemed.is_empty()).then_some(redeemed),
        versions,
    })
}

/// Proves a lie to the chain.
pub async fn dispute(network: &Network, signer: &Keypair, batch: BatchId, evidence: &Evidence) -> Result<Included> {
    let calls = runtime::tx().attribution();
    match evidence {
        Evidence::Score { receipt: shown, query, index, weight: stated } => {
            let shown = ScoreDispute {
                receipt: receipt(shown),
                query: Static(query.clone()),
                index: sketch(index),
                weight: stated.as_ref().map(weight),
            };
            network.submit(&calls.dispute_score(batch, shown), signer).await
        }
        Evidence::Line { line: wrong, receipt: shown, ground: owed } => {
            let shown = LineDispute {
                line: line(wrong),
                receipt: shown.as_ref().map(receipt),
                ground: owed.as_ref().map(ground),
            };
            network.submit(&calls.dispute_line(batch, shown), signer).await
        }
        Evidence::MissingLine { receipt: shown, contribution, ground: owed, before, after } => {
            let shown = MissingLineDispute {
                receipt: receipt(shown),
                contribution: *contribution,
                ground: ground(owed),
                before: before.as_ref().map(line),
                after: after.as_ref().map(line),
            };
            network.submit(&calls.dispute_missing_line(batch, shown), signer).await
        }
        Evidence::Order(first, second) => {
            network.submit(&calls.dispute_order(batch, line(first), line(second)), signer).await
        }
        Evidence::Sum { receipt: shown, count, top, steps, leaf } => {
            let shown = SumDispute {
                receipt: shown.as_ref().map(receipt),
                count: *count,
                top: *top,
                steps: BoundedVec(steps.iter().copied().map(Static).collect()),
                leaf: leaf.clone().map(|(data, amount)| (BoundedVec(data), amount)),
            };
            network.submit(&calls.dispute_sum(batch, shown), signer).await
        }
        Evidence::Totals(subject, shown) => {
            let subject = match subject {
                Subject::Version(version) => StoredSubject::Version(*version),
                Subject::Allocation(allocation) => StoredSubject::Allocation(*allocation),
            };
            let shown = BoundedVec(shown.iter().map(receipt).collect());
            network.submit(&calls.dispute_totals(batch, subject, shown), signer).await
        }
        Evidence::Receipt(shown) => network.submit(&calls.dispute_receipt(batch, receipt(shown)), signer).await,
        Evidence::Double(first, second) => {
            network.submit(&calls.dispute_double(batch, receipt(first), receipt(second)), signer).await
        }
    }
}

/// A part as the chain takes it.
pub fn part(part: Part) -> StoredPart {
    match part {
        Part::Receipt(place) => StoredPart::Receipt(place),
        Part::Line(place) => StoredPart::Line(place),
        Part::Weight { receipt, leaf } => StoredPart::Weight { receipt, leaf },
        Part::Query(place) => StoredPart::Query(place),
    }
}

/// A part as the chain has it.
pub fn known_part(part: &StoredPart) -> Part {
    match part {
        StoredPart::Receipt(place) => Part::Receipt(*place),
        StoredPart::Line(place) => Part::Line(*place),
        StoredPart::Weight { receipt, leaf } => Part::Weight { receipt: *receipt, leaf: *leaf },
        StoredPart::Query(place) => Part::Query(*place),
    }
}

/// A part in words, as `openledger demand` takes it.
pub fn part_words(part: Part) -> String {
    match part {
        Part::Receipt(place) => format!("receipt {place}"),
        Part::Line(place) => format!("line {place}"),
        Part::Weight { receipt, leaf } => format!("weight {receipt} {leaf}"),
        Part::Query(place) => format!("query {place}"),
    }
}

/// What is shown as the chain takes it.
pub fn shown(shown: &Shown) -> StoredShown {
    match shown {
        Shown::Receipt(inner) => StoredShown::Receipt(receipt(inner)),
        Shown::Line(inner) => StoredShown::Line(line(inner)),
        Shown::Weight(inner, stated) => StoredShown::Weight(receipt(inner), stated.as_ref().map(weight)),
        Shown::Query(inner, query) => StoredShown::Query(receipt(inner), Static(query.clone())),
    }
}

/// A receipt as the chain takes it.
pub fn receipt(shown: &ShownReceipt) -> stored::ShownReceipt {
    stored::ShownReceipt { receipt: Static(shown.receipt.clone()), path: path(&shown.path) }
}

fn path(path: &merkle::Proof) -> stored::LeafPath {
    stored::LeafPath { index: path.index, count: path.count, siblings: BoundedVec(path.siblings.clone()) }
}

fn proof(proof: &merkle_sum::Proof) -> CreditProof {
    let siblings = BoundedVec(proof.siblings.iter().copied().map(Static).collect());
    CreditProof { index: proof.index, count: proof.count, siblings }
}

fn line(shown: &ShownLine) -> CreditClaim {
    CreditClaim { line: Static(shown.line), proof: proof(&shown.proof) }
}

fn weight(shown: &ShownWeight) -> stored::ShownWeight {
    stored::ShownWeight { contribution: shown.contribution, weight: shown.weight, proof: proof(&shown.proof) }
}

fn sketch(shown: &ShownSketch) -> stored::ShownSketch {
    stored::ShownSketch {
        header: Static(shown.header.clone()),
        header_path: path(&shown.header_path),
        sketch: Static(shown.sketch.clone()),
        sketch_path: path(&shown.sketch_path),
    }
}

fn ground(owed: &Ground) -> stored::Ground {
    match owed {
        Ground::Weight(shown) => stored::Ground::Weight(weight(shown)),
        Ground::Size(shown) => stored::Ground::Size(sketch(shown)),
        Ground::Absent(before, after) => {
            stored::Ground::Absent(before.as_ref().map(weight), after.as_ref().map(weight))
        }
    }
}

/// A proven lie in words.
pub fn lie(lie: &Lie) -> &'static str {
    match lie {
        Lie::WrongScore => "wrong-score",
        Lie::WrongLine => "wrong-line",
        Lie::MissingLine => "missing-line",
        Lie::LinesOutOfOrder => "lines-out-of-order",
        Lie::WrongSum => "wrong-sum",
        Lie::WrongTotals => "wrong-totals",
        Lie::WrongReceipt => "wrong-receipt",
        Lie::NotRedeemed => "not-redeemed",
        Lie::NotCountersigned => "not-countersigned",
        Lie::DoubleReceipt => "double-receipt",
        Lie::Silence => "silence",
        Lie::FalseAnswer => "false-answer",
    }
}

/// Whether a batch was proved to lie, in words.
pub async fn verdict(at: &At, id: BatchId) -> Result<Option<Value>> {
    let found = at.get(runtime::storage().attribution().voided(), (id,)).await?;
    Ok(found.map(|verdict| {
        let challenger = ss58(&verdict.challenger.0);
        json!({ "lie": lie(&verdict.lie), "challenger": challenger, "block": verdict.at })
    }))
}

/// The open demands about a batch.
pub async fn demands(at: &At, id: BatchId) -> Result<Vec<Demand>> {
    Ok(at.get(runtime::storage().attribution().demands(), (id,)).await?.map(|open| open.0).unwrap_or_default())
}

/// Where a batch stands.
pub async fn state(at: &At, id: BatchId, batch: &Batch) -> Result<&'static str> {
    Ok(match (batch.matured, verdict(at, id).await?.is_some()) {
        (_, true) => "void",
        (true, false) => "matured",
        (false, false) => "maturing",
    })
}
