//! Four validators finalise, and a job finishes although the network was split into two halves that built
//! different chains.

use crate::alone;
use anyhow::{ensure, Context, Result};
use openledger_e2e::{
    programs::{list, number, text, Programs},
    rpc::get_json,
    validator::{wait, NAMES},
    Cli, Validator,
};
use std::time::Duration;

#[test]
fn four_validators_finalise_and_a_job_outlives_a_fork() -> Result<()> {
    let _alone = alone();
    let programs = Programs::beside_current()?;
    let folder = tempfile::tempdir()?;
    let mut network = Vec::new();
    for (at, name) in NAMES.iter().enumerate() {
        let start = if at == 0 { Validator::start_with_worker } else { Validator::start };
        network.push(start(&programs, folder.path(), name)?);
    }
    let [alice, bob, charlie, dave] = network.as_slice() else { anyhow::bail!("four validators") };
    wait("four nodes", Duration::from_secs(240), || Ok(network.iter().all(|node| node.rpc().best().is_ok())))?;

    // Two halves of two: each authors in the slots of its own two, neither can finalise.
    alice.join(bob)?;
    charlie.join(dave)?;
    wait("both halves to author", Duration::from_secs(120), || {
        Ok(alice.rpc().best()? > 5 && charlie.rpc().best()? > 5)
    })?;
    ensure!(alice.rpc().finalized()? == 0 && charlie.rpc().finalized()? == 0, "half a network finalised");
    ensure!(alice.rpc().block_hash(3)? != charlie.rpc().block_hash(3)?, "the halves built the same chain");

    // A job on one of the two chains.
    let cli = alice.cli(&programs, "//Worker");
    let unfinal = |cli: &Cli, args: &[&str]| cli.run(["--until", "included"].iter().chain(args));
    unfinal(&cli, &["worker", "register", "--session-suri", "//Worker//olwk", "--bond", "10000 OPEN"])?;
    let owner = alice.cli(&programs, "//Alice");
    // Nobody seals a vote: the worker's report decides when the sealing ends.
    let create = ["datanet", "create", "fork", "--kind", "text", "--voting-period", "10", "--licence", "MIT"];
    let net = unfinal(&owner, &[create.as_slice(), &["--quorum", "1", "--threshold", "1"]].concat())?;
    let datanet = number(&net, "datanet")?.to_string();
    let file = folder.path().join("note.md");
    std::fs::write(
        &file,
        "# A note\n\nThe chain forked while this was being checked.\n\nIt was checked all the same.\n",
    )?;
    let file = file.to_string_lossy().into_owned();
    let bob_cli = alice.cli(&programs, "//Bob");
    let contribute = ["contribute", &datanet, &file, "--licence", "MIT", "--source", "test"];
    let answer = unfinal(&bob_cli, &contribute)?;
    let id = number(list(&answer, "contributions")?.first().context("no contribution")?, "id")?.to_string();

    // The halves meet; one of the chains is abandoned, its transactions go back to the pool.
    for (one, other) in [(alice, charlie), (alice, dave), (bob, charlie), (bob, dave)] {
        one.join(other)?;
        other.join(one)?;
    }
    wait("finality on all four", Duration::from_secs(180), || {
        Ok(network.iter().all(|node| node.rpc().finalized().is_ok_and(|at| at > 8)))
    })?;
    let height = network.iter().filter_map(|node| node.rpc().finalized().ok()).min().context("finality")?;
    let first = alice.rpc().block_hash(height)?;
    for node in &network {
        ensure!(node.rpc().block_hash(height)? == first, "finalized blocks differ at {height}");
    }
    let settled = alice.rpc().best()? + 5;
    wait("what came back to be final", Duration::from_secs(120), || Ok(alice.rpc().finalized()? >= settled))?;
    // Transactions of an abandoned chain come back in any order: one that came before what it needs has failed, and is
    // made again, as a person would.
    let id = match bob_cli.run(["contribution", "show", &id]) {
        Ok(_) => id,
        Err(_) => number(list(&bob_cli.run(contribute)?, "contributions")?.first().context("none")?, "id")?.to_string(),
    };
    wait("the contribution to be decided", Duration::from_secs(180), || {
        Ok(text(&bob_cli.run(["contribution", "show", &id])?, "state")? == "accepted")
    })?;
    // BEEFY votes on what GRANDPA finalised.
    wait("BEEFY", Duration::from_secs(120), || Ok(alice.rpc().beefy_finalized()? > 0))?;
    ensure!(get_json(&format!("http://127.0.0.1:{}/status", alice.worker_port)).is_some(), "the worker is gone");
    Ok(())
}
