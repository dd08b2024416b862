//! Reads a version's files and what it was trained on.

use super::{
    arguments::{by_contribution, Assignment},
    CheckAttribution,
};
use anyhow::{bail, Context, Result};
use openledger_engine::{attribute::Index, Adapter, Base};
use openledger_primitives::{document::Bundle, recipe::Recipe, ContributionId};
use openledger_worker::jobs::corpus::Corpus;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A version in memory, and its contributions.
pub(super) struct Material {
    pub(super) base: Base,
    pub(super) adapter: Adapter,
    pub(super) index: Index,
    pub(super) corpus: Corpus,
    /// The labels, in alphabetical order.
    pub(super) labels: Vec<String>,
    /// The position of each contribution's label.
    pub(super) sources: BTreeMap<ContributionId, usize>,
}

impl Material {
    /// Reads everything the arguments name.
    pub(super) fn read(arguments: &CheckAttribution) -> Result<Self> {
        let bundles = named_once("--bundles", &arguments.bundles)?;
        let (labels, sources) = sources(&bundles, &named_once("--label", &arguments.label)?)?;
        let recipe: Recipe = serde_json::from_slice(&read(&arguments.recipe)?)
            .with_context(|| format!("`{}` is no recipe", arguments.recipe.display()))?;
        let base = Base::load(&arguments.base).context("--base")?;
        let adapter = read_adapter(&arguments.adapter, arguments.adapter_config.as_deref(), &base)?;
        let index = Index::from_bytes(&read(&arguments.index)?)
            .with_context(|| format!("--index {}", arguments.index.display()))?;
        let mut corpus = Corpus::default();
        for (contribution, path) in bundles {
            let bundle = Bundle::parse(&read(path)?)
                .with_context(|| format!("contribution {contribution}: `{}` is no bundle", path.display()))?;
            corpus.add(&base.tokenizer, contribution, &bundle, &recipe)?;
        }
        Ok(Self { base, adapter, index, corpus, labels, sources })
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

/// PEFT's two files, from their folder or one by one.
fn read_adapter(adapter: &Path, config: Option<&Path>, base: &Base) -> Result<Adapter> {
    let (weights, folder) = match adapter.is_dir() {
        true => (adapter.join("adapter_model.safetensors"), adapter),
        false => (adapter.to_owned(), adapter.parent().unwrap_or(Path::new(""))),
    };
    let config = config.map_or_else(|| folder.join("adapter_config.json"), Path::to_owned);
    let config = read(&config).context("--adapter-config says what kind of adapter it is")?;
    Adapter::from_peft(&read(&weights)?, &config, &base.config)
        .with_context(|| format!("--adapter {}", adapter.display()))
}

fn named_once<'a, T>(flag: &str, assignments: &'a [Assignment<T>]) -> Result<BTreeMap<ContributionId, &'a T>> {
    by_contribution(assignments).or_else(|contribution| bail!("{flag} names contribution {contribution} twice"))
}

/// The labels, and the position of each contribution's one.
fn sources(
    bundles: &BTreeMap<ContributionId, &PathBuf>,
    labels: &BTreeMap<ContributionId, &String>,
) -> Result<(Vec<String>, BTreeMap<ContributionId, usize>)> {
    if let Some(contribution) = bundles.keys().find(|contribution| !labels.contains_key(contribution)) {
        bail!("contribution {contribution} has no label: say whose it is with --label {contribution}=NAME");
    }
    if let Some(contribution) = labels.keys().find(|contribution| !bundles.contains_key(contribution)) {
        bail!("contribution {contribution} has a label and no bundle: add --bundles {contribution}=FILE");
    }
    let names: Vec<&String> = labels.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
    if names.len() < 2 {
        bail!("all contributions have one label: nothing can be told apart with fewer than two");
    }
    let sources = labels.iter().map(|(id, label)| (*id, names.binary_search(label).unwrap_or_default())).collect();
    Ok((names.into_iter().cloned().collect(), sources))
}
