//! The base model: pretrained once from named text, cached under the hash of everything that shapes it.

use super::{corpus, DemoArguments};
use crate::stage::measured;
use anyhow::{bail, Context, Result};
use indicatif::ProgressBar;
use openledger_e2e::Programs;
use openledger_primitives::content::ContentId;
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A base model's folder and how good it is.
#[derive(Clone, Debug)]
pub struct BaseModel {
    /// Holds model.safetensors, config.json and tokenizer.json.
    pub folder: PathBuf,
    /// What pretraining measured; absent for a base brought along.
    pub pretraining: Option<Value>,
}

/// The base named by `--base`, the cached one, or a new one.
pub fn obtain(arguments: &DemoArguments, programs: &Programs, cache: &Path, stage: &ProgressBar) -> Result<BaseModel> {
    if let Some(folder) = &arguments.base {
        return Ok(BaseModel { folder: folder.clone(), pretraining: None });
    }
    let corpus = corpus::gather(arguments, cache)?;
    let (text, extension) = &corpus.base_text;
    let worker = programs.path("openledger-worker");
    let key = cache_key(&worker, text)?;
    let folder = cache.join(format!("base-{key}"));
    let record = folder.join("pretraining.json");
    if !record.exists() {
        let measured = pretrain(&worker, text, extension, &folder, stage)?;
        std::fs::write(&record, serde_json::to_string_pretty(&measured)?)?;
    }
    let pretraining: Value = serde_json::from_slice(&std::fs::read(&record)?)?;
    let (held_out, ngram) = (pretraining["held_out_nats"].as_f64(), pretraining["ngram_nats"].as_f64());
    if held_out.zip(ngram).is_none_or(|(model, ngram)| model >= ngram) {
        bail!("the base is no better than an n-gram model of its own text: {pretraining}");
    }
    Ok(BaseModel { folder, pretraining: Some(pretraining) })
}

/// Hash of the pretraining settings this engine has built in and of the text.
fn cache_key(worker: &Path, text: &Path) -> Result<String> {
    let settings = Command::new(worker).args(["pretrain", "--print-settings"]).output().context("openledger-worker")?;
    if !settings.status.success() {
        bail!("openledger-worker pretrain --print-settings: {}", String::from_utf8_lossy(&settings.stderr));
    }
    let mut bytes = settings.stdout;
    let mut files = Vec::new();
    collect(text, &mut files)?;
    files.sort();
    for file in files {
        bytes.extend(ContentId::of(&std::fs::read(&file)?).0);
    }
    Ok(ContentId::of(&bytes).to_string()[7..27].to_string())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Runs the engine; its progress lines (JSON on stderr) move the bar.
fn pretrain(worker: &Path, text: &Path, extension: &str, folder: &Path, stage: &ProgressBar) -> Result<Value> {
    let mut child = Command::new(worker)
        .args(["pretrain", "--json", "--extension", extension, "--text"])
        .arg(text)
        .arg("--out")
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("openledger-worker")?;
    let mut said = String::new();
    for line in BufReader::new(child.stderr.take().context("stderr")?).lines() {
        let line = line?;
        match serde_json::from_str::<Value>(&line) {
            Ok(progress) if progress["total"].is_u64() => {
                measured(stage, progress["total"].as_u64().unwrap_or(1));
                stage.set_position(progress["done"].as_u64().unwrap_or(0));
                stage.set_message(format!("loss {:.3}", progress["loss"].as_f64().unwrap_or(f64::NAN)));
            }
            _ => said = line,
        }
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("pretraining failed: {said}");
    }
    serde_json::from_slice(&output.stdout).context("pretraining printed no JSON")
}
