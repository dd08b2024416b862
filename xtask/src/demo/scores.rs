//! Whether attribution means something on the version that was trained.

use super::{base::BaseModel, journey::percent, report::Report};
use crate::command;
use anyhow::{Context, Result};
use openledger_e2e::{programs::text, Devnet};
use serde_json::Value;
use std::{path::Path, process::Command};

/// Asks the worker's program: held-out snippets lead back to their own contributor, exact copies to themselves, and
/// random scores to neither. Returns what was found, in a sentence.
pub fn check(devnet: &Devnet, base: &BaseModel, account: &str, report: &Report, recipe: &Path) -> Result<String> {
    let cli = devnet.cli(account);
    let shown = cli.run(["models", "show", &report.version.to_string()])?;
    let stored = |field: &str| Ok::<_, anyhow::Error>(devnet.content(text(&shown, field)?));
    let mut check = Command::new(devnet.programs().path("openledger-worker"));
    check.args(["check-attribution", "--json", "--base"]).arg(&base.folder);
    check.arg("--adapter").arg(stored("adapter")?).arg("--adapter-config").arg(stored("adapter_config")?);
    check.arg("--index").arg(stored("index")?).arg("--recipe").arg(recipe);
    for contribution in report.contributions.iter().filter(|contribution| contribution.state == "accepted") {
        let id = contribution.id;
        let content = cli.run(["contribution", "show", &id.to_string()])?;
        let bundle = devnet.content(text(&content, "content")?);
        check.args(["--bundles", &format!("{id}={}", bundle.display())]);
        check.args(["--label", &format!("{id}={}", contribution.contributor)]);
    }
    let found: Value = serde_json::from_str(&command::read(&mut check)?)?;
    let figure = |field: &str| found[field].as_f64().with_context(|| format!("no figure `{field}` in {found}"));
    Ok(format!(
        "attribution: own contributor first for {} of {} held-out snippets (chance {}, p = {:.4}), {} of {} exact \
         copies found; random scores fail the same check: {}",
        percent(figure("own_first")?),
        found["snippets"],
        percent(figure("chance")?),
        figure("p_value")?,
        percent(figure("exact_top10")?),
        found["exact_copies"],
        found["random_fails"]
    ))
}
