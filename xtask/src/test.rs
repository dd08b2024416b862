//! `cargo xtask test`: everything CI runs, quick checks first.

use crate::{arrows, bench, command, fuzz, metadata, setup, try_runtime};
use anyhow::{bail, Context, Result};
use clap::Args;
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::Instant,
};

/// What is run.
#[derive(Args)]
pub struct TestArguments {
    /// Only formatting, arrows, lints and unit tests: no node is started
    #[arg(long)]
    quick: bool,
    /// Also tests/tooling: polkadot.js Apps' pages, a smoldot light client, a Chopsticks fork, Prometheus and the
    /// dashboard, wallets' metadata hash; an upgrade on a copy of a state; and the fuzz targets of all parsers
    #[arg(long, conflicts_with = "quick")]
    full: bool,
}

/// Tests counted so far.
struct Tally {
    passed: u64,
    failed: u64,
    start: Instant,
}

/// Runs all checks; later ones run even when earlier ones fail, so that one run shows everything.
pub fn run(arguments: &TestArguments) -> Result<()> {
    setup::run_quietly()?;
    let mut tally = Tally { passed: 0, failed: 0, start: Instant::now() };
    tally.check("formatting", || command::run(command::cargo().args(["fmt", "--all", "--check"])));
    tally.check("arrows", arrows::run);
    tally.check("fees", bench::fees::check);
    tally.check("lints", || {
        let mut clippy = command::cargo();
        clippy.env("SKIP_WASM_BUILD", "1").args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]);
        command::run(&mut clippy)
    });
    // One build for everything: features are unified over the whole workspace, so nothing is built twice.
    tally.check("build", || command::run(command::cargo().args(["build", "--workspace", "--bins", "--tests"])));
    let units = ["test", "--workspace", "--no-fail-fast", "--exclude", "openledger-e2e", "--lib", "--bins", "--tests"];
    tally.cargo_tests("unit and property tests", &units)?;
    if !arguments.quick {
        tally.check("metadata", || metadata::run(true));
        tally.check("weights", bench::pallets::check);
        tally.cargo_tests("end to end", &["test", "--workspace", "--no-fail-fast", "--test", "end_to_end"])?;
        tally.node_tests("polkadot.js", "polkadot-js")?;
        tally.node_tests("PAPI", "papi")?;
        tally.check("fuzzing, briefly", fuzz::briefly);
    }
    if arguments.full {
        tally.node_tests("tooling", "tooling")?;
        tally.check("try-runtime", try_runtime::rehearse);
        tally.check("fuzzing of parsers, briefly", fuzz::parsers_briefly);
    }
    println!("took {} s", tally.start.elapsed().as_secs());
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed > 0 {
        bail!("{} failed", tally.failed);
    }
    Ok(())
}

impl Tally {
    /// Says which stage begins, and how many seconds there were before it.
    fn begin(&self, name: &str) {
        println!("── {name} ({} s)", self.start.elapsed().as_secs());
    }

    /// One check that passes or fails as a whole.
    fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        self.begin(name);
        match work() {
            Ok(()) => self.passed += 1,
            Err(error) => {
                println!("FAILED {name}: {error:#}");
                self.failed += 1;
            }
        }
    }

    /// Runs cargo's tests and counts them by their own closing lines.
    fn cargo_tests(&mut self, name: &str, args: &[&str]) -> Result<()> {
        self.begin(name);
        let mut cargo = command::cargo();
        let (ok, counted) = count(cargo.args(args), |line| {
            // test result: ok. 12 passed; 0 failed; …
            let rest = line.strip_prefix("test result: ")?;
            let number = |what: &str| {
                rest.split([';', '.']).find_map(|part| part.trim().strip_suffix(what)?.trim().parse::<u64>().ok())
            };
            Some((number("passed")?, number("failed")?))
        })?;
        self.add(name, ok, counted);
        Ok(())
    }

    /// Installs what one of the npm packages in `tests/` needs, as locked, and runs its tests with Node's own runner.
    fn node_tests(&mut self, name: &str, package: &str) -> Result<()> {
        self.begin(name);
        let folder = command::root().join("tests");
        let npm = || {
            let mut npm = Command::new("npm");
            npm.args(["--silent", "--workspace", package]).current_dir(&folder);
            npm
        };
        command::run(npm().args(["ci", "--no-audit", "--no-fund"]))?;
        let mut node = npm();
        node.arg("test").env("OPENLEDGER_PROGRAMS", command::programs_folder()?);
        let (ok, counted) = count(&mut node, |line| {
            // ℹ pass 3 / ℹ fail 0, or the same behind '#'
            let rest = line.trim_start_matches(['ℹ', '#', ' ']);
            let number = |what: &str| rest.strip_prefix(what).and_then(|n| n.trim().parse::<u64>().ok());
            number("pass ").map(|passed| (passed, 0)).or_else(|| number("fail ").map(|failed| (0, failed)))
        })?;
        self.add(name, ok, counted);
        Ok(())
    }

    fn add(&mut self, name: &str, ok: bool, (passed, failed): (u64, u64)) {
        self.passed += passed;
        self.failed += failed;
        if passed + failed == 0 || (!ok && failed == 0) {
            println!("FAILED {name}: it ran no test or did not end well");
            self.failed += 1;
        }
    }
}

/// Runs a command, prints its output as it comes and adds up what `parse` finds in it.
fn count(command: &mut Command, parse: impl Fn(&str) -> Option<(u64, u64)>) -> Result<(bool, (u64, u64))> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("start the tests")?;
    let mut sum = (0, 0);
    for line in BufReader::new(child.stdout.take().context("stdout")?).lines() {
        let line = line?;
        println!("{line}");
        if let Some((passed, failed)) = parse(&line) {
            sum = (sum.0 + passed, sum.1 + failed);
        }
    }
    Ok((child.wait()?.success(), sum))
}
