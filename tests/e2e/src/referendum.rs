//! A decision through the commands a person types: proposed, voted for and enacted.

use crate::programs::{number, Cli};
use anyhow::{anyhow, Context, Result};

/// Enough of all OPEN of a development network for every track to decide early.
const VOTERS: [&str; 6] = ["//Alice", "//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie"];

/// Proposes and votes; returns the referendum's number at once.
pub fn propose(cli: &Cli, what: &[&str]) -> Result<String> {
    let proposed = cli.run(["gov", "propose"].iter().chain(what))?;
    let index = number(&proposed, "referendum")?.to_string();
    let vote = ["--until", "included", "gov", "vote", &index, "aye", "--amount", "9000000 OPEN"];
    std::thread::scope(|scope| {
        let votes = VOTERS.map(|voter| {
            scope.spawn(move || cli.as_account(voter).run(vote).with_context(|| format!("{voter} votes")))
        });
        votes.into_iter().try_for_each(|vote| vote.join().map_err(|_| anyhow!("a voting thread panicked"))?.map(drop))
    })?;
    Ok(index)
}

/// Waits until what was decided has run; fails when it did not pass or its call failed.
pub fn enacted(cli: &Cli, index: &str) -> Result<()> {
    cli.run(["gov", "status", index, "--wait", "enacted", "--timeout", "400"])?;
    Ok(())
}
