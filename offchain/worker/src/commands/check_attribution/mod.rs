//! `openledger-worker check-attribution`

mod arguments;
mod material;
mod report;

use anyhow::{bail, Result};
use arguments::Assignment;
use clap::Args;
use material::Material;
use openledger_engine::attribute::check::{check_fragments, compare, Observed, Questions};
use serde_json::json;
use std::{io::Write, ops::ControlFlow, path::PathBuf};

const EXAMPLE: &str = "\
Example, two contributors and three contributions:
  openledger-worker check-attribution --base base/ --adapter tune/ --index tune/index --recipe recipe.json \\
      --bundles 1=bundles/1.jsonl 2=bundles/2.jsonl 5=bundles/5.jsonl --label 1=solady 2=solady 5=prb-math

`openledger models show VERSION` and `openledger contribution show ID` name these files by content id, and a worker
hands them out:
  curl http://127.0.0.1:9955/files/CID --output bundles/1.jsonl

With --json one object is printed: snippets and exact_copies say how many were asked; own_first, chance, exact_top10 and
random_exact_top10 are parts of them, from 0 to 1; p_value and random_p_value are probabilities; random_fails and
passed are true or false.";

/// Show that a version's attribution is better than chance.
///
/// Asks the version's index about texts of known origin, without generating anything:
///
/// 1. Snippets of held-out documents, as many of each label as possible. Scores are summed by label, and the own label
///    should come first more often than chance explains (p < 0.01 when labels are shuffled among the snippets).
///
/// 2. Exact copies of training fragments. 95 of 100 must find themselves among the ten strongest fragments.
///
/// Then scores drawn at random take the index's place; they have to fail both checks, or the checks would show
/// nothing. Ends with exit code 1 when the index does not pass or random scores do.
///
/// Bundles are cut and held-out documents chosen by the recipe, exactly as the version was trained: give the bundles
/// of all its contributions and the recipe it was trained with. Files that do not belong together are refused; only an
/// adapter of the same shape on the same data cannot be told from the one that the index was built for.
#[derive(Args)]
#[command(after_long_help = EXAMPLE)]
pub(crate) struct CheckAttribution {
    /// Folder of the base: model.safetensors, config.json, tokenizer.json.
    #[arg(long, value_name = "DIR")]
    base: PathBuf,

    /// The version's adapter: PEFT's folder, or its safetensors file.
    #[arg(long, value_name = "DIR|FILE")]
    adapter: PathBuf,

    /// The adapter's configuration; without it, adapter_config.json beside the weights.
    #[arg(long, value_name = "FILE")]
    adapter_config: Option<PathBuf>,

    /// The version's attribution index.
    #[arg(long, value_name = "FILE")]
    index: PathBuf,

    /// Each contribution's number and bundle, as the content store keeps it.
    #[arg(long, value_name = "ID=FILE", required = true, num_args = 1.., value_delimiter = ',')]
    bundles: Vec<Assignment<PathBuf>>,

    /// The recipe the version was trained with, as JSON.
    #[arg(long, value_name = "FILE")]
    recipe: PathBuf,

    /// Each contribution's label: its package or contributor. Several contributions may share one.
    #[arg(long, value_name = "ID=NAME", required = true, num_args = 1.., value_delimiter = ',')]
    label: Vec<Assignment<String>>,

    /// Held-out snippets to ask about, at least 50; fewer if there are fewer.
    #[arg(long, value_name = "N", default_value_t = 60)]
    snippets: usize,

    /// Exact copies to look for; fewer if there are fewer fragments.
    #[arg(long, value_name = "N", default_value_t = 100)]
    copies: usize,

    /// How often labels are shuffled to learn what chance gives, at least 100.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    permutations: u32,

    /// Fixes the shuffles and the random scores.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Say what was measured as JSON on standard output, and progress as JSON lines on standard error.
    #[arg(long)]
    json: bool,
}

impl CheckAttribution {
    /// Measures, prints what was measured, and fails unless attribution passed.
    pub(crate) fn run(self) -> Result<()> {
        let Material { base, adapter, index, corpus, labels, sources } = Material::read(&self)?;
        check_fragments(&index, &corpus.training)?;
        let questions = Questions::choose(sources, &corpus.training, &corpus.held_out, self.snippets, self.copies)?;
        let observed =
            Observed::of_index(&base, &adapter, &index, &questions, &mut |done, total| self.report(done, total))?;
        let outcome = compare(&observed, &index, &questions, self.permutations, self.seed)?;
        if self.json {
            println!("{}", report::json(&questions, &outcome));
        } else {
            println!("{}", report::table(&questions, &labels, &index, &outcome));
        }
        match report::failure(&outcome) {
            Some(failure) => bail!(failure),
            None => Ok(()),
        }
    }

    fn report(&self, done: usize, total: usize) -> ControlFlow<()> {
        let mut stderr = std::io::stderr();
        // Nobody to read progress is no reason to stop.
        let _ = if self.json {
            writeln!(stderr, "{}", json!({ "done": done, "total": total }))
        } else {
            writeln!(stderr, "text {done}/{total}")
        };
        ControlFlow::Continue(())
    }
}
