//! `cargo xtask bench network`: what a network of four validators does when it is hurt, filled and joined.
//!
//! Lags are counted in blocks behind the best block of the node that is asked, once a second: finality's, and that of
//! the newest block which BEEFY has signed. With two of four validators gone neither can go on (both need more than two
//! thirds); what is measured then is that they do after the return, and how soon.

use crate::{command, setup};
use anyhow::{Context, Result};
use clap::Args;
use openledger_e2e::{
    validator::{self, wait},
    Programs, Validator,
};
use serde_json::{json, Value};
use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

/// How long is measured.
#[derive(Args)]
pub struct NetworkArguments {
    /// Seconds of each number of missing validators, and of full blocks
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Write the figures as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Time in which anything that is waited for should have happened.
const LIMIT: Duration = Duration::from_secs(300);

/// Measures and prints everything.
pub fn run(arguments: &NetworkArguments) -> Result<()> {
    setup::run_quietly()?;
    command::build_programs()?;
    // Built before the clock starts. It shares everything but itself with the command line.
    command::run(command::cargo().args(["build", "--workspace", "--example", "transfers"]))?;
    let programs = Programs::in_folder(command::programs_folder()?)?;
    let folder = command::target_folder()?.join("bench-network");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;

    let mut network = validator::four(&programs, &folder)?;
    println!("four validators; databases and logs in {}", folder.display());
    wait("finality and BEEFY", LIMIT, || {
        let rpc = network[0].rpc();
        Ok(rpc.finalized()? > 4 && rpc.beefy_finalized()? > 0)
    })?;

    let sample = Duration::from_secs(arguments.seconds);
    let all = lags(&network[0], sample)?;
    println!("none missing: {all}");
    network[3].kill();
    let one_missing = lags(&network[0], sample)?;
    println!("one missing: {one_missing}");
    network[2].kill();
    let two_missing = lags(&network[0], sample)?;
    println!("two missing: {two_missing}");
    let returned = bring_back(&mut network)?;
    println!("after their return: {returned}");
    let transfers = fill(&network, arguments.seconds)?;
    println!("full blocks: {transfers}");
    let sync = follow(&programs, &folder, &network[0])?;
    println!("a new node: {sync}");

    if let Some(file) = &arguments.report {
        let report = json!({
            "none_missing": all, "one_missing": one_missing, "two_missing": two_missing, "returned": returned,
            "transfers": transfers, "sync": sync,
        });
        std::fs::write(file, serde_json::to_vec_pretty(&report)?).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

/// How far finality and BEEFY are behind the best block, asked once a second.
fn lags(node: &Validator, time: Duration) -> Result<Value> {
    let rpc = node.rpc();
    let (start, first) = (Instant::now(), rpc.best()?);
    let (mut finality, mut beefy, mut best) = (Vec::new(), Vec::new(), first);
    while start.elapsed() < time {
        // Asked in this order, what is behind can only seem nearer than it is by a block made meanwhile.
        let (signed, finalized) = (rpc.beefy_finalized()?, rpc.finalized()?);
        best = rpc.best()?;
        finality.push(best.saturating_sub(finalized));
        beefy.push(best.saturating_sub(signed));
        std::thread::sleep(Duration::from_secs(1));
    }
    Ok(
        json!({ "blocks": best - first, "seconds": time.as_secs(), "finality": spread(finality), "beefy": spread(beefy) }),
    )
}

fn spread(mut lags: Vec<u32>) -> Value {
    let last = lags.last().copied();
    lags.sort_unstable();
    json!({ "median": lags.get(lags.len() / 2), "most": lags.last(), "last": last })
}

/// Starts what was killed, and waits until finality and BEEFY have what is best now.
fn bring_back(network: &mut [Validator]) -> Result<Value> {
    let best = network[0].rpc().best()?;
    let start = Instant::now();
    for at in [2, 3] {
        network[at].start_again()?;
    }
    wait("the nodes to answer", LIMIT, || Ok(network.iter().all(|node| node.rpc().best().is_ok())))?;
    let answering = start.elapsed();
    for (one, other) in [(2, 0), (2, 1), (3, 0), (3, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)] {
        network[one].join(&network[other])?;
    }
    let rpc = network[0].rpc();
    wait("finality", LIMIT, || Ok(rpc.finalized()? >= best))?;
    let (finality, after) = (start.elapsed(), rpc.best()?);
    wait("BEEFY", LIMIT, || Ok(rpc.beefy_finalized()? >= best))?;
    let (beefy, later) = (start.elapsed(), rpc.best()?);
    Ok(json!({
        "seconds_until_they_answer": answering.as_secs_f64(),
        "finality": { "seconds": finality.as_secs_f64(), "blocks": after - best },
        "beefy": { "seconds": beefy.as_secs_f64(), "blocks": later - best },
    }))
}

/// Transfers over all four nodes.
fn fill(network: &[Validator], seconds: u64) -> Result<Value> {
    let program = command::programs_folder()?.join("examples/transfers");
    let mut transfers = std::process::Command::new(program);
    transfers.arg(seconds.to_string()).args(network.iter().map(Validator::url));
    Ok(serde_json::from_str(&command::read(&mut transfers)?)?)
}

/// Lets a new node import every block.
fn follow(programs: &Programs, folder: &std::path::Path, from: &Validator) -> Result<Value> {
    let follower = Validator::start_follower(programs, folder, "follower")?;
    wait("the new node to answer", LIMIT, || Ok(follower.rpc().best().is_ok()))?;
    let target = from.rpc().finalized()?;
    follower.join(from)?;
    let rpc = follower.rpc();
    let mut first = None;
    let mut import = || -> Result<bool> {
        let best = rpc.best()?;
        if best > 0 && first.is_none() {
            first = Some((best, Instant::now()));
        }
        Ok(best >= target)
    };
    while !import()? {
        std::thread::sleep(Duration::from_millis(100));
    }
    let (number, begun) = first.context("a first block")?;
    let seconds = begun.elapsed().as_secs_f64();
    let blocks = target - number;
    Ok(json!({ "blocks": blocks, "seconds": seconds, "blocks_per_second": f64::from(blocks) / seconds }))
}
