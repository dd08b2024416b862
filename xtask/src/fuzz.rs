//! `cargo xtask fuzz`: feeds raw bytes to the chain and to every parser until something gives way, or time is over.
//!
//! The fuzzer is libFuzzer, linked into two programs of `fuzz/`. They are built beside the ordinary build: what comes
//! from the registry is shared with it, our own crates are built once more, with counters and optimised (see
//! `fuzz/instrument.sh`). No nightly compiler is needed.

use crate::{command, setup};
use anyhow::{bail, Context, Result};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    collections::VecDeque,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

/// The target that drives all domain pallets on the real runtime.
const DOMAIN: &str = "domain";
/// A program that holds fuzz targets.
#[derive(Clone, Copy)]
struct Program {
    name: &'static str,
    package: &'static str,
}

const LIVES: Program = Program { name: "fuzz-domain", package: "openledger-fuzz" };
const PARSERS: Program = Program { name: "fuzz-parsers", package: "openledger-fuzz-parsers" };
/// Longest input of the target `domain`: a place and sixty steps.
const DOMAIN_BYTES: u32 = 1 + 60 * 24;
/// Longest input of a parser's target.
const PARSER_BYTES: u32 = 16 * 1024;
/// Lines kept to show when something is found.
const TAIL: usize = 60;

/// What is fuzzed, and for how long.
#[derive(Args, Clone)]
pub struct FuzzArguments {
    /// Which target; without it all, one after the other. `list` names them
    target: Option<String>,
    /// Seconds for each target
    #[arg(long, default_value_t = 60, value_name = "N")]
    seconds: u64,
    /// Folder in which inputs worth keeping are collected [default: fuzz/ in cargo's target folder]
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Begin with few inputs instead of those collected, which are all run first; nothing is collected
    #[arg(long, conflicts_with_all = ["corpus", "again"])]
    fresh: bool,
    /// Run one input again: a file that an earlier run left
    #[arg(long, value_name = "FILE", requires = "target")]
    again: Option<PathBuf>,
}

/// What one target came to.
struct Ran {
    executions: u64,
    coverage: u64,
}

/// Builds the fuzz targets and runs them.
pub fn run(arguments: &FuzzArguments) -> Result<()> {
    setup::run_quietly()?;
    let only_lives = arguments.target.as_deref() == Some(DOMAIN);
    let programs = build(if only_lives { &[LIVES] } else { &[LIVES, PARSERS] })?;
    let parsers = match only_lives {
        true => String::new(),
        false => command::read(Command::new(programs.join(PARSERS.name)).env("FUZZ_TARGET", "list"))?,
    };
    let all: Vec<&str> = std::iter::once(DOMAIN).chain(parsers.lines()).collect();
    let chosen: Vec<&str> = match arguments.target.as_deref() {
        Some("list") => {
            println!("{}", all.join("\n"));
            return Ok(());
        }
        Some(target) => match all.iter().find(|known| **known == target) {
            Some(known) => vec![*known],
            None => bail!("there is no target `{target}`; the targets are {}", all.join(", ")),
        },
        None => all,
    };
    let corpus = match &arguments.corpus {
        Some(folder) => folder.clone(),
        None if arguments.fresh => {
            let folder = command::target_folder()?.join("fuzz-fresh");
            if folder.exists() {
                std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
            }
            folder
        }
        None => command::target_folder()?.join("fuzz"),
    };
    if let Some(file) = &arguments.again {
        let target = chosen.first().context("a target")?;
        return command::run(program(&programs, target).arg(file));
    }
    for target in chosen {
        fuzz(&programs, target, arguments.seconds, &corpus)?;
    }
    Ok(())
}

/// Half a minute of lives: what `cargo xtask test` does.
pub fn briefly() -> Result<()> {
    run(&FuzzArguments { target: Some(DOMAIN.into()), seconds: 30, corpus: None, fresh: true, again: None })
}

/// Four seconds of every target: what `cargo xtask test --full` does besides.
pub fn parsers_briefly() -> Result<()> {
    run(&FuzzArguments { target: None, seconds: 4, corpus: None, fresh: true, again: None })
}

/// Builds programs with the features that the whole workspace asks for, so that the registry's crates are those of
/// every other build.
fn build(programs: &[Program]) -> Result<PathBuf> {
    let features: Vec<String> = programs.iter().map(|program| format!("{}/libfuzzer", program.package)).collect();
    let mut cargo = command::cargo();
    // The lives run the runtime's own code, not its WebAssembly.
    let wrapper = command::root().join("fuzz/instrument.sh");
    cargo.env("RUSTC_WORKSPACE_WRAPPER", wrapper).env("SKIP_WASM_BUILD", "1");
    cargo.args(["build", "--workspace", "--features", &features.join(",")]);
    for program in programs {
        cargo.args(["--bin", program.name]);
    }
    command::run(&mut cargo)?;
    command::programs_folder()
}

fn program(programs: &Path, target: &str) -> Command {
    let program = if target == DOMAIN { LIVES } else { PARSERS };
    let mut command = Command::new(programs.join(program.name));
    command.env("FUZZ_TARGET", target);
    command
}

fn fuzz(programs: &Path, target: &str, seconds: u64, corpus: &Path) -> Result<()> {
    let (inputs, findings) = (corpus.join(target), corpus.join("findings"));
    for folder in [&inputs, &findings] {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    // The program writes inputs to begin with where there are none.
    command::read(program(programs, target).env("FUZZ_SEEDS", &inputs))?;
    let longest = if target == DOMAIN { DOMAIN_BYTES } else { PARSER_BYTES };
    let found = findings.join(format!("{target}-"));
    let mut fuzzer = program(programs, target);
    fuzzer.arg(format!("-max_total_time={seconds}")).arg(format!("-max_len={longest}"));
    fuzzer.arg(format!("-artifact_prefix={}", found.display()));
    fuzzer.args(["-len_control=0", "-timeout=30", "-rss_limit_mb=4096", "-print_final_stats=1"]).arg(&inputs);
    let ran = watch(&mut fuzzer, target, seconds).with_context(|| {
        format!(
            "the target `{target}` found something. The input lies under {}*; see it again with\n  \
             cargo xtask fuzz {target} --again FILE\nWrite it down as a test beside the code that it broke, mend the \
             code, and run the target once more.",
            found.display()
        )
    })?;
    println!("✓ {target:<12} {:>9} executions, {:>6} edges, nothing found", ran.executions, ran.coverage);
    Ok(())
}

/// Runs the fuzzer behind one line of progress.
fn watch(fuzzer: &mut Command, target: &str, seconds: u64) -> Result<Ran> {
    let style = ProgressStyle::with_template("{spinner} {prefix} {elapsed:>5} {wide_msg}");
    let bar = ProgressBar::new_spinner().with_prefix(format!("{target:<12}"));
    let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(Duration::from_millis(200));
    let mut child = fuzzer.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().context("start the fuzzer")?;
    let mut tail = VecDeque::new();
    let mut ran = Ran { executions: 0, coverage: 0 };
    for line in BufReader::new(child.stderr.take().context("stderr")?).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        if let Some(coverage) = number_after(&line, " cov: ") {
            ran.coverage = coverage;
            bar.set_message(format!("of {seconds} s  {}", line.split(" L: ").next().unwrap_or(&line)));
        }
        if let Some(executions) = number_after(&line, "stat::number_of_executed_units:") {
            ran.executions = executions;
        }
        tail.push_back(line);
        if tail.len() > TAIL {
            tail.pop_front();
        }
    }
    bar.finish_and_clear();
    if !child.wait()?.success() {
        println!("{}", tail.make_contiguous().join("\n"));
        bail!("it gave way");
    }
    Ok(ran)
}

/// The number that follows a word in a line of the fuzzer's.
fn number_after(line: &str, word: &str) -> Option<u64> {
    line.split_once(word)?.1.split_whitespace().next()?.parse().ok()
}
