//! `cargo xtask demo`: the whole loop on real data, through the programs a person would start.
//!
//! Contributors bring files, the network checks and curates them, a builder trains a LoRA on the snapshot, a
//! second builder fine-tunes the tune, a user asks for completions and pays, everybody is paid, and every
//! receipt is verified from files alone.

mod base;
mod corpus;
mod journey;
mod recipe;
mod report;
mod scores;

use crate::{command, setup, stage};
use anyhow::{Context, Result};
use clap::{Args, FromArgMatches};
use openledger_e2e::{Devnet, DevnetOptions, Programs};
use std::path::PathBuf;

/// How the demo is run.
#[derive(Args, Clone)]
pub struct DemoArguments {
    /// Write the result as JSON to this file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Use the files of this folder instead of the Solidity packages: one contributor for each sub-folder
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// SPDX licence of the files in `--data`, where a file's header does not say
    #[arg(long, value_name = "SPDX", default_value = "MIT", requires = "data")]
    licence: String,
    /// Use this base model (model.safetensors, config.json, tokenizer.json) instead of pretraining one
    #[arg(long, value_name = "DIR")]
    base: Option<PathBuf>,
    /// Use the programs in this folder instead of building them
    #[arg(long, value_name = "DIR")]
    programs: Option<PathBuf>,
    /// Seed of training; the same seed gives the same adapter and index
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Completions to ask for
    #[arg(long, default_value_t = 10)]
    completions: usize,
    /// Leave the network running at the end, until Ctrl-C
    #[arg(long)]
    keep_running: bool,
}

impl Default for DemoArguments {
    /// What `cargo xtask demo` takes when nothing is given.
    fn default() -> Self {
        let command = Self::augment_args(clap::Command::new("demo"));
        // Every argument is optional or has a default.
        Self::from_arg_matches(&command.get_matches_from(["demo"])).expect("no argument is required")
    }
}

/// What is needed before the loop can begin: everybody's files, and a base model.
pub struct Ingredients {
    corpus: corpus::Corpus,
    base: base::BaseModel,
}

/// Fetches the files and pretrains the base, unless that has been done before.
pub fn gather(arguments: &DemoArguments, programs: &Programs, stages: &mut stage::Stages) -> Result<Ingredients> {
    let cache = command::target_folder()?.join("demo-cache");
    let corpus = stages.run("data", |_| corpus::gather(arguments, &cache))?;
    let base = stages.run("pretraining", |stage| base::obtain(arguments, programs, &cache, stage))?;
    if let Some(measured) = &base.pretraining {
        println!(
            "base: {} parameters, held-out {:.3} nats per token, an n-gram model {:.3}",
            measured["parameters"],
            measured["held_out_nats"].as_f64().unwrap_or(f64::NAN),
            measured["ngram_nats"].as_f64().unwrap_or(f64::NAN)
        );
    }
    Ok(Ingredients { corpus, base })
}

/// The loop, on a network that runs: its stages, then what came of it, checked.
pub fn travel(
    arguments: &DemoArguments,
    devnet: &mut Devnet,
    ingredients: &Ingredients,
    stages: &mut stage::Stages,
) -> Result<report::Report> {
    let mut report = journey::travel(arguments, devnet, &ingredients.corpus, &ingredients.base, stages)?;
    report.seconds = stages.seconds();
    report.check()?;
    report::print(&report, devnet, devnet.folder());
    Ok(report)
}

/// Runs the demo.
pub fn run(arguments: &DemoArguments) -> Result<()> {
    let mut stages = stage::Stages::new(14);
    stages.run("prerequisites", |_| setup::run_quietly())?;
    let programs = match &arguments.programs {
        Some(folder) => folder.clone(),
        None => stages.run("build", |_| command::build_programs()).and_then(|()| command::programs_folder())?,
    };
    let programs = Programs::in_folder(programs)?;
    let ingredients = gather(arguments, &programs, &mut stages)?;

    let folder = command::target_folder()?.join("demo");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let mut devnet = stages.run("network", |_| Devnet::start(&programs, DevnetOptions::in_folder(&folder)))?;
    println!("node {}  worker {}  log {}", devnet.node_url(), devnet.worker_url(), devnet.log().display());
    let report = travel(arguments, &mut devnet, &ingredients, &mut stages)?;
    if let Some(path) = &arguments.report {
        std::fs::write(path, serde_json::to_string_pretty(&report)?).with_context(|| path.display().to_string())?;
        println!("report: {}", path.display());
    }
    if arguments.keep_running {
        println!("the network keeps running; press Ctrl-C to end it");
        loop {
            std::thread::park();
        }
    }
    Ok(())
}
