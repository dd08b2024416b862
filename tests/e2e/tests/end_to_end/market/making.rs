//! Versions: trained for one, paid for by several, forked, merged, made again by another worker, brought from elsewhere.

use super::{is, Market, MAKING, PRICES};
use crate::{refused, soon};
use anyhow::{ensure, Context, Result};
use openledger_e2e::{
    programs::{amount, number, text},
    validator::wait,
};
use serde_json::json;

const LICENCE: [&str; 2] = ["--licence", "Apache-2.0"];

/// Asks for one training, and proposes another on data that costs a fee, for which two people pay.
pub fn request(market: &Market) -> Result<(String, String)> {
    let plan = |slug: &'static str, datanet: &'static str, royalty: &'static str| {
        let args = [slug, "--parent", "tiny", "--datanet", datanet, "--recipe", &market.recipe, "--royalty", royalty];
        [&args[..], &LICENCE, &PRICES].concat().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let run = |account: &str, command: &[&str], plan: &[String], more: &[&str]| {
        let plan: Vec<&str> = plan.iter().map(String::as_str).collect();
        soon(&market.cli(account), &[command, &plan[..], more].concat())
    };
    let one = run("//Builder", &["train"], &plan("one", "left", "100000"), &[])?;
    ensure!(text(&one, "state")? == "training", "{one}");

    soon(&market.cli("//Alice"), &["datanet", "access", "set", "right", "--fee", "5 OPEN"])?;
    let two = run("//Ferdie", &["fund", "propose"], &plan("two", "right", "50000"), &["--goal", "8 OPEN"])?;
    ensure!(text(&two, "state")? == "funding", "{two}");
    let version = number(&two, "version")?.to_string();
    let add = |account: &str, amount: &str| soon(&market.cli(account), &["fund", "add", &version, amount]);
    ensure!(text(&add("//Eve", "6 OPEN")?, "state")? == "funding", "it began before the goal was reached");
    let last = add("//Curator", "30 OPEN")?;
    ensure!(text(&last, "state")? == "training", "{last}");
    ensure!(amount(&last, "amount")? == 2 * crate::OPEN, "more was taken than was missing: {last}");
    Ok((number(&one, "version")?.to_string(), version))
}

/// Two adapters by weight; asked for, not waited for.
pub fn merge(market: &Market, one: &str, two: &str) -> Result<String> {
    let (first, second) = (format!("{one}=600000"), format!("{two}=400000"));
    let args = ["models", "merge", "mixed", "--parent", &first, "--parent", &second, "--royalty", "20000"];
    let merged = soon(&market.cli("//Dave"), &[&args[..], &LICENCE, &PRICES].concat())?;
    ensure!(text(&merged, "kind")? == "merge", "{merged}");
    Ok(number(&merged, "version")?.to_string())
}

/// The parent's files under another name and at another price, in service at once.
pub fn fork(market: &Market, parent: &str) -> Result<String> {
    let eve = market.cli("//Eve");
    let fork = soon(&eve, &[&["models", "fork", "other-one", "--parent", parent][..], &PRICES].concat())?;
    let made = market.version(parent)?;
    ensure!(fork["adapter"] == made["adapter"] && is(&fork["source"], parent), "{fork}");
    let version = number(&fork, "version")?.to_string();
    soon(&eve, &["deploy", &version])?;
    let priced = soon(&eve, &["models", "prices", "other-one", "--output-price", "3 OPEN"])?;
    ensure!(
        amount(&priced, "output_price")? == 3 * crate::OPEN && priced["input_price"] == fork["input_price"],
        "{priced}"
    );
    Ok(version)
}

/// An exact copy of a known adapter is refused; one that differs by a bit is measured as nobody's work here.
pub fn import(market: &Market, known: &str) -> Result<String> {
    let known = market.version(known)?;
    let read = |field: &str| -> Result<Vec<u8>> {
        let path = market.story.net.content(text(&known, field)?);
        std::fs::read(&path).with_context(|| path.display().to_string())
    };
    let (mut weights, config) = (read("adapter")?, read("adapter_config")?);
    let import = |name: &str, weights: &[u8]| -> Result<Vec<String>> {
        let files = [("adapter_model.safetensors", weights), ("adapter_config.json", &config[..])];
        let folder = market.story.files(name, &files)?;
        let args = ["models", "import", "foreign", &folder, "--base", "tiny", "--datanet", "left"];
        let args = [&args[..], &["--recipe", &market.recipe], &LICENCE, &PRICES].concat();
        Ok(args.into_iter().map(str::to_owned).collect())
    };
    let bob = market.cli("//Bob");
    let copy = import("copy", &weights)?;
    refused(&bob, &copy.iter().map(String::as_str).collect::<Vec<_>>(), "KnownAdapter")?;
    // The lowest bit of the last number's mantissa: the file ends with little-endian floats.
    let last = weights.len().checked_sub(4).context("no number")?;
    *weights.get_mut(last).context("no number")? ^= 1;
    let foreign = import("foreign", &weights)?;
    let made = soon(&bob, &foreign.iter().map(String::as_str).collect::<Vec<_>>())?;
    ensure!(text(&made, "kind")? == "external" && made["verified"] == false, "{made}");
    Ok(number(&made, "version")?.to_string())
}

/// It is measured like any other, and yet only governance may let it into service; who finds it to be a copy says so.
pub fn measured_but_not_approved(market: &Market, foreign: &str, known: &str) -> Result<()> {
    let (bob, eve) = (market.cli("//Bob"), market.cli("//Eve"));
    wait("the imported adapter to be measured", MAKING, || {
        Ok(soon(&bob, &["models", "show", foreign])?["state"] == "proposed")
    })?;
    ensure!(market.version(foreign)?["metrics"].is_object(), "it was not measured");
    refused(&bob, &["deploy", foreign], "NotApproved")?;
    let challenged = soon(&eve, &["models", "challenge", foreign, known])?;
    ensure!(is(&challenged["copy_of"], known), "{challenged}");
    ensure!(market.version(foreign)?["challenge"]["bond"] == challenged["bond"], "the challenge is not shown");
    Ok(())
}

/// A second worker, whose session key the same node keeps, makes the merge again and finds the same bits.
pub fn made_again(market: &Market, merged: &str) -> Result<()> {
    let charlie = market.cli("//Charlie");
    let register = ["worker", "register", "--session-suri", "//Charlie//olwk", "--bond", "3000 OPEN"];
    let registered = soon(&charlie, &register)?;
    // It judges nothing and trains nothing here: one kind of job is enough.
    soon(&charlie, &["worker", "capabilities", "--kind", "reproduce"])?;
    let key = json!(["olwk", "//Charlie//olwk", text(&registered, "session_key")?]);
    market.story.net.rpc().call("author_insertKey", key)?;
    let again = ["models", "reproduce", merged, "--wait", "--timeout", "200"];
    let made = soon(&market.cli("//User"), &again)?;
    ensure!(text(&made, "outcome")? == "verified", "{made}");
    ensure!(market.version(merged)?["verified"] == true, "nobody is told that it was verified");
    refused(&market.cli("//User"), &["models", "reproduce", merged], "AlreadyVerified")
}

/// A fork is taken out of service; its parent is trained again by the same recipe on what is left of the data, as the
/// model's next number.
pub fn train_again(market: &Market, version: &str, fork: &str) -> Result<()> {
    soon(&market.cli("//Eve"), &["models", "deprecate", fork])?;
    ensure!(market.version(fork)?["state"] == "deprecated", "the fork is still in service");
    let builder = market.cli("//Builder");
    let again = soon(&builder, &["models", "retrain", version])?;
    ensure!(is(&again["instead_of"], version) && text(&again, "state")? == "training", "{again}");
    let (old, new) = (market.version(version)?, number(&again, "version")?.to_string());
    ensure!(again["recipe"] == old["recipe"] && number(&again, "number")? == number(&old, "number")? + 1, "{again}");
    let lineage = soon(&builder, &["lineage", &new])?;
    ensure!(number(&lineage["snapshots"][0], "removed")? == 1, "it is trained on what was withdrawn: {lineage}");
    Ok(())
}
