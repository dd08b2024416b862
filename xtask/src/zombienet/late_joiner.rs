//! Who comes late does not replay the chain: a fresh node warps to its head, and a light client follows it knowing
//! nothing but the specification and one address.

use super::{
    chain,
    four_validators::beefy_reaches,
    network::{Network, Waiting},
    node::Node,
    Beginning,
};
use crate::{command, stage::Stages};
use anyhow::{bail, ensure, Context, Result};
use indicatif::ProgressBar;
use openledger_e2e::programs::{number, text};
use serde_json::{json, Value};
use std::{path::Path, process::Command, time::Duration};

/// Two changes of validator set are final by then: sessions here are fifty slots, some of them empty.
const OLD_ENOUGH: u32 = 110;

/// Checks all of it.
pub fn tell(beginning: &Beginning, stages: &mut Stages) -> Result<Network> {
    let mut network = beginning.network(stages, &[])?;
    stages.run("more than two sessions are final", |stage| {
        network.wait_finalized(stage, OLD_ENOUGH, Duration::from_secs(600))?;
        let (set, _) = chain::beefy_set(&network.node("alice")?.rpc())?;
        ensure!(set >= 2, "the chain is at height {OLD_ENOUGH} and still in session {set}");
        Ok(())
    })?;
    stages.run("a fresh node warps to the head", |stage| warp(&mut network, stage))?;
    stages.run("it follows best and finalized blocks", |stage| {
        let height = network.finalized()? + 10;
        network.wait_finalized(stage, height, Duration::from_secs(120))
    })?;
    stages.run("it fetches the old blocks afterwards", |stage| {
        network.wait(stage, Duration::from_secs(240), |network| {
            let erin = network.node("erin")?;
            let early = erin.rpc().block_hash(1).and_then(|hash| erin.rpc().call("chain_getBlock", json!([hash])));
            let fetched = early.is_ok_and(|block| !block["block"].is_null());
            Waiting::until(fetched, || "block 1 is not there yet".into())
        })
    })?;
    stages.run("BEEFY follows on it as on the others", |stage| beefy_reaches(&network, stage, OLD_ENOUGH))?;
    stages.run("a light client starts from genesis", |_| {
        let found = light_client(&network, &network.chain_spec(), 0)?;
        ensure!(found["warped"] == true, "the light client went through all headers instead of a proof of finality");
        Ok(())
    })?;
    stages.run("a light client starts from a checkpoint", |_| {
        let alice = network.node("alice")?.rpc();
        let from = alice.finalized()?;
        let mut spec = alice.call("sync_state_genSyncSpec", json!([true]))?;
        ensure!(!spec["lightSyncState"].is_null(), "the specification holds no checkpoint");
        spec["bootNodes"] = json!([]);
        let file = network.folder.join("checkpoint.json");
        std::fs::write(&file, serde_json::to_vec(&spec)?)?;
        // The node may have finalized more between the two questions, never less.
        light_client(&network, &file, from)?;
        Ok(())
    })?;
    Ok(network)
}

/// Starts a fifth node and sees from what it logs that it executed no old block.
fn warp(network: &mut Network, stage: &ProgressBar) -> Result<()> {
    let head = network.finalized()?;
    network.join("erin", &["--sync", "warp"])?;
    network.wait(stage, Duration::from_secs(240), |network| {
        let erin = network.node("erin")?;
        let height = erin.rpc().finalized()?;
        Waiting::until(height >= head, || format!("finalized {height} of {head}"))
    })?;
    let erin = network.node("erin")?;
    for said in ["Warp sync is complete", "State sync is complete"] {
        ensure!(said_so(erin, said)?, "{} does not say «{said}»", erin.log.display());
    }
    // The block it began with, and its state, are those that the others computed.
    let height = erin.rpc().finalized()?;
    let (hash, alice) = (erin.rpc().block_hash(height)?, network.node("alice")?.rpc());
    ensure!(alice.block_hash(height)? == hash, "erin finalized another block at {height}: {hash}");
    let question = json!([chain::VALIDATORS, hash]);
    let (here, there) =
        (erin.rpc().call("state_getStorage", question.clone())?, alice.call("state_getStorage", question)?);
    ensure!(here == there, "the state at {height} differs: {here} instead of {there}");
    Ok(())
}

fn said_so(node: &Node, words: &str) -> Result<bool> {
    let log = std::fs::read(&node.log).with_context(|| node.log.display().to_string())?;
    Ok(String::from_utf8_lossy(&log).contains(words))
}

/// Follows the chain with smoldot through one node, and compares what it proves with what a full node says.
fn light_client(network: &Network, spec: &Path, at_least: u32) -> Result<Value> {
    let alice = network.node("alice")?;
    let script = command::root().join("zombienet/light-client.js");
    let printed = command::read(Command::new("node").arg(script).arg(spec).args([&alice.address, chain::VALIDATORS]))?;
    let found: Value = serde_json::from_str(printed.trim()).context("the light client printed no JSON")?;
    for block in [&found["first"], &found["last"]] {
        let height = u32::try_from(number(block, "number")?)?;
        ensure!(height >= at_least, "the light client began at {height}, before its checkpoint {at_least}");
        ensure!(alice.rpc().finalized()? >= height, "the light client is ahead of finality at {height}");
        let hash = alice.rpc().block_hash(height)?;
        if text(block, "hash")? != hash {
            bail!("the light client finalized another block at {height}: {} instead of {hash}", block["hash"]);
        }
    }
    let known = alice.rpc().call("state_getStorage", json!([chain::VALIDATORS, found["first"]["hash"]]))?;
    ensure!(found["value"] == known, "the light client proved {}, the node says {known}", found["value"]);
    Ok(found)
}
