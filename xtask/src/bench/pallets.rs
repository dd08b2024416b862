//! `cargo xtask bench pallets`: weights, measured on the real WebAssembly and kept as files, and the fees they make.

use super::{fees, recorded};
use crate::{command, setup, wasm};
use anyhow::{bail, Context, Result};
use clap::Args;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::Command,
};

/// The pallets whose weights are measured here.
pub(super) const PALLETS: [&str; 5] = ["attribution", "compute", "datanets", "governance", "models"];

/// Calls that have no benchmark of their name, and those that measure them: (pallet, call, benchmarks).
const MEASURED_AS: [(&str, &str, &[&str]); 1] = [(
    "governance",
    "set_standard",
    &["set_curation", "set_deployment", "set_economics", "set_licences", "set_numeric"],
)];

/// How closely is measured.
#[derive(Args)]
pub struct PalletsArguments {
    /// Measured points of each component [default: 10; with --check, what each file was made with]
    #[arg(long, conflicts_with = "check")]
    steps: Option<u32>,
    /// Runs of each point
    #[arg(long, default_value_t = 5, conflicts_with = "check")]
    repeat: u32,
    /// Only this pallet
    #[arg(long)]
    pallet: Option<String>,
    /// Only compare reads, writes and proof sizes; fail when a `weights.rs` records others, or when a call has no
    /// benchmark of its own
    #[arg(long)]
    check: bool,
}

/// The wasm and what runs it.
struct Bench {
    runner: PathBuf,
    wasm: PathBuf,
}

/// Measures every call and rewrites each `weights.rs`, or compares.
pub fn run(arguments: &PalletsArguments) -> Result<()> {
    setup::run_quietly()?;
    let wanted = |name: &&&str| arguments.pallet.as_deref().is_none_or(|wanted| wanted == **name);
    let pallets: Vec<&str> = PALLETS.iter().filter(wanted).copied().collect();
    if pallets.is_empty() {
        bail!("no such pallet here; there are {}", PALLETS.join(", "));
    }
    let bench = Bench { runner: wasm::runner()?, wasm: wasm::runtime(&["runtime-benchmarks"])? };
    if arguments.check {
        return bench.check(&pallets);
    }
    let steps = arguments.steps.unwrap_or(10);
    // Ten seconds for each point of each call is the tool's own least; it would take hours here.
    pallets.iter().try_for_each(|name| bench.measure(name, steps, arguments.repeat, 1, &weights(name)))?;
    fees::run(&fees::FeesArguments { check: false })
}

/// Compares all pallets with what is measured now.
pub fn check() -> Result<()> {
    run(&PalletsArguments { steps: None, repeat: 1, pallet: None, check: true })
}

fn weights(name: &str) -> PathBuf {
    command::root().join("pallets").join(name).join("src/weights.rs")
}

impl Bench {
    /// Measures one pallet; `seconds` is the least time for each call.
    fn measure(&self, name: &str, steps: u32, repeat: u32, seconds: u32, output: &Path) -> Result<()> {
        command::run(
            Command::new(&self.runner)
                .current_dir(command::root())
                .arg("pallet")
                .args(["--genesis-builder", "runtime"])
                .args(["--genesis-builder-preset", "development"])
                .args(["--pallet", &format!("pallet_{name}"), "--extrinsic", "*"])
                .args(["--no-median-slopes", "--no-min-squares", "--no-storage-info"])
                .args(["--min-duration", &seconds.to_string()])
                .args(["--steps", &steps.to_string(), "--repeat", &repeat.to_string(), "--runtime"])
                .arg(&self.wasm)
                .arg("--template")
                .arg(command::root().join("xtask/weights.hbs"))
                .arg("--output")
                .arg(output),
        )?;
        command::run(Command::new("rustfmt").args(["--edition", "2021"]).arg(output))
    }

    /// Fails with everything that differs.
    fn check(&self, pallets: &[&str]) -> Result<()> {
        let folder = command::target_folder()?.join("bench-check");
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let calls = self.calls()?;
        let mut problems = Vec::new();
        for name in pallets {
            let file = weights(name);
            let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
            let known = recorded::read(&text).with_context(|| file.display().to_string())?;
            let fresh = folder.join(format!("{name}.rs"));
            // The same points as then, because a figure that does not grow evenly is fitted to its points.
            self.measure(name, known.steps, 1, 0, &fresh)?;
            let fresh = recorded::read(&std::fs::read_to_string(&fresh)?)?;
            let found = recorded::differences(&known, &fresh);
            if !found.is_empty() {
                let mend = format!("    mend: cargo xtask bench pallets --pallet {name}");
                problems.extend(found.into_iter().map(|what| format!("pallet {name}, {what}")).chain([mend]));
            }
            let measured = fresh.functions.keys().map(String::as_str).collect();
            let missing = unmeasured(name, calls.get(*name).context("the runtime has the pallet")?, &measured);
            problems.extend(missing.iter().map(|call| {
                format!("pallet {name}, {call}: no benchmark of its own\n    mend: write one in pallets/{name}/src/benchmarking.rs")
            }));
        }
        if !problems.is_empty() {
            bail!("weights are not what is measured:\n{}", problems.join("\n"));
        }
        println!("every call has its benchmark; reads, writes and proof sizes are what is recorded");
        Ok(())
    }

    /// The runtime's calls, by the names of the pallets' folders.
    fn calls(&self) -> Result<BTreeMap<String, Vec<String>>> {
        let text = command::read(Command::new(&self.runner).arg("calls").arg("--runtime").arg(&self.wasm))?;
        let calls: BTreeMap<String, Vec<String>> = serde_json::from_str(&text).context("the calls, as JSON")?;
        Ok(calls.into_iter().map(|(pallet, calls)| (pallet.to_lowercase(), calls)).collect())
    }
}

/// The calls that no benchmark measures.
fn unmeasured<'a>(pallet: &str, calls: &'a [String], measured: &BTreeSet<&str>) -> Vec<&'a str> {
    let is_measured = |call: &&str| {
        let others = MEASURED_AS.iter().find(|(of, name, _)| *of == pallet && name == call);
        match others {
            Some((_, _, benchmarks)) => benchmarks.iter().all(|benchmark| measured.contains(benchmark)),
            None => measured.contains(call),
        }
    };
    calls.iter().map(String::as_str).filter(|call| !is_measured(call)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_needs_a_benchmark_of_its_name_or_of_all_those_that_stand_for_it() {
        let calls = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        assert_eq!(unmeasured("models", &calls(&["deploy", "revoke"]), &["deploy"].into()), ["revoke"]);
        let all = MEASURED_AS[0].2.iter().copied().collect::<BTreeSet<_>>();
        assert!(unmeasured("governance", &calls(&["set_standard"]), &all).is_empty());
        let some = all.iter().copied().skip(1).collect();
        assert_eq!(unmeasured("governance", &calls(&["set_standard"]), &some), ["set_standard"]);
        assert_eq!(unmeasured("models", &calls(&["set_standard"]), &all), ["set_standard"]);
    }
}
