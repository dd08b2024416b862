//! What a version was made from and owes; who else has a stake in it; and what becomes of it when its data is withdrawn.

use super::{is, Market, PRICES};
use crate::{refused, soon};
use anyhow::{ensure, Result};
use openledger_e2e::programs::{amount, list, number, text};
use serde_json::{json, Value};
use std::collections::BTreeSet;

/// A merge names its parents' weights and owes all its ancestors; what it would earn is divided to the planck.
pub fn shows_what_is_owed(market: &Market, merged: &str, one: &str, two: &str) -> Result<()> {
    let lineage = soon(&market.cli("//User"), &["lineage", merged])?;
    ensure!(lineage["method"] == json!({ "name": "linear" }), "{lineage}");
    let weights: Vec<(String, u64)> = list(&lineage, "parents")?
        .iter()
        .map(|parent| Ok((parent["version"].to_string(), number(parent, "weight_ppm")?)))
        .collect::<Result<_>>()?;
    ensure!(weights == [(one.to_string(), 600_000), (two.to_string(), 400_000)], "{lineage}");
    // What each asks, by its weight; the base is an ancestor of both, once.
    let owed: Vec<(String, u64)> = list(&lineage, "ancestors")?
        .iter()
        .map(|ancestor| Ok((ancestor["version"].to_string(), number(ancestor, "share_ppm")?)))
        .collect::<Result<_>>()?;
    ensure!(
        owed == [(one.to_string(), 60_000), (two.to_string(), 20_000), ("0".into(), 50_000)],
        "other shares: {lineage}"
    );

    let preview = soon(&market.cli("//User"), &["models", "preview", merged, "10 OPEN"])?;
    let payments = list(&preview, "payments")?;
    let sum = payments.iter().map(|payment| amount(payment, "amount")).sum::<Result<u128>>()?;
    ensure!(sum == 10 * crate::OPEN, "{preview}");
    let of = |part: &str| payments.iter().filter(|payment| payment["part"] == part).collect::<Vec<_>>();
    ensure!(!of("data").is_empty() && of("builder").len() == 4, "{preview}");
    ensure!(of("backers").iter().any(|payment| is(&payment["version"], two)), "{preview}");
    Ok(())
}

/// A composition under a name of its own, until its owner takes it back.
pub fn agent(market: &Market, one: &str, two: &str) -> Result<()> {
    let ferdie = market.cli("//Ferdie");
    let prompt = market.story.files("agent", &[("prompt.txt", b"You write Rust.\n")])? + "/prompt.txt";
    let args = ["agent", "register", "duet", "--mix", one, "--mix", two, "--prompt", &prompt, "--datanet", "left"];
    let more = ["--licence", "Apache-2.0", "--owner-share", "50000"];
    let made = soon(&ferdie, &[&args[..], &more, &PRICES].concat())?;
    let weights: Vec<&Value> = list(&made, "mix")?.iter().map(|part| &part["weight_ppm"]).collect();
    ensure!(weights == [500_000, 500_000] && text(&made, "name")? == "duet", "{made}");
    let all_of_one = format!("{one}=1000000");
    soon(&ferdie, &["agent", "update", "duet", "--mix", &all_of_one, "--no-datanets"])?;
    let shown = soon(&market.cli("//User"), &["agent", "show", "duet"])?;
    ensure!(list(&shown, "mix")?.len() == 1 && list(&shown, "datanets")?.is_empty(), "{shown}");
    ensure!(shown["prompt"] == made["prompt"], "the prompt changed: {shown}");
    refused(&market.cli("//Eve"), &["agent", "retire", "duet"], "NotAgentOwner")?;
    soon(&ferdie, &["agent", "retire", "duet"])?;
    Ok(())
}

/// Stake warms up before it earns, and unbonds before it can be spent.
pub fn stake(market: &Market, version: &str) -> Result<()> {
    let eve = market.cli("//Eve");
    soon(&eve, &["stake", "add", version, "20 OPEN"])?;
    refused(&eve, &["stake", "activate", version], "NothingWarm")?;
    soon(&eve, &["stake", "remove", version, "5 OPEN"])?;
    let shown = soon(&eve, &["stake", "show"])?;
    let position = list(&shown, "positions")?.iter().find(|position| is(&position["version"], version));
    let position = position.cloned().unwrap_or_default();
    ensure!(amount(&position, "warming")? == 15 * crate::OPEN, "{shown}");
    ensure!(amount(&position["unbonding"][0], "amount")? == 5 * crate::OPEN, "{shown}");
    refused(&eve, &["stake", "withdraw", version], "NothingUnbonded")
}

/// Every version that holds what is withdrawn is flagged, and what was made from one; nothing is built on them any more.
pub fn withdrawn(market: &Market, contribution: u64, holders: &[&str]) -> Result<()> {
    let withdrawn = soon(&market.cli("//Bob"), &["contribution", "withdraw", &contribution.to_string()])?;
    ensure!(text(&withdrawn, "state")? == "removed", "{withdrawn}");
    let flagged: BTreeSet<String> =
        list(&withdrawn, "flagged")?.iter().map(|flag| flag["version"].to_string()).collect();
    ensure!(holders.iter().all(|version| flagged.contains(*version)), "{withdrawn}");
    for version in holders {
        let shown = market.version(version)?;
        ensure!(shown["flagged"]["cause"] == json!({ "contribution": contribution }), "{shown}");
    }
    refused(&market.cli("//Eve"), &["models", "fork", "too-late", "--parent", holders[0]], "ParentFlagged")
}
