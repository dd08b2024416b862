//! Four validators make blocks, finalise them, and sign them for other chains, across a change of session.

use super::{
    chain,
    network::{Network, Waiting},
    Beginning,
};
use crate::stage::Stages;
use anyhow::{ensure, Result};
use std::time::Duration;

/// Checks all of it.
pub fn tell(beginning: &Beginning, stages: &mut Stages) -> Result<Network> {
    let network = beginning.network(stages, &[])?;
    stages.run("every node knows the other three", |stage| {
        network.wait(stage, Duration::from_secs(120), |network| {
            let peers = network.running().map(|node| node.rpc().peers()).collect::<Result<Vec<_>>>()?;
            Waiting::until(peers.iter().all(|count| *count >= 3), || format!("peers {peers:?}"))
        })
    })?;
    stages.run("twenty blocks, fifteen of them final", |stage| {
        network.wait(stage, Duration::from_secs(240), |network| {
            let heights = network.running().map(|node| node.rpc().best()).collect::<Result<Vec<_>>>()?;
            Waiting::until(heights.iter().all(|at| *at >= 20), || format!("best {heights:?} of 20"))
        })?;
        network.wait_finalized(stage, 15, Duration::from_secs(120))
    })?;
    stages.run("each of the four has made some", |stage| {
        // Slots are drawn by lot: a validator may have none for a while.
        network.wait(stage, Duration::from_secs(120), |network| {
            let rpc = network.node("alice")?.rpc();
            let authors = chain::authors(&rpc, 1..=rpc.best()?)?;
            Waiting::until(authors.len() == 4, || format!("{} of four so far", authors.len()))
        })
    })?;
    stages.run("BEEFY follows finality on all of them", |stage| beefy_reaches(&network, stage, 8))?;
    stages.run("the second session begins", |stage| {
        network.wait(stage, Duration::from_secs(300), |network| {
            let sets = network.running().map(beefy_set).collect::<Result<Vec<_>>>()?;
            Waiting::until(sets.iter().all(|id| *id >= 1), || format!("BEEFY validator sets {sets:?}"))
        })?;
        let (id, keys) = chain::beefy_set(&network.node("alice")?.rpc())?;
        ensure!(id >= 1 && keys.len() == 4, "BEEFY's set {id} has {} validators", keys.len());
        Ok(())
    })?;
    stages.run("finality and BEEFY go on in it", |stage| {
        let height = network.finalized()? + 10;
        network.wait_finalized(stage, height, Duration::from_secs(180))?;
        beefy_reaches(&network, stage, height)
    })?;
    Ok(network)
}

/// Until BEEFY has signed this height on every running node.
pub fn beefy_reaches(network: &Network, stage: &indicatif::ProgressBar, height: u32) -> Result<()> {
    network.wait(stage, Duration::from_secs(240), |network| {
        let heights = network.running().map(|node| node.beefy_best()).collect::<Result<Vec<_>>>()?;
        Waiting::until(heights.iter().all(|at| *at >= height), || format!("signed {heights:?} of {height}"))
    })
}

/// The BEEFY validator set a node's own voter is in.
fn beefy_set(node: &super::node::Node) -> Result<u64> {
    Ok(node.metric("substrate_beefy_validator_set_id", "")? as u64)
}
