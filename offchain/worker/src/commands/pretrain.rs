//! `openledger-worker pretrain`

use anyhow::{bail, Context, Result};
use clap::Args;
use openledger_engine::{
    engine_build, held_out_loss, ngram::Trigram, pretrain, Base, PretrainPlan, Progress, Tokenizer, Tokens,
};
use serde_json::json;
use std::{
    fs,
    io::Write,
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::Instant,
};

/// Every so many files, one is held out.
const HELD_OUT_EVERY: usize = 10;

const EXAMPLE: &str = "\
Example:
  openledger-worker pretrain --text corpus/ --extension ts --out base/";

/// Train a small base model from nothing on a folder of text.
///
/// Trains a byte-level tokenizer and a small Llama model on all files of an extension below a folder, one file in
/// ten held out, and compares the held-out loss with a trigram model of the same text. The same text and settings
/// give the same files.
///
/// The result is a folder in Hugging Face's layout: model.safetensors, config.json, tokenizer.json.
#[derive(Args)]
#[command(after_long_help = EXAMPLE)]
pub(crate) struct Pretrain {
    /// Folder with the text; folders in it are read too.
    #[arg(long, value_name = "DIR", required_unless_present = "print_settings")]
    text: Option<PathBuf>,

    /// Extension of the files to read.
    #[arg(long, value_name = "EXTENSION", default_value = "txt")]
    extension: String,

    /// Folder to write the model to.
    #[arg(long, value_name = "DIR", required_unless_present = "print_settings")]
    out: Option<PathBuf>,

    /// Optimiser steps.
    #[arg(long, value_name = "N", default_value_t = 1_500)]
    steps: u32,

    /// Say what was measured as JSON on standard output, and progress as JSON lines on standard error.
    #[arg(long)]
    json: bool,

    /// Print everything besides the text that decides the model's bytes, and stop.
    #[arg(long)]
    print_settings: bool,
}

/// Tokens to train on and to measure on.
struct Text {
    files: usize,
    training: Vec<Tokens>,
    held_out: Vec<Tokens>,
}

impl Pretrain {
    /// Trains and writes the model.
    pub(crate) fn run(self) -> Result<()> {
        let plan = PretrainPlan::small(self.steps);
        if self.print_settings {
            println!("{plan:?}, one file in {HELD_OUT_EVERY} held out, engine {}", hex::encode(engine_build()));
            return Ok(());
        }
        let (Some(folder), Some(out)) = (&self.text, &self.out) else { bail!("--text and --out are needed") };
        let began = Instant::now();
        let mut texts = Vec::new();
        gather(folder, &self.extension, &mut texts)?;
        if texts.len() < HELD_OUT_EVERY {
            let found = texts.len();
            bail!(
                "`{}` holds {found} .{} files, at least {HELD_OUT_EVERY} are needed",
                folder.display(),
                self.extension
            );
        }
        let tokenizer = Tokenizer::train(texts.iter().map(String::as_str), plan.config.vocab_size)?;
        let text = tokenize(&Tokenizer::from_json(&tokenizer)?, &texts, plan.sequence_length + 1)?;
        let vocabulary = u32::try_from(plan.config.vocab_size)?;
        let trigram = Trigram::train(text.training.iter().map(Vec::as_slice), vocabulary).loss(&text.held_out)?;

        let stream = text.training.concat();
        let weights = pretrain(&plan, &stream, &mut |progress| self.report(&progress, began))?;
        let config = plan.config.to_json();
        let base = Base::from_files(&weights, &config, &tokenizer)?;
        let loss = held_out_loss(&base, None, &text.held_out, plan.sequence_length + 1)?;
        fs::create_dir_all(out).with_context(|| out.display().to_string())?;
        for (name, bytes) in [("model.safetensors", weights), ("config.json", config), ("tokenizer.json", tokenizer)] {
            let path = out.join(name);
            fs::write(&path, bytes).with_context(|| path.display().to_string())?;
        }
        let measured = json!({
            "parameters": base.parameters(),
            "files": text.files,
            "training_tokens": stream.len(),
            "held_out_tokens": loss.tokens,
            "held_out_nats": loss.nats_per_token,
            "ngram_nats": trigram.nats_per_token,
            "steps": plan.steps,
            "seconds": began.elapsed().as_secs_f64(),
        });
        if self.json {
            println!("{measured}");
        } else {
            println!("{measured:#}\nwritten to {}", out.display());
        }
        Ok(())
    }

    fn report(&self, progress: &Progress, began: Instant) -> ControlFlow<()> {
        let Progress { step, steps, loss, tokens, .. } = progress;
        let mut stderr = std::io::stderr();
        // Nobody to read progress is no reason to stop.
        let _ = if self.json {
            writeln!(stderr, "{}", json!({ "done": step, "total": steps, "loss": loss, "tokens": tokens }))
        } else if step % 50 == 0 || step == steps {
            let speed = *tokens as f64 / began.elapsed().as_secs_f64().max(1e-9);
            writeln!(stderr, "step {step}/{steps}: loss {loss:.3}, {speed:.0} tokens/s")
        } else {
            Ok(())
        };
        ControlFlow::Continue(())
    }
}

/// Reads all files of an extension below a folder, by path. What is not UTF-8 is left out.
fn gather(folder: &Path, extension: &str, texts: &mut Vec<String>) -> Result<()> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let mut paths: Vec<PathBuf> =
        entries.with_context(|| folder.display().to_string())?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, extension, texts)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            texts.extend(fs::read_to_string(&path).ok());
        }
    }
    Ok(())
}

/// Token sequences; each document begins with the token that ends texts.
fn tokenize(tokenizer: &Tokenizer, texts: &[String], window: usize) -> Result<Text> {
    let end = tokenizer.end_of_text().context("the tokenizer has no token that ends a text")?;
    let mut text = Text { files: texts.len(), training: Vec::new(), held_out: Vec::new() };
    for (number, document) in texts.iter().enumerate() {
        let mut tokens = vec![end];
        tokens.extend(tokenizer.encode(document)?);
        if number % HELD_OUT_EVERY == HELD_OUT_EVERY - 1 {
            text.held_out.extend(tokens.chunks(window).map(<[u32]>::to_vec));
        } else {
            text.training.push(tokens);
        }
    }
    Ok(text)
}
