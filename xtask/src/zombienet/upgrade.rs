//! A new runtime is voted in while four validators run, migrates state over several blocks, and bad code is refused.

use super::{
    chain,
    four_validators::beefy_reaches,
    network::{Network, Waiting},
    referendum, Beginning,
};
use crate::stage::Stages;
use anyhow::{bail, ensure, Context, Result};
use openledger_e2e::{programs::number, rpc::Rpc, Programs};
use serde_json::{json, Value};
use std::{path::PathBuf, time::Duration};

/// `System::Account`, whose entries the rehearsal's migration counts; and where it keeps their number.
const ACCOUNTS: &str = "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9";
const COUNTED_ACCOUNTS: &str = "0x1fd70d4e9a0089223bbc8bdc269495638c9e81846c577ecb4577c1724cb8f1b5";

/// The runtime at version + 1 that a development build makes beside its own.
fn rehearsal(programs: &Programs) -> PathBuf {
    programs.path("wbuild/openledger-runtime/openledger_runtime_rehearsal.wasm")
}

/// Fails unless the migration has counted every account.
fn check_migrated(rpc: &Rpc) -> Result<()> {
    let accounts = rpc.call("state_getKeysPaged", json!([ACCOUNTS, 1_000]))?;
    let accounts = u32::try_from(accounts.as_array().context("a list of keys")?.len())?;
    let counted = rpc.call("state_getStorage", json!([COUNTED_ACCOUNTS]))?;
    let expected = format!("0x{}", hex::encode(accounts.to_le_bytes()));
    ensure!(counted == expected, "the migration counted {counted}, there are {accounts} accounts ({expected})");
    Ok(())
}

/// Checks all of it.
pub fn tell(beginning: &Beginning, stages: &mut Stages) -> Result<Network> {
    let network = beginning.network(stages, &[])?;
    let minute = Duration::from_secs(60);
    let built = rehearsal(&network.programs);
    ensure!(built.exists(), "{} is missing; a development build of the runtime makes it", built.display());
    // The command line keeps what it compresses beside the file.
    let wasm = network.folder.join("rehearsal.wasm");
    std::fs::copy(&built, &wasm).with_context(|| built.display().to_string())?;
    let wasm = wasm.to_string_lossy().into_owned();
    let alice = network.node("alice")?.rpc();

    stages.run("four validators finalise", |stage| network.wait_finalized(stage, 5, 4 * minute))?;
    let before = chain::spec_version(&alice)?;
    ensure!(storage(&alice, COUNTED_ACCOUNTS)?.is_null(), "the migration has run already");
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
            let nodes = network.running().map(|node| chain::spec_version(&node.rpc())).collect::<Result<Vec<_>>>()?;
            Waiting::until(nodes.iter().all(|version| *version == before + 1), || format!("versions {nodes:?}"))
        })?;
        network.running().try_for_each(|node| check_migrated(&node.rpc()).with_context(|| node.name.clone()))
    })?;
    stages.run("production, finality and BEEFY go on", |stage| goes_on(&network, stage, since))?;
    stages.run("WebAssembly that is no runtime is refused", |stage| {
        let garbage = network.folder.join("garbage.wasm");
        std::fs::write(&garbage, b"\0asm\x01\0\0\0")?;
        let garbage = garbage.to_string_lossy().into_owned();
        let index = referendum::propose(&network, stage, &["upgrade", &garbage])?;
        referendum::enacted(&network, stage, &index)?;
        let Err(refused) = network.cli("alice", "//Alice")?.run(["gov", "enact", &index, "--wasm", &garbage]) else {
            bail!("WebAssembly without a version became the runtime");
        };
        ensure!(refused.to_string().contains("FailedToExtractRuntimeVersion"), "refused for another reason: {refused}");
        ensure!(chain::spec_version(&alice)? == before + 1, "the version changed");
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

fn storage(rpc: &Rpc, key: &str) -> Result<Value> {
    rpc.call("state_getStorage", json!([key]))
}
