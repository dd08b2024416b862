//! The demo's loop where blocks are made by four validators and a worker runs beside one of them: contribute, curate,
//! train, ask, pay, verify.

use super::{
    chain,
    four_validators::beefy_reaches,
    network::{Network, Waiting},
    Beginning,
};
use crate::{
    demo::{self, DemoArguments},
    stage::Stages,
};
use anyhow::{ensure, Context, Result};
use openledger_e2e::{devnet::free_port, programs::text, Devnet, DevnetOptions};
use serde_json::json;
use std::time::Duration;

/// The worker's session key: its type in the node's keystore, and its secret.
const SESSION_KEY: (&str, &str) = ("olwk", "//Worker//olwk");

/// Checks all of it.
pub fn tell(beginning: &Beginning, stages: &mut Stages) -> Result<Network> {
    // Before the network starts: pretraining takes minutes of every core.
    let arguments = DemoArguments::default();
    let ingredients = demo::gather(&arguments, &beginning.programs, stages)?;

    let worker_port = free_port()?;
    let network = beginning.network(stages, &[("WORKER", format!("127.0.0.1:{worker_port}"))])?;
    let alice = network.node("alice")?;
    let mut devnet = stages.run("a worker answers beside alice", |_| {
        let shown = network.cli("alice", SESSION_KEY.1)?.run(["key", "show", SESSION_KEY.1])?;
        let key = json!([SESSION_KEY.0, SESSION_KEY.1, text(&shown, "public_key")?]);
        alice.rpc().call("author_insertKey", key).context("the worker's session key")?;
        let options = DevnetOptions {
            rpc_port: alice.rpc_port,
            worker_port,
            ..DevnetOptions::in_folder(&network.folder.join("demo"))
        };
        Devnet::of_running(&network.programs, options, network.folder.join("alice/data"), alice.log.clone())
    })?;
    stages.run("four validators finalise", |stage| network.wait_finalized(stage, 5, Duration::from_secs(240)))?;
    let since = alice.rpc().best()?;

    demo::travel(&arguments, &mut devnet, &ingredients, stages)?;

    stages.run("all four made its blocks and finalised them", |stage| {
        let last = alice.rpc().best()?;
        network.wait_finalized(stage, last, Duration::from_secs(120))?;
        beefy_reaches(&network, stage, last)?;
        // Older states than some 250 blocks are forgotten, and with them who validated.
        let authors = chain::authors(&alice.rpc(), since.max(last.saturating_sub(100))..=last)?;
        ensure!(authors.len() == 4, "only {} of four made blocks", authors.len());
        network.wait(stage, Duration::from_secs(10), |network| {
            let peers = network.running().map(|node| node.rpc().peers()).collect::<Result<Vec<_>>>()?;
            Waiting::until(peers.iter().all(|count| *count >= 3), || format!("peers {peers:?}"))
        })
    })?;
    Ok(network)
}
