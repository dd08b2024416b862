//! `openledger models import`: an adapter that was trained elsewhere.

use crate::{
    chain::{
        datanets::{self, Licences},
        models::{self, version_json},
        names::bounded,
    },
    commands::terms::{checked, read_recipe, with, Prices, Waiting},
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Args;
use openledger_client::{
    runtime::{self, models::events, runtime_types::bounded_collections::bounded_vec::BoundedVec},
    Static,
};
use openledger_primitives::recipe::{Recipe, Targets};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The files of an adapter, in PEFT's layout.
const WEIGHTS: &str = "adapter_model.safetensors";
const CONFIG: &str = "adapter_config.json";

/// Bring an adapter.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as ben models import bens-adapter ./adapter --base base-ts --datanet solidity --recipe recipe.json \\
      --licence MIT --input-price '0.02 OPEN' --output-price '0.06 OPEN' --wait

The folder holds adapter_model.safetensors and adapter_config.json; both go to the worker's store. Rank, alpha and targets
come from the configuration, everything else from the recipe, by which it is measured. Nobody here can say what it was
trained on: no contributors share its income, it owes its base at least a default royalty, and governance must approve it
before it is deployed. An exact copy of an adapter that is known here is refused; if it proves to be one in disguise,
your deposit goes to whoever shows it.")]
pub struct Import {
    /// Name of the model; the first to use it owns it.
    slug: String,
    /// Folder with the adapter's two files.
    folder: PathBuf,
    /// The deployed base it fits: its number, an alias, or a model.
    #[arg(long, value_name = "VERSION")]
    base: String,
    /// A datanet it is measured on; repeat it for each. Name those it was trained on, if they are here.
    #[arg(long = "datanet", required = true, value_name = "DATANET")]
    datanets: Vec<String>,
    /// The recipe as JSON.
    #[arg(long, value_name = "FILE")]
    recipe: PathBuf,
    /// The licence the version comes under.
    #[arg(long, value_name = "SPDX")]
    licence: String,
    #[command(flatten)]
    prices: Prices,
    #[command(flatten)]
    waiting: Waiting,
}

impl Import {
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (weights, config) = (self.file(WEIGHTS)?, self.file(CONFIG)?);
        let recipe = checked(shaped(read_recipe(&self.recipe)?, &config)?)?;
        let (signer, network, worker) = (context.signer().await?, context.network().await?, context.worker()?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let licence = licences.number(&self.licence)?;
        let base = models::resolve(&at, &self.base).await?;
        let mut datanets = Vec::new();
        for name in &self.datanets {
            datanets.push(datanets::resolve(&at, name).await?);
        }
        let (input_price, output_price) = self.prices.amounts(&at)?;
        let (adapter, adapter_config) = (worker.put_file(&weights).await?, worker.put_file(&config).await?);
        let call = runtime::tx().models().register_external(
            bounded(&self.slug),
            base,
            Static(adapter),
            Static(adapter_config),
            BoundedVec(datanets),
            Static(recipe),
            licence,
            input_price,
            output_price,
            self.prices.royalty,
        );
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::ExternalRegistered>("Models.ExternalRegistered")?;
        let job = included.event::<events::EvaluationRequested>("Models.EvaluationRequested")?.job;
        self.waiting.made(network, event.version).await?;
        let stored = models::version(&network.settle(included.at.number()).await?, event.version).await?;
        Ok(Answer::new(with(version_json(event.version, &stored, &licences), "job", job)))
    }

    fn file(&self, name: &str) -> Result<PathBuf> {
        let path = self.folder.join(name);
        match path.is_file() {
            true => Ok(path),
            false => Err(CliError::not_found(format!("`{}` is missing", path.display()))
                .hint("an adapter is a folder in PEFT's layout: adapter_model.safetensors, adapter_config.json")),
        }
    }
}

/// The recipe with the shape that the adapter's configuration says.
fn shaped(recipe: Recipe, config: &Path) -> Result<Recipe> {
    let bytes = fs::read(config).map_err(CliError::file("read", config))?;
    let refused = |problem: &str| CliError::usage(format!("`{}`: {problem}", config.display()));
    let config: Value = serde_json::from_slice(&bytes).map_err(|error| refused(&error.to_string()))?;
    let number = |field: &str| {
        let number = config[field].as_u64().and_then(|number| u16::try_from(number).ok());
        number.ok_or_else(|| refused(&format!("`{field}` is no number of a LoRA")))
    };
    let modules = config["target_modules"].as_array().ok_or_else(|| refused("`target_modules` is no list"))?;
    let mut targets = Targets(0);
    for module in modules {
        let place = Targets::NAMES.iter().position(|name| module == name);
        let place = place.ok_or_else(|| {
            refused(&format!("{module} is no target here")).hint(format!("known are {}", Targets::NAMES.join(", ")))
        })?;
        targets.0 |= 1 << place;
    }
    Ok(Recipe { rank: number("r")?, alpha: number("lora_alpha")?, targets, ..recipe })
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::recipe::{AttributionRecipe, NumericClass};

    fn recipe() -> Recipe {
        Recipe {
            rank: 4,
            alpha: 8,
            targets: Targets::ALL,
            learning_rate_micro: 1_000,
            warmup_steps: 0,
            epochs: 1,
            batch: 4,
            micro_batch: 4,
            sequence_length: 64,
            seed: 1,
            held_out_ppm: 100_000,
            numeric_class: NumericClass::CpuExact,
            checkpoint_steps: 10,
            attribution: AttributionRecipe {
                dimensions: 32,
                damping_milli: 100,
                gradient_weight: 1,
                lexical_weight: 1,
            },
        }
    }

    fn config(text: &str) -> Result<Recipe> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(CONFIG);
        fs::write(&path, text).expect("written");
        shaped(recipe(), &path)
    }

    #[test]
    fn the_shape_is_the_adapters_and_everything_else_the_recipes() {
        let made = config(r#"{ "r": 16, "lora_alpha": 32, "target_modules": ["v_proj", "q_proj"] }"#).expect("read");
        assert_eq!(made, Recipe { rank: 16, alpha: 32, targets: Targets(0b101), ..recipe() });
    }

    #[test]
    fn what_is_no_plain_lora_is_refused_by_name() {
        for (text, named) in [
            (r#"{ "r": 16, "lora_alpha": 32, "target_modules": ["c_attn"] }"#, "c_attn"),
            (r#"{ "r": 16, "lora_alpha": 32, "target_modules": "all-linear" }"#, "target_modules"),
            (r#"{ "r": "16", "lora_alpha": 32, "target_modules": [] }"#, "`r`"),
            ("r = 16", CONFIG),
        ] {
            let error = config(text).expect_err("no plain LoRA");
            assert!(error.message.contains(named), "{}", error.message);
            assert_eq!(error.kind.code(), 2);
        }
    }
}
