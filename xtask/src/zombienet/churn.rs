//! Validators come, go, die and change their keys, and the chain goes on.
//!
//! Charlie is killed and comes back, Eve is voted in with a node that has just joined, Dave is voted out, Bob replaces
//! his keys. Two sessions later blocks, finality and BEEFY are in the hands of Alice, Bob, Charlie and Eve.

use super::{
    chain::{self, Hex},
    four_validators::beefy_reaches,
    network::{Network, Waiting},
    referendum, Beginning,
};
use crate::stage::Stages;
use anyhow::{ensure, Context, Result};
use openledger_e2e::programs::text;
use serde_json::{json, Value};
use std::{collections::BTreeSet, time::Duration};

/// Where BEEFY's key is among session keys one after another: BABE's and GRANDPA's are before it.
const BEEFY_KEY: std::ops::Range<usize> = 64..97;

/// Checks all of it.
pub fn tell(beginning: &Beginning, stages: &mut Stages) -> Result<Network> {
    let mut network = beginning.network(stages, &[])?;
    let minute = Duration::from_secs(60);
    let mut away = 0;
    stages.run("four validators finalise", |stage| network.wait_finalized(stage, 5, 4 * minute))?;
    let (first_set, first_keys) = chain::beefy_set(&network.node("alice")?.rpc())?;
    stages.run("charlie is killed, three go on", |stage| {
        network.node_mut("charlie")?.kill()?;
        away = network.finalized()?;
        network.wait_finalized(stage, away + 10, 3 * minute)?;
        beefy_reaches(&network, stage, away + 5)
    })?;
    stages.run("charlie comes back and catches up", |stage| {
        network.node_mut("charlie")?.start_again()?;
        let height = network.node("alice")?.rpc().finalized()?;
        network.wait_finalized(stage, height + 3, 3 * minute)?;
        beefy_reaches(&network, stage, away + 5)
    })?;
    stages.run("a fifth node joins", |stage| {
        network.join("eve", &["--validator"])?;
        // Its pool of transactions judges by old blocks until it has caught up and follows.
        let height = network.node("alice")?.rpc().finalized()? + 5;
        network.wait_finalized(stage, height, 3 * minute)?;
        network.wait(stage, minute, |network| {
            let health = network.node("eve")?.rpc().call("system_health", json!([]))?;
            Waiting::until(health["isSyncing"] == false, || format!("{health}"))
        })
    })?;
    let mut new_keys = Vec::new();
    stages.run("eve sets keys and bonds, bob rotates his", |_| {
        new_keys.push(beefy_key(&network.cli("eve", "//Eve")?.run(["validator", "add"])?)?);
        new_keys.push(beefy_key(&network.cli("bob", "//Bob//stash")?.run(["validator", "rotate-keys"])?)?);
        Ok(())
    })?;
    stages.run("eve is voted in, dave is voted out", |stage| {
        let dave = address(&network, "//Dave//stash")?;
        let comes = referendum::propose(&network, stage, &["add-validator", &address(&network, "//Eve")?])?;
        let goes = referendum::propose(&network, stage, &["remove-validator", &dave])?;
        referendum::enacted(&network, stage, &comes)?;
        referendum::enacted(&network, stage, &goes)
    })?;
    let expected = ["//Alice//stash", "//Bob//stash", "//Charlie//stash", "//Eve"];
    let expected = expected.iter().map(|who| account(&network, who)).collect::<Result<BTreeSet<_>>>()?;
    let mut since = 0;
    stages.run("the session after next is theirs", |stage| {
        network.wait(stage, 6 * minute, |network| {
            let rpc = network.node("alice")?.rpc();
            since = rpc.best()?;
            let (now, (set, keys)) = (chain::session_validators(&rpc)?, chain::beefy_set(&rpc)?);
            let theirs = now.iter().cloned().collect::<BTreeSet<_>>() == expected;
            let signing = theirs && new_keys.iter().all(|key| keys.contains(key));
            Waiting::until(signing, || format!("block {since}, BEEFY set {set}, {} validators", now.len()))
        })?;
        let (set, keys) = chain::beefy_set(&network.node("alice")?.rpc())?;
        ensure!(set > first_set && keys.len() == 4, "BEEFY's set {set} has {} keys", keys.len());
        let old = first_keys.iter().filter(|key| keys.contains(key)).count();
        ensure!(old == 2, "{old} of the first keys are left; only Alice and Charlie keep theirs");
        Ok(())
    })?;
    stages.run("they make the blocks, dave makes none", |stage| {
        network.wait(stage, 3 * minute, |network| {
            let rpc = network.node("alice")?.rpc();
            let authors = chain::authors(&rpc, since..=rpc.best()?)?;
            ensure!(authors.is_subset(&expected), "somebody else made a block");
            Waiting::until(authors == expected, || format!("{} of four so far", authors.len()))
        })
    })?;
    stages.run("finality and BEEFY go on with the new set", |stage| {
        let height = network.finalized()?.max(since) + 10;
        network.wait_finalized(stage, height, 3 * minute)?;
        beefy_reaches(&network, stage, height)
    })?;
    Ok(network)
}

/// The new BEEFY key among the session keys that the command line printed.
fn beefy_key(answer: &Value) -> Result<Hex> {
    let keys = hex::decode(text(answer, "keys")?.trim_start_matches("0x"))?;
    Ok(hex::encode(keys.get(BEEFY_KEY).context("session keys are too short")?))
}

fn address(network: &Network, secret: &str) -> Result<String> {
    Ok(text(&network.cli("alice", secret)?.run(["key", "show", secret])?, "address")?.into())
}

fn account(network: &Network, secret: &str) -> Result<Hex> {
    let shown = network.cli("alice", secret)?.run(["key", "show", secret])?;
    Ok(text(&shown, "public_key")?.trim_start_matches("0x").into())
}
