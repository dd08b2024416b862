//! `openledger-worker compare-adapters`

use anyhow::{bail, Context, Result};
use clap::Args;
use openledger_engine::{
    lineage::{compare, Comparison, Relation},
    Adapter, ModelConfig,
};
use serde_json::{json, Value};
use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

const EXAMPLE: &str = "\
Example:
  openledger-worker compare-adapters --base base/ --adapter theirs/ --known mine=tune/ --known v2=tune2/

  known        relation       cosine  distance     scale   copied
  mine         scaled copy    1.0000    2.0000    3.0000   28 of 28
  v2           independent    0.0312    1.4010    0.0305    0 of 28

cosine: of the angle between both changes of the weights. distance: how far apart they are, in lengths of the known one.
scale: the multiple of the known one that comes closest. copied: projections that are copies by themselves.";

/// Tell whether an adapter is a copy of a known one.
///
/// Compares what adapters do to the weights of their base, not the numbers in their files: a copy that was written in
/// another basis, at another scale, with another rank or with some noise is known again. The thresholds, and what lies
/// between them, are explained in the engine's documentation (lineage).
///
/// Ends with exit code 1 when the adapter is a copy of, or derived from, any of the known ones.
#[derive(Args)]
#[command(after_long_help = EXAMPLE)]
pub(crate) struct CompareAdapters {
    /// Folder of the base, of which only config.json is read.
    #[arg(long, value_name = "DIR")]
    base: PathBuf,

    /// The adapter in question: PEFT's folder.
    #[arg(long, value_name = "DIR")]
    adapter: PathBuf,

    /// Known adapters, each with a name of your choice.
    #[arg(long, value_name = "NAME=DIR", required = true, num_args = 1..)]
    known: Vec<Named>,

    /// Show every projection.
    #[arg(long)]
    projections: bool,

    /// Say what was measured as JSON.
    #[arg(long)]
    json: bool,
}

/// A known adapter's name and folder.
#[derive(Clone, Debug)]
struct Named {
    name: String,
    folder: PathBuf,
}

impl FromStr for Named {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((name, folder)) if !name.is_empty() && !folder.is_empty() => {
                Ok(Self { name: name.into(), folder: folder.into() })
            }
            _ => Err("expected a name, `=` and a folder, such as mine=tune/"),
        }
    }
}

impl CompareAdapters {
    /// Compares, prints, and fails when the adapter is not its own.
    pub(crate) fn run(self) -> Result<()> {
        let path = self.base.join("config.json");
        let config =
            ModelConfig::from_json(&read(&path)?).with_context(|| format!("--base {}", self.base.display()))?;
        let adapter = adapter(&self.adapter, &config)?;
        let mut found = Vec::new();
        for known in &self.known {
            let comparison = compare(&adapter, &self::adapter(&known.folder, &config)?)
                .with_context(|| format!("--known {}", known.name))?;
            found.push((known.name.as_str(), comparison));
        }
        if self.json {
            println!("{}", Value::from_iter(found.iter().map(|(name, comparison)| self.value(name, comparison))));
        } else {
            println!("{}", self.table(&found));
        }
        let akin: Vec<&str> = found
            .iter()
            .filter(|(_, comparison)| {
                comparison.relation() != Relation::Independent || comparison.copied().next().is_some()
            })
            .map(|(name, _)| *name)
            .collect();
        match akin.as_slice() {
            [] => Ok(()),
            names => bail!("`{}` goes back to {}", self.adapter.display(), names.join(", ")),
        }
    }

    fn value(&self, name: &str, comparison: &Comparison) -> Value {
        let projections: Vec<Value> = comparison
            .projections
            .iter()
            .map(|one| {
                json!({
                    "projection": one.describe(),
                    "relation": one.products.relation().as_str(),
                    "cosine": one.products.cosine(),
                    "distance": finite(one.products.distance()),
                    "scale": one.products.scale(),
                })
            })
            .collect();
        json!({
            "known": name,
            "relation": comparison.relation().as_str(),
            "cosine": comparison.whole.cosine(),
            "distance": finite(comparison.whole.distance()),
            "scale": comparison.whole.scale(),
            "copied": comparison.copied().count(),
            "projections": if self.projections { json!(projections) } else { json!(projections.len()) },
        })
    }

    fn table(&self, found: &[(&str, Comparison)]) -> String {
        let width = found.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).max(12);
        let mut lines = vec![format!(
            "{:width$} {:12} {:>8} {:>9} {:>9}   copied",
            "known", "relation", "cosine", "distance", "scale"
        )];
        let line = |name: &str, products: &openledger_engine::lineage::Products| {
            format!(
                "{name:width$} {:12} {:>8.4} {:>9.4} {:>9.4}",
                products.relation().as_str(),
                products.cosine(),
                products.distance(),
                products.scale()
            )
        };
        for (name, comparison) in found {
            let copied = comparison.copied().count();
            lines.push(format!("{}   {copied} of {}", line(name, &comparison.whole), comparison.projections.len()));
            if self.projections {
                lines.extend(
                    comparison.projections.iter().map(|one| line(&format!("  {}", one.describe()), &one.products)),
                );
            }
        }
        lines.join("\n")
    }
}

/// JSON has no infinity.
fn finite(number: f64) -> Value {
    if number.is_finite() {
        json!(number)
    } else {
        Value::Null
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

fn adapter(folder: &Path, config: &ModelConfig) -> Result<Adapter> {
    let (weights, settings) = (folder.join("adapter_model.safetensors"), folder.join("adapter_config.json"));
    Adapter::from_peft(&read(&weights)?, &read(&settings)?, config).with_context(|| folder.display().to_string())
}
