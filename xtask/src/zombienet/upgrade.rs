//! A new runtime is voted in while four validators run, migrates state over several blocks, and bad code is refused.

use super::{
    chain,
    four_validators::beefy_reaches,
    network::{Network, Waiting},
    referendum, Beginning,
};
use crate::stage::Stages;
use anyhow::{bail, ensure, Context, Result};
use openledger_e2e::{programs::number, rehearsal};
use std::time::Duration;

/// Checks all of it.
pub fn tell(beginning: &Beginning, stages: &mut Stages) -> Result<Network> {
    let network = beginning.network(stages, &[])?;
    let minute = Duration::from_secs(60);
    let wasm = rehearsal::copied(&network.programs, &network.folder)?;
    let alice = network.node("alice")?.rpc();

    stages.run("four validators finalise", |stage| network.wait_finalized(stage, 5, 4 * minute))?;
    let before = alice.spec_version()?;
    ensure!(rehearsal::counted(&alice)?.is_null(), "the migration has run already");
    let mut index = String::new();
    stages.run("the new runtime's hash is voted for", |stage| {
        index = referendum::propose(&network, stage, &["upgrade", &wasm])?;
        referendum::enacted(&network, stage, &index)
    })?;
    let mut since = 0;
    stages.run("its code is applied and migrates state", |stage| {
        stage.set_message("waiting for the new version");
        let applied = network.cli("alice", "//Alice")?.run(["gov", "enact", &index, "--wasm", &wasm])?;
        let version = number(&applied, "spec_version")?;
        ensure!(version == before + 1, "version {before} became {version}");
        since = alice.best()?;
        Ok(())
    })?;
    stages.run("all four run it, and none had to restart", |stage| {
        network.wait(stage, minute, |network| {
            let nodes = network.running().map(|node| node.rpc().spec_version()).collect::<Result<Vec<_>>>()?;
            Waiting::until(nodes.iter().all(|version| *version == before + 1), || format!("versions {nodes:?}"))
        })?;
        network.running().try_for_each(|node| rehearsal::check_migrated(&node.rpc()).with_context(|| node.name.clone()))
    })?;
    stages.run("production, finality and BEEFY go on", |stage| goes_on(&network, stage, since))?;
    stages.run("WebAssembly that is no runtime is refused", |stage| {
        let garbage = rehearsal::garbage(&network.folder)?;
        let index = referendum::propose(&network, stage, &["upgrade", &garbage])?;
        referendum::enacted(&network, stage, &index)?;
        let Err(refused) = network.cli("alice", "//Alice")?.run(["gov", "enact", &index, "--wasm", &garbage]) else {
            bail!("WebAssembly without a version became the runtime");
        };
        ensure!(refused.to_string().contains("FailedToExtractRuntimeVersion"), "refused for another reason: {refused}");
        ensure!(alice.spec_version()? == before + 1, "the version changed");
        Ok(())
    })?;
    stages.run("and the chain goes on", |stage| goes_on(&network, stage, alice.best()?))?;
    Ok(network)
}

fn goes_on(network: &Network, stage: &indicatif::ProgressBar, since: u32) -> Result<()> {
    network.wait_finalized(stage, since + 10, Duration::from_secs(180))?;
    beefy_reaches(network, stage, since + 5)?;
    let alice = network.node("alice")?.rpc();
    network.wait(stage, Duration::from_secs(120), |_| {
        let authors = chain::authors(&alice, since + 1..=alice.best()?)?;
        Waiting::until(authors.len() == 4, || format!("{} of four make blocks", authors.len()))
    })
}
