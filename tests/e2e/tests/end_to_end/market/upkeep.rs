//! What makes the market go on: rules that are voted for, files that are paid to be kept, and what a worker offers.

use super::Market;
use crate::{refused, soon};
use anyhow::{ensure, Result};
use openledger_e2e::{
    programs::{amount, list, number, text},
    referendum,
    validator::wait,
};
use std::time::Duration;

/// `compute.setMarketRules` as SCALE: what declining costs, how long jobs wait and are remembered, eight blocks in which a
/// keeper has to prove once, and what it costs not to.
const KEEPERS_PROVE_OFTEN: &str = "0x330cd0070000c0a80000c0a800000800000010270000";

/// Half an OPEN.
const HALF: u128 = crate::OPEN / 2;

/// Gives backers a part of every income, and makes the periods of kept files short enough to see one end.
pub fn decide(market: &Market) -> Result<()> {
    let alice = market.cli("//Alice");
    let economics = ["standard", "economics", "stakers=10%", "data=35%"];
    let rules = ["call", KEEPERS_PROVE_OFTEN, "--track", "protocol_parameters"];
    let decided = [referendum::propose(&alice, &economics)?, referendum::propose(&alice, &rules)?];
    decided.iter().try_for_each(|index| referendum::enacted(&alice, index))
}

/// Somebody pays for a contribution's data to be kept, and the worker keeps it; when a period has ended, it shows the leaf
/// that is asked of it and is paid; then nobody pays any more.
pub fn keep(market: &Market, contribution: u64) -> Result<()> {
    let (user, worker) = (market.cli("//User"), market.cli("//Worker"));
    let args = ["storage", "pin", "--contribution", &contribution.to_string(), "--pay", "0.5 OPEN", "--periods", "9"];
    let pinned = soon(&user, &args)?;
    let pin = number(&pinned, "pin")?.to_string();
    ensure!(amount(&pinned, "fund")? == 9 * HALF, "{pinned}");
    let kept = soon(&worker, &["storage", "offer", &pin])?;
    ensure!(list(&kept, "keepers")?.len() == 1, "{kept}");
    // At once: whoever waits a period longer has lost a part of its bond.
    wait("a keeper to be asked for a leaf", Duration::from_secs(90), || {
        let proved = soon(&worker, &["storage", "prove", &pin])?;
        Ok(list(&proved, "proved")?.first().is_some_and(|proof| proof["paid"] == HALF.to_string()))
    })?;
    let listed = soon(&user, &["storage", "list", "--mine"])?;
    ensure!(listed["pins"][0]["fund"] == (8 * HALF).to_string(), "{listed}");
    let ended = soon(&user, &["storage", "unpin", &pin])?;
    ensure!(text(&ended, "state")? == "ended" && amount(&ended, "returned")? == 8 * HALF, "{ended}");
    Ok(())
}

/// A worker says what it does, and for how much, and takes a part of its bond out of the draw.
pub fn offers(market: &Market) -> Result<()> {
    let charlie = market.cli("//Charlie");
    let priced = soon(&charlie, &["worker", "price", "heavy", "3 OPEN"])?;
    ensure!(amount(&priced, "heavy_price")? == 3 * crate::OPEN, "{priced}");
    let paused = soon(&charlie, &["worker", "capabilities", "--pause"])?;
    ensure!(list(&paused, "kinds")?.is_empty(), "{paused}");
    let bonded = soon(&charlie, &["worker", "bond", "500 OPEN"])?;
    ensure!(amount(&bonded, "bond")? == 3_500 * crate::OPEN, "{bonded}");
    let unbonding = soon(&charlie, &["worker", "unbond", "1000 OPEN"])?;
    ensure!(amount(&unbonding, "bond")? == 2_500 * crate::OPEN, "{unbonding}");
    refused(&charlie, &["worker", "unbond", "1600 OPEN"], "BondTooSmall")?;
    refused(&charlie, &["worker", "withdraw"], "NothingUnbonded")?;
    let shown = soon(&charlie, &["worker", "show"])?;
    ensure!(shown["unbonding"][0]["until"] == unbonding["until"] && text(&shown, "state")? == "active", "{shown}");
    Ok(())
}
