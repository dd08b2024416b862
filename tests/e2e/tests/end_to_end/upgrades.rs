//! The runtime is upgraded by vote while the node runs; code that is no runtime is refused; and a migration that fails
//! brings the code before back.

use anyhow::{bail, ensure, Context, Result};
use openledger_e2e::{programs::number, Devnet, DevnetOptions, Programs};
use serde_json::{json, Value};
use std::time::Duration;

/// Who votes: enough of all OPEN for the track `root` to decide early.
const VOTERS: [&str; 6] = ["//Alice", "//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie"];
/// xxHash-128 of `System` and `Account`: where accounts are.
const ACCOUNTS: &str = "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9";
/// Of `Upgrades`, with `:__STORAGE_VERSION__:`, `CountedAccounts` and `Previous`.
const STORAGE_VERSION: &str = "0x1fd70d4e9a0089223bbc8bdc269495634e7b9012096b41c4eb3aaf947f6ea429";
const COUNTED_ACCOUNTS: &str = "0x1fd70d4e9a0089223bbc8bdc269495638c9e81846c577ecb4577c1724cb8f1b5";
const PREVIOUS: &str = "0x1fd70d4e9a0089223bbc8bdc269495637b3335e715725d9dc3f4734f88bd0321";

/// Proposes, votes, and waits until what was decided has been done; returns the referendum.
fn decide(net: &Devnet, proposal: &[&str]) -> Result<String> {
    let alice = net.cli("//Alice");
    let proposed = alice.run(["gov", "propose"].iter().chain(proposal))?;
    let index = number(&proposed, "referendum")?.to_string();
    let vote = ["--until", "included", "gov", "vote", &index, "aye", "--amount", "9000000 OPEN"];
    std::thread::scope(|scope| {
        let voters = VOTERS.map(|voter| scope.spawn(move || net.cli(voter).run(vote)));
        voters.into_iter().try_for_each(|voter| match voter.join() {
            Ok(voted) => voted.map(|_| ()).map_err(Into::into),
            Err(_) => bail!("a voter panicked"),
        })
    })?;
    alice.run(["gov", "status", &index, "--wait", "enacted"])?;
    Ok(index)
}

/// Proposes new code, votes, and brings it.
fn upgrade(net: &Devnet, wasm: &str) -> Result<Value> {
    let index = decide(net, &["upgrade", wasm])?;
    Ok(net.cli("//Alice").run(["gov", "enact", &index, "--wasm", wasm])?)
}

fn storage(net: &Devnet, key: &str) -> Result<Value> {
    net.rpc().call("state_getStorage", json!([key]))
}

fn spec_version(net: &Devnet) -> Result<u64> {
    number(&net.rpc().call("state_getRuntimeVersion", json!([]))?, "specVersion")
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
    // What is proposed is compressed beside the file, which is not to happen among cargo's.
    let wasm = folder.path().join("rehearsal.wasm");
    std::fs::copy(programs.path("wbuild/openledger-runtime/openledger_runtime_rehearsal.wasm"), &wasm)?;
    let wasm = wasm.to_str().context("a readable path")?;
    let (before, code) = (spec_version(&net)?, code_hash(&net)?);

    // WebAssembly that is no runtime.
    let empty = folder.path().join("empty.wasm");
    std::fs::write(&empty, b"\0asm\x01\0\0\0")?;
    let Err(refused) = upgrade(&net, empty.to_str().context("a readable path")?) else {
        bail!("WebAssembly without a version became the runtime");
    };
    ensure!(refused.to_string().contains("FailedToExtractRuntimeVersion"), "{refused}");
    ensure!(code_hash(&net)? == code, "the code changed");
    net.wait_finalized(2)?;

    // State that the migration does not expect.
    decide(&net, &["call", &set_storage_version(9), "--track", "root"])?;
    let Err(taken_back) = upgrade(&net, wasm) else { bail!("a migration that fails was no failure") };
    ensure!(taken_back.to_string().contains("migration"), "{taken_back}");
    ensure!(spec_version(&net)? == before, "the version is {}", spec_version(&net)?);
    ensure!(code_hash(&net)? == code, "the code before is not back");
    ensure!(storage(&net, PREVIOUS)?.is_null() && storage(&net, COUNTED_ACCOUNTS)?.is_null(), "something was left");
    net.wait_finalized(2)?;

    // The same code, once the state is what it was made for.
    decide(&net, &["call", &set_storage_version(1), "--track", "root"])?;
    let upgraded = upgrade(&net, wasm)?;
    ensure!(number(&upgraded, "spec_version")? == before + 1, "{upgraded}");
    ensure!(spec_version(&net)? == before + 1 && code_hash(&net)? != code, "the code did not change");
    let accounts = net.rpc().call("state_getKeysPaged", json!([ACCOUNTS, 1_000]))?;
    let accounts = accounts.as_array().context("a list of keys")?.len();
    ensure!(accounts > 5 && accounts < 256, "{accounts} accounts do not take several steps, or more than a byte");
    let counted = storage(&net, COUNTED_ACCOUNTS)?;
    ensure!(counted == format!("0x{accounts:02x}000000"), "{counted} of {accounts} accounts were counted");
    ensure!(storage(&net, PREVIOUS)?.is_null(), "the code before is still kept");

    // Transactions go on, signed for the new version.
    let datanet =
        ["datanet", "create", "after", "--kind", "text", "--quorum", "1", "--threshold", "1", "--licence", "MIT"];
    number(&net.cli("//Bob").run(datanet)?, "datanet")?;
    net.wait(Duration::from_secs(60), "finality", |net| Ok(net.rpc().finalized()? + 4 >= net.rpc().best()?))
}
