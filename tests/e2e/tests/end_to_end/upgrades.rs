//! The runtime is upgraded by vote while the node runs; code that is no runtime is refused; and a migration that fails
//! brings the code before back.

use anyhow::{bail, ensure, Result};
use openledger_e2e::{programs::number, referendum, rehearsal, Devnet, DevnetOptions, Programs};
use serde_json::{json, Value};
use std::time::Duration;

/// xxHash-128 of `Upgrades`, with `:__STORAGE_VERSION__:` and with `Previous`.
const STORAGE_VERSION: &str = "0x1fd70d4e9a0089223bbc8bdc269495634e7b9012096b41c4eb3aaf947f6ea429";
const PREVIOUS: &str = "0x1fd70d4e9a0089223bbc8bdc269495637b3335e715725d9dc3f4734f88bd0321";

/// Proposes, votes, and waits until what was decided has been done; returns the referendum.
fn decide(net: &Devnet, proposal: &[&str]) -> Result<String> {
    let alice = net.cli("//Alice");
    let index = referendum::propose(&alice, proposal)?;
    referendum::enacted(&alice, &index)?;
    Ok(index)
}

/// Proposes new code, votes, and brings it.
fn upgrade(net: &Devnet, wasm: &str) -> Result<Value> {
    let index = decide(net, &["upgrade", wasm])?;
    Ok(net.cli("//Alice").run(["gov", "enact", &index, "--wasm", wasm])?)
}

/// Whether nothing is left of the code before.
fn nothing_kept(net: &Devnet) -> Result<bool> {
    Ok(net.rpc().call("state_getStorage", json!([PREVIOUS]))?.is_null())
}

fn code_hash(net: &Devnet) -> Result<Value> {
    // `:code`
    net.rpc().call("state_getStorageHash", json!(["0x3a636f6465"]))
}

/// `system.set_storage` of the version that the upgrades' pallet says its state has, as SCALE.
fn set_storage_version(version: u8) -> String {
    let key = STORAGE_VERSION.trim_start_matches("0x");
    format!("0x000404{:02x}{key}08{version:02x}00", 32 << 2)
}

#[test]
fn the_runtime_is_upgraded_by_vote_and_bad_upgrades_leave_the_chain_as_it_was() -> Result<()> {
    // Beside other stories: it waits for blocks, and computes next to nothing.
    let folder = tempfile::tempdir()?;
    let programs = Programs::beside_current()?;
    let mut net = Devnet::start_without_worker(&programs, DevnetOptions::in_folder(folder.path()))?;
    let wasm = &rehearsal::copied(&programs, folder.path())?;
    let (before, code) = (net.rpc().spec_version()?, code_hash(&net)?);

    // WebAssembly that is no runtime.
    let Err(refused) = upgrade(&net, &rehearsal::garbage(folder.path())?) else {
        bail!("WebAssembly without a version became the runtime");
    };
    ensure!(refused.to_string().contains("FailedToExtractRuntimeVersion"), "{refused}");
    ensure!(code_hash(&net)? == code, "the code changed");
    net.wait_finalized(2)?;

    // State that the migration does not expect.
    decide(&net, &["call", &set_storage_version(9), "--track", "root"])?;
    let Err(taken_back) = upgrade(&net, wasm) else { bail!("a migration that fails was no failure") };
    ensure!(taken_back.to_string().contains("migration"), "{taken_back}");
    ensure!(net.rpc().spec_version()? == before, "the version is {}", net.rpc().spec_version()?);
    ensure!(code_hash(&net)? == code, "the code before is not back");
    ensure!(nothing_kept(&net)? && rehearsal::counted(&net.rpc())?.is_null(), "something was left");
    net.wait_finalized(2)?;

    // The same code, once the state is what it was made for.
    decide(&net, &["call", &set_storage_version(1), "--track", "root"])?;
    let upgraded = upgrade(&net, wasm)?;
    ensure!(number(&upgraded, "spec_version")? == before + 1, "{upgraded}");
    ensure!(net.rpc().spec_version()? == before + 1 && code_hash(&net)? != code, "the code did not change");
    rehearsal::check_migrated(&net.rpc())?;
    ensure!(nothing_kept(&net)?, "the code before is still kept");

    // Transactions go on, signed for the new version.
    let datanet =
        ["datanet", "create", "after", "--kind", "text", "--quorum", "1", "--threshold", "1", "--licence", "MIT"];
    number(&net.cli("//Bob").run(datanet)?, "datanet")?;
    net.wait(Duration::from_secs(60), "finality", |net| Ok(net.rpc().finalized()? + 4 >= net.rpc().best()?))
}
