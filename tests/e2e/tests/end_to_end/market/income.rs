//! An answer, its batch, what is demanded of it, and everybody's part.

use super::Market;
use crate::{joined, soon};
use anyhow::{ensure, Result};
use openledger_e2e::programs::{amount, list, number, text};
use serde_json::Value;
use std::{thread::scope, time::Duration};

/// Planck that rounding may leave with nobody: one for each division.
const ROUNDING: u128 = 32;

/// Answers that were paid for.
pub struct Answers {
    receipts: Vec<String>,
    fees: u128,
}

/// Lets a version answer, and signs for all of it.
pub fn ask(market: &mut Market, version: &str, times: usize) -> Result<Answers> {
    let user = market.cli("//User");
    let worker = soon(&market.cli("//Worker"), &["worker", "show"])?;
    // Vouchers are taken against what is final.
    let open = user.run(["allocate", "open", text(&worker, "worker")?, "20 OPEN"])?;
    let allocation = number(&open, "allocation")?.to_string();
    let mut answers = Answers { receipts: Vec::new(), fees: 0 };
    for seed in 0..times {
        let seed = seed.to_string();
        let args = ["complete", version, "pub fn ", "--max-tokens", "16", "--seed", &seed, "--allocation", &allocation];
        let answer = user.run(args)?;
        answers.fees += amount(&answer, "fee")?;
        answers.receipts.push(text(&answer, "receipt")?.to_string());
    }
    user.run(["allocate", "countersign", &allocation])?;
    Ok(answers)
}

/// Waits until a receipt's batch is where it should be; returns what is shown of the batch.
fn wait(market: &mut Market, receipt: &str, states: &[&str]) -> Result<Value> {
    let user = market.cli("//User");
    let mut batch = Value::Null;
    market.story.net.wait(Duration::from_secs(240), "a receipt's batch", |_| {
        batch = soon(&user, &["receipt", receipt])?["batch"].clone();
        Ok(batch["state"].as_str().is_some_and(|state| states.contains(&state)))
    })?;
    Ok(batch)
}

/// The batch with the first answer, as soon as it stands on chain.
pub fn submitted(market: &mut Market, answers: &Answers) -> Result<u64> {
    number(&wait(market, &answers.receipts[0], &["submitted"])?, "id")
}

/// Whatever is demanded of a batch, the worker's node shows by itself; it costs the challenger, and the worker nothing.
/// Returns what the challenger lost.
pub fn demand(market: &mut Market, batch: u64) -> Result<u128> {
    let (eve, batch) = (market.cli("//Eve"), batch.to_string());
    let before = soon(&eve, &["worker", "show", "//Worker"])?;
    let mut lost = 0;
    for part in [&["receipt", "0"][..], &["query", "0"], &["line", "0"], &["weight", "0", "0"]] {
        lost += amount(&soon(&eve, &[&["demand", &batch], part].concat())?, "bond")?;
    }
    let mut disputes = Value::Null;
    market.story.net.wait(Duration::from_secs(60), "the node to show what is demanded", |_| {
        disputes = soon(&eve, &["disputes"])?;
        Ok(list(&disputes, "demands")?.is_empty())
    })?;
    ensure!(list(&disputes, "void")?.is_empty(), "an honest batch is void: {disputes}");
    let nothing = soon(&eve, &["reveal", &batch]);
    ensure!(nothing.is_err_and(|failure| failure.code == 4), "there was something left to show");
    let after = soon(&eve, &["worker", "show", "//Worker"])?;
    ensure!(after["bond"] == before["bond"], "the worker lost a part of its bond: {before} {after}");

    let audit = soon(&eve, &["audit", &batch])?;
    ensure!(audit["honest"] == true && list(&audit, "unchecked")?.is_empty(), "{audit}");
    ensure!(number(&audit, "scores_computed")? > 0 && number(&audit, "lines_computed")? > 0, "{audit}");
    Ok(lost)
}

/// What came in goes out: to worker and platform, to three builders and the base's, to the contributors of both datanets,
/// and to those who paid for a parent's training. `lost`: what a challenger lost to worker and platform.
pub fn everyone_is_paid(market: &mut Market, answers: &Answers, lost: u128, backed: &str) -> Result<()> {
    for receipt in &answers.receipts {
        wait(market, receipt, &["matured"])?;
    }
    let claim = |account: &str, more: &[&str]| -> Result<u128> {
        let paid = amount(&soon(&market.cli(account), &[&["claim"], more].concat())?, "paid")?;
        ensure!(paid > 0, "{account} got nothing");
        Ok(paid)
    };
    let together = |accounts: &[&'static str]| -> Result<u128> {
        scope(|scope| {
            let threads: Vec<_> = accounts.iter().map(|account| scope.spawn(|| claim(account, &[]))).collect();
            threads.into_iter().map(joined).sum()
        })
    };
    let mut paid = claim("//Bob", &["--platform"])?;
    // Builders settle what a version owes their own; contributors take what comes of it.
    paid += together(&["//Worker", "//Dave", "//Builder", "//Ferdie", "//Alice"])?;
    paid += together(&["//Bob", "//Charlie"])?;
    let backers = ["//Eve", "//Curator"]
        .map(|backer| -> Result<u128> { amount(&soon(&market.cli(backer), &["stake", "claim", backed])?, "paid") });
    let [most, least] = backers;
    let (most, least) = (most?, least?);
    ensure!(least > 0 && most.abs_diff(3 * least) <= 3, "of 6 and 2 OPEN, backers got {most} and {least}");
    paid += most + least;
    let came = answers.fees + lost;
    ensure!(paid <= came && came - paid <= ROUNDING, "{came} planck came in, {paid} went out");

    for account in ["//Bob", "//Charlie"] {
        let again = amount(&soon(&market.cli(account), &["claim"])?, "paid")?;
        ensure!(again == 0, "{account} was paid twice");
    }
    explained(market, answers)
}

/// A contributor sees which answers earned the money, and anybody can check each link of one.
fn explained(market: &Market, answers: &Answers) -> Result<()> {
    let mut named = 0;
    for id in &market.given {
        let history = soon(&market.cli("//Bob"), &["earnings", "history", &id.to_string()])?;
        ensure!(text(&history, "unexplained")? == "0", "{history}");
        for answer in list(&history, "answers")? {
            let receipt = text(answer, "receipt")?.to_string();
            ensure!(answer["claimed"] == true && answers.receipts.contains(&receipt), "{history}");
            named += 1;
        }
    }
    ensure!(named > 0, "no contribution knows which answer it was paid for");

    let (user, receipt) = (market.cli("//User"), &answers.receipts[0]);
    let files = market.story.folder.path().join("evidence").to_string_lossy().into_owned();
    user.run(["verify", receipt, "--fetch", &files])?;
    let verified = user.run(["verify", receipt, "--files", &files])?;
    ensure!(verified["verified"] == true, "{verified}");
    Ok(())
}
