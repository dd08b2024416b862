//! A decision of the network, through the commands a person types: proposed, voted for and enacted.

use super::network::Network;
use anyhow::{anyhow, Context, Result};
use indicatif::ProgressBar;
use openledger_e2e::programs::number;

/// Enough of all OPEN for every track to decide early.
const VOTERS: [&str; 6] = ["//Alice", "//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie"];

/// Proposes and votes; returns the referendum's number at once.
pub fn propose(network: &Network, stage: &ProgressBar, what: &[&str]) -> Result<String> {
    stage.set_message(format!("proposing: {}", what.join(" ")));
    let proposed = network.cli("alice", "//Alice")?.run(["gov", "propose"].iter().chain(what))?;
    let index = number(&proposed, "referendum")?.to_string();
    stage.set_message(format!("voting on referendum {index}"));
    std::thread::scope(|scope| {
        let votes = VOTERS.map(|voter| {
            let index = index.as_str();
            scope.spawn(move || {
                let vote = ["--until", "included", "gov", "vote", index, "aye", "--amount", "9000000 OPEN"];
                network.cli("alice", voter)?.run(vote).with_context(|| format!("{voter} votes"))
            })
        });
        votes.into_iter().try_for_each(|vote| vote.join().map_err(|_| anyhow!("a voting thread panicked"))?.map(drop))
    })?;
    Ok(index)
}

/// Waits until what was decided has run; fails when it did not pass or its call failed.
pub fn enacted(network: &Network, stage: &ProgressBar, index: &str) -> Result<()> {
    stage.set_message(format!("referendum {index} is decided, confirmed and enacted"));
    let wait = ["gov", "status", index, "--wait", "enacted", "--timeout", "400"];
    network.cli("alice", "//Alice")?.run(wait)?;
    Ok(())
}
